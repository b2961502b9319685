//! Sample designs of pictures: every kind of file, orientation, cut, adjustment and tone.

use design::{Adjust, Crop, FontId, Mask, ShapeKind, Tone};
use geom::{Mm, Rgb};
use jpeg_encoder::{ColorType as JpegColour, SamplingFactor};
use png::{BitDepth, ColorType};

use crate::draft::{CREAM, INK, Made, SUN, Sample, cell};
use crate::painted::{field, motif};
use crate::pictures::{
    Ramp, badge, exif, faded_webp, inked_jpeg, interlaced_png, jpeg, jpeg_of, png, png_of, scenery,
    webp, webp_of,
};

/// Pictures.
pub(crate) fn samples(waves: &[u8]) -> Made<Vec<Sample>> {
    let mut made = files(waves)?;
    made.extend(orientations()?);
    made.extend(cuts()?);
    made.extend(colours()?);
    Ok(made)
}

/// A picture in a cell, `width` mm wide.
fn put(
    s: &mut Sample,
    index: usize,
    (columns, rows): (usize, usize),
    width: f64,
    file: &[u8],
) -> Made<()> {
    let (x, y) = cell(index, columns, rows);
    s.picture((x, y, if index % 3 == 2 { -9.0 } else { 0.0 }), width, "picture", file)?;
    Ok(())
}

/// Every way in which the three formats store pixels.
fn files(waves: &[u8]) -> Made<Vec<Sample>> {
    let mut made = Vec::new();

    let mut s = Sample::mug(62, "png-kinds", "Kinds of PNG")?;
    let depths = [
        (ColorType::Grayscale, BitDepth::One),
        (ColorType::Grayscale, BitDepth::Two),
        (ColorType::Grayscale, BitDepth::Four),
        (ColorType::Grayscale, BitDepth::Eight),
        (ColorType::Grayscale, BitDepth::Sixteen),
        (ColorType::GrayscaleAlpha, BitDepth::Eight),
        (ColorType::GrayscaleAlpha, BitDepth::Sixteen),
        (ColorType::Rgb, BitDepth::Eight),
        (ColorType::Rgb, BitDepth::Sixteen),
        (ColorType::Rgba, BitDepth::Eight),
        (ColorType::Rgba, BitDepth::Sixteen),
        (ColorType::Indexed, BitDepth::One),
        (ColorType::Indexed, BitDepth::Two),
        (ColorType::Indexed, BitDepth::Four),
        (ColorType::Indexed, BitDepth::Eight),
    ];
    for (index, (colour, depth)) in depths.into_iter().enumerate() {
        let ramp = Ramp { width: 61, height: 47, colour, depth };
        put(&mut s, index, (6, 3), 32.0, &png_of(&ramp, &[], None)?)?;
    }
    let grey = Ramp { width: 40, height: 30, colour: ColorType::Grayscale, depth: BitDepth::Eight };
    put(&mut s, 15, (6, 3), 32.0, &png_of(&grey, &[0, 128], None)?)?;
    let keyed = Ramp { width: 40, height: 30, colour: ColorType::Rgb, depth: BitDepth::Eight };
    put(&mut s, 16, (6, 3), 32.0, &png_of(&keyed, &[0, 102, 0, 127, 0, 90], None)?)?;
    put(&mut s, 17, (6, 3), 32.0, &interlaced_png(&badge(53), 53)?)?;
    made.push(s);

    let mut s = Sample::mug(63, "jpeg-kinds", "Kinds of JPEG")?;
    let photo = scenery(121, 83);
    let samplings = [
        SamplingFactor::F_1_1,
        SamplingFactor::F_2_1,
        SamplingFactor::F_1_2,
        SamplingFactor::F_2_2,
        SamplingFactor::F_4_1,
    ];
    for (index, sampling) in samplings.into_iter().enumerate() {
        for (row, progressive) in [false, true].into_iter().enumerate() {
            let file = jpeg_of(&photo, (121, 83), JpegColour::Rgb, |encoder| {
                encoder.set_sampling_factor(sampling);
                encoder.set_progressive(progressive);
                encoder.set_restart_interval(if row == 0 { 3 } else { 0 });
                encoder.set_optimized_huffman_tables(row == 1);
            })?;
            put(&mut s, row * 5 + index, (5, 4), 36.0, &file)?;
        }
    }
    let grey: Vec<u8> = photo.chunks_exact(3).map(|pixel| pixel[1]).collect();
    for (index, quality) in [(0, 3), (1, 100)] {
        let file = jpeg_of(&grey, (121, 83), JpegColour::Luma, |encoder| {
            encoder.set_quality(quality);
            encoder.set_progressive(quality == 100);
        })?;
        put(&mut s, 10 + index, (5, 4), 36.0, &file)?;
    }
    let described = jpeg_of(&photo, (121, 83), JpegColour::Rgb, |encoder| {
        // Notes that say nothing of the picture: a comment of Photoshop's kind and a profile that is none.
        let _ = encoder.add_app_segment(13, b"Photoshop 3.0\0".to_vec());
        let _ = encoder.add_icc_profile(b"not a profile");
    })?;
    put(&mut s, 12, (5, 4), 36.0, &described)?;
    for (index, colour) in [JpegColour::Cmyk, JpegColour::CmykAsYcck].into_iter().enumerate() {
        put(&mut s, 13 + index, (5, 4), 36.0, &inked_jpeg((121, 83), colour)?)?;
    }
    made.push(s);

    let mut s = Sample::mug(64, "webp-kinds", "Kinds of WebP")?;
    let kinds = [
        waves.to_vec(),
        faded_webp(waves)?,
        webp(&badge(77), 77)?,
        webp_of(&scenery(90, 60), (90, 60), image_webp::ColorType::Rgb8, None)?,
        webp_of(&badge(40), (80, 80), image_webp::ColorType::L8, None)?,
        webp_of(&badge(40), (40, 80), image_webp::ColorType::La8, None)?,
    ];
    for (index, file) in kinds.into_iter().enumerate() {
        put(&mut s, index, (3, 2), 50.0, &file)?;
    }
    made.push(s);

    let mut s = Sample::mug(65, "tiny-pictures", "Tiny and shrunken pictures")?;
    let dot = png(&[200, 30, 60, 128], 1, ColorType::Rgba)?;
    put(&mut s, 0, (4, 1), 40.0, &dot)?;
    put(
        &mut s,
        1,
        (4, 1),
        6.0,
        &webp_of(&scenery(1, 60), (1, 60), image_webp::ColorType::Rgb8, None)?,
    )?;
    put(&mut s, 2, (4, 1), 50.0, &jpeg(&scenery(3, 2), 3, 2, Some(8), false)?)?;
    let large = jpeg(&scenery(900, 700), 900, 700, None, true)?;
    for (index, width) in [0.5, 3.0, 9.0, 25.0].into_iter().enumerate() {
        let y = 12.0 + 20.0 * index as f64;
        s.picture((200.0, y, 30.0 * index as f64), width, "shrunken.jpg", &large)?;
    }
    made.push(s);
    Ok(made)
}

