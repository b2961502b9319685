//! A picture's stored rows, one after the other. PNG streams; the other decoders give all rows at once.

use std::io::{Cursor, ErrorKind};

use design::{ImageFormat, PixelSize};
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::{ArtworkError, Header, JpegColour, JpegFile, MAX_SIDE};

/// Stored rows of a picture, from the first to the last, 8 bits a channel.
pub(crate) struct Rows<'a> {
    size: PixelSize,
    channels: Channels,
    given: u32,
    source: Source<'a>,
}

enum Source<'a> {
    Stream(Box<png::Reader<Cursor<&'a [u8]>>>),
    Whole(Vec<u8>),
}

/// Channels of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Channels {
    /// One: grey.
    Grey = 1,
    /// Two: grey and alpha.
    GreyAlpha = 2,
    /// Three.
    Rgb = 3,
    /// Four.
    Rgba = 4,
}

impl Channels {
    /// Bytes a pixel.
    pub(crate) const fn count(self) -> usize {
        self as usize
    }

    /// Whether there is an alpha channel.
    pub(crate) const fn has_alpha(self) -> bool {
        matches!(self, Self::GreyAlpha | Self::Rgba)
    }

    /// Appends a row as RGBA, straight alpha.
    pub(crate) fn extend_rgba(self, row: &[u8], out: &mut Vec<u8>) {
        match self {
            Self::Grey => row.iter().for_each(|&v| out.extend_from_slice(&[v, v, v, 255])),
            Self::GreyAlpha => {
                row.chunks_exact(2).for_each(|p| out.extend_from_slice(&[p[0], p[0], p[0], p[1]]))
            }
            Self::Rgb => {
                row.chunks_exact(3).for_each(|p| out.extend_from_slice(&[p[0], p[1], p[2], 255]))
            }
            Self::Rgba => out.extend_from_slice(row),
        }
    }
}

impl<'a> Rows<'a> {
    /// Starts to decode a picture whose header was inspected.
    pub(crate) fn open(bytes: &'a [u8], header: &Header) -> Result<Self, ArtworkError> {
        let (channels, source) = match header.format {
            ImageFormat::Png => open_png(bytes)?,
            ImageFormat::Jpeg => open_jpeg(bytes)?,
            ImageFormat::WebP => open_webp(bytes)?,
        };
        Ok(Self { size: header.stored, channels, given: 0, source })
    }

    /// Channels of each row.
    pub(crate) const fn channels(&self) -> Channels {
        self.channels
    }

    /// Bytes that decoding a picture takes at its highest, besides the rows that are kept: before [`Rows::open`].
    pub(crate) fn decoding_bytes(bytes: &[u8], header: &Header) -> usize {
        let pixels = header.stored.width as usize * header.stored.height as usize;
        let row = header.stored.width as usize * 4;
        match header.format {
            ImageFormat::Png => match png_decoder(bytes).read_info() {
                Ok(reader) if reader.info().interlaced => pixels * 4 + row,
                _ => row * 3,
            },
            ImageFormat::Jpeg => JpegFile::parse(bytes).map_or(pixels * 3, |file| {
                pixels * jpeg_channels(file.colour).count() + file.coefficient_bytes
            }),
            // The lossy decoder holds a frame of 1.5 bytes a pixel beside its output.
            ImageFormat::WebP => pixels * 11 / 2,
        }
    }

    /// The next row; `None` after the last.
    pub(crate) fn next_row(&mut self) -> Result<Option<&[u8]>, ArtworkError> {
        if self.given == self.size.height {
            return self.finish().map(|()| None);
        }
        let length = self.size.width as usize * self.channels.count();
        let index = self.given as usize;
        self.given += 1;
        match &mut self.source {
            Source::Stream(reader) => match reader.next_row() {
                Ok(Some(row)) => Ok(row.data().get(..length)),
                Ok(None) => Err(ArtworkError::Truncated { format: ImageFormat::Png }),
                Err(error) => Err(png_error(&error)),
            },
            Source::Whole(pixels) => Ok(pixels.get(index * length..(index + 1) * length)),
        }
    }
}

impl Rows<'_> {
    /// Reads on to the file's end, where checksums show damage that no row showed.
    fn finish(&mut self) -> Result<(), ArtworkError> {
        match std::mem::replace(&mut self.source, Source::Whole(Vec::new())) {
            Source::Stream(mut reader) => reader.finish().map_err(|error| png_error(&error)),
            Source::Whole(_) => Ok(()),
        }
    }
}

