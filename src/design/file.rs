//! Designs as bytes: the canonical JSON, its hash, and reading with limits and migrations.

use catalog::json::{Json, JsonError};
use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::{Content, Design, Layer, LayerId, SCHEMA};

/// Largest design file that is read, without artwork.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;
/// Most layers that a design may have.
pub const MAX_LAYERS: usize = 5_000;
/// Most characters in one text.
pub const MAX_TEXT: usize = 5_000;
/// Largest size of anything, in mm.
pub const MAX_SIZE: f64 = 5_000.0;
/// Farthest place from the print area's corner, in mm.
pub const MAX_PLACE: f64 = 10_000.0;

/// Why a design cannot be read. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// Larger than [`MAX_BYTES`].
    #[error("the design is {bytes} bytes; at most {MAX_BYTES} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// Not a design, or damaged.
    #[error("this is not a design, or it is damaged ({path}: {reason})")]
    Damaged {
        /// JSON path of what is wrong, for example `layers.0000000000000001.opacity`; `.` for the whole.
        path: String,
        /// What was wrong there.
        reason: String,
    },
    /// Written by a newer Atelier.
    #[error(
        "the design was made by a newer Atelier (schema {found}, this one reads up to {SCHEMA}); reload the page to update"
    )]
    Newer {
        /// The schema that it says.
        found: u64,
    },
    /// A layer breaks a rule.
    #[error("layer {layer} cannot be used: {reason}")]
    Layer {
        /// Its id.
        layer: String,
        /// The rule.
        reason: String,
    },
    /// More than [`MAX_LAYERS`].
    #[error("the design has {count} layers; at most {MAX_LAYERS} are read")]
    TooManyLayers {
        /// How many.
        count: usize,
    },
}

/// The canonical JSON of a design: fields in a fixed order, layers by id, numbers in shortest form.
pub fn write(design: &Design) -> Vec<u8> {
    // Serialising plain data to memory has no way to fail: all map keys are text and no number is special.
    catalog::json::write(design).unwrap_or_default()
}

