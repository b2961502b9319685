//! What commands do to layers, selection and design, apart from places and sizes.

use std::sync::Arc;

use catalog::SideId;
use design::{
    Align, Arrangement, ArtworkId, CodeLevel, Content, Fill, ImageFormat, LayerId, Pattern,
    PixelSize, Placed, ShapeKind, Source, Tile,
};
use geom::{Mm, Rgb};

use super::{layers, three};
use crate::testing::{TestEditor, tee};
use crate::{
    Change, Clipboard, Command, CommandError, CommandId, Kind, OrderTo, Paint, Pasted, Picture,
    Replace, Said, Select, Session, ShapeStyle, Target, TextStyle, Title, Wrap, copied, pasted,
};

fn side(id: &str) -> SideId {
    id.parse().unwrap()
}

fn picture(width: u32, height: u32) -> Picture {
    Picture {
        artwork: ArtworkId::of(b"cat"),
        format: ImageFormat::Png,
        pixels: PixelSize { width, height },
        file_name: "cat.png".into(),
    }
}

#[test]
fn a_design_for_another_product_is_refused() {
    let mut product = tee();
    product.id = "mug".parse().unwrap();
    let refused = Session::new(crate::testing::empty_design(), Arc::new(product));
    assert!(matches!(refused, Err(CommandError::WrongProduct { .. })));
}

#[test]
fn a_new_layer_lies_in_the_middle_on_top_and_is_selected() {
    let mut editor = TestEditor::new();
    let below = editor.rectangle(0.0, 0.0, 10.0, 10.0);
    let text = editor.text("Hi");
    assert_eq!(editor.frame(text).centre, geom::Point::new(150.0, 200.0));
    assert_eq!(editor.stack(), [below, text]);
    assert_eq!(editor.only_selected(), text);
    assert_eq!(editor.said().to_english(), "Added “Hi”.");
}

#[test]
fn a_second_layer_does_not_cover_the_first() {
    let mut editor = TestEditor::new();
    let (first, second) = (editor.text("Hi"), editor.text("Hi"));
    assert_ne!(editor.frame(first).centre, editor.frame(second).centre);
}

#[test]
fn a_new_text_goes_where_no_other_words_are() {
    let mut editor = TestEditor::new();
    editor.rectangle(100.0, 100.0, 100.0, 200.0);
    let texts: Vec<_> = (0..5).map(|_| editor.text("Hi")).collect();
    let places: Vec<_> = texts.iter().map(|id| editor.frame(*id)).collect();
    assert_eq!(places[0].centre, geom::Point::new(150.0, 200.0));
    for (index, place) in places.iter().enumerate() {
        assert_eq!(place.centre.x, 150.0);
        let others = places.iter().take(index);
        assert!(others.clone().all(|other| !other.bounds().overlaps(place.bounds())), "{place:?}");
    }
}

#[test]
fn a_text_that_finds_no_room_lies_aside() {
    let mut editor = TestEditor::new();
    for _ in 0..30 {
        editor.text("Hi");
    }
    let (area, last) = (*editor.session.area(), editor.text("Hi"));
    let centre = editor.frame(last).centre;
    assert!((0.0..area.height.mm()).contains(&centre.y) && centre.x > 150.0, "{centre:?}");
}

#[test]
fn a_new_layer_can_be_seen_on_its_product() {
    let mut editor = TestEditor::new();
    let colour = |editor: &TestEditor, id| match &editor.layer(id).content {
        Content::Text(text) => text.colour,
        _ => panic!("it is a text"),
    };
    let on_white = editor.text("Hi");
    assert_eq!(colour(&editor, on_white), Rgb::BLACK);
    editor.run(Command::SetColour { colour: "navy".parse().unwrap() });
    let on_navy = editor.text("Hi");
    assert_eq!(colour(&editor, on_navy), Rgb::WHITE);
}

