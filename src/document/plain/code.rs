//! Lines of source code, settings, grammars and records, told by their signs: words alone never make one, since prose has
//! the same words.

/// A line that only remarks: `# …`, `// …`, `-- …`, `/* …`, `;; …`.
pub fn is_comment(words: &str) -> bool {
    let marked =
        |mark: &str| words.strip_prefix(mark).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    ["#", "//", "///", "//!", "--", "/*", "/**", "*/", ";", ";;", "%", "rem", "REM"].iter().any(|mark| marked(mark))
        || words.starts_with("#!")
}

/// Whether a line is one of a program.
pub fn is_code(words: &str, indent: usize) -> bool {
    is_bare_word(words)
        || has_code_marks(words)
        || is_directive(words)
        || is_branch(words)
        || is_definition(words)
        || is_call(words)
        || indent > 0 && is_return(words)
}

/// `end`, `fi`, `});`: all of the line.
fn is_bare_word(words: &str) -> bool {
    const WORDS: [&str; 20] = [
        "end", "fi", "done", "esac", "else", "else:", "try:", "finally:", "endif", "begin", "then", "do", "pass",
        "break", "continue", "default:", "loop", "return", "end;", "BEGIN",
    ];
    let bare = words.trim_end_matches(';');
    let brackets = !words.is_empty() && words.len() <= 8 && words.chars().all(|c| "{}[]();,".contains(c));
    brackets || WORDS.contains(&words) || !bare.is_empty() && bare.len() < words.len() && WORDS.contains(&bare)
}

/// Signs that stand in no sentence.
fn has_code_marks(words: &str) -> bool {
    const MARKS: [&str; 14] = ["::", "=>", "==", "!=", "&&", "||", "+=", "-=", "();", "()", "${", "$(", ":=", "++;"];
    let ends = words.ends_with('{')
        || words.ends_with("};")
        || words.ends_with(");")
        || words.ends_with("),")
        || words.ends_with("](")
        || words.ends_with(" \\")
        || words.starts_with("} ")
        || words.ends_with(';') && words.contains(['(', '=', '[', '<', '_', '$']);
    let address = words.contains("://");
    ends || !address && MARKS.iter().any(|mark| words.contains(mark))
}

/// `#include <x>`, `import x`, `@Test`, `<tag>`, `$ make`
fn is_directive(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let short = |word: &str, most: usize| words.starts_with(word) && count <= most + usize::from(words.ends_with(';'));
    // `<v Ada Voss>` names who speaks in subtitles.
    let tag =
        words.strip_prefix('<').filter(|rest| !rest.starts_with("v ") && !rest.starts_with("v.")).is_some_and(|rest| {
            rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) && rest.contains('>')
        });
    ["#include", "#define ", "#if", "#endif", "#else", "#pragma"].iter().any(|sign| words.starts_with(sign))
        || ["import ", "use ", "using ", "package ", "require "].iter().any(|word| short(word, 2))
        || words.starts_with("from ") && words.contains(" import ")
        || words.starts_with('@') && count == 1 && words.len() > 1
        || tag && words.ends_with('>')
        || words.starts_with("$ ")
}

/// `if x then`, `for x in y:`, `def f(x):`
fn is_branch(words: &str) -> bool {
    const WORDS: [&str; 14] = [
        "if", "elif", "else", "elsif", "for", "while", "until", "def", "class", "with", "except", "case", "async",
        "function",
    ];
    let first = words.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("");
    let ends = [" then", " do", ":", ")", "; then", "; do", " in"].iter().any(|end| words.ends_with(end));
    let clause = words.contains(", ") && !words.contains('(');
    WORDS.contains(&first) && ends && !clause && words.split_whitespace().count() <= 14
}

/// `x = y`, `let x = y`, `rule = a / b`, `<x> ::= y`, and alternatives that go on one: `/ c`, `| c`.
fn is_definition(words: &str) -> bool {
    if words.contains("::=") || words.starts_with("/ ") || words.starts_with("| ") {
        return true;
    }
    let Some((left, right)) = words.split_once('=') else { return false };
    let left = left.trim_end_matches([':', '+', '-', '*', '?', '.', '|']);
    let name = |c: char| c.is_alphanumeric() || "_.-[]\"'$@*&:<>,/ \t".contains(c);
    let ends = left.ends_with(|c: char| c.is_whitespace() || c.is_alphanumeric() || "_]\">'".contains(c));
    !left.trim().is_empty()
        && left.len() <= 60
        && ends
        && left.chars().all(name)
        && left.split_whitespace().count() <= 4
        && !right.starts_with(['"']) | !left.contains(' ')
}

/// `print(x)`, `self.pump.start(3)`, and nothing else.
fn is_call(words: &str) -> bool {
    let Some((name, rest)) = words.split_once('(') else { return false };
    let name_like = |c: char| c.is_ascii_alphanumeric() || "_.:$!".contains(c);
    !name.is_empty()
        && name.chars().all(name_like)
        && name.len() >= 2
        && rest.ends_with([')', ',', '('])
        && !is_aside(rest)
}

