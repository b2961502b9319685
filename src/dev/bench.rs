//! `cargo dev bench`: runs the benchmarks, each of which prints its figures beside a peer's.
//! A benchmark is a file: `tests/benches/NAME.rs` (native) or `tests/browser/NAME.bench.mjs`.

use std::path::PathBuf;

use clap::Args;

use crate::{
    error::DevError,
    peers::ModelViewer,
    place::Place,
    program::Program,
    setup::{Work, set_up},
    suite::files_ending,
    web_tools::Chromium,
};

const BROWSER_ENDING: &str = ".bench.mjs";
/// The benchmark that compares print files with other programs'.
const PRINT: &str = "print";
/// The benchmark that compares the 3D view with another one.
const TURNING: &str = "turning";
const NATIVE_ENDING: &str = ".rs";

/// What `bench` can be told.
#[derive(Debug, Args)]
pub(crate) struct BenchOptions {
    /// Run only these; without a name, all
    names: Vec<String>,
    /// Print the names and do nothing
    #[arg(long)]
    list: bool,
}

#[derive(Debug)]
enum Bench {
    Native(String),
    Browser(String, PathBuf),
}

impl Bench {
    fn name(&self) -> &str {
        match self {
            Self::Native(name) | Self::Browser(name, _) => name,
        }
    }

    fn run(&self, place: &Place) -> Result<(), DevError> {
        match self {
            Self::Native(name) => Program::new(place, "cargo")
                .args(["bench", "--package", "tests", "--bench", name])
                .run(),
            Self::Browser(_, script) => {
                let node = Program::new(place, "node").arg(script).folder(&place.browser_tests());
                let told = [
                    ("CHROME", Chromium::path(place)),
                    ("MODEL_VIEWER", ModelViewer::bundle(place)),
                ];
                let known = told.into_iter().filter_map(|(name, path)| Some((name, path?)));
                known.fold(node, |node, (name, path)| node.env(name, path)).run()
            }
        }
    }
}

/// Runs the chosen benchmarks; the browser's ones measure the page that is in `dist`.
///
/// # Errors
/// For an unknown name, a failed set-up or a benchmark that fails.
pub(crate) fn bench(place: &Place, options: &BenchOptions) -> Result<(), DevError> {
    let all = all(place)?;
    if options.list {
        all.iter().for_each(|bench| println!("{}", bench.name()));
        return Ok(());
    }
    if let Some(name) = options.names.iter().find(|name| !all.iter().any(|b| b.name() == *name)) {
        let known = all.iter().map(Bench::name).collect::<Vec<_>>().join(", ");
        return Err(DevError::NoSuch { name: name.clone(), known });
    }
    set_up(place, Work::All)?;
    let chosen = |bench: &&Bench| {
        options.names.is_empty() || options.names.iter().any(|n| n == bench.name())
    };
    let list: Vec<&Bench> = all.iter().filter(chosen).collect();
    let browser = list.iter().any(|bench| matches!(bench, Bench::Browser(..)));
    if list.iter().any(|bench| bench.name() == PRINT) {
        set_up(place, Work::PrintPeers)?;
    }
    if list.iter().any(|bench| bench.name() == TURNING) {
        set_up(place, Work::TurningPeers)?;
    }
    if browser && !place.dist().join("index.html").is_file() {
        return Err(DevError::NotBuilt { path: place.dist() });
    }
    for bench in list {
        println!("\n==> {}", bench.name());
        bench.run(place)?;
    }
    Ok(())
}

fn all(place: &Place) -> Result<Vec<Bench>, DevError> {
    let stem = |path: &PathBuf, ending: &str| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.strip_suffix(ending).unwrap_or(&name).to_owned()
    };
    let native = place.root().join("tests").join("benches");
    let native = if native.is_dir() { files_ending(&native, NATIVE_ENDING)? } else { Vec::new() };
    let browser = files_ending(&place.browser_tests(), BROWSER_ENDING)?;
    Ok(native
        .iter()
        .map(|path| Bench::Native(stem(path, NATIVE_ENDING)))
        .chain(browser.iter().map(|p| Bench::Browser(stem(p, BROWSER_ENDING), p.clone())))
        .collect())
}