/// A decoder that turns palettes, small depths and 16 bits into plain 8-bit channels.
pub(super) fn png_decoder(bytes: &[u8]) -> png::Decoder<Cursor<&[u8]>> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder
}

fn open_png<'a>(bytes: &'a [u8]) -> Result<(Channels, Source<'a>), ArtworkError> {
    let mut reader = png_decoder(bytes).read_info().map_err(|error| png_error(&error))?;
    let channels = match reader.output_color_type().0 {
        png::ColorType::Grayscale => Channels::Grey,
        png::ColorType::GrayscaleAlpha => Channels::GreyAlpha,
        png::ColorType::Rgb => Channels::Rgb,
        png::ColorType::Rgba => Channels::Rgba,
        png::ColorType::Indexed => {
            return Err(ArtworkError::damaged(ImageFormat::Png, "its palette is missing"));
        }
    };
    if !reader.info().interlaced {
        return Ok((channels, Source::Stream(Box::new(reader))));
    }
    let size = reader
        .output_buffer_size()
        .ok_or_else(|| ArtworkError::damaged(ImageFormat::Png, "its size is wrong"))?;
    let mut pixels = vec![0; size];
    reader.next_frame(&mut pixels).map_err(|error| png_error(&error))?;
    Ok((channels, Source::Whole(pixels)))
}

const fn jpeg_channels(colour: JpegColour) -> Channels {
    match colour {
        JpegColour::Grey => Channels::Grey,
        JpegColour::Rgb | JpegColour::Cmyk => Channels::Rgb,
    }
}

fn open_jpeg<'a>(bytes: &[u8]) -> Result<(Channels, Source<'a>), ArtworkError> {
    let file = JpegFile::parse(bytes)?;
    file.check_complete()?;
    let channels = jpeg_channels(file.colour);
    let colours = match channels {
        Channels::Grey => ColorSpace::Luma,
        _ => ColorSpace::RGB,
    };
    // Without platform paths the pixels are the same everywhere; strict, because a print must not hide damage.
    let options = DecoderOptions::new_safe()
        .set_strict_mode(true)
        .set_max_width(MAX_SIDE as usize)
        .set_max_height(MAX_SIDE as usize)
        .jpeg_set_out_colorspace(colours);
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let pixels = decoder
        .decode()
        .map_err(|error| ArtworkError::damaged(ImageFormat::Jpeg, lower(&error)))?;
    let wanted = file.size.width as usize * file.size.height as usize * channels.count();
    if pixels.len() != wanted {
        return Err(ArtworkError::damaged(ImageFormat::Jpeg, "its size is wrong"));
    }
    Ok((channels, Source::Whole(pixels)))
}

fn open_webp<'a>(bytes: &[u8]) -> Result<(Channels, Source<'a>), ArtworkError> {
    let mut decoder =
        image_webp::WebPDecoder::new(Cursor::new(bytes)).map_err(|error| webp_error(&error))?;
    let size = decoder
        .output_buffer_size()
        .ok_or_else(|| ArtworkError::damaged(ImageFormat::WebP, "its size is wrong"))?;
    let mut pixels = vec![0; size];
    decoder.read_image(&mut pixels).map_err(|error| webp_error(&error))?;
    let channels = if decoder.has_alpha() { Channels::Rgba } else { Channels::Rgb };
    Ok((channels, Source::Whole(pixels)))
}

pub(super) fn png_error(error: &png::DecodingError) -> ArtworkError {
    match error {
        png::DecodingError::IoError(io) if io.kind() == ErrorKind::UnexpectedEof => {
            ArtworkError::Truncated { format: ImageFormat::Png }
        }
        other => ArtworkError::damaged(ImageFormat::Png, lower(other)),
    }
}

pub(super) fn webp_error(error: &image_webp::DecodingError) -> ArtworkError {
    match error {
        image_webp::DecodingError::IoError(io) if io.kind() == ErrorKind::UnexpectedEof => {
            ArtworkError::Truncated { format: ImageFormat::WebP }
        }
        other => ArtworkError::damaged(ImageFormat::WebP, lower(other)),
    }
}

/// A decoder's message in this house's style: lower case, one line.
fn lower(message: &dyn std::fmt::Display) -> String {
    message.to_string().split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
