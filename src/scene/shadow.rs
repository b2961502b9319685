//! Silhouettes: the same items in one colour, for shadows and for what cuts pictures. Blurring is left to the outputs.

use std::sync::Arc;

use design::Shadow;
use geom::{Affine, Ink, Rgb};

use crate::item::{Cut, Group, Item, Look, Picture, Soft};

/// The items in one colour, as opaque as they are.
pub(crate) fn silhouette(items: &[Item], colour: Rgb) -> Vec<Item> {
    items.iter().map(|item| dyed(item, colour)).collect()
}

fn dyed(item: &Item, colour: Rgb) -> Item {
    let ink = |ink: &Ink| match ink {
        Ink::Solid(_) => Ink::Solid(colour),
        gradient => gradient.recoloured(|_| colour),
    };
    match item.clone() {
        Item::Fill { path, rule, ink: old, opacity } => {
            Item::Fill { path, rule, ink: ink(&old), opacity }
        }
        Item::Line { path, pen, ink: old, opacity } => {
            Item::Line { path, pen, ink: ink(&old), opacity }
        }
        Item::Picture(picture) => Item::Picture(Picture {
            look: Look { flat: Some(colour), ..Look::default() },
            ..picture
        }),
        Item::Group(group) => {
            let items = Arc::new(silhouette(&group.items, colour));
            Item::Group(Group { items, ..group })
        }
        Item::Soft(soft) => {
            Item::Soft(Soft { items: Arc::new(silhouette(&soft.items, colour)), colour, ..soft })
        }
    }
}

/// The shadows of items, below them. `flip` says which axes the layer is mirrored along: its shadows are not.
pub(crate) fn shadowed(items: Vec<Item>, shadows: &[Shadow], flip: (bool, bool)) -> Vec<Item> {
    if items.is_empty() {
        return items;
    }
    let turned = |length: f64, flip: bool| if flip { -length } else { length };
    let shadow = |shadow: &Shadow| {
        let place = (turned(shadow.dx.mm(), flip.0), turned(shadow.dy.mm(), flip.1));
        let hard = Arc::new(silhouette(&items, shadow.colour));
        let items = if shadow.blur.mm() > 0.0 {
            let soft = Soft { blur: shadow.blur.mm(), colour: shadow.colour, items: hard };
            Arc::new(vec![Item::Soft(soft)])
        } else {
            hard
        };
        let place = Affine::translate(place);
        Item::Group(Group { place, opacity: shadow.opacity, cut: None, items })
    };
    let below: Vec<Item> = shadows.iter().filter(|one| one.opacity > 0.0).map(shadow).collect();
    below.into_iter().chain(items).collect()
}

/// What cuts a picture to the silhouette of items.
pub(crate) fn stencil(items: &[Item]) -> Cut {
    Cut::Alpha(Arc::new(silhouette(items, Rgb::WHITE)))
}
