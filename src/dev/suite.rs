//! `cargo dev test`: every check there is, in order, cheap ones first.
//! It starts the checks and tells how they ended; what they check is theirs.

use std::{
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};

use clap::Args;

use crate::{
    error::DevError,
    place::Place,
    program::Program,
    rust_tools::WASM_TARGET,
    setup::{Work, set_up},
    size,
    small_std::with_small_std,
    web_tools::{ChromeDriver, Chromium},
};

/// What `test` can be told.
#[derive(Debug, Args)]
pub(crate) struct TestOptions {
    /// Run only this step (may be given several times)
    #[arg(long, value_name = "STEP")]
    only: Vec<String>,
    /// Leave this step out (may be given several times)
    #[arg(long, value_name = "STEP")]
    skip: Vec<String>,
    /// Go on after a failed step
    #[arg(long)]
    keep_going: bool,
}

struct Step {
    name: &'static str,
    about: &'static str,
    run: fn(&Place) -> Result<(), DevError>,
}

/// The steps of a test run. A new one is a line here and a function below.
const STEPS: [Step; 8] = [
    Step { name: "format", about: "the code is formatted", run: format },
    Step { name: "clippy", about: "no warnings, native", run: clippy },
    Step { name: "clippy-wasm", about: "no warnings, WASM", run: clippy_wasm },
    Step { name: "native", about: "tests of every crate, architecture, tidiness", run: native },
    Step { name: "wasm", about: "tests inside of the app's crate, in a browser", run: wasm },
    Step { name: "build", about: "the page as it is shipped", run: build },
    Step { name: "size", about: "the page is small enough", run: size::check },
    Step { name: "browser", about: "the page in a real browser", run: browser },
];

/// The crates that run both natively and in the browser.
const CORE: [&str; 15] = [
    "catalog", "design", "editor", "embed", "geom", "intake", "jobs", "json", "mockup", "package",
    "prepress", "roster", "scene", "taste", "typeset",
];

/// Reads uploads. Its libraries switch on parts of others that print files must not have, so it is built on its own.
const READS: &str = "intake";

/// The crates that run only in the browser; so do their tests.
const BROWSER_ONLY: [&str; 2] = ["app", "worker"];

fn format(place: &Place) -> Result<(), DevError> {
    Program::new(place, "cargo").args(["fmt", "--all", "--check"]).run()
}

fn clippy(place: &Place) -> Result<(), DevError> {
    let all = ["clippy", "--all-targets", "--package", READS, "--", "-D", "warnings"];
    Program::new(place, "cargo").args(["clippy", "--all-targets", "--", "-D", "warnings"]).run()?;
    Program::new(place, "cargo").args(all).run()
}

fn clippy_wasm(place: &Place) -> Result<(), DevError> {
    let clippy = |crates: &[&str]| {
        let packages = crates.iter().flat_map(|name| ["--package", name]);
        Program::new(place, "cargo").args(["clippy", "--target", WASM_TARGET]).args(packages)
    };
    clippy(&CORE).args(["--", "-D", "warnings"]).run()?;
    let features = ["--all-targets", "--features", "worker/reader", "--", "-D", "warnings"];
    clippy(&BROWSER_ONLY).args(features).run()
}

fn native(place: &Place) -> Result<(), DevError> {
    Program::new(place, "cargo").arg("test").run()?;
    Program::new(place, "cargo").args(["test", "--package", READS]).run()
}

fn wasm(place: &Place) -> Result<(), DevError> {
    let mut cargo = Program::new(place, "cargo")
        .args(["test", "--package", "app", "--target", WASM_TARGET])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120");
    if let Some(driver) = ChromeDriver::path(place) {
        cargo = cargo.env("CHROMEDRIVER", driver);
    }
    cargo.run()
}

fn build(place: &Place) -> Result<(), DevError> {
    with_small_std(Program::new(place, "trunk")).args(["build", "--release", "--offline"]).run()
}

