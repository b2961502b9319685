//! `atelier check`: findings of the preflight, for people or as JSON.

use std::fmt::Write;

use catalog::SideId;
use json::ToJson;
use prepress::preflight::{Finding, Severity, checked_sides};

use crate::args::{CheckArgs, ProjectArgs};
use crate::error::CliError;
use crate::job::Job;
use crate::output::say;

/// A finding as JSON.
#[derive(ToJson)]
struct Row<'a> {
    side: &'a SideId,
    name: Option<String>,
    sentence: String,
    #[json(flatten)]
    finding: &'a Finding,
}

pub(crate) fn run(args: &CheckArgs, project: &ProjectArgs) -> Result<(), CliError> {
    let job = Job::open_for(&args.design, project, args.technique.as_ref())?;
    let sides = sides(args, &job)?;
    let mut found: Vec<(SideId, Finding)> = Vec::new();
    for side in sides {
        let findings = job.findings(&side, &args.size)?;
        found.extend(findings.into_iter().map(|finding| (side.clone(), finding)));
    }
    say(&if args.json { as_json(&job, &found) } else { as_text(&job, &found) })?;
    let stops = |(_, finding): &&(SideId, Finding)| finding.severity == Severity::Stops;
    match found.iter().filter(stops).count() {
        0 => Ok(()),
        count => Err(CliError::Stopped { count }),
    }
}

/// The side that was asked for, or all with something on them, or the first one where all are empty.
fn sides(args: &CheckArgs, job: &Job) -> Result<Vec<SideId>, CliError> {
    if args.side.is_some() {
        return Ok(vec![job.side(args.side.as_ref())?]);
    }
    Ok(checked_sides(&job.product, &job.design))
}

fn as_text(job: &Job, found: &[(SideId, Finding)]) -> String {
    if found.is_empty() {
        return "Everything is fine to print.\n".to_owned();
    }
    let mut text = String::new();
    for (side, finding) in found {
        let severity = match finding.severity {
            Severity::Stops => "stop",
            Severity::Warns => "warning",
            Severity::Advises => "advice",
        };
        let name = finding.layer.map(|id| format!(", {}", job.layer_name(id))).unwrap_or_default();
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{severity}: {side}{name}: {}", finding.sentence(&job.product));
        if let Some(fix) = &finding.fix {
            let _ = writeln!(text, "  one press in the editor: {}", fix.label);
        }
    }
    text
}

fn as_json(job: &Job, found: &[(SideId, Finding)]) -> String {
    let rows: Vec<Row<'_>> = found
        .iter()
        .map(|(side, finding)| Row {
            side,
            name: finding.layer.map(|id| job.layer_name(id)),
            sentence: finding.sentence(&job.product),
            finding,
        })
        .collect();
    // Plain data with text keys always serialises.
    json::pretty(&json::write_text(&rows)) + "\n"
}
