//! The card of a template: what a list says of it, enough to rank it, to filter it and to show that it is there.

use catalog::{Product, ProductId, Side, SideId};
use geom::order::Ordered;
use json::{FromJson, ToJson};

use crate::{FontId, Template, TemplateId, TemplateLayer};

/// A side is small that has less than this part of the first side's area.
const SMALL: f64 = 0.25;

/// What a list of templates says about one: enough to rank it and to show that it is there.
#[derive(Clone, Debug, PartialEq, ToJson, FromJson)]
#[json(deny_unknown_fields)]
pub struct TemplateCard {
    /// Its id; the file is `<id>.json` beside the list.
    pub id: TemplateId,
    /// Its name for shoppers.
    pub name: String,
    /// One sentence for shoppers.
    pub about: String,
    /// What it is for.
    #[json(optional)]
    pub occasions: Vec<String>,
    /// Whom it is for.
    #[json(optional)]
    pub recipients: Vec<String>,
    /// How it feels.
    #[json(optional)]
    pub moods: Vec<String>,
    /// Other words that it is found by.
    #[json(optional)]
    pub tags: Vec<String>,
    /// What it shows.
    pub motifs: Vec<String>,
    /// The products that it fits.
    pub products: Vec<ProductId>,
    /// The sides that layouts are made for, each once and in order: small ones fit only so.
    #[json(optional)]
    pub sides: Vec<SideId>,
    /// The editors' judgement how good a start it is for anyone, 0 to 1.
    pub start: f64,
    /// The fonts that it is set in at first, each once, in order of their ids.
    pub fonts: Vec<FontId>,
}

impl Template {
    /// What a list of templates says about this one.
    pub fn card(&self) -> TemplateCard {
        let mut fonts = Vec::new();
        for layout in &self.layouts {
            self.collect_fonts(&layout.layers, &mut fonts);
        }
        let sides = self.layouts.iter().flat_map(|layout| &layout.sides);
        TemplateCard {
            id: self.id.clone(),
            name: self.name.clone(),
            about: self.about.clone(),
            occasions: self.occasions.clone(),
            recipients: self.recipients.clone(),
            moods: self.moods.clone(),
            tags: self.tags.clone(),
            motifs: self.motifs.clone(),
            products: self.products.clone(),
            sides: sides.cloned().each_once(),
            start: self.start,
            fonts: fonts.into_iter().each_once(),
        }
    }

    fn collect_fonts(&self, layers: &[TemplateLayer], fonts: &mut Vec<FontId>) {
        for layer in layers {
            match layer {
                TemplateLayer::Text(text) => fonts.push(self.face(&text.font, 0).font),
                TemplateLayer::Shape(_) => {}
                TemplateLayer::Group(group) => self.collect_fonts(&group.layers, fonts),
            }
        }
    }
}

/// Whether a side is small: what is laid out for a product's first side would be too small to read on it. A sleeve or a
/// label is; a template fits it only where a layout is made for it.
pub fn is_small(product: &Product, side: &Side) -> bool {
    let size = |side: &Side| side.print_area.width.mm() * side.print_area.height.mm();
    product.sides.first().is_some_and(|first| size(side) < SMALL * size(first))
}

impl TemplateCard {
    /// Whether it may be offered for a side of a product.
    pub fn fits(&self, product: &Product, side: &SideId) -> bool {
        self.products.contains(&product.id)
            && (self.sides.contains(side)
                || product.side(side).is_some_and(|side| !is_small(product, side)))
    }

    /// What it is for, whom, how it feels, and its other words; what it shows is apart.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let lists = [&self.occasions, &self.recipients, &self.moods, &self.tags];
        lists.into_iter().flatten().map(String::as_str)
    }
}
