//! The project's files on disk: catalogue, fonts, product pictures. Where they lie, and reading them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use catalog::{Catalog, CatalogError, Picture, Product, ProductId, Technique, TechniqueId, View};
use design::{Design, PixelSize, Template, Text, read_template};
use mockup::{LARGEST_PHOTO, PictureFiles, ProductMaps};
use prepress::artwork::{self, Pixels};
use prepress::icc::CmykProfile;
use typeset::{FontLibrary, FontList};

use crate::args::ProjectArgs;
use crate::error::CliError;

/// The project's own printing condition.
const COATED: &str = "coated.icc";

/// The catalogue and what is wrong with it.
pub(crate) struct Shop {
    pub(crate) catalog: Catalog,
    problems: Vec<CatalogError>,
    folder: PathBuf,
}

impl Shop {
    /// A product.
    pub(crate) fn product(&self, id: &ProductId) -> Result<&Product, CliError> {
        // A product that was left out may be the one.
        self.catalog.product(id).ok_or_else(|| match self.problems.first() {
            Some(problem) => wrong(&self.folder.join(problem.file()), problem),
            None => CliError::NoProduct { product: id.to_string() },
        })
    }

    /// A technique.
    pub(crate) fn technique(&self, id: &TechniqueId) -> Result<&Technique, CliError> {
        let techniques = self.catalog.techniques();
        self.catalog.technique(id).ok_or_else(|| match self.problems.first() {
            Some(problem) if techniques.is_empty() => {
                wrong(&self.folder.join(problem.file()), problem)
            }
            _ => CliError::NoTechnique {
                technique: id.to_string(),
                known: techniques.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(", "),
            },
        })
    }
}

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

/// Reads the catalogue. What is wrong in it is an error only where it is asked for.
pub(crate) fn catalog(args: &ProjectArgs) -> Result<Shop, CliError> {
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
    Ok(Shop { catalog: loaded.catalog, problems: loaded.problems, folder })
}

/// The fonts that a design needs, loaded.
pub(crate) fn fonts(args: &ProjectArgs, design: &Design) -> Result<FontLibrary, CliError> {
    let mut fonts = Fonts::open(args)?;
    for layer in design.layers.values() {
        if let Some(text) = layer.content.shaped() {
            fonts.prepare(&text)?;
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

    /// Loads what a text needs and what is not there yet.
    pub(crate) fn prepare(&mut self, text: &Text) -> Result<(), CliError> {
        let Self { folder, library } = self;
        for file in library.wanted_lists(text) {
            let path = folder.join(file);
            library.add_list(file, &read(&path)?).map_err(|error| wrong(&path, &error))?;
        }
        for font in library.wanted(text) {
            let Some(entry) = library.list().find(&font) else { continue };
            let path = folder.join(&entry.file);
            let bytes = read(&path)?;
            library.add(font, bytes).map_err(|error| wrong(&path, &error))?;
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

/// The template that a design begins with; `None` where the project does not have it, as a shopper's own.
pub(crate) fn template(
    given: Option<&PathBuf>,
    design: &Design,
) -> Result<Option<Arc<Template>>, CliError> {
    let Some(id) = &design.head.template else { return Ok(None) };
    let is_used = design.layers.values().any(|layer| layer.part.is_some());
    // What is no id could lead out of the folder.
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if !id.as_str().bytes().all(is_plain) {
        return Ok(None);
    }
    let file = format!("{id}.json");
    let folder = match folder(given, "templates", &file, "--templates") {
        Ok(folder) if is_used => folder,
        Err(error) if is_used && given.is_some() => return Err(error),
        Ok(_) | Err(_) => return Ok(None),
    };
    let path = folder.join(file);
    let template = read_template(&read(&path)?).map_err(|error| wrong(&path, &error))?;
    Ok(Some(Arc::new(template)))
}

/// The maps of a view, for a picture of at most this width.
pub(crate) fn maps(args: &ProjectArgs, view: &View, width: u32) -> Result<ProductMaps, CliError> {
    let choices = PictureFiles::choices(&view.picture, width);
    let choices = choices.map_err(|error| wrong(Path::new(picture_name(view)), &error))?;
    let mut last =
        Err(CliError::NoFolder { wanted: picture_name(view).into(), option: "--mockups" });
    for files in choices {
        last = maps_of(args, &files);
        if last.is_ok() {
            break;
        }
    }
    last
}

fn maps_of(args: &ProjectArgs, files: &PictureFiles) -> Result<ProductMaps, CliError> {
    let names = files.names();
    let first = names.first().map_or("", String::as_str);
    let folder = folder(args.mockups.as_ref(), "mockups", first, "--mockups")?;
    let bytes: Vec<Vec<u8>> =
        names.iter().map(|name| read(&folder.join(name))).collect::<Result<_, _>>()?;
    files.read(&bytes, &decoded).map_err(|error| wrong(&folder.join(first), &error))
}

/// A merchant's photo, unless it is too large to be one.
fn decoded(bytes: &[u8]) -> Result<mockup::Picture, String> {
    let header = artwork::inspect(bytes).map_err(|error| error.to_string())?;
    let PixelSize { width, height } = header.pixels();
    if width.max(height) > LARGEST_PHOTO {
        return Err(format!(
            "it has {width} x {height} px; each side must be at most {LARGEST_PHOTO} px"
        ));
    }
    let Pixels { width, height, rgba } =
        artwork::decode(bytes).map_err(|error| error.to_string())?;
    Ok(mockup::Picture { width, height, rgba })
}

/// What the picture of a view is called in errors.
pub(crate) fn picture_name(view: &View) -> &str {
    match &view.picture {
        Picture::Maps(folder) => folder,
        Picture::Photo(_) => view.id.as_str(),
    }
}
