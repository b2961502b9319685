//! A side as an SVG file: millimetres, outlines, pictures inside. No fonts, no scripts, nothing from elsewhere.

mod picture;

use std::fmt::Write;
use std::sync::Arc;

use design::{Blend, LayerId};
use geom::{Affine, BezPath, Cap, FillRule, Ink, Join, Pen, Stop, path_data, quantised};
use scene::{Cut, Group, Item, Scene, SceneLayer, bounds_of};

use crate::jobs::report;
use crate::repeats::{Repeat, Repeats};
use crate::sheet::missing;
use crate::{Artworks, Extent, PressError, Progress};
use picture::Pictures;

/// What becomes of pictures and soft shadows, which are pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SvgPictures {
    /// They are in the file, which needs no other.
    #[default]
    Inside,
    /// They are left out: for programs that take outlines only.
    LeftOut,
}

/// What an SVG file is to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SvgRequest {
    /// How much of the side it holds.
    pub extent: Extent,
    /// What becomes of pictures.
    pub pictures: SvgPictures,
}

/// Makes the SVG with all that is drawn; one unit is one millimetre.
///
/// # Errors
/// [`PressError`]: cancelled, or a picture that is missing or cannot be read.
pub fn svg(
    scene: &Scene,
    artworks: &dyn Artworks,
    extent: Extent,
    progress: &mut Progress<'_>,
) -> Result<String, PressError> {
    svg_with(scene, artworks, &SvgRequest { extent, ..SvgRequest::default() }, progress)
}

/// As [`svg`], with a choice.
///
/// # Errors
/// As [`svg`]; pictures that are left out may be missing.
pub fn svg_with(
    scene: &Scene,
    artworks: &dyn Artworks,
    request: &SvgRequest,
    progress: &mut Progress<'_>,
) -> Result<String, PressError> {
    let part = request.extent.of(scene);
    let [x, y, width, height] = [part.x0, part.y0, part.width(), part.height()].map(quantised);
    let mut writer = Writer {
        svg: String::new(),
        artworks,
        pictures: Pictures::default(),
        keeps: request.pictures,
        part,
        inks: Vec::new(),
        cuts: 0,
        repeats: Repeats::default(),
        layer: LayerId(0),
    };
    // Writing to a String cannot fail, here and below.
    let _ = write!(
        writer.svg,
        r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="{x} {y} {width} {height}""#
    );
    if scene.layers.iter().any(|layer| layer.blend != Blend::Normal) {
        // Layers mix with each other, and not with the page that shows the file.
        writer.svg.push_str(r#" style="isolation:isolate""#);
    }
    writer.svg.push('>');
    let steps = scene.layers.len();
    for (index, layer) in scene.layers.iter().enumerate() {
        report(progress, index, steps)?;
        writer.layer(layer)?;
    }
    writer.svg.push_str("</svg>\n");
    report(progress, steps, steps)?;
    Ok(writer.svg)
}

/// The file being written, and what is in it already.
struct Writer<'a> {
    svg: String,
    artworks: &'a dyn Artworks,
    pictures: Pictures,
    keeps: SvgPictures,
    /// The part of the side that the file holds.
    part: geom::Rect,
    /// Gradients in the order of their first use.
    inks: Vec<Ink>,
    /// How many clips and masks there are.
    cuts: usize,
    repeats: Repeats,
    layer: LayerId,
}

