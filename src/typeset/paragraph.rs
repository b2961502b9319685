//! One paragraph -> its lines, in ems from each line's left end. It does not align lines or place them.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

use parley::layout::BreakReason;
use parley::{
    Cluster, FontData, FontFamily, FontFamilyName, Layout, Line, LineBreakContext, OverflowWrap,
    StyleProperty,
};
use skrifa::{FontRef, MetadataProvider};

use crate::FontLibrary;
use crate::fallback::graphemes;
use crate::glyphs::{is_invisible, is_line_break};
use crate::justify::{Edge, Stretch, places};
use crate::limits::Measures;
use crate::style::Styles;

/// A shaped paragraph: it can be broken into lines again and again.
pub(crate) struct Paragraph<'a> {
    text: Cow<'a, str>,
    /// Where it begins in the whole text, in bytes.
    offset: usize,
    /// `None` for a paragraph without characters.
    layout: Option<Layout<u32>>,
}

/// A line, in ems from its left end, trailing spaces that hang included.
#[derive(Debug, Default)]
pub(crate) struct SetLine {
    /// Glyphs from left to right, by font.
    pub(crate) runs: Vec<SetRun>,
    /// Byte offsets in the whole text, ascending, and x.
    pub(crate) carets: Vec<(usize, f64)>,
    /// Width without the spaces that hang over the end of a broken line and without space after the last letter.
    pub(crate) width: f64,
    /// Width of the hanging spaces that lie left of the letters (text from right to left).
    pub(crate) hanging_left: f64,
    /// Characters without a glyph, in the order of the text, and the room that each has: its left edge and its width.
    pub(crate) missing: Vec<(char, (f64, f64))>,
    /// Em height of its largest letters as a factor of the text's.
    pub(crate) factor: f64,
    /// Where space may be added.
    pub(crate) places: Vec<f64>,
    /// Whether its paragraph runs from right to left.
    pub(crate) is_rtl: bool,
    /// Whether it is its paragraph's last one.
    pub(crate) is_last: bool,
    /// Whether it ends inside of a word.
    pub(crate) is_cut: bool,
}

/// Glyphs of one font and size.
#[derive(Debug)]
pub(crate) struct SetRun {
    /// The font's bytes.
    pub(crate) font: FontData,
    /// Em height as a factor of the text's.
    pub(crate) scale: f64,
    /// Whether it runs from right to left.
    pub(crate) is_rtl: bool,
    /// What stays together when it is moved, from left to right.
    pub(crate) units: Vec<Unit>,
}

/// Glyphs that stay together: a letter with its marks, a ligature.
#[derive(Debug)]
pub(crate) struct Unit {
    /// The span's number and 1; 0 outside of spans.
    pub(crate) brush: u32,
    /// The bytes of the whole text that it stands for.
    pub(crate) bytes: Range<usize>,
    /// Its left edge.
    pub(crate) left: f64,
    /// Its middle.
    pub(crate) middle: f64,
    /// Glyph ids with their origins: x from the line's left end, y down from the baseline.
    pub(crate) glyphs: Vec<(u32, f64, f64)>,
}

/// Byte ranges of a text's paragraphs, without the characters that end them. At least one.
pub(crate) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((index, character)) = characters.next() {
        if !is_line_break(character) {
            continue;
        }
        if character == '\r' {
            characters.next_if(|&(_, next)| next == '\n');
        }
        ranges.push(start..index);
        start = characters.peek().map_or(text.len(), |&(next, _)| next);
    }
    ranges.push(start..text.len());
    ranges
}

impl<'a> Paragraph<'a> {
    /// Shapes the paragraph `range` of `text`.
    pub(crate) fn shaped(
        text: &'a str,
        range: Range<usize>,
        styles: &Styles<'_>,
        measures: &Measures,
        library: &mut FontLibrary,
    ) -> Self {
        let offset = range.start;
        let words = without_controls(&text[range.clone()]);
        let layout =
            (!range.is_empty()).then(|| lay_out(&words, &range, styles, measures, library));
        Self { text: words, offset, layout }
    }

