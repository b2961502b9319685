//! The plates of a side: drawn, made into inks, choked, trapped, screened and written in one go from top to bottom. A band of the
//! drawing, some rows and the compressed files are all that is held.

use catalog::{DotShape, ScreenInk};
use geom::{Angle, Dpi, Rgb};
use json::ToJson;
use scene::Scene;

use super::film::{Film, FilmWriter};
use super::light::{Light, encoded};
use super::reduce::{ART, Mode, Neighbours, Reducer, Row};
use super::screen::{FULL, Screen, ranks_of};
use super::shelf::{Shelf, seen_on};
use super::spread::{BASE, Spread};
use super::{SeparationError, sample};
use crate::canvas::Canvas;
use crate::{Artworks, Extent, PressError, Progress, screen_png};
use design::PixelSize;

/// Most pixels along the longer edge of the proof.
const PROOF: u32 = 1600;

/// What a pixel of a plate can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// Ink or none: ready for film.
    #[default]
    One,
    /// 256 steps of tone, without dots: for a shop whose own program makes the dots. Traps are full tone.
    Eight,
}

/// What plates are to be.
#[derive(Clone, Debug, PartialEq)]
pub struct PlateRequest<'a> {
    /// The inks' places on the merchant's list, in any order.
    pub inks: &'a [usize],
    /// How art becomes inks.
    pub mode: Mode,
    /// What a pixel can be.
    pub depth: Depth,
    /// Another resolution than the merchant's.
    pub dpi: Option<Dpi>,
    /// Another ruling than the merchant's, in lines an inch.
    pub ruling: Option<f64>,
    /// Another shape of dots than the merchant's.
    pub dot: Option<DotShape>,
    /// What the plates are of, for their labels.
    pub title: &'a str,
}

/// What is printed with a plate.
#[derive(Clone, Debug, PartialEq, Eq, ToJson)]
#[json(rename_all = "snake_case")]
pub enum PlateKind {
    /// The underbase.
    Underbase,
    /// An ink, by its place on the merchant's list.
    Ink(usize),
}

/// A plate.
#[derive(Clone, Debug)]
pub struct Plate {
    /// What is printed with it.
    pub kind: PlateKind,
    /// The name of its ink.
    pub name: String,
    /// The colour of its ink.
    pub colour: Rgb,
    /// The angle of its lines of dots in degrees; only in halftones.
    pub angle: Option<f64>,
    /// The area that is inked, in square centimetres, traps included: what ink is bought by.
    pub inked_cm2: f64,
    /// The area where it is seen, in square centimetres.
    pub seen_cm2: f64,
    /// The file: PNG, grey, black is ink, with its resolution; art, margin, marks and label.
    pub png: Vec<u8>,
}

/// The plates of a side.
#[derive(Clone, Debug)]
pub struct Separated {
    /// In printing order.
    pub plates: Vec<Plate>,
    /// What comes out of the press, as a PNG file: computed from the plates' own pixels.
    pub proof: Vec<u8>,
    /// Columns and rows of each plate, margins included.
    pub size: (u32, u32),
    /// Width of the margin in pixels.
    pub margin: u32,
    /// Resolution of the plates.
    pub dpi: Dpi,
    /// Lines of dots an inch; only in halftones.
    pub ruling: Option<f64>,
    /// The dots' shape; only in halftones.
    pub dot: Option<DotShape>,
    /// The most bytes that held pixels at a time, apart from compressed files.
    pub peak_pixel_bytes: usize,
}

