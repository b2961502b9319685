//! Items that are drawn more than once, as the tiles of a pattern are: files hold them once. Not across layers.

use std::collections::BTreeMap;
use std::sync::Arc;

use scene::{Group, Item};

/// Which items of a layer are in several groups. They are told apart by where they lie in memory, and numbered in the
/// order in which they are drawn, so that a file does not depend on where that is.
#[derive(Default)]
pub(crate) struct Repeats {
    seen: BTreeMap<usize, Seen>,
    numbers: usize,
}

#[derive(Default)]
struct Seen {
    times: usize,
    number: Option<usize>,
}

/// How often items are drawn.
pub(crate) enum Repeat {
    /// Once only.
    Never,
    /// For the first time; they get this number.
    First(usize),
    /// Once more.
    Again(usize),
}

impl Repeats {
    /// Looks through the items of the next layer. Those of the one before are forgotten, the numbers go on.
    pub(crate) fn count(&mut self, items: &[Item]) {
        self.seen.clear();
        self.look(items);
    }

    fn look(&mut self, items: &[Item]) {
        for item in items {
            if let Item::Group(Group { items, .. }) = item {
                let seen = self.seen.entry(place(items)).or_default();
                seen.times += 1;
                if seen.times == 1 {
                    self.look(items);
                }
            }
        }
    }

    /// How often items are drawn, asked when they are drawn.
    pub(crate) fn of(&mut self, items: &Arc<Vec<Item>>) -> Repeat {
        let Some(seen) = self.seen.get_mut(&place(items)).filter(|seen| seen.times > 1) else {
            return Repeat::Never;
        };
        if let Some(number) = seen.number {
            return Repeat::Again(number);
        }
        let number = self.numbers;
        seen.number = Some(number);
        self.numbers += 1;
        Repeat::First(number)
    }
}

fn place(items: &Arc<Vec<Item>>) -> usize {
    Arc::as_ptr(items) as usize
}
