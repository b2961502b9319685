//! Random commands of every kind, for laws that hold whatever is done. It states no law itself.

use std::collections::BTreeSet;

use design::{
    ArtworkId, Content, Fill, Fix, FontId, ImageFormat, Layer, LayerId, Mend, PixelSize, Placed,
    ShapeKind, Source, Stroke, TemplateId, Tone,
};
use geom::{Angle, Mm, Rgb, Stop};
use proptest::prelude::*;

use super::rolled_refinements::refinement;
use crate::testing::TestEditor;
use crate::{
    AlignEdge, AlignTo, Arranged, Arrangement, Axis, Change, Command, NewSize, OrderTo, Paint,
    Picture, Place, Refill, Replace, Select, ShapeStyle, SizeEdge, StrokeStyle, Target, TextStyle,
    Tool, Wrap, Zoom,
};

/// A random command: a kind and numbers that choose layers and amounts.
pub(super) type Roll = (u8, usize, f64, f64);

/// How many kinds are rolled.
const KINDS: u8 = 68;

pub(super) fn rolls(count: usize) -> impl Strategy<Value = Vec<Roll>> {
    proptest::collection::vec(
        (0..KINDS, 0..1_000_usize, -90.0..90.0_f64, -90.0..90.0_f64),
        1..count,
    )
}

/// The command of a roll; it may be refused.
pub(super) fn command(editor: &TestEditor, roll: Roll) -> Command {
    let (kind, pick, a, b) = roll;
    let ids: Vec<LayerId> = editor.session.design().layers.keys().copied().collect();
    let id = |pick: usize| ids.get(pick % ids.len().max(1)).copied().unwrap_or(LayerId(0));
    let (one, target) = (id(pick), Target::Layers(vec![id(pick), id(pick / 3)]));
    let side = || if b > 0.0 { "back" } else { "front" }.parse().unwrap();
    match kind {
        0 | 1 => Command::AddText {
            content: "hi\n".repeat(pick % 3),
            style: TextStyle::default(),
            at: Some((150.0 + a, 200.0 + b)),
        },
        2 | 3 => Command::AddShape {
            kind: if pick.is_multiple_of(2) { ShapeKind::Heart } else { ShapeKind::Ellipse },
            style: ShapeStyle::default(),
            size: Some((a.abs(), b.abs())),
            at: None,
        },
        4 => Command::Select { select: Select::Set(vec![one]) },
        5 => Command::Select { select: Select::Toggle(one) },
        6 | 62 => Command::Select { select: Select::All },
        7 | 8 => Command::Nudge { dx: a, dy: b },
        9 => Command::Turn { degrees: a },
        10 => Command::Resize { dx: a, dy: b },
        11 => Command::Align { edge: AlignEdge::Right, to: AlignTo::Selection },
        12 => Command::Distribute { axis: Axis::Down },
        13 => Command::Order { target, to: OrderTo::Forward },
        14 => Command::Order { target, to: OrderTo::Back },
        15 => Command::Duplicate { target },
        16 => Command::Delete { target: Target::Layers(vec![one]) },
        17 => Command::SetLocked { target, locked: a > 40.0 },
        18 => Command::SetHidden { target, hidden: a > 0.0 },
        19 => Command::SetOpacity { target, opacity: a / 90.0 },
        20 => Command::MoveToSide { target, side: side() },
        21 => {
            Command::SetColour { colour: if a > 0.0 { "navy" } else { "white" }.parse().unwrap() }
        }
        22 => Command::SetText { layer: one, content: "x".repeat(pick % 20) },
        23 => Command::Place {
            target,
            place: Place { x: Some(a), width: Some(b), rotation: Some(a), ..Place::default() },
        },
        24 => Command::Undo,
        25 | 63 | 64 => Command::Group,
        26 => Command::Ungroup,
        27 => Command::Order { target, to: OrderTo::Above { layer: one, depth: pick % 3 } },
        28 => Command::Redo,
        29 | 30 => Command::AddImage { picture: picture(pick), at: Some((a, b)) },
        31 | 32 => Command::AddDrawing { drawing: placed(pick, a, b), at: None },
        33..=44 => {
            let target = if pick.is_multiple_of(4) { Target::Selection } else { target };
            Command::Refine { target, how: refinement(roll) }
        }
        45 => Command::StyleText { target, style: text_style(pick, a, b) },
        46 => Command::StyleShape { target, style: shape_style(pick, a) },
        47 => Command::SameSize {
            edge: [SizeEdge::Width, SizeEdge::Height, SizeEdge::Both][pick % 3],
        },
        // Only right after copying is there anything to repeat.
        48 | 59..=61 => Command::Repeat,
        49 => Command::Paste { layers: copies(editor, &[one, id(pick / 3)]) },
        50 => Command::AddLayers {
            layers: copies(editor, &[one, id(pick / 3), id(pick / 7)]),
            template: pick.is_multiple_of(2).then(|| TemplateId("birthday".into())),
            replace: if a > 60.0 { Replace::PreviousTemplate } else { Replace::Keep },
        },
        51 => Command::Refill {
            layers: refilled(editor, &[one, id(pick / 3)], a),
            what: [Refill::Words(1), Refill::Colours, Refill::Fonts][pick % 3],
        },
        52 => Command::FillArea { fill: stripes(a) },
        53 if pick.is_multiple_of(2) => {
            Command::ReplaceImage { layer: pictured(editor, pick), picture: picture(pick) }
        }
        53 => Command::ReplaceDrawing { layer: one, drawing: placed(pick, b, a) },
        54 => match pick % 3 {
            0 => Command::Rename { layer: one, name: format!("layer {pick}") },
            1 => Command::RenameDesign { name: format!(" design {pick}\n") },
            _ => Command::RenameGroup { group: group(editor, pick), name: "us".repeat(pick % 3) },
        },
        55 => Command::EnterGroup { layer: grouped(editor, pick).unwrap_or(one) },
        56 => Command::GoTo { step: pick % 12 },
        57 => Command::Arrange {
            how: [Arranged::Moved, Arranged::Resized, Arranged::Turned][pick % 3],
            layers: vec![arrangement(editor, one, a, b)],
        },
        58 => Command::SetSide { side: side() },
        67 => Command::Mend { mends: vec![Mend { layer: one, fix: fix(pick, a, b) }] },
        66 => Command::Mirror { axis: if a > 0.0 { Axis::Across } else { Axis::Down } },
        _ => match pick % 4 {
            0 => Command::Cancel,
            1 => Command::SetTool { tool: if a > 0.0 { Tool::Hand } else { Tool::Select } },
            2 => Command::Zoom { zoom: Zoom::Selection },
            _ => Command::Zoom { zoom: Zoom::Pan { dx: a, dy: b } },
        },
    }
}

