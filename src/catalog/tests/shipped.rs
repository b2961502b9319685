//! The catalogue that ships with the project keeps its own rules and names maps that are there.

use std::path::Path;

use catalog::{Catalog, Details, Loaded, Picture, ProductId, ScreenPrint, StageSpot};

fn shipped() -> Loaded {
    let folder = Path::new("../../public/catalog");
    let read = |file: &str| std::fs::read(folder.join(file)).map_err(|error| error.to_string());
    Catalog::load("catalog.json", &read("catalog.json").unwrap(), read).unwrap()
}

/// The products of all files, also of those whose pictures are not there yet.
fn written() -> Loaded {
    let folder = Path::new("../../public/catalog");
    let names = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.retain(|name| {
        name.ends_with(".json") && !["catalog.json", "techniques.json"].contains(&name.as_str())
    });
    names.sort();
    let list = serde_json::json!({
        "schema": 1, "shop": { "name": "Atelier", "currency": "EUR" },
        "techniques": "techniques.json", "products": names
    });
    let read = |file: &str| std::fs::read(folder.join(file)).map_err(|error| error.to_string());
    Catalog::load("catalog.json", list.to_string().as_bytes(), read).unwrap()
}

#[test]
fn no_product_has_a_problem() {
    assert_eq!(shipped().problems, []);
    assert_eq!(written().problems, []);
}

#[test]
fn what_is_sold_has_all_its_maps() {
    let folder = Path::new("../../public/mockups");
    let there = |view: &catalog::View| {
        let Picture::Maps(maps) = &view.picture else { return false };
        ["shade", "highlights", "parts", "print_mask", "uv"]
            .iter()
            .all(|file| folder.join(maps).join(format!("{file}.webp")).is_file())
    };
    for product in shipped().catalog.products() {
        assert!(product.views.iter().all(there), "{}", product.id);
    }
}

#[test]
fn every_product_says_what_it_is_made_of_and_how_large_it_is() {
    let loaded = written();
    assert!(loaded.catalog.products().len() >= 12);
    for product in loaded.catalog.products() {
        let details = Details::of(product).unwrap();
        assert!(!details.material.is_empty(), "{}", product.id);
        assert!(!details.care.is_empty(), "{}", product.id);
        let measured = details.measurements.iter().all(|size| !size.is_empty());
        assert!(measured, "{}", product.id);
        assert!(product.price.breaks.len() >= 4 && product.lead_time_days > 0, "{}", product.id);
        assert!(product.facts.len() >= 3 && product.tags.len() >= 5, "{}", product.id);
    }
}

#[test]
fn models_that_are_named_are_there() {
    for product in shipped().catalog.products() {
        if let Some(model) = Details::of(product).unwrap().model {
            assert!(Path::new("../../public").join(&model).is_file(), "{model}");
        }
    }
}

#[test]
fn cloth_comes_in_ten_colours_from_white_to_black() {
    let is_cloth = |kind: &str| ["apparel", "bag"].contains(&kind);
    for product in written().catalog.products().iter().filter(|product| is_cloth(&product.kind)) {
        assert!(product.colours.len() >= 9, "{}", product.id);
        let swatches = || product.colours.iter().map(|colour| colour.swatch);
        assert!(
            swatches().any(|swatch| swatch.distance(geom::Rgb::WHITE) < 0.06),
            "{}",
            product.id
        );
        assert!(swatches().any(|swatch| swatch.is_dark()), "{}", product.id);
    }
}

#[test]
fn the_tee_and_the_mug_are_what_the_shop_promises() {
    let catalog = shipped().catalog;
    let product = |id: &str| catalog.product(&ProductId::new(id).unwrap()).unwrap();
    let (tee, mug) = (product("tee"), product("mug"));
    assert!(tee.colours.len() >= 8 && mug.colours.len() >= 5);
    assert_eq!(tee.sizes.len(), 6);
    let sides: Vec<_> = tee.sides.iter().map(|side| side.id.as_str()).take(2).collect();
    assert_eq!(sides, ["front", "back"]);
    let wrap = &mug.sides[0];
    assert_eq!((wrap.print_area.width.mm(), wrap.print_area.height.mm()), (230.0, 95.0));
    assert_eq!(wrap.stage, StageSpot::Flat);
}

#[test]
fn every_colour_of_a_product_looks_different() {
    for product in written().catalog.products() {
        for (index, colour) in product.colours.iter().enumerate() {
            for other in &product.colours[..index] {
                let distance = colour.swatch.distance(other.swatch);
                assert!(distance > 0.04, "{} and {}: {distance}", colour.id, other.id);
            }
        }
    }
}

#[test]
fn the_team_tee_is_screen_printed_and_the_tee_is_not() {
    let catalog = shipped().catalog;
    let product = |id: &str| catalog.product(&ProductId::new(id).unwrap()).unwrap();
    let team = product("team-tee");
    let print = ScreenPrint::of(team).unwrap();
    let shelf: Vec<_> = print.inks.iter().map(|ink| (ink.name.as_str(), ink.colour)).collect();
    let offered: Vec<_> =
        team.technique.inks.iter().map(|ink| (ink.name.as_str(), ink.colour)).collect();
    assert_eq!(shelf, offered, "what is offered to shoppers is what is on the shelf");
    let refused = ScreenPrint::of(product("tee")).unwrap_err().to_string();
    assert_eq!(refused, "`tee` is not screen printed: its catalogue entry has no `screen_print`");
}

#[test]
fn a_page_says_material_care_and_measurements_once() {
    let catalog = written().catalog;
    let facts = |id: &str| {
        let product = catalog.product(&ProductId::new(id).unwrap()).unwrap();
        Details::of(product).unwrap().unsaid_facts(product).join("; ")
    };
    assert_eq!(facts("hoodie"), "Unisex, relaxed fit");
    assert_eq!(facts("mug"), "");
    assert_eq!(facts("poster"), "Three sizes in the proportion 3 to 4");
    for product in catalog.products() {
        let said = facts(product.id.as_str());
        assert!(!said.contains("g/m²"), "{}: {said}", product.id);
    }
}
