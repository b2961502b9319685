//! A merchant's inks on one colour of a product: how each looks where it is printed. Not here: which of them art needs.

use catalog::{Colour, ScreenInk, ScreenPrint, Underbase};
use geom::Rgb;

use super::SeparationError;
use super::light::{Lab, Light, between, encoded, lab};

/// A merchant's inks on one colour of a product.
#[derive(Clone, Copy, Debug)]
pub struct Shelf<'a> {
    print: &'a ScreenPrint,
    cloth: Rgb,
    base: Option<&'a Underbase>,
}

/// A colour in all the forms that are asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tone {
    pub(super) rgb: Rgb,
    pub(super) light: Light,
    pub(super) lab: Lab,
}

impl Tone {
    pub(super) fn of(rgb: Rgb) -> Self {
        let light = rgb.linear();
        Self { rgb, light, lab: lab(light) }
    }

    fn of_light(light: Light) -> Self {
        Self { rgb: encoded(light), light, lab: lab(light) }
    }
}

impl<'a> Shelf<'a> {
    /// The inks on a colour of the product.
    pub fn new(print: &'a ScreenPrint, cloth: &Colour) -> Self {
        let base = print.underbase.as_ref().filter(|base| base.is_on(cloth));
        Self { print, cloth: cloth.parts.body, base }
    }

    /// How the merchant prints.
    pub fn print(&self) -> &'a ScreenPrint {
        self.print
    }

    /// The product's colour.
    pub fn cloth(&self) -> Rgb {
        self.cloth
    }

    /// An ink by its place on the list.
    pub fn ink(&self, number: usize) -> Option<&'a ScreenInk> {
        self.print.inks.get(number)
    }

    /// The underbase that is printed below some inks; `None` where none of them needs one.
    pub fn underbase(&self, inks: &[usize]) -> Option<&'a Underbase> {
        let needs = |number: &usize| self.ink(*number).is_some_and(|ink| !ink.without_base);
        self.base.filter(|_| inks.iter().any(needs))
    }

    /// Puts inks into printing order, the lightest first.
    ///
    /// # Errors
    /// [`SeparationError::Inks`] and [`SeparationError::UnknownInk`] where they cannot be printed together.
    pub fn in_order(&self, inks: &[usize]) -> Result<Vec<usize>, SeparationError> {
        let most = self.print.most_inks as usize;
        if inks.is_empty() || inks.len() > most {
            return Err(SeparationError::Inks { asked: inks.len(), most });
        }
        let listed = self.print.inks.len();
        for (at, &number) in inks.iter().enumerate() {
            if number >= listed || inks[..at].contains(&number) {
                return Err(SeparationError::UnknownInk { number, listed });
            }
        }
        let mut ordered = inks.to_vec();
        let lightness = |number: usize| Tone::of(self.print.inks[number].colour).lab[0];
        ordered.sort_by(|&a, &b| lightness(b).total_cmp(&lightness(a)).then(a.cmp(&b)));
        Ok(ordered)
    }

    /// The cloth, and then how each ink looks on it.
    pub(super) fn tones(&self, inks: &[usize]) -> Vec<Tone> {
        let mut tones = vec![Tone::of(self.cloth)];
        tones.extend(inks.iter().filter_map(|number| self.ink(*number)).map(|ink| self.seen(ink)));
        tones
    }

    /// How an ink looks where it is printed as it should be.
    fn seen(&self, ink: &ScreenInk) -> Tone {
        let below = match self.base {
            Some(base) if !ink.without_base => base.colour,
            _ => self.cloth,
        };
        seen_on(ink, below)
    }
}

/// How an ink looks on a colour.
pub(super) fn seen_on(ink: &ScreenInk, below: Rgb) -> Tone {
    if ink.opacity() >= 1.0 {
        return Tone::of(ink.colour);
    }
    Tone::of_light(between(below.linear(), ink.colour.linear(), ink.opacity()))
}
