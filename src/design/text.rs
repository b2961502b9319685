//! A text of a design: what it says and how it is set. No outlines, no font bytes.

use geom::{Angle, Mm, Rgb};
use json::{FromJson, ToJson};

use crate::rules::{LEAST_SIZE, MAX_SIZE};
use crate::{Fill, FontId, Stroke};

/// Most outlines of a text.
pub const MAX_OUTLINES: usize = 3;
/// Most spans of a text.
pub const MAX_SPANS: usize = 200;
/// Most OpenType features that are switched in a text or a span.
pub const MAX_FEATURES: usize = 16;

/// A text.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Text {
    /// What is written; `\n` breaks the line.
    pub content: String,
    /// The font family.
    pub font: FontId,
    /// Em height.
    pub size: Mm,
    /// Colour of the letters where neither `fill` nor a span says otherwise.
    pub colour: Rgb,
    /// How lines are set.
    pub align: Align,
    /// Distance of baselines in ems; 1.2 is usual.
    pub line_height: f64,
    /// Extra space after each letter, in ems.
    pub letter_spacing: f64,
    /// Where lines are broken; `None` breaks only at `\n`.
    #[json(optional)]
    pub width: Option<Mm>,
    /// A gradient or a pattern in place of the colour.
    #[json(optional)]
    pub fill: Option<Fill>,
    /// Outlines around the letters, innermost first, each outside of the one before; at most [`MAX_OUTLINES`].
    #[json(optional)]
    pub outlines: Vec<Stroke>,
    /// Parts that look another way; ascending, not overlapping, not empty, at most [`MAX_SPANS`].
    #[json(optional)]
    pub spans: Vec<Span>,
    /// Extra space between paragraphs, in ems.
    #[json(optional)]
    pub paragraph_spacing: f64,
    /// How the box follows the text.
    #[json(optional)]
    pub fit: Fit,
    /// Where the lines lie in a box that is higher than they are.
    #[json(optional)]
    pub vertical: VerticalAlign,
    /// OpenType features that are switched for the whole text; at most [`MAX_FEATURES`].
    #[json(optional)]
    pub features: Vec<Feature>,
    /// The line that it runs along; straight where `None`.
    #[json(optional)]
    pub path: Option<TextPath>,
    /// How its outlines are bent afterwards.
    #[json(optional)]
    pub warp: Option<Warp>,
    /// What a template allows to be written.
    #[json(optional)]
    pub limits: Option<TextLimits>,
    /// The name of the template's field that it shows, without braces.
    #[json(optional)]
    pub field: Option<String>,
}

/// A part of a text that looks another way; what is `None` is as in the whole text.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Span {
    /// Number of the first character (Unicode scalar value).
    pub from: u32,
    /// Number of the first character after it.
    pub to: u32,
    /// The font family.
    #[json(optional)]
    pub font: Option<FontId>,
    /// Em height as a factor of the text's, 0.1 to 10.
    #[json(optional)]
    pub scale: Option<f64>,
    /// Colour of the letters.
    #[json(optional)]
    pub colour: Option<Rgb>,
    /// How far its baseline is raised, in ems of the text; below 0 for lower.
    #[json(optional)]
    pub rise: Option<f64>,
    /// OpenType features that are switched here too; at most [`MAX_FEATURES`].
    #[json(optional)]
    pub features: Vec<Feature>,
}

/// An OpenType feature and its value: 0 off, 1 on, more for alternates.
#[derive(Clone, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Feature {
    /// Its tag: four letters or digits, for example `smcp`.
    pub tag: String,
    /// 0 to 99.
    pub value: u8,
}

/// How the lines of a text are set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Align {
    /// At the left edge.
    Left,
    /// In the middle.
    #[default]
    Centre,
    /// At the right edge.
    Right,
    /// From edge to edge, but for a paragraph's last line.
    Justify,
}

/// How the box of a text follows what is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case", deny_unknown_fields)]
pub enum Fit {
    /// It grows with the text.
    #[default]
    Grow,
    /// It stays; what does not fit runs over its lower edge.
    Fixed {
        /// Height of the box.
        height: Mm,
    },
    /// It stays, and letters become smaller until they fit.
    Shrink {
        /// Height of the box.
        height: Mm,
        /// The smallest em height.
        smallest: Mm,
    },
}

