use super::*;

fn shown(text: &str) -> Vec<String> {
    crate::document::testing::shown(&parse(text, Metadata::default()))
}

#[test]
fn blocks() {
    let text = "# Talks stall\n\nOne\ntwo.\n\n- a\n- b\n  - c\n\n3. x\n\n   more of x\n4. y\n\n> quoted\n> words\n\n***\n\n```rust\nlet a = 1;\n\nlet b;\n```\n";
    assert_eq!(
        shown(text),
        [
            "Heading(1) 0: Talks stall",
            "Paragraph 0: One two.",
            "ListItem(None) 1: a",
            "ListItem(None) 1: b",
            "ListItem(None) 2: c",
            "ListItem(Some(3)) 1: x",
            "Paragraph 1: more of x",
            "ListItem(Some(4)) 1: y",
            "BlockQuote 1: quoted words",
            "Rule 0: ",
            "Code 0: let a = 1;\n\nlet b;",
        ]
    );
}

#[test]
fn tables_and_footnotes() {
    let text = "| Who | What |\n|---|---|\n| Ada *Voss* | no |\n| Jo | yes |\n\nShe left.[^1]\n\n[^1]: On Tuesday.\n";
    assert_eq!(
        shown(text),
        [
            "TableRow(true) 0: Who\tWhat",
            "TableRow(false) 0: Ada Voss\tno",
            "TableRow(false) 0: Jo\tyes",
            "Paragraph 0: She left.[1]",
            "Footnote 0: [1] On Tuesday.",
        ]
    );
    assert!(parse(text, Metadata::default()).text.contains("no\nJo"));
}

#[test]
fn styles_cover_their_words() {
    let document = parse("A *b **c** d* ~~e~~ `f` [g](http://h) ![i](j) k[^1].\n\n[^1]: n\n", Metadata::default());
    let styles: Vec<_> =
        document.styles.iter().map(|styled| (styled.span.of(&document.text), styled.style.clone())).collect();
    assert_eq!(
        styles,
        [
            ("b c d", Inline::Emphasis),
            ("c", Inline::Strong),
            ("e", Inline::Strikethrough),
            ("f", Inline::Code),
            ("g", Inline::Link("http://h".to_owned())),
            ("[Image: i]", Inline::Image("j".to_owned())),
            ("[1]", Inline::FootnoteReference("1".to_owned())),
        ]
    );
}

#[test]
fn hard_breaks_go_on_without_a_gap() {
    assert_eq!(
        shown("Roses  \nare red<br>\nindeed"),
        ["Paragraph 0: Roses", "+Paragraph 0: are red", "+Paragraph 0: indeed"]
    );
}

#[test]
fn pull_quotes() {
    assert_eq!(shown("> “We will not sign.”\n> – Ada Voss"), ["PullQuote 1: “We will not sign.” – Ada Voss"]);
    assert_eq!(shown("“We will not sign.”  \n— Ada Voss"), ["PullQuote 0: “We will not sign.”\n— Ada Voss"]);
    assert_eq!(shown("> “We will not sign.”\n>\n> — Ada Voss"), ["PullQuote 1: “We will not sign.”\n\n— Ada Voss"]);
    assert_eq!(shown("“We will not sign.”\n\n— then silence").len(), 2);
    assert_eq!(shown("“We will not sign,” she said.")[0].split(' ').next(), Some("Paragraph"));
}

#[test]
fn front_matter() {
    let text = "---\ntitle: \"Talks: stalled\"\nauthor: Jo Marsh\ndate: 2031-05-02\ntags: [a]\n---\n# Other\n\nBody";
    let document = parse(text, Metadata::default());
    assert_eq!(document.metadata.title.as_deref(), Some("Talks: stalled"));
    assert_eq!(document.metadata.byline.as_deref(), Some("Jo Marsh"));
    assert_eq!(document.metadata.date.as_deref(), Some("2031-05-02"));
    assert_eq!(document.text, "Other\n\nBody");
    let title = |text: &str| parse(text, Metadata::default()).metadata.title;
    assert_eq!(title("+++\ntitle = 'A'\n+++\nBody").as_deref(), Some("A"));
    assert_eq!(title("Other\n===\n\nBody").as_deref(), Some("Other"));
}

