//! Measures names and coreference against the corpora in `../shared/corpus` (or `DIXIT_CORPUS`).
//!
//! `names news TOKENS.jsonl`: how many of the names in the silver tokens of `PolNeAR` are found, and how many found names
//! are names there; `TOKENS.jsonl` is the unpacked `polnear-*-tokens.jsonl.gz`, with `polnear-*.jsonl` beside it given as
//! third argument. `names fiction GOLD.jsonl [N]`: of gold quotations with a speaker's mention and a canonical speaker,
//! how many mentions are resolved to an actor whose name is the speaker's; N errors are listed for each document.
//! `names speakers GOLD.jsonl [N]`: of gold quotations whose named speaker is mentioned by name, how many of those
//! mentions have an actor with the right name, and with exactly the canonical one; N errors are listed.
//! `names actors FILE`: the actors of a text.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Instant;

use dixit::document::{Metadata, plain};
use dixit::entity::MentionKind;
use dixit::entity::mention::{Found, find};
use dixit::entity::resolver::Context;
use dixit::entity::{Resolved, inside, resolve};
use dixit::nlp::Prose;
use dixit::nlp::lexicon::Lexicon;
use dixit::quotation::marks::pair;
use dixit::span::Span;
use serde_json::Value;

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let at = |index: usize| arguments.get(index).map_or("", String::as_str);
    match at(1) {
        "news" => news(at(2), at(3), at(4).parse().unwrap_or(0)),
        "fiction" => fiction(at(2), at(3).parse().unwrap_or(0), at(4)),
        "speakers" => speakers(at(2), at(3).parse().unwrap_or(0)),
        "actors" => actors(at(2)),
        _ => {
            eprintln!("names news TOKENS TEXTS | names fiction GOLD [N] | names speakers GOLD [N] | names actors FILE");
        }
    }
}

struct Read {
    found: Vec<Found>,
    resolved: Resolved,
    seconds: f64,
}

fn read(text: &str) -> Read {
    let document = plain(text.to_owned(), Metadata::default());
    let prose = Prose::new(&document, Lexicon::english());
    let quoted: Vec<Span> = pair(&prose).iter().map(|marked| marked.span).collect();
    let start = Instant::now();
    let found = find(&prose);
    let inner = inside(&found, &quoted);
    let none = vec![false; found.len()];
    let context = Context { quoted: &inner, source: &none, reported: &none, article: false };
    let resolved = resolve(&prose, &found, context, &|_| 0.0);
    Read { found, resolved, seconds: start.elapsed().as_secs_f64() }
}

