//! The words, title and byline that reading a page gives, against what Mozilla's Readability gets.

use std::collections::HashMap;

use dixit::document::{BlockKind, Document, Inline, Metadata};

fn words(text: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    counts
}

/// How much the words of two texts overlap: 1 where they have the same ones equally often.
fn overlap(one: &str, other: &str) -> f64 {
    let (one, other) = (words(one), words(other));
    let common: usize = one.iter().map(|(word, count)| count.min(other.get(word).unwrap_or(&0))).sum();
    2.0 * common as f64 / (one.values().sum::<usize>() + other.values().sum::<usize>()) as f64
}

/// The words of the article, without the headline over it and without descriptions of pictures, but for those that are
/// their captions: the others only dixit shows.
fn article(document: &Document, expected: &str) -> String {
    let mut text = String::new();
    let title = document.metadata.title.as_deref();
    for (index, block) in document.blocks.iter().enumerate() {
        if index > 0 || block.kind != BlockKind::Heading(1) || Some(block.span.of(&document.text)) != title {
            text.push_str(block.span.of(&document.text));
            text.push('\n');
        }
    }
    for styled in document.styles.iter().filter(|styled| matches!(styled.style, Inline::Image(_))) {
        let description = styled.span.of(&document.text);
        let words = description.trim_start_matches("[Image: ").trim_end_matches(']');
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let caption = if flat(expected).contains(&flat(words)) { words } else { "" };
        text = text.replacen(description, caption, 1);
    }
    text
}

/// The words of markup, without the help of what is tested.
fn stripped(markup: &str) -> String {
    let mut text = String::new();
    for part in markup.split('<') {
        let (tag, words) = part.split_once('>').unwrap_or(("", part));
        let inline = ["a", "em", "strong", "b", "i", "span", "sup", "sub", "code"];
        let name = tag.trim_start_matches('/').split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        text.push_str(if inline.contains(&name) { "" } else { " " });
        text.push_str(words);
    }
    [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
        .iter()
        .fold(text, |text, (name, character)| text.replace(name, character))
}

#[test]
fn real_pages() {
    let mut scores = Vec::new();
    for (page, document) in super::pages() {
        let read = |name: &str| std::fs::read(page.join(name)).unwrap();
        let expected = stripped(&String::from_utf8(read("expected.html")).unwrap());
        let told: serde_json::Value = serde_json::from_slice(&read("expected-metadata.json")).unwrap();
        let score = overlap(&article(&document, &expected), &expected);
        let Metadata { title, byline, site, date, language, .. } = &document.metadata;
        println!("{}: {score:.4}; {title:?} {byline:?} {site:?} {date:?} {language:?}", page.display());
        for (name, found) in [("title", title), ("byline", byline)] {
            if let Some(expected) = told[name].as_str().filter(|words| !words.is_empty()) {
                let expected = expected.split_whitespace().collect::<Vec<_>>().join(" ");
                assert_eq!(found.as_deref(), Some(expected.as_str()), "{name} of {}", page.display());
            }
        }
        assert!(score >= 0.95, "{}: {score}", page.display());
        scores.push(score);
    }
    let mean = scores.iter().sum::<f64>() / scores.len().max(1) as f64;
    println!("{} pages, mean {mean:.4}", scores.len());
    assert!(scores.is_empty() || mean >= 0.98, "{mean}");
}
