//! The catalogue that ships with the project keeps its own rules and names maps that are there.

use std::path::Path;

use catalog::{Catalog, Loaded, Picture, ProductId, ScreenPrint, StageSpot};

fn shipped() -> Loaded {
    let folder = Path::new("../../public/catalog");
    let read = |file: &str| std::fs::read(folder.join(file)).map_err(|error| error.to_string());
    Catalog::load("catalog.json", &read("catalog.json").unwrap(), read).unwrap()
}

#[test]
fn no_product_has_a_problem() {
    let loaded = shipped();
    assert_eq!(loaded.problems, []);
    assert_eq!(loaded.catalog.products().len(), 3);
}

#[test]
fn every_map_is_shipped() {
    let folder = Path::new("../../public/mockups");
    for product in shipped().catalog.products() {
        for view in &product.views {
            let Picture::Maps(maps) = &view.picture else { panic!("{}", product.id) };
            for file in ["shade", "highlights", "parts", "print_mask", "uv"] {
                let file = folder.join(maps).join(format!("{file}.webp"));
                assert!(file.is_file(), "{}", file.display());
            }
        }
    }
}

#[test]
fn the_tee_and_the_mug_are_what_the_shop_promises() {
    let catalog = shipped().catalog;
    let product = |id: &str| catalog.product(&ProductId::new(id).unwrap()).unwrap();
    let (tee, mug) = (product("tee"), product("mug"));
    assert!(tee.colours.len() >= 8 && mug.colours.len() >= 5);
    assert_eq!(tee.sizes.len(), 6);
    let sides: Vec<_> = tee.sides.iter().map(|side| side.id.as_str()).collect();
    assert_eq!(sides, ["front", "back"]);
    let wrap = &mug.sides[0];
    assert_eq!((wrap.print_area.width.mm(), wrap.print_area.height.mm()), (230.0, 95.0));
    assert_eq!(wrap.stage, StageSpot::Flat);
}

#[test]
fn every_colour_of_a_product_looks_different() {
    for product in shipped().catalog.products() {
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