#[test]
fn a_large_picture_fits_the_area_and_a_small_one_stays_sharp() {
    let mut editor = TestEditor::new();
    let mut width = |pixels: (u32, u32)| {
        editor.run(Command::AddImage { picture: picture(pixels.0, pixels.1), at: None });
        let id = editor.only_selected();
        editor.layer(id).stated_size().unwrap()
    };
    assert_eq!(width((6_000, 3_000)), geom::Size::new(180.0, 90.0));
    assert_eq!(width((3_000, 6_000)), geom::Size::new(120.0, 240.0));
    // 500 pixels at 127 dpi are 100 mm.
    assert_eq!(width((500, 500)), geom::Size::new(100.0, 100.0));
    // A tiny one is shown large enough to be seen.
    assert_eq!(width((10, 10)), geom::Size::new(20.0, 20.0));
}

#[test]
fn replacing_a_picture_keeps_its_centre_and_box() {
    let mut editor = TestEditor::new();
    editor.run(Command::AddImage { picture: picture(1_000, 1_000), at: None });
    let layer = editor.only_selected();
    let before = editor.frame(layer);
    editor.run(Command::ReplaceImage { layer, picture: picture(1_000, 500) });
    let after = editor.frame(layer);
    assert_eq!(after.centre, before.centre);
    assert_eq!(after.size, geom::Size::new(before.size.width, before.size.height / 2.0));
}

fn drawing(width: f64, height: f64, source: Source) -> Placed {
    Placed {
        artwork: ArtworkId::of(b"drawing"),
        width: Mm::new(width),
        height: Mm::new(height),
        name: "drawing".into(),
        swaps: Vec::new(),
        source,
    }
}

#[test]
fn a_motif_is_smaller_at_first_than_an_uploaded_drawing_and_a_code_smaller_still() {
    let mut editor = TestEditor::new();
    let mut width = |source: Source| {
        editor.run(Command::AddDrawing { drawing: drawing(32.0, 32.0, source), at: None });
        let id = editor.only_selected();
        editor.frame(id).size.width
    };
    let upload = width(Source::Upload);
    let motif = width(Source::Motif { motif: "dog".into() });
    let code = width(Source::Code { content: "a".into(), level: CodeLevel::Low });
    assert!(upload > motif && motif > code, "{upload} {motif} {code}");
}

#[test]
fn replacing_a_drawing_keeps_its_centre_and_fits_its_box() {
    let mut editor = TestEditor::new();
    let motif = || Source::Motif { motif: "dog".into() };
    editor
        .run(Command::AddDrawing { drawing: drawing(10.0, 10.0, motif()), at: Some((60.0, 70.0)) });
    let layer = editor.only_selected();
    let before = editor.frame(layer);
    editor.run(Command::ReplaceDrawing { layer, drawing: drawing(200.0, 50.0, motif()) });
    let after = editor.frame(layer);
    assert_eq!(after.centre, before.centre);
    assert_eq!(after.size, geom::Size::new(before.size.width, before.size.height / 4.0));
    editor.run(Command::Undo);
    assert_eq!(editor.frame(layer).size, before.size);
    let text = editor.text("no drawing");
    let refused = editor
        .try_run(Command::ReplaceDrawing { layer: text, drawing: drawing(1.0, 1.0, motif()) });
    assert!(refused.is_err());
}

#[test]
fn a_filled_print_area_lies_behind_all_and_goes_in_one_step() {
    let mut editor = TestEditor::new();
    let above = editor.rectangle(10.0, 10.0, 20.0, 20.0);
    let tile = Tile::Drawing { artwork: ArtworkId::of(b"tile") };
    let pattern = Pattern {
        tile,
        arrangement: Arrangement::Brick,
        width: Mm::new(20.0),
        gap: Mm::new(0.0),
        angle: geom::Angle::ZERO,
    };
    editor.run(Command::FillArea { fill: Fill::Pattern(pattern.clone()) });
    let filled = editor.only_selected();
    assert_eq!(editor.stack(), [filled, above]);
    let area = *editor.session.area();
    assert_eq!(editor.frame(filled).size, geom::Size::new(area.width.mm(), area.height.mm()));
    editor.run(Command::Undo);
    assert_eq!(editor.stack(), [above]);
    let huge = Pattern { width: Mm::new(9_999.0), ..pattern };
    assert!(editor.try_run(Command::FillArea { fill: Fill::Pattern(huge) }).is_err());
}

