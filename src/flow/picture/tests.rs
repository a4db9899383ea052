use super::*;
use crate::document::{Metadata, Origin, Picture, html};
use crate::flow::{Place, RowKind, last_top, place_of, screenful, scroll};

const PAGE: &str = "<img src=hero.jpg><h1>Title</h1><p>Words before it.</p><img src=a.png alt='A hat on a chair'>
    <p>Words between.</p><img src=b.png alt=B><img src=c.png alt=C><ul><li><img src=d.png alt=D></ul>
    <p>Last words.</p><img src=e.png>";

fn document() -> Document {
    html(PAGE, Metadata::default(), Some("https://a.org/"))
}

fn options(width: u16, known: &[(usize, Known)]) -> Options {
    let known = Arc::new(known.iter().cloned().collect());
    Options { pictures: Some(Room { cell: (8, 16), rows: 6, known }), ..Options::new(width) }
}

fn shown(document: &Document, options: &Options) -> Vec<String> {
    let rows = screenful(document, options, Place::default(), usize::MAX);
    let row = |row: &Row| match row.kind {
        RowKind::Picture { picture, row: number, rows } => {
            format!("#{picture} {}/{rows} {}+{}", number + 1, row.indent, row.width)
        }
        RowKind::Note { picture } => note(options.pictures.as_ref(), picture).unwrap_or_default(),
        _ => crate::flow::cells(document, row).iter().map(|cell| cell.text.as_ref()).collect(),
    };
    rows.iter().map(row).collect()
}

#[test]
fn until_a_picture_is_known_its_words_are_shown() {
    let document = document();
    let plain = shown(&document, &Options::new(30));
    assert_eq!(shown(&document, &options(30, &[])), plain);
    assert_eq!(
        plain,
        [
            "Title",
            "",
            "Words before it.",
            "",
            "[Image: A hat on a chair]",
            "",
            "Words between.",
            "",
            "[Image: B] [Image: C]",
            "",
            "[Image: D]",
            "",
            "Last words."
        ]
    );
}

#[test]
fn a_picture_takes_rows_of_its_own() {
    let document = document();
    let known = [
        (0, Known::Size(160, 32)),
        (1, Known::Size(8000, 4000)),
        (2, Known::Size(40, 40)),
        (3, Known::Hidden(Some("it is broken".to_owned()))),
        (4, Known::Size(30, 10_000)),
        (5, Known::Size(1, 1)),
    ];
    assert_eq!(
        shown(&document, &options(20, &known)),
        [
            "#0 1/2 0+20",
            "#0 2/2 0+20",
            "",
            "Title",
            "",
            "Words before it.",
            "",
            "#1 1/5 0+20",
            "#1 2/5 0+20",
            "#1 3/5 0+20",
            "#1 4/5 0+20",
            "#1 5/5 0+20",
            "",
            "Words between.",
            "",
            "#2 1/3 7+5",
            "#2 2/3 7+5",
            "#2 3/3 7+5",
            "[Image: C]",
            "not shown: it is broken",
            "",
            "#4 1/6 3+1",
            "#4 2/6 3+1",
            "#4 3/6 3+1",
            "#4 4/6 3+1",
            "#4 5/6 3+1",
            "#4 6/6 3+1",
            "",
            "Last words.",
        ]
    );
}

#[test]
fn a_caption_stands_under_its_picture() {
    let page = "<p>Words.</p><figure><img src=a.png alt=A><figcaption>A <b>boat</b>.</figcaption></figure><p>It <em>rains</em>.</p>";
    let document = html(page, Metadata::default(), None);
    assert_eq!(
        shown(&document, &options(20, &[])),
        ["Words.", "", "[Image: A]", "", "A boat.", "", "It rains."],
        "as ever where it is not shown"
    );
    assert_eq!(
        shown(&document, &options(20, &[(0, Known::Size(80, 32))])),
        ["Words.", "", "#0 1/2 5+10", "#0 2/2 5+10", "A boat.", "", "It rains."]
    );
}

#[test]
fn the_article_may_want_it_smaller() {
    let mut document = document();
    let room = options(40, &[(1, Known::Size(800, 400))]).pictures.unwrap();
    for (told, size) in [
        ((None, None), (800, 400)),
        ((Some(200), Some(9)), (200, 100)),
        ((None, Some(100)), (200, 100)),
        ((Some(9000), None), (800, 400)),
    ] {
        document.pictures[1].size = told;
        assert_eq!(room.size(&document, 1), Some(size), "{told:?}");
    }
    assert_eq!(room.fit((100, 49), 40), (13, 3));
    assert_eq!(Room { cell: (16, 34), ..room }.fit((100, 49), 40), (13, 3), "twice as many pixels on a fine screen");
}

/// Every row has a place of its own, whatever is known.
#[test]
fn rows_and_places_agree() {
    let document = document();
    let sizes = [Known::Size(300, 100), Known::Size(30, 900), Known::Hidden(None), Known::Hidden(Some("x".to_owned()))];
    for turn in 0..400_usize {
        // Each picture in each state, or unknown.
        let state = |picture: usize| turn.wrapping_mul(2_654_435_761) >> (3 * picture) & 7;
        let known: Vec<(usize, Known)> =
            (0..6).filter_map(|picture| Some((picture, sizes.get(state(picture))?.clone()))).collect();
        let options = options(7 + (turn % 30) as u16, &known);
        let rows = screenful(&document, &options, Place::default(), usize::MAX);
        for (index, row) in rows.iter().enumerate() {
            assert_eq!(scroll(&document, &options, rows[0].place(), index as isize), row.place());
            assert_eq!(scroll(&document, &options, row.place(), -(index as isize)), rows[0].place());
            assert_eq!(&screenful(&document, &options, row.place(), 1)[0], row);
            assert_eq!(place_of(&document, &options, row.at).offset, row.at);
        }
        assert_eq!(last_top(&document, &options, 1), rows.last().unwrap().place());
        assert_ne!(rows[0].kind, RowKind::Gap, "nothing stands above it");
    }
}

#[test]
fn a_picture_that_comes_leaves_the_words_on_top_where_they_are() {
    let document = document();
    let before = options(20, &[]);
    let after = options(20, &[(0, Known::Size(300, 300)), (1, Known::Size(300, 300)), (2, Known::Size(300, 300))]);
    for row in screenful(&document, &before, Place::default(), usize::MAX) {
        let top = screenful(&document, &after, row.place(), 1).remove(0);
        assert_eq!(top.block, row.block);
        assert!(top.kind == row.kind || matches!(top.kind, RowKind::Picture { row: 0, .. }), "{row:?} {top:?}");
    }
}

#[test]
fn pictures_of_many_sorts_of_blocks() {
    let page = format!("{}<p>x</p>", "<img src=a.png>".repeat(2_000));
    let document = html(&page, Metadata::default(), None);
    assert_eq!(shown(&document, &options(20, &[])), ["x"]);
    let picture = |at: &Picture| matches!(&at.origin, Origin::File(path) if path == "a.png");
    assert!(document.pictures.len() == 2_000 && document.pictures.iter().all(picture));
}
