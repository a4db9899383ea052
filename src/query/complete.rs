//! Completes a query where the cursor is: names of fields, then what the article has for them.

use std::collections::HashMap;

use super::Field;
use super::parse::{KINDS, TYPES, ends_word, is_quote};
use crate::annotation::Annotations;
use crate::document::Document;
use crate::quotation::Rule;
use crate::span::Span;

/// What an article has to complete with, the most used first.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    pub(super) speakers: Vec<(String, String)>,
    pub(super) roles: Vec<(String, String)>,
    pub(super) cues: Vec<(String, String)>,
}

/// Something to complete with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What stands there then.
    pub text: String,
    /// What it means; may be empty.
    pub note: String,
}

/// What can stand in the place of what is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The bytes of the query that are replaced; the cursor is at their end.
    pub span: Span,
    /// With what, best first.
    pub choices: Vec<Choice>,
}

impl Vocabulary {
    /// The speakers, roles and cues of an article.
    pub fn new(document: &Document, annotations: &Annotations) -> Self {
        let speaking = || annotations.actors.iter().filter(|actor| actor.quotations > 0);
        let mut cues: HashMap<String, usize> = HashMap::new();
        for cue in annotations.quotations.iter().filter_map(|quotation| quotation.cue) {
            let words = cue.of(&document.text).to_lowercase();
            if words.chars().any(char::is_alphabetic) {
                *cues.entry(words).or_default() += 1;
            }
        }
        let mut cues: Vec<(String, usize)> = cues.into_iter().collect();
        cues.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let mut roles: Vec<(String, String)> = Vec::new();
        for actor in speaking() {
            roles.extend(actor.roles.iter().map(|role| (role.clone(), actor.name.clone())));
        }
        Self {
            speakers: speaking().map(|actor| (actor.name.clone(), count(actor.quotations as usize))).collect(),
            roles,
            cues: cues.into_iter().map(|(words, times)| (words, count(times))).collect(),
        }
    }

    fn of(&self, field: Field) -> Vec<(&str, &str)> {
        fn refs(list: &[(String, String)]) -> Vec<(&str, &str)> {
            list.iter().map(|(word, note)| (word.as_str(), note.as_str())).collect()
        }
        match field {
            Field::Speaker => refs(&self.speakers)
                .into_iter()
                .chain([("none", "not attributed"), ("unsure", "several candidates")])
                .collect(),
            Field::Role => refs(&self.roles),
            Field::Cue => refs(&self.cues),
            Field::Kind => KINDS.into_iter().map(|(name, _)| (name, "")).collect(),
            Field::Type => TYPES.into_iter().map(|kind| (kind.name(), "")).collect(),
            Field::Rule => Rule::ALL.iter().map(|rule| (rule.name(), rule.describe())).collect(),
            Field::Source | Field::Text | Field::Conf | Field::Words => Vec::new(),
        }
    }
}

fn count(quotations: usize) -> String {
    if quotations == 1 { "1 quotation".to_owned() } else { format!("{quotations} quotations") }
}

/// What can stand in the place of what is typed before `cursor`. `None` where nothing can be added.
pub fn complete(query: &str, cursor: usize, vocabulary: &Vocabulary) -> Option<Completion> {
    let before = query.get(..cursor)?;
    let start = token(before)?;
    let typed = before.get(start..)?;
    let name = typed.find(|c: char| !c.is_ascii_alphabetic()).and_then(|end| typed.get(..end)).unwrap_or_default();
    let asked = typed.get(name.len()..).and_then(|rest| rest.strip_prefix([':', '=']));
    let (start, choices) = match (asked, Field::by_name(name)) {
        (Some(values), Some(field)) => {
            let value = last_value(values);
            (before.len() - value.len(), values_like(value, field, vocabulary))
        }
        (Some(_), None) => return None,
        (None, _) => (start, fields_like(typed, vocabulary)),
    };
    let typed = before.get(start..)?;
    let done = matches!(choices.as_slice(), [only] if only.text == typed);
    (!choices.is_empty() && !done).then(|| Completion { span: Span::new(start, cursor), choices })
}

/// Where the word that is being typed starts; `None` inside of a phrase or an expression that asks for no field.
fn token(before: &str) -> Option<usize> {
    let mut start = 0;
    let mut quoted = false;
    for (at, c) in before.char_indices() {
        if is_quote(c) {
            quoted = !quoted;
        }
        if !quoted && ends_word(c) && !is_quote(c) {
            start = at + c.len_utf8();
        }
    }
    let bare = before.get(start..)?.starts_with(|c: char| is_quote(c) || c == '/');
    (!bare).then_some(start)
}

/// What is typed of the last of the values with commas between them.
fn last_value(values: &str) -> &str {
    let mut quoted = false;
    let mut start = 0;
    for (at, c) in values.char_indices() {
        quoted ^= is_quote(c);
        if c == ',' && !quoted {
            start = at + 1;
        }
    }
    values.get(start..).unwrap_or_default()
}

fn values_like(typed: &str, field: Field, vocabulary: &Vocabulary) -> Vec<Choice> {
    if typed.starts_with('/') {
        return Vec::new();
    }
    let words = typed.trim_matches(is_quote);
    let fits = vocabulary.of(field).into_iter().filter(|(word, _)| has_word(word, words));
    fits.map(|(word, note)| Choice { text: written(field, word), note: note.to_owned() }).collect()
}

fn fields_like(typed: &str, vocabulary: &Vocabulary) -> Vec<Choice> {
    let names = Field::ALL.into_iter().filter(|field| field.name().starts_with(&typed.to_lowercase()));
    let sign = |field: Field| {
        if field == Field::Conf {
            "<"
        } else if field == Field::Words {
            ">"
        } else {
            ":"
        }
    };
    let fields =
        names.map(|field| Choice { text: format!("{}{}", field.name(), sign(field)), note: field.doc().to_owned() });
    let by_name = vocabulary.speakers.iter().filter(|(name, _)| typed.chars().count() > 1 && has_word(name, typed));
    let speakers = by_name
        .map(|(name, note)| Choice { text: format!("speaker:{}", written(Field::Speaker, name)), note: note.clone() });
    fields.chain(speakers).collect()
}

/// Whether one of the words starts so.
fn has_word(words: &str, start: &str) -> bool {
    let (words, start) = (words.to_lowercase(), start.to_lowercase());
    words.starts_with(&start) || words.split([' ', '-', '’']).any(|word| word.starts_with(&start))
}

/// A value as it must be written.
fn written(field: Field, words: &str) -> String {
    let plain = !words.contains(|c: char| ends_word(c) || c == ',') && !words.starts_with('/');
    // A speaker of that name is not nobody; names of `none` as offered are.
    let word = ["none", "unsure"].into_iter().find(|word| words.eq_ignore_ascii_case(word));
    let plain = plain && (field != Field::Speaker || word.is_none_or(|word| words == word));
    if plain { words.to_owned() } else { format!("\"{}\"", words.replace(is_quote, " ")) }
}
