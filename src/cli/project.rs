//! The project's files on disk: catalogue, fonts, product pictures. Where they lie, and reading them.

use std::path::{Path, PathBuf};

use catalog::{Catalog, View};
use design::{Design, Text};
use mockup::{MapFiles, ProductMaps};
use prepress::icc::CmykProfile;
use typeset::{FontLibrary, FontList};

use crate::args::ProjectArgs;
use crate::error::CliError;

/// The project's own printing condition.
const COATED: &str = "coated.icc";
/// How many folders above the program are looked at.
const ABOVE: usize = 4;

/// The folder that was given, or the first place that has `file` in `public/NAME`.
fn folder(
    given: Option<&PathBuf>,
    name: &'static str,
    file: &str,
    option: &'static str,
) -> Result<PathBuf, CliError> {
    if let Some(given) = given {
        return Ok(given.clone());
    }
    let program = std::env::current_exe().ok();
    let above = program.iter().flat_map(|program| program.ancestors().skip(1).take(ABOVE));
    [Path::new("")]
        .into_iter()
        .chain(above)
        .map(|place| place.join("public").join(name))
        .find(|folder| folder.join(file).is_file())
        .ok_or_else(|| CliError::NoFolder { wanted: file.to_owned(), option })
}

fn read(path: &Path) -> Result<Vec<u8>, CliError> {
    std::fs::read(path).map_err(|reason| wrong(path, &reason))
}

fn wrong(path: &Path, reason: &dyn std::fmt::Display) -> CliError {
    CliError::ProjectFile { path: path.to_owned(), reason: reason.to_string() }
}

/// Reads the catalogue. A wrong product is an error only where it is the one that is asked for, so it is left out here.
pub(crate) fn catalog(args: &ProjectArgs) -> Result<Catalog, CliError> {
    let folder = folder(args.catalog.as_ref(), "catalog", "catalog.json", "--catalog")?;
    let path = folder.join("catalog.json");
    let json = read(&path)?;
    let load = |file: &str| std::fs::read(folder.join(file)).map_err(|error| error.to_string());
    let loaded =
        Catalog::load("catalog.json", &json, load).map_err(|error| wrong(&path, &error))?;
    if loaded.catalog.products().is_empty()
        && let Some(problem) = loaded.problems.first()
    {
        return Err(wrong(&folder.join(problem.file()), problem));
    }
    Ok(loaded.catalog)
}

/// The fonts that a design needs, loaded.
pub(crate) fn fonts(args: &ProjectArgs, design: &Design) -> Result<FontLibrary, CliError> {
    let mut fonts = Fonts::open(args)?;
    for layer in design.layers.values() {
        if let Some(text) = layer.content.shaped() {
            fonts.load(&text)?;
        }
    }
    Ok(fonts.library)
}

/// The folder of the fonts, and those that are loaded.
pub(crate) struct Fonts {
    folder: PathBuf,
    pub(crate) library: FontLibrary,
}

impl Fonts {
    /// Reads the font list.
    pub(crate) fn open(args: &ProjectArgs) -> Result<Self, CliError> {
        let folder = folder(args.fonts.as_ref(), "fonts", "fonts.json", "--fonts")?;
        let path = folder.join("fonts.json");
        let json = String::from_utf8(read(&path)?).map_err(|error| wrong(&path, &error))?;
        let list = FontList::parse(&json).map_err(|error| wrong(&path, &error))?;
        Ok(Self { folder, library: FontLibrary::new(list) })
    }

    /// Loads what a text needs.
    pub(crate) fn load(&mut self, text: &Text) -> Result<(), CliError> {
        for file in self.library.wanted_lists(text) {
            let path = self.folder.join(file);
            self.library.add_list(file, &read(&path)?).map_err(|error| wrong(&path, &error))?;
        }
        for font in self.library.wanted(text) {
            let Some(entry) = self.library.list().find(&font) else { continue };
            let path = self.folder.join(&entry.file);
            let bytes = read(&path)?;
            self.library.add(font, bytes).map_err(|error| wrong(&path, &error))?;
        }
        Ok(())
    }

    /// The bytes of a file beside the font list.
    pub(crate) fn file(&self, name: &str) -> Result<Vec<u8>, CliError> {
        read(&self.folder.join(name))
    }
}

/// The printing condition that was given, or the project's own for coated paper.
pub(crate) fn profile(given: Option<&PathBuf>) -> Result<CmykProfile, CliError> {
    let path = match given {
        Some(path) => path.clone(),
        None => folder(None, "profiles", COATED, "--profile")?.join(COATED),
    };
    CmykProfile::parse(read(&path)?).map_err(|error| wrong(&path, &error))
}

/// The maps of a view.
pub(crate) fn maps(args: &ProjectArgs, view: &View) -> Result<ProductMaps, CliError> {
    let maps = &view.maps;
    let folder = folder(args.mockups.as_ref(), "mockups", &maps.shade, "--mockups")?;
    let file = |name: &str| read(&folder.join(name));
    let (shade, highlights) = (file(&maps.shade)?, file(&maps.highlights)?);
    let (parts, print_mask, uv) = (file(&maps.parts)?, file(&maps.print_mask)?, file(&maps.uv)?);
    let files = MapFiles {
        shade: &shade,
        highlights: &highlights,
        parts: &parts,
        print_mask: &print_mask,
        uv: &uv,
    };
    ProductMaps::from_webp(&files).map_err(|error| wrong(&folder, &error))
}
