//! `atelier cut`: cut lines of one side, for a cutter or an engraver. It prints nothing and changes no design.

use std::fmt::Write;

use catalog::SizeId;
use design::LayerId;
use prepress::Flow;
use prepress::cut::{CutSheet, cut_lines, cut_svg, dxf};

use crate::args::ProjectArgs;
use crate::args::cut::CutArgs;
use crate::error::CliError;
use crate::job::Job;
use crate::output::{self, is_stdout};
use crate::render::refuse_what_must_not_be_printed;

pub(crate) fn run(args: &CutArgs, project: &ProjectArgs) -> Result<(), CliError> {
    let to_stdout = [&args.dxf, &args.svg].into_iter().flatten().filter(|path| is_stdout(path));
    let to_stdout = to_stdout.count();
    if to_stdout > 1 {
        return Err(CliError::TwoToStdout);
    }
    let job = Job::open(&args.design, project)?;
    let side = job.side(args.side.as_ref())?;
    let scene = job.sized(&side, args.size.as_ref())?.0;
    if !args.force {
        let sizes: Vec<SizeId> = args.size.iter().cloned().collect();
        refuse_what_must_not_be_printed(&job, &side, &sizes)?;
    }
    let sheet = cut_lines(&scene, &job.artworks, &args.request(), &mut |_| Flow::Continue)?;
    if let Some(path) = &args.dxf {
        output::write(path, &dxf(&sheet))?;
    }
    if let Some(path) = &args.svg {
        output::write(path, cut_svg(&sheet).as_bytes())?;
    }
    if to_stdout > 0 { Ok(()) } else { output::say(&told(&job, &sheet)) }
}

/// What somebody at a cutter wants to know.
fn told(job: &Job, sheet: &CutSheet) -> String {
    let mut said = String::new();
    let bounds = sheet.bounds();
    // Writing to a String cannot fail, here and below.
    let _ = writeln!(
        said,
        "{:<16} {:>6} {:>9} {:>12} {:>12}",
        "layer", "lines", "corners", "length", "area"
    );
    for layer in &sheet.layers {
        let _ = writeln!(
            said,
            "{:<16} {:>6} {:>9} {:>9.1} mm {:>8.1} mm2",
            layer.name,
            layer.lines(),
            layer.corners(),
            layer.length(),
            layer.area()
        );
    }
    let _ = writeln!(said, "{:.1} x {:.1} mm in all", bounds.width(), bounds.height());
    let report = &sheet.report;
    let _ = write!(said, "lines are within {:.3} mm", report.accuracy);
    if let Some(dpi) = report.traced_at {
        let _ = write!(said, "; pictures were traced at {dpi:.0} dpi");
    }
    said.push('\n');
    if report.filled_holes + report.dropped_parts > 0 {
        let _ = writeln!(
            said,
            "too small: {} hole(s) filled, {} part(s) left out",
            report.filled_holes, report.dropped_parts
        );
    }
    if report.beyond > 0.0 {
        let _ =
            writeln!(said, "the lines run {:.1} mm over the edge of the print area", report.beyond);
    }
    let names = |layers: &[LayerId]| {
        layers.iter().map(|id| job.layer_name(*id)).collect::<Vec<_>>().join(", ")
    };
    if !report.see_through.is_empty() {
        let _ = writeln!(said, "see-through, cut as if opaque: {}", names(&report.see_through));
    }
    if !report.mixed.is_empty() {
        let _ = writeln!(said, "not of one colour, in layer Mixed: {}", names(&report.mixed));
    }
    said
}
