//! Pictures inside a PDF: JPEG passes through as it is where nothing changes, everything else is packed without loss,
//! alpha as a soft mask. Finer pictures than needed are made smaller where that is asked for.

use std::io::Write;

use design::{ArtworkId, ImageFormat, PixelSize};
use geom::{Affine, Rgb};
use pdf_writer::types::Predictor;
use pdf_writer::{Filter, Name, Ref};
use scene::Picture;

use super::colour::Space;
use super::request::FINER_BY;
use super::{Writer, picture_name};
use crate::artwork::{
    ArtworkError, Channels, Header, JpegColour, JpegFile, Orientation, Rows, Target, Tint, TintKey,
    Window, inspect, resample,
};
use crate::icc::grey_profile;

/// What tells one picture of a file from another: original, changed colours, size in pixels.
pub(super) type PictureKey = (ArtworkId, TintKey, (u32, u32));

/// Rows packed for a PDF: PNG's filters and deflate, without PNG's envelope.
pub(super) struct Packed {
    data: Vec<u8>,
    colours: u8,
}

impl Writer<'_> {
    /// The name of a picture's object, written at its first use, and how it is to be turned.
    pub(super) fn picture(
        &mut self,
        picture: &Picture,
        bytes: &[u8],
        to_side: Affine,
    ) -> Result<(String, Orientation), ArtworkError> {
        let header = inspect(bytes)?;
        let tint = Tint::of(&picture.look);
        let size = self.needed(picture, &header, to_side);
        let tint_key = tint.as_ref().map_or([0; 7], |tint| tint.key);
        let key = (picture.artwork, tint_key, (size.width, size.height));
        if let Some(place) = self.places.get(&key) {
            return Ok((picture_name(*place), header.orientation));
        }
        let id = self.next();
        let is_touched =
            tint.is_some() || size != header.stored || matches!(self.space, Space::Cmyk(..));
        let passing = if is_touched { None } else { passing_jpeg(bytes, &header)? };
        match passing {
            Some((data, colour)) => self.write_jpeg(id, &header, &data, colour)?,
            None => self.write_packed(id, bytes, &header, size, tint.as_ref())?,
        }
        self.places.insert(key, self.pictures.len());
        Ok((self.picture_of(id), header.orientation))
    }

    /// The name of a picture that was just written.
    pub(super) fn picture_of(&mut self, id: Ref) -> String {
        self.pictures.push(id);
        picture_name(self.pictures.len() - 1)
    }

    /// The size in pixels, as stored, that a picture needs: fewer than it has only where it is much finer than asked for.
    fn needed(&self, picture: &Picture, header: &Header, to_side: Affine) -> PixelSize {
        let stored = header.stored;
        let Some(resolution) = self.resolution else { return stored };
        let whole = picture.whole();
        let place = to_side
            * Affine::scale_non_uniform(whole.width(), whole.height())
            * header.orientation.unit_transform();
        let [a, b, c, d, ..] = place.as_coeffs();
        let pixels = |length: f64, stored: u32| {
            (length * resolution.per_mm()).ceil().clamp(1.0, f64::from(stored)) as u32
        };
        let width = pixels((a * a + b * b).sqrt(), stored.width);
        let height = pixels((c * c + d * d).sqrt(), stored.height);
        let finer = |stored: u32, needed: u32| f64::from(stored) / f64::from(needed) > FINER_BY;
        if finer(stored.width, width) && finer(stored.height, height) {
            PixelSize { width, height }
        } else {
            stored
        }
    }

    /// The name of a picture of one colour that shows as much as `alpha` says.
    pub(super) fn shadow(
        &mut self,
        colour: Rgb,
        (width, height): (u32, u32),
        alpha: &[u8],
    ) -> Result<String, ArtworkError> {
        let size = (width, height);
        let mut colours = Packer::of_size(size, self.space.channels())?;
        let mut mask = Packer::of_size(size, 1)?;
        let row = [colour.r, colour.g, colour.b].repeat(width as usize);
        let row = self.space.row(&row);
        for line in alpha.chunks_exact(width.max(1) as usize) {
            colours.push(&row)?;
            mask.push(line)?;
        }
        let (id, mask_id) = (self.next(), self.next());
        let size = (width as i32, height as i32);
        self.write_object(mask_id, size, &mask.finish()?, None);
        self.write_object(id, size, &colours.finish()?, Some(mask_id));
        Ok(self.picture_of(id))
    }

    fn write_jpeg(
        &mut self,
        id: Ref,
        header: &Header,
        data: &[u8],
        colour: JpegColour,
    ) -> Result<(), ArtworkError> {
        let profile = match colour {
            JpegColour::Grey if self.has_own_grey => Some(self.grey()?),
            JpegColour::Grey | JpegColour::Rgb | JpegColour::Cmyk => None,
        };
        let mut object = self.pdf.image_xobject(id, data);
        object.filter(Filter::DctDecode);
        object.width(header.stored.width as i32).height(header.stored.height as i32);
        match (profile, colour) {
            (Some(profile), _) => object.color_space().icc_based(profile),
            (None, JpegColour::Grey) => {
                object.color_space_name(Name(b"DeviceGray"));
            }
            (None, JpegColour::Rgb | JpegColour::Cmyk) => {
                object.color_space_name(Name(b"DeviceRGB"));
            }
        }
        object.bits_per_component(8);
        Ok(())
    }

    /// The profile of grey pictures, written at its first use.
    fn grey(&mut self) -> Result<Ref, ArtworkError> {
        if let Some(id) = self.grey {
            return Ok(id);
        }
        let id = self
            .profile(&grey_profile(), 1, Name(b"DeviceGray"))
            .map_err(|error| ArtworkError::damaged(ImageFormat::Jpeg, error))?;
        self.grey = Some(id);
        Ok(id)
    }

    fn write_packed(
        &mut self,
        id: Ref,
        bytes: &[u8],
        header: &Header,
        size: PixelSize,
        tint: Option<&Tint>,
    ) -> Result<(), ArtworkError> {
        let (colour, mask) = if size == header.stored {
            self.packed_rows(bytes, header, tint)?
        } else {
            self.packed_smaller(bytes, header, size, tint)?
        };
        let size = (size.width as i32, size.height as i32);
        let mask = mask.map(|mask| (self.next(), mask));
        if let Some((mask_id, mask)) = &mask {
            self.write_object(*mask_id, size, mask, None);
        }
        self.write_object(id, size, &colour, mask.map(|(mask_id, _)| mask_id));
        Ok(())
    }

    /// Writes a picture of one channel (grey), three or four.
    pub(super) fn write_object(
        &mut self,
        id: Ref,
        (width, height): (i32, i32),
        packed: &Packed,
        mask: Option<Ref>,
    ) {
        let mut object = self.pdf.image_xobject(id, &packed.data);
        object.filter(Filter::FlateDecode);
        object
            .decode_parms()
            .predictor(Predictor::PngOptimum)
            .colors(i32::from(packed.colours))
            .bits_per_component(8)
            .columns(width);
        object.width(width).height(height);
        object.color_space_name(match packed.colours {
            1 => Name(b"DeviceGray"),
            3 => Name(b"DeviceRGB"),
            _ => Name(b"DeviceCMYK"),
        });
        object.bits_per_component(8);
        if let Some(mask) = mask {
            object.s_mask(mask);
        }
    }

    /// Colour and, where anything is not opaque, alpha: of a picture made smaller.
    fn packed_smaller(
        &self,
        bytes: &[u8],
        header: &Header,
        size: PixelSize,
        tint: Option<&Tint>,
    ) -> Result<(Packed, Option<Packed>), ArtworkError> {
        let PixelSize { width, height } = size;
        let mut rows = Rows::open(bytes, header)?;
        let target = Target { width, height, window: Window::all(size) };
        let made = resample(&mut rows, header.stored, &target, tint)?;
        let depth = if made.has_alpha { 4 } else { 3 };
        let is_opaque = !made.has_alpha || made.pixels.chunks_exact(4).all(|p| p[3] == 255);
        let mut colour = Packer::of_size((width, height), self.space.channels())?;
        let mut alpha = if is_opaque { None } else { Some(Packer::of_size((width, height), 1)?) };
        let (mut line, mut mask) = (Vec::new(), Vec::new());
        for row in made.pixels.chunks_exact(width as usize * depth) {
            line.clear();
            mask.clear();
            for pixel in row.chunks_exact(depth) {
                let all = pixel.get(3).copied().unwrap_or(255);
                line.extend(pixel[..3].iter().map(|value| straight(*value, all)));
                mask.push(all);
            }
            colour.push(&self.space.row(&line))?;
            if let Some(alpha) = &mut alpha {
                alpha.push(&mask)?;
            }
        }
        Ok((colour.finish()?, alpha.map(Packer::finish).transpose()?))
    }

    /// Colour and, where anything is not opaque, alpha.
    fn packed_rows(
        &self,
        bytes: &[u8],
        header: &Header,
        tint: Option<&Tint>,
    ) -> Result<(Packed, Option<Packed>), ArtworkError> {
        let mut rows = Rows::open(bytes, header)?;
        let stored = rows.channels();
        let is_grey = matches!(stored, Channels::Grey | Channels::GreyAlpha);
        let is_inks = matches!(self.space, Space::Cmyk(..));
        // Changed pixels have all colours, whatever the stored ones have; grey is not of device colours everywhere.
        let widened = tint.is_some() || is_grey && (is_inks || self.has_own_grey);
        let channels = match (widened, stored.has_alpha()) {
            (false, _) => stored,
            (true, false) => Channels::Rgb,
            (true, true) => Channels::Rgba,
        };
        let colours = match channels {
            Channels::Grey | Channels::GreyAlpha => 1,
            Channels::Rgb | Channels::Rgba => self.space.channels(),
        };
        let size = (header.stored.width, header.stored.height);
        let mut colour = Packer::of_size(size, colours)?;
        let mut alpha = if channels.has_alpha() { Some(Packer::of_size(size, 1)?) } else { None };
        let mut opaque = true;
        let (mut line, mut mask, mut changed) = (Vec::new(), Vec::new(), Vec::new());
        while let Some(mut row) = rows.next_row()? {
            if widened {
                changed.clear();
                stored.extend_rgba(row, &mut changed);
                if let Some(tint) = tint {
                    tint.apply(&mut changed);
                }
                if !stored.has_alpha() {
                    line.clear();
                    changed.chunks_exact(4).for_each(|p| line.extend_from_slice(&p[..3]));
                    std::mem::swap(&mut line, &mut changed);
                }
                row = &changed;
            }
            let Some(alpha) = &mut alpha else {
                colour.push(&self.space.row_of(row, colours))?;
                continue;
            };
            line.clear();
            mask.clear();
            for pixel in row.chunks_exact(channels.count()) {
                if let [colours @ .., alpha] = pixel {
                    line.extend_from_slice(colours);
                    mask.push(*alpha);
                }
            }
            opaque &= mask.iter().all(|alpha| *alpha == 255);
            colour.push(&self.space.row_of(&line, colours))?;
            alpha.push(&mask)?;
        }
        let mask = match alpha {
            Some(alpha) if !opaque => Some(alpha.finish()?),
            _ => None,
        };
        Ok((colour.finish()?, mask))
    }
}

