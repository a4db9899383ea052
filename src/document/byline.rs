//! The names of who wrote an article, out of what a source says about that.

use std::sync::LazyLock;

use super::Metadata;

static WORDS_OF_BYLINES: &str = include_str!("../../assets/layout/byline.txt");

/// Names have no more words; longer ones are sentences.
const WORDS: usize = 8;
/// No article has more authors, and no statement of them is longer, bytes.
const NAMES: usize = 40;
const STATEMENT: usize = 1000;

/// The lists of the file of words.
struct Lists {
    before: Vec<String>,
    between: Vec<String>,
    particles: Vec<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let list = |name: &str| {
        let rest = WORDS_OF_BYLINES.split_once(&format!("[{name}]")).map_or("", |(_, rest)| rest);
        let lines = rest.lines().map(str::trim).take_while(|line| !line.starts_with('['));
        let words = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        words.map(|line| line.replace('+', " ")).collect::<Vec<_>>()
    };
    let before = list("before").into_iter().map(|word| word + " ").collect();
    Lists { before, between: list("between"), particles: list("particles") }
});

impl Metadata {
    /// Who wrote it, each name by itself, without titles of jobs; from the byline where the source has no list.
    pub fn names(&self) -> Vec<String> {
        if self.authors.is_empty() {
            self.byline
                .as_ref()
                .map_or_else(Vec::new, |byline| names(std::slice::from_ref(byline), self.site.as_deref()))
        } else {
            self.authors.clone()
        }
    }
}

/// The names in what is written of the authors of an article; its publication is none of them where others are named.
pub fn names(written: &[String], site: Option<&str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in written.iter().flat_map(|written| parts(written)).take(NAMES) {
        // What only goes on after a known name, as "Ada VossReporter" in a box about her, is no other one.
        let is_known = |known: &String| {
            let rest = name.strip_prefix(known.as_str());
            known.eq_ignore_ascii_case(&name) || rest.is_some_and(|rest| !rest.starts_with(char::is_lowercase))
        };
        if !names.iter().any(is_known) {
            names.push(name);
        }
    }
    let is_site = |name: &String| site.is_some_and(|site| same(name, site));
    if names.iter().any(|name| !is_site(name)) {
        names.retain(|name| !is_site(name));
    }
    names
}

/// Whether two names of a publication are one: "The Havn Post", "thehavnpost.com".
fn same(name: &str, site: &str) -> bool {
    let letters = |words: &str| -> String {
        let words = words.to_lowercase();
        let words = words.strip_prefix("www.").unwrap_or(&words);
        let domain = words.rsplit_once('.').filter(|(_, end)| end.len() <= 3 && !end.contains(' '));
        domain.map_or(words, |(name, _)| name).chars().filter(|c| c.is_alphanumeric()).collect()
    };
    letters(name) == letters(site)
}

/// The names in one statement: "By Ada Voss and Jon Vale, political editor" has two.
fn parts(written: &str) -> Vec<String> {
    let end = (STATEMENT..written.len()).find(|&at| written.is_char_boundary(at)).unwrap_or(written.len());
    let written = written.get(..end).unwrap_or(written);
    let line = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = without_brackets(&line);
    if line.contains("://") {
        return Vec::new();
    }
    let mut line = line.trim();
    for opening in &LISTS.before {
        line = line.strip_prefix(opening.as_str()).unwrap_or(line);
    }
    let mut parts: Vec<&str> = vec![line];
    for between in &LISTS.between {
        let split: Vec<&str> = parts.iter().flat_map(|part| part.split(between.as_str())).collect();
        // Both sides are names, or it is no list.
        if split.iter().all(|part| is_name(first_of(part))) {
            parts = split;
        }
    }
    let clean = |part: &str| part.trim_matches(|c: char| !c.is_alphanumeric() && c != '.').to_owned();
    let listed = parts.iter().flat_map(|part| commas(part)).map(clean);
    listed.filter(|part| !part.is_empty() && !part.contains('@')).collect()
}

fn first_of(part: &str) -> &str {
    part.split(',').next().unwrap_or(part)
}

/// "Ada Voss, Jon Vale" are two names; what follows "Ada Voss, political editor" is none.
fn commas(part: &str) -> Vec<&str> {
    let all: Vec<&str> = part.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    match all.as_slice() {
        [first, rest @ ..] if is_full_name(first) && !rest.is_empty() => {
            let others = rest.iter().take_while(|other| is_full_name(other));
            [*first].into_iter().chain(others.copied()).collect()
        }
        _ => vec![part],
    }
}

fn is_full_name(words: &str) -> bool {
    is_name(words) && words.contains(' ')
}

/// Whether words can be a name: few, without digits, and those that are no particles are capitalised.
fn is_name(words: &str) -> bool {
    let all: Vec<&str> = words.split_whitespace().collect();
    let capital = |word: &&str| word.chars().next().is_some_and(|c| !c.is_lowercase());
    (1..=WORDS).contains(&all.len())
        && !words.contains(|c: char| c.is_ascii_digit())
        && all.iter().all(|word| capital(word) || LISTS.particles.iter().any(|particle| particle == word))
        && all.first().is_some_and(|word| capital(word) || all.len() > 1)
}

fn without_brackets(line: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::with_capacity(line.len());
    for c in line.chars() {
        match c {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::names;

    fn of(written: &[&str], site: &str) -> Vec<String> {
        let written: Vec<String> = written.iter().map(|&it| it.to_owned()).collect();
        names(&written, Some(site).filter(|site| !site.is_empty()))
    }

    #[test]
    fn names_are_without_openings_jobs_and_brackets() {
        assert_eq!(of(&["By Ada Voss and Jon Vale, political editor"], ""), ["Ada Voss", "Jon Vale"]);
        assert_eq!(of(&["Lena Brandt (lbr)"], ""), ["Lena Brandt"]);
        assert_eq!(of(&["Von Lena Brandt, Tom Ode und Mia Hale"], ""), ["Lena Brandt", "Tom Ode", "Mia Hale"]);
        assert_eq!(of(&[" SID"], ""), ["SID"]);
        assert_eq!(of(&["Ada  Voss", "Ada Voss", "a.voss@havn.example"], ""), ["Ada Voss"]);
    }

    #[test]
    fn a_name_that_goes_on_after_a_known_one_is_none() {
        assert_eq!(of(&["Ada Voss", "Ada VossReporter in Havn", "Ada Voss"], ""), ["Ada Voss"]);
        assert_eq!(of(&["Jo Li", "Jo Lindqvist"], ""), ["Jo Li", "Jo Lindqvist"]);
    }

    #[test]
    fn a_name_with_a_conjunction_stays_whole() {
        assert_eq!(of(&["Associated Press and agencies"], ""), ["Associated Press and agencies"]);
        assert_eq!(of(&["AFP, HAVN"], ""), ["AFP, HAVN"]);
        assert_eq!(of(&["Ludwig van der Voss"], ""), ["Ludwig van der Voss"]);
    }

    #[test]
    fn the_publication_is_no_author_beside_others() {
        assert_eq!(of(&["The Havn Post", "Ada Voss"], "thehavnpost.com"), ["Ada Voss"]);
        assert_eq!(of(&["The Havn Post"], "The Havn Post"), ["The Havn Post"]);
    }
}
