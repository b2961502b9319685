//! Named colours spread over OKLab. A profile keeps colours by their nearest anchor; there is never a mean colour,
//! which would be a grey that nobody picked.

use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use geom::Rgb;
use json::{FromJson, ToJson};

/// One of the named colours that colours are kept by; written by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, ToJson, FromJson)]
#[json(try_from = "String", into = "String")]
pub struct Anchor(u8);

/// Distance in OKLab at which two colours share about a third of what is known.
const REACH: f64 = 0.07;
/// Closeness below this is none at all.
const FAINTEST: f64 = 0.05;

/// Names and colours. Names are in saved profiles: add, never rename. Every sRGB colour has one within 0.14 in OKLab.
const ANCHORS: [(&str, Rgb); 62] = [
    ("white", Rgb::new(0xff, 0xff, 0xff)),
    ("cream", Rgb::new(0xf4, 0xea, 0xd2)),
    ("light-grey", Rgb::new(0xd3, 0xd5, 0xd6)),
    ("grey", Rgb::new(0xa2, 0xa5, 0xa8)),
    ("mid-grey", Rgb::new(0x74, 0x77, 0x7b)),
    ("charcoal", Rgb::new(0x40, 0x43, 0x48)),
    ("black", Rgb::new(0x08, 0x08, 0x08)),
    ("sand", Rgb::new(0xd9, 0xc4, 0xa3)),
    ("taupe", Rgb::new(0x9c, 0x8b, 0x7b)),
    ("tan", Rgb::new(0xbd, 0x93, 0x5f)),
    ("brown", Rgb::new(0x7b, 0x4f, 0x2e)),
    ("chocolate", Rgb::new(0x43, 0x29, 0x1c)),
    ("blush", Rgb::new(0xf7, 0xd3, 0xd3)),
    ("coral", Rgb::new(0xff, 0x7d, 0x68)),
    ("red", Rgb::new(0xd6, 0x28, 0x28)),
    ("brick", Rgb::new(0xa3, 0x3a, 0x2b)),
    ("maroon", Rgb::new(0x6b, 0x1a, 0x2c)),
    ("rose", Rgb::new(0xc4, 0x8a, 0x92)),
    ("pink", Rgb::new(0xf4, 0x9a, 0xc1)),
    ("hot-pink", Rgb::new(0xe8, 0x3e, 0x8c)),
    ("magenta", Rgb::new(0xbd, 0x1a, 0x8c)),
    ("fuchsia", Rgb::new(0xf5, 0x2a, 0xf0)),
    ("plum", Rgb::new(0x6d, 0x2a, 0x66)),
    ("lavender", Rgb::new(0xd2, 0xc7, 0xef)),
    ("lilac", Rgb::new(0xa9, 0x8b, 0xe0)),
    ("purple", Rgb::new(0x7a, 0x3f, 0xb6)),
    ("bright-purple", Rgb::new(0xa2, 0x2b, 0xf5)),
    ("violet", Rgb::new(0x55, 0x30, 0xd8)),
    ("indigo", Rgb::new(0x30, 0x27, 0x7e)),
    ("aubergine", Rgb::new(0x37, 0x1b, 0x3c)),
    ("pale-blue", Rgb::new(0xcd, 0xe2, 0xf4)),
    ("sky-blue", Rgb::new(0x7c, 0xc0, 0xee)),
    ("blue", Rgb::new(0x2f, 0x7f, 0xd8)),
    ("royal-blue", Rgb::new(0x1f, 0x45, 0xc4)),
    ("electric-blue", Rgb::new(0x20, 0x18, 0xf5)),
    ("navy", Rgb::new(0x1c, 0x2a, 0x4a)),
    ("slate", Rgb::new(0x5a, 0x6e, 0x85)),
    ("steel-blue", Rgb::new(0x9d, 0xb4, 0xc9)),
    ("cyan", Rgb::new(0x2e, 0xe6, 0xf5)),
    ("aqua", Rgb::new(0x74, 0xdc, 0xd8)),
    ("turquoise", Rgb::new(0x1f, 0xb5, 0xb0)),
    ("teal", Rgb::new(0x0f, 0x74, 0x78)),
    ("petrol", Rgb::new(0x0c, 0x42, 0x50)),
    ("mint", Rgb::new(0xc0, 0xee, 0xdd)),
    ("sage", Rgb::new(0xa9, 0xbf, 0x9a)),
    ("light-green", Rgb::new(0x97, 0xdd, 0x78)),
    ("bright-green", Rgb::new(0x2b, 0xe2, 0x3a)),
    ("green", Rgb::new(0x36, 0xa6, 0x43)),
    ("emerald", Rgb::new(0x0f, 0x8f, 0x63)),
    ("forest", Rgb::new(0x1d, 0x56, 0x35)),
    ("olive", Rgb::new(0x77, 0x78, 0x2f)),
    ("khaki", Rgb::new(0x47, 0x4a, 0x26)),
    ("lime", Rgb::new(0xbb, 0xe2, 0x2c)),
    ("pale-yellow", Rgb::new(0xff, 0xf3, 0xb3)),
    ("yellow", Rgb::new(0xff, 0xdc, 0x2b)),
    ("amber", Rgb::new(0xff, 0xb2, 0x1c)),
    ("mustard", Rgb::new(0xcf, 0x9c, 0x20)),
    ("peach", Rgb::new(0xff, 0xcf, 0xa6)),
    ("apricot", Rgb::new(0xf7, 0xa5, 0x6e)),
    ("orange", Rgb::new(0xf5, 0x7f, 0x1f)),
    ("rust", Rgb::new(0xb3, 0x51, 0x1c)),
    ("terracotta", Rgb::new(0xc4, 0x68, 0x4a)),
];

