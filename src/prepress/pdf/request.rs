//! What a PDF for print shall be: standard, colours, marks, resolution, spot colours. Nothing is written here.

use std::collections::BTreeMap;

use design::LayerId;
use geom::{BezPath, Dpi, FillRule, FontPart, LetterPiece, Rect, Rgb, Shape};
use scene::Scene;

use crate::icc::CmykProfile;
use crate::{Coverage, Extent};

/// Most spot colours of a file: as many as a screen printing carousel has heads, and some.
pub const MAX_SPOTS: usize = 24;
/// Most bytes of a spot colour's name: a PDF name's limit.
pub const MAX_SPOT_NAME: usize = 127;
/// Most pixels of a spot colour's coverage.
pub const MAX_COVERAGE: u64 = 160_000_000;
/// Pictures are made smaller where they are finer than needed by more than this factor.
pub const FINER_BY: f64 = 1.5;

/// What a PDF shall be. The default is what [`crate::pdf`] writes, byte for byte.
#[derive(Clone, Copy, Debug, Default)]
pub struct PdfRequest<'a> {
    /// The rules that the file follows.
    pub standard: PdfStandard,
    /// What its colours are.
    pub colour: PdfColour<'a>,
    /// What becomes of pure black lines and areas where colours are converted to CMYK.
    pub black: Black,
    /// What its texts are.
    pub text: PdfText<'a>,
    /// What stands around the print.
    pub marks: PdfMarks,
    /// How much of the side the page holds.
    pub extent: PdfExtent,
    /// The resolution that pictures need; finer ones are made smaller. All pixels stay where `None`.
    pub resolution: Option<Dpi>,
    /// Spot colours, lowest first.
    pub spots: &'a [SpotLayer],
    /// The document's title.
    pub title: &'a str,
    /// The date that the file states.
    pub date: PdfDate,
    /// A line of text in the slug, as outlines in mm, its top left corner being the origin. Only with marks.
    pub slug: Option<&'a BezPath>,
}

/// The rules that a file follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PdfStandard {
    /// PDF 1.7, as small as can be.
    #[default]
    Plain,
    /// PDF/X-4 (ISO 15930-7:2010): an output intent, metadata, an identifier, transparency kept.
    X4,
}

/// What the colours of a file are.
#[derive(Clone, Copy, Debug, Default)]
pub enum PdfColour<'a> {
    /// Device RGB, meant as sRGB. A PDF/X-4 file gets the output intent of [`PdfColour::SrgbIntent`].
    #[default]
    Srgb,
    /// Device RGB, with sRGB as the output intent: for garment printers and others that take RGB.
    SrgbIntent,
    /// Converted to the CMYK of a printing condition, which is the output intent. Layers mix in CMYK.
    Cmyk(&'a CmykProfile),
    /// Kept as sRGB with its profile; a printing condition is the output intent and the shop converts. Layers mix
    /// as on the screen.
    LateCmyk(&'a CmykProfile),
}

impl<'a> PdfColour<'a> {
    /// The printing condition, if there is one.
    pub(super) const fn condition(self) -> Option<&'a CmykProfile> {
        match self {
            Self::Srgb | Self::SrgbIntent => None,
            Self::Cmyk(profile) | Self::LateCmyk(profile) => Some(profile),
        }
    }
}

/// What becomes of pure black lines and areas (not of pictures) in CMYK.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Black {
    /// As all colours: the condition's deepest black, of several inks.
    #[default]
    Deep,
    /// Black ink alone, so that small text has clean edges when plates are a little off.
    KeyOnly,
}

/// What the texts of a file are.
#[derive(Clone, Copy, Debug, Default)]
pub enum PdfText<'a> {
    /// Outlines: no font is inside.
    #[default]
    Outlines,
    /// Text that can be searched and copied, with the parts of fonts that it needs. What is not among these letters, is
    /// filled with a gradient or a pattern, or is a shadow, is outlines.
    Fonts(&'a PdfLetters),
}

/// The texts of a side as letters of fonts.
#[derive(Clone, Debug, Default)]
pub struct PdfLetters {
    /// The parts of fonts, by the numbers that letters name.
    pub fonts: BTreeMap<usize, FontPart>,
    /// The letters of layers.
    pub layers: BTreeMap<LayerId, Vec<LetterPiece>>,
}

