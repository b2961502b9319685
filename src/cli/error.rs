//! Everything that can go wrong on the command line, with the exit code that scripts see.

use std::path::PathBuf;

use design::BundleError;
use editor::ReplayError;
use prepress::PressError;

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
    #[error("there is no folder with {wanted} here; give it with {option}")]
    NoFolder { wanted: String, option: &'static str },
    #[error("{}: {reason}", .path.display())]
    ProjectFile { path: PathBuf, reason: String },
    #[error("{0}")]
    Press(#[from] PressError),
    #[error("{}: {reason}; check that the folder exists and can be written", .path.display())]
    Output { path: PathBuf, reason: std::io::Error },
    #[error("only one file can go to standard output; give the others a name")]
    TwoToStdout,
}

impl CliError {
    /// As `--help` lists them.
    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::Stopped { .. } | Self::OtherDesign { .. } => 1,
            Self::TwoToStdout => 2,
            Self::DesignFile { .. }
            | Self::Design { .. }
            | Self::Recording { .. }
            | Self::NoProduct { .. }
            | Self::NotInProduct { .. }
            | Self::NoTechnique { .. }
            | Self::Press(PressError::MissingArtwork { .. } | PressError::Artwork { .. }) => 3,
            Self::NoView { .. } | Self::NoFolder { .. } | Self::ProjectFile { .. } => 4,
            Self::Press(
                PressError::Cancelled | PressError::Size { .. } | PressError::Encode { .. },
            )
            | Self::Output { .. } => 5,
        }
    }
}
