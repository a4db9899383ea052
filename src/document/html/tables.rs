//! Which tables of a page hold data, and which only lay it out.

use super::tokens::{Start, Token};

#[derive(Default)]
struct Facts {
    row: usize,
    widest: usize,
    layout: bool,
}

impl Facts {
    fn is_data(&self) -> bool {
        self.widest >= 2 && !self.layout
    }
}

/// For each table in order of its start: whether it holds data.
pub fn data_tables(tokens: &[Token]) -> Vec<bool> {
    let mut all: Vec<Facts> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for token in tokens {
        match token {
            Token::Start(start) if &*start.name == "table" => {
                if let Some(facts) = open.last().and_then(|&outer| all.get_mut(outer)) {
                    facts.layout = true;
                }
                open.push(all.len());
                let layout = start.has_word("role", "presentation") || start.has_word("role", "none");
                all.push(Facts { layout, ..Facts::default() });
            }
            Token::Start(start) => {
                if let Some(facts) = open.last().and_then(|&table| all.get_mut(table)) {
                    inside(facts, start);
                }
            }
            Token::End(name) if &**name == "table" => {
                open.pop();
            }
            _ => {}
        }
    }
    all.iter().map(Facts::is_data).collect()
}

fn inside(facts: &mut Facts, start: &Start) {
    match &*start.name {
        "tr" => facts.row = 0,
        "td" | "th" => {
            facts.row += 1;
            facts.widest = facts.widest.max(facts.row);
        }
        "h1" | "h2" | "h3" | "h4" | "blockquote" | "pre" | "article" | "section" => facts.layout = true,
        _ => {}
    }
}

/// Whether the row whose cells come next heads its table: all its cells are headers.
pub fn is_head(next: &[Token]) -> bool {
    let mut headers = false;
    for token in next.iter().take(400) {
        match token {
            Token::Start(start) if &*start.name == "th" => headers = true,
            Token::Start(start) if matches!(&*start.name, "td") => return false,
            Token::Start(start) if matches!(&*start.name, "tr" | "table") => break,
            Token::End(name) if matches!(&**name, "tr" | "table" | "thead") => break,
            _ => {}
        }
    }
    headers
}
