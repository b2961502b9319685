//! Groups: layers that are handled as one. Which layers a press means, what can be grouped, and how lists show it. The
//! groups themselves are written in the layers; nothing is written here.

use catalog::SideId;
use design::{Design, Group, GroupId, Layer, LayerId};
use geom::Set;
use geom::order::Ordered;

use crate::Session;

/// All layers of a group, bottom first.
pub fn members(design: &Design, group: GroupId) -> Vec<LayerId> {
    let mut layers: Vec<_> =
        design.layers.values().filter(|layer| place_of(layer, group).is_some()).collect();
    geom::order::sort_by(&mut layers, |a, b| a.stack_key().cmp(&b.stack_key()));
    layers.into_iter().map(|layer| layer.id).collect()
}

/// What a press on a layer means: all layers of its outermost group, or inside of the group that was entered of the next
/// one; a layer that is in none alone.
pub fn unit(session: &Session, id: LayerId) -> Vec<LayerId> {
    match unit_group(session, id) {
        Some(group) => members(session.design(), group.id),
        None => vec![id],
    }
}

/// The units of layers, each layer once.
pub fn units(session: &Session, ids: &[LayerId]) -> Vec<LayerId> {
    let mut all: Set<LayerId> = Set::new();
    for id in ids {
        if !all.contains(id) {
            all.extend(unit(session, *id));
        }
    }
    all.iter().copied().collect()
}

/// The group that a press on a layer means.
pub(crate) fn unit_group(session: &Session, id: LayerId) -> Option<&Group> {
    let layer = session.design().layers.get(&id)?;
    layer.groups.get(depth_inside(session, layer))
}

/// How many of a layer's groups were entered.
fn depth_inside(session: &Session, layer: &Layer) -> usize {
    let entered = session.state().entered;
    entered.and_then(|group| place_of(layer, group)).map_or(0, |place| place + 1)
}

/// The place of a group among a layer's groups.
pub(crate) fn place_of(layer: &Layer, group: GroupId) -> Option<usize> {
    layer.groups.iter().position(|known| known.id == group)
}

/// The groups that the selection consists of, at the level where it is.
pub(crate) fn selected_groups(session: &Session) -> Vec<GroupId> {
    let depth = shared_depth(session.design(), session.selection());
    let selected = session.selected();
    selected.iter().filter_map(|layer| layer.groups.get(depth)).map(|group| group.id).each_once()
}

/// The group that is selected, whole and alone.
pub fn selected_group(session: &Session) -> Option<Group> {
    let depth = shared_depth(session.design(), session.selection());
    let first = session.selected().first().copied()?;
    let group = first.groups.get(depth)?;
    let members: Set<LayerId> = members(session.design(), group.id).into_iter().collect();
    (members == *session.selection()).then(|| group.clone())
}

/// How many groups all of these layers share, counted from the outside, that hold others too.
pub(crate) fn shared_depth(design: &Design, ids: &Set<LayerId>) -> usize {
    let mut layers = ids.iter().filter_map(|id| design.layers.get(id));
    let Some(first) = layers.next() else { return 0 };
    let mut depth = first.groups.len();
    for layer in layers {
        let same = first.groups.iter().zip(&layer.groups).take_while(|(a, b)| a.id == b.id).count();
        depth = depth.min(same);
    }
    while let Some(group) = depth.checked_sub(1).and_then(|place| first.groups.get(place)) {
        if members(design, group.id).iter().any(|id| !ids.contains(id)) {
            break;
        }
        depth -= 1;
    }
    depth
}

/// A row of a list of layers.
#[derive(Clone, Debug, PartialEq)]
pub enum Row {
    /// A group; what is in it follows, one deeper.
    Group {
        /// The group.
        group: Group,
        /// Its layers, bottom first.
        members: Vec<LayerId>,
        /// How many groups it is in.
        depth: usize,
    },
    /// A layer.
    Layer {
        /// The layer.
        id: LayerId,
        /// How many groups it is in.
        depth: usize,
    },
}

/// A side's layers as a list with its groups, top first. What is in a group stands together, where its topmost layer is.
pub fn outline(design: &Design, side: &SideId) -> Vec<Row> {
    let mut stack = design.stack(side);
    stack.reverse();
    let layers: Vec<&Layer> = stack.into_iter().map(AsRef::as_ref).collect();
    let mut rows = Vec::new();
    push_rows(&layers, 0, &mut rows);
    rows
}

fn push_rows(layers: &[&Layer], depth: usize, rows: &mut Vec<Row>) {
    let mut done: Vec<GroupId> = Vec::new();
    for layer in layers {
        let Some(group) = layer.groups.get(depth) else {
            rows.push(Row::Layer { id: layer.id, depth });
            continue;
        };
        if done.contains(&group.id) {
            continue;
        }
        done.push(group.id);
        let is_in = |other: &&&Layer| other.groups.get(depth).is_some_and(|g| g.id == group.id);
        let inside: Vec<&Layer> = layers.iter().filter(is_in).copied().collect();
        let members = inside.iter().rev().map(|layer| layer.id).collect();
        rows.push(Row::Group { group: group.clone(), members, depth });
        push_rows(&inside, depth + 1, rows);
    }
}
