//! Switches for the OpenType features that the text's font has, by names that a shopper knows.

use design::{Feature, FontId, Text};
use editor::Refinement;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::dom::effect;
use crate::editing::EditorStore;
use crate::editing::inspector::fold::Fold;
use crate::editing::inspector::refine;
use crate::parts::{Switch, view};
use crate::words::{fill, words};

/// Features by tag: their names, and whether fonts apply them by themselves.
const NAMES: [(&str, &str, bool); 16] = [
    ("calt", "Matching neighbours", true),
    ("case", "Marks for capitals", false),
    ("dlig", "Rare ligatures", false),
    ("frac", "Fractions", false),
    ("liga", "Ligatures", true),
    ("lnum", "Lining figures", false),
    ("onum", "Old-style figures", false),
    ("ordn", "Ordinals (1st)", false),
    ("pnum", "Figures of different widths", false),
    ("salt", "Other shapes", false),
    ("smcp", "Small caps", false),
    ("subs", "Lowered figures", false),
    ("sups", "Raised figures", false),
    ("swsh", "Swashes", false),
    ("tnum", "Figures of equal width", false),
    ("zero", "Slashed zero", false),
];

fn name_of(tag: &str) -> String {
    let known = NAMES.iter().find(|(known, ..)| *known == tag);
    let set = || fill(words().feature_set, &[tag.trim_start_matches(['s', '0'])]);
    known.map_or_else(set, |(_, name, _)| (*name).to_owned())
}

fn is_usual(tag: &str) -> bool {
    NAMES.iter().any(|(known, _, usual)| *known == tag && *usual)
}

fn is_on(features: &[Feature], tag: &str) -> bool {
    features.iter().find(|it| it.tag == tag).map_or_else(|| is_usual(tag), |it| it.value > 0)
}

/// Features with one of them switched; what is as usual is not stated.
fn switched(features: &[Feature], tag: &str, on: bool) -> Vec<Feature> {
    let mut features: Vec<Feature> = features.iter().filter(|it| it.tag != tag).cloned().collect();
    if on != is_usual(tag) {
        features.push(Feature { tag: tag.to_owned(), value: u8::from(on) });
    }
    features
}

/// Switches for what the font offers.
#[component]
pub(crate) fn FeatureFields(text: Memo<Option<Text>>) -> impl IntoView {
    let store = EditorStore::from_context();
    let font = Memo::new(move |_| text.with(|text| text.as_ref().map(|text| text.font.clone())));
    let features = Memo::new(move |_| {
        text.with(|text| text.as_ref().map_or_else(Vec::new, |text| text.features.clone()))
    });
    let set = move |features: Vec<Feature>| refine(store, Refinement::Features(features));
    let value = move || {
        features.with(|features| (!features.is_empty()).then(|| features.len().to_string()))
    };
    view! {
        <Fold title=words().features value=Signal::derive(value) on_reset=move |()| set(Vec::new())>
            <Switches font=font features=features set=Callback::new(set) />
        </Fold>
    }
}

#[component]
fn Switches(
    font: Memo<Option<FontId>>,
    features: Memo<Vec<Feature>>,
    set: Callback<Vec<Feature>>,
) -> impl IntoView {
    let store = EditorStore::from_context();
    let offered = RwSignal::new(None::<Vec<String>>);
    effect(move || {
        let Some(font) = font.get() else { return };
        let studio = store.atelier.studio();
        spawn_local(async move {
            // A font that does not load says so where it is chosen.
            let tags = studio.features(font).await.unwrap_or_default();
            let _ = offered.try_set(Some(tags));
        });
    });
    let switch = move |tag: String| {
        let (shown, name) = (tag.clone(), name_of(&tag));
        view! {
            <Switch
                label=name
                on=Signal::derive(move || features.with(|features| is_on(features, &shown)))
                on_change=move |on: bool| {
                    set.run(features.with_untracked(|features| switched(features, &tag, on)));
                }
            />
        }
    };
    view! {
        {move || match offered.get() {
            None => view! { <span class="spinner" role="status" aria-label=words().loading></span> },
            Some(tags) if tags.is_empty() => {
                view! { <p class="muted small">{words().features_plain}</p> }
            }
            Some(tags) => tags.into_iter().map(switch).collect_view().into_any(),
        }}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_that_is_as_usual_is_not_stated() {
        let off = switched(&[], "liga", false);
        assert_eq!(off, [Feature { tag: "liga".into(), value: 0 }]);
        assert!(!is_on(&off, "liga"));
        assert_eq!(switched(&off, "liga", true), []);
        assert_eq!(switched(&[], "smcp", true).len(), 1);
    }

    #[test]
    fn stylistic_sets_are_named_by_their_number() {
        assert_eq!(name_of("ss01"), "Stylistic set 1");
        assert_eq!(name_of("ss20"), "Stylistic set 20");
        assert_eq!(name_of("smcp"), "Small caps");
    }
}
