//! What lies over the panes: pages and lists, and where they stand. Knows not what they hold.

use super::layout::{Area, Layout};
use super::page::Page;
use super::picker::Picker;

/// What lies over the panes.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// Something to read.
    Page(Page),
    /// Something to choose from.
    Picker(Picker),
}

const WIDEST: u16 = 88;

impl Overlay {
    /// Where it stands, borders included.
    pub fn area(&self, layout: &Layout) -> Area {
        match self {
            Self::Page(page) => layout.overlay(page_width(layout), height(layout, page.len())),
            Self::Picker(picker) => {
                let rows = picker.counts().0.max(1) + usize::from(picker.has_query());
                let wanted = picker.width().clamp(36, usize::from(WIDEST)) as u16;
                layout.overlay(wanted + 4, height(layout, rows))
            }
        }
    }

    /// The inside: rows of the page, or of the list below its line of input.
    pub fn inside(&self, layout: &Layout) -> Area {
        let area = self.area(layout);
        let above = match self {
            Self::Picker(picker) if picker.has_query() => 2,
            _ => 1,
        };
        let width = area.width.saturating_sub(4);
        let height = area.height.saturating_sub(above + 1);
        Area::new(area.x + area.width.min(2), area.y + above.min(area.height), width, height)
    }

    /// Fits it to the screen.
    pub fn fit(&mut self, layout: &Layout) {
        if let Self::Page(page) = self {
            page.wrap(page_width(layout).saturating_sub(4));
        }
        let inside = self.inside(layout);
        match self {
            Self::Page(page) => page.fit(inside.height),
            Self::Picker(picker) => picker.fit(inside.height),
        }
    }
}

fn page_width(layout: &Layout) -> u16 {
    let around = if layout.screen.width >= 60 { 6 } else { 0 };
    layout.screen.width.saturating_sub(around).min(WIDEST)
}

/// As high as its rows and the borders, with a little of the panes left around it where there is room.
fn height(layout: &Layout, rows: usize) -> u16 {
    let around = if layout.screen.height >= 20 { 4 } else { 1 };
    let most = layout.screen.height.saturating_sub(around).max(3);
    u16::try_from(rows + 2).unwrap_or(u16::MAX).min(most)
}
