use super::*;
use crate::document::archive::pack::pack;

pub(super) fn paragraph(style: &str, words: &str) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>"
    )
}

pub(super) fn item(list: u8, level: u8, words: &str) -> String {
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
            "Paragraph 0: She left.[1]",
            "Paragraph 0: Next",
            "ListItem(None) 1: a",
            "ListItem(None) 2: b",
            "ListItem(None) 1: c",
            "ListItem(Some(3)) 1: one",
            "BlockQuote 0: Quoted & all.",
            "Paragraph 0: link",
            "TableRow(false) 0: Who\tWhat more",
            "Footnote 0: [1] On Tuesday.",
        ]
    );
    assert_eq!(document.metadata.title.as_deref(), Some("Talks stall"));
    assert_eq!(document.metadata.byline.as_deref(), Some("Jo Marsh"));
    assert!(document.styles.iter().any(|styled| styled.style == Inline::Link("http://x/y".to_owned())));
    assert!(document.styles.iter().any(|styled| styled.style == Inline::Strong));
}

/// A drawing of the picture that `id` refers to, in a run.
fn drawing(kind: &str, id: &str, described: &str, (width, height): (u32, u32)) -> String {
    format!(
        "<w:r><w:drawing><wp:{kind}><wp:extent cx=\"{}\" cy=\"{}\"/><wp:docPr id=\"1\" name=\"Picture 1\" descr=\"{described}\"/>\
         <a:graphic><a:graphicData><pic:pic><pic:nvPicPr><pic:cNvPr id=\"0\" name=\"x.png\" descr=\"image1.png\"/></pic:nvPicPr>\
         <pic:blipFill><a:blip r:embed=\"{id}\"><a:extLst><asvg:svgBlip r:embed=\"svg\"/></a:extLst></a:blip></pic:blipFill>\
         <pic:spPr><a:blipFill><a:blip r:embed=\"texture\"/></a:blipFill></pic:spPr></pic:pic></a:graphicData></a:graphic>\
         </wp:{kind}></w:drawing></w:r>",
        width * 9525,
        height * 9525
    )
}

#[test]
fn pictures_stand_where_their_paragraphs_do() {
    let run = |words: &str| format!("<w:r><w:t>{words}</w:t></w:r>");
    let p = |inner: &str| format!("<w:p>{inner}</w:p>");
    let boxed = format!(
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wp:anchor><wps:txbx><w:txbxContent>{}{}</w:txbxContent></wps:txbx>\
         </wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape alt=\"Old\"><v:imagedata r:id=\"a\"/></v:shape>\
         <w:p><w:r><w:t>old</w:t></w:r></w:p></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        p(&drawing("inline", "a", "In a box", (300, 200))),
        paragraph("Caption", "Below the box"),
    );
    let body = [
        item(1, 0, "item"),
        p(&drawing("inline", "a", "", (300, 200))),
        p(&drawing("inline", "b", "A  red hat&#xA;&#xA;Description automatically generated", (64, 48))),
        paragraph("Caption", "Figure 1: a hat"),
        p(&(run("Words ") + &drawing("inline", "a", "smile", (16, 16)) + &run(" and") + &drawing("anchor", "c", "Beside", (90, 90)) + &run(" more."))),
        p(&(boxed + &run("Around the box"))),
        format!("<w:p><w:del>{}</w:del></w:p>", drawing("inline", "a", "gone", (300, 200))),
        "<w:p><w:r><w:pict><v:shape style=\"width:72pt;height:36pt\"><v:imagedata r:id=\"d\"/></v:shape></w:pict></w:r></w:p>".to_owned(),
        p(&drawing("inline", "none", "nowhere", (300, 200))),
        p(&drawing("inline", "e", "linked", (300, 200))),
    ];
    let relation = |id: &str, target: &str, more: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"http://x/relationships/image\" Target=\"{target}\"{more}/>")
    };
    let relations = [
        relation("a", "media/image1.png", ""),
        relation("b", "/word/media/image%202.jpeg", ""),
        relation("c", "../../../etc/passwd", ""),
        relation("d", "../media/old.gif", ""),
        relation("e", "file:///etc/passwd", " TargetMode=\"External\""),
    ];
    let bytes = pack(&[
        ("word/document.xml", &format!("<w:document><w:body>{}</w:body></w:document>", body.concat())),
        (
            "word/styles.xml",
            "<w:styles><w:style w:styleId=\"Caption\"><w:name w:val=\"caption\"/></w:style></w:styles>",
        ),
        ("word/_rels/document.xml.rels", &format!("<Relationships>{}</Relationships>", relations.concat())),
    ]);
    let document = crate::document::open_bytes(&bytes, "a.docx").unwrap();
    assert_eq!(
        crate::document::testing::shown(&document),
        [
            "ListItem(None) 1: item",
            "Picture 0: ",
            "Paragraph 0: [Image: A red hat]",
            "Paragraph 0: Figure 1: a hat",
            "Paragraph 0: Words [Image: smile] and more.",
            "Paragraph 0: [Image: Beside]",
            "Paragraph 0: [Image: In a box]",
            "Paragraph 0: Below the box",
            "Paragraph 0: Around the box",
            "Picture 0: ",
            "Paragraph 0: [Image: linked]",
        ]
    );
    let origins: Vec<_> = document.pictures.iter().map(|picture| (&picture.origin, picture.size)).collect();
    let packed = |path: &str| Origin::Archive(path.to_owned());
    let size = |width, height| (Some(width), Some(height));
    assert_eq!(
        origins,
        [
            (&packed("word/media/image1.png"), size(300, 200)),
            (&packed("word/media/image 2.jpeg"), size(64, 48)),
            (&packed("word/media/image1.png"), size(16, 16)),
            (&packed("etc/passwd"), size(90, 90)),
            (&packed("word/media/image1.png"), size(300, 200)),
            (&packed("media/old.gif"), size(96, 48)),
            (&packed("file:///etc/passwd"), size(300, 200)),
        ]
    );
    let caption = |words: &str| {
        document.styles.iter().any(|styled| styled.style == Inline::Emphasis && styled.span.of(&document.text) == words)
    };
    assert!(caption("Figure 1: a hat") && caption("Below the box"));
}

