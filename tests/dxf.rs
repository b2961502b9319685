//! Cut files of the sample designs, judged by a program that others wrote: ezdxf reads the DXF, an XML reader the SVG.

#[path = "designs/sample.rs"]
mod sample;

use std::path::PathBuf;
use std::process::Command;

use geom::{Mm, Shape, read_path_data};
use prepress::Flow;
use prepress::cut::{CutError, CutLines, CutRequest, CutSheet, cut_lines, cut_svg, dxf};
use roxmltree::Document;
use sample::samples;
use serde_json::Value;

/// Reads files and says what is in them, one JSON object a line.
const READ: &str = r#"
import json, sys
import ezdxf
for path in sys.argv[1:]:
    doc = ezdxf.readfile(path)
    audit = doc.audit()
    layers = {}
    for line in doc.modelspace():
        points = [(x, y) for x, y in line.get_points("xy")]
        area = sum(a[0] * b[1] - a[1] * b[0] for a, b in zip(points, points[1:] + points[:1])) / 2
        layer = layers.setdefault(line.dxf.layer, {"lines": 0, "corners": 0, "area": 0, "open": 0, "kinds": []})
        layer["lines"] += 1
        layer["corners"] += len(points)
        layer["area"] += area
        layer["open"] += not line.closed
        layer["low"] = [min([layer.get("low", [1e9, 1e9])[i]] + [p[i] for p in points]) for i in (0, 1)]
        layer["high"] = [max([layer.get("high", [-1e9, -1e9])[i]] + [p[i] for p in points]) for i in (0, 1)]
        if line.dxftype() not in layer["kinds"]:
            layer["kinds"].append(line.dxftype())
    print(json.dumps({
        "version": doc.dxfversion,
        "units": doc.header["$INSUNITS"],
        "errors": [e.message for e in audit.errors + audit.fixes],
        "low": list(doc.header["$EXTMIN"]), "high": list(doc.header["$EXTMAX"]),
        "named": [layer.dxf.name for layer in doc.layers],
        "layers": layers,
    }))
"#;

/// Python with the packages that `cargo dev setup` puts beside the build files.
fn python() -> PathBuf {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let cache = variable("ATELIER_CACHE")
        .map(PathBuf::from)
        .or_else(|| variable("XDG_CACHE_HOME").map(|base| PathBuf::from(base).join("atelier")))
        .or_else(|| variable("HOME").map(|home| PathBuf::from(home).join(".cache/atelier")))
        .expect("a cache folder");
    let python = cache.join("python/bin/python3");
    assert!(python.is_file(), "{python:?} is not there; run: cargo dev setup");
    python
}

/// The cut lines of every sample that has some, in each way, with a name.
fn sheets() -> Vec<(String, CutSheet)> {
    let mut sheets = Vec::new();
    for sample in samples() {
        let ways = [
            ("contour", CutRequest::default()),
            ("kiss cut", CutRequest::kiss_cut(Mm::new(2.0))),
            ("colours", CutRequest { lines: CutLines::ByColour, ..CutRequest::default() }),
        ];
        for (way, request) in ways {
            let name = format!("{} {} {way}", sample.file, sample.scene.side);
            match cut_lines(&sample.scene, &sample.artworks, &request, &mut |_| Flow::Continue) {
                Ok(sheet) => sheets.push((name, sheet)),
                // Samples with art beside the side only.
                Err(CutError::Nothing { .. }) => {}
                Err(error) => panic!("{name}: {error}"),
            }
        }
    }
    assert!(sheets.len() >= 36, "at least twelve designs are compared");
    sheets
}

#[test]
fn ezdxf_reads_the_lines_that_were_written() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("dxf");
    std::fs::create_dir_all(&folder).unwrap();
    let sheets = sheets();
    let mut command = Command::new(python());
    command.args(["-c", READ]);
    for (index, (_, sheet)) in sheets.iter().enumerate() {
        let file = folder.join(format!("{index}.dxf"));
        std::fs::write(&file, dxf(sheet)).unwrap();
        command.arg(file);
    }
    let output = command.output().unwrap();
    let wrong = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{wrong}");
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(said.lines().count(), sheets.len());
    for ((name, sheet), line) in sheets.iter().zip(said.lines()) {
        let read: Value = serde_json::from_str(line).unwrap();
        check(name, sheet, &read);
    }
}

fn check(name: &str, sheet: &CutSheet, read: &Value) {
    assert_eq!((&read["version"], &read["units"]), (&"AC1015".into(), &4.into()), "{name}");
    assert_eq!(read["errors"], Value::Array(Vec::new()), "{name}");
    let near = |value: &Value, wanted: f64, off: f64, what: &str| {
        let found = value.as_f64().unwrap();
        assert!((found - wanted).abs() <= off, "{name}: {what} is {found} and not {wanted}");
    };
    let part = sheet.part;
    let up = |y: f64| part.y1 - y;
    let layers = read["layers"].as_object().unwrap();
    assert_eq!(layers.len(), sheet.layers.len(), "{name}");
    for layer in &sheet.layers {
        let found = &layers[&layer.name];
        assert!(read["named"].as_array().unwrap().contains(&layer.name.as_str().into()), "{name}");
        assert_eq!(found["lines"], layer.lines(), "{name}");
        assert_eq!(found["corners"], layer.corners(), "{name}");
        assert_eq!((&found["open"], &found["kinds"][0]), (&0.into(), &"LWPOLYLINE".into()));
        // Four decimals: half a step along every line.
        near(&found["area"], layer.area(), 1e-4 * layer.length().max(1.0), "the area");
        let bounds = layer.path().bounding_box();
        near(&found["low"][0], bounds.x0 - part.x0, 1e-4, "the left edge");
        near(&found["low"][1], up(bounds.y1), 1e-4, "the lower edge");
        near(&found["high"][0], bounds.x1 - part.x0, 1e-4, "the right edge");
        near(&found["high"][1], up(bounds.y0), 1e-4, "the upper edge");
    }
    let bounds = sheet.bounds();
    near(&read["low"][0], bounds.x0 - part.x0, 1e-4, "EXTMIN");
    near(&read["high"][1], up(bounds.y0), 1e-4, "EXTMAX");
}

#[test]
fn the_svg_of_cut_lines_has_the_same_lines_in_millimetres() {
    for (name, sheet) in sheets() {
        let text = cut_svg(&sheet);
        let file = Document::parse(&text).unwrap();
        let root = file.root_element();
        let view = root.attribute("viewBox").unwrap();
        let view: Vec<f64> = view.split(' ').map(|number| number.parse().unwrap()).collect();
        assert_eq!(root.attribute("width"), Some(&*format!("{}mm", view[2])), "{name}");
        assert_eq!(root.attribute("height"), Some(&*format!("{}mm", view[3])), "{name}");
        let groups: Vec<_> = root.children().filter(roxmltree::Node::is_element).collect();
        assert_eq!(groups.len(), sheet.layers.len(), "{name}");
        for (layer, group) in sheet.layers.iter().zip(groups) {
            assert_eq!(group.attribute("id"), Some(&*layer.name));
            assert_eq!(group.attribute("fill"), Some("none"));
            assert_eq!(group.attribute("stroke"), Some(&*layer.colour.to_string()));
            let path = group.first_element_child().unwrap();
            assert_eq!(path.attributes().len(), 1);
            let path = read_path_data(path.attribute("d").unwrap()).unwrap();
            let off = (path.area().abs() - layer.area()).abs();
            assert!(off <= 1e-3 * layer.length().max(1.0), "{name}: {off} mm2");
        }
    }
}
