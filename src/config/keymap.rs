//! Which keys do what: the shipped table under the user's. Knows nothing of what a command does.

use toml::de::DeValue;

use super::file::{Input, did_you_mean, entries};
use super::keys::{KeyPress, sequence, written};
use crate::command::Command;

/// The keys that ship with the program, as a file.
pub const DEFAULT: &str = include_str!("../../assets/keymap/default.toml");

/// Written in the place of a command, it takes a key's meaning away.
const NONE: &str = "none";

/// What keys pressed one after the other mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// This command.
    Command(Command),
    /// Nothing yet: more keys may follow.
    Prefix,
    /// Nothing.
    None,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Binding {
    keys: Vec<KeyPress>,
    command: Command,
}

/// Which keys do what. No binding's keys are the start of another's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    /// The user's first, so that help shows what they chose.
    bindings: Vec<Binding>,
}

impl Default for Keymap {
    /// The keys that ship with the program.
    fn default() -> Self {
        let mut keymap = Self { bindings: Vec::new() };
        keymap.merge(&mut Input::new("default.toml", DEFAULT));
        keymap
    }
}

impl Keymap {
    /// What keys pressed one after the other mean.
    pub fn lookup(&self, pressed: &[KeyPress]) -> Lookup {
        let mut result = Lookup::None;
        for binding in &self.bindings {
            if binding.keys == pressed {
                return Lookup::Command(binding.command);
            }
            if binding.keys.starts_with(pressed) {
                result = Lookup::Prefix;
            }
        }
        result
    }

    /// The keys of a command as they are written, the foremost first; empty where it has none.
    pub fn keys_of(&self, command: Command) -> Vec<String> {
        let of_command = self.bindings.iter().filter(|binding| binding.command == command);
        of_command.map(|binding| written(&binding.keys)).collect()
    }

    /// Lays the bindings of a file over these. A new binding takes away the older ones that it would make unreachable.
    pub fn merge(&mut self, input: &mut Input) {
        let text = input.text().to_owned();
        let table = input.parse(&text);
        let mut new: Vec<(usize, Vec<KeyPress>, Option<Command>)> = Vec::new();
        for (key, value) in entries(&table) {
            let at = key.span().start;
            let keys = match sequence(key.get_ref()) {
                Ok(keys) => keys,
                Err(reason) => {
                    input.wrong(Some(at), &reason);
                    continue;
                }
            };
            let command = match command(value.get_ref()) {
                Ok(command) => command,
                Err(reason) => {
                    input.wrong(Some(value.span().start), &reason);
                    continue;
                }
            };
            match new.iter().find(|(_, other, meaning)| meaning.is_some() && overlap(&keys, other)) {
                Some((_, other, _)) if command.is_some() => {
                    let (keys, other) = (written(&keys), written(other));
                    input
                        .wrong(Some(at), &format!("“{keys}” and “{other}” cannot both be bound: one starts the other"));
                }
                _ => new.push((at, keys, command)),
            }
        }
        self.lay_over(new);
    }

    fn lay_over(&mut self, new: Vec<(usize, Vec<KeyPress>, Option<Command>)>) {
        for (_, keys, command) in &new {
            self.bindings.retain(|old| if command.is_some() { !overlap(&old.keys, keys) } else { old.keys != *keys });
        }
        let new = new.into_iter().filter_map(|(_, keys, command)| Some(Binding { keys, command: command? }));
        self.bindings = new.chain(self.bindings.drain(..)).collect();
    }
}

/// Whether one of them starts with the other.
fn overlap(a: &[KeyPress], b: &[KeyPress]) -> bool {
    a.starts_with(b) || b.starts_with(a)
}

/// `Ok(None)` is "none".
fn command(value: &DeValue<'_>) -> Result<Option<Command>, String> {
    let DeValue::String(name) = value else {
        return Err("a key is bound to the name of a command, in quotation marks".to_owned());
    };
    if name == NONE {
        return Ok(None);
    }
    Command::by_name(name).map(Some).ok_or_else(|| {
        let names = Command::ALL.iter().map(|command| command.name());
        format!("there is no command “{name}”{}", did_you_mean(name, names))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(text: &str) -> (Keymap, Vec<String>) {
        let mut keymap = Keymap::default();
        let mut input = Input::new("keymap.toml", text);
        keymap.merge(&mut input);
        (keymap, input.into_problems().iter().map(ToString::to_string).collect())
    }

    fn look(keymap: &Keymap, keys: &str) -> Lookup {
        keymap.lookup(&sequence(keys).unwrap())
    }

    #[test]
    fn the_shipped_keys_have_no_mistakes_and_cover_every_command() {
        let mut input = Input::new("default.toml", DEFAULT);
        Keymap { bindings: Vec::new() }.merge(&mut input);
        assert_eq!(input.into_problems(), []);
        let keymap = Keymap::default();
        for &command in Command::ALL {
            assert!(!keymap.keys_of(command).is_empty(), "{} has no key", command.name());
        }
    }

    #[test]
    fn keys_are_looked_up() {
        let (keymap, problems) = with("\"x y\" = \"quit\"\n");
        assert_eq!(problems, [""; 0]);
        assert_eq!(look(&keymap, "]"), Lookup::Command(Command::NextQuotation));
        assert_eq!(look(&keymap, "space"), Lookup::Command(Command::PageDown));
        assert_eq!(look(&keymap, "x"), Lookup::Prefix);
        assert_eq!(look(&keymap, "x y"), Lookup::Command(Command::Quit));
        assert_eq!(look(&keymap, "x z"), Lookup::None);
        assert_eq!(keymap.keys_of(Command::Quit).first().map(String::as_str), Some("x y"));
    }

    #[test]
    fn the_users_keys_win() {
        let (keymap, problems) = with("j = \"up\"\nk = \"none\"\n\"g g\" = \"top\"\n");
        assert_eq!(problems, [""; 0]);
        assert_eq!(look(&keymap, "j"), Lookup::Command(Command::Up));
        assert_eq!(look(&keymap, "k"), Lookup::None);
        assert_eq!(look(&keymap, "g"), Lookup::Prefix, "the shipped binding of g gives way");
        assert_eq!(look(&keymap, "g g"), Lookup::Command(Command::Top));
    }

    #[test]
    fn all_mistakes_are_told_and_the_rest_holds() {
        let (keymap, problems) = with(concat!(
            "x = \"quitt\"\n",
            "nokey = \"quit\"\n",
            "y = 3\n",
            "\"z z\" = \"help\"\n",
            "z = \"help\"\n",
            "w = \"help\"\n",
            "v = \n"
        ));
        let lines: Vec<&str> = problems.iter().map(|problem| problem.split(':').nth(1).unwrap()).collect();
        assert_eq!(lines, ["1", "2", "3", "5", "7"], "{problems:?}");
        assert!(problems[0].contains("did you mean “quit”?"));
        assert_eq!(look(&keymap, "w"), Lookup::Command(Command::Help));
        assert_eq!(look(&keymap, "z z"), Lookup::Command(Command::Help));
    }
}
