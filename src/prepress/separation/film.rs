//! A plate as a picture file: its art, a margin around it with registration marks in the same places on every plate, and a
//! label that says which plate it is. Written row by row. Black is ink.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;

use geom::Dpi;

use super::Depth;
use super::lettering::{LETTER, plain, squares};
use crate::PressError;

/// Width of the margin in mm.
const MARGIN: f64 = 12.0;
/// Half the length of a registration mark's lines in mm.
const ARM: f64 = 4.0;
/// The radius of its ring in mm.
const RING: f64 = 2.5;
/// The width of its lines in mm.
const LINE: f64 = 0.15;
/// The height of the label's letters in mm.
const LETTERS: f64 = 3.0;
/// Bytes of a compressed chunk.
const CHUNK: usize = 64 * 1024;

/// What all plates of a side share: size and marks.
pub(super) struct Film {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) margin: u32,
    dpi: Dpi,
    marks: Vec<Mark>,
}

#[derive(Clone, Copy)]
enum Mark {
    /// From left and top to right and bottom, the last ones not included.
    Block { left: i64, top: i64, right: i64, bottom: i64 },
    /// Around a point, between two radii.
    Ring { x: f64, y: f64, inner: f64, outer: f64 },
}

impl Film {
    /// For art of a size in pixels.
    pub(super) fn new(art: (u32, u32), dpi: Dpi) -> Self {
        let pixels = |mm: f64| mm * dpi.per_mm();
        let margin = pixels(MARGIN).round() as u32;
        let (width, height) = (art.0 + 2 * margin, art.1 + 2 * margin);
        let (middle, centre) = (f64::from(margin) / 2.0, (f64::from(width), f64::from(height)));
        let line = pixels(LINE).max(1.0);
        let mut marks = Vec::new();
        for (x, y) in [
            (centre.0 / 2.0, middle),
            (centre.0 / 2.0, centre.1 - middle),
            (middle, centre.1 / 2.0),
            (centre.0 - middle, centre.1 / 2.0),
        ] {
            let (arm, half) = (pixels(ARM), line / 2.0);
            let block = |across: f64, down: f64| {
                let edge = |at: f64| at.round() as i64;
                let (left, top) = (edge(x - across), edge(y - down));
                let (right, bottom) = (edge(x + across).max(left + 1), edge(y + down).max(top + 1));
                Mark::Block { left, top, right, bottom }
            };
            marks.push(block(arm, half));
            marks.push(block(half, arm));
            let ring = pixels(RING);
            marks.push(Mark::Ring { x, y, inner: ring - half, outer: ring + half });
        }
        Self { width, height, margin, dpi, marks }
    }

    /// The squares of a label, in the upper margin from the left edge of the art on, left of the mark there; what is longer goes
    /// on in a second line.
    fn label(&self, text: &str) -> Vec<Mark> {
        let square = (LETTERS * self.dpi.per_mm() / f64::from(LETTER.1)).max(1.0);
        let step = f64::from(LETTER.0 + 1) * square;
        let room = f64::from(self.width) / 2.0 - ARM * self.dpi.per_mm() - f64::from(self.margin);
        let per_line = ((room / step) as usize).max(8);
        let line = f64::from(LETTER.1 + 3) * square;
        let top = f64::from(self.margin) * 0.15;
        let mut marks = Vec::new();
        for (at, letter) in plain(text).chars().take(per_line * 2).enumerate() {
            let left = f64::from(self.margin) + (at % per_line) as f64 * step;
            let top = top + (at / per_line) as f64 * line;
            for (column, bits) in squares(letter).into_iter().enumerate() {
                for row in (0..LETTER.1).filter(|row| bits >> row & 1 == 1) {
                    let edge = |from: f64, squares: f64| (from + squares * square).round() as i64;
                    let (x, y) = (column as f64, f64::from(row));
                    marks.push(Mark::Block {
                        left: edge(left, x),
                        top: edge(top, y),
                        right: edge(left, x + 1.0),
                        bottom: edge(top, y + 1.0),
                    });
                }
            }
        }
        marks
    }
}

