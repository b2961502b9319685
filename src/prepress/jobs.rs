//! What a long job is given and asked: the artwork it needs, and whether it goes on. No threads, no clocks.

use design::ArtworkId;
use geom::Table;

use crate::PressError;

/// The original bytes of artwork.
pub trait Artworks {
    /// The bytes of a picture, if they are there.
    fn bytes(&self, id: ArtworkId) -> Option<&[u8]>;
}

impl<B: AsRef<[u8]>> Artworks for Table<ArtworkId, B> {
    fn bytes(&self, id: ArtworkId) -> Option<&[u8]> {
        self.get(&id).map(AsRef::as_ref)
    }
}

/// Whether a long job goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Go on.
    Continue,
    /// Stop as soon as possible; the job ends with [`PressError::Cancelled`].
    Cancel,
}

/// Told how much is done (0 to 1, rising), asked whether to go on.
pub type Progress<'a> = dyn FnMut(f32) -> Flow + 'a;

/// Reports `done` of `total` steps.
pub(crate) fn report(
    progress: &mut Progress<'_>,
    done: usize,
    total: usize,
) -> Result<(), PressError> {
    match progress(done as f32 / total.max(1) as f32) {
        Flow::Continue => Ok(()),
        Flow::Cancel => Err(PressError::Cancelled),
    }
}
