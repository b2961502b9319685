//! PDF files: how many pages they have, and a page as an SVG, which is then read like any other.

use hayro_interpret::InterpreterSettings;
use hayro_svg::hayro_syntax::page::Page;
use hayro_svg::hayro_syntax::{DecryptionError, LoadPdfError};
use hayro_svg::{RenderCache, SvgRenderSettings, convert};

use crate::IntakeError;

/// Most pages that can be chosen from.
pub const MAX_PAGES: usize = 500;
/// Longest edge of a page that is read, in points: 100 m, far beyond what anybody prints.
const MAX_EDGE: f32 = 300_000.0;

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

    /// A page, counted from 0, as an SVG file with its letters as outlines.
    ///
    /// # Errors
    /// [`IntakeError`] for a page that is not there or is too large.
    pub fn page(&self, page: usize) -> Result<Vec<u8>, IntakeError> {
        let pages = self.pages();
        let page: &Page<'_> = self.file.pages().get(page).ok_or(IntakeError::NoPage { pages })?;
        let (width, height) = page.render_dimensions();
        let is_good = |edge: f32| edge > 0.0 && edge <= MAX_EDGE;
        if !is_good(width) || !is_good(height) {
            return Err(IntakeError::damaged("PDF", "its page has no size that can be used"));
        }
        let cache = RenderCache::new();
        let settings = InterpreterSettings::default();
        Ok(convert(page, &cache, &settings, &SvgRenderSettings::default()).into_bytes())
    }
}
