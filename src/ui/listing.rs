//! A list of articles: a row each, and more of the selected one below.

use ratatui::style::Style;

use crate::app::listing::{Columns, Item, Known, Listing, Order};
use crate::app::rich::{Piece, Role, fit, line, width, wrap};
use crate::app::{App, Area};
use crate::command::Command;
use crate::document::Source;

use super::borders::outline;
use super::canvas::Canvas;
use super::quotations::key;

/// Draws the list that is shown.
pub fn draw(canvas: &mut Canvas) {
    let app = canvas.app;
    let (Some(listing), Some(columns)) = (app.listing(), app.columns()) else { return };
    frame(canvas, listing, &columns);
    head(canvas, listing, &columns);
    if listing.shown().is_empty() {
        let key = key(app, Command::Cancel);
        canvas.note(columns.rows, &["No article fits what you typed.", &format!("{key} shows all again.")]);
    }
    for ((row, item), y) in listing.visible().zip(columns.rows.y..columns.rows.bottom()) {
        let area = Area::new(columns.rows.x, y, columns.rows.width, 1);
        entry(canvas, item, row == listing.selected(), area, &columns);
    }
    if let Some(item) = listing.selected_item() {
        detail(canvas, item, &columns);
    }
}

/// The box with the list's name and order, or a line with both.
fn frame(canvas: &mut Canvas, listing: &Listing, columns: &Columns) {
    let area = columns.title;
    let boxed = !columns.frame.is_empty();
    let border = canvas.style("ui.border");
    let name = canvas.style(if boxed { "ui.title.focus" } else { "ui.tabs.focus" });
    let quiet = canvas.style(if boxed { "ui.title" } else { "ui.tabs" });
    if boxed {
        outline(canvas, columns.frame, border);
        thumb(canvas, listing, columns);
    } else {
        canvas.fill(area, quiet);
    }
    let (left, right) = if boxed { (area.x + 1, area.right() - 1) } else { (area.x, area.right()) };
    let (order, reversed) = listing.order();
    let by = format!(" {} ", order.doc(canvas.app.in_folder(), reversed));
    let room = right.saturating_sub(left);
    let count = match (listing.counted().1, listing.items().len()) {
        (0, folders) if folders > 0 => count_of(folders, "folder"),
        (articles, _) => count_of(articles, "article"),
    };
    // What it is called comes before how it is ordered.
    let name_width = width(&listing.title).min(40) + width(&count) + 5;
    let used = if usize::from(room) >= width(&by) + name_width {
        canvas.text_right(right, area.y, room, &by, quiet)
    } else {
        0
    };
    let words =
        format!(" {} · {count} ", fit(&listing.title, usize::from(room - used).saturating_sub(width(&count) + 6)));
    canvas.text(left, area.y, room - used, &words, name);
}

/// Which part of the list is seen, on the right border.
fn thumb(canvas: &mut Canvas, listing: &Listing, columns: &Columns) {
    let ((first, rows), count) = (listing.window(), listing.shown().len());
    let height = usize::from(columns.rows.height);
    if count <= rows || rows == 0 {
        return;
    }
    let length = (height * rows / count).max(1);
    let start = (height - length) * first.min(count - rows) / (count - rows);
    let style = canvas.style("ui.border.thumb");
    for y in start..start + length {
        canvas.grapheme(columns.rows.right(), columns.rows.y + y as u16, "┃", 1, style);
    }
}

/// The names of the columns; an arrow where it is ordered by one.
fn head(canvas: &mut Canvas, listing: &Listing, columns: &Columns) {
    if columns.head.is_empty() {
        return;
    }
    let y = columns.head.y;
    let (by, reversed) = listing.order();
    let name = |words: &str, order: Order| {
        // What is largest stands on top where nothing is reversed, but for titles.
        let down = (order == Order::Title) == reversed;
        let arrow = if by == order { if down { "↓" } else { "↑" } } else { "" };
        format!("{words}{arrow}")
    };
    let style = |order: Order| canvas.style(if by == order { "ui.strong" } else { "ui.dim" });
    let (title, date) = (style(Order::Title), style(Order::Date));
    let (words, quotations) = (style(Order::Words), style(Order::Quotations));
    let dim = canvas.style("ui.dim");
    canvas.text(columns.name.0, y, columns.name.1, &name("Title", Order::Title), title);
    if let Some((x, cells)) = columns.date {
        canvas.text(x, y, cells, &name("Date", Order::Date), date);
    }
    if let Some((x, cells)) = columns.words {
        canvas.text_right(x + cells, y, cells, &name("Words", Order::Words), words);
    }
    let (x, cells) = columns.quotations;
    // The arrow has the cell of the gap before it.
    canvas.text_right(x + cells, y, cells + 1, &name("Quotes", Order::Quotations), quotations);
    if let Some((x, cells)) = columns.speakers {
        canvas.text(x, y, cells, "Speakers", dim);
    }
}

