//! The price of an order, with every line explained. Not here: taxes, shipping, vouchers and formatting.

use crate::{Money, Product, SizeId};

/// Most pieces in one order.
pub const MOST_PIECES: u32 = 10_000;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteRequest {
    /// The size of every piece.
    pub size: SizeId,
    /// How many pieces, 1 to [`MOST_PIECES`].
    pub quantity: u32,
    /// How many sides have something printed, 0 to the product's number of sides.
    pub printed_sides: u32,
}

/// A price whose lines add up to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Where the price comes from, in reading order. Lines of nothing are absent.
    pub lines: Vec<QuoteLine>,
    /// The price of one piece: the sum of the lines' `each`.
    pub each: Money,
    /// The price of all pieces: the sum of the lines' `amount`.
    pub total: Money,
    /// The next quantity that makes each piece cheaper, if there is one.
    pub next_break: Option<NextBreak>,
}

/// One line of a price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteLine {
    /// What it is for.
    pub kind: QuoteLineKind,
    /// For one piece; negative for a discount.
    pub each: Money,
    /// How many pieces.
    pub count: u32,
    /// For all pieces: `each` times `count`.
    pub amount: Money,
}

/// What a line of a price is for. The screen words it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuoteLineKind {
    /// The product with nothing printed.
    Base,
    /// Printing, by the number of sides that have something on them.
    PrintedSides {
        /// How many sides.
        sides: u32,
    },
    /// What the size costs more.
    Size {
        /// The size.
        size: SizeId,
        /// Its name for shoppers.
        name: String,
    },
    /// What says itself what it is for.
    Named {
        /// What it is for, in the shopper's words.
        name: String,
    },
    /// Less for many pieces.
    QuantityBreak {
        /// Percent off each piece.
        percent_off: u32,
        /// The quantity from which it is given.
        from: u32,
    },
}

/// A quantity break that is not reached yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NextBreak {
    /// The quantity that gets it.
    pub from: u32,
    /// How many pieces are missing.
    pub missing: u32,
    /// Percent off each piece.
    pub percent_off: u32,
    /// What each piece costs then.
    pub each: Money,
}

/// Why there is no price.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuoteError {
    /// The product has no such size.
    #[error("`{product}` has no size `{size}`")]
    UnknownSize {
        /// The product.
        product: String,
        /// The size that was asked for.
        size: SizeId,
    },
    /// No pieces, or more than are sold at once.
    #[error("{quantity} pieces cannot be ordered; order 1 to {MOST_PIECES}")]
    Quantity {
        /// The quantity that was asked for.
        quantity: u32,
    },
    /// More printed sides than the product has.
    #[error("{printed} printed sides, but the product has {sides}")]
    TooManySides {
        /// How many were asked for.
        printed: u32,
        /// How many there are.
        sides: usize,
    },
}

impl Product {
    /// The lowest price that a shopper can pay for one piece with one side printed.
    pub fn price_from(&self) -> Money {
        let surcharge = self.sizes.iter().map(|size| size.surcharge).min().unwrap_or(Money::ZERO);
        self.price.base + self.price.per_side + surcharge
    }

