//! Reads the annotated articles in `assets/gold`, which are written for this project. Their README says how they are marked up.

use std::collections::HashMap;
use std::error::Error;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// An annotated article.
pub struct Article {
    /// The name of its file.
    pub id: String,
    pub text: String,
    /// What is said, in the order of the text; pieces of one utterance share a number.
    pub pieces: Vec<Piece>,
    /// The other names of those who are called by a name.
    pub names: Names,
}

/// By name, the other names.
type Names = HashMap<String, Vec<String>>;

/// A contiguous piece of what somebody said. Ranges are bytes.
pub struct Piece {
    pub words: Range<usize>,
    /// The words that name the source.
    pub source: Option<Range<usize>>,
    pub speaker: Speaker,
}

/// Who says an utterance.
#[derive(Clone)]
pub struct Speaker {
    /// Nothing where the text does not tell.
    pub name: Option<String>,
    /// Whether the text gives a name.
    pub named: bool,
    /// The people of a joint speaker.
    pub members: Vec<String>,
}

/// The articles of a folder, by the names of their files.
pub fn articles(folder: &Path) -> Result<Vec<Article>, Box<dyn Error>> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let read = |path: &PathBuf| {
        let id = path.file_stem().unwrap_or_default().to_string_lossy();
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(parse(&id, &text).map_err(|error| format!("{}: {error}", path.display()))?)
    };
    paths.iter().map(read).collect()
}

/// A bracket: the numbers of the utterances, and where in the text its words are.
struct Span {
    numbers: Vec<u32>,
    words: Range<usize>,
    content: bool,
}

fn parse(id: &str, marked: &str) -> Result<Article, String> {
    let (body, foot) = marked.split_once("\n---\n").ok_or("there is no line `---`")?;
    let (text, spans) = unmark(body)?;
    let (speakers, names) = footer(foot)?;
    let sources: HashMap<u32, &Range<usize>> = spans
        .iter()
        .filter(|span| !span.content)
        .flat_map(|span| span.numbers.iter().map(|&number| (number, &span.words)))
        .collect();
    let mut pieces = Vec::new();
    for span in spans.iter().filter(|span| span.content) {
        let number = span.numbers[0];
        let speaker = speakers.get(&number).ok_or(format!("no line says who says {number}"))?.clone();
        let source = sources.get(&number).map(|&words| words.clone());
        pieces.push(Piece { words: span.words.clone(), source, speaker });
    }
    pieces.sort_by_key(|piece| piece.words.start);
    Ok(Article { id: id.to_owned(), text, pieces, names })
}

/// The text without its brackets, and what was between them.
fn unmark(body: &str) -> Result<(String, Vec<Span>), String> {
    let mut text = String::with_capacity(body.len());
    let mut spans = Vec::new();
    let mut open: Vec<(char, Vec<u32>, usize)> = Vec::new();
    let mut rest = body;
    while let Some(at) = rest.find(['{', '<', '}', '>']) {
        text.push_str(&rest[..at]);
        let bracket = rest[at..].chars().next().unwrap_or_default();
        rest = &rest[at + 1..];
        if matches!(bracket, '{' | '<') {
            let (numbers, after) = rest.split_once('|').ok_or("a bracket without a number")?;
            let numbers: Result<Vec<u32>, _> = numbers.split(',').map(str::parse).collect();
            let numbers = numbers.map_err(|_| format!("a bracket without a number: {rest:.30}"))?;
            open.push((bracket, numbers, text.len()));
            rest = after;
        } else {
            let fits = |open: &(char, Vec<u32>, usize)| (open.0 == '{') == (bracket == '}');
            let (_, numbers, start) =
                open.pop().filter(fits).ok_or(format!("a bracket that does not fit before {rest:.30}"))?;
            spans.push(Span { numbers, words: start..text.len(), content: bracket == '}' });
        }
    }
    text.push_str(rest);
    if open.is_empty() { Ok((text, spans)) } else { Err("a bracket stays open".to_owned()) }
}

/// `1,2 Ada Voss` · `3 ? a spokesman` · `4 Ada Voss + Jon Vale` · `Ada Voss = Mayor Voss; Addie`
fn footer(lines: &str) -> Result<(HashMap<u32, Speaker>, Names), String> {
    let (mut speakers, mut names) = (HashMap::new(), HashMap::new());
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let first = line.split(' ').next().unwrap_or_default();
        let numbers: Result<Vec<u32>, _> = first.split(',').map(str::parse).collect();
        if let Ok(numbers) = numbers {
            let who = line[first.len()..].trim();
            let name = who.trim_start_matches('?').trim();
            let mut members: Vec<String> = name.split(" + ").map(|member| member.trim().to_owned()).collect();
            let name = Some(members.join(" and ")).filter(|name| name != "None");
            if members.len() == 1 {
                members.clear();
            }
            let speaker = Speaker { name, named: !who.starts_with('?'), members };
            speakers.extend(numbers.into_iter().map(|number| (number, speaker.clone())));
        } else {
            let (name, others) = line.split_once('=').ok_or(format!("a line that says nothing: {line}"))?;
            names.insert(name.trim().to_owned(), others.split(';').map(|other| other.trim().to_owned()).collect());
        }
    }
    Ok((speakers, names))
}
