//! The check before printing: the command line's rules, on what the studio holds while somebody designs.

use std::collections::BTreeMap;

use catalog::{Details, Limits, Product, SideId, SizeId};
use design::{ArtworkId, Design};
use jobs::{Found, JobError, Proposal, Severity};
use prepress::preflight::{self, Check, Finding};

use crate::Studio;

impl Studio {
    /// What would print badly or not at all, on every side that is printed, on those of the sizes that tell of all.
    ///
    /// # Errors
    /// Artwork that is not here and was not called lost, or a font that does not load.
    pub(crate) async fn check(
        &self,
        base: &str,
        design: &Design,
        (product, sizes): (&Product, &[SizeId]),
        lost: &[ArtworkId],
    ) -> Result<Vec<Found>, JobError> {
        let mut shown = design.clone();
        shown.layers.retain(|_, layer| !layer.hidden);
        let mut ids = self.pictures.unknown(&shown);
        ids.retain(|id| !lost.contains(id));
        if !ids.is_empty() {
            return Err(JobError::MissingArtwork { ids });
        }
        let (mut unset, mut restricted) = (BTreeMap::new(), BTreeMap::new());
        for layer in shown.layers.values() {
            let Some(text) = layer.content.shaped() else { continue };
            match self.blocks.set(base, &text).await {
                Ok(_) => {}
                Err(JobError::Text { reason }) => drop(unset.insert(layer.id, reason)),
                Err(error) => return Err(error),
            }
            let said = self.blocks.fonts.with(|library| library.restricted(&text));
            restricted.insert(layer.id, said.unwrap_or_default());
        }
        let artworks = self.pictures.artworks();
        // Wrong entries are the catalogue's check's to tell; the design itself is judged then.
        let details = Details::of(product).ok();
        let mut facts = self.facts.borrow_mut();
        let mut found = Vec::new();
        for side in product.sides.iter().filter(|side| design.is_printed(&side.id)) {
            let findings = match Limits::of(product, &side.id) {
                Err(reason) => vec![preflight::unusable_rules(&reason)],
                Ok(limits) => {
                    let scene = scene::resolve(design, &side.id, &side.print_area, &self.blocks);
                    let check = Check {
                        product,
                        limits: &limits,
                        design,
                        scene: &scene,
                        resources: &self.blocks,
                        missing_glyphs: &preflight::missing_glyphs(design, &side.id, &self.blocks),
                        unset: &unset,
                        restricted: &restricted,
                        artworks: Some(&*artworks),
                    };
                    let prints = details
                        .as_ref()
                        .and_then(|details| details.telling_prints(product, &side.id, sizes).ok());
                    preflight::check_on(&check, &prints.unwrap_or_default(), &mut facts)
                }
            };
            found.extend(findings.into_iter().map(|finding| told(product, &side.id, finding)));
        }
        Ok(found)
    }
}

/// A finding as the app shows it.
fn told(product: &Product, side: &SideId, finding: Finding) -> Found {
    let sentence = finding.sentence(product);
    let Finding { layer, severity, problem, fix, .. } = finding;
    Found {
        side: side.clone(),
        layer,
        severity: match severity {
            preflight::Severity::Stops => Severity::Stops,
            preflight::Severity::Warns => Severity::Warns,
            preflight::Severity::Advises => Severity::Advises,
        },
        rule: problem.rule_name(),
        sentence,
        fix: fix.map(|fix| Proposal::new(fix.label, fix.mends)),
    }
}
