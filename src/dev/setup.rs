//! Setting up: what is needed for which work, and the loop that looks, installs and reports.
//! How one thing is found and installed is said where that thing is (`rust_tools`, `web_tools`).

use std::{
    fs::{self, File},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressStyle};

use crate::{
    engines::{Firefox, WebKitGtk},
    error::DevError,
    peers::{CairoSvg, DrawingPrograms, ModelViewer, Resvg},
    place::Place,
    program::Program,
    python_tools,
    rust_tools::{CLIPPY, Crates, RUSTFMT, Trunk, WasmBindgen, WasmTarget},
    small_std::StdSources,
    web_tools::{ChromeDriver, Chromium, Node, NpmPackages, PdfCheckers, TextCheckers},
};

/// One thing that must be there before work can start.
pub(crate) trait Requirement {
    /// What a person calls it, with the version when only one will do.
    fn name(&self, place: &Place) -> Result<String, DevError>;

    /// What it is for, in a few words.
    fn purpose(&self) -> &'static str;

    /// Says which one is there; `None` when it has to be installed.
    fn found(&self, place: &Place) -> Option<String>;

    /// The programs that install it, in order; empty when only a person can.
    fn install(&self, place: &Place) -> Result<Vec<Program>, DevError>;

    /// The command, or the advice, for a person on a system where `install` does not work.
    fn remedy(&self, place: &Place) -> Result<String, DevError>;

    /// Called when every program of `install` ended well.
    fn installed(&self, _place: &Place) -> Result<(), DevError> {
        Ok(())
    }
}

/// What the coming work is; it decides what is set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    /// Building the page for trying things out.
    Serve,
    /// Building the page as it is shipped.
    ServeRelease,
    /// Everything, tests and benchmarks included.
    All,
    /// Comparing print files with other programs'.
    PrintPeers,
    /// Comparing the 3D view with another viewer.
    TurningPeers,
    /// Making product pictures.
    Assets,
}

fn requirements(work: Work) -> Vec<Box<dyn Requirement>> {
    let mut list: Vec<Box<dyn Requirement>> = vec![
        Box::new(WasmTarget),
        Box::new(Crates),
        Box::new(Trunk),
        Box::new(WasmBindgen),
        Box::new(Node),
    ];
    match work {
        Work::Serve => {}
        Work::Assets => return vec![Box::new(python_tools::BLENDER)],
        Work::PrintPeers => {
            return vec![Box::new(DrawingPrograms), Box::new(Resvg), Box::new(CairoSvg)];
        }
        Work::TurningPeers => return vec![Box::new(ModelViewer)],
        Work::ServeRelease => {
            list.extend([Box::new(StdSources) as Box<dyn Requirement>, Box::new(NpmPackages)])
        }
        Work::All => list.extend([
            Box::new(StdSources) as Box<dyn Requirement>,
            Box::new(RUSTFMT),
            Box::new(CLIPPY),
            Box::new(NpmPackages),
            Box::new(Chromium),
            Box::new(ChromeDriver),
            Box::new(Firefox),
            Box::new(WebKitGtk),
            Box::new(PdfCheckers),
            Box::new(TextCheckers),
            Box::new(python_tools::FOR_TESTS),
        ]),
    }
    list
}

/// Makes sure that everything for `work` is there.
///
/// # Errors
/// The first thing that is missing and could not be installed, with the command to do it by hand.
pub(crate) fn set_up(place: &Place, work: Work) -> Result<(), DevError> {
    let list = requirements(work);
    let count = list.len();
    for (index, requirement) in list.iter().enumerate() {
        let title = format!("[{}/{count}] {}", index + 1, requirement.name(place)?);
        match requirement.found(place) {
            Some(what) => println!("{title}: there ({what})"),
            None => {
                println!("{title}: missing; {}", requirement.purpose());
                install(place, requirement.as_ref())?;
            }
        }
    }
    Ok(())
}

fn install(place: &Place, requirement: &dyn Requirement) -> Result<(), DevError> {
    let name = requirement.name(place)?;
    let failed = |why: String| -> DevError {
        match requirement.remedy(place) {
            Ok(remedy) => DevError::Setup { what: name.clone(), why, remedy },
            Err(error) => error,
        }
    };
    let programs = requirement.install(place)?;
    if programs.is_empty() {
        return Err(failed("it cannot be installed from here".to_owned()));
    }
    let folder = place.logs();
    fs::create_dir_all(&folder).map_err(DevError::file(&folder))?;
    let log_path = folder.join(format!("{}.log", file_name(&name)));
    let mut log = File::create(&log_path).map_err(DevError::file(&log_path))?;
    for program in programs {
        println!("      $ {program}");
        let progress = progress();
        let outcome = program.run_logged(&mut log, |line| progress.set_message(line.to_owned()));
        progress.finish_and_clear();
        if let Err(error) = outcome {
            let tail = last_lines(&fs::read_to_string(&log_path).unwrap_or_default());
            let whole = log_path.display();
            return Err(failed(format!("{error}\n\n{tail}\n(all of it: {whole})")));
        }
    }
    requirement.installed(place)?;
    match requirement.found(place) {
        Some(what) => {
            println!("      done ({what})");
            Ok(())
        }
        None => Err(failed("the installation ended well, but it still is not found".to_owned())),
    }
}

/// A spinner with the newest line of output; it draws nothing when nobody is looking.
fn progress() -> ProgressBar {
    let style = ProgressStyle::with_template("      {spinner} {elapsed} {wide_msg}");
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

fn file_name(name: &str) -> String {
    name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect()
}

/// The end of a log: enough to see the reason, little enough to read.
fn last_lines(log: &str) -> String {
    const SHOWN: usize = 12;
    let lines: Vec<&str> = log.lines().collect();
    let tail = &lines[lines.len().saturating_sub(SHOWN)..];
    tail.iter().map(|line| format!("    | {line}")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serving_needs_neither_browser_nor_npm_packages() {
        let place = Place::find().unwrap();
        let names = |work| -> Vec<String> {
            requirements(work).iter().map(|r| r.name(&place).unwrap()).collect()
        };
        let serve = names(Work::Serve).join(" ");
        assert!(!serve.contains("Chromium") && !serve.contains("npm packages"), "{serve}");
        assert!(names(Work::All).join(" ").contains("Chromium"));
    }

    #[test]
    fn every_requirement_tells_a_person_what_to_do() {
        let place = Place::find().unwrap();
        let peers = [Work::PrintPeers, Work::TurningPeers];
        for work in [Work::ServeRelease, Work::All, Work::Assets].into_iter().chain(peers) {
            for requirement in requirements(work) {
                assert!(!requirement.remedy(&place).unwrap().is_empty());
                assert!(!requirement.purpose().is_empty());
            }
        }
    }

    #[test]
    fn the_tail_of_a_log_is_its_last_lines() {
        let log: String = (1..=20).map(|n| format!("line {n}\n")).collect();
        let tail = last_lines(&log);
        assert!(tail.starts_with("    | line 9\n") && tail.ends_with("    | line 20"), "{tail}");
    }
}
