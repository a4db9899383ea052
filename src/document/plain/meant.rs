//! Lines that mean something by themselves: stretches of verse, records, code, drawings and figures, and texts that are
//! nothing but lines. What is wrapped prose is none of these.

use super::chapters;
use super::columns::Layout;
use super::signs::{Sign, is_quoted, sign};
use crate::document::shape;

/// How much of a text is looked at to tell what all of it is, bytes: less than any beginning of a large text.
const LOOKED_AT: usize = 64 * 1024;
/// Lines of verse are no longer, characters.
const VERSE: usize = 70;

/// What a text is as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nature {
    /// Prose, maybe with other stretches in it.
    Prose,
    /// Code, settings, a log: lines throughout.
    Lines,
    /// A page of a manual: headings at the margin, all else further in.
    Manual,
}

/// A line of a stretch.
#[derive(Clone, Copy, Debug)]
pub struct Row<'t> {
    /// Its words.
    pub words: &'t str,
    /// White space before them, bytes.
    pub indent: usize,
    /// Characters of the words.
    pub chars: usize,
    /// The first word of the next line would have fitted on it.
    pub fits: bool,
}

/// What a text is, by its start.
pub fn nature(text: &str) -> Nature {
    let end = (0..=LOOKED_AT.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let start = text.get(..end).unwrap_or(text);
    let lines = || start.lines().map(|line| (line.trim(), line.len() - line.trim_start().len()));
    if is_manual(lines()) {
        return Nature::Manual;
    }
    let signs = Signs::of(lines().filter(|(words, _)| !words.is_empty()));
    // Figures and leaders may be no more than a table in a text.
    let throughout = (signs.code + signs.stamps) * 5 >= (signs.lines - signs.neutral) * 3;
    if signs.code + signs.stamps >= 4 && throughout { Nature::Lines } else { Nature::Prose }
}

fn is_manual<'t>(lines: impl Iterator<Item = (&'t str, usize)>) -> bool {
    const SECTIONS: [&str; 8] =
        ["SYNOPSIS", "DESCRIPTION", "OPTIONS", "SEE ALSO", "EXAMPLES", "AUTHOR", "FILES", "EXIT STATUS"];
    let (mut name, mut sections, mut before) = (false, 0, "");
    for (words, indent) in lines.filter(|(words, _)| !words.is_empty()).take(400) {
        if indent >= 2 {
            name = name || before == "NAME";
            sections += usize::from(SECTIONS.contains(&before));
        }
        before = if indent == 0 { words } else { "" };
    }
    name && sections > 0
}

/// How many lines have which sign.
#[derive(Clone, Copy, Debug, Default)]
struct Signs {
    lines: usize,
    neutral: usize,
    leaders: usize,
    stamps: usize,
    code: usize,
    drawn: usize,
    figures: usize,
}

impl Signs {
    fn of<'t>(lines: impl Iterator<Item = (&'t str, usize)>) -> Self {
        let mut signs = Self::default();
        for (words, indent) in lines {
            signs.lines += 1;
            match sign(words, indent) {
                Some(Sign::Neutral) => signs.neutral += 1,
                Some(Sign::Leader) => signs.leaders += 1,
                Some(Sign::Stamp) => signs.stamps += 1,
                Some(Sign::Code) => signs.code += 1,
                Some(Sign::Drawing) => signs.drawn += 1,
                Some(Sign::Figures) => signs.figures += 1,
                None => {}
            }
        }
        signs
    }

    const fn shown(&self) -> usize {
        self.leaders + self.stamps + self.code + self.drawn + self.figures
    }

    /// Whether most lines that say something either way have a sign.
    const fn are_most(&self) -> bool {
        let telling = self.lines - self.neutral;
        self.shown() * 5 >= telling * 3 && self.shown() > 0
    }
}

/// How a stretch without blank lines is laid out, where that is neither running text nor a table with tabs; `listed`: some
/// of its lines have marks of lists, which code and figures seldom have.
pub fn layout(rows: &[Row], nature: Nature, listed: bool) -> Option<Layout> {
    let signs = Signs::of(rows.iter().map(|row| (row.words, row.indent)));
    let drawn_or_led = signs.leaders + signs.drawn;
    let telling = (signs.lines - signs.neutral).max(1);
    let meant = signs.are_most() && signs.shown() >= 2 || signs.drawn >= 3 && signs.drawn * 5 >= telling * 2;
    let outvotes_lists = drawn_or_led * 2 >= telling || signs.stamps * 2 >= telling;
    // Words in quotation marks that no program or log has are speech, which has to stay running text.
    let quoted = rows.iter().any(|row| is_quoted(row.words));
    if !quoted && (nature == Nature::Lines || meant && (!listed || outvotes_lists)) {
        return Some(Layout::Verbatim);
    }
    let chapters = rows.iter().filter(|row| chapters::is_chapter(row.words)).count();
    if chapters >= 3 && chapters * 2 > rows.len() {
        return Some(Layout::Verbatim);
    }
    if nature == Nature::Manual {
        return Some(Layout::Lines);
    }
    (!listed && is_verse(rows)).then_some(Layout::Lines)
}

