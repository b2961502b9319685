//! Derives of the crate `json`. What is generated is tables of names, and functions that point at a part by its number:
//! no loops, no errors and no text, which all types share in that crate.
//!
//! Attributes, `#[json(...)]`, with the names that serde gave them:
//! - on a type: `rename_all = "snake_case"` or `"kebab-case"` for variants or fields; `deny_unknown_fields`; `default`
//!   (missing fields are those of the type's default); `try_from`, `from` and `into = "Other"` (it is written as another
//!   type is); `tag = "key"` and `untagged` (enums of objects that are only written);
//! - on a field: `default` or `default = "function"` (it may be missing), `skip_serializing_if = "function"`,
//!   `optional` (both: it may be missing, and is left out where it is blank), `skip`, `rename = "key"`, `flatten` (only
//!   written). A field of type `Option` may be missing in any case.

mod attributes;
mod from;
mod shape;
mod to;

use proc_macro::TokenStream;
use syn::{DeriveInput, Error, parse_macro_input};

/// Derives `json::FromJson`; the crate's page lists the attributes.
#[proc_macro_derive(FromJson, attributes(json))]
pub fn from_json(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    from::derive(&input).unwrap_or_else(Error::into_compile_error).into()
}

/// Derives `json::ToJson`; the crate's page lists the attributes.
#[proc_macro_derive(ToJson, attributes(json))]
pub fn to_json(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    to::derive(&input).unwrap_or_else(Error::into_compile_error).into()
}