#[test]
fn typing_in_a_code_is_one_step() {
    let mut editor = TestEditor::new();
    let code = |content: &str| {
        drawing(33.0, 33.0, Source::Code { content: content.into(), level: CodeLevel::Low })
    };
    editor.run(Command::AddDrawing { drawing: code("a"), at: None });
    let layer = editor.only_selected();
    editor.pause_ms = 100.0;
    editor.run(Command::ReplaceDrawing { layer, drawing: code("ab") });
    editor.run(Command::ReplaceDrawing { layer, drawing: code("abc") });
    editor.run(Command::Undo);
    let Content::Drawing(placed) = &editor.layer(layer).content else { panic!("a drawing") };
    assert_eq!(placed.source, code("a").source);
}

#[test]
fn a_locked_layer_refuses_geometry_and_style_until_it_is_unlocked() {
    let mut editor = TestEditor::new();
    let layer = editor.text("Hi");
    editor.run(Command::SetLocked { target: Target::Selection, locked: true });
    let style = TextStyle { size: Some(Mm::new(9.0)), ..TextStyle::default() };
    let refused = [
        Command::Nudge { dx: 1.0, dy: 0.0 },
        Command::Turn { degrees: 9.0 },
        Command::Resize { dx: 1.0, dy: 1.0 },
        Command::SetOpacity { target: Target::Selection, opacity: 0.5 },
        Command::StyleText { target: Target::Selection, style },
        Command::SetText { layer, content: "Ho".into() },
        Command::Order { target: Target::Selection, to: OrderTo::Back },
        Command::Delete { target: Target::Selection },
        Command::MoveToSide { target: Target::Selection, side: side("back") },
    ];
    for command in refused {
        assert_eq!(editor.try_run(command), Err(CommandError::Locked { layer }));
    }
    editor.run(Command::SetLocked { target: Target::Selection, locked: false });
    assert!(!editor.run(Command::Nudge { dx: 1.0, dy: 0.0 }).is_empty());
}

#[test]
fn of_a_mixed_selection_only_unlocked_layers_change() {
    let (mut editor, [first, second, _]) = three();
    editor.run(Command::SetLocked { target: layers(&[first]), locked: true });
    editor.select(&[first, second]);
    let change = editor.run(Command::Nudge { dx: 1.0, dy: 0.0 });
    assert_eq!(change.layers().keys().collect::<Vec<_>>(), [&second]);
}

#[test]
fn without_a_selection_a_command_says_so() {
    let mut editor = TestEditor::new();
    let refused = editor.try_run(Command::Delete { target: Target::Selection });
    assert_eq!(refused, Err(CommandError::NothingSelected));
    let gone = editor.try_run(Command::Delete { target: layers(&[LayerId(9)]) });
    assert_eq!(gone, Err(CommandError::NoSuchLayer { layer: LayerId(9) }));
}

#[test]
fn a_style_is_for_its_kind_only() {
    let (mut editor, [shape, ..]) = three();
    let text = editor.text("Hi");
    let style = TextStyle { size: Some(Mm::new(9.0)), ..TextStyle::default() };
    let command =
        |ids: &[LayerId]| Command::StyleText { target: layers(ids), style: style.clone() };
    let refused = editor.try_run(command(&[shape]));
    assert_eq!(refused, Err(CommandError::WrongKind { needed: Kind::Text }));
    let change = editor.run(command(&[shape, text]));
    assert_eq!(change.layers().keys().collect::<Vec<_>>(), [&text]);
}