impl Fit {
    /// The height of a box that stays.
    pub fn height(&self) -> Option<Mm> {
        match self {
            Self::Grow => None,
            Self::Fixed { height } | Self::Shrink { height, .. } => Some(*height),
        }
    }
}

/// Where lines lie in a box that is higher than they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum VerticalAlign {
    /// At the top.
    #[default]
    Top,
    /// In the middle.
    Middle,
    /// At the bottom.
    Bottom,
}

/// A line that a text runs along.
#[derive(Clone, Copy, Debug, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case", deny_unknown_fields)]
pub enum TextPath {
    /// An arc, its middle up.
    ArcUp {
        /// How much of a circle the text spans, 5 to 350 degrees. More than half a turn, so no [`Angle`].
        sweep: f64,
    },
    /// An arc, its middle down.
    ArcDown {
        /// How much of a circle the text spans, 5 to 350 degrees. More than half a turn, so no [`Angle`].
        sweep: f64,
    },
    /// All around a circle of a given size; the text is set once, its middle at `start`.
    Circle {
        /// Radius of the baseline.
        radius: Mm,
        /// Where the text's middle lies, clockwise from the top.
        start: Angle,
        /// Whether letters stand inside of the circle.
        #[json(default)]
        inside: bool,
    },
    /// A wave.
    Wave {
        /// Height from the middle to a crest as a factor of the text's size, -4 to 4.
        height: f64,
        /// Number of waves over the text's length, 0.25 to 8.
        waves: f64,
    },
}

/// How the outlines of a text are bent. The text stays what it is.
#[derive(Clone, Copy, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Warp {
    /// The shape.
    pub kind: WarpKind,
    /// How much, -1 to 1; 0 leaves the outlines as they are.
    pub amount: f64,
}

/// The shape of a warp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum WarpKind {
    /// The top edge bows up, the bottom edge follows.
    Arch,
    /// Top and bottom edges bow away from each other.
    Bulge,
    /// Both edges run in one wave.
    Flag,
    /// One end becomes lower than the other, as seen from the side.
    Perspective,
    /// Both edges climb to the right.
    Rise,
}

/// What a template allows to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct TextLimits {
    /// Most characters (Unicode scalar values).
    #[json(optional)]
    pub characters: Option<u16>,
    /// Most lines, as written.
    #[json(optional)]
    pub lines: Option<u16>,
}

/// All that shaping depends on: equal keys, equal outlines.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextKey(String);

impl Span {
    /// A part that looks like the whole text.
    pub const fn bare(from: u32, to: u32) -> Self {
        Self { from, to, font: None, scale: None, colour: None, rise: None, features: Vec::new() }
    }
}

impl TextLimits {
    /// Whether words are within the limits.
    pub fn allow(&self, content: &str) -> bool {
        let within = |count: usize, most: Option<u16>| most.is_none_or(|most| count <= most.into());
        within(content.chars().count(), self.characters)
            && within(content.split('\n').count(), self.lines)
    }
}

impl TextKey {
    /// The key as text, for maps and messages.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Text {
    /// A text as it begins: centred, one colour, no width, nothing special.
    pub fn plain(content: String, font: FontId, size: Mm, colour: Rgb) -> Self {
        Self {
            content,
            font,
            size,
            colour,
            align: Align::Centre,
            line_height: 1.2,
            letter_spacing: 0.0,
            width: None,
            fill: None,
            outlines: Vec::new(),
            spans: Vec::new(),
            paragraph_spacing: 0.0,
            fit: Fit::Grow,
            vertical: VerticalAlign::Top,
            features: Vec::new(),
            path: None,
            warp: None,
            limits: None,
            field: None,
        }
    }

    /// The key of this text's outlines: everything but colours, fills, outlines and what a template allows.
    pub fn key(&self) -> TextKey {
        let spans = self.spans.iter().map(|span| Span { colour: None, ..span.clone() }).collect();
        let shaped = Self {
            colour: Rgb::BLACK,
            fill: None,
            outlines: Vec::new(),
            spans,
            limits: None,
            field: None,
            ..self.clone()
        };
        TextKey(json::write_text(&shaped))
    }

