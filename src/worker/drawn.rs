//! Product pictures that were drawn, kept by what is on them: a page that is opened again draws nothing twice. How they
//! are drawn is `pictures`'.

use std::collections::BTreeMap;

use design::{ArtworkId, Design};
use jobs::Compose;
use mockup::Picture;

/// Most bytes of pictures that are kept.
const MOST_BYTES: usize = 48 << 20;
/// A picture with more bytes than this is one that somebody works on: it will not be asked for again as it is.
const LARGEST: usize = 1 << 20;

/// Pictures by the SHA-256 of the job that made them, without what does not show.
#[derive(Default)]
pub(crate) struct Drawn {
    pictures: BTreeMap<ArtworkId, (u64, Picture)>,
    bytes: usize,
    /// Counts up with every use.
    turn: u64,
}

impl Drawn {
    /// What a job's picture is kept by: side, layers, product, colours, view, size and ground.
    pub(crate) fn key(job: &Compose) -> ArtworkId {
        let mut design = job.design.clone();
        design.layers.retain(|_, layer| layer.side == job.view.side && !layer.hidden);
        let head =
            design::Head { name: String::new(), template: None, is_template: false, ..design.head };
        let design = Design { id: design::DesignId(0), head, ..design };
        let job = Compose { design, ..job.clone() };
        ArtworkId::of(json::write_text(&job).as_bytes())
    }

    /// A picture that was drawn before.
    pub(crate) fn get(&mut self, key: ArtworkId) -> Option<Picture> {
        self.turn += 1;
        let (used, picture) = self.pictures.get_mut(&key)?;
        *used = self.turn;
        Some(picture.clone())
    }

    /// Keeps a picture; those that were not used for longest go.
    pub(crate) fn keep(&mut self, key: ArtworkId, picture: &Picture) {
        if picture.rgba.len() > LARGEST {
            return;
        }
        self.turn += 1;
        self.bytes += picture.rgba.len();
        if let Some((_, old)) = self.pictures.insert(key, (self.turn, picture.clone())) {
            self.bytes -= old.rgba.len();
        }
        while self.bytes > MOST_BYTES {
            let oldest = self.pictures.iter().min_by_key(|(_, (used, _))| *used);
            let Some(oldest) = oldest.map(|(key, _)| *key) else { return };
            if let Some((_, gone)) = self.pictures.remove(&oldest) {
                self.bytes -= gone.rgba.len();
            }
        }
    }
}
