//! The PDF of `atelier render`: options made into a request, spot colours from files. Nothing is drawn here.

use std::path::Path;

use design::{Content, FontId, Text};
use geom::{BezPath, Dpi, Mm, Rgb};
use prepress::icc::CmykProfile;
use prepress::{
    Black, Extent, Flow, PdfColour, PdfExtent, PdfLetters, PdfMarks, PdfRequest, PdfStandard,
    PdfText, SpotColour, SpotContent, SpotLayer, SpotPlace, WHITE_DPI, artwork, coverage, pdf_with,
};
use scene::Scene;
use typeset::{Letters, shape};

use crate::args::render::{BlackInk, Colour, Lettering, Marks, Plate, Standard};
use crate::args::{PdfArgs, ProjectArgs};
use crate::error::CliError;
use crate::job::Job;
use crate::project;

/// The project's plainest font, and how high it is set in the slug.
const SLUG_FONT: &str = "inter";
const SLUG_SIZE: Mm = Mm::new(2.5);

/// The PDF of a side.
pub(crate) fn made(
    args: &PdfArgs,
    project: &ProjectArgs,
    job: &Job,
    scene: &Scene,
) -> Result<Vec<u8>, CliError> {
    let profile = match args.colour {
        Colour::Cmyk | Colour::Late => Some(project::profile(args.profile.as_ref())?),
        Colour::Srgb | Colour::SrgbIntent => None,
    };
    let extent = if args.no_bleed { PdfExtent::Trim } else { PdfExtent::Bleed };
    let spots = spots(args, job, scene, extent)?;
    let slug = args.slug.as_deref().map(|text| slug(project, text)).transpose()?;
    let letters = match args.text {
        Lettering::Outlines => None,
        Lettering::Fonts => Some(letters(project, job, scene)?),
    };
    let request = PdfRequest {
        standard: match args.pdf_standard {
            Standard::Plain => PdfStandard::Plain,
            Standard::X4 => PdfStandard::X4,
        },
        colour: colour(args.colour, profile.as_ref()),
        black: match args.black {
            BlackInk::Deep => Black::Deep,
            BlackInk::Key => Black::KeyOnly,
        },
        text: letters.as_ref().map_or(PdfText::Outlines, PdfText::Fonts),
        marks: match args.marks {
            Marks::None => PdfMarks::None,
            Marks::Crop => PdfMarks::Crop,
            Marks::All => PdfMarks::All,
        },
        extent,
        resolution: args.picture_dpi.map(Dpi::new),
        spots: &spots,
        title: &args.title,
        date: args.date.unwrap_or_default(),
        slug: slug.as_ref(),
    };
    Ok(pdf_with(scene, &job.artworks, &request, &mut |_| Flow::Continue)?)
}

/// The texts of a side as letters. One that cannot be set has none.
fn letters(project: &ProjectArgs, job: &Job, scene: &Scene) -> Result<PdfLetters, CliError> {
    let mut fonts = project::Fonts::open(project)?;
    let mut letters = Letters::default();
    let mut made = PdfLetters::default();
    for layer in &scene.layers {
        let found = job.design.layers.get(&layer.id);
        let Some(Content::Text(text)) = found.map(|layer| &layer.content) else { continue };
        fonts.prepare(text)?;
        if let Ok(pieces) = letters.add(text, &mut fonts.library) {
            made.layers.insert(layer.id, pieces);
        }
    }
    made.fonts = letters.fonts();
    Ok(made)
}

/// The outlines of a line of text.
fn slug(project: &ProjectArgs, text: &str) -> Result<BezPath, CliError> {
    let wrong = |reason: String| CliError::ProjectFile { path: "fonts.json".into(), reason };
    let font = FontId(SLUG_FONT.to_owned());
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = Text::plain(line, font, SLUG_SIZE, Rgb::BLACK);
    let mut fonts = project::Fonts::open(project)?;
    fonts.prepare(&text)?;
    let mut library = fonts.library;
    let block = shape(&text, &mut library).map_err(|error| wrong(error.to_string()))?;
    Ok(block.outline())
}

fn colour(colour: Colour, profile: Option<&CmykProfile>) -> PdfColour<'_> {
    match (colour, profile) {
        (Colour::Cmyk, Some(profile)) => PdfColour::Cmyk(profile),
        (Colour::Late, Some(profile)) => PdfColour::LateCmyk(profile),
        (Colour::SrgbIntent, _) => PdfColour::SrgbIntent,
        (Colour::Srgb | Colour::Cmyk | Colour::Late, _) => PdfColour::Srgb,
    }
}

fn spots(
    args: &PdfArgs,
    job: &Job,
    scene: &Scene,
    extent: PdfExtent,
) -> Result<Vec<SpotLayer>, CliError> {
    let mut spots = Vec::new();
    if args.spot_white {
        let how = (Extent::from(extent), WHITE_DPI, Mm::new(args.choke));
        let made = coverage(scene, &job.artworks, how, &mut |_| Flow::Continue)?;
        spots.push(SpotLayer::white(made));
    }
    for plate in &args.spot_plate {
        spots.push(ink(plate)?);
    }
    if args.spot_cut {
        spots.push(SpotLayer::trim_cut(scene));
    }
    Ok(spots)
}

/// A plate from a picture: black is full ink.
fn ink(Plate { name, shown, file }: &Plate) -> Result<SpotLayer, CliError> {
    let wrong = |reason: String| CliError::ProjectFile { path: Path::new(file).into(), reason };
    let bytes = std::fs::read(file).map_err(|error| wrong(error.to_string()))?;
    let picture = artwork::decode(&bytes).map_err(|error| wrong(error.to_string()))?;
    let strength = |pixel: &[u8]| {
        let [r, g, b, a] = [pixel[0], pixel[1], pixel[2], pixel[3]].map(u32::from);
        let dark = 255 - (r + 2 * g + b + 2) / 4;
        ((dark * a + 127) / 255) as u8
    };
    let pixels = picture.rgba.chunks_exact(4).map(strength).collect();
    Ok(SpotLayer {
        name: name.clone(),
        shown: SpotColour::Rgb(*shown),
        place: SpotPlace::Above,
        content: SpotContent::Coverage { width: picture.width, height: picture.height, pixels },
        overprint: true,
    })
}
