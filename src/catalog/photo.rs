//! A photo of the merchant's own product, and where on it the print lies. It is read where it is needed, not with the
//! catalogue. Not here: reading the picture and putting a print on it (`mockup`).

use geom::Rgb;
use json::{FromJson, JsonError, ToJson};

use crate::check::is_relative;
use crate::error::Rule;
use crate::{Picture, Product, View};

/// Least area between the corners, as a share of the photo: what is smaller shows no print.
const LEAST_AREA: f64 = 0.000_5;
/// Least of a corner's turn, as a share of that of a rectangle with the same edges: a flatter one is as good as none.
const LEAST_TURN: f64 = 0.05;

/// A photo of a product as it is: its colour is never changed. Paths are relative to the mockup folder; photo and mask are
/// PNG, JPEG or WebP, a uv map is WebP without losses. Invariants, checked when it is read: paths stay in their folder;
/// there are corners or a uv map, not both; corners lie in the photo and turn clockwise around a convex shape; a uv map has
/// a mask.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Photo {
    /// The photo. What is transparent in it is not the product.
    pub file: String,
    /// Where the corners of the trim rectangle lie: top left, top right, bottom right, bottom left; from the photo's top left
    /// corner, in fractions of its width and height. For flat sides.
    #[json(optional)]
    pub corners: Vec<[f64; 2]>,
    /// The place in the print area of each pixel, as the map `uv.webp` of rendered pictures holds it. For round sides.
    #[json(optional)]
    pub uv: String,
    /// White where the print can be seen, black where something lies before it.
    #[json(optional)]
    pub mask: String,
    /// The product's own colour below the print, which light and folds are told from; white where it is missing.
    #[json(optional)]
    pub body: Option<Rgb>,
}

/// Why a view's photo cannot be used.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PhotoError {
    /// The view's picture is no photo.
    #[error("the picture is made of maps, not of a photo")]
    None,
    /// A field is missing, unknown or of the wrong type.
    #[error("photo: {reason}")]
    Shape {
        /// What is wrong, and where.
        reason: String,
    },
    /// A value breaks a rule.
    #[error("photo{path}: {rule}")]
    Rule {
        /// JSON path below the photo, for example `.corners[2]`.
        path: String,
        /// The rule.
        rule: Rule,
    },
}

impl Photo {
    /// The photo of a picture.
    ///
    /// # Errors
    /// [`PhotoError`] where it has none, or where its entry is wrong.
    ///
    /// ```
    /// let photo = r#"{ "file": "cap.jpg", "corners": [[0.3, 0.2], [0.7, 0.2], [0.7, 1.2], [0.3, 0.6]] }"#;
    /// let picture = catalog::Picture::Photo(json::read(photo.as_bytes()).unwrap());
    /// let error = catalog::Photo::of(&picture).unwrap_err();
    /// assert_eq!(error.to_string(), "photo.corners[2][1]: must be 0 to 1");
    /// ```
    pub fn of(picture: &Picture) -> Result<Self, PhotoError> {
        let Picture::Photo(raw) = picture else { return Err(PhotoError::None) };
        let shape = |JsonError { path, reason }| PhotoError::Shape {
            reason: if path == "." { reason } else { format!("{path}: {reason}") },
        };
        let photo: Self = raw.read().map_err(shape)?;
        match photo.violation() {
            None => Ok(photo),
            Some((path, rule)) => Err(PhotoError::Rule { path, rule }),
        }
    }

    /// The first rule that is broken, and where.
    fn violation(&self) -> Option<(String, Rule)> {
        let optional = |path: &str| path.is_empty() || is_relative(path);
        let wrong = |path: &str, rule| Some((path.to_owned(), rule));
        if !is_relative(&self.file) {
            return wrong(".file", Rule::NotRelative);
        }
        if !optional(&self.uv) {
            return wrong(".uv", Rule::NotRelative);
        }
        if !optional(&self.mask) {
            return wrong(".mask", Rule::NotRelative);
        }
        if self.uv.is_empty() {
            return self.corners_violation();
        }
        if !self.corners.is_empty() {
            return wrong("", Rule::CornersAndUv);
        }
        self.mask.is_empty().then(|| (".mask".to_owned(), Rule::NoMask))
    }

    fn corners_violation(&self) -> Option<(String, Rule)> {
        let [a, b, c, d] = self.corners.as_slice() else {
            return Some((".corners".to_owned(), Rule::WrongCount { least: 4, most: 4 }));
        };
        for (index, corner) in self.corners.iter().enumerate() {
            for (axis, place) in corner.iter().enumerate() {
                if !(0.0..=1.0).contains(place) {
                    let rule = Rule::OutOfRange { least: 0.0, most: 1.0 };
                    return Some((format!(".corners[{index}][{axis}]"), rule));
                }
            }
        }
        let edge = |from: &[f64; 2], to: &[f64; 2]| [to[0] - from[0], to[1] - from[1]];
        let edges = [edge(d, a), edge(a, b), edge(b, c), edge(c, d), edge(d, a)];
        let length = |[x, y]: [f64; 2]| (x * x + y * y).sqrt();
        for (index, pair) in edges.windows(2).enumerate() {
            let (into, out) = (pair[0], pair[1]);
            let turn = into[0] * out[1] - into[1] * out[0];
            if turn <= LEAST_TURN * length(into) * length(out) {
                return Some((format!(".corners[{index}]"), Rule::NotConvex));
            }
        }
        let (across, down) = (edge(a, c), edge(b, d));
        let area = (across[0] * down[1] - across[1] * down[0]) / 2.0;
        (area < LEAST_AREA)
            .then(|| (".corners".to_owned(), Rule::OutOfRange { least: LEAST_AREA, most: 1.0 }))
    }
}

/// The photos of a product that cannot be used: paths below the product, and what is wrong there.
pub(crate) fn wrong_photos(product: &Product) -> Vec<(String, PhotoError)> {
    let wrong = |(index, view): (usize, &View)| match &view.picture {
        Picture::Maps(_) => None,
        photo => Photo::of(photo).err().map(|error| (format!("$.views[{index}].picture"), error)),
    };
    product.views.iter().enumerate().filter_map(wrong).collect()
}