/// A layer that is a picture, where there is one.
fn pictured(editor: &TestEditor, pick: usize) -> LayerId {
    let layers = editor.session.design().layers.values();
    let pictures = layers.filter(|layer| matches!(layer.content, Content::Image(_)));
    let ids: Vec<LayerId> = pictures.map(|layer| layer.id).collect();
    ids.get(pick % ids.len().max(1)).copied().unwrap_or(LayerId(0))
}

fn fix(pick: usize, a: f64, b: f64) -> Fix {
    let (dx, dy) = (Mm::new(a), Mm::new(b));
    match pick % 12 {
        0 => Fix::Place { scale: a / 30.0, dx, dy },
        1 => Fix::Lines { width: dx },
        2 => Fix::Letters { scale: b / 10.0 },
        3 => Fix::Bolder { width: dx },
        4 => Fix::Without { characters: "hx".to_owned() },
        5 => Fix::Recolour { from: Rgb::BLACK, to: Rgb::WHITE },
        6 => Fix::Opaque,
        7 => Fix::HardEdges,
        8 => Fix::Reduce { tone: Tone::Threshold { level: 0.5 } },
        9 => Fix::Reveal,
        10 => Fix::ToFront,
        _ => Fix::Remove,
    }
}

/// Runs rolls, some within the time of one step, and returns the changes.
pub(super) fn play(editor: &mut TestEditor, rolls: &[Roll]) -> Vec<Change> {
    rolls
        .iter()
        .filter_map(|roll| {
            editor.pause_ms = if roll.1 % 2 == 0 { 100.0 } else { 1_000.0 };
            let command = command(editor, *roll);
            editor.try_run(command).ok()
        })
        .collect()
}

