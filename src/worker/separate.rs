//! Screen printing in the `press` worker: what a side becomes with fewer inks, and its plates, the same bytes as the command
//! line's.

use catalog::ScreenPrint;
use design::ArtworkId;
use geom::Rgb;
use jobs::{InkChoice, InkChoices, InkMode, InkPart, InkWish, JobError, Reply, Separate};
use json::Raw;
use prepress::Flow;
use prepress::separation::{
    Choice, Depth, Mode, PlateRequest, Sample, SeparationError, Shelf, book, plates,
};

use crate::blocks::Blocks;
use crate::line::{Outcome, Speaker};

/// Most pixels of a picture that a shopper is shown; there are up to 13 of them.
const SHOWN: f64 = 500_000.0;
/// The part of the work that drawing the side is.
const DRAWING: f32 = 0.3;

/// Does the job; `artworks` are the originals.
pub(crate) fn separate(
    blocks: &Blocks,
    job: &Separate,
    artworks: &geom::Table<ArtworkId, Vec<u8>>,
    speaker: &Speaker,
) -> Outcome {
    let Separate { design, product, side, wish, .. } = job;
    let refused = |reason: String| JobError::Print { reason };
    let print = ScreenPrint::of(product).map_err(|error| refused(error.to_string()))?;
    let area = product.side(side).map(|side| side.print_area);
    let colour = product.colour(&design.head.colour).or(product.colours.first());
    let (Some(area), Some(colour)) = (area, colour) else {
        return Err(refused("the product has no such side".into()));
    };
    let scene = scene::resolve(design, side, &area, blocks);
    let shelf = Shelf::new(&print, colour);
    let mode = match job.mode {
        InkMode::Flat => Mode::Flat,
        InkMode::Dither => Mode::Dither,
        InkMode::Halftone => Mode::Halftone,
    };
    let failed = |error: SeparationError| JobError::Print { reason: error.to_string() };
    match wish {
        InkWish::Book { inks } => {
            let inks: Vec<usize> = inks.iter().map(|ink| *ink as usize).collect();
            let request = PlateRequest {
                inks: &inks,
                mode,
                depth: Depth::One,
                dpi: None,
                ruling: None,
                dot: None,
                title: &design.head.name,
            };
            let made = plates(&scene, artworks, &shelf, &request, &mut telling(speaker, 0.0, 1.0));
            Ok((Reply::Printed, vec![book(&made.map_err(failed)?)]))
        }
        InkWish::Choices { most } => {
            let half = DRAWING / 2.0;
            let cloth = shelf.cloth();
            let drawn = |error| failed(SeparationError::Press(error));
            let first = &mut telling(speaker, 0.0, half);
            let sample = Sample::of(&scene, artworks, cloth, first).map_err(drawn)?;
            let second = &mut telling(speaker, half, half);
            let shown = sample.close_up(SHOWN, &scene, artworks, cloth, second).map_err(drawn)?;
            let rest = &mut telling(speaker, DRAWING, 1.0 - DRAWING);
            let choices = sample.choices(&shelf, mode, *most as usize, rest).map_err(failed)?;
            let mut pictures = vec![rgba(shown.pixels())];
            for choice in &choices {
                let picture = shown.preview(&shelf, mode, &choice.numbers()).map_err(failed)?;
                pictures.push(rgba(&picture));
            }
            let done = InkChoices {
                width: shown.width() as u32,
                height: shown.height() as u32,
                choices: choices.iter().map(told).collect(),
            };
            Ok((Reply::Separated { done: Raw::of(&done) }, pictures))
        }
    }
}

/// A part of the progress, from `from` on, as long as `length`.
fn telling<'a>(speaker: &'a Speaker, from: f32, length: f32) -> impl FnMut(f32) -> Flow + use<'a> {
    move |done| {
        speaker.progress(from + done * length);
        Flow::Continue
    }
}

fn told(choice: &Choice) -> InkChoice {
    let inks = choice.inks.iter();
    InkChoice {
        inks: inks.map(|used| InkPart { ink: used.ink as u32, part: used.part }).collect(),
        plates: choice.plates(),
        distance: choice.distance,
        changed: choice.changed,
    }
}

fn rgba(pixels: &[Rgb]) -> Vec<u8> {
    pixels.iter().flat_map(|Rgb { r, g, b }| [*r, *g, *b, 255]).collect()
}
