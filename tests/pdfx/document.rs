//! A PDF as qpdf reads it: objects, trailer, unpacked streams, and the operators in content streams. It judges nothing.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::path::Path;
use std::process::Command;
use std::str::Chars;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

/// A PDF's objects.
#[derive(Clone)]
pub(crate) struct Document {
    /// The first bytes of the file.
    pub(crate) head: Vec<u8>,
    /// Dictionaries and the like, by `1 0 R`; streams are there by their dictionary.
    pub(crate) objects: BTreeMap<String, Value>,
    /// Unpacked streams.
    pub(crate) streams: BTreeMap<String, Vec<u8>>,
    pub(crate) trailer: Value,
}

/// An operator of a content stream with its operands.
pub(crate) struct Operation {
    pub(crate) operands: Vec<String>,
    pub(crate) operator: String,
}

impl Document {
    /// Reads a file through qpdf.
    pub(crate) fn read(file: &Path) -> Self {
        let output = Command::new("qpdf")
            .args(["--json=2", "--json-stream-data=inline", "--decode-level=generalized"])
            .arg(file)
            .output()
            .unwrap_or_else(|error| panic!("qpdf: {error}; apt-get install qpdf"));
        let wrong = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && wrong.is_empty(), "{file:?}: {wrong}");
        let all: Value = serde_json::from_slice(&output.stdout).unwrap();
        let mut document = Self {
            head: std::fs::read(file).unwrap().into_iter().take(32).collect(),
            objects: BTreeMap::new(),
            streams: BTreeMap::new(),
            trailer: Value::Null,
        };
        for (name, entry) in all["qpdf"][1].as_object().unwrap() {
            let Some(id) = name.strip_prefix("obj:") else {
                document.trailer = entry["value"].clone();
                continue;
            };
            match entry.get("stream") {
                None => document.objects.insert(id.to_owned(), entry["value"].clone()),
                Some(stream) => {
                    let data = stream["data"].as_str().unwrap();
                    document.streams.insert(id.to_owned(), STANDARD.decode(data).unwrap());
                    document.objects.insert(id.to_owned(), stream["dict"].clone())
                }
            };
        }
        document
    }

    /// What a value stands for: the object where it is a reference.
    pub(crate) fn get<'a>(&'a self, value: &'a Value) -> &'a Value {
        match value.as_str() {
            Some(id) if id.ends_with(" R") => self.objects.get(id).unwrap_or(&Value::Null),
            _ => value,
        }
    }

    /// A value inside a dictionary, through references.
    pub(crate) fn at<'a>(&'a self, value: &'a Value, path: &[&str]) -> &'a Value {
        path.iter().fold(self.get(value), |value, key| {
            value.get(*key).map_or(&Value::Null, |value| self.get(value))
        })
    }

    pub(crate) fn catalog(&self) -> &Value {
        self.at(&self.trailer, &["/Root"])
    }

    pub(crate) fn info(&self) -> &Value {
        self.at(&self.trailer, &["/Info"])
    }

    /// All pages.
    pub(crate) fn pages(&self) -> Vec<&Value> {
        self.objects.values().filter(|object| object["/Type"] == "/Page").collect()
    }

    /// All dictionaries, those inside of other objects too.
    pub(crate) fn dictionaries(&self) -> Vec<&Value> {
        fn look<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
            match value {
                Value::Object(entries) => {
                    found.push(value);
                    entries.values().for_each(|value| look(value, found));
                }
                Value::Array(values) => values.iter().for_each(|value| look(value, found)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        self.objects.values().chain([&self.trailer]).for_each(|value| look(value, &mut found));
        found
    }

    /// All arrays that begin with a name.
    pub(crate) fn spaces(&self, family: &str) -> Vec<&Vec<Value>> {
        fn look<'a>(value: &'a Value, family: &str, found: &mut Vec<&'a Vec<Value>>) {
            match value {
                Value::Array(values) => {
                    if values.first().is_some_and(|first| first == family) {
                        found.push(values);
                    }
                    values.iter().for_each(|value| look(value, family, found));
                }
                Value::Object(entries) => {
                    entries.values().for_each(|value| look(value, family, found));
                }
                _ => {}
            }
        }
        let mut found = Vec::new();
        self.objects.values().for_each(|value| look(value, family, &mut found));
        found
    }

    /// Images among the streams.
    pub(crate) fn images(&self) -> Vec<&Value> {
        self.objects.values().filter(|object| object["/Subtype"] == "/Image").collect()
    }

    /// The metadata as text.
    pub(crate) fn xmp(&self) -> String {
        let id = self.catalog()["/Metadata"].as_str().unwrap_or_default();
        String::from_utf8_lossy(self.streams.get(id).map_or(&[], Vec::as_slice)).into_owned()
    }

    /// What is between the first `<tag>` and `</tag>` of the metadata, without tags inside of it.
    pub(crate) fn xmp_value(&self, tag: &str) -> Option<String> {
        let xmp = self.xmp();
        let start = xmp.find(&format!("<{tag}>"))? + tag.len() + 2;
        let end = xmp[start..].find(&format!("</{tag}>"))? + start;
        let (mut text, mut inside) = (String::new(), true);
        for letter in xmp[start..end].chars() {
            match letter {
                '<' => inside = false,
                '>' => inside = true,
                letter if inside => text.push(letter),
                _ => {}
            }
        }
        Some(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    }

    /// The profile of the output intent.
    pub(crate) fn intent_profile(&self) -> Option<&[u8]> {
        let intent = self.get(self.at(self.catalog(), &["/OutputIntents"]).get(0)?);
        self.streams.get(intent["/DestOutputProfile"].as_str()?).map(Vec::as_slice)
    }

    /// Content streams: of pages and of forms, each with its resources.
    pub(crate) fn contents(&self) -> Vec<(&Value, &[u8])> {
        let mut all = Vec::new();
        for page in self.pages() {
            let ids: Vec<&str> = match &page["/Contents"] {
                Value::Array(ids) => ids.iter().filter_map(Value::as_str).collect(),
                one => one.as_str().into_iter().collect(),
            };
            for id in ids {
                all.push((page, self.streams.get(id).map_or(&[][..], Vec::as_slice)));
            }
        }
        for (id, stream) in &self.streams {
            let form = &self.objects[id];
            if form["/Subtype"] == "/Form" {
                all.push((form, stream.as_slice()));
            }
        }
        all
    }
}

/// The operations of a content stream. Strings, arrays and dictionaries are kept as one operand.
pub(crate) fn operations(stream: &[u8]) -> Vec<Operation> {
    let text = String::from_utf8_lossy(stream);
    let mut all = Vec::new();
    let mut operands = Vec::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            _ if letter.is_whitespace() => {}
            '(' | '[' | '<' => operands.push(enclosed(letter, &mut letters)),
            _ => {
                let mut word = String::from(letter);
                while let Some(letter) =
                    letters.next_if(|l| !l.is_whitespace() && !"[](/<".contains(*l))
                {
                    word.push(letter);
                }
                if word.starts_with(|first: char| "/+-.0123456789".contains(first)) {
                    operands.push(word);
                } else {
                    all.push(Operation { operands: std::mem::take(&mut operands), operator: word });
                }
            }
        }
    }
    all
}

