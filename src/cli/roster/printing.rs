//! The print files of rows, on as many threads as are asked for. Each file appears only when it is whole; each row is noted
//! when its files are.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;

use catalog::Side;
use design::{Design, design_hash};
use geom::Dpi;
use prepress::{Extent, Flow, Ground, PngRequest, pdf, png, svg};
use roster::{Entry, FileNames, FileRecord};
use scene::Scene;
use sha2::{Digest, Sha256};

use super::desk::{Desk, Stock};
use super::state::{RowDone, State, hex};
use super::{file_in, note};
use crate::args::{ProjectArgs, RosterArgs, RosterFormat};
use crate::error::CliError;
use crate::output::{self, Output};

/// Most threads where their number is not given: each has fonts of its own.
const MOST_JOBS: usize = 8;

/// What rows are printed with.
pub(crate) struct Printing<'p> {
    pub(crate) args: &'p RosterArgs,
    pub(crate) project: &'p ProjectArgs,
    pub(crate) stock: &'p Stock,
    pub(crate) out: &'p Path,
    pub(crate) names: &'p FileNames,
}

impl Printing<'_> {
    /// Looks whether a file of a row is there already: nothing is overwritten.
    pub(crate) fn refuse_what_is_in_the_way(
        &self,
        rows: &[(&Entry, &Design)],
    ) -> Result<(), CliError> {
        let mut paths = rows.iter().flat_map(|(entry, _)| self.paths(entry));
        match paths.find(|path| path.exists()) {
            Some(path) => Err(CliError::InTheWay { path }),
            None => Ok(()),
        }
    }

    /// Takes away what a run that was killed left of the files of rows, whether they are made now or not.
    pub(crate) fn clear(&self, rows: &[Entry]) -> Result<(), CliError> {
        rows.iter().flat_map(|entry| self.paths(entry)).try_for_each(|path| output::clear(&path))
    }

    /// All files that a row may have.
    fn paths(&self, entry: &Entry) -> Vec<PathBuf> {
        let sides = self.stock.product.sides.iter();
        let of_side = |side: &Side| {
            let formats = self.formats().into_iter();
            formats.map(|format| self.path(entry, side.id.as_str(), format)).collect::<Vec<_>>()
        };
        sides.flat_map(of_side).collect()
    }

    fn path(&self, entry: &Entry, side: &str, format: RosterFormat) -> PathBuf {
        file_in(self.out, &self.names.name(entry, side, extension(format)))
    }

    fn formats(&self) -> Vec<RosterFormat> {
        let mut formats = self.args.format.clone();
        formats.sort_unstable();
        formats.dedup();
        formats
    }

    /// Prints rows and notes each that is done.
    pub(crate) fn print(
        &self,
        rows: &[(&Entry, &Design)],
        state: &mut State,
        tell: &dyn Fn(),
    ) -> Result<(), CliError> {
        let usual = std::thread::available_parallelism().map_or(1, usize::from).min(MOST_JOBS);
        let jobs = self.args.jobs.map_or(usual, usize::from).min(rows.len());
        let next = AtomicUsize::new(0);
        let is_over = AtomicBool::new(false);
        let (sender, receiver) = mpsc::sync_channel::<Result<RowDone, CliError>>(jobs.max(1));
        std::thread::scope(|scope| {
            for _ in 0..jobs {
                let (sender, next, is_over) = (sender.clone(), &next, &is_over);
                scope.spawn(move || {
                    let mut desk = match Desk::open(self.stock, self.project) {
                        Ok(desk) => desk,
                        Err(error) => {
                            // Nobody hears it only after another error.
                            let _ = sender.send(Err(error));
                            return;
                        }
                    };
                    while !is_over.load(Ordering::Relaxed)
                        && let Some((entry, design)) =
                            rows.get(next.fetch_add(1, Ordering::Relaxed))
                    {
                        let done = self.row(&mut desk, entry, design);
                        if sender.send(done).is_err() {
                            return;
                        }
                    }
                });
            }
            drop(sender);
            let mut outcome = Ok(());
            for done in receiver {
                let noted = done.and_then(|row| state.add(row));
                match noted {
                    Ok(()) => tell(),
                    Err(error) if outcome.is_ok() => {
                        is_over.store(true, Ordering::Relaxed);
                        outcome = Err(error);
                    }
                    Err(error) => note(&format!("atelier: {error}")),
                }
            }
            outcome
        })
    }

    fn row(
        &self,
        desk: &mut Desk<'_>,
        entry: &Entry,
        design: &Design,
    ) -> Result<RowDone, CliError> {
        let scenes = desk.scenes(design, self.args.side.as_ref(), Some(&entry.size))?;
        desk.broken()?;
        let mut files = Vec::new();
        for scene in &scenes {
            for format in self.formats() {
                files.push(self.file(scene, entry, format)?);
            }
        }
        desk.forget();
        Ok(RowDone { row: entry.row, design: design_hash(design), files })
    }

    fn file(
        &self,
        scene: &Scene,
        entry: &Entry,
        format: RosterFormat,
    ) -> Result<FileRecord, CliError> {
        let side = scene.side.to_string();
        let name = self.names.name(entry, &side, extension(format));
        let mut file = Output::create(&file_in(self.out, &name))?;
        let (mut hash, mut bytes) = (Sha256::new(), 0_u64);
        let mut write = |piece: &[u8]| {
            hash.update(piece);
            bytes += piece.len() as u64;
            file.write(piece)
        };
        let (artworks, go_on) = (&self.stock.artworks, &mut |_| Flow::Continue);
        match format {
            RosterFormat::Pdf => write(&pdf(scene, artworks, go_on)?)?,
            RosterFormat::Svg => write(svg(scene, artworks, Extent::Trim, go_on)?.as_bytes())?,
            RosterFormat::Png => {
                let (dpi, extent) = (Dpi::new(self.args.dpi), Extent::Trim);
                let request = PngRequest { dpi, extent, ground: Ground::Transparent };
                let mut written = Ok(());
                let sink = |piece: &[u8]| {
                    if written.is_ok() {
                        written = write(piece);
                    }
                };
                png(scene, artworks, &request, sink, go_on)?;
                written?;
            }
        }
        file.finish()?;
        Ok(FileRecord { name, side, bytes, sha256: hex(hash) })
    }
}

/// The ending of a format's files.
fn extension(format: RosterFormat) -> &'static str {
    match format {
        RosterFormat::Pdf => "pdf",
        RosterFormat::Png => "png",
        RosterFormat::Svg => "svg",
    }
}
