//! The word lists by name, one bit each.

macro_rules! lists {
    ($($bit:literal $flag:ident $file:literal $doc:literal;)*) => {
        impl Lex {
            $(#[doc = $doc] pub const $flag: Lex = Lex(1 << $bit);)*

            /// The list that a section of a language's data is, by the name of its file.
            pub(crate) fn named(name: &str) -> Option<Lex> {
                match name {
                    $($file => Some(Self::$flag),)*
                    _ => Self::only_packs_have(name),
                }
            }
        }
        pub(super) const ENGLISH: &[(Lex, &str)] =
            &[$((Lex::$flag, include_str!(concat!("../../../assets/lexicons/en/", $file, ".txt"))),)*];
        pub(super) const GERMAN: &[(Lex, &str)] =
            &[$((Lex::$flag, include_str!(concat!("../../../assets/lexicons/de/", $file, ".txt"))),)*];
        pub(super) const FRENCH: &[(Lex, &str)] =
            &[$((Lex::$flag, include_str!(concat!("../../../assets/lexicons/fr/", $file, ".txt"))),)*];
    };
}

/// A set of word lists, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lex(u64);

lists! {
    0 ABBREVIATION "abbreviations" "Written with a dot that ends no sentence.";
    1 DETERMINER "determiners" "a, the, this, some, …";
    2 PRONOUN "pronouns" "Personal, reflexive, indefinite and relative pronouns.";
    3 POSSESSIVE "possessives" "my, her, their, …";
    4 PREPOSITION "prepositions" "of, in, with, …";
    5 CONJUNCTION "conjunctions" "and, or, but.";
    6 SUBORDINATOR "subordinators" "that, whether, because, when, …";
    7 AUXILIARY "auxiliaries" "Forms of be, have and do.";
    8 MODAL "modals" "will, would, can, …";
    9 ADVERB "adverbs" "Common adverbs, with all that end in -ly as a rule of its own.";
    10 SAY "say" "Verbs of speech, all forms.";
    11 ATTITUDE "attitude" "Verbs of thinking, feeling, showing, all forms.";
    12 SAY_NOUN "say-nouns" "claim, statement, warning, …";
    13 WH "wh" "who, what, which, how, …";
    14 NEGATION "negation" "not, n't, never.";
    15 VERB "verbs" "Common finite verb forms that are no verbs of speech.";
    40 REPORT "report" "Verbs of speech that report without quotation marks, all forms.";
    16 TIME "time" "Days, months and other words of time.";
    17 GIVEN_MALE "given-male" "Given names of men.";
    18 GIVEN_FEMALE "given-female" "Given names of women.";
    19 TITLE "titles" "Mr., President, Aunt: what stands before a name.";
    20 MALE "male" "Words that show a man: Mr., father, chairman.";
    21 FEMALE "female" "Words that show a woman: Mrs., mother, chairwoman.";
    22 ROLE "roles" "Nouns for a person by office, work, rank or part.";
    23 FAMILY "family" "Nouns for relatives.";
    24 GROUP "groups" "people, police, leaders: plural without a rule.";
    25 ORGANISATION_NOUN "organisation-nouns" "company, ministry, party, …";
    26 DOCUMENT "documents" "report, study, poll: what is quoted as a source.";
    27 ORGANISATION_WORD "organisation-words" "Inc., University: part of the name of an organisation.";
    28 PLACE "places" "Countries, capitals and other places of one word.";
    29 DEMONYM "demonyms" "Ukrainian, European: of a place or creed.";
    30 PARTICLE "particles" "de, von, bin: small words inside a name.";
    31 COMMON "common" "Words that start sentences and are no names.";
    41 TIE "ties" "Words that tie a person to those they know or act for: close, familiar, representing.";
    43 QUANTITY "quantities" "Words for people by their number alone: some, many, others.";
    42 INDEFINITE "indefinite" "Words for a person that nothing else describes: someone, those.";
}

/// Lists that only German has.
pub(super) const GERMAN_ONLY: &[(Lex, &str)] = &[
    (Lex::SEPARABLE, include_str!("../../../assets/lexicons/de/separable.txt")),
    (Lex::SEPARATED, include_str!("../../../assets/lexicons/de/separated.txt")),
    (Lex::SUBJUNCTIVE, include_str!("../../../assets/lexicons/de/subjunctive.txt")),
    (Lex::HEAD, include_str!("../../../assets/lexicons/de/heads.txt")),
    (Lex::IRREALIS, include_str!("../../../assets/lexicons/de/irrealis.txt")),
];

pub(super) const GERMAN_SIGNS: &str = include_str!("../../../assets/lexicons/de/signs.txt");

/// Endings of German names by case.
pub(super) const GERMAN_CASES: &str = include_str!("../../../assets/lexicons/de/cases.txt");

/// Lists whose regular plurals are known too.
pub(super) const PLURALISED: Lex =
    Lex::ROLE.or(Lex::FAMILY).or(Lex::ORGANISATION_NOUN).or(Lex::DOCUMENT).or(Lex::DEMONYM);

impl Lex {
    /// The plural of a word of [`ROLE`](Self::ROLE), [`FAMILY`](Self::FAMILY) and other lists of nouns, made by rule.
    pub const PLURAL: Lex = Lex(1 << 63);

    /// Forms of verbs of speech that say nothing without their particle: German "teilte … mit".
    pub const SEPARABLE: Lex = Lex(1 << 59);

    /// The particles that go with [`SEPARABLE`](Self::SEPARABLE).
    pub const SEPARATED: Lex = Lex(1 << 60);

    /// Verb forms that show reported speech by themselves: German "er sei", "er habe".
    pub const SUBJUNCTIVE: Lex = Lex(1 << 61);

    /// Verb forms that may go on with reported speech: German "er wäre", "er hätte".
    pub const IRREALIS: Lex = Lex(1 << 62);

    /// Nouns that head compounds: German "Taxi-fahrer".
    pub const HEAD: Lex = Lex(1 << 32);

    /// Words that open reported speech behind a verb: "que", "dat", "że".
    pub const THAT: Lex = Lex(1 << 44);

    /// Prepositions that tie a noun to the one before: "de", "van".
    pub const LINK: Lex = Lex(1 << 45);

    /// Unstressed pronouns beside a verb that are its objects: "le", "zich".
    pub const OBJECT: Lex = Lex(1 << 46);

    /// Finite forms of verbs.
    pub const FINITE: Lex = Lex(1 << 47);

    /// Past participles.
    pub const PARTICIPLE: Lex = Lex(1 << 48);

    /// Infinitives.
    pub const INFINITIVE: Lex = Lex(1 << 49);

    /// Present participles and gerunds.
    pub const GERUND: Lex = Lex(1 << 50);

    /// Pronouns of the first person.
    pub const FIRST: Lex = Lex(1 << 51);

    /// Pronouns of the second person.
    pub const SECOND: Lex = Lex(1 << 52);

    /// Prepositions before who does what a passive says: "por", "door".
    pub const AGENT: Lex = Lex(1 << 53);

    /// Auxiliaries of the passive: "fue", "werd".
    pub const PASSIVE: Lex = Lex(1 << 54);

    /// Articles and the like that mean something known.
    pub const DEFINITE: Lex = Lex(1 << 55);

    /// "and": what joins two who speak together.
    pub const AND: Lex = Lex(1 << 56);

    /// A pronoun that makes a verb nobody's: "se informó".
    pub const IMPERSONAL: Lex = Lex(1 << 57);

    /// Verbs of refusing: with an infinitive nothing is said, "rechazó hacer declaraciones".
    pub const REFUSAL: Lex = Lex(1 << 58);

    /// The sections that only the data of a pack has.
    fn only_packs_have(name: &str) -> Option<Lex> {
        Some(match name {
            "plural" => Self::PLURAL,
            "first" => Self::FIRST,
            "second" => Self::SECOND,
            "that" => Self::THAT,
            "links" => Self::LINK,
            "agents" => Self::AGENT,
            "passive" => Self::PASSIVE,
            "definite" => Self::DEFINITE,
            "and" => Self::AND,
            "impersonal" => Self::IMPERSONAL,
            "refusing" => Self::REFUSAL,
            _ => return None,
        })
    }

    /// Given names.
    pub const GIVEN: Lex = Self::GIVEN_MALE.or(Self::GIVEN_FEMALE);

    /// No list.
    pub const NONE: Lex = Lex(0);

    /// Whether it shares a list with `other`.
    pub const fn any(self, other: Lex) -> bool {
        self.0 & other.0 != 0
    }

    /// What is in both.
    pub(in crate::nlp) const fn only(self, other: Lex) -> Lex {
        Lex(self.0 & other.0)
    }

    /// What is in it and not in `other`.
    #[must_use]
    pub const fn without(self, other: Lex) -> Lex {
        Lex(self.0 & !other.0)
    }

    /// In either.
    #[must_use]
    pub const fn or(self, other: Lex) -> Lex {
        Lex(self.0 | other.0)
    }
}

impl Lex {
    /// Words that are ordinary ones before they are names: nouns for people and things, verbs, demonyms, times.
    pub const ORDINARY: Lex = Lex::COMMON
        .or(Lex::ROLE)
        .or(Lex::FAMILY)
        .or(Lex::GROUP)
        .or(Lex::ORGANISATION_NOUN)
        .or(Lex::DOCUMENT)
        .or(Lex::SAY)
        .or(Lex::SAY_NOUN)
        .or(Lex::VERB)
        .or(Lex::ATTITUDE)
        .or(Lex::DEMONYM)
        .or(Lex::TIME);

    /// The words that hold a sentence together: names only where much speaks for it.
    pub const FUNCTION: Lex = Lex::DETERMINER
        .or(Lex::PRONOUN)
        .or(Lex::POSSESSIVE)
        .or(Lex::PREPOSITION)
        .or(Lex::CONJUNCTION)
        .or(Lex::SUBORDINATOR)
        .or(Lex::AUXILIARY)
        .or(Lex::MODAL)
        .or(Lex::NEGATION)
        .or(Lex::WH);
}
