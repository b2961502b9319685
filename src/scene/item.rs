//! What a finished layer is made of: outlines with inks, pictures, soft shadows, and groups of them. No pixels.

use std::sync::Arc;

use design::{Adjust, ArtworkId, Crop, ImageFormat, PixelSize, Tone};
use geom::{Affine, BezPath, Clip, FillRule, Ink, Pen, Rect, Rgb, Shape, Size};

/// One thing to draw, in millimetres of the layer's own space or of the group that it is in.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// An outline that is filled.
    Fill {
        /// The outline.
        path: Arc<BezPath>,
        /// What counts as inside.
        rule: FillRule,
        /// What it is filled with, in the outline's space.
        ink: Ink,
        /// 0 to 1.
        opacity: f64,
    },
    /// An outline that is drawn as a line; mitres longer than four times its half width are cut off.
    Line {
        /// The outline.
        path: Arc<BezPath>,
        /// How it is drawn.
        pen: Pen,
        /// What it is drawn with, in the outline's space.
        ink: Ink,
        /// 0 to 1.
        opacity: f64,
    },
    /// Items that are placed, faded or cut together.
    Group(Group),
    /// A picture, from (0, 0) to its size.
    Picture(Picture),
    /// A soft shadow. It has no outline: every output makes it of pixels.
    Soft(Soft),
}

/// Items that are placed, faded or cut together: overlaps of the items do not show through.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// From the items' space to the space that the group is in.
    pub place: Affine,
    /// 0 to 1.
    pub opacity: f64,
    /// What is shown of the items, in their space; all where `None`.
    pub cut: Option<Cut>,
    /// The items, bottom first. The same ones may be in several groups, as the tiles of a pattern are.
    pub items: Arc<Vec<Item>>,
}

/// What is shown of a group.
#[derive(Clone, Debug, PartialEq)]
pub enum Cut {
    /// The inside of an outline.
    Path(Arc<Clip>),
    /// As much as the opacity of these items, which are all white, says.
    Alpha(Arc<Vec<Item>>),
}

/// A picture stretched over a box.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The original bytes' id.
    pub artwork: ArtworkId,
    /// Format of the original bytes.
    pub format: ImageFormat,
    /// Size in pixels after EXIF orientation, before `crop`.
    pub pixels: PixelSize,
    /// Size on the product in mm: of the part that is shown.
    pub size: Size,
    /// The part that is shown; all where `None`.
    pub crop: Option<Crop>,
    /// How its pixels are changed before they are drawn.
    pub look: Look,
}

/// How the pixels of a picture are changed.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Look {
    /// Brightness and the like, first.
    pub adjust: Adjust,
    /// What the colours are reduced to, after that.
    pub tone: Option<Tone>,
    /// One colour instead of all, where only the silhouette is wanted.
    pub flat: Option<Rgb>,
}

/// A soft shadow.
#[derive(Clone, Debug, PartialEq)]
pub struct Soft {
    /// How far it fades in mm; twice the standard deviation of the blur.
    pub blur: f64,
    /// Its colour; the items have no other.
    pub colour: Rgb,
    /// The hard shadow.
    pub items: Arc<Vec<Item>>,
}

impl Look {
    /// Whether it changes nothing.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

impl Picture {
    /// The parts of the whole picture's width and height that are shown: left, top, width, height, 0 to 1.
    pub fn shown(&self) -> Rect {
        self.crop.map_or(Rect::new(0.0, 0.0, 1.0, 1.0), |crop| {
            Rect::new(crop.left, crop.top, 1.0 - crop.right, 1.0 - crop.bottom)
        })
    }

    /// Where the whole picture would lie, so that the shown part fills the box.
    pub fn whole(&self) -> Rect {
        let shown = self.shown();
        let (across, down) = (self.size.width / shown.width(), self.size.height / shown.height());
        let corner = (-shown.x0 * across, -shown.y0 * down);
        Rect::from_origin_size(corner, Size::new(across, down))
    }

    /// How many pixels of the original are shown across and down.
    pub fn shown_pixels(&self) -> (f64, f64) {
        let shown = self.shown();
        let PixelSize { width, height } = self.pixels;
        (f64::from(width) * shown.width(), f64::from(height) * shown.height())
    }
}

impl Group {
    /// Items that are only moved.
    pub(crate) fn placed(place: Affine, items: Arc<Vec<Item>>) -> Item {
        Item::Group(Self { place, opacity: 1.0, cut: None, items })
    }

    /// Items that are only cut.
    pub(crate) fn cut(cut: Cut, items: Vec<Item>) -> Item {
        let items = Arc::new(items);
        Item::Group(Self { place: Affine::IDENTITY, opacity: 1.0, cut: Some(cut), items })
    }
}

impl Item {
    /// An outline filled with one colour.
    pub fn fill(path: Arc<BezPath>, ink: impl Into<Ink>) -> Self {
        Self::Fill { path, rule: FillRule::NonZero, ink: ink.into(), opacity: 1.0 }
    }

    /// An outline drawn with a line of one colour: mitres, butt caps, no dashes.
    pub fn line(path: Arc<BezPath>, width: f64, ink: impl Into<Ink>) -> Self {
        let pen = Pen { width, cap: Default::default(), join: Default::default(), dashes: vec![] };
        Self::Line { path, pen, ink: ink.into(), opacity: 1.0 }
    }

    /// The upright rectangle around what is really drawn, `place` being the way to the space in which it is asked for;
    /// `None` where nothing is drawn.
    pub fn bounds(&self, place: Affine) -> Option<Rect> {
        let around = |path: &BezPath| {
            (!path.elements().is_empty()).then(|| (place * path.clone()).bounding_box())
        };
        match self {
            Self::Fill { path, .. } => around(path),
            Self::Line { path, pen, .. } => around(path).map(|bounds| {
                let [a, b, c, d, ..] = place.as_coeffs();
                let half = pen.width / 2.0;
                bounds.inflate((a * a + c * c).sqrt() * half, (b * b + d * d).sqrt() * half)
            }),
            Self::Picture(picture) => Some(place.transform_rect_bbox(picture.size.to_rect())),
            Self::Soft(soft) => bounds_of(&soft.items, place).map(|bounds| {
                let [a, b, c, d, ..] = place.as_coeffs();
                let reach = soft.blur;
                bounds.inflate((a * a + c * c).sqrt() * reach, (b * b + d * d).sqrt() * reach)
            }),
            Self::Group(group) => {
                let place = place * group.place;
                let inner = bounds_of(&group.items, place)?;
                let cut = match &group.cut {
                    None => return Some(inner),
                    Some(Cut::Path(clip)) => around(&clip.path)?,
                    Some(Cut::Alpha(items)) => bounds_of(items, place)?,
                };
                let cut = inner.intersect(cut);
                (cut.area() > 0.0).then_some(cut)
            }
        }
    }

    /// Visits this item and all that are in it, outermost first, with the way to the space in which `place` ends; not what
    /// cuts them.
    pub fn each(&self, place: Affine, visit: &mut dyn FnMut(&Self, Affine)) {
        visit(self, place);
        let (place, items) = match self {
            Self::Group(group) => (place * group.place, &group.items),
            Self::Soft(soft) => (place, &soft.items),
            Self::Fill { .. } | Self::Line { .. } | Self::Picture(_) => return,
        };
        items.iter().for_each(|item| item.each(place, visit));
    }
}

/// The upright rectangle around what items draw; see [`Item::bounds`].
pub fn bounds_of(items: &[Item], place: Affine) -> Option<Rect> {
    items.iter().filter_map(|item| item.bounds(place)).reduce(|all, one| all.union(one))
}
