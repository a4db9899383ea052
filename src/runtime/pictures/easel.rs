//! Which rows of pictures stand on the terminal, and what has to be written so that those of a frame do.

use std::collections::HashSet;
use std::mem::take;
use std::sync::Arc;

use super::{Ability, Form, Protocol, Wish, kitty};
use crate::document::Document;
use crate::runtime::backend::place;
use crate::ui::Strip;

/// How many pictures are kept that are not seen.
const SPARE: usize = 24;
/// Bytes of all that are kept, unless more are seen.
const KEPT: usize = 48 << 20;

/// A picture and the columns and rows in which it is shown.
type Key = (usize, (u16, u16));

/// A picture that is wanted in a form: its index, columns and rows.
pub type Wanted = Key;

/// A picture that can be put on the terminal.
#[derive(Debug)]
struct Hung {
    key: Key,
    form: Form,
    number: u32,
    /// It was sent as a whole.
    sent: bool,
    /// The last frame that showed it.
    frame: u64,
}

/// A row of a picture on the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Put {
    number: u32,
    strip: Strip,
}

/// What has to become of cells under pictures, columns and rows.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// A picture goes from them: they have to be written whatever they hold.
    pub bared: Vec<(u16, u16)>,
    /// A picture stays on them: they must not be written.
    pub covered: Vec<(u16, u16)>,
}

/// The rows of pictures on a terminal.
#[derive(Debug)]
pub struct Easel {
    ability: Ability,
    document: Option<Arc<Document>>,
    hung: Vec<Hung>,
    asked: HashSet<Key>,
    wanted: Vec<Wanted>,
    put: Vec<Put>,
    frame: u64,
    before: String,
    after: String,
    fresh: Vec<Strip>,
}

impl Easel {
    /// For a terminal that can do this.
    pub fn new(ability: Ability) -> Self {
        Self {
            ability,
            document: None,
            hung: Vec::new(),
            asked: HashSet::new(),
            wanted: Vec::new(),
            put: Vec::new(),
            frame: 0,
            before: String::new(),
            after: String::new(),
            fresh: Vec::new(),
        }
    }

    /// How the terminal shows pictures.
    pub fn ability(&self) -> Ability {
        self.ability
    }

    /// The terminal is another one now, or other pixels make a cell: nothing of ours is on it.
    pub fn start_anew(&mut self, ability: Ability) {
        let document = self.document.take();
        *self = Self { document, ..Self::new(ability) };
    }

    /// Everything on the screen was erased.
    pub fn erased(&mut self) {
        self.put.clear();
        // Terminals differ about whether they know a picture still that was on an erased screen.
        let mut hung = take(&mut self.hung);
        for hung in &mut hung {
            self.forget(hung);
            hung.sent = false;
        }
        self.hung = hung;
    }

    /// Takes a picture in its form.
    pub fn hang(&mut self, wish: &Wish, form: Form) {
        let current = self.document.as_ref().is_some_and(|document| Arc::ptr_eq(document, &wish.document));
        let key = (wish.picture, wish.size);
        if current && (wish.cell, wish.protocol) == (self.ability.cell, self.ability.protocol) {
            self.asked.remove(&key);
            if self.hung.iter().any(|hung| hung.key == key) {
                return;
            }
            self.hung.push(Hung { key, form, number: kitty::number(), sent: false, frame: self.frame });
        }
    }

    /// The pictures that are seen and have no form yet; each is told once.
    pub fn wanted(&mut self) -> Vec<Wanted> {
        take(&mut self.wanted)
    }

    /// Makes ready what shows these rows, of pictures of this document.
    pub fn arrange(&mut self, strips: &[Strip], document: Option<&Arc<Document>>) -> Cells {
        let mut cells = Cells::default();
        if strips.is_empty() && self.put.is_empty() {
            return cells;
        }
        self.frame += 1;
        self.show(document);
        let puts = self.puts(strips);
        let old = std::mem::replace(&mut self.put, puts);
        let (before, now): (HashSet<Put>, HashSet<Put>) =
            (old.iter().copied().collect(), self.put.iter().copied().collect());
        let kitty = self.ability.protocol == Protocol::Kitty;
        let fresh: Vec<Put> = self.put.iter().filter(|put| !before.contains(put)).copied().collect();
        let places: HashSet<(u32, u32)> = fresh.iter().map(|put| (put.number, kitty::place(&put.strip))).collect();
        for gone in old.iter().filter(|put| !now.contains(put)) {
            let place = (gone.number, kitty::place(&gone.strip));
            match kitty {
                // One that is put elsewhere moves by itself.
                true if places.contains(&place) => {}
                true => self.before.push_str(&kitty::take(place.0, place.1)),
                false => cells.bared.extend(cells_of(&gone.strip)),
            }
        }
        if !kitty {
            cells
                .covered
                .extend(self.put.iter().filter(|put| before.contains(put)).flat_map(|put| cells_of(&put.strip)));
        }
        self.send();
        for put in &fresh {
            self.write(put);
        }
        self.drop_spare();
        cells
    }

