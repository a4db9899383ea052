use crate::document::archive::Archive;
use crate::document::archive::pack::pack;
use crate::document::{Metadata, epub};

/// A book with these chapters, `a.xhtml` and so on, and this table of contents.
fn shown(contents: &str, chapters: &[&str]) -> Vec<String> {
    let names = ["a", "b", "c", "d"];
    let items = names.map(|name| format!("<item id='{name}' href='{name}.xhtml'/>")).concat();
    let order = names.map(|name| format!("<itemref idref='{name}'/>")).get(..chapters.len()).unwrap().concat();
    let ncx = contents.starts_with("<ncx");
    let (toc, kind) =
        if ncx { ("toc.ncx", "media-type='application/x-dtbncx+xml'") } else { ("n.xhtml", "properties='nav'") };
    let package = format!(
        "<package><manifest><item id='toc' href='{toc}' {kind}/>{items}</manifest><spine>{order}</spine></package>"
    );
    let pages: Vec<(String, String)> = names
        .iter()
        .zip(chapters)
        .map(|(name, page)| (format!("{name}.xhtml"), format!("<html><body>{page}</body></html>")))
        .collect();
    let mut files = vec![("a.opf", package.as_str()), (toc, contents)];
    files.extend(pages.iter().map(|(name, page)| (name.as_str(), page.as_str())));
    let document = epub::parse(&mut Archive::open(&pack(&files)).unwrap(), Metadata::default()).unwrap();
    crate::document::testing::shown(&document)
}

#[test]
fn entries_in_one_another_are_headings_in_their_places() {
    let nav = "<nav epub:type='landmarks'><ol><li><a href='a.xhtml#cover'>Cover</a></li></ol></nav>
        <nav epub:type='toc'><ol><li><span>Harbours</span><ol><li><a href='a.xhtml'>North</a><ol>
        <li><a href='a.xhtml#s1'>Gate &amp; quay</a></li><li><a href='a.xhtml#s%202'>Tide</a></li></ol></li>
        <li><a href='a.xhtml'>North again</a></li></ol></li><li><a href='b.xhtml#top'>South</a></li>
        <li><a href='c.xhtml'>East</a></li></ol></nav><nav epub:type='page-list'><ol><li><a href='a.xhtml#p1'>1</a></li></ol></nav>";
    let ncx = "<ncx><navMap><navPoint><navLabel><text>Harbours</text></navLabel><content src='a.xhtml'/>
        <navPoint><navLabel><text>North</text></navLabel><content src='a.xhtml'/>
        <navPoint><navLabel><text>Gate &amp; quay</text></navLabel><content src='a.xhtml#s1'/></navPoint>
        <navPoint><navLabel><text>Tide</text></navLabel><content src='a.xhtml#s%202'/></navPoint></navPoint></navPoint>
        <navPoint><navLabel><text>South</text></navLabel><content src='b.xhtml#top'/></navPoint>
        <navPoint><navLabel><text>East</text></navLabel><content src='c.xhtml'/></navPoint></navMap>
        <pageList><pageTarget><navLabel><text>1</text></navLabel><content src='a.xhtml#p1'/></pageTarget></pageList></ncx>";
    let chapters = [
        "<p id='cover'>Rain fell.</p><style>p { x: 1 }</style><div><p id='s1'>The gate <a id='p1'/>shut.</p></div>\
         <p>A wave, <a name='s 2'/>then more.</p>",
        "<p>A ship came.</p>",
        "<img src='x.png'/>",
    ];
    for contents in [nav, ncx] {
        assert_eq!(
            shown(contents, &chapters),
            [
                "Heading(2) 0: Harbours",
                "Heading(3) 0: North",
                "Paragraph 0: Rain fell.",
                "Heading(4) 0: Gate & quay",
                "Paragraph 0: The gate shut.",
                "Heading(4) 0: Tide",
                "Paragraph 0: A wave, then more.",
                "Heading(2) 0: South",
                "Paragraph 0: A ship came.",
                "Heading(2) 0: East",
                "Picture 0: ",
            ]
        );
    }
}

#[test]
fn headings_of_the_chapters_own_are_not_repeated() {
    let nav = "<nav><ol><li><a href='a.xhtml'>One</a></li><li><a href='a.xhtml#s1'>Gate</a></li><li><a href='a.xhtml#s2'>Tide</a></li>
        <li><a href='a.xhtml#s3'>3 Lamp</a></li><li><a href='a.xhtml#s4'>Rope</a></li><li><a href='b.xhtml'>Two</a></li>
        <li><a href='b.xhtml#s5'>Sand</a></li><li><a href='b.xhtml#s6'>Rock</a></li></ol></nav>";
    let chapters = [
        "<h1>The first</h1><h2 id='s1'>Gates</h2><p>It shut.</p><section id='s2'><h2>Tide</h2><p>It rose.</p></section>\
         <p id='s3'>3</p><h2>Lamp</h2><p>It shone.</p><p>More.</p><p id='s4'>It broke.</p>",
        "<p class='title'><b>TWO</b></p><p>Words.</p><p id='s5'>Sand</p><p>Words.</p>\
         <table><tr><td>a</td><td id='s6'>b</td></tr></table>",
    ];
    assert_eq!(
        shown(nav, &chapters),
        [
            "Heading(1) 0: The first",
            "Heading(2) 0: Gates",
            "Paragraph 0: It shut.",
            "Heading(2) 0: Tide",
            "Paragraph 0: It rose.",
            "Paragraph 0: 3",
            "Heading(2) 0: Lamp",
            "Paragraph 0: It shone.",
            "Paragraph 0: More.",
            "Heading(2) 0: Rope",
            "Paragraph 0: It broke.",
            "Heading(2) 0: TWO",
            "Paragraph 0: Words.",
            "Heading(2) 0: Sand",
            "Paragraph 0: Words.",
            "Heading(2) 0: Rock",
            "TableRow(false) 0: a\tb",
        ]
    );
}
