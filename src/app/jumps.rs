//! Where one has been: back and forth over places in the text. Knows nothing of how they are shown.

/// A list of offsets, and where in it one stands.
#[derive(Clone, Debug, Default)]
pub struct Jumps {
    /// Oldest first.
    places: Vec<usize>,
    /// Index of the place that `forward` would leave; `places.len()` where nothing was gone back over.
    at: usize,
}

const MOST: usize = 100;

impl Jumps {
    /// Remembers the place `from` that a jump leaves, and forgets what lay ahead.
    pub fn leave(&mut self, from: usize) {
        self.places.truncate(self.at);
        self.places.retain(|&place| place != from);
        self.places.push(from);
        if self.places.len() > MOST {
            self.places.remove(0);
        }
        self.at = self.places.len();
    }

    /// The place before; `here` is remembered so that one can come forward again.
    pub fn back(&mut self, here: usize) -> Option<usize> {
        let mut target = self.at.checked_sub(1)?;
        if self.at == self.places.len() && self.places.get(target) != Some(&here) {
            self.places.push(here);
        } else if self.at == self.places.len() {
            target = target.checked_sub(1)?;
        }
        self.at = target;
        self.places.get(target).copied()
    }

    /// The place after.
    pub fn forward(&mut self) -> Option<usize> {
        let place = self.places.get(self.at + 1).copied()?;
        self.at += 1;
        Some(place)
    }

    /// All places, oldest first, and which of them is the current one.
    pub fn list(&self) -> (&[usize], usize) {
        (&self.places, self.at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forth() {
        let mut jumps = Jumps::default();
        assert_eq!(jumps.back(5), None);
        jumps.leave(10);
        jumps.leave(20);
        assert_eq!(jumps.back(30), Some(20));
        assert_eq!(jumps.back(20), Some(10));
        assert_eq!(jumps.back(10), None);
        assert_eq!(jumps.forward(), Some(20));
        assert_eq!(jumps.forward(), Some(30));
        assert_eq!(jumps.forward(), None);
    }

    #[test]
    fn a_new_jump_forgets_what_lay_ahead() {
        let mut jumps = Jumps::default();
        jumps.leave(10);
        jumps.leave(20);
        assert_eq!(jumps.back(30), Some(20));
        jumps.leave(15);
        assert_eq!(jumps.forward(), None);
        assert_eq!(jumps.list().0, [10, 15]);
        for place in 0..1000 {
            jumps.leave(place);
        }
        assert_eq!(jumps.list().0.len(), MOST);
    }
}