/// Makes the plates of a side, bleed included.
///
/// # Errors
/// [`SeparationError`]: inks that cannot be printed together, a side with nothing on it, one that cannot be drawn at this
/// size, or the progress said to stop.
pub fn plates(
    scene: &Scene,
    artworks: &dyn Artworks,
    shelf: &Shelf<'_>,
    request: &PlateRequest<'_>,
    progress: &mut Progress<'_>,
) -> Result<Separated, SeparationError> {
    let inks = shelf.in_order(request.inks)?;
    let print = shelf.print();
    let usual = if request.mode == Mode::Dither { print.dither_dpi } else { print.plate_dpi };
    let dpi = request.dpi.unwrap_or(usual);
    let canvas = Canvas::at(scene, Extent::Bleed, dpi)?;
    let is_halftone = request.mode == Mode::Halftone;
    let ruling = request.ruling.unwrap_or(print.halftone.ruling);
    let dot = request.dot.unwrap_or(print.halftone.dot);
    let angle = |plate: usize| print.halftone.angles[plate % print.halftone.angles.len()];
    let film = Film::new((canvas.width, canvas.height), dpi);

    let listed: Vec<&ScreenInk> = inks.iter().filter_map(|number| shelf.ink(*number)).collect();
    let based = |(at, ink): (usize, &&ScreenInk)| if ink.without_base { 0 } else { 1 << at };
    let base = shelf.underbase(&inks);
    let based: u16 = match base {
        Some(_) => listed.iter().enumerate().map(based).sum(),
        None => 0,
    };
    let total = listed.len() + usize::from(base.is_some());
    let dots = is_halftone.then_some((ruling, dot));
    let label = |order: usize, name: &str, angle: Option<f64>| {
        let screen = match (angle, dots) {
            (Some(angle), Some((ruling, dot))) => {
                format!("  {angle} deg  {ruling} lpi  {}", format!("{dot:?}").to_lowercase())
            }
            _ => String::new(),
        };
        let title = request.title;
        format!("{order}/{total} {name}{screen}  {} dpi  {} {title}", dpi.dpi(), scene.side)
    };
    let screens: Option<Vec<Screen>> = is_halftone.then(|| {
        let screen = |plate| Screen::new(ruling, Angle::degrees(angle(plate)), dot, dpi);
        (0..listed.len()).map(screen).collect()
    });
    let mut presses = Vec::with_capacity(total);
    if let Some(base) = base {
        let film = FilmWriter::new(&film, request.depth, &label(1, &base.name, None))?;
        presses.push(Making { bit: BASE, film, ink: 0, seen: 0 });
    }
    for (at, ink) in listed.iter().enumerate() {
        let angle = is_halftone.then(|| angle(at));
        let label = label(presses.len() + 1, &ink.name, angle);
        let film = FilmWriter::new(&film, request.depth, &label)?;
        presses.push(Making { bit: 1 << at, film, ink: 0, seen: 0 });
    }

    let width = canvas.width as usize;
    let tones = shelf.tones(&inks);
    let mut reducer = Reducer::new(request.mode, &tones, width);
    let trap = (request.mode == Mode::Flat).then(|| print.trap.pixels(dpi));
    let choke = base.map_or(0.0, |base| base.choke.pixels(dpi));
    let mut work = Work {
        presses,
        spread: Spread::new(choke, trap, based, listed.len()),
        proof: Proof::new(
            shelf,
            &listed,
            base.map(|base| base.colour),
            (canvas.width, canvas.height),
        ),
        screens,
        depth: request.depth,
        based,
        y: 0,
        has_art: false,
    };
    let mut window: Vec<Vec<Rgb>> = Vec::new();
    let cloth = shelf.cloth();
    let mut take = |row: Option<&[Rgb]>| -> Result<(), PressError> {
        // The row before is made once this one, its neighbour below, is known.
        let count = window.len();
        if let Some(middle) = count.checked_sub(1) {
            let rows = Neighbours {
                above: middle.checked_sub(1).map(|above| window[above].as_slice()),
                row: &window[middle],
                below: row,
            };
            work.row(reducer.row(&rows))?;
        }
        if let Some(row) = row {
            if count == 2 {
                window.swap(0, 1);
                row.clone_into(&mut window[1]);
            } else {
                window.push(row.to_vec());
            }
        }
        Ok(())
    };
    let drawn =
        sample::drawn(scene, artworks, cloth, &canvas, progress, &mut |row| take(Some(row)))?;
    take(None)?;
    work.rest()?;
    if !work.has_art {
        return Err(SeparationError::Nothing);
    }

    let per_plane = width * (work.spread.delay() * 2 + 2);
    let peak = drawn + width * 6 + per_plane * (3 + listed.len() * 2) + total * film.width as usize;
    let Work { presses, proof, .. } = work;
    let pixel_cm2 = (2.54 / dpi.dpi()) * (2.54 / dpi.dpi());
    let mut plates = Vec::with_capacity(presses.len());
    for making in presses {
        let at = making.bit.trailing_zeros() as usize;
        let is_base = making.bit == BASE;
        let (kind, name, colour) = match (is_base, base) {
            (true, Some(base)) => (PlateKind::Underbase, base.name.clone(), base.colour),
            _ => (PlateKind::Ink(inks[at]), listed[at].name.clone(), listed[at].colour),
        };
        plates.push(Plate {
            kind,
            name,
            colour,
            angle: (is_halftone && !is_base).then(|| angle(at)),
            inked_cm2: making.ink as f64 / 255.0 * pixel_cm2,
            seen_cm2: making.seen as f64 * pixel_cm2,
            png: making.film.finish()?,
        });
    }
    Ok(Separated {
        plates,
        proof: proof.finish()?,
        size: (film.width, film.height),
        margin: film.margin,
        dpi,
        ruling: dots.map(|(ruling, _)| ruling),
        dot: dots.map(|(_, dot)| dot),
        peak_pixel_bytes: peak,
    })
}

