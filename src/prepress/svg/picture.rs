//! Pictures inside an SVG: as they are where every program reads them, else written anew; soft shadows as pixels.

use std::collections::BTreeMap;
use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use design::{ArtworkId, ImageFormat, LayerId, PixelSize};
use geom::{Affine, Rect, quantised};
use scene::{Picture, Soft};

use super::matrix;
use crate::artwork::{
    ArtworkError, Header, JpegColour, JpegFile, Orientation, Tint, TintKey, decode, inspect,
    png_without_descriptions,
};
use crate::png::screen_png;
use crate::soft::{Softened, shadow_pixels};
use crate::{Artworks, PressError};

/// Pictures that are in the file already.
#[derive(Default)]
pub(super) struct Pictures {
    numbers: BTreeMap<(ArtworkId, TintKey), usize>,
    crops: usize,
}

impl Pictures {
    /// Writes a picture that fills its box: all of it the first time, a reference afterwards.
    pub(super) fn write(
        &mut self,
        svg: &mut String,
        picture: &Picture,
        bytes: &[u8],
    ) -> Result<(), ArtworkError> {
        if picture.crop.is_none() {
            return self.write_whole(svg, picture, bytes);
        }
        let [width, height] = [picture.size.width, picture.size.height].map(quantised);
        let number = self.crops;
        self.crops += 1;
        // Writing to a String cannot fail, here and below.
        let _ = write!(
            svg,
            r##"<clipPath id="b{number}"><path d="M0 0L{width} 0L{width} {height}L0 {height}Z"/></clipPath><g clip-path="url(#b{number})">"##
        );
        self.write_whole(svg, picture, bytes)?;
        svg.push_str("</g>");
        Ok(())
    }

    fn write_whole(
        &mut self,
        svg: &mut String,
        picture: &Picture,
        bytes: &[u8],
    ) -> Result<(), ArtworkError> {
        let header = inspect(bytes)?;
        let tint = Tint::of(&picture.look);
        let key = (picture.artwork, tint.as_ref().map_or([0; 7], |tint| tint.key));
        let (orientation, data) = match self.numbers.get(&key) {
            Some(_) => (embedded_orientation(&header, bytes, tint.as_ref())?, None),
            None => {
                let (orientation, media_type, data) = embedded(&header, bytes, tint.as_ref())?;
                (orientation, Some((media_type, data)))
            }
        };
        let whole = picture.whole();
        let place = matrix(
            Affine::translate(whole.origin().to_vec2())
                * Affine::scale_non_uniform(whole.width(), whole.height())
                * orientation.unit_transform(),
        );
        let next = self.numbers.len();
        let number = *self.numbers.entry(key).or_insert(next);
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

    /// Writes a soft shadow as a picture. `shown` is the part of its space that the file holds.
    pub(super) fn write_soft(
        &mut self,
        svg: &mut String,
        soft: &Soft,
        layer: LayerId,
        artworks: &dyn Artworks,
        shown: Rect,
    ) -> Result<(), PressError> {
        let Some(softened) = shadow_pixels(soft, layer, artworks, shown)? else { return Ok(()) };
        let Softened { covered, size, alpha } = softened;
        let colour = soft.colour;
        let rgba: Vec<u8> =
            alpha.into_iter().flat_map(|alpha| [colour.r, colour.g, colour.b, alpha]).collect();
        let data = screen_png(&rgba, PixelSize { width: size.0, height: size.1 })?;
        let [x, y, width, height] =
            [covered.x0, covered.y0, covered.width(), covered.height()].map(super::short);
        let _ = write!(
            svg,
            r#"<image x="{x}" y="{y}" width="{width}" height="{height}" preserveAspectRatio="none" href="data:image/png;base64,"#
        );
        STANDARD.encode_string(data, svg);
        svg.push_str(r#""/>"#);
        Ok(())
    }
}

/// How an embedded picture is to be turned: pictures that are written anew are upright already.
fn embedded_orientation(
    header: &Header,
    bytes: &[u8],
    tint: Option<&Tint>,
) -> Result<Orientation, ArtworkError> {
    let keeps = keeps_rows(header, bytes, tint)?;
    Ok(if keeps { header.orientation } else { Orientation::Upright })
}

/// Whether the stored rows go into the file as they are. WebP does not: many programs for print do not read it.
fn keeps_rows(header: &Header, bytes: &[u8], tint: Option<&Tint>) -> Result<bool, ArtworkError> {
    Ok(tint.is_none()
        && match header.format {
            ImageFormat::Png => true,
            ImageFormat::Jpeg => JpegFile::parse(bytes)?.colour != JpegColour::Cmyk,
            ImageFormat::WebP => false,
        })
}

/// Orientation, media type and bytes of a picture inside the file, without descriptions.
fn embedded(
    header: &Header,
    bytes: &[u8],
    tint: Option<&Tint>,
) -> Result<(Orientation, &'static str, Vec<u8>), ArtworkError> {
    if !keeps_rows(header, bytes, tint)? {
        let mut pixels = decode(bytes)?;
        if let Some(tint) = tint {
            tint.apply(&mut pixels.rgba);
        }
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
