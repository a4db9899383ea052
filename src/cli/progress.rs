//! A progress line on standard error for work that takes more than a second.

use std::io::{self, IsTerminal};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long work goes on before it is talked about.
const PATIENCE: Duration = Duration::from_secs(1);

/// Progress of work on a number of articles. Shown only where standard error is a terminal and standard output is
/// none, so that the two do not mix.
pub struct Progress {
    bar: ProgressBar,
    /// Dropped when the work is done.
    _alive: Option<Sender<()>>,
}

impl Progress {
    /// Of `total` articles, or of a number nobody knows.
    pub fn new(total: Option<usize>) -> Self {
        let bar = ProgressBar::with_draw_target(total.map(|total| total as u64), ProgressDrawTarget::hidden());
        if !io::stderr().is_terminal() || io::stdout().is_terminal() {
            return Self { bar, _alive: None };
        }
        let template = if total.is_some() {
            "{bar:24} {pos}/{len} articles, {eta} left"
        } else {
            "{spinner} {pos} articles, {per_sec}"
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        let (alive, done) = channel::<()>();
        let shown = bar.clone();
        thread::spawn(move || {
            if done.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.enable_steady_tick(Duration::from_millis(200));
            }
        });
        Self { bar, _alive: Some(alive) }
    }

    /// One more is done.
    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// Says something above the line.
    pub fn report(&self, message: &str) {
        self.bar.suspend(|| super::report(message));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
