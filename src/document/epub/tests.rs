use super::*;
use crate::document::Inline;
use crate::document::archive::pack::pack;

const CONTAINER: &str = "<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>";
const PACKAGE: &str = "<?xml version=\"1.0\"?><package><metadata><dc:title>The Talks</dc:title><dc:creator>Jo Marsh</dc:creator>
    <dc:creator>Ada Voss</dc:creator><dc:language>en</dc:language><dc:date>2031</dc:date></metadata><manifest>
    <item id=\"cover\" href=\"cover.xhtml\"/><item id=\"nav\" href=\"nav.xhtml\" properties=\"nav\"/>
    <item id=\"one\" href=\"text/one%20a.xhtml\"/><item id=\"two\" href=\"text/two.xhtml\"/><item id=\"notes\" href=\"notes.xhtml\"/>
    </manifest><spine><itemref idref=\"cover\"/><itemref idref=\"nav\"/><itemref idref=\"notes\" linear=\"no\"/>
    <itemref idref=\"one\"/><itemref idref=\"two\"/></spine></package>";

fn book(change: impl Fn(&mut Vec<(&'static str, &'static str)>)) -> Result<Document, String> {
    let mut files = vec![
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER),
        ("OEBPS/book.opf", PACKAGE),
        ("OEBPS/cover.xhtml", "<html><body><img src=\"c.png\" alt=\"Cover\"/></body></html>"),
        (
            "OEBPS/nav.xhtml",
            "<html><body><nav><ol><li><a href=\"text/one%20a.xhtml\">I. The offer</a></li><li><a href=\"text/two.xhtml#x\">II</a></li>\
             </ol></nav></body></html>",
        ),
        (
            "OEBPS/text/one a.xhtml",
            "<html><head><title>x</title></head><body><p>She left.<a epub:type=\"noteref\" href=\"../notes.xhtml#n1\">*</a></p></body></html>",
        ),
        (
            "OEBPS/text/two.xhtml",
            "<html><body><h2>Two</h2><p>He stayed.<a epub:type=\"noteref\" href=\"#n1\">*</a></p><aside epub:type=\"footnote\" \
             id=\"n1\"><p>A while.</p></aside></body></html>",
        ),
        (
            "OEBPS/notes.xhtml",
            "<html><body><aside epub:type=\"footnote\" id=\"n1\"><p>On Tuesday.</p></aside></body></html>",
        ),
    ];
    change(&mut files);
    parse(&mut Archive::open(&pack(&files)).unwrap(), Metadata::default())
}

#[test]
fn chapters_in_order() {
    let document = book(|_| {}).unwrap();
    let shown: Vec<String> =
        document.blocks.iter().map(|block| format!("{:?}: {}", block.kind, block.span.of(&document.text))).collect();
    assert_eq!(
        shown,
        [
            "Heading(1): The Talks",
            "Heading(2): I. The offer",
            "Paragraph: She left.[1]",
            "Heading(2): Two",
            "Paragraph: He stayed.[2]",
            "Footnote: [2] A while.",
            "Footnote: [1] On Tuesday.",
        ]
    );
    assert_eq!(document.metadata.byline.as_deref(), Some("Jo Marsh, Ada Voss"));
    assert_eq!(document.metadata.language.as_deref(), Some("en"));
    assert!(document.styles.iter().any(|styled| styled.style == Inline::FootnoteReference("1".to_owned())));
}

#[test]
fn missing_parts() {
    let document = book(|files| files.retain(|(name, _)| !name.ends_with("two.xhtml"))).unwrap();
    assert!(document.text.contains("She left"));
    let none = |ending: &'static str| book(move |files| files.retain(|(name, _)| !name.ends_with(ending)));
    assert!(none("container.xml").is_ok());
    assert!(none(".opf").unwrap_err().contains("OEBPS/book.opf is missing"));
    assert!(none(".xhtml").unwrap_err().contains("cover.xhtml is missing"));
}

#[test]
fn protected_books_are_refused_and_hidden_fonts_are_not() {
    let with = |algorithm: &'static str| book(move |files| files.push(("META-INF/encryption.xml", algorithm)));
    let locked = "<encryption><enc:EncryptedData><enc:EncryptionMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#aes256-cbc\"/>\
                  </enc:EncryptedData></encryption>";
    assert!(with(locked).unwrap_err().contains("DRM"));
    let fonts = "<encryption><enc:EncryptionMethod Algorithm=\"http://www.idpf.org/2008/embedding\"/></encryption>";
    assert!(with(fonts).is_ok());
}

