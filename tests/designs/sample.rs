//! The sample designs of this folder, ready to print: the project's own catalogue and fonts, sides resolved to scenes.
//! Tests include it as a module; it tests nothing itself.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use catalog::{Catalog, ProductId};
use design::{ArtworkId, Design, Text, TextKey, is_drawing, read_bundle, read_drawing};
use geom::{Drawing, TextBlock};
use scene::{Resources, Scene, resolve};
use typeset::{FontLibrary, FontList, shape};

/// A side of a sample design.
pub(crate) struct Sample {
    /// The file's name.
    pub(crate) file: String,
    /// The product that it is made for.
    pub(crate) product: ProductId,
    /// The finished side.
    pub(crate) scene: Scene,
    /// The original bytes of its artwork.
    pub(crate) artworks: geom::Table<ArtworkId, Vec<u8>>,
    /// Characters of the design that no font has.
    pub(crate) missing: Vec<char>,
}

struct Ready {
    blocks: BTreeMap<TextKey, Arc<TextBlock>>,
    drawings: BTreeMap<ArtworkId, Arc<Drawing>>,
}

impl Resources for Ready {
    fn text(&self, key: &TextKey) -> Option<Arc<TextBlock>> {
        self.blocks.get(key).cloned()
    }

    fn drawing(&self, id: &ArtworkId) -> Option<Arc<Drawing>> {
        self.drawings.get(id).cloned()
    }
}

/// The project's top folder.
pub(crate) fn project() -> PathBuf {
    PathBuf::from("..")
}

/// The files of all sample designs, in order.
pub(crate) fn files() -> Vec<PathBuf> {
    let folder = project().join("tests/designs");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.ends_with(".atelier") || (name.ends_with(".json") && name != "hashes.json")
        })
        .collect();
    files.sort();
    files
}

fn read(path: PathBuf) -> Vec<u8> {
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"))
}

/// The project's own catalogue.
pub(crate) fn catalog() -> Catalog {
    let folder = project().join("public/catalog");
    let load = |file: &str| Ok(read(folder.join(file)));
    Catalog::load("catalog.json", &read(folder.join("catalog.json")), load).unwrap().catalog
}

/// The project's own fonts.
pub(crate) fn font_list() -> FontList {
    let list = String::from_utf8(read(project().join("public/fonts/fonts.json"))).unwrap();
    FontList::parse(&list).unwrap()
}

/// All sides with something on them, of all sample designs.
pub(crate) fn samples() -> Vec<Sample> {
    let public = project().join("public");
    let catalog = catalog();
    let mut library = FontLibrary::new(font_list());
    let mut samples = Vec::new();
    for path in files() {
        let bytes = read(path.clone());
        let bundle = read_bundle(&bytes).unwrap_or_else(|e| panic!("{path:?}: {e}"));
        assert_eq!(bundle.missing(), [], "{path:?}");
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        let drawings = bundle
            .artworks
            .iter()
            .filter(|(_, bytes)| is_drawing(bytes))
            .map(|(id, bytes)| (*id, Arc::new(read_drawing(bytes).unwrap())))
            .collect();
        let blocks = blocks(&bundle.design, &mut library, &public.join("fonts"));
        let missing: Vec<char> =
            blocks.values().flat_map(|block| block.missing.iter().copied()).collect();
        let ready = Ready { blocks, drawings };
        let product = catalog.product(&bundle.design.head.product).unwrap();
        for side in product.sides.iter().filter(|side| bundle.design.is_printed(&side.id)) {
            samples.push(Sample {
                file: file.clone(),
                product: product.id.clone(),
                scene: resolve(&bundle.design, &side.id, &side.print_area, &ready),
                artworks: bundle.artworks.iter().map(|(id, b)| (*id, b.to_vec())).collect(),
                missing: missing.clone(),
            });
        }
    }
    samples
}

fn blocks(
    design: &Design,
    library: &mut FontLibrary,
    fonts: &Path,
) -> BTreeMap<TextKey, Arc<TextBlock>> {
    let mut blocks = BTreeMap::new();
    for layer in design.layers.values() {
        let Some(text) = layer.content.shaped() else { continue };
        blocks.insert(text.key(), Arc::new(block(&text, library, fonts)));
    }
    blocks
}

fn block(text: &Text, library: &mut FontLibrary, fonts: &Path) -> TextBlock {
    for file in library.wanted_lists(text) {
        library.add_list(file, &read(fonts.join(file))).unwrap();
    }
    for font in library.wanted(text) {
        let file = library.list().find(&font).unwrap().file.clone();
        library.add(font, read(fonts.join(file))).unwrap();
    }
    shape(text, library).unwrap()
}

/// A text, set.
pub(crate) fn outlines(text: &Text) -> TextBlock {
    block(text, &mut FontLibrary::new(font_list()), &project().join("public/fonts"))
}
