//! How large letters are set: as asked, or smaller until the text fits its box.

use crate::limits::Measures;
use crate::paragraph::{Paragraph, SetLine};
use crate::style::Styles;

/// Steps from the smallest to the largest size: finer than an eye can see.
const STEPS: u32 = 256;

/// The lines of all paragraphs, and the measures that they are set with: the largest that fit, found by halving.
pub(crate) fn fitted(
    paragraphs: &mut [Paragraph<'_>],
    styles: &Styles<'_>,
    measures: Measures,
) -> (Vec<SetLine>, Measures) {
    let mut lines = |measures: &Measures| -> Vec<SetLine> {
        paragraphs.iter_mut().flat_map(|paragraph| paragraph.lines(styles, measures)).collect()
    };
    let at = |step: u32| {
        let part = f64::from(step) / f64::from(STEPS);
        measures.at(measures.smallest + (measures.size - measures.smallest) * part)
    };
    let full = lines(&measures);
    if measures.smallest >= measures.size || fits(&full, &measures) {
        return (full, measures);
    }
    let (mut good, mut bad) = (0, STEPS);
    while bad - good > 1 {
        let middle = u32::midpoint(good, bad);
        match fits(&lines(&at(middle)), &at(middle)) {
            true => good = middle,
            false => bad = middle,
        }
    }
    let measures = at(good);
    (lines(&measures), measures)
}

/// The height of lines in ems, with the space between paragraphs.
pub(crate) fn height_of(lines: &[SetLine], measures: &Measures) -> f64 {
    let ends = lines.iter().filter(|line| line.is_last).count();
    let heights: f64 = lines.iter().map(|line| line.factor * measures.line_height).sum();
    heights + ends.saturating_sub(1) as f64 * measures.paragraph_spacing
}

/// Whether lines fit the height of their box, no word cut in two.
fn fits(lines: &[SetLine], measures: &Measures) -> bool {
    measures.height.is_none_or(|height| height_of(lines, measures) <= height)
        && !lines.iter().any(|line| line.is_cut)
}
