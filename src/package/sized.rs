//! The sides of a design as they are printed on one size of the product: prints that grow with sizes, print areas of their
//! own. What files are made of them is said elsewhere.

use catalog::{Details, PrintOnSize, Product, Side, SizeId};
use design::Design;
use scene::{Resources, Scene, resolve};

use crate::PackageError;

/// A printed side.
#[derive(Clone, Debug)]
pub(crate) struct SizedSide<'a> {
    pub(crate) side: &'a Side,
    /// As it was designed, which is what product pictures show.
    pub(crate) designed: Scene,
    /// How it is printed on the size.
    pub(crate) on: PrintOnSize,
}

/// The printed sides of a design for a size, in the product's order; each with its scene as it is printed.
pub(crate) fn sized_sides<'a>(
    design: &Design,
    product: &'a Product,
    size: &SizeId,
    resources: &dyn Resources,
) -> Result<(Vec<SizedSide<'a>>, Vec<Scene>), PackageError> {
    let details = Details::of(product)?;
    let (mut sides, mut scenes) = (Vec::new(), Vec::new());
    for side in product.sides.iter().filter(|side| design.is_printed(&side.id)) {
        let designed = resolve(design, &side.id, &side.print_area, resources);
        let on = details.print_on(product, &side.id, size)?;
        scenes.push(on_size(designed.clone(), side, &on));
        sides.push(SizedSide { side, designed, on });
    }
    Ok((sides, scenes))
}

/// A side as it is printed on a size.
pub fn on_size(scene: Scene, side: &Side, on: &PrintOnSize) -> Scene {
    // What is printed as it was designed stays as it is to the last bit.
    if on.print == 1.0 && on.area == side.print_area {
        return scene;
    }
    scene.on_size(&on.area, on.print)
}

/// The sides of an order's line as they are printed, in the product's order: what its print files are made of.
///
/// # Errors
/// [`PackageError::Details`] where the product has no such size, or its catalogue entry is wrong.
pub fn printed_scenes(
    design: &Design,
    product: &Product,
    size: &SizeId,
    resources: &dyn Resources,
) -> Result<Vec<Scene>, PackageError> {
    Ok(sized_sides(design, product, size, resources)?.1)
}
