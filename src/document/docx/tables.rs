//! Which tables of a DOCX hold data, and which rows head them.

use crate::document::html::Token;

/// For each table in order of its start: whether it has several columns. One column is a frame around text.
pub fn data_tables(tokens: &[Token]) -> Vec<bool> {
    let mut all = Vec::new();
    // Of the open tables: which one, and the cells of its row so far.
    let mut open: Vec<(usize, usize)> = Vec::new();
    for token in tokens {
        match token {
            Token::Start(start) => match (&*start.name, open.last_mut()) {
                ("w:tbl", _) => {
                    open.push((all.len(), 0));
                    all.push(false);
                }
                ("w:tr", Some((_, cells))) => *cells = 0,
                ("w:tc", Some((table, cells))) => {
                    *cells += 1;
                    if let Some(data) = all.get_mut(*table) {
                        *data |= *cells > 1;
                    }
                }
                _ => {}
            },
            Token::End(name) if &**name == "w:tbl" => {
                open.pop();
            }
            _ => {}
        }
    }
    all
}

/// Whether the row whose parts come next heads its table.
pub fn is_head(next: &[Token]) -> bool {
    let starts = next.iter().take(60).map_while(|token| match token {
        Token::Start(start) if &*start.name == "w:tc" => None,
        Token::End(name) if &**name == "w:tr" => None,
        token => Some(token),
    });
    starts.into_iter().any(|token| {
        matches!(token, Token::Start(start) if &*start.name == "w:tblheader"
            && !matches!(start.get("w:val"), Some("0" | "false")))
    })
}
