//! Random refinements of every kind, for the rolls of commands.

use std::collections::BTreeSet;

use design::{
    Adjust, Arrangement, ArtworkId, Blend, Crop, Feature, Fill, Fit, FontId, ImageFormat, Mask,
    Pattern, PixelSize, Shadow, ShapeKind, Span, Stroke, Swap, TextPath, Tile, Tone, VerticalAlign,
    Warp, WarpKind,
};
use geom::{Angle, Mm, Rgb};

use super::rolls::{Roll, placed, stripes};
use crate::Refinement;

/// A refinement; its numbers may be out of range.
pub(super) fn refinement((kind, pick, a, b): Roll) -> Refinement {
    let (length, part) = (Mm::new(a), a.abs() / 100.0);
    let some = pick % 3 != 0;
    let ink = Rgb::new(pick as u8, 40, 200);
    match (usize::from(kind) + pick) % NUMBERS {
        0 if a > 0.0 => Refinement::Fill(some.then(|| stripes(b))),
        0 => Refinement::Fill(Some(Fill::Pattern(Pattern {
            tile: Tile::Drawing { artwork: ArtworkId::of(&[pick as u8]) },
            arrangement: Arrangement::Brick,
            width: Mm::new(b),
            gap: Mm::new(part),
            angle: Angle::degrees(a),
        }))),
        1 => Refinement::Outlines(vec![Stroke { colour: ink, width: Mm::new(part) }; pick % 4]),
        2 => Refinement::Spans(vec![span(pick, part); usize::from(some)]),
        3 => Refinement::ParagraphSpacing(b / 30.0),
        4 => Refinement::Fit(match pick % 3 {
            0 => Fit::Grow,
            1 => Fit::Fixed { height: length },
            _ => Fit::Shrink { height: Mm::new(a.abs()), smallest: Mm::new(b) },
        }),
        5 => Refinement::Vertical(if some { VerticalAlign::Bottom } else { VerticalAlign::Middle }),
        6 => Refinement::Features(vec![Feature { tag: "smcp".into(), value: 1 }; pick % 2]),
        7 => Refinement::Path(match pick % 4 {
            0 => None,
            1 => Some(TextPath::ArcUp { sweep: a.abs() * 4.0 }),
            2 => Some(TextPath::Circle { radius: length, start: Angle::degrees(b), inside: some }),
            _ => Some(TextPath::Wave { height: a / 30.0, waves: b.abs() / 10.0 }),
        }),
        8 => Refinement::Warp(some.then_some(Warp { kind: WarpKind::Flag, amount: a / 80.0 })),
        9 => Refinement::Shadows(vec![shadow(length, b); pick % 3]),
        10 => Refinement::Blend(if some { Blend::Multiply } else { Blend::Normal }),
        11 => Refinement::Flip { x: a > 0.0, y: b > 0.0 },
        12 => Refinement::Crop(some.then_some(Crop {
            left: part / 2.0,
            top: 0.1,
            right: 0.2,
            bottom: b.abs() / 200.0,
        })),
        13 => Refinement::Mask(match pick % 4 {
            0 => None,
            1 => Some(Mask::Shape(ShapeKind::Heart)),
            2 => Some(Mask::Text { content: "Zoë".into(), font: FontId("sans".into()) }),
            _ => Some(Mask::Drawing { artwork: ArtworkId::of(&[pick as u8]) }),
        }),
        14 => Refinement::Adjust(Adjust { brightness: a / 80.0, ..Adjust::default() }),
        15 => Refinement::Tone(match pick % 4 {
            0 => None,
            1 => Some(Tone::Duotone { dark: ink, light: Rgb::WHITE }),
            2 => Some(Tone::Threshold { level: part }),
            _ => Some(Tone::Posterise { levels: pick as u8 % 20 }),
        }),
        16 => Refinement::Plain,
        17 => Refinement::Repaint {
            artwork: ArtworkId::of(&[pick as u8, 9]),
            format: ImageFormat::WebP,
            pixels: PixelSize { width: 40 + pick as u32, height: 700 },
            original: some.then(|| ArtworkId::of(b"before")),
        },
        18 => Refinement::Traced(placed(2, a, b)),
        _ => Refinement::Swaps(vec![Swap { from: ink, to: Rgb::BLACK }; pick % 3]),
    }
}

fn span(pick: usize, part: f64) -> Span {
    Span {
        from: pick as u32 % 3,
        to: pick as u32 % 3 + 2,
        font: None,
        scale: Some(part * 2.0),
        colour: Some(Rgb::WHITE),
        rise: Some(part),
        features: Vec::new(),
    }
}

fn shadow(length: Mm, b: f64) -> Shadow {
    let (dy, blur) = (Mm::new(b), Mm::new(b.abs() / 2.0));
    Shadow { dx: length, dy, blur, colour: Rgb::BLACK, opacity: 0.5 }
}

/// A number for each kind of refinement; a new variant has to be given one, and to be rolled.
fn number(how: &Refinement) -> usize {
    match how {
        Refinement::Fill(_) => 0,
        Refinement::Outlines(_) => 1,
        Refinement::Spans(_) => 2,
        Refinement::ParagraphSpacing(_) => 3,
        Refinement::Fit(_) => 4,
        Refinement::Vertical(_) => 5,
        Refinement::Features(_) => 6,
        Refinement::Path(_) => 7,
        Refinement::Warp(_) => 8,
        Refinement::Shadows(_) => 9,
        Refinement::Blend(_) => 10,
        Refinement::Flip { .. } => 11,
        Refinement::Crop(_) => 12,
        Refinement::Mask(_) => 13,
        Refinement::Adjust(_) => 14,
        Refinement::Tone(_) => 15,
        Refinement::Plain => 16,
        Refinement::Repaint { .. } => 17,
        Refinement::Traced(_) => 18,
        Refinement::Swaps(_) => 19,
    }
}

/// How many kinds there are.
const NUMBERS: usize = 20;

#[test]
fn every_kind_of_refinement_is_rolled() {
    let rolled = (0..NUMBERS).map(|pick| number(&refinement((0, pick, 1.0, 2.0))));
    assert_eq!(rolled.collect::<BTreeSet<_>>(), (0..NUMBERS).collect());
}
