//! Groups: what a press means, grouping and taking apart, entering, the stack, copies, names, other tabs.

use design::LayerId;

use super::{layers, three};
use crate::testing::TestEditor;
use crate::{
    Axis, Command, CommandError, CommandId, GestureKind, Keys, MarqueeMode, OrderTo, Row, Select,
    SnapSettings, Target, outline, selected_group, unit,
};

/// An editor with four rectangles; the two in the middle of the stack are a group, nothing is selected.
fn grouped() -> (TestEditor, [LayerId; 4]) {
    let (mut editor, [a, b, c]) = three();
    let d = editor.rectangle(200.0, 10.0, 20.0, 20.0);
    editor.select(&[b, c]);
    editor.run(Command::Group);
    editor.run(Command::Select { select: Select::None });
    (editor, [a, b, c, d])
}

fn press(editor: &mut TestEditor, id: LayerId) {
    let unit = unit(&editor.session, id);
    editor.select(&unit);
}

fn selected(editor: &TestEditor) -> Vec<LayerId> {
    editor.session.selection().iter().copied().collect()
}

fn rows(editor: &TestEditor) -> Vec<(bool, usize)> {
    let rows = outline(editor.session.design(), editor.session.side());
    rows.iter()
        .map(|row| match row {
            Row::Group { depth, .. } => (true, *depth),
            Row::Layer { depth, .. } => (false, *depth),
        })
        .collect()
}

#[test]
fn a_press_on_a_member_means_its_group_and_all_of_it_moves() {
    let (mut editor, [a, b, c, d]) = grouped();
    press(&mut editor, c);
    assert_eq!(selected(&editor), [b, c]);
    assert_eq!(editor.said().to_english(), "Group of 2 layers selected.");
    editor.run(Command::Nudge { dx: 5.0, dy: 0.0 });
    assert_eq!(editor.edges(b)[0], 55.0);
    assert_eq!(editor.edges(c)[0], 125.0);
    assert_eq!((editor.edges(a)[0], editor.edges(d)[0]), (10.0, 200.0));
}

#[test]
fn a_group_lies_where_its_topmost_layer_was() {
    let (mut editor, [a, b, c]) = three();
    editor.select(&[a, c]);
    editor.run(Command::Group);
    assert_eq!(editor.stack(), [b, a, c]);
    editor.run(Command::Undo);
    assert_eq!(editor.stack(), [a, b, c]);
    assert!(editor.layer(a).groups.is_empty());
}

#[test]
fn taking_a_group_apart_leaves_the_layers_and_the_groups_in_it() {
    let (mut editor, [a, b, c, d]) = grouped();
    editor.select(&[a, b, c]);
    editor.run(Command::Group);
    assert_eq!(editor.layer(b).groups.len(), 2);
    assert_eq!(editor.layer(a).groups.len(), 1);
    assert_eq!(
        rows(&editor),
        [(false, 0), (true, 0), (true, 1), (false, 2), (false, 2), (false, 1)]
    );
    editor.run(Command::Ungroup);
    assert_eq!(editor.layer(b).groups.len(), 1);
    assert!(editor.layer(a).groups.is_empty());
    assert_eq!(editor.stack(), [a, b, c, d]);
    editor.select(&[a]);
    assert_eq!(editor.try_run(Command::Ungroup), Err(CommandError::NoGroup));
    assert!(!CommandId::Ungroup.is_enabled(&editor.session));
}

#[test]
fn a_group_alone_is_not_grouped_again() {
    let (mut editor, [a, b, ..]) = grouped();
    press(&mut editor, b);
    assert!(!CommandId::Group.is_enabled(&editor.session));
    editor.run(Command::Select { select: Select::Add(vec![a]) });
    assert!(CommandId::Group.is_enabled(&editor.session));
}

#[test]
fn entering_a_group_selects_in_it_and_escape_leaves_it() {
    let (mut editor, [a, b, c, _]) = grouped();
    press(&mut editor, b);
    editor.run(Command::EnterGroup { layer: c });
    assert_eq!(selected(&editor), [c]);
    press(&mut editor, b);
    assert_eq!(selected(&editor), [b], "in the group a press means the layer");
    editor.run(Command::Cancel);
    assert_eq!(selected(&editor), [b, c]);
    editor.run(Command::Cancel);
    assert!(selected(&editor).is_empty());
    press(&mut editor, b);
    editor.run(Command::EnterGroup { layer: b });
    press(&mut editor, a);
    assert_eq!(editor.session.state().entered, None, "a press elsewhere leaves the group");
}

