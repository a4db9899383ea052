//! Each sort of layout with texts of our own: who says what, and that ordinary articles show nothing.

use crate::annotation::{Annotations, annotate};
use crate::document::{Document, Metadata, html, markdown, plain};

/// What is said by layout, by whom, and the rule.
fn said(document: &Document) -> Vec<(String, String, &'static str)> {
    let found: Annotations = annotate(document);
    let shown = found.quotations.iter().filter(|quotation| quotation.confidence >= 0.5);
    let by_layout = shown.filter(|it| it.evidence.rule.is_layout() || it.evidence.rule.name() == "introduced");
    by_layout
        .map(|it| {
            let speaker = found.speaker(it).map_or("", |actor| actor.name.as_str());
            (it.span.of(&document.text).to_owned(), speaker.to_owned(), it.evidence.rule.name())
        })
        .collect()
}

fn of_text(text: &str) -> Vec<(String, String, &'static str)> {
    said(&plain(text.to_owned(), Metadata::default()))
}

fn of_markdown(text: &str) -> Vec<(String, String, &'static str)> {
    said(&markdown(text, Metadata::default()))
}

fn all(rule: &'static str, turns: &[(&str, &str)]) -> Vec<(String, String, &'static str)> {
    turns.iter().map(|&(words, speaker)| (words.to_owned(), speaker.to_owned(), rule)).collect()
}

#[test]
fn labels_make_turns() {
    let text = "Ada Voss met Jon Lee.\n\nVOSS: We will not sign it.\n\nLEE: Why not now?\n\nVOSS: It is late.";
    let turns = [("We will not sign it.", "Ada Voss"), ("Why not now?", "Jon Lee"), ("It is late.", "Ada Voss")];
    assert_eq!(of_text(text), all("label", &turns));
}

#[test]
fn labels_with_offices_are_the_name_alone() {
    let text = "ADA VOSS, ANCHOR: Good evening.\n\nDR. JON LEE, HEAD, LOW HOSPITAL (through translator): It is \
        late.\n\nVOSS: Is it over?\n\nSEN. MIA LEE (I-NL): Congress has to act.\n\n(COMMERCIAL BREAK)\n\nLEE: We \
        have the money.";
    let turns = [
        ("Good evening.", "Ada Voss"),
        ("It is late.", "Jon Lee"),
        ("Is it over?", "Ada Voss"),
        ("Congress has to act.", "Mia Lee"),
        ("We have the money.", "Mia Lee"),
    ];
    assert_eq!(of_text(text), all("label", &turns));
}

#[test]
fn members_of_parliament_are_told_apart() {
    let text = "Ada Lee (Norport) (Lab): I thank the Minister.\n\nOpposition members: Is the truth!\n\nAda Lee: \
        It is no answer.\n\nIt never was.\n\nMia Lee (Lowmark) (Con): The plan was theirs.\n\nMr Speaker: Order. \
        The House must listen.";
    let turns = [
        ("I thank the Minister.", "Ada Lee"),
        ("Is the truth!", "opposition members"),
        ("It is no answer.", "Ada Lee"),
        ("It never was.", "Ada Lee"),
        ("The plan was theirs.", "Mia Lee"),
        ("Order. The House must listen.", "the Speaker"),
    ];
    assert_eq!(of_text(text), all("label", &turns));
}

#[test]
fn a_hearing_has_a_court_and_a_witness() {
    let text = "THE COURT: Please be seated.\n\nBY MR. HALE:\n\nQ. Where were you on that night?\n\nA. I was at the \
        harbour.\n\nQ. Who was with you?\n\nA. Nobody was.\n\nTHE COURT: Speak up, please.";
    let found = of_text(text);
    let speakers: Vec<_> = found.iter().map(|(_, speaker, _)| speaker.as_str()).collect();
    assert_eq!(speakers, ["the court", "Hale", "the witness", "Hale", "the witness", "the court"]);
}

