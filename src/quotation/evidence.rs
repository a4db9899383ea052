//! Why a quotation is given to its speaker: the rules by name.

/// Why a quotation is given to its speaker. Kept small: the words are spelled out only where they are shown
/// ([`explain`](crate::explanation::explain)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The rule that attributed it.
    pub rule: Rule,
}

macro_rules! rules {
    ($($variant:ident $name:literal $confidence:literal $describe:literal $example:literal;)*) => {
        /// A rule of attribution.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Rule {
            $(#[doc = concat!($describe, ": `", $example, "`")] $variant,)*
        }

        impl Rule {
            /// All rules.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Short name, as exported.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it goes by, for people: the part of a sentence after "because".
            pub const fn describe(self) -> &'static str {
                match self { $(Self::$variant => $describe,)* }
            }

            /// A sentence that shows it: `[source] {cue} «content»`.
            pub const fn example(self) -> &'static str {
                match self { $(Self::$variant => $example,)* }
            }

            /// The language of its example, as a tag; a rule of one language only has one of that language.
            pub const fn language(self) -> &'static str {
                match self {
                    Self::ReportedMood => "de",
                    Self::DroppedSubject => "es",
                    _ => "en",
                }
            }

            /// Whether it goes by the layout of the text: labels, questions and answers, signatures.
            pub const fn is_layout(self) -> bool {
                matches!(
                    self,
                    Self::SpeakerLabel
                        | Self::Answer
                        | Self::Question
                        | Self::Post
                        | Self::Reply
                        | Self::Signed
                        | Self::Script
                )
            }

            /// Whether what it finds is an attitude: what somebody thinks or wants, not what they say.
            pub const fn is_attitude(self) -> bool {
                matches!(self, Self::LearnedAttitude)
            }

            /// How often its source is right, 0..=1: measured on the training part of the news corpus, smoothed.
            pub const fn confidence(self) -> f32 {
                match self { $(Self::$variant => $confidence,)* }
            }
        }
    };
}

