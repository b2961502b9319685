//! What the whole app shares: the shop, the studio, storage, the way between pages, and what is said to the shopper.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use catalog::{ColourId, Product};
use design::{Design, DesignId, Head, IdSource, Template, TemplateId};
use geom::Table;
use js_sys::Uint8Array;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

use crate::changed::Changed;
use crate::embedding::Place;
use crate::route::{Route, Router};
use crate::shop::Shop;
use crate::storage::{ArtworkPart, Durability, Storage};
use crate::studio::Studio;
use crate::tasting::Tasting;
use crate::words::words;

/// How the shop's loading stands.
#[derive(Clone, Debug)]
pub(crate) enum ShopState {
    /// On its way.
    Loading,
    /// Here.
    Ready(Arc<Shop>),
    /// Not to be had; the sentence says why.
    Failed(String),
}

/// A note that goes away by itself, with one thing that can be done about it.
#[derive(Clone, Copy)]
pub(crate) struct Toast {
    /// Its number.
    pub id: u64,
    /// What it says.
    pub text: StoredValue<String>,
    /// What its button says and does.
    pub act: Option<(&'static str, Callback<()>)>,
}

/// What the whole app shares. Cheap to copy; get it by [`Atelier::from_context`].
#[derive(Clone, Copy)]
pub(crate) struct Atelier {
    shared: StoredValue<Shared, LocalStorage>,
    /// The way between pages.
    pub router: Router,
    /// The shop.
    pub shop: RwSignal<ShopState>,
    /// Notes that are shown.
    pub toasts: RwSignal<Vec<Toast>>,
    /// What the live region says.
    pub said: RwSignal<String>,
    /// `light`, `dark`, or none for the system's.
    pub theme: RwSignal<Option<String>>,
    /// The app's root element, once it is there.
    pub root: NodeRef<leptos::html::Div>,
    /// The shopper's taste.
    pub(crate) taste: Tasting,
    /// What storage says of all that was handed to it, once it has said anything.
    pub(crate) durability: RwSignal<Option<Durability>>,
    /// Storage, once it is open.
    pub storage: RwSignal<Option<Storage>, LocalStorage>,
}

#[derive(Clone)]
struct Shared {
    place: Place,
    studio: Studio,
    fresh: Rc<RefCell<Table<DesignId, Design>>>,
    artworks: Rc<RefCell<Table<design::ArtworkId, Uint8Array>>>,
    originals: Rc<RefCell<Table<design::ArtworkId, Uint8Array>>>,
    templates: Rc<RefCell<Table<TemplateId, Arc<Template>>>>,
    urls: Rc<RefCell<Table<design::ArtworkId, Arc<str>>>>,
    changed: Rc<Changed>,
    /// What the shopper wrote into fields of templates in this visit, by field: the next template takes it up.
    written: Rc<RefCell<Table<String, String>>>,
}

impl Atelier {
    /// Starts loading the shop and opening storage.
    pub(crate) fn new(place: Place) -> Self {
        let studio = Studio::new(&place.base);
        let router = Router::new(place.host.is_none());
        let shared = Shared {
            place,
            studio,
            fresh: Rc::default(),
            artworks: Rc::default(),
            urls: Rc::default(),
            changed: Rc::default(),
            written: Rc::default(),
            templates: Rc::default(),
            originals: Rc::default(),
        };
        let atelier = Self {
            shared: StoredValue::new_local(shared),
            router,
            shop: RwSignal::new(ShopState::Loading),
            toasts: RwSignal::new(Vec::new()),
            said: RwSignal::new(String::new()),
            theme: RwSignal::new(None),
            root: NodeRef::new(),
            taste: Tasting::new(),
            durability: RwSignal::new(None),
            storage: RwSignal::new_local(None),
        };
        atelier.supply_artwork();
        atelier.load_shop();
        spawn_local(async move {
            let storage = Storage::open().await;
            storage.watch(move |durability| atelier.durability.set(Some(durability)));
            atelier.storage.set(Some(storage.clone()));
            let tidy = move || {
                let storage = storage.clone();
                spawn_local(async move {
                    // Without its code it is done at a later start.
                    if let Ok(work) = crate::storage::purge_deleted(storage).await {
                        work.await;
                    }
                });
            };
            set_timeout(tidy, std::time::Duration::from_secs(20));
        });
        atelier
    }

    /// Says what is wrong with the attributes of a merchant's element, if anything is.
    pub(crate) fn report_problem(self) {
        let place = self.place();
        if let Some(message) = place.problem.clone() {
            self.toast(&message, None);
            place.tell_error(&message);
        }
    }

    /// Ends the worker when the app is removed from a merchant's page, and lets go of pictures a while later: what is
    /// being saved may still need them.
    pub(crate) fn retire(self) {
        self.shared.with_value(|shared| shared.studio.end());
        let let_go = move || {
            self.shared.with_value(|shared| {
                shared.fresh.borrow_mut().clear();
                shared.artworks.borrow_mut().clear();
                shared.originals.borrow_mut().clear();
                for url in std::mem::take(&mut *shared.urls.borrow_mut()).values() {
                    // Nothing is left to do where it was released already.
                    let _ = web_sys::Url::revoke_object_url(url);
                }
                shared.changed.let_go();
            });
        };
        set_timeout(let_go, std::time::Duration::from_secs(60));
    }

