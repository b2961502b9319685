//! Laws of changes and history that hold for any commands in any order.

use design::{LayerId, ShapeKind};
use proptest::prelude::*;

use crate::testing::TestEditor;
use crate::{
    AlignEdge, AlignTo, Axis, Change, Command, OrderTo, Place, Select, ShapeStyle, Target,
    TextStyle,
};

/// A random command: a kind and numbers that choose layers and amounts.
pub(super) type Roll = (u8, usize, f64, f64);

pub(super) fn rolls(count: usize) -> impl Strategy<Value = Vec<Roll>> {
    proptest::collection::vec(
        (0..30_u8, 0..1_000_usize, -90.0..90.0_f64, -90.0..90.0_f64),
        1..count,
    )
}

/// The command of a roll; it may be refused.
pub(super) fn command(editor: &TestEditor, (kind, pick, a, b): Roll) -> Command {
    let ids: Vec<LayerId> = editor.session.design().layers.keys().copied().collect();
    let id = |pick: usize| ids.get(pick % ids.len().max(1)).copied().unwrap_or(LayerId(0));
    let (one, target) = (id(pick), Target::Layers(vec![id(pick), id(pick / 3)]));
    match kind {
        0 | 1 => Command::AddText {
            content: "hi\n".repeat(pick % 3),
            style: TextStyle::default(),
            at: Some((150.0 + a, 200.0 + b)),
        },
        2 | 3 => Command::AddShape {
            kind: if pick % 2 == 0 { ShapeKind::Heart } else { ShapeKind::Ellipse },
            style: ShapeStyle::default(),
            size: Some((a.abs(), b.abs())),
            at: None,
        },
        4 => Command::Select { select: Select::Set(vec![one]) },
        5 => Command::Select { select: Select::Toggle(one) },
        6 => Command::Select { select: Select::All },
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
        20 => Command::MoveToSide {
            target,
            side: if b > 0.0 { "back" } else { "front" }.parse().unwrap(),
        },
        21 => {
            Command::SetColour { colour: if a > 0.0 { "navy" } else { "white" }.parse().unwrap() }
        }
        22 => Command::SetText { layer: one, content: "x".repeat(pick % 20) },
        23 => Command::Place {
            target,
            place: Place { x: Some(a), width: Some(b), rotation: Some(a), ..Place::default() },
        },
        24 => Command::Undo,
        25 => Command::Group,
        26 => Command::Ungroup,
        27 => Command::Order { target, to: OrderTo::Above { layer: one, depth: pick % 3 } },
        28 => Command::Mirror { axis: if a > 0.0 { Axis::Across } else { Axis::Down } },
        _ => Command::Redo,
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

fn config() -> ProptestConfig {
    ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn undo_all_gives_the_original_and_redo_all_the_final_design(rolls in rolls(60)) {
        let mut editor = TestEditor::new();
        let original = editor.session.design().clone();
        play(&mut editor, &rolls);
        while !editor.run(Command::Redo).is_empty() {}
        let last = editor.session.design().clone();
        while !editor.run(Command::Undo).is_empty() {}
        prop_assert_eq!(editor.session.design(), &original);
        while !editor.run(Command::Redo).is_empty() {}
        prop_assert_eq!(editor.session.design(), &last);
    }

    #[test]
    fn changes_are_all_that_happens(rolls in rolls(40)) {
        let mut editor = TestEditor::new();
        let mut replica = editor.session.design().clone();
        for change in play(&mut editor, &rolls) {
            change.apply(&mut replica);
        }
        prop_assert_eq!(&replica, editor.session.design());
    }

    #[test]
    fn inverting_twice_changes_nothing_and_once_takes_back(rolls in rolls(40)) {
        let mut editor = TestEditor::new();
        let mut designs = vec![editor.session.design().clone()];
        for roll in &rolls {
            let change = play(&mut editor, &[*roll]).pop().unwrap_or_default();
            prop_assert_eq!(&change.inverted().inverted(), &change);
            let mut back = editor.session.design().clone();
            change.inverted().apply(&mut back);
            prop_assert_eq!(&back, &designs[designs.len() - 1]);
            designs.push(editor.session.design().clone());
        }
    }

    #[test]
    fn squashed_changes_do_what_they_did_one_by_one(rolls in rolls(40)) {
        let mut editor = TestEditor::new();
        let before = editor.session.design().clone();
        let changes = play(&mut editor, &rolls);
        let whole = changes.into_iter().fold(Change::none(), Change::squashed);
        let mut forth = before.clone();
        whole.apply(&mut forth);
        prop_assert_eq!(&forth, editor.session.design());
        whole.inverted().apply(&mut forth);
        prop_assert_eq!(&forth, &before);
        prop_assert!(whole.clone().squashed(whole.inverted()).is_empty());
    }

    #[test]
    fn whatever_is_written_can_be_read_back(rolls in rolls(40)) {
        let mut editor = TestEditor::new();
        play(&mut editor, &rolls);
        let design = editor.session.design();
        prop_assert_eq!(&design::read(&design::write(design)).unwrap(), design);
    }

    #[test]
    fn the_selection_is_always_there_and_on_the_side(rolls in rolls(40)) {
        let mut editor = TestEditor::new();
        for roll in rolls {
            play(&mut editor, &[roll]);
            for id in editor.session.selection() {
                prop_assert_eq!(&editor.layer(*id).side, editor.session.side());
            }
        }
    }

    #[test]
    fn commands_are_data_that_can_be_replayed(rolls in rolls(40)) {
        let (mut editor, mut replay) = (TestEditor::new(), TestEditor::new());
        for roll in rolls {
            let command = command(&editor, roll);
            let text = json::write_text(&command);
            let told: Command = json::read(text.as_bytes()).unwrap();
            prop_assert_eq!(editor.try_run(command), replay.try_run(told));
        }
        prop_assert_eq!(editor.session.design(), replay.session.design());
    }
}
