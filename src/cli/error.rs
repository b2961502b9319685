//! Everything that can go wrong on the command line, with the exit code that scripts see.

use std::path::PathBuf;

use catalog::{DetailsError, ScreenPrintError};
use design::BundleError;
use editor::ReplayError;
use package::{PackageError, ReadError};
use prepress::PressError;
use prepress::cut::CutError;
use prepress::separation::SeparationError;
use roster::RosterError;

/// Why a command was not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CliError {
    #[error("{count} finding(s) must not be printed; correct the design, or use `render --force`")]
    Stopped { count: usize },
    #[error("{}: {reason}; check the path", .path.display())]
    DesignFile { path: PathBuf, reason: std::io::Error },
    #[error("{}: {reason}", .path.display())]
    Design { path: PathBuf, reason: BundleError },
    #[error("{}: {reason}; save the recording again", .path.display())]
    Recording { path: PathBuf, reason: ReplayError },
    #[error("{reason}; this program is most likely of another version than the shopper's page")]
    OtherDesign { reason: ReplayError },
    #[error(
        "the design is for product `{product}`, which the catalogue does not have; give the right one with --catalog"
    )]
    NoProduct { product: String },
    #[error("product `{product}` has no {what} `{id}`; it has {known}")]
    NotInProduct { product: String, what: &'static str, id: String, known: String },
    #[error("there is no technique `{technique}` in the catalogue; it has {known}")]
    NoTechnique { technique: String, known: String },
    #[error("product `{product}` has no picture of side `{side}`")]
    NoView { product: String, side: String },
    #[error("product `{product}` has no model, so it cannot be written as a body")]
    NoModel { product: String },
    #[error("there is no folder with {wanted} here; give it with {option}")]
    NoFolder { wanted: String, option: &'static str },
    #[error("{}: {reason}", .path.display())]
    ProjectFile { path: PathBuf, reason: String },
    #[error("{0}")]
    Press(#[from] PressError),
    #[error("{0}")]
    Details(#[from] DetailsError),
    #[error("{0}")]
    Package(#[from] PackageError),
    #[error("{}: {reason}", .path.display())]
    PackageFile { path: PathBuf, reason: ReadError },
    #[error("{}: {reason}; give the event's detail as JSON", .path.display())]
    Event { path: PathBuf, reason: String },
    #[error("{count} of {total} differ; do not print this package before you know why")]
    Differs { count: usize, total: usize },
    #[error("{0}")]
    Cut(#[from] CutError),
    #[error("{}: {reason}; check that the folder exists and can be written", .path.display())]
    Output { path: PathBuf, reason: std::io::Error },
    #[error("{0}")]
    Separation(#[from] SeparationError),
    #[error("{0}")]
    ScreenPrint(#[from] ScreenPrintError),
    #[error("there is no ink `{name}` on the merchant's list; it has {known}")]
    NoInk { name: String, known: String },
    #[error("{} is there already; choose another folder, or use --force", .path.display())]
    Exists { path: PathBuf },
    #[error(
        "{} is a plate of another run; take it away or choose an empty folder, so that no plates get mixed up",
        .path.display()
    )]
    OtherPlate { path: PathBuf },
    #[error("only one file can go to standard output; give the others a name")]
    TwoToStdout,
    #[error("the print is another one on {sizes}; name one with --size, or give the file a name")]
    SizesToStdout { sizes: String },
    #[error("{}: {reason}", .path.display())]
    Roster { path: PathBuf, reason: RosterError },
    #[error(
        "{rows} row(s) cannot be printed as they are; correct them, or leave them out with --skip"
    )]
    RosterRows { rows: usize },
    #[error(
        "{} is there already and is not overwritten; go on with --resume, or give another folder",
        .path.display()
    )]
    InTheWay { path: PathBuf },
    #[error(
        "{} is of another table, design or choice of options; give another folder",
        .path.display()
    )]
    OtherRoster { path: PathBuf },
}

impl CliError {
    /// As `--help` lists them.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Stopped { .. }
            | Self::OtherDesign { .. }
            | Self::Differs { .. }
            | Self::RosterRows { .. } => 1,
            Self::TwoToStdout
            | Self::SizesToStdout { .. }
            | Self::NoInk { .. }
            | Self::Press(PressError::Request(_) | PressError::Choke { .. })
            | Self::Cut(CutError::Range { .. })
            | Self::Separation(SeparationError::Inks { .. } | SeparationError::UnknownInk { .. }) => {
                2
            }
            Self::DesignFile { .. }
            | Self::Design { .. }
            | Self::Recording { .. }
            | Self::NoProduct { .. }
            | Self::Roster { .. }
            | Self::NotInProduct { .. }
            | Self::PackageFile { .. }
            | Self::Event { .. }
            | Self::NoTechnique { .. }
            | Self::Details(DetailsError::NoSize { .. } | DetailsError::NoSide { .. })
            | Self::Press(PressError::MissingArtwork { .. } | PressError::Artwork { .. }) => 3,
            Self::Package(reason) => match reason {
                PackageError::Press(
                    PressError::MissingArtwork { .. } | PressError::Artwork { .. },
                )
                | PackageError::MissingArtwork { .. }
                | PackageError::OtherProduct { .. }
                | PackageError::Colour { .. }
                | PackageError::NothingPrinted => 3,
                PackageError::Number { .. }
                | PackageError::Quantity { .. }
                | PackageError::Size { .. }
                | PackageError::Name(_) => 2,
                PackageError::Mockup(_)
                | PackageError::NoMaps { .. }
                | PackageError::Details(_) => 4,
                PackageError::Press(_) | PackageError::TooLarge { .. } => 5,
            },
            Self::Separation(SeparationError::Nothing) => 3,
            Self::Separation(SeparationError::Press(reason)) => {
                Self::Press(reason.clone()).exit_code()
            }
            Self::ScreenPrint(_) | Self::Details(_) => 4,
            Self::Cut(
                CutError::Nothing { .. }
                | CutError::Press(PressError::MissingArtwork { .. } | PressError::Artwork { .. }),
            ) => 3,
            Self::NoView { .. }
            | Self::NoModel { .. }
            | Self::NoFolder { .. }
            | Self::ProjectFile { .. } => 4,
            Self::Press(
                PressError::Cancelled
                | PressError::Size { .. }
                | PressError::FileSize
                | PressError::Encode { .. },
            )
            | Self::Exists { .. }
            | Self::OtherPlate { .. }
            | Self::Cut(CutError::Press(_) | CutError::TooMuch)
            | Self::Output { .. }
            | Self::InTheWay { .. }
            | Self::OtherRoster { .. } => 5,
        }
    }
}