/// Whether the lines were broken where somebody meant it, and are neither talk nor labels nor headings: most begin with a
/// capital letter or stop well before the edge.
fn is_verse(rows: &[Row]) -> bool {
    let breaks = rows.len().saturating_sub(1);
    if breaks < 2 || rows.iter().any(|row| row.chars > VERSE) {
        return false;
    }
    let count = |is: fn(&Row) -> bool| rows.iter().filter(|row| is(row)).count();
    let fitting = rows.iter().take(breaks).filter(|row| row.fits).count();
    let capital = count(|row| row.words.trim_start_matches(OPENERS).starts_with(char::is_uppercase));
    let broken = fitting * 5 >= breaks * 4 || capital * 8 >= rows.len() * 7 && fitting * 2 >= breaks;
    let ended = count(|row| shape::ends_sentence(row.words));
    let other = count(|row| {
        let name = row.words.split(':').next().unwrap_or("");
        name.len() < row.words.len() && name.len() <= 40
            || row.words.starts_with(['"', '“', '«', '„', '–', '—', '>'])
            || shape::is_attribution(row.words)
            || shape::byline(row.words).is_some()
    });
    let odd = rows.iter().any(|row| shape::is_rule(row.words) || row.words.contains('\t'));
    broken && ended * 2 <= rows.len() && other * 4 <= rows.len() && !odd
}

/// Marks before the first word of a line.
const OPENERS: [char; 8] = ['"', '“', '‘', '\'', '_', '—', '(', '['];

#[cfg(test)]
mod tests {
    use crate::document::plain::parse;
    use crate::document::{BlockKind, Metadata};

    /// Each block as `code:`, `lines:` or its kind, and how many lines it has.
    fn shown(text: &str) -> Vec<String> {
        let document = parse(text.to_owned(), Metadata::default());
        let sort = |block: &crate::document::Block| match block.kind {
            BlockKind::Code => "code".to_owned(),
            _ if block.lines => "lines".to_owned(),
            BlockKind::Paragraph => "p".to_owned(),
            kind => format!("{kind:?}"),
        };
        let count = |block: &crate::document::Block| block.span.of(&document.text).lines().count();
        document.blocks.iter().map(|block| format!("{} {}", sort(block), count(block))).collect()
    }

    const PROSE: &str = "The pumps were slow on the second of May, and nobody on the quay had\nseen it coming; the rain went \
                         on for days and filled the lower docks,\nso that boats could not leave.\n\n";

    #[test]
    fn stretches_of_lines_stay_within_prose() {
        for stretch in [
            "   1. Pumps ............ 3\n   2. Boats ............ 14\n      2.1 Luggers ...... 15\n",
            "  Pump      Rate\n  Small        3\n  Large       12\n",
            "   pump-name = 1*ALPHA \"-\" number\n   number    = 1*DIGIT\n             / \"none\"\n",
            "   +------+     +------+\n   | pump |---->| tank |\n   +------+     +------+\n",
            "2031-05-02 09:14:55 WARN slow\n2031-05-02 09:14:57 INFO pump 3 started\n",
            "    def pump(rate):\n        if rate > 3:\n            return rate\n        stop(rate)\n",
            "[pumps]\nrate = 3\nname = small\n",
        ] {
            let count = stretch.lines().count();
            let text = format!("{PROSE}{stretch}\n{PROSE}");
            assert_eq!(shown(&text), ["p 3".to_owned(), format!("code {count}"), "p 3".to_owned()], "{stretch}");
        }
    }

    #[test]
    fn verse_is_one_paragraph_of_lines() {
        let verse = "The rain fell on the quay all night,\nThe pumps were slow and cold,\nAnd nobody would hold the light\nOr \
                     do as he was told.\n\n";
        assert_eq!(shown(&format!("{PROSE}{verse}{PROSE}")), ["p 3", "lines 4", "p 3"]);
    }

    #[test]
    fn texts_of_lines_are_lines_throughout() {
        let program =
            "// Starts the pumps.\nfn start(rate: u32) {\n    let pump = Pump::new(rate);\n\n    pump.start();\n}\n";
        assert_eq!(shown(program), ["code 3", "code 2"]);
        let log = "2031-05-02 09:14:55 WARN pump 3 is slow, so another one was started in its place by hand\n";
        assert_eq!(shown(&log.repeat(5)), ["code 5"]);
        let accounts = "falk:x:1000:1000:Tom Falk:/home/falk:/bin/sh\n";
        assert_eq!(shown(&accounts.repeat(4)), ["code 4"]);
    }

    #[test]
    fn pages_of_manuals_keep_their_lines_under_headings() {
        let page = "PUMP(1)            Commands            PUMP(1)\n\nNAME\n       pump - move water\n\nDESCRIPTION\n       Pump moves \
                    water from one place to\n       another one, said Falk.\n\nBUGS\n       None.\n";
        let document = parse(page.to_owned(), Metadata::default());
        let kinds: Vec<_> = document.blocks.iter().map(|block| (block.kind, block.lines)).collect();
        let (heading, lines) = ((BlockKind::Heading(2), false), (BlockKind::Paragraph, true));
        assert_eq!(kinds[1..], [heading, lines, heading, lines, heading, lines]);
    }

    #[test]
    fn talk_and_titles_are_not_lines_of_verse() {
        for text in [
            "“No,” she said.\n“Why not?” he said.\n“It is late.”\n",
            "Pumps fail\nBy Jo Marsh\n2 May 2031\n",
            "VOSS: We will not sign\nHALE: Why not\nVOSS: It is late\n",
            "[09:14:55] <lena> are the pumps slow?\n[09:14:57] <tom> yes\n[09:14:59] <lena> why?\n",
        ] {
            assert!(!shown(text).iter().any(|block| block.starts_with("lines") || block.starts_with("code")), "{text}");
        }
    }
}
