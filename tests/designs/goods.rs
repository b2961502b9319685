//! A sample design for each product that no other sample is made for: something on every side of it, small and quickly
//! printed. What the document can hold is shown by the other samples.

use catalog::SideId;
use design::ShapeKind;
use geom::Rgb;

use crate::draft::{CREAM, INK, Made, RED, SUN, Sample, TEAL};

/// A product, a colour of it, and its sides.
struct Goods {
    /// Number of the design.
    number: u64,
    /// The file's name.
    file: &'static str,
    /// The product's id.
    product: &'static str,
    /// A colour of it.
    colour: &'static str,
    /// What is written.
    word: &'static str,
    /// In which font.
    font: &'static str,
    /// The colour of the letters, and of the shape above them.
    inks: [Rgb; 2],
    /// Its sides, with width and height of their print areas.
    sides: &'static [(&'static str, f64, f64)],
}

const fn goods(number: u64, file: &'static str, product: &'static str) -> Goods {
    Goods {
        number,
        file,
        product,
        colour: "white",
        word: "Hello",
        font: "fredoka",
        inks: [INK, SUN],
        sides: &[],
    }
}

const TOP: &[(&str, f64, f64)] = &[("front", 300.0, 350.0), ("back", 300.0, 400.0)];
const POSTER: &[(&str, f64, f64)] = &[("front", 300.0, 400.0)];

fn all() -> [Goods; 18] {
    [
        Goods {
            colour: "sage",
            word: "Tender",
            sides: &[("front", 270.0, 360.0), ("back", 270.0, 360.0)],
            ..goods(91, "goods-women", "tee-women")
        },
        Goods {
            colour: "sky",
            word: "Zoom",
            font: "lilita-one",
            sides: &[("front", 230.0, 300.0), ("back", 230.0, 300.0)],
            ..goods(92, "goods-kids", "tee-kids")
        },
        Goods {
            colour: "navy",
            word: "Harbour",
            font: "graduate",
            inks: [CREAM, RED],
            sides: TOP,
            ..goods(93, "goods-sweatshirt", "sweatshirt")
        },
        Goods {
            colour: "cream",
            word: "Campfire",
            font: "zilla-slab",
            inks: [INK, RED],
            sides: &[("wrap", 200.0, 70.0)],
            ..goods(94, "goods-enamel-mug", "enamel-mug")
        },
        Goods {
            word: "Refill",
            font: "oswald",
            inks: [INK, TEAL],
            sides: &[("wrap", 200.0, 150.0)],
            ..goods(95, "goods-bottle", "bottle")
        },
        Goods {
            colour: "natural",
            word: "Market",
            font: "abril-fatface",
            sides: &[("front", 280.0, 300.0)],
            ..goods(96, "goods-tote", "tote")
        },
        Goods {
            colour: "cream",
            word: "Nap",
            font: "pacifico",
            inks: [TEAL, SUN],
            sides: &[("front", 400.0, 400.0)],
            ..goods(97, "goods-cushion", "cushion")
        },
        Goods {
            word: "Slowly",
            font: "dm-serif-display",
            sides: POSTER,
            ..goods(98, "goods-poster", "poster")
        },
        Goods {
            word: "Home",
            font: "fraunces",
            inks: [TEAL, RED],
            sides: POSTER,
            ..goods(99, "goods-framed-print", "framed-print")
        },
        Goods { sides: &[("back", 83.0, 159.0)], ..goods(100, "goods-phone-small", "phone-small") },
        Goods { sides: &[("back", 89.0, 174.0)], ..goods(101, "goods-phone-large", "phone-large") },
        Goods { sides: &[("back", 90.0, 174.0)], ..goods(102, "goods-phone-bar", "phone-bar") },
        Goods {
            colour: "mustard",
            word: "Notes",
            font: "space-mono",
            sides: &[("cover", 148.0, 210.0)],
            ..goods(103, "goods-notebook", "notebook")
        },
        Goods {
            colour: "forest",
            word: "Nine",
            inks: [CREAM, SUN],
            sides: &[("sleeve", 90.0, 90.0)],
            ..goods(104, "goods-sleeve", "tee")
        },
        Goods {
            colour: "charcoal",
            word: "Cosy",
            font: "baloo-2",
            inks: [CREAM, RED],
            sides: &[("front", 300.0, 260.0), ("back", 300.0, 400.0)],
            ..goods(105, "goods-hoodie", "hoodie")
        },
        Goods {
            colour: "black",
            word: "Chef",
            font: "oleo-script",
            inks: [CREAM, SUN],
            sides: &[("front", 220.0, 200.0)],
            ..goods(106, "goods-apron", "apron")
        },
        Goods {
            word: "Stick",
            font: "bangers",
            inks: [INK, RED],
            sides: &[("sheet", 140.0, 200.0)],
            ..goods(107, "goods-stickers", "stickers")
        },
        Goods {
            word: "Large",
            font: "shrikhand",
            inks: [TEAL, SUN],
            sides: &[("wrap", 235.0, 105.0)],
            ..goods(108, "goods-large-mug", "mug-15oz")
        },
    ]
}

/// A star above a word on every side of each.
pub(crate) fn samples() -> Made<Vec<Sample>> {
    all().iter().map(sample).collect()
}

fn sample(goods: &Goods) -> Made<Sample> {
    let Goods { number, file, product, colour, word, font, inks: [ink, shape], sides } = *goods;
    let first = sides.first().ok_or("no side")?.0;
    let mut s = Sample::new(number, file, word, product, colour, first)?;
    for (side, width, height) in sides {
        s.side = SideId::new(side)?;
        let edge = width.min(*height);
        let middle = (width / 2.0, height / 2.0);
        let star = ShapeKind::Star { points: 5, inner: 0.5 };
        let place = (middle.0, middle.1 - 0.2 * edge, 0.0);
        s.shape(place, star, (0.4 * edge, 0.4 * edge), Some(shape), None);
        s.text((middle.0, middle.1 + 0.05 * edge, 0.0), font, 0.15 * edge, ink, word);
    }
    Ok(s)
}
