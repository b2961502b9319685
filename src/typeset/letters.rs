//! Texts as letters of fonts, for files that hold them as text, and the parts of fonts that they need. Only straight texts
//! and plain glyphs: everything else has outlines alone.

use std::collections::{BTreeMap, BTreeSet};

use design::Text;
use geom::{FontPart, LetterCluster, LetterPiece, LetterRun, Point, Rect, TextInk};
use parley::FontData;
use skrifa::instance::{LocationRef, Size};
use skrifa::raw::TableProvider;
use skrifa::string::StringId;
use skrifa::{FontRef, GlyphId, MetadataProvider};
use subsetter::{GlyphRemapper, subset};

use crate::embedding::Embedding;
use crate::glyphs::is_invisible;
use crate::paragraph::{SetRun, Unit};
use crate::shape::{Stack, set, straight};
use crate::{FontLibrary, TypesetError};

/// Decimals of advances: a thousandth of a thousandth of an em.
const STEPS: f64 = 1_000.0;
/// What a glyph stands for that is only ever a part of others: a space without width.
const NOTHING: &str = "\u{200b}";

/// Texts as letters, and which glyphs of which fonts they need. Equal texts in equal order give equal bytes.
///
/// ```no_run
/// # fn made(text: &design::Text, library: &mut typeset::FontLibrary) -> Result<(), typeset::TypesetError> {
/// let mut letters = typeset::Letters::default();
/// let pieces = letters.add(text, library)?;
/// let fonts = letters.fonts();
/// # Ok(())
/// # }
/// ```
#[derive(Default)]
pub struct Letters {
    fonts: Vec<UsedFont>,
}

/// A font and its glyphs that are used.
struct UsedFont {
    data: FontData,
    /// Whether parts of it may be in a file, and can be.
    is_fit: bool,
    glyphs: GlyphRemapper,
    /// What each glyph stands for where it stands alone, by its new number.
    characters: BTreeMap<u16, String>,
    /// The characters that the font has each of its glyphs for.
    of_font: BTreeMap<u16, BTreeSet<char>>,
}

impl Letters {
    /// The pieces of a text's block that can be held as letters. Not among them is what has no plain glyphs, one ink and
    /// leave to be embedded: bent and warped texts, letters filled with gradients or patterns, emoji, signs for characters
    /// that no font has, fonts whose licence restricts embedding.
    ///
    /// # Errors
    /// Those of [`crate::shape`].
    pub fn add(
        &mut self,
        text: &Text,
        library: &mut FontLibrary,
    ) -> Result<Vec<LetterPiece>, TypesetError> {
        if text.path.is_some() || text.warp.is_some() {
            return Ok(Vec::new());
        }
        let (stack, measures) = set(text, library)?;
        let block = straight(&stack, &measures)?;
        let mut pieces = Vec::new();
        let unfit = self.unfit(text, &stack);
        for piece in block.pieces {
            let brush = match piece.ink {
                TextInk::Text => 0,
                TextInk::Span(number) => number + 1,
                TextInk::Glyph(_) => continue,
            };
            if unfit.contains(&brush) || piece.outline.elements().is_empty() {
                continue;
            }
            let runs = self.runs(text, &stack, measures.size, brush);
            pieces.push(LetterPiece { outline: piece.outline, runs });
        }
        Ok(pieces)
    }

    /// The parts of fonts that the texts need, by number. One that cannot be made is not there: what is set in it has
    /// outlines alone.
    pub fn fonts(&self) -> BTreeMap<usize, FontPart> {
        let fonts = self.fonts.iter().enumerate();
        fonts.filter_map(|(number, font)| Some((number, font.part()?))).collect()
    }

    /// The brushes whose letters cannot be held as letters.
    fn unfit(&mut self, text: &Text, stack: &Stack) -> BTreeSet<u32> {
        let is_plain = text.fill.is_none();
        let mut unfit = BTreeSet::new();
        for line in stack.lines.iter().map(|placed| &placed.line) {
            // Signs for what no font has are drawn with the text's own letters.
            if !line.missing.is_empty() {
                unfit.insert(0);
            }
            for run in &line.runs {
                let is_fit = self.font(&run.font).is_some_and(|(_, font)| font.is_fit);
                let unit = |unit: &Unit| {
                    let span = unit.brush.checked_sub(1);
                    let span = span.and_then(|number| text.spans.get(number as usize));
                    let has_one_ink = is_plain || span.is_some_and(|span| span.colour.is_some());
                    (!is_fit || !has_one_ink).then_some(unit.brush)
                };
                unfit.extend(run.units.iter().filter_map(unit));
            }
        }
        unfit
    }

