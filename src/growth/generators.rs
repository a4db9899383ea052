//! Inputs that grow.

pub mod pack;

/// Makes inputs of any size.
pub struct Generator {
    pub name: &'static str,
    /// What the input is called when it is opened.
    pub file: &'static str,
    pub make: fn(usize) -> Vec<u8>,
}

pub const fn generator(name: &'static str, file: &'static str, make: fn(usize) -> Vec<u8>) -> Generator {
    Generator { name, file, make }
}

/// A start, a unit many times, and an end.
fn repeated(start: &str, unit: &str, times: usize, end: &str) -> Vec<u8> {
    format!("{start}{}{end}", unit.repeat(times)).into_bytes()
}

fn page(unit: &str, times: usize) -> Vec<u8> {
    repeated("<html><body><p>Words.</p>", unit, times, "")
}

fn feed(start: &str, unit: &str, times: usize) -> Vec<u8> {
    repeated(&format!("<rss><channel>{start}"), unit, times, "")
}

/// Queries, as they filter quotations.
pub const QUERIES: &[Generator] = &[
    generator("query: words", "", |n| repeated("", "sign ", n, "")),
    generator("query: words that are not kept", "", |n| repeated("", "not sign ", n, "")),
    generator("query: choices", "", |n| repeated("a", " or sign", n, "")),
    generator("query: values", "", |n| repeated("speaker:a", ",voss", n, "")),
    generator("query: parentheses", "", |n| repeated("", "(", n, "")),
    generator("query: pairs of parentheses", "", |n| format!("{}sign{}", "(".repeat(n), ")".repeat(n)).into_bytes()),
    generator("query: a phrase", "", |n| repeated("\"", "sign ", n, "\"")),
    generator("query: an expression", "", |n| repeated("/a", "|sign", n, "/")),
    generator("query: repetitions of an expression", "", |n| repeated("/a", "?a", n, "/")),
    generator("query: quotation marks", "", |n| repeated("", "\"", n, "")),
];

/// Lines for `dixit extract --from jsonl`.
#[cfg(feature = "tui")]
pub const LINES: &[Generator] = &[
    generator("line: text", "", |n| repeated("{\"text\": \"", "“No,” said Voss. ", n, "\"}")),
    generator("line: escapes", "", |n| repeated("{\"text\": \"a", "\\u0020\\n", n, "\"}")),
    generator("line: digits of an id", "", |n| repeated("{\"text\": \"a\", \"id\": 1", "0", n, "}")),
    generator("line: nested ids", "", |n| repeated("{\"text\": \"a\", \"id\": ", "[", n, "")),
    generator("line: items of an id", "", |n| repeated("{\"text\": \"a\", \"id\": [0", ",0", n, "]}")),
    generator("line: keys", "", |n| repeated("{\"text\": \"a\"", ",\"k\": 0", n, "}")),
    generator("line: texts that are numbers", "", |n| repeated("{\"id\": [0", ",0", n, "], \"text\": 0}")),
    generator("line: broken", "", |n| repeated("{", "{", n, "")),
];

