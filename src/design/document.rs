//! A whole design. Changing one is the editor's work; here is only what it holds.

use geom::Table;
use std::sync::Arc;

use catalog::{ColourId, ProductId, SideId};
use geom::order::{self, Ordered};
use json::{FromJson, ToJson};

use crate::{ArtworkId, DesignId, Layer, LayerId, TemplateId};

/// Number of the newest schema that this build reads and writes.
pub const SCHEMA: u32 = 2;

/// A design: a product, a colour, and layers on its sides. Invariant: `layers[id].id == id`.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Design {
    /// Schema that it was written with.
    pub schema: u32,
    /// Its id.
    pub id: DesignId,
    /// Name, product and colour.
    pub head: Head,
    /// The layers of all sides.
    pub layers: Table<LayerId, Arc<Layer>>,
}

/// What a design says once: its name, product and colour.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Head {
    /// Its name for the shopper.
    pub name: String,
    /// The product that it is made for.
    pub product: ProductId,
    /// The product's colour.
    pub colour: ColourId,
    /// The template that it began with or that was applied last.
    #[json(optional)]
    pub template: Option<TemplateId>,
    /// Whether the shopper keeps it as a template of their own: something to begin with, not something to order.
    #[json(optional)]
    pub is_template: bool,
}

impl Design {
    /// A design without layers.
    pub fn empty(id: DesignId, head: Head) -> Self {
        Self { schema: SCHEMA, id, head, layers: Table::new() }
    }

    /// The layers of a side from the bottom of the stack to its top.
    pub fn stack(&self, side: &SideId) -> Vec<&Arc<Layer>> {
        let mut stack: Vec<_> = self.layers.values().filter(|layer| layer.side == *side).collect();
        order::sort_by(&mut stack, |a, b| a.stack_key().cmp(&b.stack_key()));
        stack
    }

    /// The artwork that the design needs, each once, in order.
    pub fn artworks(&self) -> Vec<ArtworkId> {
        self.layers.values().flat_map(|layer| layer.content.artworks()).each_once()
    }

    /// Whether anything on a side would be printed.
    pub fn is_printed(&self, side: &SideId) -> bool {
        self.layers.values().any(|layer| layer.side == *side && !layer.hidden)
    }
}
