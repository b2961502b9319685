//! Which colours a template takes on a product: the hard rule is that every role is seen against what it lies on.

use geom::Rgb;
use geom::Table;

use crate::template::GROUND;
use crate::{Role, Template, TemplatePalette};

/// Steps in which a colour is moved toward black or white until it is seen.
const STEPS: u16 = 16;

impl Template {
    /// The palettes whose every role is seen on a product of the colour `ground`, in order; indices of
    /// [`Template::palettes`].
    pub fn palettes_on(&self, ground: Rgb) -> Vec<usize> {
        (0..self.palettes.len())
            .filter(|index| self.shortfall(&self.palettes[*index], ground) <= 0.0)
            .collect()
    }

    /// The colours for the roles on a product of the colour `ground`. `wanted` is a palette's index; where there is none,
    /// or it is not seen on the ground, the first palette that is seen is taken. Where none is, the one that misses
    /// least is taken and its colours are moved toward black or white until they are seen.
    pub fn colours_on(&self, ground: Rgb, wanted: Option<usize>) -> Table<&str, Rgb> {
        let seen = self.palettes_on(ground);
        let index = wanted.filter(|wanted| seen.contains(wanted)).or_else(|| seen.first().copied());
        let nearest = || {
            self.palettes
                .iter()
                .min_by(|a, b| self.shortfall(a, ground).total_cmp(&self.shortfall(b, ground)))
        };
        let Some(palette) = index.map_or_else(nearest, |index| self.palettes.get(index)) else {
            return Table::new();
        };
        let mut colours = Table::new();
        for role in &self.roles {
            let colour = palette.colours.get(&role.id).copied().unwrap_or(Rgb::BLACK);
            let below: Vec<_> =
                role.on.iter().filter_map(|on| under(on, ground, &colours)).collect();
            colours.insert(role.id.as_str(), seen_on(colour, &below, role.contrast));
        }
        colours
    }

    /// How much contrast a palette misses in all on a ground; 0 where every role is seen.
    fn shortfall(&self, palette: &TemplatePalette, ground: Rgb) -> f64 {
        let colours = &palette.colours;
        let missing = |role: &Role| -> f64 {
            let Some(colour) = colours.get(&role.id) else { return 0.0 };
            role.on
                .iter()
                .filter_map(|on| if on == GROUND { Some(ground) } else { colours.get(on).copied() })
                .map(|below| (role.contrast - colour.contrast(below)).max(0.0))
                .sum()
        };
        self.roles.iter().map(missing).sum()
    }
}

fn under(on: &str, ground: Rgb, colours: &Table<&str, Rgb>) -> Option<Rgb> {
    if on == GROUND { Some(ground) } else { colours.get(on).copied() }
}

/// The colour, or the nearest step from it toward black or white that has the contrast to all that lies below. Where no
/// step has it (black on white and black at once), the step that comes closest.
fn seen_on(colour: Rgb, below: &[Rgb], contrast: f64) -> Rgb {
    let least = |colour: Rgb| {
        below.iter().map(|below| colour.contrast(*below)).fold(f64::INFINITY, f64::min)
    };
    let mut closest = (colour, least(colour));
    for step in 0..=STEPS {
        for end in [Rgb::WHITE, Rgb::BLACK] {
            let mixed = mixed(colour, end, step);
            let reached = least(mixed);
            if reached >= contrast {
                return mixed;
            }
            if reached > closest.1 {
                closest = (mixed, reached);
            }
        }
    }
    closest.0
}

/// `step` sixteenths of the way from a colour to another, channel by channel.
fn mixed(from: Rgb, to: Rgb, step: u16) -> Rgb {
    let channel = |from: u8, to: u8| {
        let sum = u16::from(from) * (STEPS - step) + u16::from(to) * step;
        u8::try_from((sum + STEPS / 2) / STEPS).unwrap_or(u8::MAX)
    };
    Rgb::new(channel(from.r, to.r), channel(from.g, to.g), channel(from.b, to.b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_colour_is_seen_on_any_ground() {
        let channel = || (0..=255_u8).step_by(51);
        let grid = || {
            channel().flat_map(move |r| {
                channel().flat_map(move |g| channel().map(move |b| Rgb::new(r, g, b)))
            })
        };
        for ground in grid() {
            for colour in [Rgb::BLACK, Rgb::WHITE, Rgb::new(214, 40, 40), ground] {
                assert!(
                    seen_on(colour, &[ground], 3.0).contrast(ground) >= 3.0,
                    "{colour} {ground}"
                );
            }
        }
    }

    #[test]
    fn a_colour_that_is_seen_is_not_touched() {
        let teal = Rgb::new(15, 116, 120);
        assert_eq!(seen_on(teal, &[Rgb::WHITE], 3.0), teal);
    }
}