/// What stands around the print, outside of its bleed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PdfMarks {
    /// Nothing; the page ends with the bleed.
    #[default]
    None,
    /// Lines at the corners of the trim.
    Crop,
    /// These, registration marks and colour bars.
    All,
}

/// How much of a side a page holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PdfExtent {
    /// The print area and its bleed.
    #[default]
    Bleed,
    /// The print area only.
    Trim,
}

impl From<PdfExtent> for Extent {
    fn from(extent: PdfExtent) -> Self {
        match extent {
            PdfExtent::Bleed => Self::Bleed,
            PdfExtent::Trim => Self::Trim,
        }
    }
}

/// The date that a file states. No clock is asked: equal requests give equal bytes, so a date has to be handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PdfDate {
    /// Year, 1 to 9999.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
}

impl Default for PdfDate {
    /// The first of January 2000: a fixed day, told apart from a real one at sight.
    fn default() -> Self {
        Self { year: 2000, month: 1, day: 1 }
    }
}

/// A separation: an ink of its own beside the process colours.
#[derive(Clone, Debug, PartialEq)]
pub struct SpotLayer {
    /// The ink's name, as the print shop's software knows it: `White`, `CutContour`, `PANTONE 186 C`.
    pub name: String,
    /// What screens show for it.
    pub shown: SpotColour,
    /// Below the art or above it.
    pub place: SpotPlace,
    /// What is printed with it.
    pub content: SpotContent,
    /// Whether the other inks stay below it (overprint); they are taken away where not.
    pub overprint: bool,
}

/// Where a spot colour lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpotPlace {
    /// Below all art, which prints over it: an underbase.
    Below,
    /// Above all art: contours, varnish, named inks.
    Above,
}

/// What screens show for a spot colour at full strength.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SpotColour {
    /// An sRGB colour.
    Rgb(Rgb),
    /// Cyan, magenta, yellow, black from 0 to 1.
    Cmyk([f64; 4]),
}

/// What is printed with a spot colour.
#[derive(Clone, Debug, PartialEq)]
pub enum SpotContent {
    /// An outline that is filled, in mm of the side.
    Fill(BezPath, FillRule),
    /// An outline that is drawn as a line of this width in mm; corners are mitred.
    Line(BezPath, f64),
    /// How much ink is where: 8 bits a pixel, 255 being full, rows from the top, over the page's extent.
    Coverage {
        /// Columns.
        width: u32,
        /// Rows.
        height: u32,
        /// `width * height` values.
        pixels: Vec<u8>,
    },
}

/// Why a request for a PDF cannot be met.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PdfRequestError {
    /// More than [`MAX_SPOTS`].
    #[error("{count} spot colours are asked for; at most {MAX_SPOTS} are possible")]
    TooManySpots {
        /// How many.
        count: usize,
    },
    /// A name that separations cannot have.
    #[error(
        "a spot colour cannot be called `{name}`; use 1 to {MAX_SPOT_NAME} printable letters, and no name of a process ink"
    )]
    SpotName {
        /// The name.
        name: String,
    },
    /// The same ink twice with different looks.
    #[error("spot colour `{name}` is there twice and looks different; one ink has one look")]
    SpotTwice {
        /// The name.
        name: String,
    },
    /// Coverage whose pixels are too many, none, or not as many as stated.
    #[error(
        "the coverage of spot colour `{name}` has {found} pixels where {width} x {height} are stated; between 1 and {MAX_COVERAGE} are possible"
    )]
    Coverage {
        /// The ink's name.
        name: String,
        /// Columns.
        width: u32,
        /// Rows.
        height: u32,
        /// Pixels that are there.
        found: usize,
    },
    /// A line without a width, or a colour out of range.
    #[error("spot colour `{name}` has a number that is out of range")]
    SpotNumber {
        /// The ink's name.
        name: String,
    },
    /// A resolution that is none.
    #[error("pictures cannot be made for this resolution; use 36 to 2400 dpi")]
    Resolution,
    /// No day.
    #[error("{}-{:02}-{:02} is no date", .0.year, .0.month, .0.day)]
    Date(PdfDate),
}

