//! Sorting and ordered collections for the crates of the app, made for small code. Not for pixels or glyphs, where time counts.
//!
//! The standard library's sort is compiled anew for each type, at about 4.5 kB of WebAssembly a time, together 105 kB of
//! the app that shoppers wait for. Here all of the sorting is one function over places, and a type adds 200 to 400 bytes.
//! The order is the standard library's: stable, in O(n log n).

use std::cmp::Ordering;

/// Sorts items as [`slice::sort`] does: equal ones stay in the order that they were in.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// Sorts items as [`slice::sort_by`] does: equal ones stay in the order that they were in.
///
/// ```
/// let mut words = ["pear", "fig", "plum"];
/// geom::order::sort_by(&mut words, |a, b| a.len().cmp(&b.len()));
/// assert_eq!(words, ["fig", "pear", "plum"]);
/// ```
pub fn sort_by<T>(items: &mut [T], mut compare: impl FnMut(&T, &T) -> Ordering) {
    let swaps = swaps(items.len(), &mut |a, b| compare(&items[a], &items[b]).is_gt());
    for (a, b) in swaps {
        items.swap(a, b);
    }
}

/// Collecting in order, item by item.
pub trait Ordered: Iterator + Sized {
    /// The items in order, each once: a set that is only looked through, in less code.
    fn each_once(self) -> Vec<Self::Item>
    where
        Self::Item: Ord,
    {
        let mut items: Vec<_> = self.collect();
        sort(&mut items);
        items.dedup();
        items
    }
}

impl<I: Iterator> Ordered for I {}

/// The swaps, one after the other, that sort `count` items. `is_after(a, b)`: the item at `a` belongs after the one at `b`.
#[inline(never)]
fn swaps(count: usize, is_after: &mut dyn FnMut(usize, usize) -> bool) -> Vec<(usize, usize)> {
    let order = merged(count, is_after);
    let mut goals = vec![0; count];
    for (goal, &from) in order.iter().enumerate() {
        goals[from] = goal;
    }
    let mut swaps = Vec::new();
    for at in 0..count {
        while goals[at] != at {
            let goal = goals[at];
            swaps.push((at, goal));
            goals.swap(at, goal);
        }
    }
    swaps
}

/// The places `0..count` in the order of their items: a merge sort from the bottom up.
fn merged(count: usize, is_after: &mut dyn FnMut(usize, usize) -> bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut run = 1;
    while run < count {
        let mut next = Vec::with_capacity(count);
        for pair in order.chunks(2 * run) {
            let (mut left, mut right) = pair.split_at(run.min(pair.len()));
            while let ([a, left_rest @ ..], [b, right_rest @ ..]) = (left, right) {
                // Of equal items the left one comes first: that is what keeps the order stable.
                if is_after(*a, *b) {
                    next.push(*b);
                    right = right_rest;
                } else {
                    next.push(*a);
                    left = left_rest;
                }
            }
            next.extend_from_slice(left);
            next.extend_from_slice(right);
        }
        order = next;
        run *= 2;
    }
    order
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Few keys, so that many are equal; the second number tells equals apart.
    fn items() -> impl Strategy<Value = Vec<(u8, usize)>> {
        let keys = prop::collection::vec(0_u8..20, 0..200);
        keys.prop_map(|keys| keys.into_iter().zip(0..).collect())
    }

    fn check(items: &[(u8, usize)]) {
        let (mut ours, mut theirs) = (items.to_vec(), items.to_vec());
        sort_by(&mut ours, |a, b| a.0.cmp(&b.0));
        theirs.sort_by_key(|item| item.0);
        assert_eq!(ours, theirs);
    }

    proptest! {
        #[test]
        fn sorts_as_the_standard_library_does(items in items()) {
            check(&items);
        }

        #[test]
        fn sorts_what_is_sorted_or_reversed(mut items in items()) {
            items.sort();
            check(&items);
            items.reverse();
            check(&items);
        }

        #[test]
        fn sorts_by_the_whole_order(mut words in prop::collection::vec("[a-c]{0,3}", 0..50)) {
            let mut theirs = words.clone();
            theirs.sort();
            sort(&mut words);
            prop_assert_eq!(words, theirs);
        }

        #[test]
        fn collects_as_the_standard_library_does(items in items()) {
            let keys = || items.iter().map(|(key, _)| *key);
            let set: std::collections::BTreeSet<_> = keys().collect();
            prop_assert_eq!(keys().each_once(), Vec::from_iter(set));
        }
    }

    #[test]
    fn sorting_compares_no_oftener_than_n_log_n() {
        let count = 1_024;
        for step in [1, 17, 1_023] {
            let mut items: Vec<usize> = (0..count).map(|at| at * step % count).collect();
            let mut compared = 0;
            sort_by(&mut items, |a, b| {
                compared += 1;
                a.cmp(b)
            });
            assert!(compared <= count * 10, "{compared} comparisons");
            assert!(items.is_sorted());
        }
    }
}
