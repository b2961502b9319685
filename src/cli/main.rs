//! `atelier`, the merchant's command line: makes print files and packages of designs, checks and describes them,
//! verifies packages, replays recordings. It edits nothing.

mod args;
mod check;
mod cut;
mod error;
mod hands;
mod inspect;
mod job;
mod output;
mod package;
mod pdf;
mod pixels;
mod project;
mod render;
mod replay;
mod roster;
mod separate;
mod verify;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use crate::args::{Args, Command};

fn main() -> ExitCode {
    let args = Args::parse();
    let done = match &args.command {
        Command::Render(render) => render::run(render, &args.project),
        Command::Check(check) => check::run(check, &args.project),
        Command::Cut(cut) => cut::run(cut, &args.project),
        Command::Inspect(inspect) => inspect::run(inspect, &args.project),
        Command::Package(package) => crate::package::run(package, &args.project),
        Command::Verify(verify) => verify::run(verify, &args.project),
        Command::Separate(separate) => separate::run(separate, &args.project),
        Command::Replay(replay) => replay::run(replay, &args.project),
        Command::Roster(roster) => roster::run(roster, &args.project),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Nowhere is left to say that stderr is gone.
            let _ = writeln!(std::io::stderr(), "atelier: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}
