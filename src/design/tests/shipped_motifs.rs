//! The library of motifs that ships: every file is what the list says, every motif can be drawn and found.

use std::fs;
use std::path::PathBuf;

use design::{
    MotifList, MotifWords, find_motifs, folded, read_drawing, read_motif_list, read_motif_pack,
    read_motif_words, write_drawing,
};
use geom::{Node, Set, Shape as _};

fn file(name: &str) -> Vec<u8> {
    let path = PathBuf::from("../../public/motifs").join(name);
    fs::read(path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn list() -> MotifList {
    read_motif_list(&file("motifs.json")).unwrap()
}

/// Words by language, English first.
fn words(list: &MotifList) -> Vec<(String, MotifWords)> {
    let read = |language: &design::MotifLanguage| {
        (language.lang.clone(), read_motif_words(language, &file(&language.file)).unwrap())
    };
    list.languages.iter().map(read).collect()
}

fn found(query: &str) -> Vec<String> {
    let list = list();
    let words = words(&list);
    let words: Vec<_> = words.iter().map(|(_, words)| words).collect();
    let places = find_motifs(&list, &words, query);
    places.into_iter().map(|place| list.motifs[place].id.clone()).collect()
}

#[track_caller]
fn finds(query: &str, id: &str) {
    let found = found(query);
    let first: Vec<_> = found.iter().take(8).collect();
    assert!(first.iter().any(|found| *found == id), "{query} finds {first:?}, not {id}");
}

fn within(nodes: &[Node], width: f64, height: f64) -> bool {
    nodes.iter().all(|node| match node {
        Node::Fill { path, .. } | Node::Line { path, .. } => {
            let bounds = path.bounding_box();
            let slack = 0.02 * width.max(height);
            bounds.x0 >= -slack
                && bounds.y0 >= -slack
                && bounds.x1 <= width + slack
                && bounds.y1 <= height + slack
        }
        // What repeats is cut at its edge.
        Node::Group { clip: Some(clip), .. } => {
            let bounds = clip.path.bounding_box();
            bounds.x1 <= width && bounds.y1 <= height
        }
        Node::Group { nodes, .. } => within(nodes, width, height),
    })
}

#[test]
fn there_are_at_least_500_motifs_and_60_of_our_own() {
    let list = list();
    let own = list.motifs.iter().filter(|motif| motif.emoji.is_none()).count();
    assert!(list.motifs.len() >= 500, "{}", list.motifs.len());
    assert!(own >= 60, "{own}");
}

#[test]
fn every_motif_is_in_its_pack_sound_and_within_its_box() {
    let list = list();
    let mut seen = Set::new();
    for (place, pack) in list.packs.iter().enumerate() {
        let motifs = read_motif_pack(pack, &file(&pack.file)).unwrap();
        let expected = list.motifs.iter().filter(|motif| motif.pack == place);
        assert!(motifs.iter().map(|motif| &motif.id).eq(expected.map(|motif| &motif.id)));
        for motif in motifs {
            let size = motif.drawing.size;
            assert!(within(&motif.drawing.nodes, size.width, size.height), "{}", motif.id);
            assert!(motif.drawing.colours().len() <= design::MAX_SWAPS, "{}", motif.id);
            assert!(seen.insert(motif.id.clone()), "{} is there twice", motif.id);
            let read = read_drawing(&write_drawing(&motif.drawing)).unwrap();
            assert_eq!(read, motif.drawing, "{}", motif.id);
        }
    }
    assert_eq!(seen.iter().count(), list.motifs.len());
}

#[test]
fn every_motif_has_a_name_and_tags_in_every_language() {
    let list = list();
    let words = words(&list);
    let languages: Vec<_> = words.iter().map(|(lang, _)| lang.as_str()).collect();
    for needed in ["en", "de", "fr", "es", "it"] {
        assert!(languages.contains(&needed), "{needed}");
    }
    for (lang, words) in &words {
        for (place, motif) in list.motifs.iter().enumerate() {
            let name = words.names.get(motif.subject).map_or("", String::as_str);
            assert!(!name.trim().is_empty(), "{} has no name in {lang}", motif.id);
            if place % 16 != 0 {
                continue;
            }
            let found = find_motifs(&list, &[words], name);
            let places = found.iter().map(|place| list.motifs[*place].id.as_str());
            assert!(places.clone().any(|id| id == motif.id), "{name} ({lang}) finds {}", motif.id);
        }
    }
}

#[test]
fn tags_are_written_as_they_are_compared() {
    for entry in ["words-de.json", "words-fr.json", "words-pl.json", "words-ja.json"] {
        let json: serde_json::Value = serde_json::from_slice(&file(entry)).unwrap();
        for tags in json["tags"].as_array().unwrap() {
            for tag in tags.as_str().unwrap().split('|') {
                assert_eq!(folded(tag), tag, "{entry}");
            }
        }
    }
}

#[test]
fn shoppers_find_what_they_mean_in_their_language() {
    for dog in
        ["dog", "hund", "Hunde", "chien", "perro", "cane", "cachorro", "hond", "pies", "いぬ"]
    {
        finds(dog, "dog");
    }
    finds("🐶", "dog-face");
    finds("🐶🐶", "dog-face");
    finds("geburtstagskuchen", "birthday-cake");
    finds("gateau d'anniversaire", "birthday-cake");
    finds("Lorbeerkranz", "laurel-1");
    finds("sprechblase", "shape-bubble-1");
    finds("cadre", "frame-1");
    finds("mandala", "mandala-1");
}
