//! `view!`: Leptos's markup, compiled into calls of the app's `dom::Builder`. Leptos's own macro makes a type of every
//! element, and the compiler code for every type; these calls share one piece of code, so the app is a third smaller.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use rstml::node::{
    KeyedAttribute, KeyedAttributeValue, Node, NodeAttribute, NodeBlock, NodeElement,
};
use syn::spanned::Spanned;
use syn::{Error, Expr, ExprLit, Lit, LitStr, Result, Stmt};

/// Elements of SVG that the app draws with; all others are HTML's.
const SVG: [&str; 22] = [
    "svg",
    "path",
    "use",
    "g",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polygon",
    "polyline",
    "image",
    "defs",
    "pattern",
    "mask",
    "clipPath",
    "text",
    "tspan",
    "linearGradient",
    "radialGradient",
    "stop",
    "filter",
    "feGaussianBlur",
];

/// Makes a view of markup, as Leptos's macro of this name does; its type is always Leptos's `AnyView`.
///
/// - `<div class="a" title=words aria-busy=move || busy.get()>`: an attribute is a value or a closure that is asked
///   again when a signal in it changes. `None` and `false` take it away.
/// - `on:click=`, `prop:value=`, `class:name=`, `style:name=`, `node_ref=`, `inner_html=` as in Leptos.
/// - `{…}`: text, a view, an option or a list of them, or a closure that gives one and is asked again.
/// - `<Name prop=value>…</Name>`: a component of Leptos; `let:item` names what its children are given.
///
/// Elements are made when the macro runs; what they hold lives until the view is dropped.
#[proc_macro]
pub fn view(markup: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let config = rstml::ParserConfig::default().recover_block(true);
    let (nodes, errors) = rstml::Parser::new(config).parse_recoverable(markup).split_vec();
    let errors = errors.into_iter().map(|error| error.emit_as_expr_tokens());
    let built = fragment(&nodes).unwrap_or_else(|error| error.into_compile_error());
    quote! { { #(#errors;)* #built } }.into()
}

/// An expression that builds `nodes`.
fn fragment(nodes: &[Node]) -> Result<TokenStream> {
    if let [Node::Element(element)] = nodes
        && is_component(element)
    {
        return component(element);
    }
    let calls = calls(nodes)?;
    Ok(quote! {
        {
            let mut builder = crate::dom::Builder::new();
            #calls
            builder.finish()
        }
    })
}

/// Statements that put `nodes` into `builder`.
fn calls(nodes: &[Node]) -> Result<TokenStream> {
    nodes.iter().map(call).collect()
}

fn call(node: &Node) -> Result<TokenStream> {
    match node {
        Node::Element(element) if is_component(element) => {
            let component = component(element)?;
            Ok(quote! { builder.child(#component); })
        }
        Node::Element(element) => self::element(element),
        Node::Text(text) => {
            let words = &text.value;
            Ok(quote! { builder.text(#words); })
        }
        Node::Block(NodeBlock::ValidBlock(block)) => Ok(match &block.stmts[..] {
            [Stmt::Expr(value, None)] => quote! { builder.child(#value); },
            _ => quote! { builder.child(#block); },
        }),
        Node::Block(NodeBlock::Invalid(block)) => {
            Err(Error::new(block.span(), "this is not an expression"))
        }
        Node::Fragment(fragment) => calls(&fragment.children),
        Node::Comment(_) => Ok(TokenStream::new()),
        Node::Doctype(_) | Node::RawText(_) | Node::Custom(_) => {
            Err(Error::new(node.span(), "words stand in quotation marks"))
        }
    }
}

fn is_component(element: &NodeElement<rstml::Infallible>) -> bool {
    element.name().to_string().starts_with(|first: char| first.is_uppercase())
}

fn element(element: &NodeElement<rstml::Infallible>) -> Result<TokenStream> {
    let tag = element.name().to_string();
    let name = LitStr::new(&tag, element.name().span());
    let open = if SVG.contains(&tag.as_str()) {
        quote! { builder.open_svg(#name); }
    } else {
        quote! { builder.open(#name); }
    };
    let attributes: TokenStream = element
        .attributes()
        .iter()
        .map(|attribute| match attribute {
            NodeAttribute::Attribute(attribute) => self::attribute(&tag, attribute),
            NodeAttribute::Block(block) => {
                Err(Error::new(block.span(), "an attribute has a name and a value"))
            }
        })
        .collect::<Result<_>>()?;
    let children = calls(&element.children)?;
    Ok(quote! { #open #attributes #children builder.close(); })
}

fn attribute(tag: &str, attribute: &KeyedAttribute) -> Result<TokenStream> {
    let key = attribute.key.to_string();
    let span = attribute.key.span();
    let Some(value) = attribute.value() else {
        return Ok(quote_spanned! { span=> builder.attribute(#key, ""); });
    };
    let (kind, name) = key.split_once(':').unwrap_or(("", &key));
    Ok(match (kind, name) {
        ("on", event) => {
            let event = format_ident!("{event}", span = span);
            quote_spanned! { span=> builder.on(::leptos::ev::#event, #value); }
        }
        ("prop", name) => quote_spanned! { span=> builder.property(#name, #value); },
        ("class", name) => quote_spanned! { span=> builder.toggle_class(#name, #value); },
        ("style", name) => quote_spanned! { span=> builder.style(#name, #value); },
        ("", "node_ref") => {
            let mut letters = tag.chars();
            let first = letters.next().map(|letter| letter.to_ascii_uppercase());
            let name: String = first.into_iter().chain(letters).collect();
            let html = format_ident!("{name}", span = span);
            quote_spanned! { span=> builder.refer::<::leptos::html::#html>(#value); }
        }
        ("", "inner_html") => quote_spanned! { span=> builder.property("innerHTML", #value); },
        ("", name) => match literal(value) {
            Some(words) => quote_spanned! { span=> builder.attribute(#name, #words); },
            None => quote_spanned! { span=> builder.set(#name, #value); },
        },
        (kind, _) => return Err(Error::new(span, format!("`{kind}:` is not supported"))),
    })
}

fn literal(value: &Expr) -> Option<&LitStr> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(words), .. }) => Some(words),
        _ => None,
    }
}

/// An expression that calls a component of Leptos.
fn component(element: &NodeElement<rstml::Infallible>) -> Result<TokenStream> {
    let name = element.name();
    let mut given = Vec::new();
    let mut props = TokenStream::new();
    for attribute in element.attributes() {
        let NodeAttribute::Attribute(attribute) = attribute else {
            return Err(Error::new(attribute.span(), "a property has a name and a value"));
        };
        let key = &attribute.key;
        let words = key.to_string();
        if let Some(item) = words.strip_prefix("let:") {
            given.push(format_ident!("{item}", span = key.span()));
            continue;
        }
        if words.contains(':')
            || matches!(attribute.possible_value, KeyedAttributeValue::Binding(_))
        {
            return Err(Error::new(key.span(), "a component takes properties and `let:` only"));
        }
        let value = attribute.value().map_or_else(|| quote! { #key }, |value| quote! { #value });
        props.extend(quote! { .#key(#value) });
    }
    if !element.children.is_empty() {
        let children = fragment(&element.children)?;
        props.extend(if given.is_empty() {
            quote! { .children(::leptos::children::ToChildren::to_children(move || #children)) }
        } else {
            quote! { .children(move |#(#given),*| #children) }
        });
    }
    Ok(quote! {
        ::leptos::prelude::IntoAny::into_any(::leptos::component::component_view(
            &#name,
            ::leptos::component::component_props_builder(&#name) #props .build(),
        ))
    })
}
