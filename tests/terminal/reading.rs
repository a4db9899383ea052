//! Opening, jumping, filtering, searching, copying, coming back.

use std::fmt::Write;

use crate::harness::{Start, Terminal, only_file};

/// An invented article, long enough to scroll.
pub fn article() -> String {
    let mut text = String::from(
        "Talks stall over the river\n\n\
         “We will not sign what we cannot keep,” said Ada Voss, the foreign minister.\n\n\
         “It is a table and six chairs,” Jonas Hale told reporters.\n\n\
         “They lose a week,” Voss said.\n\n",
    );
    for number in 1..80 {
        let words = "tells of nets, boats and the weather on the river that day";
        write!(text, "Paragraph {number} {words}.\n\n").expect("a string takes all");
    }
    text.push_str("“I have left my umbrella there,” said Mina Okoye.\n");
    text
}

fn dixit() -> Start {
    Start::dixit().file("talks.txt", &article()).arg("talks.txt")
}

#[test]
fn quotations_are_shown_and_jumped_between() {
    let mut terminal = dixit().run();
    terminal.see("Quotations 4");
    terminal.press("]");
    terminal.see("Quotations 1/4");
    terminal.press("3]");
    terminal.see("I have left my umbrella");
    terminal.see("Quotations 4/4");
    terminal.press("[");
    terminal.see("Quotations 3/4");
}

#[test]
fn one_speaker_can_be_kept_and_words_searched() {
    let mut terminal = dixit().run();
    terminal.see("Quotations 4");
    terminal.press("]s");
    terminal.see("only Ada Voss");
    terminal.press("s");
    terminal.see("all speakers are kept");
    terminal.press("/paragraph 77");
    terminal.see("Paragraph 77 tells");
    terminal.press("\r");
    terminal.press("\x1b");
    terminal.press("g");
    terminal.see("Talks stall over the river");
}

#[test]
fn the_place_stays_over_sizes_and_is_remembered() {
    let mut terminal = dixit().run();
    terminal.see("Quotations 4");
    terminal.press("/Paragraph 40\r");
    terminal.see("Paragraph 40 ");
    terminal.resize(60, 20);
    terminal.see("Paragraph 40 ");
    terminal.resize(120, 40);
    terminal.see("Paragraph 40 ");
    terminal.press("q");
    assert!(terminal.end().success());
    // The same text under another name.
    let home = terminal.home.path().to_string_lossy().into_owned();
    std::fs::rename(terminal.path("talks.txt"), terminal.path("moved.txt")).unwrap();
    let moved = terminal.path("moved.txt").to_string_lossy().into_owned();
    let mut again = Start::dixit().env("HOME", &home).arg(&moved).run();
    again.see("Paragraph 40 ");
}

#[test]
fn a_broken_memory_is_set_aside_and_told() {
    let mut terminal = dixit().env("DIXIT_STATE_DIR", "state").run();
    terminal.see("Quotations 4");
    terminal.press("Gq");
    assert!(terminal.end().success());
    let positions = terminal.path("state/positions");
    for entry in std::fs::read_dir(&positions).unwrap() {
        std::fs::write(entry.unwrap().path(), "{ broken").unwrap();
    }
    let state = terminal.path("state").to_string_lossy().into_owned();
    let mut again = dixit().env("DIXIT_STATE_DIR", &state).size(160, 30).run();
    again.see("set aside");
    only_file(&positions, "broken-1");
}

#[test]
fn a_quotation_is_copied_through_the_terminal() {
    let mut terminal = dixit().env("WT_SESSION", "1").run();
    terminal.see("Quotations 4");
    terminal.press("]y");
    terminal.see("copied: “We will not sign");
    let raw = String::from_utf8_lossy(&terminal.raw).into_owned();
    let (_, copied) = raw.split_once("\x1b]52;c;").expect("the clipboard's sequence");
    assert!(copied.starts_with("4oCcV2Ug"), "“We  in base 64: {}", &copied[..20]);
}

#[test]
fn a_terminal_that_may_not_take_what_is_copied_is_told() {
    let mut terminal = dixit().run();
    terminal.see("Quotations 4");
    terminal.press("]y");
    terminal.see("copied, but this terminal may not take it");
    terminal.press("y");
    terminal.see("copied: “We will not sign");
}

#[test]
fn a_program_that_sets_the_clipboard_is_used_even_where_one_leaves_at_once() {
    let script = "chmod +x bin/wl-copy; PATH=\"$PWD/bin:$PATH\" \"$DIXIT\" talks.txt";
    let mut terminal = Start::shell(script)
        .env("WAYLAND_DISPLAY", "wayland-0")
        .file("bin/wl-copy", "#!/bin/sh\ncat > copied.new && mv copied.new copied\n")
        .file("talks.txt", &article())
        .run();
    terminal.see("Quotations 4");
    terminal.press("]yQ");
    assert!(terminal.end().success());
    let copied = std::fs::read_to_string(terminal.path("copied")).unwrap();
    assert!(copied.starts_with("“We will not sign") && copied.ends_with("talks.txt"), "{copied}");
}

