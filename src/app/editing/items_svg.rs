//! Items of a scene as inline SVG: the same outlines, inks and pictures that are printed. Nothing that was uploaded gets
//! into the page but as paths of our own and as pictures by their URL.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use geom::{Affine, Cap, Clip, FillRule, Ink, Join, Size, Stop, path_data};
use leptos::prelude::*;
use scene::{Cut, Group, Item, Picture, Soft, bounds_of};
use wasm_bindgen_futures::spawn_local;

use crate::atelier::Atelier;
use crate::parts::view;

/// Items of a scene as an inline SVG that fills its element.
#[component]
pub(crate) fn ItemsSvg(
    /// What is drawn, bottom first.
    items: Vec<Item>,
    /// Size of the items' space in mm.
    size: Size,
    /// Whether the proportion is kept; on the stage the element has the right one by itself.
    #[prop(optional)]
    keep: bool,
) -> impl IntoView {
    let aspect = if keep { "xMidYMid meet" } else { "none" };
    let view_box = format!("0 0 {} {}", size.width.max(0.001), size.height.max(0.001));
    let drawn = Drawn::default().items(&items);
    view! {
        <svg viewBox=view_box preserveAspectRatio=aspect aria-hidden="true">
            {drawn}
        </svg>
    }
}

/// Items that are in the page already, by where they lie in memory, and the ids of their elements.
#[derive(Default)]
struct Drawn {
    shared: Vec<(*const Vec<Item>, String)>,
}

/// An id that no other element of the page has.
fn fresh_id() -> String {
    static LAST: AtomicU32 = AtomicU32::new(0);
    format!("i{}", LAST.fetch_add(1, Ordering::Relaxed))
}

fn matrix(place: Affine) -> String {
    let [a, b, c, d, e, f] = place.as_coeffs();
    format!("matrix({a} {b} {c} {d} {e} {f})")
}

fn rule_name(rule: FillRule) -> Option<&'static str> {
    (rule == FillRule::EvenOdd).then_some("evenodd")
}

fn faded(opacity: f64) -> Option<f64> {
    (opacity < 1.0).then_some(opacity)
}

impl Drawn {
    fn items(&mut self, items: &[Item]) -> Vec<AnyView> {
        items.iter().map(|item| self.item(item)).collect()
    }

    fn item(&mut self, item: &Item) -> AnyView {
        match item {
            Item::Fill { path, rule, ink, opacity } => {
                let (paint, ink) = paint(ink);
                view! {
                    {ink}
                    <path
                        d=path_data(path)
                        fill=paint
                        fill-rule=rule_name(*rule)
                        opacity=faded(*opacity)
                    ></path>
                }
            }
            Item::Line { path, pen, ink, opacity } => {
                let (paint, ink) = paint(ink);
                let dashes: Vec<String> = pen.dashes.iter().map(f64::to_string).collect();
                view! {
                    {ink}
                    <path
                        d=path_data(path)
                        fill="none"
                        stroke=paint
                        stroke-width=pen.width
                        stroke-miterlimit="4"
                        stroke-linecap=cap_name(pen.cap)
                        stroke-linejoin=join_name(pen.join)
                        stroke-dasharray=(!dashes.is_empty()).then(|| dashes.join(" "))
                        opacity=faded(*opacity)
                    ></path>
                }
            }
            Item::Picture(picture) => view! { <PictureImage picture=picture.clone() /> },
            Item::Soft(Soft { blur, items, .. }) => {
                let id = fresh_id();
                let region = bounds_of(items, Affine::IDENTITY).unwrap_or_default();
                let region = region.inflate(*blur * 1.6, *blur * 1.6);
                view! {
                    <filter
                        id=id.clone()
                        filterUnits="userSpaceOnUse"
                        color-interpolation-filters="sRGB"
                        x=region.x0
                        y=region.y0
                        width=region.width()
                        height=region.height()
                    >
                        <feGaussianBlur stdDeviation=blur / 2.0></feGaussianBlur>
                    </filter>
                    <g filter=format!("url(#{id})")>{self.items(items)}</g>
                }
            }
            Item::Group(group) => self.group(group),
        }
    }

