//! Tags and texts -> blocks. One pass over the tokens with a stack of its own, so that any nesting is harmless.

mod images;
mod links;
mod math;
mod raised;

use html5ever::LocalName;

use super::elements::{self, collapse, heading, is_block};
use super::notes::Notes;
use super::tables;
use super::tokens::{Start, Token};
use crate::document::writer::{Container, Writer};
use crate::document::{BlockKind, Inline};

/// How many styles are on at once; deeper ones are left out.
const STYLES: usize = 16;

/// What a page is read with.
#[derive(Clone, Copy, Debug)]
pub struct Page<'a> {
    /// What links are resolved against: an address, or a path inside an archive.
    pub base: Option<&'a str>,
    /// It lies in an archive, and so do its pictures.
    pub in_archive: bool,
    /// The footnotes that links refer to.
    pub notes: &'a Notes,
    /// Navigation is left out.
    pub article_only: bool,
}

/// An open element.
struct Element {
    name: LocalName,
    /// Containers to leave at its end.
    containers: u8,
    styled: bool,
    hidden: bool,
    block: bool,
    code: bool,
    quoted: bool,
    /// What is written behind its words.
    after: &'static str,
}

/// Reads one page into the writer.
pub struct Reader<'a> {
    page: Page<'a>,
    tokens: &'a [Token],
    writer: &'a mut Writer,
    stack: Vec<Element>,
    hidden: usize,
    code: usize,
    styles: usize,
    /// White space stands before the next word.
    space: bool,
    /// The next line break follows `<pre>` and is none.
    code_starts: bool,
    data_tables: Vec<bool>,
    /// The open tables.
    tables: Vec<tables::Columns>,
    next_table: usize,
    /// How many `<q>` are open.
    quotes: usize,
    /// What the next text is in small digits.
    small: Option<String>,
    /// The next reading is part of the one before.
    reading_goes_on: bool,
    /// How many of the next tokens are read already.
    passed_over: usize,
    buffer: String,
}

impl<'a> Reader<'a> {
    /// A reader of these tokens.
    pub fn new(page: Page<'a>, tokens: &'a [Token], writer: &'a mut Writer) -> Self {
        Self {
            page,
            tokens,
            writer,
            stack: Vec::new(),
            hidden: 0,
            code: 0,
            styles: 0,
            space: false,
            code_starts: false,
            data_tables: tables::data_tables(tokens),
            tables: Vec::new(),
            next_table: 0,
            quotes: 0,
            small: None,
            reading_goes_on: false,
            passed_over: 0,
            buffer: String::new(),
        }
    }

    /// Reads all of it.
    pub fn read(mut self) {
        let tokens = self.tokens;
        for (at, token) in tokens.iter().enumerate() {
            if let Some(left) = self.passed_over.checked_sub(1) {
                self.passed_over = left;
                continue;
            }
            match token {
                Token::Start(start) => self.start(start, tokens.get(at + 1..).unwrap_or_default()),
                Token::End(name) => self.end(name),
                Token::Text(words) => self.text(words),
            }
        }
        while !self.stack.is_empty() {
            self.pop();
        }
        self.writer.close();
    }

    fn start(&mut self, start: &Start, next: &[Token]) {
        let name: &str = &start.name;
        self.imply_ends(name);
        let mut element = Element {
            name: start.name.clone(),
            containers: 0,
            styled: false,
            hidden: elements::is_hidden(start, self.page.article_only),
            block: is_block(name),
            code: false,
            quoted: false,
            after: "",
        };
        if name == "table" {
            let data = self.data_tables.get(self.next_table).copied().unwrap_or(false);
            self.tables.push(tables::Columns::new(data));
            self.next_table += 1;
        }
        if self.hidden == 0 && !element.hidden {
            self.show(start, next, &mut element);
        } else if self.hidden == 0 && name == "svg" && self.page.in_archive {
            self.wrapped_image(next);
        }
        if start.empty {
            return self.undo(&element);
        }
        self.hidden += usize::from(element.hidden);
        self.code += usize::from(element.code);
        self.stack.push(element);
    }

    /// What a start tag does to a page that is seen.
    fn show(&mut self, start: &Start, next: &[Token], element: &mut Element) {
        if element.block {
            self.boundary();
        }
        let note = self.page.notes.note(start, self.page.base.unwrap_or("")).filter(|_| !self.writer.in_row());
        if let Some(label) = note.map(str::to_owned) {
            self.enter_note(label, element);
        }
        match &*start.name {
            "br" => self.line_break(),
            "hr" if !self.writer.in_row() => self.writer.rule(),
            "img" if self.code == 0 => self.image(start),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.open(heading(&start.name)),
            "blockquote" => self.enter(Container::Quote, element),
            "ul" | "menu" | "dir" => self.enter(Container::List(None), element),
            "ol" => {
                let first = start.get("start").and_then(|number| number.trim().parse().ok()).unwrap_or(1);
                self.enter(Container::List(Some(first)), element);
            }
            "li" => self.item(start, element),
            "dd" => {
                self.enter(Container::List(None), element);
                self.item(start, element);
            }
            "pre" => {
                self.open(BlockKind::Code);
                element.code = !self.writer.in_row();
                self.code_starts = true;
            }
            "tr" if self.in_data() => {
                self.tables.last_mut().into_iter().for_each(tables::Columns::row);
                self.writer.open_row(tables::is_head(next));
            }
            "td" | "th" if self.in_data() => {
                self.space = false;
                for _ in 0..self.tables.last_mut().map_or(1, |table| table.cell(start)) {
                    self.writer.cell();
                }
            }
            "q" => {
                self.text(if self.quotes.is_multiple_of(2) { "“" } else { "‘" });
                self.quotes += 1;
                element.quoted = true;
            }
            "sup" | "sub" => self.raise(&start.name, next, element),
            "rt" => self.reading(next, element),
            "math" if !start.empty => self.formula(next, start.get("display") == Some("block")),
            "a" => self.link(start, next, element),
            "em" | "i" | "dfn" | "var" | "cite" | "figcaption" => self.style(Inline::Emphasis, element),
            "strong" | "b" | "dt" => self.style(Inline::Strong, element),
            "code" | "kbd" | "samp" | "tt" if self.code == 0 => self.style(Inline::Code, element),
            "del" | "s" | "strike" => self.style(Inline::Strikethrough, element),
            _ => {}
        }
    }

