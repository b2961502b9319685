//! Print files of the sample designs in any format, as `worker/print_file.rs` makes them and the command line does with its
//! usual values. The worker's side is compared by `tests/browser/engines.mjs`.

use std::io::Cursor;

use geom::Mm;
use jobs::{PrintColour, PrintFormat};
use prepress::cut::{CutRequest, CutSheet, cut_lines, cut_svg, dxf};
use prepress::icc::CmykProfile;
use prepress::{
    Channels, Extent, Flow, PdfColour, PdfMarks, PdfRequest, PdfStandard, PngRequest, PressError,
    SpotLayer, WHITE_DPI, White, coverage, pdf, pdf_with, png, svg, tiff,
};

use crate::sample::{Sample, project, read};

/// A print file of a sample, or why there is none: not everything can be cut.
pub(crate) fn print_file(sample: &Sample, format: PrintFormat) -> Result<Vec<u8>, String> {
    let Sample { scene, artworks, .. } = sample;
    let go_on = &mut |_| Flow::Continue;
    let file = match format {
        PrintFormat::Pdf => pdf(scene, artworks, go_on),
        PrintFormat::PdfX { colour, marks, white } => {
            print_shop_pdf(sample, colour, (marks, white))
        }
        PrintFormat::Svg => svg(scene, artworks, Extent::Trim, go_on).map(String::into_bytes),
        PrintFormat::Png { dpi } => {
            let mut file = Vec::new();
            let request = PngRequest { dpi, ..PngRequest::default() };
            png(scene, artworks, &request, |piece| file.extend_from_slice(piece), go_on)
                .map(|_| file)
        }
        PrintFormat::Tiff { dpi, white } => {
            let mut file = Cursor::new(Vec::new());
            let request = PngRequest { dpi, ..PngRequest::default() };
            let white = white.map(|choke| White { choke, spared: None });
            let channels = white.map_or(Channels::Art, Channels::ArtAndWhite);
            tiff(scene, artworks, &request, channels, &mut file, go_on).map(|_| file.into_inner())
        }
        PrintFormat::Dxf { offset } => return lines(sample, offset).map(|sheet| dxf(&sheet)),
        PrintFormat::CutSvg { offset } => {
            return lines(sample, offset).map(|sheet| cut_svg(&sheet).into_bytes());
        }
    };
    Ok(file.unwrap_or_else(|error| panic!("{} {}: {error}", sample.file, scene.side)))
}

fn print_shop_pdf(
    sample: &Sample,
    colour: PrintColour,
    (marks, white): (bool, bool),
) -> Result<Vec<u8>, PressError> {
    let Sample { scene, artworks, .. } = sample;
    let go_on = &mut |_| Flow::Continue;
    let profile = CmykProfile::parse(read(project().join("public/profiles/coated.icc"))).unwrap();
    let mut spots = Vec::new();
    if white {
        let how = (Extent::Bleed, WHITE_DPI, Mm::ZERO);
        spots.push(SpotLayer::white(coverage(scene, artworks, how, go_on)?));
    }
    let request = PdfRequest {
        standard: PdfStandard::X4,
        colour: match colour {
            PrintColour::Srgb => PdfColour::Srgb,
            PrintColour::Cmyk => PdfColour::Cmyk(&profile),
            PrintColour::Late => PdfColour::LateCmyk(&profile),
        },
        marks: if marks { PdfMarks::All } else { PdfMarks::None },
        spots: &spots,
        ..PdfRequest::default()
    };
    pdf_with(scene, artworks, &request, go_on)
}

/// The lines that cut a sample out, or in pieces where there is no offset.
fn lines(sample: &Sample, offset: Mm) -> Result<CutSheet, String> {
    let request =
        if offset > Mm::ZERO { CutRequest::kiss_cut(offset) } else { CutRequest::default() };
    let made = cut_lines(&sample.scene, &sample.artworks, &request, &mut |_| Flow::Continue);
    made.map_err(|error| error.to_string())
}