rules! {
    SubjectVerb "subject-verb" 0.96 "the source is the subject of the verb of saying"
        "[Ada Voss] {said} that «the talks had failed».";
    SubjectAcross "subject-across" 0.95 "the source is the subject of the verb of saying, across an insertion"
        "[Voss], who leads the talks, {told} reporters «they had failed».";
    InvertedCue "inverted" 0.95 "the source follows the verb of saying"
        "«“We will not sign,”» {said} [Voss].";
    PassiveCue "passive" 0.85 "the verb of saying is passive"
        "The plan {was described} by [Voss] as «“dead on arrival today”».";
    Relayed "relayed" 0.9 "the source is quoted at second hand"
        "The Norland Times quoted [Ada Voss] as {saying} that «time was short».";
    RelativeCue "relative" 0.87 "the source is a relative pronoun's antecedent"
        "Voss, [who] {warned} that «time was short», left.";
    InfinitiveCue "infinitive" 0.75 "the source is the subject of the clause that the verb of saying belongs to"
        "[Voss] went on to {warn} that «time was short».";
    ParticipleCue "participle" 0.86 "the source is the subject of the clause that the participle belongs to"
        "[Voss] left, {saying} that «time was short».";
    CoordinatedCue "coordinated" 0.86 "the source is the subject of the verb before"
        "[Voss] left the room and {said} «the talks had failed».";
    AccordingTo "according-to" 0.95 "“according to” names the source"
        "«The talks have failed», {according to} [the ministry].";
    SpeechNoun "speech-noun" 0.58 "a noun of saying has an owner"
        "Few shared [her] {assertion} that «the line was agreed».";
    LearnedSpeech "learned-speech" 0.87 "it was learned from articles that such words report what somebody says"
        "[Voss] {spoke about} «how the deal had failed».";
    LearnedAttitude "learned-attitude" 0.88 "it was learned from articles that such words tell what somebody thinks, wants or supports"
        "[Voss] {wants} «to leave by Friday».";
    NameColon "name-colon" 0.95 "the name and a colon stand before it"
        "[Voss]{:} «“Not today.”»";
    Attribution "attribution-line" 0.95 "the name stands after it, set off by a dash"
        "«“Not today.”» {–} [Ada Voss]";
    IntroducedBlock "introduced" 0.85 "the line before names the source and ends with a colon"
        "From [the minister]{:} / «“Not today.”»";
    BesideVerb "beside-verb" 0.85 "somebody's action stands right beside the marks"
        "«“Not today,”» [Voss] {shrugged}.";
    SameSentence "same-sentence" 0.85 "another quotation of the same sentence has this source"
        "“We won,” [Voss] said, sounding «“like a general at sea”».";
    SentenceSubject "sentence-subject" 0.7 "the marked words belong to what the sentence says its subject did"
        "[Voss] took issue with the plan as «“dead on arrival”».";
    Reopened "reopened" 0.9 "it goes on with the quotation that the paragraph before left open"
        "[Voss] {said}: «“One.» / «“Two.”»";
    Continuation "continuation" 0.85 "the quotation before it in the same paragraph has this source"
        "«“No,”» [Voss] {said}. «“Not today.”»";
    Anticipation "anticipation" 0.8 "the quotation after it in the same paragraph has this source"
        "«“No. Never!”» «“Not today,”» {said} [Voss].";
    PreviousSentence "previous-sentence" 0.7 "the sentence before it names the source"
        "[Voss] was angry. «“This is dead.”»";
    ActionBeat "action-beat" 0.65 "the paragraph tells what this person does"
        "«“Not today.”» [Voss] closed the file.";
    ReportedMood "reported-mood" 0.75 "its verb is in the mood of reported speech, and this source spoke last"
        "„Es ist zu spät“, sagte [Voss]. «Die Gespräche seien gescheitert».";
    Turn "turn" 0.5 "speakers take turns, and nothing names who says it"
        "“No,” said [Voss]. / “Why?” asked Lee. / «“Because we lost.”»";
    Ranked "ranked" 0.7 "the words around it point to this source more than to any other"
        "[Voss] has since apologised for what happened: «“I was wrong about the line.”»";
    Unattributed "unattributed" 0.3 "nothing near it names who said it"
        "«“No.”»";
    SpeakerLabel "label" 0.96 "the turn of a transcript: it begins with the speaker's name"
        "«“[VOSS]{:} We will not sign.”»";
    Repeated "repeated" 0.9 "the same words are quoted elsewhere in the text with this source"
        "“We will not sign a word of it, now or later,” said [Voss]. / It rained. / «“We will not sign a word of it.”»";
    Answer "answer" 0.9 "a question and its answer: the person who is interviewed speaks"
        "Ada Voss runs the mill. / Q: Why now? / A: «I am tired.» / Q: Will you rest? / A: «I will.»";
    Question "question" 0.9 "a question and its answer: whoever interviews asks"
        "Ada Voss runs the mill. / Q: «Why now?» / A: I am tired. / Q: «Will you rest?» / A: I will.";
    Post "post" 0.95 "its author's name and account stand below it, as in a post"
        "> «The bridge was promised.» / > — [Ada Voss] (@adavoss)";
    Reply "reply" 0.9 "the line above says who wrote it, as in a reply to an e-mail"
        "On 3 March 2026, [Ada Voss] <ada@example.org> {wrote}: / > «Please sign the plan.»";
    Signed "signed" 0.85 "it is signed below, as in a letter"
        "Dear Mayor, / «We ask you to keep the bridge.» / Yours sincerely, / [Ada Voss]";
    Script "script" 0.9 "the character's name stands above it, as in a script"
        "ADA / «We will not sign.» / JON / «Why not?» / ADA / «It is late.»";
    SaidAfter "said-after" 0.9 "the paragraph after it says whose words they are"
        "«“I would do it again tomorrow.”» / That is how [Ada Voss], the diver, sums it up.";
    Cell "cell" 0.9 "the cell beside it in the table names the source"
        "[Ada Voss] | «“Not today.”»";
    DroppedSubject "dropped-subject" 0.8 "the verb of saying has no subject of its own, so the last speaker goes on"
        "«Ya es tarde», dijo [Ana Paz]. Además, {advirtió} que «el puente se cerrará».";
}