/// Whether what stands in parentheses is a few words of prose: "London(the port)".
fn is_aside(rest: &str) -> bool {
    rest.split_whitespace().count() > 8 && !rest.contains(['"', '=', '_'])
}

/// `return x`
fn is_return(words: &str) -> bool {
    words.starts_with("return ") && words.split_whitespace().count() <= 6 && !words.ends_with(['.', ',', '?'])
}

/// A line of settings: `[section]`, `name: value`, `"name": value,`, `export NAME=x`.
pub fn is_setting(words: &str) -> bool {
    if let Some(section) = words.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return (1..=60).contains(&section.len())
            && !section.contains(' ')
            && !section.bytes().all(|b| b.is_ascii_digit());
    }
    let Some((name, value)) = words.split_once(':') else { return false };
    if let Some(name) = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) {
        return value.starts_with(' ')
            && name.split_whitespace().count() <= 2
            && words.ends_with([',', '{', '[', '"', '}', ']'])
            || value.trim().parse::<f64>().is_ok();
    }
    let plain = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let short = value.split_whitespace().count() <= 3 && !value.ends_with(['.', '?', '!', ',', '”', ';']);
    plain && short && (value.is_empty() || value.starts_with(' '))
}

/// A record whose fields have marks between them: `root:x:0:0:…`, `a,b,c`, `/dev/sda1 / ext4 …`, `192.0.2.1 quay`.
pub fn is_record(words: &str) -> bool {
    let colons = words.matches(':').count();
    let spaced = words.contains(": ") || words.contains(", ") || words.contains("; ");
    if !spaced && colons >= 4 && !words.contains("://") {
        return true;
    }
    let marks = [',', ';'].into_iter().map(|mark| words.matches(mark).count()).max().unwrap_or(0);
    let fields = words.split([',', ';']).all(|field| field.split_whitespace().count() <= 4);
    if marks >= 2 && !spaced && fields && !words.ends_with(['.', ',', ';']) {
        return true;
    }
    let mut parts = words.split_whitespace();
    let (first, count) = (parts.next().unwrap_or(""), words.split_whitespace().count());
    let device = first.starts_with('/') || first.starts_with("UUID=") || first.starts_with("LABEL=");
    if device && count >= 4 && parts.next().is_some_and(|part| part.starts_with('/') || matches!(part, "none" | "swap"))
    {
        return true;
    }
    let machine = first.matches('.').count() == 3 || first.matches(':').count() >= 2;
    let address = first.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, '.' | ':' | '%'));
    if machine && address && (2..=6).contains(&count) {
        return true;
    }
    let time = |part: &str| part.chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | '/' | ',' | '-'));
    count >= 6 && words.split_whitespace().take(5).all(time) && words.contains('*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_of_several_languages() {
        for line in [
            "fn pump(rate: u32) -> bool {",
            "let rate = 3;",
            "rate = base * length",
            "if night then",
            "end",
            "def pump(rate):",
            "for boat in boats:",
            "import boats",
            "from boats import Lugger",
            "#include <stdio.h>",
            "printf(\"%d\\n\", rate);",
            "boats.start(3)",
            "});",
            "if (rate == 3) {",
            "boat-name = 1*ALPHA \"-\" number",
            "/ \"none\"",
            "<boat> ::= <name> \"-\" <number>",
            "export RATE=3",
            "SELECT * FROM boats WHERE rate = 3;",
        ] {
            assert!(is_code(line, 0), "{line}");
        }
    }

    #[test]
    fn settings_and_records() {
        for line in ["[boats]", "rate: 3", "pumps:", "\"rate\": 3,"] {
            assert!(is_setting(line), "{line}");
        }
        for line in [
            "falk:x:1000:1000:Tom Falk:/home/falk:/bin/sh",
            "198.51.100.4   quay.example  quay",
            "::1 localhost",
            "/dev/sdb2  /boats  ext4  defaults  0  2",
            "name,rate,length",
            "*/5 * * * * /usr/bin/pump",
        ] {
            assert!(is_record(line), "{line}");
        }
    }

    #[test]
    fn prose_is_no_code() {
        for line in [
            "if they leave, and they may, we shall have",
            "import duties rose again, the minister said;",
            "for three days it rained on the quay, and then",
            "return to the quay before the rain",
            "Voss: We will not sign.",
            "lena: did the build pass?",
            "At 10:15 the boat left; at 11:30 it was back",
            "boats, pumps, quays",
            "He read https://example.org/a?b=c&d=e.",
            "the class of 1931 met on the quay",
            "“No,” she said; “never (again)”",
            "1,200,000 people left, of whom",
        ] {
            assert!(!is_code(line, 0) && !is_setting(line) && !is_record(line) && !is_comment(line), "{line}");
        }
    }
}
