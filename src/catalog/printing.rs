//! How a product is printed for an order: with one of its techniques, and how large on the sizes that are ordered. What the
//! merchant says of both is read in `details`; prices are in `quote`, and files are made elsewhere.

use json::Raw;

use crate::{
    AlsoPrinted, Details, DetailsError, Money, PrintArea, Product, SideId, SizeId, Technique,
    TechniqueId,
};

/// How a side is printed on sizes that need the same print file.
#[derive(Clone, Debug, PartialEq)]
pub struct SizedPrint {
    /// The print's size over the designed one.
    pub print: f64,
    /// What can be printed, in millimetres of these sizes.
    pub area: PrintArea,
    /// The sizes, in selling order; at least one.
    pub sizes: Vec<SizeId>,
}

impl SizedPrint {
    /// The size that stands for the others: the one whose name says most plainly that prints are larger or smaller there.
    pub fn named(&self) -> Option<&SizeId> {
        if self.print > 1.0 { self.sizes.last() } else { self.sizes.first() }
    }
}

impl Details {
    /// The techniques that a product can be printed with: its own first, then the others in the merchant's order.
    pub fn techniques<'a>(&'a self, product: &'a Product) -> Vec<&'a TechniqueId> {
        let others = self.also.iter().map(|also| &also.technique);
        [&product.technique.id].into_iter().chain(others).collect()
    }

    /// What a technique costs more on each printed side of a piece, and its lead time in working days.
    ///
    /// # Errors
    /// [`DetailsError::NoTechnique`].
    pub fn terms(
        &self,
        product: &Product,
        technique: &TechniqueId,
    ) -> Result<(Money, u32), DetailsError> {
        let usual = product.lead_time_days;
        if *technique == product.technique.id {
            return Ok((Money::ZERO, usual));
        }
        let also = self.also.iter().find(|also| also.technique == *technique);
        let also = also.ok_or_else(|| self.no_technique(product, technique))?;
        Ok((also.per_side, also.lead_time_days.unwrap_or(usual)))
    }

    pub(crate) fn no_technique(&self, product: &Product, technique: &TechniqueId) -> DetailsError {
        let known = self.techniques(product);
        DetailsError::NoTechnique {
            product: product.id.to_string(),
            technique: technique.clone(),
            known: known.into_iter().map(TechniqueId::as_str).collect::<Vec<_>>().join(", "),
        }
    }

    /// The product as it is checked and printed with one of its techniques: that one's limits, print areas and lead time are
    /// its own then, and its usual technique is one of the others. Its price stays as it is: ask [`Details::quote`] of the
    /// product that is sold.
    ///
    /// # Errors
    /// [`DetailsError::NoTechnique`].
    pub fn printed_with(
        &self,
        product: &Product,
        technique: &Technique,
    ) -> Result<Product, DetailsError> {
        let (_, lead_time_days) = self.terms(product, &technique.id)?;
        if technique.id == product.technique.id {
            return Ok(product.clone());
        }
        Ok(Product {
            technique: Technique {
                shop_rules: product.technique.shop_rules.clone(),
                ..technique.clone()
            },
            lead_time_days,
            also: Raw::of(&self.others(product, &technique.id)),
            ..product.clone()
        })
    }

    /// The techniques beside one that takes the place of the product's own.
    fn others(&self, product: &Product, technique: &TechniqueId) -> Vec<AlsoPrinted> {
        let usual = AlsoPrinted {
            technique: product.technique.id.clone(),
            per_side: Money::ZERO,
            lead_time_days: Some(product.lead_time_days),
        };
        let rest = self.also.iter().filter(|also| also.technique != *technique);
        [usual].into_iter().chain(rest.cloned()).collect()
    }

    /// How a side is printed on sizes, those that need the same print file taken together; in selling order, each size once.
    ///
    /// # Errors
    /// [`DetailsError::NoSide`] and [`DetailsError::NoSize`].
    pub fn prints(
        &self,
        product: &Product,
        side: &SideId,
        sizes: &[SizeId],
    ) -> Result<Vec<SizedPrint>, DetailsError> {
        if let Some(unknown) = sizes.iter().find(|size| product.size(size).is_none()) {
            let product = product.id.to_string();
            return Err(DetailsError::NoSize { product, size: unknown.clone() });
        }
        let mut prints: Vec<SizedPrint> = Vec::new();
        let sold = product.sizes.iter().map(|size| &size.id);
        for size in sold.filter(|size| sizes.contains(size)) {
            let on = self.print_on(product, side, size)?;
            let alike =
                prints.iter_mut().find(|other| other.print == on.print && other.area == on.area);
            match alike {
                Some(other) => other.sizes.push(size.clone()),
                None => prints.push(SizedPrint {
                    print: on.print,
                    area: on.area,
                    sizes: vec![size.clone()],
                }),
            }
        }
        Ok(prints)
    }

    /// Of [`Details::prints`] those that tell whether all of them print well: the smallest and the largest print, where lines
    /// are thinnest and pictures coarsest, and the smallest and largest print areas over their prints.
    ///
    /// # Errors
    /// As [`Details::prints`].
    pub fn telling_prints(
        &self,
        product: &Product,
        side: &SideId,
        sizes: &[SizeId],
    ) -> Result<Vec<SizedPrint>, DetailsError> {
        let mut prints = self.prints(product, side, sizes)?;
        let measures: [fn(&SizedPrint) -> f64; 6] = [
            |print| print.print,
            |print| -print.print,
            |print| print.area.width.mm() / print.print,
            |print| print.area.height.mm() / print.print,
            |print| -print.area.width.mm() / print.print,
            |print| -print.area.height.mm() / print.print,
        ];
        let least = |measure: &fn(&SizedPrint) -> f64| {
            let indices = 0..prints.len();
            // Of equal ones the first.
            indices.reduce(|a, b| if measure(&prints[b]) < measure(&prints[a]) { b } else { a })
        };
        let telling: Vec<usize> = measures.iter().filter_map(least).collect();
        let mut index = 0;
        prints.retain(|_| {
            index += 1;
            telling.contains(&(index - 1))
        });
        Ok(prints)
    }
}
