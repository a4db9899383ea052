//! Makes the models in `assets/models` from the corpora, the same to the byte each time:
//!
//!     cargo run --release --features train --example train -- ../shared/corpus [MODEL]...
//!
//! One module a model: it reads the corpora, trains, writes its files and prints how well they do. Trained on the training
//! parts, scored on the development parts.

#![allow(missing_docs)]
#![allow(clippy::missing_panics_doc, clippy::type_complexity)]

mod content;
mod corpus;
mod crf;
mod dictionary;
mod parts;
mod speaker;
mod trainer;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What a model's module gets: where the corpora are and where its files go.
pub struct Places {
    /// The folder of the corpora.
    pub corpus: PathBuf,
    /// `assets/models`.
    pub models: PathBuf,
}

type Train = fn(&Places) -> Result<(), Box<dyn std::error::Error>>;

/// The models in the order they are trained: later ones may use earlier ones.
const MODELS: &[(&str, Train)] = &[("parts", parts::train), ("content", content::train), ("speaker", speaker::train)];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(corpus) = arguments.next().map(PathBuf::from) else {
        let names: Vec<&str> = MODELS.iter().map(|(name, _)| *name).collect();
        eprintln!("train CORPUS [MODEL]...: the models are {}", names.join(", "));
        return ExitCode::from(2);
    };
    let wanted: Vec<String> = arguments.collect();
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/models");
    let places = Places { corpus, models };
    for (name, train) in MODELS {
        if !wanted.is_empty() && !wanted.iter().any(|other| other == name) {
            continue;
        }
        println!("== {name}");
        let start = std::time::Instant::now();
        if let Err(error) = train(&places) {
            eprintln!("{name}: {error}");
            return ExitCode::FAILURE;
        }
        println!("{name}: {:.0} s", start.elapsed().as_secs_f64());
    }
    ExitCode::SUCCESS
}
