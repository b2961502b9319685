//! From sRGB to the CMYK of a printing condition: relative colorimetric with black point compensation, so that white
//! stays bare paper and black becomes the condition's deepest. Solid colours are computed, pictures go through a grid.

use std::cell::OnceCell;

use geom::Rgb;

use super::IccError;
use super::lut::{Encoding, Lut};
use super::read::Tags;

/// White between profiles: D50 (ICC.1:2010, 7.2.16).
const WHITE: [f64; 3] = [0.9642, 1.0, 0.8249];
/// Linear sRGB to XYZ under D50 (Bradford; IEC 61966-2-1 annex, as the ICC's own sRGB profiles have it).
const XYZ_FROM_SRGB: [[f64; 3]; 3] = [
    [0.436_065_67, 0.385_147_09, 0.143_066_41],
    [0.222_488_40, 0.716_873_17, 0.060_607_91],
    [0.013_916_02, 0.097_076_42, 0.714_096_07],
];
/// The lightest black that a condition can have; a lighter one is a mistake of the profile.
const LIGHTEST_BLACK: f64 = 50.0;
/// Cells of the grid for pictures along an axis.
const CELLS: usize = 32;
/// Points of the grid along an axis.
const POINTS: usize = CELLS + 1;

/// Four inks, 0 (none) to 1 (full): cyan, magenta, yellow, black.
pub type Cmyk = [f64; 4];

/// A printing condition that was read from an ICC profile.
#[derive(Debug)]
pub struct CmykProfile {
    bytes: Vec<u8>,
    name: String,
    inks: Lut,
    /// Factor and addend of XYZ that bring black to the condition's black.
    squeeze: [(f64, f64); 3],
    grid: OnceCell<Vec<[u16; 4]>>,
}

impl CmykProfile {
    /// Reads a profile of a CMYK output device.
    ///
    /// # Errors
    /// [`IccError`] says what is wrong with it: no profile, another kind, too large, damaged.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, IccError> {
        let tags = Tags::of_cmyk_output(&bytes)?;
        let table = |names: [&[u8; 4]; 2], channels, tag| {
            for name in names {
                if let Some(part) = tags.find(name)? {
                    return Lut::read(part, channels, tags.is_lab);
                }
            }
            Err(IccError::MissingTable { tag })
        };
        // The relative colorimetric table, or the only one.
        let inks = table([b"B2A1", b"B2A0"], (3, 4), "B2A1")?;
        let seen = table([b"A2B1", b"A2B0"], (4, 3), "A2B1")?;
        let name = tags.description().unwrap_or_else(|| "CMYK printing condition".to_owned());
        let squeeze = squeeze(&inks, &seen);
        Ok(Self { bytes, name, inks, squeeze, grid: OnceCell::new() })
    }

    /// The profile's own bytes, for embedding.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What the profile calls itself; ASCII.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The inks of a colour.
    pub fn inks(&self, colour: Rgb) -> Cmyk {
        if colour == Rgb::WHITE {
            return [0.0; 4];
        }
        self.inks_of_linear(colour.linear())
    }

    /// The inks of straight RGB pixels, appended as bytes, 255 being full ink.
    pub(crate) fn extend_inks(&self, rgb: &[u8], out: &mut Vec<u8>) {
        let grid = self.grid.get_or_init(|| self.make_grid());
        out.reserve(rgb.len() / 3 * 4);
        let mut last = ([255; 3], [0; 4]);
        for pixel in rgb.chunks_exact(3) {
            let pixel = [pixel[0], pixel[1], pixel[2]];
            // Neighbours are often equal.
            if pixel != last.0 {
                last = (pixel, in_grid(grid, pixel));
            }
            out.extend_from_slice(&last.1);
        }
    }

    fn make_grid(&self) -> Vec<[u16; 4]> {
        let levels: [f64; POINTS] = std::array::from_fn(|at| {
            let encoded = at as f64 / CELLS as f64;
            if encoded <= 0.040_45 {
                encoded / 12.92
            } else {
                libm::pow((encoded + 0.055) / 1.055, 2.4)
            }
        });
        let mut grid = Vec::with_capacity(POINTS * POINTS * POINTS);
        for r in levels {
            for g in levels {
                for b in levels {
                    let inks = self.inks_of_linear([r, g, b]);
                    grid.push(inks.map(|ink| (ink * 65_535.0 + 0.5) as u16));
                }
            }
        }
        if let Some(white) = grid.last_mut() {
            *white = [0; 4];
        }
        grid
    }

    fn inks_of_linear(&self, linear: [f64; 3]) -> Cmyk {
        let xyz: [f64; 3] = std::array::from_fn(|axis| {
            let row = XYZ_FROM_SRGB[axis];
            let sum = row[0] * linear[0] + row[1] * linear[1] + row[2] * linear[2];
            let (factor, more) = self.squeeze[axis];
            sum * factor + more
        });
        self.inks.at(&encoded(xyz, self.inks.encoding)).map(|ink| ink.clamp(0.0, 1.0))
    }
}

