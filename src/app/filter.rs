//! Which quotations are kept: by speaker, kind, how sure they are, and a query. Knows nothing of lists or colours.

use std::collections::BTreeSet;

use crate::annotation::{Criteria, Quotation, QuotationKind};
use crate::document::Document;
use crate::entity::ActorId;
use crate::query::Query;

use super::found::Found;

/// Who says a quotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// An actor.
    Actor(ActorId),
    /// One of several candidates, none of them likely enough.
    Unsure,
    /// Nobody that is known: it is not attributed.
    #[default]
    Nobody,
}

impl Who {
    /// The actor, where it is one.
    pub const fn actor(self) -> Option<ActorId> {
        match self {
            Self::Actor(id) => Some(id),
            Self::Unsure | Self::Nobody => None,
        }
    }
}

/// Which kinds of quotations are kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kinds {
    /// Every quotation.
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
    /// Every quotation, and attitudes.
    WithAttitudes,
}

impl Kinds {
    /// In the order of the key that goes through them.
    pub const ALL: [Kinds; 6] =
        [Kinds::All, Kinds::Marked, Kinds::Direct, Kinds::Mixed, Kinds::Indirect, Kinds::WithAttitudes];

    /// The word on screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Marked => "marked",
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
            Self::WithAttitudes => "with attitudes",
        }
    }

    /// What it means.
    pub const fn doc(self) -> &'static str {
        match self {
            Self::All => "all quotations",
            Self::Marked => "marked quotations: direct and mixed",
            Self::Direct => "direct quotations: all between marks",
            Self::Mixed => "mixed quotations: partly between marks",
            Self::Indirect => "indirect quotations: reported speech, no marks",
            Self::WithAttitudes => "all quotations, and attitudes: what people think or want",
        }
    }

    /// The next one, around the end.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|&kinds| kinds == self).unwrap_or(0);
        Self::ALL.get(at + 1).copied().unwrap_or_default()
    }

    /// Whether quotations are left out.
    pub fn leaves_out(self) -> bool {
        !matches!(self, Self::All | Self::WithAttitudes)
    }

    /// Whether quotations of that kind are kept. Attitudes are up to the [`Criteria`].
    pub fn keeps(self, kind: QuotationKind) -> bool {
        match self {
            Self::All | Self::WithAttitudes => true,
            Self::Marked => matches!(kind, QuotationKind::Direct | QuotationKind::Mixed),
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
    /// Whether any quotation could be left out.
    pub fn is_active(&self) -> bool {
        self.speakers.is_some() || self.kinds.leaves_out() || self.sureness != Sureness::Any || self.query.is_active()
    }

    /// The filter that leaves nothing out; attitudes stay as they are.
    #[must_use]
    pub fn cleared(&self) -> Self {
        let kinds = if self.kinds == Kinds::WithAttitudes { self.kinds } else { Kinds::default() };
        Self { kinds, ..Self::default() }
    }

    /// Whether attitudes are shown.
    pub fn shows_attitudes(&self) -> bool {
        self.kinds == Kinds::WithAttitudes || self.query.asks_for_attitudes()
    }

    /// The criteria with attitudes as this filter asks for them.
    pub fn criteria(&self, criteria: &Criteria) -> Criteria {
        Criteria { attitudes: self.shows_attitudes(), ..*criteria }
    }

    /// For each quotation, whether it is kept.
    pub fn apply(&self, document: &Document, found: &Found) -> Vec<bool> {
        let keeps = |quotation: &Quotation| {
            found.criteria.keeps(quotation)
                && self.kinds.keeps(quotation.kind)
                && self.sureness.keeps(quotation.confidence)
                && self.speakers.as_ref().is_none_or(|kept| found.speakers(quotation).any(|who| kept.contains(&who)))
                && self.query.keeps(document, &found.annotations, &found.criteria, quotation)
        };
        found.annotations.quotations.iter().map(keeps).collect()
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
        let expected = [Kinds::Marked, Kinds::Direct, Kinds::Mixed, Kinds::Indirect, Kinds::WithAttitudes, Kinds::All];
        for expected in expected {
            kinds = kinds.next();
            assert_eq!(kinds, expected);
        }
        assert!(Kinds::Marked.keeps(QuotationKind::Mixed) && !Kinds::Marked.keeps(QuotationKind::Indirect));
        assert!(!Kinds::Marked.keeps(QuotationKind::Attitude));
    }

    #[test]
    fn attitudes_are_shown_by_kind_or_query_alone() {
        let query = |written: &str| Filter { query: Query::parse(written).unwrap(), ..Filter::default() };
        assert!(!Filter::default().shows_attitudes());
        assert!(query("kind:attitude").shows_attitudes());
        assert!(query("speaker:voss (kind:direct or kind:attitude)").shows_attitudes());
        assert!(!query("not kind:attitude").shows_attitudes());
        let with = Filter { kinds: Kinds::WithAttitudes, ..Filter::default() };
        assert!(with.shows_attitudes() && !with.is_active());
        assert_eq!(with.cleared(), with);
    }
}
