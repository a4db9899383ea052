//! Digits above and below the line: `x²`, `H₂O`. Set small they say something else than beside the letters before them.

/// `words` in small digits, above the line or below it; `None` where they are more than a short number.
pub fn small(words: &str, above: bool) -> Option<String> {
    if words.is_empty() || words.chars().count() > 6 || !words.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let small = |c: char| {
        Some(match (c, above) {
            ('1', true) => '¹',
            ('2', true) => '²',
            ('3', true) => '³',
            ('0'..='9', true) => char::from_u32(0x2070 + c.to_digit(10)?)?,
            ('0'..='9', false) => char::from_u32(0x2080 + c.to_digit(10)?)?,
            ('-' | '−', true) => '⁻',
            ('+', true) => '⁺',
            ('-' | '−', false) => '₋',
            ('+', false) => '₊',
            _ => return None,
        })
    };
    words.chars().map(small).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_numbers_alone() {
        assert_eq!(small("0123456789".get(..6).unwrap_or(""), true).as_deref(), Some("⁰¹²³⁴⁵"));
        assert_eq!(small("-12", true).as_deref(), Some("⁻¹²"));
        assert_eq!(small("26", false).as_deref(), Some("₂₆"));
        for other in ["", "st", "n2", "[1]", "1234567", "+"] {
            assert_eq!(small(other, true), None, "{other}");
        }
    }
}
