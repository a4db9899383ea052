//! Where everything stands on a screen of a given size: pure arithmetic that drawing and the mouse share. Knows nothing
//! of what is drawn.
//!
//! ```text
//! wide                     stack         single
//! ┌ article ──┬ quotes ─┐  ┌ article ─┐   Article  Quotations  Actors
//! │           │         │  ├ quotes ──┤  the pane that has the focus
//! │           ├ actors ─┤  ├ actors ──┤
//! └───────────┴─────────┘  └──────────┘
//! map                      map           map
//! status                   status        status
//! ```

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// First column.
    pub x: u16,
    /// First row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Area {
    /// A rectangle of cells.
    pub const fn new(x: u16, y: u16, width: u16, height: u16) -> Self {
        Self { x, y, width, height }
    }

    /// Whether the cell lies in it.
    pub const fn contains(self, column: u16, row: u16) -> bool {
        column >= self.x && column - self.x < self.width && row >= self.y && row - self.y < self.height
    }

    /// Whether it has no cells.
    pub const fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }

    /// One past the last column.
    pub const fn right(self) -> u16 {
        self.x.saturating_add(self.width)
    }

    /// One past the last row.
    pub const fn bottom(self) -> u16 {
        self.y.saturating_add(self.height)
    }
}

/// The three panes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The text.
    #[default]
    Article,
    /// The list of quotations.
    Quotations,
    /// The list of actors.
    Actors,
}

impl Pane {
    /// All of them, in the order of `Tab`.
    pub const ALL: [Pane; 3] = [Pane::Article, Pane::Quotations, Pane::Actors];
}

/// How the panes are arranged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Nothing but a word that the terminal is too small.
    TooSmall,
    /// One pane at a time under a line of tabs.
    Single,
    /// One above the other.
    Stack,
    /// The article beside the lists.
    Wide,
}

/// Cells left of the text: a letter, a bar, a space.
pub const MARGIN: u16 = 3;
const LEAST: (u16, u16) = (24, 6);

/// Where everything stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// How the panes are arranged.
    pub shape: Shape,
    /// The whole screen.
    pub screen: Area,
    /// The line of tabs; empty but in [`Shape::Single`].
    pub tabs: Area,
    /// The box around the panes, borders included; empty in [`Shape::Single`].
    pub frame: Area,
    /// Inside of the article pane.
    pub article: Area,
    /// The text column in it, without its margin.
    pub text: Area,
    /// Inside of the quotations pane; empty where it is not shown.
    pub quotations: Area,
    /// Inside of the actors pane; empty where it is not shown.
    pub actors: Area,
    /// The map line; empty on low screens.
    pub map: Area,
    /// The status line.
    pub status: Area,
}

/// What the arrangement depends on beside the size.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// The pane that has the focus.
    pub focus: Pane,
    /// One pane alone, whatever the size.
    pub alone: bool,
    /// The widest the text may be, cells.
    pub column: u16,
    /// How many rows the list of actors could use.
    pub actor_rows: usize,
}

impl Wish {
    /// The article in the focus, a column of at most `column` cells.
    pub const fn new(column: u16) -> Self {
        Self { focus: Pane::Article, alone: false, column, actor_rows: 0 }
    }
}

/// Arranges a screen of `width` by `height` cells.
pub fn arrange(width: u16, height: u16, wish: Wish) -> Layout {
    let screen = Area::new(0, 0, width, height);
    let nothing = Area::default();
    let mut layout = Layout {
        shape: Shape::TooSmall,
        screen,
        tabs: nothing,
        frame: nothing,
        article: nothing,
        text: nothing,
        quotations: nothing,
        actors: nothing,
        map: nothing,
        status: nothing,
    };
    if width < LEAST.0 || height < LEAST.1 {
        return layout;
    }
    layout.status = Area::new(0, height - 1, width, 1);
    let map = u16::from(height >= 10);
    if map == 1 {
        layout.map = Area::new(0, height - 2, width, 1);
    }
    let body = Area::new(0, 0, width, height - 1 - map);
    if !wish.alone && width >= 76 && height >= 14 {
        wide(&mut layout, body, wish);
    } else if !wish.alone && width >= 36 && height >= 28 {
        stack(&mut layout, body, wish);
    } else {
        single(&mut layout, body, wish);
    }
    layout.text = column(layout.article, wish.column);
    layout
}

