//! The JSON Schema of templates and the reader agree: on all that ships, and on files with one thing wrong.

#![recursion_limit = "256"]

use std::fs;
use std::path::Path;

use design::read_template;
use serde_json::{Map, Value, json};

const FOLDER: &str = "../../public/templates";

fn read(file: &str) -> Value {
    serde_json::from_slice(&fs::read(Path::new(FOLDER).join(file)).unwrap()).unwrap()
}

/// What a schema of the kind that we write finds wrong, as a JSON path; only the words that ours uses are known.
fn violation(root: &Value, schema: &Value, value: &Value, path: &str) -> Option<String> {
    let rules = schema.as_object().unwrap();
    let deeper = |schema: &Value, value: &Value, step: &str| {
        violation(root, schema, value, &format!("{path}{step}"))
    };
    for (word, rule) in rules {
        let found = match word.as_str() {
            "$ref" => {
                let target = rule.as_str().unwrap().trim_start_matches('#');
                violation(root, root.pointer(target).unwrap(), value, path)
            }
            "type" => (!is_of(value, rule.as_str().unwrap())).then(|| path.to_owned()),
            "enum" => (!rule.as_array().unwrap().contains(value)).then(|| path.to_owned()),
            "anyOf" => {
                let fits = |one: &Value| violation(root, one, value, path).is_none();
                (!rule.as_array().unwrap().iter().any(fits)).then(|| path.to_owned())
            }
            "required" => value.as_object().and_then(|members| {
                let missing = |name: &&Value| !members.contains_key(name.as_str().unwrap());
                rule.as_array().unwrap().iter().find(missing).map(|_| path.to_owned())
            }),
            "properties" => value.as_object().and_then(|members| {
                let known = |(name, rule): (&String, &Value)| {
                    deeper(rule, members.get(name)?, &format!(".{name}"))
                };
                rule.as_object().unwrap().iter().find_map(known)
            }),
            "additionalProperties" => value.as_object().and_then(|members| {
                let none = Map::new();
                let listed = rules.get("properties").and_then(Value::as_object).unwrap_or(&none);
                members.iter().filter(|(name, _)| !listed.contains_key(*name)).find_map(
                    |(name, value)| match rule {
                        Value::Bool(_) => Some(format!("{path}.{name}")),
                        rule => deeper(rule, value, &format!(".{name}")),
                    },
                )
            }),
            "items" => value.as_array().and_then(|items| {
                let wrong =
                    |(index, item): (usize, &Value)| deeper(rule, item, &format!("[{index}]"));
                items.iter().enumerate().find_map(wrong)
            }),
            "minimum" => outside(value.as_f64(), |number| number < rule.as_f64().unwrap(), path),
            "maximum" => outside(value.as_f64(), |number| number > rule.as_f64().unwrap(), path),
            "minItems" | "minProperties" => {
                outside(count(value), |many| many < rule.as_f64().unwrap(), path)
            }
            "maxItems" | "maxProperties" => {
                outside(count(value), |many| many > rule.as_f64().unwrap(), path)
            }
            "maxLength" => {
                let letters = value.as_str().map(|text| text.chars().count() as f64);
                outside(letters, |many| many > rule.as_f64().unwrap(), path)
            }
            "pattern" => value
                .as_str()
                .filter(|text| !matches_pattern(rule.as_str().unwrap(), text))
                .map(|_| path.to_owned()),
            "$schema" | "title" | "$defs" => None,
            other => panic!("the test does not know `{other}`"),
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

fn outside(number: Option<f64>, wrong: impl Fn(f64) -> bool, path: &str) -> Option<String> {
    number.filter(|number| wrong(*number)).map(|_| path.to_owned())
}

fn count(value: &Value) -> Option<f64> {
    let array = value.as_array().map(Vec::len);
    array.or_else(|| value.as_object().map(Map::len)).map(|many| many as f64)
}

fn is_of(value: &Value, kind: &str) -> bool {
    match kind {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        "boolean" => value.is_boolean(),
        other => panic!("the test does not know the type `{other}`"),
    }
}

fn matches_pattern(pattern: &str, text: &str) -> bool {
    let word = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    match pattern {
        "^[a-z0-9-]{1,64}$" => (1..=64).contains(&text.len()) && text.bytes().all(word),
        "^#[0-9a-fA-F]{6}$" => {
            let digits = text.strip_prefix('#').unwrap_or_default();
            digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        }
        "^[A-Za-z0-9]{4}$" => {
            text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        }
        other => panic!("the test does not know the pattern `{other}`"),
    }
}

fn found_by_schema(value: &Value) -> Option<String> {
    let schema = read("template.schema.json");
    violation(&schema, &schema, value, "")
}

/// A template that uses every part of the format.
fn everything() -> Value {
    json!({
        "schema": 2, "id": "all", "name": "All", "about": "Everything.",
        "occasions": ["birthday"], "recipients": ["me"], "moods": ["bold"], "tags": ["test"],
        "motifs": ["star"], "products": ["tee"], "start": 0.5,
        "fields": [{ "id": "name", "label": "Name", "default": "Ada", "max": 12 }],
        "roles": [{ "id": "badge" }, { "id": "ink", "on": ["badge"], "contrast": 4.5 }],
        "palettes": [{ "name": "Dark", "colours": { "badge": "#202020", "ink": "#ffffff" } }],
        "pairings": [{ "name": "One", "faces": { "head": { "font": "anton", "scale": 1.1, "down": 0.1 } } }],
        "layouts": [{ "width": 300, "height": 400, "sides": ["front"], "stretch": 3, "layers": [
            { "group": { "x": 1, "y": 2, "scale": 2, "rotation": 5,
                "copies": { "count": 2, "turn": 1, "x": 1, "y": 1 }, "layers": [
                { "shape": { "kind": { "star": { "points": 5, "inner": 0.4 } }, "x": 1, "y": 1,
                    "width": 5, "height": 5, "paint": { "radial": { "stops": [
                        { "at": 0, "colour": "ink" }, { "at": 1, "colour": "badge" }] } },
                    "stroke": { "colour": "ink", "width": 1 }, "keep": { "place": true },
                    "shadows": [{ "dx": 1, "dy": 1, "colour": "ink" }], "name": "Star" } }
            ] } },
            { "text": { "content": "{name}", "font": "head", "size": 20, "colour": "ink", "x": 5, "y": 5,
                "fill": { "linear": { "angle": 90, "stops": [
                    { "at": 0, "colour": "ink" }, { "at": 1, "colour": "badge" }] } },
                "outlines": [{ "colour": "badge", "width": 1 }],
                "shadows": [{ "dx": 1, "dy": 1, "blur": 2, "colour": "ink", "opacity": 0.5 }],
                "path": { "arc_up": { "sweep": 90 } }, "warp": { "kind": "arch", "amount": 0.5 },
                "features": [{ "tag": "smcp", "value": 1 }], "limits": { "characters": 20, "lines": 1 },
                "keep": { "content": true }, "align": "left", "line_height": 1.1, "letter_spacing": 0.1,
                "width": 90, "rotation": 3, "opacity": 0.9, "capitals": true, "room": 1.5 } }
        ] }]
    })
}

#[test]
fn all_that_ships_fits_the_schema() {
    for entry in fs::read_dir(FOLDER).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if !name.ends_with(".json") || ["templates.json", "template.schema.json"].contains(&name) {
            continue;
        }
        assert_eq!(found_by_schema(&read(name)), None, "{name}");
    }
}

#[test]
fn a_template_that_uses_everything_is_read_and_fits_the_schema() {
    let all = everything();
    read_template(&serde_json::to_vec(&all).unwrap()).unwrap();
    assert_eq!(found_by_schema(&all), None);
}

/// Every place of a value, as a JSON pointer.
fn places(value: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, value)| places(value, &format!("{at}/{name}"), all));
        }
        Value::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(index, value)| places(value, &format!("{at}/{index}"), all)),
        _ => {}
    }
}