/// The eight values of EXIF in each format, turned, mirrored and cropped.
fn orientations() -> Made<Vec<Sample>> {
    let mut made = Vec::new();
    let mut s = Sample::mug(66, "upright", "All ways up")?;
    let photo = scenery(96, 64);
    let ramp = Ramp { width: 48, height: 32, colour: ColorType::Rgb, depth: BitDepth::Eight };
    for value in 1..=8_u8 {
        let index = usize::from(value - 1);
        put(&mut s, index, (8, 3), 24.0, &jpeg(&photo, 96, 64, Some(value), value % 2 == 0)?)?;
        put(&mut s, 8 + index, (8, 3), 24.0, &png_of(&ramp, &[], Some(value))?)?;
        let block = Some(exif(value));
        let file = webp_of(&photo, (96, 64), image_webp::ColorType::Rgb8, block)?;
        put(&mut s, 16 + index, (8, 3), 24.0, &file)?;
    }
    made.push(s);

    let mut s = Sample::mug(67, "crops", "Crops")?;
    let crops = [
        (0.0, 0.0, 0.5, 0.5),
        (0.99, 0.0, 0.0, 0.3),
        (0.33, 0.33, 0.33, 0.33),
        (0.1, 0.0, 0.0, 0.0),
        (0.0, 0.7, 0.2, 0.0),
        (0.495, 0.495, 0.495, 0.495),
        (0.05, 0.1, 0.15, 0.2),
        (0.0, 0.0, 0.0, 0.0),
    ];
    for (index, (left, top, right, bottom)) in crops.into_iter().enumerate() {
        let (x, y) = cell(index, 4, 2);
        let file = jpeg(&photo, 96, 64, Some(index as u8 + 1), false)?;
        let image = s.image((x, y, 17.0 * index as f64), 34.0, &file)?;
        image.crop = Some(Crop { left, top, right, bottom });
        (s.last().flip_x, s.last().flip_y) = (index % 2 == 0, index % 3 == 0);
    }
    made.push(s);
    Ok(made)
}