impl Writer<'_> {
    fn layer(&mut self, layer: &SceneLayer) -> Result<(), PressError> {
        missing(layer)?;
        if layer.items.is_empty() {
            return Ok(());
        }
        self.layer = layer.id;
        self.repeats.count(&layer.items);
        let _ = write!(self.svg, r#"<g transform="{}""#, matrix(layer.to_side));
        if layer.opacity < 1.0 {
            let _ = write!(self.svg, r#" opacity="{}""#, quantised(layer.opacity));
        }
        let blend = match layer.blend {
            Blend::Normal => None,
            Blend::Multiply => Some("multiply"),
            Blend::Screen => Some("screen"),
            Blend::Overlay => Some("overlay"),
            Blend::Darken => Some("darken"),
            Blend::Lighten => Some("lighten"),
        };
        if let Some(blend) = blend {
            let _ = write!(self.svg, r#" style="mix-blend-mode:{blend}""#);
        }
        self.svg.push('>');
        self.items(&layer.items, layer.to_side)?;
        self.svg.push_str("</g>");
        Ok(())
    }

    /// Writes items whose space lies on the side by `place`.
    fn items(&mut self, items: &[Item], place: Affine) -> Result<(), PressError> {
        items.iter().try_for_each(|item| self.item(item, place))
    }

    fn item(&mut self, item: &Item, place: Affine) -> Result<(), PressError> {
        match item {
            Item::Picture(_) | Item::Soft(_) if self.keeps == SvgPictures::LeftOut => {}
            Item::Fill { path, rule, ink, opacity } => {
                let paint = self.paint(ink);
                let _ = write!(self.svg, r#"<path fill="{paint}""#);
                self.rule("fill-rule", *rule);
                self.opacity("fill-opacity", *opacity);
                self.data(path);
            }
            Item::Line { path, pen, ink, opacity } => {
                let paint = self.paint(ink);
                let _ = write!(
                    self.svg,
                    r#"<path fill="none" stroke="{paint}" stroke-width="{}""#,
                    short(pen.width)
                );
                self.pen(pen);
                self.opacity("stroke-opacity", *opacity);
                self.data(path);
            }
            Item::Picture(picture) => {
                let (layer, artwork) = (self.layer, picture.artwork);
                let missing = PressError::MissingArtwork { layer, artwork };
                let bytes = self.artworks.bytes(artwork).ok_or(missing)?;
                self.pictures
                    .write(&mut self.svg, picture, bytes)
                    .map_err(|reason| PressError::Artwork { layer, reason })?;
            }
            Item::Soft(soft) => {
                let shown = place.inverse().transform_rect_bbox(self.part);
                self.pictures.write_soft(&mut self.svg, soft, self.layer, self.artworks, shown)?;
            }
            Item::Group(group) => self.group(group, place)?,
        }
        Ok(())
    }

    fn group(&mut self, group: &Group, place: Affine) -> Result<(), PressError> {
        let place = place * group.place;
        let cut = match &group.cut {
            None => None,
            Some(Cut::Path(clip)) => {
                let number = self.next_cut();
                let _ = write!(self.svg, r#"<clipPath id="c{number}"><path"#);
                self.rule("clip-rule", clip.rule);
                self.data(&clip.path);
                self.svg.push_str("</clipPath>");
                Some(format!("clip-path=\"url(#c{number})\""))
            }
            Some(Cut::Alpha(items)) => {
                let number = self.next_cut();
                // White as opaque as the items are: what every program takes for a mask.
                let seen = bounds_of(items, Affine::IDENTITY).unwrap_or_default();
                let seen = seen.inflate(seen.width() * 0.05 + 1.0, seen.height() * 0.05 + 1.0);
                let [x, y, width, height] =
                    [seen.x0, seen.y0, seen.width(), seen.height()].map(quantised);
                let _ = write!(
                    self.svg,
                    r#"<mask id="c{number}" maskUnits="userSpaceOnUse" x="{x}" y="{y}" width="{width}" height="{height}">"#
                );
                self.items(items, place)?;
                self.svg.push_str("</mask>");
                Some(format!("mask=\"url(#c{number})\""))
            }
        };
        self.svg.push_str("<g");
        if group.place != Affine::IDENTITY {
            let _ = write!(self.svg, r#" transform="{}""#, matrix(group.place));
        }
        self.opacity("opacity", group.opacity);
        if let Some(cut) = cut {
            let _ = write!(self.svg, " {cut}");
        }
        self.svg.push('>');
        self.shared_items(&group.items, place)?;
        self.svg.push_str("</g>");
        Ok(())
    }

    /// Writes items: all of them the first time, a reference afterwards where others hold them too.
    fn shared_items(&mut self, items: &Arc<Vec<Item>>, place: Affine) -> Result<(), PressError> {
        match self.repeats.of(items) {
            Repeat::Never => self.items(items, place),
            Repeat::Again(number) => {
                let _ = write!(self.svg, r##"<use href="#s{number}"/>"##);
                Ok(())
            }
            Repeat::First(number) => {
                let _ = write!(self.svg, r#"<g id="s{number}">"#);
                self.items(items, place)?;
                self.svg.push_str("</g>");
                Ok(())
            }
        }
    }

    fn next_cut(&mut self) -> usize {
        self.cuts += 1;
        self.cuts - 1
    }

    /// A colour, or a reference to a gradient that is written before what it fills.
    fn paint(&mut self, ink: &Ink) -> String {
        if let Ink::Solid(colour) = ink {
            return colour.to_string();
        }
        let known = self.inks.iter().position(|known| known == ink);
        let number = known.unwrap_or_else(|| {
            self.inks.push(ink.clone());
            let number = self.inks.len() - 1;
            self.gradient(ink, number);
            number
        });
        format!("url(#i{number})")
    }

    fn gradient(&mut self, ink: &Ink, number: usize) {
        let (name, stops) = match ink {
            Ink::Solid(_) => return,
            Ink::Linear { from, to, stops } => {
                let [x1, y1, x2, y2] = [from.x, from.y, to.x, to.y].map(short);
                let _ = write!(
                    self.svg,
                    r#"<linearGradient id="i{number}" gradientUnits="userSpaceOnUse" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}">"#
                );
                ("linearGradient", stops)
            }
            Ink::Radial { centre, radius, stops } => {
                let [x, y, radius] = [centre.x, centre.y, *radius].map(short);
                let _ = write!(
                    self.svg,
                    r#"<radialGradient id="i{number}" gradientUnits="userSpaceOnUse" cx="{x}" cy="{y}" r="{radius}">"#
                );
                ("radialGradient", stops)
            }
        };
        for Stop { at, colour, opacity } in stops {
            let _ = write!(self.svg, r#"<stop offset="{}" stop-color="{colour}""#, short(*at));
            self.opacity("stop-opacity", *opacity);
            self.svg.push_str("/>");
        }
        let _ = write!(self.svg, "</{name}>");
    }

    fn pen(&mut self, pen: &Pen) {
        match pen.cap {
            Cap::Butt => {}
            Cap::Round => self.svg.push_str(r#" stroke-linecap="round""#),
            Cap::Square => self.svg.push_str(r#" stroke-linecap="square""#),
        }
        match pen.join {
            // A limit of four is what SVG begins with.
            Join::Mitre => {}
            Join::Round => self.svg.push_str(r#" stroke-linejoin="round""#),
            Join::Bevel => self.svg.push_str(r#" stroke-linejoin="bevel""#),
        }
        if !pen.dashes.is_empty() {
            let dashes: Vec<String> =
                pen.dashes.iter().map(|length| short(*length).to_string()).collect();
            let _ = write!(self.svg, r#" stroke-dasharray="{}""#, dashes.join(" "));
        }
    }

    fn rule(&mut self, name: &str, rule: FillRule) {
        match rule {
            FillRule::NonZero => {}
            FillRule::EvenOdd => {
                let _ = write!(self.svg, r#" {name}="evenodd""#);
            }
        }
    }

    fn opacity(&mut self, name: &str, opacity: f64) {
        if opacity < 1.0 {
            let _ = write!(self.svg, r#" {name}="{}""#, quantised(opacity));
        }
    }

    fn data(&mut self, path: &BezPath) {
        let _ = write!(self.svg, r#" d="{}"/>"#, path_data(path));
    }
}

/// A number with decimals enough for a micrometre at the far end of the largest layer.
fn short(number: f64) -> f64 {
    const STEPS: f64 = 1e7;
    let rounded = (number * STEPS).round() / STEPS;
    if rounded == 0.0 { 0.0 } else { rounded }
}

/// A transform as SVG writes it, short.
fn matrix(transform: Affine) -> String {
    let [a, b, c, d, e, f] = transform.as_coeffs();
    let numbers = [short(a), short(b), short(c), short(d), quantised(e), quantised(f)];
    format!("matrix({})", numbers.map(|number| number.to_string()).join(" "))
}
