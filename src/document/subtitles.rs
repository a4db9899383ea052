//! Subtitles (SRT, WebVTT): the words of the cues, joined where a sentence goes on, without numbers and times. A speaker
//! that a cue names stands before the words, as in a transcript. Linear: each line is looked at once.

use super::writer::Writer;
use super::{BlockKind, Document, Inline, Metadata, shape};

/// The longest tag, bytes; what is longer is text.
const TAG: usize = 200;
/// Paragraphs of one speaker are not longer, bytes.
const PARAGRAPH: usize = 600;

/// Whether a text starts as subtitles do; `start` is its beginning, without white space in front.
pub fn are(start: &str) -> bool {
    let mut lines = start.lines().map(str::trim);
    let first = lines.next().unwrap_or("");
    if first == "WEBVTT" || first.starts_with("WEBVTT ") || first.starts_with("WEBVTT\t") {
        return start.contains("-->") || first == "WEBVTT";
    }
    is_timing(first) || is_index(first) && lines.next().is_some_and(is_timing)
}

/// Parses subtitles.
pub fn parse(text: &str, metadata: Metadata) -> Document {
    let mut film = Film::new(Writer::new(metadata, text.len()));
    let text = text.trim_start_matches('\u{feff}');
    // Old files may end their lines with a carriage return alone.
    let end = if text.contains('\n') { '\n' } else { '\r' };
    // What stands above a time is its number or name.
    let mut held: Option<&str> = None;
    let mut part = Part::Head;
    for line in text.split(end).map(str::trim) {
        if is_timing(line) {
            held = None;
            part = Part::Cue;
            film.starts_cue = true;
            continue;
        }
        if let Some(words) = held.take() {
            film.line(words);
        }
        if line.is_empty() {
            part = if part == Part::Head { Part::Head } else { Part::Between };
            continue;
        }
        part = match part {
            Part::Between if is_note(line) => Part::Note,
            part => part,
        };
        match part {
            // A number may be what is said, where it is the first line of a cue.
            Part::Cue if is_index(line) && !film.starts_cue => held = Some(line),
            Part::Between => {
                held = Some(line);
                part = Part::Cue;
            }
            Part::Cue => film.line(line),
            Part::Head | Part::Note => {}
        }
    }
    if let Some(words) = held.filter(|words| !is_index(words)) {
        film.line(words);
    }
    film.finish()
}

/// Where in a file a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Before the first cue.
    Head,
    /// In a cue.
    Cue,
    /// Behind a blank line.
    Between,
    /// In a comment, or rules of style.
    Note,
}

fn is_note(line: &str) -> bool {
    ["NOTE", "STYLE", "REGION"]
        .iter()
        .any(|word| line.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t'])))
}

fn is_index(line: &str) -> bool {
    (1..=9).contains(&line.len()) && line.bytes().all(|byte| byte.is_ascii_digit())
}

/// `00:00:01,000 --> 00:00:03,500`
fn is_timing(line: &str) -> bool {
    let time = |words: &str| {
        let word = words.split_whitespace().next().unwrap_or("");
        word.contains(':')
            && word.len() <= 20
            && word.bytes().all(|byte| byte.is_ascii_digit() || b":.,".contains(&byte))
    };
    line.split_once("-->").is_some_and(|(start, end)| time(start) && time(end))
}

/// Writes the words of cues.
struct Film {
    writer: Writer,
    /// Who speaks, by the last cue that says so.
    speaker: String,
    /// The next line is the first of its cue.
    starts_cue: bool,
    /// The styles that are on, innermost last.
    styles: Vec<Inline>,
    /// The line before, as it is in the file.
    last: String,
}

impl Film {
    fn new(writer: Writer) -> Self {
        Self { writer, speaker: String::new(), starts_cue: false, styles: Vec::new(), last: String::new() }
    }

    fn finish(mut self) -> Document {
        self.end_styles();
        self.writer.finish()
    }

    /// A line of a cue.
    fn line(&mut self, line: &str) {
        let starts = std::mem::take(&mut self.starts_cue);
        // Captions that roll up show each line twice.
        if line == self.last {
            return;
        }
        line.clone_into(&mut self.last);
        if starts {
            self.end_styles();
        }
        let turns = line.starts_with(['-', '–', '—', '‐']) || line.starts_with(">>") || is_labelled(line);
        if turns || line.starts_with(['[', '(', '♪']) || self.has_ended() {
            self.close();
        } else if !self.writer.at_start() {
            self.writer.space();
        }
        if turns {
            self.speaker.clear();
        }
        self.pieces(line);
    }

    /// Whether the next line begins another paragraph: a sentence has ended, and no quotation is open.
    fn has_ended(&self) -> bool {
        let before = self.writer.before().trim_end();
        let open = before.matches('"').count() % 2 == 1 || before.matches('“').count() > before.matches('”').count();
        let goes_on = open || !self.speaker.is_empty();
        let ended = shape::ends_sentence(before) || before.ends_with([']', ')', '♪']);
        ended && (!goes_on || before.len() > PARAGRAPH)
    }

    fn close(&mut self) {
        self.end_styles();
        self.writer.close();
    }

    fn end_styles(&mut self) {
        for _ in self.styles.drain(..) {
            self.writer.end_style();
        }
    }

    /// Words and tags.
    fn pieces(&mut self, line: &str) {
        let mut rest = line;
        while let Some(at) = rest.find(['<', '{', '&']) {
            self.words(rest.get(..at).unwrap_or(""));
            rest = rest.get(at..).unwrap_or("");
            let length = self.tag(rest).or_else(|| self.entity(rest)).unwrap_or_else(|| {
                self.words(rest.get(..1).unwrap_or(""));
                1
            });
            rest = rest.get(length..).unwrap_or("");
        }
        self.words(rest);
    }

    fn words(&mut self, words: &str) {
        if words.is_empty() || self.writer.at_start() && words.trim().is_empty() {
            return;
        }
        if self.writer.at_start() {
            self.open();
            self.writer.words(words.trim_start());
        } else {
            self.writer.words(words);
        }
    }

    fn open(&mut self) {
        self.writer.open(BlockKind::Paragraph);
    }

    /// Follows a tag at the start; its length.
    fn tag(&mut self, rest: &str) -> Option<usize> {
        let near = rest.as_bytes().get(..TAG).unwrap_or(rest.as_bytes());
        if rest.starts_with("{\\") {
            return Some(memchr::memchr(b'}', near)? + 1);
        }
        let inner = rest.strip_prefix('<')?;
        if !inner.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/') {
            return None;
        }
        let end = memchr::memchr(b'>', near)?;
        let tag = rest.get(1..end)?;
        let closes = tag.starts_with('/');
        let name = tag.trim_start_matches('/').split(|c: char| c == '.' || c.is_whitespace()).next().unwrap_or("");
        let style = match name {
            "i" | "I" | "em" | "u" | "U" => Some(Inline::Emphasis),
            "b" | "B" | "strong" => Some(Inline::Strong),
            _ => None,
        };
        match style {
            Some(style) if closes && self.styles.last() == Some(&style) => {
                self.styles.pop();
                self.writer.end_style();
            }
            Some(style) if !closes && self.styles.len() < 8 => {
                self.styles.push(style.clone());
                self.writer.start_style(style);
            }
            _ if name == "v" && !closes => {
                self.speaks(tag.split_once(char::is_whitespace).map_or("", |(_, name)| name));
            }
            _ => {}
        }
        Some(end + 1)
    }

    /// Somebody begins to speak, or goes on.
    fn speaks(&mut self, name: &str) {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let long = self.writer.before().len() > PARAGRAPH && shape::ends_sentence(self.writer.before().trim_end());
        if name.is_empty() || name == self.speaker && !long {
            return;
        }
        self.close();
        self.open();
        self.writer.words(&format!("{name}: "));
        self.speaker = name;
    }

    /// Writes what an entity at the start stands for; its length.
    fn entity(&mut self, rest: &str) -> Option<usize> {
        const ENTITIES: [(&str, &str); 7] = [
            ("&amp;", "&"),
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&quot;", "\""),
            ("&nbsp;", "\u{a0}"),
            ("&lrm;", ""),
            ("&rlm;", ""),
        ];
        let (entity, words) = ENTITIES.iter().find(|(entity, _)| rest.starts_with(entity))?;
        self.words(words);
        Some(entity.len())
    }
}

