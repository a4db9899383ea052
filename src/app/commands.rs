//! What each command does. One arm a command; what takes more than a line is elsewhere.

use crate::citation::Format;
use crate::command::Command;

use super::layout::Pane;
use super::picker::Purpose;
use super::prompt::PromptKind;
use super::{App, Awaiting, COLUMN, Effect};

impl App {
    /// Does what a command says, `count` times where that makes sense.
    pub(super) fn run(&mut self, command: Command, count: Option<usize>) {
        let times = count.unwrap_or(1).max(1) as isize;
        let page = self.page();
        if !is_scrolling(command) {
            self.hint = false;
        }
        if self.list_command(command, count) {
            return;
        }
        match command {
            Command::Down => self.move_by(times),
            Command::Up => self.move_by(-times),
            Command::HalfPageDown => self.move_by((page / 2).max(1).saturating_mul(times)),
            Command::HalfPageUp => self.move_by((page / 2).max(1).saturating_mul(-times)),
            Command::PageDown => self.move_by(page.saturating_mul(times)),
            Command::PageUp => self.move_by(page.saturating_mul(-times)),
            Command::Top | Command::Bottom => match count {
                Some(percent) => self.go_to_percent(percent),
                None => self.go_to_end(command == Command::Bottom),
            },
            Command::NextParagraph => self.go_to_block(times, false),
            Command::PreviousParagraph => self.go_to_block(-times, false),
            Command::NextHeading => self.go_to_block(times, true),
            Command::PreviousHeading => self.go_to_block(-times, true),
            Command::NextQuotation => self.step_quotation(times, false),
            Command::PreviousQuotation => self.step_quotation(-times, false),
            Command::NextSameSpeaker => self.step_quotation(times, true),
            Command::PreviousSameSpeaker => self.step_quotation(-times, true),
            Command::Accept => self.accept(),
            Command::Cancel => self.cancel(),
            Command::NextPane => self.step_pane(times),
            Command::PreviousPane => self.step_pane(-times),
            Command::OnlySpeaker => self.toggle_only_speaker(),
            Command::ChooseSpeakers => self.pick(Purpose::Speakers, command),
            Command::CycleKinds => self.cycle_kinds(),
            Command::CycleSureness => self.cycle_sureness(),
            Command::ChooseKinds => self.pick(Purpose::Kinds, command),
            Command::FilterWords => self.ask(PromptKind::Filter),
            Command::ShowAll => self.show_all(),
            Command::ScareQuotes => self.pick(Purpose::ScareQuotes, command),
            Command::Evidence => self.open_evidence(),
            Command::Copy => self.copy(Format::Plain),
            Command::Cite => self.choose_citation(command),
            Command::ActorCard => self.open_card(),
            Command::Outline => self.pick(Purpose::Outline, command),
            Command::ToList => {
                if !self.go_to_list() {
                    self.tell("this article is of no list");
                }
            }
            Command::Order | Command::Reverse => self.tell(&format!("{} is for lists", command.name())),
            Command::Reload => self.read_again(),
            Command::Edit => self.edit(),
            Command::Documents => self.pick(Purpose::Documents, command),
            Command::NextDocument => self.step_document(times),
            Command::PreviousDocument => self.step_document(-times),
            Command::Search => self.ask(PromptKind::Search),
            Command::SearchAll => self.ask(PromptKind::SearchAll),
            Command::Indents | Command::Justify | Command::Hyphenate | Command::Reorder => self.toggle_text(command),
            Command::Lines => self.toggle_lines(),
            Command::Images => self.toggle_images(),
            Command::Links => self.number_links(),
            Command::Footnotes => self.open_footnotes(),
            Command::Focus => {
                self.lone = !self.lone;
                self.tell(if self.lone { "one paragraph at a time" } else { "all paragraphs" });
            }
            Command::NextHit => self.step_hit(times),
            Command::PreviousHit => self.step_hit(-times),
            Command::SetBookmark => self.awaiting = Some(Awaiting::SetBookmark),
            Command::NameBookmark => self.awaiting = Some(Awaiting::NameBookmark),
            Command::GoToBookmark => self.await_bookmark(),
            Command::Back => (0..times.min(100)).for_each(|_| self.go_back(true)),
            Command::Forward => (0..times.min(100)).for_each(|_| self.go_back(false)),
            Command::Jumps => self.pick(Purpose::Jumps, command),
            Command::Zoom => self.toggle_zoom(),
            Command::Wider => self.widen(4 * times),
            Command::Narrower => self.widen(-4 * times),
            Command::CycleTheme => self.cycle_theme(),
            Command::ChooseTheme => self.pick(Purpose::Themes, command),
            Command::ToggleMouse => self.toggle_mouse(),
            Command::Palette => self.pick(Purpose::Palette, command),
            Command::Help => self.open_help(),
            Command::Redraw => self.effects.push(Effect::Redraw),
            Command::Suspend => self.effects.push(Effect::Suspend),
            Command::Close => self.close(),
            Command::Quit => self.quit(),
        }
    }

