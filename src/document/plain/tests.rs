use super::*;

/// Each block as `kind: words`, soft breaks as `/`.
fn shown(text: &str) -> Vec<String> {
    let document = parse(text.to_owned(), Metadata::default());
    assert_eq!(document.text, text, "the text is the input");
    let mut end = 0;
    for block in &document.blocks {
        assert!(block.span.start >= end && text.get(block.span.start..block.span.end).is_some());
        end = block.span.end;
    }
    let line = |block: &crate::document::Block| {
        let kind = match block.kind {
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::Paragraph => "p".to_owned(),
            BlockKind::ListItem(None) => "•".to_owned(),
            BlockKind::ListItem(Some(number)) => format!("{number}."),
            BlockKind::BlockQuote => ">".repeat(block.depth.into()),
            BlockKind::PullQuote => "pull".to_owned(),
            BlockKind::Rule => "---".to_owned(),
            _ => "?".to_owned(),
        };
        let goes_on = if block.continued { "+" } else { "" };
        format!("{goes_on}{kind}: {}", block.span.of(text).replace("\r\n", "/").replace(['\n', '\r'], "/"))
    };
    document.blocks.iter().map(line).collect()
}

fn title_of(text: &str) -> Option<String> {
    parse(text.to_owned(), Metadata::default()).metadata.title
}

const LONG: &str = "The foreign minister told reporters on Tuesday that the offer was dead on arrival, and that nobody in the \
                    room had expected anything else from a government that had three weeks left in office.";

#[test]
fn one_paragraph_a_line() {
    let text = format!("{LONG}\n{LONG}\n\"We will not sign.\" – Ada Voss\n{LONG}\n");
    let p = format!("p: {LONG}");
    assert_eq!(shown(&text), [&p, &p, "pull: \"We will not sign.\" – Ada Voss", &p]);
    assert_eq!(title_of(&text), None);
}

#[test]
fn hard_wrapped_paragraphs_are_rejoined() {
    let text = "The foreign minister told reporters on Tuesday that the offer was\ndead on arrival, and that nobody in the room \
                had expected anything\nelse from a government that had three weeks left.\nShe did not wait for questions.\n\n\
                A second paragraph begins here and goes on for a while, so that it\nis wrapped too.\n";
    let blocks = shown(text);
    assert_eq!(blocks.len(), 3, "{blocks:#?}");
    assert!(blocks[0].contains("was/dead") && blocks[0].ends_with("left."));
    assert_eq!(blocks[1], "p: She did not wait for questions.");
    assert!(blocks[2].contains("that it/is wrapped"));
}

#[test]
fn indented_first_lines_begin_paragraphs() {
    let text = "    The minister told reporters on Tuesday that the offer was dead on\narrival, and that nobody had expected \
                anything else from anybody.\n    “Never,” she said.\n    “When?” asked a man at the back, who had come \
                late and wrapped\nup warmly.\n";
    let blocks = shown(text);
    assert_eq!(blocks.len(), 3, "{blocks:#?}");
    assert_eq!(blocks[1], "p: “Never,” she said.");
}

#[test]
fn a_full_line_that_ends_a_sentence_is_wrapped_all_the_same() {
    let column = "Words that fill the column as well as words do, up to its very end x.";
    let text = format!(
        "{column}\nAnd more.\n\n{column}\nand more words that go on to the end of that line, or nearly.\n\n{column}"
    );
    assert_eq!(shown(&text).len(), 3);
}

#[test]
fn dialogue_one_line_each_stays_apart() {
    let text = "\"Hello,\" she said to the man at the door.\n\"Hi,\" he said.\n\"How are you?\"\n";
    assert_eq!(shown(text).len(), 3);
}

#[test]
fn windows_and_old_mac_line_ends() {
    assert_eq!(shown("One.\r\n\r\nTwo.\r\n"), ["p: One.", "p: Two."]);
    assert_eq!(shown("One.\r\rTwo.\r"), ["p: One.", "p: Two."]);
}

#[test]
fn headings_need_the_look_of_one() {
    let text =
        format!("Talks stall in Norland\n\n{LONG}\n\nWhat comes next\n\n{LONG}\n\nFrom the minister:\n\n{LONG}\n");
    let p = format!("p: {LONG}");
    let expected = ["h1: Talks stall in Norland", &p, "h2: What comes next", &p, "p: From the minister:", &p];
    assert_eq!(shown(&text), expected);
    assert_eq!(title_of(&text).as_deref(), Some("Talks stall in Norland"));
    assert_eq!(
        shown("CHAPTER I\n\nIn Chancery\n\nLondon. Implacable weather all day long.\n")[..2],
        ["h1: CHAPTER I", "h2: In Chancery"]
    );
    assert_eq!(shown("Part one\n========\nWords.")[0], "h1: Part one");
}

#[test]
fn titles() {
    assert_eq!(title_of(&format!("Talks Stall, Again.\n\n{LONG}")).as_deref(), Some("Talks Stall, Again."));
    assert_eq!(title_of("Only one line"), None);
    assert_eq!(title_of(&format!("It rained. Nobody came.\n\n{LONG}")).as_deref(), None);
    assert_eq!(title_of(&format!("From the minister:\n\n{LONG}")), None);
    let byline = parse(format!("Talks stall\n\nBy Jo Marsh\n\n{LONG}"), Metadata::default()).metadata.byline;
    assert_eq!(byline.as_deref(), Some("Jo Marsh"));
}

