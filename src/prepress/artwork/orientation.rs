//! EXIF orientation: how stored rows are turned to be upright. Nothing else of EXIF is read.

use geom::Affine;

/// How a stored picture is turned to be upright; the eight values of EXIF tag 0x0112 (CIPA DC-008, 4.6.4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Orientation {
    /// 1: as stored.
    #[default]
    Upright,
    /// 2: mirrored left to right.
    Mirrored,
    /// 3: turned by 180 degrees.
    HalfTurn,
    /// 4: mirrored top to bottom.
    Flipped,
    /// 5: mirrored along the falling diagonal.
    Transposed,
    /// 6: to be turned by 90 degrees clockwise.
    QuarterTurn,
    /// 7: mirrored along the rising diagonal.
    Transversed,
    /// 8: to be turned by 90 degrees anticlockwise.
    ThreeQuarterTurn,
}

/// Most IFD entries that are looked at.
const MOST_ENTRIES: usize = 512;
/// The EXIF tag.
const TAG: u16 = 0x0112;

impl Orientation {
    /// The meaning of an EXIF value; anything unknown counts as upright.
    pub const fn of_value(value: u16) -> Self {
        match value {
            2 => Self::Mirrored,
            3 => Self::HalfTurn,
            4 => Self::Flipped,
            5 => Self::Transposed,
            6 => Self::QuarterTurn,
            7 => Self::Transversed,
            8 => Self::ThreeQuarterTurn,
            _ => Self::Upright,
        }
    }

    /// The orientation that an EXIF block (TIFF structure, with or without `Exif\0\0` before it) tells.
    pub fn of_exif(block: &[u8]) -> Self {
        let tiff = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
        first_directory_value(tiff).map_or(Self::Upright, Self::of_value)
    }

    /// Whether width and height change places.
    pub const fn swaps_axes(self) -> bool {
        matches!(
            self,
            Self::Transposed | Self::QuarterTurn | Self::Transversed | Self::ThreeQuarterTurn
        )
    }

    /// From the stored unit square to the upright unit square, y down.
    pub fn unit_transform(self) -> Affine {
        Affine::new(match self {
            Self::Upright => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            Self::Mirrored => [-1.0, 0.0, 0.0, 1.0, 1.0, 0.0],
            Self::HalfTurn => [-1.0, 0.0, 0.0, -1.0, 1.0, 1.0],
            Self::Flipped => [1.0, 0.0, 0.0, -1.0, 0.0, 1.0],
            Self::Transposed => [0.0, 1.0, 1.0, 0.0, 0.0, 0.0],
            Self::QuarterTurn => [0.0, 1.0, -1.0, 0.0, 1.0, 0.0],
            Self::Transversed => [0.0, -1.0, -1.0, 0.0, 1.0, 1.0],
            Self::ThreeQuarterTurn => [0.0, -1.0, 1.0, 0.0, 0.0, 1.0],
        })
    }

    /// Turns stored RGBA pixels upright.
    pub fn turned(self, stored: Vec<u8>, width: u32, height: u32) -> Vec<u8> {
        if self == Self::Upright {
            return stored;
        }
        let (width, height) = (width as usize, height as usize);
        let (columns, lines) = if self.swaps_axes() { (height, width) } else { (width, height) };
        let mut upright = Vec::with_capacity(stored.len());
        for line in 0..lines {
            for column in 0..columns {
                let (x, y) = self.stored_place(column, line, width, height);
                let at = (y * width + x) * 4;
                upright.extend_from_slice(&stored[at..at + 4]);
            }
        }
        upright
    }

    /// Where the upright pixel (column, line) is stored.
    const fn stored_place(
        self,
        column: usize,
        line: usize,
        width: usize,
        height: usize,
    ) -> (usize, usize) {
        let (right, bottom) = (width - 1, height - 1);
        match self {
            Self::Upright => (column, line),
            Self::Mirrored => (right - column, line),
            Self::HalfTurn => (right - column, bottom - line),
            Self::Flipped => (column, bottom - line),
            Self::Transposed => (line, column),
            Self::QuarterTurn => (line, bottom - column),
            Self::Transversed => (right - line, bottom - column),
            Self::ThreeQuarterTurn => (right - line, column),
        }
    }
}

/// The tag's value in the first directory of a TIFF structure.
fn first_directory_value(tiff: &[u8]) -> Option<u16> {
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let word = |at: usize| {
        let pair = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let directory = {
        let offset = tiff.get(4..8)?.try_into().ok()?;
        let offset = if little { u32::from_le_bytes(offset) } else { u32::from_be_bytes(offset) };
        usize::try_from(offset).ok()?
    };
    let count = usize::from(word(directory)?).min(MOST_ENTRIES);
    (0..count)
        .filter_map(|index| directory.checked_add(2 + index * 12))
        .find(|entry| word(*entry) == Some(TAG))
        .and_then(|entry| word(entry.checked_add(8)?))
}

#[cfg(test)]
mod tests {
    use geom::Point;

    use super::*;

    #[test]
    fn the_unit_transform_agrees_with_the_turned_pixels() {
        // A 3 x 2 picture whose red channel is its own index.
        let stored: Vec<u8> = (0..6).flat_map(|index| [index, 0, 0, 255]).collect();
        for value in 1..=8 {
            let orientation = Orientation::of_value(value);
            let upright = orientation.turned(stored.clone(), 3, 2);
            let columns = if orientation.swaps_axes() { 2.0 } else { 3.0 };
            for index in 0..6_u8 {
                let centre = Point::new(
                    (f64::from(index % 3) + 0.5) / 3.0,
                    (f64::from(index / 3) + 0.5) / 2.0,
                );
                let seen = orientation.unit_transform() * centre;
                let column = (seen.x * columns) as usize;
                let line = (seen.y * (6.0 / columns)) as usize;
                assert_eq!(
                    upright[(line * columns as usize + column) * 4],
                    index,
                    "{orientation:?}"
                );
            }
        }
    }

    #[test]
    fn a_broken_exif_block_counts_as_upright() {
        for block in [
            &b""[..],
            b"II*\0",
            b"II*\0\xff\xff\xff\xff",
            b"MM\0*\0\0\0\x08\0\x01\x01\x12",
            b"II*\0\x08\0\0\0\xff\xff",
        ] {
            assert_eq!(Orientation::of_exif(block), Orientation::Upright);
        }
        let six = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        assert_eq!(Orientation::of_exif(six), Orientation::QuarterTurn);
    }
}