fn entry(canvas: &mut Canvas, item: &Item, selected: bool, area: Area, columns: &Columns) {
    let base = if selected { canvas.style("ui.selection.focus") } else { Style::default() };
    if selected {
        canvas.tint(area, base);
    }
    let dim = base.patch(canvas.style("ui.dim"));
    if item.is_read() {
        canvas.grapheme(area.x, area.y, "•", 1, base.patch(canvas.style("ui.key")));
    }
    if let (Some((x, cells)), Some(date)) = (columns.date, item.date()) {
        canvas.text(x, area.y, cells, &date.day(), dim);
    }
    let (x, cells) = columns.name;
    let failed = matches!(item.known, Known::Failed(_));
    canvas.text(x, area.y, cells, item.title(), if failed { dim } else { base });
    let (words, quotations, style) = match &item.known {
        Known::Article(survey) => (thousands(survey.words), thousands(survey.quotations), base),
        Known::Asked => ("…".to_owned(), "…".to_owned(), dim),
        Known::Nothing if item.to_fetch().is_none() && !item.is_folder() => ("·".to_owned(), "·".to_owned(), dim),
        _ => (String::new(), "–".to_owned(), dim),
    };
    if let Some((x, cells)) = columns.words {
        canvas.text_right(x + cells, area.y, cells, &words, style);
    }
    let (x, cells) = columns.quotations;
    canvas.text_right(x + cells, area.y, cells, &quotations, style);
    if let Some((x, cells)) = columns.speakers {
        let (words, style) = match &item.known {
            Known::Article(survey) => (survey.who(), base),
            _ => (short(item), dim),
        };
        canvas.text(x, area.y, cells, &words, style);
    }
}

/// Why there is nothing to count in it, in few words.
fn short(item: &Item) -> String {
    match &item.known {
        Known::List(count) => count_of(*count, "article"),
        Known::Failed(reason) => reason.clone(),
        _ if item.is_folder() => "folder".to_owned(),
        _ if item.to_fetch().is_some() => "only a summary".to_owned(),
        _ => String::new(),
    }
}

/// More of the selected article.
fn detail(canvas: &mut Canvas, item: &Item, columns: &Columns) {
    let area = columns.detail;
    if area.is_empty() {
        return;
    }
    if !columns.frame.is_empty() {
        let (border, y) = (canvas.style("ui.border"), area.y - 1);
        for x in area.x..area.right() {
            canvas.grapheme(x, y, "─", 1, border);
        }
        canvas.grapheme(columns.frame.x, y, "├", 1, border);
        canvas.grapheme(columns.frame.right() - 1, y, "┤", 1, border);
    }
    let room = area.width.saturating_sub(2);
    let mut lines = vec![vec![Piece::new(&about(item, columns), Role::Dim)]];
    if area.height > 4 {
        lines.insert(0, vec![Piece::new(item.title(), Role::Strong)]);
    }
    let left = usize::from(area.height).saturating_sub(lines.len() + 1);
    if left > 0 {
        let mut rows = wrap(&[Piece::plain(item.summary())], usize::from(room), 0);
        if rows.len() > left {
            rows.truncate(left);
            if let Some(piece) = rows.last_mut().and_then(|row| row.last_mut()) {
                piece.text = fit(&format!("{} …", piece.text), usize::from(room));
            }
        }
        rows.resize(left, Vec::new());
        lines.extend(rows);
    }
    lines.push(who(canvas.app, item));
    for (pieces, y) in lines.iter().zip(area.y..area.bottom()) {
        canvas.pieces(area.x + 1, y, room, pieces, Style::default());
    }
}

/// What is known of it beside the columns that are seen.
fn about(item: &Item, columns: &Columns) -> String {
    let place = match &item.source {
        Some(Source::Url(address)) => Some(line(address)),
        Some(Source::File(path)) => path.file_name().map(|name| line(&name.to_string_lossy())),
        _ => None,
    };
    let place = place.filter(|place| place != item.title());
    let date = item.date().filter(|_| columns.date.is_none()).map(crate::document::Date::day);
    let words = item.survey().filter(|_| columns.words.is_none()).map(|survey| count_of(survey.words, "word"));
    let byline = item.byline().map(str::to_owned);
    let parts: Vec<String> = [date, words, byline, place].into_iter().flatten().filter(|it| !it.is_empty()).collect();
    parts.join(" · ")
}

