//! PDF files: how many pages they have, and a page as an SVG, which is then read like any other.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use hayro_interpret::font::FontQuery;
use hayro_interpret::hayro_cmap::CMapName;
use hayro_interpret::{InterpreterSettings, InterpreterWarning};
use hayro_svg::hayro_syntax::object::{Array, Dict, Name, Stream};
use hayro_svg::hayro_syntax::page;
use hayro_svg::hayro_syntax::{DecryptionError, LoadPdfError};
use hayro_svg::{RenderCache, SvgRenderSettings, convert};
use jobs::Missing;

use crate::IntakeError;

/// Most pages that can be chosen from.
pub const MAX_PAGES: usize = 500;
/// Longest edge of a page that is read, in points: 100 m, far beyond what anybody prints.
const MAX_EDGE: f32 = 300_000.0;

/// One page of a drawing: an SVG file, and what was lost on the way to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The page as an SVG file, its letters as outlines.
    pub svg: Vec<u8>,
    /// What the file had and the SVG has not.
    pub missing: BTreeSet<Missing>,
}

impl Page {
    /// An SVG file, which is its own page.
    pub fn of_svg(svg: Vec<u8>) -> Self {
        Self { svg, missing: BTreeSet::new() }
    }
}

/// A PDF file.
pub struct Pdf {
    file: hayro_svg::hayro_syntax::Pdf,
}

impl Pdf {
    /// Opens a file.
    ///
    /// # Errors
    /// [`IntakeError`] for protected and damaged files.
    pub fn open(bytes: &[u8]) -> Result<Self, IntakeError> {
        let file =
            hayro_svg::hayro_syntax::Pdf::new(bytes.to_vec()).map_err(|error| match error {
                LoadPdfError::Decryption(
                    DecryptionError::PasswordProtected | DecryptionError::UnsupportedAlgorithm,
                ) => IntakeError::Encrypted,
                LoadPdfError::Decryption(_) => IntakeError::Encrypted,
                LoadPdfError::Invalid => IntakeError::damaged("PDF", "its parts cannot be found"),
            })?;
        if file.pages().is_empty() {
            return Err(IntakeError::damaged("PDF", "it has no pages"));
        }
        Ok(Self { file })
    }

    /// How many pages can be chosen from.
    pub fn pages(&self) -> usize {
        self.file.pages().len().min(MAX_PAGES)
    }

    /// A page, counted from 0, as an SVG file with its letters as outlines, and what it lost.
    ///
    /// # Errors
    /// [`IntakeError`] for a page that is not there or is too large.
    pub fn page(&self, page: usize) -> Result<Page, IntakeError> {
        let pages = self.pages();
        let page: &page::Page<'_> =
            self.file.pages().get(page).ok_or(IntakeError::NoPage { pages })?;
        let (width, height) = page.render_dimensions();
        let is_good = |edge: f32| edge > 0.0 && edge <= MAX_EDGE;
        if !is_good(width) || !is_good(height) {
            return Err(IntakeError::damaged("PDF", "its page has no size that can be used"));
        }
        let cache = RenderCache::new();
        let lost = Lost::default();
        let svg = convert(page, &cache, &lost.settings(), &SvgRenderSettings::default());
        if lost.has_stand_ins()
            && has_foreign_fonts(&page.resources().fonts, &page.resources().x_objects, FORMS)
        {
            lost.note(Missing::Fonts);
        }
        Ok(Page { svg: svg.into_bytes(), missing: lost.listed() })
    }
}

/// How many levels of forms in forms are looked through for fonts.
const FORMS: usize = 4;
/// Beginnings of the names of fonts that every reader has, or that are as wide as those.
const EVERYWHERE: [&str; 8] = [
    "Helvetica",
    "Arial",
    "Times-",
    "TimesNewRoman",
    "Times New Roman",
    "Courier",
    "Symbol",
    "ZapfDingbats",
];

