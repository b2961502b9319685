//! What commands do to pictures: other pixels, tracing, and back to how they came.

use design::{
    Adjust, ArtworkId, Content, Crop, Image, ImageFormat, LayerId, Mask, PixelSize, Placed,
    ShapeKind, Source, Tone,
};
use geom::Mm;

use crate::testing::TestEditor;
use crate::{Command, CommandError, Picture, Refinement, Target};

fn with_picture() -> (TestEditor, LayerId) {
    let mut editor = TestEditor::new();
    let pixels = PixelSize { width: 2000, height: 1000 };
    let picture = Picture {
        artwork: ArtworkId::of(b"cat"),
        format: ImageFormat::Jpeg,
        pixels,
        file_name: "cat.jpg".into(),
    };
    editor.run(Command::AddImage { picture, at: None });
    let id = editor.only_selected();
    (editor, id)
}

fn refine(editor: &mut TestEditor, how: Refinement) {
    editor.run(Command::Refine { target: Target::Selection, how });
}

fn image(editor: &TestEditor, id: LayerId) -> Image {
    match &editor.layer(id).content {
        Content::Image(image) => image.clone(),
        other => panic!("it is a picture: {other:?}"),
    }
}

fn cut() -> Refinement {
    Refinement::Repaint {
        artwork: ArtworkId::of(b"cat without ground"),
        format: ImageFormat::Png,
        pixels: PixelSize { width: 2000, height: 1000 },
        original: Some(ArtworkId::of(b"cat")),
    }
}

#[test]
fn other_pixels_leave_all_else_and_can_be_undone() {
    let (mut editor, id) = with_picture();
    let before = image(&editor, id);
    refine(&mut editor, cut());
    let after = image(&editor, id);
    assert_eq!(after.original, Some(before.artwork));
    assert_eq!((after.width, after.height, after.crop), (before.width, before.height, before.crop));
    assert_eq!(after.format, ImageFormat::Png);
    editor.run(Command::Undo);
    assert_eq!(image(&editor, id), before);
}

#[test]
fn a_traced_picture_lies_where_the_whole_picture_was() {
    let (mut editor, id) = with_picture();
    let frame = editor.frame(id);
    let crop = Crop { left: 0.5, top: 0.0, right: 0.0, bottom: 0.0 };
    refine(&mut editor, Refinement::Crop(Some(crop)));
    let traced = Placed {
        artwork: ArtworkId::of(b"outlines"),
        width: Mm::new(1000.0),
        height: Mm::new(500.0),
        name: "cat.jpg".into(),
        swaps: Vec::new(),
        source: Source::Traced { original: ArtworkId::of(b"cat") },
    };
    refine(&mut editor, Refinement::Traced(traced));
    assert!(matches!(editor.layer(id).content, Content::Drawing(_)));
    let now = editor.frame(id);
    assert!((now.centre - frame.centre).hypot2() < 0.01, "{now:?} {frame:?}");
    assert!((now.size.width - frame.size.width).abs() < 0.01);
    editor.run(Command::Undo);
    assert_eq!(image(&editor, id).crop, Some(crop));
}

#[test]
fn a_picture_can_be_as_it_came_in_one_step() {
    let (mut editor, id) = with_picture();
    let (before, frame) = (image(&editor, id), editor.frame(id));
    let crop = Crop { left: 0.2, top: 0.1, right: 0.0, bottom: 0.0 };
    for how in [
        Refinement::Crop(Some(crop)),
        Refinement::Mask(Some(Mask::Shape(ShapeKind::Heart))),
        Refinement::Adjust(Adjust { brightness: 0.5, ..Adjust::default() }),
        Refinement::Tone(Some(Tone::Greyscale)),
        Refinement::Flip { x: true, y: false },
    ] {
        refine(&mut editor, how);
    }
    refine(&mut editor, Refinement::Plain);
    assert_eq!(image(&editor, id), before);
    assert!(!editor.layer(id).flip_x);
    assert!((editor.frame(id).size.width - frame.size.width).abs() < 0.01);
    editor.run(Command::Undo);
    assert_eq!(image(&editor, id).crop, Some(crop));
}

#[test]
fn each_drawing_that_a_picture_is_cut_to_is_a_step_however_quick() {
    let (mut editor, id) = with_picture();
    let [heart, dog] = [b"heart", b"a dog"].map(|bytes| ArtworkId::of(bytes));
    editor.pause_ms = 100.0;
    refine(&mut editor, Refinement::Mask(Some(Mask::Drawing { artwork: heart })));
    refine(&mut editor, Refinement::Mask(Some(Mask::Drawing { artwork: dog })));
    editor.run(Command::Undo);
    assert_eq!(image(&editor, id).mask, Some(Mask::Drawing { artwork: heart }));
}

#[test]
fn a_text_cannot_be_given_pixels() {
    let mut editor = TestEditor::new();
    editor.text("Hi");
    let command = Command::Refine { target: Target::Selection, how: cut() };
    assert!(matches!(editor.try_run(command), Err(CommandError::WrongKind { .. })));
}
