//! What can go wrong in the developers' tool, in words that say what to do next.
//! It does not decide what is printed where: `main` prints one error and picks the exit code.

use std::path::PathBuf;

/// A reason why `cargo dev` stopped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum DevError {
    #[error(
        "this is not a clone of Atelier: no folder above has a Trunk.toml; change into the clone"
    )]
    NotInClone,
    #[error("no home folder is known; set ATELIER_CACHE to a folder for tools and build files")]
    NoCache,
    #[error("cannot read or write {path}: {source}", path = path.display())]
    File { path: PathBuf, source: std::io::Error },
    #[error("cannot start `{command}`: {source}")]
    Start { command: String, source: std::io::Error },
    #[error("`{command}` failed ({status})")]
    Failed { command: String, status: String },
    #[error(
        "{what}: could not be set up: {why}\n\nDo this yourself, then try again:\n\n    {remedy}\n"
    )]
    Setup { what: String, why: String, remedy: String },
    #[error("port {port} of this machine is taken; choose another one: cargo dev serve --port {}", port.saturating_add(1))]
    PortTaken { port: u16 },
    #[error("Cargo.lock names no {package}; run `cargo check -p app` once")]
    NotLocked { package: &'static str },
    #[error("there is no `{name}`; there are: {known}")]
    NoSuch { name: String, known: String },
    #[error("no built page in {path}; run `cargo dev test --only build` first", path = path.display())]
    NotBuilt { path: PathBuf },
    #[error(
        "the app is {size_kb:.1} kB, over the limit of {limit_kb:.0} kB (WASM, JS and CSS, brotli-11)"
    )]
    OverBudget { size_kb: f64, limit_kb: f64 },
    #[error("not understood: `{line}`; src/dev/brotli_sizes.mjs and src/dev/size.rs disagree")]
    SizeLine { line: String },
    #[error("the page in {path} has no <head>; is public/index.html whole?", path = path.display())]
    NoHead { path: PathBuf },
    #[error("cargo does not say where it builds; does `cargo metadata` work?")]
    NoTarget,
    #[error("cannot cut {path} into parts: {why}", path = path.display())]
    NotCut { path: PathBuf, why: String },
    #[error("only trunk runs this step; it calls it after a build")]
    NotFromTrunk,
    #[error("failed: {steps}")]
    Steps { steps: String },
}

impl DevError {
    /// Turns an I/O error about `path` into ours; for `map_err`.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
