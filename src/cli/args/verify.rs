//! What `atelier verify` can be asked.

use std::path::PathBuf;

#[derive(Debug, clap::Args)]
pub(crate) struct VerifyArgs {
    /// A package that `atelier package` or the shop's page made
    pub(crate) package: PathBuf,
    /// Compare it with what was ordered too: the detail of `atelier-add-to-cart`, kept as JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) event: Option<PathBuf>,
    /// Write JSON
    #[arg(long)]
    pub(crate) json: bool,
}
