//! Reads the corpora: gold documents, silver tokens. Offsets become bytes.

use std::collections::HashMap;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::ops::Range;
use std::path::Path;

use dixit::entity::ActorKind;
use flate2::read::GzDecoder;
use serde_json::Value;

use crate::Places;
use crate::written::{self, Article, Piece};

/// A document with its gold quotations.
pub struct Gold {
    /// As the corpus names it.
    pub id: String,
    /// The text.
    pub text: String,
    /// One entry a contiguous piece.
    pub quotes: Vec<GoldQuote>,
    /// Zones its annotators were unsure of.
    pub ignore: Vec<Range<usize>>,
    /// The people of a document, each with all its names, where that is annotated.
    pub people: HashMap<String, Vec<String>>,
    /// Mentions with their entity, where those are annotated.
    pub mentions: Vec<GoldMention>,
}

impl Gold {
    /// Whether every quotation of it is annotated.
    pub fn is_complete(&self) -> bool {
        self.id.starts_with("modern") || self.id.starts_with("written")
    }

    /// Whether a span lies outside of what the annotators were unsure of.
    pub fn counts(&self, span: &Range<usize>) -> bool {
        self.ignore.iter().all(|zone| zone.start >= span.end || span.start >= zone.end)
    }
}

/// A mention of an entity. Ranges are bytes.
#[derive(Clone, Debug)]
pub struct GoldMention {
    /// Its words.
    pub span: Range<usize>,
    /// The entity.
    pub entity: String,
}

/// A contiguous piece of attributed content. Ranges are bytes.
#[derive(Clone)]
pub struct GoldQuote {
    /// The content.
    pub span: Range<usize>,
    /// direct, mixed or indirect.
    pub kind: String,
    /// The words that name the source.
    pub source: Option<Range<usize>>,
    /// The cue's words.
    pub cue: Option<Range<usize>>,
    /// Speech, or else an attitude.
    pub say: bool,
    /// Who says it, where that is annotated.
    pub speaker: Option<String>,
    /// Whether the text names who says it.
    pub named: bool,
    /// The people of a joint speaker.
    pub members: Vec<String>,
}

/// One silver token.
#[derive(Clone, Debug)]
pub struct Silver {
    /// Bytes.
    pub span: Range<usize>,
    /// Penn Treebank part of speech.
    pub tag: String,
}

/// The documents of a gold file, in order.
pub fn gold(path: &Path) -> Result<Vec<Gold>, Box<dyn Error>> {
    let mut out = Vec::new();
    for line in lines(path)? {
        let doc: Value = serde_json::from_str(&line?)?;
        let text = doc["text"].as_str().unwrap_or_default().to_owned();
        let offsets = Offsets::new(&text);
        let quotes = list(&doc["quotes"]).iter().filter_map(|quote| gold_quote(quote, &offsets)).collect();
        let ignore = list(&doc["ignore"]).iter().filter_map(|zone| offsets.range(&zone[0], &zone[1])).collect();
        let names = |(name, aliases): (&String, &Value)| {
            (name.clone(), list(aliases).iter().filter_map(string).chain([name.clone()]).collect())
        };
        let people = doc["entities"].as_object().map(|all| all.iter().map(names).collect()).unwrap_or_default();
        let mentions = gold_mentions(&doc, &offsets);
        out.push(Gold { id: string(&doc["id"]).unwrap_or_default(), text, quotes, ignore, people, mentions });
    }
    Ok(out)
}

/// The training articles of which every quotation is annotated: of the web, and those written for this project.
pub fn complete(places: &Places) -> Result<Vec<Gold>, Box<dyn Error>> {
    let mut articles = gold(&places.corpus.join("modern-train.jsonl"))?;
    articles.extend(written(places)?);
    Ok(articles)
}

/// The training or development part of a corpus of quotations; "written" for those written for this project, which are all
/// for training.
pub fn part(places: &Places, name: &str, part: &str) -> Result<Vec<Gold>, Box<dyn Error>> {
    match (name, part) {
        ("written", "train") => written(places),
        ("written", _) => Ok(Vec::new()),
        _ => gold(&places.corpus.join(format!("{name}-{part}.jsonl"))),
    }
}

/// The English articles that are written for this project.
pub fn written(places: &Places) -> Result<Vec<Gold>, Box<dyn Error>> {
    Ok(written::articles(&places.written)?.into_iter().map(of_written).collect())
}

