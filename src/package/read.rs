//! A package from outside -> what is in it, and everything that is wrong with it. Every file is unpacked once, one at a
//! time, and hashed; nothing is executed, written or opened. Whether files are what the design gives: `compare`.

use std::collections::BTreeMap;

use design::{ArtworkId, BundleError, Design, design_hash, read_bundle};
use geom::Table;
use json::{FromJson, Json};

use crate::manifest::{DESIGN, MANIFEST, Manifest, PACKAGE_KIND, PACKAGE_SCHEMA, TICKET};
use crate::print::sha256;
use crate::ticket::{JobTicket, TICKET_KIND, TICKET_SCHEMA};
use crate::unpack::{Archive, ArchiveError, FileError};

/// Largest manifest or ticket that is read, in bytes.
pub const MAX_JSON: usize = 4 * 1024 * 1024;

/// Why a package cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// The archive itself.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// A file without which there is no package.
    #[error("the package has no `{path}`; this is no package of Atelier's, or it was taken apart")]
    Missing {
        /// Its path.
        path: &'static str,
    },
    /// A file that has to be read cannot be unpacked.
    #[error("`{path}`: {reason}")]
    File {
        /// Its path.
        path: &'static str,
        /// What is wrong with it.
        reason: FileError,
    },
    /// A file is larger than [`MAX_JSON`].
    #[error("`{path}` is {bytes} bytes; at most {MAX_JSON} are read")]
    TooLarge {
        /// Its path.
        path: &'static str,
        /// Its size.
        bytes: usize,
    },
    /// A file is not what it has to be.
    #[error("`{path}`: {reason}")]
    Malformed {
        /// Its path.
        path: &'static str,
        /// What is wrong, with the JSON path.
        reason: String,
    },
    /// Made by a newer Atelier.
    #[error(
        "`{path}` was made by a newer Atelier (schema {found}, this one reads up to {known}); update this one"
    )]
    Newer {
        /// The file's path.
        path: &'static str,
        /// Its schema.
        found: u64,
        /// The newest that is read.
        known: u32,
    },
    /// The design inside cannot be read.
    #[error("`{DESIGN}`: {0}")]
    Design(#[from] BundleError),
}

/// Something that is wrong with a package that can be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Finding {
    /// The manifest names a file that is not there.
    #[error("is missing")]
    Missing,
    /// A file that the manifest does not name.
    #[error("is not in the manifest")]
    Unlisted,
    /// The manifest names a file twice.
    #[error("is in the manifest twice")]
    Twice,
    /// A file that cannot be unpacked whole.
    #[error("{0}")]
    Damaged(FileError),
    /// Other bytes than the manifest says.
    #[error("has SHA-256 {found}; the manifest says {stated}")]
    Hash {
        /// What the manifest says.
        stated: String,
        /// What it is.
        found: String,
    },
    /// Another size than the manifest says.
    #[error("has {found} bytes; the manifest says {stated}")]
    Size {
        /// What the manifest says.
        stated: u64,
        /// What it is.
        found: u64,
    },
    /// A file that says it was made from another design.
    #[error("is for design {stated}; the design in the package is {found}")]
    OtherDesign {
        /// What it says.
        stated: String,
        /// The design's hash.
        found: String,
    },
    /// Manifest and ticket disagree on what was ordered.
    #[error("says another {what} than the manifest: `{ticket}`, not `{manifest}`")]
    OtherOrder {
        /// Order, line, size or quantity.
        what: &'static str,
        /// What the ticket says.
        ticket: String,
        /// What the manifest says.
        manifest: String,
    },
    /// The design needs artwork that its file does not hold.
    #[error("lacks artwork {artwork}")]
    MissingArtwork {
        /// The artwork.
        artwork: ArtworkId,
    },
}

/// A package that can be read.
#[derive(Clone, Debug)]
pub struct Package<'a> {
    archive: Archive<'a>,
    /// The manifest.
    pub manifest: Manifest,
    /// The ticket.
    pub ticket: JobTicket,
    /// The design.
    pub design: Design,
    /// Its artwork.
    pub artworks: Table<ArtworkId, Vec<u8>>,
    /// What is wrong, by file.
    pub findings: BTreeMap<String, Vec<Finding>>,
}

