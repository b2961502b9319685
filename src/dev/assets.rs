//! `cargo dev assets`: makes product pictures and 3D models anew; the work is done by the Python package in `assets/`.
//! What it makes is committed: nobody needs it to build, test or serve Atelier.

use std::path::{Path, PathBuf};

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
    /// Make only the 3D models, no pictures
    #[arg(long, conflicts_with_all = ["view", "draft", "check", "spots"])]
    models: bool,
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
    let atelier = if options.wants_sheets() { Some(built_atelier(place)?) } else { None };
    package(place, options, atelier.as_deref()).run()
}

/// The program that composes contact sheets, just built.
fn built_atelier(place: &Place) -> Result<PathBuf, DevError> {
    Program::new(place, "cargo").args(["build", "--quiet", "--package", "cli"]).run()?;
    let name = if cfg!(windows) { "atelier.exe" } else { "atelier" };
    Ok(place.target()?.join("debug").join(name))
}

/// The Python package, told what was asked for. What Python and numba compile goes to the cache, too.
fn package(place: &Place, options: &AssetOptions, atelier: Option<&Path>) -> Program {
    let python = BLENDER.program(place);
    let compiled = place.assets().join("compiled");
    let mut program = Program::new(place, &python.to_string_lossy())
        .args(["-m", "assets"])
        .args(&options.products)
        .arg("--work")
        .arg(place.assets())
        .arg("--public")
        .arg(place.root().join("public"))
        .folder(&place.root().join("src").join("dev"))
        .env("PYTHONPYCACHEPREFIX", &compiled)
        .env("NUMBA_CACHE_DIR", &compiled);
    for (flag, given) in [
        ("--draft", options.draft),
        ("--check", options.check),
        ("--models", options.models),
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
    if let Some(atelier) = atelier {
        program = program.arg("--atelier").arg(atelier);
    }
    program
}

impl AssetOptions {
    fn wants_sheets(&self) -> bool {
        !(self.no_sheets || self.list || self.check || self.models || self.spots)
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Debug, Parser)]
    struct Call {
        #[command(flatten)]
        options: AssetOptions,
    }

    fn options(line: &str) -> AssetOptions {
        Call::try_parse_from(line.split_whitespace()).unwrap().options
    }

    fn told(line: &str) -> String {
        package(&Place::find().unwrap(), &options(line), None).to_string()
    }

    #[test]
    fn the_package_is_told_all_that_was_asked_for() {
        let line = told("assets tee mug --view front --draft");
        assert!(line.contains(" -m assets tee mug --work "), "{line}");
        assert!(line.ends_with(" --draft --view front"), "{line}");
        assert!(told("assets --check").ends_with(" --check"));
        assert!(told("assets mug --models").ends_with(" --models"));
        assert!(told("assets --spots").ends_with(" --spots"));
        assert!(told("assets --list").ends_with(" --list"));
    }

    #[test]
    fn the_package_finds_the_clone_and_the_program_that_composes() {
        let place = Place::find().unwrap();
        let line = package(&place, &options("assets"), Some(Path::new("/x/atelier"))).to_string();
        let public = place.root().join("public");
        assert!(line.contains(&format!("--public {}", public.display())), "{line}");
        assert!(line.ends_with(" --atelier /x/atelier"), "{line}");
        assert!(place.root().join("src/dev/assets/__main__.py").is_file());
    }

    #[test]
    fn only_what_draws_for_the_shop_makes_contact_sheets() {
        assert!(options("assets tee --view front").wants_sheets());
        for flag in ["--list", "--check", "--models", "--spots", "--no-sheets"] {
            assert!(!options(&format!("assets {flag}")).wants_sheets(), "{flag}");
        }
    }

    #[test]
    fn a_check_is_of_whole_pictures_only() {
        assert!(Call::try_parse_from(["assets", "--check", "--draft"]).is_err());
    }
}
