//! The finished product as a body: every side's print is drawn over the product's colour and goes onto the model. It is no print
//! file and not part of a package; how models are written is `model`'s.

use catalog::Product;
use design::{Design, PixelSize};
use model::{Finish, Model, Print, write_glb, write_usdz};
use prepress::{Artworks, Flow, Ground, raster, screen_png};
use scene::Resources;

use crate::PackageError;

/// Longer side of a print on a model, in pixels: what phones take.
const BODY_PRINT: u32 = 2048;

/// A format of bodies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyFile {
    /// Binary glTF 2.0.
    Glb,
    /// USD in an archive.
    Usdz,
}

/// Makes the product with its design as a file. `progress` hears 0 to 1, a step for each print.
///
/// # Errors
/// [`PackageError`] where the design's colour is not the product's, a print cannot be drawn, or it was cancelled.
pub fn body(
    (design, product): (&Design, &Product),
    model: &Model,
    (resources, artworks): (&dyn Resources, &dyn Artworks),
    format: BodyFile,
    progress: &mut dyn FnMut(f32) -> Flow,
) -> Result<Vec<u8>, PackageError> {
    let colour = product.colour(&design.head.colour).or(product.colours.first());
    let none = || PackageError::Colour { colour: design.head.colour.clone() };
    let parts = colour.ok_or_else(none)?.parts;
    let shown = model.sides();
    let sides = product.sides.iter().filter(|side| shown.contains(&side.id.as_str()));
    let sides: Vec<_> = sides.filter(|side| design.is_printed(&side.id)).collect();
    let mut prints = Vec::with_capacity(sides.len());
    for (index, side) in sides.iter().enumerate() {
        let scene = scene::resolve(design, &side.id, &side.print_area, resources);
        let width = side.print_area.pixels_wide(BODY_PRINT);
        let print = raster(&scene, artworks, width, Ground::Solid(parts.body))?;
        if let Some(skipped) = print.skipped.into_iter().next() {
            return Err(skipped.reason.into());
        }
        let size = PixelSize { width: print.width, height: print.height };
        let png = screen_png(&print.pixels, size)?;
        prints.push(Print { side: side.id.to_string(), png });
        if progress((index + 1) as f32 / sides.len() as f32) == Flow::Cancel {
            return Err(prepress::PressError::Cancelled.into());
        }
    }
    let finish = Finish { name: &product.name, parts, prints: &prints };
    Ok(match format {
        BodyFile::Glb => write_glb(model, &finish),
        BodyFile::Usdz => write_usdz(model, &finish),
    })
}
