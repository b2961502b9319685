//! Lines from edge to edge: where a line may be stretched, and the stretching. Letters themselves keep their shape.

use crate::paragraph::SetLine;

/// Edges nearer than this many ems are the same: sums of advances differ in their last digits.
const SAME: f64 = 1e-4;

/// The right edge of a letter and how it takes space behind it.
pub(crate) struct Edge {
    pub(crate) right: f64,
    pub(crate) stretch: Stretch,
}

/// How a letter takes space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stretch {
    /// A space between words: first of all.
    Space,
    /// Scripts without spaces whose letters are set in a grid (Chinese, Japanese): like spaces.
    Square,
    /// Scripts without spaces between words (Thai, Lao, Khmer, Burmese): where nothing else takes any.
    Tight,
    /// All others.
    Never,
}

impl Stretch {
    /// How a grapheme takes space.
    pub(crate) fn of(grapheme: &str) -> Self {
        match grapheme.chars().next() {
            Some(' ' | '\u{a0}' | '\u{3000}') => Self::Space,
            Some(
                '\u{3001}'..='\u{30ff}'
                | '\u{31f0}'..='\u{31ff}'
                | '\u{3400}'..='\u{4dbf}'
                | '\u{4e00}'..='\u{9fff}'
                | '\u{f900}'..='\u{faff}'
                | '\u{ff00}'..='\u{ffef}'
                | '\u{20000}'..='\u{3ffff}',
            ) => Self::Square,
            Some('\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}') => {
                Self::Tight
            }
            _ => Self::Never,
        }
    }
}

/// Where space may be added between `from` and `to`, ascending; `edges` run from left to right.
pub(crate) fn places(edges: impl Iterator<Item = Edge>, from: f64, to: f64) -> Vec<f64> {
    let edges: Vec<Edge> = edges.collect();
    let between = |kind: Stretch| {
        let both = move |pair: &&[Edge]| pair.iter().all(|edge| edge.stretch == kind);
        edges.windows(2).filter(both).filter_map(|pair| pair.first()).map(|edge| edge.right)
    };
    let inside = |right: &f64| *right > from + SAME && *right < to - SAME;
    let spaces = edges.iter().filter(|edge| edge.stretch == Stretch::Space).map(|edge| edge.right);
    let mut places: Vec<f64> = spaces.chain(between(Stretch::Square)).filter(inside).collect();
    if places.is_empty() {
        places = between(Stretch::Tight).filter(inside).collect();
    }
    places.sort_by(f64::total_cmp);
    places
}

/// Makes a line `width` ems wide, if it has places to stretch and is narrower.
pub(crate) fn stretch(line: &mut SetLine, width: f64) {
    let spare = width - line.width;
    if line.places.is_empty() || spare <= 0.0 {
        return;
    }
    let each = spare / line.places.len() as f64;
    let places = std::mem::take(&mut line.places);
    let shift = |x: f64| each * places.partition_point(|place| *place <= x + SAME) as f64;
    for unit in line.runs.iter_mut().flat_map(|run| &mut run.units) {
        let by = shift(unit.left);
        unit.left += by;
        unit.middle += by;
        for (_, x, _) in &mut unit.glyphs {
            *x += by;
        }
    }
    for (_, x) in &mut line.carets {
        *x += shift(*x);
    }
    for (_, (left, _)) in &mut line.missing {
        *left += shift(*left);
    }
    line.width = width;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[f64]) {
        let graphemes: Vec<char> = text.chars().collect();
        let edges = graphemes.iter().enumerate().map(|(index, letter)| Edge {
            right: index as f64 + 1.0,
            stretch: Stretch::of(&letter.to_string()),
        });
        assert_eq!(places(edges, 0.0, graphemes.len() as f64), expect, "{text}");
    }

    #[test]
    fn words_are_moved_apart_and_letters_stay() {
        check("ab cd e", &[3.0, 6.0]);
        check("abc", &[]);
    }

    #[test]
    fn chinese_is_stretched_between_signs_and_thai_only_without_spaces() {
        check("日本", &[1.0]);
        check("日 本語", &[2.0, 3.0]);
        check("กข", &[1.0]);
        check("กข ค", &[3.0]);
    }
}
