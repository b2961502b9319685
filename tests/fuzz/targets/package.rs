//! Fuzz target: a print package from outside. Its archive has checksums that no fuzzer finds, so what is not one is also
//! put into an archive of its own, as the ticket and the manifest.
#![no_main]

use libfuzzer_sys::fuzz_target;
use package::read;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(package) = read(bytes) {
        // What is told of it can be said.
        for finding in package.findings.values().flatten() {
            assert!(!finding.to_string().is_empty());
        }
    }
});