#[test]
fn what_is_wrong_anywhere_is_refused_by_schema_and_reader_alike() {
    let mut all = Vec::new();
    places(&everything(), "", &mut all);
    assert!(all.len() > 140, "{}", all.len());
    for place in &all {
        for wrong in [json!(null), json!([[]]), json!({ "hologram": 1 }), json!(-1e7)] {
            let mut damaged = everything();
            let spot = damaged.pointer_mut(place).unwrap();
            // An option may be nothing to the reader; to the schema it is left out.
            if wrong.is_null() && !spot.is_array() {
                continue;
            }
            *spot = wrong.clone();
            let read = read_template(&serde_json::to_vec(&damaged).unwrap());
            let found = found_by_schema(&damaged);
            assert!(read.is_err(), "the reader takes {wrong} at {place}");
            assert!(found.is_some(), "the schema takes {wrong} at {place}");
        }
    }
}

#[test]
fn an_error_of_the_reader_lies_where_the_schema_finds_it() {
    for (place, wrong) in [
        ("/start", json!(2)),
        ("/fields/0/max", json!(0)),
        ("/roles/1/contrast", json!(30)),
        ("/palettes/0/colours/ink", json!("white")),
        ("/pairings/0/faces/head/scale", json!(9)),
        ("/layouts/0/stretch", json!(0.5)),
        ("/layouts/0/layers/1/text/warp/amount", json!(2)),
        ("/layouts/0/layers/1/text/outlines/0/width", json!(0)),
        ("/layouts/0/layers/1/text/shadows/0/blur", json!(-1)),
        ("/layouts/0/layers/1/text/room", json!(0.5)),
        ("/layouts/0/layers/0/group/scale", json!(0)),
    ] {
        let mut damaged = everything();
        *damaged.pointer_mut(place).unwrap() = wrong;
        let error = read_template(&serde_json::to_vec(&damaged).unwrap()).unwrap_err().to_string();
        let found = found_by_schema(&damaged).unwrap();
        let path = found.trim_start_matches('.');
        assert!(error.contains(&format!("`{path}`")), "{error} against {path}");
    }
}