fn lines(path: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// Byte offset of each code point, and the end.
fn offsets(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

fn actors(path: &str) {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let read = read(&text);
    let mut order: Vec<usize> = (0..read.resolved.actors.len()).filter(|&i| read.resolved.named[i]).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(read.resolved.actors[i].mentions));
    for index in order.into_iter().take(150) {
        let actor = &read.resolved.actors[index];
        println!(
            "{:5} {:?} {:?} {:?} aka {:?} roles {:?}",
            actor.mentions, actor.name, actor.kind, actor.gender, actor.aliases, actor.roles
        );
    }
    println!("{:.1} MB/s", text.len() as f64 / 1e6 / read.seconds);
}

fn news(tokens: &str, texts: &str, listed: usize) {
    let texts: HashMap<String, String> = lines(texts)
        .iter()
        .filter_map(|doc| Some((doc["id"].as_str()?.to_owned(), doc["text"].as_str()?.to_owned())))
        .collect();
    let (mut gold, mut hit, mut same, mut ours, mut right, mut seconds, mut bytes) = (0, 0, 0, 0, 0, 0.0, 0);
    let (mut missed, mut extra): (BTreeMap<String, u32>, BTreeMap<String, u32>) = Default::default();
    for doc in lines(tokens) {
        let Some(text) = doc["id"].as_str().and_then(|id| texts.get(id)) else { continue };
        let places = offsets(text);
        let byte = |value: &Value| value.as_u64().and_then(|at| places.get(at as usize)).copied().unwrap_or(0);
        let mut silver: Vec<(Span, bool)> = Vec::new();
        let mut last = "O".to_owned();
        for token in doc["sentences"].as_array().into_iter().flatten().flat_map(|s| s.as_array().into_iter().flatten())
        {
            let span = Span::new(byte(&token[0]), byte(&token[1]));
            let tag = token[3].as_str().unwrap_or("O").to_owned();
            if matches!(tag.as_str(), "PERSON" | "ORGANIZATION" | "LOCATION" | "MISC") {
                match silver.last_mut() {
                    Some((before, _)) if last == tag && span.start <= before.end + 1 => before.end = span.end,
                    _ => silver.push((span, tag != "MISC")),
                }
            }
            last = tag;
        }
        let read = read(text);
        seconds += read.seconds;
        bytes += text.len();
        let names: Vec<Span> = read.found.iter().filter(|m| m.kind == MentionKind::Name).map(|m| m.span).collect();
        let all: Vec<Span> = read.found.iter().filter(|m| m.kind != MentionKind::Pronoun).map(|m| m.span).collect();
        for (span, _) in silver.iter().filter(|(_, named)| *named) {
            gold += 1;
            same += usize::from(names.iter().any(|name| name.end == span.end));
            if all.iter().any(|name| name.overlaps(*span)) {
                hit += 1;
            } else {
                *missed.entry(span.of(text).to_owned()).or_default() += 1;
            }
        }
        for name in &names {
            ours += 1;
            if silver.iter().any(|(span, _)| span.overlaps(*name)) {
                right += 1;
            } else {
                *extra.entry(name.of(text).to_owned()).or_default() += 1;
            }
        }
    }
    let share = |a: usize, b: usize| 100.0 * a as f64 / b.max(1) as f64;
    println!("silver {gold}: found {:.1}%, same end {:.1}%", share(hit, gold), share(same, gold));
    println!("ours {ours}: silver too {:.1}%; {:.1} MB/s", share(right, ours), bytes as f64 / 1e6 / seconds);
    for (title, counts) in [("missed", missed), ("extra", extra)] {
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        println!("{title}: {:?}", counts.iter().take(listed).collect::<Vec<_>>());
    }
}

const EMPTY: &str = " the a an of in on at for to and mr mrs ms miss dr sir lord lady sen rep gov president said \
    says told tells added by who his her its their also that ";

/// The scorer's words of a name without titles.
fn content(name: &str) -> BTreeSet<String> {
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric() && c != '_' && c != '\'' && c != '’')
        .map(|word| word.trim_matches(['\'', '’']).to_lowercase())
        .map(|word| word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(&word).to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    let kept: BTreeSet<String> = words.iter().filter(|word| !EMPTY.contains(&format!(" {word} "))).cloned().collect();
    if kept.is_empty() { words.into_iter().collect() } else { kept }
}

fn fits(name: &str, aliases: &[String]) -> u8 {
    let mine = content(name);
    let mut best = 0;
    for alias in aliases {
        if alias.trim().eq_ignore_ascii_case(name.trim()) {
            return 2;
        }
        let theirs = content(alias);
        if !mine.is_empty() && !theirs.is_empty() && (mine.is_subset(&theirs) || theirs.is_subset(&mine)) {
            best = 1;
        }
    }
    best
}

/// The words of a name in order, without titles: what two spellings of it share.
fn bare(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '\'' && c != '’');
    words
        .filter(|word| !word.is_empty() && !content(word).is_empty())
        .map(|word| word.trim_matches(['\'', '’']).to_lowercase())
        .map(|word| word.strip_suffix("'s").or(word.strip_suffix("’s")).unwrap_or(&word).to_owned())
        .filter(|word| !word.is_empty() && !EMPTY.contains(&format!(" {word} ")))
        .collect()
}

/// What ends the head of a noun phrase.
const HEADS_END: [&str; 8] = [", ", " who ", " of ", " at ", " (", " whose ", " — ", " - "];

