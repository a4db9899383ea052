//! Work done side by side, its results in the order of the work, with a bounded number of pieces under way.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::thread;

/// How many pieces wait before and behind each worker.
const WAITING: usize = 2;

/// Results in the order of their work.
pub struct Results<R> {
    workers: Vec<Receiver<R>>,
    next: usize,
}

/// As many workers as there are processors.
pub fn processors() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Does `work` on each item with `workers` threads. Items are taken only as fast as results are; where nobody takes
/// results any more, the threads end by themselves.
pub fn map<T, R, I, F>(items: I, workers: usize, work: F) -> Results<R>
where
    T: Send + 'static,
    R: Send + 'static,
    I: Iterator<Item = T> + Send + 'static,
    F: Fn(T) -> R + Clone + Send + 'static,
{
    let mut senders = Vec::new();
    let mut receivers = Vec::new();
    for _ in 0..workers.max(1) {
        let (to_worker, from_reader) = sync_channel::<T>(WAITING);
        let (to_writer, from_worker) = sync_channel(WAITING);
        let work = work.clone();
        thread::spawn(move || {
            // The writer has gone: stop.
            let _ = from_reader.into_iter().try_for_each(|item| to_writer.send(work(item)));
        });
        senders.push(to_worker);
        receivers.push(from_worker);
    }
    thread::spawn(move || deal(items, &senders));
    Results { workers: receivers, next: 0 }
}

/// Deals items to the workers in turn; the results are taken in the same turn.
fn deal<T>(items: impl Iterator<Item = T>, workers: &[SyncSender<T>]) {
    for (item, worker) in items.zip(workers.iter().cycle()) {
        if worker.send(item).is_err() {
            break;
        }
    }
}

impl<R> Results<R> {
    /// The next result if it is there already.
    pub fn try_next(&mut self) -> Option<R> {
        match self.workers.get(self.next)?.try_recv() {
            Ok(result) => {
                self.advance();
                Some(result)
            }
            Err(TryRecvError::Empty | TryRecvError::Disconnected) => None,
        }
    }

    fn advance(&mut self) {
        self.next = (self.next + 1) % self.workers.len().max(1);
    }
}

impl<R> Iterator for Results<R> {
    type Item = R;

    fn next(&mut self) -> Option<R> {
        let result = self.workers.get(self.next)?.recv().ok()?;
        self.advance();
        Some(result)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn results_come_in_order() {
        for workers in 1..5 {
            let squares: Vec<u64> = map(0..1000_u64, workers, |n| n * n).collect();
            assert!(squares.iter().copied().eq((0..1000).map(|n| n * n)));
        }
        assert_eq!(map(0..0, 3, |n: u8| n).next(), None);
    }

    #[test]
    fn items_are_taken_only_as_results_are() {
        let taken = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&taken);
        let endless = std::iter::repeat_with(move || count.fetch_add(1, Ordering::SeqCst));
        let mut results = map(endless, 2, |n| n);
        for expected in 0..100 {
            assert_eq!(results.next(), Some(expected));
            // Two workers, each with two items before it, one in hand and two behind it; one being dealt.
            assert!(taken.load(Ordering::SeqCst) <= expected + 1 + 2 * (2 * WAITING + 1) + 1);
        }
    }
}
