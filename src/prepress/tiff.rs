//! A side as a TIFF file for print, strip by strip: the art, white ink as a channel of its own where it is wanted, the
//! resolution and the colour profile. Baseline TIFF 6.0 with deflate; files of 4 GiB and more (BigTIFF) are refused.

use std::io::{Seek, SeekFrom, Write};

use scene::Scene;

use crate::bands::{BAND_ROWS, Band, Bands, Channels, Packing, Shape};
use crate::icc::srgb_display_profile;
use crate::jobs::report;
use crate::png::{PngReport, PngRequest};
use crate::{Artworks, PressError, Progress};

/// Little-endian, the number of the format, and room for where the directory lies.
const HEAD: [u8; 8] = [b'I', b'I', 42, 0, 0, 0, 0, 0];
/// Kinds of values (TIFF 6.0, section 2).
const BYTES: u16 = 1;
const TEXT: u16 = 2;
const SHORT: u16 = 3;
const LONG: u16 = 4;
const RATIONAL: u16 = 5;
const OPAQUE_BYTES: u16 = 7;
/// Names of the channels after the colours, as Photoshop keeps them (its image resource 1006).
const CHANNEL_NAMES: [&str; 2] = ["Transparency", "White"];

/// A TIFF file to be made: strips are added in order, then the directory. Who makes them is left open.
#[derive(Clone, Debug)]
pub struct TiffFile {
    request: PngRequest,
    shape: Shape,
    /// Where each strip lies, and its length.
    strips: Vec<(u32, u32)>,
    at: u64,
}

/// What a TIFF file ends with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TiffEnd {
    /// The directory, to be added.
    pub directory: Vec<u8>,
    /// Where the link to it lies in the file.
    pub place: u64,
    /// The link, to be written there.
    pub link: [u8; 4],
}

/// A value of the directory: its kind, how many there are, and their bytes.
type Value = (u16, u32, Vec<u8>);

/// Writes the side to `file`: RGB with straight alpha, 8 bits, deflate, and white ink where `channels` says so.
///
/// # Errors
/// As [`png`](crate::png), and [`PressError::FileSize`], [`PressError::Choke`], [`PressError::Encode`] where the file
/// cannot be written. What was already written is then not a whole file.
pub fn tiff(
    scene: &Scene,
    artworks: &dyn Artworks,
    request: &PngRequest,
    channels: Channels,
    file: impl Write + Seek,
    progress: &mut Progress<'_>,
) -> Result<PngReport, PressError> {
    TiffFile::of(scene, request, channels)?.write(scene, artworks, file, progress)
}

impl TiffFile {
    /// A file of a side.
    ///
    /// # Errors
    /// [`PressError::Size`].
    pub fn of(scene: &Scene, request: &PngRequest, channels: Channels) -> Result<Self, PressError> {
        let shape = Shape::of(scene, request, channels)?;
        Ok(Self { request: *request, shape, strips: Vec::new(), at: HEAD.len() as u64 })
    }

