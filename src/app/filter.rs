//! Which quotations are kept: by speaker, kind, how sure they are, and a query. Knows nothing of lists or colours.

use std::collections::BTreeSet;

use crate::annotation::{Annotations, Quotation, QuotationKind};
use crate::document::Document;
use crate::entity::ActorId;

use crate::query::Query;

/// Who says a quotation: an actor, or nobody that the text names.
pub type Who = Option<ActorId>;

/// Which kinds of quotations are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kinds {
    /// Every one.
    #[default]
    All,
    /// Those with quotation marks.
    Marked,
    /// Direct ones.
    Direct,
    /// Mixed ones.
    Mixed,
    /// Reported speech.
    Indirect,
}

impl Kinds {
    /// In the order of the key that goes through them.
    pub const ALL: [Kinds; 5] = [Kinds::All, Kinds::Marked, Kinds::Direct, Kinds::Mixed, Kinds::Indirect];

    /// The word on screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Marked => "marked",
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
        }
    }

    /// What it means.
    pub const fn doc(self) -> &'static str {
        match self {
            Self::All => "every kind",
            Self::Marked => "with quotation marks: direct and mixed",
            Self::Direct => "all of it between marks",
            Self::Mixed => "partly between marks",
            Self::Indirect => "reported speech, no marks",
        }
    }

    /// The next one, around the end.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|&kinds| kinds == self).unwrap_or(0);
        Self::ALL.get(at + 1).copied().unwrap_or_default()
    }

    /// Whether quotations of that kind are kept.
    pub fn keeps(self, kind: QuotationKind) -> bool {
        match self {
            Self::All => true,
            Self::Marked => kind != QuotationKind::Indirect,
            Self::Direct => kind == QuotationKind::Direct,
            Self::Mixed => kind == QuotationKind::Mixed,
            Self::Indirect => kind == QuotationKind::Indirect,
        }
    }
}

/// How sure dixit has to be of the speaker.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sureness {
    /// However sure.
    #[default]
    Any,
    /// At least [`SURE`].
    Sure,
    /// Less than [`SURE`]: those to check.
    Doubtful,
}

/// From this confidence on a speaker counts as sure.
pub const SURE: f32 = 0.75;

impl Sureness {
    /// The next one, around the end.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Any => Self::Sure,
            Self::Sure => Self::Doubtful,
            Self::Doubtful => Self::Any,
        }
    }

    /// The words on screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Any => "however sure",
            Self::Sure => "75% and surer",
            Self::Doubtful => "under 75%",
        }
    }

    /// Whether quotations of that confidence are kept.
    pub fn keeps(self, confidence: f32) -> bool {
        match self {
            Self::Any => true,
            Self::Sure => confidence >= SURE,
            Self::Doubtful => confidence < SURE,
        }
    }
}

/// Which quotations are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// These speakers only; `None`: all of them.
    pub speakers: Option<BTreeSet<Who>>,
    /// These kinds only.
    pub kinds: Kinds,
    /// These only, by how sure the speaker is.
    pub sureness: Sureness,
    /// Those that this asks for.
    pub query: Query,
}

impl Filter {
    /// Whether anything could be left out.
    pub fn is_active(&self) -> bool {
        self.speakers.is_some() || self.kinds != Kinds::All || self.sureness != Sureness::Any || self.query.is_active()
    }

    /// For each quotation, whether it is kept.
    pub fn apply(&self, document: &Document, annotations: &Annotations) -> Vec<bool> {
        let keeps = |quotation: &Quotation| {
            self.kinds.keeps(quotation.kind)
                && self.sureness.keeps(quotation.confidence)
                && self.speakers.as_ref().is_none_or(|speakers| speakers.contains(&quotation.actor))
                && self.query.keeps(document, annotations, quotation)
        };
        annotations.quotations.iter().map(keeps).collect()
    }

    /// The only speaker kept, where it is one.
    pub fn only(&self) -> Option<Who> {
        let speakers = self.speakers.as_ref()?;
        if speakers.len() == 1 { speakers.first().copied() } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_go_around() {
        let mut kinds = Kinds::All;
        for expected in [Kinds::Marked, Kinds::Direct, Kinds::Mixed, Kinds::Indirect, Kinds::All] {
            kinds = kinds.next();
            assert_eq!(kinds, expected);
        }
        assert!(Kinds::Marked.keeps(QuotationKind::Mixed) && !Kinds::Marked.keeps(QuotationKind::Indirect));
    }
}
