//! What product pictures and 3D models may weigh, and that each has all its files. What is on them is not judged here.

use std::fs;
use std::path::{Path, PathBuf};

/// Most bytes of the five maps of a view, 1200 pixels wide.
const VIEW: u64 = 200 * 1024;
/// Most bytes of a 3D model.
const MODEL: u64 = 120 * 1024;
const MAPS: [&str; 5] =
    ["highlights.webp", "parts.webp", "print_mask.webp", "shade.webp", "uv.webp"];

fn public() -> PathBuf {
    std::path::absolute("../public").expect("a working folder")
}

/// What lies in a folder, by name; nothing where there is no such folder.
fn inside(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    found.sort();
    found
}

/// The folders of all views: `mockups/<model>/<view>`.
fn views() -> Vec<PathBuf> {
    let models = inside(&public().join("mockups")).into_iter().filter(|path| path.is_dir());
    let views: Vec<PathBuf> = models.flat_map(|model| inside(&model)).collect();
    assert!(views.len() >= 5, "the maps are not where this test looks");
    views
}

fn bytes(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |file| file.len())
}

#[test]
fn every_view_has_its_five_maps_in_both_sizes() {
    for view in views() {
        for size in [view.clone(), view.join("small")] {
            let files = inside(&size).into_iter().filter(|path| path.is_file());
            let names: Vec<String> = files
                .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
                .collect();
            assert_eq!(names, MAPS, "{}", size.display());
        }
    }
}

#[test]
fn the_maps_of_a_view_weigh_at_most_200_kib_and_the_small_ones_less() {
    for view in views() {
        let sum = |folder: &Path| MAPS.iter().map(|map| bytes(&folder.join(map))).sum::<u64>();
        let (large, small) = (sum(&view), sum(&view.join("small")));
        assert!(large > 0 && large <= VIEW, "{}: {large} bytes, at most {VIEW}", view.display());
        assert!(small < large, "{}: small maps weigh {small} of {large} bytes", view.display());
    }
}

#[test]
fn every_model_is_a_whole_glb_of_at_most_120_kib() {
    let models = inside(&public().join("models"));
    assert!(!models.is_empty(), "the models are not where this test looks");
    for model in models {
        let name = model.display().to_string();
        assert!(name.ends_with(".glb"), "{name}");
        let content = fs::read(&model).expect("a file that was just listed can be read");
        assert!(content.len() as u64 <= MODEL, "{name}: {} bytes, at most {MODEL}", content.len());
        let number = |at: usize| {
            let four = content.get(at..at + 4).and_then(|four| four.try_into().ok());
            four.map_or(0, u32::from_le_bytes) as usize
        };
        assert_eq!(content.get(..4), Some(b"glTF".as_slice()), "{name}");
        assert_eq!((number(4), number(8)), (2, content.len()), "{name}: version and length");
    }
}

#[test]
fn every_model_has_a_part_that_is_printed() {
    for model in inside(&public().join("models")) {
        let content = fs::read(&model).expect("a file that was just listed can be read");
        let name = b"\"name\":\"print_";
        let has = content.windows(name.len()).any(|window| window == name);
        assert!(has, "{}: no material `print_...`", model.display());
    }
}
