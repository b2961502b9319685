//! The arguments of `atelier render` for print files of pixels: PNG, TIFF and white ink. No work is done here.

use std::path::PathBuf;
use std::str::FromStr;

use geom::Rgb;

/// What files of pixels shall be.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "PNG and TIFF")]
pub(crate) struct PixelArgs {
    /// Write a TIFF: RGB and alpha, 8 bits, deflate (`-` for standard output)
    #[arg(long, value_name = "FILE", group = "output")]
    pub(crate) tiff: Option<PathBuf>,
    /// Write the white ink below the art, in grey: 255 is all white; a TIFF where the name ends so, else a PNG
    #[arg(long, value_name = "FILE", group = "output")]
    pub(crate) white: Option<PathBuf>,
    /// Add the white ink to the TIFF as a channel of its own; --choke draws it in
    #[arg(long, requires = "tiff")]
    pub(crate) white_channel: bool,
    /// Leave the white ink out where the art has this colour: `product` or #rrggbb
    #[arg(long, value_name = "COLOUR")]
    pub(crate) white_skips: Option<Tone>,
    /// What is behind the art in PNG and TIFF: `transparent`, `product` or #rrggbb
    #[arg(long, value_name = "GROUND", default_value = "transparent")]
    pub(crate) ground: Behind,
    /// How many bands are made at a time; as many as there are cores where none is given. The file is the same
    #[arg(long, value_name = "COUNT", value_parser = clap::value_parser!(u8).range(1..=64))]
    pub(crate) hands: Option<u8>,
}

/// A colour by name or number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// The colour of the product that is printed.
    Product,
    /// Any.
    Colour(Rgb),
}

/// What is behind the art.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Behind {
    /// Nothing.
    Transparent,
    /// A colour.
    Tone(Tone),
}

impl FromStr for Tone {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "product" {
            return Ok(Self::Product);
        }
        text.parse()
            .map(Self::Colour)
            .map_err(|_| "use `product` or a colour as #rrggbb".to_owned())
    }
}

impl FromStr for Behind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text == "transparent" {
            return Ok(Self::Transparent);
        }
        let said = |_| "use `transparent`, `product` or a colour as #rrggbb".to_owned();
        text.parse().map(Self::Tone).map_err(said)
    }
}
