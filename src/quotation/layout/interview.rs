//! Interviews without labels: questions in bold, in headings or in lines of their own, and the answers between them. The
//! questions say "you", the answers "I"; an explainer or a list of frequent questions does not.

use std::ops::Range;

use super::label::Sort;
use super::{Line, Piece, label, tokens_of, words};
use crate::document::BlockKind;
use crate::nlp::lexicon::Lex;
use crate::nlp::token::Token;
use crate::quotation::evidence::Rule;
use crate::quotation::finding::Findings;
use crate::quotation::reading::Reading;

/// So many questions make an interview where they are set apart, and where they are lines like others.
const SET_APART: usize = 2;
const PLAIN: usize = 4;
/// The longest question, words.
const LONGEST: usize = 80;
/// So many paragraphs an answer may have.
const ANSWER: usize = 12;

/// A question with its answer.
struct Pair {
    question: Range<u32>,
    asked: String,
    answers: Vec<(Range<u32>, String)>,
}

/// The questions and answers of an interview.
pub fn find(reading: &Reading, lines: &[Line], found: &mut Findings) -> Vec<Piece> {
    if !introduces(reading, lines) {
        return Vec::new();
    }
    let bold = |line: &Line| line.is_strong() || matches!(line.kind, BlockKind::Heading(2..));
    let plain = |line: &Line| line.is_strong() || line.is_running() && is_question(line.text);
    let mut pairs = pairs(reading, lines, bold);
    if !is_interview(&pairs, SET_APART) {
        pairs = self::pairs(reading, lines, plain);
        if !is_interview(&pairs, PLAIN) {
            return Vec::new();
        }
    }
    let mut pieces = Vec::new();
    for pair in pairs {
        let (asked, answered) = (found.new_utterance(), found.new_utterance());
        let piece = |tokens, rule, utterance| Piece { tokens, source: None, cue: None, rule, utterance };
        pieces.push(piece(pair.question, Rule::Question, asked));
        pieces.extend(pair.answers.into_iter().map(|(tokens, _)| piece(tokens, Rule::Answer, answered)));
    }
    pieces
}

/// Whether somebody is named before the first question, by a given name and another.
fn introduces(reading: &Reading, lines: &[Line]) -> bool {
    let asks = |line: &Line| is_question(line.text) && line.kind != BlockKind::Heading(1);
    let end = lines.iter().find(|line| asks(line)).map_or(0, |line| line.tokens.start);
    let token = |at: u32| reading.prose.tokens.get(at as usize);
    let capital = |at: u32| token(at).is_some_and(Token::is_capital);
    (0..end).any(|at| capital(at) && capital(at + 1) && token(at).is_some_and(|token| token.is(Lex::GIVEN)))
}

/// The lines of one text, read as questions and answers.
struct Reader<'a, 'r> {
    reading: &'a Reading<'r>,
    pairs: Vec<Pair>,
    /// An answer may follow, or go on.
    open: bool,
}

fn pairs(reading: &Reading, lines: &[Line], is_apart: impl Fn(&Line) -> bool) -> Vec<Pair> {
    let mut reader = Reader { reading, pairs: Vec::new(), open: false };
    // `A: Because …`, under questions without a label.
    let answer = |line: &Line| label(line.text).filter(|label| label.sort == Sort::Answer).map(|label| label.content);
    let labels: Vec<Option<usize>> = lines.iter().map(answer).collect();
    let labelled = labels.iter().flatten().count() > 1;
    for (at, line) in lines.iter().enumerate() {
        let content = labels.get(at).copied().flatten().filter(|_| labelled);
        let is_answered = labelled && labels.get(at + 1).is_some_and(Option::is_some);
        match content {
            Some(content) => reader.answer(line, content),
            None if reader.inline(line) => {}
            None if is_apart(line) || is_answered => reader.question(line, is_answered),
            None if reader.open && line.is_running() => reader.answer(line, 0),
            None => reader.open = false,
        }
    }
    reader.finish()
}

impl Reader<'_, '_> {
    fn answer(&mut self, line: &Line, from: usize) {
        let Some(pair) = self.pairs.last_mut() else { return };
        let words = line.text.get(from..).unwrap_or("").to_owned();
        pair.answers.push((tokens_of(self.reading.prose, line, from..line.text.len()), words));
        self.open = pair.answers.len() < ANSWER;
    }

    /// `**Why now?** Because …`: the answer goes on in the line of the question.
    fn inline(&mut self, line: &Line) -> bool {
        let head = line.text.get(..line.strong).filter(|head| is_question(head.trim()) && !line.is_strong());
        let Some(head) = head else { return false };
        let question = tokens_of(self.reading.prose, line, 0..line.strong);
        self.pairs.push(Pair { question, asked: head.to_owned(), answers: Vec::new() });
        self.answer(line, line.strong);
        true
    }

    /// A line set apart. Between two questions what is set in bold is asked too: "Your first book sold well."
    fn question(&mut self, line: &Line, is_answered: bool) {
        let addresses = self.open && !line.is_heading() && words::count("second person", line.text) > 0;
        self.open = is_question(line.text) || is_answered || addresses;
        if self.open {
            let (question, asked) = (line.tokens.clone(), line.text.to_owned());
            self.pairs.push(Pair { question, asked, answers: Vec::new() });
        }
    }

    /// What comes after the last answer is the reporter's again, unless somebody still speaks of themselves.
    fn finish(mut self) -> Vec<Pair> {
        self.pairs.retain(|pair| !pair.answers.is_empty());
        if let Some(last) = self.pairs.last_mut() {
            let mut first = true;
            last.answers.retain(|(_, words)| std::mem::take(&mut first) || words::count("first person", words) > 0);
        }
        self.pairs
    }
}

fn is_question(line: &str) -> bool {
    line.trim_end_matches(['”', '"', '’']).ends_with('?')
        && !line.starts_with(['“', '"', '‘', '\'', '—', '–', '«', '„'])
        && line.split_whitespace().count() <= LONGEST
}

/// Whether the questions address somebody who answers of themselves.
fn is_interview(pairs: &[Pair], least: usize) -> bool {
    let second = pairs.iter().filter(|pair| words::count("second person", &pair.asked) > 0).count();
    let first = |pair: &&Pair| pair.answers.iter().any(|(_, words)| words::count("first person", words) > 0);
    let answered = pairs.iter().filter(first).count();
    let marked = |pair: &&Pair| pair.answers.iter().any(|(_, words)| words.starts_with(['“', '"', '‘']));
    let marked = pairs.iter().filter(marked).count();
    pairs.len() >= least && 2 * second > pairs.len() && 5 * answered >= 3 * pairs.len() && 3 * marked <= pairs.len()
}
