//! A finished view: its nodes, and what keeps them up to date.

use leptos::reactive::effect::RenderEffect;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Render};
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast;
use web_sys::{Element, Node};

/// What stands side by side at the top of a view.
pub(super) enum Piece {
    Node(Node),
    View(AnyViewState),
}

/// What lives as long as the view.
#[expect(dead_code, reason = "held, never read: dropping it ends it")]
pub(super) enum Kept {
    View(AnyViewState),
    Effect(RenderEffect<()>),
}

/// The nodes of a view and what they hold.
#[derive(Default)]
pub(super) struct Nodes {
    pub pieces: Vec<Piece>,
    pub kept: Vec<Kept>,
}

/// A view. It lives in the page's only thread.
pub(super) struct Built(SendWrapper<Nodes>);

impl Default for Built {
    fn default() -> Self {
        Self(SendWrapper::new(Nodes::default()))
    }
}

impl std::ops::Deref for Built {
    type Target = Nodes;

    fn deref(&self) -> &Nodes {
        &self.0
    }
}

impl std::ops::DerefMut for Built {
    fn deref_mut(&mut self) -> &mut Nodes {
        &mut self.0
    }
}

impl Mountable for Built {
    fn unmount(&mut self) {
        for piece in &mut self.pieces {
            match piece {
                Piece::Node(node) => {
                    if let Some(parent) = node.parent_node() {
                        // Fails only where it is no child, and it is one.
                        let _ = parent.remove_child(node);
                    }
                }
                Piece::View(view) => view.unmount(),
            }
        }
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        for piece in &mut self.pieces {
            match piece {
                // Fails only where the marker has left the parent; then nothing is to be shown there either.
                Piece::Node(node) => drop(parent.insert_before(node, marker)),
                Piece::View(view) => view.mount(parent, marker),
            }
        }
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.pieces.iter().any(|piece| match piece {
            Piece::Node(node) => node.parent_element().is_some_and(|parent| {
                child.mount(&parent, Some(node));
                true
            }),
            Piece::View(view) => view.insert_before_this(child),
        })
    }

    fn elements(&self) -> Vec<Element> {
        let of = |piece: &Piece| match piece {
            Piece::Node(node) => node.dyn_ref().cloned().into_iter().collect(),
            Piece::View(view) => view.elements(),
        };
        self.pieces.iter().flat_map(of).collect()
    }
}

impl Render for Built {
    type State = Self;

    fn build(self) -> Self {
        self
    }

    /// A view was built as it is; another one takes its place.
    fn rebuild(mut self, state: &mut Self) {
        state.insert_before_this(&mut self);
        state.unmount();
        *state = self;
    }
}

/// What Leptos asks of each view for a server that would render it to text. There is none, so nothing calls it.
macro_rules! client_only {
    ($view:ty, $state:ty) => {
        impl leptos::tachys::view::add_attr::AddAnyAttr for $view {
            type Output<SomeNewAttr: leptos::attr::Attribute> = Self;

            fn add_any_attr<NewAttr: leptos::attr::Attribute>(self, _: NewAttr) -> Self {
                self
            }
        }

        impl leptos::tachys::view::RenderHtml for $view {
            type AsyncOutput = Self;
            type Owned = Self;

            const MIN_LENGTH: usize = 0;

            fn dry_resolve(&mut self) {}

            async fn resolve(self) -> Self {
                self
            }

            fn to_html_with_buf(
                self,
                _: &mut String,
                _: &mut leptos::tachys::view::Position,
                _: bool,
                _: bool,
                _: Vec<leptos::attr::any_attribute::AnyAttribute>,
            ) {
            }

            fn hydrate<const FROM_SERVER: bool>(
                self,
                _: &leptos::tachys::hydration::Cursor,
                _: &leptos::tachys::view::PositionState,
            ) -> $state {
                leptos::tachys::view::Render::build(self)
            }

            fn into_owned(self) -> Self {
                self
            }
        }
    };
}
pub(super) use client_only;

client_only!(Built, Built);