/// A plate's file that is being written.
pub(super) struct FilmWriter<'a> {
    film: &'a Film,
    depth: Depth,
    label: Vec<Mark>,
    bytes: Rc<RefCell<Vec<u8>>>,
    rows: png::StreamWriter<'static, Shared>,
    y: u32,
    /// How much ink is on each pixel of the row, 0 to 255.
    ink: Vec<u8>,
    packed: Vec<u8>,
}

impl<'a> FilmWriter<'a> {
    /// Begins a file and writes its upper margin.
    pub(super) fn new(film: &'a Film, depth: Depth, label: &str) -> Result<Self, PressError> {
        let bytes = Rc::new(RefCell::new(Vec::new()));
        let mut encoder = png::Encoder::new(Shared(bytes.clone()), film.width, film.height);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(match depth {
            Depth::One => png::BitDepth::One,
            Depth::Eight => png::BitDepth::Eight,
        });
        encoder.set_compression(png::Compression::Balanced);
        // Rows of dots are best left as they are.
        encoder.set_filter(match depth {
            Depth::One => png::Filter::NoFilter,
            Depth::Eight => png::Filter::Up,
        });
        encoder.set_pixel_dims(Some(png::PixelDimensions {
            xppu: film.dpi.per_metre(),
            yppu: film.dpi.per_metre(),
            unit: png::Unit::Meter,
        }));
        let writer = encoder.write_header().map_err(PressError::encode)?;
        let rows = writer.into_stream_writer_with_size(CHUNK).map_err(PressError::encode)?;
        let mut writer = Self {
            film,
            depth,
            label: film.label(label),
            bytes,
            rows,
            y: 0,
            ink: Vec::new(),
            packed: Vec::new(),
        };
        for _ in 0..film.margin {
            writer.row(&mut |_| {})?;
        }
        Ok(writer)
    }

    /// Writes a row of the art: `fill` is given its pixels, which are bare, and puts ink on them, 0 to 255.
    pub(super) fn row(&mut self, fill: &mut dyn FnMut(&mut [u8])) -> Result<(), PressError> {
        let (film, y) = (self.film, self.y);
        self.ink.clear();
        self.ink.resize(film.width as usize, 0);
        let margin = film.margin as usize;
        let width = self.ink.len();
        if (film.margin..film.height - film.margin).contains(&y) {
            fill(&mut self.ink[margin..width - margin]);
        }
        let label: &[Mark] = if y < film.margin { &self.label } else { &[] };
        for mark in film.marks.iter().chain(label) {
            mark.ink(y, &mut self.ink);
        }
        self.packed.clear();
        match self.depth {
            Depth::Eight => self.packed.extend(self.ink.iter().map(|ink| 255 - ink)),
            Depth::One => self.packed.extend(self.ink.chunks(8).map(|pixels| {
                let mut byte = 0xff_u8;
                for (at, ink) in pixels.iter().enumerate() {
                    if *ink >= 128 {
                        byte &= !(0x80_u8 >> at);
                    }
                }
                byte
            })),
        }
        self.y += 1;
        self.rows.write_all(&self.packed).map_err(PressError::encode)
    }

    /// Writes the lower margin and ends the file.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, PressError> {
        for _ in self.y..self.film.height {
            self.row(&mut |_| {})?;
        }
        self.rows.finish().map_err(PressError::encode)?;
        Ok(self.bytes.take())
    }
}

impl Mark {
    /// Inks what of the mark is in a row.
    fn ink(self, y: u32, row: &mut [u8]) {
        let mut fill = |left: i64, right: i64| {
            let within = |x: i64| x.clamp(0, row.len() as i64) as usize;
            let (left, right) = (within(left), within(right));
            if left < right {
                row[left..right].fill(255);
            }
        };
        match self {
            Self::Block { left, top, right, bottom } => {
                if (top..bottom).contains(&i64::from(y)) {
                    fill(left, right);
                }
            }
            Self::Ring { x, y: middle, inner, outer } => {
                let down = f64::from(y) + 0.5 - middle;
                let half = |radius: f64| (radius * radius - down * down).max(0.0).sqrt();
                let (wide, hole) = (half(outer), half(inner));
                if wide > 0.0 {
                    let edge = |at: f64| at.round() as i64;
                    fill(edge(x - wide), edge(x - hole));
                    fill(edge(x + hole), edge(x + wide));
                }
            }
        }
    }
}

/// A file in memory that is written and then taken.
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
