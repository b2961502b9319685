//! Ideas.

use leptos::prelude::*;

/// Ideas.
#[component]
pub(crate) fn Ideas() -> impl IntoView {}