/// Names that stand for process inks or for all and no inks (ISO 32000-1, 8.6.6.4).
const TAKEN: [&str; 6] = ["All", "None", "Cyan", "Magenta", "Yellow", "Black"];
/// Widest line of a spot colour in mm.
const WIDEST: f64 = 100.0;

impl PdfRequest<'_> {
    /// Checks all that can be wrong with a request.
    ///
    /// # Errors
    /// [`PdfRequestError`] says what is.
    pub fn check(&self) -> Result<(), PdfRequestError> {
        let count = self.spots.len();
        if count > MAX_SPOTS {
            return Err(PdfRequestError::TooManySpots { count });
        }
        for (index, spot) in self.spots.iter().enumerate() {
            let name = || spot.name.clone();
            if !is_ink_name(&spot.name) {
                return Err(PdfRequestError::SpotName { name: name() });
            }
            let before = &self.spots[..index];
            if before.iter().any(|one| one.name == spot.name && one.shown != spot.shown) {
                return Err(PdfRequestError::SpotTwice { name: name() });
            }
            spot.check()?;
        }
        if self.resolution.is_some_and(|dpi| !(36.0..=2400.0).contains(&dpi.dpi())) {
            return Err(PdfRequestError::Resolution);
        }
        if !self.date.is_a_day() {
            return Err(PdfRequestError::Date(self.date));
        }
        Ok(())
    }
}

/// Whether a separation can have this name.
fn is_ink_name(name: &str) -> bool {
    (1..=MAX_SPOT_NAME).contains(&name.len())
        && name.trim() == name
        && !name.chars().any(char::is_control)
        && !TAKEN.iter().any(|taken| taken.eq_ignore_ascii_case(name))
}

/// Width of a cut's line in mm: a quarter of a point, which cutters' software takes for a hairline.
const CUT_LINE: f64 = 0.088;

impl SpotLayer {
    /// White ink below all art, as much of it as `coverage` says, over the page's extent. Screens show none of it.
    pub fn white(coverage: Coverage) -> Self {
        let Coverage { width, height, pixels } = coverage;
        Self {
            name: "White".to_owned(),
            shown: SpotColour::Rgb(Rgb::WHITE),
            place: SpotPlace::Below,
            content: SpotContent::Coverage { width, height, pixels },
            overprint: true,
        }
    }

    /// A cut along an outline in mm of the side: a thin magenta line by the name that cutters' software knows.
    pub fn cut(outline: BezPath) -> Self {
        Self {
            name: "CutContour".to_owned(),
            shown: SpotColour::Cmyk([0.0, 1.0, 0.0, 0.0]),
            place: SpotPlace::Above,
            content: SpotContent::Line(outline, CUT_LINE),
            overprint: true,
        }
    }

    /// A cut along a side's trim edge.
    pub fn trim_cut(scene: &Scene) -> Self {
        Self::cut(Rect::from_origin_size((0.0, 0.0), scene.trim).to_path(0.1))
    }

    fn check(&self) -> Result<(), PdfRequestError> {
        let name = || self.name.clone();
        let number = PdfRequestError::SpotNumber { name: name() };
        if let SpotColour::Cmyk(inks) = self.shown
            && !inks.iter().all(|ink| (0.0..=1.0).contains(ink))
        {
            return Err(number);
        }
        match &self.content {
            SpotContent::Fill(path, _) if path.is_finite() => Ok(()),
            SpotContent::Line(path, width)
                if path.is_finite() && *width > 0.0 && *width <= WIDEST =>
            {
                Ok(())
            }
            SpotContent::Fill(..) | SpotContent::Line(..) => Err(number),
            SpotContent::Coverage { width, height, pixels } => {
                let stated = u64::from(*width) * u64::from(*height);
                let fits = (1..=MAX_COVERAGE).contains(&stated) && pixels.len() as u64 == stated;
                let (width, height, found) = (*width, *height, pixels.len());
                if fits {
                    Ok(())
                } else {
                    Err(PdfRequestError::Coverage { name: name(), width, height, found })
                }
            }
        }
    }
}

impl PdfDate {
    /// Whether there is such a day, leap years roughly: PDF does not ask which.
    pub const fn is_a_day(self) -> bool {
        let last = match self.month {
            2 => 29,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        self.year >= 1
            && self.year <= 9999
            && self.month >= 1
            && self.month <= 12
            && self.day >= 1
            && self.day <= last
    }
}
