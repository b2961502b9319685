//! Every shipped template on every product and side that it fits, set by the real typesetter and judged by the real
//! preflight: nothing is cut off, too small, too thin or hardly seen, whatever colours, fonts and words are chosen.

#[path = "designs/sample.rs"]
mod sample;

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use catalog::{Limits, Product, Side};
use design::{
    Content, Counter, Design, DesignId, Head, LayerId, Placing, Template, TemplateLayer, is_small,
    read_template,
};
use geom::{Mm, Rgb, Table};
use prepress::preflight::{Check, PictureFacts, Problem, Severity, check};
use sample::{block, catalog, font_list, project};
use scene::{Ready, resolve};
use typeset::FontLibrary;

fn shipped() -> Vec<Template> {
    let mut files: Vec<_> = fs::read_dir(project().join("public/templates"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "json"))
        .filter(|path| !path.ends_with("templates.json") && !path.ends_with("template.schema.json"))
        .collect();
    files.sort();
    files
        .iter()
        .map(|path| {
            read_template(&fs::read(path).unwrap())
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        })
        .collect()
}

/// A typesetter that remembers.
struct Setter {
    fonts: FontLibrary,
    ready: Ready,
}

impl Setter {
    fn new() -> Self {
        Self { fonts: FontLibrary::new(font_list()), ready: Ready::default() }
    }

    fn set(&mut self, design: &Design) -> BTreeMap<LayerId, Vec<char>> {
        let mut missing = BTreeMap::new();
        for layer in design.layers.values() {
            let Content::Text(text) = &layer.content else { continue };
            let set = || Arc::new(block(text, &mut self.fonts));
            let block = self.ready.texts.entry(text.key()).or_insert_with(set);
            missing.insert(layer.id, block.missing.clone());
        }
        missing
    }

    /// What preflight says of a template on a side, in words.
    fn problems(
        &mut self,
        template: &Template,
        product: &Product,
        side: &Side,
        placing: Placing<'_>,
    ) -> Vec<String> {
        let head = Head {
            name: String::new(),
            product: product.id.clone(),
            colour: product
                .colours
                .iter()
                .find(|colour| colour.parts.body == placing.ground)
                .unwrap()
                .id
                .clone(),
            template: None,
            is_template: false,
        };
        let mut design = Design::empty(DesignId(1), head);
        for layer in template.instantiate(&placing, &mut Counter(0)) {
            design.layers.insert(layer.id, Arc::new(layer));
        }
        let missing_glyphs = self.set(&design);
        let scene = resolve(&design, &side.id, &side.print_area, &self.ready);
        let mut limits = Limits::of(product, &side.id).unwrap();
        // How thin the strokes of letters are is advice, and takes long to measure for all that is tried here.
        (limits.min_part, limits.min_gap) = (Mm::ZERO, Mm::ZERO);
        let of_side = Check {
            product,
            limits: &limits,
            design: &design,
            scene: &scene,
            resources: &self.ready,
            missing_glyphs: &missing_glyphs,
            unset: &BTreeMap::new(),
            restricted: &BTreeMap::new(),
            artworks: None,
        };
        let found = check(&of_side, &mut PictureFacts::default());
        let bleeds = side.print_area.bleed.mm() > 0.0;
        found
            .into_iter()
            .filter(|finding| finding.severity != Severity::Advises)
            .filter(|finding| {
                // A stripe that runs over the edge on purpose, where there is a bleed to catch it.
                let layer = finding.layer.map(|id| &design.layers[&id]);
                let shape = layer.is_some_and(|layer| matches!(layer.content, Content::Shape(_)));
                match finding.problem {
                    Problem::CutOff { .. } => !(bleeds && shape),
                    // Decoration may be faint; the roles' contrast says how faint.
                    Problem::FaintColour { .. } => !shape,
                    _ => true,
                }
            })
            .map(|finding| {
                let what = finding.layer.map(|id| match &design.layers[&id].content {
                    Content::Text(text) => text.content.clone(),
                    _ => design.layers[&id].name.clone(),
                });
                let (id, on) = (&template.id, &product.id);
                let pairing = placing.pairing.unwrap_or(0);
                format!(
                    "{id} on {on} ({}), fonts {pairing}, {what:?}: {}",
                    placing.ground, finding.problem
                )
            })
            .collect()
    }
}

