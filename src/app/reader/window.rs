//! What is seen of the text. A frame asks for it many times over: it is wrapped once for each place and size.

use std::cell::RefCell;
use std::sync::Arc;

use crate::document::Document;
use crate::flow::{self, Place, Row};
use crate::span::Span;

use super::{Reader, View};

/// What was wrapped last, of one document.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    last: RefCell<Option<(View, Place)>>,
    rows: RefCell<Option<Screenful>>,
}

/// The rows of a window, from a place on.
type Screenful = (View, Place, Arc<[Row]>);

impl Memo {
    /// The top of the last screenful.
    pub fn last_top(&self, document: &Document, view: &View) -> Place {
        match &*self.last.borrow() {
            Some((of, place)) if of == view => return *place,
            _ => {}
        }
        let place = flow::last_top(document, &view.options, view.height);
        self.last.replace(Some((view.clone(), place)));
        place
    }

    fn rows(&self, document: &Document, view: &View, top: Place) -> Arc<[Row]> {
        match &*self.rows.borrow() {
            Some((of, place, rows)) if of == view && *place == top => return Arc::clone(rows),
            _ => {}
        }
        let rows: Arc<[Row]> = flow::screenful(document, &view.options, top, view.height).into();
        self.rows.replace(Some((view.clone(), top, Arc::clone(&rows))));
        rows
    }
}

impl Reader {
    /// The place on top: the anchor, but never beyond the last screenful.
    pub fn top(&self, view: &View) -> Place {
        let Some(document) = self.document() else { return self.anchor };
        let last = self.window.last_top(document, view);
        if order(self.anchor) > order(last) { last } else { self.anchor }
    }

    /// The rows that are seen.
    pub fn rows(&self, view: &View) -> Arc<[Row]> {
        match self.document() {
            Some(document) => self.window.rows(document, view, self.top(view)),
            None => Arc::default(),
        }
    }

    /// The text that is seen.
    pub fn seen(&self, view: &View) -> Span {
        let rows = self.rows(view);
        let start = rows.first().map_or(0, |row| row.span.start);
        Span::new(start, rows.last().map_or(start, |row| row.span.end))
    }

    /// Whether the last screenful is seen.
    pub fn is_at_end(&self, view: &View) -> bool {
        self.document().is_some_and(|document| self.top(view) == self.window.last_top(document, view))
    }

    /// How far one has come, percent; `None` where everything is seen.
    pub fn percent(&self, view: &View) -> Option<usize> {
        let document = self.document()?;
        let last = self.window.last_top(document, view);
        let first = document.blocks.first().map_or(0, |block| block.span.start);
        let whole = last.offset.saturating_sub(first);
        let done = self.top(view).offset.saturating_sub(first);
        if whole == 0 { None } else { Some((done * 100).div_ceil(whole).min(100)) }
    }

    /// How long the rest takes to read, in words: at 230 words of six bytes a minute. `None` for what is short.
    pub fn minutes_left(&self, view: &View) -> Option<String> {
        const BYTES_A_MINUTE: usize = 230 * 6;
        let whole = self.document()?.text.len();
        if whole < 3 * BYTES_A_MINUTE {
            return None;
        }
        let minutes = whole.saturating_sub(self.seen(view).start).div_ceil(BYTES_A_MINUTE);
        Some(duration(minutes))
    }
}

/// As precise as anybody plans: minutes, hours with minutes, and beyond a waking day hours alone.
fn duration(minutes: usize) -> String {
    match minutes {
        0..=99 => format!("{minutes} min left"),
        100..=959 => format!("{}:{:02} h left", minutes / 60, minutes % 60),
        _ => format!("{} h left", minutes.div_ceil(60)),
    }
}

/// Places in reading order.
fn order(place: Place) -> (usize, bool, u16) {
    (place.offset, !place.gap, place.row)
}

#[cfg(test)]
mod tests {
    #[test]
    fn long_texts_are_measured_in_hours() {
        assert_eq!(super::duration(99), "99 min left");
        assert_eq!(super::duration(100), "1:40 h left");
        assert_eq!(super::duration(46_673), "778 h left");
    }
}
