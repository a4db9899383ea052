//! Prompts in the status line: searching and filtering while one types. A prompt is a mode, not a loop.

use crate::config::keys::{Key, KeyPress};

use crate::flow::Place;

use super::App;
use super::completion::Typing;
use super::filter::{Filter, Who};
use super::input::Input;
use super::layout::Pane;
use super::listed::Listed;
use super::search::Search;

/// What a prompt is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromptKind {
    /// Search the text, or the list that has the focus.
    Search,
    /// Search every open article.
    SearchAll,
    /// Keep quotations that a query asks for.
    Filter,
    /// Name a bookmark.
    Bookmark(char),
}

impl PromptKind {
    /// Whether something is searched.
    pub const fn is_search(self) -> bool {
        matches!(self, Self::Search | Self::SearchAll)
    }
}

/// A prompt that is being typed into, and what Esc goes back to.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What it is for.
    pub kind: PromptKind,
    /// What has been typed.
    pub input: Input,
    /// The pane that is searched.
    pub pane: Pane,
    /// Whether what is typed is a regular expression by wish.
    pub regex: bool,
    /// Which entry of the history is shown.
    recalled: Option<usize>,
    /// What was typed before one went back in the history.
    draft: String,
    /// What goes with a query.
    pub typing: Typing,
    origin: Origin,
}

#[derive(Clone, Debug)]
struct Origin {
    top: Place,
    search: Search,
    filter: Filter,
    selected: Option<usize>,
    actor: Option<Who>,
    listed: Option<Listed>,
}

impl App {
    /// Opens a prompt.
    pub(super) fn ask(&mut self, kind: PromptKind) {
        let view = self.view();
        let pane = if kind == PromptKind::Search { self.focus } else { Pane::Article };
        let listed = if kind == PromptKind::Search { self.listed.take() } else { None };
        let reader = self.reader_mut();
        let in_text = kind == PromptKind::Search && pane == Pane::Article;
        let search = if in_text { std::mem::take(&mut reader.search) } else { Search::default() };
        let origin = Origin {
            top: reader.top(&view),
            search,
            filter: reader.filter().clone(),
            selected: reader.selected,
            actor: reader.actor,
            listed,
        };
        let input = match kind {
            PromptKind::Search | PromptKind::SearchAll | PromptKind::Bookmark(_) => Input::default(),
            PromptKind::Filter => Input::new(reader.filter().query.source()),
        };
        let typing = self.typing(kind);
        self.prompt =
            Some(Prompt { kind, input, pane, regex: false, recalled: None, draft: String::new(), typing, origin });
        match kind {
            PromptKind::Filter => self.filter_changed(),
            PromptKind::SearchAll => self.open_the_rest(),
            PromptKind::Search | PromptKind::Bookmark(_) => {}
        }
    }

    /// A key while a prompt is open.
    pub(super) fn prompt_key(&mut self, press: KeyPress) {
        match press.key {
            Key::Enter => return self.prompt_done(),
            Key::Esc => return self.prompt_dropped(),
            Key::Backspace if self.prompt.as_ref().is_some_and(|prompt| prompt.input.is_empty()) => {
                return self.prompt_dropped();
            }
            _ if self.complete_key(press) => return,
            Key::Char('r') if press.ctrl || press.alt => return self.toggle_regex(),
            Key::Up | Key::Down => self.recall(press.key == Key::Up),
            _ => {}
        }
        let Some(prompt) = &mut self.prompt else { return };
        let before = prompt.input.text().to_owned();
        edit(&mut prompt.input, press);
        if prompt.input.text() != before || matches!(press.key, Key::Up | Key::Down) {
            self.prompt_changed();
        }
    }

    fn toggle_regex(&mut self) {
        if let Some(prompt) = &mut self.prompt {
            prompt.regex = !prompt.regex;
        }
        self.prompt_changed();
    }

    /// Searches or filters by what has been typed so far.
    pub(super) fn prompt_changed(&mut self) {
        let Some(prompt) = &self.prompt else { return };
        let (words, kind, from) = (prompt.input.text().to_owned(), prompt.kind, prompt.origin.top);
        match kind {
            PromptKind::SearchAll | PromptKind::Bookmark(_) => {}
            PromptKind::Search if prompt.pane != Pane::Article => {
                let (pane, selected, actor) = (prompt.pane, prompt.origin.selected, prompt.origin.actor);
                let reader = self.reader_mut();
                (reader.selected, reader.actor) = (selected, actor);
                self.search_list(pane, &words);
            }
            PromptKind::Search => {
                let (view, regex) = (self.view(), prompt.regex);
                let reader = self.reader_mut();
                reader.find(&words, from.offset, regex);
                reader.go_to_place(from);
                if let Some(hit) = reader.search.hit() {
                    reader.show(&view, hit);
                }
            }
            PromptKind::Filter => self.filter_changed(),
        }
    }

