//! Templates and suggestions: one step, one undo, one after the other.

use design::Layer;

use super::three;
use crate::testing::TestEditor;
use crate::{Command, CommandId, Replace};

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
