//! The rules of the editor, each as a test named after it. Small ones of a single file are tested there.

mod commands;
mod geometry;
mod gestures;
mod groups;
mod history;
mod keys;
mod laws;
mod load;
mod mending;
mod moving;
mod pictures;
mod recordings;
mod repeating;
mod rolled_refinements;
mod rolls;
mod saving;
mod snapping;
mod tabs;
mod templates;
mod texts;
mod ways;

use crate::testing::TestEditor;
use crate::{Command, Target};

/// A short way to name layers as a target.
fn layers(ids: &[design::LayerId]) -> Target {
    Target::Layers(ids.to_vec())
}

/// An editor with three rectangles, bottom first, nothing selected.
fn three() -> (TestEditor, [design::LayerId; 3]) {
    let mut editor = TestEditor::new();
    let ids = [
        editor.rectangle(10.0, 10.0, 20.0, 20.0),
        editor.rectangle(50.0, 10.0, 20.0, 20.0),
        editor.rectangle(120.0, 10.0, 20.0, 20.0),
    ];
    editor.run(Command::Select { select: crate::Select::None });
    (editor, ids)
}
