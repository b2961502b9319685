//! Mixing product, colour, print and ground into a picture, in linear light. Not here: anything that can be prepared.
//!
//! For a pixel that the product covers: `(print + (1 - print's alpha) * colour) * shade + highlight`; where it does not,
//! the ground less its shadow. On a photo, which has its colours already, the print takes the light that is told from it.

use catalog::PartColours;
use geom::Rgb;

use crate::light::{LIGHT, Light};
use crate::prepare::{Pixel, PreparedView};
use crate::print::{Pyramid, Raster};
use crate::{MockupError, ProductMaps};

/// The studio's backdrop at the top, linear light.
const BACKDROP: [f32; 3] = [0.902, 0.902, 0.912];
/// How much darker it is at the bottom.
const BACKDROP_FALL: f32 = 0.10;

/// How far from the picture's edge a shadow on nothing begins to fade, as a share of the width: a shadow that is cut
/// off would draw the picture's edge on the page.
const SHADOW_FADE: f32 = 0.15;

/// What lies behind the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Nothing: straight alpha, with the product's shadow in it, for any page.
    Transparent,
    /// A light grey studio backdrop: opaque.
    Studio,
}

/// A product picture: RGBA in sRGB, straight alpha, 8 bits a channel, rows from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Its pixels.
    pub rgba: Vec<u8>,
}

/// A picture from maps in one go. Where the same view is drawn again, keep a [`PreparedView`].
///
/// # Errors
/// As [`PreparedView::new`].
pub fn compose(
    maps: &ProductMaps,
    colours: &PartColours,
    print: Option<&Raster<'_>>,
    width: u32,
    ground: Ground,
) -> Result<Picture, MockupError> {
    Ok(PreparedView::new(maps, width)?.compose(colours, print, ground))
}

impl PreparedView {
    /// The product in its colours with a print on it, or blank.
    pub fn compose(
        &self,
        colours: &PartColours,
        print: Option<&Raster<'_>>,
        ground: Ground,
    ) -> Picture {
        let light = &*LIGHT;
        let parts = Parts::new(colours, light);
        let pyramid = print.map(|print| Pyramid::new(print, self.finest));
        let mut print_pixels = self.print.iter().peekable();
        let mut rgba = vec![0; self.pixels.len() * 4];
        for (row, (pixels, target)) in self
            .pixels
            .chunks_exact(self.width)
            .zip(rgba.chunks_exact_mut(self.width * 4))
            .enumerate()
        {
            let backdrop = backdrop(row, self.height);
            for (column, (pixel, target)) in
                pixels.iter().zip(target.chunks_exact_mut(4)).enumerate()
            {
                let at = (row * self.width + column) as u32;
                let ink = match (print_pixels.next_if(|spot| spot.at == at), &pyramid) {
                    (Some(spot), Some(pyramid)) => {
                        pyramid.sample(&spot.spot).map(|channel| channel * spot.cover)
                    }
                    (_, _) => [0.0; 4],
                };
                let colour = match &self.photo {
                    Some(photo) => photo.printed(at as usize, ink),
                    None => lit(pixel, parts.printed(pixel, ink)),
                };
                let mixed = match ground {
                    Ground::Studio => over_backdrop(pixel, colour, backdrop, light),
                    Ground::Transparent => {
                        over_nothing(pixel, colour, self.shadow_share(column, row), light)
                    }
                };
                target.copy_from_slice(&mixed);
            }
        }
        Picture { width: self.width(), height: self.height(), rgba }
    }

    /// What is left of the shadow at a pixel of a picture without ground: all inside, nothing at the edge.
    fn shadow_share(&self, column: usize, row: usize) -> f32 {
        let across = column.min(self.width - 1 - column);
        let down = row.min(self.height - 1 - row);
        let near = (across.min(down) as f32 / (SHADOW_FADE * self.width as f32)).min(1.0);
        near * near * (3.0 - 2.0 * near)
    }
}

/// Colours of the parts in linear light.
struct Parts {
    body: [f32; 3],
    inner: [f32; 3],
    handle: [f32; 3],
}

impl Parts {
    fn new(colours: &PartColours, light: &Light) -> Self {
        let linear = |colour: Rgb| [colour.r, colour.g, colour.b].map(|level| light.linear(level));
        Self {
            body: linear(colours.body),
            inner: linear(colours.inner),
            handle: linear(colours.handle),
        }
    }

    fn albedo(&self, pixel: &Pixel) -> [f32; 3] {
        if pixel.inner == 0 && pixel.handle == 0 {
            return self.body;
        }
        let (inner, handle) = (f32::from(pixel.inner) / 255.0, f32::from(pixel.handle) / 255.0);
        let body = 1.0 - inner - handle;
        std::array::from_fn(|channel| {
            body * self.body[channel] + inner * self.inner[channel] + handle * self.handle[channel]
        })
    }

    /// The product's colour at a pixel with a print over it.
    fn printed(&self, pixel: &Pixel, [red, green, blue, alpha]: [f32; 4]) -> [f32; 3] {
        let albedo = self.albedo(pixel);
        let ink = [red, green, blue];
        std::array::from_fn(|channel| ink[channel] + (1.0 - alpha) * albedo[channel])
    }
}

/// The product's surface under the view's light.
fn lit(pixel: &Pixel, albedo: [f32; 3]) -> [f32; 3] {
    let shade = f32::from(pixel.shade) / 65535.0;
    let highlight = f32::from(pixel.highlight) / 65535.0;
    albedo.map(|channel| channel * shade + highlight)
}

/// The backdrop of a row, which darkens downward.
fn backdrop(row: usize, height: usize) -> [f32; 3] {
    let down = (row as f32 + 0.5) / height as f32;
    BACKDROP.map(|channel| channel * (1.0 - BACKDROP_FALL * down * down))
}

fn over_backdrop(pixel: &Pixel, colour: [f32; 3], backdrop: [f32; 3], light: &Light) -> [u8; 4] {
    let product = f32::from(pixel.product) / 255.0;
    let ground = (1.0 - product) * (1.0 - f32::from(pixel.shadow) / 65535.0);
    let mix =
        |channel: usize| light.encoded(product * colour[channel] + ground * backdrop[channel]);
    [mix(0), mix(1), mix(2), 255]
}

/// Pages mix encoded values, not light. So the shadow's alpha is what darkens an encoded white page as much as the
/// shadow darkens white in light; the power law of the encoding makes it nearly right on other pages too.
fn over_nothing(pixel: &Pixel, colour: [f32; 3], shadow_share: f32, light: &Light) -> [u8; 4] {
    if pixel.product == 255 {
        let [red, green, blue] = colour.map(|channel| light.encoded(channel));
        return [red, green, blue, 255];
    }
    let shadow = 255 - light.encoded(1.0 - shadow_share * f32::from(pixel.shadow) / 65535.0);
    if pixel.product == 0 {
        return [0, 0, 0, shadow];
    }
    let product = f32::from(pixel.product) / 255.0;
    let alpha = product + (1.0 - product) * f32::from(shadow) / 255.0;
    let mix = |channel: f32| (f32::from(light.encoded(channel)) * product / alpha + 0.5) as u8;
    let [red, green, blue] = colour.map(mix);
    [red, green, blue, (alpha * 255.0 + 0.5) as u8]
}
