//! DOCX, the texts of Word and its kin: paragraphs by their styles, lists, tables, notes, links, pictures. How it looks is
//! left out.

mod drawing;
mod lists;
mod numbering;
mod paragraphs;
mod parts;
mod tables;

use rustc_hash::FxHashMap;

use super::archive::Archive;
use super::html::{self, Dialect, Start, Token};
use super::writer::{Container, Image, Writer};
use super::{Document, Inline, Metadata, Origin, script};
use drawing::Drawing;
use numbering::Counts;
use parts::{Parts, Relations};

/// The notes of a text, below the pages and behind it.
const NOTES: [&str; 2] = ["footnotes", "endnotes"];

/// Whether an archive is such a text.
pub fn is_text(archive: &mut Archive) -> bool {
    parts::text_path(archive).is_some()
}

/// Parses a text.
///
/// # Errors
///
/// Says why it cannot be read.
pub fn parse(archive: &mut Archive, mut metadata: Metadata) -> Result<Document, String> {
    let path = parts::text_path(archive).unwrap_or_default();
    let Some(text) = archive.tokens(&path, Dialect::Xml)? else {
        return Err("it is a broken DOCX: word/document.xml is missing".to_owned());
    };
    let relations = Relations::read(archive, &path)?;
    let parts = Parts::read(archive, &relations, &mut metadata)?;
    let notes = NOTES.map(|kind| relations.part(kind));
    let mut reader = Reader::new(&parts, relations, Writer::new(metadata, html::size(&text).text));
    reader.read(&text);
    reader.put_drop_cap();
    reader.close_lists();
    for path in &notes {
        if let Some(notes) = archive.tokens(path, Dialect::Xml)?.filter(|_| !reader.noted.is_empty()) {
            reader.relations = Relations::read(archive, path)?;
            reader.read(&notes);
        }
    }
    Ok(reader.writer.finish())
}

