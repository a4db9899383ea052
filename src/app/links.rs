//! Links and footnotes: numbers on those that are seen, following one, footnotes shown in place. Knows no browser.

use std::fmt::Write;
use std::path::Path;

use crate::command::Command;
use crate::config::keys::{Key, KeyPress};
use crate::document::{BlockKind, Document, Inline, Source};
use crate::span::Span;

use super::page::{Line, Page, Target};
use super::reader::Reader;
use super::rich::{Piece, Role, line};
use super::{App, Effect, Overlay};

/// A number on a link that is seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// From 1.
    pub number: usize,
    /// The link's words.
    pub span: Span,
    leads: Inline,
}

/// How far behind a row's start the styles over it may begin, bytes: no link is longer than a block.
const REACH: usize = crate::document::MAX_BLOCK;

impl App {
    /// The numbers on the links that are seen.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// What has been typed of a number; 0: nothing.
    pub fn typed(&self) -> usize {
        self.typed
    }

    /// Puts numbers on the links that are seen.
    pub(super) fn number_links(&mut self) {
        let seen = self.reader().seen(&self.view());
        let Some(document) = self.reader().document() else { return };
        let links = links_in(document, seen);
        let label =
            |(nth, (span, leads)): (usize, (Span, &Inline))| Label { number: nth + 1, span, leads: leads.clone() };
        self.labels = links.enumerate().map(label).collect();
        self.typed = 0;
        if self.labels.is_empty() {
            self.tell("no links on this screen");
        }
    }

    /// A key while links have numbers: a digit of one; anything else takes the numbers off.
    pub(super) fn label_key(&mut self, press: KeyPress) {
        let most = self.labels.len();
        let number = match press.key {
            Key::Char(digit @ '0'..='9') if !press.ctrl && !press.alt => {
                self.typed * 10 + digit.to_digit(10).unwrap_or(0) as usize
            }
            Key::Enter if self.typed > 0 => return self.follow_label(self.typed),
            _ => {
                self.labels.clear();
                return;
            }
        };
        // As soon as no longer number could be meant.
        match number {
            0 => {}
            _ if number > most => {
                self.labels.clear();
                self.tell(&format!("no link {number}"));
            }
            _ if number * 10 > most => self.follow_label(number),
            _ => self.typed = number,
        }
    }

    fn follow_label(&mut self, number: usize) {
        let labels = std::mem::take(&mut self.labels);
        if let Some(label) = labels.into_iter().find(|label| label.number == number) {
            self.follow_link(&label.leads);
        }
    }

    /// Follows the link at a place of the text; whether one is there.
    pub(super) fn press_link(&mut self, offset: usize) -> bool {
        self.labels.clear();
        let Some(document) = self.reader().document() else { return false };
        let at = links_in(document, Span::new(offset, offset + 1)).next().map(|(_, leads)| leads.clone());
        // A click on words selects; only the small signs of footnotes are there to be clicked on.
        match at {
            Some(leads @ Inline::FootnoteReference(_)) => {
                self.follow_link(&leads);
                true
            }
            _ => false,
        }
    }

    fn follow_link(&mut self, leads: &Inline) {
        match leads {
            Inline::FootnoteReference(label) => self.open_footnote(std::slice::from_ref(label)),
            Inline::Link(address) => self.follow_address(address),
            _ => {}
        }
    }

    fn follow_address(&mut self, address: &str) {
        let address = address.trim();
        let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        let is_scheme = |scheme: &String| {
            scheme.len() > 1 && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        };
        let whole = || address.chars().all(|c| !c.is_control() && !c.is_whitespace());
        match scheme.filter(is_scheme).as_deref() {
            Some("http" | "https" | "mailto") if whole() => {
                self.effects.push(Effect::OpenUrl(address.to_owned()));
                self.tell(&format!("opens {address}"));
            }
            Some(_) => self.tell(&format!("this is no address that can be opened: {address}")),
            None if address.starts_with('#') => self.go_to_fragment(address),
            None => self.open_beside(address),
        }
    }

    /// To a heading or a footnote of the same article, as addresses like `#a-long-spring` name it.
    fn go_to_fragment(&mut self, address: &str) {
        let name = slug(address);
        let Some(document) = self.reader().document() else { return };
        let heading = document
            .blocks
            .iter()
            .find(|block| matches!(block.kind, BlockKind::Heading(_)) && slug(block.span.of(&document.text)) == name);
        match heading.map(|block| block.span.start) {
            Some(start) => self.go_to_place(start),
            None => self.tell(&format!("this place of the article is not known: {address}")),
        }
    }

    /// Opens a file that stands beside the article's own, as one more article.
    fn open_beside(&mut self, address: &str) {
        let Source::File(file) = &self.reader().source else {
            return self.tell(&format!("this leads nowhere from here: {address}"));
        };
        let path = address.split(['#', '?']).next().unwrap_or_default();
        let path = file.parent().unwrap_or_else(|| Path::new("")).join(path);
        let known = |reader: &Reader| matches!(&reader.source, Source::File(other) if *other == path);
        let index = self.readers.iter().position(known).unwrap_or_else(|| {
            self.readers.push(Reader::with(Source::File(path.clone()), &self.config.settings));
            self.readers.len() - 1
        });
        self.show_document(index);
    }

