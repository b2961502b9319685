//! Attributes of `<atelier-designer>`, read once: what a merchant's page wants shown.

use catalog::ProductId;
use json::FromJson;

/// Longest URL that is taken.
const LONGEST_URL: usize = 2_000;

/// What a merchant's page wants shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes {
    /// The product to open; without one the store page is shown.
    pub product: Option<ProductId>,
    /// URL of the catalogue; without one the project's own.
    pub catalog_src: Option<String>,
    /// Language of texts; only `en` so far.
    pub locale: Option<String>,
}

/// An attribute that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AttributeError {
    /// Not the JSON object that the loader sends.
    #[error(
        "the loader script and the app are of different versions; load both from the same place"
    )]
    Loader,
    /// `product` is not an id.
    #[error("attribute `product`: {0}")]
    Product(#[from] catalog::InvalidId),
    /// `catalog-src` is not a web address.
    #[error("attribute `catalog-src`: `{given}` is not an http, https or relative address")]
    CatalogSrc {
        /// What was given, cut to 80 characters.
        given: String,
    },
}

#[derive(FromJson)]
#[json(rename_all = "kebab-case")]
struct Raw {
    product: Option<String>,
    catalog_src: Option<String>,
    locale: Option<String>,
}

impl Attributes {
    /// Reads the attributes as the loader sends them: a JSON object of texts.
    ///
    /// # Errors
    /// [`AttributeError`] names the attribute and what to write.
    pub fn from_json(json: &str) -> Result<Self, AttributeError> {
        let raw: Raw = json::read(json.as_bytes()).map_err(|_| AttributeError::Loader)?;
        let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
        let product = filled(raw.product).map(|id| ProductId::new(&id)).transpose()?;
        let catalog_src = filled(raw.catalog_src);
        if let Some(given) = catalog_src.as_ref().filter(|url| !is_web_address(url)) {
            return Err(AttributeError::CatalogSrc { given: given.chars().take(80).collect() });
        }
        Ok(Self { product, catalog_src, locale: filled(raw.locale) })
    }
}

/// Relative, or with the scheme of the web: no `javascript:`, `data:` or `file:`.
fn is_web_address(url: &str) -> bool {
    let scheme =
        url.find(':').map(|end| &url[..end]).filter(|start| !start.contains(['/', '?', '#']));
    url.len() <= LONGEST_URL
        && scheme.is_none_or(|scheme| {
            scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_attributes_are_read() {
        let json = r#"{"product":"tee","catalog-src":"/shop/catalog.json","locale":"en"}"#;
        let attributes = Attributes::from_json(json).unwrap();
        assert_eq!(attributes.product.unwrap().as_str(), "tee");
        assert_eq!(attributes.catalog_src.unwrap(), "/shop/catalog.json");
        assert_eq!(Attributes::from_json(r#"{"product":""}"#).unwrap(), Attributes::default());
    }

    #[test]
    fn a_script_is_no_catalogue() {
        for url in ["javascript:alert(1)", "data:,x", "file:///etc/passwd"] {
            let json = format!(r#"{{"catalog-src":"{url}"}}"#);
            let error = Attributes::from_json(&json).unwrap_err();
            assert!(matches!(error, AttributeError::CatalogSrc { .. }), "{url}");
        }
    }

    #[test]
    fn a_wrong_product_names_the_attribute() {
        let error = Attributes::from_json(r#"{"product":"Tee Shirt"}"#).unwrap_err();
        assert!(error.to_string().starts_with("attribute `product`"), "{error}");
    }
}