#[test]
fn ordinary_texts_of_word() {
    let run = |properties: &str, words: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>");
    let cell =
        |properties: &str, words: &str| format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", paragraph("", words));
    let table = |rows: &str| format!("<w:tbl>{rows}</w:tbl>");
    let small = |way: &str| format!("<w:vertAlign w:val=\"{way}\"/>");
    let body = [
        paragraph("TOC1", "Talks 1"),
        "<w:p><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr><w:r><w:t>Talks</w:t></w:r></w:p>".to_owned(),
        format!(
            "<w:p><w:r><w:t>Said</w:t><w:endnoteReference w:id=\"2\"/></w:r>{}<w:r><w:footnoteReference w:id=\"2\"/></w:r>\
             <m:oMath><m:r><m:t> H</m:t></m:r></m:oMath>{}{}{}</w:p>",
            run("<w:vanish/>", "unseen"),
            run(&small("subscript"), "2"),
            run("", "O x"),
            run(&small("superscript"), "2"),
        ),
        item(2, 0, "one"),
        item(2, 1, "a"),
        item(2, 1, "b"),
        item(2, 0, "two"),
        paragraph("", "between"),
        item(2, 0, "three"),
        item(2, 1, "a again"),
        table(&format!(
            "<w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr>{}{}</w:tr>",
            cell("", "Town") + &cell("", "Votes"),
            cell("", "Who"),
            cell("<w:gridSpan w:val=\"2\"/>", "Sum"),
            cell("", "Voss"),
        )),
        table(&format!("<w:tr><w:tc>{}{}</w:tc></w:tr>", paragraph("", "Framed."), paragraph("Quote", "Quoted."))),
    ];
    let notes = |sort: &str, words: &str| {
        format!(
            "<w:{sort}s><w:{sort} w:id=\"1\"><w:p><w:r><w:t>-</w:t></w:r></w:p></w:{sort}><w:{sort} w:id=\"2\">{}</w:{sort}></w:{sort}s>",
            paragraph("", words)
        )
    };
    let bytes = pack(&[
        ("word/document.xml", &format!("<w:document><w:body>{}</w:body></w:document>", body.concat())),
        ("word/styles.xml", "<w:styles><w:style w:styleId=\"TOC1\"><w:name w:val=\"toc 1\"/></w:style></w:styles>"),
        (
            "word/numbering.xml",
            "<w:numbering><w:abstractNum w:abstractNumId=\"6\"><w:lvl><w:start w:val=\"3\"/></w:lvl><w:lvl><w:start w:val=\"1\"/>\
             </w:lvl></w:abstractNum><w:num w:numId=\"2\"><w:abstractNumId w:val=\"6\"/></w:num></w:numbering>",
        ),
        ("word/footnotes.xml", &notes("footnote", "Below.")),
        ("word/endnotes.xml", &notes("endnote", "Behind.")),
    ]);
    let document = crate::document::open_bytes(&bytes, "a.docx").unwrap();
    assert_eq!(
        crate::document::testing::shown(&document),
        [
            "Heading(2) 0: Talks",
            "Paragraph 0: Said[1][2] H₂O x²",
            "ListItem(Some(3)) 1: one",
            "ListItem(Some(1)) 2: a",
            "ListItem(Some(2)) 2: b",
            "ListItem(Some(4)) 1: two",
            "Paragraph 0: between",
            "ListItem(Some(5)) 1: three",
            "ListItem(Some(1)) 2: a again",
            "TableRow(true) 0: Town\tVotes\tWho",
            "TableRow(false) 0: Sum\t\tVoss",
            "Paragraph 0: Framed.",
            "BlockQuote 0: Quoted.",
            "Footnote 0: [2] Below.",
            "Footnote 0: [1] Behind.",
        ]
    );
}

