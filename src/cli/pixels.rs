//! The PNG and TIFF files of `atelier render`: options made into requests, and files written band by band. Nothing is drawn
//! here.

use std::path::Path;

use geom::{Dpi, Mm, Rgb};
use prepress::{Channels, Extent, Ground, PngFile, PngRequest, TiffEnd, TiffFile, White};
use scene::Scene;

use crate::args::RenderArgs;
use crate::args::pixels::{Behind, Tone};
use crate::error::CliError;
use crate::hands;
use crate::job::Job;
use crate::output::{Output, is_stdout};

/// Writes the files of pixels that were asked for.
pub(crate) fn write(
    args: &RenderArgs,
    job: &Job,
    scene: &Scene,
    extent: Extent,
) -> Result<(), CliError> {
    let asked = &args.pixels;
    let ground = match asked.ground {
        Behind::Transparent => Ground::Transparent,
        Behind::Tone(tone) => Ground::Solid(colour(tone, job)?),
    };
    let request = PngRequest { dpi: Dpi::new(args.dpi), extent, ground };
    let spared = asked.white_skips.map(|tone| colour(tone, job)).transpose()?;
    let white = White { choke: Mm::new(args.pdf_options.choke), spared };
    let print = Print { job, scene, hands: asked.hands };
    if let Some(path) = &args.png {
        print.png(path, PngFile::of(scene, &request)?)?;
    }
    if let Some(path) = &asked.tiff {
        let with_white = Channels::ArtAndWhite(white);
        let channels = if asked.white_channel { with_white } else { Channels::Art };
        print.tiff(path, TiffFile::of(scene, &request, channels)?)?;
    }
    match &asked.white {
        Some(path) if is_tiff(path) => {
            print.tiff(path, TiffFile::of(scene, &request, Channels::White(white))?)
        }
        Some(path) => print.png(path, PngFile::of_white(scene, &request, white)?),
        None => Ok(()),
    }
}

fn is_tiff(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
    ending.is_some_and(|ending| ending == "tif" || ending == "tiff")
}

fn colour(tone: Tone, job: &Job) -> Result<Rgb, CliError> {
    match tone {
        Tone::Colour(colour) => Ok(colour),
        Tone::Product => {
            let colours = &job.product.colours;
            let chosen = job.product.colour(&job.design.head.colour).or(colours.first());
            let none = || CliError::NoProduct { product: job.product.id.to_string() };
            chosen.map(|colour| colour.parts.body).ok_or_else(none)
        }
    }
}

/// What all files are made from.
struct Print<'a> {
    job: &'a Job,
    scene: &'a Scene,
    hands: Option<u8>,
}

impl Print<'_> {
    fn png(&self, path: &Path, mut file: PngFile) -> Result<(), CliError> {
        let (scene, artworks) = (self.scene, &self.job.artworks);
        let made = PngFile::bands(&file, scene, artworks)?;
        let work = (hands::count(self.hands, &made), made.count());
        let plan = file.clone();
        let begun = || plan.bands(scene, artworks);
        let mut out = Output::create(path)?;
        out.write(&file.head())?;
        hands::in_order(work, begun, |band| out.write(&file.add(band)))?;
        out.write(&file.end())?;
        out.finish()
    }

    fn tiff(&self, path: &Path, mut file: TiffFile) -> Result<(), CliError> {
        let (scene, artworks) = (self.scene, &self.job.artworks);
        let made = file.bands(scene, artworks)?;
        let work = (hands::count(self.hands, &made), made.count());
        let plan = file.clone();
        let begun = || plan.bands(scene, artworks);
        if is_stdout(path) {
            // Its head says where its end begins, so it is held until it is whole.
            let mut bytes = file.head();
            hands::in_order(work, begun, |band| {
                bytes.extend(file.add(band)?);
                Ok(())
            })?;
            let TiffEnd { directory: end, place, link: told } = file.end()?;
            bytes.extend(end);
            bytes[place as usize..place as usize + told.len()].copy_from_slice(&told);
            return crate::output::write(path, &bytes);
        }
        let mut out = Output::create(path)?;
        out.write(&file.head())?;
        hands::in_order(work, begun, |band| out.write(&file.add(band)?))?;
        let TiffEnd { directory: end, place, link: told } = file.end()?;
        out.write(&end)?;
        out.write_at(place, &told)?;
        out.finish()
    }
}
