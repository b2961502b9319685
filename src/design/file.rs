//! Designs as bytes: the canonical JSON, its hash, and reading with limits and migrations.

use json::FromJson;
use json::{Json, JsonError};
use sha2::{Digest, Sha256};

use crate::{Design, SCHEMA, broken_rule};

/// Largest design file that is read, without artwork.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;
/// Most layers that a design may have.
pub const MAX_LAYERS: usize = 5_000;

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
    json::write(design)
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
    // Schema 2 only added fields that have defaults: what schema 1 wrote means the same today.
    let design = Design { schema: SCHEMA, ..json.read().map_err(damaged)? };
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
#[derive(FromJson)]
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use catalog::{ColourId, ProductId, SideId};
    use geom::{Mm, Rgb};

    use super::*;
    use crate::{Content, DesignId, Head, Layer, LayerId, OrderKey, Shape, ShapeKind};

    fn sample() -> Design {
        let mut design = Design::empty(
            DesignId(7),
            Head {
                name: "For Mum".into(),
                product: ProductId::new("tee").unwrap(),
                colour: ColourId::new("white").unwrap(),
                template: None,
                is_template: false,
            },
        );
        let content = Content::Shape(Shape {
            kind: ShapeKind::Heart,
            width: Mm::new(50.0),
            height: Mm::new(40.0),
            fill: Some(Rgb::BLACK),
            paint: None,
            stroke: None,
        });
        let front = SideId::new("front").unwrap();
        let layer = Layer {
            x: Mm::new(150.0),
            y: Mm::new(200.0),
            ..Layer::plain(LayerId(1), front, OrderKey::first(), content)
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
        let error = read(br#"{"schema":3,"holograms":true}"#).unwrap_err();
        assert_eq!(error, LoadError::Newer { found: 3 });
    }

    #[test]
    fn what_an_older_schema_wrote_is_read_and_written_as_today() {
        let today = String::from_utf8(write(&sample())).unwrap();
        let older = today.replace(&format!("\"schema\":{SCHEMA}"), "\"schema\":1");
        assert_ne!(older, today);
        assert_eq!(write(&read(older.as_bytes()).unwrap()), today.as_bytes());
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
