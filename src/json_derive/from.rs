//! `FromJson`: how a value is made blank, and where each of its parts is read into.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Fields, Generics, Result, Variant, parse_quote};

use crate::attributes::{OfType, Tag};
use crate::shape::{Part, Parts};

pub(crate) fn derive(input: &DeriveInput) -> Result<TokenStream> {
    let said = OfType::read(&input.attrs)?;
    let body = match &input.data {
        Data::Struct(data) => structure(input, &said, &data.fields)?,
        Data::Enum(data) => choice(input, &said, &data.variants.iter().collect::<Vec<_>>())?,
        Data::Union(_) => return Err(Error::new_spanned(input, "unions are not read")),
    };
    let (name, generics) = (&input.ident, bounded(&input.generics));
    let (all, types, bounds) = generics.split_for_impl();
    let Body { blank, read, slots } = body;
    let slots = slots.map(|slots| {
        quote! {
            #[automatically_derived]
            impl #all ::json::Slots for #name #types #bounds { #slots }
        }
    });
    Ok(quote! {
        #slots

        #[automatically_derived]
        impl #all ::json::FromJson for #name #types #bounds {
            fn blank() -> Self {
                #blank
            }

            fn read(&mut self, from: &mut ::json::Reader<'_>) -> ::core::result::Result<(), ::json::Fault> {
                #read
            }
        }
    })
}

struct Body {
    blank: TokenStream,
    read: TokenStream,
    slots: Option<TokenStream>,
}

fn bounded(generics: &Generics) -> Generics {
    let mut generics = generics.clone();
    for kind in generics.type_params_mut() {
        kind.bounds.push(parse_quote!(::json::FromJson));
    }
    generics
}

fn structure(input: &DeriveInput, said: &OfType, fields: &Fields) -> Result<Body> {
    let parts = Parts::of(fields, said.case)?;
    refuse_flat(&parts, input)?;
    let blank = match said.has_default {
        true => quote!(::core::default::Default::default()),
        false => blank(&quote!(Self), &parts),
    };
    if let Some(read) = by_another(said) {
        return Ok(Body { blank, read, slots: None });
    }
    if let ("Inner", [part]) = (parts.kind.to_string().as_str(), parts.parts.as_slice()) {
        let member = &part.member;
        let read = quote!(::json::FromJson::read(&mut self.#member, from));
        return Ok(Body { blank, read, slots: None });
    }
    let form = form(&format!("struct {}", input.ident), &parts, said);
    let (at, arms) = (0_usize.., parts.parts.iter().map(|part| &part.member));
    Ok(Body {
        blank,
        read: quote! {
            const FORM: ::json::Form = #form;
            from.parts(self, &FORM)
        },
        slots: Some(quote! {
            fn slot(&mut self, at: usize) -> ::core::option::Option<&mut dyn ::json::FromJson> {
                match at {
                    #(#at => ::core::option::Option::Some(&mut self.#arms),)*
                    _ => ::core::option::Option::None,
                }
            }
        }),
    })
}

fn choice(input: &DeriveInput, said: &OfType, variants: &[&Variant]) -> Result<Body> {
    if !matches!(said.tag, Tag::Outside) {
        return Err(Error::new_spanned(input, "enums with an inner tag or none are only written"));
    }
    let (mut forms, mut makes, mut slots, mut blanks) = (vec![], vec![], vec![], vec![]);
    for (number, variant) in variants.iter().enumerate() {
        let parts = Parts::of(&variant.fields, crate::attributes::Case::Same)?;
        refuse_flat(&parts, input)?;
        let name = &variant.ident;
        let own = crate::attributes::OfField::read(&variant.attrs)?.rename;
        forms.push(form(&own.unwrap_or_else(|| said.case.of(&name.to_string())), &parts, said));
        let make = blank(&quote!(Self::#name), &parts);
        makes.push(quote!(#number => #make));
        let is_default = variant.attrs.iter().any(|attribute| attribute.path().is_ident("default"));
        blanks.push((is_default, parts.parts.len(), make));
        if !parts.parts.is_empty() {
            let pattern = parts.pattern();
            let (at, bound) = (0_usize.., parts.parts.iter().map(|part| &part.bound));
            slots.push(quote! {
                Self::#name #pattern => match at {
                    #(#at => ::core::option::Option::Some(#bound),)*
                    _ => ::core::option::Option::None,
                }
            });
        }
    }
    let is_whole = slots.len() == variants.len();
    let rest = (!is_whole).then(|| quote!(_ => ::core::option::Option::None,));
    // The default variant, else that with the fewest parts.
    let blank = blanks.into_iter().min_by_key(|(is_default, parts, _)| (!is_default, *parts));
    let Some((_, _, blank)) = blank else {
        return Err(Error::new_spanned(input, "an enum without variants is not read"));
    };
    if let Some(read) = by_another(said) {
        return Ok(Body { blank, read, slots: None });
    }
    let expected = format!("enum {}", input.ident);
    let at = match slots.is_empty() {
        true => quote!(_),
        false => quote!(at),
    };
    Ok(Body {
        blank,
        read: quote! {
            const FORMS: &[::json::Form] = &[#(#forms),*];
            from.variant(self, #expected, FORMS)
        },
        slots: Some(quote! {
            fn choose(&mut self, variant: usize) {
                *self = match variant {
                    #(#makes,)*
                    _ => return,
                };
            }

            fn slot(&mut self, #at: usize) -> ::core::option::Option<&mut dyn ::json::FromJson> {
                match self {
                    #(#slots,)*
                    #rest
                }
            }
        }),
    })
}

fn refuse_flat(parts: &Parts, input: &DeriveInput) -> Result<()> {
    if parts.parts.iter().any(|part| part.said.is_flat) {
        return Err(Error::new_spanned(input, "flattened fields are only written"));
    }
    Ok(())
}

/// Reading a type that is written as another one.
fn by_another(said: &OfType) -> Option<TokenStream> {
    let other = said.try_from.as_ref().or(said.from.as_ref())?;
    Some(quote! {
        *self = from.converted::<#other, Self>()?;
        ::core::result::Result::Ok(())
    })
}

fn form(name: &str, parts: &Parts, said: &OfType) -> TokenStream {
    let (fields, kind, is_strict) = (parts.keys(), &parts.kind, said.is_strict);
    let must_be = |part: &Part| !(part.said.may_miss || part.is_option || said.has_default);
    let required = if parts.kind == "Object" { parts.bits(must_be) } else { 0 };
    quote! {
        ::json::Form {
            name: #name,
            fields: #fields,
            kind: ::json::Kind::#kind,
            required: #required,
            is_strict: #is_strict,
        }
    }
}

/// A structure or a variant with blank parts.
fn blank(path: &TokenStream, parts: &Parts) -> TokenStream {
    let blanks = parts.parts.iter().map(|Part { member, said, .. }| {
        let blank = match (&said.default, said.may_miss && !said.is_optional) {
            (Some(function), _) => quote!(#function()),
            (None, true) => quote!(::core::default::Default::default()),
            (None, false) => quote!(::json::FromJson::blank()),
        };
        quote!(#member: #blank)
    });
    let skipped = &parts.skipped;
    quote! {
        #path { #(#blanks,)* #(#skipped: ::core::default::Default::default(),)* }
    }
}
