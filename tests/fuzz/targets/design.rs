//! Fuzz target: bytes from outside as a design or an `.atelier` file, and all that is made of one: check, SVG, PDF.
//! Files have a hash at their end that no fuzzer finds; it is put right here.
#![no_main]

use std::collections::BTreeMap;

use catalog::{Catalog, Limits};
use design::{read_bundle, write, write_bundle};
use libfuzzer_sys::fuzz_target;
use prepress::preflight::{Check, PictureFacts, check, missing_glyphs};
use prepress::{Extent, Flow, pdf, svg};
use scene::{Ready, drawings, resolve};
use sha2::{Digest, Sha256};

/// Length of the hash at the end of a file.
const HASH: usize = 32;

fn tee() -> catalog::Product {
    const LIST: &[u8] = include_bytes!("../../../public/catalog/catalog.json");
    const TEE: &[u8] = include_bytes!("../../../public/catalog/tee.json");
    const TECHNIQUES: &[u8] = include_bytes!("../../../public/catalog/techniques.json");
    let file = |name: &str| match name {
        "techniques.json" => Ok(TECHNIQUES.to_vec()),
        _ => Ok(TEE.to_vec()),
    };
    let loaded = Catalog::load("catalog.json", LIST, file);
    loaded.expect("our own catalogue").catalog.products()[0].clone()
}

fn read(bytes: &[u8], product: &catalog::Product) {
    let Ok(bundle) = read_bundle(bytes) else { return };
    let design = &bundle.design;
    // What was read is written so that it is read as the same.
    let again = design::read(&write(design)).expect("what we wrote can be read");
    assert_eq!(&again, design);
    let packed = write_bundle(design, &bundle.artworks);
    assert_eq!(read_bundle(&packed).expect("what we wrote can be read").design, *design);
    // No outlines of texts: fonts are not read here.
    let ready = Ready { drawings: drawings(&bundle.artworks), ..Ready::default() };
    for side in &product.sides {
        let scene = resolve(design, &side.id, &side.print_area, &ready);
        let of_side = Check {
            product,
            limits: &Limits::of(product, &side.id).expect("our own limits"),
            design,
            scene: &scene,
            resources: &ready,
            missing_glyphs: &missing_glyphs(design, &side.id, &ready),
            unset: &BTreeMap::new(),
            restricted: &BTreeMap::new(),
            artworks: Some(&bundle.artworks),
        };
        let findings = check(&of_side, &mut PictureFacts::default());
        for finding in findings {
            assert!(!finding.problem.to_string().is_empty());
        }
        let go_on = &mut |_| Flow::Continue;
        let _ = svg(&scene, &bundle.artworks, Extent::Trim, go_on);
        let _ = pdf(&scene, &bundle.artworks, go_on);
    }
}

fuzz_target!(init: {}, |bytes: &[u8]| {
    thread_local! {
        static TEE: catalog::Product = tee();
    }
    TEE.with(|product| {
        read(bytes, product);
        if !bytes.starts_with(b"{") && bytes.len() > HASH {
            let body = &bytes[..bytes.len() - HASH];
            read(&[body, &Sha256::digest(body)[..]].concat(), product);
        }
    });
});
