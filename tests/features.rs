//! The sample designs touch every feature of the document: each field, each variant of each enum, each kind of picture,
//! each product, side and font. A new field or variant does not compile here until it is named, and then fails until a
//! sample design has it. What the files look like is not judged here.

#[path = "designs/seen.rs"]
#[macro_use]
mod seen;

#[path = "designs/document.rs"]
mod document;
#[path = "designs/kinds.rs"]
mod kinds;
#[path = "designs/sample.rs"]
mod sample;

use design::{Content, read_bundle};
use sample::{catalog, files, font_list, samples};
use seen::Seen;

/// Sample designs at least; the project promises 60.
const LEAST: usize = 64;

#[test]
fn every_feature_of_the_document_is_in_a_sample() {
    assert!(files().len() >= LEAST, "there are {} sample designs", files().len());
    let mut seen = Seen::default();
    for path in files() {
        let bytes = std::fs::read(&path).unwrap();
        let bundle = read_bundle(&bytes).unwrap();
        document::design(&mut seen, &bundle.design);
        for bytes in bundle.artworks.values() {
            match design::is_drawing(bytes) {
                true => document::drawing(&mut seen, &design::read_drawing(bytes).unwrap()),
                false => kinds::picture(&mut seen, bytes),
            }
        }
    }
    seen.assert_all();
}

#[test]
fn every_side_of_every_product_is_in_a_sample() {
    let mut seen = Seen::default();
    let samples = samples();
    for product in catalog().products() {
        for side in &product.sides {
            let name = format!("side {} of {}", side.id, product.id);
            let is_there = |sample: &sample::Sample| {
                sample.product == product.id && sample.scene.side == side.id
            };
            seen.feature(&name, samples.iter().any(is_there));
        }
    }
    seen.assert_all();
}

#[test]
fn every_font_and_many_scripts_are_in_a_sample() {
    let (mut seen, list) = (Seen::default(), font_list());
    for path in files() {
        let bytes = std::fs::read(&path).unwrap();
        let bundle = read_bundle(&bytes).unwrap();
        for layer in bundle.design.layers.values() {
            let Some(text) = layer.content.shaped() else { continue };
            for entry in list.entries() {
                let spans = text.spans.iter().filter_map(|span| span.font.as_ref());
                let mut fonts = spans.chain([&text.font]);
                seen.feature(&format!("font {}", entry.id), fonts.any(|font| *font == entry.id));
            }
            kinds::scripts(&mut seen, &text.content);
        }
    }
    seen.feature("characters without a glyph", samples().iter().any(|s| !s.missing.is_empty()));
    seen.assert_all();
}

#[test]
fn every_switched_opentype_feature_changes_the_outlines() {
    let path = sample::project().join("tests/designs/features.json");
    let design = design::read(&std::fs::read(path).unwrap()).unwrap();
    let mut idle = Vec::new();
    for layer in design.layers.values() {
        let Content::Text(text) = &layer.content else { continue };
        for feature in &text.features {
            let mut without = text.clone();
            without.features.retain(|other| other != feature);
            let [with, without] = [text, &without].map(sample::outlines);
            if with == without {
                idle.push(format!("{} in \"{}\"", feature.tag, text.content));
            }
        }
    }
    assert!(idle.is_empty(), "they do nothing: {}", idle.join(", "));
}
