//! The data of a language: words by sections, verbs by their paradigms (`assets/languages/TAG/words.txt` and `verbs.txt`).
//! `[section section]` opens lines of words that all of these hold of; `#` starts a comment.

use rustc_hash::FxHashSet;

use super::lexicon::Lex;

/// The files of a language.
#[derive(Clone, Copy, Debug)]
pub struct Files {
    /// Words by sections.
    pub words: &'static str,
    /// Paradigms, and verbs that go by them.
    pub verbs: &'static str,
}

/// What is known of a language beside lists of single words.
#[derive(Clone, Debug, Default)]
pub struct Phrases {
    /// Words before the name of a source: "según", "de acuerdo con".
    pub according: Vec<Vec<Box<str>>>,
    /// The same only where it opens a sentence and a comma ends it: "Para la ministra, …".
    pub according_first: Vec<Vec<Box<str>>>,
    /// What is written together with the next word where its vowel is lost: "l'", "qu'", without the apostrophe.
    pub elided: Vec<Box<str>>,
    /// What an apostrophe stands before: "'s ochtends".
    pub clipped: Vec<Box<str>>,
    /// Pronouns that a hyphen ties to the verb before.
    pub tied: Vec<Box<str>>,
    /// Endings of those to whom something is said: "dziennikarzom".
    pub dative_endings: Vec<Box<str>>,
    /// Words before a verb of saying whose subject says the rest of the sentence: "como explicó Paz".
    pub as_said: Vec<Box<str>>,
    /// Phrases that name a view by its owner, who stands where the asterisk is: "a * juicio".
    pub views: Vec<Vec<Box<str>>>,
    /// Verbs that make others known with a verb of [`Self::caused`]: "liet … weten".
    pub causatives: Vec<Box<str>>,
    /// Infinitives that say something only behind one of these.
    pub caused: Vec<Box<str>>,
    /// Endings of names by case, each with what the name ends with itself: "-iego", "-i".
    pub cases: Vec<(Box<str>, Box<str>)>,
    /// Letters and quotation marks that few other languages have.
    pub signs: Vec<Box<str>>,
    /// Endings that only adverbs have: "-mente".
    pub adverb_endings: Vec<Box<str>>,
    /// Endings of nouns that are an article: "statsministeren".
    pub definite_endings: Vec<Box<str>>,
    /// How sentences are built.
    pub grammar: Grammar,
}

/// Whether a word is one of these, whatever its case.
pub fn is_one_of(list: &[Box<str>], word: &str) -> bool {
    list.iter().any(|other| is_same(other, word))
}

/// Whether a word of the text is this one of the data, whatever its case.
pub fn is_same(data: &str, word: &str) -> bool {
    let folded = || word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c });
    word.eq_ignore_ascii_case(data) || !word.is_ascii() && folded().eq(data.chars())
}

/// The longest of these endings that a word has behind more than `rest` bytes, by its length.
pub fn ending(list: &[Box<str>], word: &str, rest: usize) -> Option<usize> {
    let fits = |ending: &&str| word.len() > ending.len() + rest && word.ends_with(*ending);
    list.iter().map(|ending| &**ending).filter(fits).map(str::len).max()
}

/// How the sentences of a language are built.
#[derive(Clone, Copy, Debug, Default)]
pub struct Grammar {
    /// A verb may stand without a subject: "Afirmó que …".
    pub drops_subjects: bool,
    /// Nouns need no article: "powiedział minister".
    pub bare_nouns: bool,
    /// Adjectives stand behind their noun: "el estudio ambiental".
    pub adjectives_behind: bool,
    /// A clause may report speech without a word that opens it: "Hun sier de har meldt det".
    pub bare_clauses: bool,
    /// Nouns are written together: what the last one is, the whole is: "klimaatminister".
    pub compounds: bool,
    /// People have two surnames, and either may be used alone: "Rodolfo Quiñones Aguirre".
    pub two_surnames: bool,
    /// The same mark opens and closes: ”Nej”.
    pub same_marks: bool,
    /// News opens speech with a dash: "– Nei, sier Hansen."
    pub dashes: bool,
}

/// Which list a line belongs to.
enum Section {
    Words(Lex),
    According,
    AccordingFirst,
    Elided,
    Cases,
    Causatives,
    Caused,
    DativeEndings,
    AsSaid,
    Views,
    Signs,
    Clipped,
    Tied,
    AdverbEndings,
    DefiniteEndings,
    Grammar,
    Paradigms,
    /// A name that means nothing here.
    Unknown,
}

