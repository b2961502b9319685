//! Decoded pictures at the size that a print needs, kept while they fit in the budget.

use std::collections::BTreeMap;
use std::rc::Rc;

use design::{ArtworkId, PixelSize};
use geom::{Affine, Rect};
use scene::Picture;

use crate::PixelBudget;
use crate::artwork::{ArtworkError, Channels, Header, Rows, Target, Tint, TintKey, resample};
use crate::patch::{Grid, Patch};

/// Up to this many pixels a picture is kept whole, so that moving it needs no new decoding.
const WHOLE: usize = 4_000_000;

/// A picture to draw: where it lies and in which size it is needed.
pub(crate) struct PictureMark {
    pub(crate) artwork: ArtworkId,
    pub(crate) patch: Patch,
    header: Header,
    target: Target,
    tint: Option<Tint>,
}

impl PictureMark {
    /// Plans a picture whose box lies on the canvas by `to_canvas`. `None` where nothing of it shows.
    pub(crate) fn plan(
        picture: &Picture,
        header: Header,
        to_canvas: Affine,
        canvas: Rect,
    ) -> Option<Self> {
        let PixelSize { width, height } = header.stored;
        let whole = picture.whole();
        let unit_to_canvas = to_canvas
            * Affine::translate(whole.origin().to_vec2())
            * Affine::scale_non_uniform(whole.width(), whole.height());
        let upright = header.orientation.unit_transform();
        let from_stored_unit = unit_to_canvas * upright;
        let [a, b, c, d, ..] = from_stored_unit.as_coeffs();
        let columns = needed(width, (a * a + b * b).sqrt());
        let rows = needed(height, (c * c + d * d).sqrt());
        let grid = Affine::scale_non_uniform(1.0 / f64::from(columns), 1.0 / f64::from(rows));
        let to_canvas = from_stored_unit * grid;
        let shown = if picture.crop.is_some() {
            (grid.inverse() * upright.inverse()).transform_rect_bbox(picture.shown())
        } else {
            Rect::new(0.0, 0.0, f64::from(columns), f64::from(rows))
        };
        let patch = Patch::plan((columns, rows), shown, to_canvas, canvas, WHOLE)?;
        let target = Target { width: columns, height: rows, window: patch.window };
        Some(Self {
            artwork: picture.artwork,
            patch,
            header,
            target,
            tint: Tint::of(&picture.look),
        })
    }
}

/// Pixels needed along an edge that takes `length` pixels of the canvas: never more than there are.
fn needed(stored: u32, length: f64) -> u32 {
    /// A length this little over a whole number is rounding, not need.
    const SLACK: f64 = 1e-6;
    let needed = (length - SLACK).ceil().max(1.0);
    if needed < f64::from(stored) { needed as u32 } else { stored }
}

/// Decoded pictures. The least recently drawn ones go first when room is needed; they are decoded again when they are
/// wanted again. What is kept never changes what is drawn.
#[derive(Default)]
pub struct PictureCache {
    kept: BTreeMap<(ArtworkId, Target, TintKey), Kept>,
    clock: u64,
    decoded: usize,
}

struct Kept {
    picture: Rc<Grid>,
    drawn: u64,
}

impl PictureCache {
    /// An empty cache.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many times a picture was decoded.
    pub const fn decoded(&self) -> usize {
        self.decoded
    }

    /// Bytes that the kept pictures take.
    pub(crate) fn bytes(&self) -> usize {
        self.kept.values().map(|kept| kept.picture.bytes()).sum()
    }

    /// The picture of a mark, decoded where it is not kept.
    pub(crate) fn picture(
        &mut self,
        mark: &PictureMark,
        bytes: &[u8],
        budget: &mut PixelBudget,
    ) -> Result<Rc<Grid>, ArtworkError> {
        self.clock += 1;
        let tint = mark.tint.as_ref();
        let key = (mark.artwork, mark.target, tint.map_or([0; 7], |tint| tint.key));
        if let Some(kept) = self.kept.get_mut(&key) {
            kept.drawn = self.clock;
            return Ok(kept.picture.clone());
        }
        let held = Rows::decoding_bytes(bytes, &mark.header);
        self.make_room(held + mark.target.window.area() * Channels::Rgba.count(), budget);
        budget.take(held);
        let made = Rows::open(bytes, &mark.header)
            .and_then(|mut rows| resample(&mut rows, mark.header.stored, &mark.target, tint));
        self.decoded += 1;
        let picture = match made {
            Ok(made) => {
                budget.take(made.pixels.len());
                let depth = if made.has_alpha { Grid::Rgba } else { Grid::Rgb };
                Rc::new(depth(made.pixels))
            }
            Err(error) => {
                budget.give_back(held);
                return Err(error);
            }
        };
        budget.give_back(held);
        self.kept.insert(key, Kept { picture: picture.clone(), drawn: self.clock });
        Ok(picture)
    }

    /// Drops pictures until `bytes` fit or none are left.
    fn make_room(&mut self, bytes: usize, budget: &mut PixelBudget) {
        while !budget.fits(bytes) {
            let oldest = self.kept.iter().min_by_key(|(_, kept)| kept.drawn).map(|(key, _)| *key);
            let Some(dropped) = oldest.and_then(|key| self.kept.remove(&key)) else { return };
            budget.give_back(dropped.picture.bytes());
        }
    }
}
