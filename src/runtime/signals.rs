//! Signals that ask to end, to stop, to go on and to look at the size, as events. Without them a kill would leave the terminal unusable.

use std::io;
use std::sync::mpsc::Sender;
use std::thread;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::{Handle, Signals};

use super::{Event, terminal};

/// Starts to listen, until the handle is closed. A second request to end is obeyed at once, whatever the reader is
/// doing.
pub fn listen(sender: Sender<Event>) -> io::Result<Handle> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    let handle = signals.handle();
    thread::spawn(move || {
        let mut ending = false;
        for signal in signals.forever() {
            let event = match signal {
                SIGTSTP => Event::Stop,
                SIGCONT => Event::Continued,
                SIGWINCH => Event::Resized,
                _ if ending => {
                    terminal::restore();
                    std::process::exit(128 + signal);
                }
                _ => {
                    ending = true;
                    Event::Signal(signal)
                }
            };
            if sender.send(event).is_err() {
                return;
            }
        }
    });
    Ok(handle)
}

/// Stops this process as Ctrl-Z would; returns when it is continued.
pub fn stop() -> io::Result<()> {
    signal_hook::low_level::emulate_default_handler(SIGTSTP)
}