#[test]
fn a_partial_style_leaves_the_rest() {
    let mut editor = TestEditor::new();
    let id = editor.rectangle(0.0, 0.0, 10.0, 10.0);
    let style = ShapeStyle { kind: Some(ShapeKind::Heart), ..ShapeStyle::default() };
    editor.run(Command::StyleShape { target: Target::Selection, style });
    let style = ShapeStyle { fill: Some(Paint::None), ..ShapeStyle::default() };
    editor.run(Command::StyleShape { target: Target::Selection, style });
    let Content::Shape(shape) = &editor.layer(id).content else { panic!("it is a shape") };
    assert_eq!((shape.kind, shape.fill), (ShapeKind::Heart, None));
    assert_eq!(shape.width, Mm::new(10.0));
}

#[test]
fn another_alignment_keeps_the_frame_and_moves_the_anchor() {
    let mut editor = TestEditor::new();
    let id = editor.text("Two\nlines");
    editor.run(Command::Turn { degrees: 30.0 });
    let before = editor.frame(id);
    for align in [Align::Left, Align::Right, Align::Centre] {
        let style = TextStyle { align: Some(align), ..TextStyle::default() };
        editor.run(Command::StyleText { target: Target::Selection, style });
        let after = editor.frame(id);
        assert_eq!(after.size, before.size);
        assert!((after.centre - before.centre).hypot() < 0.003, "{align:?}");
    }
}

#[test]
fn everything_written_is_kept_within_limits() {
    let mut editor = TestEditor::new();
    let id = editor.text("Hi");
    let style = TextStyle {
        size: Some(Mm::new(1e9)),
        line_height: Some(-4.0),
        letter_spacing: Some(99.0),
        wrap: Some(Wrap::At(Mm::new(0.0))),
        ..TextStyle::default()
    };
    editor.run(Command::StyleText { target: Target::Selection, style });
    let Content::Text(text) = &editor.layer(id).content else { panic!("it is a text") };
    assert_eq!((text.size, text.width), (Mm::new(1_000.0), Some(Mm::new(0.5))));
    assert_eq!((text.line_height, text.letter_spacing), (0.5, 5.0));
}

#[test]
fn what_is_no_number_is_refused() {
    let mut editor = TestEditor::new();
    editor.text("Hi");
    let style = TextStyle { size: Some(Mm::new(f64::NAN)), ..TextStyle::default() };
    for command in [
        Command::Nudge { dx: f64::NAN, dy: 0.0 },
        Command::Turn { degrees: f64::INFINITY },
        Command::SetOpacity { target: Target::Selection, opacity: f64::NAN },
        Command::StyleText { target: Target::Selection, style },
    ] {
        assert_eq!(editor.try_run(command), Err(CommandError::NotANumber));
    }
}

#[test]
fn a_long_text_is_cut_and_the_shopper_hears_it() {
    let mut editor = TestEditor::new();
    let layer = editor.text("Hi");
    editor.run(Command::SetText { layer, content: "é".repeat(6_000) });
    let Content::Text(text) = &editor.layer(layer).content else { panic!("it is a text") };
    assert_eq!(text.content.chars().count(), 5_000);
    assert_eq!(editor.said(), Said::TextCut { limit: 5_000 });
}

#[test]
fn line_breaks_of_every_system_are_one_kind_and_controls_go() {
    let mut editor = TestEditor::new();
    let layer = editor.text("a\r\nb\rc\u{2028}d\te\u{7}f");
    let Content::Text(text) = &editor.layer(layer).content else { panic!("it is a text") };
    assert_eq!(text.content, "a\nb\nc\nd ef");
}

#[test]
fn the_design_never_grows_past_what_can_be_read_back() {
    let mut editor = TestEditor::new();
    editor.text(&"\"".repeat(5_000));
    let refused = loop {
        editor.run(Command::Select { select: Select::All });
        if let Err(error) = editor.try_run(Command::Duplicate { target: Target::Selection }) {
            break error;
        }
    };
    assert_eq!(refused, CommandError::DesignFull);
    let design = editor.session.design();
    assert!(design::read(&design::write(design)).is_ok());
}