/// Documents of every format.
pub const DOCUMENTS: &[Generator] = &[
    generator("text: quotation marks", "a.txt", |n| repeated("", "“ ", n, "")),
    generator("text: quotations that are closed", "a.txt", |n| repeated("", "“No,” said Voss. ", n, "")),
    generator("text: names", "a.txt", |n| repeated("", "Ada Voss met Ben Hale. ", n, "")),
    generator("text: one word", "a.txt", |n| repeated("", "x", n, "")),
    generator("text: Spanish quotations", "a.txt", |n| {
        repeated("", "«No», dijo la ministra de la que el alcalde habló. ", n, "")
    }),
    generator("text: Spanish verbs of saying", "a.txt", |n| {
        repeated("", "la ministra dijo que el alcalde dijo ", n, "")
    }),
    generator("text: Polish dashes", "a.txt", |n| repeated("", "– Nie – powiedział minister, że. ", n, "")),
    generator("text: Dutch names", "a.txt", |n| repeated("", "de minister van den Berg en ", n, "")),
    generator("text: stops", "a.txt", |n| repeated("", ". ", n, "")),
    generator("text: short paragraphs", "a.txt", |n| repeated("", "a\n\n", n, "")),
    generator("text: quotation levels", "a.txt", |n| repeated("", "> ", n, "x")),
    generator("text: items", "a.txt", |n| repeated("", "- item\n", n, "")),
    generator("text: rows", "a.txt", |n| repeated("", "a\tb\tc\n", n, "")),
    generator("text: bidirectional controls", "a.txt", |n| repeated("", "\u{202e}a", n, "")),
    generator("Markdown: brackets", "a.md", |n| repeated("", "[", n, "")),
    generator("Markdown: emphasis", "a.md", |n| repeated("", "*a ", n, "")),
    generator("Markdown: nested quotations", "a.md", |n| repeated("", ">", n.min(2_000), " x")),
    generator("Markdown: pictures in one paragraph", "a.md", |n| repeated("Words ", "![a b](c.png) ", n, "")),
    generator("Markdown: footnotes", "a.md", |n| repeated("", "a[^1] ", n, "\n\n[^1]: b")),
    generator("Markdown: tags", "a.md", |n| repeated("a ", "<b a>", n, "")),
    generator("Markdown: table", "a.md", |n| repeated("|a|b|\n|---|---|\n", "|a|b|\n", n, "")),
    generator("HTML: pictures with descriptions", "a.html", |n| repeated("<p>Words ", "<img src=a alt='a b'> ", n, "")),
    generator("HTML: ampersands", "a.html", |n| page("&", n)),
    generator("HTML: no-break spaces", "a.html", |n| page("&nbsp;", n)),
    generator("HTML: attributes of one tag", "a.html", |n| {
        let attributes: String = (0..n).map(|nth| format!(" a{nth}=1")).collect();
        format!("<html><body><p{attributes}>Words.").into_bytes()
    }),
    generator("HTML: figures", "a.html", |n| {
        page("<figure class=a><img src=a><figcaption>Havn</figcaption></figure><p>The port is closed.", n)
    }),
    generator("HTML: quotations set apart", "a.html", |n| {
        page("<blockquote class=post><p>The port is closed until May.</blockquote><p class=a>Voss left.", n)
    }),
    generator("HTML: authors", "a.html", |n| page("<b rel=author class=byline>Voss", n)),
    generator("HTML: data of an article", "a.html", |n| {
        let authors = "{\"@id\":\"a\"},".repeat(n);
        let people = "{\"@id\":\"b\",\"name\":\"Ada Voss\"},".repeat(n);
        let article = format!("{{\"@type\":\"Article\",\"headline\":\"a\",\"author\":[{authors}0]}}");
        format!("<p class=a>b<script type='application/ld+json'>[{people}{article}]</script>").into_bytes()
    }),
    generator("HTML: articles in scripts", "a.html", |n| {
        format!("<script>{}</script>", "\\\\u003cp\\\\u003ea ".repeat(n)).into_bytes()
    }),
    generator("HTML: nested elements", "a.html", |n| page("<div>", n)),
    generator("HTML: nested formatting", "a.html", |n| page("<b><i>a", n)),
    generator("HTML: links", "a.html", |n| page("<a href='#fn1'>", n)),
    generator("HTML: headings that are never closed", "a.html", |n| page("<h1>", n)),
    generator("HTML: cells and rows", "a.html", |n| {
        let row = "<td>a".repeat(n / 2);
        repeated(&format!("<table><tr>{row}"), "<tr><td>b", n / 2, "")
    }),
    generator("HTML: cells that reach over rows", "a.html", |n| {
        let row = "<td rowspan=1000>a".repeat(n / 2);
        repeated(&format!("<table><tr>{row}"), "<tr><td>b", n / 2, "")
    }),
    generator("HTML: nested tables", "a.html", |n| page("<table><tr><td>", n / 3)),
    generator("HTML: comments that are never closed", "a.html", |n| page("<!--", n)),
    generator("HTML: comments", "a.html", |n| page("<!-- a --> b", n)),
    generator("HTML: scripts that are never closed", "a.html", |n| page("<script>", n)),
    generator("HTML: scripts", "a.html", |n| page("<script>a</script> b", n)),
    generator("feed: links that are never closed", "a.rss", |n| feed("<item>", "<link>", n)),
    generator("feed: titles that are never closed", "a.rss", |n| feed("", "<title>", n)),
    generator("feed: titles with tags", "a.rss", |n| feed("", "<title><b>", n)),
    generator("feed: titles of one entry", "a.rss", |n| feed("<item>", "<title><b>", n)),
    generator("feed: contents of one entry", "a.rss", |n| feed("<item><title>a</title>", "<content><b>a", n)),
    generator("feed: packed contents", "a.rss", |n| feed("<item><title>a</title><content type='a/b'>", "UmFpbiBm", n)),
    generator("feed: entries that are never closed", "a.rss", |n| feed("", "<item><title>a", n)),
    generator("feed: JSON", "a.json", |n| {
        let item = "{\"title\": \"a\", \"content_text\": \"b\"}";
        let start = format!("{{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{item}");
        repeated(&start, &format!(",{item}"), n, "]}")
    }),
    generator("HTML: formulas in formulas", "a.html", |n| page("<math><msup><mi>a</mi>", n)),
    generator("HTML: formulas that are never closed", "a.html", |n| page("<p><math><mfrac><mi>a", n)),
    generator("HTML: rows of a formula", "a.html", |n| {
        page("<math>", 1).into_iter().chain(page("<mrow><mi>a</mi>", n)).collect()
    }),
    generator("HTML: exponents that are never closed", "a.html", |n| page("a<sup>n+<ruby>a<rt>", n)),
    generator("EPUB: chapters that are missing", "a.epub", |n| pack::missing(n / 4)),
    generator("EPUB: short chapters", "a.epub", |n| pack::book(&vec!["<p>a"; n / 4])),
    generator("EPUB: contents that are never closed", "a.epub", |n| pack::contents(&"<a href='c0.xhtml'>".repeat(n))),
    generator("EPUB: notes", "a.epub", |n| pack::book(&[&"a<a href='#fn1' id='r'>1</a><p id='fn1'>b".repeat(n)])),
    generator("EPUB: contents that lead into a chapter", "a.epub", pack::outlined),
    generator("EPUB: points of contents", "a.epub", |n| {
        pack::contents(&"<navPoint><text>a</text><content src='c0.xhtml'/>".repeat(n))
    }),
    generator("EPUB: entities", "a.epub", |n| {
        pack::book(&[&format!("<!DOCTYPE x [<!ENTITY a '<b>b</b>'>]>{}", "&a; <!--".repeat(n))])
    }),
    generator("EPUB: declarations", "a.epub", |n| {
        let declared: String = (0..n).map(|nth| format!("<!ENTITY a{nth} \"<!--'>&a;\">")).collect();
        pack::book(&[&format!("<!DOCTYPE x [{declared}]><p>&a0;")])
    }),
    generator("DOCX: items of many lists", "a.docx", |n| {
        let item = |nth| {
            format!("<w:p><w:numPr><w:ilvl w:val='{}'/><w:numId w:val='{nth}'/></w:numPr><w:t>a</w:t></w:p>", nth % 9)
        };
        pack::letter(&(0..n).map(item).collect::<String>())
    }),
    generator("DOCX: large letters", "a.docx", |n| {
        pack::letter(&"<w:p><w:framePr w:dropCap='drop'/><w:r><w:t>a</w:t></w:r></w:p>".repeat(n))
    }),
    generator("DOCX: links that are never closed", "a.docx", |n| {
        pack::letter(&"<w:p><w:hyperlink r:id='a'><w:r><w:t>a</w:t></w:r></w:p>".repeat(n))
    }),
    generator("DOCX: styles of one run", "a.docx", |n| {
        pack::letter(&format!("<w:p><w:r>{}", "<w:b/><w:t>a</w:t>".repeat(n)))
    }),
    generator("DOCX: captions that are never closed", "a.docx", |n| {
        pack::letter(&"<w:p><w:pPr><w:pStyle w:val='Caption'/></w:pPr><w:r><w:t>a</w:t></w:r>".repeat(n))
    }),
    generator("DOCX: notes", "a.docx", |n| {
        pack::letter(&"<w:p><w:r><w:footnoteReference w:id='1'/></w:r></w:p>".repeat(n))
    }),
];