/// A text with these paragraphs and lists.
pub(super) fn numbered(body: &str, numbering: &str) -> Document {
    let bytes = pack(&[
        ("word/document.xml", &format!("<w:document><w:body>{body}</w:body></w:document>")),
        ("word/numbering.xml", &format!("<w:numbering>{numbering}</w:numbering>")),
    ]);
    crate::document::open_bytes(&bytes, "a.docx").unwrap()
}

#[test]
fn large_first_letters_belong_to_the_next_paragraph() {
    let letter = |way: &str, words: &str| {
        format!("<w:p><w:pPr><w:framePr w:dropCap=\"{way}\" w:lines=\"3\"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>")
    };
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let body = [
        letter("drop", "R"),
        "<w:p/>".to_owned(),
        paragraph("", "ain fell."),
        letter("none", "A frame."),
        letter("margin", "“I"),
        item(1, 0, "t stopped.”"),
        letter("drop", "L"),
        format!(
            "<w:tbl><w:tr>{}{}</w:tr></w:tbl>",
            cell(&(letter("drop", "S") + &paragraph("", "un shone."))),
            cell(&letter("drop", "T"))
        ),
        letter("drop", "E"),
    ];
    let document = numbered(&body.concat(), "");
    assert_eq!(
        crate::document::testing::shown(&document),
        [
            "Paragraph 0: Rain fell.",
            "Paragraph 0: A frame.",
            "ListItem(None) 1: “It stopped.”",
            "Paragraph 0: L",
            "TableRow(false) 0: Sun shone.\tT",
            "Paragraph 0: E",
        ]
    );
}

#[test]
fn the_text_is_found_by_what_refers_to_it() {
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id=\"r\" Type=\"http://x/relationships/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let types = |kind: &str| {
        format!("<Types><Override PartName=\"/doc/main.xml\" ContentType=\"application/{kind}.main+xml\"/></Types>")
    };
    let text = format!("<w:document><w:body>{}</w:body></w:document>", paragraph("Z", "Rain fell."));
    let open = |kind: &str| {
        let bytes = pack(&[
            ("_rels/.rels", &relation("officeDocument", "/doc/main.xml")),
            ("[Content_Types].xml", &types(kind)),
            ("doc/main.xml", &text),
            ("doc/_rels/main.xml.rels", &relation("styles", "looks.xml")),
            ("doc/looks.xml", "<w:styles><w:style w:styleId=\"Z\"><w:name w:val=\"heading 2\"/></w:style></w:styles>"),
        ]);
        crate::document::open_bytes(&bytes, "a.zip")
    };
    let document = open("vnd.openxmlformats-officedocument.wordprocessingml.document").unwrap();
    assert_eq!(crate::document::testing::shown(&document), ["Heading(2) 0: Rain fell."]);
    let tables = open("vnd.openxmlformats-officedocument.spreadsheetml.sheet").unwrap_err().to_string();
    assert!(tables.contains("neither an e-book"), "{tables}");
    let missing = pack(&[("_rels/.rels", &relation("officeDocument", "word/none.xml")), ("word/document.xml", &text)]);
    assert!(crate::document::open_bytes(&missing, "a.docx").is_ok());
}