fn browser(place: &Place) -> Result<(), DevError> {
    if !place.dist().join("index.html").is_file() {
        return Err(DevError::NotBuilt { path: place.dist() });
    }
    let folder = place.browser_tests();
    // A test that hangs is a failed test; the longest honest one stays well below.
    const LIMIT_MS: &str = "--test-timeout=180000";
    let mut node = Program::new(place, "node")
        .args(["--test", "--test-reporter=spec", LIMIT_MS])
        .args(files_ending(&folder, ".test.mjs")?)
        .folder(&folder);
    if let Some(chromium) = Chromium::path(place) {
        node = node.env("CHROME", chromium);
    }
    node.run()
}

/// The files in a folder whose names end so, in order of name.
pub(crate) fn files_ending(folder: &PathBuf, ending: &str) -> Result<Vec<PathBuf>, DevError> {
    let entries = fs::read_dir(folder).map_err(DevError::file(folder))?;
    let mut files: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .collect();
    files.sort();
    Ok(files)
}

/// Sets up, then runs the chosen steps.
///
/// # Errors
/// For an unknown step name, a failed set-up, or failed steps.
pub(crate) fn test(place: &Place, options: &TestOptions) -> Result<(), DevError> {
    let steps = chosen(&options.only, &options.skip)?;
    set_up(place, Work::All)?;
    let mut report = Vec::new();
    let mut failed = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        println!("\n==> {}/{} {}: {}", index + 1, steps.len(), step.name, step.about);
        let (outcome, took) = timed(|| (step.run)(place));
        let word = if outcome.is_ok() { "done" } else { "FAILED" };
        println!("==> {}: {word} after {:.1} s", step.name, took.as_secs_f64());
        report.push(format!("  {:<12} {word:<7} {:>7.1} s", step.name, took.as_secs_f64()));
        if let Err(error) = outcome {
            println!("    {error}");
            failed.push(step.name);
            if !options.keep_going {
                break;
            }
        }
    }
    let left = steps.len() - report.len();
    println!("\n{}", report.join("\n"));
    if failed.is_empty() {
        println!("Everything is fine.");
        return Ok(());
    }
    if left > 0 {
        println!("  {left} later steps were not run; --keep-going runs them all the same");
    }
    println!("  again: cargo dev test --only {}", failed.join(" --only "));
    Err(DevError::Steps { steps: failed.join(", ") })
}

fn chosen(only: &[String], skip: &[String]) -> Result<Vec<&'static Step>, DevError> {
    let known = || STEPS.iter().map(|step| step.name);
    if let Some(name) = only.iter().chain(skip).find(|name| !known().any(|k| k == name.as_str())) {
        let known = known().collect::<Vec<_>>().join(", ");
        return Err(DevError::NoSuch { name: name.clone(), known });
    }
    let named = |list: &[String], step: &Step| list.iter().any(|name| name == step.name);
    Ok(STEPS
        .iter()
        .filter(|step| (only.is_empty() || named(only, step)) && !named(skip, step))
        .collect())
}

/// Runs something and says how long it took.
#[expect(clippy::disallowed_methods, reason = "a tool for people at a terminal, not a core crate")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(only: &[&str], skip: &[&str]) -> Result<Vec<&'static str>, DevError> {
        let own = |list: &[&str]| list.iter().map(|&s| s.to_owned()).collect::<Vec<_>>();
        Ok(chosen(&own(only), &own(skip))?.iter().map(|step| step.name).collect())
    }

    #[test]
    fn without_options_every_step_runs_in_order() {
        assert_eq!(names(&[], &[]).unwrap(), STEPS.map(|step| step.name));
    }

    #[test]
    fn only_and_skip_keep_the_order_of_the_list() {
        assert_eq!(names(&["size", "build"], &[]).unwrap(), ["build", "size"]);
        assert_eq!(names(&["size", "build"], &["build"]).unwrap(), ["size"]);
    }

    #[test]
    fn an_unknown_step_is_refused_with_the_known_ones() {
        let error = names(&["sise"], &[]).unwrap_err().to_string();
        assert!(error.contains("sise") && error.contains("browser"), "{error}");
    }

    #[test]
    fn size_is_checked_after_the_build() {
        let at = |name| STEPS.iter().position(|step| step.name == name).unwrap();
        assert!(at("build") < at("size") && at("build") < at("browser"));
    }
}