/// A plate that is being made.
struct Making<'a> {
    /// Its bit of a mask.
    bit: u16,
    film: FilmWriter<'a>,
    /// Ink on all its pixels, 255 on a full one.
    ink: u64,
    /// Pixels where it is seen.
    seen: u64,
}

/// Rows on their way from inks to files.
struct Work<'a> {
    presses: Vec<Making<'a>>,
    spread: Spread<Tones>,
    proof: Proof,
    screens: Option<Vec<Screen>>,
    depth: Depth,
    based: u16,
    /// The row that comes in next.
    y: u32,
    has_art: bool,
}

/// How much ink is on each pixel, 0 to 255: ink by ink, the whole row each. Empty where a mask says it all.
type Tones = Vec<u8>;

impl Work<'_> {
    /// Takes a row of inks, and writes the one that is ready.
    fn row(&mut self, mut row: Row) -> Result<(), PressError> {
        self.has_art |= row.mask.iter().any(|mask| mask & ART != 0);
        let mut tones = Tones::new();
        if let Some(screens) = &self.screens {
            tones = screened(screens, &mut row, self.y, self.depth);
        } else if self.depth == Depth::Eight && !row.edge.is_empty() {
            tones = edges(&row, self.presses.len());
        }
        self.y += 1;
        if let Some((mask, tones)) = self.spread.push(row.mask, tones) {
            written(&mut self.presses, &mut self.proof, self.based, &mask, tones)?;
        }
        Ok(())
    }

    fn rest(&mut self) -> Result<(), PressError> {
        while let Some((mask, tones)) = self.spread.rest() {
            written(&mut self.presses, &mut self.proof, self.based, &mask, tones)?;
        }
        Ok(())
    }
}

/// Makes the dots of a row. What is seen of an ink is what later inks leave of it: dots at other angles cover it by chance, so
/// of an ink below others more is printed than is to be seen.
fn screened(screens: &[Screen], row: &mut Row, y: u32, depth: Depth) -> Tones {
    let width = row.mask.len();
    let mut tones = match depth {
        Depth::One => Tones::new(),
        Depth::Eight => vec![0; width * screens.len()],
    };
    if row.seen.is_empty() {
        return tones;
    }
    for x in (0..width).filter(|x| row.mask[*x] & ART != 0).collect::<Vec<_>>() {
        let mut left = 1.0_f32;
        for (ink, screen) in screens.iter().enumerate().rev() {
            let seen = row.seen[ink * width + x];
            if seen <= 0.0 {
                continue;
            }
            let tone = if left > 1e-4 { (seen / left).min(1.0) } else { 0.0 };
            left -= seen;
            let ranks = ranks_of(tone);
            if ranks == FULL || screen.rank(x as u32, y) < ranks {
                row.mask[x] |= 1 << ink;
            }
            if let Some(place) = tones.get_mut(ink * width + x) {
                *place = (tone * 255.0).round() as u8;
            }
        }
    }
    tones
}

/// The tones of softened edges.
fn edges(row: &Row, inks: usize) -> Tones {
    let width = row.mask.len();
    let mut tones = vec![0_u8; width * inks];
    let mut add = |label: usize, x: usize, part: u8| {
        if let Some(place) = label.checked_sub(1).and_then(|ink| tones.get_mut(ink * width + x)) {
            *place = place.saturating_add(part);
        }
    };
    for x in 0..width {
        let label = (row.mask[x] & !ART).checked_ilog2().map_or(0, |bit| bit as usize + 1);
        let (other, part) = row.edge[x];
        add(label, x, 255 - part);
        add(usize::from(other), x, part);
    }
    tones
}

