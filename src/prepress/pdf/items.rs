//! Items inside a PDF: what is drawn in place, and what becomes a form of its own. Pictures and gradients are beside.

use geom::{Affine, Cap, FillRule, Ink, Join, Pen, Rect};
use pdf_writer::types::{LineCapStyle, LineJoinStyle};
use pdf_writer::{Content, Filter, Finish, Name, Ref};
use scene::{Cut, Group, Item, Picture, Soft, bounds_of};

use super::colour::Use;
use super::{State, Writer, coefficients, form_name, letters, packed, trace};
use crate::PressError;
use crate::mark::stretch;
use crate::repeats::Repeat;
use crate::soft::{Softened, shadow_pixels};

/// Longer mitres are cut off: the scene's rule.
const MITRE_LIMIT: f32 = 4.0;

/// A content stream being written.
pub(super) struct Stream {
    pub(super) content: Content,
    /// From the space that is drawn in to the one in which the stream began: where gradients are placed.
    pub(super) ctm: Affine,
    /// From the space that is drawn in to the side.
    to_side: Affine,
}

/// What kind of form.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Form {
    /// Its parts are drawn as if they were in place.
    Plain,
    /// Its parts are faded, mixed and masked as one.
    Group,
    /// As a group, and its light is a mask.
    Light,
}

impl Stream {
    pub(super) fn new(to_side: Affine) -> Self {
        Self { content: Content::new(), ctm: Affine::IDENTITY, to_side }
    }

    /// Draws in another space until `work` is done.
    fn within<T>(
        &mut self,
        place: Affine,
        work: impl FnOnce(&mut Self) -> Result<T, PressError>,
    ) -> Result<T, PressError> {
        let before = (self.ctm, self.to_side);
        self.content.save_state();
        if place != Affine::IDENTITY {
            self.content.transform(coefficients(place));
        }
        (self.ctm, self.to_side) = (self.ctm * place, self.to_side * place);
        let done = work(self);
        self.content.restore_state();
        (self.ctm, self.to_side) = before;
        done
    }
}

/// Whether something can be faded by itself: it does not overlap itself.
fn is_leaf(item: &Item) -> bool {
    !matches!(item, Item::Group(_))
}

/// A box around items with room for mitres and rounding.
fn roomy(items: &[Item]) -> Rect {
    let mut widest = 0.0_f64;
    for item in items {
        item.each(Affine::IDENTITY, &mut |item, place| {
            if let Item::Line { pen, .. } = item {
                widest = widest.max(pen.width * stretch(place));
            }
        });
    }
    let room = widest * f64::from(MITRE_LIMIT) + 1.0;
    bounds_of(items, Affine::IDENTITY).unwrap_or_default().inflate(room, room)
}

