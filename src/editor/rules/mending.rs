//! Mending what the check before printing found: one step for all of it, or nothing.

use design::{Content, Fix, LayerId, Mend, Tone};
use geom::{Mm, Rgb};

use crate::testing::TestEditor;
use crate::{Command, CommandError, CommandId, Target};

fn mends(mends: &[(LayerId, Fix)]) -> Command {
    let mends = mends.iter().map(|(layer, fix)| Mend { layer: *layer, fix: fix.clone() });
    Command::Mend { mends: mends.collect() }
}

fn place(scale: f64, dx: f64, dy: f64) -> Fix {
    Fix::Place { scale, dx: Mm::new(dx), dy: Mm::new(dy) }
}

#[test]
fn several_fixes_are_one_step_and_one_undo() {
    let mut editor = TestEditor::new();
    let (one, two) = (editor.rectangle(0.0, 0.0, 40.0, 20.0), editor.text("hello"));
    let before = editor.session.design().clone();
    let steps = editor.session.history().len();
    let red = Rgb::new(200, 0, 0);
    let Content::Text(text) = &editor.layer(two).content else { panic!() };
    let black = text.colour;
    editor
        .run(mends(&[(one, place(0.5, 10.0, 0.0)), (two, Fix::Recolour { from: black, to: red })]));
    assert_eq!(editor.session.history().len(), steps + 1);
    assert_eq!(editor.session.undo_label(), Some(CommandId::Mend));
    // Scaled around its middle, then moved.
    assert_eq!(editor.edges(one), [20.0, 5.0, 40.0, 15.0]);
    let Content::Text(text) = &editor.layer(two).content else { panic!() };
    assert_eq!(text.colour, red);
    editor.run(Command::Undo);
    assert_eq!(*editor.session.design(), before);
}

#[test]
fn what_is_locked_or_gone_refuses_all_of_it() {
    let mut editor = TestEditor::new();
    let (one, two) =
        (editor.rectangle(0.0, 0.0, 40.0, 20.0), editor.rectangle(0.0, 50.0, 40.0, 20.0));
    editor.run(Command::SetLocked { target: Target::Layers(vec![two]), locked: true });
    let before = editor.session.design().clone();
    let gone = LayerId(999);
    let both = |second, fix: Fix| mends(&[(one, Fix::Remove), (second, fix)]);
    let refused = editor.try_run(both(two, Fix::Remove));
    assert_eq!(refused, Err(CommandError::Locked { layer: two }));
    let refused = editor.try_run(both(gone, Fix::Opaque));
    assert_eq!(refused, Err(CommandError::NoSuchLayer { layer: gone }));
    // What an earlier fix of the same step deleted is gone for the later ones.
    let refused = editor.try_run(both(one, Fix::Opaque));
    assert_eq!(refused, Err(CommandError::NoSuchLayer { layer: one }));
    assert_eq!(editor.try_run(mends(&[])), Err(CommandError::NothingSelected));
    assert_eq!(*editor.session.design(), before);
}

#[test]
fn numbers_that_are_none_and_fixes_for_other_kinds_are_refused() {
    let mut editor = TestEditor::new();
    let shape = editor.rectangle(0.0, 0.0, 40.0, 20.0);
    for fix in [place(f64::NAN, 0.0, 0.0), place(1.0, f64::INFINITY, 0.0)] {
        assert_eq!(editor.try_run(mends(&[(shape, fix)])), Err(CommandError::NotANumber));
    }
    let tone = Tone::Threshold { level: 0.5 };
    for fix in [
        Fix::Letters { scale: 1.0 },
        Fix::Bolder { width: Mm::new(0.2) },
        Fix::Without { characters: "x".into() },
        Fix::Reduce { tone },
    ] {
        let refused = editor.try_run(mends(&[(shape, fix.clone())]));
        assert!(matches!(refused, Err(CommandError::WrongKind { .. })), "{fix:?}: {refused:?}");
    }
}

#[test]
fn letters_lose_characters_and_their_spans_follow() {
    let mut editor = TestEditor::new();
    let id = editor.text("a\u{1}b☃c☃");
    editor.run(mends(&[(id, Fix::Without { characters: "☃".into() })]));
    let Content::Text(text) = &editor.layer(id).content else { panic!() };
    assert_eq!(text.content, "abc");
}

#[test]
fn what_goes_to_the_front_lies_above_all_of_its_side() {
    let mut editor = TestEditor::new();
    let one = editor.rectangle(0.0, 0.0, 40.0, 20.0);
    let (two, three) = (editor.rectangle(0.0, 0.0, 40.0, 20.0), editor.text("x"));
    editor.run(mends(&[(one, Fix::ToFront)]));
    assert_eq!(editor.stack(), [two, three, one]);
}