#[test]
fn contents_of_epub_2() {
    let package = "<package><manifest><item id=\"ncx\" href=\"toc.ncx\" media-type=\"application/x-dtbncx+xml\"/>
        <item id=\"one\" href=\"text/one%20a.xhtml\"/></manifest><spine toc=\"ncx\"><itemref idref=\"one\"/></spine></package>";
    let ncx = "<ncx><docTitle><text>Whole</text></docTitle><navMap><navPoint><navLabel><text>First</text></navLabel>
        <content src=\"text/one%20a.xhtml\"/></navPoint></navMap></ncx>";
    let document = book(|files| {
        files.retain(|(name, _)| *name != "OEBPS/book.opf");
        files.push(("OEBPS/book.opf", package));
        files.push(("OEBPS/toc.ncx", ncx));
    });
    assert_eq!(document.unwrap().text, "First\n\nShe left.[1]");
}

#[test]
fn the_cover_stands_in_front() {
    let with_cover = |item: &'static str, meta: &'static str, first: &'static str| {
        let package = PACKAGE.replace("<manifest>", &format!("{meta}<manifest>{item}"));
        let package: &'static str = Box::leak(package.into_boxed_str());
        book(|files| {
            files[2].1 = package;
            if !first.is_empty() {
                files[5].1 = first;
            }
        })
        .unwrap()
    };
    let plain = book(|_| {}).unwrap();
    let cover = "<item id=\"c\" href=\"i/c.png\" media-type=\"image/png\" properties=\"cover-image\"/>";
    let older = "<item id=\"c\" href=\"i/c.png\" media-type=\"image/png\"/>";
    for document in [with_cover(cover, "", ""), with_cover(older, "<meta name=\"cover\" content=\"c\"/>", "")] {
        assert_eq!(document.pictures[0].origin, Origin::Archive("OEBPS/i/c.png".to_owned()));
        assert_eq!(document.pictures_of(0), 0..1);
        assert_eq!(document.text.trim_start(), plain.text);
        assert_eq!(document.blocks.len(), plain.blocks.len() + 1);
        assert_eq!(document.metadata, plain.metadata);
    }
    assert_eq!(with_cover(older, "", "").pictures, []);
    let again = with_cover(cover, "", "<html><body><img src=\"../i/c.png\"/><p>She left.</p></body></html>");
    assert_eq!(again.pictures.len(), 1);
}

#[test]
fn pictures_wrapped_into_drawings_and_notes_that_nothing_names() {
    let one = "<html><body><p>She left.<a id=\"r1\" href=\"../notes.xhtml#p1\"><sup>1</sup></a></p><div><svg viewBox=\"0 0 1 1\">\
               <image width=\"1\" xlink:href=\"../i/a.png\"/><text>Hidden</text></svg></div><svg><path/></svg></body></html>";
    let notes = "<html><body><p id=\"p1\"><a href=\"text/one%20a.xhtml#r1\">1.</a> On Tuesday.</p></body></html>";
    let document = book(|files| {
        files.retain(|(name, _)| {
            !matches!(*name, "OEBPS/text/one a.xhtml" | "OEBPS/notes.xhtml" | "OEBPS/text/two.xhtml")
        });
        files.extend([("OEBPS/text/one a.xhtml", one), ("OEBPS/notes.xhtml", notes)]);
    })
    .unwrap();
    assert_eq!(
        crate::document::testing::shown(&document),
        [
            "Heading(1) 0: The Talks",
            "Heading(2) 0: I. The offer",
            "Paragraph 0: She left.[1]",
            "Picture 0: ",
            "Footnote 0: [1] On Tuesday."
        ]
    );
    assert_eq!(document.pictures[0].origin, Origin::Archive("OEBPS/i/a.png".to_owned()));
}

#[test]
fn a_book_is_protected_where_its_chapters_are() {
    let encrypted = |path: &str| {
        let data = "<enc:EncryptedData><enc:EncryptionMethod Algorithm=\"urn:x\"/><ds:KeyInfo><enc:EncryptedKey>\
                    <enc:EncryptionMethod Algorithm=\"urn:y\"/></enc:EncryptedKey></ds:KeyInfo><enc:CipherData>";
        let xml = format!(
            "<encryption>{data}<enc:CipherReference URI=\"{path}\"/></enc:CipherData></enc:EncryptedData></encryption>"
        );
        let xml: &'static str = Box::leak(xml.into_boxed_str());
        book(move |files| files.push(("META-INF/encryption.xml", xml)))
    };
    for path in ["OEBPS/film.mp4", "OEBPS/fonts/a.otf", "OEBPS/nav.css"] {
        assert!(encrypted(path).unwrap().text.contains("She left"), "{path}");
    }
    for path in ["OEBPS/text/two.xhtml", "OEBPS/text/one%20a.xhtml", "/OEBPS/book.opf"] {
        assert!(encrypted(path).unwrap_err().contains("DRM"), "{path}");
    }
}

