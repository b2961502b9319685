//! What is sold and what it can be made with: catalogue, fonts, templates; fetched once at the start.

use std::sync::Arc;

use catalog::{Catalog, CatalogList, Product, ProductId, Technique};
use design::{Template, TemplateCard, TemplateId, read_template, read_template_list};
use geom::Table;
use json::FromJson;
use json::Json;
use leptos::prelude::untrack;

use crate::atelier::Atelier;
use crate::fetch::fetch;

/// The shop, loaded.
#[derive(Debug)]
pub(crate) struct Shop {
    /// Its name.
    pub name: String,
    /// Products in selling order.
    pub products: Vec<Arc<Product>>,
    /// The techniques that products may be printed with.
    pub techniques: Vec<Technique>,
    /// Fonts in the picker's order.
    pub fonts: Vec<FontInfo>,
    /// Templates, as their list describes them.
    pub(crate) templates: Vec<TemplateCard>,
    /// What was left out and why, for the merchant's eyes.
    pub problems: Vec<String>,
}

/// A font family of the font list.
#[derive(Clone, Debug, PartialEq, Eq, FromJson)]
pub(crate) struct FontInfo {
    /// Its id in designs.
    pub id: String,
    /// Its name for shoppers.
    pub name: String,
    /// Serif, script, ...
    pub category: String,
    /// What it feels like: bold, romantic, ...
    #[json(default)]
    pub moods: Vec<String>,
    /// What can be written with it: latin, greek, ...
    #[json(default)]
    pub scripts: Vec<String>,
}

impl Shop {
    /// Fetches the shop. `base` is the project's folder, `catalog_src` the merchant's catalogue, if there is one.
    ///
    /// # Errors
    /// A sentence for the shopper where there is nothing to show.
    pub(crate) async fn load(base: &str, catalog_src: Option<&str>) -> Result<Self, String> {
        let fonts = fetch(&format!("{base}fonts/fonts.json"));
        let templates = fetch(&format!("{base}templates/templates.json"));
        let own = format!("{base}catalog/catalog.json");
        let source = catalog_src.unwrap_or(&own);
        let json = fetch(source).await.map_err(|error| error.to_string())?;
        let list = CatalogList::read(source, &json).map_err(|error| error.to_string())?;
        let folder = source.rsplit_once('/').map_or("", |(folder, _)| folder);
        let ask = |file: &str| {
            let url = if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") };
            (file.to_owned(), fetch(&url))
        };
        // All of them first: one after the other, each would wait for the way there and back.
        let asked: Vec<_> = list.files().map(ask).collect();
        let mut files = Table::new();
        for (file, answer) in asked {
            files.insert(file, answer.await.map_err(|error| error.to_string()));
        }
        let missing = || Err("it is not named in the list".to_owned());
        let loaded = list.with_files(|file| files.remove(&file.to_owned()).unwrap_or_else(missing));
        let mut problems: Vec<String> = loaded.problems.iter().map(ToString::to_string).collect();
        let fonts = match fonts.await {
            Ok(json) => read_fonts(&json).unwrap_or_else(|error| {
                problems.push(error);
                Vec::new()
            }),
            Err(error) => {
                problems.push(error.to_string());
                Vec::new()
            }
        };
        let templates = match templates.await {
            Ok(json) => read_template_list(&json).unwrap_or_else(|error| {
                problems.push(error.to_string());
                Vec::new()
            }),
            Err(error) => {
                problems.push(error.to_string());
                Vec::new()
            }
        };
        let mut shop = Self::assemble(loaded.catalog, fonts, problems);
        shop.templates = templates;
        Ok(shop)
    }

    /// Fetches a template.
    ///
    /// # Errors
    /// A sentence for the shopper where it does not load or is wrong.
    pub(crate) async fn template(base: &str, id: &TemplateId) -> Result<Template, String> {
        let json = fetch(&format!("{base}templates/{id}.json")).await.map_err(|e| e.to_string())?;
        read_template(&json).map_err(|error| format!("templates/{id}.json: {error}"))
    }

    fn assemble(catalog: Catalog, fonts: Vec<FontInfo>, problems: Vec<String>) -> Self {
        Self {
            templates: Vec::new(),
            name: catalog.shop().name.clone(),
            products: catalog.products().iter().cloned().map(Arc::new).collect(),
            fonts,
            problems,
            techniques: catalog.into_techniques(),
        }
    }

    /// The product with an id.
    pub(crate) fn product(&self, id: &ProductId) -> Option<&Arc<Product>> {
        self.products.iter().find(|product| product.id == *id)
    }
}

/// The font list, of which the screen needs only a part.
fn read_fonts(json: &[u8]) -> Result<Vec<FontInfo>, String> {
    #[derive(FromJson)]
    struct List {
        fonts: Vec<FontInfo>,
    }
    let json = Json::new(json).map_err(|error| format!("fonts.json: {error}"))?;
    json.read::<List>()
        .map(|list| list.fonts)
        .or_else(|_| json.read())
        .map_err(|error| format!("fonts.json: {error}"))
}

impl Atelier {
    /// The shop, if it is here, for what is done once and does not follow it.
    pub(crate) fn shop_now(self) -> Option<Arc<Shop>> {
        untrack(|| self.ready_shop())
    }
}
