//! Packages of the sample designs, as the command line and the worker make them. To be quick, for a product that aims at
//! fewer dots and has one picture a side; the list holds it, so that `tests/browser/engines.mjs` asks for the same.

use std::collections::BTreeMap;

use catalog::{Product, ProductId, View, ViewId};
use json::{FromJson, ToJson};
use mockup::{PictureFiles, ProductMaps};
use package::{
    DEFAULT_NAMES, Materials, NameTemplate, OrderLine, Plan, UsedFont, licence_file, used_fonts,
};
use prepress::Flow;
use scene::Ready;
use typeset::FontLibrary;

use crate::sample::{Whole, font_file, project, read, words};

/// What is asked for in each package.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub(crate) struct Asked {
    /// The order's number.
    pub(crate) order: String,
    /// The line's number.
    pub(crate) line: String,
    /// Number of pieces.
    pub(crate) quantity: u32,
    /// The products, by id; see [`quick`].
    pub(crate) products: BTreeMap<String, Product>,
}

/// A product that aims at fewer dots and has one picture a side. Rules and how it is screen printed are left out: packages
/// do not say.
pub(crate) fn quick(product: &Product, dpi: geom::Dpi) -> Product {
    let mut quick = product.clone();
    quick.technique.aim_dpi = dpi;
    quick.technique.print_rules = json::Raw::blank();
    quick.screen_print = None;
    let firsts: Vec<ViewId> =
        quick.sides.iter().filter_map(|side| Some(quick.view_of(&side.id)?.id.clone())).collect();
    quick.views.retain(|view| firsts.contains(&view.id));
    quick
}

/// A package that waits for being made: all is fetched.
pub(crate) struct Packing<'a> {
    whole: &'a Whole,
    product: Product,
    order: OrderLine,
    words: Ready,
    fonts: Vec<UsedFont>,
    licences: BTreeMap<&'static str, Vec<u8>>,
}

fn names() -> NameTemplate {
    NameTemplate::parse(DEFAULT_NAMES).unwrap()
}

impl<'a> Packing<'a> {
    /// Fetches what a package of a design needs but for the product's pictures.
    pub(crate) fn new(whole: &'a Whole, asked: &Asked, library: &mut FontLibrary) -> Self {
        let product = asked.products[whole.product.id.as_str()].clone();
        let order = OrderLine {
            order: asked.order.clone(),
            line: asked.line.clone(),
            size: product.default_size.clone(),
            quantity: asked.quantity,
        };
        let plan = Plan::new(&whole.design, &product, order.clone(), names(), &whole.ready);
        let texts = plan.unwrap_or_else(|error| panic!("{}: {error}", whole.file)).words();
        let words = words(&texts, library);
        let fonts = fonts_of(whole, library);
        let licences = fonts.iter().filter_map(|font| licence_file(&font.licence));
        let licences = licences.map(|file| (file, font_file(file))).collect();
        Self { whole, product, order, words, fonts, licences }
    }

    /// The whole ZIP archive.
    pub(crate) fn pack(&self, maps: &BTreeMap<ViewId, ProductMaps>) -> Vec<u8> {
        let Self { whole, product, order, words, fonts, licences } = self;
        let plan = Plan::new(&whole.design, product, order.clone(), names(), &whole.ready);
        let materials = Materials { artworks: &whole.artworks, words, maps, fonts, licences };
        let files = plan.and_then(|plan| plan.files(&materials, &mut |_| Flow::Continue));
        let packed = files.and_then(|files| files.pack());
        packed.unwrap_or_else(|error| panic!("{}: {error}", whole.file))
    }

    /// The product that it is for.
    pub(crate) fn product(&self) -> &ProductId {
        &self.product.id
    }

    /// The pictures of the product that it shows.
    pub(crate) fn views(&self) -> &[View] {
        &self.product.views
    }
}

/// The maps of a view, decoded.
pub(crate) fn maps(view: &View) -> ProductMaps {
    let files = PictureFiles::of(&view.picture).unwrap();
    let file = |name: &String| read(project().join("public/mockups").join(name));
    files.read(&files.names().iter().map(file).collect::<Vec<_>>(), &|_| unreachable!()).unwrap()
}

/// The fonts of the texts that are shown.
fn fonts_of(whole: &Whole, library: &FontLibrary) -> Vec<UsedFont> {
    let used = used_fonts(&whole.design, library.list()).into_iter();
    used.map(|entry| UsedFont::new(entry, font_file(&entry.file))).collect()
}