/// What is known of the paragraph that is being read, before its first words.
#[derive(Default)]
struct Paragraph {
    style: String,
    list: Option<(String, u8)>,
    /// The level of the heading that it is, whatever its style.
    level: Option<u8>,
    /// It is part of the table of contents, which the outline shows better.
    contents: bool,
    begun: bool,
    /// It says what a picture shows, which sets it apart.
    caption: bool,
    /// It is the large first letter of the next paragraph.
    drop_cap: bool,
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
    counts: Counts,
    /// The large first letter of the paragraph that comes next.
    drop_cap: String,
    /// Inside `<w:t>`.
    in_text: bool,
    /// The run is not to be seen.
    unseen: bool,
    /// The run stands above the line, or below it.
    above: Option<bool>,
    /// Inside what was deleted, or an instruction of a field.
    passed_over: usize,
    /// The styles of the run.
    run: Vec<Inline>,
    links: usize,
    data_tables: std::vec::IntoIter<bool>,
    /// Of the open tables, whether each holds data.
    tables: Vec<bool>,
    /// How many columns the cell takes beyond its first.
    wide: usize,
    in_note: bool,
    /// The labels of the notes that are referred to, each by its sort and number.
    noted: FxHashMap<String, usize>,
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
            counts: Counts::default(),
            drop_cap: String::new(),
            in_text: false,
            unseen: false,
            above: None,
            passed_over: 0,
            run: Vec::new(),
            links: 0,
            data_tables: Vec::new().into_iter(),
            tables: Vec::new(),
            wide: 0,
            in_note: false,
            noted: FxHashMap::default(),
        }
    }

    fn read(&mut self, tokens: &[Token]) {
        self.data_tables = tables::data_tables(tokens).into_iter();
        for (at, token) in tokens.iter().enumerate() {
            match token {
                Token::Start(start) => {
                    self.start(start, tokens.get(at + 1..).unwrap_or_default());
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

    fn start(&mut self, start: &Start, next: &[Token]) {
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
            "w:pstyle" => {
                value().clone_into(&mut self.paragraph.style);
                self.paragraph.contents = self.parts.style(value()).contents;
            }
            "w:framepr" => self.paragraph.drop_cap = matches!(start.get("w:dropcap"), Some("drop" | "margin")),
            "w:outlinelvl" => self.paragraph.level = value().parse().ok().filter(|&level| level < 6),
            "w:ilvl" => self.paragraph.list.get_or_insert_default().1 = value().parse().unwrap_or(0),
            "w:numid" => value().clone_into(&mut self.paragraph.list.get_or_insert_default().0),
            "w:r" => {
                self.run.clear();
                (self.unseen, self.above) = (false, None);
            }
            "w:vanish" => self.unseen = on(),
            "w:vertalign" => {
                self.above = match value() {
                    "superscript" => Some(true),
                    "subscript" => Some(false),
                    _ => None,
                };
            }
            "w:b" if on() => self.style(Inline::Strong),
            "w:i" if on() => self.style(Inline::Emphasis),
            "w:strike" if on() => self.style(Inline::Strikethrough),
            "w:t" | "m:t" => self.in_text = true,
            "w:tab" if self.paragraph.begun => self.words(" "),
            "w:br" | "w:cr" if self.paragraph.begun => self.line_break(),
            "w:nobreakhyphen" => self.words("-"),
            "w:del" | "w:instrtext" | "w:movefrom" | "mc:fallback" => self.passed_over += 1,
            "w:hyperlink" => {
                let target = start.get("r:id").and_then(|id| self.relations.links.get(id));
                if let Some(target) = target.cloned().filter(|_| !self.paragraph.contents) {
                    self.begin();
                    self.writer.start_style(Inline::Link(target));
                    self.links += 1;
                }
            }
            "w:footnotereference" | "w:endnotereference" if !self.paragraph.contents => {
                self.begin();
                let next = self.noted.len() + 1;
                let label = self.noted.entry(note_of(start)).or_insert(next).to_string();
                self.writer.styled(Inline::FootnoteReference(label.clone()), &format!("[{label}]"));
            }
            "w:footnote" | "w:endnote" => self.note(start),
            "w:tbl" => {
                self.put_drop_cap();
                let data = self.data_tables.next().unwrap_or(false);
                self.tables.push(data && !self.writer.in_row());
            }
            "w:tr" if self.in_data() => {
                self.close_lists();
                self.writer.open_row(tables::is_head(next));
            }
            "w:tc" if self.in_data() => self.writer.cell(),
            "w:gridspan" if self.in_data() => {
                self.wide = value().parse().unwrap_or(1).clamp(1, 60) - 1;
            }
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
            "w:t" | "m:t" => self.in_text = false,
            "w:del" | "w:instrtext" | "w:movefrom" | "mc:fallback" => {
                self.passed_over = self.passed_over.saturating_sub(1);
            }
            "w:hyperlink" if self.links > 0 => {
                self.links -= 1;
                self.writer.end_style();
            }
            "w:p" => {
                self.end_in_row();
                if self.paragraph.caption {
                    self.writer.end_style();
                }
                if !self.writer.in_row() {
                    self.writer.close();
                }
                self.paragraph = self.around.pop().unwrap_or_default();
            }
            "w:tc" if self.in_data() => {
                self.put_drop_cap();
                for _ in 0..std::mem::take(&mut self.wide) {
                    self.writer.cell();
                }
            }
            "w:tr" if self.in_data() => self.writer.close(),
            "w:tbl" => {
                self.tables.pop();
            }
            "w:footnote" | "w:endnote" if self.in_note => {
                self.writer.leave();
                self.in_note = false;
            }
            "w:footnote" | "w:endnote" => self.passed_over = self.passed_over.saturating_sub(1),
            _ => {}
        }
    }

    /// A picture stands where the paragraph begins, within its words where it is as small as they are, else after it.
    fn picture(&mut self, id: &str) {
        let Some(origin) = self.relations.picture(id).filter(|_| !self.unseen) else { return };
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

    /// The words of the run have this style.
    fn style(&mut self, style: Inline) {
        if !self.run.contains(&style) {
            self.run.push(style);
        }
    }

    /// The text of a note that something refers to; the others are separators.
    fn note(&mut self, start: &Start) {
        if let Some(label) = self.noted.get(&note_of(start)) {
            self.writer.enter(Container::Footnote(Some(label.to_string())));
            self.in_note = true;
        } else {
            self.passed_over += 1;
        }
    }

    fn words(&mut self, words: &str) {
        let small = self.above.and_then(|above| script::small(words, above));
        let flat = small.unwrap_or_else(|| words.replace(['\n', '\r', '\t'], " "));
        if self.unseen || self.paragraph.contents {
            return;
        }
        if flat.trim().is_empty() && !self.paragraph.begun {
            return;
        }
        if self.paragraph.drop_cap {
            return self.drop_cap.push_str(&flat);
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

    fn in_data(&self) -> bool {
        self.tables.last() == Some(&true)
    }

    fn line_break(&mut self) {
        if self.writer.in_heading() || self.writer.in_row() { self.writer.words(" ") } else { self.writer.hard_break() }
    }
}

/// What holds words that are not shown: deleted ones, instructions, what others show instead; also notes that nothing
/// refers to.
fn may_be_passed_over(name: &str) -> bool {
    matches!(name, "w:del" | "w:instrtext" | "w:movefrom" | "mc:fallback" | "w:footnote" | "w:endnote")
}

/// Which note an element is or refers to: its sort and number.
fn note_of(start: &Start) -> String {
    format!("{} {}", start.name.trim_end_matches("reference"), start.get("w:id").unwrap_or(""))
}

#[cfg(test)]
mod tests;