fn speakers(path: &str, list: usize) {
    let (mut all, mut none, mut right, mut exact) = (0, 0, 0, 0);
    let (mut seconds, mut bytes) = (0.0, 0);
    let mut errors: Vec<String> = Vec::new();
    for doc in lines(path) {
        let text = doc["text"].as_str().unwrap_or("");
        let places = offsets(text);
        let byte = |value: &Value| value.as_u64().and_then(|at| places.get(at as usize)).copied().unwrap_or(0);
        let read = read(text);
        seconds += read.seconds;
        bytes += text.len();
        let people: Vec<(String, Vec<String>)> = doc["entities"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, aliases)| {
                let aliases = aliases.as_array().into_iter().flatten().filter_map(|alias| alias.as_str());
                (name.clone(), aliases.map(str::to_owned).chain([name.clone()]).collect())
            })
            .collect();
        for quote in doc["quotes"].as_array().into_iter().flatten() {
            let joint = quote["members"].as_array().is_some_and(|members| members.len() > 1);
            let source = &quote["speaker_mention"];
            let named = quote["named"].as_bool().unwrap_or(true) && quote["mention_type"] == "name";
            let Some(who) = quote["speaker"].as_str().filter(|_| named && !joint && source.is_object()) else {
                continue;
            };
            let span = Span::new(byte(&source["start"]), byte(&source["end"]));
            let own = [who.to_owned()];
            let mine = people.iter().find(|(name, _)| name == who).map_or(&own[..], |(_, aliases)| aliases);
            // The name that heads the words: what stands before a comma, a relative clause, a complement.
            let words = span.of(text);
            let cut = HEADS_END.iter().filter_map(|end| words.find(end)).filter(|&at| at > 3).min();
            let head = Span::new(span.start, cut.map_or(span.end, |at| span.start + at));
            let known = mine.iter().flat_map(|alias| content(alias)).collect::<BTreeSet<_>>();
            if content(head.of(text)).is_disjoint(&known) {
                continue;
            }
            let near = read.found.iter().enumerate().filter(|(_, m)| m.span.overlaps(head));
            let best = near
                .filter(|(_, m)| m.kind == MentionKind::Name && m.span.start >= span.start.saturating_sub(20))
                .max_by_key(|(_, m)| (m.span == head, m.span.end.min(head.end), std::cmp::Reverse(m.span.start)));
            let actor = best.and_then(|(i, _)| read.resolved.of[i]).map(|id| &read.resolved.actors[id.0 as usize]);
            let name = actor.map_or("", |actor| actor.name.as_str());
            let fit = if name.is_empty() { 0 } else { fits(name, mine) };
            let others = people.iter().filter(|(_, aliases)| !aliases.iter().any(|alias| mine.contains(alias)));
            let rival = if fit > 0 { others.map(|(_, aliases)| fits(name, aliases)).max().unwrap_or(0) } else { 0 };
            let good = fit > rival || fit == 2 && rival == 2;
            let same = good && mine.iter().any(|alias| bare(alias) == bare(name));
            all += 1;
            none += u32::from(actor.is_none());
            right += u32::from(good);
            exact += u32::from(same);
            if !same {
                let context = text.get(before(text, span.start, 60)..span.end).unwrap_or("").replace('\n', " ");
                let sign = if good { '~' } else { '!' };
                errors.push(format!("{sign} {who} <- {name:?} [{}] {context}", span.of(text)));
            }
        }
    }
    let share = |part: u32| 100.0 * f64::from(part) / f64::from(all.max(1));
    println!("{all} mentions: right {:.1}% exact {:.1}% none {:.1}%", share(right), share(exact), share(none));
    println!("{:.1} MB/s", bytes as f64 / 1e6 / seconds);
    errors.iter().take(list).for_each(|error| println!("{error}"));
}

/// The byte at most `by` bytes before `at` where a letter starts.
fn before(text: &str, at: usize, by: usize) -> usize {
    (at.saturating_sub(by)..=at).find(|&at| text.is_char_boundary(at)).unwrap_or(at)
}

#[derive(Default)]
struct Tally {
    all: u32,
    none: u32,
    right: u32,
}

