//! A small map in order of its keys, kept as sorted rows. Not for whole designs: a row put in or taken out moves those after
//! it. A `BTreeMap` of another type costs the app 1 to 6 kB of code, this some 500 bytes.

/// Rows in order of their keys, each key once. Finding takes O(log n), putting in and taking out O(n).
///
/// ```
/// let mut ports = geom::Table::new();
/// ports.insert("ipp", 631);
/// ports.insert("http", 80);
/// assert_eq!(ports.get(&"http"), Some(&80));
/// assert_eq!(ports.remove(&"ipp"), Some(631));
/// assert_eq!(ports.into_iter().collect::<Vec<_>>(), [("http", 80)]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table<K, V> {
    rows: Vec<(K, V)>,
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K, V> Table<K, V> {
    /// Without rows.
    pub const fn new() -> Self {
        Self { rows: Vec::new() }
    }

    /// Whether it has no rows.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The number of rows.
    pub const fn len(&self) -> usize {
        self.rows.len()
    }

    /// Takes all rows out.
    pub fn clear(&mut self) {
        self.rows.clear();
    }

    /// The values in order of their keys.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.rows.iter().map(|(_, value)| value)
    }
}

impl<K: Ord, V> Table<K, V> {
    fn place(&self, key: &K) -> Result<usize, usize> {
        self.rows.binary_search_by(|(known, _)| known.cmp(key))
    }

    /// The value at a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        self.place(key).ok().map(|place| &self.rows[place].1)
    }

    /// Puts a value at a key, in place of the one that was there.
    pub fn insert(&mut self, key: K, value: V) {
        match self.place(&key) {
            Ok(place) => self.rows[place].1 = value,
            Err(place) => self.rows.insert(place, (key, value)),
        }
    }

    /// Takes out what is at a key.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        self.place(key).ok().map(|place| self.rows.remove(place).1)
    }
}

impl<K, V> IntoIterator for Table<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_table_holds_what_a_map_holds(
            steps in prop::collection::vec((0_u8..12, prop::option::of(0_u16..100)), 0..60),
        ) {
            let (mut table, mut map) = (Table::new(), BTreeMap::new());
            for (key, value) in steps {
                match value {
                    Some(value) => {
                        table.insert(key, value);
                        map.insert(key, value);
                    }
                    None => prop_assert_eq!(table.remove(&key), map.remove(&key)),
                }
                prop_assert_eq!(table.get(&key), map.get(&key));
                prop_assert_eq!(table.len(), map.len());
                prop_assert_eq!(table.is_empty(), map.is_empty());
            }
            prop_assert!(table.values().eq(map.values()));
            prop_assert!(table.into_iter().eq(map));
        }
    }
}