    fn toggle_zoom(&mut self) {
        self.zoom = !self.zoom;
        if self.zoom {
            self.focus = Pane::Article;
        }
    }

    fn widen(&mut self, by: isize) {
        // Narrower than it looks, not than it could be in a wider pane.
        let from = if by < 0 { self.column.min(self.layout.text.width) } else { self.column };
        let before = self.column;
        let column = isize::from(from as i16).saturating_add(by);
        self.column = column.clamp(isize::from(COLUMN.0 as i16), isize::from(COLUMN.1 as i16)) as u16;
        self.arrange();
        let shown = self.layout.text.width;
        if shown < self.column && by > 0 {
            // More would do nothing: the pane is as wide as it is. A wider pane has what it had.
            self.column = shown.max(COLUMN.0).max(before);
            self.tell(&format!("column: {shown} cells, as wide as the pane"));
        } else {
            self.tell(&format!("column: {} cells", self.column));
        }
    }

    /// Lays the text out another way.
    fn toggle_text(&mut self, command: Command) {
        let settings = &mut self.config.settings;
        let (wish, on, off) = match command {
            Command::Indents => {
                (&mut settings.indents, "paragraphs have indents", "paragraphs have blank rows between them")
            }
            Command::Justify => (&mut settings.justify, "rows are stretched", "rows end where their words do"),
            Command::Hyphenate => (&mut settings.hyphenate, "words are divided", "words stay whole"),
            _ => (
                &mut settings.reorder,
                "dixit orders words that run from right to left",
                "the terminal orders words that run from right to left",
            ),
        };
        *wish = !*wish;
        let told = if *wish { on } else { off };
        self.tell(told);
    }

    /// Shows the lines of the article's file as they are, or joins them into paragraphs.
    fn toggle_lines(&mut self) {
        let told = match self.reader().document().map(|document| document.lines) {
            None => "no article is open",
            Some(false) => "only plain text has lines of its own",
            Some(true) => {
                let reader = self.reader_mut();
                reader.lines = !reader.lines;
                if reader.lines { "lines as they are in the file" } else { "lines joined into paragraphs" }
            }
        };
        self.tell(told);
    }

    fn toggle_mouse(&mut self) {
        self.mouse = !self.mouse;
        self.effects.push(Effect::SetMouse(self.mouse));
        self.tell(if self.mouse { "the mouse is dixit's" } else { "the mouse is the terminal's: select text with it" });
    }

    fn cycle_theme(&mut self) {
        let names = self.theme_names();
        let at = names.iter().position(|name| *name == self.look.theme.name).map_or(0, |at| at + 1);
        if let Some(name) = names.get(at).or_else(|| names.first()).cloned() {
            self.wear(&name);
            self.tell(&format!("theme: {name}"));
            self.look.chosen = Some(name);
        }
    }
}

/// Reading on is not yet learning keys: the hints stay.
fn is_scrolling(command: Command) -> bool {
    matches!(
        command,
        Command::Down | Command::Up | Command::HalfPageDown | Command::HalfPageUp | Command::PageDown | Command::PageUp
    )
}