fn wide(layout: &mut Layout, body: Area, wish: Wish) {
    layout.shape = Shape::Wide;
    layout.frame = body;
    let side = (body.width * 3 / 10).clamp(24, 46);
    let inner = body.height - 2;
    layout.article = Area::new(1, 1, body.width - 3 - side, inner);
    let x = layout.article.right() + 1;
    let actors = clamp_rows(wish.actor_rows, 3, inner * 2 / 5);
    let quotations = inner - actors - 1;
    layout.quotations = Area::new(x, 1, side, quotations);
    layout.actors = Area::new(x, quotations + 2, side, actors);
}

fn stack(layout: &mut Layout, body: Area, wish: Wish) {
    layout.shape = Shape::Stack;
    layout.frame = body;
    let rows = body.height - 4;
    let actors = clamp_rows(wish.actor_rows, 3, rows / 6);
    let quotations = (rows / 4).max(4);
    let article = rows - actors - quotations;
    let width = body.width - 2;
    layout.article = Area::new(1, 1, width, article);
    layout.quotations = Area::new(1, article + 2, width, quotations);
    layout.actors = Area::new(1, article + quotations + 3, width, actors);
}

fn single(layout: &mut Layout, body: Area, wish: Wish) {
    layout.shape = Shape::Single;
    layout.tabs = Area::new(0, 0, body.width, 1);
    let inner = Area::new(0, 1, body.width, body.height - 1);
    // The article keeps its place while another pane covers it: what "a screenful" is must not change with the focus.
    layout.article = inner;
    match wish.focus {
        Pane::Article => {}
        Pane::Quotations => layout.quotations = inner,
        Pane::Actors => layout.actors = inner,
    }
}

fn clamp_rows(wanted: usize, least: u16, most: u16) -> u16 {
    u16::try_from(wanted).unwrap_or(u16::MAX).clamp(least, most.max(least))
}

/// The centred column of the text in the article pane: at most `widest` cells, with its margin on the left and at least
/// a cell on the right.
fn column(article: Area, widest: u16) -> Area {
    let room = article.width.saturating_sub(MARGIN + 1).max(1);
    let width = widest.clamp(1, room);
    let spare = room - width;
    let x = article.x + MARGIN.min(article.width) + spare / 2;
    Area::new(x, article.y, width, article.height)
}

impl Layout {
    /// The pane at a cell, if one is there.
    pub fn pane_at(&self, column: u16, row: u16) -> Option<Pane> {
        [(self.quotations, Pane::Quotations), (self.actors, Pane::Actors), (self.article, Pane::Article)]
            .into_iter()
            .find_map(|(area, pane)| area.contains(column, row).then_some(pane))
    }

    /// The inside of a pane.
    pub fn pane(&self, pane: Pane) -> Area {
        match pane {
            Pane::Article => self.article,
            Pane::Quotations => self.quotations,
            Pane::Actors => self.actors,
        }
    }

    /// Where an overlay that would like `width` by `height` cells, borders included, stands: centred over the panes.
    pub fn overlay(&self, width: u16, height: u16) -> Area {
        let room = Area::new(0, 0, self.screen.width, self.screen.height.saturating_sub(1));
        let width = width.min(room.width);
        let height = height.min(room.height);
        Area::new((room.width - width) / 2, (room.height - height) / 2, width, height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WISH: Wish = Wish { focus: Pane::Article, alone: false, column: 72, actor_rows: 5 };

    #[test]
    fn shapes_follow_the_size() {
        assert_eq!(arrange(20, 5, WISH).shape, Shape::TooSmall);
        assert_eq!(arrange(40, 12, WISH).shape, Shape::Single);
        assert_eq!(arrange(50, 60, WISH).shape, Shape::Stack);
        assert_eq!(arrange(80, 24, WISH).shape, Shape::Wide);
        assert_eq!(arrange(200, 60, Wish { alone: true, ..WISH }).shape, Shape::Single);
    }

    #[test]
    fn everything_fits_at_every_size() {
        for width in 0..=130 {
            for height in 0..=70 {
                for focus in Pane::ALL {
                    let layout = arrange(width, height, Wish { focus, ..WISH });
                    for area in [layout.article, layout.text, layout.quotations, layout.actors, layout.map] {
                        assert!(area.right() <= width && area.bottom() <= height, "{width}x{height}: {area:?}");
                    }
                    if layout.shape != Shape::TooSmall {
                        assert!(layout.text.width > 0 && layout.text.height > 0);
                    }
                }
            }
        }
    }

    #[test]
    fn the_column_is_centred() {
        let text = arrange(200, 60, WISH).text;
        assert_eq!(text.width, 72);
        let article = arrange(200, 60, WISH).article;
        let (left, right) = (text.x - article.x, article.right() - text.right());
        assert!(left.abs_diff(right) <= MARGIN, "{left} {right}");
    }
}
