//! What can be asked of `atelier cut`. No work is done here.

use std::path::PathBuf;

use catalog::{SideId, SizeId};
use geom::Mm;
use prepress::Extent;
use prepress::cut::{CutLines, CutRequest, OFFSETS, THRESHOLDS, TOLERANCES};

#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("cut-output").required(true).multiple(true)))]
pub(crate) struct CutArgs {
    /// An .atelier file, or a design as JSON
    pub(crate) design: PathBuf,
    /// The side; the first one with something on it where none is given
    #[arg(long, value_name = "ID")]
    pub(crate) side: Option<SideId>,
    /// Cut for this size of the product, where prints grow with sizes; as designed where none is given
    #[arg(long, value_name = "ID")]
    pub(crate) size: Option<SizeId>,
    /// Write a DXF: AutoCAD 2000, millimetres, closed polylines (`-` for standard output)
    #[arg(long, value_name = "FILE", group = "cut-output")]
    pub(crate) dxf: Option<PathBuf>,
    /// Write an SVG: millimetres, lines without fill
    #[arg(long, value_name = "FILE", group = "cut-output")]
    pub(crate) svg: Option<PathBuf>,
    /// Run the line this far outside of the art, with round corners, and without holes unless --smallest-hole is given
    #[arg(long, value_name = "MM", value_parser = |text: &str| within(text, OFFSETS))]
    pub(crate) kiss_cut: Option<f64>,
    /// Lines of each colour for themselves, for vinyl: what lies above a colour is taken away from it
    #[arg(long, conflicts_with = "kiss_cut")]
    pub(crate) per_colour: bool,
    /// How far a line may be from the true outline
    #[arg(long, value_name = "MM", default_value_t = CutRequest::default().tolerance.mm(),
          value_parser = |text: &str| within(text, TOLERANCES))]
    pub(crate) tolerance: f64,
    /// Make one of parts that are nearer to each other than this
    #[arg(long, value_name = "MM", default_value_t = 0.0, value_parser = |text: &str| within(text, OFFSETS))]
    pub(crate) join: f64,
    /// Fill holes that are smaller than this, in square millimetres
    #[arg(long, value_name = "MM2", value_parser = |text: &str| within(text, SIZES))]
    pub(crate) smallest_hole: Option<f64>,
    /// Leave out parts that are smaller than this, in square millimetres
    #[arg(long, value_name = "MM2", default_value_t = CutRequest::default().smallest_part,
          value_parser = |text: &str| within(text, SIZES))]
    pub(crate) smallest_part: f64,
    /// How opaque a picture is at least where it is inside of the line, 0 to 1
    #[arg(long, default_value_t = CutRequest::default().threshold,
          value_parser = |text: &str| within(text, THRESHOLDS))]
    pub(crate) threshold: f64,
    /// Mirror the lines, for film that is cut from its back
    #[arg(long)]
    pub(crate) mirror: bool,
    /// Look at the bleed too
    #[arg(long)]
    pub(crate) bleed: bool,
    /// Make files although the check found something that must not be printed
    #[arg(long)]
    pub(crate) force: bool,
}

/// Sizes that are asked for in square millimetres.
const SIZES: (f64, f64) = (0.0, 1_000_000.0);

fn within(text: &str, (low, high): (f64, f64)) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(number) if (low..=high).contains(&number) => Ok(number),
        _ => Err(format!("use a number from {low} to {high}")),
    }
}

impl CutArgs {
    /// What is asked for.
    pub(crate) fn request(&self) -> CutRequest {
        let base =
            self.kiss_cut.map_or_else(CutRequest::default, |mm| CutRequest::kiss_cut(Mm::new(mm)));
        CutRequest {
            lines: if self.per_colour { CutLines::ByColour } else { CutLines::Contour },
            extent: if self.bleed { Extent::Bleed } else { Extent::Trim },
            join: Mm::new(self.join),
            smallest_hole: self.smallest_hole.unwrap_or(base.smallest_hole),
            smallest_part: self.smallest_part,
            tolerance: Mm::new(self.tolerance),
            threshold: self.threshold,
            mirrored: self.mirror,
            ..base
        }
    }
}
