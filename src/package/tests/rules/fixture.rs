//! A sample design's package, made with the project's own catalogue, fonts and pictures. It tests nothing itself.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use catalog::{Catalog, Product, SizeId, ViewId};
use design::{ArtworkId, Design, Text, read_bundle};
use geom::Table;
use mockup::{PictureFiles, ProductMaps};
use package::{
    DEFAULT_NAMES, Materials, NameTemplate, OrderLine, PackageError, PackageFiles, Plan, UsedFont,
    licence_file, used_fonts,
};
use prepress::Flow;
use scene::{Ready, drawings};
use typeset::{FontLibrary, FontList, shape};

fn file(path: &str) -> Vec<u8> {
    let path = PathBuf::from("../..").join(path);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"))
}

/// A design with its product and all that a package needs.
pub(crate) struct Sample {
    pub(crate) design: Design,
    pub(crate) product: Product,
    pub(crate) artworks: Table<ArtworkId, Vec<u8>>,
    library: FontLibrary,
    ready: Ready,
}

fn set(text: &Text, library: &mut FontLibrary, ready: &mut Ready) {
    for list in library.wanted_lists(text) {
        library.add_list(list, &file(&format!("public/fonts/{list}"))).unwrap();
    }
    for font in library.wanted(text) {
        let name = library.list().find(&font).unwrap().file.clone();
        library.add(font, file(&format!("public/fonts/{name}"))).unwrap();
    }
    ready.texts.insert(text.key(), Arc::new(shape(text, library).unwrap()));
}

impl Sample {
    /// Reads a sample design by the name of its file.
    pub(crate) fn open(name: &str) -> Self {
        Self::of(&file(&format!("tests/designs/{name}")))
    }

    /// Reads a design's file.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let bundle = read_bundle(bytes).unwrap();
        let load = |name: &str| Ok(file(&format!("public/catalog/{name}")));
        let list = file("public/catalog/catalog.json");
        let loaded = Catalog::load("catalog.json", &list, load).unwrap();
        let product = loaded.catalog.product(&bundle.design.head.product).unwrap().clone();
        let fonts = String::from_utf8(file("public/fonts/fonts.json")).unwrap();
        let mut library = FontLibrary::new(FontList::parse(&fonts).unwrap());
        let mut ready = Ready::default();
        for layer in bundle.design.layers.values() {
            if let Some(text) = layer.content.shaped() {
                set(&text, &mut library, &mut ready);
            }
        }
        ready.drawings = drawings(&bundle.artworks);
        let artworks = bundle.artworks.iter().map(|(id, bytes)| (*id, bytes.to_vec())).collect();
        Self { design: bundle.design, product, artworks, library, ready }
    }

    /// What is ordered in tests.
    pub(crate) fn order(&self) -> OrderLine {
        OrderLine {
            order: "1042".into(),
            line: "1".into(),
            size: self.product.default_size.clone(),
            quantity: 25,
        }
    }

    /// What a plan says about an order.
    pub(crate) fn refused(&self, order: OrderLine) -> PackageError {
        let names = NameTemplate::parse(DEFAULT_NAMES).unwrap();
        let plan = Plan::new(&self.design, &self.product, order, names, &self.ready);
        plan.map(|_| ()).unwrap_err()
    }

    /// Makes the package's files.
    pub(crate) fn make(
        &mut self,
        order: OrderLine,
        names: &str,
    ) -> Result<PackageFiles, PackageError> {
        let names = NameTemplate::parse(names)?;
        let plan = Plan::new(&self.design, &self.product, order, names, &self.ready)?;
        let mut words = Ready::default();
        for text in plan.words() {
            set(&text, &mut self.library, &mut words);
        }
        let maps: BTreeMap<ViewId, ProductMaps> =
            plan.views().into_iter().map(|view| (view.id.clone(), maps(&view.picture))).collect();
        let fonts = self.fonts();
        let licence = |font: &UsedFont| {
            let name = licence_file(&font.licence)?;
            Some((name, file(&format!("public/fonts/{name}"))))
        };
        let licences = fonts.iter().filter_map(licence).collect();
        let materials = Materials {
            artworks: &self.artworks,
            words: &words,
            maps: &maps,
            fonts: &fonts,
            licences: &licences,
        };
        plan.files(&materials, &mut |_| Flow::Continue)
    }

    fn fonts(&self) -> Vec<UsedFont> {
        let used = used_fonts(&self.design, self.library.list()).into_iter();
        used.map(|entry| UsedFont::new(entry, file(&format!("public/fonts/{}", entry.file))))
            .collect()
    }
}

fn maps(picture: &catalog::Picture) -> ProductMaps {
    let files = PictureFiles::of(picture).unwrap();
    let read = |name: &String| file(&format!("public/mockups/{name}"));
    files.read(&files.names().iter().map(read).collect::<Vec<_>>(), &|_| unreachable!()).unwrap()
}

/// The files of a mug's package, made once.
pub(crate) fn mug() -> &'static PackageFiles {
    static MADE: OnceLock<PackageFiles> = OnceLock::new();
    MADE.get_or_init(|| {
        let mut sample = Sample::open("mug-signs.json");
        sample.make(sample.order(), DEFAULT_NAMES).unwrap()
    })
}

/// The mug's package.
pub(crate) fn mug_package() -> &'static [u8] {
    static PACKED: OnceLock<Vec<u8>> = OnceLock::new();
    PACKED.get_or_init(|| mug().pack().unwrap())
}

/// A size that no product has.
pub(crate) fn no_size() -> SizeId {
    SizeId::new("no-such-size").unwrap()
}
