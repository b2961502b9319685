//! The check before printing: the command line's rules, on what the studio holds while somebody designs.

use std::collections::BTreeMap;

use catalog::Product;
use design::{ArtworkId, Design};
use jobs::{Found, JobError, Severity};
use prepress::preflight::{self, Check};

use crate::Studio;

impl Studio {
    /// What would print badly or not at all, on every side that is printed.
    ///
    /// # Errors
    /// Artwork that is not here and was not called lost, or a font that does not load.
    pub(crate) async fn check(
        &self,
        base: &str,
        design: &Design,
        product: &Product,
        lost: &[ArtworkId],
    ) -> Result<Vec<Found>, JobError> {
        let mut shown = design.clone();
        shown.layers.retain(|_, layer| !layer.hidden);
        let mut ids = self.pictures.unknown(&shown);
        ids.retain(|id| !lost.contains(id));
        if !ids.is_empty() {
            return Err(JobError::MissingArtwork { ids });
        }
        let mut unset = BTreeMap::new();
        for layer in shown.layers.values() {
            let Some(text) = layer.content.shaped() else { continue };
            match self.blocks.set(base, &text).await {
                Ok(_) => {}
                Err(JobError::Text { reason }) => drop(unset.insert(layer.id, reason)),
                Err(error) => return Err(error),
            }
        }
        let artworks = self.pictures.artworks();
        let mut found = Vec::new();
        for side in product.sides.iter().filter(|side| design.is_printed(&side.id)) {
            let scene = scene::resolve(design, &side.id, &side.print_area, &self.blocks);
            let findings = preflight::check(&Check {
                product,
                design,
                scene: &scene,
                missing_glyphs: &preflight::missing_glyphs(design, &side.id, &self.blocks),
                unset: &unset,
                artworks: Some(&*artworks),
            });
            found.extend(findings.into_iter().map(|finding| Found {
                side: side.id.clone(),
                layer: finding.layer,
                severity: match finding.problem.severity() {
                    preflight::Severity::Stops => Severity::Stops,
                    preflight::Severity::Warns => Severity::Warns,
                    preflight::Severity::Advises => Severity::Advises,
                },
                rule: String::new(),
                sentence: finding.problem.to_string(),
                fix: None,
            }));
        }
        Ok(found)
    }
}
