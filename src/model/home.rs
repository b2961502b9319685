//! The view that a product is first seen from: its front, as a rule. A print that runs around has no front that shows more than its
//! other views, so the handle decides there. Nothing here knows a product by its name.

use std::f64::consts::{FRAC_PI_2, PI};

use crate::{Model, Orbit, Surface};

/// What lies this many times further from the axis of a print than the print itself stands out, as a handle does.
const STANDS_OUT: f64 = 1.2;
/// A print runs around where some of it looks this much to the front and some as much to the back.
const LOOKS: f64 = 0.3;
/// How far a handle is turned from the back to the right, in radians: there it stands out, and the middle of the print is still read
const TURNED: f64 = 0.72;

impl Orbit {
    /// The view of a model that comes first: [`Orbit::HOME`], turned so that a handle behind a print that runs around shows.
    pub fn first(model: &Model) -> Self {
        handle(model)
            .filter(|handle| handle.abs() > FRAC_PI_2)
            .map_or(Self::HOME, |handle| Self::from_around(handle - (PI - TURNED)).kept())
    }
}

/// Where a handle stands out from a print that runs around, as an angle around it; 0 is the front.
fn handle(model: &Model) -> Option<f64> {
    // What has several sides to print has a front.
    let [side] = model.sides()[..] else { return None };
    let print = Surface::Print(side.to_owned());
    let meshes = || model.meshes.iter().filter(|mesh| mesh.material.surface == print);
    let [x, _, z] = [0, 1, 2].map(|axis| ends(meshes().flat_map(|mesh| &mesh.places), axis));
    let looks = ends(meshes().flat_map(|mesh| &mesh.normals), 2);
    // The print leaves a gap at the handle: its width and its front tell where the axis is.
    let radius = (x.1 - x.0) / 2.0;
    let runs_around = looks.0 < -LOOKS && looks.1 > LOOKS && z.1 - z.0 > radius;
    if !runs_around {
        return None;
    }
    let axis = ((x.0 + x.1) / 2.0, z.1 - radius);
    let from_axis = |place: &[f32; 3]| (f64::from(place[0]) - axis.0, f64::from(place[2]) - axis.1);
    let far = |(right, forward): &(f64, f64)| {
        (right * right + forward * forward).sqrt() > radius * STANDS_OUT
    };
    let standing = model.meshes.iter().flat_map(|mesh| &mesh.places).map(from_axis).filter(far);
    let (mut right, mut forward, mut count) = (0.0, 0.0, 0.0_f64);
    for place in standing {
        (right, forward, count) = (right + place.0, forward + place.1, count + 1.0);
    }
    // A brim or a saucer stands out all around, and no direction is the handle's.
    let mean = (right * right + forward * forward).sqrt() / count.max(1.0);
    (mean > radius / 2.0).then(|| libm::atan2(right, forward))
}

/// The least and the most of some vectors along an axis.
fn ends<'a>(vectors: impl Iterator<Item = &'a [f32; 3]>, axis: usize) -> (f64, f64) {
    vectors.fold((f64::MAX, f64::MIN), |(least, most), vector| {
        let value = f64::from(vector[axis]);
        (least.min(value), most.max(value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Kind, Material, Mesh};

    fn mesh(name: &str, places: Vec<[f32; 3]>, normals: Vec<[f32; 3]>) -> Mesh {
        let surface = Surface::of(name);
        let (name, kind) = (name.to_owned(), Kind::Ceramic);
        let material = Material { name, surface, kind, colour: [1.0; 3] };
        let count = places.len();
        let (spots, openness) = (vec![[0.0; 2]; count], vec![255; count]);
        Mesh { material, places, normals, spots, openness, corners: vec![0, 1, 2] }
    }

    /// A ring of vertices, a metre high, as far around as an angle to both sides of the front.
    fn ring(radius: f64, reach: f64) -> (Vec<[f32; 3]>, Vec<[f32; 3]>) {
        let angles = (-20..=20).map(|step| f64::from(step) / 20.0 * reach);
        let looks = angles.map(|angle| [libm::sin(angle) as f32, 0.0, libm::cos(angle) as f32]);
        let looks: Vec<[f32; 3]> = looks.collect();
        let places = looks.iter().map(|[x, y, z]| [x * radius as f32, *y, z * radius as f32]);
        (places.collect(), looks)
    }

    fn print(reach: f64) -> Mesh {
        let (places, normals) = ring(1.0, reach);
        mesh("print_wrap", places, normals)
    }

    /// A handle from 0.9 to 1.9 away, at an angle.
    fn handle_at(angle: f64) -> Mesh {
        let away = [0.9, 1.4, 1.9];
        let place =
            |far: f64| [(libm::sin(angle) * far) as f32, 0.5, (libm::cos(angle) * far) as f32];
        mesh("body", away.map(place).to_vec(), vec![[0.0, 1.0, 0.0]; 3])
    }

    fn first(meshes: Vec<Mesh>) -> Orbit {
        Orbit::first(&Model { meshes })
    }

    #[test]
    fn a_handle_behind_comes_to_the_right_and_is_named_so() {
        for behind in [PI, 3.0, -3.0] {
            let first = first(vec![print(2.6), handle_at(behind)]);
            let right = (behind - first.around + 2.0 * PI) % (2.0 * PI);
            assert!((right - (PI - TURNED)).abs() < 0.01, "{behind}: {right}");
            assert_eq!(first.turned().eighth, 1);
        }
    }

    #[test]
    fn what_shows_its_handle_or_has_none_is_seen_from_its_front() {
        let (brim, normals) = ring(1.5, PI);
        for meshes in [
            vec![print(2.6)],
            vec![print(2.6), handle_at(1.2)],
            vec![print(2.6), mesh("handle", brim, normals)],
            // A print on the front only, whatever is behind it.
            vec![print(0.9), handle_at(PI)],
        ] {
            assert_eq!(first(meshes), Orbit::HOME);
        }
    }
}
