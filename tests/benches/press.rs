//! Print files under load, natively: 4500 x 5400 pixels, 30 layers, ten of them pictures of up to 12 million pixels.
//! It counts what is really allocated beside what `PngReport` says, and fails where more than 64 MiB hold pixels.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use catalog::SideId;
use design::{ArtworkId, FontId, LayerId, ShapeKind, Text};
use geom::{Anchor, Angle, Frame, Mm, Point, Rgb, Size};
use prepress::{Extent, Flow, Ground, PIXEL_BUDGET, PngRequest, pdf, png, raster, svg};
use scene::{Item, Look, Picture, Scene, SceneLayer, shape_outline};
use typeset::{FontLibrary, FontList, shape};

/// Counts what is really allocated, to check what `PngReport` says.
struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

#[expect(unsafe_code, reason = "an allocator cannot be written without; it only counts")]
// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let held = HELD.fetch_add(layout.size(), Ordering::Relaxed) + layout.size();
        PEAK.fetch_max(held, Ordering::Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(block, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const MIB: f64 = 1024.0 * 1024.0;
/// 4500 x 5400 pixels at 300 dpi.
const SIDE: Size = Size::new(381.0, 457.2);

fn main() -> Result<(), Box<dyn Error>> {
    let mut artworks = geom::Table::new();
    let scene = scene(&mut artworks)?;
    println!("30 layers (10 pictures, 10 texts, 10 shapes), 4500 x 5400 pixels");
    let mut peak_pixels = 0;
    measured("png", || {
        let mut bytes = 0;
        let go_on = &mut |_| Flow::Continue;
        let sink = |piece: &[u8]| bytes += piece.len();
        let report = png(&scene, &artworks, &PngRequest::default(), sink, go_on)?;
        peak_pixels = report.peak_pixel_bytes;
        let peak = report.peak_pixel_bytes as f64 / MIB;
        Ok(format!("{bytes} bytes, {peak:.1} MiB of pixels at most, {} decodings", report.decoded))
    })?;
    measured("pdf", || {
        Ok(format!("{} bytes", pdf(&scene, &artworks, &mut |_| Flow::Continue)?.len()))
    })?;
    measured("svg", || {
        let drawing = svg(&scene, &artworks, Extent::Trim, &mut |_| Flow::Continue)?;
        Ok(format!("{} bytes", drawing.len()))
    })?;
    measured("raster 1000", || {
        let drawn = raster(&scene, &artworks, 1000, Ground::Transparent)?;
        Ok(format!("{} x {}", drawn.width, drawn.height))
    })?;
    if peak_pixels > PIXEL_BUDGET {
        return Err("more than 64 MiB of pixels were held".into());
    }
    Ok(())
}

/// Runs a job and prints its time, what it says, and how much was allocated at most beyond what was there before.
fn measured(
    name: &str,
    job: impl FnOnce() -> Result<String, prepress::PressError>,
) -> Result<(), prepress::PressError> {
    let before = HELD.load(Ordering::Relaxed);
    PEAK.store(before, Ordering::Relaxed);
    #[expect(clippy::disallowed_methods, reason = "a benchmark is there to look at the clock")]
    let start = Instant::now();
    let said = job()?;
    let seconds = start.elapsed().as_secs_f64();
    let heap = (PEAK.load(Ordering::Relaxed) - before) as f64 / MIB;
    println!("{name:12} {seconds:6.2} s  {heap:6.1} MiB allocated at most  {said}");
    Ok(())
}

fn scene(artworks: &mut geom::Table<ArtworkId, Vec<u8>>) -> Result<Scene, Box<dyn Error>> {
    let fonts = Path::new("../public/fonts");
    let list = FontList::parse(&std::fs::read_to_string(fonts.join("fonts.json"))?)?;
    let mut library = FontLibrary::new(list);
    let pictures = [jpeg(4000, 3000)?, png_file(2000)?, jpeg(1600, 1600)?, png_file(700)?];
    let mut layers = Vec::new();
    for number in 0..30_u64 {
        let step = number as f64;
        let at = Point::new(60.0 + 55.0 * (step % 6.0), 60.0 + 75.0 * (step / 6.0).floor());
        let angle = Angle::degrees(if number % 4 == 0 { 0.0 } else { step * 23.0 });
        let colour = Rgb::new((number * 37 % 255) as u8, 90, (200 - number * 5) as u8);
        let (size, items) = match number % 3 {
            0 => {
                let bytes = &pictures[(number / 3 % 4) as usize];
                let header = prepress::artwork::inspect(bytes)?;
                let (artwork, pixels) = (ArtworkId::of(bytes), header.pixels());
                artworks.insert(artwork, bytes.clone());
                let height = 150.0 * f64::from(pixels.height) / f64::from(pixels.width);
                let size = Size::new(150.0, height);
                let (format, look, crop) = (header.format, Look::default(), None);
                let picture = Picture { artwork, format, pixels, size, crop, look };
                (size, vec![Item::Picture(picture)])
            }
            1 => {
                let text = text(number);
                for file in library.wanted_lists(&text) {
                    library.add_list(file, &std::fs::read(fonts.join(file))?)?;
                }
                for font in library.wanted(&text) {
                    let file = library.list().find(&font).map(|entry| entry.file.clone());
                    library.add(font, std::fs::read(fonts.join(file.unwrap_or_default()))?)?;
                }
                let block = shape(&text, &mut library)?;
                let size = Size::new(block.width, block.height);
                (size, vec![Item::fill(Arc::new(block.outline()), colour)])
            }
            _ => {
                let size = Size::new(120.0, 110.0);
                let kind = [
                    ShapeKind::Heart,
                    ShapeKind::Star { points: 7, inner: 0.5 },
                    ShapeKind::Ellipse,
                ];
                let path = Arc::new(shape_outline(&kind[(number % 9 / 3) as usize], size));
                let line = Item::line(path.clone(), 1.5, Rgb::BLACK);
                (size, vec![Item::fill(path, colour), line])
            }
        };
        let frame = Frame::anchored(at, Anchor::Centre, size, angle);
        let opacity = if number % 5 == 2 { 0.7 } else { 1.0 };
        layers.push(SceneLayer { opacity, ..SceneLayer::plain(LayerId(number), frame, items) });
    }
    Ok(Scene { side: SideId::new("front")?, trim: SIDE, bleed: Mm::ZERO, layers })
}

fn text(number: u64) -> Text {
    let fonts = ["montserrat", "pacifico", "caveat", "anton", "dm-serif-display"];
    let font = FontId(fonts[(number / 3 % 5) as usize].into());
    let content = "The quick brown fox jumps\nover the lazy dog".into();
    Text::plain(content, font, Mm::new(22.0), Rgb::BLACK)
}

/// Waves and grain, RGB: as hard to pack as a photo.
fn photo(width: u32, height: u32) -> Vec<u8> {
    let mut grain = 7_u32;
    let mut rgb = Vec::with_capacity((width * height * 3) as usize);
    for y in 0..height {
        for x in 0..width {
            grain = grain.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let wave = (x / 3 + y / 5) % 256;
            let fold = |value: u32| (128 - value.abs_diff(128) % 128) * 2;
            let noise = grain >> 29;
            rgb.extend(
                [fold(wave), fold((wave + 90) % 256), fold((wave + 170) % 256)]
                    .map(|c| (c + noise).min(255) as u8),
            );
        }
    }
    rgb
}

fn jpeg(width: u16, height: u16) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut file = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut file, 88);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    let rgb = photo(u32::from(width), u32::from(height));
    encoder.encode(&rgb, width, height, jpeg_encoder::ColorType::Rgb)?;
    Ok(file)
}

/// A picture with soft transparency.
fn png_file(side: u32) -> Result<Vec<u8>, Box<dyn Error>> {
    let rgba: Vec<u8> = photo(side, side)
        .chunks_exact(3)
        .zip(0..)
        .flat_map(|(rgb, at): (&[u8], u32)| {
            [rgb[0], rgb[1], rgb[2], (at % side * 255 / side) as u8]
        })
        .collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side, side);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&rgba)?;
    writer.finish()?;
    Ok(file)
}