    fn group(&mut self, Group { place, opacity, cut, items }: &Group) -> AnyView {
        let id = cut.as_ref().map(|_| fresh_id());
        let by = id.as_ref().map(|id| format!("url(#{id})"));
        let (mut clip_path, mut mask) = (None, None);
        let cut = cut.as_ref().map(|cut| match cut {
            Cut::Path(clip) => {
                clip_path = by;
                let Clip { path, rule } = &**clip;
                view! {
                    <clipPath id=id.clone()>
                        <path d=path_data(path) clip-rule=rule_name(*rule)></path>
                    </clipPath>
                }
            }
            Cut::Alpha(stencil) => {
                mask = by;
                let region = bounds_of(stencil, Affine::IDENTITY).unwrap_or_default();
                view! {
                    <mask
                        id=id.clone()
                        maskUnits="userSpaceOnUse"
                        x=region.x0
                        y=region.y0
                        width=region.width()
                        height=region.height()
                    >
                        {self.items(stencil)}
                    </mask>
                }
            }
        });
        let transform = (*place != Affine::IDENTITY).then(|| matrix(*place));
        let inner = self.shared(items);
        view! {
            <g transform=transform opacity=faded(*opacity) clip-path=clip_path mask=mask>
                {cut}
                {inner}
            </g>
        }
    }

    /// Items, or a reference to where they are drawn already.
    fn shared(&mut self, items: &Arc<Vec<Item>>) -> AnyView {
        let place = Arc::as_ptr(items);
        if let Some((_, id)) = self.shared.iter().find(|(known, _)| *known == place) {
            return view! { <use href=format!("#{id}")></use> };
        }
        let id = fresh_id();
        self.shared.push((place, id.clone()));
        view! { <g id=id>{self.items(items)}</g> }
    }
}

/// What SVG and canvas call an end of a line; `None` for the usual one.
pub(crate) fn cap_name(cap: Cap) -> Option<&'static str> {
    match cap {
        Cap::Butt => None,
        Cap::Round => Some("round"),
        Cap::Square => Some("square"),
    }
}

/// What SVG and canvas call a turn of a line; `None` for the usual one.
pub(crate) fn join_name(join: Join) -> Option<&'static str> {
    match join {
        Join::Mitre => None,
        Join::Round => Some("round"),
        Join::Bevel => Some("bevel"),
    }
}

/// What an outline is filled with, and the gradient that it names.
fn paint(ink: &Ink) -> (String, Option<AnyView>) {
    let id = fresh_id();
    let by = format!("url(#{id})");
    match ink {
        Ink::Solid(colour) => (colour.to_string(), None),
        Ink::Linear { from, to, stops } => {
            let gradient = view! {
                <linearGradient
                    id=id
                    gradientUnits="userSpaceOnUse"
                    x1=from.x
                    y1=from.y
                    x2=to.x
                    y2=to.y
                >
                    {stop_views(stops)}
                </linearGradient>
            };
            (by, Some(gradient))
        }
        Ink::Radial { centre, radius, stops } => {
            let gradient = view! {
                <radialGradient
                    id=id
                    gradientUnits="userSpaceOnUse"
                    cx=centre.x
                    cy=centre.y
                    r=*radius
                >
                    {stop_views(stops)}
                </radialGradient>
            };
            (by, Some(gradient))
        }
    }
}

fn stop_views(stops: &[Stop]) -> Vec<AnyView> {
    let stop = |stop: &Stop| {
        view! {
            <stop
                offset=stop.at
                stop-color=stop.colour.to_string()
                stop-opacity=faded(stop.opacity)
            ></stop>
        }
    };
    stops.iter().map(stop).collect()
}

/// A picture by its proxy, stretched over its box; what is cropped lies outside of an SVG of its own.
#[component]
fn PictureImage(picture: Picture) -> impl IntoView {
    let atelier = Atelier::from_context();
    // Until the picture comes as it is wanted, it is shown as it was last.
    let url = RwSignal::new(atelier.shown_url(picture.artwork));
    let (size, whole, artwork, look) =
        (picture.size, picture.whole(), picture.artwork, picture.look);
    spawn_local(async move {
        let found = if look.is_none() {
            atelier.proxy_url(artwork).await
        } else {
            let wanted = move || url.try_get_untracked().is_some();
            atelier.changed_url(artwork, look, wanted).await
        };
        // The layer may be gone by now.
        if found.is_some() {
            let _ = url.try_set(found);
        }
    });
    view! {
        <svg width=size.width height=size.height>
            <image
                href=move || url.get().map(|url| url.to_string())
                x=whole.x0
                y=whole.y0
                width=whole.width()
                height=whole.height()
                preserveAspectRatio="none"
            ></image>
        </svg>
    }
}