#[test]
fn words_between_two_rules_are_no_front_matter() {
    assert_eq!(
        shown("---\nRain fell.\n---\n\nMore.\n"),
        ["Rule 0: ", "Heading(2) 0: Rain fell.", "Paragraph 0: More."]
    );
    let later = "One.\n\n---\nkey: Rain fell.\n\n---\n\nTwo.\n";
    assert_eq!(
        shown(later),
        ["Paragraph 0: One.", "Rule 0: ", "Paragraph 0: key: Rain fell.", "Rule 0: ", "Paragraph 0: Two."]
    );
    for (text, kept) in [
        ("---\nShe said: no.\nThen she left.\n---\nBody", true),
        ("---\nhttps://example.org/\n---\nBody", true),
        ("---\n---\nBody", true),
        ("---\n# none\n- a\n- b\n---\nBody", true),
        ("+++\nRain fell.\n+++\nBody", true),
        ("---\ntags:\n- a\n- b\nnote: >\n  Rain\n\n  fell.\n# end\n...\nBody", false),
        ("---\n\"title\": x\nlist: [\n  a\n]\n---\r\nBody", false),
        ("+++\n[extra]\na = 1\n+++\nBody", false),
    ] {
        assert_eq!(shown(text) != ["Paragraph 0: Body"], kept, "{text}");
    }
    assert_eq!(shown("---\ntitle: x\n\nNo end.\n"), ["Rule 0: ", "Paragraph 0: title: x", "Paragraph 0: No end."]);
}

#[test]
fn html_gives_its_words() {
    let text = "<div class=\"x\">\n<b>Ada</b> spoke.<!-- not <this> --></div>\n\nA <i>word</i>.\n\n<script>\nalert(1)\n</script>\n";
    assert_eq!(shown(text), ["Paragraph 0: Ada spoke.", "Paragraph 0: A word."]);
}

#[test]
fn content_tells_markdown() {
    assert!(looks_like("# Title\n\nText with [a link](http://x).\n"));
    assert!(looks_like("---\ntitle: x\n---\n"));
    assert!(!looks_like("Plain text.\n\n- a list\n* stars * everywhere\n# one comment\n"));
}

#[test]
fn deep_nesting_is_harmless() {
    for text in
        [">".repeat(10_000) + " deep", "- ".repeat(10_000) + "deep", "*".repeat(20_000) + "a", "[".repeat(50_000)]
    {
        let document = parse(&text, Metadata::default());
        assert!(document.blocks.len() <= 2);
    }
    let after = parse(&format!("{} deep\n\nout", "> ".repeat(300)), Metadata::default());
    assert_eq!(after.blocks.iter().map(|block| block.depth).collect::<Vec<_>>(), [255, 0]);
}

#[test]
fn titles_of_pictures_that_stand_alone_are_captions() {
    let text = "![A hat](a.png \"The hat of *Voss*\")\n\n![](b.png 'Only a title')\n\n![same](c.png \"same\")\n\nWords ![d](d.png \"tip\").\n\n\
                - ![e](e.png \"In a list\")\n- f\n\n[![g](g.png \"Linked\")](http://h)\n![h](h.png \"Second\")\n\n| ![i](i.png \"j\") |\n|---|\n| k |\n\nEnd.\n";
    assert_eq!(
        shown(text),
        [
            "Paragraph 0: [Image: A hat]",
            "Paragraph 0: The hat of *Voss*",
            "Picture 0: ",
            "Paragraph 0: Only a title",
            "Paragraph 0: [Image: same]",
            "Paragraph 0: Words [Image: d].",
            "ListItem(None) 1: [Image: e]",
            "Paragraph 1: In a list",
            "ListItem(None) 1: f",
            "Paragraph 0: [Image: g] [Image: h]",
            "Paragraph 0: Linked",
            "Paragraph 0: Second",
            "TableRow(true) 0: [Image: i]",
            "TableRow(false) 0: k",
            "Paragraph 0: End.",
        ]
    );
    let document = parse(text, Metadata::default());
    let set_apart = |words: &str| {
        let emphasis = |styled: &&crate::document::Styled| styled.style == Inline::Emphasis;
        document.styles.iter().filter(emphasis).any(|styled| styled.span.of(&document.text) == words)
    };
    assert!(set_apart("The hat of *Voss*") && set_apart("Only a title") && !set_apart("[Image: A hat]"));
}

#[test]
fn what_is_said_of_a_picture_is_not_what_somebody_says() {
    assert_eq!(
        shown("“We will ![a hat](a.png) not sign,” said Voss ![b](b.png)."),
        ["Paragraph 0: “We will not sign,” said Voss [Image: b].", "Paragraph 0: [Image: a hat]"]
    );
    assert_eq!(
        shown("> “We will not sign.\n> ![a \"hat\"](a.png)\n\n- \"No ![x ![y](y.png)](z.png)\"\n- b"),
        [
            "BlockQuote 1: “We will not sign.",
            "Paragraph 1: [Image: a \"hat\"]",
            "ListItem(None) 1: \"No \"",
            "Paragraph 1: [Image: x y]",
            "ListItem(None) 1: b",
        ]
    );
    assert_eq!(shown("Fine ![😀](a.png), ![***](b.png)she said."), ["Paragraph 0: Fine 😀, she said."]);
}
