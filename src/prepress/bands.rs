//! A side as packed bands of pixels: each is drawn, filtered and packed by itself, so bands can be made in any order and
//! by several hands at the same time, and the file is the same. What hands are, whoever asks decides; here is no thread.

use geom::{Dpi, Mm};
use scene::Scene;
use tiny_skia::Pixmap;

use crate::canvas::Canvas;
use crate::deflate::{LAST_BLOCK, Packer, ZLIB_HEADER};
use crate::outline::ROWS;
use crate::png::{PngRequest, chunk};
use crate::raster::{Ground, cleared, unpremultiply};
use crate::sheet::Sheet;
use crate::white::{Choke, White, cover};
use crate::{Artworks, PIXEL_BUDGET, PictureCache, PixelBudget, PressError, rows};

/// Rows of a band. A part of what the files are: other bands would be other bytes, of the same pixels.
pub(crate) const BAND_ROWS: u32 = 2 * ROWS;

/// Two cells of a picture: what is read and what is drawn.
const CELLS: usize = 4 * 1024 * 1024;

/// What is in the pixels of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Channels {
    /// The art: red, green, blue and how much they cover.
    #[default]
    Art,
    /// The art, and white ink as a channel of its own: 255 is all white, 0 is none. In TIFF files only.
    ArtAndWhite(White),
    /// White ink alone, in grey: 255 is all white, 0 is none.
    White(White),
}

impl Channels {
    /// Bytes of a pixel.
    pub(crate) const fn count(self) -> usize {
        match self {
            Self::Art => 4,
            Self::ArtAndWhite(_) => 5,
            Self::White(_) => 1,
        }
    }

    const fn white(self) -> Option<White> {
        match self {
            Self::Art => None,
            Self::ArtAndWhite(white) | Self::White(white) => Some(white),
        }
    }
}

/// How bands are packed: what kind of file they go into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packing {
    /// Chunks of a PNG file.
    Png,
    /// Strips of a TIFF file.
    Tiff,
}

/// What makes the bands of one file, one after the other, in any order. For several hands, make one of these for each;
/// they hold pictures and shadows of their own.
pub struct Bands<'a> {
    artworks: &'a dyn Artworks,
    sheet: Sheet,
    canvas: Canvas,
    ground: Ground,
    channels: Channels,
    choke: Choke,
    packing: Packing,
    cache: PictureCache,
    budget: PixelBudget,
    packer: Packer,
    pixels: Option<Pixmap>,
    line: Vec<u8>,
}

/// A band of a file, packed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    pub(crate) bytes: Vec<u8>,
    pub(crate) adler: u32,
    pub(crate) length: u64,
}

/// The size of a file in pixels and what is in them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Shape {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) dpi: Dpi,
    pub(crate) channels: Channels,
}

impl Shape {
    /// # Errors
    /// [`PressError::Size`] for no pixels or too many.
    pub(crate) fn of(
        scene: &Scene,
        request: &PngRequest,
        channels: Channels,
    ) -> Result<Self, PressError> {
        let Canvas { width, height, .. } = Canvas::at(scene, request.extent, request.dpi)?;
        Ok(Self { width, height, dpi: request.dpi, channels })
    }
}

impl<'a> Bands<'a> {
    pub(crate) fn new(
        scene: &Scene,
        artworks: &'a dyn Artworks,
        request: &PngRequest,
        channels: Channels,
        packing: Packing,
    ) -> Result<Self, PressError> {
        let canvas = Canvas::at(scene, request.extent, request.dpi)?;
        let choke = channels.white().map_or(Mm::ZERO, |white| white.choke);
        let choke = Choke::of(choke, request.dpi)?;
        let sheet = Sheet::prepare(scene, &canvas, artworks, &mut Err)?;
        let mut budget = PixelBudget::new(PIXEL_BUDGET);
        let row = canvas.width as usize * 4;
        let reach =
            if choke.is_none() { 0 } else { 2 * choke.reach().next_multiple_of(ROWS as usize) };
        let rows = (BAND_ROWS as usize + reach).min(canvas.height as usize);
        // The band, what of it is packed, one group or the cells of one picture, and a line or two.
        budget.take(row * rows + row * BAND_ROWS.min(canvas.height) as usize + row * 2 + CELLS);
        Ok(Self {
            artworks,
            sheet,
            canvas,
            ground: request.ground,
            channels,
            choke,
            packing,
            cache: PictureCache::new(),
            budget,
            packer: Packer::new(),
            pixels: None,
            line: Vec::new(),
        })
    }

    /// How many bands the file has.
    pub const fn count(&self) -> usize {
        self.canvas.height.div_ceil(BAND_ROWS) as usize
    }

    /// For one of several hands at the same file: its part of the memory for pictures.
    #[must_use]
    pub fn sharing(mut self, hands: usize) -> Self {
        let mut budget = PixelBudget::new(PIXEL_BUDGET / hands.max(1));
        budget.take(self.budget.used());
        self.budget = budget;
        self
    }

