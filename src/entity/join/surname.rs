//! Two surnames, as in Spanish and Portuguese: either of them may be used alone.

use super::Joiner;
use crate::entity::forms::{Form, Symbol, symbol};
use crate::nlp::lexicon::Lex;

impl Joiner<'_> {
    /// `|Quiñones|` of "Rodolfo Quiñones Aguirre": lists a person by the surnames before the last one.
    pub(super) fn index_surnames(&mut self, cluster: u32, form: &Form, last: Symbol) {
        let [first, surnames @ .., _] = form.words.as_slice() else { return };
        if !self.prose.lexicon.phrases().grammar.two_surnames {
            return;
        }
        let given: Vec<Symbol> =
            self.text(form).split_whitespace().filter(|word| self.is_given(word)).map(symbol).collect();
        let other = |word: &&Symbol| **word != last && **word != *first && !given.contains(word);
        for &surname in surnames.iter().filter(other) {
            self.by_last.entry(surname).or_default().push(cluster);
        }
    }

    fn is_given(&self, word: &str) -> bool {
        self.prose.lexicon.of(word).any(Lex::GIVEN)
    }
}