#[test]
fn answers_are_those_of_the_person_introduced() {
    let text = "Ada Voss runs the mill by the harbour. We met her in May.\n\nQ: How did you start?\n\nA: My aunt had \
        a wheel.\n\nIt was the only one in town.\n\nQ: What would you change?\n\nA: Nothing. Maybe the wheel.";
    let found = of_text(text);
    let of = |rule: &str| -> Vec<&str> {
        found.iter().filter(|(.., by)| *by == rule).map(|(_, speaker, _)| speaker.as_str()).collect()
    };
    assert_eq!(of("question"), ["the interviewer"; 2]);
    assert_eq!(of("answer"), ["Ada Voss"; 3]);
}

#[test]
fn questions_in_bold_make_an_interview() {
    let text = "# Ada Voss on leaving the mill\n\n**You left after thirty years. Why now?**\n\nBecause my hands told \
        me to. I knew it.\n\n**Did the owners try to keep you?**\n\nThey sent flowers.\n\n**What will you do?**\n\n\
        I will sleep.\n";
    let answers = [
        ("Because my hands told me to. I knew it.", "Ada Voss"),
        ("They sent flowers.", "Ada Voss"),
        ("I will sleep.", "Ada Voss"),
    ];
    let found: Vec<_> = of_markdown(text).into_iter().filter(|(.., rule)| *rule == "answer").collect();
    assert_eq!(found, all("answer", &answers));
}

#[test]
fn headings_of_an_explainer_are_no_interview() {
    let text = "# The bridge\n\n## What is a toll?\n\nA toll is a fee for those who cross.\n\n## Who pays it?\n\n\
        Drivers pay it at the gate.\n\n## How much do you pay?\n\nYou pay two crowns a day.\n";
    assert!(of_markdown(text).is_empty());
}

#[test]
fn chat_and_subtitles_name_who_speaks() {
    let chat = "[10:02] <lena> did it pass?\n[10:02] <tom_b> no, it broke again\n[10:03] <lena> who did that?\n[10:04] * \
        tom_b hides\n";
    let turns = [("did it pass?", "lena"), ("no, it broke again", "tom_b"), ("who did that?", "lena")];
    assert_eq!(of_text(chat), all("label", &turns));
    let subtitles = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ada Voss>We will not sign.</v>\n\n00:05.000 --> \
        00:06.000\n<v Jon Lee>Why not now?\n\n00:07.000 --> 00:08.000\n<v Ada Voss>It is late.\n";
    let turns = [("We will not sign.", "Ada Voss"), ("Why not now?", "Jon Lee"), ("It is late.", "Ada Voss")];
    assert_eq!(of_text(subtitles), all("label", &turns));
}

#[test]
fn messages_of_a_phone_are_told_apart() {
    let chat = "[03/03/2026, 10:02:11] Ada: are you there\n[03/03/2026, 10:02:40] Jon Lee: yes, on the ferry\n\
        [03/03/2026, 10:03:02] Ada: see you at nine\n[03/03/2026, 10:03:10] Jon Lee: fine\n";
    let turns =
        [("are you there", "Ada"), ("yes, on the ferry", "Jon Lee"), ("see you at nine", "Ada"), ("fine", "Jon Lee")];
    assert_eq!(of_text(chat), all("label", &turns));
}

#[test]
fn a_briefing_has_reporters() {
    let text = "MS. VOSS:  Good afternoon. I have two things to say.\n\nThe bridge will be opened in May.\n\nQ    Can you \
        tell us who pays?\n\nMS. VOSS:  The towns will pay.\n\nQ    Do they know?\n\nMS. VOSS:  They do. Thank you.";
    let speakers: Vec<String> = of_text(text).into_iter().map(|(_, speaker, _)| speaker).collect();
    assert_eq!(speakers, ["Voss", "Voss", "a reporter", "Voss", "a reporter", "Voss"]);
}

#[test]
fn names_may_stand_above_the_turns() {
    let text = "Ada Voss (00:12):\nWelcome back. I am here with Jon Lee.\n\nJon Lee (00:18):\nThank you for having me.\n\n\
        Ada Voss (00:22):\nWhat happened to the bridge?\n";
    let turns = [
        ("Welcome back. I am here with Jon Lee.", "Ada Voss"),
        ("Thank you for having me.", "Jon Lee"),
        ("What happened to the bridge?", "Ada Voss"),
    ];
    assert_eq!(of_text(text), all("label", &turns));
}