    /// What goes before the cells of the frame.
    pub fn take_before(&mut self) -> String {
        take(&mut self.before)
    }

    /// What goes behind the cells of the frame, and the cells that it covers.
    pub fn take_after(&mut self) -> (String, Vec<Strip>) {
        (take(&mut self.after), take(&mut self.fresh))
    }

    /// Pictures of another document are none of this one.
    fn show(&mut self, document: Option<&Arc<Document>>) {
        let same = match (&self.document, document) {
            (Some(old), Some(new)) => Arc::ptr_eq(old, new),
            (old, new) => old.is_none() && new.is_none(),
        };
        if !same {
            self.document = document.cloned();
            self.asked.clear();
            for hung in take(&mut self.hung) {
                self.forget(&hung);
            }
        }
    }

    /// The rows that can be put, of those that are seen.
    fn puts(&mut self, strips: &[Strip]) -> Vec<Put> {
        let mut puts = Vec::new();
        // What has left the screen is asked for again when it is back.
        self.asked.retain(|key| strips.iter().any(|strip| (strip.picture, strip.size) == *key));
        for strip in strips {
            let key = (strip.picture, strip.size);
            let Some(hung) = self.hung.iter_mut().find(|hung| hung.key == key) else {
                if self.asked.insert(key) {
                    self.wanted.push(key);
                }
                continue;
            };
            hung.frame = self.frame;
            let whole = strip.from.1 == 0 && strip.width == strip.size.0;
            // Only parts of what is sent as a whole can be shown.
            if whole || matches!(hung.form, Form::Whole(_)) {
                puts.push(Put { number: hung.number, strip: *strip });
            }
        }
        puts
    }

    /// Sends what is put for the first time.
    fn send(&mut self) {
        for hung in self.hung.iter_mut().filter(|hung| hung.frame == self.frame && !hung.sent) {
            if let Form::Whole(png) = &hung.form {
                self.before.push_str(&kitty::send(hung.number, png));
            }
            hung.sent = true;
        }
    }

    fn write(&mut self, put: &Put) {
        let Some(hung) = self.hung.iter().find(|hung| hung.number == put.number) else { return };
        let strip = &put.strip;
        match &hung.form {
            Form::Whole(_) => {
                place(strip.x, strip.y, &mut self.after);
                self.after.push_str(&kitty::put(put.number, strip, self.ability.cell));
            }
            Form::Rows(rows) => {
                if let Some(row) = rows.get(usize::from(strip.from.0)).filter(|row| !row.is_empty()) {
                    place(strip.x, strip.y, &mut self.after);
                    self.after.push_str(row);
                }
                self.fresh.push(*strip);
            }
        }
    }

    fn forget(&mut self, hung: &Hung) {
        if hung.sent && matches!(hung.form, Form::Whole(_)) {
            self.before.push_str(&kitty::forget(hung.number));
        }
    }

    /// Drops pictures that have not been seen for long, where there are many.
    fn drop_spare(&mut self) {
        let bytes = |hung: &[Hung]| hung.iter().map(|hung| hung.form.bytes()).sum::<usize>();
        loop {
            let spare = self.hung.iter().filter(|hung| hung.frame < self.frame).count();
            if spare == 0 || spare <= SPARE && bytes(&self.hung) <= KEPT {
                return;
            }
            let oldest = (0..self.hung.len()).min_by_key(|&at| self.hung.get(at).map(|hung| hung.frame));
            let Some(oldest) = oldest else { return };
            let hung = self.hung.swap_remove(oldest);
            self.forget(&hung);
        }
    }
}

fn cells_of(strip: &Strip) -> impl Iterator<Item = (u16, u16)> + use<> {
    let y = strip.y;
    (strip.x..strip.x.saturating_add(strip.width)).map(move |x| (x, y))
}

#[cfg(test)]
mod tests;
