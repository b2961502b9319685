//! Copied layers as text for the clipboard, and back. Text that is not from here is no error: it is just text.

use design::{Layer, MAX_LAYERS, SCHEMA, broken_rule};
use serde::{Deserialize, Serialize};

use crate::Session;

/// Longest clipboard text that is read.
const MAX_CLIP_BYTES: usize = 16 * 1024 * 1024;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Clip {
    /// Tells Atelier's text from any other.
    atelier_layers: u32,
    layers: Vec<Layer>,
}

/// The selected layers as text, bottom first; `None` where nothing is selected.
pub fn copied(session: &Session) -> Option<String> {
    let layers: Vec<Layer> =
        session.selected().into_iter().map(|layer| Layer::clone(layer)).collect();
    if layers.is_empty() {
        return None;
    }
    catalog::json::write_text(&Clip { atelier_layers: SCHEMA, layers }).ok()
}

/// The layers of a copied text, for [`crate::Command::Paste`]; `None` for any other text, which can be pasted as such.
/// Layers that break a rule are left out.
pub fn pasted(text: &str) -> Option<Vec<Layer>> {
    if text.len() > MAX_CLIP_BYTES || !text.starts_with("{\"atelier_layers\"") {
        return None;
    }
    let Clip { atelier_layers, mut layers } = catalog::json::read(text.as_bytes()).ok()?;
    if atelier_layers > SCHEMA {
        return None;
    }
    layers.truncate(MAX_LAYERS);
    layers.retain(|layer| broken_rule(layer.id, layer).is_none());
    if layers.is_empty() { None } else { Some(layers) }
}
