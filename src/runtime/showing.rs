//! What the loop does so that pictures are shown: it decides nothing of how.

use std::sync::Arc;

use super::Run;
use super::pictures::{self, Ability, Wish};
use super::terminal::{self, Terminal};
use crate::app::{self, Message};

impl Run {
    /// Finds out whether the terminal shows pictures, and how large its cells are now.
    pub(super) fn measure(&mut self, terminal: &mut Terminal) -> anyhow::Result<()> {
        let Some(told) = self.told else { return Ok(()) };
        let ability = terminal::ability(told, terminal.cell());
        let before = terminal.easel().as_ref().map(pictures::Easel::ability);
        let Some(ability) = ability.filter(|&ability| before != Some(ability)) else { return Ok(()) };
        terminal.set_ability(ability);
        if before.is_some() {
            // What is drawn is of another size.
            terminal.redraw()?;
        }
        let effects = app::update(&mut self.app, Message::Graphics { cell: Some(ability.cell) });
        self.perform(terminal, effects).map(|_| ())
    }

    /// Has pictures that are seen brought into the form in which they are.
    pub(super) fn form(&mut self, terminal: &Terminal) {
        let Some(easel) = &mut *terminal.easel() else { return };
        let Ability { cell, protocol } = easel.ability();
        let Some(document) = self.app.reader().document() else { return };
        for (picture, size) in easel.wanted() {
            let wish = Wish { document: Arc::clone(document), picture, size, cell, protocol };
            self.studio.form(self.app.picture_source(), wish);
        }
    }
}
