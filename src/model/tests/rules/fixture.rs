//! Models made in code: a flat board with a printed front, as floats and as the quantised numbers of the project's own models.

use std::collections::BTreeMap;

use catalog::PartColours;
use geom::Rgb;
use json::Raw;
use model::{Finish, Print};

/// A file of a description and data.
pub(crate) fn glb(description: &str, data: &[u8]) -> Vec<u8> {
    let mut description = description.as_bytes().to_vec();
    description.resize(description.len().next_multiple_of(4), b' ');
    let mut data = data.to_vec();
    data.resize(data.len().next_multiple_of(4), 0);
    let length = 28 + description.len() + data.len();
    let mut file = b"glTF".to_vec();
    file.extend(2_u32.to_le_bytes());
    file.extend((length as u32).to_le_bytes());
    file.extend((description.len() as u32).to_le_bytes());
    file.extend(b"JSON");
    file.extend(description);
    file.extend((data.len() as u32).to_le_bytes());
    file.extend(b"BIN\0");
    file.extend(data);
    file
}

/// Description and data of a board 0.2 m wide and 0.1 m high, its left lower corner at (-0.1, 0, 0.05). Quantised: places in
/// 16 bits under a node that scales, directions in 8 bits, spots in 16 bits, colours in 8 bits.
pub(crate) fn quantised() -> (BTreeMap<&'static str, String>, Vec<u8>) {
    let mut data = Vec::new();
    for (x, y) in
        [(-32_767_i16, -32_767_i16), (32_767, -32_767), (32_767, 32_767), (-32_767, 32_767)]
    {
        for value in [x, y, 0, 0] {
            data.extend(value.to_le_bytes());
        }
    }
    for _ in 0..4 {
        data.extend([0_u8, 0, 127, 0]);
    }
    for (u, v) in [(0_u16, u16::MAX), (u16::MAX, u16::MAX), (u16::MAX, 0), (0, 0)] {
        data.extend(u.to_le_bytes());
        data.extend(v.to_le_bytes());
    }
    for grey in [255_u8, 128, 64, 0] {
        data.extend([grey, grey, grey, 255]);
    }
    for corner in [0_u16, 1, 2, 0, 2, 3] {
        data.extend(corner.to_le_bytes());
    }
    let parts = [
        ("asset", r#"{"version":"2.0"}"#),
        ("extensionsRequired", r#"["KHR_mesh_quantization"]"#),
        ("scenes", r#"[{"nodes":[0]}]"#),
        (
            "nodes",
            r#"[{"children":[1],"translation":[0,0.05,0]},{"mesh":0,"translation":[0,0,0.05],"scale":[0.1,0.05,1]}]"#,
        ),
        (
            "meshes",
            r#"[{"primitives":[{"attributes":{"POSITION":0,"NORMAL":1,"TEXCOORD_0":2,"COLOR_0":3},"indices":4,"material":0}]}]"#,
        ),
        (
            "materials",
            r#"[{"name":"print_front","extras":{"kind":"cloth"},"pbrMetallicRoughness":{"roughnessFactor":0.1}}]"#,
        ),
        (
            "accessors",
            r#"[{"bufferView":0,"componentType":5122,"normalized":true,"count":4,"type":"VEC3"},
            {"bufferView":1,"componentType":5120,"normalized":true,"count":4,"type":"VEC3"},
            {"bufferView":2,"componentType":5123,"normalized":true,"count":4,"type":"VEC2"},
            {"bufferView":3,"componentType":5121,"normalized":true,"count":4,"type":"VEC4"},
            {"bufferView":4,"componentType":5123,"count":6,"type":"SCALAR"}]"#,
        ),
        (
            "bufferViews",
            r#"[{"buffer":0,"byteLength":32,"byteStride":8},{"buffer":0,"byteOffset":32,"byteLength":16,"byteStride":4},
            {"buffer":0,"byteOffset":48,"byteLength":16},{"buffer":0,"byteOffset":64,"byteLength":16},{"buffer":0,"byteOffset":80,"byteLength":12}]"#,
        ),
        ("buffers", r#"[{"byteLength":92}]"#),
    ];
    (parts.into_iter().map(|(key, value)| (key, value.to_owned())).collect(), data)
}

/// The quantised board as a file, after changes to its description and data.
pub(crate) fn changed(
    change: impl FnOnce(&mut BTreeMap<&'static str, String>, &mut Vec<u8>),
) -> Vec<u8> {
    let (mut parts, mut data) = quantised();
    change(&mut parts, &mut data);
    let parts: Vec<String> =
        parts.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
    glb(&format!("{{{}}}", parts.join(",")), &data)
}

/// The quantised board with one part of its description replaced.
pub(crate) fn with(key: &'static str, from: &str, to: &str) -> Vec<u8> {
    changed(|parts, _| {
        let part = parts.get_mut(key).expect("a part of the fixture");
        assert!(part.contains(from), "{key} has no {from}");
        *part = part.replacen(from, to, 1);
    })
}

/// The board with a red print.
pub(crate) fn finish(prints: &[Print]) -> Finish<'_> {
    let grey = Rgb::new(128, 128, 128);
    let parts = PartColours { body: Rgb::WHITE, inner: Rgb::BLACK, handle: grey };
    Finish { name: "Board \"one\"", parts, prints }
}

/// A print of four bytes: what a picture holds is nothing to writers.
pub(crate) fn print() -> Print {
    Print { side: "front".into(), png: b"\x89PNG-not-read".to_vec() }
}

/// The description of a file as JSON.
pub(crate) fn description(file: &[u8]) -> BTreeMap<String, Raw> {
    let length = u32::from_le_bytes([file[12], file[13], file[14], file[15]]) as usize;
    json::read(&file[20..20 + length]).expect("a description")
}