/// SHA-256 of the canonical JSON in hexadecimal: what an order names a design by.
pub fn design_hash(design: &Design) -> String {
    Sha256::digest(write(design)).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads a design, checks limits and rules, and brings an older schema up to date.
///
/// # Errors
/// [`LoadError`] says what is wrong and where.
pub fn read(bytes: &[u8]) -> Result<Design, LoadError> {
    if bytes.len() > MAX_BYTES {
        return Err(LoadError::TooLarge { bytes: bytes.len() });
    }
    let json = Json::new(bytes).map_err(|error| damaged(error.into()))?;
    check_schema(json.read().map_err(damaged)?)?;
    let design: Design = json.read().map_err(damaged)?;
    if design.layers.len() > MAX_LAYERS {
        return Err(LoadError::TooManyLayers { count: design.layers.len() });
    }
    for (id, layer) in &design.layers {
        broken_rule(*id, layer)
            .map_or(Ok(()), |reason| Err(LoadError::Layer { layer: id.to_string(), reason }))?;
    }
    Ok(design)
}

/// The one field that is looked at before the rest: a newer schema may have any other.
#[derive(Deserialize)]
struct Schema {
    schema: u64,
}

fn check_schema(Schema { schema }: Schema) -> Result<(), LoadError> {
    match schema {
        0 => Err(LoadError::Damaged { path: "schema".into(), reason: "0 never was".into() }),
        found if found > u64::from(SCHEMA) => Err(LoadError::Newer { found }),
        _ => Ok(()),
    }
}

fn damaged(JsonError { path, reason }: JsonError) -> LoadError {
    LoadError::Damaged { path, reason }
}

/// The first rule that a layer breaks, in words; `None` for a good one.
pub fn broken_rule(id: LayerId, layer: &Layer) -> Option<String> {
    let within = |value: f64, low: f64, high: f64| value >= low && value <= high;
    if layer.id != id {
        return Some(format!("it calls itself {}", layer.id));
    }
    if !within(layer.x.mm(), -MAX_PLACE, MAX_PLACE) || !within(layer.y.mm(), -MAX_PLACE, MAX_PLACE)
    {
        return Some(format!("it lies more than {MAX_PLACE} mm away"));
    }
    if !within(layer.opacity, 0.0, 1.0) {
        return Some("its opacity is not from 0 to 1".into());
    }
    match &layer.content {
        Content::Text(text) => {
            let count = text.content.chars().count();
            let numbers = within(text.size.mm(), 0.1, MAX_SIZE)
                && within(text.line_height, 0.1, 10.0)
                && within(text.letter_spacing, -1.0, 10.0)
                && text.width.is_none_or(|width| within(width.mm(), 0.1, MAX_SIZE));
            if count > MAX_TEXT {
                return Some(format!(
                    "its text has {count} characters; at most {MAX_TEXT} are set"
                ));
            }
            (!numbers).then(|| "its size, spacing or width is out of range".into())
        }
        Content::Image(image) => {
            let pixels = image.pixels;
            let numbers = within(image.width.mm(), 0.01, MAX_SIZE)
                && within(image.height.mm(), 0.01, MAX_SIZE)
                && pixels.width > 0
                && pixels.height > 0;
            (!numbers).then(|| "its picture has no size, or one out of range".into())
        }
        Content::Shape(shape) => {
            let numbers = within(shape.width.mm(), 0.01, MAX_SIZE)
                && within(shape.height.mm(), 0.01, MAX_SIZE)
                && shape.stroke.is_none_or(|stroke| within(stroke.width.mm(), 0.0, MAX_SIZE));
            (!numbers).then(|| "its shape has a size out of range".into())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use catalog::{ColourId, ProductId, SideId};
    use geom::{Angle, Mm, Rgb};

    use super::*;
    use crate::{DesignId, Head, OrderKey, Shape, ShapeKind};

    fn sample() -> Design {
        let mut design = Design::empty(
            DesignId(7),
            Head {
                name: "For Mum".into(),
                product: ProductId::new("tee").unwrap(),
                colour: ColourId::new("white").unwrap(),
                template: None,
            },
        );
        let layer = Layer {
            id: LayerId(1),
            side: SideId::new("front").unwrap(),
            order: OrderKey::first(),
            name: String::new(),
            x: Mm::new(150.0),
            y: Mm::new(200.0),
            rotation: Angle::ZERO,
            opacity: 1.0,
            locked: false,
            hidden: false,
            content: Content::Shape(Shape {
                kind: ShapeKind::Heart,
                width: Mm::new(50.0),
                height: Mm::new(40.0),
                fill: Some(Rgb::BLACK),
                stroke: None,
            }),
        };
        design.layers.insert(layer.id, Arc::new(layer));
        design
    }

    fn damage(from: &str, to: &str) -> Result<Design, LoadError> {
        let text = String::from_utf8(write(&sample())).unwrap();
        assert!(text.contains(from), "{text}");
        read(text.replace(from, to).as_bytes())
    }

    #[test]
    fn what_was_written_is_read_back_with_the_same_bytes() {
        let bytes = write(&sample());
        assert_eq!(write(&read(&bytes).unwrap()), bytes);
        assert_eq!(design_hash(&sample()).len(), 64);
    }

    #[test]
    fn every_truncation_is_damaged() {
        let bytes = write(&sample());
        for end in 0..bytes.len() {
            assert!(matches!(read(&bytes[..end]), Err(LoadError::Damaged { .. })), "{end}");
        }
    }

    #[test]
    fn a_newer_schema_is_refused_as_newer_whatever_else_it_holds() {
        let error = read(br#"{"schema":2,"holograms":true}"#).unwrap_err();
        assert_eq!(error, LoadError::Newer { found: 2 });
    }

    #[test]
    fn broken_rules_name_the_layer() {
        for (from, to) in [
            ("\"x\":150.0", "\"x\":1e300"),
            ("\"opacity\":1.0", "\"opacity\":1.5"),
            ("\"width\":50.0", "\"width\":0.0"),
            ("\"id\":\"0000000000000001\"", "\"id\":\"0000000000000002\""),
        ] {
            assert!(matches!(damage(from, to), Err(LoadError::Layer { .. })), "{from}");
        }
    }

    #[test]
    fn a_wrong_type_says_where() {
        let error = damage("\"opacity\":1.0", "\"opacity\":\"full\"").unwrap_err();
        let LoadError::Damaged { path, .. } = error else { panic!("{error}") };
        assert_eq!(path, "layers.0000000000000001.opacity");
    }
}
