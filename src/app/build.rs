//! Asks the linker for what a release build needs to be cut into parts (see `lazy.rs` and `cargo dev finish`).

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    if release {
        println!("cargo:rustc-link-arg-bins=--emit-relocs");
    }
}
