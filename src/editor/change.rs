//! A change: every touched record before and after. It does not know which command made it, or when.

use geom::Table;
use std::sync::Arc;

use design::{Content, Design, Head, Layer, LayerId};
use json::{FromJson, ToJson};

/// A record before and after.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Edit<T> {
    /// What it was.
    pub before: T,
    /// What it became.
    pub after: T,
}

/// A layer before and after; `None` before is an addition, `None` after a deletion.
pub type LayerEdit = Edit<Option<Arc<Layer>>>;

/// Every touched record before and after. Absent are records whose before equals their after, so a change is empty
/// exactly if it does nothing. Undo, autosave, tab sync and the screen all read the same change.
#[derive(Clone, Debug, Default, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Change {
    #[json(optional)]
    head: Option<Box<Edit<Head>>>,
    #[json(optional)]
    layers: Table<LayerId, LayerEdit>,
}

impl Change {
    /// The change that does nothing.
    pub fn none() -> Self {
        Self::default()
    }

    /// Whether it does nothing.
    pub fn is_empty(&self) -> bool {
        self.head.is_none() && self.layers.is_empty()
    }

    /// The head's edit, where the head is touched.
    pub fn head(&self) -> Option<&Edit<Head>> {
        self.head.as_deref()
    }

    /// The touched layers.
    pub fn layers(&self) -> &Table<LayerId, LayerEdit> {
        &self.layers
    }

    /// Notes the head before and after; nothing where they are equal.
    pub(crate) fn note_head(&mut self, before: Head, after: Head) {
        if before != after {
            self.head = Some(Box::new(Edit { before, after }));
        }
    }

    /// Notes a layer before and after; nothing where they are equal.
    pub(crate) fn note_layer(
        &mut self,
        id: LayerId,
        before: Option<Arc<Layer>>,
        after: Option<Arc<Layer>>,
    ) {
        let same = match (&before, &after) {
            (Some(before), Some(after)) => is_same(before, after),
            (before, after) => before.is_none() && after.is_none(),
        };
        if !same {
            self.layers.insert(id, Edit { before, after });
        }
    }

    /// Shows every record in it, before and after, to be changed.
    pub(crate) fn each_record(&mut self, head: impl Fn(&mut Head), layer: impl Fn(&mut Layer)) {
        if let Some(edit) = &mut self.head {
            head(&mut edit.before);
            head(&mut edit.after);
        }
        for edit in self.layers.values_mut() {
            let both = [&mut edit.before, &mut edit.after];
            both.into_iter().flatten().for_each(|record| layer(Arc::make_mut(record)));
        }
    }

    /// The change that takes this one back.
    #[must_use]
    pub fn inverted(&self) -> Self {
        let turned =
            |edit: &LayerEdit| Edit { before: edit.after.clone(), after: edit.before.clone() };
        Self {
            head: self.head.as_ref().map(|edit| {
                Box::new(Edit { before: edit.after.clone(), after: edit.before.clone() })
            }),
            layers: self.layers.iter().map(|(id, edit)| (*id, turned(edit))).collect(),
        }
    }

    /// This change and then `later` as one change. Records that end as they began drop out.
    #[must_use]
    pub fn squashed(mut self, later: Self) -> Self {
        if let Some(second) = later.head {
            let before = self.head.take().map_or(second.before, |first| first.before);
            self.note_head(before, second.after);
        }
        for (id, second) in later.layers {
            let before = self.layers.remove(&id).map_or(second.before, |first| first.before);
            self.note_layer(id, before, second.after);
        }
        self
    }

    /// Sets every touched record to what it became.
    pub fn apply(&self, design: &mut Design) {
        if let Some(edit) = &self.head {
            design.head = edit.after.clone();
        }
        for (id, edit) in &self.layers {
            match &edit.after {
                Some(layer) => drop(design.layers.insert(*id, layer.clone())),
                None => drop(design.layers.remove(id)),
            }
        }
    }

    /// What is left to do so that `design` has this change, when others may have changed it since `before`. A record
    /// that is as it was becomes as it should be; one that another tab changed takes over only the fields that this
    /// change touches; one that another tab deleted stays deleted.
    #[must_use]
    pub(crate) fn rebased(&self, design: &Design) -> Self {
        let mut effect = Self::none();
        if let Some(edit) = &self.head {
            let after = merged_head(&design.head, edit);
            effect.note_head(design.head.clone(), after);
        }
        for (id, edit) in &self.layers {
            let now = design.layers.get(id).cloned();
            let after = match (&edit.before, &edit.after, &now) {
                (Some(before), Some(after), Some(now)) if !is_same(now, before) => {
                    Some(Arc::new(merged_layer(now, before, after)))
                }
                (Some(_), Some(_), None) => None,
                _ => edit.after.clone(),
            };
            effect.note_layer(*id, now, after);
        }
        effect
    }

    /// About how many bytes it keeps alive; shared layers count every time, so this is an upper bound.
    pub(crate) fn weight(&self) -> usize {
        let head = self.head.as_ref().map_or(0, |edit| {
            size_of::<Edit<Head>>() + edit.before.name.len() + edit.after.name.len()
        });
        let layers = self.layers.values().flat_map(|edit| [&edit.before, &edit.after]).flatten();
        head + layers.map(|layer| layer_weight(layer)).sum::<usize>()
    }
}

/// Whether two records are equal. Most are one and the same, which is seen at once.
fn is_same(one: &Arc<Layer>, other: &Arc<Layer>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}

fn layer_weight(layer: &Layer) -> usize {
    /// Short strings (order key, side id, font id) and the map's own node.
    const SMALL_PARTS: usize = 128;
    let content = match &layer.content {
        Content::Text(text) => text.content.len(),
        Content::Image(image) => image.file_name.len(),
        Content::Drawing(drawing) => drawing.name.len(),
        Content::Shape(_) => 0,
    };
    size_of::<Layer>() + SMALL_PARTS + layer.name.len() + content
}

/// `now`, except for the fields in which `after` differs from `before`.
fn merged_layer(now: &Layer, before: &Layer, after: &Layer) -> Layer {
    let mut merged = now.clone();
    macro_rules! take {
        ($($field:ident),*) => {
            $(if before.$field != after.$field {
                merged.$field.clone_from(&after.$field);
            })*
        };
    }
    take!(
        side, order, name, x, y, rotation, opacity, locked, hidden, groups, flip_x, flip_y, blend,
        shadows, keep, part, content
    );
    merged
}

fn merged_head(now: &Head, edit: &Edit<Head>) -> Head {
    let Edit { before, after } = edit;
    let mut merged = now.clone();
    macro_rules! take {
        ($($field:ident),*) => {
            $(if before.$field != after.$field {
                merged.$field.clone_from(&after.$field);
            })*
        };
    }
    take!(name, product, colour, template, is_template);
    merged
}
