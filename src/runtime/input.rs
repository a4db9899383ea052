//! Keys, mouse and paste as messages. A thread of its own that is blocked while nothing happens.

use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::os::fd::{AsRawFd, RawFd};
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use filedescriptor::{POLLERR, POLLHUP, POLLIN, pollfd};

use super::{Event, background};
use crate::app::{Message, Mouse, MouseKind};
use crate::config::keys::{Key, KeyPress};

/// The thread that reads the terminal, which can be told to leave it to another program for a while.
pub struct Input {
    /// A byte stops the reading, another one starts it again.
    gate: UnixStream,
    stopped: Receiver<()>,
}

/// How long the rest of what a key sends is waited for once some of it is there.
const REST: Duration = Duration::from_millis(5);

impl Input {
    /// Starts to listen; `asked`: the terminal has been asked for its background. Keys come from the terminal also where standard input is a pipe.
    ///
    /// # Errors
    ///
    /// Where there is no terminal.
    pub fn listen(events: Sender<Event>, asked: bool) -> io::Result<Self> {
        let (gate, gatekeeper) = UnixStream::pair()?;
        let (sender, stopped) = mpsc::channel();
        let terminal = if io::stdin().is_terminal() { None } else { Some(File::open("/dev/tty")?) };
        thread::spawn(move || {
            let stdin = io::stdin();
            if asked {
                let background::Answer { dark, told, typed } = background::answer();
                let typed = typed.into_iter().map(|press| Event::Message(Message::Key(press)));
                let told = [Event::Told(told)].into_iter().chain(dark.map(Event::Background));
                if told.chain(typed).any(|event| events.send(event).is_err()) {
                    return;
                }
            }
            let terminal = terminal.as_ref().map_or_else(|| stdin.as_raw_fd(), AsRawFd::as_raw_fd);
            if let Err(error) = read_all(terminal, gatekeeper, &events, &sender) {
                let _ = events.send(Event::InputEnded(error.to_string()));
            }
        });
        Ok(Self { gate, stopped })
    }

    /// Reads nothing any more; returns when that is so.
    pub fn stop(&mut self) {
        // Where the thread has ended, nothing is read either; so below.
        if self.gate.write_all(b"x").is_ok() {
            let _ = self.stopped.recv();
        }
    }

    /// Reads again.
    pub fn go_on(&mut self) {
        let _ = self.gate.write_all(b"x");
    }
}

/// Reads until nobody listens. Waits itself for something to come, since what reads the events cannot be stopped while
/// it waits.
fn read_all(
    terminal: RawFd,
    mut gate: UnixStream,
    events: &Sender<Event>,
    stopped: &Sender<()>,
) -> Result<(), Box<dyn std::error::Error>> {
    let on = |fd: RawFd| pollfd { fd, events: POLLIN, revents: 0 };
    loop {
        let mut ready = [on(terminal), on(gate.as_raw_fd())];
        match filedescriptor::poll(&mut ready, None) {
            // A signal came in: nothing is lost.
            Err(filedescriptor::Error::Poll(error) | filedescriptor::Error::Io(error))
                if error.kind() == io::ErrorKind::Interrupted =>
            {
                continue;
            }
            result => result?,
        };
        let [keys, gates] = ready;
        if gates.revents != 0 {
            let mut byte = [0];
            gate.read_exact(&mut byte)?;
            if stopped.send(()).is_err() {
                return Ok(());
            }
            gate.read_exact(&mut byte)?;
            continue;
        }
        let mut some = false;
        while event::poll(REST)? {
            some = true;
            if let Some(message) = message(&event::read()?)
                && events.send(Event::Message(message)).is_err()
            {
                return Ok(());
            }
        }
        if !some && keys.revents & (POLLHUP | POLLERR) != 0 {
            return Err("it is gone".into());
        }
    }
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
