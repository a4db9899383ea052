use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::document::{Builder, Metadata, plain};
use crate::span::Span;

fn lines(text: &str, width: u16) -> Vec<String> {
    let document = plain(text.to_owned(), Metadata::default());
    all(&document, width).iter().map(|row| shown(&document, row)).collect()
}

fn all(document: &Document, width: u16) -> Vec<Row> {
    screenful(document, &Options::new(width), Place::default(), usize::MAX)
}

fn shown(document: &Document, row: &Row) -> String {
    cells(document, row).iter().map(|cell| cell.text.as_ref()).collect()
}

#[test]
fn words_wrap_at_spaces_and_hyphens() {
    assert_eq!(lines("one two three", 7), ["one two", "three"]);
    assert_eq!(lines("a well-known man", 8), ["a well-", "known", "man"]);
    assert_eq!(lines("abcdefghij", 4), ["abcd", "efgh", "ij"]);
    assert_eq!(lines("one  \ntwo   three", 30), ["one two three"], "soft breaks and runs of spaces are one space");
    assert_eq!(lines("One paragraph.\n\nAnother one.", 30), ["One paragraph.", "", "Another one."]);
}

#[test]
fn wide_and_joined_characters_stay_whole() {
    assert_eq!(lines("漢字かな交じり文", 5), ["漢字", "かな", "交じ", "り文"]);
    assert_eq!(lines("漢", 1), ["▯"]);
    assert_eq!(lines("👩‍👩‍👧 naïve e\u{301}", 8), ["👩‍👩‍👧 naïve", "e\u{301}"]);
}

#[test]
fn nothing_raw_is_shown() {
    assert_eq!(lines("a\u{1b}[31mb \u{202e}c", 40), ["a␛[31mb ‹U+202E›c"]);
}

#[test]
fn lists_hang_and_quotes_have_bars() {
    let mut builder = Builder::new(Metadata::default());
    for (kind, depth, words) in [
        (BlockKind::ListItem(None), 1, "one two three four"),
        (BlockKind::ListItem(Some(12)), 1, "five"),
        (BlockKind::BlockQuote, 1, "six seven eight nine"),
        (BlockKind::BlockQuote, 2, "ten"),
        (BlockKind::Code, 0, "a  b\n  c"),
    ] {
        let start = builder.offset();
        builder.push_str(words);
        builder.block(kind, Span::new(start, builder.offset()), depth);
        builder.push_str("\n\n");
    }
    let document = builder.build();
    let rows: Vec<_> =
        all(&document, 14).into_iter().map(|row| (row.marker.clone(), row.indent, shown(&document, &row))).collect();
    let row = |marker: &str, indent, words: &str| (marker.to_owned(), indent, words.to_owned());
    assert_eq!(
        rows,
        [
            row("•", 3, "one two"),
            row("", 3, "three four"),
            row("12.", 4, "five"),
            row("", 0, ""),
            row("▎", 2, "six seven"),
            row("▎", 2, "eight nine"),
            row("▎", 2, ""),
            row("▎ ▎", 4, "ten"),
            row("", 0, ""),
            row("", 2, "a  b"),
            row("", 2, "  c"),
        ]
    );
}

#[test]
fn long_lines_of_code_go_on_behind_a_mark() {
    let mut builder = Builder::new(Metadata::default());
    builder.push_str("let words = 1;\nx\n");
    builder.block(BlockKind::Code, Span::new(0, builder.offset()), 0);
    let document = builder.build();
    let rows: Vec<_> = all(&document, 12).iter().map(|row| (row.marker.clone(), shown(&document, row))).collect();
    let row = |marker: &str, words: &str| (marker.to_owned(), words.to_owned());
    assert_eq!(rows.get(..3).unwrap(), [row("", "let words "), row("↪", "= 1;"), row("", "x")]);
}

