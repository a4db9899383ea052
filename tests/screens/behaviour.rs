//! What keys do, seen on the screen and in what the state asks for.

use dixit::app::{Effect, Message, Mouse, MouseKind, Pane};

use super::fixture::Screen;

#[test]
fn margin_letters_are_there_without_colour() {
    let text = Screen::new(80, 24).text();
    assert!(text.contains("V▌"), "{text}");
    assert!(text.contains("J▌") || text.contains("H▌"), "{text}");
}

#[test]
fn the_next_quotation_is_selected_everywhere() {
    let screen = Screen::new(80, 24).press("] ]");
    assert_eq!(screen.app.reader().selected, Some(1));
    assert!(screen.text().contains("Quotations 2/15"), "{}", screen.text());
    assert!(screen.text().contains("Ada Voss · direct · 97%"), "{}", screen.text());
}

#[test]
fn counts_repeat() {
    let screen = Screen::new(80, 24).press("5 ]");
    assert_eq!(screen.app.reader().selected, Some(4));
    let screen = screen.press("2 [");
    assert_eq!(screen.app.reader().selected, Some(2));
    assert!(Screen::new(80, 24).press("1 2").text().contains("12"));
}

#[test]
fn the_same_speaker() {
    let screen = Screen::new(80, 24).press("5 ] }");
    assert_eq!(screen.app.reader().selected, Some(12));
    assert_eq!(screen.press("{").app.reader().selected, Some(4));
}

#[test]
fn one_speaker_and_all_again() {
    let screen = Screen::new(80, 24).press("] s");
    assert_eq!(screen.app.reader().shown().len(), 7);
    assert_eq!(screen.press("s").app.reader().shown().len(), 15);
}

#[test]
fn several_speakers() {
    let screen = Screen::new(80, 24).press("S space enter");
    assert_eq!(screen.app.reader().shown().len(), 8, "all but the first");
    let none = Screen::new(80, 24).press("S a enter");
    assert_eq!(none.app.overlays().len(), 1, "nobody at all is not taken");
}

#[test]
fn kinds_and_words_narrow() {
    let screen = Screen::new(80, 24).press("i i");
    assert_eq!(screen.app.reader().shown().len(), 11, "direct");
    let screen = screen.press("f").types("SEASON").press("esc");
    assert_eq!(screen.app.reader().shown().len(), 11, "esc takes the words back");
    let screen = screen.press("f").types("season").press("enter");
    assert_eq!(screen.app.reader().shown().len(), 1);
    assert_eq!(screen.press("esc").app.reader().shown().len(), 15);
}

#[test]
fn searching_goes_back_where_one_was() {
    let start = Screen::new(80, 24);
    let before = start.text();
    let screen = start.press("/").types("umbrella");
    assert!(screen.text().contains("1/1"), "{}", screen.text());
    assert_ne!(screen.text(), before);
    let screen = screen.press("esc");
    assert_eq!(screen.app.reader().top(&screen.app.view()).offset, 0);
    let screen = screen.press("/").types("norland").press("enter");
    assert_eq!(screen.app.reader().search.current(), Some(0));
    assert_eq!(screen.app.reader().search.hits().len(), 4);
    let screen = screen.press("n n");
    assert_eq!(screen.app.reader().search.current(), Some(2));
    let screen = screen.press("N esc");
    assert!(!screen.app.reader().search.is_active());
}

#[test]
fn back_and_forth() {
    let screen = Screen::new(80, 24).press("G");
    let end = screen.app.reader().top(&screen.app.view());
    let screen = screen.press("ctrl-o");
    assert_eq!(screen.app.reader().top(&screen.app.view()).offset, 0);
    let screen = screen.press("ctrl-i");
    assert_eq!(screen.app.reader().top(&screen.app.view()).offset, end.offset);
}

#[test]
fn bookmarks_come_back() {
    let screen = Screen::new(80, 24).press("G m x g ' x");
    assert!(screen.app.reader().top(&screen.app.view()).offset > 0);
    assert!(screen.app.overlays().is_empty());
}

#[test]
fn copying_names_speaker_and_source() {
    let screen = Screen::new(80, 24).press("] ] y");
    let copied =
        screen.effects.iter().find_map(|effect| if let Effect::Copy(text) = effect { Some(text) } else { None });
    let copied = copied.unwrap();
    assert!(
        copied.ends_with(
            "“And we cannot keep this.”\n— Ada Voss, foreign minister\n\
             Lena Brandt, “Talks stall as Norland insists on terms”, The Sill Gazette, 3 March"
        ),
        "{copied}"
    );
}

