//! What stands in for a sign where the terminal shows ASCII alone: lines stay lines, marks stay marks, letters lose their
//! accents. One character for one, so that nothing moves.

/// The words in ASCII: as many characters as there are characters with a width of their own.
pub fn of(words: &str) -> String {
    words.chars().filter(|c| unicode_width::UnicodeWidthChar::width(*c) != Some(0)).map(letter).collect()
}

fn letter(c: char) -> char {
    match c {
        ' '..='~' => c,
        '\u{a0}' => ' ',
        '─' | '━' | '┄' | '–' | '—' | '―' | '‐' | '‑' | '−' | '▔' => '-',
        '│' | '┃' | '║' | '┋' | '▎' | '▏' | '▍' | '▌' => '|',
        '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' => '+',
        '█' | '▉' | '▊' | '▋' | '▚' | '▒' | '▓' | '▇' | '▆' | '▅' => '#',
        '▄' | '▃' => '=',
        '▂' | '▁' => '_',
        '•' | '▪' | '·' | '‣' | '◦' => '*',
        '“' | '”' | '„' | '«' | '»' | '″' => '"',
        '‘' | '’' | '‚' | '‹' | '′' => '\'',
        '…' => '~',
        '↪' | '›' => '>',
        '↑' => '^',
        '↓' => 'v',
        '▾' => '!',
        '×' => 'x',
        'À'..='Å' | 'Ā' | 'Ă' | 'Ą' => 'A',
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'Ç' | 'Ć' | 'Č' => 'C',
        'ç' | 'ć' | 'č' => 'c',
        'È'..='Ë' | 'Ē' | 'Ę' | 'Ě' => 'E',
        'è'..='ë' | 'ē' | 'ę' | 'ě' => 'e',
        'Ì'..='Ï' | 'İ' => 'I',
        'ì'..='ï' | 'ı' => 'i',
        'Ł' => 'L',
        'ł' => 'l',
        'Ñ' | 'Ń' | 'Ň' => 'N',
        'ñ' | 'ń' | 'ň' => 'n',
        'Ò'..='Ö' | 'Ø' | 'Ő' => 'O',
        'ò'..='ö' | 'ø' | 'ő' => 'o',
        'Ř' => 'R',
        'ř' => 'r',
        'Ś' | 'Š' | 'Ş' => 'S',
        'ś' | 'š' | 'ş' | 'ß' => 's',
        'Ù'..='Ü' | 'Ů' | 'Ű' => 'U',
        'ù'..='ü' | 'ů' | 'ű' => 'u',
        'Ý' => 'Y',
        'ý' | 'ÿ' => 'y',
        'Ź' | 'Ż' | 'Ž' => 'Z',
        'ź' | 'ż' | 'ž' => 'z',
        _ => '?',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_ascii_and_stays_in_place() {
        assert_eq!(of("┌ “Naïve” – café… │"), "+ \"Naive\" - cafe~ |");
        assert_eq!(of("e\u{301} 漢👩"), "e ??");
        assert!((' '..='\u{2fff}').all(|c| of(&c.to_string()).is_ascii()));
    }
}