#[test]
fn groups_in_groups_are_entered_one_by_one() {
    let (mut editor, [a, b, c, _]) = grouped();
    editor.select(&[a, b, c]);
    editor.run(Command::Group);
    press(&mut editor, b);
    assert_eq!(selected(&editor), [a, b, c]);
    editor.run(Command::EnterGroup { layer: b });
    assert_eq!(selected(&editor), [b, c]);
    editor.run(Command::EnterGroup { layer: b });
    assert_eq!(selected(&editor), [b]);
    assert_eq!(editor.try_run(Command::EnterGroup { layer: b }), Err(CommandError::NoGroup));
    editor.run(Command::Cancel);
    assert_eq!(selected(&editor), [b, c]);
    editor.run(Command::Cancel);
    assert_eq!(selected(&editor), [a, b, c]);
}

#[test]
fn tab_goes_over_a_group_at_once_and_stays_in_one_that_was_entered() {
    let (mut editor, [a, b, c, d]) = grouped();
    let mut next = || {
        editor.run(Command::Select { select: Select::Next });
        selected(&editor)
    };
    assert_eq!(next(), [a]);
    assert_eq!(next(), [b, c]);
    assert_eq!(next(), [d]);
    press(&mut editor, b);
    editor.run(Command::EnterGroup { layer: b });
    editor.run(Command::Select { select: Select::Next });
    assert_eq!(selected(&editor), [c]);
    assert_eq!(editor.session.neighbour(Select::Next), None);
}

#[test]
fn a_marquee_takes_whole_groups() {
    let (mut editor, [a, b, c, _]) = grouped();
    let kind = GestureKind::Marquee(MarqueeMode::Replace);
    let off = SnapSettings::off();
    editor.drag_snapping(kind, (5.0, 5.0), (60.0, 40.0), Keys::default(), &off);
    editor.commit();
    assert_eq!(selected(&editor), [a, b, c]);
}

#[test]
fn a_group_goes_up_and_down_as_one_and_its_members_stay_in_it() {
    let (mut editor, [a, b, c, d]) = grouped();
    editor.run(Command::Order { target: layers(&[a]), to: OrderTo::Forward });
    assert_eq!(editor.stack(), [b, c, a, d]);
    editor.run(Command::Order { target: layers(&[b, c]), to: OrderTo::Front });
    assert_eq!(editor.stack(), [a, d, b, c]);
    editor.run(Command::Order { target: layers(&[c]), to: OrderTo::Back });
    assert_eq!(editor.stack(), [a, d, c, b]);
    editor.select(&[c]);
    assert!(!CommandId::Backward.is_enabled(&editor.session));
    assert!(CommandId::Forward.is_enabled(&editor.session));
}

#[test]
fn a_layer_is_put_into_a_group_and_out_of_it() {
    let (mut editor, [a, b, c, d]) = grouped();
    let above = |layer, depth| OrderTo::Above { layer, depth };
    editor.run(Command::Order { target: layers(&[d]), to: above(b, 1) });
    assert_eq!(editor.stack(), [a, b, d, c]);
    assert_eq!(editor.layer(d).groups, editor.layer(b).groups);
    assert_eq!(editor.said().to_english(), "Brought to its place. Layer 3 of 4.");
    editor.run(Command::Order { target: layers(&[b]), to: above(c, 0) });
    assert_eq!(editor.stack(), [a, d, c, b]);
    assert!(editor.layer(b).groups.is_empty());
    let below = OrderTo::Below { layer: c, depth: 0 };
    editor.run(Command::Order { target: layers(&[b]), to: below });
    assert_eq!(editor.stack(), [a, b, d, c]);
    editor.run(Command::Undo);
    editor.run(Command::Undo);
    editor.run(Command::Undo);
    assert_eq!(editor.stack(), [a, b, c, d]);
}