#[test]
fn the_place_stays_over_resizes() {
    let mut screen = Screen::new(80, 24).press("1 0 j");
    let before = screen.app.reader().top(&screen.app.view()).offset;
    for (width, height) in [(50, 15), (40, 12), (80, 24)] {
        screen.send(Message::Resize { width, height });
    }
    assert_eq!(screen.app.reader().top(&screen.app.view()).offset, before);
}

#[test]
fn evidence_follows_the_quotation() {
    let screen = Screen::new(100, 40).press("] ] e");
    assert!(screen.text().contains("Evidence"));
    let screen = screen.press("]");
    assert!(screen.text().contains("Evidence"));
    assert_eq!(screen.app.reader().selected, Some(2));
    assert!(screen.press("e").app.overlays().is_empty(), "the same key closes it");
}

#[test]
fn a_card_leads_to_a_quotation() {
    let screen = Screen::new(100, 40).press("] a j enter");
    assert!(screen.app.overlays().is_empty());
    assert_eq!(screen.app.reader().selected, Some(1));
}

#[test]
fn a_list_shows_its_selection_in_the_article() {
    let screen = Screen::new(80, 24).press("tab G");
    assert_eq!(screen.app.focus(), Pane::Quotations);
    assert_eq!(screen.app.reader().selected, Some(14));
    assert!(screen.text().contains("“It will rain either way,” an"), "{}", screen.text());
    assert_eq!(screen.press("enter").app.focus(), Pane::Article);
}

#[test]
fn clicks_hit_what_is_drawn() {
    let mut screen = Screen::new(80, 24);
    let text = screen.text();
    let row = text.lines().position(|line| line.contains("“We will not sign what")).unwrap() as u16;
    screen.send(Message::Mouse(Mouse { kind: MouseKind::Press, column: 12, row }));
    assert_eq!(screen.app.reader().selected, Some(1));
    let quotations = screen.app.layout().quotations;
    screen.send(Message::Mouse(Mouse { kind: MouseKind::Press, column: quotations.x + 3, row: quotations.y + 2 }));
    assert_eq!(screen.app.focus(), Pane::Quotations);
    let map = screen.app.layout().map;
    screen.send(Message::Mouse(Mouse { kind: MouseKind::Press, column: map.right() - 9, row: map.y }));
    assert!(screen.app.reader().top(&screen.app.view()).offset > 0);
}

#[test]
fn leaving_remembers_the_place() {
    let screen = Screen::new(80, 24).press("] m a q");
    let [.., Effect::SavePosition { state, .. }, Effect::Quit] = screen.effects.as_slice() else {
        panic!("{:?}", screen.effects)
    };
    assert_eq!(state.bookmarks, [('a', 0)]);
    assert!(state.selected.is_some());
}

#[test]
fn articles_are_opened_when_they_are_shown() {
    let screen = Screen::new(80, 24);
    assert!(matches!(screen.effects.as_slice(), [Effect::Open { index: 0, .. }, Effect::Annotate { index: 0, .. }]));
    let screen = screen.press(":").types("next-doc").press("enter");
    assert!(matches!(screen.effects.last(), Some(Effect::Open { index: 1, .. })));
    assert!(screen.text().contains("Opening…"));
}

#[test]
fn hostile_words_are_shown_as_placeholders() {
    let mut screen = Screen::opened(80, 24);
    screen.send(Message::Notice("bad \x1b[2J name \u{9b}31m".to_owned()));
    assert!(screen.text().contains("bad ␛[2J name ‹9B›31m"));
    let result = Err("evil\x1b]0;x\x07".to_owned());
    screen.send(Message::Opened { index: 0, result });
    assert!(!screen.text().contains('\x1b') && screen.text().contains("evil␛"));
}

#[test]
fn doubtful_speakers_can_be_kept_alone() {
    let screen = Screen::new(80, 24).press(":").types("sureness").press("enter :").types("sureness").press("enter");
    assert_eq!(screen.app.reader().shown(), [14]);
    assert!(screen.text().contains("under 75%"), "{}", screen.text());
}

