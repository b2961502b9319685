//! What `#[json(...)]` says. Nothing here knows what is generated from it.

use syn::meta::ParseNestedMeta;
use syn::{Attribute, LitStr, Path, Result, Type};

/// How names are changed.
#[derive(Clone, Copy, Default)]
pub(crate) enum Case {
    #[default]
    Same,
    Snake,
    Kebab,
}

impl Case {
    /// A name of the code as it is written in JSON.
    pub(crate) fn of(self, name: &str) -> String {
        let between = match self {
            Self::Same => return name.to_owned(),
            Self::Snake => '_',
            Self::Kebab => '-',
        };
        let mut text = String::new();
        for letter in name.chars() {
            if letter.is_ascii_uppercase() && !text.is_empty() {
                text.push(between);
            }
            text.push(if letter == '_' { between } else { letter.to_ascii_lowercase() });
        }
        text
    }
}

/// How an enum says which variant it is.
#[derive(Default)]
pub(crate) enum Tag {
    /// By its name, as the only key of an object.
    #[default]
    Outside,
    /// Under a key beside its fields.
    Inside(String),
    /// Not at all.
    Nowhere,
}

/// What is said of a type.
#[derive(Default)]
pub(crate) struct OfType {
    pub(crate) case: Case,
    pub(crate) is_strict: bool,
    pub(crate) has_default: bool,
    pub(crate) try_from: Option<Type>,
    pub(crate) from: Option<Type>,
    pub(crate) into: Option<Type>,
    pub(crate) tag: Tag,
}

/// What is said of a field.
#[derive(Default)]
pub(crate) struct OfField {
    pub(crate) rename: Option<String>,
    /// Whether it may be missing.
    pub(crate) may_miss: bool,
    /// What makes it where it is missing.
    pub(crate) default: Option<Path>,
    pub(crate) left_out_if: Option<Path>,
    pub(crate) is_optional: bool,
    pub(crate) is_skipped: bool,
    pub(crate) is_flat: bool,
}

fn text(meta: &ParseNestedMeta<'_>) -> Result<LitStr> {
    meta.value()?.parse()
}

fn each(
    attributes: &[Attribute],
    mut take: impl FnMut(&ParseNestedMeta<'_>, &str) -> Result<bool>,
) -> Result<()> {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("json")) {
        attribute.parse_nested_meta(|meta| {
            let name = meta.path.get_ident().map(ToString::to_string).unwrap_or_default();
            if take(&meta, &name)? { Ok(()) } else { Err(meta.error("unknown attribute")) }
        })?;
    }
    Ok(())
}

impl OfType {
    pub(crate) fn read(attributes: &[Attribute]) -> Result<Self> {
        let mut said = Self::default();
        each(attributes, |meta, name| {
            match name {
                "rename_all" => {
                    said.case = match text(meta)?.value().as_str() {
                        "snake_case" => Case::Snake,
                        "kebab-case" => Case::Kebab,
                        _ => return Err(meta.error("use snake_case or kebab-case")),
                    }
                }
                "deny_unknown_fields" => said.is_strict = true,
                "default" => said.has_default = true,
                "try_from" => said.try_from = Some(text(meta)?.parse()?),
                "from" => said.from = Some(text(meta)?.parse()?),
                "into" => said.into = Some(text(meta)?.parse()?),
                "tag" => said.tag = Tag::Inside(text(meta)?.value()),
                "untagged" => said.tag = Tag::Nowhere,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(said)
    }
}

impl OfField {
    pub(crate) fn read(attributes: &[Attribute]) -> Result<Self> {
        let mut said = Self::default();
        each(attributes, |meta, name| {
            match name {
                "rename" => said.rename = Some(text(meta)?.value()),
                "default" => {
                    said.may_miss = true;
                    if meta.input.peek(syn::Token![=]) {
                        said.default = Some(text(meta)?.parse()?);
                    }
                }
                "skip_serializing_if" => said.left_out_if = Some(text(meta)?.parse()?),
                "optional" => (said.may_miss, said.is_optional) = (true, true),
                "skip" => said.is_skipped = true,
                "flatten" => said.is_flat = true,
                _ => return Ok(false),
            }
            Ok(true)
        })?;
        Ok(said)
    }
}
