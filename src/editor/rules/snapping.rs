//! Snapping: what a drag is drawn to, and what is drawn then.

use geom::Rect;

use crate::snap::Targets;
use crate::testing::TestEditor;
use crate::{
    Axis, Command, GestureKind, Guide, GuideKind, Handle, Keys, Preview, SnapSettings, Target,
};

const NO_KEYS: Keys = Keys { shift: false, alt: false, primary: false };

/// Moves the selected layer by `by` with snapping.
fn moved(editor: &mut TestEditor, by: (f64, f64), keys: Keys) -> Preview {
    let snap = SnapSettings::default();
    editor.drag_snapping(GestureKind::Move, (0.0, 0.0), by, keys, &snap)
}

fn left_top(preview: &Preview) -> (f64, f64) {
    let readout = preview.readout.unwrap();
    (readout.x, readout.y)
}

#[test]
fn a_move_is_drawn_to_the_middle_of_the_print_area() {
    let mut editor = TestEditor::new();
    editor.rectangle(100.0, 100.0, 20.0, 20.0);
    let preview = moved(&mut editor, (38.5, 91.0), NO_KEYS);
    assert_eq!(left_top(&preview), (140.0, 190.0));
    let (axis, kind) = (Axis::Across, GuideKind::AreaCentre);
    let upright = Guide { axis, at: 150.0, from: 0.0, to: 400.0, kind };
    assert!(preview.guides.contains(&upright), "{:?}", preview.guides);
    assert_eq!(preview.guides.len(), 2);
    editor.commit();
    assert_eq!(editor.frame(editor.only_selected()).centre, geom::Point::new(150.0, 200.0));
}

#[test]
fn edges_of_the_area_and_the_safe_zone_draw_too() {
    let mut editor = TestEditor::new();
    editor.rectangle(100.0, 100.0, 20.0, 20.0);
    let preview = moved(&mut editor, (-101.0, -88.5), NO_KEYS);
    assert_eq!(left_top(&preview), (0.0, 10.0));
    assert!(preview.is_snapped_to(GuideKind::AreaEdge));
    assert!(preview.is_snapped_to(GuideKind::SafeZone));
}

#[test]
fn other_layers_draw_by_edges_and_middles() {
    let mut editor = TestEditor::new();
    editor.rectangle(40.0, 40.0, 33.0, 33.0);
    editor.rectangle(200.0, 200.0, 20.0, 20.0);
    let preview = moved(&mut editor, (-161.0, 0.0), NO_KEYS);
    assert_eq!(left_top(&preview).0, 40.0, "left edge to left edge");
    let guide = preview.guides.iter().find(|guide| guide.axis == Axis::Across).unwrap();
    assert_eq!((guide.from, guide.to, guide.kind), (40.0, 220.0, GuideKind::LayerEdge));
    editor.session.cancel();
    let preview = moved(&mut editor, (-153.0, 0.0), NO_KEYS);
    assert_eq!(left_top(&preview).0, 46.5, "middle to middle");
}

#[test]
fn beyond_the_tolerance_nothing_draws() {
    let mut editor = TestEditor::new();
    editor.rectangle(100.0, 100.0, 20.0, 20.0);
    let preview = moved(&mut editor, (37.5, 30.0), NO_KEYS);
    assert_eq!(left_top(&preview), (137.5, 130.0));
    assert!(preview.guides.is_empty());
}

#[test]
fn the_primary_key_switches_snapping_off() {
    let mut editor = TestEditor::new();
    editor.rectangle(100.0, 100.0, 20.0, 20.0);
    let preview = moved(&mut editor, (39.5, 89.5), Keys { primary: true, ..NO_KEYS });
    assert_eq!(left_top(&preview), (139.5, 189.5));
    assert!(preview.guides.is_empty());
}

#[test]
fn with_shift_only_the_free_axis_is_drawn() {
    let mut editor = TestEditor::new();
    editor.rectangle(100.0, 189.0, 20.0, 20.0);
    let preview = moved(&mut editor, (39.0, 5.0), Keys { shift: true, ..NO_KEYS });
    assert_eq!(left_top(&preview), (140.0, 189.0));
}