#[test]
fn themes_are_shown_while_they_are_chosen() {
    let screen = Screen::new(80, 24);
    let before = screen.app.theme().name.clone();
    let screen = screen.press(":").types("choose-theme").press("enter j");
    assert_ne!(screen.app.theme().name, before);
    let screen = screen.press("esc");
    assert_eq!(screen.app.theme().name, before, "esc takes it off again");
    let screen = screen.press("t");
    assert_ne!(screen.app.theme().name, before);
}

#[test]
fn the_column_has_another_width() {
    let screen = Screen::new(120, 40);
    let wide = screen.app.layout().text.width;
    assert_eq!(screen.press("-").app.layout().text.width, wide - 4);
    let narrow = Screen::new(80, 24);
    let wide = narrow.app.layout().text.width;
    assert_eq!(narrow.press("-").app.layout().text.width, wide - 4, "narrower than what is seen");
}

#[test]
fn notices_of_the_start_come_one_after_the_other() {
    let (config, _) = dixit::config::load(None);
    let notices = vec!["first".to_owned(), "second".to_owned()];
    let depth = dixit::config::theme::ColourDepth::True;
    let start = dixit::app::Start {
        sources: Vec::new(),
        config,
        width: 80,
        height: 24,
        depth,
        dark: true,
        notices,
        ascii: false,
        newcomer: true,
    };
    let (mut app, _) = dixit::app::App::new(start);
    assert_eq!(app.notice(), Some("first"));
    dixit::app::update(&mut app, Message::Key("j".parse().unwrap()));
    assert_eq!(app.notice(), Some("second"));
    dixit::app::update(&mut app, Message::Key("j".parse().unwrap()));
    assert_eq!(app.notice(), None);
}

#[test]
fn regular_expressions_are_searched() {
    let screen = Screen::new(120, 40).press("/ ctrl-r").types(r"No\w+and");
    assert!(screen.text().contains("regex /") && screen.text().contains("/4 regex"), "{}", screen.text());
    let screen = Screen::new(120, 40).press("/").types("[qQ]uay");
    assert!(screen.text().contains("1/1 regex"), "{}", screen.text());
}

#[test]
fn only_what_is_said_is_searched_where_one_speaker_is_kept() {
    let all = Screen::new(80, 24).press("/").types("cannot");
    assert_eq!(all.app.reader().search.hits().len(), 2);
    let screen = Screen::new(80, 24).press("5 ] ] s /").types("table");
    assert!(screen.text().contains("said by Jonas Hale"), "{}", screen.text());
    assert_eq!(screen.app.reader().search.hits().len(), 2);
    assert_eq!(screen.press("esc /").types("cannot").app.reader().search.hits().len(), 0);
}

#[test]
fn lists_are_searched_where_they_have_the_focus() {
    let screen = Screen::new(100, 30).press("tab /").types("nobody");
    assert_eq!(screen.app.reader().selected, Some(7));
    assert!(screen.text().contains("in quotations: nobody") && screen.text().contains("1/2"), "{}", screen.text());
    let screen = screen.press("enter n");
    assert_eq!(screen.app.reader().selected, Some(12));
    let screen = screen.press("n");
    assert_eq!(screen.app.reader().selected, Some(7), "around the end");
    assert_eq!(screen.press("N").app.reader().selected, Some(12));
    let screen = Screen::new(100, 30).press("tab j j /").types("patience").press("esc");
    assert_eq!(screen.app.reader().selected, Some(2), "esc goes back");
    let screen = Screen::new(100, 30).press("tab tab /").types("okoye").press("enter");
    assert_eq!(screen.app.reader().actor, Some(dixit::app::Who::Actor(dixit::entity::ActorId(3))));
    assert!(screen.press("esc").app.listed().is_none());
}

#[test]
fn all_open_articles_are_searched() {
    let mut screen = Screen::new(100, 30);
    let text = "Another article.\n\nIt tells of an umbrella too.".to_owned();
    let other = dixit::document::plain(text, dixit::document::Metadata::default());
    screen.send(Message::Opened { index: 1, result: Ok(std::sync::Arc::new(other)) });
    let screen = screen.press("\\").types("umbrella").press("enter");
    assert!(screen.text().contains("In all articles") && screen.text().contains("2 · "), "{}", screen.text());
    let screen = screen.press("j enter");
    assert_eq!(screen.app.readers().1, 1);
    assert_eq!(screen.app.reader().search.hits().len(), 1);
    let none = Screen::new(100, 30).press("\\").types("zebra").press("enter");
    assert!(
        none.text().contains("not found in any open article: zebra (not searched: 1 article not opened"),
        "{}",
        none.text()
    );
}

