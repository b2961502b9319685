//! A side as an SVG file: millimetres, outlines, pictures inside. No fonts, no scripts, nothing from elsewhere.

use std::collections::BTreeMap;
use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use design::{ArtworkId, ImageFormat, PixelSize};
use geom::{Affine, Size, path_data, quantised};
use scene::{Item, Scene, SceneLayer};

use crate::artwork::{
    ArtworkError, Header, JpegColour, JpegFile, Orientation, decode, inspect,
    png_without_descriptions,
};
use crate::jobs::report;
use crate::png::screen_png;
use crate::{Artworks, Extent, PressError, Progress};

/// Makes the SVG; one unit is one millimetre.
///
/// # Errors
/// [`PressError`]: cancelled, or a picture that is missing or cannot be read.
pub fn svg(
    scene: &Scene,
    artworks: &dyn Artworks,
    extent: Extent,
    progress: &mut Progress<'_>,
) -> Result<String, PressError> {
    let part = extent.of(scene);
    let [x, y, width, height] = [part.x0, part.y0, part.width(), part.height()].map(quantised);
    let mut svg = String::new();
    // Writing to a String cannot fail, here and below.
    let _ = write!(
        svg,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="{x} {y} {width} {height}">"#
    );
    let steps = scene.layers.len();
    let mut pictures = Pictures::default();
    for (index, layer) in scene.layers.iter().enumerate() {
        report(progress, index, steps)?;
        write_layer(&mut svg, layer, artworks, &mut pictures)?;
    }
    svg.push_str("</svg>\n");
    report(progress, steps, steps)?;
    Ok(svg)
}

fn write_layer(
    svg: &mut String,
    layer: &SceneLayer,
    artworks: &dyn Artworks,
    pictures: &mut Pictures,
) -> Result<(), PressError> {
    if layer.items.is_empty() {
        return Ok(());
    }
    let _ = write!(svg, r#"<g transform="{}""#, matrix(layer.to_side));
    if layer.opacity < 1.0 {
        let _ = write!(svg, r#" opacity="{}""#, quantised(layer.opacity));
    }
    svg.push('>');
    for item in &layer.items {
        match item {
            Item::Fill { path, colour } => {
                let _ = write!(svg, r#"<path fill="{colour}" d="{}"/>"#, path_data(path));
            }
            Item::Stroke { path, colour, width } => {
                let _ = write!(
                    svg,
                    r#"<path fill="none" stroke="{colour}" stroke-width="{}" d="{}"/>"#,
                    quantised(*width),
                    path_data(path)
                );
            }
            Item::Image { artwork, size, .. } => {
                let bytes = artworks
                    .bytes(*artwork)
                    .ok_or(PressError::MissingArtwork { layer: layer.id, artwork: *artwork })?;
                pictures
                    .write(svg, *artwork, bytes, *size)
                    .map_err(|reason| PressError::Artwork { layer: layer.id, reason })?;
            }
        }
    }
    svg.push_str("</g>");
    Ok(())
}

/// Pictures that are in the file already.
#[derive(Default)]
struct Pictures {
    numbers: BTreeMap<ArtworkId, usize>,
}

impl Pictures {
    /// Writes a picture that fills the frame: all of it the first time, a reference afterwards.
    fn write(
        &mut self,
        svg: &mut String,
        artwork: ArtworkId,
        bytes: &[u8],
        size: Size,
    ) -> Result<(), ArtworkError> {
        let header = inspect(bytes)?;
        let (orientation, data) = match self.numbers.get(&artwork) {
            Some(_) => (embedded_orientation(&header, bytes)?, None),
            None => {
                let (orientation, media_type, data) = embedded(&header, bytes)?;
                (orientation, Some((media_type, data)))
            }
        };
        let place = matrix(
            Affine::scale_non_uniform(size.width, size.height) * orientation.unit_transform(),
        );
        let next = self.numbers.len();
        let number = *self.numbers.entry(artwork).or_insert(next);
        let Some((media_type, data)) = data else {
            let _ = write!(svg, r##"<use href="#p{number}" transform="{place}"/>"##);
            return Ok(());
        };
        let _ = write!(
            svg,
            r#"<g transform="{place}"><image id="p{number}" width="1" height="1" preserveAspectRatio="none" href="data:{media_type};base64,"#
        );
        STANDARD.encode_string(data, svg);
        svg.push_str(r#""/></g>"#);
        Ok(())
    }
}

/// How an embedded picture is to be turned: pictures that are written anew are upright already.
fn embedded_orientation(header: &Header, bytes: &[u8]) -> Result<Orientation, ArtworkError> {
    Ok(if keeps_rows(header, bytes)? { header.orientation } else { Orientation::Upright })
}

/// Whether the stored rows go into the file as they are. WebP does not: many programs for print do not read it.
fn keeps_rows(header: &Header, bytes: &[u8]) -> Result<bool, ArtworkError> {
    Ok(match header.format {
        ImageFormat::Png => true,
        ImageFormat::Jpeg => JpegFile::parse(bytes)?.colour != JpegColour::Cmyk,
        ImageFormat::WebP => false,
    })
}

/// Orientation, media type and bytes of a picture inside the file, without descriptions.
fn embedded(
    header: &Header,
    bytes: &[u8],
) -> Result<(Orientation, &'static str, Vec<u8>), ArtworkError> {
    if !keeps_rows(header, bytes)? {
        let pixels = decode(bytes)?;
        let size = PixelSize { width: pixels.width, height: pixels.height };
        let data = screen_png(&pixels.rgba, size)
            .map_err(|error| ArtworkError::damaged(header.format, error))?;
        return Ok((Orientation::Upright, "image/png", data));
    }
    if header.format == ImageFormat::Jpeg {
        let file = JpegFile::parse(bytes)?;
        file.check_complete()?;
        return Ok((header.orientation, "image/jpeg", file.without_descriptions()));
    }
    Ok((header.orientation, "image/png", png_without_descriptions(bytes)))
}

/// A transform as SVG writes it, short.
fn matrix(transform: Affine) -> String {
    /// Decimals enough for a micrometre at the far end of the largest layer.
    const STEPS: f64 = 1e7;
    let short = |number: f64| {
        let rounded = (number * STEPS).round() / STEPS;
        if rounded == 0.0 { 0.0 } else { rounded }
    };
    let [a, b, c, d, e, f] = transform.as_coeffs();
    let numbers = [short(a), short(b), short(c), short(d), quantised(e), quantised(f)];
    format!("matrix({})", numbers.map(|number| number.to_string()).join(" "))
}
