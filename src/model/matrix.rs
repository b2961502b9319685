//! 4 x 4 matrices in columns, as glTF and graphics cards hold them. Angles go through `libm`, so they are the same everywhere.

/// A matrix; `0.[column * 4 + row]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matrix(pub [f64; 16]);

impl Matrix {
    /// Changes nothing.
    pub const SAME: Self = Self([
        1.0, 0.0, 0.0, 0.0, //
        0.0, 1.0, 0.0, 0.0, //
        0.0, 0.0, 1.0, 0.0, //
        0.0, 0.0, 0.0, 1.0,
    ]);

    /// Moves.
    pub const fn shift([x, y, z]: [f64; 3]) -> Self {
        let mut matrix = Self::SAME;
        matrix.0[12] = x;
        matrix.0[13] = y;
        matrix.0[14] = z;
        matrix
    }

    /// Makes larger or smaller.
    pub const fn scale([x, y, z]: [f64; 3]) -> Self {
        let mut matrix = Self::SAME;
        matrix.0[0] = x;
        matrix.0[5] = y;
        matrix.0[10] = z;
        matrix
    }

    /// Turns by a quaternion `[x, y, z, w]`; one of no length turns nothing.
    pub fn turn([x, y, z, w]: [f64; 4]) -> Self {
        let length = x * x + y * y + z * z + w * w;
        if !(length > 0.0 && length.is_finite()) {
            return Self::SAME;
        }
        let s = 2.0 / length;
        let mut m = Self::SAME;
        m.0[0] = 1.0 - s * (y * y + z * z);
        m.0[1] = s * (x * y + z * w);
        m.0[2] = s * (x * z - y * w);
        m.0[4] = s * (x * y - z * w);
        m.0[5] = 1.0 - s * (x * x + z * z);
        m.0[6] = s * (y * z + x * w);
        m.0[8] = s * (x * z + y * w);
        m.0[9] = s * (y * z - x * w);
        m.0[10] = 1.0 - s * (x * x + y * y);
        m
    }

    /// Turns about the y axis, in radians: +z goes towards +x.
    pub fn about_y(angle: f64) -> Self {
        let (sin, cos) = (libm::sin(angle), libm::cos(angle));
        let mut m = Self::SAME;
        (m.0[0], m.0[8], m.0[2], m.0[10]) = (cos, sin, -sin, cos);
        m
    }

    /// Turns about the x axis, in radians: +y goes towards +z.
    pub fn about_x(angle: f64) -> Self {
        let (sin, cos) = (libm::sin(angle), libm::cos(angle));
        let mut m = Self::SAME;
        (m.0[5], m.0[9], m.0[6], m.0[10]) = (cos, -sin, sin, cos);
        m
    }

    /// What a lens sees: half of its upright angle as a tangent, width over height, nearest and farthest distance.
    pub fn lens(tangent: f64, proportion: f64, near: f64, far: f64) -> Self {
        let mut m = Self([0.0; 16]);
        m.0[0] = 1.0 / (tangent * proportion);
        m.0[5] = 1.0 / tangent;
        m.0[10] = (near + far) / (near - far);
        m.0[11] = -1.0;
        m.0[14] = 2.0 * near * far / (near - far);
        m
    }

    /// A box of half sizes, seen without perspective along -z from its middle.
    pub fn flat(width: f64, height: f64, depth: f64) -> Self {
        Self::scale([1.0 / width, 1.0 / height, -1.0 / depth])
    }

    /// Does `other` first, then this: `self * other`.
    #[must_use]
    pub fn after(&self, other: &Self) -> Self {
        let mut product = [0.0; 16];
        for column in 0..4 {
            for row in 0..4 {
                product[column * 4 + row] =
                    (0..4).map(|k| self.0[k * 4 + row] * other.0[column * 4 + k]).sum();
            }
        }
        Self(product)
    }

    /// Where a place goes.
    pub fn place(&self, [x, y, z]: [f64; 3]) -> [f64; 3] {
        let m = &self.0;
        std::array::from_fn(|row| m[row] * x + m[4 + row] * y + m[8 + row] * z + m[12 + row])
    }

    /// How much larger bodies become; below 0 where they are mirrored.
    pub(crate) fn growth(&self) -> f64 {
        let m = &self.0;
        m[0] * (m[5] * m[10] - m[6] * m[9]) - m[4] * (m[1] * m[10] - m[2] * m[9])
            + m[8] * (m[1] * m[6] - m[2] * m[5])
    }

    /// Where a surface looks to that looked to `normal`; not of length 1. By the cofactors, so that a flat matrix needs no
    /// inverse.
    pub(crate) fn direction(&self, [x, y, z]: [f64; 3]) -> [f64; 3] {
        let m = |column: usize, row: usize| self.0[(column % 3) * 4 + row % 3];
        let side = if self.growth() < 0.0 { -1.0 } else { 1.0 };
        let cofactor = |column: usize, row: usize| {
            m(column + 1, row + 1) * m(column + 2, row + 2)
                - m(column + 1, row + 2) * m(column + 2, row + 1)
        };
        std::array::from_fn(|row| {
            side * (cofactor(0, row) * x + cofactor(1, row) * y + cofactor(2, row) * z)
        })
    }

    /// As a graphics card takes it.
    pub fn single(&self) -> [f32; 16] {
        self.0.map(|value| value as f32)
    }
}

/// A direction of length 1; `up` where it has none.
pub(crate) fn unit(direction: [f64; 3]) -> [f32; 3] {
    let [x, y, z] = direction;
    let length = (x * x + y * y + z * z).sqrt();
    if length > 1e-30 && length.is_finite() {
        direction.map(|value| (value / length) as f32)
    } else {
        [0.0, 1.0, 0.0]
    }
}
