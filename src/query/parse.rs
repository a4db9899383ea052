//! Reads a query by recursive descent. Every mistake tells its place.

use super::keeps::{Relation, Tree};
use super::{Field, Mistake, Pattern, expression, pattern};
use crate::annotation::QuotationKind::{self, Attitude, Direct, Indirect, Mixed};
use crate::entity::ActorKind;
use crate::quotation::Rule;
use crate::span::Span;

/// Parentheses and nots inside each other: more are a mistake, not a deep stack.
const DEEPEST: usize = 64;

/// Reads a query; `None` where nothing is asked.
pub fn parse(text: &str) -> Result<Option<Tree>, Mistake> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    parser.space();
    if parser.rest().is_empty() {
        return Ok(None);
    }
    let tree = parser.any()?;
    match parser.peek() {
        None => Ok(Some(tree)),
        Some(_) => Err(parser.mistake(parser.at, "this parenthesis was never opened")),
    }
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

/// A value as it was written.
enum Value {
    Words(String, Quoted),
    Expression(Pattern),
}

#[derive(PartialEq)]
struct Quoted(bool);

/// Whether a character opens and closes a phrase.
pub fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// Whether a word ends before this character.
pub fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')') || is_quote(c)
}

impl<'t> Parser<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn eat(&mut self, wanted: impl FnOnce(char) -> bool) -> Option<char> {
        let c = self.peek().filter(|&c| wanted(c))?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// The characters from here on of which `wanted` is true.
    fn run(&self, wanted: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        rest.get(..end).unwrap_or_default()
    }

    fn mistake(&self, from: usize, reason: impl Into<String>) -> Mistake {
        let next = self.text.get(from..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let column = self.text.get(..from).unwrap_or_default().chars().count() + 1;
        Mistake { at: Span::new(from, self.at.max(from + next)), column, reason: reason.into() }
    }

    /// Whether the next word is this keyword; goes past it.
    fn keyword(&mut self, keyword: &str) -> bool {
        let word = self.run(|c| !ends_word(c));
        let is = word.eq_ignore_ascii_case(keyword);
        if is {
            self.at += word.len();
            self.space();
        }
        is
    }

    fn any(&mut self) -> Result<Tree, Mistake> {
        let mut any = vec![self.all()?];
        loop {
            let from = self.at;
            if !self.keyword("or") {
                return Ok(if any.len() == 1 { any.remove(0) } else { Tree::Any(any) });
            }
            self.operand(from, "or")?;
            any.push(self.all()?);
        }
    }

    fn all(&mut self) -> Result<Tree, Mistake> {
        let mut all = vec![self.one()?];
        loop {
            let from = self.at;
            if self.keyword("and") {
                self.operand(from, "and")?;
            } else if matches!(self.peek(), None | Some(')')) || self.keyword("or") {
                self.at = from;
                return Ok(if all.len() == 1 { all.remove(0) } else { Tree::All(all) });
            }
            all.push(self.one()?);
        }
    }

    /// Something must follow a keyword.
    fn operand(&self, from: usize, keyword: &str) -> Result<(), Mistake> {
        match self.peek() {
            None | Some(')') => Err(self.mistake(from, format!("something must follow “{keyword}”"))),
            Some(_) => Ok(()),
        }
    }

    fn one(&mut self) -> Result<Tree, Mistake> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.mistake(self.at, "too much inside each other"));
        }
        let tree = self.one_at_depth();
        self.depth -= 1;
        self.space();
        tree
    }

    fn one_at_depth(&mut self) -> Result<Tree, Mistake> {
        let from = self.at;
        for keyword in ["and", "or"] {
            if self.keyword(keyword) {
                return Err(self.mistake(from, format!("something must stand before “{keyword}”")));
            }
        }
        if self.keyword("not") {
            self.operand(from, "not")?;
            return Ok(Tree::Not(Box::new(self.one()?)));
        }
        if self.eat(|c| c == '(').is_some() {
            return self.group(from);
        }
        if self.peek() == Some(')') {
            return Err(self.mistake(from, "something must stand before the parenthesis"));
        }
        let name = self.run(|c| c.is_ascii_alphabetic());
        let after = self.text.get(from + name.len()..).and_then(|rest| rest.chars().next());
        if !name.is_empty() && matches!(after, Some(':' | '=' | '<' | '>')) {
            self.at += name.len();
            return self.field(name, from);
        }
        match self.value(|_| false)? {
            Value::Words(words, _) => self.matches(Field::Text, &words, from),
            Value::Expression(pattern) => Ok(Tree::Matches(Field::Text, pattern)),
        }
    }

    fn group(&mut self, from: usize) -> Result<Tree, Mistake> {
        self.space();
        if self.peek().is_none() {
            return Err(self.mistake(from, "this parenthesis is never closed"));
        }
        let tree = self.any()?;
        if self.eat(|c| c == ')').is_none() {
            self.at = from;
            return Err(self.mistake(from, "this parenthesis is never closed"));
        }
        Ok(tree)
    }

    fn field(&mut self, name: &str, from: usize) -> Result<Tree, Mistake> {
        let Some(field) = Field::by_name(name) else {
            let names: Vec<&str> = Field::ALL.into_iter().map(Field::name).collect();
            let reason =
                format!("there is no field “{name}”, there are {}; words go into quotation marks", names.join(", "));
            return Err(self.mistake(from, reason));
        };
        let sign = self.at;
        let relation = self.relation();
        if field.is_number() {
            return self.number(field, relation);
        }
        if relation != Relation::Equal {
            return Err(self.mistake(sign, format!("“{0}” is no number: write {0}: and words", field.name())));
        }
        let mut any = vec![self.test(field)?];
        while self.eat(|c| c == ',').is_some() {
            any.push(self.test(field)?);
        }
        Ok(if any.len() == 1 { any.remove(0) } else { Tree::Any(any) })
    }

    fn relation(&mut self) -> Relation {
        let first = self.eat(|c| matches!(c, ':' | '=' | '<' | '>'));
        let or_equal = matches!(first, Some('<' | '>')) && self.eat(|c| c == '=').is_some();
        match (first, or_equal) {
            (Some('<'), false) => Relation::Less,
            (Some('<'), true) => Relation::AtMost,
            (Some('>'), false) => Relation::More,
            (Some('>'), true) => Relation::AtLeast,
            _ => Relation::Equal,
        }
    }

    fn number(&mut self, field: Field, relation: Relation) -> Result<Tree, Mistake> {
        let from = self.at;
        let written = self.run(|c| !ends_word(c));
        self.at += written.len();
        let (digits, scale) = match written.strip_suffix('%') {
            Some(digits) if field == Field::Conf => (digits, 10.0),
            _ => (written, 1000.0),
        };
        let most = if field == Field::Conf { 1000.0 } else { 1e12 };
        let number = digits.parse::<f64>().ok().map(|number| (number * scale).round());
        match number.filter(|number| (0.0..=most).contains(number)) {
            Some(number) => Ok(Tree::Number(field, relation, number as i64)),
            None if field == Field::Conf => {
                Err(self.mistake(from, "a number from 0 to 1, or 0% to 100%, must be here"))
            }
            None => Err(self.mistake(from, "a number must be here")),
        }
    }

    /// One value of a field.
    fn test(&mut self, field: Field) -> Result<Tree, Mistake> {
        let from = self.at;
        let (words, quoted) = match self.value(|c| c == ',')? {
            Value::Words(words, Quoted(quoted)) => (words, quoted),
            Value::Expression(_) if matches!(field, Field::Kind | Field::Type | Field::Rule) => {
                return Err(self.mistake(from, format!("“{}” takes names only", field.name())));
            }
            Value::Expression(pattern) => return Ok(Tree::Matches(field, pattern)),
        };
        if words.is_empty() {
            return Err(self.mistake(from, format!("{}: {}", field.name(), field.doc())));
        }
        let unknown = |names: Vec<&str>| {
            let reason = format!("there is no {} “{words}”, there are {}", field.name(), names.join(", "));
            Err(self.mistake(from, reason))
        };
        match field {
            Field::Speaker if words == "none" && !quoted => Ok(Tree::Nobody),
            Field::Speaker if words == "unsure" && !quoted => Ok(Tree::Unsure),
            Field::Kind => match kinds(&words) {
                Some(kinds) => Ok(Tree::Kind(kinds)),
                None => unknown(KINDS.iter().map(|(name, _)| *name).collect()),
            },
            Field::Type => match TYPES.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(&words)) {
                Some(kind) => Ok(Tree::Type(kind)),
                None => unknown(TYPES.into_iter().map(ActorKind::name).collect()),
            },
            Field::Rule => match Rule::ALL.iter().find(|rule| rule.name().eq_ignore_ascii_case(&words)) {
                Some(&rule) => Ok(Tree::Rule(rule)),
                None => unknown(Rule::ALL.iter().map(|rule| rule.name()).collect()),
            },
            _ => self.matches(field, &words, from),
        }
    }

    fn matches(&self, field: Field, words: &str, from: usize) -> Result<Tree, Mistake> {
        match pattern(words) {
            Some(pattern) => Ok(Tree::Matches(field, pattern)),
            None => Err(self.mistake(from, "there is nothing to look for here")),
        }
    }

    /// A word, a phrase or an expression. A word ends before what `ends` says, too.
    fn value(&mut self, ends: impl Fn(char) -> bool) -> Result<Value, Mistake> {
        let from = self.at;
        if self.eat(is_quote).is_some() {
            let words = self.run(|c| !is_quote(c));
            self.at += words.len();
            if self.eat(is_quote).is_none() {
                self.at = from;
                return Err(self.mistake(from, "this quotation mark is never closed"));
            }
            return Ok(Value::Words(words.to_owned(), Quoted(true)));
        }
        if self.eat(|c| c == '/').is_some() {
            return self.expression(from);
        }
        let words = self.run(|c| !ends_word(c) && !ends(c));
        self.at += words.len();
        Ok(Value::Words(words.to_owned(), Quoted(false)))
    }

    fn expression(&mut self, from: usize) -> Result<Value, Mistake> {
        let mut written = String::new();
        loop {
            match self.eat(|_| true) {
                None => {
                    self.at = from;
                    return Err(self.mistake(from, "this expression has no closing /"));
                }
                Some('/') => break,
                Some('\\') if self.eat(|c| c == '/').is_some() => written.push('/'),
                Some('\\') => {
                    written.push('\\');
                    written.extend(self.eat(|_| true));
                }
                Some(c) => written.push(c),
            }
        }
        if written.trim().is_empty() {
            return Err(self.mistake(from, "there is nothing to look for here"));
        }
        let reason = |error: &regex::Error| match error {
            regex::Error::CompiledTooBig(_) => "this expression is too large".to_owned(),
            error => {
                // The last line of the library's picture says what is wrong.
                let told = error.to_string();
                let last = told.lines().last().unwrap_or_default().trim().trim_start_matches("error: ").to_owned();
                format!("this is no regular expression: {last}")
            }
        };
        expression(&written).map(Value::Expression).map_err(|error| self.mistake(from, reason(&error)))
    }
}

/// What can be said of a kind.
pub const KINDS: [(&str, &[QuotationKind]); 5] = [
    ("direct", &[Direct]),
    ("mixed", &[Mixed]),
    ("indirect", &[Indirect]),
    ("marked", &[Direct, Mixed]),
    ("attitude", &[Attitude]),
];

/// What a speaker can be.
pub const TYPES: [ActorKind; 5] =
    [ActorKind::Person, ActorKind::Organisation, ActorKind::Place, ActorKind::Group, ActorKind::Unknown];

fn kinds(name: &str) -> Option<&'static [QuotationKind]> {
    KINDS.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, kinds)| kinds)
}
