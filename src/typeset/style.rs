//! What letters of a text look like to the shaper: fonts, sizes and features of the whole text and of its spans. It
//! knows no colours: spans that differ only in them are shaped as if they were not there.

use std::borrow::Cow;
use std::ops::Range;

use design::{Feature, FontId, Span, Text};
use parley::{FontFamily, FontFamilyName, FontFeature, FontFeatures, RangedBuilder, StyleProperty};

use crate::FontList;
use crate::fallback::{font_of_grapheme, graphemes};
use crate::limits::{Measures, rise_of, scale_of};

/// How the letters of a text are set.
pub(crate) struct Styles<'a> {
    /// The text's font and those that stand in for it, by id.
    families: Vec<FontFamilyName<'a>>,
    features: Vec<FontFeature>,
    spans: Vec<Style<'a>>,
    /// Units of the text's font. Lines are set at this size, so that advances are whole numbers and their sums exact.
    pub(crate) units_per_em: u16,
}

/// A span, as letters are set in it.
struct Style<'a> {
    bytes: Range<usize>,
    scale: f64,
    rise: f64,
    font: Option<&'a FontId>,
    features: Vec<FontFeature>,
}

impl<'a> Styles<'a> {
    /// The styles of a text; `fonts` are those that it requires.
    pub(crate) fn of(text: &'a Text, fonts: &'a [FontId], units_per_em: u16) -> Self {
        let named = |font: &'a FontId| FontFamilyName::Named(Cow::Borrowed(font.as_str()));
        let features = read(&text.features);
        let spans = text.spans.iter().zip(byte_ranges(&text.content, &text.spans));
        let style = |(span, bytes): (&'a Span, Range<usize>)| Style {
            bytes,
            scale: scale_of(span),
            rise: rise_of(span),
            font: span.font.as_ref().filter(|font| fonts.contains(font)),
            features: [&features[..], &read(&span.features)].concat(),
        };
        let spans = spans.map(style).collect();
        Self { families: fonts.iter().map(named).collect(), features, spans, units_per_em }
    }

    /// Tells the builder of the paragraph at `range` of the text how letters are set; the brush is the span's number
    /// and 1, or 0 outside of spans.
    pub(crate) fn push<'b>(
        &'b self,
        builder: &mut RangedBuilder<'_, u32>,
        range: &Range<usize>,
        measures: &Measures,
    ) {
        let em = f32::from(self.units_per_em);
        let spacing = measures.letter_spacing as f32 * em;
        let families = FontFamily::List(Cow::Borrowed(&self.families[..]));
        builder.push_default(StyleProperty::FontFamily(families));
        builder.push_default(StyleProperty::FontSize(em));
        builder.push_default(StyleProperty::LetterSpacing(spacing));
        let features = |features: &'b [FontFeature]| {
            StyleProperty::FontFeatures(FontFeatures::List(Cow::Borrowed(features)))
        };
        if !self.features.is_empty() {
            builder.push_default(features(&self.features));
        }
        for (number, style) in self.spans.iter().enumerate() {
            let (from, to) = (style.bytes.start.max(range.start), style.bytes.end.min(range.end));
            if from >= to {
                continue;
            }
            let bytes = from - range.start..to - range.start;
            builder.push(StyleProperty::Brush(number as u32 + 1), bytes.clone());
            if style.scale != 1.0 {
                let scale = style.scale as f32;
                builder.push(StyleProperty::FontSize(em * scale), bytes.clone());
                builder.push(StyleProperty::LetterSpacing(spacing * scale), bytes.clone());
            }
            if style.features != self.features {
                builder.push(features(&style.features), bytes.clone());
            }
            if style.font.is_some() {
                let families = FontFamily::List(Cow::Owned(self.families_of(style)));
                builder.push(StyleProperty::FontFamily(families), bytes);
            }
        }
    }

    fn families_of<'b>(&'b self, style: &Style<'b>) -> Vec<FontFamilyName<'b>> {
        let own = style.font.map(|font| FontFamilyName::Named(Cow::Borrowed(font.as_str())));
        own.into_iter().chain(self.families.iter().cloned()).collect()
    }

    /// Graphemes of a paragraph, which begins at byte `offset` of the text, that have to be set in one font as a whole.
    pub(crate) fn fonts_of_graphemes(
        &self,
        paragraph: &str,
        offset: usize,
        list: &FontList,
    ) -> Vec<(Range<usize>, FontId)> {
        let family = |family: &FontFamilyName<'a>| match family {
            FontFamilyName::Named(name) => Some(name.clone().into_owned()),
            FontFamilyName::Generic(_) => None,
        };
        let families: Vec<String> = self.families.iter().filter_map(family).collect();
        let font = |(start, grapheme): (usize, &str)| {
            let style = self.style_at(offset + start).and_then(|style| style.font);
            let own = style.map(FontId::as_str);
            let all = own.into_iter().chain(families.iter().map(String::as_str));
            let font = font_of_grapheme(grapheme, all, list)?;
            Some((start..start + grapheme.len(), font))
        };
        graphemes(paragraph).filter_map(font).collect()
    }

    fn style_at(&self, byte: usize) -> Option<&Style<'a>> {
        self.spans.iter().find(|style| style.bytes.contains(&byte))
    }

    /// Factor and rise of the letters with a brush.
    pub(crate) fn measures_of(&self, brush: u32) -> (f64, f64) {
        let style = brush.checked_sub(1).and_then(|number| self.spans.get(number as usize));
        style.map_or((1.0, 0.0), |style| (style.scale, style.rise))
    }

    /// Factor of what is written at a byte of the text: the height of an empty line.
    pub(crate) fn scale_at(&self, byte: usize) -> f64 {
        self.style_at(byte).map_or(1.0, |style| style.scale)
    }
}

/// The bytes of spans; what is beyond the text is empty.
fn byte_ranges(content: &str, spans: &[Span]) -> Vec<Range<usize>> {
    let starts: Vec<usize> = content.char_indices().map(|(byte, _)| byte).collect();
    let byte = |character: u32| starts.get(character as usize).copied().unwrap_or(content.len());
    spans.iter().map(|span| byte(span.from)..byte(span.to)).collect()
}

/// Features as the shaper takes them; what is no tag is left out.
fn read(features: &[Feature]) -> Vec<FontFeature> {
    let read = |feature: &Feature| {
        let tag: [u8; 4] = feature.tag.as_bytes().try_into().ok()?;
        Some(FontFeature::new(parley::setting::Tag::new(&tag), u16::from(feature.value)))
    };
    features.iter().filter_map(read).collect()
}
