//! What can be asked of `atelier`, as clap reads it. No work is done here.

use std::path::PathBuf;

use catalog::{SideId, TechniqueId, ViewId};
use clap::{Parser, Subcommand, ValueEnum};

/// Exit codes, for scripts.
const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  the check found something that must not be printed, or a replay gave another design
  2  the command was not understood
  3  the design, a picture in it or the recording cannot be used
  4  the catalogue, a font or a product picture cannot be used
  5  a file could not be made or written";

/// Makes print files of Atelier designs, checks them and describes them.
#[derive(Debug, Parser)]
#[command(name = "atelier", version, after_help = EXIT_CODES)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) project: ProjectArgs,
}

/// Where the project's files lie. What is not given is looked for in `public/` of the current folder, and then of the
/// folders above this program.
#[derive(Debug, clap::Args)]
pub(crate) struct ProjectArgs {
    /// Folder with catalog.json
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) catalog: Option<PathBuf>,
    /// Folder with fonts.json and the fonts
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) fonts: Option<PathBuf>,
    /// Folder with the product pictures' maps
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) mockups: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make print files and product pictures of one side
    Render(RenderArgs),
    /// Say what would print badly or not at all
    Check(CheckArgs),
    /// Say what is in a design
    Inspect(InspectArgs),
    /// Do again what a recording holds, for a bug report
    Replay(ReplayArgs),
}

#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("output").required(true).multiple(true)))]
pub(crate) struct RenderArgs {
    /// An .atelier file, or a design as JSON
    pub(crate) design: PathBuf,
    /// The side; the first one with something on it where none is given
    #[arg(long, value_name = "ID")]
    pub(crate) side: Option<SideId>,
    /// Write a PDF: vector, true to size, with trim and bleed boxes (`-` for standard output)
    #[arg(long, value_name = "FILE", group = "output")]
    pub(crate) pdf: Option<PathBuf>,
    /// Write a PNG with a transparent ground
    #[arg(long, value_name = "FILE", group = "output")]
    pub(crate) png: Option<PathBuf>,
    /// Write an SVG, one unit a millimetre
    #[arg(long, value_name = "FILE", group = "output")]
    pub(crate) svg: Option<PathBuf>,
    /// Write a picture of the product with the design on it, as PNG
    #[arg(long, value_name = "FILE", group = "output")]
    pub(crate) mockup: Option<PathBuf>,
    /// Resolution of the PNG
    #[arg(long, default_value_t = 300.0, value_parser = parse_dpi)]
    pub(crate) dpi: f64,
    /// Let PNG and SVG reach over the trim edge by the bleed; a PDF always does
    #[arg(long)]
    pub(crate) bleed: bool,
    /// The product's view for --mockup; the first one of the side where none is given
    #[arg(long, value_name = "ID")]
    pub(crate) view: Option<ViewId>,
    /// Width of the product picture in pixels
    #[arg(long, default_value_t = 1000, value_name = "PIXELS")]
    pub(crate) width: u32,
    /// What is behind the product
    #[arg(long, value_enum, default_value_t = Backdrop::Transparent)]
    pub(crate) backdrop: Backdrop,
    /// Make print files although the check found something that must not be printed
    #[arg(long)]
    pub(crate) force: bool,
}

/// What is behind the product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Backdrop {
    /// Nothing but the product's shadow
    Transparent,
    /// A light studio backdrop
    Studio,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    /// An .atelier file, or a design as JSON
    pub(crate) design: PathBuf,
    /// Only this side; all sides with something on them where none is given
    #[arg(long, value_name = "ID")]
    pub(crate) side: Option<SideId>,
    /// Judge for another technique of the catalogue than the product's, for example screen_print
    #[arg(long, value_name = "ID")]
    pub(crate) technique: Option<TechniqueId>,
    /// Write findings as JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct InspectArgs {
    /// An .atelier file, or a design as JSON
    pub(crate) design: PathBuf,
    /// Write JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ReplayArgs {
    /// A recording that a shopper saved with a bug report
    pub(crate) recording: PathBuf,
    /// Write the design that comes out: as .atelier where the name ends so, else as JSON (`-` for standard output)
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

fn parse_dpi(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(dpi) if (10.0..=2400.0).contains(&dpi) => Ok(dpi),
        _ => Err("use a number from 10 to 2400".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_agree_with_each_other() {
        super::Args::command().debug_assert();
    }
}
