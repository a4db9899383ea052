//! Typing a query into the filter's prompt: what is kept meanwhile, what is wrong with it, and what can stand there.

use crate::config::keys::{Key, KeyPress};
use crate::query::{Choice, Completion, Mistake, Query, Vocabulary, complete};

use super::filter::Filter;
use super::prompt::{Prompt, PromptKind};
use super::{App, list};

/// What goes with a query that is being typed.
#[derive(Clone, Debug, Default)]
pub struct Typing {
    /// What the article has to complete with.
    vocabulary: Vocabulary,
    /// What can stand where the cursor is.
    completion: Option<Completion>,
    /// Which of it was taken last.
    chosen: Option<usize>,
    /// What is wrong with the query.
    pub mistake: Option<Mistake>,
}

impl Typing {
    /// What can stand where the cursor is, `most` of it around the one that is taken, and which one that is.
    pub fn choices(&self, most: usize) -> (&[Choice], Option<usize>) {
        let all = self.completion.as_ref().map_or(&[][..], |completion| &completion.choices);
        let first = self.chosen.map_or(0, |chosen| list::follow(0, chosen, all.len(), most.max(1)));
        let seen = all.get(first..(first + most).min(all.len())).unwrap_or_default();
        (seen, self.chosen.map(|chosen| chosen - first))
    }

    /// The byte of the query where what can be completed starts.
    pub fn start(&self) -> Option<usize> {
        self.completion.as_ref().map(|completion| completion.span.start)
    }
}

impl Prompt {
    /// Takes the choice `by` on; whether there is one.
    fn take(&mut self, by: isize) -> bool {
        let Some(completion) = &mut self.typing.completion else { return false };
        let count = completion.choices.len() as isize;
        let next = match self.typing.chosen {
            Some(chosen) => (chosen as isize + by).rem_euclid(count),
            None => {
                if by > 0 {
                    0
                } else {
                    count - 1
                }
            }
        } as usize;
        let Some(choice) = completion.choices.get(next) else { return false };
        self.input.replace(completion.span.into(), &choice.text);
        completion.span.end = completion.span.start + choice.text.len();
        self.typing.chosen = Some(next);
        true
    }

    fn complete(&mut self) {
        self.typing.chosen = None;
        let cursor = self.input.before().len();
        self.typing.completion = complete(self.input.text(), cursor, &self.typing.vocabulary);
    }
}

/// What can be read of a query before its mistake at byte `at`: whole words, as many as make sense.
fn readable(typed: &str, at: usize) -> Query {
    let mut before = typed.get(..at).unwrap_or_default();
    while let Some(space) = before.rfind(char::is_whitespace) {
        before = before.get(..space).unwrap_or_default().trim_end();
        if let Ok(query) = Query::parse(before) {
            return query;
        }
    }
    Query::default()
}

impl App {
    /// What a query that is being typed can be completed with.
    pub(super) fn typing(&self, kind: PromptKind) -> Typing {
        let reader = self.reader();
        match (kind, reader.document(), &reader.found) {
            (PromptKind::Filter, Some(document), Some(found)) => {
                Typing { vocabulary: Vocabulary::new(document, &found.annotations), ..Typing::default() }
            }
            _ => Typing::default(),
        }
    }

    /// A key of the filter's prompt; whether it was one that completes.
    pub(super) fn complete_key(&mut self, press: KeyPress) -> bool {
        let Some(prompt) = self.prompt.as_mut().filter(|prompt| prompt.kind == PromptKind::Filter) else {
            return false;
        };
        let taken = match press.key {
            Key::Tab => prompt.take(1),
            Key::BackTab => prompt.take(-1),
            // Once one of the choices is taken the arrows go through them, else through the history.
            Key::Down if prompt.typing.chosen.is_some() => prompt.take(1),
            Key::Up if prompt.typing.chosen.is_some() => prompt.take(-1),
            _ => return false,
        };
        // What there is no choice in is done: of a field come its values.
        if taken && prompt.typing.completion.as_ref().is_some_and(|completion| completion.choices.len() == 1) {
            prompt.complete();
        }
        if taken {
            self.keep_typed();
        }
        true
    }

    /// Keeps what the query asks for; where it cannot be read, what it asks for before its mistake.
    pub(super) fn filter_changed(&mut self) {
        if let Some(prompt) = &mut self.prompt {
            prompt.complete();
        }
        self.keep_typed();
    }

    fn keep_typed(&mut self) {
        let Some(prompt) = &mut self.prompt else { return };
        let typed = prompt.input.text();
        let (query, mistake) = match Query::parse(typed) {
            Ok(query) => (query, None),
            Err(mistake) => (readable(typed, mistake.at.start), Some(mistake)),
        };
        prompt.typing.mistake = mistake;
        let filter = Filter { query, ..self.reader().filter().clone() };
        self.reader_mut().set_filter(filter);
        self.follow_selection();
    }

    /// Enter in the filter's prompt: done, unless something is wrong with the query.
    pub(super) fn filter_done(&mut self) {
        match &mut self.prompt {
            Some(prompt) if prompt.typing.mistake.is_some() => {
                // To the mistake, with nothing laid over what is told of it.
                let at = prompt.typing.mistake.as_ref().map_or(0, |mistake| mistake.at.start);
                prompt.input.go(at);
                prompt.typing.completion = None;
            }
            _ => {
                self.prompt = None;
                self.remember_query();
                self.tell_kept();
            }
        }
    }
}