fn fiction(path: &str, list: usize, only: &str) {
    let mut total: BTreeMap<String, Tally> = BTreeMap::new();
    let (mut seconds, mut bytes) = (0.0, 0);
    let (mut gold_quotes, mut reachable) = (0, 0);
    for doc in lines(path) {
        let text = doc["text"].as_str().unwrap_or("");
        let id = doc["id"].as_str().unwrap_or("").rsplit('/').next().unwrap_or("").to_owned();
        if !only.is_empty() && !id.contains(only) {
            continue;
        }
        let places = offsets(text);
        let byte = |value: &Value| value.as_u64().and_then(|at| places.get(at as usize)).copied().unwrap_or(0);
        let read = read(text);
        seconds += read.seconds;
        bytes += text.len();
        let quotes: Vec<&Value> =
            doc["quotes"].as_array().into_iter().flatten().filter(|q| q["speaker"].is_string()).collect();
        let mut people: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for quote in &quotes {
            let name = quote["speaker"].as_str().unwrap_or("").to_owned();
            let aliases = doc["entities"][&name].as_array().into_iter().flatten();
            let aliases = aliases.filter_map(|alias| alias.as_str().map(str::to_owned)).chain([name.clone()]).collect();
            people.insert(name, aliases);
        }
        let judge = |name: &str, who: &str| {
            let fit = people.get(who).map_or(0, |aliases| fits(name, aliases));
            let rival = people.iter().filter(|(other, _)| *other != who).map(|(_, aliases)| fits(name, aliases)).max();
            let rival = if fit == 0 { 0 } else { rival.unwrap_or(0) };
            fit > rival || fit == 2 && rival == 2
        };
        let mut reached: HashMap<&str, bool> = HashMap::new();
        let mut document: BTreeMap<String, Tally> = BTreeMap::new();
        let mut errors: BTreeMap<String, (u32, String)> = BTreeMap::new();
        for quote in &quotes {
            let who = quote["speaker"].as_str().unwrap_or("");
            gold_quotes += 1;
            let able =
                *reached.entry(who).or_insert_with(|| read.resolved.actors.iter().any(|actor| judge(&actor.name, who)));
            reachable += u32::from(able);
            let source = &quote["speaker_mention"];
            if !source.is_object() {
                continue;
            }
            let span = Span::new(byte(&source["start"]), byte(&source["end"]));
            let sort = quote["mention_type"].as_str().unwrap_or("?");
            let from = read.found.partition_point(|m| m.span.start + 200 < span.start);
            let near = read.found.iter().enumerate().skip(from).take_while(|(_, m)| m.span.start < span.end);
            let best = near
                .filter(|(_, m)| m.span.overlaps(span))
                .max_by_key(|(_, m)| (m.span == span, m.span.end == span.end, usize::MAX - m.span.len()));
            let actor =
                best.and_then(|(index, _)| read.resolved.of[index]).map(|id| &read.resolved.actors[id.0 as usize]);
            let right = actor.is_some_and(|actor| judge(&actor.name, who));
            for sort in [sort, "all"] {
                let cell = document.entry(sort.to_owned()).or_default();
                cell.all += 1;
                cell.none += u32::from(actor.is_none());
                cell.right += u32::from(right);
            }
            if !right {
                let name = actor.map_or("-", |actor| actor.name.as_str());
                let before = places.partition_point(|&at| at + 150 < span.start);
                let after = places.partition_point(|&at| at < span.end + 30).min(places.len() - 1);
                let context = text.get(places[before]..places[after]).unwrap_or("").replace('\n', " ");
                let error = errors.entry(format!("{sort} [{}] {who} <- {name}", span.of(text))).or_default();
                error.0 += 1;
                error.1 = context;
            }
        }
        if list > 0 {
            print!("{id}: ");
            show(&document);
            let mut errors: Vec<_> = errors.into_iter().collect();
            errors.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
            for (error, (count, context)) in errors.iter().take(list) {
                println!("   {count:4} {error}\n          {context}");
            }
        }
        for (sort, cell) in document {
            let sum = total.entry(sort).or_default();
            sum.all += cell.all;
            sum.none += cell.none;
            sum.right += cell.right;
        }
    }
    show(&total);
    println!(
        "quotes whose speaker some actor names: {:.1}%; {:.1} MB/s",
        100.0 * f64::from(reachable) / f64::from(gold_quotes.max(1)),
        bytes as f64 / 1e6 / seconds
    );
}

fn show(cells: &BTreeMap<String, Tally>) {
    let text: Vec<String> = cells
        .iter()
        .map(|(sort, cell)| {
            let share = |part: u32| 100.0 * f64::from(part) / f64::from(cell.all.max(1));
            format!("{sort} {}: right {:.1}% none {:.1}%", cell.all, share(cell.right), share(cell.none))
        })
        .collect();
    println!("{}", text.join("  |  "));
}
