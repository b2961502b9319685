//! The sides of a design as they are printed on one size of the product: prints that grow with sizes, print areas of their
//! own; and how large they are there. What files are made of them is said elsewhere.

use catalog::{Details, PrintArea, PrintOnSize, Product, Side, SideId, SizeId, SizedPrint};
use design::Design;
use geom::Rect;
use json::{FromJson, ToJson};
use prepress::Extent;
use scene::{Resources, Scene, resolve};

use crate::PackageError;
use crate::ticket::{TicketBox, hundredths};

/// How large a side's print is on an ordered size.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
pub struct PrintSize {
    /// The side.
    pub side: SideId,
    /// The size of the product.
    pub size: SizeId,
    /// The print's size over the designed one; 1 where prints are as large on every size.
    pub scale: f64,
    /// Width of what is printed, cut at the bleed, in mm to a hundredth; 0 where nothing shows.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

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

/// A side as it is printed on sizes that need the same print file.
pub fn on_print(scene: Scene, side: &Side, print: &SizedPrint) -> Scene {
    on_size(scene, side, &PrintOnSize { print: print.print, picture: 1.0, area: print.area })
}

/// How large the prints of sides are on a size.
pub(crate) fn print_sizes(
    sides: &[SizedSide<'_>],
    scenes: &[Scene],
    size: &SizeId,
) -> Vec<PrintSize> {
    let measured = |(sized, scene): (&SizedSide<'_>, &Scene)| {
        let art = art_bounds(scene).unwrap_or_default();
        PrintSize {
            side: sized.side.id.clone(),
            size: size.clone(),
            scale: sized.on.print,
            width: hundredths(art.width()),
            height: hundredths(art.height()),
        }
    };
    sides.iter().zip(scenes).map(measured).collect()
}

/// Where the art lies on a print area, as far as print files reach.
pub(crate) fn art_box(area: &PrintArea, scene: &Scene) -> Option<TicketBox> {
    Some(TicketBox::new(art_bounds(scene)?, (area.width, area.height)))
}

fn art_bounds(scene: &Scene) -> Option<Rect> {
    let bounds = scene.layers.iter().filter_map(scene::SceneLayer::drawn_bounds);
    let all = bounds.reduce(|all: Rect, one| all.union(one))?;
    let shown = all.intersect(Extent::Bleed.of(scene));
    (shown.area() > 0.0).then_some(shown)
}

/// The sides of an order's line as they are printed, in the product's order: what its print files are made of; and how large
/// their prints are.
///
/// # Errors
/// [`PackageError::Details`] where the product has no such size, or its catalogue entry is wrong.
pub fn printed_scenes(
    design: &Design,
    product: &Product,
    size: &SizeId,
    resources: &dyn Resources,
) -> Result<(Vec<Scene>, Vec<PrintSize>), PackageError> {
    let (sides, scenes) = sized_sides(design, product, size, resources)?;
    let sizes = print_sizes(&sides, &scenes, size);
    Ok((scenes, sizes))
}
