//! What a product's facts say that is not said elsewhere: many merchants name material and care among the facts, too, and a page
//! that shows all would say it twice. Not here: how it is shown.

use crate::{Details, Product};

/// Words that say nothing by themselves.
const LITTLE: [&str; 26] = [
    "a", "an", "and", "high", "long", "tall", "wide", "are", "around", "as", "at", "by", "for",
    "from", "in", "is", "it", "mm", "of", "on", "or", "so", "that", "the", "to", "with",
];

impl Details {
    /// The facts of a product that its description, material, care, sizes and print areas do not say already: those with a word
    /// or a number of their own.
    ///
    /// ```
    /// # let json = include_str!("../../public/catalog/tee.json");
    /// # let techniques = include_str!("../../public/catalog/techniques.json");
    /// # let document = format!(r#"{{ "schema": 1, "shop": {{ "name": "S", "currency": "EUR" }},
    /// #   "techniques": {techniques}, "products": [{json}] }}"#);
    /// # let loaded = catalog::Catalog::from_json("shop.json", document.as_bytes()).unwrap();
    /// let tee = &loaded.catalog.products()[0];
    /// assert_eq!(tee.facts[1], "Wash inside out at 30 °C"); // which `care` says, too
    /// let facts = catalog::Details::of(tee).unwrap().unsaid_facts(tee);
    /// assert_eq!(facts, ["Unisex, regular fit", "Printed with water-based ink"]);
    /// ```
    pub fn unsaid_facts<'a>(&self, product: &'a Product) -> Vec<&'a str> {
        let mut said: Vec<String> = words(&product.about).chain(words(&self.material)).collect();
        said.extend(self.care.iter().flat_map(|line| words(line)));
        for (size, measured) in product.sizes.iter().zip(&self.measurements) {
            said.extend(words(&size.name));
            said.extend(measured.iter().map(|one| one.mm.mm().to_string()));
        }
        for side in &product.sides {
            let (width, height) = (side.print_area.width.mm(), side.print_area.height.mm());
            said.extend(words(&format!("print {} {width} x {height}", side.name)));
        }
        let is_said = |word: String| {
            LITTLE.contains(&word.as_str()) || said.iter().any(|other| alike(other, &word))
        };
        let facts = product.facts.iter().map(String::as_str);
        facts.filter(|fact| !words(fact).all(is_said)).collect()
    }
}

/// Words and numbers of a text, in small letters.
fn words(text: &str) -> impl Iterator<Item = String> {
    let parts = text.split(|letter: char| !letter.is_alphanumeric());
    parts.filter(|part| !part.is_empty()).map(str::to_lowercase)
}

/// Whether two words are the same, or one is the other with an ending: `wrap` and `wraps`.
fn alike(a: &str, b: &str) -> bool {
    /// Shorter words have too many others that begin like them.
    const SHORTEST: usize = 4;
    /// Longest ending.
    const ENDING: usize = 2;
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let is_word = short.len() >= SHORTEST && !short.starts_with(|letter: char| letter.is_numeric());
    short == long || is_word && long.starts_with(short) && long.len() - short.len() <= ENDING
}
