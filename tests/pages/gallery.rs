//! Pages as they are drawn, screenful by screenful from top to bottom, at several sizes: all of their words are there, in
//! order, within the column, and nothing raw is. The pages are others': what is drawn is looked at and not kept.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use dixit::annotation::{Annotations, annotate};
use dixit::app::{App, Message, Start, update};
use dixit::config::theme::ColourDepth;
use dixit::display::{placeholder, safe};
use dixit::document::{Block, BlockKind, Document, Source};
use dixit::flow::{self, Row, RowKind};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

/// A reader over one page.
struct Gallery {
    app: App,
    size: (u16, u16),
}

impl Gallery {
    fn new(document: &Arc<Document>, annotations: &Arc<Annotations>, (width, height): (u16, u16)) -> Self {
        let (mut config, _) = dixit::config::load(None);
        // What else changes how rows are filled is tried at one of the sizes.
        config.settings.hyphenate = width == 80;
        config.settings.justify = width == 80;
        let start = Start {
            sources: vec![Source::File("page.html".into())],
            config,
            width,
            height,
            depth: ColourDepth::True,
            dark: true,
            notices: Vec::new(),
            ascii: false,
            newcomer: true,
        };
        let mut gallery = Self { app: App::new(start).0, size: (width, height) };
        gallery.send(Message::Opened { index: 0, result: Ok(Arc::clone(document)) });
        gallery.send(Message::Annotated { index: 0, annotations: Arc::clone(annotations) });
        gallery
    }

    fn send(&mut self, message: Message) {
        update(&mut self.app, message);
    }

    fn press(&mut self, key: &str) {
        self.send(Message::Key(key.parse().unwrap()));
    }

    fn draw(&self) -> Buffer {
        let mut terminal = Terminal::new(TestBackend::new(self.size.0, self.size.1)).unwrap();
        terminal.draw(|frame| dixit::ui::view(&self.app, frame)).unwrap();
        terminal.backend().buffer().clone()
    }

    /// The rows that are seen, and what is drawn of the words of each: as it stands on the screen, without the marker.
    fn seen(&self, document: &Document) -> Vec<(Row, String)> {
        let buffer = self.draw();
        for cell in buffer.content() {
            let symbol = cell.symbol();
            assert!(symbol.chars().all(|c| !c.is_control() && placeholder(c).is_none()), "{symbol:?} is raw");
        }
        let text = self.app.layout().text;
        let rows = self.app.reader().rows(&self.app.view());
        let drawn = |(row, y): (Row, u16)| {
            let cells = flow::cells(document, &row);
            let wide: u16 = cells.iter().map(|cell| cell.width).sum();
            assert!(row.indent + wide <= text.width, "{wide} and {} cells in {}: {row:?}", row.indent, text.width);
            let mut x = text.x + row.indent;
            let mut words = String::new();
            for cell in cells {
                let here: String = (x..x + cell.width).map(|x| buffer[(x, y)].symbol()).collect();
                words.push_str(if cell.drawn { " " } else { here.trim_end() });
                words.push_str(if here.trim().is_empty() { " " } else { "" });
                x += cell.width;
            }
            if row.hyphen {
                words.truncate(words.trim_end_matches('-').len());
            }
            (row, words)
        };
        rows.iter().cloned().zip(text.y..text.bottom()).map(drawn).collect()
    }

    /// Every row from top to bottom, once.
    fn all(&mut self, document: &Document) -> Vec<(Row, String)> {
        let mut known = BTreeSet::new();
        let mut all = Vec::new();
        loop {
            let before = all.len();
            for (row, words) in self.seen(document) {
                if known.insert((row.place().offset, !row.place().gap)) {
                    all.push((row, words));
                }
            }
            if all.len() == before {
                return all;
            }
            self.press("space");
        }
    }
}

/// Characters that are to be seen of a block, in order; of a row of a table in any order, since its cells stand side by
/// side.
fn letters(kind: BlockKind, words: &str) -> Vec<char> {
    let mut letters: Vec<char> = safe(words).chars().filter(|c| !c.is_whitespace()).collect();
    if matches!(kind, BlockKind::TableRow(_)) {
        letters.sort_unstable();
    }
    letters
}

#[test]
fn real_pages_are_drawn_whole_at_every_size() {
    for (page, document) in super::pages() {
        let name = page.file_name().unwrap().to_string_lossy().into_owned();
        let annotations = Arc::new(annotate(&document));
        let document = Arc::new(document);
        for size in SIZES {
            let mut gallery = Gallery::new(&document, &annotations, size);
            let rows = gallery.all(&document);
            let mut drawn: BTreeMap<usize, String> = BTreeMap::new();
            for (row, words) in rows.iter().filter(|(row, _)| row.kind == RowKind::Text) {
                let block = drawn.entry(row.block).or_default();
                block.push_str(words);
                // Rows end between words, but for those that are too long for one.
                block.push(' ');
            }
            for (index, Block { kind, span, .. }) in document.blocks.iter().enumerate() {
                let wanted = letters(*kind, span.of(&document.text));
                let found = letters(*kind, drawn.get(&index).map_or("", String::as_str));
                let (wanted, found) = (wanted.iter().collect::<String>(), found.iter().collect::<String>());
                assert_eq!(found, wanted, "{name} at {size:?}, block {index}, {kind:?}");
            }
            let credit: String =
                rows.iter().filter(|(row, _)| row.kind == RowKind::Credit).map(|(_, it)| it.as_str()).collect();
            println!("{name} at {size:?}: {} rows, {} blocks; {credit}", rows.len(), document.blocks.len());
        }
    }
}

#[test]
fn real_pages_open_with_title_and_author() {
    for (page, document) in super::pages() {
        let document = Arc::new(document);
        let flat = |words: &str| words.split_whitespace().collect::<String>();
        for size in SIZES {
            let gallery = Gallery::new(&document, &Arc::new(Annotations::default()), size);
            let seen: String = gallery.seen(&document).into_iter().map(|(_, words)| flat(&words)).collect();
            let metadata = &document.metadata;
            let title = metadata.title.as_deref().unwrap();
            assert!(seen.contains(&flat(title)), "{}: no title at {size:?}: {seen}", page.display());
            // A byline that tells only when is left out.
            let mut credit = metadata.credit().into_iter();
            let byline = credit.find(|part| metadata.byline.as_deref() == Some(part.written));
            let byline = byline.map_or_else(String::new, |part| flat(&part.shown));
            assert!(seen.contains(&byline), "{}: no {byline} at {size:?}: {seen}", page.display());
        }
    }
}