    /// The price of an order. The quantity break is taken off each piece, rounded half up to a cent, so that the
    /// unit price times the quantity is the total.
    ///
    /// # Errors
    /// [`QuoteError`] where the size, the quantity or the number of sides cannot be.
    pub fn quote(&self, request: &QuoteRequest) -> Result<Quote, QuoteError> {
        let QuoteRequest { ref size, quantity, printed_sides } = *request;
        if !(1..=MOST_PIECES).contains(&quantity) {
            return Err(QuoteError::Quantity { quantity });
        }
        let sides = self.sides.len();
        if printed_sides as usize > sides {
            return Err(QuoteError::TooManySides { printed: printed_sides, sides });
        }
        let size = self.size(size).ok_or_else(|| QuoteError::UnknownSize {
            product: self.id.to_string(),
            size: size.clone(),
        })?;

        let line =
            |kind, each: Money| QuoteLine { kind, each, count: quantity, amount: each * quantity };
        let mut lines = vec![line(QuoteLineKind::Base, self.price.base)];
        if printed_sides > 0 && self.price.per_side != Money::ZERO {
            let kind = QuoteLineKind::PrintedSides { sides: printed_sides };
            lines.push(line(kind, self.price.per_side * printed_sides));
        }
        if size.surcharge != Money::ZERO {
            let kind = QuoteLineKind::Size { size: size.id.clone(), name: size.name.clone() };
            lines.push(line(kind, size.surcharge));
        }
        let full: Money = lines.iter().map(|line| line.each).sum();
        let reached = self.price.breaks.iter().rev().find(|step| step.from <= quantity);
        if let Some(step) = reached {
            let off =
                Money::minor(full.less_percent(step.percent_off).in_minor() - full.in_minor());
            if off != Money::ZERO {
                let kind =
                    QuoteLineKind::QuantityBreak { percent_off: step.percent_off, from: step.from };
                lines.push(line(kind, off));
            }
        }
        let next_break =
            self.price.breaks.iter().find(|step| step.from > quantity).map(|step| NextBreak {
                from: step.from,
                missing: step.from - quantity,
                percent_off: step.percent_off,
                each: full.less_percent(step.percent_off),
            });
        Ok(Quote {
            each: lines.iter().map(|line| line.each).sum(),
            total: lines.iter().map(|line| line.amount).sum(),
            lines,
            next_break,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{Catalog, PriceRules, QuantityBreak};

    fn tee() -> Product {
        let read = |name: &str| std::fs::read(format!("../../public/catalog/{name}"));
        let file = |name: &str| read(name).map_err(|error| error.to_string());
        let list = include_bytes!("../../public/catalog/catalog.json");
        Catalog::load("catalog.json", list, file).unwrap().catalog.products()[0].clone()
    }

    fn request(size: &str, quantity: u32, printed_sides: u32) -> QuoteRequest {
        QuoteRequest { size: SizeId::new(size).unwrap(), quantity, printed_sides }
    }

    #[test]
    fn every_line_is_explained() {
        let quote = tee().quote(&request("2xl", 10, 2)).unwrap();
        let lines: Vec<_> =
            quote.lines.iter().map(|line| (line.each.in_minor(), line.amount.in_minor())).collect();
        assert_eq!(lines, [(1400, 14000), (1000, 10000), (200, 2000), (-260, -2600)]);
        assert_eq!(quote.lines[1].kind, QuoteLineKind::PrintedSides { sides: 2 });
        assert_eq!(quote.lines[3].kind, QuoteLineKind::QuantityBreak { percent_off: 10, from: 10 });
        assert_eq!((quote.each.in_minor(), quote.total.in_minor()), (2340, 23400));
        let next = quote.next_break.unwrap();
        assert_eq!(
            (next.from, next.missing, next.percent_off, next.each.in_minor()),
            (25, 15, 18, 2132)
        );
    }

    #[test]
    fn lines_of_nothing_are_absent() {
        let quote = tee().quote(&request("m", 1, 0)).unwrap();
        assert_eq!(quote.lines.len(), 1);
        assert_eq!(quote.lines[0].kind, QuoteLineKind::Base);
    }

    #[test]
    fn the_price_from_is_that_of_one_cheapest_piece_with_one_print() {
        let tee = tee();
        assert_eq!(tee.price_from(), tee.quote(&request("m", 1, 1)).unwrap().total);
    }

    #[test]
    fn after_the_last_break_there_is_no_next() {
        assert_eq!(tee().quote(&request("m", 50, 1)).unwrap().next_break, None);
    }

    #[test]
    fn what_cannot_be_ordered_is_refused() {
        let error = |size, quantity, sides| {
            tee().quote(&request(size, quantity, sides)).unwrap_err().to_string()
        };
        assert_eq!(error("xs", 1, 1), "`tee` has no size `xs`");
        assert_eq!(error("m", 0, 1), "0 pieces cannot be ordered; order 1 to 10000");
        assert_eq!(error("m", 10_001, 1), "10001 pieces cannot be ordered; order 1 to 10000");
        assert_eq!(error("m", 1, 3), "3 printed sides, but the product has 2");
    }

    /// Price rules as the checks allow them: breaks rise in quantity and percent.
    fn rules() -> impl Strategy<Value = PriceRules> {
        let steps = prop::collection::btree_map(2_u32..200, 1_u32..=90, 0..6);
        (0_i64..100_000, 0_i64..20_000, steps).prop_map(|(base, per_side, steps)| {
            let mut percents: Vec<u32> = steps.values().copied().collect();
            percents.sort_unstable();
            percents.dedup();
            let breaks = steps.keys().zip(percents);
            let breaks = breaks.map(|(&from, percent_off)| QuantityBreak { from, percent_off });
            PriceRules {
                base: Money::minor(base),
                per_side: Money::minor(per_side),
                breaks: breaks.collect(),
            }
        })
    }

    proptest! {
        #[test]
        fn the_lines_add_up(rules in rules(), quantity in 1_u32..=MOST_PIECES, sides in 0_u32..=2) {
            let product = Product { price: rules, ..tee() };
            let quote = product.quote(&request("3xl", quantity, sides)).unwrap();
            let sum = |of: fn(&QuoteLine) -> Money| quote.lines.iter().map(of).sum::<Money>();
            prop_assert_eq!(sum(|line| line.amount), quote.total);
            prop_assert_eq!(sum(|line| line.each), quote.each);
            prop_assert_eq!(quote.each * quantity, quote.total);
            prop_assert!(quote.total >= Money::ZERO);
        }

        #[test]
        fn more_pieces_never_cost_more_each(rules in rules(), quantity in 1_u32..300, more in 0_u32..300) {
            let product = Product { price: rules, ..tee() };
            let each = |quantity| product.quote(&request("l", quantity, 1)).unwrap().each;
            prop_assert!(each(quantity + more) <= each(quantity));
        }

        #[test]
        fn the_next_break_gives_what_it_promises(rules in rules(), quantity in 1_u32..300) {
            let product = Product { price: rules, ..tee() };
            if let Some(next) = product.quote(&request("xl", quantity, 2)).unwrap().next_break {
                prop_assert_eq!(quantity + next.missing, next.from);
                let then = product.quote(&request("xl", next.from, 2)).unwrap();
                prop_assert_eq!(then.each, next.each);
            }
        }
    }
}
