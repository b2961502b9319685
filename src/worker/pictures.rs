//! Product pictures of the studio: maps are fetched and prepared once, artwork is kept by its proxy.

use std::cell::{Ref, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use catalog::{Picture, SideId, View};
use design::{ArtworkId, Design};
use geom::Table;
use jobs::{Compose, Flat, Ground, JobError, Reply};
use json::write_text;
use mockup::{PreparedView, ProductMaps, Raster, SMALL_WIDTH};
use prepress::PictureCache;
use scene::{Resources, Scene};

use crate::drawn::Drawn;
use crate::line::Outcome;
use crate::maps::read_maps;
use crate::once::UnderWay;

/// Most views that stay prepared; one takes some ten megabytes at 1000 pixels.
const MOST_PREPARED: usize = 12;

/// Maps, prepared views and artwork.
#[derive(Default)]
pub(crate) struct Pictures {
    maps: Rc<RefCell<BTreeMap<String, Rc<ProductMaps>>>>,
    coming: UnderWay,
    prepared: RefCell<BTreeMap<(String, u32, u64), Rc<PreparedView>>>,
    artwork: RefCell<Table<ArtworkId, Vec<u8>>>,
    decoded: RefCell<PictureCache>,
    drawn: RefCell<Drawn>,
}

impl Pictures {
    /// Keeps artwork (its proxy or its original) for pictures.
    pub(crate) fn keep(&self, id: ArtworkId, bytes: Vec<u8>) {
        self.artwork.borrow_mut().insert(id, bytes);
    }

    /// A kept picture with its colours changed, as a file for the screen.
    ///
    /// # Errors
    /// A picture that is not here or cannot be read.
    pub(crate) fn changed(&self, id: ArtworkId, look: &scene::Look) -> Result<Vec<u8>, JobError> {
        let kept = self.artwork.borrow();
        let bytes = kept.get(&id).ok_or(JobError::MissingArtwork { ids: vec![id] })?;
        prepress::artwork::changed(bytes, look)
            .map_err(|error| JobError::Artwork { reason: error.to_string() })
    }

    /// A product picture that was drawn before, for the same design, product and size.
    pub(crate) fn known(&self, key: ArtworkId) -> Option<mockup::Picture> {
        self.drawn.borrow_mut().get(key)
    }

    /// Keeps a product picture.
    pub(crate) fn remember(&self, key: ArtworkId, picture: &mockup::Picture) {
        self.drawn.borrow_mut().keep(key, picture);
    }

    /// Draws a product picture. The design's texts must be set.
    ///
    /// # Errors
    /// Artwork that is not here, or maps that do not load.
    pub(crate) async fn compose(
        &self,
        base: &str,
        job: &Compose,
        resources: &dyn Resources,
    ) -> Result<mockup::Picture, JobError> {
        let view = self.prepared(base, &job.view, (job.size, job.print_scale)).await?;
        self.on_view(&view, job, resources)
    }

    /// Draws a product picture on a view that is prepared. The design's texts must be set.
    ///
    /// # Errors
    /// Artwork that is not here.
    pub(crate) fn on_view(
        &self,
        view: &PreparedView,
        job: &Compose,
        resources: &dyn Resources,
    ) -> Result<mockup::Picture, JobError> {
        let ids = self.missing(&job.design, &job.view.side);
        if !ids.is_empty() {
            return Err(JobError::MissingArtwork { ids });
        }
        let scene = scene::resolve(&job.design, &job.view.side, &job.area, resources);
        let ground = match job.ground {
            Ground::Transparent => mockup::Ground::Transparent,
            Ground::Studio => mockup::Ground::Studio,
        };
        if scene.layers.is_empty() {
            return Ok(view.compose(&job.parts, None, ground));
        }
        let (width, _) = view.print_size(&job.area);
        let print = self.raster(&scene, width)?;
        let print = Raster::new(print.width, print.height, &print.pixels)
            .map_err(|error| JobError::Picture { reason: error.to_string() })?;
        Ok(view.compose(&job.parts, Some(&print), ground))
    }

    /// A scene's print area, `width` pixels wide.
    ///
    /// # Errors
    /// A size that cannot be.
    pub(crate) fn raster(&self, scene: &Scene, width: u32) -> Result<prepress::Raster, JobError> {
        prepress::raster_with(
            &mut self.decoded.borrow_mut(),
            scene,
            &*self.artwork.borrow(),
            width,
            prepress::Ground::Transparent,
        )
        .map_err(|error| JobError::Picture { reason: error.to_string() })
    }

    /// Draws a side's print without a product, premultiplied. The design's texts must be set.
    ///
    /// # Errors
    /// Artwork that is not here.
    pub(crate) fn flat(&self, job: &Flat, resources: &dyn Resources) -> Outcome {
        let ids = self.missing(&job.design, &job.side);
        if !ids.is_empty() {
            return Err(JobError::MissingArtwork { ids });
        }
        let scene = scene::resolve(&job.design, &job.side, &job.area, resources);
        let (decoded, artwork) = (&mut self.decoded.borrow_mut(), &*self.artwork.borrow());
        let ground = prepress::Ground::Transparent;
        let print = prepress::raster_with(decoded, &scene, artwork, job.width, ground)
            .map_err(|error| JobError::Picture { reason: error.to_string() })?;
        Ok((Reply::Picture { width: print.width, height: print.height }, vec![print.pixels]))
    }

    fn missing(&self, design: &Design, side: &SideId) -> Vec<ArtworkId> {
        let mut shown = design.clone();
        shown.layers.retain(|_, layer| layer.side == *side && !layer.hidden);
        self.unknown(&shown)
    }

    /// Artwork of a design that is not kept here.
    pub(crate) fn unknown(&self, design: &Design) -> Vec<ArtworkId> {
        let kept = self.artwork.borrow();
        design.artworks().into_iter().filter(|id| !kept.contains_key(id)).collect()
    }

    /// What is kept, by id: proxies or originals.
    pub(crate) fn artworks(&self) -> Ref<'_, Table<ArtworkId, Vec<u8>>> {
        self.artwork.borrow()
    }

    /// A view at a size, prepared once.
    ///
    /// # Errors
    /// Maps that do not load.
    pub(crate) async fn prepared(
        &self,
        base: &str,
        view: &View,
        (size, scale): (u32, f64),
    ) -> Result<Rc<PreparedView>, JobError> {
        let name = name(&view.picture, size);
        let key = (name.clone(), size, scale.to_bits());
        let ready = self.prepared.borrow().get(&key).cloned();
        if let Some(ready) = ready {
            return Ok(ready);
        }
        let maps = self.maps(base, name, &view.picture, size).await?;
        let view = PreparedView::at_scale(&maps, size, scale)
            .map_err(|error| JobError::Picture { reason: error.to_string() })?;
        let view = Rc::new(view);
        let mut prepared = self.prepared.borrow_mut();
        if prepared.len() >= MOST_PREPARED {
            prepared.clear();
        }
        prepared.insert(key, view.clone());
        Ok(view)
    }

    /// The maps of a picture by its [`name`].
    async fn maps(
        &self,
        base: &str,
        name: String,
        picture: &Picture,
        size: u32,
    ) -> Result<Rc<ProductMaps>, JobError> {
        let known = || self.maps.borrow().get(&name).cloned();
        if let Some(known) = known() {
            return Ok(known);
        }
        let (base, maps_here, key) = (base.to_owned(), self.maps.clone(), name.clone());
        let picture = picture.clone();
        let read = async move {
            let read = read_maps(&base, &picture, size).await?;
            maps_here.borrow_mut().insert(key, Rc::new(read));
            Ok(())
        };
        let failed = |reason| JobError::Picture { reason };
        self.coming.begin(&name, read).wait().await.map_err(failed)?;
        known().ok_or_else(|| failed(format!("{name}: it was not kept")))
    }
}

/// What the maps of a picture of a size are kept by.
fn name(picture: &Picture, size: u32) -> String {
    let is_small = size <= SMALL_WIDTH;
    format!("{}{}", if is_small { "small " } else { "" }, write_text(picture))
}
