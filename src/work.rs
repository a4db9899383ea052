//! Counts the steps of loops whose length the input decides, so that tests see how work grows without a clock. Outside of
//! tests it counts nothing.

#[cfg(test)]
thread_local! {
    static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// So many steps are done.
#[inline]
pub fn step(steps: usize) {
    #[cfg(test)]
    STEPS.with(|all| all.set(all.get() + steps as u64));
    #[cfg(not(test))]
    let _ = steps;
}

/// How many steps `work` does on this thread.
#[cfg(test)]
pub fn counted(work: impl FnOnce()) -> u64 {
    let steps = || STEPS.with(std::cell::Cell::get);
    let before = steps();
    work();
    steps() - before
}
