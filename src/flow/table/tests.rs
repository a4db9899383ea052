use proptest::prelude::*;

use super::super::{Language, Place, cells, place_of, screenful, scroll};
use super::*;
use crate::document::{Builder, Metadata};

/// A table of these rows, the first `heads` of them heads, between two paragraphs.
fn table(rows: &[&str], heads: usize) -> Document {
    let mut builder = Builder::new(Metadata::default());
    let mut add = |kind, words: &str| {
        let start = builder.offset();
        builder.push_str(words);
        builder.block(kind, Span::new(start, builder.offset()), 0);
        builder.push_str("\n\n");
    };
    add(BlockKind::Paragraph, "Before.");
    for (nth, row) in rows.iter().enumerate() {
        add(BlockKind::TableRow(nth < heads), row);
    }
    add(BlockKind::Paragraph, "After.");
    builder.build()
}

fn all(document: &Document, width: u16) -> Vec<Row> {
    screenful(document, &Options::new(width), Place::default(), usize::MAX)
}

fn shown(document: &Document, width: u16) -> Vec<String> {
    let line = |row: &Row| {
        let words: String = cells(document, row).iter().map(|cell| cell.text.as_ref()).collect();
        let room = usize::from(row.indent) - row.marker.chars().count().min(usize::from(row.indent));
        let marker = if row.marker.is_empty() { String::new() } else { format!("{} ", row.marker) };
        let line = " ".repeat(room.saturating_sub(usize::from(!marker.is_empty()))) + &marker + &words;
        line.trim_end().to_owned()
    };
    let rows: Vec<String> = all(document, width).iter().map(line).collect();
    rows.get(2..rows.len() - 2).unwrap().to_vec()
}

#[test]
fn tables_that_fit_are_aligned_and_numbers_stand_at_the_right() {
    let document = table(&["Name\tVotes\tOf", "Ada Voss\t12\tTarn", "漢\t1,007\t"], 1);
    assert_eq!(
        shown(&document, 30),
        ["Name     │ Votes │ Of", "─────────┼───────┼─────", "Ada Voss │    12 │ Tarn", "漢       │ 1,007 │"]
    );
}

#[test]
fn cells_that_do_not_fit_are_wrapped_beside_one_another() {
    let document = table(&["Who\tWhat", "Ada Voss\tone two three four five", "Hale\tsix", "Okoye\tseven"], 1);
    assert_eq!(
        shown(&document, 24),
        [
            "Who      │ What",
            "─────────┼──────────────",
            "Ada Voss │ one two three",
            "         │ four five",
            "         │",
            "Hale     │ six",
            "Okoye    │ seven",
        ]
    );
}

#[test]
fn tables_of_too_many_columns_are_told_as_records() {
    let document =
        table(&["Country\tPeople\tCapital", "Norland\t12 million\tSill-on-Sea by the harbour", "Lowmark\t\tTarn"], 1);
    assert_eq!(
        shown(&document, 24),
        [
            "Country │ People",
            "Capital",
            "",
            "Country: Norland",
            " People: 12 million",
            "Capital: Sill-on-Sea by",
            "         the harbour",
            "",
            "Country: Lowmark",
            "Capital: Tarn",
        ]
    );
    let headless = table(&["Norland\tmillions of people\tkrone"], 0);
    assert_eq!(shown(&headless, 17), ["Norland", "  millions of", "  people", "  krone"]);
}

#[test]
fn the_head_names_the_cells_of_a_long_table_too() {
    let rows: Vec<String> = (0..400).map(|n| format!("Number {n}\tsomething-quite-long\tanything-as-long")).collect();
    let rows: Vec<&str> = std::iter::once("Name\tOne\tOther").chain(rows.iter().map(String::as_str)).collect();
    let document = table(&rows, 1);
    let lines = shown(&document, 30);
    assert_eq!(
        lines.get(lines.len() - 3..).unwrap(),
        [" Name: Number 399", "  One: something-quite-long", "Other: anything-as-long"]
    );
}

#[test]
fn rows_are_the_same_wherever_one_comes_from() {
    let rows: Vec<String> = (0..REACH + 300).map(|n| format!("{n}\t{}", "word ".repeat(1 + n % 9))).collect();
    let rows: Vec<&str> = std::iter::once("N\tW").chain(rows.iter().map(String::as_str)).collect();
    let document = table(&rows, 1);
    let options = Options::new(24);
    let all = screenful(&document, &options, Place::default(), usize::MAX);
    for row in all.iter().filter(|row| row.block.abs_diff(REACH) < 130 && row.block % 3 == 0) {
        assert_eq!(&screenful(&document, &options, row.place(), 1)[0], row);
    }
}

fn cell() -> impl Strategy<Value = String> {
    proptest::string::string_regex("([a-zé漢0-9.“”-]{0,9}[ \u{ad}\u{200b}\u{200f}א]{0,2}){0,6}").unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, ..ProptestConfig::default() })]

    #[test]
    fn nothing_of_a_table_is_lost_or_too_wide(
        rows in proptest::collection::vec(proptest::collection::vec(cell(), 1..9), 1..7),
        heads in 0..2_usize, width in 1_u16..90, look in 0_u8..4,
    ) {
        let rows: Vec<String> = rows.iter().map(|row| row.join("\t")).collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let document = table(&rows, heads);
        let options = Options {
            reorder: look & 1 > 0,
            hyphenate: (look & 2 > 0).then_some(Language::English),
            ..Options::new(width)
        };
        let rows = screenful(&document, &options, Place::default(), usize::MAX);
        let mut seen = vec![Vec::new(); document.blocks.len()];
        for (index, row) in rows.iter().enumerate() {
            let cells = cells(&document, row);
            let used: u16 = cells.iter().map(|cell| cell.width).sum();
            prop_assert!(row.indent + used <= width, "{row:?} is {used} wide");
            prop_assert!(cells.iter().all(|cell| text_width(&cell.text) <= cell.width.max(1)), "{cells:?}");
            seen[row.block].extend(cells.iter().filter(|cell| !cell.drawn).flat_map(|cell| cell.span.start..cell.span.end));
            // Every row has a name of its own.
            prop_assert_eq!(&screenful(&document, &options, row.place(), 1)[0], row);
            prop_assert_eq!(scroll(&document, &options, Place::default(), index as isize), row.place());
            for span in row.spans().filter(|_| row.kind == RowKind::Text) {
                prop_assert_eq!(place_of(&document, &options, span.start), row.place());
            }
        }
        for (block, seen) in document.blocks.iter().zip(&seen) {
            for (at, c) in block.span.of(&document.text).char_indices().filter(|(_, c)| c.is_alphanumeric()) {
                prop_assert!(seen.contains(&(block.span.start + at)), "{c:?} is lost");
            }
        }
    }
}
