use crate::document::Document;
use crate::document::docx::tests::{item, numbered, paragraph};

/// The marks of the items of a text, in order, with their words.
fn marks(document: &Document) -> Vec<String> {
    let mark = |block| Some(format!("{} {}", document.item_mark(block)?, block.span.of(&document.text)));
    document.blocks.iter().filter_map(mark).collect()
}

fn level(level: u8, format: &str, text: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/></w:lvl>"
    )
}

#[test]
fn items_are_marked_as_their_lists_say() {
    let levels = [
        level(0, "upperRoman", "Part %1"),
        level(1, "lowerLetter", "%2)"),
        level(2, "decimal", "%1.%2.%3"),
        level(3, "decimal", "%4."),
        level(4, "none", "Note"),
        level(5, "bullet", "x"),
    ];
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"1\">{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>
        <w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"1\"><w:startOverride w:val=\"5\"/>\
        </w:lvlOverride><w:lvlOverride w:ilvl=\"0\">{}</w:lvlOverride></w:num>",
        levels.concat(),
        level(0, "upperLetter", "&#x1b;%1")
    );
    let body = [
        item(1, 0, "one"),
        item(1, 1, "two"),
        item(1, 1, "three"),
        item(1, 2, "four"),
        item(1, 3, "five"),
        item(1, 4, "six"),
        item(1, 5, "seven"),
        paragraph("", "between"),
        item(1, 0, "eight"),
        item(2, 0, "nine"),
        item(2, 1, "ten"),
        item(2, 1, "eleven"),
    ];
    let document = numbered(&body.concat(), &numbering);
    assert_eq!(
        marks(&document),
        [
            "Part I one",
            "a) two",
            "b) three",
            "I.b.1 four",
            "1. five",
            "Note six",
            "• seven",
            "Part II eight",
            "␛C nine",
            "e) ten",
            "f) eleven",
        ]
    );
    assert_eq!(document.item_marks.len(), 9);
    assert!(!document.text.contains("Part I"));
}

#[test]
fn items_in_cells_keep_apart() {
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"1\">{}{}</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"1\"/></w:num>",
        level(0, "lowerRoman", "(%1)"),
        level(1, "bullet", "x")
    );
    let rows = [
        cell(&(item(1, 0, "north") + &item(1, 1, "gate"))) + &cell(&paragraph("", "open")),
        cell("<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:p>")
            + &cell(&paragraph("", "shut")),
    ];
    let rows: Vec<String> = rows.iter().map(|row| format!("<w:tr>{row}</w:tr>")).collect();
    let document = numbered(&format!("<w:tbl>{}</w:tbl>", rows.concat()), &numbering);
    assert_eq!(
        crate::document::testing::shown(&document),
        ["TableRow(false) 0: (i) north • gate\topen", "TableRow(false) 0: (ii)\tshut"]
    );
}