#[test]
fn hidden_layers_and_the_dragged_ones_draw_nothing() {
    let mut editor = TestEditor::new();
    let hidden = editor.rectangle(40.0, 40.0, 33.0, 33.0);
    let target = Target::Layers(vec![hidden]);
    editor.run(Command::SetHidden { target, hidden: true });
    editor.rectangle(200.0, 130.0, 20.0, 20.0);
    let preview = moved(&mut editor, (-161.0, 1.0), NO_KEYS);
    assert_eq!(left_top(&preview), (39.0, 131.0));
}

#[test]
fn a_resized_edge_is_drawn_and_the_other_stays() {
    let mut editor = TestEditor::new();
    editor.rectangle(100.0, 100.0, 20.0, 20.0);
    let kind = GestureKind::Resize(Handle::Right);
    let snap = SnapSettings::default();
    let preview = editor.drag_snapping(kind, (120.0, 110.0), (149.0, 110.0), NO_KEYS, &snap);
    let readout = preview.readout.unwrap();
    assert_eq!((readout.x, readout.width, readout.height), (100.0, 50.0, 20.0));
    assert_eq!(preview.guides.len(), 1);
    assert_eq!(preview.guides[0].at, 150.0);
}

#[test]
fn a_corner_is_drawn_along_its_diagonal() {
    let mut editor = TestEditor::new();
    editor.rectangle(100.0, 100.0, 20.0, 20.0);
    let kind = GestureKind::Resize(Handle::BottomRight);
    let snap = SnapSettings::default();
    let preview = editor.drag_snapping(kind, (120.0, 120.0), (149.0, 148.0), NO_KEYS, &snap);
    let readout = preview.readout.unwrap();
    assert_eq!((readout.width, readout.height), (50.0, 50.0));
}

#[test]
fn the_edges_of_a_turned_layer_are_drawn_to_nothing_when_resized() {
    let mut editor = TestEditor::new();
    let id = editor.rectangle(100.0, 100.0, 20.0, 20.0);
    editor.run(Command::Turn { degrees: 10.0 });
    let at = Handle::Right.on(&editor.frame(id));
    let (kind, snap) = (GestureKind::Resize(Handle::Right), SnapSettings::default());
    let to = (150.0, at.y);
    assert!(editor.drag_snapping(kind, (at.x, at.y), to, NO_KEYS, &snap).guides.is_empty());
}

#[test]
fn a_turned_layer_is_drawn_by_what_is_seen_when_moved() {
    let mut editor = TestEditor::new();
    editor.rectangle(100.0, 100.0, 40.0, 20.0);
    editor.run(Command::Turn { degrees: 90.0 });
    let preview = moved(&mut editor, (-109.0, 0.0), NO_KEYS);
    assert_eq!(preview.layers[0].frame.bounds().x0, 0.0);
}

#[test]
fn equal_gaps_draw_beside_and_between_neighbours() {
    let mut editor = TestEditor::new();
    editor.rectangle(20.0, 300.0, 20.0, 33.0);
    editor.rectangle(67.0, 300.0, 20.0, 33.0);
    editor.rectangle(200.0, 303.0, 20.0, 24.0);
    // The gap is 27 mm, so the next place is at 114 mm.
    let preview = moved(&mut editor, (-85.0, 0.0), NO_KEYS);
    assert_eq!(left_top(&preview).0, 114.0);
    let gaps: Vec<(f64, f64)> = preview
        .guides
        .iter()
        .filter(|guide| guide.kind == GuideKind::Spacing)
        .map(|guide| (guide.from, guide.to))
        .collect();
    assert_eq!(gaps, [(40.0, 67.0), (87.0, 114.0)]);
    editor.session.cancel();
    let preview = moved(&mut editor, (-157.0, 0.0), NO_KEYS);
    assert_eq!(left_top(&preview).0, 43.5, "in the middle of the gap");
}

