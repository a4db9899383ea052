//! Pages of an e-book that are drawings (SVG): their texts become paragraphs, their pictures stay.

use crate::document::html::{Start, Token};

/// A drawing as a page of HTML.
pub fn page(tokens: Vec<Token>) -> Vec<Token> {
    let mut page = vec![Token::Start(Start::new("body", &[]))];
    // Inside a text; inside something there that is not shown.
    let (mut text, mut unseen) = (false, 0_usize);
    // Inside a piece of a page.
    let mut foreign = false;
    for token in tokens {
        match token {
            Token::End(name) if local(&name) == "foreignobject" => foreign = false,
            token if foreign => page.push(token),
            Token::Start(start) if start.empty => {
                if let Some(source) = picture(&start) {
                    page.push(image(source));
                }
            }
            Token::Start(start) => match local(&start.name) {
                "text" => {
                    (text, unseen) = (true, 0);
                    page.push(Token::Start(Start::new("p", &[])));
                }
                "title" | "desc" | "style" | "script" if text => unseen += 1,
                "foreignobject" if !text => foreign = true,
                // Lines of a text stand apart.
                "tspan" if text => page.push(Token::Text(" ".into())),
                _ => {
                    if let Some(source) = picture(&start) {
                        page.push(image(source));
                    }
                }
            },
            Token::End(name) => match local(&name) {
                "text" if std::mem::take(&mut text) => page.push(Token::End("p".into())),
                "title" | "desc" | "style" | "script" => unseen = unseen.saturating_sub(1),
                _ => {}
            },
            words @ Token::Text(_) if text && unseen == 0 => page.push(words),
            Token::Text(_) => {}
        }
    }
    page.push(Token::End("body".into()));
    page
}

fn image(source: &str) -> Token {
    let mut image = Start::new("img", &[("src", source)]);
    image.empty = true;
    Token::Start(image)
}

/// The picture that an element shows.
fn picture(start: &Start) -> Option<&str> {
    let source = start.get("xlink:href").or_else(|| start.get("href"));
    source.filter(|_| local(&start.name) == "image")
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}
