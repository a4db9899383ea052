//! An invented article with annotations made by hand, and a reader over it that keys can be sent to.

use std::sync::Arc;

use dixit::annotation::{Annotations, Quotation, QuotationKind};
use dixit::app::{App, Effect, Message, Start, update};
use dixit::config::keys::KeyPress;
use dixit::config::theme::ColourDepth;
use dixit::document::{BlockKind, Builder, Document, Inline, Metadata, Source};
use dixit::entity::{Actor, ActorId, ActorKind, Gender, Mention, MentionKind};
use dixit::quotation::{Evidence, Rule};
use dixit::span::Span;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

/// The blocks of the article.
const ARTICLE: [(BlockKind, &str); 15] = [
    (BlockKind::Heading(1), "Talks stall as Norland insists on terms"),
    (
        BlockKind::Paragraph,
        "LOWMARK – The foreign minister told reporters on Tuesday that the offer was “dead on arrival”, hours after \
         envoys from Norland had left the “Glass House” by a side door.",
    ),
    (
        BlockKind::Paragraph,
        "“We will not sign what we cannot keep,” Ada Voss said. “And we cannot keep this.” She added that the next round \
         would have to wait until spring.",
    ),
    (BlockKind::PullQuote, "“A treaty is not a weather report.” – Ada Voss"),
    (BlockKind::Heading(2), "What Norland wants"),
    (
        BlockKind::Paragraph,
        "Norland had asked for a joint board to oversee the river. According to its envoy, Jonas Hale, the board would \
         meet twice a year and have no powers at all. “It is a table and six chairs,” he told the Lowmark Courier. \
         “Nobody is afraid of a table.”",
    ),
    (
        BlockKind::Paragraph,
        "Fishing crews along the Sill were less calm. “They draw a line on a map and my nets are abroad,” said Mina Okoye, \
         who runs four boats out of Tarn Harbour.",
    ),
    (BlockKind::ListItem(None), "A board of six, with a chair that changes each year."),
    (BlockKind::ListItem(None), "Shared gauges on both banks of the Sill."),
    (BlockKind::ListItem(None), "A court, which Lowmark calls “unthinkable”."),
    (BlockKind::Heading(2), "A long spring"),
    (
        BlockKind::Paragraph,
        "The harbour council warned that half of the season could be lost. “We have been patient since my grandfather’s \
         time,” its chair, 佐藤 美咲, said; “patience is not a plan.”",
    ),
    (
        BlockKind::Paragraph,
        "Voss dismissed that. “Nobody loses a season,” the minister said. “They lose a week.” Hale, asked whether he \
         would return, laughed: “I have left my umbrella there.”",
    ),
    (BlockKind::Paragraph, "“It will rain either way,” an old man on the quay said."),
    (BlockKind::Paragraph, "The next meeting has no date."),
];

const ADA: u32 = 0;
const JONAS: u32 = 1;
const CHAIR: u32 = 2;
const MINA: u32 = 3;
const COUNCIL: u32 = 4;
const NORLAND: u32 = 5;
const LOWMARK: u32 = 6;

type Said = (&'static str, QuotationKind, Option<&'static str>, Option<&'static str>, Option<u32>, f32, u32);

/// Content, kind, source, cue, actor, confidence, utterance; in order.
const SAID: [Said; 15] = {
    use QuotationKind::{Direct, Indirect, Mixed};
    [
        ("the offer was “dead on arrival”", Mixed, Some("The foreign minister"), Some("told"), Some(ADA), 0.81, 0),
        ("“We will not sign what we cannot keep,”", Direct, Some("Ada Voss"), Some("said"), Some(ADA), 0.97, 1),
        ("“And we cannot keep this.”", Direct, Some("Ada Voss"), Some("said"), Some(ADA), 0.93, 1),
        ("the next round would have to wait until spring", Indirect, Some("She"), Some("added"), Some(ADA), 0.88, 2),
        ("“A treaty is not a weather report.”", Direct, Some("Ada Voss"), Some("–"), Some(ADA), 0.99, 3),
        (
            "the board would meet twice a year and have no powers at all",
            Indirect,
            Some("its envoy, Jonas Hale"),
            Some("According to"),
            Some(JONAS),
            0.9,
            4,
        ),
        ("“It is a table and six chairs,”", Direct, Some("he"), Some("told"), Some(JONAS), 0.86, 5),
        ("“Nobody is afraid of a table.”", Direct, Some("he"), Some("told"), Some(JONAS), 0.84, 5),
        (
            "“They draw a line on a map and my nets are abroad,”",
            Direct,
            Some("Mina Okoye"),
            Some("said"),
            Some(MINA),
            0.98,
            6,
        ),
        (
            "half of the season could be lost",
            Indirect,
            Some("The harbour council"),
            Some("warned"),
            Some(COUNCIL),
            0.8,
            7,
        ),
        (
            "“We have been patient since my grandfather’s time,”",
            Direct,
            Some("its chair, 佐藤 美咲"),
            Some("said"),
            Some(CHAIR),
            0.91,
            8,
        ),
        ("“patience is not a plan.”", Direct, Some("its chair, 佐藤 美咲"), Some("said"), Some(CHAIR), 0.87, 8),
        ("“Nobody loses a season,”", Direct, Some("the minister"), Some("said"), Some(ADA), 0.95, 9),
        ("“They lose a week.”", Direct, Some("the minister"), Some("said"), Some(ADA), 0.9, 9),
        ("“It will rain either way,”", Direct, Some("an old man on the quay"), Some("said"), None, 0.4, 10),
    ]
};

/// Words that refer to actors, in order of the text.
const MENTIONED: [(&str, MentionKind, u32); 16] = {
    use MentionKind::{Name, Nominal, Pronoun};
    [
        ("Norland", Name, NORLAND),
        ("The foreign minister", Nominal, ADA),
        ("Norland", Name, NORLAND),
        ("Ada Voss", Name, ADA),
        ("She", Pronoun, ADA),
        ("Ada Voss", Name, ADA),
        ("Norland", Name, NORLAND),
        ("Norland", Name, NORLAND),
        ("Jonas Hale", Name, JONAS),
        ("he", Pronoun, JONAS),
        ("Mina Okoye", Name, MINA),
        ("Lowmark", Name, LOWMARK),
        ("The harbour council", Name, COUNCIL),
        ("佐藤 美咲", Name, CHAIR),
        ("Voss", Name, ADA),
        ("the minister", Nominal, ADA),
    ]
};

fn find(text: &str, words: &str, from: usize) -> Span {
    let whole = |at: usize| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + words.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    };
    let rest = text.get(from..).unwrap_or_default();
    let at = rest.match_indices(words).map(|(at, _)| from + at).find(|&at| whole(at));
    let start = at.unwrap_or_else(|| panic!("{words:?} after {from}"));
    Span::new(start, start + words.len())
}

