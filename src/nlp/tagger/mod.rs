//! The tagger: which words of a sentence are a cue, its source, and the content it reports or holds an attitude to. A
//! linear sequence model over hashed features, decoded by Viterbi under hard rules (nothing goes on that did not begin).
//! Knows words as [`Observation`]s, not where they come from.

mod features;
pub mod part;
mod viterbi;

use std::sync::LazyLock;

use super::language::Language;
use crate::linear::{Aligned, CHECKED, Checked};
pub use features::{Sentence, features, transition};
pub use viterbi::Lattice;

/// What the tagger sees of one item of a sentence: a word, a sign, or a whole quotation-marked segment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Observation {
    /// Hash of its letters in lower case.
    pub word: u32,
    /// Hash of its stem: the letters without the endings of verbs.
    pub stem: u32,
    /// Hash of its last three letters.
    pub suffix: u32,
    /// Hash of its last two letters.
    pub ending: u32,
    /// What part it plays as far as word lists tell; below 32.
    pub class: u8,
    /// Capitals: none, first, all.
    pub case: u8,
    /// Part of speech; 0 where not known.
    pub part: u8,
    /// Cue or source by the rules; 0 for neither.
    pub rule_part: u8,
    /// Begins (1) or goes on (2) in content by the rules.
    pub rule_content: u8,
    /// Whether it is a verb, or may be a cue for another reason.
    pub verb: bool,
    /// Whether it is a sign that parts clauses.
    pub breaks: bool,
}

impl Observation {
    /// Nothing.
    const NONE: Self = Self {
        word: 0,
        stem: 0,
        suffix: 0,
        ending: 0,
        class: 0,
        case: 0,
        part: 0,
        rule_part: 0,
        rule_content: 0,
        verb: false,
        breaks: false,
    };
}

/// What an item is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Label {
    /// Nothing of these.
    #[default]
    Outside,
    /// A word of a cue.
    Cue,
    /// A word of a source.
    Source,
    /// The first item of content that is said.
    SpeechBegin,
    /// Goes on in it.
    SpeechInside,
    /// The first item of what somebody thinks, wants, supports.
    AttitudeBegin,
    /// Goes on in it.
    AttitudeInside,
}

impl Label {
    /// All labels, in the order of the model's columns.
    pub const ALL: [Self; 7] = [
        Self::Outside,
        Self::Cue,
        Self::Source,
        Self::SpeechBegin,
        Self::SpeechInside,
        Self::AttitudeBegin,
        Self::AttitudeInside,
    ];

    /// Whether it can stand right after `before` (`None` at the start of a sentence).
    pub const fn may_follow(self, before: Option<Self>) -> bool {
        match self {
            Self::SpeechInside => matches!(before, Some(Self::SpeechBegin | Self::SpeechInside)),
            Self::AttitudeInside => matches!(before, Some(Self::AttitudeBegin | Self::AttitudeInside)),
            _ => true,
        }
    }

    /// Whether content begins here.
    pub const fn begins(self) -> bool {
        matches!(self, Self::SpeechBegin | Self::AttitudeBegin)
    }

    /// Whether content goes on here.
    pub const fn goes_on(self) -> bool {
        matches!(self, Self::SpeechInside | Self::AttitudeInside)
    }
}

/// The columns of the model: the labels, and the check.
pub const COLUMNS: usize = CHECKED + 1;

/// The model of a language, where there is one.
pub fn of(language: Language) -> Option<&'static Lattice<'static>> {
    type Model = LazyLock<Lattice<'static>>;
    static BYTES: &Aligned<[u8]> = &Aligned(*include_bytes!("../../../assets/models/content-en.bin"));
    static ENGLISH: Model = LazyLock::new(|| Lattice::new(Checked::new(&BYTES.0)));
    #[cfg(feature = "train")]
    if let (Language::English, Some(other)) = (language, OTHER.get()) {
        return Some(other);
    }
    match language {
        Language::English => Some(&ENGLISH),
        _ => None,
    }
}

#[cfg(feature = "train")]
thread_local! {
    static OTHER: std::cell::Cell<Option<&'static Lattice<'static>>> = const { std::cell::Cell::new(None) };
}

/// Lets this thread go by another model, in English, or again by the one that is shipped: a model that learns from what the
/// tagger finds must see it on texts that the tagger did not learn from.
#[cfg(feature = "train")]
pub fn replace(file: Option<&'static [u8]>) {
    OTHER.set(file.map(|file| &*Box::leak(Box::new(Lattice::new(Checked::new(file))))));
}
