//! `view!` for the whole app: Leptos's own, with its type erased at once.

/// Makes a view. Its type is always [`AnyView`](leptos::prelude::AnyView): of the code that Leptos makes for each type of
/// view there is one copy instead of one for each shape of element.
macro_rules! view {
    ($($view:tt)*) => {
        leptos::prelude::IntoAny::into_any(leptos::prelude::view! { $($view)* })
    };
}
pub(crate) use view;
