//! Palettes that recolour a whole drawing: its colours are put in order of lightness and spread over the palette.
//! Which palettes are offered depends on the product's colour; nothing here knows the screen.

use design::{MAX_SWAPS, Swap};
use geom::{Drawing, Rgb};

/// Palettes that are always offered, dark to light.
const PALETTES: [[Rgb; 4]; 6] = [
    [rgb(0x26_46_53), rgb(0xd4_57_3b), rgb(0xe9_b4_4c), rgb(0xf6_ea_d0)],
    [rgb(0x1f_3b_2d), rgb(0x3f_70_57), rgb(0x8c_ab_82), rgb(0xec_e6_cf)],
    [rgb(0x13_29_3d), rgb(0x17_6b_87), rgb(0x6c_b4_d9), rgb(0xe6_f3_f8)],
    [rgb(0x5a_1f_4e), rgb(0xc2_3b_72), rgb(0xf2_8c_8c), rgb(0xfd_e3_d3)],
    [rgb(0x3a_2a_5e), rgb(0x6d_3f_a8), rgb(0xb7_9a_d9), rgb(0xf0_e8_fa)],
    [rgb(0x11_13_18), rgb(0x5b_60_6b), rgb(0xb4_b9_c2), rgb(0xff_ff_ff)],
];
/// Parts of white or black in the shades of the product's own colour.
const SHADES: [f64; 4] = [-0.65, -0.3, 0.45, 0.85];

const fn rgb(code: u32) -> Rgb {
    Rgb::new((code >> 16) as u8, (code >> 8) as u8, code as u8)
}

/// The palettes that are offered on a product's colour: shades of it, those of its opposite, and some that always go.
pub(super) fn palettes(body: Rgb) -> Vec<Vec<Rgb>> {
    let shades = |colour: Rgb| SHADES.map(|part| shaded(colour, part)).to_vec();
    let grey = body.r.max(body.g).max(body.b) - body.r.min(body.g).min(body.b) < 24;
    let own = if grey { Vec::new() } else { vec![shades(body), shades(opposite(body))] };
    own.into_iter().chain(PALETTES.map(|palette| palette.to_vec())).collect()
}

/// What makes a drawing's colours those of a palette. Two colours stay two.
pub(super) fn swaps(drawing: &Drawing, palette: &[Rgb]) -> Vec<Swap> {
    let by_light = |colours: &mut Vec<Rgb>| {
        geom::order::sort_by(colours, |a, b| a.luminance().total_cmp(&b.luminance()));
    };
    let mut colours = drawing.colours();
    colours.truncate(MAX_SWAPS);
    by_light(&mut colours);
    let mut palette = palette.to_vec();
    by_light(&mut palette);
    let steps = colours.len().saturating_sub(1).max(1) as f64;
    let swap = |(index, from): (usize, &Rgb)| {
        let at = index as f64 / steps * palette.len().saturating_sub(1) as f64;
        let (low, part) = (at.floor() as usize, at - at.floor());
        let low_colour = palette.get(low).copied()?;
        let high = palette.get(low + 1).copied().unwrap_or(low_colour);
        Some(Swap { from: *from, to: mixed(low_colour, high, part) })
    };
    colours.iter().enumerate().filter_map(swap).filter(|swap| swap.from != swap.to).collect()
}

/// Towards white (positive) or black (negative) by a part.
fn shaded(colour: Rgb, part: f64) -> Rgb {
    if part < 0.0 { mixed(colour, Rgb::BLACK, -part) } else { mixed(colour, Rgb::WHITE, part) }
}

fn mixed(a: Rgb, b: Rgb, part: f64) -> Rgb {
    let mix = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * part).round() as u8;
    Rgb::new(mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b))
}

/// The colour across the circle, as light as the first.
fn opposite(colour: Rgb) -> Rgb {
    let sum = u16::from(colour.r.max(colour.g).max(colour.b))
        + u16::from(colour.r.min(colour.g).min(colour.b));
    // Largest and smallest channel change places, so none leaves 0 to 255.
    let across = |channel: u8| (sum - u16::from(channel)) as u8;
    Rgb::new(across(colour.r), across(colour.g), across(colour.b))
}

#[cfg(test)]
mod tests {
    use geom::{BezPath, FillRule, Ink, Node, Size};
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    fn drawing(colours: &[Rgb]) -> Drawing {
        let node = |colour: &Rgb| Node::Fill {
            path: BezPath::new(),
            rule: FillRule::NonZero,
            ink: Ink::Solid(*colour),
            opacity: 1.0,
        };
        Drawing { size: Size::new(1.0, 1.0), nodes: colours.iter().map(node).collect() }
    }

    #[wasm_bindgen_test]
    fn the_darkest_becomes_the_darkest_and_the_lightest_the_lightest() {
        let grey = |light: u8| Rgb::new(light, light, light);
        let found = swaps(&drawing(&[grey(200), grey(10), grey(100)]), &PALETTES[0]);
        let to = |from: Rgb| found.iter().find(|swap| swap.from == from).map(|swap| swap.to);
        assert_eq!(to(grey(10)), Some(PALETTES[0][0]));
        assert_eq!(to(grey(200)), Some(PALETTES[0][3]));
        assert_eq!(found.len(), 3);
    }

    #[wasm_bindgen_test]
    fn the_opposite_of_the_opposite_is_the_colour() {
        let colour = Rgb::new(0x1c, 0x2a, 0x4a);
        assert_eq!(opposite(opposite(colour)), colour);
        assert_eq!(palettes(Rgb::WHITE).len(), PALETTES.len());
        assert_eq!(palettes(colour).len(), PALETTES.len() + 2);
    }
}
