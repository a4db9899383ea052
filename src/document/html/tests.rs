use super::*;
use crate::document::Inline;

fn document(markup: &str) -> Document {
    parse(markup, Metadata::default(), Some("https://example.org/a/b.html"))
}

fn shown(markup: &str) -> Vec<String> {
    crate::document::testing::shown(&document(markup))
}

#[test]
fn blocks() {
    let page =
        "<h1>Talks\n <br> stall</h1><p>One\n  two&nbsp;&amp; <b>three</b> .<p>Next<ul><li>a<li><p>b</p><p>more</p>
        <ol start=3><li>c<li value=7>d</ol></ul><hr><pre>\n  let a;\n  b</pre>
        <blockquote><p>Quoted.</p></blockquote>tail<div>own</div>";
    assert_eq!(
        shown(page),
        [
            "Heading(1) 0: Talks stall",
            "Paragraph 0: One two\u{a0}& three .",
            "Paragraph 0: Next",
            "ListItem(None) 1: a",
            "ListItem(None) 1: b",
            "Paragraph 1: more",
            "ListItem(Some(3)) 2: c",
            "ListItem(Some(7)) 2: d",
            "Rule 0: ",
            "Code 0:   let a;\n  b",
            "BlockQuote 1: Quoted.",
            "Paragraph 0: tail",
            "Paragraph 0: own",
        ]
    );
}

#[test]
fn line_breaks() {
    assert_eq!(
        shown("<p>Roses<br>\n are red<br/><br>Violets<br></p>"),
        ["Paragraph 0: Roses", "+Paragraph 0: are red", "Paragraph 0: Violets"]
    );
    assert_eq!(shown("<p>“We will not sign.”<br>— Ada Voss</p>"), ["PullQuote 0: “We will not sign.”\n— Ada Voss"]);
}

#[test]
fn tables_of_data_and_of_layout() {
    let page = "<table><thead><tr><th>Who<th>What<tbody><tr><td>Ada\n Voss</td><td><p>no<br>never</p></td></tr></table>
        <table><tr><td><h2>Side</h2><p>words</p></td><td>more</td></tr></table>";
    assert_eq!(
        shown(page),
        [
            "TableRow(true) 0: Who\tWhat",
            "TableRow(false) 0: Ada Voss\tno never",
            "Heading(2) 0: Side",
            "Paragraph 0: words",
            "Paragraph 0: more",
        ]
    );
}

#[test]
fn an_empty_first_cell_keeps_its_column() {
    let page = "<table><tr><th></th><th>1990</th></tr><tr><td>Norland</td><td>3</td></tr></table>";
    assert_eq!(shown(page), ["TableRow(true) 0: \t1990", "TableRow(false) 0: Norland\t3"]);
}

#[test]
fn styles_and_links() {
    let page = "<p>A <em>b <strong>c</strong></em> <a href='../x.html'>d</a>, <code>e</code> <del>f</del> \
                <a href='javascript:x()'>g</a> <q>h</q> <img src=i.png alt='a  hat'></p><a href=/y><p>j</p><p>k</p></a>";
    let document = document(page);
    let styles: Vec<_> =
        document.styles.iter().map(|styled| (styled.span.of(&document.text), styled.style.clone())).collect();
    let link = |address: &str| Inline::Link(format!("https://example.org/{address}"));
    assert_eq!(
        styles,
        [
            ("b c", Inline::Emphasis),
            ("c", Inline::Strong),
            ("d", link("x.html")),
            ("e", Inline::Code),
            ("f", Inline::Strikethrough),
            ("[Image: a hat]", Inline::Image("https://example.org/a/i.png".to_owned())),
            ("j", link("y")),
            ("k", link("y")),
        ]
    );
    assert!(document.text.starts_with("A b c d, e f g “h” [Image: a hat]\n\nj"));
}

#[test]
fn footnotes() {
    let page = "<p>She left.<sup><a href='#fn1' id='fnref1'>1</a></sup> He stayed<a href='#fn2'>[2]</a>.</p>
        <ol><li id=fn1><p>On Tuesday. <a href='#fnref1'>↩</a></p></li></ol><p><a id=fn2 href='#r2'>2</a> Alone.</p>";
    assert_eq!(
        shown(page),
        ["Paragraph 0: She left.[1] He stayed[2].", "Footnote 1: [1] On Tuesday.", "Footnote 0: [2] Alone.",]
    );
    let document = document(page);
    assert!(document.styles.iter().any(|styled| styled.style == Inline::FootnoteReference("2".to_owned())));
}