#[test]
fn the_capitals_of_a_play_are_its_characters() {
    let text = "ADA. Who goes there?\n\nJON. A friend. I bring you news.\n\nADA. Speak, then.\n";
    let turns = [("Who goes there?", "Ada"), ("A friend. I bring you news.", "Jon"), ("Speak, then.", "Ada")];
    assert_eq!(of_text(text), all("label", &turns));
}

#[test]
fn characters_of_a_script_speak_below_their_name() {
    let text = "INT. KITCHEN - DAY\n\nAda stands there.\n\n          ADA\n     We will not sign it.\n\n          JON\n          \
        (quietly)\n     Why not now?\n\n          ADA (V.O.)\n     It is late.\n";
    let turns = [("We will not sign it.", "Ada"), ("Why not now?", "Jon"), ("It is late.", "Ada")];
    assert_eq!(of_text(text), all("script", &turns));
}

#[test]
fn a_reply_quotes_who_wrote_before() {
    let text = "Hello Jon,\n\nWe should talk.\n\nOn Tue, Mar 3, 2026 at 10:02 AM, Jon Lee <jon@example.org> wrote:\n> \
        The bridge cannot wait.\n> Please sign the plan.\n\nAda\n";
    let lines = [("The bridge cannot wait.", "Jon Lee"), ("Please sign the plan.", "Jon Lee")];
    assert_eq!(of_text(text), all("reply", &lines));
}

#[test]
fn block_quotations_have_a_lead_in_or_a_source_line() {
    let text = "Ada Voss wrote in her letter to the board last week:\n\n> I will not sign. Nobody should.\n\nThe board \
        did not reply.\n\n> The bridge was promised.\n>\n> — Mia Okoye (@miaokoye)\n";
    let mut wanted = all("introduced", &[("I will not sign. Nobody should.", "Ada Voss")]);
    wanted.extend(all("post", &[("The bridge was promised.", "Mia Okoye")]));
    assert_eq!(of_markdown(text), wanted);
    assert!(of_markdown("It rained.\n\n> Some words set apart.\n\nNobody came.\n").is_empty());
}

#[test]
fn an_embedded_post_is_its_authors() {
    let page = "<html lang=\"en\"><body><article><h1>Councillor quits over bridge</h1><p>Councillor Mia Okoye left the \
        council of Norport on Tuesday after a vote on the bridge over the river went against her.</p><blockquote \
        class=\"twitter-tweet\"><p lang=\"en\">I have left the council. The bridge was promised to us all.</p>&mdash; \
        Mia Okoye (@miaokoye) <a href=\"https://example.org/1\">March 3, 2026</a></blockquote><p>The council will fill \
        her seat in May, when it meets again in the old hall by the harbour.</p></article></body></html>";
    let found = said(&html(page, Metadata::default(), None));
    assert_eq!(found, all("post", &[("I have left the council. The bridge was promised to us all.", "Mia Okoye")]));
}

#[test]
fn a_letter_is_said_by_who_signs() {
    let text = "Dear members of the council,\n\nWe have lived by the river for years. We ask you to keep it.\n\nIt is \
        the only way to the school.\n\nYours sincerely,\n\nAda Voss\n";
    let lines = [
        ("We have lived by the river for years. We ask you to keep it.", "Ada Voss"),
        ("It is the only way to the school.", "Ada Voss"),
    ];
    assert_eq!(of_text(text), all("signed", &lines));
}

#[test]
fn lists_with_colons_are_no_transcript() {
    for text in [
        "Price: 30 crowns\n\nWeight: 2 kg\n\nPrice: 40 crowns\n\nWeight: 3 kg",
        "Pros: It is light. It lasts.\n\nCons: It is loud. It is dear.\n\nPros: It is cheap too.",
        "Norport: 3, 4, 5\n\nLowmark: 2, 1, 0\n\nNorport: 7, 7, 7",
        "The minister spoke for an hour.\n\nUpdate: The talks go on.\n\nShe left.\n\nUpdate: The talks are over.",
    ] {
        assert!(of_text(text).is_empty(), "{text}");
    }
}
