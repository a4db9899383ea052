//! The status line: a prompt, or what is selected, searched and kept, or a hint.

use crate::app::input::Input;
use crate::app::rich::{Piece, Role, fit, line, width};
use crate::app::{App, Area, Awaiting, Pane, Prompt, PromptKind, Reader, State, Who, percent};
use crate::command::Command;

use super::canvas::Canvas;
use super::completion;
use super::listing;
use super::quotations::key;

/// Draws the line and says where the cursor is to stand.
pub fn draw(canvas: &mut Canvas, area: Area) -> Option<(u16, u16)> {
    let style = canvas.style("ui.status");
    canvas.fill(area, style);
    let app = canvas.app;
    let listing = app.listing().filter(|_| app.prompt().is_none());
    let room = area.width.saturating_sub(2);
    let cells = |pieces: &[Piece]| pieces.iter().map(|piece| width(&piece.text)).sum::<usize>();
    let left = left(app);
    // Where there is little room, what is selected comes before what one knows.
    let fits = |right: &Vec<Piece>| {
        let used = cells(right);
        cells(&left) + used + if used > 0 { 2 } else { 0 } <= usize::from(room)
    };
    let right = match listing {
        Some(listing) => listing::right(app, listing),
        None => Brevity::ALL
            .iter()
            .map(|&brevity| right(app, brevity))
            .find(fits)
            .unwrap_or_else(|| right(app, Brevity::NoTime)),
    };
    let used = cells(&right);
    // A prompt and a notice come before everything at the right; else the right gives way only when it must.
    let busy = app.prompt().is_some() || app.notice().is_some();
    let most = if busy { usize::from(room) / 3 } else { usize::from(room) * 2 / 3 };
    let used = if used <= most { used as u16 } else { 0 };
    if used > 0 {
        canvas.pieces(area.right() - 1 - used, area.y, used, &right, style);
    }
    let room = room.saturating_sub(used + u16::from(used > 0));
    if let Some(prompt) = app.prompt() {
        return Some(ask(canvas, prompt, area, room));
    }
    if let Some(listing) = listing.filter(|listing| listing.typing && app.overlays().is_empty()) {
        return Some(narrowing(canvas, &listing.query, area, room));
    }
    canvas.pieces(area.x + 1, area.y, room, &left, style);
    None
}

/// What is left out at the right, where there is little room.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Brevity {
    Nothing,
    NoTime,
    NoKeys,
}

impl Brevity {
    const ALL: [Brevity; 3] = [Brevity::Nothing, Brevity::NoTime, Brevity::NoKeys];
}

/// The line one types into; the end of what is typed stays in sight.
fn ask(canvas: &mut Canvas, prompt: &Prompt, area: Area, room: u16) -> (u16, u16) {
    let label = label(canvas.app, prompt);
    let (x, at) = typed(canvas, &label, &prompt.input, area, room);
    if let Some(mistake) = &prompt.typing.mistake {
        mark(canvas, &prompt.input, mistake.at.into(), (x, at), area);
    }
    // What is completed stands above what it completes, as far as that is seen.
    let typed = prompt.typing.start().and_then(|start| prompt.input.before().get(start..)).unwrap_or_default();
    let start = at.saturating_sub(width(&line_keeping_spaces(typed)) as u16).max(x);
    completion::draw(canvas, prompt, area, start);
    (at.min(area.right().saturating_sub(1)), area.y)
}

/// Underlines these bytes of what is typed, between `x` and a cursor; not where its start is out of sight.
fn mark(canvas: &mut Canvas, input: &Input, at: std::ops::Range<usize>, (x, cursor): (u16, u16), area: Area) {
    let cells = |words: Option<&str>| width(&line_keeping_spaces(words.unwrap_or_default())) as u16;
    let start = cells(input.text().get(..at.start));
    let long = cells(input.text().get(at)).max(1);
    if x + cells(Some(input.before())) == cursor && x + start + long < area.right() {
        let style = canvas.style("ui.notice").add_modifier(ratatui::style::Modifier::UNDERLINED);
        canvas.tint(Area::new(x + start, area.y, long, 1), style);
    }
}

/// The line that narrows a list.
fn narrowing(canvas: &mut Canvas, query: &Input, area: Area, room: u16) -> (u16, u16) {
    let (_, at) = typed(canvas, "keep: ", query, area, room);
    (at.min(area.right().saturating_sub(1)), area.y)
}