#[test]
fn what_is_hidden_is_left_out() {
    let page = "<title>T</title><style>p{}</style><p>a<script>if (a < b) { x('<p>no</p>') }</script>b<!-- no --></p>
        <div hidden>no</div><p style='display : none'>no</p><nav>no</nav><span aria-hidden=true>no</span><p>c</p>
        <select><option>no</select><template><p>no</p></template><noscript>no</noscript>";
    assert_eq!(shown(page), ["Heading(1) 0: T", "Paragraph 0: ab", "Paragraph 0: c"]);
    assert_eq!(shown("<nav><a href=x>All there is</a></nav>"), ["Paragraph 0: All there is"]);
}

#[test]
fn an_article_is_found_in_its_page() {
    let sentence = "The foreign minister told reporters, who had waited long, that the offer was dead on arrival. ";
    let paragraphs = format!("<p>{}</p>", sentence.repeat(4)).repeat(6);
    let page = format!(
        "<html lang=en-GB><head><title>Talks stall as Norland insists on terms | The Post</title><meta property=og:site_name content='The Post'>
        <meta name=author content='Jo Marsh'><meta property=article:published_time content=2031-05-02></head><body>
        <div class=menu><ul><li><a href=/>Home</a><li><a href=/w>World</a></ul></div><h1>Talks stall as Norland insists on terms</h1>
        <article>{paragraphs}</article><div class=sidebar><a href=/x>Most read</a></div><footer>Imprint</footer></body>"
    );
    let document = document(&page);
    let Metadata { title, byline, date, site, language, .. } = &document.metadata;
    let told = [title, byline, date, site, language].map(|field| field.as_deref().unwrap_or(""));
    assert_eq!(told, ["Talks stall as Norland insists on terms", "Jo Marsh", "2031-05-02", "The Post", "en-GB"]);
    assert!(!document.text.contains("Most read") && !document.text.contains("World"));
    assert_eq!(document.blocks.len(), 7);
    assert_eq!(document.blocks[0].span.of(&document.text), "Talks stall as Norland insists on terms");
}

#[test]
fn deep_nesting_is_harmless() {
    for part in
        ["<div>", "<blockquote>", "<ul><li>", "<b>", "<p><b>", "<table><tr><td>", "<a href=x><p>", "<q>", "<dd>"]
    {
        let document = document(&format!("{}<p>deep</p><p>out", part.repeat(10_000)));
        assert!(document.text.contains("deep") && document.text.contains("out"), "{part}");
    }
    for part in ["</b>", "</div>", "<", "&", "<!", "<p id='", "\0", "\u{1b}]0;x\u{7}"] {
        document(&format!("<p>words{}", part.repeat(10_000)));
    }
}

#[test]
fn xhtml_closes_its_own_tags() {
    let page =
        "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><script src=\"x\"/><title/></head>
        <body><p><a id=\"x\"/>One</p><![CDATA[two <3]]></body></html>";
    assert_eq!(shown(page), ["Paragraph 0: One", "Paragraph 0: two <3"]);
}

#[test]
fn what_is_said_of_a_picture_is_not_what_somebody_says() {
    let page = "<p>«Nous <img src=a.png alt='un  chapeau'>ne signerons pas», dit <img src=b.png alt=Ada> Voss.</p>
        <ul><li>„Nein<img src=c.png alt='ein „Hut“'>!“<br>“More” <img src=d.png alt=D></ul>
        <p>Fine<img src=e.png alt='😀'>, <img src=f.png alt='-'> she said.</p>
        <table><tr><td>“a <img src=g.png alt=G>”<td>b</table>";
    assert_eq!(
        shown(page),
        [
            "Paragraph 0: «Nous ne signerons pas», dit [Image: Ada] Voss.",
            "Paragraph 0: [Image: un chapeau]",
            "ListItem(None) 1: „Nein!“",
            "+Paragraph 1: “More” [Image: D]",
            "Paragraph 1: [Image: ein „Hut“]",
            "Paragraph 0: Fine😀, she said.",
            "TableRow(false) 0: “a [Image: G] ”\tb",
        ]
    );
}

