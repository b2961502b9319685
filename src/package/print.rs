//! The print files of a side: which there are, made one by one, and their hashes. How each is drawn is `prepress`'.

use catalog::SideId;
use geom::Dpi;
use json::{FromJson, ToJson};
use prepress::{Artworks, Extent, Flow, PngRequest, PressError, Progress, pdf, png, svg};
use scene::Scene;
use sha2::{Digest, Sha256};

/// Format of a print file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Format {
    /// Vector, mm-true, with TrimBox and BleedBox.
    Pdf,
    /// Pixels of the print area on a transparent ground, at the technique's aim.
    Png,
    /// Vector in mm.
    Svg,
}

/// The print files of each side, in their order.
pub const FORMATS: [Format; 3] = [Format::Pdf, Format::Png, Format::Svg];

impl Format {
    /// Its ending: `pdf`, `png` or `svg`.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Png => "png",
            Self::Svg => "svg",
        }
    }

    /// Its media type (RFC 6838).
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Png => "image/png",
            Self::Svg => "image/svg+xml",
        }
    }

    /// Part of the time that a side's files take, measured on photographs at 300 dpi.
    const fn share(self) -> f32 {
        match self {
            Self::Pdf => 0.1,
            Self::Png => 0.85,
            Self::Svg => 0.05,
        }
    }
}

/// A print file by its hash: what an order carries.
#[derive(Clone, Debug, PartialEq, Eq, ToJson, FromJson)]
pub struct PrintHash {
    /// The side.
    pub side: SideId,
    /// The format.
    pub format: Format,
    /// SHA-256 of the file in hexadecimal.
    pub sha256: String,
    /// Size of the file.
    pub bytes: u64,
}

/// Makes a print file: the same bytes as `atelier render` without further options. `sink` gets it piece by piece.
///
/// # Errors
/// [`PressError`]; what was given to `sink` is then not a whole file.
pub fn print_file(
    scene: &Scene,
    artworks: &dyn Artworks,
    (format, dpi): (Format, Dpi),
    sink: &mut dyn FnMut(&[u8]),
    progress: &mut Progress<'_>,
) -> Result<(), PressError> {
    match format {
        Format::Pdf => sink(&pdf(scene, artworks, progress)?),
        Format::Svg => sink(svg(scene, artworks, Extent::Trim, progress)?.as_bytes()),
        Format::Png => {
            let request = PngRequest { dpi, ..PngRequest::default() };
            png(scene, artworks, &request, sink, progress)?;
        }
    }
    Ok(())
}

/// Makes all print files of the sides and keeps nothing but their hashes, in the order of sides and [`FORMATS`].
///
/// # Errors
/// [`PressError`], cancelled included.
pub fn print_hashes(
    scenes: &[Scene],
    artworks: &dyn Artworks,
    dpi: Dpi,
    progress: &mut Progress<'_>,
) -> Result<Vec<PrintHash>, PressError> {
    let mut hashes = Vec::new();
    each_file(scenes, progress, &mut |scene, format, progress| {
        let (mut hash, mut bytes) = (Sha256::new(), 0);
        let mut sink = |piece: &[u8]| {
            hash.update(piece);
            bytes += piece.len() as u64;
        };
        print_file(scene, artworks, (format, dpi), &mut sink, progress)?;
        let sha256 = hex(&hash.finalize());
        hashes.push(PrintHash { side: scene.side.clone(), format, sha256, bytes });
        Ok(())
    })?;
    Ok(hashes)
}

/// Makes one file: a side, its format, and whom to tell how far it is.
type Work<'a> = dyn FnMut(&Scene, Format, &mut Progress<'_>) -> Result<(), PressError> + 'a;

/// Does something for each print file; `progress` hears one rising number for all of them.
pub(crate) fn each_file(
    scenes: &[Scene],
    progress: &mut Progress<'_>,
    work: &mut Work<'_>,
) -> Result<(), PressError> {
    let sides = scenes.len().max(1) as f32;
    let mut before = 0.0;
    for scene in scenes {
        for format in FORMATS {
            let share = format.share() / sides;
            let mut within = |done: f32| progress((before + share * done).min(1.0));
            if within(0.0) == Flow::Cancel {
                return Err(PressError::Cancelled);
            }
            work(scene, format, &mut within)?;
            before += share;
        }
    }
    Ok(())
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256 in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
