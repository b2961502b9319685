//! What mends a finding of the check before printing, as plain data. Finding it is preflight's work, doing it the editor's.

use geom::{Mm, Rgb};
use json::{FromJson, ToJson};

use crate::{LayerId, Tone};

/// A layer and what is done to it. A finding may need several, which are done as one step.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct Mend {
    /// The layer.
    pub layer: LayerId,
    /// What is done to it.
    pub fix: Fix,
}

/// What is done to a layer so that it prints well. Only what can be done in one press with a good result.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(rename_all = "snake_case", deny_unknown_fields)]
pub enum Fix {
    /// Scaled around the middle of its frame, then moved. A text's box, outlines and spans are scaled with its letters;
    /// strokes of shapes and shadows stay as they are.
    Place {
        /// By how much it grows; 1 leaves its size.
        scale: f64,
        /// How far to the right.
        dx: Mm,
        /// How far down.
        dy: Mm,
    },
    /// Strokes and outlines that are thinner become this wide.
    Lines {
        /// The width.
        width: Mm,
    },
    /// Parts of a text whose letters are smaller become this large, as a factor of the text's size.
    Letters {
        /// The factor, 0.1 to 10.
        scale: f64,
    },
    /// Letters get an outline of their own colour.
    Bolder {
        /// Its width.
        width: Mm,
    },
    /// These characters are taken out of a text.
    Without {
        /// The characters.
        characters: String,
    },
    /// One colour becomes another, wherever the layer has it.
    Recolour {
        /// The colour as it is drawn now.
        from: Rgb,
        /// What it becomes.
        to: Rgb,
    },
    /// Nothing shows through: the layer, its shadows and its gradients are opaque.
    Opaque,
    /// Soft shadows become hard ones.
    HardEdges,
    /// The colours of a picture are reduced.
    Reduce {
        /// To these.
        tone: Tone,
    },
    /// It is shown again.
    Reveal,
    /// It lies above all others of its side.
    ToFront,
    /// It is deleted.
    Remove,
}
