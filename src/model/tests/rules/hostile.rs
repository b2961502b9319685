//! Bad models end in an error that names what is wrong; none panics or takes more than its limits.

use model::{MOST_BYTES, ModelError, read};
use proptest::prelude::*;

use crate::fixture::{changed, with};

fn error(file: &[u8]) -> ModelError {
    read(file).expect_err("a bad model is refused")
}

#[test]
fn every_cut_of_a_file_is_refused() {
    let file = changed(|_, _| {});
    for length in 0..file.len() {
        assert!(read(&file[..length]).is_err(), "{length} bytes of {}", file.len());
    }
}

#[test]
fn other_files_and_versions_are_told_apart() {
    assert_eq!(error(b"\x89PNG\r\n\x1a\n0000"), ModelError::NotGlb);
    let mut file = changed(|_, _| {});
    file[4] = 1;
    assert_eq!(error(&file), ModelError::Version { version: "1".into() });
    assert!(matches!(error(&with("asset", "2.0", "3.0")), ModelError::Version { .. }));
    let needs = with("extensionsRequired", "KHR_mesh_quantization", "EXT_other");
    assert_eq!(error(&needs), ModelError::Extension { name: "EXT_other".into() });
}

#[test]
fn a_file_over_the_limit_is_not_read() {
    let bytes = MOST_BYTES + 1;
    assert_eq!(error(&vec![0; bytes]), ModelError::TooLarge { bytes, limit: MOST_BYTES });
}

#[test]
fn lengths_that_lie_are_refused() {
    for (from, to) in [
        ("\"count\":4", "\"count\":5"),
        ("\"count\":4", "\"count\":100000"),
        ("\"componentType\":5122", "\"componentType\":5126"),
    ] {
        assert!(read(&with("accessors", from, to)).is_err(), "{to}");
    }
    for (from, to) in [
        ("\"byteLength\":32", "\"byteLength\":33333"),
        ("\"byteStride\":8", "\"byteStride\":4"),
        ("\"byteStride\":8", "\"byteStride\":18446744073709551615"),
        ("\"byteOffset\":48", "\"byteOffset\":18446744073709551615"),
        ("{\"buffer\":0,\"byteOffset\":48", "{\"buffer\":1,\"byteOffset\":48"),
    ] {
        assert!(read(&with("bufferViews", from, to)).is_err(), "{to}");
    }
}

#[test]
fn too_much_of_anything_is_refused_before_it_is_taken() {
    let many = with("accessors", "\"count\":4", "\"count\":200001");
    assert!(matches!(error(&many), ModelError::TooMany { what: "vertices", .. }));
    let many = with("accessors", "\"count\":6", "\"count\":900003");
    assert!(matches!(error(&many), ModelError::TooMany { what: "triangles", .. }));
    let nodes = format!("[{}{{\"mesh\":0}}]", "{},".repeat(1024));
    let many = changed(|parts, _| drop(parts.insert("nodes", nodes)));
    assert!(matches!(error(&many), ModelError::TooMany { what: "nodes", .. }));
}

#[test]
fn one_mesh_shown_a_thousand_times_meets_the_limit_too() {
    // Sixteen nodes, each with two children that are both the next one: 65,536 ways to the mesh.
    let nodes: Vec<String> =
        (1..15).map(|next| format!("{{\"children\":[{next},{next}]}}")).collect();
    let nodes = format!("[{},{{\"mesh\":0}}]", nodes.join(","));
    let file = changed(|parts, _| drop(parts.insert("nodes", nodes)));
    assert!(matches!(error(&file), ModelError::TooMany { what: "nodes", .. }));
}

#[test]
fn nodes_in_a_circle_are_refused() {
    let file = with("nodes", "\"mesh\":0", "\"mesh\":0,\"children\":[0]");
    assert_eq!(error(&file), ModelError::TooDeep { limit: 16 });
}

