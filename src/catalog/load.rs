//! Reading a catalogue from JSON: one document, or a list that names one file per product. Fetching is the caller's.

use json::FromJson;

use crate::check::{is_currency, is_relative, name_rule, violations};
use crate::error::{CatalogError, Rule};
use crate::{Product, ProductId};
use json::{Json, JsonError, Raw};

/// The schema that is read.
pub const SCHEMA: u64 = 1;
/// Largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 1 << 20;
/// Most products in a catalogue.
pub const MOST_PRODUCTS: usize = 500;

/// Whose catalogue it is.
#[derive(Clone, Debug, PartialEq, Eq, FromJson)]
#[json(deny_unknown_fields)]
pub struct Shop {
    /// Its name for shoppers.
    pub name: String,
    /// ISO 4217 code of all prices.
    pub currency: String,
}

/// Products that keep every rule, with unique ids, in selling order.
#[derive(Clone, Debug, PartialEq)]
pub struct Catalog {
    shop: Shop,
    products: Vec<Product>,
}

/// A catalogue and what was left out of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The products that are good. May have none.
    pub catalog: Catalog,
    /// Everything that is wrong with the others.
    pub problems: Vec<CatalogError>,
}

impl Catalog {
    /// Reads a catalogue whose products are all written out in one document: what a merchant's `catalog-src` gives.
    /// `file` is its name in errors.
    ///
    /// # Errors
    /// [`CatalogError`] where the document itself cannot be read; a wrong product is a problem in [`Loaded`].
    ///
    /// ```
    /// let json = r#"{ "schema": 1, "shop": { "name": "Mine", "currency": "EUR" }, "products": [{ "id": "tee" }] }"#;
    /// let loaded = catalog::Catalog::from_json("shop.json", json.as_bytes()).unwrap();
    /// assert_eq!(loaded.problems[0].to_string(), "shop.json: $.products[0]: missing field `name`");
    /// ```
    pub fn from_json(file: &str, json: &[u8]) -> Result<Loaded, CatalogError> {
        Ok(CatalogList::read(file, json)?.assemble(None))
    }

    /// Reads a catalogue whose document may name a file for each product; `load` gives a file's bytes or says why
    /// it cannot. Where fetching is asynchronous, use [`CatalogList`].
    ///
    /// # Errors
    /// [`CatalogError`] where the document itself cannot be read; a wrong product is a problem in [`Loaded`].
    pub fn load(
        file: &str,
        json: &[u8],
        mut load: impl FnMut(&str) -> Result<Vec<u8>, String>,
    ) -> Result<Loaded, CatalogError> {
        Ok(CatalogList::read(file, json)?.assemble(Some(&mut load)))
    }

    /// Whose catalogue it is.
    pub fn shop(&self) -> &Shop {
        &self.shop
    }

    /// The products in selling order.
    pub fn products(&self) -> &[Product] {
        &self.products
    }

    /// The product with an id.
    pub fn product(&self, id: &ProductId) -> Option<&Product> {
        self.products.iter().find(|product| product.id == *id)
    }
}

/// A catalogue's document, read but without the files that it names.
#[derive(Clone, Debug)]
pub struct CatalogList {
    file: String,
    shop: Shop,
    products: Vec<Entry>,
}

/// A product in the document.
#[derive(Clone, Debug)]
enum Entry {
    /// In a file of its own, with this name.
    File(String),
    /// Written out.
    Inline(Raw),
}

/// Gives a product's file.
type Loader<'a> = &'a mut dyn FnMut(&str) -> Result<Vec<u8>, String>;

impl CatalogList {
    /// Reads the document. `file` is its name in errors.
    ///
    /// # Errors
    /// [`CatalogError`] where it is too large, not JSON, of another schema, or has no good shop.
    pub fn read(file: &str, json: &[u8]) -> Result<Self, CatalogError> {
        let json = parsed(file, json)?;
        // A document without a number as its schema is told of with its path, below.
        if let Ok(Stamp { schema: found }) = json.read()
            && found != SCHEMA
        {
            return Err(CatalogError::Schema { file: file.to_owned(), found, known: SCHEMA });
        }
        let misshapen = |error| shape(file, "$", error);
        let Document { schema: _, shop, products } = json.read().map_err(misshapen)?;
        let broken = |path: &str, rule| CatalogError::Rule {
            file: file.to_owned(),
            path: path.to_owned(),
            rule,
        };
        if let Some(rule) = name_rule(&shop.name) {
            return Err(broken("$.shop.name", rule));
        }
        if !is_currency(&shop.currency) {
            return Err(broken("$.shop.currency", Rule::NotACurrency));
        }
        if products.len() > MOST_PRODUCTS {
            let rule = Rule::WrongCount { least: 0, most: MOST_PRODUCTS };
            return Err(broken("$.products", rule));
        }
        let products = products.into_iter().map(entry).collect::<Result<_, _>>();
        Ok(Self { file: file.to_owned(), shop, products: products.map_err(misshapen)? })
    }

