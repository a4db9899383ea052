//! Whether a terminal shows pictures, and how: what it answers, and what it says of itself in the environment.

use super::{Protocol, kitty};

/// How the terminal shows pictures, and the pixels of its cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ability {
    /// How it shows them.
    pub protocol: Protocol,
    /// Width and height of a cell.
    pub cell: (u16, u16),
}

/// What a terminal answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// It knows kitty's protocol.
    pub kitty: bool,
    /// It knows sixels.
    pub sixel: bool,
    /// How many colours sixels may have.
    pub colours: Option<u16>,
    /// Width and height of a cell, pixels.
    pub cell: Option<(u16, u16)>,
}

impl Told {
    /// Takes in an answer: how it begins behind the escape, and what stands up to its end.
    pub fn learn(&mut self, kind: u8, body: &str) {
        let numbers = |words: &str| words.split(';').map(|word| word.parse().unwrap_or(0)).collect::<Vec<u16>>();
        match kind {
            b'_' => self.kitty |= body == "Gi=31;OK",
            b'[' => {
                if let Some(kinds) = body.strip_prefix('?').and_then(|body| body.strip_suffix('c')) {
                    // The first number says which terminal it is like.
                    self.sixel |= numbers(kinds).iter().skip(1).any(|&kind| kind == 4);
                } else if let Some(colours) = body.strip_prefix("?1;0;").and_then(|body| body.strip_suffix('S')) {
                    self.colours = colours.parse().ok().filter(|&colours| colours > 1);
                } else if let Some(pixels) = body.strip_prefix("6;").and_then(|body| body.strip_suffix('t'))
                    && let [height, width] = *numbers(pixels)
                    && (2..=200).contains(&width)
                    && (2..=400).contains(&height)
                {
                    self.cell = Some((width, height));
                }
            }
            _ => {}
        }
    }
}

/// What the environment says of the terminal.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// `TERM`.
    pub term: String,
    /// `TERM_PROGRAM`.
    pub program: String,
    /// `LC_TERMINAL`, which goes over ssh.
    pub over_ssh: String,
    /// Another program stands between it and dixit: tmux, screen, Zellij.
    pub between: bool,
}

/// What is taken for a cell where the terminal does not tell.
const CELL: (u16, u16) = (10, 20);

impl Named {
    /// What the environment says.
    pub fn of_environment() -> Self {
        let variable = |name| std::env::var(name).unwrap_or_default();
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let term = variable("TERM");
        let between =
            set("TMUX") || set("STY") || set("ZELLIJ") || term.starts_with("tmux") || term.starts_with("screen");
        Self { term, program: variable("TERM_PROGRAM"), over_ssh: variable("LC_TERMINAL"), between }
    }

    /// What to ask the terminal, beside what every terminal answers. Simple ones would show the question.
    pub fn questions(&self) -> String {
        let simple = ["dumb", "linux", "cons", "ansi", "eterm", "sun", "wy"];
        if simple.iter().any(|simple| self.term.starts_with(simple)) {
            return String::new();
        }
        let shows_it = self.program == "Apple_Terminal";
        let kitty = if shows_it || self.between { "" } else { kitty::QUESTION };
        // The pixels of a cell, and how many colours sixels may have; kitty has none and complains.
        let colours = if self.term.contains("kitty") { "" } else { "\x1b[?1;1;0S" };
        format!("{kitty}\x1b[16t{colours}")
    }

    /// How the terminal shows pictures; `cell` is what the system knows of its cells.
    pub fn ability(&self, told: Told, cell: Option<(u16, u16)>) -> Option<Ability> {
        let cell = cell.or(told.cell);
        let is = |name: &str| self.term.contains(name) || self.program.eq_ignore_ascii_case(name);
        let iterm = self.program == "iTerm.app" || self.over_ssh == "iTerm2" || self.program == "WezTerm";
        let protocol = if told.kitty && (is("kitty") || is("ghostty")) {
            Protocol::Kitty
        } else if iterm && !self.between && (told.sixel || told.kitty || told.cell.is_some()) {
            // What stands between and does not say so, like mosh, answers none of it.
            Protocol::Iterm
        } else if told.sixel {
            Protocol::Sixel { colours: told.colours.unwrap_or(256).clamp(2, 256) }
        } else if told.kitty {
            Protocol::Kitty
        } else {
            return None;
        };
        // Sixels are pixels: without knowing how many there are to a cell they would cover what they must not.
        let cell = if matches!(protocol, Protocol::Sixel { .. }) { cell? } else { cell.unwrap_or(CELL) };
        Some(Ability { protocol, cell })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(term: &str, program: &str, between: bool) -> Named {
        Named { term: term.to_owned(), program: program.to_owned(), over_ssh: String::new(), between }
    }

    #[test]
    fn the_best_that_a_terminal_can_is_taken() {
        let all = Told { kitty: true, sixel: true, colours: Some(1024), cell: Some((9, 18)) };
        let protocol = |named: Named, told| named.ability(told, None).map(|ability| ability.protocol);
        assert_eq!(protocol(named("xterm-kitty", "", false), all), Some(Protocol::Kitty));
        assert_eq!(protocol(named("xterm-256color", "ghostty", false), all), Some(Protocol::Kitty));
        assert_eq!(protocol(named("xterm-256color", "WezTerm", false), all), Some(Protocol::Iterm));
        assert_eq!(protocol(named("xterm-256color", "", false), all), Some(Protocol::Sixel { colours: 256 }));
        let kitty = Told { kitty: true, ..Told::default() };
        assert_eq!(protocol(named("xterm-256color", "", false), kitty), Some(Protocol::Kitty));
        assert_eq!(protocol(named("xterm-256color", "", false), Told::default()), None);
        let ssh = Named { over_ssh: "iTerm2".to_owned(), ..named("xterm-256color", "", false) };
        assert_eq!(protocol(ssh.clone(), Told { cell: Some((9, 18)), ..Told::default() }), Some(Protocol::Iterm));
        assert_eq!(protocol(ssh, Told::default()), None, "it does not answer");
    }

    #[test]
    fn within_tmux_only_what_it_says_itself_counts() {
        let tmux = || named("tmux-256color", "WezTerm", true);
        assert_eq!(tmux().ability(Told { cell: Some((9, 18)), ..Told::default() }, None), None);
        let sixel = Told { sixel: true, cell: Some((9, 18)), ..Told::default() };
        let told = tmux().ability(sixel, None).unwrap();
        assert_eq!((told.protocol, told.cell), (Protocol::Sixel { colours: 256 }, (9, 18)));
        assert!(!tmux().questions().contains("\x1b_G"));
    }

    #[test]
    fn sixels_need_to_know_the_pixels_of_a_cell() {
        let sixel = Told { sixel: true, ..Told::default() };
        assert_eq!(named("xterm", "", false).ability(sixel, None), None);
        assert_eq!(named("xterm", "", false).ability(sixel, Some((6, 13))).unwrap().cell, (6, 13));
        let kitty = Told { kitty: true, ..Told::default() };
        assert_eq!(named("xterm-kitty", "", false).ability(kitty, None).unwrap().cell, CELL);
    }

    #[test]
    fn those_who_would_show_the_question_are_not_asked() {
        assert_eq!(named("linux", "", false).questions(), "");
        assert!(!named("xterm-256color", "Apple_Terminal", false).questions().contains("\x1b_G"));
        assert!(named("xterm-256color", "", false).questions().starts_with("\x1b_G"));
    }
}