    /// Whether a footnote is referred to in what is seen.
    pub(super) fn has_footnotes(&self) -> bool {
        !self.footnotes_seen().is_empty()
    }

    fn footnotes_seen(&self) -> Vec<String> {
        let seen = self.reader().seen(&self.view());
        let Some(document) = self.reader().document() else { return Vec::new() };
        let label = |(_, leads): (Span, &Inline)| match leads {
            Inline::FootnoteReference(label) => Some(label.clone()),
            _ => None,
        };
        links_in(document, seen).filter_map(label).collect()
    }

    /// Lays the footnotes of what is seen over the panes.
    pub(super) fn open_footnotes(&mut self) {
        let labels = self.footnotes_seen();
        if labels.is_empty() {
            return self.tell("no footnotes on this screen");
        }
        self.open_footnote(&labels);
    }

    fn open_footnote(&mut self, labels: &[String]) {
        let Some(document) = self.reader().document() else { return };
        let mut lines = Vec::new();
        for label in labels {
            if !lines.is_empty() {
                lines.push(Line::default());
            }
            let notes = note_of(document, label);
            if notes.is_empty() {
                lines.push(Line::of(vec![Piece::new(&format!("{label} has no text in this article."), Role::Dim)]));
            }
            for span in notes {
                let words = Piece::plain(&line(span.of(&document.text)));
                lines.push(Line::of(vec![words]).hang(2).to(Target::Offset(span.start)));
            }
        }
        let title = match labels {
            [label] => format!("Footnote {label}"),
            _ => "Footnotes".to_owned(),
        };
        self.lay(Overlay::Page(Page::new(&title, lines)), Command::Footnotes);
    }
}

/// The longest address that terminals take for one, bytes.
const LONGEST: usize = 2083;

/// An address that a terminal may be told to lead to: of the web or of a mailbox, in printable ASCII, whatever else was in
/// it percent-encoded. `None` for every other one.
pub fn leads_out(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = address.split_once(':')?;
    let known = ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
    if !known || rest.is_empty() || address.len() > LONGEST {
        return None;
    }
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        match byte {
            b'!'..=b'~' => out.push(char::from(byte)),
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
    (out.len() <= LONGEST).then_some(out)
}

/// Links and references to footnotes that start or go on in `span`, in order.
fn links_in(document: &Document, span: Span) -> impl Iterator<Item = (Span, &Inline)> {
    let first = document.styles.partition_point(|styled| styled.span.start + REACH < span.start);
    let near = document.styles.get(first..).unwrap_or_default().iter();
    let near =
        near.take_while(move |styled| styled.span.start < span.end).filter(move |styled| styled.span.overlaps(span));
    let leads = |style: &Inline| matches!(style, Inline::Link(_) | Inline::FootnoteReference(_));
    near.filter(move |styled| leads(&styled.style)).map(|styled| (styled.span, &styled.style))
}

/// The blocks of the footnote of that label, which stands in front of its text.
fn note_of(document: &Document, label: &str) -> Vec<Span> {
    let mut blocks = document.blocks.iter().skip_while(|block| {
        let words = block.span.of(&document.text);
        let bare = words.trim_start_matches(['[', '^', '(']);
        let rest = bare.strip_prefix(label);
        block.kind != BlockKind::Footnote || rest.is_none_or(|rest| rest.starts_with(char::is_alphanumeric))
    });
    let first = blocks.next();
    let more = blocks.take_while(|block| block.kind == BlockKind::Footnote && block.continued);
    first.into_iter().chain(more).map(|block| block.span).collect()
}

/// A heading as addresses write it: small letters and digits with hyphens between the words.
fn slug(words: &str) -> String {
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_and_of_mailboxes_lead_out_and_hold_nothing_raw() {
        assert_eq!(leads_out(" https://a.org/x?y=1;z#é ").as_deref(), Some("https://a.org/x?y=1;z#%C3%A9"));
        assert_eq!(leads_out("MAILTO:ada@voss.org").as_deref(), Some("MAILTO:ada@voss.org"));
        let hostile = leads_out("http://a.org/\x1b]0;x\x07\u{9b}31m \u{202e}\x1b\\").unwrap();
        assert_eq!(hostile, "http://a.org/%1B]0;x%07%C2%9B31m%20%E2%80%AE%1B\\");
        for address in ["javascript:alert(1)", "file:///etc/passwd", "page.html", "#top", "http:", "", "data:,x"] {
            assert_eq!(leads_out(address), None, "{address}");
        }
        assert_eq!(leads_out(&format!("https://a.org/{}", "é".repeat(500))), None, "too long");
    }
}