/// The training articles of other languages than English and German, and those in any of them that are written for this
/// project.
pub fn world(places: &Places) -> Result<Vec<Gold>, Box<dyn Error>> {
    let mut articles = gold(&places.corpus.join("modern-other-train.jsonl"))?;
    articles.extend(written::articles(&places.written.join("world"))?.into_iter().map(of_written));
    Ok(articles)
}

fn of_written(article: Article) -> Gold {
    let Article { id, text, pieces, names } = article;
    let mut people: HashMap<String, Vec<String>> = HashMap::new();
    for speaker in pieces.iter().map(|piece| &piece.speaker).filter(|speaker| speaker.named) {
        let single = speaker.name.as_slice();
        for name in if speaker.members.is_empty() { single } else { &speaker.members } {
            let other = names.get(name).into_iter().flatten().cloned();
            let surname =
                name.rsplit_once(' ').map(|(_, last)| last).filter(|last| last.starts_with(char::is_uppercase));
            people.insert(name.clone(), other.chain(surname.map(str::to_owned)).chain([name.clone()]).collect());
        }
    }
    let quote = |piece: Piece| GoldQuote {
        kind: kind(&text[piece.words.clone()]).to_owned(),
        span: piece.words,
        source: piece.source,
        cue: None,
        say: true,
        speaker: piece.speaker.name,
        named: piece.speaker.named,
        members: piece.speaker.members,
    };
    let quotes = pieces.into_iter().map(quote).collect();
    Gold { id: format!("written/{id}"), quotes, text, ignore: Vec::new(), people, mentions: Vec::new() }
}

/// How much of a content is between quotation marks.
fn kind(content: &str) -> &'static str {
    if content.starts_with(['–', '—']) {
        return "direct";
    }
    let (mut inside, mut marked, mut all) = (None, 0, 0);
    let mut before = ' ';
    let mut rest = content.chars().peekable();
    while let Some(char) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        let opens = match char {
            '“' => Some('”'),
            '„' if content.contains('”') => Some('”'),
            '„' => Some('“'),
            '«' => Some('»'),
            '»' => Some('«'),
            '"' => Some('"'),
            '‘' if !before.is_alphanumeric() => Some('’'),
            '\'' if !before.is_alphanumeric() => Some('\''),
            _ => None,
        };
        let mark = match inside {
            Some(close) => char == close && !(next.is_alphanumeric() && before.is_alphanumeric()),
            None => opens.is_some(),
        };
        (all, marked) = (all + 1, marked + usize::from(inside.is_some() || mark));
        if mark {
            inside = if inside.is_some() { None } else { opens };
        }
        before = char;
    }
    match () {
        () if marked == 0 => "indirect",
        () if marked + 1 >= all => "direct",
        () => "mixed",
    }
}

/// The mentions of GUM; of GAP the pronoun and the names that it means or does not mean.
fn gold_mentions(doc: &Value, offsets: &Offsets) -> Vec<GoldMention> {
    if let Some(pronoun) = doc["pronoun"]["text"].as_str() {
        let of = |words: &Value, entity: &str| {
            let start = words["start"].as_u64()?;
            let end = start + words["text"].as_str()?.chars().count() as u64;
            Some(GoldMention { span: offsets.range(&start.into(), &end.into())?, entity: entity.to_owned() })
        };
        let name = |key: &str| of(&doc[key], if doc[key]["coref"].as_bool() == Some(true) { "meant" } else { key });
        let meant = doc["a"]["coref"].as_bool() == Some(true) || doc["b"]["coref"].as_bool() == Some(true);
        let pronoun = of(&doc["pronoun"], if meant { "meant" } else { "another" }).filter(|_| !pronoun.is_empty());
        return [pronoun, name("a"), name("b")].into_iter().flatten().collect();
    }
    let mention = |it: &Value| {
        Some(GoldMention {
            span: offsets.range(&it["start"], &it["end"])?,
            entity: string(&it["entity"]).or_else(|| it["entity"].as_u64().map(|id| id.to_string()))?,
        })
    };
    list(&doc["mentions"]).iter().filter_map(mention).collect()
}

fn gold_quote(quote: &Value, offsets: &Offsets) -> Option<GoldQuote> {
    let words = |value: &Value| offsets.range(&value["start"], &value["end"]);
    Some(GoldQuote {
        span: words(quote)?,
        kind: string(&quote["kind"]).unwrap_or_default(),
        source: words(&quote["speaker_mention"]),
        cue: words(&quote["cue"]),
        say: quote["say"].as_bool().unwrap_or(true),
        speaker: string(&quote["speaker"]),
        named: quote["named"].as_bool().unwrap_or(true),
        members: list(&quote["members"]).iter().filter_map(string).collect(),
    })
}

