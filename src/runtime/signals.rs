//! Signals that ask to end, to stop, to go on and to look at the size, as events. Without them a kill would leave the terminal unusable.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::{Handle, Signals};

use super::{Event, terminal};

/// Whether another program has the terminal: what the terminal's keys ask for is then meant for that.
static AWAY: AtomicBool = AtomicBool::new(false);

/// Who waits for the terminal to be ours again.
static COMING_BACK: Mutex<Option<Sender<()>>> = Mutex::new(None);

/// Another program has the terminal.
pub fn go_away() {
    AWAY.store(true, Ordering::SeqCst);
}

/// It is ours again. What was asked for before by the terminal's keys was meant for the other program, although it may
/// come in only now: a signal of our own, which comes in after those, tells that all of them have.
pub fn come_back() {
    let (sender, all_in) = mpsc::channel();
    *COMING_BACK.lock().unwrap_or_else(PoisonError::into_inner) = Some(sender);
    if signal_hook::low_level::raise(SIGCONT).is_ok() {
        let _ = all_in.recv_timeout(Duration::from_secs(1));
    }
    AWAY.store(false, Ordering::SeqCst);
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
                SIGCONT => match COMING_BACK.lock().unwrap_or_else(PoisonError::into_inner).take() {
                    Some(waiting) => {
                        let _ = waiting.send(());
                        continue;
                    }
                    None => Event::Continued,
                },
                SIGWINCH => Event::Resized,
                // Where a window is closed the system says so, and the shell again: that is no impatience.
                SIGHUP if ending => continue,
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
