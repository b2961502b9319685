//! The sample designs of this folder, ready to print: the project's own catalogue and fonts, sides resolved to scenes.
//! Tests include it as a module; it tests nothing itself.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use catalog::{Catalog, Product, ProductId, Side};
use design::{ArtworkId, Content, Design, Text, TextKey, read_bundle};
use geom::TextBlock;
use prepress::PdfLetters;
use scene::{Ready, Scene, drawings, resolve};
use typeset::{FontLibrary, FontList, Letters, shape};

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

/// The bytes of a file of the project.
pub(crate) fn read(path: PathBuf) -> Vec<u8> {
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"))
}

/// The project's own catalogue.
pub(crate) fn catalog() -> Catalog {
    let folder = project().join("public/catalog");
    let load = |file: &str| Ok(read(folder.join(file)));
    let loaded = Catalog::load("catalog.json", &read(folder.join("catalog.json")), load).unwrap();
    assert_eq!(loaded.problems, []);
    loaded.catalog
}

/// The project's own fonts.
pub(crate) fn font_list() -> FontList {
    let list = String::from_utf8(read(project().join("public/fonts/fonts.json"))).unwrap();
    FontList::parse(&list).unwrap()
}

/// A sample design with all that it needs.
pub(crate) struct Whole {
    /// The file's name.
    pub(crate) file: String,
    /// The design.
    pub(crate) design: Design,
    /// Its product.
    pub(crate) product: Product,
    /// The original bytes of its artwork.
    pub(crate) artworks: geom::Table<ArtworkId, Vec<u8>>,
    /// Its texts and drawings, finished.
    pub(crate) ready: Ready,
}

/// All sample designs, and the fonts that they needed.
pub(crate) fn wholes() -> (Vec<Whole>, FontLibrary) {
    let catalog = catalog();
    let mut library = FontLibrary::new(font_list());
    let mut wholes = Vec::new();
    for path in files() {
        let bytes = read(path.clone());
        let bundle = read_bundle(&bytes).unwrap_or_else(|e| panic!("{path:?}: {e}"));
        assert_eq!(bundle.missing(), [], "{path:?}");
        let shaped = bundle.design.layers.values().filter_map(|layer| layer.content.shaped());
        let texts: Vec<Text> = shaped.map(|text| text.into_owned()).collect();
        wholes.push(Whole {
            file: path.file_name().unwrap().to_string_lossy().into_owned(),
            product: catalog.product(&bundle.design.head.product).unwrap().clone(),
            artworks: bundle.artworks.iter().map(|(id, b)| (*id, b.to_vec())).collect(),
            ready: Ready {
                texts: blocks(&texts, &mut library),
                drawings: drawings(&bundle.artworks),
            },
            design: bundle.design,
        });
    }
    (wholes, library)
}

/// All sides with something on them, of all sample designs.
pub(crate) fn samples() -> Vec<Sample> {
    wholes().0.iter().flat_map(sides).collect()
}

/// All sides with something on them, of a sample design.
pub(crate) fn sides(whole: &Whole) -> Vec<Sample> {
    let Whole { file, design, product, artworks, ready } = whole;
    let printed = product.sides.iter().filter(|side| design.is_printed(&side.id));
    let side = |side: &Side| Sample {
        file: file.clone(),
        product: product.id.clone(),
        scene: resolve(design, &side.id, &side.print_area, ready),
        artworks: artworks.clone(),
        missing: ready.texts.values().flat_map(|block| block.missing.iter().copied()).collect(),
    };
    printed.map(side).collect()
}

/// Texts, set, without anything else.
pub(crate) fn words(texts: &[Text], library: &mut FontLibrary) -> Ready {
    Ready { texts: blocks(texts, library), ..Ready::default() }
}

fn blocks(texts: &[Text], library: &mut FontLibrary) -> BTreeMap<TextKey, Arc<TextBlock>> {
    texts.iter().map(|text| (text.key(), Arc::new(block(text, library)))).collect()
}

/// A text, set with fonts that are loaded before where the library has them not.
pub(crate) fn block(text: &Text, library: &mut FontLibrary) -> TextBlock {
    load(text, library);
    shape(text, library).unwrap()
}

/// Loads the fonts that a text needs.
pub(crate) fn load(text: &Text, library: &mut FontLibrary) {
    for file in library.wanted_lists(text) {
        library.add_list(file, &font_file(file)).unwrap();
    }
    for font in library.wanted(text) {
        let file = library.list().find(&font).unwrap().file.clone();
        library.add(font, font_file(&file)).unwrap();
    }
}

/// The texts of a side as letters.
pub(crate) fn letters(design: &Design, scene: &Scene, library: &mut FontLibrary) -> PdfLetters {
    let mut letters = Letters::default();
    let mut made = PdfLetters::default();
    for layer in &scene.layers {
        let Content::Text(text) = &design.layers[&layer.id].content else { continue };
        load(text, library);
        made.layers.insert(layer.id, letters.add(text, library).unwrap());
    }
    made.fonts = letters.fonts();
    made
}

/// A file beside the font list.
pub(crate) fn font_file(file: &str) -> Vec<u8> {
    read(project().join("public/fonts").join(file))
}

/// A text, set.
pub(crate) fn outlines(text: &Text) -> TextBlock {
    block(text, &mut FontLibrary::new(font_list()))
}
