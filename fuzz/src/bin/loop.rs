//! Runs a target on changed files of a corpus, on stable Rust and without instrumentation: blind, but many times as fast.
//! `RUSTFLAGS="--cfg fuzzing" cargo run --release --bin loop -- TARGET CORPUS SECONDS`

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

/// An input that takes longer is told, too.
const SLOW: Duration = Duration::from_secs(2);

/// The longest input, bytes.
const LONGEST: usize = 20_000;

/// What means something to one format or another.
const WORDS: [&[u8]; 12] =
    [b"<", b">", b"</", b"&", b"\"", b"\\", b"\0", b"\xe2\x80\x9c", b"[", b"]]>", b"\n\n", b"\x1b]52;"];

/// Xorshift: the same inputs for the same seed.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }
}

/// Changes bytes, cuts, repeats, and puts in pieces of another input.
fn change(input: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    for _ in 0..=random.below(6) {
        let (at, length) = (random.below(input.len() + 1), 1 + random.below(40));
        let end = (at + length).min(input.len());
        match random.below(6) {
            0 if at < input.len() => input[at] = random.below(256) as u8,
            1 => drop(input.drain(at..end)),
            2 => {
                let piece = input[at..end].repeat(1 + random.below(20));
                input.splice(at..at, piece);
            }
            3 => {
                let from = random.below(other.len() + 1);
                let to = (from + 1 + random.below(200)).min(other.len());
                input.splice(at..end, other[from..to].iter().copied());
            }
            4 => input.truncate(at.max(1)),
            _ => {
                let word = WORDS[random.below(WORDS.len())];
                input.splice(at..at, word.iter().copied());
            }
        }
    }
    input.truncate(LONGEST);
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let [_, target, corpus, seconds] = &arguments[..] else { panic!("TARGET CORPUS SECONDS") };
    let files = std::fs::read_dir(corpus).expect("a corpus").flatten();
    let corpus: Vec<Vec<u8>> = files.filter_map(|file| std::fs::read(file.path()).ok()).collect();
    let end = Instant::now() + Duration::from_secs(seconds.parse().expect("seconds"));
    let mut random = Random(std::process::id().into());
    let (mut count, mut failed) = (0_u64, 0);
    while Instant::now() < end {
        let mut input = corpus[random.below(corpus.len())].clone();
        change(&mut input, &corpus[random.below(corpus.len())], &mut random);
        let start = Instant::now();
        let panicked = catch_unwind(AssertUnwindSafe(|| dixit_fuzz::run(target, &input))).is_err();
        if panicked || start.elapsed() > SLOW {
            failed += 1;
            let file = format!("{target}-{}-{count}", if panicked { "panic" } else { "slow" });
            std::fs::write(&file, &input).expect("a file");
            eprintln!("{file}: {:?}", start.elapsed());
        }
        count += 1;
    }
    println!("{target}: {count} inputs of {} seeds, {failed} failed", corpus.len());
}
