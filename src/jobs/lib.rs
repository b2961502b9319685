//! The contract between the app and its workers: jobs, replies, progress. Plain data; no channels and no I/O.
//!
//! A message is one JSON text plus byte buffers that are handed over, not copied. Three workers share the envelope:
//! `studio` (needed while designing), `press` (print files) and `reader` (uploads); the last two are ended on cancel.

mod live;
mod missing;
mod press;
mod reader;
mod separate;
mod studio;

pub use live::{LivePlanes, LiveRun, LiveRuns, LiveWhole, LiveWish, RunWish, RunsWish};
pub use missing::Missing;
pub use press::{Body, BodyFormat, Ordered, PressJob, PrintColour, PrintFormat, PrintOn};
pub use reader::{Backdrop, ImportedDrawing, Look, ReaderJob};
pub use separate::{InkChoice, InkChoices, InkMode, InkPart, InkWish, Separate};
pub use studio::{Compose, Flat, Found, Ground, ImportedArtwork, Proposal, Severity, StudioJob};

use design::{ArtworkId, FontId};
use geom::TextBlock;
use json::{FromJson, Raw, ToJson};

/// A job with the number that its replies carry.
#[derive(Debug, ToJson, FromJson)]
pub struct Request<J> {
    /// The app's number for it.
    pub id: u32,
    /// What to do. The byte buffers that it needs follow in the message, in the order that the job says.
    pub job: J,
}

/// What a worker says about a job.
#[derive(Debug, ToJson, FromJson)]
pub struct Response {
    /// The number of the request; 0 for a worker's first word, [`Reply::Ready`].
    pub id: u32,
    /// What it says. Byte buffers follow in the message, in the order that the reply says.
    pub reply: Reply,
}

/// What came of a job.
#[derive(Debug, ToJson, FromJson)]
#[json(rename_all = "snake_case")]
pub enum Reply {
    /// The worker is up and takes jobs.
    Ready,
    /// Part done, 0 to 1. More will follow.
    Progress {
        /// 0 to 1.
        done: f32,
    },
    /// Outlines, in the order of the texts.
    Shaped {
        /// A block, or why there is none.
        blocks: Vec<Result<TextBlock, JobError>>,
    },
    /// The OpenType features of a font that a person may want to switch, by tag in ascending order.
    Features {
        /// Their tags.
        tags: Vec<String>,
    },
    /// Artwork that can be used. Buffer: the proxy, a PNG or JPEG file.
    Imported {
        /// What is known of it: [`ImportedArtwork`]. Whoever brings no files needs no code that reads it, and so below.
        artwork: Raw,
    },
    /// What kind of file it is.
    Looked {
        /// The kind: [`Look`].
        look: Raw,
    },
    /// A drawing that can be used. Buffer: its file.
    Drawn {
        /// What is known of it: [`ImportedDrawing`].
        drawing: Raw,
    },
    /// A picture without its background. Buffer: a PNG file.
    Removed {
        /// What is known of it: [`ImportedArtwork`].
        artwork: Raw,
        /// How even the background was: [`Backdrop`].
        backdrop: Raw,
        /// The part of the picture that was removed, 0 to 1.
        part: f64,
    },
    /// The worker keeps the artwork.
    Kept,
    /// A changed picture. Buffer: a PNG or JPEG file.
    Changed,
    /// A picture. Buffer: RGBA, 8 bits a channel, straight alpha, rows from the top.
    Picture {
        /// Columns.
        width: u32,
        /// Rows.
        height: u32,
    },
    /// Something of the live picture. Buffers: see [`LiveWish`].
    Live {
        /// What they hold: [`LivePlanes`] or [`LiveRuns`].
        done: Raw,
    },
    /// What would print badly or not at all.
    Checked {
        /// What was found, side by side, layer by layer from the bottom. A list of [`Found`].
        found: Raw,
    },
    /// A print file. Buffer: its bytes.
    Printed,
    /// A side in a merchant's inks. Buffers: see [`InkWish::Choices`].
    Separated {
        /// An [`InkChoices`].
        done: Raw,
    },
    /// The job could not be done; the worker goes on.
    Failed {
        /// Why.
        error: JobError,
    },
}

/// Why a job could not be done.
#[derive(Clone, Debug, PartialEq, Eq, ToJson, FromJson, thiserror::Error)]
#[json(rename_all = "snake_case")]
pub enum JobError {
    /// A font could not be fetched or is damaged.
    #[error("the font {font} did not load ({reason}); check the connection or choose another font")]
    Font {
        /// Which font.
        font: FontId,
        /// What went wrong.
        reason: String,
    },
    /// A text cannot be set.
    #[error("this text cannot be set: {reason}")]
    Text {
        /// What went wrong.
        reason: String,
    },
    /// A file is not a picture that can be used.
    #[error("{reason}")]
    Artwork {
        /// What is wrong with it and what to do, in one sentence.
        reason: String,
    },
    /// A drawing that cannot be kept as outlines; a picture of it can be made.
    #[error("{reason}")]
    NotOutlines {
        /// Why, in one sentence.
        reason: String,
    },
    /// Artwork that the worker does not hold: send it with [`StudioJob::KeepArtwork`] and ask again.
    #[error("the picture's data is missing")]
    MissingArtwork {
        /// Which.
        ids: Vec<ArtworkId>,
    },
    /// A product picture's map could not be fetched or is damaged.
    #[error("the product picture did not load ({reason}); check the connection and try again")]
    Picture {
        /// What went wrong.
        reason: String,
    },
    /// A print file could not be made.
    #[error("the print file could not be made: {reason}")]
    Print {
        /// What went wrong.
        reason: String,
    },
    /// The message was not understood: app and worker are of different versions.
    #[error("this page is out of date; reload it ({reason})")]
    Protocol {
        /// What was not understood.
        reason: String,
    },
    /// The worker ended before the job was done.
    #[error("the helper program stopped while it worked; it was started again, try once more")]
    WorkerGone,
}
