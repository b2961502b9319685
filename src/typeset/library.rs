//! Fonts that are loaded. It keeps bytes and checks them; it does not fetch them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use design::{FontId, Text};
use parley::fontique::{Blob, Collection, CollectionOptions, FontInfoOverride, FontWeight};
use parley::{FontContext, LayoutContext};
use sha2::{Digest, Sha256};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::DrawSettings;
use skrifa::raw::TableProvider;
use skrifa::raw::tables::glyf::Glyph;
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::embedding::Embedding;
use crate::features::features;
use crate::glyphs::OutlinePen;
use crate::thai::{self, ThaiWords};
use crate::{FontList, TypesetError, required_fonts};

/// Units of the em square that the OpenType specification allows (`head.unitsPerEm`).
const UNITS_PER_EM: std::ops::RangeInclusive<u16> = 16..=16_384;

/// The list of large families, beside the font list.
const SLICES: &str = "slices.json";

/// The font list and those of its fonts that are loaded.
pub struct FontLibrary {
    list: FontList,
    fonts: BTreeMap<FontId, Face>,
    thai: Option<ThaiWords>,
    features: BTreeMap<FontId, Vec<String>>,
    embedding: BTreeMap<FontId, Embedding>,
    pub(crate) fonts_for_layout: FontContext,
    pub(crate) layout: LayoutContext<u32>,
}

/// What lines need to know of a font, in ems.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Face {
    /// Units of the em square.
    pub(crate) units_per_em: u16,
    /// From the baseline up, in ems.
    pub(crate) ascent: f64,
    /// From the baseline down, in ems.
    pub(crate) descent: f64,
}

impl FontLibrary {
    /// A library that may load the fonts of `list`, none of them loaded yet.
    pub fn new(list: FontList) -> Self {
        let options = CollectionOptions { shared: false, system_fonts: false };
        let fonts_for_layout =
            FontContext { collection: Collection::new(options), ..FontContext::default() };
        Self {
            list,
            fonts: BTreeMap::new(),
            features: BTreeMap::new(),
            embedding: BTreeMap::new(),
            thai: None,
            fonts_for_layout,
            layout: LayoutContext::new(),
        }
    }

    /// The font list.
    pub fn list(&self) -> &FontList {
        &self.list
    }

    /// The files beside the font list that a text needs and that are not read yet: the list of large families, the
    /// words of Thai. Most texts need none. Read these first: [`FontLibrary::wanted`] depends on them.
    pub fn wanted_lists(&self, text: &Text) -> Vec<&'static str> {
        let slices = self.list.wants_slices(text).then_some(SLICES);
        let lacks_words = self.thai.is_none() && needs_thai_words(text);
        slices.into_iter().chain(lacks_words.then_some(thai::FILE)).collect()
    }

    /// Reads one of [`FontLibrary::wanted_lists`].
    ///
    /// # Errors
    /// [`TypesetError::List`] or [`TypesetError::WrongBytes`]; the library is as it was.
    pub fn add_list(&mut self, file: &str, bytes: &[u8]) -> Result<(), TypesetError> {
        if file == thai::FILE {
            self.thai = Some(ThaiWords::read(bytes)?);
            return Ok(());
        }
        self.list.add_slices(&String::from_utf8_lossy(bytes))
    }

    /// The words of Thai, if they were read.
    pub(crate) fn thai(&self) -> Option<&ThaiWords> {
        self.thai.as_ref()
    }

    /// Whether a font is loaded.
    pub fn has(&self, font: &FontId) -> bool {
        self.fonts.contains_key(font)
    }

    /// The fonts that a text needs and that are not loaded yet.
    pub fn wanted(&self, text: &Text) -> Vec<FontId> {
        required_fonts(text, &self.list).into_iter().filter(|font| !self.has(font)).collect()
    }

    /// Adds a font from the bytes of its file. Adding it again changes nothing.
    ///
    /// # Errors
    /// [`TypesetError::UnknownFont`], [`TypesetError::WrongBytes`] or [`TypesetError::BrokenFont`]; the library
    /// is as it was.
    pub fn add(&mut self, font: FontId, bytes: Vec<u8>) -> Result<(), TypesetError> {
        if self.has(&font) {
            return Ok(());
        }
        let Some(entry) = self.list.find(&font) else {
            return Err(TypesetError::UnknownFont { font });
        };
        if hex(&Sha256::digest(&bytes)) != entry.sha256.as_str() {
            return Err(TypesetError::WrongBytes { font });
        }
        let broken = |problem| TypesetError::BrokenFont { font: font.clone(), problem };
        let face = Face::read(&bytes).map_err(broken)?;
        let named = FontInfoOverride {
            family_name: Some(font.as_str()),
            weight: Some(FontWeight::NORMAL),
            ..FontInfoOverride::default()
        };
        let (features, embedding) = (features(&bytes), Embedding::of(&bytes));
        let blob = Blob::new(Arc::new(bytes));
        if self.fonts_for_layout.collection.register_fonts(blob, Some(named)).is_empty() {
            return Err(broken("it has no table of characters"));
        }
        self.features.insert(font.clone(), features);
        self.embedding.insert(font.clone(), embedding);
        self.fonts.insert(font, face);
        Ok(())
    }

    /// The fonts that a text names whose licence restricts embedding: their names, and what the licence says. Those that are
    /// not loaded are not judged.
    pub fn restricted(&self, text: &Text) -> Vec<(String, String)> {
        let named = text.spans.iter().filter_map(|span| span.font.as_ref());
        let fonts: BTreeSet<&FontId> = named.chain([&text.font]).collect();
        let said = |font: &FontId| {
            let restriction = self.embedding.get(font)?.restriction()?;
            let name = self.list.find(font).map_or(font.as_str(), |entry| entry.name.as_str());
            Some((name.to_owned(), restriction.to_owned()))
        };
        fonts.into_iter().filter_map(said).collect()
    }

    /// The OpenType features of a loaded font that a person may want to switch, by tag in ascending order.
    pub fn features(&self, font: &FontId) -> &[String] {
        self.features.get(font).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn face(&self, font: &FontId) -> Option<Face> {
        self.fonts.get(font).copied()
    }
}

