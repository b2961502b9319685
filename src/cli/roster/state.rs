//! What is done of a run, on disk: a line of JSON for each row, written when its files are whole. So a run that is stopped
//! in any way can go on, and goes on only from files that are what they were.

use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use json::{FromJson, ToJson};
use roster::FileRecord;
use sha2::{Digest, Sha256};

use super::{Done, file_in};
use crate::error::CliError;

/// The file's name in the run's folder.
const NAME: &str = "roster-state.jsonl";
/// Bytes of a file that are hashed at once.
const PIECE: usize = 1 << 16;

/// A row that is done.
#[derive(Clone, Debug, PartialEq, Eq, ToJson, FromJson)]
pub(crate) struct RowDone {
    /// Its number.
    pub(crate) row: usize,
    /// SHA-256 of its design.
    pub(crate) design: String,
    /// Its files.
    pub(crate) files: Vec<FileRecord>,
}

/// The first line: which run it is.
#[derive(ToJson, FromJson)]
struct Head {
    roster: String,
}

/// The state of a run.
pub(crate) struct State {
    path: PathBuf,
    file: File,
    done: Done,
}

impl State {
    /// Begins a run, or opens the one that is there.
    ///
    /// # Errors
    /// A run is there and is not to be resumed, or is another one.
    pub(crate) fn open(out: &Path, key: &str, resume: bool) -> Result<Self, CliError> {
        let path = out.join(NAME);
        let failed = |reason| CliError::Output { path: path.clone(), reason };
        std::fs::create_dir_all(out)
            .map_err(|reason| CliError::Output { path: out.to_owned(), reason })?;
        if path.exists() {
            if !resume {
                return Err(CliError::InTheWay { path });
            }
            let (done, whole) = read(&path, key)?;
            let mut file = OpenOptions::new().write(true).open(&path).map_err(failed)?;
            // A line that the last run did not finish is taken away.
            file.set_len(whole).and_then(|()| file.seek(SeekFrom::End(0))).map_err(failed)?;
            return Ok(Self { path, file, done });
        }
        let mut file =
            OpenOptions::new().write(true).create_new(true).open(&path).map_err(failed)?;
        let head = json::write_text(&Head { roster: key.to_owned() }) + "\n";
        file.write_all(head.as_bytes()).map_err(failed)?;
        Ok(Self { path, file, done: Done::new() })
    }

    /// The rows whose files are all there and are what they were. Others are forgotten.
    pub(crate) fn verified(&mut self, out: &Path) -> Done {
        self.done.retain(|_, row| row.files.iter().all(|file| is_whole(out, file)));
        self.done.clone()
    }

    /// Adds a row whose files are whole.
    pub(crate) fn add(&mut self, row: RowDone) -> Result<(), CliError> {
        let line = json::write_text(&row) + "\n";
        let written = self.file.write_all(line.as_bytes()).and_then(|()| self.file.flush());
        written.map_err(|reason| CliError::Output { path: self.path.clone(), reason })?;
        self.done.insert(row.row, row);
        Ok(())
    }

    /// What is done.
    pub(crate) fn done(&self) -> &Done {
        &self.done
    }
}

/// The rows of a state file, and how many of its bytes are whole lines.
fn read(path: &Path, key: &str) -> Result<(Done, u64), CliError> {
    let failed = |reason| CliError::Output { path: path.to_owned(), reason };
    let mut lines = BufReader::new(File::open(path).map_err(failed)?);
    let mut line = String::new();
    let mut whole = lines.read_line(&mut line).map_err(failed)? as u64;
    let is_ours = json::read::<Head>(line.as_bytes()).is_ok_and(|head| head.roster == key);
    if !is_ours {
        return Err(CliError::OtherRoster { path: path.to_owned() });
    }
    let mut done = Done::new();
    loop {
        line.clear();
        let Ok(length @ 1..) = lines.read_line(&mut line) else { break };
        let row = json::read::<RowDone>(line.as_bytes());
        let Ok(row) = row.as_ref().map_err(|_| ()) else { break };
        if !line.ends_with('\n') {
            break;
        }
        whole += length as u64;
        done.insert(row.row, row.clone());
    }
    Ok((done, whole))
}

/// Whether a file is there and is what it was. Its name is only taken as a name in the folder.
fn is_whole(out: &Path, file: &FileRecord) -> bool {
    let is_name = !file.name.contains(['/', '\\']) && file.name != ".." && !file.name.is_empty();
    is_name
        && hash_of(&file_in(out, &file.name))
            .is_ok_and(|(bytes, hash)| bytes == file.bytes && hash == file.sha256)
}

fn hash_of(path: &Path) -> std::io::Result<(u64, String)> {
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut piece = vec![0; PIECE];
    let mut bytes = 0;
    loop {
        let count = file.read(&mut piece)?;
        if count == 0 {
            return Ok((bytes, hex(hash)));
        }
        bytes += count as u64;
        hash.update(&piece[..count]);
    }
}

/// A hash as text.
pub(crate) fn hex(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
