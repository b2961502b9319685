//! One grid of pixels laid over another: premultiplied, whole numbers only, so the same everywhere. The usual way of mixing
//! alone; the others are the rasteriser's.

/// Bytes of a pixel: red, green, blue, alpha.
type Pixel = [u8; 4];

/// Puts `above` over `below`, pixel by pixel. `faded` is how much of it is left, 0 to 255.
pub(crate) fn lay(below: &mut [u8], above: &[u8], faded: u8) {
    let (below, _) = below.as_chunks_mut::<4>();
    let (above, _) = above.as_chunks::<4>();
    if faded == 255 {
        for (below, above) in below.iter_mut().zip(above) {
            match above[3] {
                255 => *below = *above,
                0 => {}
                _ => *below = over(*below, *above),
            }
        }
        return;
    }
    for (below, above) in below.iter_mut().zip(above) {
        if above[3] > 0 {
            *below = over(*below, fade(*above, faded));
        }
    }
}

/// As [`lay`], with a `cover` for each pixel that `faded` is already in.
pub(crate) fn lay_covered(below: &mut [u8], above: &[u8], cover: &[u8]) {
    let (below, _) = below.as_chunks_mut::<4>();
    let (above, _) = above.as_chunks::<4>();
    for ((below, above), cover) in below.iter_mut().zip(above).zip(cover) {
        match (*cover, above[3]) {
            (0, _) | (_, 0) => {}
            (255, 255) => *below = *above,
            (cover, _) => *below = over(*below, fade(*above, cover)),
        }
    }
}

/// How much of something is left, 0 to 1, as whole steps.
pub(crate) fn steps(opacity: f32) -> u8 {
    (opacity.clamp(0.0, 1.0) * 255.0 + 0.5) as u8
}

#[inline]
fn over(below: Pixel, above: Pixel) -> Pixel {
    let shows = 255 - u32::from(above[3]);
    let mut mixed = above;
    for (mixed, below) in mixed.iter_mut().zip(below) {
        // Premultiplied, so the sum is at most 255; rounding may take it one further.
        *mixed = (u32::from(*mixed) + times(u32::from(below), shows)).min(255) as u8;
    }
    mixed
}

#[inline]
fn fade(pixel: Pixel, faded: u8) -> Pixel {
    pixel.map(|value| times(u32::from(value), u32::from(faded)) as u8)
}

/// `a * b / 255`, rounded to the nearest.
#[inline]
pub(crate) fn times(a: u32, b: u32) -> u32 {
    let product = a * b + 128;
    (product + (product >> 8)) >> 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_rounded_to_the_nearest() {
        for a in 0..256_u32 {
            for b in 0..256_u32 {
                assert_eq!(times(a, b), (2 * a * b + 255) / 510);
            }
        }
    }

    #[test]
    fn nothing_changes_nothing_and_all_covers_all() {
        let mut below = [10, 20, 30, 40, 1, 2, 3, 255];
        lay(&mut below, &[0; 8], 255);
        assert_eq!(below, [10, 20, 30, 40, 1, 2, 3, 255]);
        lay_covered(&mut below, &[9, 8, 7, 255, 9, 8, 7, 255], &[255, 0]);
        assert_eq!(below, [9, 8, 7, 255, 1, 2, 3, 255]);
    }
}