/// What begins with a bracket, to its other end: a string, an array, a dictionary.
fn enclosed(open: char, letters: &mut Peekable<Chars<'_>>) -> String {
    let is_string = open == '(';
    let close = match open {
        '(' => ')',
        '[' => ']',
        _ => '>',
    };
    let mut all = String::from(open);
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if is_string => {
                all.push(letter);
                all.extend(letters.next());
            }
            '(' => all.push_str(&enclosed(letter, letters)),
            '[' | '<' if !is_string => all.push_str(&enclosed(letter, letters)),
            _ => {
                all.push(letter);
                if letter == close {
                    break;
                }
            }
        }
    }
    all
}

/// The bytes of all strings in an operand, one after the other.
pub(crate) fn strings(operand: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut letters = operand.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '<' => {
                let digits: String = letters.by_ref().take_while(|letter| *letter != '>').collect();
                let pairs = digits.as_bytes().chunks(2);
                bytes.extend(pairs.map(|pair| {
                    u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap()
                }));
            }
            '(' => {
                let all = enclosed('(', &mut letters);
                bytes.extend(unescaped(&all[1..all.len() - 1]));
            }
            _ => {}
        }
    }
    bytes
}

/// The bytes of a literal string.
fn unescaped(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            bytes.push(u8::try_from(letter).unwrap());
            continue;
        }
        let Some(escaped) = letters.next() else { break };
        let mut number = escaped.to_digit(8);
        for _ in 0..2 {
            let Some(so_far) = number else { break };
            let Some(digit) = letters.next_if(|next| next.is_digit(8)) else { break };
            number = Some(so_far * 8 + digit.to_digit(8).unwrap());
        }
        bytes.push(match (number, escaped) {
            (Some(number), _) => number as u8,
            (None, 'n') => b'\n',
            (None, 'r') => b'\r',
            (None, 't') => b'\t',
            (None, 'b') => 8,
            (None, 'f') => 12,
            (None, other) => u8::try_from(other).unwrap(),
        });
    }
    bytes
}
