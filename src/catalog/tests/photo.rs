//! A photo in the catalogue: what is taken and what is said about the rest.

use catalog::{Catalog, Photo, Picture};

fn photo(json: &str) -> Result<Photo, String> {
    let picture = Picture::Photo(json::read(json.as_bytes()).unwrap());
    Photo::of(&picture).map_err(|error| error.to_string())
}

#[track_caller]
fn check(json: &str, problem: &str) {
    assert_eq!(photo(json).unwrap_err(), problem);
}

fn corners(corners: &str) -> String {
    format!(r#"{{ "file": "a.jpg", "corners": {corners} }}"#)
}

#[test]
fn corners_or_a_uv_map_with_a_mask_are_taken() {
    assert!(photo(&corners("[[0, 0], [1, 0], [1, 1], [0, 1]]")).is_ok());
    assert!(
        photo(r##"{ "file": "a.png", "uv": "uv.webp", "mask": "m.png", "body": "#202020" }"##)
            .is_ok()
    );
}

#[test]
fn wrong_corners_are_told_apart() {
    let four = "photo.corners: must have 4 to 4 entries";
    check(r#"{ "file": "a.jpg" }"#, four);
    check(&corners("[[0, 0], [1, 0], [1, 1]]"), four);
    check(&corners("[[0, 0], [1, 0], [1, -0.1], [0, 1]]"), "photo.corners[2][1]: must be 0 to 1");
    let turned = "must be a corner of a convex shape; name top left, top right, bottom right and bottom left, clockwise around the print";
    for (at, wrong) in [
        (0, "[[0, 0], [0, 1], [1, 1], [1, 0]]"),
        (0, "[[0.1, 0.1], [0.1, 0.1], [0.1, 0.1], [0.1, 0.1]]"),
        (1, "[[0, 0], [1, 1], [1, 0], [0, 1]]"),
        (2, "[[0, 0], [1, 0], [0.3, 0.3], [0, 1]]"),
        (1, "[[0, 0], [0.5, 0], [1, 0], [0, 1]]"),
    ] {
        check(&corners(wrong), &format!("photo.corners[{at}]: {turned}"));
    }
    check(
        &corners("[[0.5, 0.5], [0.51, 0.5], [0.51, 0.51], [0.5, 0.51]]"),
        "photo.corners: must be 0.0005 to 1",
    );
    check(
        &corners(r#"[["a", 0], [1, 0], [1, 1], [0, 1]]"#),
        "photo: corners[0][0]: invalid type: string \"a\", expected f64",
    );
}

#[test]
fn files_stay_in_the_mockup_folder_and_fit_together() {
    let path = "must be a relative path of a-z, 0-9, `-`, `_`, `.` and `/`, without `..`";
    let square = r#""corners": [[0, 0], [1, 0], [1, 1], [0, 1]]"#;
    check(&format!(r#"{{ "file": "../a.jpg", {square} }}"#), &format!("photo.file: {path}"));
    check(
        &format!(r#"{{ "file": "https://x.example/a.jpg", {square} }}"#),
        &format!("photo.file: {path}"),
    );
    check(
        &format!(r#"{{ "file": "a.jpg", "mask": "/m.png", {square} }}"#),
        &format!("photo.mask: {path}"),
    );
    check(
        &format!(r#"{{ "file": "a.jpg", "uv": "u.webp", "mask": "m.png", {square} }}"#),
        "photo: must have `corners` or `uv`, not both",
    );
    check(
        r#"{ "file": "a.jpg", "uv": "u.webp" }"#,
        "photo.mask: must name a picture that is white where the print can be seen: a uv map needs one",
    );
    check(
        r#"{ "file": "a.jpg", "corner": [] }"#,
        "photo: corner: unknown field `corner`, expected one of `file`, `corners`, `uv`, `mask`, `body`",
    );
}

#[test]
fn a_product_with_a_wrong_photo_is_left_out_and_named() {
    let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let mut tee = read(include_str!("../../../public/catalog/tee.json"));
    let techniques = read(include_str!("../../../public/catalog/techniques.json"));
    tee["views"][1]["picture"] = serde_json::json!({ "photo": { "file": "a.jpg", "corners": [] } });
    let shop = serde_json::json!({ "name": "S", "currency": "EUR" });
    let document = serde_json::json!({
        "schema": 1, "shop": shop, "techniques": techniques, "products": [tee]
    });
    let loaded = Catalog::from_json("shop.json", document.to_string().as_bytes()).unwrap();
    assert!(loaded.catalog.products().is_empty());
    assert_eq!(
        loaded.problems[0].to_string(),
        "shop.json: `tee`: $.views[1].picture: photo.corners: must have 4 to 4 entries"
    );
}
