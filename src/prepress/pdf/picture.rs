//! Pictures inside a PDF: JPEG passes through as it is, everything else is packed without loss, alpha as a soft mask.

use std::io::Write;

use design::{ImageFormat, PixelSize};
use geom::Rgb;
use pdf_writer::types::Predictor;
use pdf_writer::{Filter, Name, Ref};
use scene::Picture;

use super::{Writer, picture_name};
use crate::artwork::{
    ArtworkError, Channels, Header, JpegColour, JpegFile, Orientation, Rows, Tint, inspect,
};

/// Rows packed for a PDF: PNG's filters and deflate, without PNG's envelope.
struct Packed {
    data: Vec<u8>,
    colours: u8,
}

impl Writer<'_> {
    /// The name of a picture's object, written at its first use, and how it is to be turned.
    pub(super) fn picture(
        &mut self,
        picture: &Picture,
        bytes: &[u8],
    ) -> Result<(String, Orientation), ArtworkError> {
        let header = inspect(bytes)?;
        let tint = Tint::of(&picture.look);
        let key = (picture.artwork, tint.as_ref().map_or([0; 7], |tint| tint.key));
        if let Some(place) = self.places.get(&key) {
            return Ok((picture_name(*place), header.orientation));
        }
        let id = self.next();
        let passing = if tint.is_none() { passing_jpeg(bytes, &header)? } else { None };
        match passing {
            Some((data, colour)) => self.write_jpeg(id, &header, &data, colour),
            None => self.write_packed(id, bytes, &header, tint.as_ref())?,
        }
        let place = self.pictures.len();
        self.places.insert(key, place);
        self.pictures.push(id);
        Ok((picture_name(place), header.orientation))
    }

    /// The name of a picture of one colour that shows as much as `alpha` says.
    pub(super) fn shadow(
        &mut self,
        colour: Rgb,
        (width, height): (u32, u32),
        alpha: &[u8],
    ) -> Result<String, ArtworkError> {
        let stored = PixelSize { width, height };
        let header = Header { format: ImageFormat::Png, stored, orientation: Orientation::Upright };
        let (mut colours, mut mask) = (Packer::new(&header, 3)?, Packer::new(&header, 1)?);
        let row = [colour.r, colour.g, colour.b].repeat(width as usize);
        for line in alpha.chunks_exact(width.max(1) as usize) {
            colours.push(&row)?;
            mask.push(line)?;
        }
        let (id, mask_id) = (self.next(), self.next());
        self.write_object(mask_id, &header, &mask.finish()?, None);
        self.write_object(id, &header, &colours.finish()?, Some(mask_id));
        self.pictures.push(id);
        Ok(picture_name(self.pictures.len() - 1))
    }

    fn write_jpeg(&mut self, id: Ref, header: &Header, data: &[u8], colour: JpegColour) {
        let mut object = self.pdf.image_xobject(id, data);
        object.filter(Filter::DctDecode);
        object.width(header.stored.width as i32).height(header.stored.height as i32);
        object.color_space_name(match colour {
            JpegColour::Grey => Name(b"DeviceGray"),
            JpegColour::Rgb | JpegColour::Cmyk => Name(b"DeviceRGB"),
        });
        object.bits_per_component(8);
    }

    fn write_packed(
        &mut self,
        id: Ref,
        bytes: &[u8],
        header: &Header,
        tint: Option<&Tint>,
    ) -> Result<(), ArtworkError> {
        let (colour, mask) = packed_rows(bytes, header, tint)?;
        let mask = mask.map(|mask| (self.next(), mask));
        if let Some((mask_id, mask)) = &mask {
            self.write_object(*mask_id, header, mask, None);
        }
        self.write_object(id, header, &colour, mask.map(|(mask_id, _)| mask_id));
        Ok(())
    }

    fn write_object(&mut self, id: Ref, header: &Header, packed: &Packed, mask: Option<Ref>) {
        let (width, height) = (header.stored.width as i32, header.stored.height as i32);
        let mut object = self.pdf.image_xobject(id, &packed.data);
        object.filter(Filter::FlateDecode);
        object
            .decode_parms()
            .predictor(Predictor::PngOptimum)
            .colors(i32::from(packed.colours))
            .bits_per_component(8)
            .columns(width);
        object.width(width).height(height);
        object.color_space_name(if packed.colours == 1 {
            Name(b"DeviceGray")
        } else {
            Name(b"DeviceRGB")
        });
        object.bits_per_component(8);
        if let Some(mask) = mask {
            object.s_mask(mask);
        }
    }
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

