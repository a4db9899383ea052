//! What an example shows, and whether the analysis finds it.

use dixit::document::{Metadata, markdown, plain};
use dixit::quotation::Rule;
use dixit::{Annotations, Quotation, Span, annotate};

/// What a line shows: the text without brackets, and the spans of the first source, of the cue and of every content.
#[derive(Debug, PartialEq, Eq, Default)]
struct Shown {
    text: String,
    source: Option<String>,
    cue: Option<String>,
    contents: Vec<String>,
}

fn parse(line: &str) -> Shown {
    let mut shown = Shown::default();
    let mut open: Vec<(char, usize)> = Vec::new();
    for c in line.replace(" / ", "\n\n").chars() {
        match c {
            '[' | '{' | '«' => open.push((c, shown.text.len())),
            ']' | '}' | '»' => {
                let (kind, start) = open.pop().expect("balanced");
                let words = shown.text[start..].to_owned();
                match kind {
                    '[' => shown.source = Some(words),
                    '{' => shown.cue = Some(words),
                    _ => shown.contents.push(words),
                }
            }
            _ => shown.text.push(c),
        }
    }
    shown
}

fn bare(words: &str) -> String {
    let edge = |c: char| !c.is_alphanumeric();
    words
        .split_whitespace()
        .map(|word| word.trim_matches(edge))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Each quotation with the words that name its source.
pub fn with_sources<'t>(found: &Annotations, text: &'t str) -> Vec<(&'t str, &'t str)> {
    let pair = |quotation: &Quotation| (quotation.span.of(text), quotation.source.map_or("", |source| source.of(text)));
    found.quotations.iter().map(pair).collect()
}

/// What differs from what a line shows.
pub fn check(line: &str, rule: Option<Rule>, language: &str) -> Option<String> {
    check_before(line, "", rule, language)
}

/// The same, with `rest` behind the line.
fn check_before(line: &str, rest: &str, rule: Option<Rule>, language: &str) -> Option<String> {
    let mut shown = parse(line);
    shown.text.push_str(rest);
    let metadata = Metadata { language: Some(language.to_owned()), ..Metadata::default() };
    let document = if shown.text.contains(" | ") {
        markdown(&format!("| | | |\n|--|--|--|\n| {} |\n", shown.text), metadata)
    } else {
        plain(shown.text.clone(), metadata)
    };
    let found = annotate(&document);
    let of = |span: Span| span.of(&document.text).to_owned();
    let by_rule = |quotation: &&Quotation| rule.is_none_or(|rule| quotation.evidence.rule == rule);
    let is_shown =
        |quotation: &&Quotation| shown.contents.iter().any(|content| bare(content) == bare(&of(quotation.span)));
    let quotations: Vec<_> = found.quotations.iter().filter(|q| by_rule(q) || is_shown(q)).collect();
    let contents: Vec<_> = quotations.iter().map(|quotation| bare(&of(quotation.span))).collect();
    let wanted: Vec<_> = shown.contents.iter().map(|content| bare(content)).collect();
    let judged: Vec<_> = quotations.into_iter().filter(by_rule).collect();
    let differs = |what: &str, found: String| {
        let rules: Vec<_> = judged.iter().map(|quotation| quotation.evidence.rule).collect();
        Some(format!("{line}\n    {what}: {found} by {rules:?}"))
    };
    if contents != wanted {
        return differs("contents", format!("{contents:?}"));
    }
    if rule.is_some() && judged.is_empty() {
        return differs("found by other rules", format!("{:?}", found.quotations));
    }
    for quotation in &judged {
        let source = quotation.source.map(of);
        if shown.source.is_some() && source != shown.source {
            return differs("source", format!("{source:?}"));
        }
        let cue = quotation.cue.map(of);
        if shown.cue.is_some() && cue.is_some() && cue != shown.cue {
            return differs("cue", format!("{cue:?}"));
        }
    }
    None
}

pub fn check_all(lines: &[&str]) {
    check_all_in("en", lines);
}

pub fn check_all_in(language: &str, lines: &[&str]) {
    let differ: Vec<_> = lines.iter().filter_map(|line| check(line, None, language)).collect();
    assert!(differ.is_empty(), "\n{}", differ.join("\n"));
}

/// The same in a story: the French of novels, which long texts with few names are read as.
pub fn check_all_in_story(lines: &[&str]) {
    const REST: &str = "Il marchait depuis le matin, et il pensait à elle sans qu’il le voulût. Elle lui avait appris à lire \
dans les vieux livres, il lui avait appris à nager, et ils avaient grandi ainsi, elle près de la fenêtre, lui près de la \
porte. Quand il rentrait, elle posait son ouvrage et elle le regardait longtemps. Il ne savait pas si elle était triste. \
Elle ne savait pas s’il était heureux. Ils mangeaient, puis ils sortaient voir les bateaux, et je les suivais de loin, \
car je les aimais tous les deux. Je me cachais derrière les filets, je comptais leurs pas, et je rentrais avant eux.";
    let rest = format!("\n\n{REST}");
    let differ: Vec<_> = lines.iter().filter_map(|line| check_before(line, &rest, None, "fr")).collect();
    assert!(differ.is_empty(), "\n{}", differ.join("\n"));
}
