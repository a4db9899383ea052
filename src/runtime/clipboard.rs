//! The clipboard of whoever sits at the terminal, over any distance: the sequence OSC 52 of xterm's control sequences.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// What to write to the terminal so that it puts `words` into its clipboard. Terminals that do not know the sequence
/// pass over it.
pub fn copy(words: &str) -> String {
    format!("\x1b]52;c;{}\x07", STANDARD.encode(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_words_is_written_raw() {
        assert_eq!(copy("a\x1b]0;x\x07"), "\x1b]52;c;YRtdMDt4Bw==\x07");
    }
}
