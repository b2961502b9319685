//! A view made ready for one output size, so that each new print or colour only costs the mixing. Not here: the mixing.

use catalog::PrintArea;

use crate::MockupError;
use crate::halo::Halo;
use crate::light::LIGHT;
use crate::maps::{Map, ProductMaps, Rendered, Source};
use crate::photo::PhotoPixels;
use crate::plane::Plane;
use crate::warp::{Spot, Warp};

/// Smallest and largest scale of a print on a product.
pub const PRINT_SCALES: [f64; 2] = [0.25, 4.0];
/// Smallest and largest width of a picture in pixels.
const PICTURE_WIDTH: [u32; 2] = [16, 2400];
/// A pixel covered this far shows the product alone; what it holds may be spread outward.
const WHOLE: f32 = 0.98;
/// A pixel covered less than this shows the shadow well enough to spread it inward.
const BARE: f32 = 0.3;
/// How far values are spread over the product's edge, in map pixels: more than resampling reaches.
const SPREAD: u8 = 6;
/// This near to the trim edge, in pixels, the edge itself says what is covered, and not the rendered mask.
const TRIM_EDGE: f32 = 2.0;
/// Pixels of a print per screen pixel where it is seen largest: a little more than one keeps text crisp.
const PRINT_DETAIL: f32 = 1.25;
/// Largest side of a print that is asked for.
const LARGEST_PRINT: f32 = 4096.0;

/// A view at one output size.
pub struct PreparedView {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) pixels: Vec<Pixel>,
    /// In rising order of `at`.
    pub(crate) print: Vec<PrintPixel>,
    /// Smallest change of (u, v) per pixel, but for the finest fiftieth.
    pub(crate) finest: [f32; 2],
    /// The colours of a photo; none where the product is coloured.
    pub(crate) photo: Option<PhotoPixels>,
}

/// One pixel of a view, without a print. Channels run from 0 to the type's greatest value.
#[derive(Clone, Copy, Default)]
pub(crate) struct Pixel {
    /// Diffuse light, linear.
    pub(crate) shade: u16,
    /// Highlight, linear, for a pixel that the product covers.
    pub(crate) highlight: u16,
    /// How much light the product's shadow takes from the ground.
    pub(crate) shadow: u16,
    /// Coverage of the product.
    pub(crate) product: u8,
    /// Shares of inner part and handle in the product; the body has the rest.
    pub(crate) inner: u8,
    pub(crate) handle: u8,
}

/// Where a pixel lies in the print area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct PrintPixel {
    /// Index of the pixel.
    pub(crate) at: u32,
    /// How much of the product's share in the pixel is print area.
    pub(crate) cover: f32,
    pub(crate) spot: Spot,
}

impl PreparedView {
    /// Prepares a view for pictures `width` pixels wide; the height follows from the maps' proportion.
    ///
    /// # Errors
    /// [`MockupError::PictureSize`] and [`MockupError::NoProduct`].
    pub fn new(maps: &ProductMaps, width: u32) -> Result<Self, MockupError> {
        Self::at_scale(maps, width, 1.0)
    }

    /// As [`Self::new`], with the print `scale` times as large on the product as in its maps, about the middle of its
    /// upper edge: so a print that is as large on every size looks larger on a small one. Kept within
    /// [`PRINT_SCALES`].
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn at_scale(maps: &ProductMaps, width: u32, scale: f64) -> Result<Self, MockupError> {
        let [least, most] = PRINT_SCALES;
        let scale = if scale.is_finite() { scale.clamp(least, most) as f32 } else { 1.0 };
        match &maps.source {
            Source::Rendered(maps) => Self::of_rendered(maps, width, scale),
            Source::Photo(photo) => photo.prepared(width, scale),
        }
    }

    fn of_rendered(maps: &Rendered, width: u32, scale: f32) -> Result<Self, MockupError> {
        let size = picture_size(width, maps.shade.width(), maps.shade.height())?;
        let pixels = Surface::new(maps, size)?.pixels();
        let mask = maps.print_mask.plane(|[red, ..]| f32::from(red) / 255.0);
        let warp = Warp::of(&maps.uv, &mask).reaching(scale);
        let visible = sharpened(mask.resized(size.0, size.1), size.0, &maps.uv);
        let shrink = maps.uv.width() as f32 / size.0 as f32;
        let spot =
            |x: f32, y: f32| warp.at(x * shrink, y * shrink).map(|spot| spot.stepped(shrink));
        let print = print_pixels(size, &pixels, scale, &Visible::Inside(visible), spot);
        let finest = finest(&print);
        Ok(Self { width: size.0, height: size.1, pixels, print, finest, photo: None })
    }