impl Writer<'_> {
    /// Draws items in a space of their own, faded together; `mixed` where they are mixed with what is below.
    pub(super) fn placed(
        &mut self,
        stream: &mut Stream,
        place: Affine,
        items: &[Item],
        (opacity, mixed): (f64, bool),
    ) -> Result<(), PressError> {
        let is_faded = opacity < 1.0 || mixed;
        stream.within(place, |stream| match items {
            // Letters can overlap, where their outline does not.
            [item] if is_leaf(item) && !(is_faded && self.lettering.of_item(item).is_some()) => {
                self.item(stream, item, opacity)
            }
            _ if !is_faded => self.items(stream, items),
            _ => {
                let form = self.form(items, stream.to_side, Form::Group)?;
                self.fade(stream, opacity);
                let name = self.named(form);
                stream.content.x_object(Name(name.as_bytes()));
                Ok(())
            }
        })
    }

    fn items(&mut self, stream: &mut Stream, items: &[Item]) -> Result<(), PressError> {
        items.iter().try_for_each(|item| self.item(stream, item, 1.0))
    }

    /// Fades what is drawn until the state is restored.
    fn fade(&mut self, stream: &mut Stream, opacity: f64) {
        if opacity < 1.0 {
            let name = self.state(State::Opacity((opacity as f32).to_bits()));
            stream.content.set_parameters(Name(name.as_bytes()));
        }
    }

    fn item(&mut self, stream: &mut Stream, item: &Item, faded: f64) -> Result<(), PressError> {
        match item {
            Item::Fill { path, rule, ink, opacity } => {
                let opacity = opacity * faded;
                let letters = self.lettering.used(item);
                let content = |stream: &mut Stream| {
                    if let Some((piece, letters)) = letters {
                        return letters::draw(&mut stream.content, piece, letters);
                    }
                    trace(&mut stream.content, path);
                    match rule {
                        FillRule::NonZero => stream.content.fill_nonzero(),
                        FillRule::EvenOdd => stream.content.fill_even_odd(),
                    };
                };
                self.inked(stream, (ink, opacity), item, content, Use::Fill)
            }
            // In a PDF, a line without a width is as thin as a device can draw.
            Item::Line { pen, .. } if pen.width <= 0.0 => Ok(()),
            Item::Line { path, pen, ink, opacity } => {
                let opacity = opacity * faded;
                let content = |stream: &mut Stream| {
                    set_pen(&mut stream.content, pen);
                    trace(&mut stream.content, path);
                    stream.content.stroke();
                };
                self.inked(stream, (ink, opacity), item, content, Use::Stroke)
            }
            Item::Picture(picture) => self.picture_item(stream, picture, faded),
            Item::Soft(soft) => self.soft_item(stream, soft, faded),
            Item::Group(group) => self.group(stream, group),
        }
    }

    /// Sets ink and opacity, and draws with them.
    fn inked(
        &mut self,
        stream: &mut Stream,
        (ink, opacity): (&Ink, f64),
        item: &Item,
        draw: impl FnOnce(&mut Stream),
        used: Use,
    ) -> Result<(), PressError> {
        if let (Ink::Solid(colour), true) = (ink, opacity >= 1.0) {
            self.space.set(&mut stream.content, used, *colour);
            draw(stream);
            return Ok(());
        }
        stream.within(Affine::IDENTITY, |stream| {
            self.fade(stream, opacity);
            match ink {
                Ink::Solid(colour) => self.space.set(&mut stream.content, used, *colour),
                Ink::Linear { .. } | Ink::Radial { .. } => {
                    if let Some(mask) = self.veil(ink, roomy(std::slice::from_ref(item)))? {
                        let name = self.state(State::Light(mask));
                        stream.content.set_parameters(Name(name.as_bytes()));
                    }
                    let pattern = self.pattern(ink, stream.ctm);
                    let name = Name(pattern.as_bytes());
                    use pdf_writer::types::ColorSpaceOperand::Pattern;
                    stream.content.set_fill_color_space(Pattern).set_fill_pattern([], name);
                    stream.content.set_stroke_color_space(Pattern).set_stroke_pattern([], name);
                }
            }
            draw(stream);
            Ok(())
        })
    }

    fn picture_item(
        &mut self,
        stream: &mut Stream,
        picture: &Picture,
        faded: f64,
    ) -> Result<(), PressError> {
        let (layer, artwork) = (self.layer, picture.artwork);
        let missing = PressError::MissingArtwork { layer, artwork };
        let bytes = self.artworks.bytes(artwork).ok_or(missing)?;
        let (name, orientation) = self
            .picture(picture, bytes, stream.to_side)
            .map_err(|reason| PressError::Artwork { layer, reason })?;
        // A PDF picture is the unit square with its first row at the top, y up.
        let flipped = Affine::new([1.0, 0.0, 0.0, -1.0, 0.0, 1.0]);
        let whole = picture.whole();
        let place = Affine::translate(whole.origin().to_vec2())
            * Affine::scale_non_uniform(whole.width(), whole.height())
            * orientation.unit_transform()
            * flipped;
        stream.within(Affine::IDENTITY, |stream| {
            self.fade(stream, faded);
            if picture.crop.is_some() {
                let size = picture.size;
                stream.content.rect(0.0, 0.0, size.width as f32, size.height as f32);
                stream.content.clip_nonzero().end_path();
            }
            stream.content.transform(coefficients(place)).x_object(Name(name.as_bytes()));
            Ok(())
        })
    }

    fn soft_item(
        &mut self,
        stream: &mut Stream,
        soft: &Soft,
        faded: f64,
    ) -> Result<(), PressError> {
        let layer = self.layer;
        let shown = stream.to_side.inverse().transform_rect_bbox(self.part);
        let softened = shadow_pixels(soft, layer, self.artworks, shown)?;
        let Some(Softened { covered, size, alpha }) = softened else { return Ok(()) };
        let name = self
            .shadow(soft.colour, size, &alpha)
            .map_err(|reason| PressError::Artwork { layer, reason })?;
        let place =
            Affine::new([covered.width(), 0.0, 0.0, -covered.height(), covered.x0, covered.y1]);
        stream.within(Affine::IDENTITY, |stream| {
            self.fade(stream, faded);
            stream.content.transform(coefficients(place)).x_object(Name(name.as_bytes()));
            Ok(())
        })
    }

    fn group(&mut self, stream: &mut Stream, group: &Group) -> Result<(), PressError> {
        let Group { place, opacity, cut, items } = group;
        match cut {
            None if *opacity >= 1.0 => {}
            None => return self.placed(stream, *place, items, (*opacity, false)),
            Some(Cut::Path(clip)) => {
                return stream.within(*place, |stream| {
                    trace(&mut stream.content, &clip.path);
                    match clip.rule {
                        FillRule::NonZero => stream.content.clip_nonzero(),
                        FillRule::EvenOdd => stream.content.clip_even_odd(),
                    };
                    stream.content.end_path();
                    self.placed(stream, Affine::IDENTITY, items, (*opacity, false))
                });
            }
            Some(Cut::Alpha(stencil)) => {
                return stream.within(*place, |stream| {
                    let stencil = self.form(stencil, stream.to_side, Form::Group)?;
                    let name = self.state(State::Alpha(stencil));
                    stream.content.set_parameters(Name(name.as_bytes()));
                    // A single picture has no mask of its own that would take the place of this one.
                    let mixed = !matches!(&items[..], [Item::Picture(_)]);
                    self.placed(stream, Affine::IDENTITY, items, (*opacity, mixed))
                });
            }
        }
        let form = match self.repeats.of(items) {
            Repeat::Never => return self.placed(stream, *place, items, (1.0, false)),
            Repeat::First(number) => {
                let form = self.form(items, stream.to_side * *place, Form::Plain)?;
                self.repeated.push((number, form));
                Some(form)
            }
            Repeat::Again(number) => {
                self.repeated.iter().find(|(known, _)| *known == number).map(|(_, form)| *form)
            }
        };
        let Some(form) = form else { return Ok(()) };
        let name = self.named(form);
        stream.within(*place, |stream| {
            stream.content.x_object(Name(name.as_bytes()));
            Ok(())
        })
    }

    /// Writes items as a form.
    fn form(&mut self, items: &[Item], to_side: Affine, kind: Form) -> Result<Ref, PressError> {
        let mut inner = Stream::new(to_side);
        self.items(&mut inner, items)?;
        self.form_of(inner.content, roomy(items), kind)
    }

    /// Writes a content stream as a form.
    pub(super) fn form_of(
        &mut self,
        content: Content,
        bounds: Rect,
        kind: Form,
    ) -> Result<Ref, PressError> {
        let packed = packed(&content.finish())?;
        let id = self.next();
        let mut form = self.pdf.form_xobject(id, &packed);
        form.filter(Filter::FlateDecode);
        let [x0, y0, x1, y1] = [bounds.x0, bounds.y0, bounds.x1, bounds.y1].map(|at| at as f32);
        form.bbox(pdf_writer::Rect::new(x0, y0, x1, y1));
        match kind {
            Form::Plain => {}
            Form::Group => {
                form.group().transparency().isolated(true).knockout(false);
            }
            Form::Light => {
                form.group()
                    .transparency()
                    .isolated(true)
                    .knockout(false)
                    .color_space()
                    .device_gray();
            }
        }
        form.pair(Name(b"Resources"), self.resources);
        form.finish();
        Ok(id)
    }

    /// The name of a form.
    fn named(&mut self, form: Ref) -> String {
        let place = self.forms.iter().position(|known| *known == form).unwrap_or_else(|| {
            self.forms.push(form);
            self.forms.len() - 1
        });
        form_name(place)
    }
}

fn set_pen(content: &mut Content, pen: &Pen) {
    content.set_line_width(pen.width as f32);
    content.set_line_cap(match pen.cap {
        Cap::Butt => LineCapStyle::ButtCap,
        Cap::Round => LineCapStyle::RoundCap,
        Cap::Square => LineCapStyle::ProjectingSquareCap,
    });
    content.set_line_join(match pen.join {
        Join::Mitre => LineJoinStyle::MiterJoin,
        Join::Round => LineJoinStyle::RoundJoin,
        Join::Bevel => LineJoinStyle::BevelJoin,
    });
    content.set_miter_limit(MITRE_LIMIT);
    content.set_dash_pattern(pen.dashes.iter().map(|length| *length as f32), 0.0);
}
