//! Spot colours: separations beside the process colours. They are drawn last, an underbase too: which ink is printed first
//! is said by its name to the print shop's software, and what is drawn later cannot take its plate away.

use geom::Rgb;
use pdf_writer::{Content, Filter, Finish, Name, Ref};

use super::marks::fill;
use super::picture::Packer;
use super::request::{PdfColour, PdfRequest, SpotColour, SpotContent, SpotLayer, SpotPlace};
use super::sheet::Sheet;
use super::{State, Writer, coefficients, trace};
use crate::PressError;

/// Corners are cut off where they would be longer than this many widths.
const MITRE_LIMIT: f32 = 10.0;

/// The separations of a file.
#[derive(Default)]
pub(super) struct Inks {
    /// Names, each once, in the order of their first use.
    pub(super) names: Vec<String>,
    /// Their colour spaces, and that of all plates last where there are marks.
    pub(super) spaces: Vec<Ref>,
    /// Whether the last space is that of all plates.
    has_all: bool,
}

impl Inks {
    fn operand(index: usize) -> String {
        format!("I{index}")
    }

    /// The names of the spaces in the resources.
    pub(super) fn resources(&self) -> impl Iterator<Item = (String, Ref)> {
        self.spaces.iter().enumerate().map(|(index, id)| (Self::operand(index), *id))
    }

    /// Sets an ink at full strength for what follows.
    pub(super) fn set<'c>(&self, content: &'c mut Content, index: usize) -> &'c mut Content {
        let name = Self::operand(index);
        let named = || pdf_writer::types::ColorSpaceOperand::Named(Name(name.as_bytes()));
        content.set_fill_color_space(named()).set_fill_color([1.0]);
        content.set_stroke_color_space(named()).set_stroke_color([1.0])
    }

    /// Sets all plates at full strength, where there are marks.
    pub(super) fn set_all(&self, content: &mut Content) {
        if self.has_all {
            self.set(content, self.spaces.len() - 1);
        }
    }
}

