//! What is written: glTF that comes back as it was, and USDZ as its rules say.

use model::{Model, Surface, read, write_glb, write_usdz};

use crate::fixture::{changed, description, finish, print};

fn board() -> Model {
    read(&changed(|_, _| {})).expect("the fixture is read")
}

#[test]
fn a_written_model_is_read_back_as_it_was() {
    let model = board();
    let prints = [print()];
    let again = read(&write_glb(&model, &finish(&prints))).expect("our own file is read");
    assert_eq!(again, model);
}

#[test]
fn prints_are_pictures_of_their_material_and_blank_sides_have_the_bodys_colour() {
    let model = board();
    let prints = [print()];
    let printed = description(&write_glb(&model, &finish(&prints)));
    let text = json::write_text(&printed);
    assert!(text.contains("\"baseColorTexture\":{\"index\":0}"), "{text}");
    assert!(text.contains("\"mimeType\":\"image/png\""), "{text}");
    let blank = json::write_text(&description(&write_glb(&model, &finish(&[]))));
    assert!(!blank.contains("images") && !blank.contains("Texture"), "{blank}");
    assert!(blank.contains("\"baseColorFactor\":[1.0,1.0,1.0,1.0]"), "{blank}");
}

#[test]
fn equal_products_give_equal_bytes() {
    let prints = [print()];
    let (one, other) = (board(), board());
    assert_eq!(write_glb(&one, &finish(&prints)), write_glb(&other, &finish(&prints)));
    assert_eq!(write_usdz(&one, &finish(&prints)), write_usdz(&other, &finish(&prints)));
}

/// A file in an archive as its local header says: name, where its bytes begin, method, bytes.
fn entries(archive: &[u8]) -> Vec<(String, usize, u16, &[u8])> {
    let half = |at: usize| u16::from_le_bytes([archive[at], archive[at + 1]]);
    let word = |at: usize| usize::from(half(at)) | usize::from(half(at + 2)) << 16;
    let mut found = Vec::new();
    let mut at = 0;
    while archive[at..].starts_with(b"PK\x03\x04") {
        let (name, extra) = (usize::from(half(at + 26)), usize::from(half(at + 28)));
        let start = at + 30 + name + extra;
        let end = start + word(at + 18);
        let called = String::from_utf8_lossy(&archive[at + 30..at + 30 + name]).into_owned();
        found.push((called, start, half(at + 8), &archive[start..end]));
        at = end;
    }
    found
}

#[test]
fn usdz_is_stored_aligned_and_begins_with_the_scene() {
    let archive = write_usdz(&board(), &finish(&[print()]));
    let entries = entries(&archive);
    let names: Vec<&str> = entries.iter().map(|entry| entry.0.as_str()).collect();
    assert_eq!(names, ["product.usda", "textures/print_0.png"]);
    for (name, start, method, _) in &entries {
        assert_eq!(start % 64, 0, "{name} begins at {start}");
        assert_eq!(*method, 0, "{name} is stored");
    }
    assert_eq!(entries[1].3, print().png);
    let end = &archive[archive.len() - 22..];
    assert!(end.starts_with(b"PK\x05\x06"));
    assert_eq!(u16::from_le_bytes([end[10], end[11]]), 2, "the directory has both");
}

#[test]
fn every_length_of_a_picture_keeps_the_next_one_aligned() {
    let model = board();
    for length in 0..130 {
        let mut first = print();
        first.png = vec![7; length];
        let second = model::Print { side: "back".into(), ..print() };
        let archive = write_usdz(&model, &finish(&[first, second]));
        let entries = entries(&archive);
        assert!(entries.iter().all(|entry| entry.1 % 64 == 0) && entries.len() == 3, "{length}");
    }
}

#[test]
fn the_scene_says_units_and_the_print_from_below() {
    let archive = write_usdz(&board(), &finish(&[print()]));
    let scene = String::from_utf8(entries(&archive)[0].3.to_vec()).expect("text");
    assert!(scene.starts_with("#usda 1.0\n"));
    for said in [
        "metersPerUnit = 1",
        "upAxis = \"Y\"",
        "userProperties:name = \"Board one\"",
        "asset inputs:file = @textures/print_0.png@",
        // glTF's (0, 1) is USD's (0, 0).
        "primvars:st = [(0, 0), (1, 0), (1, 1), (0, 1)] (",
        "point3f[] points = [(-0.1, 0, 0.05), (0.1, 0, 0.05), (0.1, 0.1, 0.05), (-0.1, 0.1, 0.05)]",
    ] {
        assert!(scene.contains(said), "{said} is missing in\n{scene}");
    }
    assert!(!scene.contains("NaN") && !scene.contains("inf,") && !scene.contains("inf)"));
}

#[test]
fn a_material_without_a_print_has_its_parts_colour() {
    let mut model = board();
    model.meshes[0].material.surface = Surface::Inner;
    let text = json::write_text(&description(&write_glb(&model, &finish(&[print()]))));
    assert!(text.contains("\"baseColorFactor\":[0.0,0.0,0.0,1.0]"), "{text}");
}