    /// What makes its bands; as many of these as there are hands.
    ///
    /// # Errors
    /// A picture that is missing or cannot be read, or a choke that cannot be made.
    pub fn bands<'a>(
        &self,
        scene: &Scene,
        artworks: &'a dyn Artworks,
    ) -> Result<Bands<'a>, PressError> {
        Bands::new(scene, artworks, &self.request, self.shape.channels, Packing::Tiff)
    }

    /// What the file begins with.
    pub fn head(&self) -> Vec<u8> {
        HEAD.to_vec()
    }

    /// The next band as bytes of the file.
    ///
    /// # Errors
    /// [`PressError::FileSize`] where the file gets too large for its format.
    pub fn add(&mut self, band: Band) -> Result<Vec<u8>, PressError> {
        let mut bytes = band.bytes;
        // Every strip begins at an even place, as the format wants of all that it points to.
        if bytes.len() % 2 == 1 {
            bytes.push(0);
        }
        let place = |number: u64| u32::try_from(number).map_err(|_| PressError::FileSize);
        self.strips.push((place(self.at)?, place(bytes.len() as u64)?));
        self.at += bytes.len() as u64;
        Ok(bytes)
    }

    /// What the file ends with.
    ///
    /// # Errors
    /// [`PressError::FileSize`].
    pub fn end(&self) -> Result<TiffEnd, PressError> {
        let start = u32::try_from(self.at).map_err(|_| PressError::FileSize)?;
        let end = self.directory(start);
        if self.at + end.len() as u64 > u64::from(u32::MAX) {
            return Err(PressError::FileSize);
        }
        Ok(TiffEnd { directory: end, place: 4, link: start.to_le_bytes() })
    }

    /// Makes the whole file, one band after the other.
    ///
    /// # Errors
    /// As [`tiff`].
    pub fn write(
        mut self,
        scene: &Scene,
        artworks: &dyn Artworks,
        mut file: impl Write + Seek,
        progress: &mut Progress<'_>,
    ) -> Result<PngReport, PressError> {
        let mut bands = self.bands(scene, artworks)?;
        let count = bands.count();
        file.write_all(&self.head()).map_err(PressError::encode)?;
        for number in 0..count {
            report(progress, number, count)?;
            file.write_all(&self.add(bands.make(number)?)?).map_err(PressError::encode)?;
        }
        let end = self.end()?;
        let written = file
            .write_all(&end.directory)
            .and_then(|()| file.seek(SeekFrom::Start(end.place)).map(|_| ()))
            .and_then(|()| file.write_all(&end.link))
            .and_then(|()| file.flush());
        written.map_err(PressError::encode)?;
        report(progress, count, count)?;
        let (width, height) = bands.size();
        let peak_pixel_bytes = bands.peak_pixel_bytes();
        Ok(PngReport { width, height, peak_pixel_bytes, decoded: bands.decoded() })
    }

    /// The directory that begins at `start`, and the values that do not fit in it.
    fn directory(&self, start: u32) -> Vec<u8> {
        let Shape { width, height, dpi, channels } = self.shape;
        let count = channels.count();
        let short = |values: &[u16]| -> Value {
            (
                SHORT,
                values.len() as u32,
                values.iter().flat_map(|value| value.to_le_bytes()).collect(),
            )
        };
        let long = |values: Vec<u32>| -> Value {
            (
                LONG,
                values.len() as u32,
                values.iter().flat_map(|value| value.to_le_bytes()).collect(),
            )
        };
        let bytes = |kind: u16, values: &[u8]| (kind, values.len() as u32, values.to_vec());
        let resolution = || {
            let per_inch = (dpi.dpi() * 1000.0).round() as u32;
            let parts = [per_inch.to_le_bytes(), 1000_u32.to_le_bytes()];
            (RATIONAL, 1, parts.concat())
        };
        let is_grey = count == 1;
        let mut entries: Vec<(u16, Value)> = vec![
            (256, long(vec![width])),
            (257, long(vec![height])),
            (258, short(&[8; 5][..count])),
            // Deflate, as Adobe numbers it.
            (259, short(&[8])),
            // 0 is black, or red, green, blue.
            (262, short(&[if is_grey { 1 } else { 2 }])),
            (273, long(self.strips.iter().map(|(place, _)| *place).collect())),
            (277, short(&[count as u16])),
            (278, long(vec![BAND_ROWS])),
            (279, long(self.strips.iter().map(|(_, length)| *length).collect())),
            (282, resolution()),
            (283, resolution()),
            // All channels of a pixel together; dots per inch.
            (284, short(&[1])),
            (296, short(&[2])),
            (305, bytes(TEXT, b"Atelier\0")),
            // Differences from the pixel on the left.
            (317, short(&[2])),
        ];
        if !is_grey {
            // Straight alpha, and a channel that is neither.
            entries.push((338, short(&[2, 0][..count - 3])));
            if count == 5 {
                entries.push((34377, bytes(BYTES, &channel_names())));
            }
            entries.push((34675, bytes(OPAQUE_BYTES, &srgb_display_profile())));
        }
        let mut directory = (entries.len() as u16).to_le_bytes().to_vec();
        let mut beside = start + 2 + 12 * entries.len() as u32 + 4;
        let mut values = Vec::new();
        for (tag, (kind, many, value)) in entries {
            directory.extend_from_slice(&tag.to_le_bytes());
            directory.extend_from_slice(&kind.to_le_bytes());
            directory.extend_from_slice(&many.to_le_bytes());
            if let Some(mut inside) = (value.len() <= 4).then(|| value.clone()) {
                inside.resize(4, 0);
                directory.extend_from_slice(&inside);
                continue;
            }
            directory.extend_from_slice(&beside.to_le_bytes());
            let length = value.len().next_multiple_of(2);
            values.extend_from_slice(&value);
            values.resize(values.len() + length - value.len(), 0);
            beside += length as u32;
        }
        // There is no other directory.
        directory.extend_from_slice(&[0; 4]);
        directory.extend(values);
        directory
    }
}

/// The names of the channels after the colours as an image resource.
fn channel_names() -> Vec<u8> {
    let names: Vec<u8> = CHANNEL_NAMES
        .iter()
        .flat_map(|name| [&[name.len() as u8], name.as_bytes()].concat())
        .collect();
    let mut resource = b"8BIM\x03\xEE\0\0".to_vec();
    resource.extend_from_slice(&(names.len() as u32).to_be_bytes());
    resource.extend_from_slice(&names);
    resource.resize(resource.len().next_multiple_of(2), 0);
    resource
}