/// A colour value without the alpha that it was multiplied by.
fn straight(value: u8, alpha: u8) -> u8 {
    if alpha == 0 {
        return 0;
    }
    let (value, alpha) = (u32::from(value), u32::from(alpha));
    ((value * 255 + alpha / 2) / alpha).min(255) as u8
}

/// A JPEG that every PDF reader shows as a browser does, without what it says about its maker.
fn passing_jpeg(
    bytes: &[u8],
    header: &Header,
) -> Result<Option<(Vec<u8>, JpegColour)>, ArtworkError> {
    if header.format != ImageFormat::Jpeg {
        return Ok(None);
    }
    let file = JpegFile::parse(bytes)?;
    file.check_complete()?;
    let passes = match file.colour {
        JpegColour::Grey => true,
        JpegColour::Rgb => !file.names_its_colours,
        JpegColour::Cmyk => false,
    };
    Ok(passes.then(|| (file.without_descriptions(), file.colour)))
}

/// Packs rows through the PNG encoder and takes them out of its envelope.
pub(super) struct Packer {
    encoder: png::StreamWriter<'static, Envelope>,
    data: std::rc::Rc<std::cell::RefCell<Vec<u8>>>,
    colours: u8,
}

impl Packer {
    /// Packs rows of one, three or four channels.
    pub(super) fn of_size((width, height): (u32, u32), colours: u8) -> Result<Self, ArtworkError> {
        let data = std::rc::Rc::default();
        let envelope =
            Envelope { data: std::rc::Rc::clone(&data), pending: Vec::new(), started: false };
        let mut encoder = png::Encoder::new(envelope, width, height);
        encoder.set_color(match colours {
            1 => png::ColorType::Grayscale,
            3 => png::ColorType::Rgb,
            // PNG has no inks; its filters only count channels.
            _ => png::ColorType::Rgba,
        });
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Fast);
        let encoder = encoder
            .write_header()
            .and_then(|writer| writer.into_stream_writer())
            .map_err(|error| ArtworkError::damaged(ImageFormat::Png, error))?;
        Ok(Self { encoder, data, colours })
    }

    /// Takes a row.
    pub(super) fn push(&mut self, row: &[u8]) -> Result<(), ArtworkError> {
        self.encoder.write_all(row).map_err(|error| ArtworkError::damaged(ImageFormat::Png, error))
    }

    /// All rows, packed.
    pub(super) fn finish(self) -> Result<Packed, ArtworkError> {
        let Self { encoder, data, colours } = self;
        encoder.finish().map_err(|error| ArtworkError::damaged(ImageFormat::Png, error))?;
        Ok(Packed { data: data.take(), colours })
    }
}