    /// Bytes of pixels that one hand needs at a time: its bands, and the largest picture.
    pub fn needed_pixel_bytes(&self) -> usize {
        self.budget.used() + self.sheet.largest_picture()
    }

    /// Columns and rows of the file.
    pub const fn size(&self) -> (u32, u32) {
        (self.canvas.width, self.canvas.height)
    }

    /// The most bytes that held pixels at a time.
    pub const fn peak_pixel_bytes(&self) -> usize {
        self.budget.peak()
    }

    /// How many times a picture was decoded.
    pub const fn decoded(&self) -> usize {
        self.cache.decoded()
    }

    /// Makes a band; the first is number 0. The same band has the same bytes, whichever were made before.
    ///
    /// # Errors
    /// [`PressError::Artwork`] where a picture turns out to be damaged.
    pub fn make(&mut self, number: usize) -> Result<Band, PressError> {
        let top = number as u32 * BAND_ROWS;
        let rows = BAND_ROWS.min(self.canvas.height.saturating_sub(top));
        match self.channels {
            Channels::Art => {
                self.draw(top, rows, self.ground)?;
                self.pack_art(None);
            }
            Channels::ArtAndWhite(white) => {
                let grey = self.white_rows(&white, top, rows)?;
                if self.ground != Ground::Transparent || !self.choke.is_none() {
                    self.draw(top, rows, self.ground)?;
                }
                self.pack_art(Some(&grey));
            }
            Channels::White(white) => {
                let grey = self.white_rows(&white, top, rows)?;
                self.pack(&grey, self.canvas.width as usize, 1);
            }
        }
        Ok(self.packed())
    }

    /// Draws rows into `self.pixels`: premultiplied, the rows from `top` on.
    fn draw(&mut self, top: u32, rows: u32, ground: Ground) -> Result<(), PressError> {
        let band = cleared(&mut self.pixels, self.canvas.width, rows, ground)?;
        self.sheet.draw(band, top, self.artworks, &mut self.cache, &mut self.budget, &mut Err)
    }

    /// White ink of some rows, one byte a pixel. Without a choke, `self.pixels` then holds the art of just these rows.
    pub(crate) fn white_rows(
        &mut self,
        white: &White,
        top: u32,
        rows: u32,
    ) -> Result<Vec<u8>, PressError> {
        let width = self.canvas.width as usize;
        let reach = if self.choke.is_none() { 0 } else { self.choke.reach() as u32 };
        // Drawing begins at a multiple of `ROWS`.
        let from = top.saturating_sub(reach.next_multiple_of(ROWS));
        let to = (top + rows + reach).min(self.canvas.height);
        self.draw(from, to - from, Ground::Transparent)?;
        let mut grey = vec![0; (to - from) as usize * width];
        if let Some(pixels) = &self.pixels {
            cover(pixels.data(), white.spared, &mut grey);
        }
        if self.choke.is_none() {
            return Ok(grey);
        }
        Ok(self.choke.shrink(&grey, width, (top - from) as usize, rows as usize))
    }

    /// Packs `self.pixels` as straight RGBA, with a channel beside it where there is one.
    fn pack_art(&mut self, beside: Option<&[u8]>) {
        let Some(mut pixels) = self.pixels.take() else { return };
        unpremultiply(pixels.data_mut());
        let width = self.canvas.width as usize;
        match beside {
            None => self.pack(pixels.data(), width * 4, 4),
            Some(grey) => {
                let (colours, _) = pixels.data().as_chunks::<4>();
                let mut all = vec![0; grey.len() * 5];
                let (wide, _) = all.as_chunks_mut::<5>();
                for ((wide, [r, g, b, alpha]), white) in wide.iter_mut().zip(colours).zip(grey) {
                    *wide = [*r, *g, *b, *alpha, *white];
                }
                self.pack(&all, width * 5, 5);
            }
        }
        self.pixels = Some(pixels);
    }

    fn pack(&mut self, pixels: &[u8], row: usize, depth: usize) {
        match self.packing {
            Packing::Png => rows::pack_png(pixels, row, depth, &mut self.line, &mut self.packer),
            Packing::Tiff => rows::pack_tiff(pixels, row, depth, &mut self.line, &mut self.packer),
        }
    }

    /// What was packed, as a part of the file.
    fn packed(&mut self) -> Band {
        let packed = self.packer.finish();
        let (adler, length) = (packed.adler, packed.length);
        let bytes = match self.packing {
            Packing::Png => chunk(b"IDAT", &[&packed.bytes]),
            Packing::Tiff => {
                [&ZLIB_HEADER[..], &packed.bytes, &LAST_BLOCK, &adler.to_be_bytes()].concat()
            }
        };
        Band { bytes, adler, length }
    }
}