    /// Its lines. At least one.
    pub(crate) fn lines(&mut self, styles: &Styles<'_>, measures: &Measures) -> Vec<SetLine> {
        let Some(layout) = &mut self.layout else {
            return vec![SetLine {
                carets: vec![(self.offset, 0.0)],
                factor: styles.scale_at(self.offset),
                is_last: true,
                ..SetLine::default()
            }];
        };
        let em = f32::from(styles.units_per_em);
        let letter_spacing = measures.letter_spacing as f32 * em;
        // The space after a line's last letter does not count against the width.
        layout.break_all_lines(measures.width.map(|width| width as f32 * em + letter_spacing));
        let is_rtl = layout.is_rtl();
        let line = |line: Line<'_, u32>| SetLine {
            is_rtl,
            ..set_line(&line, &self.text, self.offset, is_rtl, (styles, measures))
        };
        let mut lines: Vec<SetLine> = layout.lines().map(line).collect();
        if let Some(last) = lines.last_mut() {
            last.is_last = true;
        }
        keep_carets_between_graphemes(&mut lines, &self.text, self.offset);
        lines
    }
}

/// Letters of two scripts can be one grapheme, and are shaped apart: no caret stands between them.
fn keep_carets_between_graphemes(lines: &mut [SetLine], text: &str, offset: usize) {
    let starts: Vec<usize> = graphemes(text).map(|(start, _)| start).collect();
    for line in lines {
        let ends = (line.carets.first().copied(), line.carets.last().copied());
        line.carets.retain(|caret| {
            starts.binary_search(&(caret.0 - offset)).is_ok()
                || ends.0 == Some(*caret)
                || ends.1 == Some(*caret)
        });
    }
}

/// Control characters as spaces of the same length in bytes: fonts have no glyphs for them.
fn without_controls(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let spaced = |character: char| match (character.is_control(), character.len_utf8()) {
        (true, 1) => ' ',
        (true, _) => '\u{a0}',
        (false, _) => character,
    };
    Cow::Owned(text.chars().map(spaced).collect())
}

/// Shapes a paragraph, the bytes `range` of a text; lines are not broken.
pub(crate) fn lay_out(
    text: &str,
    range: &Range<usize>,
    styles: &Styles<'_>,
    measures: &Measures,
    library: &mut FontLibrary,
) -> Layout<u32> {
    let whole = styles.fonts_of_graphemes(text, range.start, library.list());
    let words = library.thai().map_or_else(Vec::new, |thai| thai.breaks(text));
    let begins_word = break_before(text, &words);
    let context = &mut library.fonts_for_layout;
    let mut builder = library.layout.ranged_builder(context, text, 1.0, false);
    builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
    styles.push(&mut builder, range, measures);
    for (range, font) in whole {
        let named = FontFamilyName::Named(Cow::Owned(font.0));
        builder.push(StyleProperty::FontFamily(FontFamily::Single(named)), range);
    }
    if !words.is_empty() {
        builder.set_line_break_override(Some(&begins_word));
    }
    builder.build(text)
}

/// Tells for one character after the other, from the second on, whether a line may break before it: at the byte offsets
/// `breaks`, and elsewhere as Unicode has it.
fn break_before(
    text: &str,
    breaks: &[usize],
) -> impl Fn(LineBreakContext) -> Option<bool> + Send + Sync + 'static {
    let starts: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let places: Vec<usize> = breaks.iter().filter_map(|at| starts.binary_search(at).ok()).collect();
    let before = AtomicUsize::new(0);
    move |_| {
        let at = before.fetch_add(1, Ordering::Relaxed) + 1;
        places.binary_search(&at).is_ok().then_some(true)
    }
}

