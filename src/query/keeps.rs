//! A query as a tree, and whether it keeps a quotation.

use std::cmp::Ordering;

use super::{Field, Pattern};
use crate::annotation::{Annotations, Criteria, Quotation, QuotationKind};
use crate::document::Document;
use crate::entity::{Actor, ActorKind};
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
    Matches(Field, Pattern),
    /// It is not attributed.
    Nobody,
    /// No candidate is likely enough to be its speaker.
    Unsure,
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

/// What a query is asked of.
pub struct Found<'a> {
    pub document: &'a Document,
    pub annotations: &'a Annotations,
    pub criteria: &'a Criteria,
}

impl<'a> Found<'a> {
    /// The actors who are shown as its speakers.
    fn speakers(&self, quotation: &Quotation) -> impl Iterator<Item = &'a Actor> {
        let actors = &self.annotations.actors;
        self.criteria.speakers(quotation).filter_map(|id| actors.get(id.0 as usize))
    }
}

impl Tree {
    /// Whether a quotation is kept.
    pub fn keeps(&self, found: &Found, quotation: &Quotation) -> bool {
        let text = &found.document.text;
        let keeps = |tree: &Tree| tree.keeps(found, quotation);
        match self {
            Self::All(all) => all.iter().all(keeps),
            Self::Any(any) => any.iter().any(keeps),
            Self::Not(tree) => !keeps(tree),
            Self::Nobody => quotation.actor.is_none() && !found.criteria.is_unsure(quotation),
            Self::Unsure => found.criteria.is_unsure(quotation),
            Self::Kind(kinds) => kinds.contains(&quotation.kind),
            Self::Type(kind) => found.speakers(quotation).any(|actor| actor.kind == *kind),
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
                // Nobody known says it, but words may name them.
                Field::Speaker if quotation.actor.is_none() => {
                    quotation.source.is_some_and(|source| pattern.is_match(source.of(text)))
                }
                Field::Speaker => found.speakers(quotation).any(|actor| {
                    pattern.is_match(&actor.name) || actor.aliases.iter().any(|alias| pattern.is_match(alias))
                }),
                Field::Role => {
                    found.speakers(quotation).any(|actor| actor.roles.iter().any(|role| pattern.is_match(role)))
                }
                Field::Cue => quotation.cue.is_some_and(|cue| pattern.is_match(cue.of(text))),
                Field::Source => quotation.source.is_some_and(|source| pattern.is_match(source.of(text))),
                _ => pattern.is_match(quotation.span.of(text)),
            },
        }
    }

    /// Whether attitudes can be kept only because it asks for them.
    pub fn asks_for_attitudes(&self) -> bool {
        match self {
            Self::All(trees) | Self::Any(trees) => trees.iter().any(Self::asks_for_attitudes),
            Self::Kind(kinds) => kinds.contains(&QuotationKind::Attitude),
            Self::Rule(rule) => rule.is_attitude(),
            // What a “not” leaves out need not be shown.
            _ => false,
        }
    }
}
