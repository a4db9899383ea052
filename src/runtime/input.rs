//! Keys, mouse and paste as messages. A thread of its own that is blocked while nothing happens.

use std::sync::mpsc::Sender;
use std::thread;

use crossterm::event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::{Event, background};
use crate::app::{Message, Mouse, MouseKind};
use crate::config::keys::{Key, KeyPress};

/// Starts to listen; `asked`: the terminal has been asked for its background. Keys come from the terminal also where
/// standard input is a pipe.
pub fn listen(sender: Sender<Event>, asked: bool) {
    thread::spawn(move || {
        if asked {
            let background::Answer { dark, typed } = background::answer();
            let typed = typed.into_iter().map(|press| Event::Message(Message::Key(press)));
            if dark.map(Event::Background).into_iter().chain(typed).any(|event| sender.send(event).is_err()) {
                return;
            }
        }
        loop {
            let event = match event::read() {
                Ok(event) => message(&event).map(Event::Message),
                // A signal came in: nothing is lost.
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => None,
                Err(error) => {
                    let _ = sender.send(Event::InputEnded(error.to_string()));
                    return;
                }
            };
            if let Some(event) = event
                && sender.send(event).is_err()
            {
                return;
            }
        }
    });
}

fn message(event: &event::Event) -> Option<Message> {
    match event {
        event::Event::Key(key) => self::key(key).map(Message::Key),
        event::Event::Mouse(event) => mouse(*event).map(Message::Mouse),
        event::Event::Paste(words) => Some(Message::Paste(words.clone())),
        // The size is told by a signal, which is listened to before keys are.
        event::Event::Resize(..) | event::Event::FocusGained | event::Event::FocusLost => None,
    }
}

fn key(event: &KeyEvent) -> Option<KeyPress> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let key = match event.code {
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Insert => Key::Insert,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::F(number) => Key::F(number),
        _ => return None,
    };
    let held = |modifier| event.modifiers.contains(modifier);
    Some(KeyPress::new(key, held(KeyModifiers::CONTROL), held(KeyModifiers::ALT), held(KeyModifiers::SHIFT)))
}

fn mouse(event: MouseEvent) -> Option<Mouse> {
    let kind = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Press,
        MouseEventKind::ScrollUp => MouseKind::WheelUp,
        MouseEventKind::ScrollDown => MouseKind::WheelDown,
        _ => return None,
    };
    Some(Mouse { kind, column: event.column, row: event.row })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(code: KeyCode, modifiers: KeyModifiers) -> Option<String> {
        key(&KeyEvent::new(code, modifiers)).map(|press| press.to_string())
    }

    #[test]
    fn keys_have_the_names_of_the_keymap() {
        assert_eq!(press(KeyCode::Char('p'), KeyModifiers::CONTROL).as_deref(), Some("ctrl-p"));
        assert_eq!(press(KeyCode::Char('G'), KeyModifiers::SHIFT).as_deref(), Some("G"));
        assert_eq!(press(KeyCode::BackTab, KeyModifiers::SHIFT).as_deref(), Some("shift-tab"));
        assert_eq!(press(KeyCode::F(1), KeyModifiers::NONE).as_deref(), Some("f1"));
        assert_eq!(press(KeyCode::CapsLock, KeyModifiers::NONE), None);
    }

    #[test]
    fn a_key_let_go_is_no_key() {
        let mut event = KeyEvent::new(KeyCode::Char('q'), KeyModifiers::NONE);
        event.kind = KeyEventKind::Release;
        assert_eq!(key(&event), None);
    }

    #[test]
    fn what_the_mouse_does_elsewhere_is_nothing() {
        let at = |kind| MouseEvent { kind, column: 3, row: 4, modifiers: KeyModifiers::NONE };
        let press = mouse(at(MouseEventKind::Down(MouseButton::Left)));
        assert_eq!(press, Some(Mouse { kind: MouseKind::Press, column: 3, row: 4 }));
        assert_eq!(mouse(at(MouseEventKind::Moved)), None);
    }
}
