//! What rows are worked on with: the product, the artwork, fonts, and texts that are set. One desk for each thread.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalog::{Details, Limits, Product, SideId, SizeId};
use design::{ArtworkId, Design, Text, TextKey};
use geom::{Drawing, Table, TextBlock};
use package::on_size;
use prepress::preflight::{Check, Finding, PictureFacts, check_on, missing_glyphs, unusable_rules};
use roster::Setter;
use scene::{Resources, Scene, drawings, resolve};
use typeset::shape;

use crate::args::ProjectArgs;
use crate::error::CliError;
use crate::project::Fonts;

/// What all rows share.
pub(crate) struct Stock {
    pub(crate) product: Product,
    pub(crate) artworks: Table<ArtworkId, Vec<u8>>,
    drawings: BTreeMap<ArtworkId, Arc<Drawing>>,
}

impl Stock {
    pub(crate) fn new(product: Product, artworks: Table<ArtworkId, Vec<u8>>) -> Self {
        Self { product, drawings: drawings(&artworks), artworks }
    }
}

/// A desk: texts of the design stay set, those of a row are forgotten after it.
pub(crate) struct Desk<'s> {
    pub(crate) stock: &'s Stock,
    fonts: Fonts,
    kept: BTreeMap<TextKey, Arc<TextBlock>>,
    of_row: BTreeMap<TextKey, Arc<TextBlock>>,
    /// A font that could not be read: no row can be done then.
    broken: Option<CliError>,
    /// What is known of pictures, which rows share.
    facts: PictureFacts,
}

impl<'s> Desk<'s> {
    pub(crate) fn open(stock: &'s Stock, project: &ProjectArgs) -> Result<Self, CliError> {
        let fonts = Fonts::open(project)?;
        let (kept, of_row) = (BTreeMap::new(), BTreeMap::new());
        Ok(Self { stock, fonts, kept, of_row, broken: None, facts: PictureFacts::default() })
    }

    /// Sets the texts of a design that many rows share.
    pub(crate) fn keep(&mut self, design: &Design) -> Result<(), CliError> {
        self.set_all(design);
        self.kept.append(&mut self.of_row);
        self.broken()
    }

    /// Forgets the texts of a row.
    pub(crate) fn forget(&mut self) {
        self.of_row.clear();
    }

    /// The font that could not be read, if there was one.
    pub(crate) fn broken(&mut self) -> Result<(), CliError> {
        self.broken.take().map_or(Ok(()), Err)
    }

    /// Sets all texts of a design; what cannot be set, and why.
    fn set_all(&mut self, design: &Design) -> BTreeMap<design::LayerId, String> {
        let mut unset = BTreeMap::new();
        for layer in design.layers.values() {
            let Some(text) = layer.content.shaped() else { continue };
            if let Err(reason) = self.set(&text) {
                unset.insert(layer.id, reason);
            }
        }
        unset
    }

    /// The sides of a design with something to print, finished as they are printed on a size; as designed where none is
    /// named.
    pub(crate) fn scenes(
        &mut self,
        design: &Design,
        only: Option<&SideId>,
        size: Option<&SizeId>,
    ) -> Result<Vec<Scene>, CliError> {
        self.set_all(design);
        let product = &self.stock.product;
        let details = Details::of(product)?;
        let sides = product.sides.iter();
        let mut scenes = Vec::new();
        for side in sides
            .filter(|side| only.is_none_or(|only| *only == side.id))
            .filter(|side| design.is_printed(&side.id))
        {
            let scene = resolve(design, &side.id, &side.print_area, self);
            if scene.layers.iter().all(|layer| layer.drawn_bounds().is_none()) {
                continue;
            }
            scenes.push(match size {
                None => scene,
                Some(size) => on_size(scene, side, &details.print_on(product, &side.id, size)?),
            });
        }
        Ok(scenes)
    }

    /// What the preflight finds on all sides, on those of the sizes that tell of all.
    pub(crate) fn findings(
        &mut self,
        design: &Design,
        sizes: &[SizeId],
    ) -> Result<Vec<(SideId, Finding)>, CliError> {
        let unset = self.set_all(design);
        let texts =
            design.layers.values().filter_map(|layer| Some((layer.id, layer.content.shaped()?)));
        let restricted =
            texts.map(|(id, text)| (id, self.fonts.library.restricted(&text))).collect();
        let details = Details::of(&self.stock.product)?;
        let mut facts = std::mem::take(&mut self.facts);
        let mut found = Vec::new();
        for side in self.stock.product.sides.iter().filter(|side| design.is_printed(&side.id)) {
            let scene = resolve(design, &side.id, &side.print_area, self);
            let findings = match Limits::of(&self.stock.product, &side.id) {
                Err(reason) => vec![unusable_rules(&reason)],
                Ok(limits) => {
                    let of_side = Check {
                        product: &self.stock.product,
                        limits: &limits,
                        design,
                        scene: &scene,
                        resources: self,
                        missing_glyphs: &missing_glyphs(design, &side.id, self),
                        unset: &unset,
                        restricted: &restricted,
                        artworks: Some(&self.stock.artworks),
                    };
                    let product = &self.stock.product;
                    let prints = details.telling_prints(product, &side.id, sizes)?;
                    check_on(&of_side, &prints, &mut facts)
                }
            };
            found.extend(findings.into_iter().map(|finding| (side.id.clone(), finding)));
        }
        self.facts = facts;
        Ok(found)
    }
}

impl Setter for Desk<'_> {
    fn set(&mut self, text: &Text) -> Result<Arc<TextBlock>, String> {
        let key = text.key();
        if let Some(block) = self.text(&key) {
            return Ok(block);
        }
        if let Err(error) = self.fonts.prepare(text) {
            let reason = error.to_string();
            self.broken.get_or_insert(error);
            return Err(reason);
        }
        let block = shape(text, &mut self.fonts.library).map_err(|error| error.to_string())?;
        let block = Arc::new(block);
        self.of_row.insert(key, block.clone());
        Ok(block)
    }
}

impl Resources for Desk<'_> {
    fn text(&self, key: &TextKey) -> Option<Arc<TextBlock>> {
        self.kept.get(key).or_else(|| self.of_row.get(key)).cloned()
    }

    fn drawing(&self, id: &ArtworkId) -> Option<Arc<Drawing>> {
        self.stock.drawings.get(id).cloned()
    }
}