#[test]
fn what_is_piped_in_is_read_and_keys_come_from_the_terminal() {
    let mut terminal = Start::shell("cat talks.txt | \"$DIXIT\"").file("talks.txt", &article()).run();
    terminal.see("Quotations 4");
    terminal.press("]");
    terminal.see("Quotations 1/4");
    terminal.press("q");
    assert!(terminal.end().success());
}

/// The first screen comes before the terminal has told its background; what it told is known the next time.
#[test]
fn the_theme_follows_the_background_and_what_is_typed_meanwhile_is_read() {
    let dark = "38;2;140;195;252";
    let title = |terminal: &Terminal| String::from_utf8_lossy(&terminal.raw).contains(dark);
    let mut terminal = dixit().background("rgb:ffff/ffff/ffff").run();
    terminal.press("?");
    terminal.see("A number before a key");
    assert!(title(&terminal), "dark at first");
    terminal.press("qq");
    terminal.end();
    let remembered = std::fs::read_to_string(terminal.path(".local/state/dixit/background")).expect("remembered");
    assert_eq!(remembered, "light\n");
}

#[test]
fn the_environment_tells_the_background_before_the_terminal_does() {
    let drawn = |terminal: &Terminal, colour: &str| String::from_utf8_lossy(&terminal.raw).contains(colour);
    let mut terminal = dixit().env("COLORFGBG", "0;15").background("rgb:ffff/ffff/ffff").run();
    terminal.see("Quotations 4");
    assert!(drawn(&terminal, "38;2;4;101;175") && !drawn(&terminal, "38;2;140;195;252"), "light from the start");
    terminal.press("q");
    terminal.end();
    let remembered = std::fs::read_to_string(terminal.path(".local/state/dixit/background")).expect("remembered");
    assert_eq!(remembered, "light\n");
}

#[test]
fn the_sample_opens_without_arguments() {
    let mut terminal = Start::dixit().size(120, 40).run();
    terminal.see("Quotations");
    terminal.press("?");
    terminal.see("To the next paragraph");
}

#[test]
fn nothing_of_a_hostile_text_reaches_the_terminal() {
    let hostile = "Title \x1b]0;PWNED\x07 here\n\nText \x1b]52;c;UFdORUQ=\x07 \x1b[31;5m \u{202e}abc \u{9b}31m \u{200e}\u{200f}\u{61c}\u{2066}x\u{2069} end.\n";
    let mut terminal = Start::dixit().file("a\x1b]0;NAME\x07.txt", hostile).arg("a\x1b]0;NAME\x07.txt").run();
    terminal.see("end.");
    let raw = String::from_utf8_lossy(&terminal.raw).into_owned();
    for sequence in
        ["\x1b]0;", "\x1b]52;", "\x1b[31;5m", "\u{202e}", "\u{9b}", "\u{200e}", "\u{200f}", "\u{61c}", "\u{2066}"]
    {
        assert!(!raw.contains(sequence), "{sequence:?}");
    }
}

#[test]
fn without_colours_none_is_written() {
    let mut terminal = dixit().env("NO_COLOR", "1").run();
    terminal.see("Quotations 4");
    terminal.press("]e");
    terminal.see("Evidence");
    let raw = String::from_utf8_lossy(&terminal.raw).into_owned();
    let colours = regex::Regex::new("\x1b\\[(?:[0-9]+[;:])*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:[;:][0-9]+)*m").unwrap();
    assert_eq!(colours.find(&raw).map(|found| found.as_str().to_owned()), None);
}

#[test]
fn mistakes_in_the_settings_are_told_and_dixit_starts() {
    let mut terminal = dixit()
        .env("DIXIT_CONFIG_DIR", "config")
        .file("config/config.toml", "column_width = \"wide\"\n")
        .file("config/keymap.toml", "x = \"helpp\"\n")
        .run();
    terminal.see("config.toml:1");
    terminal.press("j");
    terminal.see("keymap.toml:1");
    terminal.see("Ada Voss");
}

#[test]
fn tiny_terminals_say_so_and_recover() {
    let mut terminal = dixit().size(1, 1).run();
    terminal.wait("a frame", Terminal::is_alternate);
    terminal.resize(20, 5);
    terminal.see("too small");
    terminal.resize(80, 24);
    terminal.see("Talks stall");
    terminal.press("q");
    assert!(terminal.end().success());
}

#[test]
fn an_article_that_changes_is_read_again_in_its_place() {
    let mut terminal = dixit().run();
    terminal.see("Quotations 4");
    terminal.press("/Paragraph 40\r");
    terminal.see("Paragraph 40 ");
    let changed = article()
        .replace("“They lose a week,” Voss said.", "“They lose a year,” Voss said. “Or two,” she said.")
        .replace("Talks stall over the river\n\n", "Talks stall over the river\n\nA new paragraph.\n\n");
    std::fs::write(terminal.path("new.txt"), changed).unwrap();
    std::fs::rename(terminal.path("new.txt"), terminal.path("talks.txt")).unwrap();
    terminal.see("quotations: 2 new, 1 gone");
    terminal.see("Paragraph 40 ");
    terminal.see("Quotations 5");
    std::fs::write(terminal.path("talks.txt"), "").unwrap();
    terminal.see("what was read is kept");
    terminal.see("Paragraph 40 ");
}
