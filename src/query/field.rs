//! What a query can ask for, by name.

/// What a query can ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The speaker's names.
    Speaker,
    /// The speaker's roles.
    Role,
    /// What the speaker is.
    Type,
    /// The kind of quotation.
    Kind,
    /// The words that signal saying.
    Cue,
    /// The words that name the speaker.
    Source,
    /// What is said.
    Text,
    /// The rule that attributed it.
    Rule,
    /// How sure the speaker is.
    Conf,
    /// How many words are said.
    Words,
}

impl Field {
    /// All of them.
    pub const ALL: [Field; 10] = [
        Self::Speaker,
        Self::Kind,
        Self::Cue,
        Self::Conf,
        Self::Text,
        Self::Role,
        Self::Source,
        Self::Type,
        Self::Rule,
        Self::Words,
    ];

    /// As it is written.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Speaker => "speaker",
            Self::Role => "role",
            Self::Type => "type",
            Self::Kind => "kind",
            Self::Cue => "cue",
            Self::Source => "source",
            Self::Text => "text",
            Self::Rule => "rule",
            Self::Conf => "conf",
            Self::Words => "words",
        }
    }

    /// What it asks, in a few words.
    pub const fn doc(self) -> &'static str {
        match self {
            Self::Speaker => "a name of the speaker; none: not attributed, unsure: several candidates",
            Self::Role => "what the text calls the speaker",
            Self::Type => "person, organisation, place, group, unknown",
            Self::Kind => "direct, mixed, indirect; marked: direct or mixed; attitude: what somebody thinks or wants",
            Self::Cue => "the words that signal saying",
            Self::Source => "the words that name the speaker",
            Self::Text => "what is said",
            Self::Rule => "the rule that found the speaker",
            Self::Conf => "how sure the speaker is: conf<0.6, conf>=75%",
            Self::Words => "how many words are said: words>20",
        }
    }

    /// Whether it is compared with a number.
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Conf | Self::Words)
    }

    /// The field of that name.
    pub fn by_name(name: &str) -> Option<Field> {
        let whole = if name.eq_ignore_ascii_case("confidence") { "conf" } else { name };
        Self::ALL.into_iter().find(|field| field.name().eq_ignore_ascii_case(whole))
    }
}