/// The article.
pub fn document() -> Document {
    let metadata = Metadata {
        title: Some("Talks stall as Norland insists on terms".to_owned()),
        byline: Some("Lena Brandt".to_owned()),
        site: Some("The Sill Gazette".to_owned()),
        date: Some("3 March".to_owned()),
        source: "talks.md".to_owned(),
        ..Metadata::default()
    };
    let mut builder = Builder::new(metadata);
    for (kind, words) in ARTICLE {
        if builder.offset() > 0 {
            builder.push_str("\n\n");
        }
        let start = builder.offset();
        builder.push_str(words);
        let end = builder.offset();
        builder.block(kind, Span::new(start, end), u8::from(matches!(kind, BlockKind::ListItem(_))));
    }
    let umbrella = find(builder.text(), "umbrella", 0);
    builder.style(Inline::Emphasis, umbrella);
    builder.build()
}

/// A rule that fits.
fn rule(source: Option<&str>, cue: Option<&str>, kind: QuotationKind) -> Rule {
    match (source, cue, kind) {
        (_, Some("According to"), _) => Rule::AccordingTo,
        (_, Some("–"), _) => Rule::Attribution,
        (Some("Mina Okoye"), ..) => Rule::InvertedCue,
        (_, Some(_), _) => Rule::SubjectVerb,
        _ => Rule::Unattributed,
    }
}

/// What is found in it.
pub fn annotations(document: &Document) -> Annotations {
    let text = &document.text;
    let mut at = 0;
    let mut quotations = Vec::new();
    for (content, kind, source, cue, actor, confidence, utterance) in SAID {
        let span = find(text, content, at);
        at = span.start;
        // A source or cue stands in the same paragraph, mostly close by.
        let block = document.blocks[document.block_at(span.start)].span;
        let near = |words: &str| {
            let mut best = find(text, words, block.start);
            while best.end < span.start {
                match text.get(best.end..block.end).filter(|rest| rest.contains(words)) {
                    Some(_) => {
                        let next = find(text, words, best.end);
                        if next.start.abs_diff(span.end) < span.start - best.end { best = next } else { break }
                    }
                    None => break,
                }
            }
            best
        };
        quotations.push(Quotation {
            span,
            kind,
            utterance,
            source: source.map(near),
            cue: cue.map(near),
            actor: actor.map(ActorId),
            also: Box::default(),
            candidates: Box::default(),
            chain: Box::default(),
            rough: false,
            confidence,
            evidence: Evidence { rule: rule(source, cue, kind) },
        });
    }
    let mut at = 0;
    let mut mentions = Vec::new();
    for (words, kind, actor) in MENTIONED {
        let span = find(text, words, at);
        at = span.end;
        mentions.push(Mention::new(span, kind, Some(ActorId(actor))));
    }
    let scare_quotes =
        ["“Glass House”", "“unthinkable”", "“I have left my umbrella there.”"].map(|words| find(text, words, 0));
    Annotations { actors: actors(&quotations, &mentions), quotations, scare_quotes: scare_quotes.to_vec(), mentions }
}