    fn in_data(&self) -> bool {
        self.tables.last().is_some_and(|table| table.data)
    }

    /// The end of a block, or what stands for it inside a table row.
    fn boundary(&mut self) {
        if self.writer.in_row() {
            self.space = true;
        } else {
            self.writer.close();
            self.space = false;
        }
    }

    fn open(&mut self, kind: BlockKind) {
        if !self.writer.in_row() {
            self.writer.open(kind);
        }
    }

    fn enter(&mut self, container: Container, element: &mut Element) {
        if !self.writer.in_row() {
            self.writer.enter(container);
            element.containers += 1;
        }
    }

    fn item(&mut self, start: &Start, element: &mut Element) {
        if self.writer.in_row() {
            return;
        }
        if let Some(number) = start.get("value").and_then(|number| number.trim().parse().ok()) {
            self.writer.renumber(number);
        }
        // A note in a list of notes is no item: its label is its number.
        if element.containers == 0 || &*element.name == "dd" {
            self.writer.enter_item();
            element.containers += 1;
        }
    }

    fn style(&mut self, style: Inline, element: &mut Element) {
        if self.styles < STYLES {
            self.styles += 1;
            self.writer.start_style(style);
            element.styled = true;
        }
    }

    fn line_break(&mut self) {
        if self.code > 0 {
            self.writer.words("\n");
        } else if self.writer.in_row() || self.writer.in_heading() {
            self.space = true;
        } else if self.writer.at_start() {
            // Two in a row part paragraphs.
            self.writer.close();
        } else {
            self.writer.hard_break();
            self.space = false;
        }
    }

    fn put_space(&mut self) {
        if self.space && !self.writer.at_space() {
            self.writer.space();
        }
        self.space = false;
    }

    fn text(&mut self, words: &str) {
        if self.hidden > 0 {
            return;
        }
        let small = self.small.take();
        let words = small.as_deref().unwrap_or(words);
        if self.code > 0 {
            let skip = self.code_starts && words.starts_with('\n');
            self.code_starts = false;
            return self.writer.words(words.get(usize::from(skip)..).unwrap_or(""));
        }
        let clean = memchr::memchr3(b'\n', b'\t', b'\r', words.as_bytes()).is_none()
            && memchr::memchr(b'\x0c', words.as_bytes()).is_none()
            && memchr::memmem::find(words.as_bytes(), b"  ").is_none();
        let mut buffer = std::mem::take(&mut self.buffer);
        let flat = if clean {
            words
        } else {
            buffer.clear();
            collapse(words, &mut buffer);
            &buffer
        };
        self.flat_text(flat);
        self.buffer = buffer;
    }

    /// Text whose white space is single spaces.
    fn flat_text(&mut self, words: &str) {
        self.space |= words.starts_with(' ');
        let inner = words.trim_matches(' ');
        if !inner.is_empty() {
            self.put_space();
            self.writer.words(inner);
            self.space = words.ends_with(' ');
        }
    }

    fn end(&mut self, name: &LocalName) {
        if &**name == "br" {
            if self.hidden == 0 {
                self.line_break();
            }
            return;
        }
        let open = self.stack.iter().rev().map(|element| (&element.name, element.block));
        for _ in 0..elements::ended(open, name) {
            self.pop();
        }
    }

    fn pop(&mut self) {
        let Some(element) = self.stack.pop() else { return };
        self.hidden -= usize::from(element.hidden);
        self.code -= usize::from(element.code);
        self.undo(&element);
    }

    /// What the end of an element does.
    fn undo(&mut self, element: &Element) {
        if element.quoted {
            let space = std::mem::take(&mut self.space);
            self.quotes -= 1;
            self.text(if self.quotes.is_multiple_of(2) { "”" } else { "’" });
            self.space |= space;
        }
        self.attach_end(element.after);
        if element.styled {
            self.writer.end_style();
            self.styles -= 1;
        }
        match &*element.name {
            "table" => {
                self.writer.close();
                self.tables.pop();
            }
            "tr" if self.in_data() && self.hidden == 0 => self.writer.close(),
            _ if element.block && self.hidden == 0 && !element.hidden => self.boundary(),
            _ => {}
        }
        for _ in 0..element.containers {
            self.writer.leave();
        }
    }

    /// Ends the elements whose end tags may be left out before `name`.
    fn imply_ends(&mut self, name: &str) {
        let open = self.stack.iter().rev().map(|element| (&element.name, element.block));
        for _ in 0..elements::ended_by_start(open, name) {
            self.pop();
        }
    }
}
