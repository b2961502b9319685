//! Texts: their boxes, their handles, and what a template allows to be written.

use design::{Content, Fit, LayerId, Text, TextLimits, TextPath};
use geom::{Mm, Point};

use super::layers;
use crate::testing::TestEditor;
use crate::{Command, CommandError, GestureKind, Handle, Keys, Refinement, Said, offered_handles};

fn text_of(editor: &TestEditor, id: LayerId) -> Text {
    match &editor.layer(id).content {
        Content::Text(text) => text.clone(),
        _ => panic!("no text"),
    }
}

fn refine(editor: &mut TestEditor, id: LayerId, how: Refinement) {
    editor.run(Command::Refine { target: layers(&[id]), how });
}

fn limited(limits: TextLimits) -> (TestEditor, LayerId) {
    let mut editor = TestEditor::new();
    let id = editor.text("Hello");
    let mut design = editor.session.design().clone();
    let mut layer = (*design.layers[&id]).clone();
    if let Content::Text(text) = &mut layer.content {
        text.limits = Some(limits);
    }
    design.layers.insert(id, layer.into());
    (TestEditor::of(design), id)
}

fn write(editor: &mut TestEditor, id: LayerId, content: &str) -> Result<(), CommandError> {
    editor.try_run(Command::SetText { layer: id, content: content.into() }).map(|_| ())
}

#[test]
fn more_than_a_template_allows_is_refused_and_said() {
    let limits = TextLimits { characters: Some(8), lines: Some(2) };
    let (mut editor, id) = limited(limits);
    assert_eq!(write(&mut editor, id, "12345678"), Ok(()));
    let refused = write(&mut editor, id, "123456789").unwrap_err();
    assert_eq!(refused.to_string(), "this text holds 8 characters in 2 lines; shorten it first");
    assert_eq!(text_of(&editor, id).content, "12345678");
    assert_eq!(write(&mut editor, id, "a\nb"), Ok(()));
    assert!(write(&mut editor, id, "a\nb\nc").is_err());
}

#[test]
fn what_is_too_long_already_can_be_shortened_bit_by_bit() {
    let (mut editor, id) = limited(TextLimits { characters: Some(2), lines: None });
    assert_eq!(write(&mut editor, id, "Hell"), Ok(()));
    assert!(write(&mut editor, id, "Hello").is_err());
}

#[test]
fn a_text_that_gets_a_box_gets_the_one_that_it_fills() {
    let mut editor = TestEditor::new();
    let id = editor.text("Hello");
    let before = editor.frame(id);
    let height = Mm::new(before.size.height);
    refine(&mut editor, id, Refinement::Fit(Fit::Fixed { height }));
    let after = editor.frame(id);
    assert!((after.size.width - before.size.width).abs() < 0.02);
    assert_eq!(after.size.height, before.size.height);
    assert!((after.centre - before.centre).hypot() < 0.02);
    assert!(text_of(&editor, id).width.is_some());
    editor.run(Command::Undo);
    assert_eq!(editor.frame(id), before);
}

#[test]
fn lower_and_upper_handles_are_there_where_a_box_stays() {
    let mut editor = TestEditor::new();
    let id = editor.text("Hello");
    assert_eq!(offered_handles(&editor.session).len(), 6);
    refine(&mut editor, id, Refinement::Fit(Fit::Fixed { height: Mm::new(50.0) }));
    assert_eq!(offered_handles(&editor.session).len(), 8);
    refine(&mut editor, id, Refinement::Path(Some(TextPath::ArcUp { sweep: 90.0 })));
    assert_eq!(offered_handles(&editor.session).len(), 4);
}

#[test]
fn the_lower_handle_changes_the_height_of_the_box_alone() {
    let mut editor = TestEditor::new();
    let id = editor.text("Hello");
    refine(&mut editor, id, Refinement::Fit(Fit::Fixed { height: Mm::new(50.0) }));
    let (before, text) = (editor.frame(id), text_of(&editor, id));
    let from = Handle::Bottom.on(&before);
    let to = from + (0.0, 17.0);
    let keys = Keys { primary: true, ..Keys::default() };
    editor.drag(GestureKind::Resize(Handle::Bottom), (from.x, from.y), (to.x, to.y), keys);
    editor.commit();
    let after = editor.frame(id);
    let now = text_of(&editor, id);
    assert!((now.fit.height().unwrap().mm() - 67.0).abs() < 0.01, "{:?}", now.fit);
    assert_eq!((now.size, now.width), (text.size, text.width));
    let top = |frame: &geom::Frame| Handle::Top.on(frame);
    assert!((top(&after) - top(&before)).hypot() < 0.01);
}

#[test]
fn a_corner_scales_the_box_with_its_letters() {
    let mut editor = TestEditor::new();
    let id = editor.text("Hello");
    let fit = Fit::Shrink { height: Mm::new(50.0), smallest: Mm::new(4.0) };
    refine(&mut editor, id, Refinement::Fit(fit));
    let (before, text) = (editor.frame(id), text_of(&editor, id));
    let from = Handle::BottomRight.on(&before);
    let to: Point = before.anchor(geom::Anchor::TopLeft);
    let to = to + (from - to) * 1.5;
    let keys = Keys { primary: true, ..Keys::default() };
    editor.drag(GestureKind::Resize(Handle::BottomRight), (from.x, from.y), (to.x, to.y), keys);
    editor.commit();
    let now = text_of(&editor, id);
    let factor = now.size.mm() / text.size.mm();
    assert!(factor > 1.2);
    assert!((now.fit.height().unwrap().mm() - 50.0 * factor).abs() < 0.01);
}

#[test]
fn looks_of_letters_are_one_step_and_come_back() {
    let mut editor = TestEditor::new();
    let id = editor.text("Hello");
    let spans = text_of(&editor, id).restyled(1, 3, |span| span.scale = Some(2.0));
    refine(&mut editor, id, Refinement::Spans(spans));
    assert_eq!(text_of(&editor, id).spans.len(), 1);
    assert!(matches!(editor.said(), Said::Done { .. }));
    editor.run(Command::Undo);
    assert!(text_of(&editor, id).spans.is_empty());
}

#[test]
fn a_text_of_any_size_can_be_read_back_with_its_outlines_box_and_circle() {
    let outline = design::Stroke { colour: geom::Rgb::WHITE, width: Mm::new(0.4) };
    let circle =
        TextPath::Circle { radius: Mm::new(5.0), start: Default::default(), inside: false };
    let shrunk = Fit::Shrink { height: Mm::new(4.0), smallest: Mm::new(0.5) };
    let styles = [
        vec![Refinement::Outlines(vec![outline])],
        vec![Refinement::Path(Some(circle))],
        vec![Refinement::Fit(shrunk)],
    ];
    for style in styles {
        let mut editor = TestEditor::new();
        let id = editor.text("Hello");
        for how in style {
            refine(&mut editor, id, how);
        }
        for size in [-5.0, 0.5, 40.0, 1_000.0, 0.5, 1_000.0] {
            let style = crate::TextStyle { size: Some(Mm::new(size)), ..Default::default() };
            editor.run(Command::StyleText { target: layers(&[id]), style });
            let design = editor.session.design();
            assert_eq!(&design::read(&design::write(design)).unwrap(), design, "{size} mm");
        }
    }
}
