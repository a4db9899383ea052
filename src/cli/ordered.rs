//! Work done side by side, its results in the order of the work, with a bounded number of pieces under way. A piece that
//! takes too long is given up and its place taken by what says so.

use std::num::NonZero;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How many pieces wait before and behind each worker.
const WAITING: usize = 2;

/// What a worker is busy with.
#[derive(Debug)]
pub struct Task<L>(Mutex<Option<Running<L>>>);

#[derive(Debug)]
struct Running<L> {
    since: Instant,
    label: Option<L>,
}

impl<L> Task<L> {
    /// Of a worker that has nothing to do.
    pub fn idle() -> Self {
        Self(Mutex::new(None))
    }

    /// Names the piece of work that was just begun, for what is said where it takes too long.
    pub fn name(&self, label: L) {
        if let Some(running) = &mut *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            running.label = Some(label);
        }
    }

    fn set(&self, running: Option<Running<L>>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = running;
    }

    /// How much time is left of `limit`.
    fn left(&self, limit: Duration) -> Duration {
        let task = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        task.as_ref().map_or(limit, |running| limit.saturating_sub(running.since.elapsed()))
    }

    /// Gives the work up, where it has gone on for `limit`.
    fn give_up(&self, limit: Duration) -> Option<Running<L>> {
        let mut task = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        task.take_if(|running| running.since.elapsed() >= limit)
    }
}

/// How long a piece of work may take, and what stands in the place of its result where it takes longer.
pub struct Limit<R, L> {
    pub time: Duration,
    pub late: fn(Option<L>, Duration) -> R,
}

/// Results in the order of their work.
pub struct Results<T, R, F, L> {
    workers: Vec<Worker<T, R, L>>,
    next: usize,
    work: F,
    limit: Option<Limit<R, L>>,
}

/// A thread that works, as it is seen from outside.
struct Worker<T, R, L> {
    /// Shared with the thread, so that another one can go on where this one hangs.
    items: Arc<Mutex<Receiver<T>>>,
    results: Receiver<R>,
    task: Arc<Task<L>>,
}

/// As many workers as there are processors.
pub fn processors() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Does `work` on each item with `workers` threads. Items are taken only as fast as results are; where nobody takes
/// results any more, the threads end by themselves.
pub fn map<T, R, L, I, F>(items: I, workers: usize, limit: Option<Limit<R, L>>, work: F) -> Results<T, R, F, L>
where
    T: Send + 'static,
    R: Send + 'static,
    L: Send + 'static,
    I: Iterator<Item = T> + Send + 'static,
    F: Fn(T, &Task<L>) -> R + Clone + Send + 'static,
{
    let mut senders = Vec::new();
    let mut started = Vec::new();
    for _ in 0..workers.max(1) {
        let (to_worker, from_reader) = sync_channel::<T>(WAITING);
        senders.push(to_worker);
        started.push(Worker::start(Arc::new(Mutex::new(from_reader)), work.clone()));
    }
    thread::spawn(move || deal(items, &senders));
    Results { workers: started, next: 0, work, limit }
}

impl<T: Send + 'static, R: Send + 'static, L: Send + 'static> Worker<T, R, L> {
    fn start(items: Arc<Mutex<Receiver<T>>>, work: impl Fn(T, &Task<L>) -> R + Send + 'static) -> Self {
        let (to_writer, results) = sync_channel(WAITING);
        let task = Arc::new(Task::idle());
        let (source, current) = (Arc::clone(&items), Arc::clone(&task));
        let next = move || source.lock().unwrap_or_else(PoisonError::into_inner).recv().ok();
        thread::spawn(move || {
            while let Some(item) = next() {
                current.set(Some(Running { since: Instant::now(), label: None }));
                let result = work(item, &current);
                current.set(None);
                // The writer has gone, or given this thread up: stop.
                if to_writer.send(result).is_err() {
                    break;
                }
            }
        });
        Self { items, results, task }
    }
}

/// Deals items to the workers in turn; the results are taken in the same turn.
fn deal<T>(items: impl Iterator<Item = T>, workers: &[SyncSender<T>]) {
    for (item, worker) in items.zip(workers.iter().cycle()) {
        if worker.send(item).is_err() {
            break;
        }
    }
}

impl<T, R, F, L> Results<T, R, F, L> {
    /// The next result if it is there already.
    pub fn try_next(&mut self) -> Option<R> {
        match self.workers.get(self.next)?.results.try_recv() {
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

impl<T, R, F, L> Results<T, R, F, L>
where
    T: Send + 'static,
    R: Send + 'static,
    L: Send + 'static,
    F: Fn(T, &Task<L>) -> R + Clone + Send + 'static,
{
    /// The next result, or what stands in its place where it is late.
    fn wait(&mut self) -> Option<R> {
        let worker = self.workers.get_mut(self.next)?;
        let Some(limit) = &self.limit else { return worker.results.recv().ok() };
        loop {
            match worker.results.recv_timeout(worker.task.left(limit.time)) {
                Ok(result) => return Some(result),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => {
                    let Some(late) = worker.task.give_up(limit.time) else { continue };
                    // Threads cannot be ended: this one is left behind, and ends when its work does.
                    *worker = Worker::start(Arc::clone(&worker.items), self.work.clone());
                    return Some((limit.late)(late.label, limit.time));
                }
            }
        }
    }
}

impl<T, R, F, L> Iterator for Results<T, R, F, L>
where
    T: Send + 'static,
    R: Send + 'static,
    L: Send + 'static,
    F: Fn(T, &Task<L>) -> R + Clone + Send + 'static,
{
    type Item = R;

    fn next(&mut self) -> Option<R> {
        let result = self.wait()?;
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
            let squares: Vec<u64> = map(0..1000_u64, workers, None, |n, _: &Task<()>| n * n).collect();
            assert!(squares.iter().copied().eq((0..1000).map(|n| n * n)));
        }
        assert_eq!(map(0..0, 3, None, |n: u8, _: &Task<()>| n).next(), None);
    }

    #[test]
    fn items_are_taken_only_as_results_are() {
        let taken = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&taken);
        let endless = std::iter::repeat_with(move || count.fetch_add(1, Ordering::SeqCst));
        let mut results = map(endless, 2, None, |n, _: &Task<()>| n);
        for expected in 0..100 {
            assert_eq!(results.next(), Some(expected));
            // Two workers, each with two items before it, one in hand and two behind it; one being dealt.
            assert!(taken.load(Ordering::SeqCst) <= expected + 1 + 2 * (2 * WAITING + 1) + 1);
        }
    }

    #[test]
    fn work_that_takes_too_long_is_given_up() {
        for workers in 1..3 {
            let (release, held) = std::sync::mpsc::channel::<()>();
            let held = Arc::new(Mutex::new(held));
            let work = move |n: u32, task: &Task<u32>| {
                task.name(n);
                if n % 3 == 1 {
                    // Until the test is over.
                    let _ = held.lock().map(|held| held.recv());
                }
                n
            };
            let late = |label: Option<u32>, _| 100 + label.unwrap_or(0);
            let results = map(0..6, workers, Some(Limit { time: Duration::from_secs(1), late }), work);
            assert_eq!(results.collect::<Vec<u32>>(), [0, 101, 2, 3, 104, 5]);
            drop(release);
        }
    }
}
