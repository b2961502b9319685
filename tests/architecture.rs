//! The walls of the house: which crate may use which, and what must never get into the small ones.
//! It reads manifests and dependency trees, not code. The table is the one of the design, as a test.

use std::{collections::BTreeMap, process::Command};

use serde_json::Value;

/// Own crates, and the own crates that each may use. A crate that is not named here may not exist.
const MAY_USE: [(&str, &[&str]); 23] = [
    // How files and messages are written; every crate that has a format uses it. Its derives are a macro of the compiler.
    ("json", &["json_derive"]),
    ("json_derive", &[]),
    ("geom", &["json"]),
    ("catalog", &["geom", "json"]),
    ("design", &["geom", "catalog", "json"]),
    ("typeset", &["geom", "design", "json"]),
    ("scene", &["geom", "catalog", "design"]),
    ("editor", &["geom", "catalog", "design", "scene", "json"]),
    ("prepress", &["geom", "catalog", "design", "scene", "json"]),
    // Tables of names become designs; it sets no texts: who has fonts hands in how.
    ("roster", &["geom", "catalog", "design", "json"]),
    ("mockup", &["geom", "catalog"]),
    // Products as bodies: read by the app's 3D view, written by the press and the command line.
    ("model", &["geom", "catalog", "json"]),
    // One ZIP archive per order line for the print shop; `typeset` says which fonts a text needs.
    (
        "package",
        &["geom", "catalog", "design", "typeset", "scene", "prepress", "mockup", "model", "json"],
    ),
    ("taste", &["geom", "catalog", "json"]),
    ("embed", &["catalog", "json"]),
    // The contract between the app and its workers: jobs, progress, results; no I/O.
    ("jobs", &["geom", "catalog", "design", "scene", "json"]),
    // What shoppers upload, read: only a worker may reach it, because its libraries are large and would switch on parts of
    // others that make print files differ between machines. `scene` and `catalog` are for its tests.
    ("intake", &["geom", "catalog", "design", "scene", "prepress", "jobs", "json"]),
    (
        "app",
        &[
            "geom", "catalog", "design", "scene", "editor", "mockup", "model", "taste", "embed",
            "jobs", "json", "markup", "roster",
        ],
    ),
    // The app's `view!`; a macro of the compiler, so it runs nowhere else.
    ("markup", &[]),
    ("worker", WORKERS),
    ("cli", BEHIND_THE_SCREEN),
    ("dev", &[]),
    ("tests", ALL_BUT_PROGRAMS),
];

// The command line replays recordings with `editor`.
const BEHIND_THE_SCREEN: &[&str] = &[
    "json", "geom", "catalog", "design", "typeset", "scene", "editor", "prepress", "mockup",
    "model", "package", "roster", "taste", "embed", "jobs",
];

const WORKERS: &[&str] = &[
    "geom", "catalog", "design", "typeset", "scene", "prepress", "mockup", "model", "taste",
    "embed", "jobs", "json", "intake", "package", "roster",
];

const ALL_BUT_PROGRAMS: &[&str] = &[
    "json", "geom", "catalog", "design", "typeset", "scene", "editor", "prepress", "mockup",
    "model", "package", "roster", "taste", "embed", "jobs",
];

/// The crates that know no browser, although they run in one.
const CORE: [&str; 16] = [
    "json", "geom", "catalog", "design", "typeset", "scene", "editor", "prepress", "mockup",
    "model", "package", "roster", "taste", "embed", "jobs", "intake",
];

/// Libraries that tie code to a browser.
const BROWSER: [&str; 5] = ["web-sys", "js-sys", "wasm-bindgen", "leptos", "gloo"];

/// Libraries for heavy work; the shopper must not wait for them before the editor is usable.
const HEAVY: [&str; 9] = [
    "typeset",
    "prepress",
    "package",
    "intake",
    "parley",
    "harfrust",
    "krilla",
    "tiny-skia",
    "usvg",
];

fn cargo(arguments: &[&str]) -> String {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo).args(arguments).arg("--offline").current_dir("..").output();
    let output = output.expect("cargo starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "cargo {}: {said}\n(if a crate is not downloaded yet: cargo fetch)",
        arguments.join(" ")
    );
    String::from_utf8(output.stdout).expect("cargo speaks UTF-8")
}

/// Each own crate with the own crates in its manifest, those for its tests included.
fn own_edges() -> BTreeMap<String, Vec<String>> {
    let metadata = cargo(&["metadata", "--no-deps", "--format-version", "1"]);
    let metadata: Value = serde_json::from_str(&metadata).expect("cargo metadata is JSON");
    let text = |value: &Value| value.as_str().expect("a string").to_owned();
    let packages = metadata["packages"].as_array().expect("packages");
    let dependencies = |package: &Value| -> Vec<String> {
        let all = package["dependencies"].as_array().expect("dependencies");
        // Only what is in this workspace has a path and no registry.
        all.iter().filter(|d| d.get("path").is_some()).map(|d| text(&d["name"])).collect()
    };
    packages.iter().map(|package| (text(&package["name"]), dependencies(package))).collect()
}

/// The names of all crates that `package` is built from for the browser's target.
fn tree(package: &str) -> Vec<String> {
    let lines = cargo(&[
        "tree",
        "--package",
        package,
        "--target",
        "wasm32-unknown-unknown",
        "--edges",
        "normal",
        "--prefix",
        "none",
        "--format",
        "{p}",
    ]);
    let names = lines.lines().filter_map(|line| line.split(' ').next());
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn found_in(package: &str, banned: &[&str]) -> Vec<String> {
    let mut found: Vec<String> =
        tree(package).into_iter().filter(|name| banned.contains(&name.as_str())).collect();
    found.sort();
    found.dedup();
    found
}

#[test]
fn every_crate_is_in_the_table() {
    let in_table: Vec<&str> = {
        let mut names: Vec<&str> = MAY_USE.iter().map(|(name, _)| *name).collect();
        names.sort_unstable();
        names
    };
    let there: Vec<String> = own_edges().into_keys().collect();
    assert_eq!(there, in_table);
}

#[test]
fn a_crate_uses_only_what_it_may_know() {
    let edges = own_edges();
    let mut broken = Vec::new();
    for (name, allowed) in MAY_USE {
        for used in &edges[name] {
            if !allowed.contains(&used.as_str()) {
                broken.push(format!("{name} uses {used}; it may use: {}", allowed.join(", ")));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn core_crates_know_no_browser() {
    for name in CORE {
        let found = found_in(name, &BROWSER);
        assert!(found.is_empty(), "{name} pulls in {found:?}: see `cargo tree -p {name} -i ...`");
    }
}

#[test]
fn the_app_waits_for_no_heavy_library() {
    let found = found_in("app", &HEAVY);
    assert!(found.is_empty(), "app pulls in {found:?}; that belongs in a worker");
}

#[test]
fn workers_and_command_line_hold_no_interface() {
    for name in ["worker", "cli"] {
        let found = found_in(name, &["leptos"]);
        assert!(found.is_empty(), "{name} pulls in {found:?}");
    }
}

#[test]
fn the_tree_of_the_app_is_read_right() {
    // Guards the tests above against a format of `cargo tree` in which nothing would be found.
    let found = found_in("app", &["leptos", "design"]);
    assert_eq!(found, ["design", "leptos"]);
}
