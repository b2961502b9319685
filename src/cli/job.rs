//! A design ready for work: read, its product found, its text set, its sides resolved to scenes.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use catalog::TechniqueId;
use catalog::{Details, Limits, PrintOnSize, Product, SideId, SizeId, SizedPrint, Technique};
use design::{ArtworkId, Content, Design, LayerId, read_bundle};
use package::{on_print, on_size};
use prepress::preflight::{Check, Finding, PictureFacts, check_on, missing_glyphs, unusable_rules};
use scene::{Ready, Resources, Scene, drawings, resolve};
use typeset::shape;

use crate::args::ProjectArgs;
use crate::error::CliError;
use crate::project;

/// A design with all that is needed to print it.
pub(crate) struct Job {
    pub(crate) design: Design,
    pub(crate) artworks: geom::Table<ArtworkId, Vec<u8>>,
    pub(crate) product: Product,
    resources: Ready,
    /// Text layers that cannot be set, and why.
    unset: BTreeMap<LayerId, String>,
    /// Fonts whose licence restricts embedding, by layer.
    restricted: BTreeMap<LayerId, Vec<(String, String)>>,
}

/// A design's file as it was read, with its artwork.
pub(crate) fn read(path: &Path) -> Result<(Design, geom::Table<ArtworkId, Vec<u8>>), CliError> {
    let bytes = std::fs::read(path)
        .map_err(|reason| CliError::DesignFile { path: path.to_owned(), reason })?;
    let bundle =
        read_bundle(&bytes).map_err(|reason| CliError::Design { path: path.to_owned(), reason })?;
    let artworks = bundle.artworks.iter().map(|(id, bytes)| (*id, bytes.to_vec())).collect();
    Ok((bundle.design, artworks))
}

impl Job {
    /// Reads a design and everything it needs.
    pub(crate) fn open(path: &Path, args: &ProjectArgs) -> Result<Self, CliError> {
        Self::open_for(path, args, None)
    }

    /// The same with another technique of the catalogue than the product's.
    pub(crate) fn open_for(
        path: &Path,
        args: &ProjectArgs,
        technique: Option<&TechniqueId>,
    ) -> Result<Self, CliError> {
        let (design, artworks) = read(path)?;
        Self::of(design, artworks, args, technique)
    }

    /// Finds everything that a design needs; its product's technique is replaced where another one is named.
    pub(crate) fn of(
        design: Design,
        artworks: geom::Table<ArtworkId, Vec<u8>>,
        args: &ProjectArgs,
        technique: Option<&TechniqueId>,
    ) -> Result<Self, CliError> {
        let shop = project::catalog(args)?;
        let mut product = shop.product(&design.head.product)?.clone();
        if let Some(id) = technique {
            product = with_technique(product, shop.technique(id)?)?;
        }
        let mut texts = BTreeMap::new();
        let (mut unset, mut restricted) = (BTreeMap::new(), BTreeMap::new());
        if design.layers.values().any(|layer| layer.content.shaped().is_some()) {
            let mut library = project::fonts(args, &design)?;
            for layer in design.layers.values() {
                let Some(text) = layer.content.shaped() else { continue };
                restricted.insert(layer.id, library.restricted(&text));
                match shape(&text, &mut library) {
                    Ok(block) => {
                        texts.insert(text.key(), Arc::new(block));
                    }
                    Err(error) => {
                        unset.insert(layer.id, error.to_string());
                    }
                }
            }
        }
        let resources = Ready { texts, drawings: drawings(&artworks) };
        Ok(Self { design, artworks, product, resources, unset, restricted })
    }

    /// Its finished texts and drawings.
    pub(crate) fn resources(&self) -> &dyn Resources {
        &self.resources
    }

    /// The side that was asked for, or the first one with something on it.
    pub(crate) fn side(&self, asked: Option<&SideId>) -> Result<SideId, CliError> {
        let sides = &self.product.sides;
        let Some(asked) = asked else {
            let printed = sides.iter().find(|side| self.design.is_printed(&side.id));
            // A product has at least one side; the catalogue checks it.
            return printed
                .or(sides.first())
                .map(|side| side.id.clone())
                .ok_or_else(|| CliError::NoProduct { product: self.product.id.to_string() });
        };
        if self.product.side(asked).is_some() {
            return Ok(asked.clone());
        }
        let known: Vec<&str> = sides.iter().map(|side| side.id.as_str()).collect();
        Err(CliError::NotInProduct {
            product: self.product.id.to_string(),
            what: "side",
            id: asked.to_string(),
            known: known.join(", "),
        })
    }

