//! Archives that mean harm: each is refused by name, before anything is unpacked.

use package::{Archive, ArchiveError, FileError, MAX_FILES, MAX_RATIO, ReadError, read};
use proptest::prelude::*;

use crate::archive::{File, zip};
use crate::fixture::mug_package;

fn refused(files: &[File]) -> ArchiveError {
    Archive::open(&zip(files)).map(|_| ()).unwrap_err()
}

#[test]
fn a_plain_archive_is_read_stored_or_deflated() {
    let text = b"a text that is long enough to be worth it, worth it, worth it".as_slice();
    let files = [File::stored("a.txt", b"one"), File::deflated("b/c.txt", text)];
    let bytes = zip(&files);
    let archive = Archive::open(&bytes).unwrap();
    assert_eq!(archive.names().collect::<Vec<_>>(), ["a.txt", "b/c.txt"]);
    assert_eq!(archive.bytes("a.txt"), Some(Ok(b"one".to_vec())));
    assert_eq!(archive.bytes("b/c.txt"), Some(Ok(text.to_vec())));
    assert_eq!(archive.bytes("d"), None);
}

#[test]
fn a_bomb_is_refused_by_what_it_states() {
    let zeros = vec![0; 8 << 20];
    let error = refused(&[File::deflated("bomb.bin", &zeros)]);
    let ArchiveError::Bomb { name, bytes, packed } = error else { panic!("{error}") };
    assert_eq!((name.as_str(), bytes), ("bomb.bin", 8 << 20));
    assert!(packed * MAX_RATIO < bytes);
}

#[test]
fn a_bomb_that_lies_about_its_size_is_cut_where_it_lies() {
    let zeros = vec![0; 8 << 20];
    let bytes = zip(&[File { bytes: 1000, ..File::deflated("bomb.bin", &zeros) }]);
    let archive = Archive::open(&bytes).unwrap();
    assert_eq!(archive.bytes("bomb.bin"), Some(Err(FileError::Size { stated: 1000 })));
}

#[test]
fn many_files_that_are_too_much_together_are_refused() {
    // Each is within the ratio, all of them are 1.2 GB.
    let content = vec![7; 1 << 20];
    let file = |number: u32| File {
        bytes: (1 << 20) * 100,
        method: 8,
        ..File::stored(&format!("{number}.bin"), &content)
    };
    let files: Vec<File> = (0..12).map(file).collect();
    assert_eq!(refused(&files), ArchiveError::TooMuch);
}

#[test]
fn names_that_lead_out_are_refused() {
    for name in [
        "../evil.txt",
        "a/../../evil.txt",
        "/etc/passwd",
        "C:/evil.txt",
        "c:evil.txt",
        "a\\..\\evil.txt",
        "a//b",
        "./a",
        "a/./b",
        "..",
        "",
    ] {
        let error = refused(&[File::stored(name, b"x")]);
        assert!(matches!(error, ArchiveError::Name { .. }), "{name}: {error}");
    }
}

#[test]
fn names_that_some_system_does_not_take_are_refused() {
    for name in [
        "con.txt",
        "print/NUL",
        "lpt1.pdf",
        "a\nb",
        "a\0b",
        "ü.txt",
        "a b?",
        "trailing.",
        "a/b/c/d/e",
    ] {
        let error = refused(&[File::stored(name, b"x")]);
        assert!(matches!(error, ArchiveError::Name { .. }), "{name}: {error}");
    }
    let wild = File { name: b"a\xff\x1b[31m".to_vec(), ..File::stored("a", b"x") };
    let ArchiveError::Name { name, .. } = refused(&[wild]) else { panic!() };
    assert!(name.is_ascii() && !name.chars().any(char::is_control), "{name}");
}

#[test]
fn names_that_are_the_same_somewhere_are_refused() {
    for (one, other) in [("a.txt", "a.txt"), ("a.txt", "A.TXT"), ("a", "a/b"), ("A/b", "a")] {
        let error = refused(&[File::stored(one, b"1"), File::stored(other, b"2")]);
        assert!(matches!(error, ArchiveError::Twice { .. }), "{one} {other}: {error}");
    }
}

#[test]
fn links_and_devices_are_refused() {
    for kind in [0o120_777_u32, 0o020_666, 0o010_644, 0o140_755] {
        let file = File {
            made_by: 3 << 8 | 20,
            attributes: kind << 16,
            ..File::stored("a", b"/etc/passwd")
        };
        assert_eq!(refused(&[file]), ArchiveError::NotAFile { name: "a".into() });
    }
    let plain =
        File { made_by: 3 << 8 | 20, attributes: 0o100_644 << 16, ..File::stored("a", b"x") };
    assert!(Archive::open(&zip(&[plain])).is_ok());
}

#[test]
fn files_that_share_bytes_are_refused() {
    // The second one's header is the content of the first one.
    let inner = zip(&[File::stored("b", b"inner")]);
    let first = File::stored("a", &inner);
    let second = File { offset: Some(31), ..File::stored("b", b"inner") };
    assert_eq!(refused(&[first, second]), ArchiveError::Overlap { name: "b".into() });
}

#[test]
fn two_stories_about_one_file_are_refused() {
    let file = File { local_name: Some(b"b.txt".to_vec()), ..File::stored("a.txt", b"x") };
    assert_eq!(refused(&[file]), ArchiveError::TwoHeaders { name: "a.txt".into() });
}