/// What brings black to the black of the condition: that of the inks which stand for black, as light as it is, without
/// its hue (as Adobe's paper on black point compensation of 2006 and ISO 18619 have it).
fn squeeze(inks: &Lut, seen: &Lut) -> [(f64, f64); 3] {
    let deepest = inks.at(&encoded([0.0; 3], inks.encoding));
    let lightness = lab(decoded(seen.at(&deepest), seen.encoding))[0].clamp(0.0, LIGHTEST_BLACK);
    let black = xyz_of_lab([lightness, 0.0, 0.0]);
    std::array::from_fn(|axis| {
        let (white, black) = (WHITE[axis], black[axis]);
        ((white - black) / white, black)
    })
}

/// A colour as a table takes it.
fn encoded(xyz: [f64; 3], encoding: Encoding) -> [f64; 3] {
    match encoding {
        Encoding::Xyz => xyz.map(|value| value / (1.0 + 32_767.0 / 32_768.0)),
        Encoding::Lab => {
            let [l, a, b] = lab(xyz);
            [l / 100.0, (a + 128.0) / 255.0, (b + 128.0) / 255.0]
        }
        Encoding::LabOld => {
            let [l, a, b] = lab(xyz);
            [l * 652.8 / 65_535.0, (a + 128.0) * 256.0 / 65_535.0, (b + 128.0) * 256.0 / 65_535.0]
        }
    }
    .map(|value: f64| value.clamp(0.0, 1.0))
}

/// XYZ of what a table gives.
fn decoded([x, y, z, _]: [f64; 4], encoding: Encoding) -> [f64; 3] {
    match encoding {
        Encoding::Xyz => [x, y, z].map(|value| value * (1.0 + 32_767.0 / 32_768.0)),
        Encoding::Lab => xyz_of_lab([x * 100.0, y * 255.0 - 128.0, z * 255.0 - 128.0]),
        Encoding::LabOld => xyz_of_lab([
            x * 65_535.0 / 652.8,
            y * 65_535.0 / 256.0 - 128.0,
            z * 65_535.0 / 256.0 - 128.0,
        ]),
    }
}

/// CIE L*a*b* (CIE 15) under D50.
fn lab(xyz: [f64; 3]) -> [f64; 3] {
    let [x, y, z]: [f64; 3] = std::array::from_fn(|axis| {
        let part = xyz[axis] / WHITE[axis];
        if part > 216.0 / 24_389.0 {
            libm::cbrt(part)
        } else {
            (24_389.0 / 27.0 * part + 16.0) / 116.0
        }
    });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

fn xyz_of_lab([l, a, b]: [f64; 3]) -> [f64; 3] {
    let y = (l + 16.0) / 116.0;
    let parts = [y + a / 500.0, y, y - b / 200.0];
    std::array::from_fn(|axis| {
        let part = parts[axis];
        let cube = part * part * part;
        let value =
            if cube > 216.0 / 24_389.0 { cube } else { (116.0 * part - 16.0) * 27.0 / 24_389.0 };
        value * WHITE[axis]
    })
}

/// The inks of a pixel, between four corners of its cell (tetrahedra; Sakamoto and Itooka 1981), in whole numbers.
fn in_grid(grid: &[[u16; 4]], pixel: [u8; 3]) -> [u8; 4] {
    const STEPS: usize = 255;
    let places = pixel.map(|value| usize::from(value) * CELLS);
    let cells = places.map(|place| (place / STEPS).min(CELLS - 1));
    let parts: [usize; 3] = std::array::from_fn(|axis| places[axis] - cells[axis] * STEPS);
    let strides = [POINTS * POINTS, POINTS, 1];
    let mut at: usize = (0..3).map(|axis| cells[axis] * strides[axis]).sum();
    // Along the axis with the largest part first.
    let mut order = [0, 1, 2];
    if parts[order[0]] < parts[order[1]] {
        order.swap(0, 1);
    }
    if parts[order[1]] < parts[order[2]] {
        order.swap(1, 2);
    }
    if parts[order[0]] < parts[order[1]] {
        order.swap(0, 1);
    }
    let corner = |at: usize| grid.get(at).copied().unwrap_or_default();
    let mut sums = corner(at).map(|ink| usize::from(ink) * (STEPS - parts[order[0]]));
    for (index, axis) in order.into_iter().enumerate() {
        at += strides[axis];
        let weight = parts[axis] - order.get(index + 1).map_or(0, |next| parts[*next]);
        sums.iter_mut().zip(corner(at)).for_each(|(sum, ink)| *sum += usize::from(ink) * weight);
    }
    /// A full ink in the sums' steps for one of 255.
    const ONE: usize = 257 * STEPS;
    sums.map(|sum| ((sum + ONE / 2) / ONE) as u8)
}
