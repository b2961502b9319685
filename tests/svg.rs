//! SVGs of the sample designs: which elements and attributes are in them, and that nothing runs or is fetched.

#[path = "designs/sample.rs"]
mod sample;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use geom::quantised;
use prepress::{Extent, Flow, SvgPictures, SvgRequest, svg, svg_with};
use roxmltree::{Document, Node};
use sample::{Sample, samples};

const SVG: &str = "http://www.w3.org/2000/svg";

/// What may be in a file: each element with its attributes. All lie in the namespace of SVG or in none.
const ALLOWED: [(&str, &[&str]); 10] = [
    ("svg", &["width", "height", "viewBox", "style"]),
    ("g", &["id", "transform", "opacity", "style", "clip-path", "mask"]),
    (
        "path",
        &[
            "d",
            "fill",
            "fill-rule",
            "fill-opacity",
            "clip-rule",
            "stroke",
            "stroke-width",
            "stroke-linecap",
            "stroke-linejoin",
            "stroke-dasharray",
            "stroke-opacity",
        ],
    ),
    ("image", &["id", "x", "y", "width", "height", "preserveAspectRatio", "href"]),
    ("use", &["href", "transform"]),
    ("clipPath", &["id"]),
    ("mask", &["id", "maskUnits", "x", "y", "width", "height"]),
    ("linearGradient", &["id", "gradientUnits", "x1", "y1", "x2", "y2"]),
    ("radialGradient", &["id", "gradientUnits", "cx", "cy", "r"]),
    ("stop", &["offset", "stop-color", "stop-opacity"]),
];

fn title(sample: &Sample) -> String {
    format!("{} {}", sample.file, sample.scene.side)
}

fn request(extent: Extent, pictures: SvgPictures) -> SvgRequest {
    SvgRequest { extent, pictures }
}

/// Checks one element.
fn check(node: Node<'_, '_>, name: &str) {
    let tag = node.tag_name();
    assert_eq!(tag.namespace(), Some(SVG), "{name}: <{}>", tag.name());
    let allowed = ALLOWED.iter().find(|(element, _)| *element == tag.name());
    let (_, attributes) = allowed.unwrap_or_else(|| panic!("{name}: <{}>", tag.name()));
    for attribute in node.attributes() {
        let (key, value) = (attribute.name(), attribute.value());
        assert_eq!(attribute.namespace(), None, "{name}: {key}");
        assert!(attributes.contains(&key), "{name}: <{} {key}>", tag.name());
        match key {
            "href" => check_reference(value, name),
            "style" => assert!(
                value == "isolation:isolate"
                    || value.strip_prefix("mix-blend-mode:").is_some_and(|mode| {
                        ["multiply", "screen", "overlay", "darken", "lighten"].contains(&mode)
                    }),
                "{name}: {value}"
            ),
            "fill" | "stroke" | "clip-path" | "mask" => assert!(
                value == "none"
                    || value.starts_with('#') && value.len() == 7
                    || value.starts_with("url(#") && value.ends_with(')'),
                "{name}: {value}"
            ),
            _ => assert!(!value.contains(':') && !value.contains("url"), "{name}: {key}={value}"),
        }
    }
}

/// A reference goes to something in the same file, or is a picture in itself.
fn check_reference(value: &str, name: &str) {
    if value.starts_with('#') {
        return;
    }
    let png = value.strip_prefix("data:image/png;base64,");
    let data = png.or_else(|| value.strip_prefix("data:image/jpeg;base64,"));
    let shown: String = value.chars().take(40).collect();
    let bytes = STANDARD.decode(data.unwrap_or_else(|| panic!("{name}: {shown}"))).unwrap();
    let header = prepress::artwork::inspect(&bytes).unwrap();
    assert_eq!(header.format == design::ImageFormat::Png, png.is_some(), "{name}: {shown}");
}

#[test]
fn only_known_elements_and_attributes_are_in_an_svg() {
    for sample in samples() {
        for extent in [Extent::Trim, Extent::Bleed] {
            let name = title(&sample);
            let text =
                svg(&sample.scene, &sample.artworks, extent, &mut |_| Flow::Continue).unwrap();
            assert!(!text.contains("<!") && !text.contains("<?"), "{name}: a document type");
            let file = Document::parse(&text).unwrap();
            for node in file.descendants() {
                assert!(!node.is_comment() && !node.is_pi(), "{name}");
                if node.is_text() {
                    assert_eq!(node.text().unwrap_or_default().trim(), "", "{name}");
                } else if node.is_element() {
                    check(node, &name);
                }
            }
            // Every reference meets one thing that is there, and no two things have one name.
            let ids: Vec<&str> =
                file.descendants().filter_map(|node| node.attribute("id")).collect();
            for (at, id) in ids.iter().enumerate() {
                assert!(!ids[..at].contains(id), "{name}: {id} twice");
            }
            for value in file.descendants().flat_map(|node| node.attributes()) {
                let value = value.value();
                let id = value.strip_prefix('#').filter(|_| value.len() != 7);
                let id = id.or_else(|| value.strip_prefix("url(#")?.strip_suffix(')'));
                assert!(id.is_none_or(|id| ids.contains(&id)), "{name}: {value}");
            }
        }
    }
}

#[test]
fn an_svg_is_as_many_millimetres_as_the_side() {
    for sample in samples() {
        for extent in [Extent::Trim, Extent::Bleed] {
            let part = extent.of(&sample.scene);
            let [x, y, width, height] =
                [part.x0, part.y0, part.width(), part.height()].map(quantised);
            let text =
                svg(&sample.scene, &sample.artworks, extent, &mut |_| Flow::Continue).unwrap();
            let file = Document::parse(&text).unwrap();
            let root = file.root_element();
            let wanted = [
                ("width", format!("{width}mm")),
                ("height", format!("{height}mm")),
                ("viewBox", format!("{x} {y} {width} {height}")),
            ];
            for (key, value) in wanted {
                assert_eq!(root.attribute(key), Some(&*value), "{}", title(&sample));
            }
        }
    }
}

#[test]
fn pictures_can_be_left_out_and_all_else_stays() {
    let mut left_out = 0;
    for sample in samples() {
        let with = |pictures| {
            let request = request(Extent::Trim, pictures);
            let go_on = &mut |_| Flow::Continue;
            svg_with(&sample.scene, &sample.artworks, &request, go_on).unwrap()
        };
        let (inside, without) = (with(SvgPictures::Inside), with(SvgPictures::LeftOut));
        let count = |text: &str, what: &str| {
            let file = Document::parse(text).unwrap();
            file.descendants().filter(|node| node.has_tag_name(what)).count()
        };
        assert_eq!(count(&without, "image"), 0, "{}", title(&sample));
        assert!(count(&without, "path") <= count(&inside, "path"));
        if count(&inside, "image") == 0 {
            assert_eq!(inside, without, "{}", title(&sample));
        } else {
            left_out += 1;
        }
    }
    assert!(left_out >= 4, "samples with pictures are among them");
}
