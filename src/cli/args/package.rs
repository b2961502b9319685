//! What `atelier package` can be asked.

use std::path::PathBuf;

use catalog::{SizeId, TechniqueId};

#[derive(Debug, clap::Args)]
pub(crate) struct PackageArgs {
    /// An .atelier file, or a design as JSON
    pub(crate) design: PathBuf,
    /// The order's number
    #[arg(long, value_name = "NUMBER")]
    pub(crate) order: String,
    /// The line's number in the order
    #[arg(long, value_name = "NUMBER", default_value = "1")]
    pub(crate) line: String,
    /// The size; the product's usual one where none is given
    #[arg(long, value_name = "ID")]
    pub(crate) size: Option<SizeId>,
    /// The technique that was ordered, one of the product's; its usual one where none is given
    #[arg(long, value_name = "ID")]
    pub(crate) technique: Option<TechniqueId>,
    /// Number of pieces
    #[arg(long, default_value_t = 1)]
    pub(crate) quantity: u32,
    /// Write the package, a ZIP archive (`-` for standard output)
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Names of print files and proofs: letters, digits, `-`, `_`, `.` and {order}, {line}, {sku}, {product}, {colour},
    /// {size}, {quantity}, {side}, {name}, {design}, {ext}. Equal names get -2, -3 and so on
    #[arg(long, value_name = "TEMPLATE", default_value = package::DEFAULT_NAMES)]
    pub(crate) name: String,
    /// Make it although the check found something that must not be printed
    #[arg(long)]
    pub(crate) force: bool,
}