/// OKLab coordinates of all anchors, worked out once.
static PLACES: LazyLock<Vec<[f64; 3]>> =
    LazyLock::new(|| ANCHORS.iter().map(|(_, colour)| colour.oklab()).collect());

impl Anchor {
    /// All anchors.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..ANCHORS.len()).filter_map(|index| u8::try_from(index).ok().map(Self))
    }

    /// The anchor nearest to a colour in OKLab; of equally near ones the first.
    pub fn nearest(colour: Rgb) -> Self {
        Self::nearest_to(colour.oklab())
    }

    /// Its name, for example `navy`.
    pub fn name(self) -> &'static str {
        ANCHORS[usize::from(self.0)].0
    }

    /// Its colour.
    pub fn colour(self) -> Rgb {
        ANCHORS[usize::from(self.0)].1
    }

    /// How much of what is known about this anchor holds for a colour: 1 for the colours that are kept by it, falling to 0
    /// with the distance.
    pub fn closeness(self, colour: Rgb) -> f64 {
        let place = colour.oklab();
        let squared_steps = squared_distance(PLACES[usize::from(self.0)], place) / (REACH * REACH);
        // The nearest anchor is at most 0.14 away: two reaches.
        if squared_steps <= 4.0 && Self::nearest_to(place) == self {
            return 1.0;
        }
        let closeness = libm::exp(-squared_steps);
        if closeness < FAINTEST { 0.0 } else { closeness }
    }

    fn nearest_to(place: [f64; 3]) -> Self {
        let mut nearest = (Self(0), f64::INFINITY);
        for anchor in Self::all() {
            let distance = squared_distance(PLACES[usize::from(anchor.0)], place);
            if distance < nearest.1 {
                nearest = (anchor, distance);
            }
        }
        nearest.0
    }
}

fn squared_distance(a: [f64; 3], b: [f64; 3]) -> f64 {
    let [l, m, s] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    l * l + m * m + s * s
}

impl fmt::Display for Anchor {
    /// The name as people read it: `sky blue`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name().replace('-', " "))
    }
}

/// A name that no anchor has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{given}` is not a colour name of the profile")]
pub struct UnknownAnchor {
    /// What was given, cut to 40 characters.
    pub given: String,
}

impl FromStr for Anchor {
    type Err = UnknownAnchor;
    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::all()
            .find(|anchor| anchor.name() == name)
            .ok_or_else(|| UnknownAnchor { given: name.chars().take(40).collect() })
    }
}

impl TryFrom<String> for Anchor {
    type Error = UnknownAnchor;
    fn try_from(name: String) -> Result<Self, Self::Error> {
        name.parse()
    }
}

impl From<Anchor> for String {
    fn from(anchor: Anchor) -> Self {
        anchor.name().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_has_an_anchor_near() {
        let steps = || (0..=255_u8).step_by(17);
        for r in steps() {
            for (g, b) in steps().flat_map(|g| steps().map(move |b| (g, b))) {
                let colour = Rgb::new(r, g, b);
                let anchor = Anchor::nearest(colour);
                assert!(anchor.colour().distance(colour) < 0.14, "{colour} -> {anchor}");
            }
        }
    }

    #[test]
    fn anchors_are_told_apart_and_found_by_name() {
        for anchor in Anchor::all() {
            assert_eq!(Anchor::nearest(anchor.colour()), anchor);
            assert_eq!(anchor.name().parse(), Ok(anchor));
            let near =
                Anchor::all().filter(|other| other.colour().distance(anchor.colour()) < 0.04);
            assert_eq!(near.count(), 1, "{anchor}");
        }
    }

    #[test]
    fn near_colours_share_and_far_ones_do_not() {
        let navy = Anchor::nearest(Rgb::new(0x1c, 0x2a, 0x4a));
        assert_eq!(navy.name(), "navy");
        assert_eq!(navy.closeness(Rgb::new(0x20, 0x30, 0x52)), 1.0);
        assert!(navy.closeness(Rgb::new(0x0c, 0x42, 0x50)) > 0.0);
        assert_eq!(navy.closeness(Rgb::new(0xff, 0xdc, 0x2b)), 0.0);
    }
}