    /// A font among those that are used.
    fn font(&mut self, data: &FontData) -> Option<(usize, &mut UsedFont)> {
        let same = |font: &UsedFont| {
            font.data.data.id() == data.data.id() && font.data.index == data.index
        };
        let number = self.fonts.iter().position(same).unwrap_or_else(|| {
            self.fonts.push(UsedFont::new(data));
            self.fonts.len() - 1
        });
        self.fonts.get_mut(number).map(|font| (number, font))
    }

    /// The letters with a brush.
    fn runs(&mut self, text: &Text, stack: &Stack, em: f64, brush: u32) -> Vec<LetterRun> {
        let mut runs = Vec::new();
        for placed in &stack.lines {
            let origin = (placed.left, placed.baseline);
            for run in &placed.line.runs {
                let units = run.units.iter().filter(|unit| unit.brush == brush);
                let Some((number, font)) = self.font(&run.font) else { continue };
                let clusters: Vec<LetterCluster> =
                    font.clusters(&text.content, run, units, (origin, em));
                if !clusters.is_empty() {
                    runs.push(LetterRun { font: number, size: em * run.scale, clusters });
                }
            }
        }
        runs
    }
}

impl UsedFont {
    fn new(data: &FontData) -> Self {
        Self {
            data: data.clone(),
            is_fit: is_fit(data),
            glyphs: GlyphRemapper::new(),
            characters: BTreeMap::new(),
            of_font: of_font(data),
        }
    }

    /// The letters of a run, `origin` in ems being where its line begins.
    fn clusters<'u>(
        &mut self,
        content: &str,
        run: &SetRun,
        units: impl Iterator<Item = &'u Unit>,
        ((left, baseline), em): ((f64, f64), f64),
    ) -> Vec<LetterCluster> {
        let Ok(font) = FontRef::from_index(run.font.data.as_ref(), run.font.index) else {
            return Vec::new();
        };
        let coloured = font.color_glyphs();
        let mut clusters = Vec::new();
        for unit in units {
            let mut glyphs = Vec::new();
            for &(id, x, y) in &unit.glyphs {
                // A glyph in colour is a piece of its own.
                if coloured.get(GlyphId::new(id)).is_some() {
                    continue;
                }
                let Ok(id) = u16::try_from(id) else { continue };
                let at = Point::new((left + x) * em, (baseline + y) * em);
                glyphs.push((self.glyphs.remap(id), at));
            }
            if !glyphs.is_empty() {
                let says = spoken(content.get(unit.bytes.clone()).unwrap_or_default());
                let says = self.says(says, &glyphs, run.is_rtl);
                clusters.push(LetterCluster { says, glyphs });
            }
        }
        clusters
    }

    /// Notes what each glyph of a cluster stands for, as well as can be said: not every reader knows of clusters.
    fn tell(&mut self, says: &str, glyphs: &[(u16, Point)], is_rtl: bool) {
        let mut letters: Vec<char> = says.chars().collect();
        if is_rtl {
            letters.reverse();
        }
        let own: Vec<Option<char>> =
            glyphs.iter().map(|glyph| self.own(glyph.0, &letters)).collect();
        let mut pairs = own.iter().zip(&letters);
        let is_one_by_one = own.len() == letters.len()
            && own.iter().any(Option::is_some)
            && pairs.all(|(own, letter)| own.is_none_or(|own| own == *letter));
        if is_one_by_one {
            for ((glyph, _), letter) in glyphs.iter().zip(&letters) {
                self.characters.entry(*glyph).or_insert_with(|| letter.to_string());
            }
        } else if let Some(((glyph, _), _)) = glyphs.iter().zip(&own).find(|(_, own)| own.is_none())
        {
            // What the other glyphs do not stand for.
            let rest = says.chars().filter(|letter| !own.contains(&Some(*letter)));
            let rest: String = rest.collect();
            if !rest.is_empty() {
                self.characters.entry(*glyph).or_insert(rest);
            }
        }
    }

    /// The one of some characters that the font has a glyph for without regard to what stands beside it.
    fn own(&self, glyph: u16, letters: &[char]) -> Option<char> {
        let all = self.of_font.get(&self.glyphs.remapped_gids().nth(usize::from(glyph))?)?;
        letters.iter().find(|letter| all.contains(letter)).copied()
    }

    /// The characters of a cluster, where its glyph does not stand for them anyway.
    fn says(&mut self, says: String, glyphs: &[(u16, Point)], is_rtl: bool) -> Option<String> {
        let &[(glyph, _)] = glyphs else {
            self.tell(&says, glyphs, is_rtl);
            return Some(says);
        };
        if says.chars().all(is_invisible) {
            return Some(says);
        }
        let known = self.characters.entry(glyph).or_insert_with(|| says.clone());
        (*known != says).then_some(says)
    }

    fn part(&self) -> Option<FontPart> {
        if !self.is_fit {
            return None;
        }
        let bytes = self.data.data.as_ref();
        let font = FontRef::from_index(bytes, self.data.index).ok()?;
        let (size, place) = (Size::unscaled(), LocationRef::default());
        let metrics = font.metrics(size, place);
        let scaled = |units: f32| {
            let thousandths = f64::from(units) * 1_000.0 / f64::from(metrics.units_per_em);
            (thousandths * STEPS).round() / STEPS
        };
        let widths = font.glyph_metrics(size, place);
        let advance =
            |glyph: u16| scaled(widths.advance_width(GlyphId::from(glyph)).unwrap_or_default());
        let all: Vec<u16> = self.glyphs.remapped_gids().collect();
        let bounds = metrics.bounds.unwrap_or_default();
        Some(FontPart {
            name: name(&font),
            file: subset(bytes, self.data.index, &self.glyphs).ok()?,
            advances: all.iter().map(|glyph| advance(*glyph)).collect(),
            characters: self.all_characters(&all),
            bounds: Rect::new(
                scaled(bounds.x_min),
                scaled(bounds.y_min),
                scaled(bounds.x_max),
                scaled(bounds.y_max),
            ),
            ascent: scaled(metrics.ascent),
            descent: scaled(metrics.descent),
            cap_height: scaled(metrics.cap_height.unwrap_or(metrics.ascent)),
        })
    }

    /// What each glyph stands for: as it is used alone, else the first character that the font has it for.
    fn all_characters(&self, all: &[u16]) -> Vec<String> {
        let said = |(number, glyph): (u16, &u16)| {
            let other = || self.of_font.get(glyph)?.first().map(char::to_string);
            let used = self.characters.get(&number).cloned();
            used.or_else(other).unwrap_or_else(|| NOTHING.to_owned())
        };
        (0..).zip(all).map(said).collect()
    }
}