/// `VOSS: We will not sign.`
fn is_labelled(line: &str) -> bool {
    let Some((name, _)) = line.split_once(':').filter(|(name, _)| (2..=40).contains(&name.len())) else { return false };
    name.split_whitespace().count() <= 4
        && name.chars().any(char::is_alphabetic)
        && !name.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let document = parse(text, Metadata::default());
        document.blocks.iter().map(|block| block.span.of(&document.text).to_owned()).collect()
    }

    #[test]
    fn cues_of_one_sentence_are_joined_without_numbers_and_times() {
        let text = "1\r\n00:00:01,000 --> 00:00:03,500\r\n\"The pumps are slow\r\nand the rain\r\n\r\n2\r\n00:00:04,000 --> \
                    00:00:06,000\r\nis here.\r\n\r\n3\r\n00:00:07,000 --> 00:00:09,000\r\nWe leave,\" said Voss.\r\n\r\n4\r\n\
                    00:00:10,000 --> 00:00:11,000\r\n- Now?\r\n- At 7.\r\n5\r\n00:00:12,000 --> 00:00:13,000\r\n1931\r\n";
        assert_eq!(
            shown(text),
            ["\"The pumps are slow and the rain is here. We leave,\" said Voss.", "- Now?", "- At 7.", "1931"]
        );
    }

    #[test]
    fn speakers_of_web_captions_stand_before_their_words() {
        let text = "WEBVTT - the pumps\nKind: captions\n\nNOTE made by hand\nin spring\n\nSTYLE\n::cue { color: red }\n\nintro\n\
                    00:01.000 --> 00:03.000 align:start\n<v Lena Marsh>The pumps are\n\n00:04.000 --> 00:05.000\n<v.loud Lena \
                    Marsh>slow. <c.red>Very</c> slow.</v>\n\n00:06.000 --> 00:07.000\n<v Jon Vale>A &lt; B, 3 < 4 &amp; so on.\n";
        assert_eq!(shown(text), ["Lena Marsh: The pumps are slow. Very slow.", "Jon Vale: A < B, 3 < 4 & so on."]);
    }

    #[test]
    fn tags_become_styles_or_go() {
        let document = parse(
            "1\n0:00:01,0 --> 0:00:02,0\n{\\an8}<i>No boat</i> <b>left <font color=\"red\">now.\n",
            Metadata::default(),
        );
        let styled: Vec<_> =
            document.styles.iter().map(|styled| (styled.span.of(&document.text), styled.style.clone())).collect();
        assert_eq!(document.text, "No boat left now.");
        assert_eq!(styled, [("No boat", Inline::Emphasis), ("left now.", Inline::Strong)]);
    }

    #[test]
    fn what_is_no_subtitle_is_none() {
        assert!(are("1\n00:00:01,000 --> 00:00:02,000") && are("WEBVTT\n\n00:01.000 --> 00:02.000"));
        assert!(!are("1\nOne") && !are("A --> B") && !are("WEBVTT is short") && !are(""));
    }
}