/// Writes a row to all plates and to the proof.
fn written(
    presses: &mut [Making<'_>],
    proof: &mut Proof,
    based: u16,
    mask: &[u16],
    tones: &Tones,
) -> Result<(), PressError> {
    let width = mask.len();
    for making in presses {
        let Making { bit, film, ink, seen } = making;
        let above = !((*bit << 1).wrapping_sub(1)) & !ART & !BASE;
        let tone = |x: usize| -> u8 {
            let is_on = mask[x] & *bit != 0;
            if tones.is_empty() {
                return if is_on { 255 } else { 0 };
            }
            if *bit == BASE {
                if mask[x] & BASE == 0 {
                    return 0;
                }
                let inks = (0..tones.len() / width).filter(|ink| based & 1 << ink != 0);
                let bare = inks.map(|ink| 255 - u32::from(tones[ink * width + x]));
                return (255 - bare.fold(255, |left, bare| left * bare / 255)) as u8;
            }
            let own = tones[bit.trailing_zeros() as usize * width + x];
            // A trap is full tone.
            if own == 0 && is_on { 255 } else { own }
        };
        film.row(&mut |row| {
            for (x, place) in row.iter_mut().enumerate() {
                *place = tone(x);
                *ink += u64::from(*place);
                *seen += u64::from(*bit != BASE && mask[x] & *bit != 0 && mask[x] & above == 0);
            }
        })?;
    }
    proof.row(mask);
    Ok(())
}

/// The proof: what each pixel looks like with the inks that its plates put there, averaged over squares of pixels.
struct Proof {
    /// The light of bare cloth, of bare underbase, and of each ink without and with the underbase below it.
    cloth: Light,
    base: Light,
    inks: Vec<[Light; 2]>,
    every: u32,
    size: PixelSize,
    /// Sums of the row of squares that is being filled.
    sums: Vec<Light>,
    rows: u32,
    art: (u32, u32),
    rgba: Vec<u8>,
}

impl Proof {
    fn new(shelf: &Shelf<'_>, inks: &[&ScreenInk], base: Option<Rgb>, art: (u32, u32)) -> Self {
        let every = art.0.max(art.1).div_ceil(PROOF).max(1);
        let size = PixelSize { width: art.0.div_ceil(every), height: art.1.div_ceil(every) };
        let cloth = shelf.cloth();
        let seen = |ink: &&ScreenInk| {
            [cloth, base.unwrap_or(cloth)].map(|below| seen_on(ink, below).light)
        };
        Self {
            cloth: cloth.linear(),
            base: base.unwrap_or(cloth).linear(),
            inks: inks.iter().map(seen).collect(),
            every,
            size,
            sums: vec![[0.0; 3]; size.width as usize],
            rows: 0,
            art,
            rgba: Vec::with_capacity(size.width as usize * size.height as usize * 4),
        }
    }

    fn row(&mut self, mask: &[u16]) {
        for (sum, pixels) in self.sums.iter_mut().zip(mask.chunks(self.every as usize)) {
            for mask in pixels {
                let is_based = mask & BASE != 0;
                let light = match (mask & !ART & !BASE).checked_ilog2() {
                    Some(bit) => self.inks[bit as usize][usize::from(is_based)],
                    None if is_based => self.base,
                    None => self.cloth,
                };
                (0..3).for_each(|axis| sum[axis] += light[axis]);
            }
        }
        self.rows += 1;
        if self.rows.is_multiple_of(self.every) || self.rows == self.art.1 {
            let rows = (self.rows - 1) % self.every + 1;
            for (at, sum) in self.sums.iter_mut().enumerate() {
                let columns = self.every.min(self.art.0 - at as u32 * self.every);
                let count = f64::from(rows * columns);
                let Rgb { r, g, b } = encoded(sum.map(|light| light / count));
                self.rgba.extend_from_slice(&[r, g, b, 255]);
                *sum = [0.0; 3];
            }
        }
    }

    fn finish(self) -> Result<Vec<u8>, PressError> {
        screen_png(&self.rgba, self.size)
    }
}
