//! What is printed where there is no quotation: why there is none.

use predicates::prelude::*;
use predicates::str::contains;

use super::{dixit, home};

const NOTHING: &str = "Rain fell on the town all day.\n";
const TURKISH: &str = "Bakan Ada Voss görüşmelerin başarısız olduğunu söyledi. Kimse bu teklifi beklemiyordu ve bir anlaşma için \
çok geçti. Bakan bu sabah gazetecilerle ve bir heyet ile konuştu.\n";
const ATTITUDE: &str = "Ada Voss wants to leave the treaty by Friday.\n";

const SEEMS_TURKISH: &str =
    "seems to be in Turkish, a language in which who speaks is not analysed (--help lists those in which it is)";

/// Inputs, and what is said of each.
const WHY: [(&str, &str, &str); 3] = [
    ("nothing.txt", NOTHING, ""),
    ("tr.txt", TURKISH, SEEMS_TURKISH),
    ("attitude.txt", ATTITUDE, "1 attitude is hidden: --attitudes shows them"),
];

#[test]
fn every_output_for_people_says_why_nothing_is_there() {
    let home = home(&WHY.map(|(name, text, _)| (name, text.as_bytes())));
    for (name, text, why) in WHY {
        let capital = || contains("No quotations were found.").and(contains(why));
        let small = || contains("no quotations were found").and(contains(why));
        dixit(&home).args(["speakers", name]).assert().success().stdout(small());
        dixit(&home).args(["--linear", name]).assert().success().stdout(capital());
        dixit(&home).args(["extract", name, "--format", "markdown"]).assert().success().stdout(capital());
        let stderr = contains(format!("dixit: {name}: ")).and(small());
        dixit(&home).arg(name).assert().success().stdout(text).stderr(stderr);
    }
    let all: Vec<&str> = WHY.iter().map(|(name, ..)| *name).collect();
    let told = dixit(&home).arg("speakers").args(&all).output().unwrap().stdout;
    let expected = format!(
        "no quotations were found; 1 of 3 articles {SEEMS_TURKISH}; 1 attitude is hidden: --attitudes shows them\n"
    );
    assert_eq!(String::from_utf8(told).unwrap(), expected);
}

#[test]
fn query_that_nothing_fits_is_the_reason() {
    let text = "“We will not sign,” Ada Voss said.\n";
    let home = home(&[("a.txt", text.as_bytes())]);
    let told = contains("1 quotation was found, but none fits the query.");
    let args = ["extract", "a.txt", "--format", "markdown", "--where", "speaker:hale"];
    dixit(&home).args(args).assert().success().stdout(told);
    dixit(&home).args(["a.txt"]).assert().success().stderr("");
}

#[test]
fn data_has_no_words_for_people() {
    let home = home(&[("nothing.txt", NOTHING.as_bytes())]);
    for format in ["jsonl", "json", "csv"] {
        let none = contains("quotations were found").not();
        dixit(&home).args(["extract", "nothing.txt", "--format", format]).assert().success().stdout(none).stderr("");
    }
}
