//! One print file in the `press` worker, in any format: the same bytes as the command line's with its usual values.

use std::io::Cursor;

use design::ArtworkId;
use geom::Mm;
use jobs::{JobError, PrintColour, PrintFormat};
use prepress::cut::{CutRequest, CutSheet, cut_lines, cut_svg, dxf};
use prepress::icc::CmykProfile;
use prepress::{
    Artworks, Channels, Extent, Flow, PdfColour, PdfMarks, PdfRequest, PdfStandard, PngRequest,
    PressError, Progress, SpotLayer, WHITE_DPI, White, coverage, pdf_with,
};
use scene::Scene;

use crate::files;
use crate::line::Speaker;

/// Makes a file of a side.
///
/// # Errors
/// Why it could not be made.
pub(crate) async fn print(
    base: &str,
    scene: &Scene,
    artworks: &geom::Table<ArtworkId, Vec<u8>>,
    format: PrintFormat,
    speaker: Speaker,
) -> Result<Vec<u8>, JobError> {
    let mut progress = |done: f32| {
        speaker.progress(done);
        Flow::Continue
    };
    let failed = |error: PressError| JobError::Print { reason: error.to_string() };
    let made = match format {
        PrintFormat::Pdf => prepress::pdf(scene, artworks, &mut progress),
        PrintFormat::PdfX { colour, marks, white } => {
            let profile = match colour {
                PrintColour::Srgb => None,
                PrintColour::Cmyk | PrintColour::Late => Some(condition(base).await?),
            };
            let colour = match (colour, &profile) {
                (PrintColour::Cmyk, Some(profile)) => PdfColour::Cmyk(profile),
                (PrintColour::Late, Some(profile)) => PdfColour::LateCmyk(profile),
                (PrintColour::Srgb | PrintColour::Cmyk | PrintColour::Late, _) => PdfColour::Srgb,
            };
            print_shop_pdf(scene, artworks, colour, (marks, white), &mut progress)
        }
        // As the command line does without `--bleed`: an order names a file by its hash.
        PrintFormat::Svg => {
            prepress::svg(scene, artworks, Extent::Trim, &mut progress).map(String::into_bytes)
        }
        PrintFormat::Png { dpi } => {
            let mut file = Vec::new();
            let request = PngRequest { dpi, ..PngRequest::default() };
            let sink = |piece: &[u8]| file.extend_from_slice(piece);
            prepress::png(scene, artworks, &request, sink, &mut progress).map(|_| file)
        }
        PrintFormat::Tiff { dpi, white } => {
            let mut file = Cursor::new(Vec::new());
            let request = PngRequest { dpi, ..PngRequest::default() };
            let white = white.map(|choke| White { choke, spared: None });
            let channels = white.map_or(Channels::Art, Channels::ArtAndWhite);
            prepress::tiff(scene, artworks, &request, channels, &mut file, &mut progress)
                .map(|_| file.into_inner())
        }
        PrintFormat::Dxf { offset } => {
            return lines(scene, artworks, offset, &mut progress).map(|sheet| dxf(&sheet));
        }
        PrintFormat::CutSvg { offset } => {
            let sheet = lines(scene, artworks, offset, &mut progress)?;
            return Ok(cut_svg(&sheet).into_bytes());
        }
    };
    made.map_err(failed)
}

/// The project's printing condition.
async fn condition(base: &str) -> Result<CmykProfile, JobError> {
    let failed = |reason: String| JobError::Print { reason };
    let bytes = files::fetch(&format!("{base}profiles/coated.icc")).await.map_err(failed)?;
    CmykProfile::parse(bytes).map_err(|error| failed(error.to_string()))
}

/// As the command line does with `--pdf-standard x4`.
fn print_shop_pdf(
    scene: &Scene,
    artworks: &dyn Artworks,
    colour: PdfColour<'_>,
    (marks, white): (bool, bool),
    progress: &mut Progress<'_>,
) -> Result<Vec<u8>, PressError> {
    let mut spots = Vec::new();
    if white {
        let how = (Extent::Bleed, WHITE_DPI, Mm::ZERO);
        spots.push(SpotLayer::white(coverage(scene, artworks, how, &mut |_| Flow::Continue)?));
    }
    let request = PdfRequest {
        standard: PdfStandard::X4,
        colour,
        marks: if marks { PdfMarks::All } else { PdfMarks::None },
        spots: &spots,
        ..PdfRequest::default()
    };
    pdf_with(scene, artworks, &request, progress)
}

/// Cut lines, as the command line makes them with `--kiss-cut` or, without an offset, with nothing else.
fn lines(
    scene: &Scene,
    artworks: &geom::Table<ArtworkId, Vec<u8>>,
    offset: Mm,
    progress: &mut Progress<'_>,
) -> Result<CutSheet, JobError> {
    let request =
        if offset.mm() > 0.0 { CutRequest::kiss_cut(offset) } else { CutRequest::default() };
    cut_lines(scene, artworks, &request, progress)
        .map_err(|error| JobError::Print { reason: error.to_string() })
}