/// All that a picture can be cut to.
fn cuts() -> Made<Vec<Sample>> {
    let mut made = Vec::new();
    let photo = jpeg(&scenery(150, 150), 150, 150, None, false)?;

    let mut s = Sample::mug(68, "masks", "Masks")?;
    let kinds = [
        ShapeKind::Rectangle,
        ShapeKind::RoundedRectangle { radius: Mm::new(7.0) },
        ShapeKind::Ellipse,
        ShapeKind::Line,
        ShapeKind::Star { points: 64, inner: 0.95 },
        ShapeKind::Heart,
        ShapeKind::Polygon { corners: 3 },
    ];
    for (index, kind) in kinds.into_iter().enumerate() {
        let (x, y) = cell(index, 7, 2);
        s.image((x, y, 5.0 * index as f64), 28.0, &photo)?.mask = Some(Mask::Shape(kind));
    }
    let (heart, field) = (s.drawing(&motif()), s.drawing(&field()));
    let masks = [
        Mask::Drawing { artwork: heart },
        Mask::Drawing { artwork: field },
        Mask::Text { content: "Ag".into(), font: FontId("anton".into()) },
        Mask::Text { content: "سلام".into(), font: FontId("lalezar".into()) },
        Mask::Text { content: "字🎈".into(), font: FontId("noto-sans-sc".into()) },
        Mask::Text { content: "two\nlines".into(), font: FontId("bungee".into()) },
        Mask::Text { content: String::new(), font: FontId("inter".into()) },
    ];
    for (index, mask) in masks.into_iter().enumerate() {
        let (x, y) = cell(7 + index, 7, 2);
        let image = s.image((x, y, -4.0 * index as f64), 30.0, &photo)?;
        image.mask = Some(mask);
        image.crop =
            (index % 2 == 0).then_some(Crop { left: 0.2, top: 0.1, right: 0.0, bottom: 0.3 });
        (s.last().opacity, s.last().flip_x) = (0.75, index % 3 == 0);
    }
    made.push(s);

    let mut s = Sample::mug(69, "no-background", "A removed background")?;
    let original = s.keep(photo);
    let cut = png(&badge(150), 150, ColorType::Rgba)?;
    let image = s.image((70.0, 47.0, 0.0), 80.0, &cut)?;
    (image.original, image.file_name) = (Some(original), "été – 夏.jpg".into());
    let image = s.image((160.0, 47.0, 45.0), 60.0, &cut)?;
    (image.original, image.tone) =
        (Some(original), Some(Tone::Duotone { dark: INK, light: CREAM }));
    image.mask = Some(Mask::Shape(ShapeKind::Polygon { corners: 8 }));
    made.push(s);
    Ok(made)
}

/// Adjustments and tones.
fn colours() -> Made<Vec<Sample>> {
    let mut made = Vec::new();
    let photo = jpeg(&scenery(120, 90), 120, 90, None, false)?;
    let ring = png(&badge(80), 80, ColorType::Rgba)?;

    let mut s = Sample::mug(70, "adjustments", "Adjustments")?;
    let none = Adjust::default();
    let adjusts = [
        Adjust { brightness: 1.0, ..none },
        Adjust { brightness: -0.6, ..none },
        Adjust { contrast: 1.0, ..none },
        Adjust { contrast: -1.0, ..none },
        Adjust { saturation: 1.0, ..none },
        Adjust { saturation: -1.0, ..none },
        Adjust { temperature: 1.0, ..none },
        Adjust { temperature: -1.0, ..none },
        Adjust { brightness: 0.13, contrast: -0.27, saturation: 0.41, temperature: -0.59 },
        Adjust { brightness: -0.01, contrast: 0.01, saturation: -0.01, temperature: 0.01 },
    ];
    for (index, adjust) in adjusts.into_iter().enumerate() {
        let (x, y) = cell(index, 5, 2);
        let file = if index % 4 == 3 { &ring } else { &photo };
        s.image((x, y, 0.0), 40.0, file)?.adjust = adjust;
    }
    made.push(s);

    let mut s = Sample::mug(71, "tones", "Tones")?;
    let tones = [
        Tone::Greyscale,
        Tone::Duotone { dark: INK, light: SUN },
        Tone::Duotone { dark: Rgb::WHITE, light: Rgb::BLACK },
        Tone::Threshold { level: 0.0 },
        Tone::Threshold { level: 0.5 },
        Tone::Threshold { level: 1.0 },
        Tone::Posterise { levels: 2 },
        Tone::Posterise { levels: 16 },
    ];
    for (index, tone) in tones.into_iter().enumerate() {
        for (row, file) in [&photo, &ring].into_iter().enumerate() {
            let (x, y) = cell(row * 8 + index, 8, 2);
            let image = s.image((x, y, 0.0), 26.0, file)?;
            image.tone = Some(tone);
            image.adjust.contrast = 0.2 * row as f64;
        }
    }
    made.push(s);
    Ok(made)
}
