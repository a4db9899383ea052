//! A query as a tree, and whether it keeps a quotation.

use std::cmp::Ordering;

use regex::Regex;

use super::Field;
use crate::annotation::{Annotations, Quotation, QuotationKind};
use crate::document::Document;
use crate::entity::ActorKind;
use crate::quotation::Rule;

/// A query.
#[derive(Clone, Debug)]
pub enum Tree {
    /// Every one of these.
    All(Vec<Tree>),
    /// At least one of these.
    Any(Vec<Tree>),
    /// Not this.
    Not(Box<Tree>),
    /// The field's words match.
    Matches(Field, Regex),
    /// Nobody is named for it.
    Nobody,
    /// It is of one of these kinds.
    Kind(&'static [QuotationKind]),
    /// Its speaker is one of these.
    Type(ActorKind),
    /// This rule found its speaker.
    Rule(Rule),
    /// The field's number, in thousandths, stands in this relation to that one.
    Number(Field, Relation, i64),
}

/// How two numbers stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

impl Relation {
    fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::Equal => order.is_eq(),
            Self::AtLeast => order.is_ge(),
            Self::More => order.is_gt(),
        }
    }
}

impl Tree {
    /// Whether a quotation is kept.
    pub fn keeps(&self, document: &Document, annotations: &Annotations, quotation: &Quotation) -> bool {
        let text = &document.text;
        let keeps = |tree: &Tree| tree.keeps(document, annotations, quotation);
        match self {
            Self::All(all) => all.iter().all(keeps),
            Self::Any(any) => any.iter().any(keeps),
            Self::Not(tree) => !keeps(tree),
            Self::Nobody => quotation.actor.is_none(),
            Self::Kind(kinds) => kinds.contains(&quotation.kind),
            Self::Type(kind) => annotations.speaker(quotation).is_some_and(|actor| actor.kind == *kind),
            Self::Rule(rule) => quotation.evidence.rule == *rule,
            Self::Number(field, relation, number) => {
                let here = match field {
                    // Exact in thousandths, as it is exported.
                    Field::Conf => (f64::from(quotation.confidence) * 1000.0).round() as i64,
                    _ => quotation.span.of(text).split_whitespace().count() as i64 * 1000,
                };
                relation.holds(here.cmp(number))
            }
            Self::Matches(field, pattern) => match field {
                Field::Speaker => match annotations.speaker(quotation) {
                    Some(actor) => {
                        pattern.is_match(&actor.name) || actor.aliases.iter().any(|alias| pattern.is_match(alias))
                    }
                    // Nobody known says it, but words may name them.
                    None => quotation.source.is_some_and(|source| pattern.is_match(source.of(text))),
                },
                Field::Role => annotations
                    .speaker(quotation)
                    .is_some_and(|actor| actor.roles.iter().any(|role| pattern.is_match(role))),
                Field::Cue => quotation.cue.is_some_and(|cue| pattern.is_match(cue.of(text))),
                Field::Source => quotation.source.is_some_and(|source| pattern.is_match(source.of(text))),
                _ => pattern.is_match(quotation.span.of(text)),
            },
        }
    }
}