    /// The app's shared state, below `Root`.
    pub(crate) fn from_context() -> Self {
        expect_context()
    }

    /// Where the app lives.
    pub(crate) fn place(self) -> Place {
        self.shared.with_value(|shared| shared.place.clone())
    }

    /// The studio worker.
    pub(crate) fn studio(self) -> Studio {
        self.shared.with_value(|shared| shared.studio.clone())
    }

    /// Fetches the shop, also again after a failure.
    pub(crate) fn load_shop(self) {
        let place = self.place();
        self.shop.set(ShopState::Loading);
        spawn_local(async move {
            let source = place.attributes.catalog_src.as_deref();
            let state = match Shop::load(&place.base, source).await {
                Ok(shop) => ShopState::Ready(Arc::new(shop)),
                Err(error) => {
                    place.tell_error(&error);
                    ShopState::Failed(error)
                }
            };
            self.shop.set(state);
        });
    }

    /// The shop, if it is here.
    pub(crate) fn ready_shop(self) -> Option<Arc<Shop>> {
        self.shop.with(|state| match state {
            ShopState::Ready(shop) => Some(shop.clone()),
            ShopState::Loading | ShopState::Failed(_) => None,
        })
    }

    /// Begins a design and opens it.
    pub(crate) fn begin_design(
        self,
        product: &Product,
        colour: &ColourId,
        fill: impl FnOnce(&mut Design),
    ) {
        let id = DesignId(RandomIds.next());
        let head = Head {
            name: words().untitled.into(),
            product: product.id.clone(),
            colour: colour.clone(),
            template: None,
            is_template: false,
        };
        let mut design = Design::empty(id, head);
        fill(&mut design);
        self.open_design(design);
    }

    /// Keeps a design that is not in storage yet, and opens it.
    pub(crate) fn open_design(self, design: Design) {
        let id = design.id;
        self.shared.with_value(|shared| shared.fresh.borrow_mut().insert(id, design.clone()));
        spawn_local(async move {
            // Where it cannot be kept now, the editor's own saving tries again and says so.
            if let Ok(work) = crate::bundle::lazy_keep(self, design).await {
                work.await;
            }
            self.router.go(&Route::Editor(id));
        });
    }

    /// A design that was begun and not saved yet.
    pub(crate) fn fresh_design(self, id: DesignId) -> Option<Design> {
        self.shared.with_value(|shared| shared.fresh.borrow().get(&id).cloned())
    }

    /// Keeps artwork at hand for this visit (its proxy).
    pub(crate) fn keep_proxy(self, id: design::ArtworkId, bytes: &Uint8Array) {
        self.shared.with_value(|shared| shared.artworks.borrow_mut().insert(id, bytes.clone()));
    }

    /// Keeps a picture's original bytes at hand for this visit.
    pub(crate) fn keep_original(self, id: design::ArtworkId, bytes: &Uint8Array) {
        self.shared.with_value(|shared| shared.originals.borrow_mut().insert(id, bytes.clone()));
    }

    /// The original bytes of artwork: from this visit or from storage.
    pub(crate) async fn original(self, id: design::ArtworkId) -> Option<Uint8Array> {
        let at_hand = self.shared.with_value(|shared| shared.originals.borrow().get(&id).cloned());
        if at_hand.is_some() {
            return at_hand;
        }
        let storage = self.storage.get_untracked()?;
        storage.artwork(id, ArtworkPart::Original).await.ok().flatten()
    }

    /// The proxy of artwork: from this visit or from storage.
    pub(crate) async fn proxy(self, id: design::ArtworkId) -> Option<Uint8Array> {
        let at_hand = self.shared.with_value(|shared| shared.artworks.borrow().get(&id).cloned());
        if at_hand.is_some() {
            return at_hand;
        }
        let Some(storage) = self.storage.get_untracked() else { return self.original(id).await };
        if let Some(stored) = storage.artwork(id, ArtworkPart::Proxy).await.ok().flatten() {
            self.keep_proxy(id, &stored);
            return Some(stored);
        }
        // A drawing has no proxy: it is drawn as it is.
        self.original(id).await
    }

    /// A template that was fetched before.
    pub(crate) fn known_template(self, id: &TemplateId) -> Option<Arc<Template>> {
        self.shared.with_value(|shared| shared.templates.borrow().get(id).cloned())
    }

    /// Keeps a template for this visit.
    pub(crate) fn keep_template(self, template: Arc<Template>) {
        self.shared.with_value(|shared| {
            shared.templates.borrow_mut().insert(template.id.clone(), template);
        });
    }

    /// What the shopper wrote into fields of templates in this visit.
    pub(crate) fn written_words(self) -> Table<String, String> {
        self.shared.with_value(|shared| shared.written.borrow().clone())
    }

