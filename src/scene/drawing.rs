//! Drawings as items: vector artwork placed in a box, its colours swapped. Reading files is not done here.

use std::sync::Arc;

use geom::{Affine, Drawing, Node, Rgb, Size};

use crate::item::{Cut, Group, Item};
use crate::paint::settled;

/// The nodes as items in the drawing's own space.
pub(crate) fn items_of(nodes: &[Node], colour: &dyn Fn(Rgb) -> Rgb) -> Vec<Item> {
    let item = |node: &Node| match node {
        Node::Fill { path, rule, ink, opacity } => {
            let (ink, own) = settled(ink);
            Item::Fill {
                path: Arc::new(path.clone()),
                rule: *rule,
                ink: ink.recoloured(colour),
                opacity: opacity * own,
            }
        }
        Node::Line { path, pen, ink, opacity } => {
            let (ink, own) = settled(ink);
            Item::Line {
                path: Arc::new(path.clone()),
                pen: pen.clone(),
                ink: ink.recoloured(colour),
                opacity: opacity * own,
            }
        }
        Node::Group { opacity, clip, nodes } => Item::Group(Group {
            place: Affine::IDENTITY,
            opacity: *opacity,
            cut: clip.as_ref().map(|clip| Cut::Path(Arc::new(clip.clone()))),
            items: Arc::new(items_of(nodes, colour)),
        }),
    };
    nodes.iter().map(item).collect()
}

/// From a drawing's own space to a box of `size` mm.
pub(crate) fn fitted(drawing: &Drawing, size: Size) -> Affine {
    Affine::scale_non_uniform(size.width / drawing.size.width, size.height / drawing.size.height)
}

/// How many parts a drawing has, for keeping patterns within limits.
pub(crate) fn parts(nodes: &[Node]) -> usize {
    let one = |node: &Node| match node {
        Node::Fill { .. } | Node::Line { .. } => 1,
        Node::Group { nodes, .. } => 1 + parts(nodes),
    };
    nodes.iter().map(one).sum()
}
