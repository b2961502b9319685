//! A merchant's own photo made ready for prints: where the print lies on it, and the light that falls there. Not here:
//! mixing, and reading files.

use catalog::Photo;
use geom::Rgb;

use crate::light::LIGHT;
use crate::maps::{Map, ProductMaps, Source, check_proportion};
use crate::plane::Plane;
use crate::prepare::{
    Pixel, PreparedView, PrintPixel, Visible, finest, picture_size, print_pixels,
};
use crate::quad::Quad;
use crate::warp::Warp;
use crate::{MapKind, MockupError, Picture};

/// Smallest and largest side of a photo in pixels.
const PHOTO_SIDE: [u32; 2] = [64, LARGEST_PHOTO];
/// Largest side of a photo in pixels. Who reads files can refuse a larger one before it is unpacked.
pub const LARGEST_PHOTO: u32 = 4096;
/// Longest side of a photo over its shortest: what is longer is no product picture.
const LONGEST_SHAPE: f64 = 4.0;
/// Most that light makes a print lighter than it is: highlights of dark cloth would burn it out.
const MOST_LIGHT: f32 = 1.2;
/// Darkest body, in linear light, that light is told from: below, a photo's own noise would be all there is.
const DARKEST_BODY: f32 = 0.008;

/// A photo and where the print lies on it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Photograph {
    photo: Picture,
    place: Place,
    /// The product's colour below the print.
    body: Rgb,
}

/// Where the print lies.
#[derive(Clone, Debug, PartialEq)]
enum Place {
    /// On a flat part between four corners, where a mask, if any, is white.
    Corners(Quad, Option<Map>),
    /// Where a uv map says, and a mask is white.
    Uv { uv: Map, mask: Map },
}

/// The pixels of a photo at one output size.
pub(crate) struct PhotoPixels {
    /// Linear light, straight alpha.
    colours: Vec<[u16; 3]>,
    /// Luminance of the bare product.
    body: f32,
}

impl ProductMaps {
    /// A view that is a photo, from its decoded files: straight RGBA. The mask may be missing where the photo has
    /// corners, and the uv map belongs to photos that have none.
    ///
    /// # Errors
    /// [`MockupError::PhotoSize`], [`MockupError::PhotoBytes`], [`MockupError::MapSize`], [`MockupError::MapsDiffer`] and
    /// [`MockupError::Proportion`] where they do not fit together; [`MockupError::NoPlace`] without corners and map.
    pub fn of_photo(
        entry: &Photo,
        photo: Picture,
        mask: Option<Picture>,
        uv: Option<Map>,
    ) -> Result<Self, MockupError> {
        check_photo(&photo)?;
        let (width, height) = (photo.width, photo.height);
        let map = |Picture { width, height, rgba }| {
            Map::from_rgba(MapKind::PrintMask, width, height, rgba)
        };
        let mask = mask.map(map).transpose()?;
        let shape = f64::from(width) / f64::from(height);
        for map in mask.iter().chain(&uv) {
            check_proportion(map, shape)?;
        }
        let place = match (uv, mask, entry.corners.as_slice()) {
            (Some(uv), Some(mask), _) => {
                crate::maps::check_same(&uv, &mask)?;
                Place::Uv { uv, mask }
            }
            (None, mask, &[a, b, c, d]) => {
                let (across, down) = (f64::from(width), f64::from(height));
                let corners = [a, b, c, d].map(|[x, y]| [x * across, y * down]);
                Place::Corners(Quad::new(corners).ok_or(MockupError::NoPlace)?, mask)
            }
            _ => return Err(MockupError::NoPlace),
        };
        let body = entry.body.unwrap_or(Rgb::WHITE);
        Ok(Self { source: Source::Photo(Box::new(Photograph { photo, place, body })) })
    }
}

fn check_photo(photo: &Picture) -> Result<(), MockupError> {
    let (width, height) = (photo.width, photo.height);
    let [least, most] = PHOTO_SIDE;
    let (long, short) = (width.max(height), width.min(height));
    if short < least || long > most || f64::from(long) > f64::from(short) * LONGEST_SHAPE {
        return Err(MockupError::PhotoSize { width, height, least, most });
    }
    let (given, needed) = (photo.rgba.len(), width as usize * height as usize * 4);
    if given != needed {
        return Err(MockupError::PhotoBytes { given, needed });
    }
    Ok(())
}

