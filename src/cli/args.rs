//! What can be written on the command line. Help, completions and the manual page are made from this.

use std::path::PathBuf;
use std::time::Duration;

use clap::builder::PossibleValue;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum, error::ErrorKind};
use unicode_width::UnicodeWidthStr;

use super::ordered::{Limit, processors};
use crate::annotation::Criteria;
use crate::query::Query;
use crate::{display, document, export};

const EXAMPLES: &str = "\
Examples:
  dixit                             a guided sample article
  dixit story.txt                   read an article
  pbpaste | dixit                   read what was copied
  dixit https://example.org/story   read the article of a web page
  dixit articles/                   read the articles of a folder, from a list of them
  dixit https://example.org/feed    the same of a feed
  dixit story.txt | less            as text, each quotation followed by its speaker
  dixit extract *.txt > quotes.jsonl
  dixit speakers story.txt          who said how much

In extract and speakers a feed stands for its entries: each entry's own text is an article.

Who speaks is analysed in English, German, French, Spanish, Portuguese, Italian, Polish, Dutch, Norwegian, Swedish and
Danish. In other languages quotation marks are paired, and it is said that speakers are not known.

Exit codes: 0 done, 1 not all could be done, 2 wrong usage.";

const EXTRACT_EXAMPLES: &str = "\
Examples:
  dixit extract story.txt --format csv
  dixit extract story.txt --where 'speaker:voss kind:direct'
  dixit extract --from jsonl < articles.jsonl > quotes.jsonl

With --from jsonl it is a filter: each line of input is an object with an id and a text, each line of output what was
found in it, in the same order. A line that cannot be read gives a row with its id and an error, and work goes on.";

/// A terminal reader that shows who said what.
#[derive(Debug, Parser)]
#[command(name = "dixit", version, about, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub read: Read,
}

/// Reading.
#[derive(Debug, Args)]
pub struct Read {
    /// Articles to read: files, folders, web addresses, or - for standard input [none: a guided sample article]
    #[arg(value_name = "FILE|FOLDER|URL|-")]
    pub inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub opening: Opening,
    /// Width of the text column, in cells
    #[arg(long, value_name = "CELLS", value_parser = clap::value_parser!(u16).range(10..))]
    pub width: Option<u16>,
    /// Colours: dark, light, or the name of a theme of yours
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// For those who listen: one thing after another, no boxes, no colours; in a terminal block by block
    #[arg(long)]
    pub linear: bool,
    #[command(flatten)]
    pub attitudes: Attitudes,
    /// Leave the mouse to the terminal, so that it can select text
    #[arg(long)]
    pub no_mouse: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the quotations and actors of articles as data
    Extract(Extract),
    /// Show who said how much, as a table
    Speakers(Speakers),
    /// Show where dixit keeps its files, and the mistakes in yours
    Config,
    /// Show which key does what
    Keys,
    /// Write a completion script for a shell
    Completions {
        /// For which shell
        shell: clap_complete::Shell,
    },
    /// Write the manual page (roff)
    Man {
        /// Of this command, instead of dixit itself
        command: Option<String>,
    },
}

/// How articles are opened.
#[derive(Debug, Args)]
pub struct Opening {
    /// What the articles are [default: told by content and name]
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub format: Option<document::Format>,
    /// Fetch nothing from the web
    #[arg(long)]
    pub offline: bool,
}

impl Opening {
    /// What the document module is told.
    pub fn options(&self) -> document::Options {
        document::Options { format: self.format, offline: self.offline, ..document::Options::default() }
    }
}

impl ValueEnum for document::Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.title()))
    }
}

/// Whether attitudes are shown.
#[derive(Debug, Args)]
pub struct Attitudes {
    /// Show attitudes as well: what people are said to think, want, plan or agree to
    #[arg(long)]
    pub attitudes: bool,
}

/// From which confidence on a speaker is named.
#[derive(Debug, Args)]
pub struct Floor {
    /// Name no speaker below this confidence, only the candidates
    #[arg(long, value_name = "PROBABILITY", default_value_t = Criteria::default().unsure_below, value_parser = probability)]
    pub unsure_below: f32,
}

/// The table of speakers.
#[derive(Debug, Args)]
pub struct Speakers {
    /// Articles: files, folders, web addresses, or - for standard input
    #[arg(value_name = "FILE|FOLDER|URL|-", required = true)]
    pub inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub opening: Opening,
    #[command(flatten)]
    pub attitudes: Attitudes,
    #[command(flatten)]
    pub floor: Floor,
}