/// Takes a PNG file as it is written and keeps the content of its `IDAT` chunks only.
struct Envelope {
    data: std::rc::Rc<std::cell::RefCell<Vec<u8>>>,
    pending: Vec<u8>,
    started: bool,
}

impl Envelope {
    const SIGNATURE: usize = 8;
    /// Length and type before a chunk's content.
    const BEFORE: usize = 8;
    /// Checksum after it.
    const AFTER: usize = 4;

    fn take_whole_chunks(&mut self) {
        let mut at = 0;
        if !self.started {
            if self.pending.len() < Self::SIGNATURE {
                return;
            }
            self.started = true;
            at = Self::SIGNATURE;
        }
        while let Some(length) = self.pending.get(at..at + 4) {
            let length = u32::from_be_bytes([length[0], length[1], length[2], length[3]]) as usize;
            let start = at + Self::BEFORE;
            let end = start + length + Self::AFTER;
            if self.pending.len() < end {
                break;
            }
            if &self.pending[at + 4..start] == b"IDAT" {
                self.data.borrow_mut().extend_from_slice(&self.pending[start..start + length]);
            }
            at = end;
        }
        self.pending.drain(..at);
    }
}

impl Write for Envelope {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.pending.extend_from_slice(bytes);
        self.take_whole_chunks();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