#[test]
fn who_wrote_it_stands_under_the_title() {
    let metadata = Metadata {
        title: Some("Talks  stall".to_owned()),
        byline: Some("Lena Brandt, in Lowmark".to_owned()),
        site: Some("The Sill Gazette".to_owned()),
        date: Some("2026-03-03".to_owned()),
        language: Some("en".to_owned()),
        ..Metadata::default()
    };
    let document = |next: &str| {
        let mut builder = Builder::new(metadata.clone());
        builder.push_str(&format!("Talks stall\n\n{next}"));
        builder.block(BlockKind::Heading(1), Span::new(0, 11), 0);
        builder.block(BlockKind::Paragraph, Span::new(13, builder.offset()), 0);
        builder.build()
    };
    let shown =
        |document: &Document, width| all(document, width).iter().map(|row| shown(document, row)).collect::<Vec<_>>();
    let article = document("It rains.");
    assert_eq!(
        shown(&article, 60),
        ["Talks stall", "Lena Brandt, in Lowmark · The Sill Gazette · 3 March 2026", "", "It rains."]
    );
    assert_eq!(
        shown(&article, 32),
        ["Talks stall", "Lena Brandt, in Lowmark", "The Sill Gazette · 3 March 2026", "", "It rains."]
    );
    assert_eq!(shown(&article, 24), ["Talks stall", "Lena Brandt, in Lowmark", "The Sill Gazette …", "", "It rains."]);
    assert_eq!(shown(&article, 8), ["Talks", "stall", "Lena", "Brandt…", "", "It", "rains."]);
    assert_eq!(
        shown(&document("By Lena Brandt, in Lowmark"), 60),
        ["Talks stall", "The Sill Gazette · 3 March 2026", "", "By Lena Brandt, in Lowmark"],
        "what the article says itself is not told again"
    );
    for width in 1..70 {
        for (index, row) in all(&article, width).iter().enumerate() {
            let options = Options::new(width);
            assert_eq!(&screenful(&article, &options, row.place(), 1)[0], row);
            assert_eq!(scroll(&article, &options, Place::default(), index as isize), row.place());
        }
    }
}

#[test]
fn soft_hyphens_and_marks_of_direction_are_heeded_and_not_seen() {
    assert_eq!(lines("Wetter\u{ad}bericht", 20), ["Wetterbericht"]);
    assert_eq!(lines("Der Wetter\u{ad}bericht", 12), ["Der Wetter-", "bericht"]);
    assert_eq!(lines("Der Wetter\u{ad}bericht", 10), ["Der", "Wetter-", "bericht"]);
    assert_eq!(lines("\u{200b}“\u{ad}a", 1), ["“", "a"], "no room for a hyphen");
    assert_eq!(lines("zero\u{200b}width", 6), ["zero", "width"]);
    assert_eq!(lines("\u{200e}a\u{61c}b\u{200f}", 2), ["ab"]);
    let document = plain("אבג (abc\u{200f})".to_owned(), Metadata::default());
    let ordered = Options { reorder: true, ..Options::new(20) };
    let rows = screenful(&document, &ordered, Place::default(), 9);
    assert_eq!(shown(&document, &rows[0]), "(abc) גבא", "the mark puts the bracket on its side");
}

#[test]
fn lists_from_right_to_left_have_their_markers_at_the_right() {
    let mut builder = Builder::new(Metadata::default());
    for (kind, words) in [(BlockKind::ListItem(None), "אבג דהו זחט"), (BlockKind::ListItem(Some(2)), "אבג")]
    {
        let start = builder.offset();
        builder.push_str(words);
        builder.block(kind, Span::new(start, builder.offset()), 1);
        builder.push_str("\n\n");
    }
    let document = builder.build();
    let place = |row: &Row| (row.marker.clone(), row.indent, row.width);
    let rows: Vec<_> = all(&document, 12).iter().map(place).collect();
    assert_eq!(rows, [("•".to_owned(), 2, 7), (String::new(), 6, 3), (".2".to_owned(), 6, 3)]);
}

/// Every way of laying text out, by the bits of a number.
fn options(width: u16, look: u8) -> Options {
    Options {
        width,
        indents: look & 1 > 0,
        justify: look & 2 > 0,
        hyphenate: (look & 4 > 0).then_some(Language::English),
        reorder: look & 8 > 0,
        lines: look & 16 > 0,
        pictures: None,
    }
}

fn laid_out(text: &str, width: u16, look: u8) -> Vec<String> {
    let document = plain(text.to_owned(), Metadata::default());
    let rows = screenful(&document, &options(width, look), Place::default(), usize::MAX);
    rows.iter().map(|row| " ".repeat(usize::from(row.indent)) + &shown(&document, row)).collect()
}

#[test]
fn paragraphs_can_be_indented_instead() {
    let text = "One paragraph of words that go on.\n\nAnother one of words that go on too.";
    assert_eq!(
        laid_out(text, 22, 1),
        ["One paragraph of words", "that go on.", "  Another one of words", "that go on too."]
    );
}

#[test]
fn rows_can_be_stretched_and_words_divided() {
    let text = "The negotiations were complicated by extraordinary circumstances in the capital.";
    assert_eq!(
        laid_out(text, 24, 2),
        ["The  negotiations   were", "complicated by", "extraordinary", "circumstances   in   the", "capital."],
        "rows that would have holes stay as they are"
    );
    let divided = laid_out(text, 24, 4);
    assert_eq!(divided[0], "The negotiations were", "{divided:?}");
    assert!(divided.len() < 5 && divided.iter().any(|row| row.ends_with('-')), "{divided:?}");
    assert_eq!(language("de-AT"), Some(Language::German));
    assert_eq!(language("tlh"), None);
}

