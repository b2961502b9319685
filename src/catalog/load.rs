//! Reading a catalogue from JSON: one document, or a list that names one file per product. Fetching is the caller's.

use json::FromJson;

use crate::check::{is_currency, is_relative, name_rule, technique_violations, violations};
use crate::error::{CatalogError, Rule};
use crate::photo::wrong_photos;
use crate::{
    AlsoPrinted, Details, Limits, LimitsError, Product, ProductId, Technique, TechniqueId,
};
use json::{Json, JsonError, Raw};

/// The schema that is read.
pub const SCHEMA: u64 = 1;
/// Largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 1 << 20;
/// Most products in a catalogue.
pub const MOST_PRODUCTS: usize = 500;
/// Most techniques in a catalogue.
pub const MOST_TECHNIQUES: usize = 100;

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
    techniques: Vec<Technique>,
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

impl Loaded {
    /// Leaves out what has parts that cannot be used although they are read later: print rules of techniques and products,
    /// photos, details. The page does without: there it is said where they are needed.
    #[must_use]
    fn judged(mut self, file: &str) -> Self {
        let (file, mut problems) = (file.to_owned(), Vec::new());
        let mut is_good = |outcome: Result<Limits, LimitsError>| match outcome {
            Ok(_) => true,
            Err(error) => {
                let problem =
                    CatalogError::PrintRules { file: file.clone(), reason: error.to_string() };
                // What shop and technique say wrong is told once, not for each side.
                if !problems.contains(&problem) {
                    problems.push(problem);
                }
                false
            }
        };
        self.catalog.techniques.retain(|technique| is_good(Limits::of_technique(technique)));
        self.catalog.products.retain(|product| {
            product.sides.iter().all(|side| is_good(Limits::of(product, &side.id)))
        });
        let techniques = &self.catalog.techniques;
        self.catalog.products.retain(|product| {
            let named = product.id.to_string();
            let mut wrong: Vec<String> = wrong_photos(product)
                .into_iter()
                .map(|(path, error)| format!("`{named}`: {path}: {error}"))
                .collect();
            match Details::of(product) {
                Err(error) => wrong.push(error.to_string()),
                Ok(details) => {
                    let known = |id: &TechniqueId| techniques.iter().any(|one| one.id == *id);
                    let also = details.also.iter().enumerate();
                    let unknown = also.filter(|(_, also)| !known(&also.technique));
                    wrong.extend(unknown.map(|(index, AlsoPrinted { technique, .. })| {
                        let rule = Rule::Unknown { what: "technique", id: technique.to_string() };
                        format!("`{named}`: $.also[{index}].technique: {rule}")
                    }));
                }
            }
            let is_good = wrong.is_empty();
            let file = &file;
            problems.extend(
                wrong.into_iter().map(|reason| CatalogError::Detail { file: file.clone(), reason }),
            );
            is_good
        });
        self.problems.append(&mut problems);
        self
    }
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
        Ok(CatalogList::read(file, json)?.assemble(None).judged(file))
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
        Ok(CatalogList::read(file, json)?.assemble(Some(&mut load)).judged(file))
    }

    /// Whose catalogue it is.
    pub fn shop(&self) -> &Shop {
        &self.shop
    }

    /// The techniques that products may name.
    pub fn techniques(&self) -> &[Technique] {
        &self.techniques
    }

    /// The techniques, where nothing else is wanted any more.
    pub fn into_techniques(self) -> Vec<Technique> {
        self.techniques
    }

    /// The technique with an id.
    pub fn technique(&self, id: &TechniqueId) -> Option<&Technique> {
        self.techniques.iter().find(|technique| technique.id == *id)
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
    techniques: Option<Entry>,
    rules: Raw,
    products: Vec<Entry>,
}

/// A product, or the list of techniques, in the document.
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
        let Document { schema: _, shop, techniques, print_rules, products } =
            json.read().map_err(misshapen)?;
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
        let techniques = (!techniques.is_none()).then(|| entry(techniques)).transpose();
        Ok(Self {
            file: file.to_owned(),
            shop,
            techniques: techniques.map_err(misshapen)?,
            rules: print_rules,
            products: products.map_err(misshapen)?,
        })
    }

    /// The files of techniques and products that it names and that may be fetched, relative to the document's folder.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let entries = self.techniques.iter().chain(&self.products);
        let names = entries.filter_map(|entry| match entry {
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
        let Self { file, shop, techniques, rules, products: entries } = self;
        let (mut products, mut problems) = (Vec::<Product>::new(), Vec::new());
        let spot = Spot { file: &file, path: "$.techniques".to_owned() };
        let techniques = match techniques.map(|entry| read_techniques(&spot, entry, load.as_mut()))
        {
            None => Vec::new(),
            Some(Ok(techniques)) => techniques,
            Some(Err(wrong)) => {
                problems.extend(wrong);
                Vec::new()
            }
        };
        let shop_wide = Named { techniques: &techniques, rules: &rules, currency: &shop.currency };
        for (index, entry) in entries.into_iter().enumerate() {
            let spot = Spot { file: &file, path: format!("$.products[{index}]") };
            match read_entry(&spot, entry, load.as_mut(), &shop_wide) {
                Ok(product) if products.iter().any(|other| other.id == product.id) => {
                    problems.push(spot.broken(Rule::Twice { id: product.id.to_string() }));
                }
                Ok(product) => products.push(product),
                Err(wrong) => problems.extend(wrong),
            }
        }
        Loaded { catalog: Catalog { shop, techniques, products }, problems }
    }
}