fn set_line(
    line: &Line<'_, u32>,
    text: &str,
    offset: usize,
    rtl: bool,
    (styles, measures): (&Styles<'_>, &Measures),
) -> SetLine {
    let em = f64::from(styles.units_per_em);
    let mut set =
        SetLine { is_cut: line.break_reason() == BreakReason::Emergency, ..SetLine::default() };
    let mut left = 0.0;
    let mut last_scale = 1.0;
    for run in line.runs() {
        let scale = f64::from(run.font_size()) / em;
        let spacing = measures.letter_spacing * scale * em;
        let mut units: Vec<Unit> = Vec::new();
        // A ligature's glyphs belong to its first letter; from right to left, the others are met before.
        let mut before: Option<Range<usize>> = None;
        for cluster in run.visual_clusters() {
            let range = cluster.text_range();
            let bytes = offset + range.start..offset + range.end;
            if cluster.is_ligature_continuation() && cluster.is_rtl() {
                before = Some(joined(before, bytes.clone()));
            } else if cluster.is_ligature_continuation()
                && let Some(unit) = units.last_mut()
            {
                unit.bytes = joined(Some(bytes.clone()), unit.bytes.clone());
            }
            let brush = cluster.style().brush;
            let (_, rise) = styles.measures_of(brush);
            let start = left;
            let mut glyphs = Vec::new();
            for glyph in cluster.glyphs() {
                let (x, y) = (left + f64::from(glyph.x), f64::from(glyph.y));
                // What no font has is drawn by `unknown`.
                if glyph.id != 0 {
                    glyphs.push((glyph.id, x / em, y / em - rise));
                }
                left += f64::from(glyph.advance);
            }
            if !glyphs.is_empty() {
                let middle = (start + left - spacing) / 2.0 / em;
                let bytes = joined(before.take(), bytes);
                units.push(Unit { brush, bytes, left: start / em, middle, glyphs });
            }
        }
        set.factor = set.factor.max(scale);
        last_scale = scale;
        set.runs.push(SetRun { font: run.font().clone(), scale, is_rtl: run.is_rtl(), units });
    }
    if set.runs.is_empty() {
        set.factor = styles.scale_at(offset + line.text_range().start);
    }
    let (visual, clusters) = placed_clusters(line);
    for placed in &clusters {
        set.carets.push((offset + placed.start, placed.leading / em));
        let missing = placed.missing(text);
        let left = placed.leading.min(placed.trailing) / em;
        let width = (placed.trailing - placed.leading).abs() / em / missing.len().max(1) as f64;
        let rooms = missing.into_iter().enumerate();
        set.missing.extend(rooms.map(|(at, it)| (it, (left + at as f64 * width, width))));
    }
    let end = offset + line.text_range().end;
    set.carets.push((end, clusters.last().map_or(0.0, |placed| placed.trailing / em)));
    let metrics = line.metrics();
    let hanging = f64::from(metrics.hanging_advance) / em;
    let gap = if clusters.is_empty() { 0.0 } else { measures.letter_spacing * last_scale };
    set.width = (f64::from(metrics.advance) / em - hanging - gap).max(0.0);
    set.hanging_left = if rtl { hanging } else { 0.0 };
    let edges = visual.iter().map(|&(right, ref bytes)| Edge {
        right: right / em,
        stretch: Stretch::of(&text[bytes.clone()]),
    });
    set.places = places(edges, set.hanging_left, set.hanging_left + set.width);
    set
}

/// The bytes from the first of both to the last.
fn joined(one: Option<Range<usize>>, other: Range<usize>) -> Range<usize> {
    one.map_or(other.clone(), |one| one.start.min(other.start)..one.end.max(other.end))
}

/// A grapheme and its edges: where it begins and ends for a reader, in font units from the line's left end.
struct PlacedCluster<'a> {
    start: usize,
    leading: f64,
    trailing: f64,
    cluster: Cluster<'a, u32>,
}

/// Clusters: from left to right their right edges and bytes, then all in the order of the text.
fn placed_clusters<'a>(line: &Line<'a, u32>) -> (Vec<(f64, Range<usize>)>, Vec<PlacedCluster<'a>>) {
    let mut clusters = Vec::new();
    let mut visual = Vec::new();
    let mut left = 0.0;
    for run in line.runs() {
        for cluster in run.visual_clusters() {
            let right = left + f64::from(cluster.advance());
            let (leading, trailing) = if cluster.is_rtl() { (right, left) } else { (left, right) };
            let start = cluster.text_range().start;
            visual.push((right, cluster.text_range()));
            clusters.push(PlacedCluster { start, leading, trailing, cluster });
            left = right;
        }
    }
    clusters.sort_by_key(|placed| placed.start);
    (visual, clusters)
}

impl PlacedCluster<'_> {
    /// Characters for which the chosen font, the best of all, has no glyph.
    fn missing(&self, text: &str) -> Vec<char> {
        if self.cluster.glyphs().all(|glyph| glyph.id != 0) {
            return Vec::new();
        }
        let run = self.cluster.run();
        let font = run.font();
        let Ok(font) = FontRef::from_index(font.data.as_ref(), font.index) else {
            return Vec::new();
        };
        let charmap = font.charmap();
        let absent = |character: &char| {
            !is_invisible(*character)
                && charmap.map(*character).is_none_or(|glyph| glyph.to_u32() == 0)
        };
        text[self.cluster.text_range()].chars().filter(absent).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let found: Vec<&str> = paragraphs(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expect, "{text:?}");
    }

    #[test]
    fn every_line_break_ends_a_paragraph_and_crlf_counts_once() {
        check("", &[""]);
        check("\n", &["", ""]);
        check("a\r\nb\rc\u{2028}d\u{85}", &["a", "b", "c", "d", ""]);
    }

    #[test]
    fn controls_become_spaces_of_the_same_length() {
        let text = "a\tb\u{80}c\u{7f}";
        assert_eq!(without_controls(text), "a b\u{a0}c ");
        assert_eq!(without_controls(text).len(), text.len());
    }
}
