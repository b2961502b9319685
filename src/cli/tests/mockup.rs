//! Product pictures of the command line: small maps that may be missing, photos of the merchant's own, and hashes, which the browser
//! test compares with the worker's pictures. `UPDATE_HASHES=1 cargo test -p cli --test mockup` writes those anew.

mod desk;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use desk::{atelier, check, project, sample, scratch, sha256};
use serde_json::{Value, json};

/// A catalogue of one tee whose front is this picture; the folder with it and with the mockups.
fn shop(name: &str, picture: Value) -> PathBuf {
    let folder = scratch(name, "");
    let own = project().join("public/catalog");
    let read = |file: &str| std::fs::read_to_string(own.join(file)).unwrap();
    let mut tee: Value = serde_json::from_str(&read("tee.json")).unwrap();
    tee["views"][0]["picture"] = picture;
    let list = json!({
        "schema": 1, "shop": { "name": "Mine", "currency": "EUR" },
        "techniques": "techniques.json", "products": ["tee.json"]
    });
    std::fs::write(folder.join("catalog.json"), list.to_string()).unwrap();
    std::fs::write(folder.join("tee.json"), tee.to_string()).unwrap();
    std::fs::write(folder.join("techniques.json"), read("techniques.json")).unwrap();
    folder
}

fn render(folder: &Path, width: &str) -> Vec<String> {
    let folder = folder.to_string_lossy().into_owned();
    let (design, side) = (sample("both-sides.json"), "front".to_owned());
    let fixed = ["render", "--mockup", "-", "--force"].map(str::to_owned);
    let named = ["--catalog", &folder, "--mockups", &folder, "--width", width].map(str::to_owned);
    [fixed.to_vec(), vec![design, "--side".to_owned(), side], named.to_vec()].concat()
}

fn written(folder: &Path, width: &str) -> std::process::Output {
    let arguments = render(folder, width);
    atelier(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
}

/// A catalogue of one tee in M and 3XL, a quarter wider, whose front is printed by these rules.
fn sized_shop(name: &str, front: Value) -> PathBuf {
    let folder = shop(name, json!({ "maps": "tee/front" }));
    let mut tee: Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("tee.json")).unwrap()).unwrap();
    let size = |id: &str, chest: u32| json!({ "id": id, "name": id, "measurements": [{ "name": "Chest", "mm": chest }] });
    tee["sizes"] = json!([size("m", 500), size("3xl", 625)]);
    tee["picture_size"] = json!("m");
    for key in ["areas", "sizing"] {
        tee["sides"][0].as_object_mut().unwrap().remove(key);
        if let Some(value) = front.get(key) {
            tee["sides"][0][key] = value.clone();
        }
    }
    std::fs::write(folder.join("tee.json"), tee.to_string()).unwrap();
    folder
}

/// What a command gives in a catalogue, for a size where one is named.
fn in_shop(folder: &Path, arguments: &[&str], size: &str) -> String {
    let folder = folder.to_string_lossy();
    let sized: &[&str] = if size.is_empty() { &[] } else { &["--size", size] };
    let place = ["--catalog", &folder];
    let arguments = [arguments, sized, &place].concat();
    String::from_utf8_lossy(&atelier(&arguments).stdout).into_owned()
}

fn grey_png(path: &Path, width: u32, height: u32) {
    let mut encoder = png::Encoder::new(std::fs::File::create(path).unwrap(), width, height);
    encoder.set_color(png::ColorType::Rgb);
    let pixels = vec![200; (width * height * 3) as usize];
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
}

