//! Columns of words in plain text, which white space sets apart: rows of a table are no lines of a paragraph.

/// How the lines of a stretch without blank lines are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// As running text.
    #[default]
    Running,
    /// Each is a row, with a tab between cells.
    Rows,
    /// Verbatim: columns of blanks, code, drawings, records.
    Verbatim,
    /// Verse and the like: read as one paragraph, shown line by line.
    Lines,
    /// Each is a paragraph of its own.
    Records,
}

/// The columns that a table has at least: two may be a speaker and what is said.
const COLUMNS: usize = 3;
/// Lines in columns of blanks.
const LINES: usize = 3;
/// Blanks that part columns; in lines that are stretched to an edge fewer do part words.
const BLANKS: usize = 3;

/// How these lines are laid out.
pub fn layout<'t>(lines: impl Iterator<Item = &'t str> + Clone) -> Layout {
    let (mut count, mut most, mut full, mut least) = (0, 0, 0, usize::MAX);
    // Empty cells in front of a row may be there to set it further in.
    let inner = |line: &str| memchr::memchr_iter(b'\t', line.trim_start_matches('\t').as_bytes()).count();
    let front = lines.clone().any(|line| line.starts_with('\t'));
    let stepped = front && lines.clone().all(|line| inner(line) + 1 >= COLUMNS);
    let cells = |line: &str| if stepped { inner(line) } else { memchr::memchr_iter(b'\t', line.as_bytes()).count() };
    for tabs in lines.clone().map(cells) {
        full = if tabs > most { 1 } else { full + usize::from(tabs == most) };
        (count, most, least) = (count + 1, most.max(tabs), least.min(tabs));
    }
    // Empty cells at the end of a row are not seen.
    if count >= 2 && most + 1 >= COLUMNS && least > 0 && full * 2 >= count {
        return Layout::Rows;
    }
    if count >= 2 && least == 1 && most == 1 && lines.clone().all(|line| inner(line) == 1) {
        return Layout::Records;
    }
    // Of most texts this is all that is looked at.
    let wide = |line: &&str| memchr::memmem::find(line.trim_start().as_bytes(), b"   ").is_some();
    if count < LINES || lines.clone().filter(wide).count() * 2 < count {
        return Layout::Running;
    }
    let shared = lines.clone().map(starts).reduce(|shared, starts| {
        shared.into_iter().filter(|(at, _)| starts.iter().any(|(other, _)| other == at)).collect()
    });
    let columns = shared.is_some_and(|shared| !shared.is_empty())
        && lines.clone().all(|line| starts(line).len() + 1 >= COLUMNS)
        && lines.filter(|line| starts(line).iter().any(|&(_, blanks)| blanks >= BLANKS)).count() * 2 >= count;
    if columns { Layout::Verbatim } else { Layout::Running }
}

/// Where columns start on a line, characters, and how many blanks stand before each. Two blanks behind a sentence part
/// sentences.
fn starts(line: &str) -> Vec<(usize, usize)> {
    let (mut starts, mut blanks, mut ended) = (Vec::new(), 0, true);
    for (at, c) in line.chars().take(200).enumerate() {
        if c == ' ' {
            blanks += 1;
            continue;
        }
        if blanks >= BLANKS && at > blanks || blanks == 2 && !ended {
            starts.push((at, blanks));
        }
        blanks = 0;
        ended = matches!(c, '.' | '!' | '?' | ':' | '"' | '”' | '’' | '\'' | ')');
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Layout {
        layout(text.lines())
    }

    #[test]
    fn tables_are_told_from_running_text() {
        assert_eq!(of("Name      Votes    Town\nVoss      40       Sill\nBright    7        Port"), Layout::Verbatim);
        assert_eq!(of("Name\tVotes\tTown\nVoss\t40\t\n"), Layout::Rows);
        assert_eq!(of("Name\tVotes\nVoss\t40"), Layout::Records);
        assert_eq!(of("a\tb\tc\n\td\te\tf\n\t\tg\th\ti\n\t\t\tj\tk\tl"), Layout::Rows);
        for text in [
            "VOSS      We will not sign.\nLEE       Why not?\nVOSS      It is late.",
            "The  rain   fell  on the\nroofs   of  the  old town\nand  did  not   stop  at\nall.",
            "He left.  She stayed.  So\nthey said.  All of it.  And\nthe rest.  Of them.  Then.",
            "One line     of three     columns",
            "",
        ] {
            assert_eq!(of(text), Layout::Running, "{text}");
        }
    }
}
