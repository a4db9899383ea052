//! Formulas (`MathML`) as plain text that keeps their meaning: `a²`, `(a+b)/c`, `√(x)`, `x_i`. One pass with a stack of its
//! own, so that any nesting is harmless.

use super::super::elements::{collapse, is_block};
use super::super::tokens::{Start, Token};
use crate::document::script;
use crate::work;

/// How deep formulas are understood; what lies deeper is written in a row.
const DEPTH: usize = 40;

/// A part of a formula, as text.
#[derive(Clone, Debug, Default)]
struct Piece {
    text: String,
    sort: Sort,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Sort {
    /// A number, a name or what is in brackets.
    #[default]
    Single,
    /// Several of them.
    Row,
    /// Two with a stroke between.
    Fraction,
    Operator,
    /// The scripts behind it stand in front of their base.
    InFront,
}

/// An element that is open.
#[derive(Default)]
struct Open {
    name: String,
    parts: Vec<Piece>,
    words: String,
    /// What stands around and between its parts.
    fences: Option<[String; 3]>,
    /// A fraction without a stroke.
    strokeless: bool,
}

/// The formula whose parts come next, as text, and how many tokens it takes up to its end tag.
pub fn read(next: &[Token]) -> (String, usize) {
    let mut stack = vec![Open { name: "math".to_owned(), ..Open::default() }];
    // Elements beyond the depth that is understood, and inside what is passed over.
    let (mut deeper, mut unseen) = (0_usize, 0_usize);
    let mut used = next.len();
    for (at, token) in next.iter().enumerate() {
        work::step(1);
        match token {
            Token::End(name) if &**name == "math" || is_block(name) => {
                used = at;
                break;
            }
            Token::Start(start) if is_block(&start.name) => {
                used = at;
                break;
            }
            Token::Start(start) if start.empty || is_void(&start.name) => {
                if let Some(open) = stack.last_mut() {
                    open.empty(&start.name);
                }
            }
            Token::Start(start) if unseen > 0 || is_unseen(&start.name) => {
                unseen += usize::from(is_unseen(&start.name));
            }
            Token::Start(_) if stack.len() >= DEPTH => deeper += 1,
            Token::Start(start) => stack.push(Open::of(start)),
            Token::End(name) if unseen > 0 => unseen -= usize::from(is_unseen(name)),
            Token::End(_) if deeper > 0 => deeper -= 1,
            Token::End(name) if is_void(name) => {}
            Token::End(name) => close(&mut stack, name),
            Token::Text(words) if unseen == 0 => {
                if let Some(open) = stack.last_mut() {
                    open.text(words);
                }
            }
            Token::Text(_) => {}
        }
    }
    while stack.len() > 1 {
        close_last(&mut stack);
    }
    let text = stack.pop().map(|open| open.whole().text).unwrap_or_default();
    let mut flat = String::with_capacity(text.len());
    collapse(text.trim(), &mut flat);
    (flat, used)
}

/// Other ways to write the formula, and what only takes up room.
fn is_unseen(name: &str) -> bool {
    matches!(name, "annotation" | "annotation-xml" | "mphantom")
}

/// What never has parts, though pages may not close it.
fn is_void(name: &str) -> bool {
    matches!(name, "mspace" | "none" | "mprescripts" | "malignmark" | "maligngroup")
}

fn close(stack: &mut Vec<Open>, name: &str) {
    let depth = stack.iter().rposition(|open| open.name == name).unwrap_or(0);
    // An end tag without a start tag ends nothing.
    while depth > 0 && stack.len() > depth {
        close_last(stack);
    }
}

fn close_last(stack: &mut Vec<Open>) {
    let Some(open) = stack.pop() else { return };
    let piece = open.whole();
    work::step(piece.text.len() / 16);
    if let Some(around) = stack.last_mut() {
        around.flush();
        around.parts.push(piece);
    }
}

impl Open {
    fn of(start: &Start) -> Self {
        let fence = |name: &str, usual: &str| start.get(name).unwrap_or(usual).trim().chars().take(8).collect();
        let fences = || [fence("open", "("), fence("separators", ","), fence("close", ")")];
        Self {
            name: start.name.to_string(),
            fences: (&*start.name == "mfenced").then(fences),
            strokeless: start.get("linethickness").is_some_and(|width| width.trim().starts_with('0')),
            ..Self::default()
        }
    }

    /// An element without parts keeps its place.
    fn empty(&mut self, name: &str) {
        self.flush();
        let sort = if name == "mprescripts" { Sort::InFront } else { Sort::Single };
        if matches!(name, "none" | "mprescripts" | "mi" | "mn" | "mo" | "mrow") {
            self.parts.push(Piece { text: String::new(), sort });
        }
    }