    /// Gives the letters another em height; what is measured by them follows: outlines, the box, a circle. It stays within
    /// what [`crate::broken_rule`] allows, so that a text that was made tiny or huge can be read back.
    pub fn resize(&mut self, size: Mm) {
        let factor = size.mm() / self.size.mm();
        self.size = size;
        if !factor.is_finite() || factor <= 0.0 || factor == 1.0 {
            return;
        }
        let scaled = |length: Mm, least: f64| {
            Mm::new((length * factor).mm().clamp(least, MAX_SIZE)).quantised()
        };
        for outline in &mut self.outlines {
            outline.width = scaled(outline.width, 0.0);
        }
        match &mut self.fit {
            Fit::Grow => {}
            Fit::Fixed { height } => *height = scaled(*height, LEAST_SIZE),
            Fit::Shrink { height, smallest } => {
                *height = scaled(*height, LEAST_SIZE);
                *smallest = scaled(*smallest, LEAST_SIZE);
            }
        }
        if let Some(TextPath::Circle { radius, .. }) = &mut self.path {
            *radius = scaled(*radius, LEAST_SIZE);
        }
    }

    /// Its spans after the characters `from` to `to` were changed: spans are cut at the edges, those that look like the
    /// whole text go, and equal neighbours become one.
    #[must_use]
    pub fn restyled(&self, from: u32, to: u32, change: impl Fn(&mut Span)) -> Vec<Span> {
        let to = to.min(self.content.chars().count() as u32);
        let mut spans: Vec<Span> = Vec::with_capacity(self.spans.len() + 2);
        let mut add = |span: Span| {
            if span.from >= span.to || span == Span::bare(span.from, span.to) {
                return;
            }
            match spans.last_mut() {
                Some(last)
                    if last.to == span.from
                        && (Span { from: last.from, to: span.to, ..span.clone() })
                            == (Span { to: span.to, ..last.clone() }) =>
                {
                    last.to = span.to;
                }
                _ => spans.push(span),
            }
        };
        let changed = |span: Span| {
            let mut span = span;
            if span.from < span.to {
                change(&mut span);
            }
            span
        };
        let mut free = from;
        for span in &self.spans {
            let cut = |low: u32, high: u32| Span {
                from: span.from.max(low),
                to: span.to.min(high),
                ..span.clone()
            };
            if span.from >= to && free < to {
                add(changed(Span::bare(free, to)));
                free = to;
            }
            add(cut(0, from));
            if span.to > from && span.from < to {
                add(changed(Span::bare(free, span.from.max(from))));
                add(changed(cut(from, to)));
                free = span.to.min(to);
            }
            add(cut(to, u32::MAX));
        }
        if free < to {
            add(changed(Span::bare(free, to)));
        }
        spans
    }

    /// What the character with a number looks like, as a span; without one, nothing of its own.
    pub fn span_at(&self, character: u32) -> Option<&Span> {
        self.spans.iter().find(|span| span.from <= character && character < span.to)
    }

    /// Puts other words in place; spans keep to the letters that they were on.
    pub fn rewrite(&mut self, content: String) {
        if !self.spans.is_empty() {
            self.spans = moved(&self.spans, &self.content, &content);
        }
        self.content = content;
    }
}

