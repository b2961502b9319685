//! The templates that ship: each is read, listed, fits its products and is seen on every colour that they come in.

use geom::Set;
use geom::Table;
use std::fs;
use std::path::PathBuf;

use catalog::{Catalog, Product};
use design::{
    Counter, Placing, Template, TemplateLayer, TemplateText, TextPath, WarpKind, broken_rule,
    is_small, read_template, read_template_list,
};
use geom::Rgb;
use serde_json::Value;

/// Templates at least that a product has.
const LEAST: usize = 8;

fn public() -> PathBuf {
    PathBuf::from("../../public")
}

fn shipped() -> Vec<Template> {
    let mut files: Vec<_> = fs::read_dir(public().join("templates"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .filter(|path| !path.ends_with("templates.json") && !path.ends_with("template.schema.json"))
        .collect();
    files.sort();
    files
        .iter()
        .map(|path| {
            let template = read_template(&fs::read(path).unwrap())
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert_eq!(path.file_stem().unwrap().to_str().unwrap(), template.id.as_str());
            template
        })
        .collect()
}

fn products() -> Vec<Product> {
    let folder = public().join("catalog");
    let read = |file: &str| fs::read(folder.join(file)).map_err(|error| error.to_string());
    let catalog = Catalog::load("catalog.json", &read("catalog.json").unwrap(), read).unwrap();
    catalog.catalog.products().to_vec()
}

fn fitting<'t>(product: &Product, templates: &'t [Template]) -> Vec<&'t Template> {
    let fitting: Vec<_> =
        templates.iter().filter(|template| template.products.contains(&product.id)).collect();
    assert!(fitting.len() >= LEAST, "{}: {}", product.id, fitting.len());
    fitting
}

#[test]
fn the_list_says_what_the_files_say() {
    let list = fs::read(public().join("templates/templates.json")).unwrap();
    let cards: Vec<_> = shipped().iter().map(Template::card).collect();
    assert_eq!(read_template_list(&list).unwrap(), cards);
    assert!(cards.len() >= 58);
}

/// Each text of a template.
fn each_text(template: &Template, visit: &mut dyn FnMut(&TemplateText)) {
    fn walk(layers: &[TemplateLayer], visit: &mut dyn FnMut(&TemplateText)) {
        for layer in layers {
            match layer {
                TemplateLayer::Text(text) => visit(text),
                TemplateLayer::Shape(_) => {}
                TemplateLayer::Group(group) => walk(&group.layers, visit),
            }
        }
    }
    template.layouts.iter().for_each(|layout| walk(&layout.layers, visit));
}

/// How a text is bent, edged and shaded.
fn looks_of(text: &TemplateText) -> Vec<&'static str> {
    let path = text.path.map(|path| match path {
        TextPath::ArcUp { .. } => "arc up",
        TextPath::ArcDown { .. } => "arc down",
        TextPath::Circle { .. } => "circle",
        TextPath::Wave { .. } => "wave",
    });
    let warp = text.warp.map(|warp| match warp.kind {
        WarpKind::Arch => "arch",
        WarpKind::Bulge => "bulge",
        WarpKind::Flag => "flag",
        WarpKind::Perspective => "perspective",
        WarpKind::Rise => "rise",
    });
    let edges = [None, Some("one outline"), Some("two outlines"), Some("three outlines")];
    let fill = text.fill.as_ref().map(|_| "gradient");
    let shadow = text.shadows.first().map(|_| "shadow");
    [path, warp, edges[text.outlines.len()], fill, shadow].into_iter().flatten().collect()
}

#[test]
fn the_shelf_shows_what_letters_can_do() {
    let (mut looks, mut lettered) = (Set::new(), Set::new());
    for template in shipped() {
        each_text(&template, &mut |text| {
            for look in looks_of(text) {
                looks.insert(look);
                lettered.insert(template.id.to_string());
            }
        });
    }
    assert_eq!(looks.iter().count(), 14, "{looks:?}");
    assert!(lettered.iter().count() >= 26, "{lettered:?}");
}

#[test]
fn every_font_of_a_template_ships() {
    let fonts = fs::read(public().join("fonts/fonts.json")).unwrap();
    let fonts: Value = serde_json::from_slice(&fonts).unwrap();
    let ids: Set<_> =
        fonts.as_array().unwrap().iter().filter_map(|font| font["id"].as_str()).collect();
    for template in shipped() {
        for font in template.card().fonts {
            assert!(ids.contains(font.as_str()), "{}: {font}", template.id);
        }
    }
}

#[test]
fn every_template_makes_good_layers_on_its_products() {
    let (words, templates) = (Table::new(), shipped());
    for product in products() {
        for template in fitting(&product, &templates) {
            for side in &product.sides {
                let placing = Placing {
                    side: &side.id,
                    area: &side.print_area,
                    ground: Rgb::WHITE,
                    palette: None,
                    pairing: None,
                    words: &words,
                    above: None,
                };
                let layers = template.instantiate(&placing, &mut Counter(0));
                assert!(!layers.is_empty());
                for layer in &layers {
                    assert_eq!(broken_rule(layer.id, layer), None, "{}", template.id);
                }
            }
        }
    }
}

#[test]
fn a_template_fits_all_sides_of_its_products_but_small_ones_that_it_has_no_layout_for() {
    let products = products();
    for template in shipped() {
        let its: Vec<_> =
            products.iter().filter(|product| template.products.contains(&product.id)).collect();
        assert_eq!(its.len(), template.products.len(), "{} names others", template.id);
        let named: Set<_> = template.layouts.iter().flat_map(|layout| &layout.sides).collect();
        for product in its {
            for side in &product.sides {
                let is_meant = named.contains(&&side.id) || !is_small(product, side);
                let fits = template.fits(product, side, &side.print_area);
                assert_eq!(fits, is_meant, "{} on {} {}", template.id, product.id, side.id);
                assert_eq!(template.card().fits(product, &side.id), fits);
            }
        }
    }
}

#[test]
fn a_small_side_has_templates_of_its_own() {
    let templates = shipped();
    for product in products() {
        for side in product.sides.iter().filter(|side| is_small(&product, side)) {
            let fits = |template: &&Template| template.fits(&product, side, &side.print_area);
            assert!(templates.iter().filter(fits).count() >= 6, "{} {}", product.id, side.id);
        }
    }
}

#[test]
fn every_colour_of_a_product_has_a_palette_made_for_it() {
    let templates = shipped();
    for product in products() {
        for template in fitting(&product, &templates) {
            for colour in &product.colours {
                let palettes = template.palettes_on(colour.parts.body);
                assert!(!palettes.is_empty(), "{} on {} {}", template.id, product.id, colour.id);
            }
        }
    }
}

#[test]
fn every_palette_is_seen_on_some_product() {
    let products = products();
    for template in shipped() {
        let grounds = products
            .iter()
            .filter(|product| template.products.contains(&product.id))
            .flat_map(|product| product.colours.iter().map(|colour| colour.parts.body));
        let seen: Set<usize> = grounds.flat_map(|ground| template.palettes_on(ground)).collect();
        for (index, palette) in template.palettes.iter().enumerate() {
            assert!(seen.contains(&index), "{}: {}", template.id, palette.name);
        }
    }
}
