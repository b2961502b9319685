//! The shopper's taste in the app: one profile, learnt from acts, kept only after a yes. What it means is `taste`'s.

use catalog::{Product, ProductId};
use design::{FontId, TemplateCard, TemplateId};
use geom::Rgb;
use geom::order::Ordered;
use leptos::prelude::*;
use taste::{
    Act, Attribute, Candidate, Context, Deed, Profile, Recipient, Recorded, Signal as Lesson,
    Standing, Subject, Suggestion, Word,
};
use wasm_bindgen_futures::spawn_local;

use crate::atelier::{Atelier, wall_ms};
use crate::dom::effect;
use crate::lazy::{Work, lazy_code};
use crate::shop::{FontInfo, Shop};
use crate::storage::Storage;
use crate::words::lower;

/// Name of the profile among the stored preferences.
const PREF: &str = "taste";

/// The shopper's taste. Cheap to copy.
#[derive(Clone, Copy)]
pub(crate) struct Tasting {
    /// What is known.
    pub(crate) profile: RwSignal<Profile>,
    /// Whether what was kept is read; nothing is written before.
    ready: RwSignal<bool>,
    /// Lessons until what was kept is read, or known not to be readable; then none wait any more.
    waiting: StoredValue<Option<Vec<Lesson>>>,
    begun: StoredValue<bool>,
    /// The whole app's: pages come and go.
    owner: StoredValue<Owner>,
    /// When this visit began.
    since_ms: u64,
}

impl Tasting {
    /// A profile that knows nothing yet.
    pub(crate) fn new() -> Self {
        Self {
            profile: RwSignal::new(Profile::default()),
            ready: RwSignal::new(false),
            waiting: StoredValue::new(Some(Vec::new())),
            begun: StoredValue::new(false),
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            since_ms: wall_ms(),
        }
    }

    /// Reads what was kept, and from then on keeps what the shopper allows. Only the first call does anything.
    pub(crate) fn begin(self, atelier: Atelier) {
        effect(move || {
            let Some(storage) = atelier.storage.get() else { return };
            if self.begun.get_value() {
                return;
            }
            self.begun.set_value(true);
            let owner = self.owner.get_value();
            spawn_local(async move {
                match begin(self, atelier, storage, owner).await {
                    Ok(work) => work.await,
                    // Without the code what was kept stays as it is; the next page asks for it again.
                    Err(_) => self.begun.set_value(false),
                }
            });
        });
    }

    /// A profile that cannot be read is left alone and reported; this visit then starts without one and writes nothing
    /// over it.
    async fn read_kept(self, atelier: Atelier, storage: &Storage) {
        let kept = storage.pref(PREF).await;
        let problem = match kept.map(|kept| kept.map(|json| Profile::read(json.as_bytes()))) {
            Ok(Some(Ok(kept))) => {
                self.profile.update(|profile| *profile = kept);
                None
            }
            Ok(None) => None,
            Ok(Some(Err(error))) => Some(error.to_string()),
            Err(error) => Some(error.to_string()),
        };
        let waiting = self.waiting.try_update_value(Option::take).flatten();
        for lesson in waiting.unwrap_or_default() {
            self.record(&lesson);
        }
        match problem {
            Some(problem) => atelier.toast(&problem, None),
            None => self.ready.set(true),
        }
    }

    fn write_kept(self, atelier: Atelier, storage: Storage) {
        effect(move || {
            let stored = self.profile.with(Profile::stored);
            if !self.ready.get() {
                return;
            }
            let storage = storage.clone();
            spawn_local(async move {
                let outcome = match stored.and_then(|bytes| String::from_utf8(bytes).ok()) {
                    Some(json) => storage.put_pref(PREF, &json).await,
                    None => storage.remove_pref(PREF).await,
                };
                if let Err(error) = outcome {
                    atelier.toast(&error.to_string(), None);
                }
            });
        });
    }

    fn record(self, lesson: &Lesson) {
        self.profile.update(|profile| {
            // Paused: the shopper sees that from the page's own notice.
            let _: Recorded = profile.record(lesson);
        });
    }

    /// For whom the shopper designs.
    pub(crate) fn recipient(self) -> Recipient {
        self.profile.with(Profile::recipient)
    }

    /// Takes the answer to "who is it for?".
    pub(crate) fn answer(self, recipient: Recipient) {
        self.profile.update(|profile| {
            // Paused: the shopper sees that from the page's own notice.
            let _: Recorded = profile.answer(recipient, self.since_ms);
        });
    }

    /// Learns from an act.
    pub(crate) fn learn(self, act: Act, subject: Subject, made_of: Vec<Subject>) {
        let recipient = self.profile.with_untracked(Profile::recipient);
        let lesson = Lesson { act, subject, made_of, recipient, at_ms: wall_ms() };
        let waits = self.waiting.try_update_value(|waiting| match waiting {
            Some(waiting) => {
                waiting.push(lesson.clone());
                true
            }
            None => false,
        });
        if waits != Some(true) {
            self.record(&lesson);
        }
    }

    /// Learns that something was used.
    pub(crate) fn learn_use(self, deed: Deed, subject: Subject, made_of: Vec<Subject>) {
        self.learn(Act::Did(deed), subject, made_of);
    }

    /// Where suggestions are wanted: the store, or a product in a colour.
    pub(crate) fn context(self, on: Option<(&ProductId, Rgb)>) -> Context {
        let context = Context::new(self.recipient(), wall_ms());
        match on {
            Some((product, ground)) => context.on(product.clone(), ground),
            None => context,
        }
    }