    /// The product files that it names and that may be fetched, relative to the document's folder.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let names = self.products.iter().filter_map(|entry| match entry {
            Entry::File(name) => Some(name.as_str()),
            Entry::Inline(_) => None,
        });
        names.filter(|file| is_relative(file))
    }

    /// The catalogue, from the files that were fetched: `load` gives a file's bytes or says why it cannot.
    pub fn with_files(self, mut load: impl FnMut(&str) -> Result<Vec<u8>, String>) -> Loaded {
        self.assemble(Some(&mut load))
    }

    fn assemble(self, mut load: Option<Loader<'_>>) -> Loaded {
        let Self { file, shop, products: entries } = self;
        let (mut products, mut problems) = (Vec::<Product>::new(), Vec::new());
        for (index, entry) in entries.into_iter().enumerate() {
            let spot = Spot { file: &file, path: format!("$.products[{index}]") };
            match read_entry(&spot, entry, load.as_mut(), &shop.currency) {
                Ok(product) if products.iter().any(|other| other.id == product.id) => {
                    problems.push(spot.broken(Rule::Twice { id: product.id.to_string() }));
                }
                Ok(product) => products.push(product),
                Err(wrong) => problems.extend(wrong),
            }
        }
        Loaded { catalog: Catalog { shop, products }, problems }
    }
}

#[derive(FromJson)]
#[json(deny_unknown_fields)]
struct Document {
    schema: u64,
    shop: Shop,
    products: Vec<Raw>,
}

/// Read first, so that a document of another schema is told from a wrong one.
#[derive(FromJson)]
struct Stamp {
    schema: u64,
}

fn entry(raw: Raw) -> Result<Entry, JsonError> {
    if raw.is_string() { raw.read().map(Entry::File) } else { Ok(Entry::Inline(raw)) }
}

/// A place in a file.
struct Spot<'a> {
    file: &'a str,
    path: String,
}

impl Spot<'_> {
    fn broken(&self, rule: Rule) -> CatalogError {
        CatalogError::Rule { file: self.file.to_owned(), path: self.path.clone(), rule }
    }
}

fn read_entry(
    spot: &Spot<'_>,
    entry: Entry,
    load: Option<&mut Loader<'_>>,
    currency: &str,
) -> Result<Product, Vec<CatalogError>> {
    let name = match entry {
        Entry::File(name) => name,
        Entry::Inline(raw) => return checked(spot, raw.read(), currency),
    };
    let load = load.ok_or_else(|| vec![spot.broken(Rule::NotInline)])?;
    if !is_relative(&name) {
        return Err(vec![spot.broken(Rule::NotRelative)]);
    }
    let json = load(&name)
        .map_err(|reason| vec![CatalogError::Unloaded { file: name.clone(), reason }])?;
    let json = parsed(&name, &json).map_err(|error| vec![error])?;
    checked(&Spot { file: &name, path: "$".to_owned() }, json.read(), currency)
}

fn checked(
    spot: &Spot<'_>,
    product: Result<Product, JsonError>,
    currency: &str,
) -> Result<Product, Vec<CatalogError>> {
    let product = product.map_err(|error| vec![shape(spot.file, &spot.path, error)])?;
    let broken = violations(&product, currency);
    if broken.is_empty() {
        return Ok(product);
    }
    let at = |(path, rule)| CatalogError::Rule {
        file: spot.file.to_owned(),
        path: format!("{}{path}", spot.path),
        rule,
    };
    Err(broken.into_iter().map(at).collect())
}

fn parsed<'a>(file: &str, json: &'a [u8]) -> Result<Json<'a>, CatalogError> {
    if json.len() > LARGEST_FILE {
        return Err(CatalogError::TooLarge {
            file: file.to_owned(),
            bytes: json.len(),
            limit: LARGEST_FILE,
        });
    }
    // Some editors save a byte order mark, which JSON does not have.
    let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
    Json::new(json).map_err(|error| CatalogError::NotJson {
        file: file.to_owned(),
        line: error.line,
        column: error.column,
        reason: error.reason.to_owned(),
    })
}

/// What does not fit a type; `root` is the path of the part that was read.
fn shape(file: &str, root: &str, JsonError { path, reason }: JsonError) -> CatalogError {
    let path = match path.as_str() {
        "." => root.to_owned(),
        list if list.starts_with('[') => format!("{root}{list}"),
        field => format!("{root}.{field}"),
    };
    CatalogError::Shape { file: file.to_owned(), path, reason }
}
