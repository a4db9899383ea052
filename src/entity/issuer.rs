//! Who gave out a document: after "the ministry said in a statement", "the statement" is the ministry's word.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::actor::MentionKind;
use super::forms::Symbol;
use super::mention::{Article, Found, is_authored};
use super::resolver::Candidate;
use super::role::Role;
use super::scene::Scene;
use crate::nlp::lexicon::{Lex, entries};

/// How many mentions before a document its issuer can be.
const BACK: usize = 6;

/// Sentences in which a document of another noun may be the one given out: "in a release … the statement".
const NEAR: u32 = 4;

/// A document whose issuer has not been met yet: "In a statement, |the ministry| said".
#[derive(Clone, Copy, Debug)]
pub struct Pending {
    noun: Symbol,
    key: u64,
    sentence: u32,
}

/// How surely an entity gave out a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Issuer {
    /// Nothing says so.
    #[default]
    No,
    /// It gave out something else not long ago.
    Other,
    /// It gave out something of the same noun.
    Noun,
    /// It is named in the phrase: "a report by the institute", "its letter".
    Named,
}

impl Scene<'_> {
    /// Notes who gives out the document that a mention is.
    pub(super) fn note_document(&mut self, index: usize, mention: &Found, role: &Role) {
        if !self.context.article || !self.is(mention.head, Lex::DOCUMENT) || mention.plural {
            return;
        }
        let (noun, key) = (role.head, role.key());
        if let Some(issuer) = self.named_issuer(index, mention) {
            self.issued_by(issuer, noun, key);
        } else if self.is_given_out(mention) {
            match self.subject_before(index) {
                Some(issuer) => self.issued_by(issuer, noun, key),
                None => self.pending = Some(Pending { noun, key, sentence: self.sentence }),
            }
        }
    }

    /// Takes a subject as the issuer of a document that stands before it in the sentence.
    pub(super) fn issue_pending(&mut self, entity: u32, subject: bool) {
        let Some(pending) = self.pending.filter(|_| subject) else { return };
        self.pending = None;
        if pending.sentence == self.sentence {
            self.issued_by(entity, pending.noun, pending.key);
        }
    }

    /// The entities that may have given out the document of a phrase, the likeliest first.
    pub(super) fn issuers(&self, mention: &Found, role: &Role) -> [Option<(u32, Issuer)>; 2] {
        if mention.article != Article::Definite {
            return [None, None];
        }
        let bare = || self.issued.get(&role.head).filter(|_| role.places.is_empty());
        let same = self.issued.get(&role.key()).or_else(bare);
        let other = self.last_issue.filter(|&(_, sentence)| self.sentence.saturating_sub(sentence) <= NEAR);
        [same.map(|&entity| (entity, Issuer::Noun)), other.map(|(entity, _)| (entity, Issuer::Other))]
    }

    /// A document is the word of who gave it out, where that has a name: the probabilities of "none of them" and of
    /// unnamed documents are the issuer's.
    pub(super) fn speak_for_documents(&self, candidates: &[Candidate], chances: &mut [f32]) {
        let named = |entity: u32| self.entities.get(entity as usize).is_some_and(|entity| entity.cluster.is_some());
        let sure = |it: &Candidate| it.issuer > Issuer::Other && named(it.entity);
        let Some(issuer) =
            (0..candidates.len()).filter(|&at| sure(&candidates[at])).max_by_key(|&at| candidates[at].issuer)
        else {
            return;
        };
        for at in 0..chances.len() {
            if candidates.get(at).is_none_or(|it| !named(it.entity)) {
                chances[issuer] += std::mem::take(&mut chances[at]);
            }
        }
    }

    fn issued_by(&mut self, issuer: u32, noun: Symbol, key: u64) {
        self.issued.insert(key, issuer);
        self.issued.insert(noun, issuer);
        self.last_issue = Some((issuer, self.sentence));
    }

    /// `|its| letter` · `|Voss’s| letter` · `a report by |the institute|`
    pub(super) fn named_issuer(&mut self, index: usize, mention: &Found) -> Option<u32> {
        let owned = mention.article == Article::Possessive;
        let next = self.prose.word(mention.head + 1);
        let from = matches!(next, "by" | "from") || is_authored(next) && self.prose.word(mention.head + 2) == "by";
        let at = if owned || mention.article == Article::Definite && self.is_modified(index, mention) {
            index + 1
        } else if from {
            (index + 1..index + 3).find(|&at| self.found.get(at).is_some_and(|it| it.tokens.start > mention.head))?
        } else {
            return None;
        };
        let inner = self.found.get(at).filter(|inner| inner.tokens.start < mention.tokens.end)?;
        match inner.kind {
            MentionKind::Name => self.cluster_of(at).map(|cluster| self.entity(cluster, at, inner)),
            MentionKind::Pronoun => self.whom(at, inner),
            MentionKind::Nominal => None,
        }
    }

    /// `the |Norland Police| release`
    fn is_modified(&self, index: usize, mention: &Found) -> bool {
        self.found
            .get(index + 1)
            .is_some_and(|inner| inner.kind == MentionKind::Name && inner.tokens.end == mention.head)
    }

    /// `said |in| a statement` · `|issued| a statement`
    fn is_given_out(&self, mention: &Found) -> bool {
        static VERBS: LazyLock<FxHashSet<&str>> =
            LazyLock::new(|| entries(include_str!("../../assets/lexicons/en/issuing.txt")).collect());
        if mention.article == Article::Definite {
            return false;
        }
        let before = mention.tokens.start.checked_sub(1).map(|at| self.prose.word(at)).unwrap_or_default();
        matches!(before, "in" | "In" | "via" | "Via" | "on" | "On" | "through") || VERBS.contains(before)
    }

    /// The last subject before, in the same sentence and outside of quotations.
    fn subject_before(&self, index: usize) -> Option<u32> {
        (index.saturating_sub(BACK)..index).rev().find_map(|at| {
            let entity = self.of.get(at).copied().flatten()?;
            let seen = &self.entities.get(entity as usize)?.seen;
            let subject = seen.is_subject || seen.speaks;
            (seen.sentence == self.sentence && subject && !self.is_quoted(at)).then_some(entity)
        })
    }
}
