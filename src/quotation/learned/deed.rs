//! Verbs of doing: what somebody does to a thing tells no attitude. `Gunmen stormed the museum`, `She found some rice`. Chosen
//! by how rarely the training part of the news corpus takes such a verb with an object for a report, and by their like.

use std::ops::Range;

use crate::nlp::lexicon::Lex;
use crate::quotation::reading::{Class, Reading};

/// Verbs without their endings; irregular forms in full.
const DEEDS: &[&str] = &[
    "win",
    "won",
    "get",
    "got",
    "do",
    "did",
    "give",
    "gave",
    "face",
    "enter",
    "bring",
    "brought",
    "change",
    "keep",
    "kept",
    "build",
    "built",
    "create",
    "lead",
    "led",
    "leave",
    "left",
    "pay",
    "paid",
    "use",
    "stop",
    "lose",
    "lost",
    "spend",
    "spent",
    "set",
    "protect",
    "beat",
    "send",
    "sent",
    "defeat",
    "secure",
    "increase",
    "elect",
    "gain",
    "carry",
    "carrie",
    "expand",
    "attend",
    "open",
    "cut",
    "cause",
    "fight",
    "fought",
    "buy",
    "bought",
    "move",
    "reduce",
    "break",
    "broke",
    "close",
    "conduct",
    "save",
    "play",
    "hurt",
    "visit",
    "control",
    "serve",
    "wear",
    "wore",
    "treat",
    "handle",
    "drive",
    "drove",
    "dominate",
    "contain",
    "own",
    "violate",
    "obtain",
    "fund",
    "choose",
    "chose",
    "affect",
    "cost",
    "replace",
    "host",
    "eliminate",
    "manage",
    "boost",
    "kill",
    "achieve",
    "meet",
    "met",
    "lack",
    "collect",
    "transform",
    "surround",
    "oversee",
    "oversaw",
    "extend",
    "deport",
    "pull",
    "invite",
    "complete",
    "match",
    "donate",
    "develop",
    "destroy",
    "strengthen",
    "shape",
    "score",
    "repeal",
    "garner",
    "fill",
    "damage",
    "monitor",
    "finish",
    "cancel",
    "trigger",
    "test",
    "steal",
    "stole",
    "retain",
    "rebuild",
    "catch",
    "caught",
    "solve",
    "skip",
    "restore",
    "purchase",
    "preserve",
    "finance",
    "bolster",
    "storm",
    "seize",
    "arrest",
    "recruit",
    "impose",
    "find",
    "found",
    "assault",
    "bomb",
    "raid",
    "shoot",
    "shot",
    "loot",
    "burn",
    "capture",
    "rescue",
    "hire",
    "install",
    "repair",
    "deliver",
    "ship",
    "sell",
    "sold",
    "rent",
    "cook",
    "eat",
    "ate",
    "drink",
    "drank",
    "throw",
    "threw",
    "carve",
    "plant",
    "paint",
    "wash",
    "clean",
    "fire",
    "escort",
    "film",
    "record",
    "marry",
    "marrie",
    "succeed",
];

/// Whether content is no more than what somebody does something to.
pub fn is_deed(reading: &Reading, cue: &Range<usize>, span: &Range<usize>) -> bool {
    let verb = cue.end - 1;
    let object = match reading.class(span.start) {
        Class::Determiner | Class::Possessive | Class::Name | Class::Noun | Class::Number => {
            !reading.is(span.start, Lex::WH) && !reading.word(span.start).ends_with("ing")
        }
        _ => false,
    };
    span.start == cue.end && object && is_form(&reading.word(verb).to_lowercase())
}

fn is_form(word: &str) -> bool {
    const ENDINGS: [&str; 5] = ["", "s", "ed", "d", "ing"];
    let listed = |stem: &str| DEEDS.contains(&stem);
    let plain = ENDINGS.iter().filter_map(|ending| word.strip_suffix(ending)).any(listed);
    // "using", "stopped"
    let changed = word.strip_suffix("ing").or_else(|| word.strip_suffix("ed")).is_some_and(|stem| {
        let mut letters = stem.chars();
        let last = letters.next_back();
        let doubled = last.is_some() && last == letters.clone().next_back();
        listed(&format!("{stem}e")) || doubled && listed(letters.as_str())
    });
    plain || changed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_verbs() {
        assert!(["stormed", "using", "stopped", "finds", "found", "seized"].into_iter().all(is_form));
        assert!(!["said", "hopes", "wanted", "used-up", "ing", "ed"].into_iter().any(is_form));
    }
}