#[test]
fn the_palette_goes_everywhere() {
    let screen = Screen::new(100, 30).press(":").types("mina okoye").press("enter");
    assert_eq!(screen.app.reader().shown().len(), 1);
    let screen = Screen::new(100, 30).press(":").types("a long spring").press("enter");
    assert!(screen.app.reader().top(&screen.app.view()).offset > 0);
    let screen = Screen::new(100, 30).press(":").types("article-1").press("enter");
    assert_eq!(screen.app.readers().1, 1);
}

#[test]
fn one_paragraph_at_a_time() {
    let screen = Screen::new(80, 24);
    assert_eq!(screen.app.lone_block(), None);
    let screen = screen.press("Z");
    assert_eq!(screen.app.lone_block(), Some(0));
    let mut seen = vec![0];
    let mut screen = screen;
    for _ in 0..80 {
        screen = screen.press("j");
        seen.extend(screen.app.lone_block());
    }
    seen.dedup();
    assert!(seen.is_sorted(), "{seen:?}");
    assert_eq!(seen.last(), Some(&14), "the last paragraph has its turn");
}

/// An article with links and a footnote.
fn linked() -> Screen {
    let text = "# Reading\n\nSee [the report](https://example.org/report?a=1), [below](#the-end), [the list](list.md) or \
                [nothing](javascript:alert).[^1] And [a page](http://example.org/).\n\n## The end\n\nOf it.\n\n\
                [^1]: Written by hand.\n";
    let metadata = dixit::document::Metadata { source: "a/talks.md".to_owned(), ..Default::default() };
    let document = dixit::document::markdown(text, metadata);
    let mut screen = Screen::start(80, 24, dixit::config::theme::ColourDepth::True, 1);
    screen.send(Message::Opened { index: 0, result: Ok(std::sync::Arc::new(document)) });
    screen
}

#[test]
fn links_are_numbered_and_followed() {
    let screen = linked().press("L");
    assert_eq!(screen.app.labels().len(), 6);
    insta::assert_snapshot!("links-80x24", screen.text());
    let screen = screen.press("1");
    assert!(screen.effects.contains(&Effect::OpenUrl("https://example.org/report?a=1".to_owned())));
    assert!(screen.app.labels().is_empty());
    let screen = screen.press("L 4");
    assert!(screen.text().contains("no address that can be opened"), "{}", screen.text());
    let screen = screen.press("L 9");
    assert!(screen.text().contains("no link 9"));
    let screen = screen.press("L j");
    assert!(screen.app.labels().is_empty(), "any other key takes the numbers off");
    let screen = screen.press("L 3");
    assert_eq!(screen.app.readers().0.len(), 2);
    assert!(matches!(screen.effects.last(), Some(Effect::Open { index: 1, .. })));
}

#[test]
fn footnotes_are_shown_in_place() {
    let screen = linked().press("F");
    insta::assert_snapshot!("footnote-80x24", screen.text());
    assert!(screen.text().contains("Written by hand"), "{}", screen.text());
    assert!(linked().press("enter").text().contains("Footnote 1"), "{}", linked().press("enter").text());
    assert!(linked().press("L 5").text().contains("Footnote 1"));
    assert!(Screen::new(80, 24).press("F").text().contains("no footnotes on this screen"));
}

#[test]
fn the_text_is_laid_out_as_one_likes() {
    let screen = Screen::new(80, 24);
    let before = screen.text();
    let screen = screen.press("p P H");
    insta::assert_snapshot!("typography-80x24", screen.text());
    assert_eq!(
        screen.press("p P H k").text().lines().take(20).collect::<Vec<_>>(),
        before.lines().take(20).collect::<Vec<_>>()
    );
}

#[test]
fn ascii_terminals_show_ascii() {
    let screen = Screen::in_ascii(80, 24).press("] ]");
    insta::assert_snapshot!("ascii-80x24", screen.text());
    for keys in ["?", "e", "esc a", "esc :", "esc T", "esc S"] {
        let screen = Screen::in_ascii(80, 24).press("] ]").press(keys);
        assert!(screen.text().is_ascii(), "{}", screen.text());
    }
}