/// Colour and, where anything is not opaque, alpha.
fn packed_rows(
    bytes: &[u8],
    header: &Header,
    tint: Option<&Tint>,
) -> Result<(Packed, Option<Packed>), ArtworkError> {
    let mut rows = Rows::open(bytes, header)?;
    let stored = rows.channels();
    // Changed pixels have all colours, whatever the stored ones have.
    let channels = match (tint.is_some(), stored.has_alpha()) {
        (false, _) => stored,
        (true, false) => Channels::Rgb,
        (true, true) => Channels::Rgba,
    };
    let colours = match channels {
        Channels::Grey | Channels::GreyAlpha => 1,
        Channels::Rgb | Channels::Rgba => 3,
    };
    let mut colour = Packer::new(header, colours)?;
    let mut alpha = if channels.has_alpha() { Some(Packer::new(header, 1)?) } else { None };
    let mut opaque = true;
    let (mut line, mut mask, mut changed) = (Vec::new(), Vec::new(), Vec::new());
    while let Some(mut row) = rows.next_row()? {
        if let Some(tint) = tint {
            changed.clear();
            stored.extend_rgba(row, &mut changed);
            tint.apply(&mut changed);
            if !stored.has_alpha() {
                line.clear();
                changed.chunks_exact(4).for_each(|p| line.extend_from_slice(&p[..3]));
                std::mem::swap(&mut line, &mut changed);
            }
            row = &changed;
        }
        let Some(alpha) = &mut alpha else {
            colour.push(row)?;
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
        colour.push(&line)?;
        alpha.push(&mask)?;
    }
    let mask = match alpha {
        Some(alpha) if !opaque => Some(alpha.finish()?),
        _ => None,
    };
    Ok((colour.finish()?, mask))
}

/// Packs rows through the PNG encoder and takes them out of its envelope.
struct Packer {
    encoder: png::StreamWriter<'static, Envelope>,
    data: std::rc::Rc<std::cell::RefCell<Vec<u8>>>,
    colours: u8,
    format: ImageFormat,
}

impl Packer {
    fn new(header: &Header, colours: u8) -> Result<Self, ArtworkError> {
        let data = std::rc::Rc::default();
        let envelope =
            Envelope { data: std::rc::Rc::clone(&data), pending: Vec::new(), started: false };
        let mut encoder = png::Encoder::new(envelope, header.stored.width, header.stored.height);
        encoder.set_color(if colours == 1 {
            png::ColorType::Grayscale
        } else {
            png::ColorType::Rgb
        });
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_compression(png::Compression::Fast);
        let encoder = encoder
            .write_header()
            .and_then(|writer| writer.into_stream_writer())
            .map_err(|error| ArtworkError::damaged(header.format, error))?;
        Ok(Self { encoder, data, colours, format: header.format })
    }

    fn push(&mut self, row: &[u8]) -> Result<(), ArtworkError> {
        self.encoder.write_all(row).map_err(|error| ArtworkError::damaged(self.format, error))
    }

    fn finish(self) -> Result<Packed, ArtworkError> {
        let Self { encoder, data, colours, format } = self;
        encoder.finish().map_err(|error| ArtworkError::damaged(format, error))?;
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
