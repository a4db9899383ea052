//! The article's file in the user's editor.

use crate::harness::{Start, Terminal};
use crate::reading::article;

/// An editor that keeps what it was told and what was typed, and changes the file.
const EDITOR: &str = "#!/bin/sh
printf '%s\\n' \"$@\" > told
stty -a > modes
echo the editor is here
read line
echo \"$line\" > typed
for file; do :; done
printf '\\n“One more,” Jonas Hale said.\\n' >> \"$file\"
";

fn with_editor(start: Start, name: &str) -> Start {
    start.file(name, EDITOR).env("VISUAL", &format!("sh {name}")).env("EDITOR", "false")
}

fn read(terminal: &Terminal, name: &str) -> String {
    std::fs::read_to_string(terminal.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn the_file_is_edited_at_the_line_and_read_again() {
    let start = with_editor(Start::dixit().file("talks.txt", &article()), "vim");
    let mut terminal = start.arg("talks.txt").run();
    terminal.see("Quotations 4");
    terminal.press("4]");
    terminal.see("Quotations 4/4");
    terminal.press("v");
    terminal.see("the editor is here");
    assert!(!terminal.is_alternate() && !terminal.hides_cursor());
    // Every key is the editor's.
    terminal.press("]]q typed for the editor\r");
    terminal.wait("the screen to be taken again", Terminal::is_alternate);
    terminal.see("quotations: 1 new");
    terminal.see("Quotations 4/5");
    assert_eq!(read(&terminal, "typed"), "]]q typed for the editor\n");
    let lines = article().lines().count();
    // The program that is started is the shell, and nearly every one understands this way of naming a line.
    assert_eq!(read(&terminal, "told"), format!("+{lines}\ntalks.txt\n"));
    assert!(read(&terminal, "modes").contains(" icanon"));
    terminal.press("]");
    terminal.see("Quotations 5/5");
    terminal.press("q");
    assert!(terminal.end().success());
}

#[test]
fn ctrl_c_in_the_editor_is_the_editors() {
    let editor = "#!/bin/sh\ntrap 'echo caught' INT\necho the editor is here\nuntil read line; do :; done\n";
    let start = Start::dixit().file("talks.txt", &article()).file("ed.sh", editor).env("VISUAL", "sh ed.sh");
    let mut terminal = start.arg("talks.txt").run();
    terminal.see("Quotations 4");
    terminal.press("v");
    terminal.see("the editor is here");
    terminal.press("\x03");
    terminal.see("caught");
    terminal.press("\r");
    terminal.wait("the screen to be taken again", Terminal::is_alternate);
    terminal.press("]");
    terminal.see("Quotations 1/4");
    terminal.press("q");
    assert!(terminal.end().success());
}

#[test]
fn what_cannot_be_edited_is_told() {
    let none = || Start::dixit().env("VISUAL", "").env("EDITOR", "").size(120, 30);
    let mut terminal = none().file("talks.txt", &article()).arg("talks.txt").run();
    terminal.see("Quotations 4");
    terminal.press("v");
    terminal.see("neither $VISUAL nor $EDITOR names one");
    let mut terminal = none().file("talks.txt", &article()).arg("talks.txt").env("EDITOR", "no-such-editor").run();
    terminal.see("Quotations 4");
    terminal.press("v");
    terminal.see("no-such-editor cannot be started");
    terminal.press("]");
    terminal.see("Quotations 1/4");
    let mut terminal = none().run();
    terminal.see("Quotations");
    terminal.press("v");
    terminal.see("the sample article is part of dixit");
}

#[test]
fn an_article_of_a_list_is_edited_from_the_list() {
    let start = with_editor(Start::dixit().file("talks/a.txt", "Rain fell.\n\n“No,” said Mina Okoye.\n"), "code");
    let mut terminal = start.arg("talks").run();
    terminal.see("1 quotation: Mina Okoye 1");
    terminal.press("v");
    terminal.see("the editor is here");
    terminal.press("\r");
    terminal.see("2 quotations: ");
    assert_eq!(read(&terminal, "told"), "talks/a.txt\n");
    terminal.press("q");
    assert!(terminal.end().success());
}
