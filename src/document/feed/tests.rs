use super::*;

fn first(text: &str) -> (String, Entry) {
    let list = parse(text, Some("https://example.org/feed")).unwrap();
    (list.title, list.entries.into_iter().next().unwrap())
}

fn check(text: &str) {
    let (title, entry) = first(text);
    assert_eq!(title, "The Post & more");
    assert_eq!(entry.title, "Talks <stall>");
    assert_eq!(entry.link, Some(Source::Url("https://example.org/talks".to_owned())));
    assert_eq!(entry.date.as_deref(), Some("2031-05-02"));
    assert_eq!(entry.byline.as_deref(), Some("Jo Marsh"));
    assert_eq!(entry.text.text, "Talks <stall>\n\nThe harbour was quiet.\n\n“No & no,” Voss said.");
    assert!(entry.summary.starts_with("The harbour"), "{}", entry.summary);
}

#[test]
fn rss() {
    check(
        "<?xml version='1.0'?><rss version='2.0'><channel><title>The Post &amp; more</title><link>https://example.org</link>
        <item><title>Talks &amp;lt;stall&amp;gt;</title><link>/talks</link><pubDate>2031-05-02</pubDate>
        <dc:creator><![CDATA[Jo Marsh]]></dc:creator><description>The harbour &lt;b&gt;was&lt;/b&gt; quiet.</description>
        <content:encoded><![CDATA[<p>The harbour was quiet.</p><p>“No &amp; no,” Voss said.</p>]]></content:encoded>
        <category>World</category></item></channel></rss>",
    );
}

#[test]
fn atom() {
    check(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>The Post &amp; more</title><link href='/'/>
        <entry><title type='html'>Talks &amp;lt;stall></title><link rel='self' href='/x'/><link href='/talks'/>
        <published>2031-05-02</published><updated>2032-01-01</updated><author><name>Jo Marsh</name><email>x</email></author>
        <content type='xhtml'><div><p>The harbour was <b>quiet</b>.</p><p>“No &amp; no,” Voss said.</p></div></content></entry></feed>",
    );
}

#[test]
fn json_feed() {
    check(
        r#"{"version": "https://jsonfeed.org/version/1.1", "title": "The Post & more", "items": [{"id": "1",
        "url": "https://example.org/talks", "title": "Talks <stall>", "date_published": "2031-05-02",
        "authors": [{"name": "Jo Marsh"}], "content_text": "The harbour was quiet.\n\n“No & no,” Voss said."}]}"#,
    );
}

#[test]
fn broken_feeds() {
    assert!(parse("<rss><channel><title>x</title></channel></rss>", None).unwrap_err().contains("without entries"));
    assert!(parse("{\"version\": 1", None).unwrap_err().contains("broken JSON feed"));
    let cut = parse("<rss><item><title>One</title><description>words</item><item><title>Two</item>", None).unwrap();
    assert_eq!(cut.entries.iter().map(|entry| entry.title.as_str()).collect::<Vec<_>>(), ["One", "Two"]);
}

#[test]
fn a_feed_is_a_document_too() {
    let list =
        parse("<rss><title>T</title><item><title>One</title><link>http://x/1</link></item></rss>", None).unwrap();
    let document = document(&list, "feed.xml");
    assert_eq!(document.text, "T\n\nOne");
    assert_eq!(document.styles[0].style, Inline::Link("http://x/1".to_owned()));
}

#[test]
fn entries_without_titles_are_not_said_twice_and_notes_are_known() {
    let list = parse(
        "<rss><channel><title>Post</title><item><description>&lt;p&gt;Rain fell.&lt;sup id=r1&gt;&lt;a href='#n1'&gt;1&lt;/a&gt;&lt;/sup&gt;\
         &lt;/p&gt;&lt;p id=n1&gt;&lt;a href='#r1'&gt;1&lt;/a&gt; On Tuesday.&lt;/p&gt;</description></item></channel></rss>",
        None,
    )
    .unwrap();
    let entry = &list.entries[0];
    assert!(entry.title.starts_with("Rain fell."));
    assert_eq!(
        crate::document::testing::shown(&entry.text),
        ["Paragraph 0: Rain fell.[1]", "Footnote 0: [1] On Tuesday."]
    );
}

/// The text of each entry.
fn texts(feed: &str) -> Vec<String> {
    let list = parse(feed, None).unwrap();
    list.entries.into_iter().map(|entry| entry.text.text).collect()
}

