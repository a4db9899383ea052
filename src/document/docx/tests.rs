use super::*;
use crate::document::archive::pack::pack;

fn paragraph(style: &str, words: &str) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>"
    )
}

fn item(list: u8, level: u8, words: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"
    )
}

#[test]
fn a_text() {
    let body = [
        paragraph("Titel", "Talks stall"),
        "<w:p><w:r><w:t>She </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>left</w:t></w:r><w:del><w:r><w:t>no</w:t></w:r></w:del>\
         <w:r><w:t>.</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><w:br/><w:t>Next</w:t></w:r></w:p>"
            .to_owned(),
        item(1, 0, "a"),
        item(1, 1, "b"),
        item(1, 0, "c"),
        item(2, 0, "one"),
        paragraph("Quote", "Quoted &amp; all."),
        "<w:p/><w:p><w:hyperlink r:id=\"r1\"><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>".to_owned(),
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Who</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>What</w:t></w:r></w:p>\
         <w:p><w:r><w:t>more</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
            .to_owned(),
    ];
    let bytes = pack(&[
        (
            "word/document.xml",
            &format!("<?xml version=\"1.0\"?><w:document><w:body>{}</w:body></w:document>", body.concat()),
        ),
        (
            "word/styles.xml",
            "<w:styles><w:style w:styleId=\"Titel\"><w:name w:val=\"Title\"/></w:style><w:style w:styleId=\"Quote\">\
             <w:name w:val=\"Quote\"/></w:style></w:styles>",
        ),
        (
            "word/numbering.xml",
            "<w:numbering><w:abstractNum w:abstractNumId=\"5\"><w:lvl><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/></w:lvl>\
             </w:abstractNum><w:abstractNum w:abstractNumId=\"6\"><w:lvl><w:start w:val=\"3\"/><w:numFmt w:val=\"decimal\"/></w:lvl>\
             </w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"5\"/></w:num><w:num w:numId=\"2\">\
             <w:abstractNumId w:val=\"6\"/></w:num></w:numbering>",
        ),
        (
            "word/_rels/document.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Target=\"http://x/y\" TargetMode=\"External\"/></Relationships>",
        ),
        (
            "word/footnotes.xml",
            "<w:footnotes><w:footnote w:id=\"0\"><w:p/></w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:t>On Tuesday.</w:t>\
             </w:r></w:p></w:footnote></w:footnotes>",
        ),
        ("docProps/core.xml", "<cp:coreProperties><dc:title/><dc:creator>Jo Marsh</dc:creator></cp:coreProperties>"),
    ]);
    let document = crate::document::open_bytes(&bytes, "a.docx").unwrap();
    let shown: Vec<String> = document
        .blocks
        .iter()
        .map(|block| format!("{:?} {}: {}", block.kind, block.depth, block.span.of(&document.text)))
        .collect();
    assert_eq!(
        shown,
        [
            "Heading(1) 0: Talks stall",
            "Paragraph 0: She left.[2]",
            "Paragraph 0: Next",
            "ListItem(None) 1: a",
            "ListItem(None) 2: b",
            "ListItem(None) 1: c",
            "ListItem(Some(3)) 1: one",
            "BlockQuote 0: Quoted & all.",
            "Paragraph 0: link",
            "TableRow(false) 0: Who\tWhat more",
            "Footnote 0: [2] On Tuesday.",
        ]
    );
    assert_eq!(document.metadata.title.as_deref(), Some("Talks stall"));
    assert_eq!(document.metadata.byline.as_deref(), Some("Jo Marsh"));
    assert!(document.styles.iter().any(|styled| styled.style == Inline::Link("http://x/y".to_owned())));
    assert!(document.styles.iter().any(|styled| styled.style == Inline::Strong));
}
