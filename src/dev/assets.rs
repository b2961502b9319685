//! `cargo dev assets`: makes product pictures and 3D models anew; the work is done by the Python package in `assets/`.
//! What it makes is committed: nobody needs it to build, test or serve Atelier.

use clap::Args;

use crate::{
    error::DevError,
    place::Place,
    program::Program,
    python_tools::BLENDER,
    setup::{Work, set_up},
};

/// What `assets` can be told.
#[derive(Debug, Args)]
pub(crate) struct AssetOptions {
    /// Make only these; without a name, all
    products: Vec<String>,
    /// Make only this view
    #[arg(long, value_name = "NAME")]
    view: Option<String>,
    /// Small and quick, into the cache only
    #[arg(long)]
    draft: bool,
    /// Draw everything again into the cache, and compare it with what is committed
    #[arg(long, conflicts_with = "draft")]
    check: bool,
    /// Leave out the contact sheets, which are composed by `atelier`
    #[arg(long)]
    no_sheets: bool,
    /// Only enter into the catalogue where print areas lie on the committed pictures
    #[arg(long)]
    spots: bool,
    /// Print the names and do nothing
    #[arg(long)]
    list: bool,
}

/// Sets up Blender, builds what composes the contact sheets, and makes what was asked for. What is finished is kept: a
/// run that was interrupted goes on where it was.
///
/// # Errors
/// When the set-up fails, or for what the package says: a name that is not known, a file over its budget, a picture
/// that differs.
pub(crate) fn make(place: &Place, options: &AssetOptions) -> Result<(), DevError> {
    set_up(place, Work::Assets)?;
    let python = BLENDER.program(place);
    let mut program = Program::new(place, &python.to_string_lossy())
        .args(["-m", "assets"])
        .args(&options.products)
        .arg("--work")
        .arg(place.assets())
        .arg("--public")
        .arg(place.root().join("public"))
        .folder(&place.root().join("src").join("dev"));
    for (flag, given) in [
        ("--draft", options.draft),
        ("--check", options.check),
        ("--spots", options.spots),
        ("--list", options.list),
    ] {
        if given {
            program = program.arg(flag);
        }
    }
    if let Some(view) = &options.view {
        program = program.arg("--view").arg(view);
    }
    if !(options.no_sheets || options.list || options.check || options.spots) {
        Program::new(place, "cargo").args(["build", "--package", "cli"]).run()?;
        let atelier = if cfg!(windows) { "atelier.exe" } else { "atelier" };
        program = program.arg("--atelier").arg(place.target()?.join("debug").join(atelier));
    }
    program.run()
}
