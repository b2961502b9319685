//! A finished product as USDZ, for looking at it in a room: the scene as USD's text, prints as PNG, in one archive. Equal products
//! give equal bytes.

use std::fmt::Write;

use crate::zip::stored;
use crate::{Finish, Mesh, Model, Surface};

/// The scene's name in the archive; it must be the first file.
const SCENE: &str = "product.usda";

/// Writes the product as a `.usdz` file.
pub fn write_usdz(model: &Model, finish: &Finish<'_>) -> Vec<u8> {
    let mut files = vec![(SCENE.to_owned(), scene(model, finish).into_bytes())];
    for (index, print) in finish.prints.iter().enumerate() {
        files.push((picture(index), print.png.clone()));
    }
    stored(&files)
}

/// The name of a print in the archive; what a side is called may hold anything.
fn picture(index: usize) -> String {
    format!("textures/print_{index}.png")
}

fn scene(model: &Model, finish: &Finish<'_>) -> String {
    let mut text = String::from(concat!(
        "#usda 1.0\n(\n    defaultPrim = \"Product\"\n    metersPerUnit = 1\n    upAxis = \"Y\"\n)\n\n",
        "def Xform \"Product\" (\n    kind = \"component\"\n)\n{\n",
    ));
    // Writing to a text cannot fail.
    let _ = writeln!(text, "    string userProperties:name = {}", quoted(finish.name));
    for (index, mesh) in model.meshes.iter().enumerate() {
        shape(&mut text, index, mesh);
    }
    text.push_str("    def Scope \"Looks\"\n    {\n");
    for (index, mesh) in model.meshes.iter().enumerate() {
        look(&mut text, index, mesh, finish);
    }
    text.push_str("    }\n}\n");
    text
}

fn quoted(name: &str) -> String {
    let plain: String =
        name.chars().filter(|c| !c.is_control() && !matches!(c, '"' | '\\')).collect();
    format!("\"{plain}\"")
}

fn shape(text: &mut String, index: usize, mesh: &Mesh) {
    let (least, most) = extent(mesh);
    let triangles = mesh.corners.len() / 3;
    let _ = write!(
        text,
        concat!(
            "    def Mesh \"Mesh_{}\" (\n        prepend apiSchemas = [\"MaterialBindingAPI\"]\n    )\n    {{\n",
            "        rel material:binding = </Product/Looks/Look_{}>\n",
            "        uniform bool doubleSided = 1\n",
            "        uniform token subdivisionScheme = \"none\"\n",
            "        float3[] extent = [{}, {}]\n",
        ),
        index,
        index,
        tuple(&least),
        tuple(&most),
    );
    list(text, "int[] faceVertexCounts", (0..triangles).map(|_| "3".to_owned()));
    list(text, "int[] faceVertexIndices", mesh.corners.iter().map(u32::to_string));
    list(text, "point3f[] points", mesh.places.iter().map(|place| tuple(place)));
    list(text, "normal3f[] normals", mesh.normals.iter().map(|normal| tuple(normal)));
    close_values(text, "vertex");
    if matches!(mesh.material.surface, Surface::Print(_)) {
        // USD's pictures begin at the bottom.
        let spots = mesh.spots.iter().map(|[across, down]| tuple(&[*across, 1.0 - down]));
        list(text, "texCoord2f[] primvars:st", spots);
        close_values(text, "vertex");
    }
    text.push_str("    }\n");
}

/// Says of the values that were just listed what they belong to.
fn close_values(text: &mut String, to: &str) {
    text.pop();
    let _ = write!(text, " (\n            interpolation = \"{to}\"\n        )\n");
}

fn list(text: &mut String, name: &str, values: impl Iterator<Item = String>) {
    let _ = write!(text, "        {name} = [");
    for (index, value) in values.enumerate() {
        text.push_str(if index == 0 { "" } else { ", " });
        text.push_str(&value);
    }
    text.push_str("]\n");
}

/// A number to a micrometre.
fn number(value: f32) -> String {
    let rounded = (f64::from(value) * 1e6).round() / 1e6;
    // Adding 0 leaves no minus before a zero.
    (rounded + 0.0).to_string()
}

fn tuple(values: &[f32]) -> String {
    let values: Vec<String> = values.iter().map(|value| number(*value)).collect();
    format!("({})", values.join(", "))
}

fn extent(mesh: &Mesh) -> ([f32; 3], [f32; 3]) {
    let fold = |start: f32, pick: fn(f32, f32) -> f32| {
        [0, 1, 2].map(|axis| mesh.places.iter().map(|place| place[axis]).fold(start, pick))
    };
    (fold(f32::INFINITY, f32::min), fold(f32::NEG_INFINITY, f32::max))
}

fn look(text: &mut String, index: usize, mesh: &Mesh, finish: &Finish<'_>) {
    let kind = mesh.material.kind;
    let here = format!("/Product/Looks/Look_{index}");
    let print = finish.print_on(&mesh.material.surface);
    let colour = match print {
        Some(_) => format!("color3f inputs:diffuseColor.connect = <{here}/Print.outputs:rgb>"),
        None => {
            format!("color3f inputs:diffuseColor = {}", tuple(&finish.colour(&mesh.material)))
        }
    };
    let _ = write!(
        text,
        concat!(
            "        def Material \"Look_{}\"\n        {{\n",
            "            token outputs:surface.connect = <{}/Surface.outputs:surface>\n",
            "            def Shader \"Surface\"\n            {{\n",
            "                uniform token info:id = \"UsdPreviewSurface\"\n",
            "                {}\n",
            "                float inputs:metallic = {}\n",
            "                float inputs:roughness = {}\n",
            "                token outputs:surface\n            }}\n",
        ),
        index,
        here,
        colour,
        number(kind.metal()),
        number(kind.roughness()),
    );
    if let Some(print) = print {
        let _ = write!(
            text,
            concat!(
                "            def Shader \"Spot\"\n            {{\n",
                "                uniform token info:id = \"UsdPrimvarReader_float2\"\n",
                "                string inputs:varname = \"st\"\n",
                "                float2 outputs:result\n            }}\n",
                "            def Shader \"Print\"\n            {{\n",
                "                uniform token info:id = \"UsdUVTexture\"\n",
                "                asset inputs:file = @{}@\n",
                "                token inputs:sourceColorSpace = \"sRGB\"\n",
                "                float2 inputs:st.connect = <{}/Spot.outputs:result>\n",
                "                token inputs:wrapS = \"clamp\"\n",
                "                token inputs:wrapT = \"clamp\"\n",
                "                float3 outputs:rgb\n            }}\n",
            ),
            picture(print),
            here,
        );
    }
    text.push_str("        }\n");
}
