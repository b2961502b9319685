//! What surrounds the pages: masthead, footer, notes and the live region.

use leptos::prelude::*;

use crate::atelier::Atelier;
use crate::cart::Cart;
use crate::parts::{Each, Icon, IconButton, Show, view};
use crate::route::Route;
use crate::words::{fill, shop_words, words};

/// The head of a page: wordmark, ways to the other pages, theme.
#[component]
pub(crate) fn Masthead(
    /// What is to be ordered.
    cart: Cart,
) -> impl IntoView {
    let atelier = Atelier::from_context();
    let route = atelier.router.route();
    let link = move |to: Route, icon: &'static str, label: &'static str| {
        let (here, href) = (to.clone(), to.href());
        view! {
            <a
                class="nav-link"
                href=href
                aria-current=move || (route.get() == here).then_some("page")
                on:click=move |event| {
                    event.prevent_default();
                    atelier.router.go(&to);
                }
            >
                <Icon name=icon />
                <span>{label}</span>
            </a>
        }
    };
    view! {
        <header class="masthead">
            <a
                class="wordmark"
                href=Route::Store.href()
                aria-label=words().home
                on:click=move |event| {
                    event.prevent_default();
                    atelier.router.go(&Route::Store);
                }
            >
                <svg>
                    <use href="#wordmark"></use>
                </svg>
            </a>
            <nav class="masthead-nav" aria-label="Pages">
                {link(Route::Store, "shirt", words().shop)}
                {link(Route::Templates, "templates", words().templates)}
                {link(Route::Designs, "folder", words().my_designs)}
                {link(Route::Style, "ideas", words().my_style)}
            </nav>
            <div class="masthead-tools">
                {cart_link(atelier, cart)}
                <ThemeButton />
            </div>
        </header>
    }
}

/// The way to the cart, with the number of its lines. On a merchant's page the cart is theirs.
fn cart_link(atelier: Atelier, cart: Cart) -> Option<AnyView> {
    let words = shop_words();
    let count = Memo::new(move |_| cart.lines.with(|lines| lines.as_ref().map_or(0, Vec::len)));
    let label = move || match count.get() {
        0 => words.cart.to_owned(),
        1 => words.cart_one.to_owned(),
        more => fill(words.cart_count, &[&more.to_string()]),
    };
    let here = move || (atelier.router.route().get() == Route::Cart).then_some("page");
    atelier.place().host.is_none().then(|| {
        view! {
            <a
                class="icon-btn cart-link"
                href=Route::Cart.href()
                data-testid="cart-link"
                aria-label=label
                data-tip=words.cart
                aria-current=here
                on:click=move |event| {
                    event.prevent_default();
                    atelier.router.go(&Route::Cart);
                }
            >
                <Icon name="cart" />
                {move || (count.get() > 0).then(|| view! { <span class="count">{count.get()}</span> })}
            </a>
        }
    })
}

/// Switches between light and dark; the first press leaves the system's choice.
#[component]
pub(crate) fn ThemeButton() -> impl IntoView {
    let atelier = Atelier::from_context();
    let system_dark = move || {
        window()
            .match_media("(prefers-color-scheme: dark)")
            .ok()
            .flatten()
            .is_some_and(|query| query.matches())
    };
    let dark = Signal::derive(move || {
        atelier.theme.get().map_or_else(system_dark, |theme| theme == "dark")
    });
    let label = Signal::derive(move || {
        if dark.get() { words().theme_light } else { words().theme_dark }.to_owned()
    });
    let toggle = move |()| {
        let next = if dark.get_untracked() { "light" } else { "dark" };
        atelier.theme.set(Some(next.into()));
    };
    view! {
        <Show
            when=move || dark.get()
            fallback=move || view! { <IconButton icon="moon" label=label on_press=toggle /> }
        >
            <IconButton icon="sun" label=label on_press=toggle />
        </Show>
    }
}

/// The foot of a page.
#[component]
pub(crate) fn Footer() -> impl IntoView {
    let atelier = Atelier::from_context();
    let licences = format!("{}LICENSES.md", atelier.place().base);
    let link = move |to: Route, label: &'static str| {
        let href = to.href();
        view! {
            <li>
                <a
                    href=href
                    on:click=move |event| {
                        event.prevent_default();
                        atelier.router.go(&to);
                    }
                >
                    {label}
                </a>
            </li>
        }
    };
    view! {
        <footer class="footer">
            <p>{words().footer}</p>
            <ul>
                {link(Route::Designs, words().my_designs)} {link(Route::Style, words().my_style)}
                <li>
                    <a href=licences target="_blank" rel="noopener">
                        {words().licences}
                    </a>
                </li>
            </ul>
        </footer>
    }
}

/// The notes.
#[component]
pub(crate) fn Toasts() -> impl IntoView {
    let atelier = Atelier::from_context();
    view! {
        <div class="toasts" role="region" aria-label=words().messages aria-live="polite">
            <Each each=move || atelier.toasts.get() key=|toast| toast.id.to_string() let:toast>
                <div class="toast">
                    <span>{toast.text.get_value()}</span>
                    {toast
                        .act
                        .map(|(label, act)| {
                            view! {
                                <button
                                    type="button"
                                    class="toast-act"
                                    on:click=move |_| {
                                        atelier.dismiss(toast.id);
                                        act.run(());
                                    }
                                >
                                    {label}
                                </button>
                            }
                        })}
                    <button
                        type="button"
                        class="icon-btn"
                        aria-label=words().dismiss
                        on:click=move |_| atelier.dismiss(toast.id)
                    >
                        <Icon name="x" />
                    </button>
                </div>
            </Each>
        </div>
    }
}

/// What is said to screen readers about what was just done.
#[component]
pub(crate) fn Live() -> impl IntoView {
    let atelier = Atelier::from_context();
    view! {
        <div class="visually-hidden" role="status" aria-live="polite">
            {move || atelier.said.get()}
        </div>
    }
}
