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
