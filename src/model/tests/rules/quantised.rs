//! What is read: numbers of every form become metres, directions and places in the print area.

use model::{Kind, Surface, read};

use crate::fixture::{changed, glb, with};

fn near(a: f32, b: f32) -> bool {
    (a - b).abs() < 1e-6
}

#[test]
fn quantised_numbers_become_metres_directions_and_spots() {
    let model = read(&changed(|_, _| {})).expect("the fixture is read");
    let [mesh] = &model.meshes[..] else { panic!("one mesh") };
    assert_eq!(mesh.material.surface, Surface::Print("front".into()));
    assert_eq!(mesh.material.kind, Kind::Cloth, "extras say it, whatever the roughness is");
    let (least, most) = model.bounds();
    let expected = ([-0.1, 0.0, 0.05], [0.1, 0.1, 0.05]);
    assert!(least.iter().zip(expected.0).all(|(a, b)| near(*a, b)), "{least:?}");
    assert!(most.iter().zip(expected.1).all(|(a, b)| near(*a, b)), "{most:?}");
    assert!(mesh.normals.iter().all(|normal| *normal == [0.0, 0.0, 1.0]), "{:?}", mesh.normals);
    assert_eq!(mesh.spots, [[0.0, 1.0], [1.0, 1.0], [1.0, 0.0], [0.0, 0.0]]);
    assert_eq!(mesh.openness, [255, 128, 64, 0]);
    assert_eq!(mesh.corners, [0, 1, 2, 0, 2, 3]);
    assert_eq!(model.sides(), ["front"]);
}

#[test]
fn a_mirrored_mesh_keeps_its_outside() {
    let model = read(&with("nodes", "\"scale\":[0.1,0.05,1]", "\"scale\":[-0.1,0.05,1]"));
    let model = model.expect("a mirrored model is read");
    let mesh = &model.meshes[0];
    assert_eq!(mesh.corners, [0, 2, 1, 0, 3, 2]);
    assert_eq!(mesh.normals[0], [0.0, 0.0, 1.0]);
}

#[test]
fn directions_that_are_missing_are_made_from_the_triangles() {
    let model =
        read(&with("meshes", "\"NORMAL\":1,", "")).expect("a model without normals is read");
    assert!(model.meshes[0].normals.iter().all(|normal| *normal == [0.0, 0.0, 1.0]));
}

#[test]
fn names_of_materials_say_what_colours_them() {
    let of = |name: &str| {
        let model = read(&with("materials", "print_front", name)).expect("any name is read");
        model.meshes[0].material.surface.clone()
    };
    assert_eq!(of("body"), Surface::Body);
    assert_eq!(of("inner"), Surface::Inner);
    assert_eq!(of("handle"), Surface::Handle);
    assert_eq!(of("steel rim"), Surface::Own);
}

#[test]
fn what_a_material_is_made_of_is_guessed_where_nobody_says_it() {
    let model =
        read(&with("materials", "\"extras\":{\"kind\":\"cloth\"},", "")).expect("it is read");
    assert_eq!(model.meshes[0].material.kind, Kind::Metal, "glTF's metal is 1 where none is given");
    let other = with("materials", "\"extras\":{\"kind\":\"cloth\"},", "\"extras\":[7],");
    assert!(read(&other).is_ok(), "extras of other projects may be anything");
}

#[test]
fn a_file_without_description_is_refused_by_name() {
    let error = read(&glb("{}", &[])).expect_err("no asset");
    assert!(error.to_string().contains("asset"), "{error}");
}