#[test]
fn equal_gaps_count_in_the_same_row_only() {
    let mut editor = TestEditor::new();
    editor.rectangle(20.0, 300.0, 20.0, 33.0);
    editor.rectangle(67.0, 300.0, 20.0, 33.0);
    editor.rectangle(200.0, 103.0, 20.0, 24.0);
    assert_eq!(left_top(&moved(&mut editor, (-85.0, 0.0), NO_KEYS)).0, 115.0);
}

/// The gaps that are drawn, in order.
fn gaps(preview: &Preview) -> Vec<(f64, f64)> {
    let spacing = preview.guides.iter().filter(|guide| guide.kind == GuideKind::Spacing);
    spacing.map(|guide| (guide.from, guide.to)).collect()
}

#[test]
fn equal_gaps_are_found_in_each_of_two_rows_that_interleave() {
    let mut editor = TestEditor::new();
    // In order of their left edges: first row, second row, first row, second row.
    for (x, y) in [(20.0, 60.0), (25.0, 300.0), (61.0, 61.0), (78.0, 301.0)] {
        editor.rectangle(x, y, 20.0, 33.0);
    }
    editor.rectangle(210.0, 65.0, 21.0, 24.0);
    // The gap of the first row is 21 mm, from 40 to 61: the next place is at 102 mm.
    let preview = moved(&mut editor, (-107.0, 0.0), NO_KEYS);
    assert_eq!(left_top(&preview).0, 102.0);
    assert_eq!(gaps(&preview), [(40.0, 61.0), (81.0, 102.0)]);
    editor.session.cancel();
    // The gap of the second row is 33 mm, from 45 to 78: the next place is at 131 mm.
    let preview = moved(&mut editor, (-78.0, 240.0), NO_KEYS);
    assert_eq!(left_top(&preview).0, 131.0);
    assert_eq!(gaps(&preview), [(45.0, 78.0), (98.0, 131.0)]);
}

#[test]
fn equal_gaps_are_found_in_each_of_two_columns_that_interleave() {
    let mut editor = TestEditor::new();
    for (x, y) in [(20.0, 60.0), (220.0, 65.0), (21.0, 101.0), (221.0, 118.0)] {
        editor.rectangle(x, y, 33.0, 20.0);
    }
    editor.rectangle(24.0, 300.0, 24.0, 21.0);
    let preview = moved(&mut editor, (0.0, -157.0), NO_KEYS);
    assert_eq!(left_top(&preview).1, 142.0);
    assert_eq!(gaps(&preview), [(80.0, 101.0), (121.0, 142.0)]);
}

#[test]
fn a_shape_behind_all_of_them_takes_no_gap_away() {
    let mut editor = TestEditor::new();
    editor.rectangle(20.0, 300.0, 20.0, 33.0);
    editor.rectangle(67.0, 300.0, 20.0, 33.0);
    // Its left edge lies between those of the others.
    editor.rectangle(30.5, 280.5, 243.0, 77.0);
    editor.rectangle(200.0, 303.0, 21.0, 24.0);
    let preview = moved(&mut editor, (-85.0, 0.0), NO_KEYS);
    assert_eq!(left_top(&preview).0, 114.0);
    assert_eq!(gaps(&preview), [(40.0, 67.0), (87.0, 114.0)]);
}

#[test]
fn a_gap_with_something_in_it_is_no_gap() {
    let mut editor = TestEditor::new();
    for x in [20.0, 52.0, 82.0] {
        editor.rectangle(x, 300.0, 20.0, 33.0);
    }
    editor.rectangle(200.0, 303.0, 21.0, 24.0);
    // From the first to the third it would be 42 mm, to 144 mm; what stands between them counts.
    assert_eq!(left_top(&moved(&mut editor, (-55.0, 0.0), NO_KEYS)).0, 145.0);
}

