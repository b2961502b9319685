//! Plates of the sample designs, as `worker/separate.rs` makes them: what a side becomes with fewer inks, and a file with a
//! page for each plate. To be quick, for a product whose plates are coarse; the list holds it, so that
//! `tests/browser/engines.mjs` asks for the same.

use std::collections::BTreeMap;

use catalog::{Product, ScreenPrint, Side};
use geom::Dpi;
use jobs::InkMode;
use json::{FromJson, Raw, ToJson};
use prepress::Flow;
use prepress::separation::{
    Depth, Mode, PlateRequest, Sample, SeparationError, Shelf, book, plates,
};
use scene::resolve;

use crate::sample::{Whole, catalog};

/// The designs whose plates are listed: flat shapes, letters, dark cloth with an underbase on two sides, names, uploaded
/// drawings, photographs, shadows that fade.
pub(crate) const SEPARATED: [&str; 8] = [
    "all-shapes.json",
    "both-sides.json",
    "camera-photos.atelier",
    "drawings.atelier",
    "lettering.atelier",
    "shadows.atelier",
    "team.json",
    "turned.json",
];

/// Most pixels of a picture of fewer inks: the worker's number.
const SHOWN: f64 = 500_000.0;

/// What is asked for in plates.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub(crate) struct Inks {
    /// The product that they are made for, with what is told of it in `print` left out.
    pub(crate) product: Product,
    /// How it is screen printed.
    pub(crate) print: ScreenPrint,
    /// Most inks that are asked for.
    pub(crate) most: u32,
}

impl Inks {
    /// For the screen-printed product of the catalogue, with coarse plates. Its pictures and rules are left out: plates have
    /// none.
    pub(crate) fn coarse(plate_dpi: Dpi, dither_dpi: Dpi, most: u32) -> Self {
        let all = catalog();
        let printed = all.products().iter().find(|product| product.screen_print.is_some());
        let mut product = printed.expect("a product is screen printed").clone();
        let print = ScreenPrint { plate_dpi, dither_dpi, ..ScreenPrint::of(&product).unwrap() };
        product.screen_print = None;
        product.technique.print_rules = Raw::blank();
        product.views.clear();
        Self { product, print, most }
    }
}

/// What comes of a side in a mode.
#[derive(Clone, Debug, PartialEq, Eq, ToJson, FromJson)]
pub(crate) struct Separated {
    /// The inks that were chosen, by their places on the product's list.
    pub(crate) inks: Vec<u32>,
    /// What is made of the pictures: the art, near, then what it becomes with one ink, with two and so on.
    pub(crate) pictures: String,
    /// What is made of the file with a page for each plate.
    pub(crate) plates: String,
}

/// Each printed side of a design in each mode, by their names. `hash` says what is listed of some bytes.
pub(crate) fn separated(
    whole: &Whole,
    asked: &Inks,
    hash: impl Fn(&[u8]) -> String,
) -> BTreeMap<String, BTreeMap<String, Separated>> {
    let sides = asked.product.sides.iter().filter(|side| whole.design.is_printed(&side.id));
    let modes = [InkMode::Flat, InkMode::Dither, InkMode::Halftone];
    let in_modes = |side: &Side| {
        let name = |mode: InkMode| json::write_text(&mode).trim_matches('"').to_owned();
        let made = |mode| {
            let made = of_side(whole, asked, side, mode, &hash);
            made.unwrap_or_else(|error| panic!("{} {} {mode:?}: {error}", whole.file, side.id))
        };
        modes.into_iter().map(|mode| (name(mode), made(mode))).collect()
    };
    sides.map(|side| (side.id.to_string(), in_modes(side))).collect()
}

fn of_side(
    whole: &Whole,
    asked: &Inks,
    side: &Side,
    mode: InkMode,
    hash: &impl Fn(&[u8]) -> String,
) -> Result<Separated, SeparationError> {
    let Whole { design, artworks, ready, .. } = whole;
    let Inks { product, print, most } = asked;
    let go_on = &mut |_| Flow::Continue;
    let colour = product.colour(&design.head.colour).unwrap_or(&product.colours[0]);
    let scene = resolve(design, &side.id, &side.print_area, ready);
    let shelf = Shelf::new(print, colour);
    let mode = match mode {
        InkMode::Flat => Mode::Flat,
        InkMode::Dither => Mode::Dither,
        InkMode::Halftone => Mode::Halftone,
    };
    let sample = Sample::of(&scene, artworks, shelf.cloth(), go_on)?;
    let shown = sample.close_up(SHOWN, &scene, artworks, shelf.cloth(), go_on)?;
    let choices = sample.choices(&shelf, mode, *most as usize, go_on)?;
    let mut pictures = shown.pixels().to_vec();
    for choice in &choices {
        pictures.extend(shown.preview(&shelf, mode, &choice.numbers())?);
    }
    let pictures: Vec<u8> =
        pictures.iter().flat_map(|colour| [colour.r, colour.g, colour.b, 255]).collect();
    let inks = choices.last().ok_or(SeparationError::Nothing)?.numbers();
    let request = PlateRequest {
        inks: &inks,
        mode,
        depth: Depth::One,
        dpi: None,
        ruling: None,
        dot: None,
        title: &design.head.name,
    };
    let made = plates(&scene, artworks, &shelf, &request, go_on)?;
    Ok(Separated {
        inks: inks.into_iter().map(|ink| ink as u32).collect(),
        pictures: hash(&pictures),
        plates: hash(&book(&made)),
    })
}
