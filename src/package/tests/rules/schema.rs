//! As much of JSON Schema (draft 2020-12) as the ticket's schema uses. A keyword that is not known fails, so that nothing
//! goes unchecked.

use serde_json::Value;

/// What of a value does not fit a schema, as `path: reason`.
pub(crate) fn violations(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, schema, value, "$", &mut found);
    found
}

fn check(root: &Value, schema: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
    let number = |key: &str| schema[key].as_f64().unwrap_or_else(|| panic!("{key} is a number"));
    let length = || value.as_str().map(|text| text.chars().count() as f64);
    for (key, rule) in schema.as_object().expect("a schema is an object") {
        let holds = match key.as_str() {
            "$schema" | "$id" | "$defs" | "title" | "description" => true,
            "$ref" => {
                let name = rule.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                check(root, &root["$defs"][name], value, path, found);
                true
            }
            "type" => match rule {
                Value::Array(any) => any.iter().any(|name| is(value, name.as_str().unwrap())),
                one => is(value, one.as_str().unwrap()),
            },
            "const" => value == rule,
            "enum" => rule.as_array().unwrap().contains(value),
            "minimum" => value.as_f64().is_none_or(|it| it >= number(key)),
            "maximum" => value.as_f64().is_none_or(|it| it <= number(key)),
            "exclusiveMinimum" => value.as_f64().is_none_or(|it| it > number(key)),
            "minLength" => length().is_none_or(|it| it >= number(key)),
            "maxLength" => length().is_none_or(|it| it <= number(key)),
            "minItems" => value.as_array().is_none_or(|it| it.len() as f64 >= number(key)),
            "pattern" => value.as_str().is_none_or(|text| fits(rule.as_str().unwrap(), text)),
            "required" => value.as_object().is_none_or(|object| {
                rule.as_array()
                    .unwrap()
                    .iter()
                    .all(|key| object.contains_key(key.as_str().unwrap()))
            }),
            "properties" => {
                for (key, inner) in rule.as_object().unwrap() {
                    if let Some(value) = value.get(key) {
                        check(root, inner, value, &format!("{path}.{key}"), found);
                    }
                }
                true
            }
            "items" => {
                for (number, value) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, rule, value, &format!("{path}[{number}]"), found);
                }
                true
            }
            other => panic!("the keyword `{other}` is not checked here"),
        };
        if !holds {
            found.push(format!("{path}: {key} {rule}"));
        }
    }
}

fn is(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "number" => value.is_number(),
        "null" => value.is_null(),
        other => panic!("the type `{other}` is not checked here"),
    }
}

/// The four patterns that the schema has.
fn fits(pattern: &str, text: &str) -> bool {
    let hex = |text: &str| text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    match pattern {
        "^#[0-9a-f]{6}$" => text.len() == 7 && text.strip_prefix('#').is_some_and(hex),
        "^[0-9a-f]{64}$" => text.len() == 64 && hex(text),
        "^[a-z0-9_-]{1,64}$" => {
            let known = |byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
            (1..=64).contains(&text.len()) && text.bytes().all(known)
        }
        "^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*$" => {
            text.split('/').all(|part| {
                let known = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
                !part.is_empty() && !part.starts_with('.') && part.bytes().all(known)
            })
        }
        other => panic!("the pattern `{other}` is not checked here"),
    }
}