/// Words that fill each field with `count` letters of its most.
fn long_words(template: &Template) -> Table<String, String> {
    let letters = "Mannheim dormouse ".repeat(20);
    let word = |max: usize| letters.chars().take(max).collect::<String>();
    template.fields.iter().map(|field| (field.id.clone(), word(field.max))).collect()
}

fn short_words(template: &Template) -> Table<String, String> {
    template.fields.iter().map(|field| (field.id.clone(), "Al".to_owned())).collect()
}

/// All problems over products, sides, colours and fonts with the words that `words` gives.
fn problems(words: impl Fn(&Template) -> Table<String, String>, all_colours: bool) -> Vec<String> {
    let (mut setter, mut problems) = (Setter::new(), Vec::new());
    let products = catalog().products().to_vec();
    for template in shipped() {
        let words = words(&template);
        for product in products.iter().filter(|product| template.products.contains(&product.id)) {
            for side in product.sides.iter().filter(|side| is_meant(&template, product, side)) {
                if !template.fits(product, side, &side.print_area) {
                    problems.push(format!("{} does not fit {}", template.id, product.id));
                }
                for pairing in 0..template.pairings.len().max(1) {
                    let colours = if all_colours { product.colours.len() } else { 1 };
                    for colour in product.colours.iter().take(colours) {
                        let placing = Placing {
                            side: &side.id,
                            area: &side.print_area,
                            ground: colour.parts.body,
                            palette: None,
                            pairing: Some(pairing),
                            words: &words,
                            above: None,
                        };
                        problems.extend(setter.problems(&template, product, side, placing));
                    }
                }
            }
        }
    }
    problems
}

/// Whether a template must fit a side: all but small ones that no layout is made for.
fn is_meant(template: &Template, product: &Product, side: &Side) -> bool {
    let named = template.layouts.iter().any(|layout| layout.sides.contains(&side.id));
    named || !is_small(product, side)
}

fn assert_none(problems: &[String]) {
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn every_template_prints_well_on_everything_it_fits() {
    assert_none(&problems(|_| Table::new(), true));
}

#[test]
fn the_longest_words_that_fields_allow_print_well() {
    assert_none(&problems(long_words, false));
}

#[test]
fn short_words_print_well() {
    assert_none(&problems(short_words, false));
}

#[test]
fn what_is_read_has_a_contrast_of_three_on_every_colour() {
    fn read(layers: &[TemplateLayer], roles: &mut Vec<String>) {
        for layer in layers {
            match layer {
                TemplateLayer::Text(text) if text.name == "Echo" || text.name == "Shadow" => {}
                TemplateLayer::Text(text) => {
                    let stops = text.fill.iter().flat_map(|fill| fill.stops());
                    roles.extend(stops.map(|stop| stop.colour.clone()));
                    roles.push(text.colour.clone());
                }
                TemplateLayer::Shape(_) => {}
                TemplateLayer::Group(group) => read(&group.layers, roles),
            }
        }
    }
    let mut problems = Vec::new();
    for template in shipped() {
        let mut roles = Vec::new();
        template.layouts.iter().for_each(|layout| read(&layout.layers, &mut roles));
        roles.sort();
        roles.dedup();
        for product in
            catalog().products().iter().filter(|product| template.products.contains(&product.id))
        {
            for colour in &product.colours {
                let ground: Rgb = colour.parts.body;
                let palettes = template.palettes_on(ground);
                if palettes.is_empty() {
                    problems.push(format!("{}: no palette for {}", template.id, colour.id));
                }
                for palette in palettes {
                    let colours = template.colours_on(ground, Some(palette));
                    for role in template.roles.iter().filter(|role| roles.contains(&role.id)) {
                        for on in &role.on {
                            let below = if on == "ground" { ground } else { colours[on.as_str()] };
                            if colours[role.id.as_str()].contrast(below) < 3.0 {
                                let (id, role) = (&template.id, &role.id);
                                problems.push(format!("{id}: {role} on {on}, {}", colour.id));
                            }
                        }
                    }
                }
            }
        }
    }
    assert_none(&problems);
}
