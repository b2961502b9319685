//! Rows of pixels made ready for packing: said as differences from their neighbours. Nothing is decided by how large a file
//! would be: what is alike above is said so, and that is what prints have most of.

use crate::deflate::Packer;

/// PNG's filters that are used (PNG 9.2): the difference from the pixel on the left, or from the one above.
const SUB: u8 = 1;
const UP: u8 = 2;

/// Packs whole rows of `row` bytes with PNG's filters; pixels have `depth` bytes. The first row looks at no other.
pub(crate) fn pack_png(
    pixels: &[u8],
    row: usize,
    depth: usize,
    line: &mut Vec<u8>,
    packer: &mut Packer,
) {
    line.resize(row + 1, 0);
    let mut above: Option<&[u8]> = None;
    for pixels in pixels.chunks_exact(row.max(1)) {
        match above {
            None => {
                line[0] = SUB;
                from_left(pixels, depth, &mut line[1..]);
                packer.add(line);
            }
            Some(above) if above == pixels => {
                packer.add(&[UP]);
                packer.add_zeros(row);
            }
            Some(above) => {
                line[0] = UP;
                for ((out, pixel), above) in line[1..].iter_mut().zip(pixels).zip(above) {
                    *out = pixel.wrapping_sub(*above);
                }
                packer.add(line);
            }
        }
        above = Some(pixels);
    }
}

/// Packs whole rows of `row` bytes with TIFF's horizontal predictor (TIFF 6.0, section 14); pixels have `depth` bytes.
pub(crate) fn pack_tiff(
    pixels: &[u8],
    row: usize,
    depth: usize,
    line: &mut Vec<u8>,
    packer: &mut Packer,
) {
    line.resize(row, 0);
    for pixels in pixels.chunks_exact(row.max(1)) {
        from_left(pixels, depth, line);
        packer.add(line);
    }
}

fn from_left(pixels: &[u8], depth: usize, out: &mut [u8]) {
    let first = depth.min(pixels.len());
    out[..first].copy_from_slice(&pixels[..first]);
    let pairs = pixels[first..].iter().zip(pixels);
    for (out, (pixel, left)) in out[first..].iter_mut().zip(pairs) {
        *out = pixel.wrapping_sub(*left);
    }
}