/// Reads a package.
///
/// # Errors
/// [`ReadError`] where it cannot be read at all; all else that is wrong is in [`Package::findings`].
pub fn read(bytes: &[u8]) -> Result<Package<'_>, ReadError> {
    let archive = Archive::open(bytes)?;
    let manifest: Manifest = json(&archive, MANIFEST, (PACKAGE_KIND, PACKAGE_SCHEMA))?;
    let ticket: JobTicket = json(&archive, TICKET, (TICKET_KIND, TICKET_SCHEMA))?;
    let file = file(&archive, DESIGN)?;
    let bundle = read_bundle(&file)?;
    let missing = bundle.missing();
    let artworks = bundle.artworks.iter().map(|(id, bytes)| (*id, bytes.to_vec())).collect();
    let mut findings = Findings::default();
    for artwork in missing {
        findings.add(DESIGN, Finding::MissingArtwork { artwork });
    }
    let found = design_hash(&bundle.design);
    for (path, stated) in [(MANIFEST, &manifest.design), (TICKET, &ticket.design.sha256)] {
        if *stated != found {
            let (stated, found) = (cut(stated), found.clone());
            findings.add(path, Finding::OtherDesign { stated, found });
        }
    }
    compare_orders(&manifest, &ticket, &mut findings);
    check_files(&archive, &manifest, &mut findings);
    let findings = findings.by_path;
    Ok(Package { archive, manifest, ticket, design: bundle.design, artworks, findings })
}

impl Package<'_> {
    /// The paths of all files, rising.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.archive.names()
    }

    /// A file's bytes; `None` where there is none.
    ///
    /// # Errors
    /// [`FileError`].
    pub fn bytes(&self, path: &str) -> Option<Result<Vec<u8>, FileError>> {
        self.archive.bytes(path)
    }
}

#[derive(Default)]
struct Findings {
    by_path: BTreeMap<String, Vec<Finding>>,
}

impl Findings {
    fn add(&mut self, path: &str, finding: Finding) {
        self.by_path.entry(path.to_owned()).or_default().push(finding);
    }
}

fn compare_orders(manifest: &Manifest, ticket: &JobTicket, findings: &mut Findings) {
    let (order, ticket_order) = (&manifest.order, &ticket.order);
    let rows = [
        ("order", ticket_order.order.clone(), order.order.clone()),
        ("line", ticket_order.line.clone(), order.line.clone()),
        ("quantity", ticket_order.quantity.to_string(), order.quantity.to_string()),
        ("size", ticket.product.size.id.to_string(), order.size.to_string()),
    ];
    for (what, ticket, manifest) in rows {
        if ticket != manifest {
            let (ticket, manifest) = (cut(&ticket), cut(&manifest));
            findings.add(TICKET, Finding::OtherOrder { what, ticket, manifest });
        }
    }
}

fn check_files(archive: &Archive<'_>, manifest: &Manifest, findings: &mut Findings) {
    let mut listed = BTreeMap::new();
    for row in &manifest.files {
        if listed.insert(row.path.as_str(), row).is_some() {
            findings.add(&cut(&row.path), Finding::Twice);
        }
    }
    for (path, row) in &listed {
        let Some(bytes) = archive.bytes(path) else {
            findings.add(&cut(path), Finding::Missing);
            continue;
        };
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(error) => {
                findings.add(path, Finding::Damaged(error));
                continue;
            }
        };
        let found = bytes.len() as u64;
        if found != row.bytes {
            findings.add(path, Finding::Size { stated: row.bytes, found });
        }
        let found = sha256(&bytes);
        if found != row.sha256 {
            findings.add(path, Finding::Hash { stated: cut(&row.sha256), found });
        }
    }
    for path in archive.names() {
        if path != MANIFEST && !listed.contains_key(path) {
            findings.add(path, Finding::Unlisted);
        }
    }
}

/// A text from outside as far as it is shown: cut, and without characters that move a terminal's cursor.
fn cut(text: &str) -> String {
    text.chars().take(100).map(|letter| if letter.is_control() { '?' } else { letter }).collect()
}

fn file(archive: &Archive<'_>, path: &'static str) -> Result<Vec<u8>, ReadError> {
    let bytes = archive.bytes(path).ok_or(ReadError::Missing { path })?;
    bytes.map_err(|reason| ReadError::File { path, reason })
}

/// What is looked at before the rest: a newer schema may have anything else.
#[derive(FromJson)]
struct Head {
    kind: String,
    schema: u64,
}

fn json<T: FromJson>(
    archive: &Archive<'_>,
    path: &'static str,
    (kind, known): (&str, u32),
) -> Result<T, ReadError> {
    let bytes = file(archive, path)?;
    if bytes.len() > MAX_JSON {
        return Err(ReadError::TooLarge { path, bytes: bytes.len() });
    }
    let malformed = |reason: String| ReadError::Malformed { path, reason: cut(&reason) };
    let json = Json::new(&bytes).map_err(|error| malformed(error.to_string()))?;
    let head: Head = json.read().map_err(|error| malformed(error.to_string()))?;
    if head.kind != kind {
        return Err(malformed(format!("it is not `{kind}`")));
    }
    if head.schema > u64::from(known) {
        return Err(ReadError::Newer { path, found: head.schema, known });
    }
    if head.schema == 0 {
        return Err(malformed("schema 0 never was".to_owned()));
    }
    json.read().map_err(|error| malformed(error.to_string()))
}