    /// Ranks candidates. Tracks the profile.
    pub(crate) fn suggest(
        self,
        candidates: &[Candidate],
        context: &Context,
        most: usize,
    ) -> Vec<Suggestion> {
        self.profile.with(|profile| profile.suggest(candidates, context, most))
    }

    /// Whether suggestions can be personal by now.
    pub(crate) fn knows(self) -> bool {
        self.profile.with(|profile| profile.knows(profile.recipient(), wall_ms()))
    }
}

lazy_code! {
    in taste: fn begin(tasting: Tasting, atelier: Atelier, storage: Storage, owner: Owner) -> Work {
        Box::pin(async move {
            tasting.read_kept(atelier, &storage).await;
            owner.with(|| tasting.write_kept(atelier, storage));
        })
    }
}

impl Atelier {
    /// Learns from an act with a template: about it, and about what it consists of.
    pub(crate) fn learn_template(self, id: &TemplateId, act: Act) {
        let Some(shop) = self.shop_now() else { return };
        let card = shop.templates.iter().find(|card| card.id == *id);
        if let (Some(card), Ok(word)) = (card, Word::new(id.as_str())) {
            self.taste.learn(act, Subject::Template(word), template_parts(card, &shop.fonts));
        }
    }
}

/// A template as a candidate.
pub(crate) fn template_candidate(card: &TemplateCard, fonts: &[FontInfo]) -> Option<Candidate> {
    let subject = Subject::Template(Word::new(card.id.as_str()).ok()?);
    let candidate = Candidate::new(subject, Standing::Editors(card.start));
    Some(candidate.made_of(template_parts(card, fonts)).fits(card.products.iter().cloned()))
}

/// What a template consists of.
pub(crate) fn template_parts(card: &TemplateCard, fonts: &[FontInfo]) -> Vec<Subject> {
    let tags = card.words().filter_map(|tag| Word::new(tag).ok()).map(Subject::Tag);
    let motifs = card.motifs.iter().filter_map(|motif| Word::new(motif).ok()).map(Subject::Motif);
    let lettering = card.fonts.iter().filter_map(|font| font_subject(font, fonts));
    tags.chain(motifs).chain(lettering).collect()
}

/// A font as a subject.
pub(crate) fn font_subject(font: &FontId, fonts: &[FontInfo]) -> Option<Subject> {
    let info = fonts.iter().find(|info| info.id == font.0)?;
    let (id, lettering) = (Word::new(&info.id).ok()?, Word::new(&info.category).ok()?);
    Some(Subject::Font { id, lettering })
}

/// The fonts in the order in which they are suggested, with the reason of those that have a personal one.
pub(crate) fn ranked_fonts(
    tasting: Tasting,
    shop: &Shop,
    context: &Context,
) -> Vec<(FontInfo, Option<String>)> {
    let candidates: Vec<_> = shop
        .fonts
        .iter()
        .filter_map(|info| font_subject(&FontId(info.id.clone()), &shop.fonts))
        .map(|subject| Candidate::new(subject, Standing::Editors(0.5)))
        .collect();
    let suggested = tasting.suggest(&candidates, context, candidates.len());
    let mut ranked: Vec<_> = suggested
        .iter()
        .filter(|suggestion| suggestion.reason().is_personal())
        .filter_map(|suggestion| {
            let Subject::Font { id, .. } = &suggestion.subject else { return None };
            let info = shop.fonts.iter().find(|info| info.id == id.as_str())?;
            Some((info.clone(), Some(reason_text(suggestion, context, shop))))
        })
        .collect();
    let known = ranked.iter().map(|(info, _)| info.id.clone()).each_once();
    ranked.extend(
        shop.fonts
            .iter()
            .filter(|info| known.binary_search(&info.id).is_err())
            .map(|info| (info.clone(), None)),
    );
    ranked
}

/// Products as candidates.
pub(crate) fn product_candidates(products: &[std::sync::Arc<Product>]) -> Vec<Candidate> {
    products
        .iter()
        .map(|product| {
            let tags = product.tags.iter().filter_map(|tag| Word::new(tag).ok()).map(Subject::Tag);
            Candidate::new(Subject::Product(product.id.clone()), Standing::Editors(0.5))
                .made_of(tags)
        })
        .collect()
}

/// A suggestion's strongest reason as a sentence with a full stop.
pub(crate) fn reason_text(suggestion: &Suggestion, context: &Context, shop: &Shop) -> String {
    format!("{}.", suggestion.reason().sentence(context, &|attribute| label(attribute, shop)))
}

/// The shop's own name of what is known.
pub(crate) fn label(attribute: &Attribute, shop: &Shop) -> Option<String> {
    match attribute {
        Attribute::Font(id) => {
            shop.fonts.iter().find(|info| info.id == id.as_str()).map(|info| info.name.clone())
        }
        Attribute::Product(id) => {
            shop.product(id).map(|product| format!("the {}", lower(&product.name)))
        }
        Attribute::Template(id) => shop
            .templates
            .iter()
            .find(|card| card.id.as_str() == id.as_str())
            .map(|card| format!("\u{201c}{}\u{201d}", card.name)),
        Attribute::Colour(_)
        | Attribute::Lettering(_)
        | Attribute::Motif(_)
        | Attribute::Tag(_) => None,
    }
}