/// Spans after `old` became `new`: what both begin and end with stays, and what is new belongs to what is left of it, as in
/// any editor of texts.
fn moved(spans: &[Span], old: &str, new: &str) -> Vec<Span> {
    let (before, after) = (old.chars().count(), new.chars().count());
    let tail = old.chars().rev().zip(new.chars().rev()).take_while(|(a, b)| a == b).count();
    let head = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).count();
    let head = head.min(before.min(after) - tail);
    let (old_end, new_end) = (before - tail, after - tail);
    let from = |at: usize| match at {
        _ if at >= old_end => at - old_end + new_end,
        _ => at.min(head),
    };
    let to = |at: usize| match at {
        _ if at < head => at,
        _ => at.max(old_end) - old_end + new_end,
    };
    let span = |span: &Span| Span {
        from: from((span.from as usize).min(before)) as u32,
        to: to((span.to as usize).min(before)) as u32,
        ..span.clone()
    };
    spans.iter().map(span).filter(|span| span.from < span.to).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(content: &str, spans: &[(u32, u32)]) -> Text {
        let font = FontId("inter".into());
        let mut text = Text::plain(content.into(), font, Mm::new(10.0), Rgb::BLACK);
        let span = |&(from, to): &(u32, u32)| Span {
            from,
            to,
            font: None,
            scale: None,
            colour: Some(Rgb::WHITE),
            rise: None,
            features: Vec::new(),
        };
        text.spans = spans.iter().map(span).collect();
        text
    }

    fn check(content: &str, spans: &[(u32, u32)], new: &str, expect: &[(u32, u32)]) {
        let mut text = text(content, spans);
        text.rewrite(new.into());
        let found: Vec<_> = text.spans.iter().map(|span| (span.from, span.to)).collect();
        assert_eq!(found, expect, "{content:?} {spans:?} -> {new:?}");
        assert_eq!(text.content, new);
    }

    #[test]
    fn spans_keep_to_their_letters_while_others_are_typed() {
        check("hello world", &[(6, 11)], "oh hello world", &[(9, 14)]);
        check("hello world", &[(0, 5)], "hello xworld", &[(0, 5)]);
        check("hello world", &[(6, 11)], "hello wide world", &[(11, 16)]);
        check("hello world", &[(6, 11)], "hello word", &[(6, 10)]);
    }

    #[test]
    fn what_is_typed_behind_a_letter_looks_like_it() {
        check("hello", &[(0, 5)], "hello you", &[(0, 9)]);
        check("hello world", &[(0, 5)], "helloes world", &[(0, 7)]);
        check("hello world", &[(6, 11)], "hello x", &[(6, 7)]);
    }

    #[test]
    fn restyling_cuts_spans_at_the_edges_and_joins_equal_ones() {
        let check = |spans: &[(u32, u32)], (from, to): (u32, u32), expect: &[(u32, u32)]| {
            let found = text("hello world", spans).restyled(from, to, |span| {
                span.colour = Some(Rgb::WHITE);
            });
            let found: Vec<_> = found.iter().map(|span| (span.from, span.to)).collect();
            assert_eq!(found, expect, "{spans:?} {from} {to}");
        };
        check(&[], (2, 5), &[(2, 5)]);
        check(&[(0, 3)], (2, 5), &[(0, 5)]);
        check(&[(4, 8)], (2, 5), &[(2, 8)]);
        check(&[(3, 4), (6, 7)], (2, 9), &[(2, 9)]);
        check(&[(8, 9)], (2, 5), &[(2, 5), (8, 9)]);
        check(&[(0, 1)], (2, 50), &[(0, 1), (2, 11)]);
        check(&[], (5, 5), &[]);
    }

    #[test]
    fn what_looks_like_the_whole_text_is_no_span() {
        let text = text("hello world", &[(0, 11)]);
        let found = text.restyled(3, 6, |span| span.colour = None);
        let found: Vec<_> = found.iter().map(|span| (span.from, span.to)).collect();
        assert_eq!(found, [(0, 3), (6, 11)]);
        assert_eq!(text.restyled(0, 11, |span| span.colour = None), []);
        let scaled = text.restyled(3, 6, |span| span.scale = Some(2.0));
        assert_eq!(scaled.len(), 3);
    }

    #[test]
    fn a_span_without_letters_goes() {
        check("hello world", &[(6, 11)], "hello ", &[]);
        check("ab", &[(0, 1), (1, 2)], "", &[]);
        check("añb", &[(1, 2)], "ab", &[]);
    }

    #[test]
    fn the_key_knows_shape_and_not_colour() {
        let plain = text("hello", &[(0, 2)]);
        let mut other = plain.clone();
        other.colour = Rgb::WHITE;
        other.spans[0].colour = Some(Rgb::BLACK);
        other.outlines = vec![Stroke { colour: Rgb::BLACK, width: Mm::new(1.0) }];
        assert_eq!(plain.key(), other.key());
        other.warp = Some(Warp { kind: WarpKind::Flag, amount: 0.5 });
        assert_ne!(plain.key(), other.key());
    }
}
