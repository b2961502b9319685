//! The developers' tool behind `cargo dev`: sets up, serves, tests, weighs and measures.
//! It is only for people who work on Atelier; nothing of it is shipped.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a tool for the terminal")]

mod assets;
mod bench;
mod engines;
mod error;
mod finish;
mod fuzz;
mod motifs;
mod parts;
mod peers;
mod place;
mod program;
mod python_tools;
mod rust_tools;
mod serve;
mod setup;
mod size;
mod small_std;
mod suite;
mod web_tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::{error::DevError, place::Place};

/// Work on Atelier: each command sets up what it needs first.
#[derive(Debug, Parser)]
#[command(bin_name = "cargo dev", disable_help_subcommand = true)]
struct Call {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Install everything that serving, testing and benchmarks need
    Setup,
    /// Build the page, show it in a browser, and rebuild it when a file changes
    Serve(serve::ServeOptions),
    /// Check everything: format, lints, native tests, release build, size, browser tests
    Test(suite::TestOptions),
    /// Weigh the built page, part by part
    Size,
    /// Run the benchmarks
    Bench(bench::BenchOptions),
    /// Feed a reader with made-up input until it breaks (needs nightly Rust and cargo-fuzz)
    Fuzz(fuzz::FuzzOptions),
    /// Make the library of motifs anew
    Motifs,
    /// Make product pictures and models anew: simulate, draw and pack (needs Python 3.11; takes a while)
    Assets(assets::AssetOptions),
    /// Finish a built page (called by trunk)
    #[command(hide = true)]
    Finish,
}

fn main() -> ExitCode {
    match run(&Call::parse().what) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\ncargo dev: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(what: &What) -> Result<(), DevError> {
    let place = Place::find()?;
    match what {
        What::Setup => setup::set_up(&place, setup::Work::All),
        What::Serve(options) => serve::serve(&place, options),
        What::Test(options) => suite::test(&place, options),
        What::Size => size::check(&place),
        What::Bench(options) => bench::bench(&place, options),
        What::Fuzz(options) => fuzz::fuzz(&place, options),
        What::Motifs => motifs::make(&place),
        What::Assets(options) => assets::make(&place, options),
        What::Finish => finish::finish(&place),
    }
}