/// Name, kind, aliases, roles.
type Known = (&'static str, ActorKind, &'static [&'static str], &'static [&'static str]);

fn actors(quotations: &[Quotation], mentions: &[Mention]) -> Vec<Actor> {
    use ActorKind::{Organisation, Person, Place};
    let known: [Known; 7] = [
        ("Ada Voss", Person, &["Voss", "the minister"], &["foreign minister"]),
        ("Jonas Hale", Person, &["Hale"], &["envoy of Norland"]),
        ("佐藤 美咲", Person, &[], &["chair of the harbour council"]),
        ("Mina Okoye", Person, &[], &[]),
        ("Harbour council", Organisation, &[], &[]),
        ("Norland", Place, &[], &[]),
        ("Lowmark", Place, &[], &[]),
    ];
    let actor = |(index, (name, kind, aliases, roles)): (usize, Known)| {
        let id = ActorId(index as u32);
        Actor {
            id,
            name: name.to_owned(),
            named: true,
            kind,
            aliases: aliases.iter().map(ToString::to_string).collect(),
            roles: roles.iter().map(ToString::to_string).collect(),
            gender: Gender::Unknown,
            mentions: mentions.iter().filter(|mention| mention.actor == Some(id)).count() as u32,
            quotations: quotations.iter().filter(|quotation| quotation.actor == Some(id)).count() as u32,
        }
    };
    known.into_iter().enumerate().map(actor).collect()
}

/// A reader in a terminal of its own.
pub struct Screen {
    /// Its state.
    pub app: App,
    /// All it asked for.
    pub effects: Vec<Effect>,
    size: (u16, u16),
}

impl Screen {
    /// Just started, nothing opened yet.
    pub fn start(width: u16, height: u16, depth: ColourDepth, sources: usize) -> Self {
        Self::started((width, height), depth, sources, false)
    }

    fn started((width, height): (u16, u16), depth: ColourDepth, sources: usize, ascii: bool) -> Self {
        let (config, problems) = dixit::config::load(None);
        assert!(problems.is_empty(), "{problems:?}");
        let source = |i: usize| Source::File(format!("article-{i}.md").into());
        let sources = (0..sources).map(source).collect();
        let notices = Vec::new();
        let (app, effects) =
            App::new(Start { sources, config, width, height, depth, dark: true, notices, newcomer: true, ascii });
        Self { app, effects, size: (width, height) }
    }

    /// On a terminal that shows ASCII alone.
    pub fn in_ascii(width: u16, height: u16) -> Self {
        let mut screen = Self::started((width, height), ColourDepth::None, 1, true);
        screen.send(Message::Opened { index: 0, result: Ok(Arc::new(document())) });
        screen.annotated()
    }

    /// With the article open and not analysed.
    pub fn opened(width: u16, height: u16) -> Self {
        let mut screen = Self::start(width, height, ColourDepth::True, 2);
        screen.send(Message::Opened { index: 0, result: Ok(Arc::new(document())) });
        screen
    }

    /// With the article open and analysed.
    pub fn new(width: u16, height: u16) -> Self {
        Self::opened(width, height).annotated()
    }

    /// With these colours.
    pub fn in_colours(width: u16, height: u16, depth: ColourDepth) -> Self {
        let mut screen = Self::start(width, height, depth, 1);
        screen.send(Message::Opened { index: 0, result: Ok(Arc::new(document())) });
        screen.annotated()
    }

    fn annotated(mut self) -> Self {
        let annotations = Arc::new(annotations(&document()));
        self.send(Message::Annotated { index: 0, annotations });
        self
    }

    /// Sends a message.
    pub fn send(&mut self, message: Message) {
        if let Message::Resize { width, height } = message {
            self.size = (width, height);
        }
        self.effects.extend(update(&mut self.app, message));
    }

    /// Presses keys: names as in a keymap file, with spaces between them.
    pub fn press(mut self, keys: &str) -> Self {
        for key in keys.split_whitespace() {
            let press: KeyPress = key.parse().unwrap_or_else(|_| panic!("no such key: {key}"));
            self.send(Message::Key(press));
        }
        self
    }

    /// Types letters.
    pub fn types(mut self, words: &str) -> Self {
        for c in words.chars() {
            let key = if c == ' ' { "space".to_owned() } else { c.to_string() };
            self = self.press(&key);
        }
        self
    }

    /// What is drawn.
    pub fn draw(&self) -> Buffer {
        let mut terminal = Terminal::new(TestBackend::new(self.size.0, self.size.1)).unwrap();
        terminal.draw(|frame| dixit::ui::view(&self.app, frame)).unwrap();
        terminal.backend().buffer().clone()
    }

    /// What is drawn, as text.
    pub fn text(&self) -> String {
        text(&self.draw())
    }
}

/// A frame as text, one line a row, without spaces at their ends.
pub fn text(buffer: &Buffer) -> String {
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let mut row = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            row.push_str(symbol);
            x += (dixit::app::rich::width(symbol) as u16).max(1);
        }
        out.push_str(row.trim_end());
        out.push('\n');
    }
    out
}