#[test]
fn other_vocabularies_say_what_is_missing() {
    let feed = "<rss xmlns:pod='http://www.itunes.com/dtds/podcast-1.0.dtd' xmlns:dc='http://purl.org/dc/elements/1.1/'
        xmlns:h='http://www.w3.org/1999/xhtml'><channel><title>Post</title><pod:summary>no</pod:summary>
        <item><pod:title>Rain</pod:title><pod:author>Jo Marsh</pod:author><pod:subtitle>It fell.</pod:subtitle>
        <pod:summary>It fell on the quay.</pod:summary><dc:date>2031-05-02</dc:date></item>
        <item><pod:author>Desk</pod:author><dc:creator>Ada Voss</dc:creator><updated>2032-01-01</updated>
        <pubDate>2031-05-03</pubDate><dc:title>no</dc:title><title>Sun</title><dc:description>no</dc:description>
        <description>It shone.</description></item>
        <item><title>Wind</title><h:body><h:p>It blew.</h:p><h:p>Then not, said <h:b>Voss</h:b>.</h:p></h:body></item>
        <item><title>Fog</title><media:group><media:title>no</media:title><media:description>It lifted.</media:description>
        </media:group></item><item><atom:author><atom:name>Jo Marsh</atom:name></atom:author><atom:updated>2031-05-04</atom:updated>
        <title>Ice</title><atom:summary>It broke.</atom:summary></item><item><link>https://example.org/4</link></item><item/></channel></rss>";
    let list = parse(feed, None).unwrap();
    let told: Vec<_> = list.entries.iter().map(|entry| (entry.byline.as_deref(), entry.date.as_deref())).collect();
    assert_eq!(
        told,
        [
            (Some("Jo Marsh"), Some("2031-05-02")),
            (Some("Ada Voss"), Some("2031-05-03")),
            (None, None),
            (None, None),
            (Some("Jo Marsh"), Some("2031-05-04")),
            (None, None)
        ]
    );
    assert_eq!(
        texts(feed),
        [
            "Rain\n\nIt fell on the quay.",
            "Sun\n\nIt shone.",
            "Wind\n\nIt blew.\n\nThen not, said Voss.",
            "Fog\n\nIt lifted.",
            "Ice\n\nIt broke.",
            ""
        ]
    );
    assert_eq!(list.entries[5].title, "https://example.org/4");
}

#[test]
fn elements_of_feeds_may_have_prefixes() {
    let entry = |p: &str, name: &str| {
        format!("<{p}:{name}><{p}:title>Rain</{p}:title><{p}:summary>It fell.</{p}:summary></{p}:{name}>")
    };
    for feed in [
        format!(
            "<rdf:RDF xmlns:rdf='x' xmlns:r='http://purl.org/rss/1.0/'><r:channel><r:title>Post</r:title></r:channel>{}",
            entry("r", "item")
        ),
        format!("<rdf:RDF><rss:channel><rss:title>Post</rss:title></rss:channel>{}</rdf:RDF>", entry("rss", "item")),
        format!(
            "<x:feed xmlns:x='http://www.w3.org/2005/Atom'><x:title>Post</x:title>{}</x:feed>",
            entry("x", "entry")
        ),
    ] {
        assert_eq!(parse(&feed, None).unwrap().title, "Post");
        assert_eq!(texts(&feed), ["Rain\n\nIt fell."], "{feed}");
    }
}

#[test]
fn contents_are_what_their_type_says() {
    let entry = |attributes: &str, content: &str| {
        format!(
            "<feed><entry><title type='text'>a &lt;b> &amp;amp; c</title><content {attributes}>{content}</content></entry></feed>"
        )
    };
    for (attributes, content, shown) in [
        ("type='text'", "1 &lt; 2 &lt;p>\n\n&amp;amp;", "1 < 2 <p>\n\n&amp;"),
        ("type='Text/Plain; charset=utf-8'", "&lt;p>", "<p>"),
        ("type='html'", "&lt;p>One&lt;/p>&lt;p>&amp;amp;", "One\n\n&"),
        ("", "&lt;p>One&lt;/p>&lt;p>Two", "One\n\nTwo"),
        ("type='xhtml'", "<div><p>1 &lt; 2</p><p>Two</p></div>", "1 < 2\n\nTwo"),
        ("type='application/xhtml+xml'", "<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("type='application/x-note'", "UmFpbiA8Yj4KCmZlbGwu", "Rain <b>\n\nfell."),
        ("type='text/html' mode='base64'", "PHA+T25lPC9wPjxwPlR3bw==", "One\n\nTwo"),
        ("type='image/png'", "iVBORw0KGgo=", ""),
    ] {
        let text = texts(&entry(attributes, content)).remove(0);
        assert_eq!(text.strip_prefix("a <b> &amp; c").map(str::trim_start), Some(shown), "{attributes}");
    }
}

#[test]
fn feeds_may_declare_entities() {
    let feed = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY quay 'the &#8220;North Quay&#8221;'>]><rss><item><title>Rain</title>\
        <description>It fell on &quay;.</description></item></rss>";
    assert_eq!(texts(feed), ["Rain\n\nIt fell on the “North Quay”."]);
}
