//! What can be asked of `atelier roster`. No work is done here.

use std::path::PathBuf;

use catalog::SideId;
use clap::{Args, ValueEnum};
use roster::{Delimiter, Encoding};

#[derive(Debug, Args)]
pub(crate) struct RosterArgs {
    /// An .atelier file, or a design as JSON: what every row fills in
    pub(crate) design: PathBuf,
    /// The table: CSV or text with any delimiter and encoding (`-` for standard input)
    pub(crate) names: PathBuf,
    /// Folder for the print files; made where it is not there
    #[arg(long, value_name = "DIR", required_unless_present_any = ["check", "csv"])]
    pub(crate) out: Option<PathBuf>,
    /// Only check the rows and make the preview; no print files
    #[arg(long)]
    pub(crate) check: bool,
    /// Which column fills what: a field, `size` or `quantity`; by name or number from 1 (`--map name=Spieler`)
    #[arg(long = "map", value_name = "FIELD=COLUMN", value_parser = parse_map)]
    pub(crate) maps: Vec<(String, String)>,
    /// What stands between cells: comma, semicolon, tab or pipe; found out where it is not given
    #[arg(long, value_parser = parse_delimiter)]
    pub(crate) delimiter: Option<Delimiter>,
    /// UTF-8, UTF-16LE, UTF-16BE, Windows-1252 or ISO-8859-1; found out where it is not given
    #[arg(long, value_parser = parse_encoding)]
    pub(crate) encoding: Option<Encoding>,
    /// Whether the first row names the columns
    #[arg(long, value_enum, default_value_t = HeaderRow::Auto)]
    pub(crate) header: HeaderRow,
    /// In which letters everything is printed
    #[arg(long, value_enum, default_value_t = Letters::AsWritten)]
    pub(crate) case: Letters,
    /// Formats of the print files
    #[arg(long, value_enum, value_delimiter = ',', default_value = "pdf")]
    pub(crate) format: Vec<RosterFormat>,
    /// Resolution of PNGs
    #[arg(long, default_value_t = 300.0, value_parser = super::render::parse_dpi)]
    pub(crate) dpi: f64,
    /// Only this side; all sides with something on them where none is given
    #[arg(long, value_name = "ID")]
    pub(crate) side: Option<SideId>,
    /// The middle of files' names, with {FIELD}, {size} and {quantity}; the row's number comes before, the side after it
    #[arg(long, value_name = "PATTERN")]
    pub(crate) name: Option<String>,
    /// Write a preview of all rows: pages of one PDF, or PNGs with the page's number in their names
    #[arg(long, value_name = "FILE")]
    pub(crate) sheet: Option<PathBuf>,
    /// Where the order goes; `order.json` in the folder where nothing is given
    #[arg(long, value_name = "FILE")]
    pub(crate) order: Option<PathBuf>,
    /// Write the rows as they were read, as CSV that no spreadsheet runs as formulas (`-` for standard output)
    #[arg(long, value_name = "FILE")]
    pub(crate) csv: Option<PathBuf>,
    /// Go on with a roster that was interrupted: files that are whole stay
    #[arg(long)]
    pub(crate) resume: bool,
    /// Leave out rows that cannot be printed as they are, instead of stopping
    #[arg(long)]
    pub(crate) skip: bool,
    /// Folder with the templates that designs begin with
    #[arg(long, value_name = "DIR")]
    pub(crate) templates: Option<PathBuf>,
    /// How many rows are worked on at the same time; as many as there are processors where nothing is given
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u16).range(1..=64))]
    pub(crate) jobs: Option<u16>,
}

/// Whether the first row names the columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum HeaderRow {
    /// It is found out
    Auto,
    /// It does
    Yes,
    /// It is a row like the others
    No,
}

/// In which letters everything is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Letters {
    /// As it is written
    AsWritten,
    /// In capitals
    Upper,
    /// In small letters
    Lower,
}

/// A format of print files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum RosterFormat {
    /// Vector, true to size
    Pdf,
    /// Pixels on a transparent ground
    Png,
    /// Vector, one unit a millimetre
    Svg,
}

fn parse_map(text: &str) -> Result<(String, String), String> {
    // A field may have `=` in its name, a column hardly: the last one parts them.
    let (field, column) = text.rsplit_once('=').ok_or("write FIELD=COLUMN")?;
    Ok((field.trim().to_owned(), column.trim().to_owned()))
}

fn parse_delimiter(text: &str) -> Result<Delimiter, String> {
    Delimiter::named(text).ok_or_else(|| "use comma, semicolon, tab or pipe".to_owned())
}

fn parse_encoding(text: &str) -> Result<Encoding, String> {
    Encoding::named(text).ok_or_else(|| {
        let known: Vec<&str> = Encoding::ALL.iter().map(|encoding| encoding.name()).collect();
        format!("use {}", known.join(", "))
    })
}
