//! Files for tests: small pictures in every format, with descriptions that must not survive, and small PDF files.

use std::io::Cursor;

use image::codecs::{bmp::BmpEncoder, gif::GifEncoder, tiff::TiffEncoder};
use image::{ExtendedColorType, ImageEncoder};
use intake::{IntakeError, Kept};

/// What is hidden in descriptions.
pub(crate) const SECRET: &[u8] = b"GPS 52.5163N 13.3777E";

/// Reads a picture; nobody listens how far it is.
pub(crate) fn read_picture(bytes: &[u8]) -> Result<Kept, IntakeError> {
    intake::read_picture(bytes, &mut |_| {})
}

/// A picture of `width` x `height`: red grows to the right, green downwards.
pub(crate) fn rgba(width: u32, height: u32, alpha: u8) -> Vec<u8> {
    (0..height)
        .flat_map(|y| (0..width).map(move |x| (x, y)))
        .flat_map(|(x, y)| [(x * 8) as u8, (y * 8) as u8, 60, alpha])
        .collect()
}

pub(crate) fn rgb(width: u32, height: u32) -> Vec<u8> {
    rgba(width, height, 255).chunks_exact(4).flat_map(|p| [p[0], p[1], p[2]]).collect()
}

/// An EXIF block (little-endian) with an orientation and the secret in its description.
pub(crate) fn exif(orientation: u8) -> Vec<u8> {
    let mut block = b"II*\0\x08\0\0\0\x02\0".to_vec();
    block.extend_from_slice(&[0x0e, 1, 2, 0, SECRET.len() as u8, 0, 0, 0, 38, 0, 0, 0]);
    block.extend_from_slice(&[0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    block.extend_from_slice(&[0; 4]);
    block.extend_from_slice(SECRET);
    block
}

/// A profile of a wide colour space whose description is the secret.
pub(crate) fn wide_profile() -> Vec<u8> {
    let mut profile = moxcms::ColorProfile::new_display_p3();
    let text = moxcms::LocalizableString::new(
        "en".into(),
        "US".into(),
        String::from_utf8_lossy(SECRET).into_owned(),
    );
    profile.description = Some(moxcms::ProfileText::Localizable(vec![text]));
    profile.encode().unwrap()
}

pub(crate) fn png(width: u32, height: u32, alpha: u8) -> Vec<u8> {
    described_png(width, height, alpha, None, None)
}

pub(crate) fn described_png(
    width: u32,
    height: u32,
    alpha: u8,
    profile: Option<Vec<u8>>,
    exif: Option<Vec<u8>>,
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut info = png::Info::with_size(width, height);
    info.color_type = png::ColorType::Rgba;
    info.bit_depth = png::BitDepth::Eight;
    info.icc_profile = profile.map(Into::into);
    info.exif_metadata = exif.map(Into::into);
    let mut encoder = png::Encoder::with_info(&mut bytes, info).unwrap();
    let secret = String::from_utf8_lossy(SECRET).into_owned();
    encoder.add_text_chunk("Comment".into(), secret.clone()).unwrap();
    encoder.add_itxt_chunk("XML:com.adobe.xmp".into(), secret).unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&rgba(width, height, alpha)).unwrap();
    writer.finish().unwrap();
    bytes
}

/// A PNG of 16 bits a channel.
pub(crate) fn deep_png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Sixteen);
    let mut writer = encoder.write_header().unwrap();
    let deep: Vec<u8> = rgb(width, height).iter().flat_map(|value| [*value, 0x80]).collect();
    writer.write_image_data(&deep).unwrap();
    writer.finish().unwrap();
    bytes
}

/// A JPEG with descriptions, and more of them behind its end.
pub(crate) fn jpeg(width: u16, height: u16, orientation: u8, profile: Option<&[u8]>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
    let block = [&b"Exif\0\0"[..], &exif(orientation)].concat();
    encoder.add_app_segment(1, block).unwrap();
    let xmp = [&b"http://ns.adobe.com/xap/1.0/\0"[..], SECRET].concat();
    encoder.add_app_segment(1, xmp).unwrap();
    encoder.add_app_segment(13, [&b"Photoshop 3.0\0"[..], SECRET].concat()).unwrap();
    if let Some(profile) = profile {
        encoder.add_icc_profile(profile).unwrap();
    }
    let pixels = rgb(width.into(), height.into());
    encoder.encode(&pixels, width, height, jpeg_encoder::ColorType::Rgb).unwrap();
    bytes.extend_from_slice(b"\xff\xd8\xff\xe1 a preview with ");
    bytes.extend_from_slice(SECRET);
    bytes
}