/// Whether lines of Thai have to be broken.
pub(crate) fn needs_thai_words(text: &Text) -> bool {
    text.width.is_some() && thai::has_words(&text.content)
}

impl Face {
    /// Reads all that will be asked of the font later, so that a font that was accepted can be drawn.
    fn read(bytes: &[u8]) -> Result<Self, &'static str> {
        let font = FontRef::new(bytes).map_err(|_| "it is no font file")?;
        let head = font.head().map_err(|_| "its head table is damaged")?;
        let units_per_em = head.units_per_em();
        if !UNITS_PER_EM.contains(&units_per_em) {
            return Err("its em square is not 16 to 16384 units");
        }
        font.hhea().map_err(|_| "its hhea table is damaged")?;
        font.hmtx().map_err(|_| "its hmtx table is damaged")?;
        if font.charmap().mappings().next().is_none() {
            return Err("it has no table of characters");
        }
        read_all_glyphs(&font)?;
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let em = f64::from(units_per_em);
        let [ascent, descent] =
            [metrics.ascent, -metrics.descent].map(|height| f64::from(height) / em);
        Ok(Self { units_per_em, ascent, descent })
    }
}

/// Draws every glyph once, into nothing.
fn read_all_glyphs(font: &FontRef<'_>) -> Result<(), &'static str> {
    const DAMAGED: &str = "a glyph is damaged";
    let count = font.maxp().map_err(|_| "its maxp table is damaged")?.num_glyphs();
    let outlines = font.outline_glyphs();
    for glyph in (0..count).map(GlyphId::from) {
        if has_points_without_contour(font, glyph) {
            return Err(DAMAGED);
        }
        let outline = outlines.get(glyph).ok_or("it has no outlines")?;
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        outline.draw(settings, &mut OutlinePen::new()).map_err(|_| DAMAGED)?;
    }
    Ok(())
}

/// Whether a glyph without contours has points: read-fonts before 0.46 panics at it.
fn has_points_without_contour(font: &FontRef<'_>, glyph: GlyphId) -> bool {
    let (Ok(loca), Ok(glyf)) = (font.loca(None), font.glyf()) else { return false };
    match loca.get_glyf(glyph, &glyf) {
        Ok(Some(Glyph::Simple(simple))) => {
            simple.num_points() == 0 && !simple.glyph_data().is_empty()
        }
        Ok(_) | Err(_) => false,
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
