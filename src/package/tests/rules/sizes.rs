//! Prints that grow with sizes: what the manifest and the ticket say of them, and that nothing is said where they do not.

use catalog::Details;
use json::Raw;
use package::{DEFAULT_NAMES, Manifest, PackageFiles};

use crate::fixture::Sample;

/// The package of a tee in a size whose front and back print by a rule.
fn package(sizing: &str, size: &str) -> (Sample, PackageFiles) {
    let mut sample = Sample::open("both-sides.json");
    for side in &mut sample.product.sides {
        side.sizing = Raw::of(&sizing.to_owned());
        side.areas = Raw::NONE;
    }
    let mut order = sample.order();
    order.size = size.parse().unwrap();
    let files = sample.make(order, DEFAULT_NAMES).unwrap();
    (sample, files)
}

fn text(files: &PackageFiles, path: &str) -> String {
    String::from_utf8(files.get(path).unwrap().to_vec()).unwrap()
}

fn manifest(files: &PackageFiles) -> Manifest {
    json::read(files.get("manifest.json").unwrap()).unwrap()
}

#[test]
fn the_manifest_says_how_large_prints_that_grow_are() {
    let (sample, large) = package("scaled", "3xl");
    let growth = Details::of(&sample.product)
        .unwrap()
        .growth(&sample.product, &"3xl".parse().unwrap())
        .unwrap();
    assert!(growth > 1.2, "{growth}");
    let prints = manifest(&large).prints;
    let named: Vec<_> =
        prints.iter().map(|print| (print.side.as_str(), print.size.as_str())).collect();
    assert_eq!(named, [("front", "3xl"), ("back", "3xl")]);
    let (_, usual) = package("fixed", "3xl");
    let ticket: package::JobTicket = json::read(usual.get("job-ticket.json").unwrap()).unwrap();
    for (print, side) in prints.iter().zip(&ticket.sides) {
        let art = side.art.unwrap();
        assert_eq!(print.scale, growth);
        assert!((print.width - art.width * growth).abs() < 0.02, "{print:?} {art:?}");
        assert!((print.height - art.height * growth).abs() < 0.02, "{print:?} {art:?}");
    }
    assert!(large.iter().any(|(path, _)| path == "print/1042-1-tee-black-3xl-front.pdf"));
}

#[test]
fn nothing_is_said_of_prints_that_are_as_they_were_designed() {
    for (sizing, size) in [("fixed", "3xl"), ("scaled", "m")] {
        let (_, files) = package(sizing, size);
        assert_eq!(manifest(&files).prints, []);
        assert!(
            !text(&files, "manifest.json").contains("prints"),
            "older readers see what they know"
        );
        assert!(!text(&files, "job-ticket.json").contains("print_scale"));
    }
}
