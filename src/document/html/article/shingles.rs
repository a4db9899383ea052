//! Whether words of one text are in another: by runs of four words, in time linear in both.

use rustc_hash::FxHashSet;

use crate::linear::{hash_on, hash_word, join};

/// How many words a run has.
const RUN: usize = 4;

/// The runs of words of a text.
#[derive(Clone, Debug, Default)]
pub struct Shingles(FxHashSet<u32>);

impl Shingles {
    /// Of this text.
    pub fn of(text: &str) -> Self {
        Self(runs(&hashed(text)).collect())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Which share of the runs of these words is among them; `None` where there are fewer words than a run has.
    pub fn share(&self, words: &[u32]) -> Option<f32> {
        let all = runs(words).count();
        (all > 0).then(|| runs(words).filter(|run| self.0.contains(run)).count() as f32 / all as f32)
    }

    /// Whether most of the runs of these words are among them.
    pub fn has(&self, words: &[u32]) -> bool {
        self.share(words).is_some_and(|share| share >= 0.8)
    }
}

fn runs(words: &[u32]) -> impl Iterator<Item = u32> {
    words.windows(RUN).map(|run| run.iter().fold(0, |hash, &word| join(hash, word)))
}

/// Hashes of the words of a text in lower case, without marks; of East Asian scripts each character is a word.
pub fn hashed(text: &str) -> Vec<u32> {
    let mut words = Vec::new();
    let mut word = None;
    let mut bytes = [0; 4];
    for c in text.chars() {
        if !c.is_alphanumeric() {
            words.extend(word.take());
        } else if c >= '\u{2e80}' {
            words.extend(word.take());
            words.push(hash_word(c.encode_utf8(&mut bytes)));
        } else {
            for c in c.to_lowercase() {
                let letter = c.encode_utf8(&mut bytes);
                word = Some(word.map_or_else(|| hash_word(letter), |hash| hash_on(hash, letter)));
            }
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_their_marks_and_case() {
        let text = Shingles::of("The harbour of Havn, she said, “is closed until May”. 港は五月まで閉鎖。");
        assert!(text.has(&hashed("THE HARBOUR OF HAVN she said")));
        assert!(text.has(&hashed("五月まで")));
        assert!(!text.has(&hashed("The harbour of Lowmark was closed")));
        assert!(!text.has(&hashed("of Havn")), "too short to say");
        assert_eq!(text.share(&hashed("Havn")), None);
    }
}