#[test]
fn encryption_and_strange_compression_are_refused() {
    for file in [
        File { flags: 1, ..File::stored("a", b"x") },
        File { method: 14, ..File::stored("a", b"x") },
    ] {
        assert!(matches!(refused(&[file]), ArchiveError::Unsupported { .. }));
    }
}

#[test]
fn too_many_files_are_refused() {
    let files: Vec<File> = (0..=MAX_FILES).map(|at| File::stored(&format!("{at}"), b"")).collect();
    assert_eq!(refused(&files), ArchiveError::TooManyFiles { count: MAX_FILES + 1 });
}

#[test]
fn bytes_before_behind_and_between_are_refused() {
    let good = zip(&[File::stored("a", b"x")]);
    assert!(Archive::open(&[&b"MZ"[..], &good].concat()).is_err());
    let commented = Archive::open(&[&good[..], b"hello"].concat()).map(|_| ()).unwrap_err();
    assert!(matches!(commented, ArchiveError::Unsupported { .. }), "{commented}");
    assert_eq!(Archive::open(b"no archive at all").map(|_| ()), Err(ArchiveError::NotAnArchive));
    assert_eq!(Archive::open(b"").map(|_| ()), Err(ArchiveError::NotAnArchive));
}

#[test]
fn a_wrong_checksum_and_a_wrong_size_are_said_of_their_file() {
    let bytes = zip(&[File { crc: 1, ..File::stored("a", b"x") }]);
    let found = Archive::open(&bytes).unwrap().bytes("a");
    assert!(matches!(found, Some(Err(FileError::Crc { stated: 1, .. }))), "{found:?}");
    let bytes = zip(&[File { bytes: 2, ..File::stored("a", b"x") }]);
    let found = Archive::open(&bytes).unwrap().bytes("a");
    assert_eq!(found, Some(Err(FileError::Size { stated: 2 })));
    let bytes = zip(&[File { method: 8, ..File::stored("a", b"no deflate") }]);
    let found = Archive::open(&bytes).unwrap().bytes("a");
    assert!(matches!(found, Some(Err(_))), "{found:?}");
}

#[test]
fn an_archive_without_a_manifest_is_no_package() {
    let error = read(&zip(&[File::stored("a", b"x")])).map(|_| ()).unwrap_err();
    assert_eq!(error, ReadError::Missing { path: "manifest.json" });
}

#[test]
fn what_the_fuzzer_starts_from_is_read() {
    let mut count = 0;
    for file in std::fs::read_dir("../../tests/fuzz/seeds/package").unwrap() {
        let path = file.unwrap().path();
        assert!(read(&std::fs::read(&path).unwrap()).is_ok(), "{path:?}");
        count += 1;
    }
    assert!(count > 0);
}

proptest! {
    #[test]
    fn any_bytes_end_in_a_package_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let _ = read(&bytes);
    }

    #[test]
    fn any_archive_ends_in_files_or_an_error(
        name in prop::collection::vec(any::<u8>(), 0..20),
        content in prop::collection::vec(any::<u8>(), 0..200),
        method in prop::sample::select(vec![0_u16, 8, 9]),
        sizes in any::<(u32, u32, u32)>(),
        offset in 0_u32..300,
    ) {
        let file = File { name, method, packed: sizes.0, bytes: sizes.1, crc: sizes.2, ..File::stored("a", &content) };
        let other = File { offset: Some(offset), ..File::stored("b", &content) };
        for files in [vec![file.clone()], vec![file, other]] {
            let bytes = zip(&files);
            if let Ok(archive) = Archive::open(&bytes) {
                for name in archive.names() {
                    let _ = archive.bytes(name);
                }
            }
        }
    }
}

#[test]
fn a_package_with_any_byte_changed_is_refused_or_has_findings() {
    let good = mug_package();
    // A prime step, so that headers, directory and files are all met.
    for at in (0..good.len()).step_by(good.len() / 97).chain(good.len() - 400..good.len()) {
        let mut changed = good.to_vec();
        changed[at] ^= 0x11;
        match read(&changed) {
            Err(_) => {}
            Ok(package) => assert!(
                !package.findings.is_empty() || is_only_said_of_the_maker(good, at),
                "byte {at} of {}",
                good.len()
            ),
        }
    }
}

/// Whether a byte is one of a directory's fields that say nothing about the file: by whom it was made, for which version,
/// when, with which attributes. No program that unpacks a package acts on them but on links, which are refused.
fn is_only_said_of_the_maker(archive: &[u8], at: usize) -> bool {
    let from = at.saturating_sub(46);
    let header = (from..=at).rev().find(|start| archive[*start..].starts_with(b"PK\x01\x02"));
    let local =
        (at.saturating_sub(30)..=at).rev().find(|s| archive[*s..].starts_with(b"PK\x03\x04"));
    let within = |start: Option<usize>, fields: &[std::ops::Range<usize>]| {
        start.is_some_and(|start| fields.iter().any(|field| field.contains(&(at - start))))
    };
    within(header, &[4..8, 12..16, 34..42]) || within(local, &[4..6, 10..14])
}

#[test]
fn a_package_cut_anywhere_is_refused() {
    let good = mug_package();
    for length in (0..good.len()).step_by(good.len() / 61).chain(good.len() - 30..good.len()) {
        assert!(read(&good[..length]).is_err(), "{length}");
    }
}
