//! Where results go: standard output, or a file that appears only when it is whole.

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use crate::error::CliError;

/// A file being written beside its final place, or standard output.
pub(crate) struct Output {
    path: PathBuf,
    /// Where it is written until it is whole; `None` for standard output.
    part: Option<PathBuf>,
    writer: Box<dyn Write>,
}

/// Whether a path stands for standard output.
pub(crate) fn is_stdout(path: &Path) -> bool {
    path.as_os_str() == "-"
}

impl Output {
    /// Starts a file. `-` is standard output.
    pub(crate) fn create(path: &Path) -> Result<Self, CliError> {
        if is_stdout(path) {
            let writer = Box::new(io::stdout().lock());
            return Ok(Self { path: path.to_owned(), part: None, writer });
        }
        let part = part_of(path);
        let file = File::create(&part).map_err(|reason| failed(path, reason))?;
        let writer = Box::new(BufWriter::new(file));
        Ok(Self { path: path.to_owned(), part: Some(part), writer })
    }

    /// Adds bytes.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), CliError> {
        self.writer.write_all(bytes).map_err(|reason| failed(&self.path, reason))
    }

    /// Writes over bytes at a place of the file. Standard output cannot go back: there it does nothing.
    pub(crate) fn write_at(&mut self, place: u64, bytes: &[u8]) -> Result<(), CliError> {
        let Some(part) = &self.part else { return Ok(()) };
        let writer = &mut self.writer;
        let mut over = || {
            writer.flush()?;
            let mut file = File::options().write(true).open(part)?;
            file.seek(SeekFrom::Start(place))?;
            file.write_all(bytes)
        };
        over().map_err(|reason| failed(&self.path, reason))
    }

    /// Puts the whole file in its place.
    pub(crate) fn finish(mut self) -> Result<(), CliError> {
        let path = self.path.clone();
        let moved = self.writer.flush().and_then(|()| match self.part.take() {
            Some(part) => std::fs::rename(part, &path),
            None => Ok(()),
        });
        moved.map_err(|reason| failed(&path, reason))
    }
}

impl Drop for Output {
    /// Takes away what is not whole.
    fn drop(&mut self) {
        if let Some(part) = &self.part {
            // It is in nobody's way if this fails too.
            let _ = std::fs::remove_file(part);
        }
    }
}

/// Where a file is written until it is whole.
fn part_of(path: &Path) -> PathBuf {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    PathBuf::from(part)
}

/// Takes away what a run that was killed left of a file.
pub(crate) fn clear(path: &Path) -> Result<(), CliError> {
    match std::fs::remove_file(part_of(path)) {
        Err(reason) if reason.kind() != io::ErrorKind::NotFound => Err(failed(path, reason)),
        _ => Ok(()),
    }
}

/// Writes a whole file.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), CliError> {
    let mut output = Output::create(path)?;
    output.write(bytes)?;
    output.finish()
}

/// Writes lines for people or programs to standard output.
pub(crate) fn say(text: &str) -> Result<(), CliError> {
    write(Path::new("-"), text.as_bytes())
}

fn failed(path: &Path, reason: io::Error) -> CliError {
    CliError::Output { path: path.to_owned(), reason }
}