impl Section {
    fn of(header: &str) -> Self {
        match header {
            "according" => return Self::According,
            "according first" => return Self::AccordingFirst,
            "elided" => return Self::Elided,
            "dative endings" => return Self::DativeEndings,
            "cases" => return Self::Cases,
            "causatives" => return Self::Causatives,
            "caused" => return Self::Caused,
            "as" => return Self::AsSaid,
            "views" => return Self::Views,
            "signs" => return Self::Signs,
            "clipped" => return Self::Clipped,
            "tied" => return Self::Tied,
            "adverb endings" => return Self::AdverbEndings,
            "definite endings" => return Self::DefiniteEndings,
            "grammar" => return Self::Grammar,
            "paradigms" => return Self::Paradigms,
            "given male" => return Self::Words(Lex::GIVEN_MALE),
            "given female" => return Self::Words(Lex::GIVEN_FEMALE),
            // Beside a verb such a word is an object; it names nobody, and may be an article elsewhere.
            "pronouns object" => return Self::Words(Lex::OBJECT),
            _ => {}
        }
        let lists: Option<Vec<Lex>> = header.split_whitespace().map(Lex::named).collect();
        match lists {
            Some(lists) if !lists.is_empty() => Self::Words(lists.into_iter().fold(Lex::NONE, Lex::or)),
            _ => Self::Unknown,
        }
    }
}

/// The forms of a verb: which endings, or which words.
#[derive(Clone, Debug, Default)]
struct Forms<'a> {
    groups: [Vec<&'a str>; GROUPS.len()],
}

/// The groups of a paradigm, in the order they are written in.
const GROUPS: [Lex; 4] = [Lex::FINITE, Lex::PARTICIPLE, Lex::INFINITIVE, Lex::GERUND];

impl<'a> Forms<'a> {
    fn of(text: &'a str) -> Self {
        let mut forms = Self::default();
        for (slot, group) in forms.groups.iter_mut().zip(text.split('|')) {
            slot.extend(group.split_whitespace());
        }
        forms
    }
}

/// Lines by section, without comments.
fn lines(file: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut section = "";
    file.lines().filter_map(move |line| {
        let line = line.split('#').next().unwrap_or("").trim();
        match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(name) => {
                section = name;
                None
            }
            None => (!line.is_empty()).then_some((section, line)),
        }
    })
}

/// Reads the files of a language; `add` takes each word with what holds of it.
pub(super) fn read(files: Files, add: &mut dyn FnMut(&str, Lex)) -> Phrases {
    let mut phrases = Phrases::default();
    let phrase = |line: &str| line.split_whitespace().map(Into::into).collect();
    for (header, line) in lines(files.words) {
        match Section::of(header) {
            Section::Words(lex) => line.split_whitespace().for_each(|word| add(word, lex)),
            Section::According => phrases.according.push(phrase(line)),
            Section::AccordingFirst => phrases.according_first.push(phrase(line)),
            Section::Elided => phrases.elided.extend(line.split_whitespace().map(Box::from)),
            Section::DativeEndings => phrases.dative_endings.extend(line.split_whitespace().map(Box::from)),
            Section::Cases => {
                phrases.cases.extend(line.split_once('=').map(|(case, base)| (case.trim().into(), base.trim().into())));
            }
            Section::Causatives => phrases.causatives.extend(line.split_whitespace().map(Box::from)),
            Section::Caused => phrases.caused.extend(line.split_whitespace().map(Box::from)),
            Section::AsSaid => phrases.as_said.extend(line.split_whitespace().map(Box::from)),
            Section::Views => phrases.views.push(phrase(line)),
            Section::Signs => phrases.signs.extend(line.split_whitespace().map(Box::from)),
            Section::Clipped => phrases.clipped.extend(line.split_whitespace().map(Box::from)),
            Section::Tied => phrases.tied.extend(line.split_whitespace().map(Box::from)),
            Section::AdverbEndings => phrases.adverb_endings.extend(line.split_whitespace().map(Box::from)),
            Section::DefiniteEndings => phrases.definite_endings.extend(line.split_whitespace().map(Box::from)),
            Section::Grammar => {
                let grammar = &mut phrases.grammar;
                for word in line.split_whitespace() {
                    match word {
                        "drops-subjects" => grammar.drops_subjects = true,
                        "bare-nouns" => grammar.bare_nouns = true,
                        "adjectives-behind" => grammar.adjectives_behind = true,
                        "bare-clauses" => grammar.bare_clauses = true,
                        "compounds" => grammar.compounds = true,
                        "two-surnames" => grammar.two_surnames = true,
                        "same-marks" => grammar.same_marks = true,
                        "dashes" => grammar.dashes = true,
                        _ => {}
                    }
                }
            }
            Section::Paradigms | Section::Unknown => {}
        }
    }
    verbs(files.verbs, add);
    phrases
}

/// How the ending of a form is written that has none.
const EMPTY: &str = "0";

