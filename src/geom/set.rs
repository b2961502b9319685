//! Small code for ordered sets; see [`Table`](crate::Table).

use std::borrow::Borrow;

use json::{Fault, FromJson, Reader, ToJson, Writer};

use crate::order::Ordered;

/// Items in order, each once. Finding takes O(log n), putting in and taking out O(n).
///
/// ```
/// let mut side = geom::Set::from([3, 1]);
/// assert!(side.insert(2));
/// assert!(!side.insert(3));
/// assert_eq!(side.iter().copied().collect::<Vec<_>>(), [1, 2, 3]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set<T> {
    items: Vec<T>,
}

impl<T> Default for Set<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Set<T> {
    /// Without items.
    pub const fn new() -> Self {
        Self { items: Vec::new() }
    }

    /// Whether it has no items.
    pub const fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The number of items.
    pub const fn len(&self) -> usize {
        self.items.len()
    }

    /// The items in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.items.iter()
    }

    /// The lowest item.
    pub fn first(&self) -> Option<&T> {
        self.items.first()
    }

    /// Takes all items out.
    pub fn clear(&mut self) {
        self.items.clear();
    }

    /// Takes out the items of which `keep` is false.
    pub fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        self.items.retain(keep);
    }
}

impl<T: Ord> Set<T> {
    fn place<Q: Ord + ?Sized>(&self, item: &Q) -> Result<usize, usize>
    where
        T: Borrow<Q>,
    {
        self.items.binary_search_by(|known| known.borrow().cmp(item))
    }

    /// Whether an item is in it.
    pub fn contains<Q: Ord + ?Sized>(&self, item: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.place(item).is_ok()
    }

    /// Puts an item in; false where it was in already.
    pub fn insert(&mut self, item: T) -> bool {
        let place = self.place(&item);
        if let Err(place) = place {
            self.items.insert(place, item);
        }
        place.is_err()
    }

    /// Takes an item out; false where it was not in.
    pub fn remove<Q: Ord + ?Sized>(&mut self, item: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        let place = self.place(item);
        if let Ok(place) = place {
            self.items.remove(place);
        }
        place.is_ok()
    }
}

impl<T: Ord> Extend<T> for Set<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, items: I) {
        for item in items {
            self.insert(item);
        }
    }
}

impl<T: Ord> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self { items: items.into_iter().each_once() }
    }
}

impl<T: Ord, const N: usize> From<[T; N]> for Set<T> {
    fn from(items: [T; N]) -> Self {
        items.into_iter().collect()
    }
}

impl<T> IntoIterator for Set<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.items.into_iter()
    }
}

impl<'set, T> IntoIterator for &'set Set<T> {
    type Item = &'set T;
    type IntoIter = std::slice::Iter<'set, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: ToJson> ToJson for Set<T> {
    fn write(&self, to: &mut Writer) {
        to.elements(self);
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

impl<T: FromJson + Ord> FromJson for Set<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Fault> {
        self.clear();
        from.elements(|item| {
            self.insert(item);
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_set_holds_what_the_standard_librarys_holds(
            given in prop::collection::vec(0_u8..12, 0..10),
            steps in prop::collection::vec((0_u8..12, any::<bool>()), 0..60),
        ) {
            let mut ours: Set<u8> = given.iter().copied().collect();
            let mut theirs: BTreeSet<u8> = given.into_iter().collect();
            for (item, is_put_in) in steps {
                if is_put_in {
                    prop_assert_eq!(ours.insert(item), theirs.insert(item));
                } else {
                    prop_assert_eq!(ours.remove(&item), theirs.remove(&item));
                }
                prop_assert_eq!(ours.contains(&item), theirs.contains(&item));
                prop_assert_eq!(ours.len(), theirs.len());
                prop_assert_eq!(ours.first(), theirs.first());
            }
            prop_assert!(ours.into_iter().eq(theirs));
        }
    }
}
