//! Training articles with attributions taken out: `“We lost,” she said.` becomes `“We lost.”` where she has spoken before. Real
//! articles leave out the speaker of few quotations, too few to learn from.

use std::ops::Range;

use crate::corpus::{Gold, GoldQuote};

/// The most words that an attribution which is taken out may have.
const WORDS: usize = 10;

/// The article without some of its attributions, and with only the quotations that have lost theirs as gold; nothing where
/// there are none. A writer leaves a speaker out where the one who spoke last goes on, or where nearly all is said by one.
pub fn hidden(gold: &Gold) -> Option<Gold> {
    let mut text = String::with_capacity(gold.text.len());
    let mut quotes = Vec::new();
    let mut start = 0;
    for (number, line) in gold.text.split_inclusive('\n').enumerate() {
        let paragraph = start..start + line.trim_end().len();
        let tail = &line[paragraph.len()..];
        start += line.len();
        let inside: Vec<&GoldQuote> = quotes_in(gold, &paragraph);
        // Every other one, so that what is left still says who speaks.
        if number % 2 == 0 && is_clear(gold, &paragraph, &inside) {
            for quote in inside {
                let from = text.len();
                text.push_str(&closed(&gold.text[quote.span.clone()]));
                let span = from..text.len();
                quotes.push(GoldQuote { span, source: None, cue: None, ..quote.clone() });
                text.push(' ');
            }
            text.truncate(text.trim_end().len());
        } else {
            text.push_str(&gold.text[paragraph]);
        }
        text.push_str(tail);
    }
    let (id, people) = (gold.id.clone(), gold.people.clone());
    (!quotes.is_empty()).then(|| Gold { id, text, quotes, ignore: Vec::new(), people, mentions: Vec::new() })
}

fn quotes_in<'g>(gold: &'g Gold, paragraph: &Range<usize>) -> Vec<&'g GoldQuote> {
    let inside = |quote: &&GoldQuote| paragraph.start <= quote.span.start && quote.span.end <= paragraph.end;
    gold.quotes.iter().filter(inside).collect()
}

/// Whether a paragraph is nothing but quotations and their attribution, all of one person, who also spoke last or says most.
fn is_clear(gold: &Gold, paragraph: &Range<usize>, quotes: &[&GoldQuote]) -> bool {
    let Some(first) = quotes.first() else { return false };
    let Some(speaker) = first.speaker.as_deref().filter(|_| first.named && first.members.len() < 2) else {
        return false;
    };
    let same = |quote: &&&GoldQuote| quote.kind == "direct" && quote.speaker.as_deref() == Some(speaker);
    let ordered = quotes.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
    let words: usize = quotes.iter().map(|quote| gold.text[quote.span.clone()].split_whitespace().count()).sum();
    let all = gold.text[paragraph.clone()].split_whitespace().count();
    let plain = quotes.iter().filter(same).count() == quotes.len() && ordered && first.span.start == paragraph.start;
    plain
        && words > 3
        && all - words.min(all) <= WORDS
        && (spoke_last(gold, first, speaker) || says_most(gold, speaker))
}

fn spoke_last(gold: &Gold, quote: &GoldQuote, speaker: &str) -> bool {
    let before = gold.quotes.iter().filter(|other| other.span.end <= quote.span.start && other.speaker.is_some());
    before.max_by_key(|other| other.span.end).is_some_and(|last| last.speaker.as_deref() == Some(speaker))
}

fn says_most(gold: &Gold, speaker: &str) -> bool {
    let all = gold.quotes.iter().filter(|quote| quote.speaker.is_some()).count();
    let own = gold.quotes.iter().filter(|quote| quote.speaker.as_deref() == Some(speaker)).count();
    all >= 6 && own * 4 >= all * 3
}

/// `“We lost,”` -> `“We lost.”`
fn closed(quote: &str) -> String {
    let inner = quote.trim_end_matches(['”', '"', '’', '\'']);
    match inner.strip_suffix(',') {
        Some(words) => format!("{words}.{}", &quote[inner.len()..]),
        None => quote.to_owned(),
    }
}