/// Reads verbs: `decir = dice dijo | dicho | decir | diciendo`, `afirmar = -ar`. The name of a
/// paradigm is what is cut off a lemma; a number tells apart those that cut off the same.
fn verbs(file: &str, add: &mut dyn FnMut(&str, Lex)) {
    let mut paradigms: Vec<(&str, Forms)> = Vec::new();
    let mut word = String::new();
    for (header, line) in lines(file) {
        let (lemma, forms) = line.split_once('=').map_or((line, ""), |(lemma, forms)| (lemma.trim(), forms));
        match Section::of(header) {
            Section::Paradigms => paradigms.push((lemma, Forms::of(forms))),
            Section::Words(lex) => {
                let forms = Forms::of(forms);
                for (group, words) in GROUPS.into_iter().zip(&forms.groups) {
                    words.iter().filter(|word| !word.starts_with('-')).for_each(|word| add(word, lex.or(group)));
                }
                let named = forms.groups.iter().flatten().filter_map(|word| word.strip_prefix('-'));
                for name in named {
                    let paradigm = paradigms.iter().find(|(other, _)| *other == name);
                    let cut = name.trim_end_matches(|c: char| c.is_ascii_digit());
                    let (Some((_, paradigm)), Some(stem)) = (paradigm, lemma.strip_suffix(cut)) else { continue };
                    for (group, endings) in GROUPS.into_iter().zip(&paradigm.groups) {
                        for ending in endings {
                            word.clear();
                            word.push_str(stem);
                            word.push_str(if *ending == EMPTY { "" } else { ending });
                            add(&word, lex.or(group));
                        }
                    }
                }
            }
            _ => {}
        }
    }
}

/// Sections of the words that tie a sentence together.
const SMALL: [&str; 10] = [
    "determiners",
    "possessives",
    "prepositions",
    "conjunctions",
    "subordinators",
    "negation",
    "auxiliaries",
    "modals",
    "wh",
    "pronouns",
];

/// By what a language is known: its small words, and its signs.
#[derive(Debug)]
pub(super) struct Looks {
    pub small: FxHashSet<&'static str>,
    pub signs: Vec<&'static str>,
}

/// What a language looks like, without reading all of its words.
pub(super) fn looks(files: Files) -> Looks {
    let mut looks = Looks { small: FxHashSet::default(), signs: Vec::new() };
    for (section, line) in lines(files.words) {
        let first = section.split(' ').next().unwrap_or_default();
        if SMALL.contains(&first) {
            looks.small.extend(line.split_whitespace());
        } else if section == "signs" {
            looks.signs.extend(line.split_whitespace());
        }
    }
    looks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::language::Language;
    use crate::nlp::lexicon::Lexicon;

    fn packs() -> impl Iterator<Item = (&'static str, Files)> {
        Language::ALL.iter().filter_map(|language| Some((language.tag()?, language.pack()?)))
    }

    #[test]
    fn every_section_and_paradigm_is_known() {
        for (tag, files) in packs() {
            for (section, line) in lines(files.words).chain(lines(files.verbs)) {
                assert!(!matches!(Section::of(section), Section::Unknown), "{tag}: [{section}] {line}");
            }
            let paradigms: Vec<&str> = lines(files.verbs)
                .filter(|(section, _)| *section == "paradigms")
                .filter_map(|(_, line)| Some(line.split_once('=')?.0.trim()))
                .collect();
            for (_, line) in lines(files.verbs).filter(|(section, _)| *section != "paradigms") {
                let (lemma, forms) = line.split_once('=').unwrap_or_else(|| panic!("{tag}: {line}"));
                for name in forms.split_whitespace().filter_map(|word| word.strip_prefix('-')) {
                    let cut = name.trim_end_matches(|c: char| c.is_ascii_digit());
                    assert!(paradigms.contains(&name) && lemma.trim().ends_with(cut), "{tag}: {line}");
                }
            }
        }
    }

    #[test]
    fn verbs_have_the_forms_of_their_paradigm() {
        let forms = [
            ("es", "afirmó", Lex::FINITE),
            ("es", "dicho", Lex::PARTICIPLE),
            ("es", "explicando", Lex::GERUND),
            ("pt", "disseram", Lex::FINITE),
            ("it", "spiegherà", Lex::FINITE),
            ("it", "aggiunto", Lex::PARTICIPLE),
            ("fr", "rappelle", Lex::FINITE),
            ("nl", "zei", Lex::FINITE),
            ("nl", "verklaard", Lex::PARTICIPLE),
            ("pl", "powiedziała", Lex::FINITE),
            ("no", "sier", Lex::FINITE),
            ("sv", "säger", Lex::FINITE),
            ("da", "siger", Lex::FINITE),
        ];
        for (tag, form, group) in forms {
            let language = Language::of_tag(tag).expect(tag);
            let lex = Lexicon::of_language(language).of(form);
            assert!(lex.any(Lex::SAY) && lex.any(Lex::REPORT) && lex.any(group), "{tag}: {form}");
        }
        let spanish = Lexicon::of_language(Language::Spanish);
        assert!(spanish.of("lentamente").any(Lex::ADVERB) && !spanish.of("otros").any(Lex::PRONOUN));
        let dutch = Lexicon::of_language(Language::Dutch);
        assert!(dutch.of("havenminister").any(Lex::ROLE) && dutch.of("zyzzyva") == Lex::NONE);
    }

    #[test]
    fn a_line_without_a_section_or_a_paradigm_says_nothing() {
        let files =
            Files { words: "stray\n[no such list]\nword\n[say]\nsay # a comment\n", verbs: "[say]\nask = -no\n" };
        let mut words = Vec::new();
        read(files, &mut |word, _| words.push(word.to_owned()));
        assert_eq!(words, ["say"]);
    }
}