    /// A finished side.
    pub(crate) fn scene(&self, side: &SideId) -> Result<Scene, CliError> {
        let side = self.side(Some(side))?;
        let area = self.product.side(&side).map(|side| side.print_area);
        let area =
            area.ok_or_else(|| CliError::NoProduct { product: self.product.id.to_string() })?;
        Ok(resolve(&self.design, &side, &area, &self.resources))
    }

    /// A finished side as it is printed on a size, and how large the print is there; as it was designed where none is
    /// named.
    pub(crate) fn sized(
        &self,
        side: &SideId,
        size: Option<&SizeId>,
    ) -> Result<(Scene, Option<PrintOnSize>), CliError> {
        let scene = self.scene(side)?;
        let (Some(size), Some(of)) = (size, self.product.side(&scene.side)) else {
            return Ok((scene, None));
        };
        let on = Details::of(&self.product)?.print_on(&self.product, &of.id, size)?;
        Ok((on_size(scene, of, &on), Some(on)))
    }

    /// A side as its print files show it: on the size that is named, or on each on which prints are of another size, with
    /// the sizes that a file is for. One without sizes, as it was designed, where prints are as large on all of them.
    pub(crate) fn printed(
        &self,
        side: &SideId,
        size: Option<&SizeId>,
    ) -> Result<Vec<(Scene, Vec<SizeId>)>, CliError> {
        if size.is_some() {
            return Ok(vec![(self.sized(side, size)?.0, Vec::new())]);
        }
        let scene = self.scene(side)?;
        let mut by_scale: Vec<SizedPrint> = Vec::new();
        let details = Details::of(&self.product)?;
        for print in details.prints(&self.product, &scene.side, &self.sold(&[]))? {
            match by_scale.iter_mut().find(|other| other.print == print.print) {
                Some(other) => other.sizes.extend(print.sizes),
                None => by_scale.push(print),
            }
        }
        let Some(of) = self.product.side(&scene.side).filter(|_| by_scale.len() > 1) else {
            return Ok(vec![(scene, Vec::new())]);
        };
        let on = |print: SizedPrint| (on_print(scene.clone(), of, &print), print.sizes);
        Ok(by_scale.into_iter().map(on).collect())
    }

    /// These sizes, or all that are sold where none is named.
    fn sold(&self, sizes: &[SizeId]) -> Vec<SizeId> {
        if !sizes.is_empty() {
            return sizes.to_vec();
        }
        self.product.sizes.iter().map(|size| size.id.clone()).collect()
    }

    /// What the check finds on a side, on those of the sizes that tell of all; on all that are sold where none is named.
    pub(crate) fn findings(
        &self,
        side: &SideId,
        sizes: &[SizeId],
    ) -> Result<Vec<Finding>, CliError> {
        let scene = self.scene(side)?;
        let limits = match Limits::of(&self.product, &scene.side) {
            Ok(limits) => limits,
            Err(reason) => return Ok(vec![unusable_rules(&reason)]),
        };
        let details = Details::of(&self.product)?;
        let prints = details.telling_prints(&self.product, &scene.side, &self.sold(sizes))?;
        let of_side = Check {
            product: &self.product,
            limits: &limits,
            design: &self.design,
            scene: &scene,
            resources: &self.resources,
            missing_glyphs: &missing_glyphs(&self.design, &scene.side, &self.resources),
            unset: &self.unset,
            restricted: &self.restricted,
            artworks: Some(&self.artworks),
        };
        Ok(check_on(&of_side, &prints, &mut PictureFacts::default()))
    }

    /// What a shopper would call a layer.
    pub(crate) fn layer_name(&self, id: LayerId) -> String {
        /// Letters of a text that are shown.
        const SHOWN: usize = 24;
        let Some(layer) = self.design.layers.get(&id) else { return id.to_string() };
        if !layer.name.is_empty() {
            return layer.name.clone();
        }
        match &layer.content {
            Content::Text(text) => {
                let line: String = text.content.split_whitespace().collect::<Vec<_>>().join(" ");
                let cut: String = line.chars().take(SHOWN).collect();
                let dots = if cut.len() < line.len() { "..." } else { "" };
                format!("text \"{cut}{dots}\"")
            }
            Content::Image(image) => format!("picture {}", image.file_name),
            Content::Shape(_) => "shape".to_owned(),
            Content::Drawing(drawing) => format!("artwork {}", drawing.name),
        }
    }
}

/// A product as it is printed with a technique of the catalogue. One that the merchant does not offer for it can be judged
/// all the same: then nothing but the technique is another one.
fn with_technique(product: Product, technique: &Technique) -> Result<Product, CliError> {
    let details = Details::of(&product)?;
    if details.techniques(&product).contains(&&technique.id) {
        return Ok(details.printed_with(&product, technique)?);
    }
    let shop_rules = product.technique.shop_rules.clone();
    Ok(Product { technique: Technique { shop_rules, ..technique.clone() }, ..product })
}