impl Photograph {
    /// The photo for pictures `width` pixels wide.
    pub(crate) fn prepared(&self, width: u32, scale: f32) -> Result<PreparedView, MockupError> {
        let size = picture_size(width, self.photo.width, self.photo.height)?;
        let (pixels, photo) = self.pixels(size);
        let print = self.print(size, scale, &pixels);
        let finest = finest(&print);
        Ok(PreparedView {
            width: size.0,
            height: size.1,
            pixels,
            print,
            finest,
            photo: Some(photo),
        })
    }

    fn pixels(&self, (width, height): (usize, usize)) -> (Vec<Pixel>, PhotoPixels) {
        let light = &*LIGHT;
        let (columns, rows) = (self.photo.width as usize, self.photo.height as usize);
        let plane = |value: &dyn Fn(&[u8]) -> f32| {
            let data = self.photo.rgba.chunks_exact(4).map(value).collect();
            Plane { width: columns, height: rows, data }.resized(width, height)
        };
        let alpha = plane(&|pixel| f32::from(pixel[3]) / 255.0);
        // Premultiplied while it is resized: what is transparent has no colour to mix in.
        let channel =
            |index: usize| plane(&|pixel| light.linear(pixel[index]) * f32::from(pixel[3]) / 255.0);
        let [red, green, blue] = [0, 1, 2].map(channel);
        let fine = |value: f32| (value.clamp(0.0, 1.0) * 65535.0 + 0.5) as u16;
        let colour = |at: usize| {
            let alpha = alpha.data[at].max(1e-3);
            [&red, &green, &blue].map(|plane| fine(plane.data[at] / alpha))
        };
        let pixel = |&alpha: &f32| {
            let product = (alpha.clamp(0.0, 1.0) * 255.0 + 0.5) as u8;
            Pixel { product, ..Pixel::default() }
        };
        let pixels = alpha.data.iter().map(pixel).collect();
        let colours = (0..width * height).map(colour).collect();
        let body = [self.body.r, self.body.g, self.body.b].map(|level| light.linear(level));
        (pixels, PhotoPixels { colours, body: luminance(body).max(DARKEST_BODY) })
    }

    fn print(&self, size: (usize, usize), scale: f32, pixels: &[Pixel]) -> Vec<PrintPixel> {
        let cover = |map: &Map| {
            let plane =
                map.plane(|[red, _, _, alpha]| f32::from(red) / 255.0 * (f32::from(alpha) / 255.0));
            plane.resized(size.0, size.1)
        };
        match &self.place {
            Place::Uv { uv, mask } => {
                let warp =
                    Warp::of(uv, &mask.plane(|[red, ..]| f32::from(red) / 255.0)).reaching(scale);
                let visible = Visible::Inside(cover(mask));
                let shrink = uv.width() as f32 / size.0 as f32;
                let spot = |x: f32, y: f32| {
                    warp.at(x * shrink, y * shrink).map(|spot| spot.stepped(shrink))
                };
                print_pixels(size, pixels, scale, &visible, spot)
            }
            Place::Corners(quad, mask) => {
                let visible =
                    mask.as_ref().map_or(Visible::Everywhere, |mask| Visible::Around(cover(mask)));
                let shrink = f64::from(self.photo.width) / size.0 as f64;
                let spot = |x: f32, y: f32| {
                    let spot = quad.spot(f64::from(x) * shrink, f64::from(y) * shrink)?;
                    Some(spot.stepped(shrink as f32))
                };
                print_pixels(size, pixels, scale, &visible, spot)
            }
        }
    }
}

impl PhotoPixels {
    /// A pixel with a print on it (premultiplied linear light), in linear light: the print takes the light that the
    /// bare product has there.
    pub(crate) fn printed(&self, at: usize, print: [f32; 4]) -> [f32; 3] {
        let colour = self.colours[at].map(|channel| f32::from(channel) / 65535.0);
        let [red, green, blue, alpha] = print;
        if alpha <= 0.0 {
            return colour;
        }
        let light = (luminance(colour) / self.body).min(MOST_LIGHT);
        let ink = [red, green, blue];
        std::array::from_fn(|channel| ink[channel] * light + (1.0 - alpha) * colour[channel])
    }
}

/// Luminance of linear sRGB (IEC 61966-2-1).
fn luminance([red, green, blue]: [f32; 3]) -> f32 {
    0.212_6 * red + 0.715_2 * green + 0.072_2 * blue
}
