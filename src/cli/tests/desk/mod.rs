//! The program at work in the project's folder, and places of a test's own on disk. It tests nothing itself.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sha2::{Digest, Sha256};

/// The project's top folder.
pub(crate) fn project() -> PathBuf {
    std::path::absolute("../..").expect("a working folder")
}

/// A sample design's path.
pub(crate) fn sample(name: &str) -> String {
    text(&project().join("tests/designs").join(name))
}

/// A path as an argument.
pub(crate) fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// An empty folder of a test's own.
pub(crate) fn folder(test: &str) -> PathBuf {
    let folder = place(test);
    // It is not there at the first run.
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// A path in a test's own folder, which keeps what is in it.
pub(crate) fn scratch(test: &str, name: &str) -> PathBuf {
    let folder = place(test);
    std::fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

fn place(test: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(env!("CARGO_CRATE_NAME")).join(test)
}

/// Runs the program in the project's folder.
pub(crate) fn atelier(arguments: &[&str]) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_atelier"));
    program.args(arguments).current_dir(project()).output().unwrap()
}

/// Runs, checks the exit code, and gives standard output and standard error.
pub(crate) fn check(arguments: &[&str], code: i32) -> (String, String) {
    let output = atelier(arguments);
    let out = String::from_utf8_lossy(&output.stdout).into_owned();
    let wrong = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{out}\n{wrong}");
    (out, wrong)
}

/// The SHA-256 of bytes, in hexadecimal digits.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
