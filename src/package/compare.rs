//! A package beside the same one made anew: file by file equal, or what differs. It judges bytes, not looks.

use std::collections::BTreeSet;
use std::io::Cursor;

use json::ToJson;

use crate::plan::PackageFiles;
use crate::read::Package;

/// Largest picture whose pixels are counted, in bytes of pixels.
const MAX_PIXELS: usize = 512 * 1024 * 1024;

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq, ToJson)]
pub struct Row {
    /// Its path.
    pub path: String,
    /// Whether it is what the design and the order give.
    pub equal: bool,
    /// What differs, in sentences without a subject.
    pub differs: Vec<String>,
}

/// Compares all files. Rows rise by path.
pub fn compare(package: &Package<'_>, anew: &PackageFiles) -> Vec<Row> {
    let mut paths: BTreeSet<String> = package.paths().map(str::to_owned).collect();
    paths.extend(anew.iter().map(|(path, _)| path.to_owned()));
    paths.extend(package.findings.keys().cloned());
    let row = |path: String| {
        let mut differs: Vec<String> = Vec::new();
        if let Some(findings) = package.findings.get(&path) {
            differs.extend(findings.iter().map(ToString::to_string));
        }
        match (package.bytes(&path), anew.get(&path)) {
            (None, Some(_)) => {
                if differs.is_empty() {
                    differs.push("is missing".to_owned());
                }
            }
            (Some(_), None) => {
                differs.push("is not what this design and order give: no such file".to_owned());
            }
            (Some(Ok(found)), Some(wanted)) if found != wanted => {
                differs.push(difference(&path, &found, wanted));
            }
            // A damaged file is among the findings, but for the manifest, without which nothing is read.
            (Some(Ok(_) | Err(_)), Some(_)) | (None, None) => {}
        }
        Row { equal: differs.is_empty(), path, differs }
    };
    paths.into_iter().map(row).collect()
}

/// What differs between a file and the same made anew, as exactly as its kind allows.
fn difference(path: &str, found: &[u8], wanted: &[u8]) -> String {
    let ending = path.rsplit('.').next().unwrap_or_default();
    let exact = match ending {
        "png" => pixels(found, wanted),
        "json" | "svg" | "xjdf" => line(found, wanted),
        _ => None,
    };
    let at = found.iter().zip(wanted).position(|(a, b)| a != b);
    let at = at.unwrap_or(found.len().min(wanted.len()));
    let bytes = format!(
        "is not what the design gives: byte {at} is the first other one ({} bytes, {} made anew)",
        found.len(),
        wanted.len()
    );
    exact.map_or(bytes.clone(), |exact| format!("{bytes}; {exact}"))
}

/// The first line that is another, from shortly before the place where it is.
fn line(found: &[u8], wanted: &[u8]) -> Option<String> {
    /// Letters that are shown, and of those the ones before the difference.
    const SHOWN: usize = 60;
    const BEFORE: usize = 24;
    let (found, wanted) = (std::str::from_utf8(found).ok()?, std::str::from_utf8(wanted).ok()?);
    let mut lines = found.lines().zip(wanted.lines()).enumerate();
    let (number, (found, wanted)) = lines.find(|(_, (a, b))| a != b)?;
    let at = found.chars().zip(wanted.chars()).take_while(|(a, b)| a == b).count();
    let shown = |line: &str| -> String {
        let part = line.chars().skip(at.saturating_sub(BEFORE)).take(SHOWN);
        part.filter(|letter| !letter.is_control()).collect()
    };
    let (found, wanted) = (shown(found), shown(wanted));
    Some(format!("line {} says `{}` and not `{}`", number + 1, found.trim(), wanted.trim()))
}

/// How many pixels are others.
fn pixels(found: &[u8], wanted: &[u8]) -> Option<String> {
    let ((found, (width, height)), (wanted, size)) = (decoded(found)?, decoded(wanted)?);
    if (width, height) != size {
        return Some(format!("it has {width} x {height} pixels and not {} x {}", size.0, size.1));
    }
    let others = found.chunks(4).zip(wanted.chunks(4)).filter(|(a, b)| a != b).count();
    let total = u64::from(width) * u64::from(height);
    Some(match others {
        0 => "all pixels are equal".to_owned(),
        _ => format!("{others} of {total} pixels are others"),
    })
}

/// A PNG file's pixels as RGBA, with its size; `None` where it is not of our kind.
fn decoded(file: &[u8]) -> Option<(Vec<u8>, (u32, u32))> {
    let limits = png::Limits { bytes: MAX_PIXELS };
    let mut reader = png::Decoder::new_with_limits(Cursor::new(file), limits).read_info().ok()?;
    let size = reader.output_buffer_size().filter(|size| *size <= MAX_PIXELS)?;
    if reader.output_color_type() != (png::ColorType::Rgba, png::BitDepth::Eight) {
        return None;
    }
    let mut pixels = vec![0; size];
    let info = reader.next_frame(&mut pixels).ok()?;
    Some((pixels, (info.width, info.height)))
}