/// A line of input behind its label; where it starts, and where its cursor is.
fn typed(canvas: &mut Canvas, label: &str, input: &Input, area: Area, room: u16) -> (u16, u16) {
    let (base, sign) = (canvas.style("ui.prompt"), canvas.style("ui.key"));
    let used = canvas.text(area.x + 1, area.y, room, label, sign);
    let room = room.saturating_sub(used).max(1);
    let (before, after) = (line_keeping_spaces(input.before()), line_keeping_spaces(input.after()));
    let before = end_of(&before, usize::from(room - 1));
    let x = area.x + 1 + used;
    let at = x + canvas.text(x, area.y, room, &before, base);
    canvas.text(at, area.y, (x + room).saturating_sub(at), &after, base);
    (x, at)
}

/// What stands before what is typed: where it is searched, and as what.
fn label(app: &App, prompt: &Prompt) -> String {
    let regex = if prompt.regex { "regex " } else { "" };
    let kept = app.reader().filter().speakers.as_ref();
    match (prompt.kind, prompt.pane) {
        (PromptKind::Filter, _) => "keep: ".to_owned(),
        (PromptKind::Bookmark(letter), _) => format!("name of bookmark {letter}: "),
        (PromptKind::SearchAll, _) => format!("{regex}in all articles: "),
        (PromptKind::Search, Pane::Quotations) => "in quotations: ".to_owned(),
        (PromptKind::Search, Pane::Actors) => "in actors: ".to_owned(),
        (PromptKind::Search, Pane::Article) => match (kept, app.reader().filter().only(), &app.reader().found) {
            (Some(_), Some(who), Some(found)) => format!("{regex}said by {}: ", fit(&line(found.name(who)), 20)),
            (Some(_), ..) => format!("{regex}said by those kept: "),
            _ if prompt.regex => "regex /".to_owned(),
            _ => "/".to_owned(),
        },
    }
}

fn line_keeping_spaces(words: &str) -> String {
    crate::display::safe(words).into_owned()
}

/// The end of words, as much as fits, with `…` where the start is missing.
fn end_of(words: &str, cells: usize) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    if width(words) <= cells {
        return words.to_owned();
    }
    let graphemes: Vec<&str> = words.graphemes(true).collect();
    let from = (0..graphemes.len())
        .find(|&from| graphemes.get(from..).is_some_and(|rest| width(&rest.concat()) < cells))
        .unwrap_or(graphemes.len());
    format!("…{}", graphemes.get(from..).unwrap_or_default().concat())
}

/// What the line says: what was told last, what is waited for, what is selected, or a hint.
fn left(app: &App) -> Vec<Piece> {
    let pending = app.pending();
    if !pending.is_empty() {
        return vec![Piece::new(&pending, Role::Key)];
    }
    if !app.labels().is_empty() {
        let typed = if app.typed() > 0 { app.typed().to_string() } else { "…".to_owned() };
        return vec![Piece::plain("the number of a link: "), Piece::new(&typed, Role::Key)];
    }
    match app.awaiting() {
        Some(Awaiting::SetBookmark | Awaiting::NameBookmark) => {
            return vec![Piece::plain("a letter for the bookmark…")];
        }
        Some(Awaiting::GoToBookmark) if app.reader().bookmarks.is_empty() => {}
        Some(Awaiting::GoToBookmark) => return vec![Piece::plain("the letter of a bookmark…")],
        None => {}
    }
    if let Some(notice) = app.notice() {
        return vec![Piece::plain(notice)];
    }
    if let Some(listing) = app.listing() {
        return listing::hints(app, listing);
    }
    if app.hint() {
        return hints(app);
    }
    selected(app).unwrap_or_else(|| match &app.reader().state {
        State::Ready(_) => article(app),
        State::Failed(_) if app.was_stopped() => vec![Piece::plain("stopped")],
        State::Failed(_) => vec![Piece::plain("cannot be shown")],
        State::List(_) => Vec::new(),
        State::Waiting | State::Opening if app.fetched().is_some() => vec![Piece::plain("fetching…")],
        State::Waiting | State::Opening => vec![Piece::plain("opening…")],
    })
}

fn hints(app: &App) -> Vec<Piece> {
    let few = app.layout().screen.width < 60;
    let all = [
        (Command::NextQuotation, "next quotation"),
        (Command::Help, "keys"),
        (Command::Evidence, "why"),
        (Command::OnlySpeaker, "only this speaker"),
        (Command::Close, if app.reader().is_of_list() { "the list" } else { "quit" }),
    ];
    let mut pieces = Vec::new();
    for (command, words) in
        all.into_iter().filter(|(command, _)| !few || matches!(command, Command::NextQuotation | Command::Help))
    {
        if !pieces.is_empty() {
            pieces.push(Piece::new("  ", Role::Plain));
        }
        pieces.push(Piece::new(&key(app, command), Role::Key));
        pieces.push(Piece::new(&format!(" {words}"), Role::Dim));
    }
    pieces
}

