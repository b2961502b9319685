//! The finished product as a body, as a script sees it: files that other programs read, the same twice.

mod desk;

use desk::{check, sample, scratch, text};
use serde_json::Value;

#[test]
fn a_product_is_written_as_glb_and_usdz_with_its_print() {
    let design = sample("mug-signs.json");
    let file = |name: &str| scratch("written", name);
    let (glb, usdz) = (file("mug.glb"), file("mug.usdz"));
    check(&["render", &design, "--glb", &text(&glb), "--usdz", &text(&usdz)], 0);
    let body = std::fs::read(&glb).unwrap();
    let model = model::read(&body).expect("our own file is read");
    assert_eq!(model.sides(), ["wrap"]);
    let length = u32::from_le_bytes(body[12..16].try_into().unwrap()) as usize;
    let description: Value = serde_json::from_slice(&body[20..20 + length]).unwrap();
    assert_eq!(description["images"].as_array().map(Vec::len), Some(1));
    let archive = std::fs::read(&usdz).unwrap();
    assert_eq!(&archive[30..42], b"product.usda");
    let again = file("again.glb");
    check(&["render", &design, "--glb", &text(&again)], 0);
    assert!(body == std::fs::read(&again).unwrap(), "equal designs give equal bytes");
}

#[test]
fn a_model_that_is_not_there_or_broken_is_named() {
    let design = sample("mug-signs.json");
    let folder = desk::folder("broken");
    let out = text(&folder.join("out.glb"));
    let models = text(&folder);
    let (_, said) = check(&["render", &design, "--glb", &out, "--models", &models], 4);
    assert!(said.contains("mug.glb"), "{said}");
    std::fs::write(folder.join("mug.glb"), b"glTF, or so it says").unwrap();
    let (_, said) = check(&["render", &design, "--glb", &out, "--models", &models], 4);
    assert!(said.contains("mug.glb"), "{said}");
    assert!(!folder.join("out.glb").exists(), "nothing is written");
}
