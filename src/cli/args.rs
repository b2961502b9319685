//! What can be asked of `atelier`, as clap reads it. No work is done here.

pub(crate) mod cut;
mod package;
pub(crate) mod pixels;
pub(crate) mod render;
mod roster;
mod separate;
mod verify;

use std::path::PathBuf;

use catalog::{SideId, SizeId, TechniqueId};
use clap::{Parser, Subcommand};

pub(crate) use render::{Backdrop, PdfArgs, RenderArgs};

pub(crate) use self::package::PackageArgs;
pub(crate) use self::verify::VerifyArgs;
pub(crate) use separate::{DepthArg, SeparateArgs};

pub(crate) use roster::{HeaderRow, Letters, RosterArgs, RosterFormat};

/// Exit codes, for scripts.
const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  the check found something that must not be printed, a replay gave another design, or a package is not what its
     design gives
  2  the command was not understood
  3  the design, a picture in it, the recording or the package cannot be used
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
    /// Folder with the products' models
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) models: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make print files and product pictures of one side
    Render(Box<RenderArgs>),
    /// Say what would print badly or not at all
    Check(CheckArgs),
    /// Make cut lines of one side: DXF and SVG, around the art or by colour
    Cut(cut::CutArgs),
    /// Say what is in a design
    Inspect(InspectArgs),
    /// Make everything that a print shop needs for a line of an order, as one file
    Package(PackageArgs),
    /// Make a package's files again from its design, and say what differs
    Verify(VerifyArgs),
    /// Make plates for screen printing of one side
    Separate(SeparateArgs),
    /// Do again what a recording holds, for a bug report
    Replay(ReplayArgs),
    /// Make print files and one order of a table of names, numbers and sizes
    Roster(Box<RosterArgs>),
}

#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    /// An .atelier file, or a design as JSON
    pub(crate) design: PathBuf,
    /// Only this side; all sides with something on them where none is given
    #[arg(long, value_name = "ID")]
    pub(crate) side: Option<SideId>,
    /// Judge what is printed on this size: its print area, and prints that grow with sizes. Once for each that is ordered; all
    /// that are sold where none is given. Of several the smallest and the largest print are judged
    #[arg(long, value_name = "ID")]
    pub(crate) size: Vec<SizeId>,
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

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_agree_with_each_other() {
        super::Args::command().debug_assert();
    }
}
