//! Threads for what nobody waits for: they stand back behind the frame that is drawn, the keys, and the terminal itself,
//! which has to draw, too.

use std::thread::{self, JoinHandle};

/// How far it stands back: what nice(1) gives.
#[cfg(target_os = "linux")]
const NICE: i32 = 10;

/// Starts a thread that stands back.
pub fn spawn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> JoinHandle<T> {
    thread::spawn(move || {
        stand_back();
        work()
    })
}

/// Only on Linux is this about the thread alone and not about the process. Where it is not allowed, all are alike.
fn stand_back() {
    #[cfg(target_os = "linux")]
    let _ = rustix::process::setpriority_process(None, NICE);
}
