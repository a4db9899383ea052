//! Pictures on terminals that can show them, and on those that cannot.

use crate::harness::{Start, Terminal};

const ARTICLE: &str =
    "# Talks stall\n\n“No,” said Ada Voss.\n\n![A boat](boat.png)\n\n![Nothing](none.png)\n\nThe end.\n";

/// A PNG of 64 by 48 pixels, packed without being made smaller.
fn png() -> Vec<u8> {
    let sum = |bytes: &[u8]| {
        !bytes.iter().fold(!0_u32, |crc, &byte| {
            (0..8).fold(crc ^ u32::from(byte), |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 })
        })
    };
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8], body: &[u8]| {
        let whole = [kind, body].concat();
        out.extend(u32::try_from(body.len()).expect("short").to_be_bytes());
        out.extend(&whole);
        out.extend(sum(&whole).to_be_bytes());
    };
    chunk(b"IHDR", &[0, 0, 0, 64, 0, 0, 0, 48, 8, 0, 0, 0, 0]);
    let rows = [[0_u8; 1].as_slice(), &[200; 64]].concat().repeat(48);
    let (low, high) = rows.iter().fold((1_u32, 0_u32), |(low, high), &byte| {
        let low = (low + u32::from(byte)) % 65_521;
        (low, (high + low) % 65_521)
    });
    let length = u16::try_from(rows.len()).expect("short");
    let head = [[0x78, 0x01, 0x01].as_slice(), &length.to_le_bytes(), &(!length).to_le_bytes()].concat();
    chunk(b"IDAT", &[head.as_slice(), &rows, &(high << 16 | low).to_be_bytes()].concat());
    chunk(b"IEND", &[]);
    out
}

fn start() -> Start {
    Start::dixit().file("talks.md", ARTICLE).bytes("boat.png", &png()).arg("talks.md").size(80, 24)
}

const KITTY: &str = "\x1b_Gi=31;OK\x1b\\";
const CELL: &str = "\x1b[6;16;8t";

fn raw(terminal: &Terminal) -> String {
    String::from_utf8_lossy(&terminal.raw).into_owned()
}

#[test]
fn kitty_is_sent_a_picture_and_forgets_it_in_the_end() {
    let mut terminal = start().env("TERM", "xterm-kitty").answers(&[("\x1b_Gi=31", KITTY), ("\x1b[16t", CELL)]).run();
    terminal.wait("the picture", |terminal| raw(terminal).matches("\x1b_Ga=p,").count() == 3);
    terminal.see("not shown: it is missing");
    assert!(!terminal.screen().contains("A boat"), "{}", terminal.screen());
    let sent = raw(&terminal);
    let (_, number) = sent.split_once("\x1b_Ga=t,t=d,f=100,i=").expect("sent");
    let number = number.split(',').next().unwrap_or_default().to_owned();
    assert_eq!(sent.matches("a=t,").count(), 1);
    assert!(sent.contains(&format!("\x1b_Ga=p,i={number},p=1,x=0,y=0,w=64,h=16,c=8,r=1,C=1,q=2\x1b\\")), "{sent:?}");
    terminal.press("x");
    terminal.see("A boat");
    assert_eq!(raw(&terminal).matches("\x1b_Ga=d,d=i").count(), 3);
    terminal.press("q");
    assert!(terminal.end().success());
    let raw = raw(&terminal);
    let forgotten = raw.rfind(&format!("\x1b_Ga=d,d=I,i={number},q=2\x1b\\")).expect("forgotten");
    assert!(forgotten < raw.rfind("\x1b[?1049l").expect("given back"));
}

#[test]
fn sixels_are_drawn_row_by_row() {
    let answers = [("\x1b[16t", CELL), ("\x1b[?1;1;0S", "\x1b[?1;0;16S"), ("\x1b[c", "\x1b[?62;4;22c")];
    let mut terminal = start().answers(&answers).run();
    let sixels = |terminal: &Terminal| raw(terminal).matches("\x1bP0;1;0q\"1;1;64;16#").count();
    terminal.wait("the picture", |terminal| sixels(terminal) == 3);
    terminal.press("?");
    terminal.see("A number before a key");
    assert_eq!(sixels(&terminal), 3, "nothing is drawn that is there");
    terminal.press("\x1b");
    terminal.wait("the picture again", |terminal| sixels(terminal) == 6);
    terminal.press("q");
    assert!(terminal.end().success());
    let raw = raw(&terminal);
    assert!(raw.rfind("\x1b[2J") > raw.rfind("\x1bP") && raw.rfind("\x1b[2J") < raw.rfind("\x1b[?1049l"));
}

#[test]
fn iterm_has_its_own_way() {
    let mut terminal = start().env("TERM_PROGRAM", "iTerm.app").answers(&[("\x1b[16t", CELL)]).run();
    terminal.wait("the picture", |terminal| raw(terminal).matches("\x1b]1337;File=inline=1;").count() == 3);
}

#[test]
fn terminals_that_cannot_are_told_what_it_is() {
    for start in [
        start(),
        start().env("TERM", "linux"),
        start().env("NO_COLOR", "1").answers(&[("\x1b_Gi=31", KITTY), ("\x1b[c", "\x1b[?62;4;22c")]),
        start()
            .env("DIXIT_CONFIG_DIR", "config")
            .file("config/config.toml", "images = false\n")
            .answers(&[("\x1b_Gi=31", KITTY)]),
    ] {
        let mut terminal = start.run();
        terminal.see("A boat");
        terminal.see("Quotations 1");
        terminal.press("jG");
        terminal.see("The end.");
        terminal.press("q");
        assert!(terminal.end().success());
        let raw = raw(&terminal);
        assert!(!raw.contains("\x1b_Ga=") && !raw.contains("\x1bP") && !raw.contains("\x1b]1337"));
    }
}

/// A text without pictures costs a terminal that can show them nothing.
#[test]
fn without_pictures_nothing_is_written_of_them() {
    let start = Start::dixit().file("talks.md", "# Talks\n\n“No,” said Ada Voss.\n").arg("talks.md");
    let mut terminal = start.env("TERM", "xterm-kitty").answers(&[("\x1b_Gi=31", KITTY), ("\x1b[16t", CELL)]).run();
    terminal.see("Quotations 1");
    terminal.press("?");
    terminal.see("A number before a key");
    terminal.press("qq");
    assert!(terminal.end().success());
    assert!(!raw(&terminal).contains("\x1b_Ga="));
}
