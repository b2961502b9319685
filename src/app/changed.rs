//! Pictures in other colours, for the screen: made by the studio from their proxies, so that the screen shows what is
//! printed. A few are kept; no print uses them.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use design::ArtworkId;
use futures_channel::oneshot;
use scene::Look;

use crate::atelier::url_of;
use crate::lazy::lazy_code;
use crate::studio::Studio;

/// Most pictures that are kept; a slider that is drawn makes many.
const MOST: usize = 32;

/// What comes of asking.
pub(crate) type Coming = Pin<Box<dyn Future<Output = Option<Arc<str>>>>>;

/// Pictures that were changed, newest last, and who waits for the studio.
#[derive(Default)]
pub(crate) struct Changed {
    kept: RefCell<Vec<(ArtworkId, Look, Arc<str>)>>,
    is_busy: Cell<bool>,
    waiting: RefCell<Vec<oneshot::Sender<()>>>,
}

impl Changed {
    /// The newest URL of a picture.
    pub(crate) fn shown(&self, id: ArtworkId) -> Option<Arc<str>> {
        let kept = self.kept.borrow();
        kept.iter().rev().find(|(known, ..)| *known == id).map(|(.., url)| url.clone())
    }

    /// Lets go of all pictures.
    pub(crate) fn let_go(&self) {
        for (.., url) in self.kept.take() {
            // Nothing is left to do where it was released already.
            let _ = web_sys::Url::revoke_object_url(&url);
        }
    }

    fn known(&self, id: ArtworkId, look: &Look) -> Option<Arc<str>> {
        let kept = self.kept.borrow();
        kept.iter().find(|(known, as_, _)| *known == id && as_ == look).map(|(.., url)| url.clone())
    }

    fn keep(&self, id: ArtworkId, look: Look, url: Arc<str>) {
        let mut kept = self.kept.borrow_mut();
        kept.push((id, look, url));
        if kept.len() > MOST {
            let (.., old) = kept.remove(0);
            // It may be shown still; the browser keeps what it has read.
            let _ = web_sys::Url::revoke_object_url(&old);
        }
    }

    async fn url(
        &self,
        studio: &Studio,
        id: ArtworkId,
        look: Look,
        wanted: &dyn Fn() -> bool,
    ) -> Option<Arc<str>> {
        loop {
            if let Some(url) = self.known(id, &look) {
                return Some(url);
            }
            if !wanted() {
                return None;
            }
            if !self.is_busy.replace(true) {
                break;
            }
            let (sender, receiver) = oneshot::channel();
            self.waiting.borrow_mut().push(sender);
            // The sender goes only with the page.
            let _ = receiver.await;
        }
        let made = studio.change(id, look).await;
        self.is_busy.set(false);
        // All ask again: what they want may have come, or one of them may go on.
        for waiting in self.waiting.take() {
            let _ = waiting.send(());
        }
        let url = url_of(&made.ok()?)?;
        self.keep(id, look, url.clone());
        Some(url)
    }
}

lazy_code! {
    /// The URL of a picture in other colours; `None` where it cannot be had or is not wanted any more.
    in tools: pub(crate) fn lazy_url(
        changed: Rc<Changed>,
        studio: Studio,
        id: ArtworkId,
        look: Look,
        wanted: Box<dyn Fn() -> bool>
    ) -> Coming {
        Box::pin(async move { changed.url(&studio, id, look, &*wanted).await })
    }
}