    /// Width of its pictures in pixels.
    pub fn width(&self) -> u32 {
        self.width as u32
    }

    /// Height of its pictures in pixels.
    pub fn height(&self) -> u32 {
        self.height as u32
    }

    /// The size in pixels that a print of an area should have: as fine as this view can show, and no finer.
    pub fn print_size(&self, area: &PrintArea) -> (u32, u32) {
        let proportion = (area.height.mm() / area.width.mm()) as f32;
        let [across, down] = self.finest.map(|step| PRINT_DETAIL / step.max(1e-6));
        let width = across.max(down / proportion);
        let shrink = (LARGEST_PRINT / width.max(width * proportion)).min(1.0);
        let side = |length: f32| ((length * shrink).round() as u32).clamp(1, LARGEST_PRINT as u32);
        (side(width), side(width * proportion))
    }
}

/// Width and height of a picture `width` pixels wide, made of one of another size.
pub(crate) fn picture_size(
    width: u32,
    map_width: u32,
    map_height: u32,
) -> Result<(usize, usize), MockupError> {
    let [least, most] = PICTURE_WIDTH;
    let height = (f64::from(width) * f64::from(map_height) / f64::from(map_width)).round();
    let is_good =
        (least..=most).contains(&width) && (f64::from(least)..=f64::from(most)).contains(&height);
    if is_good {
        return Ok((width as usize, height as usize));
    }
    Err(MockupError::PictureSize { width, least, most })
}

/// The planes of a view at the output size.
struct Surface {
    product: Plane,
    shade: Plane,
    highlight: Plane,
    shadow: Plane,
    inner: Plane,
    handle: Plane,
}

impl Surface {
    /// Brings the maps to the output size. Values at the product's edge are mixed with what lies beyond, so first
    /// each is carried over the edge from whole pixels, and only the coverage draws the edge.
    fn new(maps: &Rendered, (width, height): (usize, usize)) -> Result<Self, MockupError> {
        let light = &*LIGHT;
        let share = |value: u8| f32::from(value) / 255.0;
        let sum = |[red, green, blue, _]: [u8; 4]| share(red) + share(green) + share(blue);
        let product = maps.parts.plane(|pixel| sum(pixel).min(1.0));
        let around = around_whole(&product);
        if product.data.iter().all(|&cover| cover < WHOLE) {
            return Err(MockupError::NoProduct);
        }
        let part = |index: usize| {
            let mut plane = maps.parts.plane(|pixel| share(pixel[index]) / sum(pixel).max(0.01));
            if plane.data.iter().all(|&share| share == 0.0) {
                return Plane { width, height, data: vec![0.0; width * height] };
            }
            around.fill(&mut plane);
            sharpened(plane.resized(width, height), width, &maps.parts)
        };
        let mut shade = maps.shade.plane(|pixel| light.linear(pixel[0]));
        around.fill(&mut shade);
        let mut shadow = maps.shade.plane(|pixel| share(pixel[3]));
        for (alpha, &cover) in shadow.data.iter_mut().zip(&product.data) {
            *alpha = ((*alpha - cover) / (1.0 - cover).max(0.01)).clamp(0.0, 1.0);
        }
        let bare: Vec<bool> = product.data.iter().map(|&cover| cover < BARE).collect();
        Halo::new(product.width, &bare, SPREAD).fill(&mut shadow);
        let mut highlight = maps.highlights.plane(|[red, green, blue, _]| {
            (light.linear(red) + light.linear(green) + light.linear(blue)) / 3.0
        });
        if (highlight.width, highlight.height) == (product.width, product.height) {
            around.fill(&mut highlight);
        } else {
            around_whole(&product.resized(highlight.width, highlight.height)).fill(&mut highlight);
        }
        Ok(Self {
            shade: shade.resized(width, height),
            highlight: highlight.resized(width, height),
            shadow: shadow.resized(width, height),
            inner: part(1),
            handle: part(2),
            product: sharpened(product.resized(width, height), width, &maps.parts),
        })
    }

