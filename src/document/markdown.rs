//! Markdown (`CommonMark` with tables, footnotes, strikethrough, front matter): the text is built anew from the words that
//! a reader sees; marks become blocks and styles. Built on pulldown-cmark, whose events never nest deeper than a stack
//! on the heap, so that hostile nesting is harmless.

mod front;
mod html;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::open::is_address;
use super::writer::{Container, Image, Writer};
use super::{BlockKind, Document, Inline, Metadata, Origin};

/// Parses Markdown.
pub fn parse(text: &str, mut metadata: Metadata) -> Document {
    let (front, text) = front::split(text);
    front::read(front, &mut metadata);
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let address = Some(metadata.source.clone()).filter(|source| is_address(source));
    let mut reader = Reader {
        address,
        writer: Writer::new(metadata, text.len()),
        html: None,
        image: None,
        captions: Vec::new(),
        spaced: false,
        among_words: false,
    };
    for event in Parser::new_ext(text, options) {
        reader.event(event);
    }
    reader.writer.finish()
}

/// Whether a text of unknown kind is Markdown: some of the marks that plain text hardly ever has.
pub fn looks_like(text: &str) -> bool {
    if text.starts_with("---\ntitle:") || text.starts_with("+++\ntitle") {
        return true;
    }
    let mut signs = 0;
    for line in text.lines().take(400) {
        let line = line.get(..line.len().min(2000)).unwrap_or("");
        let hashes = line.bytes().take_while(|&byte| byte == b'#').count();
        let heading = (1..=6).contains(&hashes) && line.get(hashes..).is_some_and(|rest| rest.starts_with(' '));
        signs += 2 * usize::from(heading || line.starts_with("```") || line.contains("](http"));
        signs += 2 * usize::from(line.starts_with('|') && line.contains("---|") || line.starts_with("[^"));
        signs += usize::from(line.matches("**").count() >= 2);
    }
    signs >= 3
}

/// Hands what the parser finds to the writer.
struct Reader {
    /// What the addresses of pictures are resolved against: where the text is on the web.
    address: Option<String>,
    writer: Writer,
    /// The markup of a block of HTML, while inside it.
    html: Option<String>,
    /// The picture whose description is being read, and how many lie within it, being part of that.
    image: Option<(Image, usize)>,
    /// What the pictures of the paragraph show, as they are titled.
    captions: Vec<String>,
    /// The space behind a picture that stands elsewhere is one too many.
    spaced: bool,
    /// The paragraph holds words beside its pictures: their titles are no captions.
    among_words: bool,
}

impl Reader {
    fn event(&mut self, event: Event<'_>) {
        if let Some((image, within)) = &mut self.image {
            match &event {
                Event::Text(words) | Event::Code(words) | Event::InlineMath(words) => image.words.push_str(words),
                Event::SoftBreak | Event::HardBreak => image.words.push(' '),
                Event::Start(Tag::Image { .. }) => *within += 1,
                Event::End(TagEnd::Image) => self.end_image(),
                _ => {}
            }
            return;
        }
        self.among_words |= match &event {
            Event::Text(words) => !words.trim().is_empty(),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) => true,
            _ => false,
        };
        let writer = &mut self.writer;
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::InlineMath(words) | Event::DisplayMath(words) => {
                let spaced = std::mem::take(&mut self.spaced);
                writer.words(if spaced { words.trim_start_matches(' ') } else { &words });
            }
            Event::Code(words) => writer.styled(Inline::Code, &words),
            Event::InlineHtml(tag) if html::is_line_break(&tag) => writer.hard_break(),
            Event::Html(markup) => self.html.iter_mut().for_each(|html| html.push_str(&markup)),
            Event::InlineHtml(tag) => self.pictures_of(&tag),
            Event::FootnoteReference(label) => {
                writer.styled(Inline::FootnoteReference(label.to_string()), &format!("[{label}]"));
            }
            Event::SoftBreak => writer.words(" "),
            Event::HardBreak => writer.hard_break(),
            Event::Rule => writer.rule(),
            Event::TaskListMarker(done) => writer.words(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        let writer = &mut self.writer;
        match tag {
            Tag::Paragraph => {
                writer.close();
                self.forget_captions();
            }
            Tag::Heading { level, .. } => writer.open(BlockKind::Heading(depth_of(level))),
            Tag::CodeBlock(_) => writer.open(BlockKind::Code),
            Tag::BlockQuote(_) => writer.enter(Container::Quote),
            Tag::List(first) => writer.enter(Container::List(first)),
            Tag::Item => {
                writer.enter_item();
                self.forget_captions();
            }
            Tag::FootnoteDefinition(label) => writer.enter(Container::Footnote(Some(label.to_string()))),
            Tag::TableHead => writer.open_row(true),
            Tag::TableRow => writer.open_row(false),
            Tag::TableCell => writer.cell(),
            Tag::HtmlBlock => {
                writer.close();
                self.html = Some(String::new());
            }
            Tag::Emphasis => writer.start_style(Inline::Emphasis),
            Tag::Strong => writer.start_style(Inline::Strong),
            Tag::Strikethrough => writer.start_style(Inline::Strikethrough),
            Tag::Link { dest_url, .. } => writer.start_style(Inline::Link(dest_url.to_string())),
            Tag::Image { dest_url, title, .. } => {
                let origin = Origin::of(&dest_url, self.address.as_deref(), false);
                self.captions.push(title.split_whitespace().collect::<Vec<_>>().join(" "));
                self.image = Some((Image { address: dest_url.to_string(), origin, ..Image::default() }, 0));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let writer = &mut self.writer;
        match tag {
            TagEnd::Item => {
                writer.close();
                self.put_captions();
                self.writer.leave();
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::FootnoteDefinition => writer.leave(),
            TagEnd::HtmlBlock => self.end_html(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                writer.end_style();
            }
            TagEnd::Paragraph => {
                writer.close();
                self.put_captions();
            }
            TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::TableHead | TagEnd::TableRow => {
                writer.close();
            }
            _ => {}
        }
    }

    /// The end of a picture's description, or of one within it.
    fn end_image(&mut self) {
        let Some((image, within)) = &mut self.image else { return };
        if let Some(left) = within.checked_sub(1) {
            *within = left;
            return;
        }
        image.words = image.words.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(caption) = self.captions.last_mut().filter(|caption| **caption == image.words) {
            caption.clear();
        }
        if let Some((image, _)) = self.image.take() {
            self.spaced = !self.writer.image(image) && self.writer.at_space();
        }
    }

    fn forget_captions(&mut self) {
        self.captions.clear();
        self.among_words = false;
    }

    /// Writes the titles of pictures that stand by themselves below them.
    fn put_captions(&mut self) {
        let captions = std::mem::take(&mut self.captions);
        for caption in captions.iter().filter(|caption| !self.among_words && !caption.is_empty()) {
            self.writer.caption(caption);
        }
    }

    fn pictures_of(&mut self, markup: &str) {
        for image in html::pictures(markup, self.address.as_deref()) {
            self.writer.image(image);
        }
    }

    /// Of HTML in Markdown the words are kept, as paragraphs, and the pictures.
    fn end_html(&mut self) {
        let markup = self.html.take().unwrap_or_default();
        self.pictures_of(&markup);
        let words = html::words(&markup);
        if !words.trim().is_empty() {
            self.writer.words(words.trim());
            self.writer.close();
        }
    }
}

fn depth_of(level: HeadingLevel) -> u8 {
    level as u8
}

#[cfg(test)]
mod tests;