#[test]
fn at_most_4000_layers_are_added() {
    let mut editor = TestEditor::new();
    let id = editor.rectangle(0.0, 0.0, 10.0, 10.0);
    let many = vec![editor.layer(id).clone(); 3_999];
    let add = |layers| Command::AddLayers { layers, template: None, replace: Replace::Keep };
    editor.run(add(many));
    let refused = editor.try_run(Command::Duplicate { target: layers(&[id]) });
    assert_eq!(refused, Err(CommandError::TooManyLayers { limit: 4_000 }));
}

#[test]
fn a_move_in_the_stack_changes_one_record() {
    let (mut editor, [first, second, third]) = three();
    let change = editor.run(Command::Order { target: layers(&[first]), to: OrderTo::Forward });
    assert_eq!(change.layers().keys().collect::<Vec<_>>(), [&first]);
    assert_eq!(editor.stack(), [second, first, third]);
    assert_eq!(editor.said().to_english(), "Brought forward. Layer 2 of 3.");
    editor.run(Command::Order { target: layers(&[third]), to: OrderTo::Back });
    assert_eq!(editor.stack(), [third, second, first]);
}

#[test]
fn several_layers_keep_their_order_when_they_move_in_the_stack() {
    let (mut editor, [first, second, third]) = three();
    let both = layers(&[first, second]);
    editor.run(Command::Order { target: both.clone(), to: OrderTo::Front });
    assert_eq!(editor.stack(), [third, first, second]);
    editor.run(Command::Order { target: both, to: OrderTo::Backward });
    assert_eq!(editor.stack(), [first, second, third]);
}

#[test]
fn copies_lie_aside_on_top_unlocked_and_are_selected() {
    let (mut editor, [first, second, third]) = three();
    editor.run(Command::SetLocked { target: layers(&[first]), locked: true });
    editor.run(Command::Duplicate { target: layers(&[first, second]) });
    let stack = editor.stack();
    assert_eq!(stack[..3], [first, second, third]);
    assert_eq!(editor.session.selection(), &[stack[3], stack[4]].into());
    assert_eq!(editor.edges(stack[3])[..2], [15.0, 15.0]);
    assert!(!editor.layer(stack[3]).locked);
}

#[test]
fn copied_layers_are_pasted_aside_and_again_further_aside() {
    let (mut editor, [first, ..]) = three();
    editor.select(&[first]);
    let copied = copied(&editor.session).unwrap();
    let clipboard = Clipboard { layers: &copied.layers, ..Clipboard::default() };
    let Ok(Pasted::Layers { layers: clip, .. }) = pasted(clipboard) else { panic!("layers") };
    editor.run(Command::Paste { layers: clip.clone() });
    let pasted = editor.only_selected();
    assert_eq!(editor.edges(pasted)[..2], [15.0, 15.0]);
    editor.run(Command::Paste { layers: clip.clone() });
    let again = editor.only_selected();
    assert_eq!(editor.edges(again)[..2], [20.0, 20.0]);
    editor.run(Command::SetSide { side: side("back") });
    editor.run(Command::Paste { layers: clip });
    let there = editor.only_selected();
    assert_eq!(editor.edges(there)[..2], [10.0, 10.0], "nothing is in the way on this side");
}

#[test]
fn hiding_keeps_the_selection_and_counts_what_changed() {
    let (mut editor, [first, second, _]) = three();
    editor.select(&[first, second]);
    editor.run(Command::SetHidden { target: Target::Selection, hidden: true });
    assert_eq!(editor.said(), Said::Hidden { count: 2, hidden: true });
    assert_eq!(editor.session.selection().len(), 2);
}

#[test]
fn a_layer_goes_to_the_other_side_as_far_from_its_middle() {
    let mut editor = TestEditor::new();
    let id = editor.rectangle(160.0, 190.0, 20.0, 20.0);
    editor.run(Command::MoveToSide { target: Target::Selection, side: side("back") });
    assert_eq!(editor.session.side(), &side("back"));
    assert_eq!(editor.only_selected(), id);
    // 20 mm right of the middle on both sides: the front is 300 x 400 mm, the back 200 x 200 mm.
    assert_eq!(editor.frame(id).centre, geom::Point::new(120.0, 100.0));
}