#[test]
fn korean_words_stay_whole_where_they_fit() {
    assert_eq!(laid_out("한국어 문장은 띄어쓰기가", 11, 0), ["한국어", "문장은", "띄어쓰기가"]);
    assert_eq!(laid_out("띄어쓰기가", 6, 0), ["띄어쓰", "기가"]);
    assert_eq!(laid_out("漢字漢字", 6, 0), ["漢字漢", "字"]);
}

#[test]
fn right_to_left_stands_at_the_right() {
    assert_eq!(laid_out("שלום עולם", 12, 0), ["   שלום עולם"], "in the order of the text");
    assert_eq!(laid_out("שלום (x) עולם", 16, 8), ["   םלוע (x) םולש"], "in the order of the eye");
    assert_eq!(laid_out("He said שלום twice", 30, 8), ["He said םולש twice"]);
    assert_eq!(laid_out("He said שלום twice", 30, 0), ["He said שלום twice"]);
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-z \n-]{0,300}",
        "\\PC{0,80}",
        "([a-z]{1,14}[ .,\n-]{1,2}){0,40}",
        "([a-zא-תء-ي ().0-9\n-]){0,200}",
        "([a-zé漢👩\u{200d}\u{301}\u{fe0f}\u{1b}\u{a0}\u{ad}\u{200b}\t \n—“”-]){0,200}",
    ]
}

proptest! {
    #[test]
    fn rows_cover_the_text_once_and_fit(text in any_text(), width in 1_u16..40, look in 0_u8..32) {
        let document = plain(text.clone(), Metadata::default());
        let rows = screenful(&document, &options(width, look), Place::default(), usize::MAX);
        let (mut end, mut last) = (0, None);
        let mut covered = vec![String::new(); document.blocks.len()];
        for row in rows.iter().filter(|row| row.kind == RowKind::Text) {
            let block = document.blocks[row.block].span;
            // Cells that stand side by side go on in their row of the table, and only there.
            let goes_on = !row.parts.is_empty() && last == Some(row.block);
            let follows = row.span.start >= if goes_on { block.start } else { end };
            prop_assert!(follows && row.span.end <= block.end, "rows in order: {row:?} after {end}");
            (end, last) = (row.span.end.max(if goes_on { end } else { 0 }), Some(row.block));
            for span in row.spans() {
                covered[row.block].push_str(span.of(&text));
            }
            let cells = cells(&document, row);
            let sum: usize = cells.iter().map(|cell| usize::from(cell.width)).sum();
            prop_assert!(sum + usize::from(row.indent) <= usize::from(width), "{row:?} is {sum} wide");
            for cell in &cells {
                prop_assert!(cell.text.width() <= usize::from(cell.width).max(1), "{cell:?}");
            }
        }
        let visible = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<Vec<_>>();
        for (index, (block, covered)) in document.blocks.iter().zip(&covered).enumerate() {
            let (mut wanted, mut covered) = (visible(block.span.of(&text)), visible(covered));
            // Line by line, cells side by side: each word once, in another order.
            if rows.iter().any(|row| row.block == index && !row.parts.is_empty()) {
                wanted.sort_unstable();
                covered.sort_unstable();
            }
            prop_assert_eq!(covered, wanted);
        }
    }

    #[test]
    fn code_is_cut_and_nothing_else(code in "([a-z漢é\t]{0,9}[ \n]{0,2}){0,12}", width in 1_u16..30) {
        let mut builder = Builder::new(Metadata::default());
        builder.push_str(&code);
        builder.block(BlockKind::Code, Span::new(0, code.len()), 0);
        let document = builder.build();
        let mut covered = String::new();
        for row in all(&document, width) {
            let sum: u16 = cells(&document, &row).iter().map(|cell| cell.width).sum();
            prop_assert!(sum + row.indent <= width, "{row:?} is {sum} wide");
            covered.push_str(row.span.of(&document.text));
        }
        prop_assert_eq!(covered, code.replace('\n', ""));
    }

    #[test]
    fn rows_and_places_agree(text in any_text(), width in 1_u16..40, look in 0_u8..32) {
        let document = plain(text, Metadata::default());
        let options = options(width, look);
        let rows = screenful(&document, &options, Place::default(), usize::MAX);
        for (index, row) in rows.iter().enumerate() {
            prop_assert_eq!(scroll(&document, &options, Place::default(), index as isize), row.place());
            prop_assert_eq!(scroll(&document, &options, row.place(), -(index as isize)), rows[0].place());
            prop_assert_eq!(&screenful(&document, &options, row.place(), 3)[0], row);
            for span in row.spans().filter(|_| row.kind == RowKind::Text) {
                prop_assert_eq!(place_of(&document, &options, span.start), row.place());
            }
        }
        if let Some(last) = rows.last() {
            prop_assert_eq!(last_top(&document, &options, 1), last.place());
        }
    }
}
