//! The card of a template: what a list says of it, enough to rank it, to filter it and to show that it is there.

use catalog::ProductId;
use geom::order::Ordered;
use json::{FromJson, ToJson};

use crate::{FontId, Template, TemplateId, TemplateLayer};

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

impl TemplateCard {
    /// What it is for, whom, how it feels, and its other words; what it shows is apart.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let lists = [&self.occasions, &self.recipients, &self.moods, &self.tags];
        lists.into_iter().flatten().map(String::as_str)
    }
}