#[test]
fn cells_that_reach_over_rows_and_columns_keep_the_others_in_place() {
    let page = "<table><tr><th>A<th>B<th>C<tr><td rowspan=2>x<td>1<td>2<tr><td>3<td>4<tr><td colspan=2>wide<td>5
        <tr><td>y<td rowspan=3 colspan=2>z<tr><td>6<tr><td>7<tr><td>8<td>9</table>";
    assert_eq!(
        shown(page),
        [
            "TableRow(true) 0: A\tB\tC",
            "TableRow(false) 0: x\t1\t2",
            "TableRow(false) 0: \t3\t4",
            "TableRow(false) 0: wide\t\t5",
            "TableRow(false) 0: y\tz",
            "TableRow(false) 0: 6",
            "TableRow(false) 0: 7",
            "TableRow(false) 0: 8\t9",
        ]
    );
}

#[test]
fn small_digits_and_quotations_in_quotations() {
    let page = "<p>H<sub>2</sub>O, x<sup>-12</sup>, 1<sup>st</sup>, <sup>3<b>4</b></sup>. <q>One <q>two <q>three</q></q> </q>.</p><p><q>Four</q></p>";
    assert_eq!(shown(page), ["Paragraph 0: H₂O, x⁻¹², 1st, 34. “One ‘two “three”’” .", "Paragraph 0: “Four”"]);
}

#[test]
fn links_that_lead_to_each_other_are_notes() {
    let page =
        "<p>Said<sup id=r1><a href='#x1'>1</a></sup> so <a id=r2 href='#x2'>[b]</a>, <a id=r3 href='#x3'>3</a>.</p>
        <ul><li><a id=t1 href='#c1'>1</a></ul><p id=c1><a href='#t1'>1</a> Chapter.</p>
        <p id=x1><a href='#r1'>1.</a> First.</p><p><a id=x2 href='#r2'>b</a> Second.</p><p id=x3>No way back.</p>";
    assert_eq!(
        shown(page),
        [
            "Paragraph 0: Said[1] so [2], 3.",
            "ListItem(None) 1: 1",
            "Paragraph 0: 1 Chapter.",
            "Footnote 0: [1] First.",
            "Footnote 0: [2] Second.",
            "Paragraph 0: No way back.",
        ]
    );
}

#[test]
fn readings_stand_in_parentheses_behind_their_word() {
    let page = "<p><ruby>湊<rt>みなと</rt>町<rt>まち</rt></ruby>で、<ruby>雨天<rp>（</rp><rt>うてん</rt><rp>）</rp></ruby>だ。\
                <ruby><rb>市</rb><rb>長</rb> <rt>し</rt><rt>ちょう</rt></ruby>は<ruby>船<rt></rt></ruby> <ruby>港<rt>こう</ruby>.</p>";
    assert_eq!(shown(page), ["Paragraph 0: 湊(みなと)町(まち)で、雨天(うてん)だ。市長(しちょう)は船 港(こう)."]);
}

#[test]
fn exponents_and_indices_keep_their_meaning() {
    let page = "<p>x<sup>n+1</sup> and 2<sup>n</sup>, e<sup>−<i>kt</i></sup>, (a+b)<sup>2n</sup>, a<sup>1/2</sup>; x<sub>i</sub>, x<sub>i+1</sub>, \
        V<sub>max</sub>, CO<sub>2</sub>.</p>";
    assert_eq!(shown(page), ["Paragraph 0: x^(n+1) and 2^n, e^(−kt), (a+b)^(2n), a^(1/2); x_i, x_(i+1), V_max, CO₂."]);
    let kept = "<p>1<sup>st</sup>, 22<sup>nd</sup>, le 4<sup>e</sup>, M<sup>me</sup> Voss, n<sup>o</sup> 5, word<sup>a</sup>, word<sup>1–3</sup>, \
        word<sup>[2]</sup>, Rain<sup>TM</sup>, 5<sup>1/2</sup>, Na<sup>+</sup>, she said<sup>see also</sup>, end.<sup>b</sup></p>";
    assert_eq!(
        shown(kept),
        [
            "Paragraph 0: 1st, 22nd, le 4e, Mme Voss, no 5, worda, word1–3, word[2], RainTM, 51/2, Na+, she saidsee also, end.b"
        ]
    );
}