impl Writer<'_> {
    /// Writes the colour spaces of all inks; `with_all` for that of marks.
    pub(super) fn write_inks(&mut self, request: &PdfRequest<'_>, with_all: bool) -> Inks {
        let mut inks = Inks::default();
        for spot in request.spots {
            if !inks.names.contains(&spot.name) {
                let full = self.alternate(spot.shown, request.colour);
                let space = self.separation(spot.name.as_bytes(), &full);
                inks.names.push(spot.name.clone());
                inks.spaces.push(space);
            }
        }
        if with_all {
            let full = match request.colour.condition() {
                Some(_) => vec![1.0; 4],
                None => vec![0.0; 3],
            };
            let space = self.separation(b"All", &full);
            inks.spaces.push(space);
            inks.has_all = true;
        }
        inks
    }

    /// What screens show for an ink, in the colours of the output intent.
    fn alternate(&self, shown: SpotColour, colour: PdfColour<'_>) -> Vec<f32> {
        match (shown, colour.condition()) {
            (SpotColour::Rgb(shown), None) => super::channels(shown).to_vec(),
            (SpotColour::Rgb(shown), Some(profile)) => {
                super::colour::rounded(profile.inks(shown)).to_vec()
            }
            (SpotColour::Cmyk(inks), Some(_)) => super::colour::rounded(inks).to_vec(),
            // For screens only; no profile says more (ISO 32000-1, 10.3.5).
            (SpotColour::Cmyk([c, m, y, k]), None) => {
                let light = |ink: f64| ((1.0 - (ink + k).min(1.0)) * 255.0).round() as u8;
                super::channels(Rgb::new(light(c), light(m), light(y))).to_vec()
            }
        }
    }

    /// A separation whose full strength looks like `full`: three numbers of RGB or four of CMYK.
    fn separation(&mut self, name: &[u8], full: &[f32]) -> Ref {
        let (function, id) = (self.next(), self.next());
        let (device, none) = if full.len() == 3 {
            (b"DeviceRGB".as_slice(), 1.0)
        } else {
            (b"DeviceCMYK".as_slice(), 0.0)
        };
        let mut tint = self.pdf.exponential_function(function);
        tint.domain([0.0, 1.0]).c0(full.iter().map(|_| none)).c1(full.iter().copied()).n(1.0);
        tint.finish();
        let mut space = self.pdf.indirect(id).array();
        space.item(Name(b"Separation")).item(Name(name)).item(Name(device)).item(function);
        space.finish();
        id
    }

    /// Draws the spot colours of a page.
    pub(super) fn draw_spots(
        &mut self,
        content: &mut Content,
        sheet: &Sheet,
        request: &PdfRequest<'_>,
        inks: &Inks,
    ) -> Result<(), PressError> {
        let of = |place: SpotPlace| request.spots.iter().filter(move |spot| spot.place == place);
        for spot in of(SpotPlace::Below).chain(of(SpotPlace::Above)) {
            let Some(index) = inks.names.iter().position(|name| *name == spot.name) else {
                continue;
            };
            content.save_state();
            content.transform(coefficients(sheet.to_page));
            let state = match (spot.place, spot.overprint) {
                (SpotPlace::Below, _) => Some(State::Under),
                (SpotPlace::Above, true) => Some(State::Overprint),
                (SpotPlace::Above, false) => None,
            };
            if let Some(state) = state {
                let name = self.state(state);
                content.set_parameters(Name(name.as_bytes()));
            }
            inks.set(content, index);
            self.spot(content, sheet, spot, inks.spaces.get(index).copied())?;
            content.restore_state();
        }
        Ok(())
    }

    fn spot(
        &mut self,
        content: &mut Content,
        sheet: &Sheet,
        spot: &SpotLayer,
        space: Option<Ref>,
    ) -> Result<(), PressError> {
        match &spot.content {
            SpotContent::Fill(path, rule) => {
                trace(content, path);
                fill(content, *rule);
            }
            SpotContent::Line(path, width) => {
                content.set_line_width(*width as f32).set_miter_limit(MITRE_LIMIT);
                trace(content, path);
                content.stroke();
            }
            SpotContent::Coverage { width, height, pixels } => {
                let is_hard = pixels.iter().all(|value| matches!(value, 0 | 255));
                let size = (*width as i32, *height as i32);
                let id = match space {
                    Some(space) if !is_hard => self.soft_coverage(space, size, pixels)?,
                    _ => self.hard_coverage(size, pixels)?,
                };
                let name = self.picture_of(id);
                let part = sheet.bleed;
                content.transform([
                    part.width() as f32,
                    0.0,
                    0.0,
                    -part.height() as f32,
                    part.x0 as f32,
                    part.y1 as f32,
                ]);
                content.x_object(Name(name.as_bytes()));
            }
        }
        Ok(())
    }

    /// Coverage of all or nothing: a stencil of one bit a pixel.
    fn hard_coverage(
        &mut self,
        (width, height): (i32, i32),
        pixels: &[u8],
    ) -> Result<Ref, PressError> {
        let mut bits = Vec::with_capacity(pixels.len() / 8 + height as usize);
        for row in pixels.chunks_exact(width.max(1) as usize) {
            for eight in row.chunks(8) {
                let byte = eight
                    .iter()
                    .enumerate()
                    .fold(0_u8, |byte, (index, value)| byte | u8::from(*value != 0) << (7 - index));
                bits.push(byte);
            }
        }
        let packed = super::packed(&bits)?;
        let id = self.next();
        let mut image = self.pdf.image_xobject(id, &packed);
        image.filter(Filter::FlateDecode);
        image.width(width).height(height).bits_per_component(1).image_mask(true);
        image.decode([1.0, 0.0]);
        image.finish();
        Ok(id)
    }

    /// Coverage with steps: full ink everywhere, and as much of it as a mask says.
    fn soft_coverage(
        &mut self,
        space: Ref,
        (width, height): (i32, i32),
        pixels: &[u8],
    ) -> Result<Ref, PressError> {
        let (mask_id, id) = (self.next(), self.next());
        let mut packer =
            Packer::of_size((width as u32, height as u32), 1).map_err(PressError::encode)?;
        for row in pixels.chunks_exact(width.max(1) as usize) {
            packer.push(row).map_err(PressError::encode)?;
        }
        let mask = packer.finish().map_err(PressError::encode)?;
        self.write_object(mask_id, (width, height), &mask, None);
        let full = super::packed(&vec![255; pixels.len()])?;
        let mut image = self.pdf.image_xobject(id, &full);
        image.filter(Filter::FlateDecode);
        image.width(width).height(height).bits_per_component(8);
        image.pair(Name(b"ColorSpace"), space);
        image.s_mask(mask_id);
        image.finish();
        Ok(id)
    }
}
