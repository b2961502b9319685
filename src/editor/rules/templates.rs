//! Templates and suggestions: one step, one undo, one after the other.

use design::Layer;

use super::three;
use crate::testing::TestEditor;
use crate::{Command, CommandError, CommandId, Paint, Refill, Replace, ShapeStyle, Target};

fn template(name: &str, texts: &[&str]) -> Command {
    let mut scratch = TestEditor::new();
    for text in texts {
        scratch.text(text);
    }
    let layers: Vec<Layer> =
        scratch.stack().into_iter().map(|id| scratch.layer(id).clone()).collect();
    Command::AddLayers {
        layers,
        template: Some(design::TemplateId(name.into())),
        replace: Replace::PreviousTemplate,
    }
}

#[test]
fn a_template_is_one_step_and_one_undo_removes_it() {
    let (mut editor, own) = three();
    let before = editor.session.design().clone();
    let command = template("birthday", &["Happy", "Day"]);
    editor.run(command);
    assert_eq!(editor.stack().len(), own.len() + 2);
    assert_eq!(editor.session.selection().len(), 2);
    assert_eq!(editor.session.undo_label(), Some(CommandId::ApplyTemplate));
    editor.run(Command::Undo);
    assert_eq!(editor.session.design(), &before);
}

#[test]
fn another_template_replaces_the_one_before_in_its_place_and_nothing_else() {
    let mut editor = TestEditor::new();
    let below = editor.rectangle(0.0, 0.0, 10.0, 10.0);
    let first = template("one", &["A", "B"]);
    editor.run(first);
    let above = editor.rectangle(0.0, 0.0, 20.0, 20.0);
    let with_first = editor.session.design().clone();
    let second = template("two", &["C"]);
    editor.run(second);
    let stack = editor.stack();
    assert_eq!((stack.len(), stack[0], stack[2]), (3, below, above));
    assert_eq!(editor.session.design().head.template.as_ref().unwrap().as_str(), "two");
    editor.run(Command::Undo);
    assert_eq!(editor.session.design(), &with_first);
}

#[test]
fn an_undone_template_is_not_the_one_before() {
    let mut editor = TestEditor::new();
    let first = template("one", &["A"]);
    editor.run(first.clone());
    let kept = editor.only_selected();
    editor.run(first);
    editor.run(Command::Undo);
    assert_eq!(editor.stack(), [kept]);
    let second = template("two", &["B", "C"]);
    editor.run(second);
    assert!(!editor.stack().contains(&kept));
    assert_eq!(editor.stack().len(), 2);
}

#[test]
fn template_layers_for_a_missing_side_go_to_the_one_that_is_shown() {
    let mut editor = TestEditor::new();
    let id = editor.text("Hi");
    let mut layer = editor.layer(id).clone();
    layer.side = "sleeve".parse().unwrap();
    let command =
        Command::AddLayers { layers: vec![layer], template: None, replace: Replace::Keep };
    editor.run(command);
    let added = editor.only_selected();
    assert_eq!(editor.layer(added).side.as_str(), "front");
    assert_ne!(added, id);
}

/// A template's text with a field, and a shape that is kept.
fn with_parts(editor: &mut TestEditor) -> (design::LayerId, design::LayerId) {
    let text = editor.text("Ada");
    let shape = editor.rectangle(10.0, 10.0, 20.0, 20.0);
    let mut layers: Vec<Layer> = [text, shape].iter().map(|id| editor.layer(*id).clone()).collect();
    for (number, layer) in layers.iter_mut().enumerate() {
        layer.part = Some(design::Part { layout: 0, number: number as u16 });
    }
    layers[1].keep = design::Keep { place: true, look: true, content: true };
    editor.run(Command::Delete { target: Target::Layers(vec![text, shape]) });
    editor.run(Command::AddLayers {
        layers,
        template: Some(design::TemplateId("one".into())),
        replace: Replace::PreviousTemplate,
    });
    match editor.stack()[..] {
        [text, shape] => (text, shape),
        ref other => panic!("{other:?}"),
    }
}

fn refilled(editor: &TestEditor, id: design::LayerId, word: &str) -> Vec<Layer> {
    let mut layer = editor.layer(id).clone();
    if let design::Content::Text(text) = &mut layer.content {
        text.rewrite(word.to_owned());
    }
    vec![layer]
}

fn words_of(editor: &TestEditor, id: design::LayerId) -> String {
    match &editor.layer(id).content {
        design::Content::Text(text) => text.content.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn typing_on_in_a_field_is_one_step_and_another_field_is_another() {
    let mut editor = TestEditor::new();
    let (text, _) = with_parts(&mut editor);
    editor.pause_ms = 100.0;
    for (word, field) in [("G", 0), ("Gr", 0), ("Grace", 0), ("Hopper", 1)] {
        let layers = refilled(&editor, text, word);
        editor.run(Command::Refill { layers, what: Refill::Words(field) });
    }
    assert_eq!(words_of(&editor, text), "Hopper");
    assert_eq!(editor.session.undo_label(), Some(CommandId::FillTemplate));
    editor.run(Command::Undo);
    assert_eq!(words_of(&editor, text), "Grace");
    editor.run(Command::Undo);
    assert_eq!(words_of(&editor, text), "Ada");
}

#[test]
fn filling_in_leaves_alone_what_the_shopper_decides() {
    let mut editor = TestEditor::new();
    let (text, _) = with_parts(&mut editor);
    let stale = refilled(&editor, text, "Grace");
    editor.run(Command::Rename { layer: text, name: "Mine".into() });
    editor.run(Command::SetHidden { target: Target::Layers(vec![text]), hidden: true });
    editor.run(Command::Refill { layers: stale, what: Refill::Colours });
    assert!(editor.layer(text).hidden && editor.layer(text).name == "Mine");
    assert_eq!(words_of(&editor, text), "Grace");
}

#[test]
fn what_a_template_keeps_is_neither_moved_nor_deleted_nor_recoloured() {
    let mut editor = TestEditor::new();
    let (text, shape) = with_parts(&mut editor);
    let target = || Target::Layers(vec![shape]);
    let before = editor.session.design().clone();
    let style = ShapeStyle { fill: Some(Paint::Solid(geom::Rgb::WHITE)), ..ShapeStyle::default() };
    for command in [
        Command::Delete { target: target() },
        Command::StyleShape { target: target(), style },
        Command::SetOpacity { target: target(), opacity: 0.5 },
        Command::Place {
            target: target(),
            place: crate::Place { x: Some(1.0), ..Default::default() },
        },
    ] {
        assert_eq!(editor.try_run(command), Err(CommandError::Kept { layer: shape }));
    }
    assert_eq!(editor.session.design(), &before);
    editor.run(Command::Delete { target: Target::Layers(vec![text]) });
    editor.run(Command::Rename { layer: shape, name: "Frame".into() });
}

#[test]
fn parts_that_the_design_began_with_are_replaced_by_the_next_template() {
    let mut editor = TestEditor::new();
    let own = editor.rectangle(0.0, 0.0, 5.0, 5.0);
    let text = editor.text("Ada");
    let mut layer = editor.layer(text).clone();
    layer.part = Some(design::Part { layout: 0, number: 0 });
    editor.run(Command::Delete { target: Target::Layers(vec![text]) });
    // As a design that was stored with them: no step of the history added them as a template's.
    editor.run(Command::AddLayers { layers: vec![layer], template: None, replace: Replace::Keep });
    let next = template("two", &["C"]);
    editor.run(next);
    assert_eq!(editor.stack().len(), 2);
    assert!(editor.stack().contains(&own));
}