/// The silver sentences of each document, by its id. `texts` are the documents that the offsets refer to.
pub fn silver(path: &Path, texts: &[Gold]) -> Result<HashMap<String, Vec<Vec<Silver>>>, Box<dyn Error>> {
    by_document(path, texts, |doc, offsets| {
        let token =
            |token: &Value| Some(Silver { span: offsets.range(&token[0], &token[1])?, tag: string(&token[2])? });
        list(&doc["sentences"]).iter().map(|s| list(s).iter().filter_map(token).collect()).collect()
    })
}

/// The lines of a file, unpacked where its name ends in `.gz`.
pub fn lines(path: &Path) -> Result<impl Iterator<Item = std::io::Result<String>>, Box<dyn Error>> {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let packed = path.extension().is_some_and(|extension| extension == "gz");
    let reader: Box<dyn BufRead> =
        if packed { Box::new(BufReader::new(GzDecoder::new(file))) } else { Box::new(BufReader::new(file)) };
    Ok(reader.lines())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn string(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// From code points to bytes.
struct Offsets(Vec<usize>);

impl Offsets {
    fn new(text: &str) -> Self {
        Self(text.char_indices().map(|(at, _)| at).chain([text.len()]).collect())
    }

    fn range(&self, start: &Value, end: &Value) -> Option<Range<usize>> {
        let at = |value: &Value| self.0.get(value.as_u64()? as usize).copied();
        Some(at(start)?..at(end)?)
    }
}

/// A name or another mention with its type.
pub struct Typed {
    /// Bytes.
    pub span: Range<usize>,
    /// What it is.
    pub kind: ActorKind,
}

/// A document with typed mentions.
pub struct TypedDocument {
    /// The text.
    pub text: String,
    /// In the corpus's order.
    pub mentions: Vec<Typed>,
}

/// The documents of GUM.
pub fn typed(path: &Path) -> Result<Vec<TypedDocument>, Box<dyn Error>> {
    let mut out = Vec::new();
    for line in lines(path)? {
        let doc: Value = serde_json::from_str(&line?)?;
        let text = doc["text"].as_str().unwrap_or_default().to_owned();
        let offsets = Offsets::new(&text);
        let mention = |mention: &Value| {
            let kind = match mention["type"].as_str()? {
                "person" => ActorKind::Person,
                "organization" => ActorKind::Organisation,
                "place" => ActorKind::Place,
                _ => ActorKind::Unknown,
            };
            Some(Typed { span: offsets.range(&mention["start"], &mention["end"])?, kind })
        };
        let mentions = list(&doc["mentions"]).iter().filter_map(mention).collect();
        out.push(TypedDocument { text, mentions });
    }
    Ok(out)
}

/// What `read` makes of each line of a file that is about one of the texts, by the text's id.
fn by_document<T>(
    path: &Path,
    texts: &[Gold],
    read: impl Fn(&Value, &Offsets) -> T,
) -> Result<HashMap<String, T>, Box<dyn Error>> {
    let texts: HashMap<&str, &Gold> = texts.iter().map(|doc| (doc.id.as_str(), doc)).collect();
    let mut out = HashMap::new();
    for line in lines(path)? {
        let doc: Value = serde_json::from_str(&line?)?;
        let Some(id) = string(&doc["id"]) else { continue };
        let Some(text) = texts.get(id.as_str()) else { continue };
        let offsets = Offsets::new(&text.text);
        out.insert(id, read(&doc, &offsets));
    }
    Ok(out)
}

/// The names in the silver tokens of each document, by its id: neighbours with one tag are one name.
pub fn named(path: &Path, texts: &[Gold]) -> Result<HashMap<String, Vec<Typed>>, Box<dyn Error>> {
    by_document(path, texts, |doc, offsets| {
        let mut names: Vec<(Typed, String)> = Vec::new();
        for token in list(&doc["sentences"]).iter().flat_map(list) {
            let tag = token[3].as_str().unwrap_or("O");
            let kind = match tag {
                "PERSON" => ActorKind::Person,
                "ORGANIZATION" => ActorKind::Organisation,
                "LOCATION" => ActorKind::Place,
                "O" => continue,
                _ => ActorKind::Unknown,
            };
            let Some(span) = offsets.range(&token[0], &token[1]) else { continue };
            match names.last_mut() {
                Some((before, same)) if same == tag && span.start <= before.span.end + 1 => before.span.end = span.end,
                _ => names.push((Typed { span, kind }, tag.to_owned())),
            }
        }
        names.into_iter().map(|(name, _)| name).collect()
    })
}
