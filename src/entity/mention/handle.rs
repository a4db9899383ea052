//! Names of accounts: `ada_voss wrote`, `@sillport posted`, `a user, norland77, said`. They need no capital.

use rustc_hash::FxHashSet;

use super::census::folded;
use crate::nlp::Prose;
use crate::nlp::lexicon::Lex;
use crate::nlp::token::{Token, TokenKind};

/// Nouns before the name of an account.
const ACCOUNTS: [&str; 6] = ["user", "account", "username", "handle", "poster", "blogger"];

/// The names of accounts of a document.
#[derive(Debug, Default)]
pub struct Handles(FxHashSet<u64>);

impl Handles {
    /// Words that are written like the name of an account and do what people do.
    pub fn new(prose: &Prose) -> Self {
        let handles = prose.tokens.iter().enumerate().filter(|&(at, token)| {
            let word = token.of(prose.text);
            let at_sign = |at: usize| prose.tokens.get(at).is_some_and(|sign| sign.of(prose.text) == "@");
            token.kind == TokenKind::Word
                && (at > 0 && at_sign(at - 1) && is_account(word) || has_shape(word) && acts(prose, at))
        });
        Self(handles.map(|(_, token)| folded(token.of(prose.text))).collect())
    }

    /// Whether a word names an account.
    pub fn contains(&self, word: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&folded(word))
    }
}

/// A verb of speech stands beside the word at `at`, or a noun for an account before it.
fn acts(prose: &Prose, at: usize) -> bool {
    let token = |at: usize| prose.tokens.get(at);
    let says = |token: &Token| token.is(Lex::SAY) && !token.is_capital();
    let helped = token(at + 1).is_some_and(|next| next.is(Lex::AUXILIARY.or(Lex::ADVERB)));
    let next = if helped { token(at + 2) } else { token(at + 1) };
    let before = at.checked_sub(1).and_then(token);
    let account = |token: &Token| ACCOUNTS.contains(&token.of(prose.text));
    next.is_some_and(says) || before.is_some_and(|before| says(before) || account(before))
}

/// Letters, digits and lines that an account may have.
fn is_account(word: &str) -> bool {
    word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Letters with a digit or a line among them, as no other word has: not "G20", not "covid-19", not "45".
pub fn has_shape(word: &str) -> bool {
    let letters = word.bytes().filter(u8::is_ascii_lowercase).count();
    is_account(word)
        && word.starts_with(|c: char| c.is_ascii_alphabetic())
        && letters > 2
        && word.bytes().any(|byte| byte.is_ascii_digit() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use crate::entity::MentionKind;
    use crate::entity::mention::tests::mentions;

    #[test]
    fn accounts_have_names_without_capitals() {
        let names = |text| mentions(text, MentionKind::Name);
        assert_eq!(names("So norland77 wrote nothing. But ada_voss had said it."), ["norland77", "ada_voss"]);
        assert_eq!(names("Then the account norland77 left. Then norland77 came."), ["norland77", "norland77"]);
        assert_eq!(names("Then @sillport posted it."), ["sillport"]);
        assert!(names("The file mp3x and the step 3a say nothing.").is_empty());
    }
}
