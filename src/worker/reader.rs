//! The `reader` worker: reads what a shopper brings and makes artwork of pictures. Fetched at the first upload; ended on
//! cancel and when a file takes too long.

mod avif;
mod line;

use design::ArtworkId;
use intake::{Edge, Flood, Ground, IntakeError, Kept, Kind, Page, Pdf, Tracing};
use jobs::{Backdrop, ImportedArtwork, ImportedDrawing, JobError, Look, ReaderJob, Reply};
use js_sys::Uint8Array;
use json::Raw;
use prepress::{Flow, artwork};

use crate::line::{Outcome, Speaker};

fn main() {
    line::listen(|job, buffers, speaker| async move {
        let missing = || JobError::Protocol { reason: "a buffer is missing".into() };
        let file = buffers.first().map(Uint8Array::to_vec).ok_or_else(missing)?;
        work(job, &file, speaker).await
    });
}

async fn work(job: ReaderJob, file: &[u8], speaker: Speaker) -> Outcome {
    // The app's clock begins to run.
    speaker.progress(0.0);
    match job {
        ReaderJob::Look => {
            Ok((Reply::Looked { look: Raw::of(&look(file).map_err(said)?) }, Vec::new()))
        }
        ReaderJob::Picture => match Kind::of(file).map_err(said)? {
            Kind::Avif => Ok(imported(avif::decode(file, speaker).await?)),
            _ => Ok(imported(
                intake::read_picture(file, &mut |done| speaker.progress(done)).map_err(said)?,
            )),
        },
        ReaderJob::Vectors { page } => {
            let read = intake::page_vectors(&page_of(file, page).map_err(said)?).map_err(said)?;
            let is_empty = read.drawing.nodes.is_empty();
            Ok(drawn(read.drawing.size, read.bytes, read.missing, is_empty))
        }
        ReaderJob::Flat { page, longest } => {
            let page = page_of(file, page).map_err(said)?;
            Ok(imported(intake::flattened(&page.svg, longest).map_err(said)?))
        }
        ReaderJob::Thumbnail { page, longest } => {
            let page = page_of(file, page).map_err(said)?;
            let picture = intake::picture_of(&page.svg, longest).map_err(said)?;
            let (width, height) = (picture.width, picture.height);
            Ok((Reply::Picture { width, height }, vec![picture.rgba]))
        }
        ReaderJob::RemoveBackground { seeds, tolerance, everywhere, soft, shrink } => {
            let flood = Flood { seeds, tolerance, everywhere, edge: Edge { soft, shrink } };
            background(file, &flood, speaker).map_err(said)
        }
        ReaderJob::Trace { colours, smoothness, specks } => {
            let tracing = Tracing { colours, smoothness, specks };
            let pixels = artwork::decode(file).map_err(|error| said(error.into()))?;
            let (drawing, bytes) =
                intake::trace(&pixels, &tracing, &mut telling(speaker)).map_err(said)?;
            Ok(drawn(drawing.size, bytes, Vec::new(), drawing.nodes.is_empty()))
        }
    }
}

fn look(file: &[u8]) -> Result<Look, IntakeError> {
    Ok(match Kind::of(file)? {
        Kind::Svg => Look::Drawing,
        Kind::Pdf => match Pdf::open(file)?.pages() {
            1 => Look::Drawing,
            count => Look::Pages { count },
        },
        Kind::Png | Kind::Jpeg | Kind::WebP | Kind::Gif | Kind::Bmp | Kind::Tiff | Kind::Avif => {
            Look::Picture
        }
    })
}

/// A page as an SVG file, and what it lost.
fn page_of(file: &[u8], page: usize) -> Result<Page, IntakeError> {
    match Kind::of(file)? {
        Kind::Pdf => Pdf::open(file)?.page(page),
        _ => Ok(Page::of_svg(file.to_vec())),
    }
}

fn background(
    file: &[u8],
    flood: &Flood,
    speaker: Speaker,
) -> Result<(Reply, Vec<Vec<u8>>), IntakeError> {
    let pixels = artwork::decode(file)?;
    let removed = intake::remove_background(pixels, flood, &mut telling(speaker))?;
    let kept = intake::written(&removed.pixels, intake::Lossy::No, &mut |_| {})?;
    let artwork = ImportedArtwork {
        id: ArtworkId::of(&kept.bytes),
        format: kept.format,
        pixels: kept.pixels,
    };
    let backdrop = match removed.ground {
        Ground::Flat => Backdrop::Flat,
        Ground::Uneven => Backdrop::Uneven,
        Ground::Clear => Backdrop::Clear,
    };
    let (artwork, backdrop) = (Raw::of(&artwork), Raw::of(&backdrop));
    Ok((Reply::Removed { artwork, backdrop, part: removed.part }, vec![kept.bytes]))
}

fn telling(speaker: Speaker) -> impl FnMut(f32) -> Flow {
    move |done| {
        speaker.progress(done);
        Flow::Continue
    }
}

fn imported(kept: Kept) -> (Reply, Vec<Vec<u8>>) {
    let Kept { bytes, format, pixels } = kept;
    let artwork = ImportedArtwork { id: ArtworkId::of(&bytes), format, pixels };
    (Reply::Imported { artwork: Raw::of(&artwork) }, vec![bytes])
}

fn drawn(
    size: geom::Size,
    bytes: Vec<u8>,
    missing: Vec<jobs::Missing>,
    is_empty: bool,
) -> (Reply, Vec<Vec<u8>>) {
    let drawing = ImportedDrawing { id: ArtworkId::of(&bytes), size, missing, is_empty };
    (Reply::Drawn { drawing: Raw::of(&drawing) }, vec![bytes])
}

fn said(error: IntakeError) -> JobError {
    let reason = error.to_string();
    match error {
        IntakeError::NotOutlines { .. } => JobError::NotOutlines { reason },
        _ => JobError::Artwork { reason },
    }
}
