//! Fuzzy matching: the letters of the query in their order, with any others between them. Knows nothing of lists.

use crate::fold::{Accents, letters};

/// How well something matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Higher is better.
    pub score: i32,
    /// Which characters of the text matched, ascending.
    pub positions: Vec<usize>,
}

const CONSECUTIVE: i32 = 10;
const WORD_START: i32 = 10;
const FIRST: i32 = 4;
const GAP: i32 = -1;
const LONGEST: usize = 256;

/// Matches `query` as a subsequence of `text`; `None` where it is none. Spaces of the query are skipped; capitals and
/// accents count only where the query has one. Dynamic programming over (letter, position), after Smith and Waterman (1981).
pub fn fuzzy(query: &str, text: &str) -> Option<Match> {
    let exact = query.chars().any(char::is_uppercase);
    let fold = |c: char| if exact { c } else { c.to_lowercase().next().unwrap_or(c) };
    let accents = Accents::wanted(query);
    let query = letters(query, accents).into_iter().map(|(c, _)| c);
    let query: Vec<char> = query.filter(|c| !c.is_whitespace()).map(fold).take(LONGEST).collect();
    let beginning = text.char_indices().nth(LONGEST).map_or(text, |(end, _)| text.get(..end).unwrap_or_default());
    let (original, places): (Vec<char>, Vec<usize>) = letters(beginning, accents).into_iter().unzip();
    let text: Vec<char> = original.iter().map(|&c| fold(c)).collect();
    if query.is_empty() {
        return Some(Match { score: 0, positions: Vec::new() });
    }
    let mut best: Vec<Vec<Cell>> = Vec::with_capacity(query.len());
    for &letter in &query {
        let row = row(letter, best.last().map(Vec::as_slice), &text, &original);
        best.push(row);
    }
    let mut found = trace(&best)?;
    found.positions = found.positions.into_iter().filter_map(|at| places.get(at).copied()).collect();
    found.positions.dedup();
    Some(found)
}

/// The best score with a letter of the query matched at a position, and the position of the letter before it.
type Cell = Option<(i32, usize)>;

/// The cells of one letter, from those of the letter before it.
fn row(letter: char, above: Option<&[Cell]>, text: &[char], original: &[char]) -> Vec<Cell> {
    // The best cell of the letter before that does not touch this one, less what the gap costs.
    let mut apart: Cell = None;
    let mut row = Vec::with_capacity(text.len());
    for (j, &c) in text.iter().enumerate() {
        let touching = above.and_then(|above| Some((above.get(j.checked_sub(1)?)?.as_ref()?.0, j - 1)));
        let loose = if above.is_none() { Some((GAP * j.min(6) as i32, j)) } else { apart };
        let tight = touching.map(|(score, k)| (score + CONSECUTIVE, k));
        let best = [loose, tight].into_iter().flatten().max_by_key(|&(score, _)| score);
        row.push(best.filter(|_| c == letter).map(|(score, k)| (score + bonus(original, j), k)));
        let further = apart.map(|(score, k)| (score + GAP, k));
        apart = [further, touching].into_iter().flatten().max_by_key(|&(score, _)| score);
    }
    row
}

fn trace(best: &[Vec<Cell>]) -> Option<Match> {
    let last = best.last()?;
    let (mut at, score) =
        last.iter().enumerate().filter_map(|(j, cell)| cell.map(|(score, _)| (j, score))).max_by_key(|&(_, s)| s)?;
    let mut positions = vec![at];
    for row in best.iter().skip(1).rev() {
        at = row.get(at).copied().flatten()?.1;
        positions.push(at);
    }
    positions.reverse();
    Some(Match { score, positions })
}

fn bonus(text: &[char], at: usize) -> i32 {
    match at.checked_sub(1).and_then(|before| text.get(before)) {
        None => WORD_START + FIRST,
        Some(before) if !before.is_alphanumeric() => WORD_START,
        Some(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(query: &str, text: &str) -> i32 {
        fuzzy(query, text).map_or(i32::MIN, |found| found.score)
    }

    #[test]
    fn letters_in_order() {
        assert_eq!(fuzzy("nq", "next-quotation").unwrap().positions, [0, 5]);
        assert_eq!(fuzzy("qn", "next-quo"), None);
        assert_eq!(fuzzy("", "x").unwrap().positions, [] as [usize; 0]);
        assert_eq!(fuzzy("漢", "x漢").unwrap().positions, [1]);
        assert_eq!(fuzzy("a", ""), None);
    }

    #[test]
    fn capitals_count_only_where_asked() {
        assert!(fuzzy("voss", "Ada Voss").is_some());
        assert!(fuzzy("VO", "Ada Voss").is_none());
    }

    #[test]
    fn accents_count_only_where_asked() {
        assert_eq!(fuzzy("strase", "Straße").unwrap().positions, [0, 1, 2, 3, 4, 5]);
        assert_eq!(fuzzy("sse", "x\u{AD}Straße").unwrap().positions, [6, 7]);
        assert!(fuzzy("soren", "Søren Ode").is_some());
        assert!(fuzzy("ø", "Soren Ode").is_none());
    }

    #[test]
    fn words_and_runs_win() {
        assert!(score("che", "choose-speakers") < score("che", "cheat"));
        assert!(score("spe", "choose-speakers") > score("spe", "suspend-here"));
        assert_eq!(fuzzy("spe", "choose-speakers").unwrap().positions, [7, 8, 9]);
        assert!(score("th", "theme") > score("th", "to the end"));
    }
}
