//! The parts of a structure or a variant, as both derives need them.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::{Fields, Ident, Index, Member, Result, Type};

use crate::attributes::{Case, OfField};

/// Most fields of a structure: their bits are in one number.
const MOST_FIELDS: usize = 64;

/// A field that is read or written.
pub(crate) struct Part {
    pub(crate) member: Member,
    /// The name that it is bound to in a pattern.
    pub(crate) bound: Ident,
    pub(crate) key: String,
    pub(crate) is_option: bool,
    pub(crate) said: OfField,
}

/// The parts of a structure or a variant.
pub(crate) struct Parts {
    pub(crate) parts: Vec<Part>,
    /// Members that are neither read nor written.
    pub(crate) skipped: Vec<Member>,
    /// Name of the variant of `json::Kind`.
    pub(crate) kind: Ident,
}

impl Parts {
    pub(crate) fn of(fields: &Fields, case: Case) -> Result<Self> {
        let (mut parts, mut skipped) = (Vec::new(), Vec::new());
        for (index, field) in fields.iter().enumerate() {
            let said = OfField::read(&field.attrs)?;
            let member = match &field.ident {
                Some(name) => Member::Named(name.clone()),
                None => Member::Unnamed(Index::from(index)),
            };
            if said.is_skipped {
                skipped.push(member);
                continue;
            }
            let key = match (&said.rename, &field.ident) {
                (Some(key), _) => key.clone(),
                (None, Some(name)) => case.of(&name.to_string()),
                (None, None) => String::new(),
            };
            let bound = format_ident!("part_{index}");
            parts.push(Part { member, bound, key, is_option: is_option(&field.ty), said });
        }
        if parts.len() > MOST_FIELDS {
            return Err(syn::Error::new_spanned(fields, "a structure has at most 64 fields"));
        }
        let kind = match fields {
            Fields::Named(_) => "Object",
            Fields::Unnamed(_) if parts.len() == 1 => "Inner",
            Fields::Unnamed(_) => "List",
            Fields::Unit => "Unit",
        };
        Ok(Self { parts, skipped, kind: format_ident!("{kind}") })
    }

    pub(crate) fn keys(&self) -> impl ToTokens {
        let keys = self.parts.iter().map(|part| &part.key);
        quote!(&[#(#keys),*])
    }

    /// The bits of the parts that are so.
    pub(crate) fn bits(&self, is_so: impl Fn(&Part) -> bool) -> u64 {
        let bit = |(at, part): (usize, &Part)| u64::from(is_so(part)) << at;
        self.parts.iter().enumerate().map(bit).sum()
    }

    /// The pattern that binds each part, to be put after a path.
    pub(crate) fn pattern(&self) -> TokenStream {
        let bind = self.parts.iter().map(|Part { member, bound, .. }| quote!(#member: #bound));
        quote!({ #(#bind,)* .. })
    }
}

fn is_option(kind: &Type) -> bool {
    let Type::Path(path) = kind else { return false };
    path.path.segments.last().is_some_and(|last| last.ident == "Option")
}
