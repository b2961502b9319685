//! `atelier replay`: does again what a shopper's recording holds, step by step, so that a fault can be seen where it
//! happened. It neither mends a recording nor knows its pictures.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use design::{Design, design_hash, write_bundle};
use editor::{Played, Recording, ReplayError, Replayed};

use crate::args::{ProjectArgs, ReplayArgs};
use crate::error::CliError;
use crate::output::{is_stdout, say, write};
use crate::project;

pub(crate) fn run(args: &ReplayArgs, project: &ProjectArgs) -> Result<(), CliError> {
    let path = &args.recording;
    let wrong = |reason| CliError::Recording { path: path.clone(), reason };
    let bytes = std::fs::read(path)
        .map_err(|reason| CliError::DesignFile { path: path.clone(), reason })?;
    let recording = Recording::read(&bytes).map_err(wrong)?;
    let product = project::catalog(project)?.product(recording.product())?.clone();
    let replayed = recording.replayed(Arc::new(product)).map_err(wrong)?;
    let told = as_text(&replayed);
    // What standard output takes is the design alone.
    match args.out.as_deref() {
        Some(out) if is_stdout(out) => {
            // Nowhere is left to say that stderr is gone.
            let _ = std::io::stderr().write_all(told.as_bytes());
        }
        _ => say(&told)?,
    }
    if let Some(out) = &args.out {
        write(out, &file(out, replayed.session.design()))?;
    }
    match replayed.checked() {
        Ok(_) => Ok(()),
        Err(reason @ ReplayError::OtherDesign { .. }) => Err(CliError::OtherDesign { reason }),
        Err(reason) => Err(wrong(reason)),
    }
}

/// The design as the name of its file says. A recording holds no pictures, so neither does the file.
fn file(out: &Path, design: &Design) -> Vec<u8> {
    if out.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("atelier")) {
        write_bundle::<Vec<u8>>(design, &geom::Table::new())
    } else {
        design::write(design)
    }
}

fn as_text(replayed: &Replayed) -> String {
    let Replayed { session, steps, .. } = replayed;
    let design = session.design();
    let mut text = String::new();
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(text, "product  {}, {}", design.head.product, design.head.colour);
    let begin = steps.first().map_or(0.0, |step| step.at_ms);
    for (number, step) in steps.iter().enumerate() {
        let seconds = (step.at_ms - begin) / 1_000.0;
        let label = step.label.info().english;
        let _ = write!(text, "{:>5}  {seconds:>9.1} s  {label}", number + 1);
        let _ = writeln!(text, "{}", refusal(step));
    }
    let refused = steps.iter().filter(|step| step.refused.is_some()).count();
    let _ = writeln!(text, "steps    {}, {refused} refused", steps.len());
    let _ = writeln!(text, "layers   {}", design.layers.len());
    let _ = writeln!(text, "hash     {}", design_hash(design));
    text
}

/// Why a step was refused, and whether that is new.
fn refusal(step: &Played) -> String {
    match (&step.refused, &step.refused_then) {
        (None, None) => String::new(),
        (Some(now), Some(then)) if now == then => format!(": refused: {now}"),
        (Some(now), Some(then)) => format!(": refused: {now} (then: {then})"),
        (Some(now), None) => format!(": refused here, done then: {now}"),
        (None, Some(then)) => format!(": done here, refused then: {then}"),
    }
}