    /// Keeps a word that the shopper wrote into a field; an empty one is forgotten.
    pub(crate) fn write_word(self, field: &str, word: &str) {
        self.shared.with_value(|shared| {
            let mut written = shared.written.borrow_mut();
            match word.trim() {
                "" => drop(written.remove(field)),
                word => drop(written.insert(field.to_owned(), word.to_owned())),
            }
        });
    }

    /// A URL of artwork's proxy for this page, made once.
    pub(crate) async fn proxy_url(self, id: design::ArtworkId) -> Option<Arc<str>> {
        let made = self.shared.with_value(|shared| shared.urls.borrow().get(&id).cloned());
        if made.is_some() {
            return made;
        }
        let url = url_of(&self.proxy(id).await?)?;
        self.shared.with_value(|shared| shared.urls.borrow_mut().insert(id, url.clone()));
        Some(url)
    }

    /// A URL by which a picture was shown before, in whatever colours.
    pub(crate) fn shown_url(self, id: design::ArtworkId) -> Option<Arc<str>> {
        self.shared.with_value(|shared| {
            shared.changed.shown(id).or_else(|| shared.urls.borrow().get(&id).cloned())
        })
    }

    /// A URL of a picture in other colours. Pictures are changed one after the other, and only while they are wanted.
    pub(crate) async fn changed_url(
        self,
        id: design::ArtworkId,
        look: scene::Look,
        wanted: impl Fn() -> bool + 'static,
    ) -> Option<Arc<str>> {
        let (changed, studio) =
            self.shared.with_value(|shared| (shared.changed.clone(), shared.studio.clone()));
        crate::changed::lazy_url(changed, studio, id, look, Box::new(wanted)).await.ok()?.await
    }

    /// Says something in the live region. The same words twice are said twice.
    pub(crate) fn say(self, words: &str) {
        if words.is_empty() {
            return;
        }
        let again = self.said.with_untracked(|said| said == words);
        self.said.set(if again { format!("{words}\u{a0}") } else { words.to_owned() });
    }

    /// Shows a note, which screen readers hear too.
    pub(crate) fn toast(self, text: &str, act: Option<(&'static str, Callback<()>)>) {
        let id = RandomIds.next();
        let toast = Toast { id, text: StoredValue::new(text.to_owned()), act };
        self.toasts.update(|toasts| {
            toasts.push(toast);
            let surplus = toasts.len().saturating_sub(3);
            toasts.drain(..surplus);
        });
        let linger = if act.is_some() { 10_000 } else { 6_000 };
        set_timeout(move || self.dismiss(id), std::time::Duration::from_millis(linger));
    }

    /// Takes a note away.
    pub(crate) fn dismiss(self, id: u64) {
        self.toasts.update(|toasts| toasts.retain(|toast| toast.id != id));
    }

    /// The first element below the app's root that a selector names.
    pub(crate) fn element(self, selector: &str) -> Option<web_sys::HtmlElement> {
        let root = self.root.get_untracked()?;
        root.query_selector(selector).ok().flatten()?.dyn_into().ok()
    }

    /// All elements of the app that a selector finds.
    pub(crate) fn elements(self, selector: &str) -> Vec<web_sys::HtmlElement> {
        let found =
            self.root.get_untracked().and_then(|root| root.query_selector_all(selector).ok());
        let found = found
            .into_iter()
            .flat_map(|list| (0..list.length()).filter_map(move |at| list.get(at)));
        found.filter_map(|node| node.dyn_into().ok()).collect()
    }

    fn supply_artwork(self) {
        self.studio().set_supply(move |id| {
            let (sender, receiver) = futures_channel::oneshot::channel();
            spawn_local(async move {
                // The asker may be gone by now; then nobody needs it.
                let _ = sender.send(self.proxy(id).await);
            });
            receiver
        });
    }
}

/// A URL of bytes for this page.
pub(crate) fn url_of(bytes: &Uint8Array) -> Option<Arc<str>> {
    let blob = web_sys::Blob::new_with_u8_array_sequence(&js_sys::Array::of1(bytes)).ok()?;
    Some(web_sys::Url::create_object_url_with_blob(&blob).ok()?.into())
}

/// Ids from the browser's random numbers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RandomIds;

impl IdSource for RandomIds {
    fn next(&mut self) -> u64 {
        let half = || (js_sys::Math::random() * f64::from(u32::MAX)) as u64;
        let from_crypto = || {
            let numbers = Uint8Array::new_with_length(8);
            let crypto = js_sys::Reflect::get(&window(), &"crypto".into()).ok()?;
            let fill = js_sys::Reflect::get(&crypto, &"getRandomValues".into()).ok()?;
            fill.dyn_ref::<js_sys::Function>()?.call1(&crypto, &numbers).ok()?;
            numbers.to_vec().try_into().ok().map(u64::from_le_bytes)
        };
        from_crypto().unwrap_or_else(|| half() << 32 | half())
    }
}

/// Milliseconds since the page was opened, for the editor's machines.
pub(crate) fn now_ms() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Milliseconds since 1970, for the taste profile.
pub(crate) fn wall_ms() -> u64 {
    js_sys::Date::now() as u64
}
