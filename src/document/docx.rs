//! DOCX, the texts of Word and its kin: paragraphs by their styles, lists, tables, notes, links, pictures. How it looks is
//! left out.

mod drawing;
mod parts;

use super::archive::Archive;
use super::html::{Dialect, Start, Token, tokens};
use super::writer::{Container, Image, Writer};
use super::{BlockKind, Document, Inline, Metadata, Origin};
use drawing::Drawing;
use parts::{List, Parts, Relations};

const TEXT: &str = "word/document.xml";
const NOTES: &str = "word/footnotes.xml";

/// Whether an archive is such a text.
pub fn is_text(archive: &Archive) -> bool {
    archive.has(TEXT)
}

/// Parses a text.
///
/// # Errors
///
/// Says why it cannot be read.
pub fn parse(archive: &mut Archive, mut metadata: Metadata) -> Result<Document, String> {
    let Some(text) = archive.text(TEXT)? else { return Err(format!("it is a broken DOCX: {TEXT} is missing")) };
    let notes = archive.text(NOTES)?.unwrap_or_default();
    let parts = Parts::read(archive, &mut metadata)?;
    let of_text = Relations::read(archive, TEXT)?;
    let of_notes = if notes.is_empty() { Relations::default() } else { Relations::read(archive, NOTES)? };
    let mut reader = Reader::new(&parts, of_text, Writer::new(metadata, text.len() / 4));
    reader.read(&tokens(&text, Dialect::Xml));
    reader.close_lists();
    reader.relations = of_notes;
    reader.read(&tokens(&notes, Dialect::Xml));
    Ok(reader.writer.finish())
}

/// What is known of the paragraph that is being read, before its first words.
#[derive(Default)]
struct Paragraph {
    style: String,
    list: Option<(String, u8)>,
    begun: bool,
    /// It says what a picture shows, which sets it apart.
    caption: bool,
}

struct Reader<'a> {
    parts: &'a Parts,
    relations: Relations,
    writer: Writer,
    paragraph: Paragraph,
    /// The paragraphs around it, where it stands in a box of text.
    around: Vec<Paragraph>,
    drawing: Drawing,
    /// The lists that are open, one in the other.
    lists: Vec<String>,
    /// Inside `<w:t>`.
    in_text: bool,
    /// Inside what was deleted, or an instruction of a field.
    passed_over: usize,
    /// The styles of the run.
    run: Vec<Inline>,
    links: usize,
    tables: usize,
    in_note: bool,
    noted: Vec<String>,
}

impl<'a> Reader<'a> {
    fn new(parts: &'a Parts, relations: Relations, writer: Writer) -> Self {
        Self {
            parts,
            relations,
            writer,
            paragraph: Paragraph::default(),
            around: Vec::new(),
            drawing: Drawing::default(),
            lists: Vec::new(),
            in_text: false,
            passed_over: 0,
            run: Vec::new(),
            links: 0,
            tables: 0,
            in_note: false,
            noted: Vec::new(),
        }
    }

    fn read(&mut self, tokens: &[Token]) {
        for token in tokens {
            match token {
                Token::Start(start) => {
                    self.start(start);
                    if start.empty {
                        self.end(&start.name);
                    }
                }
                Token::End(name) => self.end(name),
                Token::Text(words) if self.in_text && self.passed_over == 0 => self.words(words),
                Token::Text(_) => {}
            }
        }
    }

    fn start(&mut self, start: &Start) {
        if self.passed_over > 0 && !may_be_passed_over(&start.name) {
            return;
        }
        let value = || start.get("w:val").unwrap_or("");
        let on = || !matches!(start.get("w:val"), Some("0" | "false" | "none"));
        match &*start.name {
            "w:p" => {
                self.around.push(std::mem::take(&mut self.paragraph));
                if self.writer.in_row() && !self.writer.at_space() {
                    self.writer.space();
                }
            }
            "w:pstyle" => value().clone_into(&mut self.paragraph.style),
            "w:ilvl" => self.paragraph.list.get_or_insert_default().1 = value().parse().unwrap_or(0),
            "w:numid" => value().clone_into(&mut self.paragraph.list.get_or_insert_default().0),
            "w:r" => self.run.clear(),
            "w:b" if on() => self.run.push(Inline::Strong),
            "w:i" if on() => self.run.push(Inline::Emphasis),
            "w:strike" if on() => self.run.push(Inline::Strikethrough),
            "w:t" => self.in_text = true,
            "w:tab" if self.paragraph.begun => self.words(" "),
            "w:br" | "w:cr" if self.paragraph.begun => self.line_break(),
            "w:nobreakhyphen" => self.words("-"),
            "w:del" | "w:instrtext" | "w:movefrom" | "mc:fallback" => self.passed_over += 1,
            "w:hyperlink" => {
                let target = start.get("r:id").and_then(|id| self.relations.links.get(id));
                if let Some(target) = target.cloned() {
                    self.begin();
                    self.writer.start_style(Inline::Link(target));
                    self.links += 1;
                }
            }
            "w:footnotereference" => {
                let label = start.get("w:id").unwrap_or("").to_owned();
                self.begin();
                self.writer.styled(Inline::FootnoteReference(label.clone()), &format!("[{label}]"));
                self.noted.push(label);
            }
            "w:footnote" => self.note(start),
            "w:tbl" => self.tables += 1,
            "w:tr" if self.tables == 1 => {
                self.close_lists();
                self.writer.open_row(false);
            }
            "w:tc" if self.tables == 1 => self.writer.cell(),
            _ => {
                if let Some(id) = self.drawing.start(start) {
                    self.picture(id);
                }
            }
        }
    }