#[test]
fn what_is_named_must_be_there() {
    for (key, from, to) in [
        ("scenes", "[0]", "[7]"),
        ("nodes", "\"mesh\":0", "\"mesh\":9"),
        ("meshes", "\"material\":0", "\"material\":4"),
        ("meshes", "\"POSITION\":0", "\"POSITION\":50"),
        ("accessors", "\"bufferView\":0", "\"bufferView\":77"),
    ] {
        let said = error(&with(key, from, to));
        assert!(matches!(said, ModelError::Missing { .. }), "{key}: {said}");
    }
}

#[test]
fn corners_out_of_range_are_refused() {
    let file = changed(|_, data| data[80..82].copy_from_slice(&9_u16.to_le_bytes()));
    assert_eq!(error(&file), ModelError::Corner { index: 9, vertices: 4 });
}

#[test]
fn numbers_that_are_none_are_refused() {
    let places = |value: f32| {
        changed(|parts, data| {
            let accessors = parts.get_mut("accessors").expect("accessors");
            *accessors = accessors.replacen(
                "\"bufferView\":0,\"componentType\":5122,\"normalized\":true",
                "\"bufferView\":5,\"componentType\":5126",
                1,
            );
            let views = parts.get_mut("bufferViews").expect("views");
            *views = views.replacen(
                "\"byteLength\":12}",
                "\"byteLength\":12},{\"buffer\":0,\"byteOffset\":92,\"byteLength\":48}",
                1,
            );
            for index in 0..12 {
                data.extend((value * index as f32).to_le_bytes());
            }
        })
    };
    assert!(read(&places(0.1)).is_ok(), "the fixture is right but for its numbers");
    for value in [f32::NAN, f32::INFINITY] {
        assert_eq!(error(&places(value)), ModelError::NotFinite { accessor: 0 });
    }
    assert!(matches!(error(&places(1e30)), ModelError::Extent { .. }));
    assert!(matches!(error(&places(1e-9)), ModelError::Extent { .. }));
    let scaled = with("nodes", "\"scale\":[0.1,0.05,1]", "\"scale\":[1e300,1e300,1e300]");
    assert!(read(&scaled).is_err());
}

#[test]
fn forms_that_do_not_fit_their_use_are_refused() {
    for (from, to) in [
        ("\"type\":\"VEC3\"", "\"type\":\"VEC2\""),
        ("\"type\":\"VEC3\"", "\"type\":\"MAT4\""),
        ("\"count\":6,\"type\":\"SCALAR\"", "\"count\":3,\"type\":\"VEC2\""),
        ("\"count\":4", "\"sparse\":{},\"count\":4"),
        ("5123,\"count\":6", "5122,\"count\":6"),
    ] {
        let said = error(&with("accessors", from, to));
        assert!(matches!(said, ModelError::Form { .. }), "{to}: {said}");
    }
    let lines = with("meshes", "\"indices\":4", "\"mode\":1,\"indices\":4");
    assert_eq!(error(&lines), ModelError::NotTriangles);
    let placeless = with("meshes", "\"TEXCOORD_0\":2,", "");
    assert_eq!(error(&placeless), ModelError::NoPlace { material: "print_front".into() });
    assert_eq!(error(&with("meshes", "\"POSITION\":0,", "")), ModelError::Empty);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn changed_bytes_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let mut file = changed(|_, _| {});
        for (at, byte) in changes {
            let at = at.index(file.len());
            file[at] = byte;
        }
        if let Ok(model) = read(&file) {
            for mesh in &model.meshes {
                prop_assert!(mesh.corners.iter().all(|corner| (*corner as usize) < mesh.places.len()));
                prop_assert_eq!(mesh.places.len(), mesh.normals.len());
                prop_assert_eq!(mesh.places.len(), mesh.spots.len());
                prop_assert_eq!(mesh.places.len(), mesh.openness.len());
            }
        }
    }

    #[test]
    fn any_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let mut file = b"glTF\x02\0\0\0".to_vec();
        file.extend((12 + bytes.len() as u32).to_le_bytes());
        file.extend(bytes);
        prop_assert!(read(&file).is_err());
    }
}