/// A JPEG of four inks, as Adobe's programs store them; `inks` are 0 for none.
pub(crate) fn inked_jpeg(inks: [u8; 4], kind: jpeg_encoder::ColorType) -> Vec<u8> {
    let mut bytes = Vec::new();
    let pixels: Vec<u8> = inks.repeat(16 * 16);
    jpeg_encoder::Encoder::new(&mut bytes, 100).encode(&pixels, 16, 16, kind).unwrap();
    bytes
}

pub(crate) fn webp(width: u32, height: u32, profile: Option<Vec<u8>>) -> Vec<u8> {
    turned_webp(width, height, 1, profile)
}

pub(crate) fn turned_webp(
    width: u32,
    height: u32,
    orientation: u8,
    profile: Option<Vec<u8>>,
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = image_webp::WebPEncoder::new(&mut bytes);
    encoder.set_exif_metadata(exif(orientation));
    encoder.set_xmp_metadata(SECRET.to_vec());
    if let Some(profile) = profile {
        encoder.set_icc_profile(profile);
    }
    let pixels = rgba(width, height, 200);
    encoder.encode(&pixels, width, height, image_webp::ColorType::Rgba8).unwrap();
    bytes
}

pub(crate) fn gif(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    encoder.encode(&rgba(width, height, 255), width, height, ExtendedColorType::Rgba8).unwrap();
    // A second picture, which is not used.
    encoder
        .encode(&vec![255; (width * height * 4) as usize], width, height, ExtendedColorType::Rgba8)
        .unwrap();
    drop(encoder);
    bytes
}

pub(crate) fn bmp(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    BmpEncoder::new(&mut bytes)
        .write_image(&rgb(width, height), width, height, ExtendedColorType::Rgb8)
        .unwrap();
    bytes
}

pub(crate) fn tiff(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    TiffEncoder::new(&mut bytes)
        .write_image(&rgb(width, height), width, height, ExtendedColorType::Rgb8)
        .unwrap();
    bytes.into_inner()
}

/// A TIFF with an orientation and a profile.
pub(crate) fn described_tiff(
    width: u32,
    height: u32,
    orientation: u16,
    profile: Option<&[u8]>,
) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = tiff::encoder::TiffEncoder::new(&mut bytes).unwrap();
    let mut image = encoder.new_image::<tiff::encoder::colortype::RGB8>(width, height).unwrap();
    image.encoder().write_tag(tiff::tags::Tag::Orientation, orientation).unwrap();
    if let Some(profile) = profile {
        image.encoder().write_tag(tiff::tags::Tag::IccProfile, profile).unwrap();
    }
    image.write_data(&rgb(width, height)).unwrap();
    bytes.into_inner()
}

/// A grey PNG whose profile says how its greys look.
pub(crate) fn grey_png(grey: u8, profile: Vec<u8>) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut info = png::Info::with_size(8, 8);
    info.color_type = png::ColorType::Grayscale;
    info.bit_depth = png::BitDepth::Eight;
    info.icc_profile = Some(profile.into());
    let mut writer = png::Encoder::with_info(&mut bytes, info).unwrap().write_header().unwrap();
    writer.write_image_data(&[grey; 64]).unwrap();
    writer.finish().unwrap();
    bytes
}

/// A TIFF of four inks a pixel, with the secret in its description.
pub(crate) fn inked_tiff(inks: [u8; 4]) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    let mut encoder = tiff::encoder::TiffEncoder::new(&mut bytes).unwrap();
    let mut image = encoder.new_image::<tiff::encoder::colortype::CMYK8>(8, 8).unwrap();
    let secret = std::str::from_utf8(SECRET).unwrap();
    image.encoder().write_tag(tiff::tags::Tag::ImageDescription, secret).unwrap();
    image.encoder().write_tag(tiff::tags::Tag::Orientation, 1_u16).unwrap();
    image.write_data(&inks.repeat(64)).unwrap();
    bytes.into_inner()
}

/// A PDF whose pages hold `contents`; 200 x 100 points each.
pub(crate) fn pdf(contents: &[&str]) -> Vec<u8> {
    let kids: Vec<String> =
        (0..contents.len()).map(|page| format!("{} 0 R", 3 + page * 2)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), contents.len()),
    ];
    for (index, content) in contents.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents {} 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
            4 + index * 2
        ));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
    pdf_of(&objects, "")
}

/// A PDF of objects, counted from 1; the first one is its catalogue.
pub(crate) fn pdf_of(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut file = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    let start = file.len();
    file.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for place in places {
        file.push_str(&format!("{place:010} 00000 n \n"));
    }
    let count = objects.len() + 1;
    file.push_str(&format!(
        "trailer\n<< /Size {count} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
    ));
    file.into_bytes()
}
