//! The arguments of `atelier render`, those of its PDF among them. No work is done here.

use std::path::PathBuf;

use catalog::{SideId, SizeId, TechniqueId, ViewId};
use clap::ValueEnum;
use geom::Rgb;
use prepress::PdfDate;

use super::pixels::PixelArgs;

#[derive(Clone, Debug, clap::Args)]
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
    /// Write a PNG: RGB and alpha, 8 bits
    #[arg(long, value_name = "FILE", group = "output")]
    pub(crate) png: Option<PathBuf>,
    /// Write an SVG, one unit a millimetre
    #[arg(long, value_name = "FILE", group = "output")]
    pub(crate) svg: Option<PathBuf>,
    /// Leave pictures and soft shadows out of the SVG: only outlines are in it then
    #[arg(long, requires = "svg")]
    pub(crate) svg_outlines: bool,
    /// Write a picture of the product with the design on it, as PNG
    #[arg(long, value_name = "FILE", group = "output")]
    pub(crate) mockup: Option<PathBuf>,
    /// Write the finished product as a body for other 3D programs, as binary glTF
    #[arg(long, value_name = "FILE", group = "output")]
    pub(crate) glb: Option<PathBuf>,
    /// Write the finished product as a body for Apple's devices, as USDZ
    #[arg(long, value_name = "FILE", group = "output")]
    pub(crate) usdz: Option<PathBuf>,
    /// Resolution of PNG and TIFF
    #[arg(long, default_value_t = 300.0, value_parser = parse_dpi)]
    pub(crate) dpi: f64,
    #[command(flatten)]
    pub(crate) pixels: PixelArgs,
    #[command(flatten)]
    pub(crate) pdf_options: PdfArgs,
    /// Let PNG, TIFF and SVG reach over the trim edge by the bleed; a PDF always does
    #[arg(long)]
    pub(crate) bleed: bool,
    /// The product's view for --mockup; the first one of the side where none is given
    #[arg(long, value_name = "ID")]
    pub(crate) view: Option<ViewId>,
    /// Print for this size of the product: the picture shows the print as large as it is on that size, and print files grow
    /// with it where the merchant scales prints. Where none is given the picture is as designed, and print files that
    /// grow are made for every size, each with the size in its name: `poster-60x80.pdf`
    #[arg(long, value_name = "ID")]
    pub(crate) size: Option<SizeId>,
    /// Print with this one of the product's techniques; its usual one where none is given
    #[arg(long, value_name = "ID")]
    pub(crate) technique: Option<TechniqueId>,
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

/// What a PDF shall be.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "PDF")]
pub(crate) struct PdfArgs {
    /// Rules that the PDF follows
    #[arg(long, value_enum, default_value_t = Standard::Plain)]
    pub(crate) pdf_standard: Standard,
    /// Colours of the PDF
    #[arg(long, value_enum, default_value_t = Colour::Srgb)]
    pub(crate) colour: Colour,
    /// ICC profile of the printing condition, for `--colour cmyk` and `late`; the project's own for coated paper where
    /// none is given
    #[arg(long, value_name = "FILE")]
    pub(crate) profile: Option<PathBuf>,
    /// What pure black lines and areas become in CMYK
    #[arg(long, value_enum, default_value_t = BlackInk::Deep)]
    pub(crate) black: BlackInk,
    /// What texts are in the PDF
    #[arg(long, value_enum, default_value_t = Lettering::Outlines)]
    pub(crate) text: Lettering,
    /// Marks around the print
    #[arg(long, value_enum, default_value_t = Marks::None)]
    pub(crate) marks: Marks,
    /// A line of text beside the marks: what the print shop shall know it by
    #[arg(long, value_name = "TEXT")]
    pub(crate) slug: Option<String>,
    /// Leave the bleed out of the PDF
    #[arg(long)]
    pub(crate) no_bleed: bool,
    /// Make pictures smaller that are more than 1.5 times as fine as this
    #[arg(long, value_name = "DPI", value_parser = parse_dpi)]
    pub(crate) picture_dpi: Option<f64>,
    /// Title of a PDF/X-4 file
    #[arg(long, value_name = "TEXT", default_value = "")]
    pub(crate) title: String,
    /// Date that a PDF/X-4 file states; the first of January 2000 where none is given, so that equal designs give equal
    /// bytes
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_date)]
    pub(crate) date: Option<PdfDate>,
    /// Put white ink below all art, as the separation `White`
    #[arg(long)]
    pub(crate) spot_white: bool,
    /// How far the white ink is drawn in at edges, in mm
    #[arg(long, value_name = "MM", default_value_t = 0.0, value_parser = parse_choke)]
    pub(crate) choke: f64,
    /// Cut along the trim edge, as the separation `CutContour`
    #[arg(long)]
    pub(crate) spot_cut: bool,
    /// Add an ink from a picture of its plate over the whole page, black being full ink: NAME=FILE, or NAME#rrggbb=FILE
    /// with the colour that screens show
    #[arg(long, value_name = "INK", value_parser = parse_plate)]
    pub(crate) spot_plate: Vec<Plate>,
}

/// The rules that a PDF follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Standard {
    /// None but PDF 1.7
    Plain,
    /// PDF/X-4
    X4,
}

/// The colours of a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// As they are; a PDF/X-4 file has sRGB as its output intent
    Srgb,
    /// As they are, with sRGB as the output intent
    SrgbIntent,
    /// Converted to the profile's inks
    Cmyk,
    /// As they are, to be converted by the print shop: the profile is the output intent
    Late,
}

/// What pure black becomes in CMYK.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum BlackInk {
    /// The deepest black, of several inks
    Deep,
    /// Black ink alone
    Key,
}

/// What texts are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lettering {
    /// Outlines; no font is inside
    Outlines,
    /// Text that can be searched and copied, with the parts of fonts that it needs. Texts on paths, warped or filled with
    /// gradients and patterns, emoji, and fonts whose licence restricts embedding stay outlines
    Fonts,
}

/// Marks around a print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Marks {
    /// None
    None,
    /// Lines at the corners
    Crop,
    /// Lines, registration marks and colour bars
    All,
}

/// A plate that was made elsewhere.
#[derive(Clone, Debug)]
pub(crate) struct Plate {
    pub(crate) name: String,
    pub(crate) shown: Rgb,
    pub(crate) file: PathBuf,
}

pub(crate) fn parse_dpi(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(dpi) if (10.0..=2400.0).contains(&dpi) => Ok(dpi),
        _ => Err("use a number from 10 to 2400".to_owned()),
    }
}

fn parse_choke(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(mm) if (0.0..=prepress::MAX_CHOKE.mm()).contains(&mm) => Ok(mm),
        _ => Err(format!("use a number from 0 to {}", prepress::MAX_CHOKE.mm())),
    }
}

fn parse_date(text: &str) -> Result<PdfDate, String> {
    let read = || {
        let mut parts = text.splitn(3, '-');
        let year = parts.next()?.parse().ok()?;
        let (month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(PdfDate { year, month, day })
    };
    read().filter(|date| date.is_a_day()).ok_or_else(|| "use a day, as 2026-11-23".to_owned())
}

fn parse_plate(text: &str) -> Result<Plate, String> {
    let wrong = "use NAME=FILE or NAME#rrggbb=FILE";
    let (ink, file) = text.split_once('=').ok_or(wrong)?;
    let (name, shown) = match ink.rfind('#') {
        None => (ink, Rgb::BLACK),
        Some(at) => (&ink[..at], ink[at..].parse().map_err(|_| wrong)?),
    };
    Ok(Plate { name: name.to_owned(), shown, file: file.into() })
}