#[derive(FromJson)]
#[json(deny_unknown_fields)]
struct Document {
    schema: u64,
    shop: Shop,
    #[json(optional)]
    techniques: Raw,
    #[json(optional)]
    print_rules: Raw,
    products: Vec<Raw>,
}

/// The file of techniques.
#[derive(FromJson)]
#[json(deny_unknown_fields)]
struct TechniqueList {
    schema: u64,
    techniques: Vec<Technique>,
}

/// What all products share.
struct Named<'a> {
    techniques: &'a [Technique],
    rules: &'a Raw,
    currency: &'a str,
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
    named: &Named<'_>,
) -> Result<Product, Vec<CatalogError>> {
    match entry {
        Entry::Inline(raw) => checked(spot, raw.read(), named),
        Entry::File(name) => {
            let json = loaded(spot, &name, load)?;
            let json = parsed(&name, &json).map_err(|error| vec![error])?;
            checked(&Spot { file: &name, path: "$".to_owned() }, json.read(), named)
        }
    }
}

/// The techniques that products may name.
fn read_techniques(
    spot: &Spot<'_>,
    entry: Entry,
    load: Option<&mut Loader<'_>>,
) -> Result<Vec<Technique>, Vec<CatalogError>> {
    match entry {
        Entry::Inline(raw) => good_techniques(spot, raw.read()),
        Entry::File(name) => {
            let json = loaded(spot, &name, load)?;
            let json = parsed(&name, &json).map_err(|error| vec![error])?;
            good_techniques(&Spot { file: &name, path: "$".to_owned() }, json.read())
        }
    }
}

fn good_techniques(
    spot: &Spot<'_>,
    list: Result<TechniqueList, JsonError>,
) -> Result<Vec<Technique>, Vec<CatalogError>> {
    let list = list.map_err(|error| vec![shape(spot.file, &spot.path, error)])?;
    if list.schema != SCHEMA {
        let (file, found) = (spot.file.to_owned(), list.schema);
        return Err(vec![CatalogError::Schema { file, found, known: SCHEMA }]);
    }
    if list.techniques.len() > MOST_TECHNIQUES {
        return Err(vec![spot.broken(Rule::WrongCount { least: 0, most: MOST_TECHNIQUES })]);
    }
    let mut wrong = Vec::new();
    for (index, technique) in list.techniques.iter().enumerate() {
        let path = format!("{}.techniques[{index}]", spot.path);
        let mut broken = technique_violations("", technique);
        if list.techniques.iter().take(index).any(|other| other.id == technique.id) {
            broken.push((".id".to_owned(), Rule::Twice { id: technique.id.to_string() }));
        }
        wrong.extend(broken.into_iter().map(|(below, rule)| CatalogError::Rule {
            file: spot.file.to_owned(),
            path: format!("{path}{below}"),
            rule,
        }));
    }
    if wrong.is_empty() { Ok(list.techniques) } else { Err(wrong) }
}

/// A file that the document names.
fn loaded(
    spot: &Spot<'_>,
    name: &str,
    load: Option<&mut Loader<'_>>,
) -> Result<Vec<u8>, Vec<CatalogError>> {
    let load = load.ok_or_else(|| vec![spot.broken(Rule::NotInline)])?;
    if !is_relative(name) {
        return Err(vec![spot.broken(Rule::NotRelative)]);
    }
    load(name).map_err(|reason| vec![CatalogError::Unloaded { file: name.to_owned(), reason }])
}

fn checked(
    spot: &Spot<'_>,
    product: Result<Product, JsonError>,
    named: &Named<'_>,
) -> Result<Product, Vec<CatalogError>> {
    let mut product = product.map_err(|error| {
        let old = error.path.starts_with("views[") && error.path.ends_with("].maps");
        vec![match shape(spot.file, &spot.path, error) {
            CatalogError::Shape { file, path, .. } if old => {
                CatalogError::Rule { file, path, rule: Rule::OldMaps }
            }
            error => error,
        }]
    })?;
    if product.technique.is_only_named() {
        let id = &product.technique.id;
        let Some(known) = named.techniques.iter().find(|known| known.id == *id) else {
            let (file, path) = (spot.file.to_owned(), format!("{}.technique", spot.path));
            let rule = Rule::Unknown { what: "technique", id: id.to_string() };
            return Err(vec![CatalogError::Rule { file, path, rule }]);
        };
        product.technique = known.clone();
        // What was read from is asked of the list; a product that is sent around does without.
        product.technique.sources = Raw::NONE;
    }
    product.technique.shop_rules.clone_from(named.rules);
    let broken = violations(&product, named.currency);
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