pub(super) fn picture(pick: usize) -> Picture {
    Picture {
        artwork: ArtworkId::of(&[pick as u8 % 5]),
        format: ImageFormat::Jpeg,
        pixels: PixelSize { width: 40 + pick as u32, height: 700 },
        file_name: format!("{pick}.jpg"),
    }
}

pub(super) fn placed(pick: usize, a: f64, b: f64) -> Placed {
    let source = match pick % 3 {
        0 => Source::Upload,
        1 => Source::Motif { motif: "star".into() },
        _ => Source::Traced { original: ArtworkId::of(b"traced") },
    };
    Placed {
        artwork: ArtworkId::of(&[pick as u8 % 7, 1]),
        width: Mm::new(a.abs() + 1.0),
        height: Mm::new(b.abs() + 1.0),
        name: format!("drawing {pick}"),
        swaps: Vec::new(),
        source,
    }
}

pub(super) fn stripes(a: f64) -> Fill {
    let stop = |at, grey| Stop { at, colour: Rgb::new(grey, 9, 90), opacity: 1.0 };
    Fill::Linear { angle: Angle::degrees(a), stops: vec![stop(0.0, 20), stop(1.0, 200)] }
}

fn text_style(pick: usize, a: f64, b: f64) -> TextStyle {
    TextStyle {
        font: pick.is_multiple_of(3).then(|| FontId("sans".into())),
        size: pick.is_multiple_of(2).then(|| Mm::new(a)),
        colour: pick.is_multiple_of(5).then_some(Rgb::new(1, 2, 3)),
        align: pick.is_multiple_of(7).then_some(design::Align::Justify),
        line_height: pick.is_multiple_of(4).then_some(b),
        letter_spacing: (pick % 4 == 1).then_some(a / 50.0),
        wrap: (pick % 4 == 2).then(|| if a > 0.0 { Wrap::At(Mm::new(b)) } else { Wrap::Free }),
    }
}

fn shape_style(pick: usize, a: f64) -> ShapeStyle {
    let line = Stroke { colour: Rgb::WHITE, width: Mm::new(a) };
    let radius = Mm::new(a);
    ShapeStyle {
        kind: pick.is_multiple_of(2).then_some(ShapeKind::RoundedRectangle { radius }),
        fill: [None, Some(Paint::None), Some(Paint::Solid(Rgb::BLACK))][pick % 3],
        stroke: [None, Some(StrokeStyle::None), Some(StrokeStyle::Line(line))][pick / 3 % 3],
    }
}

fn copies(editor: &TestEditor, ids: &[LayerId]) -> Vec<Layer> {
    let layers = &editor.session.design().layers;
    let copies = ids.iter().filter_map(|id| layers.get(id)).map(|layer| Layer::clone(layer));
    copies.collect()
}

/// The layers as a template might set them anew.
fn refilled(editor: &TestEditor, ids: &[LayerId], a: f64) -> Vec<Layer> {
    let mut layers = copies(editor, ids);
    for layer in &mut layers {
        layer.x = Mm::new(a).quantised();
        if let Content::Text(text) = &mut layer.content {
            text.rewrite(format!("Happy {}", a.round()));
        }
    }
    layers
}

fn group(editor: &TestEditor, pick: usize) -> design::GroupId {
    let layers = editor.session.design().layers.values();
    let groups: Vec<_> = layers.flat_map(|layer| &layer.groups).map(|group| group.id).collect();
    groups.get(pick % groups.len().max(1)).copied().unwrap_or(design::GroupId(0))
}

/// A layer that is in a group.
fn grouped(editor: &TestEditor, pick: usize) -> Option<LayerId> {
    let layers = editor.session.design().layers.values();
    let grouped = layers.filter(|layer| !layer.groups.is_empty()).map(|layer| layer.id);
    let grouped: Vec<LayerId> = grouped.collect();
    grouped.get(pick % grouped.len().max(1)).copied()
}

