//! A side judged as it is printed on the sizes that are ordered: where prints grow with sizes a picture may be sharp on the
//! small one and coarse on the large one, and letters the other way round. The design is judged in its own millimetres by
//! limits that are brought there, so what mends a finding mends the design. How large prints are is the catalogue's to say.

use std::cmp::Ordering;

use catalog::{Product, Side, SizeId, SizedPrint};
use geom::{Dpi, Mm};

use super::check::{Check, check};
use super::finding::{Finding, Problem};
use super::pictures::PictureFacts;

/// All findings of a side on sizes, each once: the worst of what is alike. `of.scene` is the side as it was designed; `prints`
/// are what tells of all sizes, see `catalog::Details::telling_prints`. Without any the design itself is judged.
pub fn check_on(of: &Check<'_>, prints: &[SizedPrint], facts: &mut PictureFacts) -> Vec<Finding> {
    let Some(side) = of.product.side(&of.scene.side).filter(|_| !prints.is_empty()) else {
        return check(of, facts);
    };
    let mut merged: Vec<Merged> = Vec::new();
    for print in prints {
        for finding in on_print(of, side, print, facts) {
            take(&mut merged, finding, print);
        }
    }
    merged.into_iter().map(|merged| merged.told(prints)).collect()
}

/// What is found on one print, in its real millimetres.
fn on_print(
    of: &Check<'_>,
    side: &Side,
    print: &SizedPrint,
    facts: &mut PictureFacts,
) -> Vec<Finding> {
    let own = side.print_area;
    if print.print == 1.0 && print.area == own {
        return check(of, facts);
    }
    // In millimetres of the design; what only grew is what it was, to the last bit.
    let grown = print.area == own.scaled(print.print);
    let area = if grown { own } else { print.area.scaled(1.0 / print.print) };
    let scene = of.scene.clone();
    let scene = if grown { scene } else { scene.on_size(&area, 1.0) };
    let mut product = of.product.clone();
    for known in product.sides.iter_mut().filter(|known| known.id == side.id) {
        known.print_area = area;
    }
    let limits = of.limits.in_design(print.print);
    let inner = Check { product: &product, limits: &limits, scene: &scene, ..*of };
    let mut findings = check(&inner, facts);
    for finding in &mut findings {
        finding.problem =
            std::mem::replace(&mut finding.problem, Problem::NothingToPrint).at_scale(print.print);
    }
    findings
}

/// A finding of several prints.
struct Merged {
    /// The worst.
    worst: Finding,
    /// Where that is.
    size: Option<SizeId>,
    /// On how many prints something alike was found.
    count: usize,
    /// Whether it is the same on all of those.
    is_same: bool,
}

impl Merged {
    /// The finding, which names its size where another one prints better or the print is not as large as the design.
    fn told(self, prints: &[SizedPrint]) -> Finding {
        let everywhere = self.is_same && self.count == prints.len();
        let as_designed = prints.iter().all(|print| print.print == 1.0);
        let is_plain = match prints.len() {
            1 => as_designed || self.worst.problem.measure().is_none(),
            _ => everywhere,
        };
        Finding { on: self.size.filter(|_| !is_plain), ..self.worst }
    }
}

/// Adds a finding to those that are alike, behind others of its layer where it is the first.
fn take(merged: &mut Vec<Merged>, finding: Finding, print: &SizedPrint) {
    let theme = finding.problem.theme();
    let alike = merged
        .iter_mut()
        .find(|other| other.worst.layer == finding.layer && other.worst.problem.theme() == theme);
    let size = print.named().cloned();
    let Some(other) = alike else {
        let layer = finding.layer;
        let behind = merged.iter().rposition(|other| other.worst.layer == layer);
        let place = behind.map_or(merged.len(), |place| place + 1);
        merged.insert(place, Merged { worst: finding, size, count: 1, is_same: true });
        return;
    };
    other.count += 1;
    other.is_same &= other.worst.problem == finding.problem;
    let measure = |finding: &Finding| finding.problem.measure().unwrap_or_default();
    let is_worse = finding
        .severity
        .cmp(&other.worst.severity)
        .then_with(|| measure(&finding).total_cmp(&measure(&other.worst)));
    if is_worse == Ordering::Greater {
        (other.worst, other.size) = (finding, size);
    }
}