    fn pixels(&self) -> Vec<Pixel> {
        let fine = |value: f32| (value.clamp(0.0, 1.0) * 65535.0 + 0.5) as u16;
        let coarse = |value: f32| (value.clamp(0.0, 1.0) * 255.0 + 0.5) as u8;
        let pixel = |at: usize| {
            let product = coarse(self.product.data[at]);
            let shadow = if product == 255 { 0 } else { fine(self.shadow.data[at]) };
            if product == 0 {
                return Pixel { shadow, ..Pixel::default() };
            }
            let inner = coarse(self.inner.data[at]);
            Pixel {
                shade: fine(self.shade.data[at]),
                highlight: fine(self.highlight.data[at]),
                shadow,
                product,
                inner,
                handle: coarse(self.handle.data[at]).min(255 - inner),
            }
        };
        (0..self.product.data.len()).map(pixel).collect()
    }
}

/// The surroundings of the pixels that show the product alone, and whose neighbours in the row and column do too: a
/// renderer's outermost pixels hold the steps of its edge.
fn around_whole(product: &Plane) -> Halo {
    let width = product.width;
    let whole = |at: usize| product.data.get(at).is_none_or(|&cover| cover >= WHOLE);
    let inside = |at: usize| {
        whole(at)
            && whole(at.wrapping_sub(1))
            && whole(at + 1)
            && whole(at.wrapping_sub(width))
            && whole(at + width)
    };
    let area: Vec<bool> = (0..product.data.len()).map(inside).collect();
    Halo::new(width, &area, SPREAD)
}

/// Coverage that was enlarged has soft edges; this makes them one pixel wide again.
fn sharpened(mut cover: Plane, width: usize, map: &Map) -> Plane {
    let enlarged = (width as f32 / map.width() as f32).max(1.0);
    for value in &mut cover.data {
        *value = ((*value - 0.5) * enlarged + 0.5).clamp(0.0, 1.0);
    }
    cover
}

/// What a mask says about the pixels of a picture.
pub(crate) enum Visible {
    /// The print can be seen everywhere.
    Everywhere,
    /// How much of the print can be seen in each pixel, all over the picture.
    Around(Plane),
    /// How much of the print area can be seen in each pixel; the mask says nothing beyond the print area.
    Inside(Plane),
}

impl Visible {
    /// How much of a print can be seen in a pixel, so many pixels from the print area's edge.
    fn at(&self, at: usize, from_edge: f32) -> f32 {
        match self {
            Self::Inside(mask) if from_edge >= TRIM_EDGE => mask.data[at],
            Self::Around(mask) => mask.data[at].clamp(0.0, 1.0),
            Self::Inside(_) | Self::Everywhere => 1.0,
        }
    }
}

/// The pixels in which a print can be seen that is `scale` times as large as its area; `spot` tells the place in the area
/// of a point in pixels.
pub(crate) fn print_pixels(
    (width, height): (usize, usize),
    pixels: &[Pixel],
    scale: f32,
    visible: &Visible,
    spot: impl Fn(f32, f32) -> Option<Spot>,
) -> Vec<PrintPixel> {
    let mut print = Vec::new();
    for row in 0..height {
        for column in 0..width {
            let at = row * width + column;
            if pixels[at].product == 0 {
                continue;
            }
            let Some(place) = spot(column as f32 + 0.5, row as f32 + 0.5) else { continue };
            let body = f32::from(255 - pixels[at].inner - pixels[at].handle) / 255.0;
            let seen = visible.at(at, distance_to_trim(&place)).min(body);
            let spot = place.of_print(scale);
            // Near the trim edge the edge itself says what is covered, and not the mask.
            let cover = seen * (distance_to_trim(&spot) + 0.5).clamp(0.0, 1.0);
            if cover > 0.0 {
                print.push(PrintPixel { at: at as u32, cover, spot });
            }
        }
    }
    print
}

/// Pixels from the nearest trim edge; negative outside.
fn distance_to_trim(spot: &Spot) -> f32 {
    let pixels = |place: f32, [across, down]: [f32; 2]| {
        let step = (across * across + down * down).sqrt().max(1e-9);
        place.min(1.0 - place) / step
    };
    pixels(spot.u, spot.u_step).min(pixels(spot.v, spot.v_step))
}

pub(crate) fn finest(print: &[PrintPixel]) -> [f32; 2] {
    let fiftieth = |step: fn(&Spot) -> [f32; 2]| {
        let length = |pixel: &PrintPixel| {
            let [across, down] = step(&pixel.spot);
            (across * across + down * down).sqrt()
        };
        let mut lengths: Vec<f32> = print.iter().map(length).collect();
        let index = lengths.len() / 50;
        if lengths.is_empty() {
            return 1.0;
        }
        *lengths.select_nth_unstable_by(index, f32::total_cmp).1
    };
    [fiftieth(|spot| spot.u_step), fiftieth(|spot| spot.v_step)]
}