    fn prompt_done(&mut self) {
        if self.prompt.as_ref().is_some_and(|prompt| prompt.kind == PromptKind::Filter) {
            return self.filter_done();
        }
        let Some(prompt) = self.prompt.take() else { return };
        let words = prompt.input.text().trim().to_owned();
        match prompt.kind {
            PromptKind::Filter => return,
            PromptKind::Bookmark(letter) => return self.bookmark_named(letter, words),
            PromptKind::SearchAll => return self.search_all(&words, prompt.regex),
            PromptKind::Search if prompt.pane != Pane::Article => return self.list_searched(&words),
            PromptKind::Search => {}
        }
        if words.is_empty() {
            let last = self.history.last().cloned();
            self.reader_mut().search = prompt.origin.search;
            if let Some(last) = last {
                self.search_again(&last, prompt.origin.top.offset);
            }
            return;
        }
        self.remember(&words);
        let view = self.view();
        let reader = self.reader_mut();
        if reader.search.hits().is_empty() {
            reader.search = prompt.origin.search;
            self.tell(&format!("not found: {words}"));
        } else {
            if reader.top(&view) != prompt.origin.top {
                reader.jumps.leave(prompt.origin.top.offset);
            }
            if let Some(hit) = reader.search.hit() {
                self.point_at(hit);
            }
        }
    }

    fn prompt_dropped(&mut self) {
        let Some(prompt) = self.prompt.take() else { return };
        let reader = self.reader_mut();
        match prompt.kind {
            PromptKind::SearchAll | PromptKind::Bookmark(_) => {}
            PromptKind::Search => {
                if prompt.pane == Pane::Article {
                    reader.search = prompt.origin.search;
                } else {
                    (reader.selected, reader.actor) = (prompt.origin.selected, prompt.origin.actor);
                }
                reader.go_to_place(prompt.origin.top);
                self.listed = prompt.origin.listed;
                self.follow_selection();
            }
            PromptKind::Filter => {
                reader.set_filter(prompt.origin.filter);
                reader.selected = prompt.origin.selected;
                self.follow_selection();
            }
        }
    }

    fn bookmark_named(&mut self, letter: char, name: String) {
        if name.is_empty() {
            return;
        }
        self.tell(&format!("bookmark {letter}: {name}"));
        self.reader_mut().bookmark_names.insert(letter, name);
    }

    /// Puts words on top of the history of searches.
    pub(super) fn remember(&mut self, words: &str) {
        on_top(&mut self.history, words);
    }

    /// Puts the query that is kept by on top of the history of queries.
    pub(super) fn remember_query(&mut self) {
        let query = self.reader().filter().query.source().trim().to_owned();
        if !query.is_empty() {
            on_top(&mut self.queries, &query);
        }
    }

    /// Shows an older or a newer entry of the history; newer than all of them is what was typed.
    fn recall(&mut self, older: bool) {
        let Some(prompt) = &mut self.prompt else { return };
        let history = match prompt.kind {
            PromptKind::Search | PromptKind::SearchAll => &self.history,
            PromptKind::Filter => &self.queries,
            PromptKind::Bookmark(_) => return,
        };
        let typed = prompt.input.text();
        let next = match (prompt.recalled, older) {
            // What stands there already is no news.
            (None, true) => history.iter().rposition(|past| past != typed),
            (Some(at), true) => Some(at.saturating_sub(1)),
            (Some(at), false) => Some(at + 1).filter(|&at| at < history.len()),
            (None, false) => None,
        };
        if prompt.recalled.is_none() {
            typed.clone_into(&mut prompt.draft);
        }
        let words = next.and_then(|at| history.get(at)).unwrap_or(&prompt.draft);
        prompt.input = Input::new(words);
        prompt.recalled = next;
    }

    fn search_again(&mut self, words: &str, from: usize) {
        self.reader_mut().find(words, from, false);
        self.show_hit();
    }

    fn show_hit(&mut self) {
        match self.reader().search.hit() {
            Some(hit) => self.jump_to(hit),
            None => self.tell("not found"),
        }
    }

    /// To the hit `by` on; searches again where the search was ended.
    pub(super) fn step_hit(&mut self, by: isize) {
        if self.listed.as_ref().is_some_and(|listed| listed.pane == self.focus) {
            return self.step_listed(by);
        }
        let view = self.view();
        if !self.reader().search.is_active() {
            return match self.history.last().cloned() {
                Some(words) => self.search_again(&words, self.reader().top(&view).offset),
                None => self.tell("nothing has been searched yet"),
            };
        }
        if self.reader_mut().search.step(by) {
            self.tell(if by > 0 { "search goes on from the top" } else { "search goes on from the end" });
        }
        self.show_hit();
    }
}

fn on_top(history: &mut Vec<String>, words: &str) {
    history.retain(|past| past != words);
    history.push(words.to_owned());
}

/// Keys that edit a line.
pub(super) fn edit(input: &mut Input, press: KeyPress) {
    match (press.key, press.ctrl, press.alt) {
        (Key::Char(c), false, false) => input.insert(c.encode_utf8(&mut [0; 4])),
        (Key::Backspace, false, false) | (Key::Char('h'), true, _) => input.backspace(),
        (Key::Char('w'), true, _) | (Key::Backspace, ..) => input.delete_word(),
        (Key::Char('u'), true, _) => input.delete_before(),
        (Key::Delete, ..) | (Key::Char('d'), true, _) => input.delete(),
        (Key::Left, ..) | (Key::Char('b'), true, _) => input.left(),
        (Key::Right, ..) | (Key::Char('f'), true, _) => input.right(),
        (Key::Home, ..) | (Key::Char('a'), true, _) => input.home(),
        (Key::End, ..) | (Key::Char('e'), true, _) => input.end(),
        _ => {}
    }
}
