//! The JSON reader: what it takes, what it refuses, and where it says that something is wrong.

use std::collections::BTreeMap;

use catalog::SideId;
use catalog::json::{DEEPEST, Json, Raw, read};
use proptest::prelude::*;
use serde::Deserialize;
use serde::de::DeserializeOwned;

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Poster {
    title: String,
    #[serde(default)]
    width: Option<f64>,
    #[serde(default)]
    marks: Vec<Mark>,
    #[serde(default)]
    places: BTreeMap<SideId, (f64, f64)>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Mark {
    Dot,
    Disc(f32),
    Star { points: u8, inner: i32 },
    Line(i64, bool),
    Letter(char),
}

/// Reads a poster with a title and one more field.
fn poster(more: &str) -> Result<Poster, String> {
    read(format!("{{\"title\":\"A\",{more}}}").as_bytes()).map_err(|error| error.to_string())
}

fn said<T: DeserializeOwned>(text: &str) -> String {
    read::<T>(text.as_bytes()).map(drop).unwrap_err().to_string()
}

#[test]
fn every_kind_of_value_is_read() {
    let poster = poster(
        r#" "width" : 3, "marks":["dot",{"disc":-1.5e1},{"star":{"inner":-7,"points":5}},{ "line" : [-9,true] },{"letter":"☃"}],
            "places": { "front" : [ 1 , 2.5 ], "back":[0,-0.25]} "#,
    )
    .unwrap();
    assert_eq!(poster.width, Some(3.0));
    let star = Mark::Star { points: 5, inner: -7 };
    let marks = [Mark::Dot, Mark::Disc(-15.0), star, Mark::Line(-9, true), Mark::Letter('☃')];
    assert_eq!(poster.marks, marks);
    let front = SideId::new("front").unwrap();
    assert_eq!(poster.places[&front], (1.0, 2.5));
}

#[test]
fn null_is_none() {
    assert_eq!(poster(r#""width":null"#).unwrap().width, None);
    assert_eq!(read::<Vec<Option<u8>>>(b"[null,1]").unwrap(), [None, Some(1)]);
}

#[test]
fn escapes_are_resolved() {
    let text: String = read(br#" "a\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00z" "#).unwrap();
    assert_eq!(text, "a\"\\/\u{8}\u{c}\n\r\té😀z");
    let keys: BTreeMap<String, u8> = read(br#"{"\u0061":1}"#).unwrap();
    assert_eq!(keys["a"], 1);
}

#[test]
fn what_nobody_asks_for_is_passed_over() {
    #[derive(Deserialize)]
    struct Last {
        last: u8,
    }
    let text = r#"{"a":[1,{"b":"]}\"\\"},[]],"c":{},"d":-1e5,"e":null,"f":true,"last":7}"#;
    assert_eq!(read::<Last>(text.as_bytes()).unwrap().last, 7);
}

#[test]
fn an_error_names_the_path() {
    for (more, expected) in [
        ("\"width\":\"3\"", "width: invalid type: string \"3\", expected f64"),
        ("\"marks\":{}", "marks: invalid type: map, expected a sequence"),
        ("\"marks\":[\"dot\",3]", "marks[1]: invalid type: integer `3`, expected enum Mark"),
        (
            "\"marks\":[{\"star\":{\"points\":256,\"inner\":1}}]",
            "marks[0].star.points: invalid value: integer `256`, expected u8",
        ),
        ("\"marks\":[{\"star\":{\"points\":1}}]", "marks[0].star: missing field `inner`"),
        ("\"marks\":[{\"disc\":null}]", "marks[0].disc: invalid type: null, expected f32"),
        (
            "\"places\":{\"front\":[1]}",
            "places.front: invalid length 1, expected a tuple of size 2",
        ),
        ("\"places\":{\"front\":[1,2,3]}", "places.front: expected a list of 2, found more"),
        (
            "\"size\":1",
            "size: unknown field `size`, expected one of `title`, `width`, `marks`, `places`",
        ),
        ("\"title\":\"B\"", ".: duplicate field `title`"),
    ] {
        assert_eq!(poster(more).unwrap_err(), expected, "{more}");
    }
    let key = poster("\"places\":{\"Left side\":[1,2]}").unwrap_err();
    assert!(key.starts_with("places.Left side: `Left side` is not an id"), "{key}");
    assert_eq!(
        said::<Vec<Vec<u8>>>("[[],[1,true]]"),
        "[1][1]: invalid type: boolean `true`, expected u8"
    );
    assert_eq!(said::<Poster>("{}"), ".: missing field `title`");
    assert_eq!(said::<Poster>("[]"), ".: invalid type: sequence, expected struct Poster");
}

#[test]
fn a_variant_is_a_name_or_the_only_key() {
    for (mark, expected) in [
        (r#""star""#, "marks[0]: expected an object with this name as its only key"),
        (r#"{"dot":1}"#, "marks[0]: invalid type: integer `1`, expected only the name"),
        (r#"{"dot":null}"#, "marks[0]: invalid type: null, expected only the name"),
        (r#"{}"#, "marks[0]: expected one name, found none or several"),
        (r#"{"disc":1,"dot":2}"#, "marks[0]: expected one name, found none or several"),
        (
            r#""blob""#,
            "marks[0]: unknown variant `blob`, expected one of `dot`, `disc`, `star`, `line`, `letter`",
        ),
    ] {
        assert_eq!(poster(&format!("\"marks\":[{mark}]")).unwrap_err(), expected, "{mark}");
    }
}

#[test]
fn numbers_keep_their_range() {
    assert_eq!(read::<u64>(b"18446744073709551615").unwrap(), u64::MAX);
    assert_eq!(read::<i64>(b"-9223372036854775808").unwrap(), i64::MIN);
    assert_eq!(said::<u64>("-1"), ".: invalid value: integer `-1`, expected u64");
    assert_eq!(said::<u32>("1.5"), ".: invalid type: floating point `1.5`, expected u32");
    assert_eq!(said::<f64>("1e999"), ".: number out of range");
}

#[test]
fn broken_text_is_told_with_line_and_column_before_anything_else() {
    assert_eq!(said::<Poster>("{\"other\":1,\n \"x\":}"), ".: expected a value at line 2 column 6");
    for (text, reason) in [
        ("", "the text ends too early: expected a value"),
        ("[1", "expected `,` or `]`"),
        ("{\"a\" 1}", "expected `:`"),
        ("{\"a\":1,}", "expected a string"),
        ("[1,]", "expected a value"),
        ("1 2", "expected the end of the text"),
        ("01", "expected the end of the text"),
        ("1.", "expected a digit"),
        ("nul", "expected a value"),
        ("\"a\nb\"", "a string holds a control character; write it as `\\u....`"),
        ("\"a", "a string does not end"),
        ("\"\\x\"", "unknown escape"),
        ("\"\\ud800\"", "half of a surrogate pair"),
        ("\"\\udc00\"", "half of a surrogate pair"),
        ("\"\\u12g4\"", "expected 4 hexadecimal digits"),
        ("\u{feff}1", "expected a value"),
    ] {
        assert_eq!(Json::new(text.as_bytes()).unwrap_err().reason, reason, "{text:?}");
    }
    assert_eq!(Json::new(b"\"\xff\"").unwrap_err().reason, "the text is not UTF-8");
}

#[test]
fn levels_are_limited() {
    let nested = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    assert!(Json::new(nested(DEEPEST).as_bytes()).is_ok());
    let error = Json::new(nested(DEEPEST + 1).as_bytes()).unwrap_err();
    assert_eq!(error.reason, "there are too many levels");
    assert!(Json::new(&[b'['; 1 << 20]).is_err());
}

#[test]
fn a_part_is_kept_as_it_is() {
    let parts: Vec<Raw> = read(br#"[ {"a" : [1, "x"]} , "tee.json", 5]"#).unwrap();
    assert_eq!(parts.iter().map(Raw::is_string).collect::<Vec<_>>(), [false, true, false]);
    assert_eq!(parts[1].read::<String>().unwrap(), "tee.json");
    let error = parts[0].read::<BTreeMap<String, Vec<u8>>>().unwrap_err();
    assert_eq!(error.path, "a[1]");
}

#[test]
fn an_error_quotes_no_whole_file() {
    let error = read::<u8>(format!("\"{}\"", "é".repeat(10_000)).as_bytes()).unwrap_err();
    assert_eq!(error.reason.chars().count(), 200);
}

/// Any text from the letters of JSON: some is good, most is not.
fn scribble() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"a\"",
        "\"\\u00e9\"",
        "\"",
        "\\",
        "0",
        "-1",
        "1.5e3",
        "true",
        "null",
        " ",
        "\n",
        "x",
        "\u{7}",
        "é",
        "01",
        "e",
        "\"b\":",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn tree() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        any::<f64>().prop_map(Into::into),
        any::<String>().prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 32, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::btree_map(any::<String>(), inner, 0..6)
                .prop_map(|fields| serde_json::Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_json_is_as_for_serde_json(text in scribble()) {
        let theirs = serde_json::from_str::<serde_json::Value>(&text);
        let ours = read::<serde_json::Value>(text.as_bytes());
        prop_assert_eq!(ours.ok(), theirs.ok(), "{:?}", text);
    }

    #[test]
    fn what_was_written_is_read_as_it_was(value in tree()) {
        for text in [value.to_string(), format!("{value:#}")] {
            prop_assert_eq!(&read::<serde_json::Value>(text.as_bytes()).unwrap(), &value);
        }
    }
}
