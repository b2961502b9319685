//! JSON, read and written and the writer: what is taken, what is refused and where that is said, and what is written.

use std::collections::BTreeMap;

use json::{DEEPEST, Fault, FromJson, Json, Raw, ToJson, read, write_text};

/// A side's name: short.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, FromJson, ToJson)]
#[json(try_from = "String", into = "String")]
struct SideId(String);

impl SideId {
    fn new(name: &str) -> Result<Self, String> {
        Self::try_from(name.to_owned())
    }
}

impl TryFrom<String> for SideId {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        if name.contains(' ') { Err(format!("`{name}` is not an id")) } else { Ok(Self(name)) }
    }
}

impl From<SideId> for String {
    fn from(id: SideId) -> Self {
        id.0
    }
}

#[derive(Debug, PartialEq, FromJson, ToJson)]
#[json(deny_unknown_fields)]
struct Poster {
    title: String,
    #[json(default)]
    width: Option<f64>,
    #[json(default)]
    marks: Vec<Mark>,
    #[json(default)]
    places: BTreeMap<SideId, (f64, f64)>,
}

#[derive(Debug, PartialEq, FromJson, ToJson)]
#[json(rename_all = "snake_case", deny_unknown_fields)]
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

fn said<T: FromJson>(text: &str) -> String {
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
    #[derive(FromJson)]
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
    let again: Vec<Raw> =
        read(json::pretty(&write_text(&parts)).replace("  ", "\t ").as_bytes()).unwrap();
    assert_eq!(again, parts, "white space around values is nothing");
    assert_eq!(json::pretty(&write_text(&again)), json::pretty(&write_text(&parts)));
    assert_ne!(Raw::of("a b"), Raw::of("ab"), "white space in strings is something");
    assert_ne!(Raw::of("\\\" a"), Raw::of("\\\"a"));
    assert_eq!(parts[1].read::<String>().unwrap(), "tee.json");
    let error = parts[0].read::<BTreeMap<String, Vec<u8>>>().unwrap_err();
    assert_eq!(error.path, "a[1]");
}

#[test]
fn an_error_quotes_no_whole_file() {
    let error = read::<u8>(format!("\"{}\"", "é".repeat(10_000)).as_bytes()).unwrap_err();
    assert_eq!(error.reason.chars().count(), 200);
}

#[test]
fn what_was_written_is_read_as_it_was() {
    let marks =
        vec![Mark::Dot, Mark::Disc(0.5), Mark::Star { points: 5, inner: -7 }, Mark::Line(1, false)];
    let places = [(SideId::new("back").unwrap(), (1.0, 2.0))].into();
    let poster = Poster { title: "\"A\"".to_owned(), width: None, marks, places };
    let text = write_text(&poster);
    assert_eq!(
        text,
        r#"{"title":"\"A\"","width":null,"marks":["dot",{"disc":0.5},{"star":{"points":5,"inner":-7}},{"line":[1,false]}],"places":{"back":[1.0,2.0]}}"#
    );
    assert_eq!(read::<Poster>(text.as_bytes()).unwrap(), poster);
}

/// Each attribute once.
#[derive(Debug, PartialEq, FromJson, ToJson)]
#[json(rename_all = "kebab-case")]
struct Sheet {
    paper_kind: Kind,
    #[json(rename = "n")]
    copies: u8,
    #[json(optional)]
    notes: Vec<String>,
    #[json(optional)]
    back: Kind,
    #[json(default = "full", skip_serializing_if = "is_full")]
    ink: f64,
    #[json(default)]
    margin: u8,
    bleed: Option<u8>,
    #[json(skip)]
    sum: u32,
}

#[derive(Debug, Default, PartialEq, FromJson, ToJson)]
#[json(rename_all = "snake_case")]
enum Kind {
    FineArt,
    #[default]
    Plain,
}

fn full() -> f64 {
    1.0
}

fn is_full(ink: &f64) -> bool {
    *ink >= 1.0
}

#[test]
fn what_is_optional_may_be_missing_and_is_left_out_when_blank() {
    let least = read::<Sheet>(br#"{"paper-kind":"fine_art","n":2}"#).unwrap();
    assert_eq!((least.ink, least.back == Kind::Plain, least.bleed), (1.0, true, None));
    let text = r#"{"paper-kind":"fine_art","n":2,"margin":0,"bleed":null}"#;
    assert_eq!(write_text(&least), text);
    let most = Sheet {
        notes: vec!["a".to_owned()],
        back: Kind::FineArt,
        ink: 0.5,
        bleed: Some(3),
        ..least
    };
    let text = r#"{"paper-kind":"fine_art","n":2,"notes":["a"],"back":"fine_art","ink":0.5,"margin":0,"bleed":3}"#;
    assert_eq!(write_text(&most), text);
    assert_eq!(read::<Sheet>(text.as_bytes()).unwrap(), most);
    assert_eq!(said::<Sheet>(r#"{"n":1}"#), ".: missing field `paper-kind`");
}

#[derive(Debug, PartialEq, FromJson, ToJson)]
#[json(default, deny_unknown_fields)]
struct Scale {
    across: f64,
    down: f64,
}

impl Default for Scale {
    fn default() -> Self {
        Self { across: 1.0, down: 2.0 }
    }
}

#[test]
fn missing_fields_are_those_of_the_types_default() {
    assert_eq!(read::<Scale>(b"{}").unwrap(), Scale::default());
    assert_eq!(read::<Scale>(br#"{"down":5}"#).unwrap(), Scale { across: 1.0, down: 5.0 });
    assert_eq!(said::<Scale>(r#"{"up":5}"#), "up: unknown field `up`, expected `across` or `down`");
}

#[derive(ToJson)]
struct Row<'a> {
    number: u8,
    #[json(flatten)]
    what: &'a What,
}

#[derive(ToJson)]
#[json(tag = "what", rename_all = "snake_case")]
enum What {
    Nothing,
    SomeThing { size: u8 },
    Scaled(Scale),
}

#[test]
fn a_tag_may_stand_among_the_fields() {
    let rows = [What::Nothing, What::SomeThing { size: 3 }, What::Scaled(Scale::default())];
    let rows: Vec<_> = rows.iter().map(|what| Row { number: 1, what }).collect();
    assert_eq!(
        write_text(&rows),
        r#"[{"number":1,"what":"nothing"},{"number":1,"what":"some_thing","size":3},{"number":1,"what":"scaled","across":1.0,"down":2.0}]"#
    );
}

#[derive(Debug, PartialEq, FromJson)]
struct Held<T> {
    inner: Box<T>,
    outcome: Result<T, String>,
}

#[test]
fn types_may_hold_any_type() {
    let held: Held<u8> = read(br#"{"inner":3,"outcome":{"Err":"no"}}"#).unwrap();
    assert_eq!(held, Held { inner: Box::new(3), outcome: Err("no".to_owned()) });
}

/// A type that reads by hand.
struct Even(u8);

impl FromJson for Even {
    fn blank() -> Self {
        Self(0)
    }

    fn read(&mut self, from: &mut json::Reader<'_>) -> Result<(), Fault> {
        self.0.read(from)?;
        if self.0.is_multiple_of(2) {
            Ok(())
        } else {
            Err(Fault::new(format_args!("{} is odd", self.0)))
        }
    }
}

#[test]
fn a_type_may_refuse_what_it_reads() {
    assert_eq!(read::<Vec<Even>>(b"[2]").unwrap()[0].0, 2);
    assert_eq!(said::<Vec<Even>>("[2,3]"), "[1]: 3 is odd");
}
