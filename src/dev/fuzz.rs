//! `cargo dev fuzz TARGET SECONDS`: runs a fuzz target of `tests/fuzz` with libFuzzer, starting from our own files.
//!
//! The project is built with the stable Rust alone; only this needs a nightly one and cargo-fuzz, so that neither is
//! installed here: it says what is missing.

use std::{fs, path::PathBuf};

use clap::Args;

use crate::{error::DevError, place::Place, program::Program};

/// What `fuzz` can be told.
#[derive(Debug, Args)]
pub(crate) struct FuzzOptions {
    /// The target: a file in tests/fuzz/targets, without its ending; without one, all are listed
    target: Option<String>,
    /// How long
    #[arg(default_value_t = 60)]
    seconds: u64,
}

/// Folders of our own files that a target starts from. Others start from nothing.
const SEEDS: [(&str, &[&str]); 6] = [
    ("design", &["tests/designs"]),
    ("catalogue", &["public/catalog"]),
    ("drawing", &["tests/fuzz/seeds/drawing"]),
    ("package", &["tests/fuzz/seeds/package"]),
    ("csv", &["tests/fuzz/seeds/csv"]),
    ("cut", &["tests/fuzz/seeds/cut"]),
];

/// Longest input in bytes: larger ones take long and show little.
const LONGEST: &str = "-max_len=65536";
/// No short inputs first: a few bytes are no outline and no table.
const LENGTHS: &str = "-len_control=0";
/// Longest time for one input in seconds; more is a finding.
const SLOWEST: &str = "-timeout=20";
/// Most memory in MB; more is a finding.
const LARGEST: &str = "-rss_limit_mb=2048";

fn folder(place: &Place) -> PathBuf {
    place.root().join("tests").join("fuzz")
}

fn targets(place: &Place) -> Result<Vec<String>, DevError> {
    let files = crate::suite::files_ending(&folder(place).join("targets"), ".rs")?;
    let stem = |path: &PathBuf| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    Ok(files.iter().filter_map(stem).collect())
}

/// Runs a target; without a name, prints them all.
///
/// # Errors
/// For an unknown target, without nightly Rust or cargo-fuzz, and where the fuzzer found something.
pub(crate) fn fuzz(place: &Place, options: &FuzzOptions) -> Result<(), DevError> {
    let all = targets(place)?;
    let Some(target) = &options.target else {
        all.iter().for_each(|name| println!("{name}"));
        return Ok(());
    };
    if !all.contains(target) {
        return Err(DevError::NoSuch { name: target.clone(), known: all.join(", ") });
    }
    check_tools(place)?;
    // What was found worth keeping is kept beside the tools, so that the next run goes on from there.
    let kept = place.corpus(target);
    fs::create_dir_all(&kept).map_err(DevError::file(&kept))?;
    let seeds = SEEDS.iter().find(|(name, _)| name == target).map_or(&[][..], |(_, seeds)| *seeds);
    let fuzzer = ["run", "nightly", "cargo", "fuzz", "run", "--fuzz-dir"];
    Program::new(place, "rustup")
        .args(fuzzer)
        .arg(folder(place))
        .arg(target)
        .arg(kept)
        .args(seeds.iter().map(|folder| place.root().join(folder)))
        .args(["--", LONGEST, LENGTHS, SLOWEST, LARGEST, "-print_final_stats=1"])
        .arg(format!("-max_total_time={}", options.seconds))
        .run()
}

fn check_tools(place: &Place) -> Result<(), DevError> {
    let nightly = ["run", "nightly", "cargo", "--version"];
    let tools = [
        (
            "a nightly Rust",
            Program::new(place, "rustup").args(nightly),
            "rustup toolchain install nightly",
        ),
        (
            "cargo-fuzz",
            Program::new(place, "cargo-fuzz").arg("--version"),
            "cargo install --locked cargo-fuzz",
        ),
    ];
    for (what, question, remedy) in tools {
        question.output().map_err(|error| DevError::Setup {
            what: what.to_owned(),
            why: error.to_string(),
            remedy: remedy.to_owned(),
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_target_is_built_and_every_seed_is_of_a_target() {
        let place = Place::find().unwrap();
        let all = targets(&place).unwrap();
        let manifest = fs::read_to_string(folder(&place).join("Cargo.toml")).unwrap();
        for name in &all {
            assert!(manifest.contains(&format!("path = \"targets/{name}.rs\"")), "{name}");
        }
        assert_eq!(manifest.matches("[[bin]]").count(), all.len());
        for (name, seeds) in SEEDS {
            assert!(all.iter().any(|target| target == name), "{name}");
            assert!(seeds.iter().all(|folder| place.root().join(folder).is_dir()), "{name}");
        }
    }
}