/// The characters that a font has each glyph for, in ascending order.
fn of_font(data: &FontData) -> BTreeMap<u16, BTreeSet<char>> {
    let mut all: BTreeMap<u16, BTreeSet<char>> = BTreeMap::new();
    let Ok(font) = FontRef::from_index(data.data.as_ref(), data.index) else { return all };
    for (character, glyph) in font.charmap().mappings() {
        let character = char::from_u32(character);
        if let (Some(character), Ok(glyph)) = (character, u16::try_from(glyph.to_u32())) {
            all.entry(glyph).or_default().insert(character);
        }
    }
    all
}

/// Whether a font's licence lets a part of it be embedded, and it has outlines that a part can be made of.
fn is_fit(data: &FontData) -> bool {
    let bytes = data.data.as_ref();
    let Ok(font) = FontRef::from_index(bytes, data.index) else { return false };
    let has_outlines = font.glyf().is_ok() && font.loca(None).is_ok();
    has_outlines && Embedding::of(bytes).restriction().is_none()
}

/// Characters as they are read: a control is set as a space.
fn spoken(characters: &str) -> String {
    characters.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect()
}

/// A font's PostScript name, of letters that PDF names can have.
fn name(font: &FontRef<'_>) -> String {
    /// Letters of a name, at most: the OpenType specification's limit.
    const LONGEST: usize = 63;
    let is_plain = |letter: &char| letter.is_ascii_alphanumeric() || *letter == '-';
    let said = font.localized_strings(StringId::POSTSCRIPT_NAME).english_or_first();
    let name: String =
        said.into_iter().flat_map(|name| name.chars()).filter(is_plain).take(LONGEST).collect();
    if name.is_empty() { "Font".to_owned() } else { name }
}