#[test]
fn formulas_stand_in_their_paragraphs() {
    let page = "<p>So <math><msup><mi>a</mi><mn>2</mn></msup><mo>+</mo><mfrac><mn>1</mn><mn>2</mn></mfrac></math>, said Voss. \
        <math display='block'><msqrt><mi>x</mi></msqrt></math>Then <math><mi>y</mi><p>more.</p>";
    assert_eq!(shown(page), ["Paragraph 0: So a²+1/2, said Voss. √(x) Then y", "Paragraph 0: more."]);
}

/// A page as newspapers serve it: menus, a box for subscribers, a picture with a caption, related articles.
fn newspaper() -> String {
    let sentence = "The council of Havn voted on Tuesday to close the old bridge until the spring, officials said. ";
    let paragraph = format!("<p>{}</p>", sentence.repeat(2));
    let related: String = "<li><a href='/1'><img src='/t1.jpg'>Port story</a></li>".repeat(6);
    format!(
        "<!doctype html><html lang=en><head><title>Bridge to close | Havn Post</title><meta property='og:site_name' content='Havn Post'>
        </head><body><header class=site-header><nav class=menu><ul><li><a href='/'>Home</a></li><li><a href='/s'>Sport</a></li></ul></nav>
        </header><main><article class=story><h1>Bridge to close</h1><div class=byline>By <a rel=author href='/v'>Ada Voss</a></div>
        <div class='article-body'>{paragraph}<figure class=image><img src='/bridge.jpg' alt='A bridge'><figcaption>The old bridge
        in May</figcaption></figure>{paragraph}<div class='newsletter-signup'><p>Sign up for our newsletter</p><form><input></form></div>
        {paragraph}<h2>What comes next</h2>{paragraph}</div></article><aside class='related-articles'><h3>Related articles</h3>
        <ul>{related}</ul></aside></main><footer class=site-footer><p>© 2031 Havn Post. All rights reserved.</p></footer></body></html>"
    )
}

#[test]
fn menus_forms_and_related_articles_are_left_out() {
    let document = document(&newspaper());
    for unwanted in ["Home", "Sport", "Sign up", "Related", "Port story", "rights reserved"] {
        assert!(!document.text.contains(unwanted), "{unwanted}: {}", document.text);
    }
    assert_eq!(document.text.matches("The council of Havn").count(), 8);
    assert!(document.text.contains("What comes next"));
    assert_eq!(document.metadata.names(), ["Ada Voss"]);
    assert_eq!(document.metadata.title.as_deref(), Some("Bridge to close"));
}

#[test]
fn a_caption_is_what_its_picture_shows() {
    let document = document(&newspaper());
    assert_eq!(document.pictures.len(), 1, "{:?}", document.pictures);
    assert_eq!(document.text.matches("[Image: The old bridge in May]").count(), 1, "{}", document.text);
    assert!(!document.text.contains("A bridge"));
}

#[test]
fn parts_that_a_script_would_move_to_their_places_are_read() {
    let words = "The council of Havn voted to close the old bridge until the spring, officials said on Tuesday.";
    assert_eq!(shown(&format!("<p>a</p><div hidden id='S:1'><p>{words}</p></div>")).len(), 2);
    assert_eq!(shown("<p>a</p><div hidden id=s1><p>no</p></div>"), ["Paragraph 0: a"]);
}

#[test]
fn small_pages_keep_all_that_is_no_navigation() {
    let posts: String = ["I need glue for a keel. Which one?", "Epoxy.", "Thanks, will try it."]
        .map(|words| format!("<div class=post><div class=text>{words}</div></div>"))
        .concat();
    let page = format!(
        "<title>Which glue?</title><nav><a href=/>Home</a></nav><h1>Which glue?</h1>{posts}<footer>About us</footer>"
    );
    let text = document(&page).text;
    for words in ["Which one?", "Epoxy.", "will try it."] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("Home") && !text.contains("About us"), "{text}");
}