/// Extraction.
#[derive(Debug, Args)]
#[command(after_help = EXTRACT_EXAMPLES)]
pub struct Extract {
    /// Articles: files, folders, web addresses, or - for standard input [default: standard input]
    #[arg(value_name = "FILE|FOLDER|URL|-")]
    pub inputs: Vec<PathBuf>,
    /// What to write
    #[arg(long, short, value_enum, default_value_t)]
    pub format: Format,
    /// What to read
    #[arg(long, value_enum, default_value_t)]
    pub from: From,
    /// Fetch nothing from the web
    #[arg(long)]
    pub offline: bool,
    /// What offsets count
    #[arg(long, value_enum, default_value_t)]
    pub offsets: Offsets,
    /// Add the text that offsets refer to
    #[arg(long)]
    pub with_text: bool,
    /// Add the evidence of each quotation in words
    #[arg(long)]
    pub explain: bool,
    /// Add every mention: a name, pronoun or other noun phrase, and the actor it refers to
    #[arg(long)]
    pub mentions: bool,
    /// In CSV, write a row for articles without quotations too
    #[arg(long)]
    pub empty_rows: bool,
    #[command(flatten)]
    pub attitudes: Attitudes,
    #[command(flatten)]
    pub floor: Floor,
    /// Keep only quotations that fit: words, "a phrase", /an expression/, speaker:NAME, kind:direct, cue:said, conf<0.6, role:, text:, source:, type:, rule:, words>20; with and, or, not and parentheses
    #[arg(long = "where", value_name = "QUERY", value_parser = query)]
    pub only: Option<Query>,
    /// Write to this file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How many articles to work on at once [default: one a processor]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
    /// Time limit for each article; a slower one gets a row with an error (0: no limit)
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u64).range(0..=86_400))]
    pub timeout: u64,
    /// Print the JSON Schema of the data, and do nothing else
    #[arg(long, conflicts_with = "inputs")]
    pub schema: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One JSON object a line, one line an article
    #[default]
    Jsonl,
    /// One JSON array
    Json,
    /// One row a quotation
    Csv,
    /// A page for people
    Markdown,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum From {
    /// Articles, their format told by content and name
    #[default]
    Auto,
    /// One JSON object a line, with an id and a text
    Jsonl,
    /// Articles of this format
    Format(document::Format),
}

impl ValueEnum for From {
    fn value_variants<'a>() -> &'a [Self] {
        use document::Format::{Docx, Epub, Feed, Html, Markdown, Text};
        const ALL: [From; 8] = [
            From::Auto,
            From::Jsonl,
            From::Format(Text),
            From::Format(Markdown),
            From::Format(Html),
            From::Format(Epub),
            From::Format(Docx),
            From::Format(Feed),
        ];
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        match self {
            Self::Auto => Some(PossibleValue::new("auto").help("Articles, their format told by content and name")),
            Self::Jsonl => Some(PossibleValue::new("jsonl").help("One JSON object a line, with an id and a text")),
            Self::Format(format) => format.to_possible_value(),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Offsets {
    /// Unicode code points
    #[default]
    Chars,
    /// Bytes of UTF-8
    Bytes,
    /// UTF-16 units
    Utf16,
}

/// Reads a probability.
fn probability(written: &str) -> Result<f32, String> {
    let number = written.parse::<f32>().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "a number from 0 to 1 is needed".to_owned())
}

/// Reads a query; a mistake is shown under its place.
fn query(written: &str) -> Result<Query, String> {
    Query::parse(written).map_err(|mistake| {
        let before = display::safe(written.get(..mistake.at.start).unwrap_or_default());
        let written = display::safe(written);
        format!("{mistake}\n\n    {written}\n    {}^", " ".repeat(before.width()))
    })
}

impl Extract {
    /// How long each article may take.
    pub fn limit<R, L>(&self, late: fn(Option<L>, Duration) -> R) -> Option<Limit<R, L>> {
        (self.timeout > 0).then(|| Limit { time: Duration::from_secs(self.timeout), late })
    }

    /// How many articles are worked on at once.
    pub fn workers(&self) -> usize {
        self.jobs.map_or_else(processors, usize::from)
    }

    /// What the export is asked for.
    pub fn options(&self) -> export::Options {
        let offsets = match self.offsets {
            Offsets::Chars => export::Offsets::Chars,
            Offsets::Bytes => export::Offsets::Bytes,
            Offsets::Utf16 => export::Offsets::Utf16,
        };
        export::Options {
            offsets,
            with_text: self.with_text,
            explain: self.explain,
            mentions: self.mentions,
            empty_rows: self.empty_rows,
            unsure_below: self.floor.unsure_below,
        }
    }

    /// Which findings are written: attitudes also where the query asks for them.
    pub fn criteria(&self) -> Criteria {
        let asked = self.only.as_ref().is_some_and(Query::asks_for_attitudes);
        Criteria { attitudes: self.attitudes.attitudes || asked, unsure_below: self.floor.unsure_below }
    }

    /// How articles are opened.
    pub fn opening(&self) -> document::Options {
        let format = match self.from {
            From::Format(format) => Some(format),
            From::Auto | From::Jsonl => None,
        };
        document::Options { format, offline: self.offline, ..document::Options::default() }
    }

    /// The export's name of the format.
    pub fn format(&self) -> export::Format {
        match self.format {
            Format::Jsonl => export::Format::Jsonl,
            Format::Json => export::Format::Json,
            Format::Csv => export::Format::Csv,
            Format::Markdown => export::Format::Markdown,
        }
    }
}

/// The command that a manual page describes.
pub fn page(name: Option<&str>) -> anyhow::Result<clap::Command> {
    let mut whole = Cli::command();
    whole.build();
    let Some(name) = name else { return Ok(whole) };
    match whole.find_subcommand(name) {
        Some(command) => Ok(command.clone()),
        None => Err(whole.error(ErrorKind::InvalidSubcommand, format!("there is no command {name}")).into()),
    }
}
