//! What can be asked of `atelier separate`, as clap reads it. No work is done here.

use std::path::PathBuf;

use catalog::{DotShape, SideId, SizeId};
use clap::ValueEnum;
use prepress::separation::Mode;

use super::render::parse_dpi;

#[derive(Debug, clap::Args)]
pub(crate) struct SeparateArgs {
    /// An .atelier file, or a design as JSON, for a product that is screen printed
    pub(crate) design: PathBuf,
    /// The side; the first one with something on it where none is given
    #[arg(long, value_name = "ID")]
    pub(crate) side: Option<SideId>,
    /// Print for this size of the product, where prints grow with sizes; as designed where none is given
    #[arg(long, value_name = "ID")]
    pub(crate) size: Option<SizeId>,
    /// Most inks, the underbase not counted; the best ones of the merchant's list are chosen. As many as the merchant
    /// prints where nothing is given
    #[arg(long, value_name = "N", conflicts_with = "ink")]
    pub(crate) inks: Option<usize>,
    /// An ink by its name on the list; once for each ink
    #[arg(long, value_name = "NAME")]
    pub(crate) ink: Vec<String>,
    /// How art becomes inks
    #[arg(long, value_enum, default_value_t = ModeArg::Flat)]
    pub(crate) mode: ModeArg,
    /// Folder for the plates, proof.png, plates.pdf and plates.json; it is made where it is missing
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    /// What a pixel of a plate can be
    #[arg(long, value_enum, default_value_t = DepthArg::One)]
    pub(crate) depth: DepthArg,
    /// Resolution of the plates; the merchant's where none is given
    #[arg(long, value_parser = parse_dpi)]
    pub(crate) dpi: Option<f64>,
    /// Lines of dots an inch; the merchant's where nothing is given
    #[arg(long, value_parser = parse_ruling, value_name = "LINES")]
    pub(crate) lpi: Option<f64>,
    /// The dots' shape; the merchant's where none is given
    #[arg(long, value_enum)]
    pub(crate) dot: Option<DotArg>,
    /// Write over files that are there
    #[arg(long)]
    pub(crate) force: bool,
}

/// How art becomes inks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ModeArg {
    /// Each place has the nearest ink: signs, lettering
    Flat,
    /// Scattered dots of one pixel
    Dither,
    /// Dots in lines that grow with the tone: photographs
    Halftone,
}

impl From<ModeArg> for Mode {
    fn from(mode: ModeArg) -> Self {
        match mode {
            ModeArg::Flat => Self::Flat,
            ModeArg::Dither => Self::Dither,
            ModeArg::Halftone => Self::Halftone,
        }
    }
}

/// What a pixel of a plate can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DepthArg {
    /// Ink or none: ready for film
    #[value(name = "1")]
    One,
    /// Tones without dots, for a program that makes the dots
    #[value(name = "8")]
    Eight,
}

/// The dots' shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DotArg {
    /// Round dots
    Round,
    /// Ellipses
    Ellipse,
    /// Squares on their corners
    Diamond,
    /// Squares along the lines
    Square,
    /// Lines
    Line,
}

impl From<DotArg> for DotShape {
    fn from(dot: DotArg) -> Self {
        match dot {
            DotArg::Round => Self::Round,
            DotArg::Ellipse => Self::Ellipse,
            DotArg::Diamond => Self::Diamond,
            DotArg::Square => Self::Square,
            DotArg::Line => Self::Line,
        }
    }
}

fn parse_ruling(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(ruling) if (10.0..=150.0).contains(&ruling) => Ok(ruling),
        _ => Err("use a number from 10 to 150".to_owned()),
    }
}