/// The pixels of a PNG file.
fn pixels(file: &[u8]) -> (u32, u32, Vec<u8>) {
    let mut reader = png::Decoder::new(std::io::Cursor::new(file)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    (info.width, info.height, pixels)
}

#[test]
fn a_merchants_photo_shows_the_print_between_its_corners() {
    let corners = json!([[0.25, 0.25], [0.75, 0.25], [0.75, 0.75], [0.25, 0.75]]);
    let folder = shop("photo", json!({ "photo": { "file": "own.png", "corners": corners } }));
    grey_png(&folder.join("own.png"), 300, 200);
    let output = written(&folder, "240");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let (width, height, made) = pixels(&output.stdout);
    assert_eq!((width, height), (240, 160));
    let bare = |at: usize| made[at * 4..at * 4 + 3] == [200; 3];
    let inside = |at: usize| {
        let (x, y) = (at % 240, at / 240);
        (60..180).contains(&x) && (40..120).contains(&y)
    };
    assert!((0..240 * 160).filter(|&at| !inside(at)).all(bare), "the photo is as it was");
    assert!((0..240 * 160).any(|at| inside(at) && !bare(at)), "the print is on it");
}

#[test]
fn a_broken_photo_is_named_with_what_is_wrong() {
    let corners = json!([[0.25, 0.25], [0.75, 0.25], [0.75, 0.75], [0.25, 0.75]]);
    let folder = shop("bad-photo", json!({ "photo": { "file": "own.png", "corners": corners } }));
    std::fs::write(folder.join("own.png"), b"\x89PNG\r\n\x1a\nnothing").unwrap();
    let arguments = render(&folder, "240");
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (_, said) = check(&arguments, 4);
    assert!(said.contains("own.png: this PNG file ends too early"), "{said}");
    std::fs::remove_file(folder.join("own.png")).unwrap();
    let (_, said) = check(&arguments, 4);
    assert!(said.contains("own.png"), "{said}");
    grey_png(&folder.join("own.png"), 5000, 10);
    let (_, said) = check(&arguments, 4);
    assert!(said.contains("it has 5000 x 10 px; each side must be at most 4096 px"), "{said}");
    let folder = shop("no-photo", json!({ "photo": { "file": "own.png", "corners": [] } }));
    let arguments = render(&folder, "240");
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (_, said) = check(&arguments, 4);
    assert!(said.contains("$.views[0].picture: photo.corners: must have 4 to 4 entries"), "{said}");
}

#[test]
fn a_missing_or_broken_small_folder_falls_back_to_the_whole_maps() {
    let folder = shop("small", json!({ "maps": "front" }));
    let own = project().join("public/mockups/tee/front");
    std::fs::create_dir_all(folder.join("front/small")).unwrap();
    for map in ["shade", "highlights", "parts", "print_mask", "uv"] {
        let name = format!("{map}.webp");
        std::fs::copy(own.join(&name), folder.join("front").join(&name)).unwrap();
        std::fs::copy(own.join("small").join(&name), folder.join("front/small").join(&name))
            .unwrap();
    }
    let with_small = written(&folder, "200");
    assert!(with_small.status.success());
    std::fs::write(folder.join("front/small/uv.webp"), b"RIFF").unwrap();
    let broken = written(&folder, "200");
    assert!(broken.status.success(), "{}", String::from_utf8_lossy(&broken.stderr));
    assert_ne!(with_small.stdout, broken.stdout);
    std::fs::remove_dir_all(folder.join("front/small")).unwrap();
    assert_eq!(written(&folder, "200").stdout, broken.stdout);
    std::fs::remove_file(folder.join("front/shade.webp")).unwrap();
    let missing = written(&folder, "200");
    assert_eq!(missing.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("front/shade.webp"));
}

#[test]
fn a_fixed_print_stays_as_large_and_looks_smaller_on_a_large_size() {
    let folder = sized_shop("fixed", json!({ "sizing": "fixed" }));
    let design = sample("both-sides.json");
    let svg = ["render", &design, "--side", "front", "--svg", "-"];
    assert_eq!(in_shop(&folder, &svg, "3xl"), in_shop(&folder, &svg, ""));
    let mockup = ["render", &design, "--side", "front", "--mockup", "-", "--width", "200"];
    let as_designed = in_shop(&folder, &mockup, "");
    assert_eq!(in_shop(&folder, &mockup, "m"), as_designed);
    assert_ne!(in_shop(&folder, &mockup, "3xl"), as_designed);
}

#[test]
fn a_scaled_print_grows_with_the_size_and_looks_the_same() {
    let folder = sized_shop("scaled", json!({ "sizing": "scaled" }));
    let design = sample("both-sides.json");
    let svg = ["render", &design, "--side", "front", "--svg", "-"];
    assert!(in_shop(&folder, &svg, "m").contains(r#"width="300mm" height="400mm""#));
    assert!(in_shop(&folder, &svg, "3xl").contains(r#"width="375mm" height="500mm""#));
    let mockup = ["render", &design, "--side", "front", "--mockup", "-", "--width", "200"];
    assert_eq!(in_shop(&folder, &mockup, "3xl"), in_shop(&folder, &mockup, ""));
}

#[test]
fn a_print_that_grows_has_a_file_for_each_size_and_one_that_does_not_has_one() {
    let design = sample("both-sides.json");
    for (sizing, expected) in [
        ("scaled", vec!["p-3xl.pdf", "p-3xl.svg", "p-m.pdf", "p-m.svg"]),
        ("fixed", vec!["p.pdf", "p.svg"]),
    ] {
        let folder = sized_shop(&format!("files-{sizing}"), json!({ "sizing": sizing }));
        let out = desk::folder(&format!("files-{sizing}-out"));
        let (pdf, svg) = (out.join("p.pdf"), out.join("p.svg"));
        let files =
            ["--pdf", &pdf.to_string_lossy(), "--svg", &svg.to_string_lossy()].map(str::to_owned);
        let files: Vec<&str> = files.iter().map(String::as_str).collect();
        let render = [&["render", &design, "--side", "front"][..], &files].concat();
        in_shop(&folder, &render, "");
        let mut made: Vec<String> = std::fs::read_dir(&out)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        made.sort();
        assert_eq!(made, expected);
    }
    let folder = sized_shop("files-stdout", json!({ "sizing": "scaled" }));
    let folder = folder.to_string_lossy();
    let (_, said) =
        check(&["render", &design, "--side", "front", "--svg", "-", "--catalog", &folder], 2);
    assert!(said.contains("name one with --size"), "{said}");
}

#[test]
fn the_check_for_a_size_judges_by_its_print_area() {
    let area = json!({ "width": 120, "height": 100, "bleed": 0, "safe_zone": 0 });
    let folder = sized_shop("areas", json!({ "areas": [{ "sizes": ["m"], "print_area": area }] }));
    let design = sample("both-sides.json");
    let check = ["check", &design, "--side", "front", "--json"];
    let rules = |size: &str| in_shop(&folder, &check, size).matches("cut_off").count();
    let outside = |size: &str| in_shop(&folder, &check, size).matches("outside_area").count();
    assert!(rules("m") + outside("m") > rules("3xl") + outside("3xl"), "less fits");
    // Without a size all that are sold are judged.
    assert_eq!(rules("") + outside(""), rules("m") + outside("m"));
    assert!(in_shop(&folder, &check, "").contains(r#""sentence": "On m: "#));
    let folder = folder.to_string_lossy().into_owned();
    let wrong = ["check", &design, "--size", "xs", "--catalog", &folder];
    let (_, said) = desk::check(&wrong, 3);
    assert!(said.contains("`tee` has no size `xs`"), "{said}");
}

/// The finished designs, and a sample with pictures, each in the view and width that the browser is asked for.
#[test]
fn pictures_have_the_listed_hashes() {
    let list = project().join("tests/pictures.json");
    let asked = std::fs::read(&list).expect("the list is there");
    let asked: BTreeMap<String, Value> = serde_json::from_slice(&asked).unwrap();
    assert!(asked.len() >= 6);
    let mut found = asked.clone();
    for (file, picture) in &mut found {
        let design = project().join(file).to_string_lossy().into_owned();
        let (view, width) = (picture["view"].as_str().unwrap(), picture["width"].to_string());
        let arguments =
            ["render", &design, "--force", "--mockup", "-", "--view", view, "--width", &width];
        let made = atelier(&arguments);
        assert!(made.status.success(), "{file}: {}", String::from_utf8_lossy(&made.stderr));
        let mut reader = png::Decoder::new(Cursor::new(made.stdout)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        picture["sha256"] = sha256(&pixels).into();
    }
    if std::env::var_os("UPDATE_HASHES").is_some() {
        std::fs::write(&list, serde_json::to_string_pretty(&found).unwrap() + "\n").unwrap();
    }
    assert_eq!(
        found,
        serde_json::from_slice::<BTreeMap<_, _>>(&std::fs::read(&list).unwrap()).unwrap()
    );
}