/// Once one is selected: the quotation that keys are about.
fn selected(app: &App) -> Option<Vec<Piece>> {
    let reader = app.reader();
    let found = reader.found.as_ref()?;
    let index = app.current().filter(|_| reader.selected.is_some())?;
    let quotation = reader.quotation(index)?;
    let who = found.who(quotation);
    let alone = who.actor().filter(|_| quotation.also.is_empty());
    let role = alone.and_then(|id| found.actor(id)).and_then(|actor| actor.roles.first());
    let role = role.filter(|_| app.layout().screen.width >= 100).map(|role| format!(", {}", line(role)));
    let document = reader.document()?;
    let sure = who.actor().map_or(String::new(), |_| format!(" · {}%", percent(quotation.confidence)));
    let more = format!(" · {}{sure}", quotation.kind.name());
    let words = who == Who::Nobody && found.annotations.source_words(quotation, &document.text).is_some();
    let naming = if words || found.is_unnamed(who) { Role::Unnamed } else { Role::Strong };
    Some(vec![
        Piece::new(&format!("{} ", found.letter(who)), Role::Speaker(who)),
        Piece::new(&line(&found.said_by(quotation, &document.text)), naming),
        Piece::new(&role.unwrap_or_default(), Role::Dim),
        Piece::new(&more, Role::Dim),
    ])
}

/// What is known of the article itself.
fn article(app: &App) -> Vec<Piece> {
    let Some(document) = app.reader().document() else { return Vec::new() };
    let known: Vec<String> = document.metadata.credit().iter().map(|part| line(&part.shown)).collect();
    vec![Piece::new(&known.join(" · "), Role::Dim)]
}

/// What stands at the right: filters, search, what is still going on, the key for help.
fn right(app: &App, brevity: Brevity) -> Vec<Piece> {
    let reader = app.reader();
    let mut parts: Vec<Vec<Piece>> = Vec::new();
    // While one searches the count needs the room, and the label tells whose words are searched.
    if (reader.filter().is_active() || reader.filter().shows_attitudes()) && app.prompt().is_none() {
        parts.push(filter(app));
    }
    if reader.filter().is_active() && app.prompt().is_some_and(|prompt| prompt.kind == PromptKind::Filter) {
        parts.push(vec![Piece::plain(&format!("{} kept", reader.shown().len()))]);
    }
    if let Some(listed) = app.listed() {
        let count = listed.count(app.list_row()).unwrap_or_else(|| "not found".to_owned());
        let words = if app.prompt().is_some() { String::new() } else { format!("/{} ", fit(&line(&listed.words), 24)) };
        parts.push(vec![Piece::new(&words, Role::Dim), Piece::new(&count, Role::Strong)]);
    } else if app.prompt().is_some_and(|prompt| prompt.kind == PromptKind::SearchAll) {
        // The list of hits tells how many there are.
    } else if let Some(words) = app.searching() {
        parts.push(search(app, words));
    }
    if let (None, false, Some(left)) = (app.prompt(), app.hint(), reader.minutes_left(&app.view()))
        && brevity < Brevity::NoTime
    {
        parts.push(vec![Piece::new(&left, Role::Dim)]);
    }
    if let Some(words) = going_on(reader) {
        parts.push(vec![Piece::new(&words, Role::Dim)]);
    }
    if app.prompt().is_none() && !app.hint() && brevity < Brevity::NoKeys {
        parts.push(vec![Piece::new(&key(app, Command::Help), Role::Key), Piece::new(" keys", Role::Dim)]);
    }
    let mut pieces = Vec::new();
    for part in parts {
        if !pieces.is_empty() {
            pieces.push(Piece::new("  ", Role::Plain));
        }
        pieces.extend(part);
    }
    pieces
}

/// What is done to the article behind the screen.
fn going_on(reader: &Reader) -> Option<String> {
    reader.document()?;
    match reader.analysed {
        _ if reader.is_beginning() => Some("opening the rest…".to_owned()),
        Some(percent) if percent > 0 => Some(format!("analysing {percent}%")),
        None if reader.found.is_some() => None,
        _ => Some("analysing…".to_owned()),
    }
}

fn search(app: &App, words: &str) -> Vec<Piece> {
    let search = &app.reader().search;
    let count = match search.count() {
        Some(count) if search.is_regex() => format!("{count} regex"),
        Some(count) => count,
        None if words.trim().is_empty() => return Vec::new(),
        None => "not found".to_owned(),
    };
    if app.prompt().is_some() {
        return vec![Piece::new(&count, Role::Strong)];
    }
    vec![Piece::new(&format!("/{} ", fit(&line(words), 24)), Role::Dim), Piece::new(&count, Role::Strong)]
}

fn filter(app: &App) -> Vec<Piece> {
    vec![Piece::new("▾ ", Role::Key), Piece::plain(&app.filter_words())]
}