#[test]
fn a_tall_layer_has_a_neighbour_in_every_row_beside_it() {
    let mut editor = TestEditor::new();
    editor.rectangle(20.0, 40.0, 20.0, 333.0);
    editor.rectangle(61.0, 61.0, 20.0, 33.0);
    editor.rectangle(73.0, 301.0, 20.0, 33.0);
    editor.rectangle(210.0, 65.0, 19.0, 24.0);
    let preview = moved(&mut editor, (-107.0, 0.0), NO_KEYS);
    assert_eq!(gaps(&preview), [(40.0, 61.0), (81.0, 102.0)]);
    editor.session.cancel();
    let preview = moved(&mut editor, (-85.0, 240.0), NO_KEYS);
    assert_eq!(gaps(&preview), [(40.0, 73.0), (93.0, 126.0)]);
}

#[test]
fn every_row_of_a_crowded_side_finds_its_own_gap() {
    let area = crate::testing::tee().sides[0].print_area;
    // Forty rows, all with the same gap; the last one is as far down the list as a row can be.
    let others: Vec<Rect> = (0..40)
        .flat_map(|row| [20.0, 61.0].map(|x| (x, f64::from(row) * 9.7)))
        .map(|(x, y)| Rect::new(x, y, x + 20.0, y + 8.3))
        .collect();
    let targets = Targets::gather(&area, &others, &SnapSettings::default());
    for row in [0.0, 17.0, 39.0] {
        let moving = Rect::new(101.3, row * 9.7 + 1.1, 113.4, row * 9.7 + 5.0);
        let by = targets.draw_near(&moving, &[Axis::Across], 2.0);
        assert_eq!(geom::quantised(moving.x0 + by.x), 102.0, "row {row}");
    }
}

#[test]
fn lines_at_the_same_place_are_one_line_over_all_of_them() {
    let area = crate::testing::tee().sides[0].print_area;
    let others: Vec<Rect> =
        (0..1_000).map(|row| Rect::new(33.0, f64::from(row), 44.0, f64::from(row) + 1.0)).collect();
    let targets = Targets::gather(&area, &others, &SnapSettings::default());
    let guides =
        targets.guides(&Rect::new(33.0, 5.0, 39.0, 9.0), Axis::Across, [true, false, false]);
    assert_eq!(guides.len(), 1);
    assert_eq!((guides[0].from, guides[0].to), (0.0, 1_000.0));
}

#[test]
fn the_nearest_line_is_found_among_very_many() {
    let area = crate::testing::tee().sides[0].print_area;
    let others: Vec<Rect> = (0..5_000)
        .map(|place| f64::from(place) * 10.0 + 3.0)
        .map(|x| Rect::new(x, 0.0, x + 1.0, 1.0))
        .collect();
    let targets = Targets::gather(&area, &others, &SnapSettings::default());
    let nearest = targets.nearest(Axis::Across, 43_212.4, 2.0).unwrap();
    assert_eq!(nearest.at, 43_213.0);
    assert!(targets.nearest(Axis::Across, 43_218.4, 2.0).is_none());
}

#[test]
fn an_edge_is_drawn_to_the_grid_where_there_is_one() {
    let mut editor = TestEditor::new();
    editor.rectangle(43.0, 52.0, 7.0, 7.0);
    let from_to = ((46.0, 55.0), (54.2, 55.0));
    let grid = SnapSettings { grid_mm: 20.0, ..SnapSettings::default() };
    let preview = editor.drag_snapping(GestureKind::Move, from_to.0, from_to.1, NO_KEYS, &grid);
    // The right edge would come to 58.2 mm; a line of the grid is at 60.
    assert_eq!(preview.readout.map(|readout| readout.x), Some(53.0));
    assert!(preview.is_snapped_to(GuideKind::Grid));
    let none = SnapSettings::default();
    let preview = editor.drag_snapping(GestureKind::Move, from_to.0, from_to.1, NO_KEYS, &none);
    assert_eq!(preview.readout.map(|readout| readout.x), Some(51.2));
}
