//! A draft: records as a command wants them. Finishing it rounds, clamps and compares; nothing reaches a design past it.

use geom::Table;
use std::sync::Arc;

use design::{Head, Layer, LayerId};
use scene::frame_of;

use crate::limits::{MAX_LAYERS, keep_near, tame};
use crate::{Change, CommandError, Context, LayerEdit, Session};

/// Ids that are tried before an id source is taken to be broken.
const TRIES: usize = 64;

/// Records as a command wants them.
pub(crate) struct Draft<'a> {
    session: &'a Session,
    head: Option<Head>,
    /// Layers as they are and as they shall be; the same map as a [`Change`]'s, so that its code is there once.
    layers: Table<LayerId, LayerEdit>,
    added: usize,
}

impl<'a> Draft<'a> {
    pub(crate) fn of(session: &'a Session) -> Self {
        Self { session, head: None, layers: Table::new(), added: 0 }
    }

    /// A layer to be changed; `None` where it does not exist.
    pub(crate) fn layer(&mut self, id: LayerId) -> Option<&mut Layer> {
        if !self.layers.contains_key(&id) {
            let before = self.session.design().layers.get(&id).cloned();
            self.layers.insert(id, LayerEdit { after: Some(before.clone()?), before });
        }
        self.layers.get_mut(&id)?.after.as_mut().map(Arc::make_mut)
    }

    /// The head, to be changed.
    pub(crate) fn head(&mut self) -> &mut Head {
        self.head.get_or_insert_with(|| self.session.design().head.clone())
    }

    /// Deletes a layer.
    pub(crate) fn delete(&mut self, id: LayerId) {
        let before = self.session.design().layers.get(&id).cloned();
        self.layers.insert(id, LayerEdit { before, after: None });
    }

    /// Adds a layer under a new id, which is returned.
    pub(crate) fn add(
        &mut self,
        mut layer: Layer,
        context: &mut Context<'_>,
    ) -> Result<LayerId, CommandError> {
        let known = &self.session.design().layers;
        if known.len() + self.added >= MAX_LAYERS {
            return Err(CommandError::TooManyLayers { limit: MAX_LAYERS });
        }
        for _ in 0..TRIES {
            let id = LayerId(context.ids.next());
            if !known.contains_key(&id) && !self.layers.contains_key(&id) {
                layer.id = id;
                self.added += 1;
                let after = Some(Arc::new(layer));
                self.layers.insert(id, LayerEdit { before: None, after });
                return Ok(id);
            }
        }
        Err(CommandError::NoFreeId)
    }

    /// What the draft changes.
    pub(crate) fn finish(self, context: &Context<'_>) -> Change {
        let mut change = Change::none();
        let design = self.session.design();
        if let Some(head) = self.head {
            change.note_head(design.head.clone(), head);
        }
        for (id, LayerEdit { before, mut after }) in self.layers {
            if let Some(layer) = after.as_mut().map(Arc::make_mut) {
                tame(layer);
                if let Some(area) = self.session.area_of(&layer.side) {
                    let size = frame_of(layer, context.resources).size;
                    keep_near(layer, size, area);
                }
            }
            change.note_layer(id, before, after);
        }
        change
    }
}
