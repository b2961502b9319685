//! Filling in a template that was applied: words, colours and fonts change, what the shopper made of it stays.

use std::sync::Arc;

use catalog::Product;
use design::{Content, Counter, Filling, Layer, Placing, Template, Text, read_template};
use geom::{Mm, Rgb, Table};

const BADGE: &str = r##"{
  "schema": 2, "id": "badge", "name": "Badge", "about": "For tests.", "motifs": [], "products": ["tee"], "start": 0.5,
  "fields": [
    { "id": "name", "label": "Name", "default": "Ada", "max": 20 },
    { "id": "year", "label": "Year", "default": "1815", "max": 4 }
  ],
  "roles": [{ "id": "badge" }, { "id": "ink", "on": ["badge"] }],
  "palettes": [
    { "name": "Dark", "colours": { "badge": "#202020", "ink": "#ffffff" } },
    { "name": "Red", "colours": { "badge": "#a01020", "ink": "#ffffff" } }
  ],
  "pairings": [
    { "name": "One", "faces": { "head": { "font": "anton" } } },
    { "name": "Two", "faces": { "head": { "font": "inter", "scale": 0.5, "down": 0.1 } } }
  ],
  "layouts": [{ "width": 300, "height": 400, "layers": [
    { "shape": { "kind": "ellipse", "x": 150, "y": 150, "width": 200, "height": 200, "fill": "badge" } },
    { "text": { "content": "{name}", "font": "head", "size": 40, "colour": "ink", "x": 150, "y": 100 } },
    { "text": { "content": "since {year}", "font": "head", "size": 20, "colour": "ink", "x": 150, "y": 160, "capitals": true } },
    { "text": { "content": "{name}!", "font": "head", "size": 20, "colour": "ink", "x": 150, "y": 200, "capitals": true } }
  ] }]
}"##;

struct Applied {
    template: Template,
    product: Product,
    layers: Vec<Arc<Layer>>,
}

fn applied() -> Applied {
    let template = read_template(BADGE.as_bytes()).unwrap();
    let product: Product =
        json::read(&std::fs::read("../../public/catalog/tee.json").unwrap()).unwrap();
    let side = product.sides[0].clone();
    let placing = Placing {
        side: &side.id,
        area: &side.print_area,
        ground: Rgb::WHITE,
        palette: None,
        pairing: None,
        words: &Table::new(),
        above: None,
    };
    let layers =
        template.instantiate(&placing, &mut Counter(0)).into_iter().map(Arc::new).collect();
    Applied { template, product, layers }
}

impl Applied {
    fn filling(&self) -> Filling {
        self.template.filling_of(&self.layers, &self.product, Rgb::WHITE, &Table::new())
    }

    fn refill(&mut self, change: impl FnOnce(&mut Filling)) {
        let before = self.filling();
        let mut after = before.clone();
        change(&mut after);
        let Self { template, product, layers } = self;
        for new in template.refilled(layers, product, Rgb::WHITE, &before, &after) {
            let place = layers.iter().position(|layer| layer.id == new.id).unwrap();
            layers[place] = Arc::new(new);
        }
    }

    fn text(&self, index: usize) -> &Text {
        match &self.layers[index].content {
            Content::Text(text) => text,
            other => panic!("{other:?}"),
        }
    }

    fn fill(&self) -> Option<Rgb> {
        match &self.layers[0].content {
            Content::Shape(shape) => shape.fill,
            other => panic!("{other:?}"),
        }
    }

    fn change(&mut self, index: usize, change: impl FnOnce(&mut Layer)) {
        change(Arc::make_mut(&mut self.layers[index]));
    }
}

fn word(filling: &mut Filling, field: &str, word: &str) {
    filling.words.insert(field.to_owned(), word.to_owned());
}

#[test]
fn texts_say_which_field_they_show_and_how_much_it_takes() {
    let applied = applied();
    assert_eq!(applied.text(1).field.as_deref(), Some("name"));
    assert_eq!(applied.text(1).limits.unwrap().characters, Some(20));
    assert_eq!(applied.text(2).limits.unwrap().characters, Some(10), "since and four letters");
}

#[test]
fn what_was_filled_in_is_read_back() {
    let mut applied = applied();
    applied.refill(|filling| word(filling, "name", "Grace"));
    applied.refill(|filling| word(filling, "year", "1906"));
    assert_eq!(applied.text(1).content, "Grace");
    assert_eq!(applied.text(2).content, "SINCE 1906");
    assert_eq!(applied.text(3).content, "GRACE!");
    let filling = applied.filling();
    assert_eq!((filling.words["name"].as_str(), filling.words["year"].as_str()), ("Grace", "1906"));
    assert_eq!((filling.palette, filling.pairing), (None, None));
}

#[test]
fn a_longer_word_is_set_smaller_and_a_shorter_one_as_large_again() {
    let mut applied = applied();
    let before = applied.layers[1].clone();
    applied.refill(|filling| word(filling, "name", "Wilhelmina"));
    assert!(applied.text(1).size < Mm::new(20.0));
    applied.refill(|filling| word(filling, "name", "Ada"));
    assert_eq!(applied.layers[1], before);
}

#[test]
fn another_palette_recolours_all_but_what_the_shopper_coloured() {
    let mut applied = applied();
    let own = Rgb::new(1, 2, 3);
    applied.change(1, |layer| {
        if let Content::Text(text) = &mut layer.content {
            text.colour = own;
        }
    });
    applied.refill(|filling| filling.palette = Some(1));
    assert_eq!(applied.fill(), Some(Rgb::new(0xa0, 0x10, 0x20)));
    assert_eq!(applied.text(1).colour, own);
    assert_eq!(applied.filling().palette, Some(1));
    applied.refill(|filling| filling.palette = Some(0));
    assert_eq!(applied.fill(), Some(Rgb::new(0x20, 0x20, 0x20)));
}

#[test]
fn another_pairing_changes_fonts_sizes_and_keeps_the_lines() {
    let mut applied = applied();
    applied.refill(|filling| filling.pairing = Some(1));
    let text = applied.text(1);
    assert_eq!((text.font.as_str(), text.size.mm(), text.line_height), ("inter", 20.0, 2.0));
    assert_eq!(applied.layers[1].y.mm(), 104.0);
    assert_eq!(applied.filling().pairing, Some(1));
}

#[test]
fn what_was_moved_turned_and_enlarged_stays_so() {
    let mut applied = applied();
    applied.change(1, |layer| {
        layer.x = Mm::new(30.0);
        layer.y = Mm::new(40.0);
        if let Content::Text(text) = &mut layer.content {
            text.resize(Mm::new(80.0));
        }
    });
    applied.refill(|filling| filling.pairing = Some(1));
    let layer = &applied.layers[1];
    assert_eq!((layer.x.mm(), layer.y.mm()), (30.0, 48.0), "down by a tenth of twice the size");
    assert_eq!(applied.text(1).size.mm(), 40.0);
}

#[test]
fn a_deleted_part_stays_away_and_others_are_filled_in() {
    let mut applied = applied();
    applied.layers.remove(1);
    applied.refill(|filling| word(filling, "name", "Grace"));
    assert_eq!(applied.layers.len(), 3);
    assert_eq!(applied.text(2).content, "GRACE!");
}

#[test]
fn words_that_were_written_over_on_the_product_count() {
    let mut applied = applied();
    applied.change(1, |layer| {
        if let Content::Text(text) = &mut layer.content {
            text.rewrite("Joan".into());
        }
    });
    assert_eq!(applied.filling().words["name"], "Joan");
}
