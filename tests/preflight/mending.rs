//! Every fix that is offered mends its finding and gives no new reason to stop: for the designs of the rules' tests and
//! all sample designs, for every technique.

use std::collections::BTreeMap;
use std::path::PathBuf;

use catalog::SideId;
use design::{LayerId, read_bundle};
use prepress::preflight::{Finding, Severity};

use crate::desk::{Desk, Order};
use crate::rules::{cases, orders};

/// What a finding is about: side, layer and rule.
type About = (SideId, Option<LayerId>, String);

fn about(side: &SideId, finding: &Finding) -> About {
    (side.clone(), finding.layer, finding.problem.rule_name())
}

/// What was done and what went wrong.
#[derive(Default)]
struct Done {
    /// Fixes by rule.
    fixes: BTreeMap<String, usize>,
    wrong: Vec<String>,
}

impl Done {
    /// Does each fix of an order on its own, so many of a rule.
    fn mend_all(&mut self, desk: &Desk, name: &str, order: &Order, most: usize) {
        let before = desk.check(order);
        let known: Vec<About> = before.iter().map(|(side, finding)| about(side, finding)).collect();
        let mut done: BTreeMap<String, usize> = BTreeMap::new();
        for (side, finding) in &before {
            let Some(fix) = &finding.fix else { continue };
            let this = about(side, finding);
            let count = done.entry(this.2.clone()).or_default();
            *count += 1;
            if *count > most {
                continue;
            }
            match desk.mended(order, fix) {
                Err(error) => self.wrong.push(format!("{name}: {fix:?} for {this:?}: {error}")),
                Ok(mended) => {
                    for (side, found) in desk.check(&mended) {
                        let that = about(&side, &found);
                        if that == this {
                            self.wrong.push(format!("{name}: {finding:?} is still {found:?}"));
                        } else if found.severity == Severity::Stops && !known.contains(&that) {
                            self.wrong
                                .push(format!("{name}: {fix:?} for {this:?} brings {found:?}"));
                        }
                    }
                }
            }
            *self.fixes.entry(this.2).or_default() += 1;
        }
    }

    fn told(&self) -> String {
        let shown: Vec<&str> = self.wrong.iter().take(20).map(String::as_str).collect();
        format!("{} are wrong, {:?} done:\n{}", self.wrong.len(), self.fixes, shown.join("\n"))
    }
}

#[test]
fn every_fix_mends_its_finding_and_stops_nothing_else() {
    let desk = Desk::new();
    let mut done = Done::default();
    for case in cases() {
        for (name, order) in orders(&desk, &case) {
            done.mend_all(&desk, &name, &order, usize::MAX);
        }
    }
    assert!(done.wrong.is_empty(), "{}", done.told());
    let with_fixes: Vec<&str> = done.fixes.keys().map(String::as_str).collect();
    let expected = [
        "cut_off",
        "duplicate",
        "empty_side",
        "faint_colour",
        "hairline",
        "hidden_art",
        "ink_coverage",
        "low_resolution",
        "missing_glyphs",
        "outside_area",
        "safe_zone",
        "small_text",
        "soft_edge",
        "soft_resolution",
        "thin_gap",
        "thin_line",
        "thin_part",
        "tiny_art",
        "too_many_inks",
        "transparency",
    ];
    assert_eq!(with_fixes, expected);
}

#[test]
fn fixes_hold_for_all_sample_designs_and_techniques() {
    let desk = Desk::new();
    let mut done = Done::default();
    let mut files: Vec<PathBuf> = std::fs::read_dir("designs")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            let name = path.file_name().unwrap().to_str().unwrap();
            name.ends_with(".atelier") || (name.ends_with(".json") && name != "hashes.json")
        })
        .collect();
    files.sort();
    for (number, path) in files.into_iter().enumerate() {
        let bytes = std::fs::read(&path).unwrap();
        let bundle = read_bundle(&bytes).unwrap();
        let artworks: crate::desk::Artworks =
            bundle.artworks.iter().map(|(id, bytes)| (*id, bytes.to_vec())).collect();
        // Two of the techniques in turn: each meets a quarter of the designs.
        for technique in desk.techniques().into_iter().skip(number % 4).step_by(4) {
            let product = desk.product(bundle.design.head.product.as_str(), &technique);
            let design = bundle.design.clone();
            let order = Order { design, artworks: artworks.clone(), product };
            // After each fix the whole design is checked again, and some have a thousand layers.
            done.mend_all(&desk, &format!("{path:?} {technique}"), &order, 2);
        }
    }
    assert!(done.wrong.is_empty(), "{}", done.told());
    assert!(done.fixes.values().sum::<usize>() > 100, "{}", done.told());
}
