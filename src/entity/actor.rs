//! Actors and the words that refer to them.

use crate::span::Span;

/// Index into [`Annotations::actors`](crate::annotation::Annotations::actors).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActorId(pub u32);

/// Words that refer to somebody or something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    // Of a large text there are millions: kept small.
    start: u32,
    len: u16,
    /// Name, pronoun or nominal.
    pub kind: MentionKind,
    /// Whom they refer to, where that is safe to say.
    pub actor: Option<ActorId>,
}

impl Mention {
    /// These words mention this actor. Texts are below 4 GiB; of words longer than a block the beginning counts.
    pub fn new(span: Span, kind: MentionKind, actor: Option<ActorId>) -> Self {
        let start = u32::try_from(span.start).unwrap_or(u32::MAX);
        Self { start, len: u16::try_from(span.len()).unwrap_or(u16::MAX), kind, actor }
    }

    /// The words.
    pub const fn span(&self) -> Span {
        Span { start: self.start as usize, end: self.start as usize + self.len as usize }
    }
}

/// What sort of words a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionKind {
    /// "Ada Voss", "Norland".
    Name,
    /// "she", "they".
    Pronoun,
    /// Another noun phrase: "the senator".
    Nominal,
}

impl MentionKind {
    /// The word used in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Pronoun => "pronoun",
            Self::Nominal => "nominal",
        }
    }
}

/// Whom mentions refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Its place in the list.
    pub id: ActorId,
    /// The fullest name in the text; of an unnamed source the words for it. Not made safe for a terminal.
    pub name: String,
    /// The text names it. `false`: an unnamed source, "a spokesman for the ministry".
    pub named: bool,
    /// Person, organisation, place or group.
    pub kind: ActorKind,
    /// The other names used for it.
    pub aliases: Vec<String>,
    /// In the text's own words: "foreign minister", "spokesman for Norland".
    pub roles: Vec<String>,
    /// Of a person, where the text shows it.
    pub gender: Gender,
    /// How many mentions refer to it.
    pub mentions: u32,
    /// How many quotations are its.
    pub quotations: u32,
}

/// What sort of actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ActorKind {
    /// A person.
    Person,
    /// A company, party, agency, paper, administration.
    Organisation,
    /// A place or the government that sits there.
    Place,
    /// People taken together: "European leaders".
    Group,
    /// Cannot be told.
    Unknown,
}

impl ActorKind {
    /// The word used in data and on screen.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Group => "group",
            Self::Unknown => "unknown",
        }
    }
}

/// Grammatical gender of a person, as far as the text shows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Gender {
    /// "he".
    Male,
    /// "she".
    Female,
    /// Cannot be told.
    #[default]
    Unknown,
}
