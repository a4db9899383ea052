//! Makes the models in `assets/models` from the corpora, the same to the byte each time:
//!
//!     cargo run --release --features train --example train -- ../shared/corpus [MODEL]...
//!
//! Without names all are made in their order, each by a program that is built anew with the models before it.
//!
//! One module a model: it reads the corpora, trains, writes its files and prints how well they do. Trained on the training
//! parts, scored on the development parts.

#![allow(missing_docs)]
#![allow(clippy::missing_panics_doc, clippy::type_complexity)]

mod confidence;
mod content;
mod corpus;
mod crf;
mod dictionary;
mod hidden;
mod marks;
mod names;
mod page;
mod parts;
mod people;
mod resolver;
mod speaker;
mod speech;
mod talk;
mod trainer;
mod types;
mod written;

use std::error::Error;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// What a model's module gets: where the corpora are and where its files go.
pub struct Places {
    /// The folder of the corpora.
    pub corpus: PathBuf,
    /// `assets/models`.
    pub models: PathBuf,
    /// Articles that are written and annotated for this project.
    pub written: PathBuf,
}

type Train = fn(&Places) -> Result<(), Box<dyn std::error::Error>>;

/// The models in the order they are trained: later ones may use earlier ones.
const MODELS: &[(&str, Train)] = &[
    ("page", page::train),
    ("names", names::train),
    ("types", types::train),
    ("parts", parts::train),
    ("content", content::train),
    ("marks", marks::train),
    ("speech", speech::train),
    ("resolver", resolver::train),
    ("speaker", speaker::train),
    ("confidence", confidence::train),
    ("talk", talk::train),
];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(corpus) = arguments.next() else {
        let names: Vec<&str> = MODELS.iter().map(|(name, _)| *name).collect();
        eprintln!("train CORPUS [MODEL]...: the models are {}", names.join(", "));
        return ExitCode::from(2);
    };
    let wanted: Vec<String> = arguments.collect();
    let result = match wanted.as_slice() {
        [] => MODELS.iter().try_for_each(|(name, _)| in_new_build(&corpus, name)),
        [name] => one(Path::new(&corpus), name),
        names => names.iter().try_for_each(|name| in_new_build(&corpus, name)),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Trains one model with the library as it is built into this program.
fn one(corpus: &Path, wanted: &str) -> Result<(), Box<dyn Error>> {
    let (name, train) = MODELS.iter().find(|(name, _)| *name == wanted).ok_or(format!("there is no model {wanted}"))?;
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets");
    let (models, written) = (assets.join("models"), assets.join("gold"));
    println!("== {name}");
    let start = std::time::Instant::now();
    train(&Places { corpus: corpus.to_owned(), models, written }).map_err(|error| format!("{name}: {error}"))?;
    println!("{name}: {:.0} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// Trains one model after building anew: the models before it are part of the library that it learns with.
fn in_new_build(corpus: &str, name: &str) -> Result<(), Box<dyn Error>> {
    let program = std::env::current_exe()?;
    // .../target/PROFILE/examples/train
    let profile = program.parent().and_then(Path::parent).and_then(Path::file_name).unwrap_or_default();
    let profile = if profile == "debug" { OsStr::new("dev") } else { profile };
    let status = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()))
        .args(["run", "--quiet", "--features", "train", "--example", "train", "--profile"])
        .arg(profile)
        .arg("--manifest-path")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
        .args(["--", corpus, name])
        .status()?;
    if status.success() { Ok(()) } else { Err(format!("{name} was not made").into()) }
}
