//! `ToJson`: where each part of a value is to be found for writing.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Fields, Generics, Result, Variant, parse_quote};

use crate::attributes::{Case, OfField, OfType, Tag};
use crate::shape::{Part, Parts};

pub(crate) fn derive(input: &DeriveInput) -> Result<TokenStream> {
    let said = OfType::read(&input.attrs)?;
    let (name, generics) = (&input.ident, bounded(&input.generics));
    let (all, types, bounds) = generics.split_for_impl();
    if let Some(other) = &said.into {
        return Ok(quote! {
            #[automatically_derived]
            impl #all ::json::ToJson for #name #types #bounds {
                fn write(&self, to: &mut ::json::Writer) {
                    let other: #other = ::core::clone::Clone::clone(self).into();
                    ::json::ToJson::write(&other, to);
                }
            }
        });
    }
    let Body { write, more, member } = match &input.data {
        Data::Struct(data) => structure(&said, &data.fields)?,
        Data::Enum(data) => choice(&said, &data.variants.iter().collect::<Vec<_>>())?,
        Data::Union(_) => return Err(Error::new_spanned(input, "unions are not written")),
    };
    let members = member.map(|member| {
        quote! {
            #[automatically_derived]
            impl #all ::json::Members for #name #types #bounds {
                fn member(&self, at: usize) -> ::core::option::Option<&dyn ::json::ToJson> {
                    #member
                }
            }
        }
    });
    Ok(quote! {
        #members

        #[automatically_derived]
        impl #all ::json::ToJson for #name #types #bounds {
            fn write(&self, to: &mut ::json::Writer) {
                #write
            }

            #more
        }
    })
}

struct Body {
    write: TokenStream,
    /// Further functions of `ToJson`.
    more: Option<TokenStream>,
    member: Option<TokenStream>,
}

fn bounded(generics: &Generics) -> Generics {
    let mut generics = generics.clone();
    for kind in generics.type_params_mut() {
        kind.bounds.push(parse_quote!(::json::ToJson));
    }
    generics
}

fn names(parts: &Parts) -> TokenStream {
    let (fields, kind) = (parts.keys(), &parts.kind);
    let optional = parts.bits(|part| part.said.is_optional);
    let flat = parts.bits(|part| part.said.is_flat);
    quote! {
        ::json::Names {
            fields: #fields,
            kind: ::json::Kind::#kind,
            optional: #optional,
            flat: #flat,
        }
    }
}

/// A part for who writes it: `place` is a reference to it.
fn given(part: &Part, place: &TokenStream) -> TokenStream {
    match &part.said.left_out_if {
        Some(function) => quote! {
            if #function(#place) {
                ::core::option::Option::None
            } else {
                ::core::option::Option::Some(#place)
            }
        },
        None => quote!(::core::option::Option::Some(#place)),
    }
}

fn structure(said: &OfType, fields: &Fields) -> Result<Body> {
    let parts = Parts::of(fields, said.case)?;
    if let ("Inner", [part]) = (parts.kind.to_string().as_str(), parts.parts.as_slice()) {
        let member = &part.member;
        return Ok(Body {
            write: quote!(::json::ToJson::write(&self.#member, to);),
            more: Some(quote! {
                fn is_blank(&self) -> bool {
                    ::json::ToJson::is_blank(&self.#member)
                }

                fn write_members(&self, to: &mut ::json::Writer) {
                    ::json::ToJson::write_members(&self.#member, to);
                }
            }),
            member: None,
        });
    }
    let names = names(&parts);
    let arms = parts.parts.iter().enumerate().map(|(at, part)| {
        let member = &part.member;
        let given = given(part, &quote!(&self.#member));
        quote!(#at => #given)
    });
    Ok(Body {
        more: Some(quote! {
            fn write_members(&self, to: &mut ::json::Writer) {
                const NAMES: ::json::Names = #names;
                to.members(self, &NAMES);
            }
        }),
        write: quote! {
            const NAMES: ::json::Names = #names;
            to.structure(self, &NAMES);
        },
        member: Some(quote! {
            match at {
                #(#arms,)*
                _ => ::core::option::Option::None,
            }
        }),
    })
}

fn choice(said: &OfType, variants: &[&Variant]) -> Result<Body> {
    let (mut numbers, mut shapes, mut words, mut members) = (vec![], vec![], vec![], vec![]);
    let mut blank = None;
    for (number, variant) in variants.iter().enumerate() {
        let parts = Parts::of(&variant.fields, Case::Same)?;
        let name = &variant.ident;
        if variant.attrs.iter().any(|attribute| attribute.path().is_ident("default")) {
            blank = Some(name);
        }
        numbers.push(quote!(Self::#name { .. } => #number));
        let own = OfField::read(&variant.attrs)?.rename;
        words.push(own.unwrap_or_else(|| said.case.of(&name.to_string())));
        shapes.push(names(&parts));
        if !parts.parts.is_empty() {
            let pattern = parts.pattern();
            let arms = parts.parts.iter().enumerate().map(|(at, part)| {
                let bound = &part.bound;
                let given = given(part, &quote!(#bound));
                quote!(#at => #given)
            });
            members.push(quote! {
                Self::#name #pattern => match at {
                    #(#arms,)*
                    _ => ::core::option::Option::None,
                }
            });
        }
    }
    let rest = (members.len() < variants.len()).then(|| quote!(_ => ::core::option::Option::None,));
    let used = match members.is_empty() {
        true => quote!(let _ = at;),
        false => quote!(),
    };
    let tables = quote! {
        const NAMES: &[(&str, ::json::Names)] = &[#((#words, #shapes)),*];
        let number: usize = match self { #(#numbers,)* };
        let (name, names) = &NAMES[number];
    };
    let blank = blank.map(|name| {
        quote! {
            fn is_blank(&self) -> bool {
                ::core::matches!(self, Self::#name { .. })
            }
        }
    });
    let flat = |begin: TokenStream| {
        quote! {
            fn write_members(&self, to: &mut ::json::Writer) {
                #tables
                #begin
                to.members(self, names);
            }
        }
    };
    let (write, flat) = match &said.tag {
        Tag::Outside => (quote!(#tables to.variant(self, name, names);), None),
        Tag::Inside(key) => (braced(), Some(flat(quote!(to.entry(&#key, name);)))),
        Tag::Nowhere => (braced(), Some(flat(quote!(let _ = name;)))),
    };
    Ok(Body {
        write,
        more: Some(quote!(#blank #flat)),
        member: Some(quote! {
            #used
            match self {
                #(#members,)*
                #rest
            }
        }),
    })
}

fn braced() -> TokenStream {
    quote! {
        to.open('{');
        ::json::ToJson::write_members(self, to);
        to.close('}');
    }
}