#[test]
fn unknown_sides_and_colours_are_refused() {
    let (mut editor, _) = three();
    let refused = editor.try_run(Command::SetSide { side: side("sleeve") });
    assert_eq!(refused, Err(CommandError::NoSuchSide { side: side("sleeve") }));
    let colour: catalog::ColourId = "red".parse().unwrap();
    let refused = editor.try_run(Command::SetColour { colour: colour.clone() });
    assert_eq!(refused, Err(CommandError::NoSuchColour { colour }));
}

#[test]
fn selecting_a_layer_of_another_side_shows_that_side() {
    let mut editor = TestEditor::new();
    let front = editor.rectangle(0.0, 0.0, 10.0, 10.0);
    editor.run(Command::SetSide { side: side("back") });
    assert!(editor.session.selection().is_empty());
    editor.select(&[front]);
    assert_eq!(editor.session.side(), &side("front"));
}

#[test]
fn selecting_all_leaves_out_hidden_and_locked_layers() {
    let (mut editor, [first, second, third]) = three();
    editor.run(Command::SetHidden { target: layers(&[first]), hidden: true });
    editor.run(Command::SetLocked { target: layers(&[second]), locked: true });
    editor.run(Command::Select { select: Select::All });
    assert_eq!(editor.session.selection(), &[third].into());
}

#[test]
fn tab_goes_up_the_stack_past_hidden_layers_and_ends_at_the_top() {
    let (mut editor, [first, second, third]) = three();
    editor.run(Command::SetHidden { target: layers(&[second]), hidden: true });
    for wanted in [first, third] {
        editor.run(Command::Select { select: Select::Next });
        assert_eq!(editor.only_selected(), wanted);
    }
    assert_eq!(editor.session.neighbour(Select::Next), None);
    assert!(!CommandId::SelectNext.is_enabled(&editor.session));
    editor.run(Command::Select { select: Select::Previous });
    assert_eq!(editor.only_selected(), first);
}

#[test]
fn a_selection_is_told_by_name_and_place() {
    let (mut editor, [first, ..]) = three();
    editor.run(Command::Rename { layer: first, name: "  Sun\n ".into() });
    editor.select(&[first]);
    let title = Title::Given("Sun".into());
    assert_eq!(editor.said(), Said::Selected { title, place: 1, of: 3, locked: false });
}

#[test]
fn a_bad_change_of_another_tab_is_refused_whole() {
    let (mut editor, [first, ..]) = three();
    let before = editor.session.design().clone();
    let mut layer = editor.layer(first).clone();
    layer.x = Mm::new(f64::MAX);
    let mut change = Change::none();
    change.note_layer(first, None, Some(Arc::new(layer)));
    let refused = editor.try_run(Command::Absorb { change });
    assert!(matches!(refused, Err(CommandError::BadChange { .. })));
    assert_eq!(editor.session.design(), &before);
}

#[test]
fn an_everyday_command_does_what_it_always_does() {
    let (mut editor, [first, second, _]) = three();
    editor.select(&[first, second]);
    let extra = [
        Command::EnterGroup { layer: first },
        Command::Absorb { change: Change::none() },
        Command::GoTo { step: 1 },
        Command::SetTool { tool: crate::Tool::Select },
        Command::SetSide { side: side("back") },
    ];
    let table = crate::COMMANDS.iter().filter_map(|info| info.id.command(&editor.session));
    let mut everyday = 0;
    for command in table.chain(extra) {
        let (mut one, mut other) = (editor.clone(), editor.clone());
        if let Some(outcome) = one.try_everyday(&command) {
            everyday += 1;
            assert_eq!(outcome, other.try_run(command.clone()), "{command:?}");
        }
        assert_eq!(one.session.design(), other.session.design(), "{command:?}");
        assert_eq!(one.session.state(), other.session.state(), "{command:?}");
    }
    assert!(everyday > 10, "{everyday}");
    assert_eq!(editor.try_everyday(&Command::Group), None);
}
