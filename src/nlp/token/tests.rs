//! Tests of the tokens.

use super::*;

fn words(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    tokenize(text, Span::new(0, text.len()), Lexicon::english(), &mut out);
    out.iter().map(|token| token.of(text)).collect()
}

#[test]
fn treebank_manner() {
    assert_eq!(words("She didn't say."), ["She", "did", "n't", "say", "."]);
    assert_eq!(words("Voss’s offer—“dead”"), ["Voss", "’s", "offer", "—", "“", "dead", "”"]);
    assert_eq!(words("Mr. O'Brien of the U.S. spoke."), ["Mr.", "O'Brien", "of", "the", "U.S.", "spoke", "."]);
    assert_eq!(
        words("J. K. Ode paid $3,000.50 (80%)"),
        ["J.", "K.", "Ode", "paid", "$", "3,000.50", "(", "80", "%", ")"]
    );
    assert_eq!(words("the workers’ rights"), ["the", "workers", "’", "rights"]);
    assert_eq!(words("‘the workers’ she"), ["‘", "the", "workers", "’", "she"]);
    assert_eq!(words("So it was I. Then"), ["So", "it", "was", "I", ".", "Then"]);
    assert_eq!(words("The answer is no. Gate no. 10"), ["The", "answer", "is", "no", ".", "Gate", "no.", "10"]);
    assert_eq!(words("no--never... well-known"), ["no", "--", "never", "...", "well-known"]);
    assert_eq!(words("a 34-year-old in 2015-16"), ["a", "34-year-old", "in", "2015-16"]);
    assert_eq!(words("漢字 naïve e\u{301}"), ["漢字", "naïve", "e\u{301}"]);
}

#[test]
fn cases() {
    assert_eq!(case_of("Voss"), Case::Capital);
    assert_eq!(case_of("NATO"), Case::Upper);
    assert_eq!(case_of("U.S."), Case::Upper);
    assert_eq!(case_of("A"), Case::Capital);
    assert_eq!(case_of("iPhone"), Case::Lower);
}

proptest::proptest! {
    #[test]
    fn tokens_are_in_order_and_cover_all_but_space(text in "[ a-zA-Z0-9.,'’“”\"\\-é漢\u{301}\n]{0,80}") {
        let mut out = Vec::new();
        tokenize(&text, Span::new(0, text.len()), Lexicon::english(), &mut out);
        let mut at = 0;
        for token in &out {
            proptest::prop_assert!(token.start() >= at && token.end() > token.start());
            proptest::prop_assert!(text.get(at..token.start()).is_some_and(|gap| gap.trim().is_empty()));
            at = token.end();
        }
        proptest::prop_assert!(text.get(at..).is_some_and(|gap| gap.trim().is_empty()));
    }
}
