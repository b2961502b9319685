//! Fuzz target: a merchant's catalogue, products with their rules and prices written out in one document.
#![no_main]

use catalog::{Catalog, CatalogList};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(loaded) = Catalog::from_json("fuzz.json", bytes) {
        for problem in &loaded.problems {
            assert!(problem.to_string().starts_with("fuzz.json"));
        }
        let products = loaded.catalog.products();
        for product in products {
            // What is trusted afterwards.
            assert!(!product.sides.is_empty());
            assert!(std::ptr::eq(loaded.catalog.product(&product.id).expect("there"), product));
        }
    }
    // The same bytes as a product in a file of its own.
    const LIST: &str = r#"{"schema":1,"shop":{"name":"F","currency":"EUR"},"products":["a.json"]}"#;
    let list = CatalogList::read("list.json", LIST.as_bytes()).expect("a good list");
    let _ = list.with_files(|_| Ok(bytes.to_vec()));
});