    fn end(&mut self, name: &str) {
        if self.passed_over > 0 && !may_be_passed_over(name) {
            return;
        }
        match name {
            "w:t" => self.in_text = false,
            "w:del" | "w:instrtext" | "w:movefrom" | "mc:fallback" => {
                self.passed_over = self.passed_over.saturating_sub(1);
            }
            "w:hyperlink" if self.links > 0 => {
                self.links -= 1;
                self.writer.end_style();
            }
            "w:p" => {
                if self.paragraph.caption {
                    self.writer.end_style();
                }
                if !self.writer.in_row() {
                    self.writer.close();
                }
                self.paragraph = self.around.pop().unwrap_or_default();
            }
            "w:tr" if self.tables == 1 => self.writer.close(),
            "w:tbl" => self.tables = self.tables.saturating_sub(1),
            "w:footnote" if self.in_note => {
                self.writer.leave();
                self.in_note = false;
            }
            "w:footnote" => self.passed_over = self.passed_over.saturating_sub(1),
            _ => {}
        }
    }

    /// A picture stands where the paragraph begins, within its words where it is as small as they are, else after it.
    fn picture(&mut self, id: &str) {
        let Some(origin) = self.relations.picture(id) else { return };
        let address = match &origin {
            Origin::Web(address) | Origin::Archive(address) => address.clone(),
            _ => String::new(),
        };
        let (words, size) = self.drawing.take();
        let image = Image { words, address, origin: Some(origin), size };
        if self.paragraph.begun && !self.drawing.is_small() {
            return self.writer.moor(image);
        }
        let item = self.paragraph.list.is_some() || self.parts.style(&self.paragraph.style).list.is_some();
        if !image.words.is_empty() {
            self.begin();
        } else if !item && !self.in_note && !self.writer.in_row() {
            self.close_lists();
        }
        self.writer.image(image);
    }

    /// The text of a note that something refers to; the others are separators.
    fn note(&mut self, start: &Start) {
        let label = start.get("w:id").unwrap_or("");
        if self.noted.iter().any(|noted| noted == label) {
            self.writer.enter(Container::Footnote(Some(label.to_owned())));
            self.in_note = true;
        } else {
            self.passed_over += 1;
        }
    }

    fn words(&mut self, words: &str) {
        let flat = words.replace(['\n', '\r', '\t'], " ");
        if flat.trim().is_empty() && !self.paragraph.begun {
            return;
        }
        self.begin();
        let styles = std::mem::take(&mut self.run);
        for style in &styles {
            self.writer.start_style(style.clone());
        }
        self.writer.words(&flat);
        for _ in &styles {
            self.writer.end_style();
        }
        self.run = styles;
    }

    fn line_break(&mut self) {
        if self.writer.in_heading() || self.writer.in_row() { self.writer.words(" ") } else { self.writer.hard_break() }
    }

    /// Opens the block of the paragraph, at its first words.
    fn begin(&mut self) {
        if std::mem::replace(&mut self.paragraph.begun, true) || self.writer.in_row() || self.in_note {
            return;
        }
        let style = self.parts.style(&self.paragraph.style);
        if let Some(level) = style.heading {
            self.close_lists();
            return self.writer.open(BlockKind::Heading(level));
        }
        let list =
            self.paragraph.list.take().or_else(|| style.list.clone()).filter(|(id, _)| !id.is_empty() && id != "0");
        let Some((id, level)) = list else {
            self.close_lists();
            let kind = if style.quote { BlockKind::BlockQuote } else { BlockKind::Paragraph };
            self.writer.open(kind);
            self.paragraph.caption = style.caption;
            if style.caption {
                self.writer.start_style(Inline::Emphasis);
            }
            return;
        };
        self.item(&id, level.min(8));
    }

    fn item(&mut self, id: &str, level: u8) {
        let depth = usize::from(level) + 1;
        while self.lists.len() > depth || self.lists.last().is_some_and(|last| self.lists.len() == depth && last != id)
        {
            self.lists.pop();
            self.writer.leave();
            self.writer.leave();
        }
        if self.lists.len() == depth {
            self.writer.leave();
        }
        while self.lists.len() < depth {
            let level = u8::try_from(self.lists.len()).unwrap_or(8);
            let first = match self.parts.list(id, level) {
                List::Bullets => None,
                List::Numbers(first) => Some(first),
            };
            self.writer.enter(Container::List(first));
            self.lists.push(id.to_owned());
            // Lists start with an item, even where a level was passed over.
            self.writer.enter_item();
            if self.lists.len() == depth {
                return;
            }
        }
        self.writer.enter_item();
    }

    fn close_lists(&mut self) {
        while self.lists.pop().is_some() {
            self.writer.leave();
            self.writer.leave();
        }
    }
}

/// What holds words that are not shown: deleted ones, instructions, what others show instead; also notes that nothing
/// refers to.
fn may_be_passed_over(name: &str) -> bool {
    matches!(name, "w:del" | "w:instrtext" | "w:movefrom" | "mc:fallback" | "w:footnote")
}

#[cfg(test)]
mod tests;
