//! Signals that ask to end, to stop, to go on and to look at the size, as events. Without them a kill would leave the terminal unusable.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::thread;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::{Handle, Signals};

use super::{Event, terminal};

/// Whether another program has the terminal: what the terminal's keys ask for is then meant for that.
static AWAY: AtomicBool = AtomicBool::new(false);

/// Another program has the terminal, or not any more.
pub fn set_away(away: bool) {
    AWAY.store(away, Ordering::SeqCst);
}

/// Starts to listen, until the handle is closed. A second request to end is obeyed at once, whatever the reader is
/// doing.
pub fn listen(sender: Sender<Event>) -> io::Result<Handle> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    let handle = signals.handle();
    thread::spawn(move || {
        let mut ending = false;
        for signal in signals.forever() {
            let event = match signal {
                // Both are stopped, so that the shell has the terminal; the screen is not ours to give back.
                SIGTSTP if AWAY.load(Ordering::SeqCst) => {
                    let _ = stop();
                    continue;
                }
                SIGINT | SIGQUIT if AWAY.load(Ordering::SeqCst) => continue,
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