#[test]
fn pull_quotes() {
    for quote in [
        "\"We will not sign.\" – Ada Voss",
        "\"We will not sign.\" -Commissioner Lee",
        "“We will ‘not’ sign.” — Ada Voss, foreign minister",
        "«Nous ne signerons pas.» – Ada Voss",
        "“We will not sign.” Ada Voss\n",
        "“We will not sign,” Voss said.",
        "“No,” she said, “never” – and left",
        "\"No,\" she said, \"never.\" – Ada Voss",
    ] {
        let pull = quote.contains(['–', '—', '-']) && !quote.contains("she said");
        assert_eq!(shown(quote)[0].starts_with("pull:"), pull, "{quote}");
    }
    assert_eq!(
        shown("“We will not sign.”\n\n– Ada Voss\n\n“No.”\n\n– and he left"),
        ["pull: “We will not sign.”//– Ada Voss", "p: “No.”", "p: – and he left"]
    );
    assert_eq!(
        shown(&format!("{LONG}\n\n“We will not sign.”\n– Ada Voss\n\n{LONG}"))[1],
        "pull: “We will not sign.”/– Ada Voss"
    );
}

#[test]
fn lists_need_company() {
    assert_eq!(
        shown("They want:\n\n- peace\n- bread\n\n1. first\n2. second\n")[1..],
        ["•: peace", "•: bread", "1.: first", "2.: second"]
    );
    assert_eq!(shown("- Ada Voss")[0], "p: - Ada Voss");
    assert_eq!(shown("1984. It was a cold day.")[0], "p: 1984. It was a cold day.");
    assert_eq!(shown("7. It was a cold day.")[0], "p: 7. It was a cold day.");
}

#[test]
fn block_quotes_and_rules() {
    assert_eq!(
        shown("> We will\n> not sign.\n>> Never.\n\n***\n\nThe end."),
        [">: We will", "+>: not sign.", "+>>: Never.", "---: ", "p: The end."]
    );
    assert_eq!(shown("> One.\n>\n> Two."), [">: One.", ">: Two."]);
    assert_eq!(shown(">"), ["p: >"]);
}

#[test]
fn long_lines_are_split_and_nothing_is_lost() {
    let text = format!("{}\n\nThe end.", "word ".repeat(100_000));
    let document = parse(text.clone(), Metadata::default());
    let kept: usize = document.blocks.iter().map(|block| block.span.of(&text).matches("word").count()).sum();
    assert_eq!(kept, 100_000);
    assert!(document.blocks[1].continued && !document.blocks[0].continued);
    assert!(document.blocks.last().is_some_and(|last| !last.continued));
}

#[test]
fn columns_are_no_paragraphs() {
    let text = "Talks stall\n\nName      Votes    Town\nVoss      40       Sill\nBright    7        Port\n\n\tWho\tWhat\nAda\tVoss\tno\nJon\tLee\t\n\nThe end.\n";
    assert_eq!(
        crate::document::testing::shown(&parse(text.to_owned(), Metadata::default())),
        [
            "Paragraph 0: Talks stall",
            "Code 0: Name      Votes    Town\nVoss      40       Sill\nBright    7        Port",
            "TableRow(false) 0: \tWho\tWhat",
            "TableRow(false) 0: Ada\tVoss\tno",
            "TableRow(false) 0: Jon\tLee",
            "Paragraph 0: The end.",
        ]
    );
}

#[test]
fn chapters_and_their_titles_are_headings() {
    let text = format!(
        "CHAPTER I.\n\nThe Quay.\n\n{LONG}\n\nII\n\n{LONG}\n\nBOOK THE SECOND\nRain\n\n{LONG}\n\nCHAPTER III. A Boat Leaves.\n\n{LONG}\n"
    );
    let headings: Vec<String> = shown(&text).into_iter().filter(|block| block.starts_with('h')).collect();
    let expected = [
        "h1: CHAPTER I.",
        "h2: The Quay.",
        "h2: II",
        "h2: BOOK THE SECOND",
        "h2: Rain",
        "h2: CHAPTER III. A Boat Leaves.",
    ];
    assert_eq!(headings, expected);
    let contents =
        format!("A Book of Rain\n\nCHAPTER I. The Quay\nCHAPTER II. The Rain\nCHAPTER III. A Boat\n\n{LONG}\n");
    assert_eq!(shown(&contents).len(), 3);
}

#[test]
fn lines_with_quotations_stay_running_text() {
    for line in [
        "“I waited ── no, I hoped ── that it would stop,” said Ada Voss.",
        "“We will not sign,” said Tom Falk | Photo: Ada Voss | Reuters",
        "“The pumps went from slow --> slower,” said Tom Falk.",
        "“Use a->b,” said Ada Voss, “and call start() or stop(), or a || b.”",
        "“I waited and waited,” said Ada Voss, “for him....I",
        "00:00:10 We went to the quay and Tom Falk said “We will not sign.”\n00:00:12 Then he said “No.”",
        "WARNING: This story has “graphic” details, said Tom Falk.\nNOTICE: “We will not sign,” said Tom Falk.",
    ] {
        let text = format!("It rained in Havn.\n\n{line}\n\nThe port was closed.\n");
        let document = super::parse(text, Metadata::default());
        assert!(document.blocks.iter().all(|block| block.kind != BlockKind::Code), "{line}: {:?}", document.blocks);
    }
}