/// Who says what in it; or why that is not known, and what to do.
fn who(app: &App, item: &Item) -> Vec<Piece> {
    let dim = |words: &str| vec![Piece::new(words, Role::Dim)];
    match &item.known {
        Known::Article(survey) if survey.quotations == 0 => dim("No quotations were found."),
        Known::Article(survey) => {
            let mut pieces = vec![Piece::new(&format!("{}: ", count_of(survey.quotations, "quotation")), Role::Dim)];
            for (nth, (name, count)) in survey.speakers.iter().enumerate() {
                pieces.push(Piece::new(if nth > 0 { " · " } else { "" }, Role::Dim));
                pieces.push(Piece::new(name, Role::Strong));
                pieces.push(Piece::new(&format!(" {count}"), Role::Dim));
            }
            pieces
        }
        Known::List(count) => dim(&format!("A list of {}.", count_of(*count, "article"))),
        Known::Failed(reason) => dim(reason),
        _ if item.is_folder() => dim("A folder."),
        _ => match item.to_fetch() {
            Some(_) => vec![
                Piece::new("The feed holds only a summary: ", Role::Plain),
                Piece::new(&key(app, Command::Accept), Role::Key),
                Piece::new(" fetches the article.", Role::Plain),
            ],
            None => dim("Not counted yet."),
        },
    }
}

/// What keys do here, for the status line.
pub fn hints(app: &App, listing: &Listing) -> Vec<Piece> {
    if !listing.query.is_empty() && app.layout().screen.width < 60 {
        return filter(listing);
    }
    let fetches = listing.selected_item().is_some_and(|item| item.to_fetch().is_some() && !item.is_open());
    let opens = if fetches { "fetches" } else { "opens" };
    let mut all = vec![(Command::Accept, opens), (Command::Search, "narrows")];
    if app.layout().screen.width >= 60 {
        all.extend([(Command::Order, "orders"), (Command::Reverse, "reverses")]);
    }
    let mut pieces = Vec::new();
    for (command, words) in all {
        pieces.push(Piece::new(&key(app, command), Role::Key));
        pieces.push(Piece::new(&format!(" {words}  "), Role::Dim));
    }
    pieces
}

/// What stands at the right of the status line: what is typed, what is still going on, the key for help.
pub fn right(app: &App, listing: &Listing) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let narrow = app.layout().screen.width < 60;
    if listing.typing {
        let keys = [(Command::Accept, "opens"), (Command::NextPane, "keeps"), (Command::Cancel, "drops")];
        pieces.push(Piece::new(&kept(listing), Role::Strong));
        for (command, words) in keys.into_iter().filter(|_| !narrow) {
            pieces.push(Piece::new(&format!("  {}", typing_key(command)), Role::Key));
            pieces.push(Piece::new(&format!(" {words}"), Role::Dim));
        }
        return pieces;
    }
    if !listing.query.is_empty() && !narrow {
        pieces.extend(filter(listing));
        pieces.push(Piece::plain("  "));
    }
    let (counted, all) = listing.counted();
    if counted < all && !narrow {
        pieces.push(Piece::new(&format!("counted {counted} of {all}  "), Role::Dim));
    }
    pieces.extend([Piece::new(&key(app, Command::Help), Role::Key), Piece::new(" keys", Role::Dim)]);
    pieces
}

/// What the list is narrowed to.
fn filter(listing: &Listing) -> Vec<Piece> {
    let words = fit(&line(listing.query.text()), 24);
    vec![Piece::new("▾ ", Role::Key), Piece::plain(&format!("{words}  {}", kept(listing)))]
}

/// Keys have no other meaning while one types.
fn typing_key(command: Command) -> &'static str {
    match command {
        Command::Accept => "enter",
        Command::NextPane => "tab",
        _ => "esc",
    }
}

fn kept(listing: &Listing) -> String {
    format!("{} of {}", listing.shown().len(), listing.items().len())
}

/// `1 article`, `1,204 words`.
fn count_of(count: usize, noun: &str) -> String {
    format!("{} {noun}{}", thousands(count), if count == 1 { "" } else { "s" })
}

fn thousands(count: usize) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (nth, digit) in digits.chars().enumerate() {
        if nth > 0 && (digits.len() - nth).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!(["0", "999", "1,000", "1,234,567"].map(str::to_owned), [0, 999, 1000, 1_234_567].map(thousands));
        assert_eq!(count_of(1, "word"), "1 word");
    }
}