    fn text(&mut self, words: &str) {
        // What does not show: applied functions, products and the like.
        self.words.extend(words.chars().filter(|c| !matches!(c, '\u{200b}' | '\u{2061}'..='\u{2064}')));
    }

    /// Makes a part of the words so far.
    fn flush(&mut self) {
        let words = std::mem::take(&mut self.words);
        let text = if self.name == "mtext" || self.name == "ms" { words.as_str() } else { words.trim() };
        if text.trim().is_empty() {
            return;
        }
        let sort = match &*self.name {
            "mo" => Sort::Operator,
            _ => Sort::Single,
        };
        self.parts.push(Piece { text: text.to_owned(), sort });
    }

    /// All of it.
    fn whole(mut self) -> Piece {
        self.flush();
        let parts = std::mem::take(&mut self.parts);
        let [first, second, third] = [0, 1, 2].map(|nth| parts.get(nth).cloned().unwrap_or_default());
        match &*self.name {
            "mo" => operator(row(parts).text),
            "msup" if parts.len() == 2 => scripts(&first, None, Some(&second)),
            "msub" | "munder" if parts.len() == 2 => scripts(&first, Some(&second), None),
            "msubsup" | "munderover" if parts.len() == 3 => scripts(&first, Some(&second), Some(&third)),
            "mover" if parts.len() == 2 => accented(&first, &second),
            "mmultiscripts" => around(&parts),
            "mfrac" if parts.len() == 2 && self.strokeless => {
                Piece { text: format!("{} over {}", grouped(&first), grouped(&second)), sort: Sort::Row }
            }
            "mfrac" if parts.len() == 2 => {
                Piece { text: format!("{}/{}", grouped(&first), grouped(&second)), sort: Sort::Fraction }
            }
            "mroot" if parts.len() == 2 => {
                let index = script::small(&second.text, true).unwrap_or_else(|| format!("{}-root ", grouped(&second)));
                let sign = if index.ends_with(' ') { "" } else { "√" };
                Piece { text: format!("{index}{sign}{}", bracketed(&first.text)), sort: Sort::Single }
            }
            "msqrt" => Piece { text: format!("√{}", bracketed(&row(parts).text)), sort: Sort::Single },
            "mtr" | "mlabeledtr" => joined(parts, ", "),
            "mtable" => joined(parts, "; "),
            "semantics" | "maction" => first,
            "mfenced" => {
                let [open, separators, close] = self.fences.unwrap_or_default();
                let separator = separators.chars().next().map_or(String::new(), |separator| format!("{separator} "));
                Piece { text: format!("{open}{}{close}", joined(parts, &separator).text), sort: Sort::Single }
            }
            _ => row(parts),
        }
    }
}

/// Relations have room around them, commas behind them.
fn operator(text: String) -> Piece {
    const RELATIONS: &str = "=≠<>≤≥≈≡∼≃≅→⇒⇔↔↦∈∉⊂⊆∝";
    let mut signs = text.chars();
    let text = match (signs.next(), signs.next()) {
        (Some(sign), None) if RELATIONS.contains(sign) => format!(" {sign} "),
        (Some(sign @ (',' | ';')), None) => format!("{sign} "),
        _ => text,
    };
    Piece { text, sort: Sort::Operator }
}

/// Parts one behind the other.
fn row(parts: Vec<Piece>) -> Piece {
    let mut parts: Vec<Piece> = parts.into_iter().filter(|part| !part.text.is_empty()).collect();
    if parts.len() == 1 {
        return parts.pop().unwrap_or_default();
    }
    let beside = |at: Option<usize>| at.and_then(|at| parts.get(at)).is_some_and(|part| part.sort != Sort::Operator);
    let mut text = String::new();
    for (at, part) in parts.iter().enumerate() {
        // What stands beside a fraction is not part of its half.
        let apart = part.sort == Sort::Fraction && (beside(at.checked_sub(1)) || beside(Some(at + 1)));
        let words = if apart { bracketed(&part.text) } else { part.text.clone() };
        let before = at.checked_sub(1).and_then(|before| parts.get(before));
        if before.is_some_and(|before| runs_together(&before.text, &words)) {
            text.push(' ');
        }
        text.push_str(&words);
    }
    let sort = if parts.is_empty() { Sort::Single } else { Sort::Row };
    Piece { text, sort }
}

/// Whether names such as `sin` would run into what is beside them.
fn runs_together(before: &str, after: &str) -> bool {
    let name = |words: &str| words.chars().nth(1).is_some() && words.chars().all(char::is_alphabetic);
    before.ends_with(char::is_alphanumeric)
        && after.starts_with(char::is_alphanumeric)
        && (name(before)
            || name(after)
            || before.ends_with(|c: char| c.is_ascii_digit()) && after.starts_with(|c: char| c.is_ascii_digit()))
}

fn joined(parts: Vec<Piece>, separator: &str) -> Piece {
    let texts: Vec<String> = parts.into_iter().map(|part| part.text).collect();
    let sort = if texts.len() > 1 { Sort::Row } else { Sort::Single };
    Piece { text: texts.join(separator), sort }
}

/// A part with what stands below and above it.
fn scripts(base: &Piece, below: Option<&Piece>, above: Option<&Piece>) -> Piece {
    let mut text = if base.sort == Sort::Operator { base.text.trim().to_owned() } else { grouped(base) };
    for (script, is_above) in [(below, false), (above, true)] {
        let Some(script) = script.filter(|script| !script.text.trim().is_empty()) else { continue };
        text.push_str(&raised(script.text.trim(), is_above));
    }
    // Sums and the like stand apart from what they are of.
    let sum = base.sort == Sort::Operator && !is_bracket(&base.text);
    if sum {
        text.push(' ');
    }
    Piece { text, sort: if sum { Sort::Operator } else { Sort::Single } }
}

/// A base with what stands below and above it on both sides.
fn around(parts: &[Piece]) -> Piece {
    let end = parts.iter().position(|part| part.sort == Sort::InFront).unwrap_or(parts.len());
    let (behind, front) = parts.split_at(end);
    let base = behind.first().cloned().unwrap_or_default();
    let whole = scripts(&base, behind.get(1), behind.get(2));
    let mut text = String::new();
    for (nth, above) in [(2, true), (1, false)] {
        if let Some(part) = front.get(nth).filter(|part| !part.text.trim().is_empty()) {
            text.push_str(&raised(part.text.trim(), above));
        }
    }
    Piece { text: text + &whole.text, sort: whole.sort }
}

/// What stands above or below the line, beside what stands on it: in small digits where it is a number.
pub fn raised(words: &str, above: bool) -> String {
    if let Some(small) = script::small(words, above) {
        return small;
    }
    let sign = if above { '^' } else { '_' };
    match words {
        "′" | "″" | "‴" | "'" | "°" | "∘" | "*" | "∗" | "†" if above => words.replace('∘', "°"),
        _ if is_alone(words, above) => format!("{sign}{words}"),
        _ => format!("{sign}{}", bracketed(words)),
    }
}

/// Whether what stands above or below the line needs no parentheses beside it: one sign, a number, an index in letters.
pub fn is_alone(words: &str, above: bool) -> bool {
    let all = |test: fn(char) -> bool| words.chars().all(test);
    let one = words.chars().nth(1).is_none();
    one && all(char::is_alphanumeric) || all(|c| c.is_ascii_digit()) || !above && all(char::is_alphabetic)
}

/// A base with an accent, or with what stands above it.
fn accented(base: &Piece, accent: &Piece) -> Piece {
    let mark = match accent.text.trim() {
        "¯" | "‾" | "ˉ" | "_" | "−" | "-" => '\u{304}',
        "→" | "⃗" => '\u{20d7}',
        "^" | "ˆ" => '\u{302}',
        "~" | "˜" => '\u{303}',
        "˙" | "." => '\u{307}',
        "¨" => '\u{308}',
        _ => return scripts(base, None, Some(accent)),
    };
    if base.text.chars().count() > 1 {
        return Piece { text: bracketed(&base.text) + accent.text.trim(), sort: Sort::Single };
    }
    Piece { text: format!("{}{mark}", base.text), sort: Sort::Single }
}

/// A part that something beside it belongs to as a whole.
fn grouped(part: &Piece) -> String {
    match part.sort {
        Sort::Single | Sort::Operator | Sort::InFront => part.text.clone(),
        Sort::Row | Sort::Fraction => bracketed(&part.text),
    }
}

fn bracketed(text: &str) -> String {
    if is_enclosed(text) { text.to_owned() } else { format!("({})", text.trim()) }
}

/// Whether one pair of parentheses is around all of it.
fn is_enclosed(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else { return false };
    let mut depth = 0_i64;
    inner.chars().all(|c| {
        depth += i64::from(c == '(') - i64::from(c == ')');
        depth >= 0
    })
}

fn is_bracket(text: &str) -> bool {
    matches!(text.trim(), ")" | "]" | "}" | "|" | "‖" | "⟩")
}

#[cfg(test)]
mod tests;
