//! Light and how it looks: linear light, OKLab (B. Ottosson, 2020), and back to sRGB. Not here: inks.

use geom::Rgb;

/// Linear light, red, green and blue, 0 to 1.
pub(super) type Light = [f64; 3];

/// OKLab coordinates.
pub(super) type Lab = [f64; 3];

/// From linear light to the eye's three receptors.
const RECEPTORS: [[f64; 3]; 3] = [
    [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
    [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
    [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
];

/// From the receptors' cube roots to OKLab.
const LAB: [[f64; 3]; 3] = [
    [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
    [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
    [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
];

/// What keeps the eye's answer to black finite.
const DARKEST: f64 = 0.004;

fn through(matrix: &[[f64; 3]; 3], [a, b, c]: [f64; 3]) -> [f64; 3] {
    matrix.map(|[x, y, z]| x * a + y * b + z * c)
}

/// How light looks.
pub(super) fn lab(light: Light) -> Lab {
    through(&LAB, through(&RECEPTORS, light).map(libm::cbrt))
}

/// The square of how different two colours look; black and white are 1 apart.
pub(super) fn apart([l, a, b]: Lab, [m, c, d]: Lab) -> f64 {
    (l - m) * (l - m) + (a - c) * (a - c) + (b - d) * (b - d)
}

/// Differences of light as they look near one colour: OKLab is bent, mixing is straight, and this is OKLab's tangent there.
pub(super) struct Tangent {
    at: Light,
    slope: [f64; 3],
}

impl Tangent {
    pub(super) fn new(at: Light) -> Self {
        let slope = through(&RECEPTORS, at).map(|receptor| {
            let root = libm::cbrt(receptor.max(0.0) + DARKEST);
            1.0 / (3.0 * root * root)
        });
        Self { at, slope }
    }

    /// How far other light is from this, in OKLab's measure.
    pub(super) fn to(&self, light: Light) -> [f64; 3] {
        let [r, g, b] = light;
        let [x, y, z] = through(&RECEPTORS, [r - self.at[0], g - self.at[1], b - self.at[2]]);
        through(&LAB, [x * self.slope[0], y * self.slope[1], z * self.slope[2]])
    }
}

/// `part` of the way from one light to another.
pub(super) fn between(from: Light, to: Light, part: f64) -> Light {
    let [r, g, b] = from;
    [r + (to[0] - r) * part, g + (to[1] - g) * part, b + (to[2] - b) * part]
}

/// Linear light as an sRGB colour (IEC 61966-2-1).
pub(super) fn encoded(light: Light) -> Rgb {
    let [r, g, b] = light.map(|light| {
        let light = light.clamp(0.0, 1.0);
        let encoded = if light <= 0.003_130_8 {
            12.92 * light
        } else {
            1.055 * libm::pow(light, 1.0 / 2.4) - 0.055
        };
        // 0 to 255 after rounding.
        (encoded * 255.0).round() as u8
    });
    Rgb::new(r, g, b)
}

/// The light of each of the 256 values of a channel.
pub(super) struct Linear([f64; 256]);

impl Linear {
    pub(super) fn new() -> Self {
        let mut table = [0.0; 256];
        for (value, light) in table.iter_mut().enumerate() {
            *light = Rgb::new(value as u8, 0, 0).linear()[0];
        }
        Self(table)
    }

    pub(super) fn of(&self, colour: Rgb) -> Light {
        [colour.r, colour.g, colour.b].map(|channel| self.0[usize::from(channel)])
    }
}