fn arrangement(editor: &TestEditor, layer: LayerId, a: f64, b: f64) -> Arrangement {
    let is_text = |layer: &Layer| matches!(layer.content, Content::Text(_));
    let text = editor.session.design().layers.get(&layer).is_some_and(|layer| is_text(layer));
    let size = match text {
        true => NewSize::Text { size: Mm::new(a.abs()), width: Some(Mm::new(b)), height: None },
        false => NewSize::Box { width: Mm::new(a.abs()), height: Mm::new(b.abs()) },
    };
    let size = (a > b).then_some(size);
    Arrangement { layer, x: Mm::new(a), y: Mm::new(b), rotation: Angle::degrees(a), size }
}

/// A number for each kind of command; a new variant has to be given one, and to be rolled.
fn number(command: &Command) -> usize {
    match command {
        Command::AddText { .. } => 0,
        Command::AddShape { .. } => 1,
        Command::AddImage { .. } => 2,
        Command::AddLayers { .. } => 3,
        Command::Refill { .. } => 4,
        Command::Paste { .. } => 5,
        Command::SetText { .. } => 6,
        Command::StyleText { .. } => 7,
        Command::StyleShape { .. } => 8,
        Command::Refine { .. } => 9,
        Command::AddDrawing { .. } => 10,
        Command::ReplaceImage { .. } => 11,
        Command::FillArea { .. } => 12,
        Command::ReplaceDrawing { .. } => 13,
        Command::SetOpacity { .. } => 14,
        Command::Place { .. } => 15,
        Command::Nudge { .. } => 16,
        Command::Turn { .. } => 17,
        Command::Resize { .. } => 18,
        Command::Align { .. } => 19,
        Command::Distribute { .. } => 20,
        Command::SameSize { .. } => 21,
        Command::Arrange { .. } => 22,
        Command::Order { .. } => 23,
        Command::Duplicate { .. } => 24,
        Command::Group => 25,
        Command::Ungroup => 26,
        Command::EnterGroup { .. } => 27,
        Command::RenameGroup { .. } => 28,
        Command::Repeat => 29,
        Command::Delete { .. } => 30,
        Command::SetLocked { .. } => 31,
        Command::SetHidden { .. } => 32,
        Command::Rename { .. } => 33,
        Command::MoveToSide { .. } => 34,
        Command::SetColour { .. } => 35,
        Command::RenameDesign { .. } => 36,
        Command::Select { .. } => 37,
        Command::SetSide { .. } => 38,
        Command::SetTool { .. } => 39,
        Command::Zoom { .. } => 40,
        Command::Undo => 41,
        Command::Redo => 42,
        Command::GoTo { .. } => 43,
        Command::Cancel => 44,
        Command::Mirror { .. } => 45,
        Command::Mend { .. } => 46,
        // What another tab did is in nobody's history here; `tabs` has its laws.
        Command::Absorb { .. } => NUMBERS,
    }
}

/// How many kinds of command [`number`] gives a number of their own.
const NUMBERS: usize = 47;

#[test]
fn every_kind_of_command_is_rolled() {
    let editor = TestEditor::new();
    let rolled = (0..KINDS).flat_map(|kind| (0..12).map(move |pick| (kind, pick, 1.0, 2.0)));
    let rolled: BTreeSet<usize> = rolled.map(|roll| number(&command(&editor, roll))).collect();
    assert_eq!(rolled, (0..NUMBERS).collect());
}

#[test]
fn no_kind_of_roll_is_always_refused() {
    let mut editor = TestEditor::new();
    let mut done = BTreeSet::new();
    // Numbers of a linear congruential generator (Numerical Recipes): the same in every run.
    let mut seed = 7_u32;
    let mut number_below = |limit: u32| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) % limit
    };
    for _ in 0..5_000 {
        let (kind, pick) = (number_below(u32::from(KINDS)) as u8, number_below(1_000) as usize);
        let amount = |number: u32| f64::from(number) / 10.0 - 90.0;
        let roll = (kind, pick, amount(number_below(1_800)), amount(number_below(1_800)));
        let command = command(&editor, roll);
        let number = number(&command);
        if editor.try_run(command).is_ok() {
            done.insert(number);
        }
    }
    assert_eq!(done, (0..NUMBERS).collect());
}