#[test]
fn a_copy_of_a_group_is_another_group_and_a_copy_of_a_member_is_in_the_same() {
    let (mut editor, [_, b, c, _]) = grouped();
    press(&mut editor, b);
    editor.run(Command::Duplicate { target: Target::Selection });
    let copies = selected(&editor);
    let group = |editor: &TestEditor, id: LayerId| editor.layer(id).groups[0].id;
    assert_eq!(copies.len(), 2);
    assert_eq!(group(&editor, copies[0]), group(&editor, copies[1]));
    assert_ne!(group(&editor, copies[0]), group(&editor, b));
    editor.select(&[c]);
    editor.run(Command::Duplicate { target: Target::Selection });
    assert_eq!(group(&editor, selected(&editor)[0]), group(&editor, c));
}

#[test]
fn a_group_is_named_hidden_and_locked() {
    let (mut editor, [_, b, c, _]) = grouped();
    press(&mut editor, b);
    let group = selected_group(&editor.session).unwrap().id;
    editor.run(Command::RenameGroup { group, name: " Sun\n and moon ".into() });
    assert_eq!(editor.layer(c).groups[0].name, "Sun  and moon");
    press(&mut editor, b);
    assert_eq!(editor.said().to_english(), "Group Sun  and moon selected, 2 layers.");
    editor.run(Command::SetHidden { target: Target::Selection, hidden: true });
    assert!(editor.layer(b).hidden && editor.layer(c).hidden);
    editor.run(Command::SetLocked { target: Target::Selection, locked: true });
    assert!(editor.layer(b).locked && editor.layer(c).locked);
}

#[test]
fn a_part_of_a_group_leaves_it_for_a_new_group() {
    let (mut editor, [a, b, c, _]) = grouped();
    let old = editor.layer(c).groups[0].id;
    editor.select(&[a, b]);
    editor.run(Command::Group);
    assert_eq!(editor.layer(a).groups, editor.layer(b).groups);
    assert_eq!(editor.layer(b).groups.len(), 1);
    assert_ne!(editor.layer(b).groups[0].id, old);
    assert_eq!(editor.layer(c).groups[0].id, old);
}

#[test]
fn groups_end_at_their_greatest_depth() {
    let mut editor = TestEditor::new();
    let mut ids = vec![editor.rectangle(0.0, 0.0, 5.0, 5.0)];
    for _ in 0..design::MAX_GROUPS {
        ids.push(editor.rectangle(0.0, 0.0, 5.0, 5.0));
        editor.select(&ids);
        editor.run(Command::Group);
    }
    ids.push(editor.rectangle(0.0, 0.0, 5.0, 5.0));
    editor.select(&ids);
    let refused = Err(CommandError::TooDeep { limit: design::MAX_GROUPS });
    assert_eq!(editor.try_run(Command::Group), refused);
}

#[test]
fn two_tabs_that_group_and_move_at_once_keep_both() {
    let (mut here, [a, b, _]) = three();
    let mut there = here.clone();
    there.ids = design::Counter(1_000);
    here.select(&[a, b]);
    let grouped = here.run(Command::Group);
    there.select(&[b]);
    let moved = there.run(Command::Nudge { dx: 9.0, dy: 0.0 });
    there.run(Command::Absorb { change: grouped });
    there.run(Command::Undo);
    assert_eq!(there.layer(b).groups, here.layer(b).groups, "undo takes back only its own fields");
    here.run(Command::Absorb { change: moved });
    here.run(Command::Undo);
    assert!(here.layer(b).groups.is_empty());
    assert_eq!(here.edges(b)[0], 59.0, "undo takes back only its own fields");
}

#[test]
fn a_group_is_aligned_and_distributed_as_one() {
    let (mut editor, [a, b, c, d]) = grouped();
    editor.select(&[a, b, c]);
    editor.run(CommandId::AlignTop.command(&editor.session).unwrap());
    editor.select(&[a, b, c, d]);
    editor.run(Command::Distribute { axis: Axis::Across });
    // From 10 to 220 mm lie 20, 90 and 20 mm: two gaps of 40 mm.
    assert_eq!((editor.edges(b)[0], editor.edges(c)[0]), (70.0, 140.0));
    assert_eq!((editor.edges(a)[0], editor.edges(d)[0]), (10.0, 200.0));
    editor.select(&[a, b, c]);
    editor.run(CommandId::AlignLeft.command(&editor.session).unwrap());
    assert_eq!((editor.edges(b)[0], editor.edges(c)[0]), (10.0, 80.0));
    editor.select(&[b, c]);
    editor.run(CommandId::AlignRight.command(&editor.session).unwrap());
    assert_eq!((editor.edges(b)[0], editor.edges(c)[2]), (210.0, 300.0));
}