/// Whether a page or a form on it has a font that is neither in the file nor one that every reader has.
fn has_foreign_fonts(fonts: &Dict<'_>, forms: &Dict<'_>, depth: usize) -> bool {
    let of = |name: Name<'_>| fonts.get::<Dict<'_>>(name);
    if fonts.keys().filter_map(of).any(|font| is_foreign(&font)) {
        return true;
    }
    let Some(deeper) = depth.checked_sub(1) else { return false };
    forms.keys().filter_map(|name| forms.get::<Stream<'_>>(name)).any(|form| {
        let Some(own) = form.dict().get::<Dict<'_>>("Resources") else { return false };
        let part = |key: &str| own.get::<Dict<'_>>(key).unwrap_or_default();
        has_foreign_fonts(&part("Font"), &part("XObject"), deeper)
    })
}

fn is_foreign(font: &Dict<'_>) -> bool {
    let list = font.get::<Array<'_>>("DescendantFonts");
    let inner = list.as_ref().and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let described = inner.as_ref().unwrap_or(font);
    // Letters of these are drawn by the page itself.
    if font.get::<Name<'_>>("Subtype").is_some_and(|kind| kind.as_str() == "Type3") {
        return false;
    }
    let outlines = described.get::<Dict<'_>>("FontDescriptor").is_some_and(|it| {
        ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| it.contains_key(key))
    });
    let name = font.get::<Name<'_>>("BaseFont");
    let is_everywhere =
        name.is_some_and(|name| EVERYWHERE.iter().any(|known| name.as_str().starts_with(known)));
    !outlines && !is_everywhere
}

/// What the interpreter says that it could not do.
#[derive(Clone, Default)]
struct Lost {
    parts: Arc<Mutex<BTreeSet<Missing>>>,
    stand_ins: Arc<AtomicBool>,
}

impl Lost {
    fn note(&self, part: Missing) {
        if let Ok(mut parts) = self.parts.lock() {
            parts.insert(part);
        }
    }

    fn listed(&self) -> BTreeSet<Missing> {
        self.parts.lock().map(|parts| parts.clone()).unwrap_or_default()
    }

    /// Whether one of our own fonts was asked for. For which one of the file's the library does not say.
    fn has_stand_ins(&self) -> bool {
        self.stand_ins.load(Ordering::Relaxed)
    }

    /// The interpreter's usual ways, with an ear at each place where it has to do without something.
    fn settings(&self) -> InterpreterSettings {
        let (warned, asked, mapped) = (self.clone(), self.clone(), self.clone());
        InterpreterSettings {
            font_resolver: Arc::new(move |query| match query {
                // The 14 fonts that every PDF reader has; ours are as wide as those.
                FontQuery::Standard(standard) => {
                    asked.stand_ins.store(true, Ordering::Relaxed);
                    Some(standard.get_font_data())
                }
                FontQuery::Fallback(wanted) => {
                    asked.note(Missing::Fonts);
                    Some(wanted.pick_standard_font().get_font_data())
                }
            }),
            // Tables for East Asian letters in the encodings of the nineties are not shipped: they would make the
            // worker a quarter larger, and programs of today write their own into the file.
            cmap_resolver: Arc::new(move |name| {
                if is_needed(name) {
                    mapped.note(Missing::Fonts);
                }
                None
            }),
            warning_sink: Arc::new(move |warning| {
                warned.note(match warning {
                    InterpreterWarning::UnsupportedFont => Missing::Fonts,
                    InterpreterWarning::ImageDecodeFailure => Missing::UnreadPictures,
                    // Annotations that do not show; and what later releases warn of, rather than nothing.
                    _ => Missing::Notes,
                });
            }),
            ..InterpreterSettings::default()
        }
    }
}

/// Whether a table is for drawing letters; the others only tell which letters they are.
fn is_needed(name: CMapName<'_>) -> bool {
    !matches!(
        name,
        CMapName::IdentityH
            | CMapName::IdentityV
            | CMapName::AdobeCns1Ucs2
            | CMapName::AdobeGb1Ucs2
            | CMapName::AdobeJapan1Ucs2
            | CMapName::AdobeKorea1Ucs2
    )
}