impl Finding {
    /// What was found, for people; with the size where it is so on that one: "On 3XL: The picture has ...".
    pub fn sentence(&self, product: &Product) -> String {
        let size = self.on.as_ref().and_then(|size| product.size(size));
        match size {
            Some(size) => format!("On {}: {}", size.name, self.problem),
            None => self.problem.to_string(),
        }
    }
}

impl Problem {
    /// The problem of a design as it is on a print `scale` times as large.
    fn at_scale(self, scale: f64) -> Self {
        if scale == 1.0 {
            return self;
        }
        let real = |length: Mm| (length * scale).quantised();
        // Limits are stated to a hundredth; those of the design were rounded up.
        let needed = |length: Mm| Mm::new((length.mm() * scale * 100.0).round() / 100.0);
        // A picture that is too coarse by a hair is not said to be fine enough.
        let coarse = |dpi: Dpi| Dpi::new((dpi.dpi() / scale).floor());
        let limit = |dpi: Dpi| Dpi::new((dpi.dpi() / scale).round());
        match self {
            Self::LowResolution { dpi, floor } => {
                Self::LowResolution { dpi: coarse(dpi), floor: limit(floor) }
            }
            Self::SoftResolution { dpi, aim } => {
                Self::SoftResolution { dpi: coarse(dpi), aim: limit(aim) }
            }
            Self::CutOff { over } => Self::CutOff { over: real(over) },
            Self::SafeZone { over } => Self::SafeZone { over: real(over) },
            Self::Hairline { width, minimum } => {
                Self::Hairline { width: real(width), minimum: needed(minimum) }
            }
            Self::ThinLine { width, minimum } => {
                Self::ThinLine { width: real(width), minimum: needed(minimum) }
            }
            Self::ThinPart { width, minimum } => {
                Self::ThinPart { width: real(width), minimum: needed(minimum) }
            }
            Self::ThinGap { width, minimum } => {
                Self::ThinGap { width: real(width), minimum: needed(minimum) }
            }
            Self::SmallText { size, minimum } => {
                Self::SmallText { size: real(size), minimum: needed(minimum) }
            }
            Self::TinyArt { size, minimum } => {
                Self::TinyArt { size: real(size), minimum: needed(minimum) }
            }
            same @ (Self::NothingToPrint
            | Self::PrintRules { .. }
            | Self::MissingArtwork { .. }
            | Self::BadArtwork { .. }
            | Self::BadText { .. }
            | Self::MissingGlyphs { .. }
            | Self::OutsideArea
            | Self::FaintColour { .. }
            | Self::Transparency
            | Self::SoftEdge
            | Self::TooManyInks { .. }
            | Self::InkCoverage { .. }
            | Self::EmptySide { .. }
            | Self::Duplicate { .. }
            | Self::HiddenArt { .. }
            | Self::FontEmbedding { .. }
            | Self::BecomesPixels
            | Self::LargerTiles { .. }) => same,
        }
    }

    /// How bad it is beside others of its theme, where that depends on the size; more is worse.
    fn measure(&self) -> Option<f64> {
        Some(match self {
            Self::LowResolution { dpi, .. } | Self::SoftResolution { dpi, .. } => -dpi.dpi(),
            Self::OutsideArea => f64::INFINITY,
            Self::CutOff { over } | Self::SafeZone { over } => over.mm(),
            Self::Hairline { width, .. }
            | Self::ThinLine { width, .. }
            | Self::ThinPart { width, .. }
            | Self::ThinGap { width, .. } => -width.mm(),
            Self::SmallText { size, .. } | Self::TinyArt { size, .. } => -size.mm(),
            _ => return None,
        })
    }

    /// What findings of one layer on several sizes have to have in common to be one.
    fn theme(&self) -> String {
        match self {
            Self::LowResolution { .. } | Self::SoftResolution { .. } => "resolution".to_owned(),
            Self::Hairline { .. } | Self::ThinLine { .. } => "line".to_owned(),
            Self::OutsideArea | Self::CutOff { .. } | Self::SafeZone { .. } => "place".to_owned(),
            Self::ThinPart { .. }
            | Self::ThinGap { .. }
            | Self::SmallText { .. }
            | Self::TinyArt { .. }
            | Self::InkCoverage { .. }
            | Self::TooManyInks { .. } => self.rule_name(),
            other => json::write_text(other),
        }
    }
}