/// A book of one part for each of these items of its manifest that `order` names.
fn of_items(items: &'static str, order: &'static str, files: &[(&'static str, &'static str)]) -> Vec<String> {
    let package = format!("<package><manifest>{items}</manifest><spine>{order}</spine></package>");
    let mut all = vec![("book.opf", package.as_str())];
    all.extend(files);
    let document = parse(&mut Archive::open(&pack(&all)).unwrap(), Metadata::default());
    document.map_or_else(|error| vec![error], |document| crate::document::testing::shown(&document))
}

#[test]
fn parts_of_unknown_types_have_others_in_their_place() {
    let items = "<item id=' a ' href=' a.json ' media-type='application/json' fallback='b '/>
        <item id='b' href='b.pdf' media-type='application/pdf' fallback=' c'/>
        <item id='c' href='c.xhtml' media-type=' application/xhtml+xml '/>
        <item id='d' href='d.json' media-type='application/json' fallback='d'/>
        <item id='e' href='e.png' media-type='image/png' fallback='f'/><item id='f' href='f.html' media-type='text/html'/>
        <item id='g' href='g.xml' media-type='application/xml'/>";
    let order =
        "<itemref idref='a'/><itemref idref=' c '/><itemref idref='d'/><itemref idref='e'/><itemref idref='g'/>";
    let page = |words: &'static str| words;
    let files = [
        ("a.json", "{\"raw\": 1}"),
        ("c.xhtml", page("<html><body><p>Rain fell.</p></body></html>")),
        ("d.json", "{\"raw\": 2}"),
        ("f.html", page("<html><body><p>A picture in words.</p></body></html>")),
        ("g.xml", page("<html><body><p>Old.</p></body></html>")),
    ];
    assert_eq!(
        of_items(items, order, &files),
        ["Paragraph 0: Rain fell.", "Paragraph 0: A picture in words.", "Paragraph 0: Old."]
    );
}

#[test]
fn words_in_drawings_are_read() {
    let items = "<item id='a' href='a.svg' media-type='image/svg+xml'/><item id='b' href='b.xhtml'/>";
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg'><title>No</title><style>text { x }</style><g><text x='1'>Rain\
        <tspan>fell,</tspan><tspan>said Voss.</tspan><title>no</title></text></g><image xlink:href='i.png'/><svg:text>More.</svg:text>\
        <foreignObject><div><p>Last.</p></div></foreignObject></svg>";
    let files = [("a.svg", drawing), ("b.xhtml", "<html><body><p>It stopped.</p></body></html>")];
    let drawn = ["Paragraph 0: Rain fell, said Voss.", "Picture 0: ", "Paragraph 0: More.", "Paragraph 0: Last."];
    assert_eq!(of_items(items, "<itemref idref='a'/>", &files), drawn);
    let mixed = of_items(items, "<itemref idref='b'/><itemref idref='a'/>", &files);
    assert_eq!(mixed[0], "Paragraph 0: It stopped.");
    assert_eq!(mixed[1..], drawn);
}

#[test]
fn chapters_may_declare_entities() {
    let chapter = "<?xml version=\"1.0\"?>\n<!DOCTYPE html [\n <!ENTITY quay \"Voss &amp; Hale\">\n]>\n<html><body>\
        <p>We at &quay;&nbsp;wait, said Voss. &mdash;</p></body></html>";
    let shown = of_items("<item id='a' href='a.xhtml'/>", "<itemref idref='a'/>", &[("a.xhtml", chapter)]);
    assert_eq!(shown, ["Paragraph 0: We at Voss & Hale\u{a0}wait, said Voss. —"]);
    let bomb = "<!DOCTYPE x [<!ENTITY a '&b;&b;'><!ENTITY b '&a;'>]><html><body>&a;</body></html>";
    let shown = of_items("<item id='a' href='a.xhtml'/>", "<itemref idref='a'/>", &[("a.xhtml", bomb)]);
    assert!(shown[0].contains("bombs"), "{shown:?}");
}
