//! What can be suggested, where, and what comes back.

use catalog::ProductId;
use geom::Rgb;
use geom::Set;
use geom::order::Ordered;

use crate::{Anchor, Attribute, Reason, Recipient, Subject};

/// Something that could be suggested, as the catalogue, the font list or the template index describe it.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The thing.
    pub subject: Subject,
    /// What it consists of: a template's tags, motifs, fonts and the colours that it would have here; a product's tags.
    pub made_of: Vec<Subject>,
    /// The products that it fits; empty for all.
    pub fits: Vec<ProductId>,
    /// How good it is for anyone, before anything is known.
    pub standing: Standing,
}

/// How good something is for anyone. Say only what is true: it is told to shoppers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// The editors' judgement, 0 to 1.
    Editors(f64),
    /// Counted orders: `with` of `of` had it.
    Orders {
        /// Orders that had it.
        with: u32,
        /// All orders that were counted.
        of: u32,
    },
}

impl Standing {
    /// 0 to 1. Few orders say little: ten imagined ones without it are added.
    pub(crate) fn value(self) -> f64 {
        let value = match self {
            Self::Editors(judgement) if judgement.is_finite() => judgement,
            Self::Editors(_) => 0.0,
            Self::Orders { with, of } => f64::from(with.min(of)) / (f64::from(of) + 10.0),
        };
        value.clamp(0.0, 1.0)
    }
}

impl Candidate {
    /// A candidate without parts that fits every product.
    pub const fn new(subject: Subject, standing: Standing) -> Self {
        Self { subject, made_of: Vec::new(), fits: Vec::new(), standing }
    }

    /// The same, consisting of `parts`.
    #[must_use]
    pub fn made_of(mut self, parts: impl IntoIterator<Item = Subject>) -> Self {
        self.made_of.extend(parts);
        self
    }

    /// The same, fitting only `products`.
    #[must_use]
    pub fn fits(mut self, products: impl IntoIterator<Item = ProductId>) -> Self {
        self.fits.extend(products);
        self
    }

    /// A colour candidate for each anchor: what to suggest where no palette is given.
    pub fn colours() -> Vec<Self> {
        Anchor::all()
            .map(|anchor| Self::new(Subject::Colour(anchor.colour()), Standing::Editors(0.5)))
            .collect()
    }

    /// What it is and what it consists of, each attribute once and in order, colours left out.
    pub(crate) fn attributes(&self) -> Vec<Attribute> {
        self.subjects()
            .filter(|subject| subject.colour().is_none())
            .flat_map(|subject| [Some(subject.attribute()), subject.lettering()])
            .flatten()
            .each_once()
    }

    /// Its colours, each once and in order.
    pub(crate) fn own_colours(&self) -> Vec<Rgb> {
        self.subjects().filter_map(Subject::colour).each_once()
    }

    fn subjects(&self) -> impl Iterator<Item = &Subject> {
        std::iter::once(&self.subject).chain(&self.made_of)
    }
}

/// For whom, where and when suggestions are wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct Context {
    /// Whom the design is for: only what was learnt for them counts.
    pub recipient: Recipient,
    /// The product at hand; `None` in the store.
    pub product: Option<ProductId>,
    /// The product's colour. Colours that would not show on it are never suggested.
    pub ground: Option<Rgb>,
    /// What the design already has: not suggested again.
    pub in_use: Set<Subject>,
    /// Milliseconds since 1970.
    pub now_ms: u64,
}

impl Context {
    /// The store: no product, nothing in use.
    pub const fn new(recipient: Recipient, now_ms: u64) -> Self {
        Self { recipient, product: None, ground: None, in_use: Set::new(), now_ms }
    }

    /// The same, on a product of a colour.
    #[must_use]
    pub fn on(mut self, product: ProductId, ground: Rgb) -> Self {
        self.product = Some(product);
        self.ground = Some(ground);
        self
    }
}

/// A ranked suggestion.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// What is suggested.
    pub subject: Subject,
    /// What it was ranked by. Only for comparing suggestions of one call.
    pub score: f64,
    /// Why, the strongest reason first; at least one, at most three.
    pub reasons: Vec<Reason>,
}

impl Suggestion {
    /// The strongest reason.
    pub fn reason(&self) -> &Reason {
        self.reasons.first().unwrap_or(&Reason::GoodStart)
    }
}
