//! Small code for ordered maps and sets, kept as sorted rows. A `BTreeMap` of another type costs the app 1 to 8 kB of
//! WebAssembly, a table some 500 bytes.

use std::borrow::Borrow;
use std::ops::Index;

use json::{Fault, FromJson, Reader, ToJson, Writer};

/// Rows in order of their keys, each key once. Finding takes O(log n); putting in and taking out moves the rows behind,
/// O(n), at some 16 bytes a row.
///
/// ```
/// let mut ports = geom::Table::new();
/// ports.insert("ipp", 631);
/// ports.insert("http", 80);
/// assert_eq!(ports.get("http"), Some(&80));
/// assert_eq!(ports.remove("ipp"), Some(631));
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

    /// The rows in order of their keys.
    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter(self.rows.iter())
    }

    /// The keys in order.
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &K> + Clone {
        self.rows.iter().map(|(key, _)| key)
    }

    /// The values in order of their keys.
    pub fn values(&self) -> impl ExactSizeIterator<Item = &V> + Clone {
        self.rows.iter().map(|(_, value)| value)
    }

    /// The values in order of their keys, to be changed.
    pub fn values_mut(&mut self) -> impl ExactSizeIterator<Item = &mut V> {
        self.rows.iter_mut().map(|(_, value)| value)
    }

    /// Takes out the rows of which `keep` is false.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        self.rows.retain_mut(|(key, value)| keep(key, value));
    }
}

impl<K: Ord, V> Table<K, V> {
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        self.rows.binary_search_by(|(known, _)| known.borrow().cmp(key))
    }

    /// Whether there is a row with this key.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.place(key).is_ok()
    }

    /// The value at a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.place(key).ok().map(|place| &self.rows[place].1)
    }

    /// The value at a key, to be changed.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.place(key).ok().map(|place| &mut self.rows[place].1)
    }

    /// Puts a value at a key, and gives the one that was there.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.place(&key) {
            Ok(place) => Some(std::mem::replace(&mut self.rows[place].1, value)),
            Err(place) => {
                self.rows.insert(place, (key, value));
                None
            }
        }
    }

    /// The value at a key, which is `value` where there was none.
    pub fn get_or_insert(&mut self, key: K, value: V) -> &mut V {
        let place = self.place(&key).unwrap_or_else(|place| {
            self.rows.insert(place, (key, value));
            place
        });
        &mut self.rows[place].1
    }

    /// Takes out what is at a key.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.place(key).ok().map(|place| self.rows.remove(place).1)
    }
}

/// The value at a key that is known to be there.
///
/// # Panics
/// When there is none.
impl<K: Ord + Borrow<Q>, V, Q: Ord + ?Sized> Index<&Q> for Table<K, V> {
    type Output = V;

    fn index(&self, key: &Q) -> &V {
        self.get(key).expect("the table has a row with this key")
    }
}

impl<K: Ord, V> Extend<(K, V)> for Table<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, rows: I) {
        for (key, value) in rows {
            self.insert(key, value);
        }
    }
}

/// Of several rows with one key, the last counts.
impl<K: Ord, V> FromIterator<(K, V)> for Table<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(rows: I) -> Self {
        let mut table = Self::new();
        table.extend(rows);
        table
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for Table<K, V> {
    fn from(rows: [(K, V); N]) -> Self {
        rows.into_iter().collect()
    }
}

impl<K, V> IntoIterator for Table<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.rows.into_iter()
    }
}

/// The rows of a [`Table`] in order of their keys.
#[derive(Clone, Debug)]
pub struct Iter<'table, K, V>(std::slice::Iter<'table, (K, V)>);

impl<'table, K, V> Iterator for Iter<'table, K, V> {
    type Item = (&'table K, &'table V);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(key, value)| (key, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<'table, K, V> IntoIterator for &'table Table<K, V> {
    type Item = (&'table K, &'table V);
    type IntoIter = Iter<'table, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<K: ToJson, V: ToJson> ToJson for Table<K, V> {
    fn write(&self, to: &mut Writer) {
        to.entries(self);
    }

    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

impl<K: FromJson + Ord, V: FromJson> FromJson for Table<K, V> {
    fn blank() -> Self {
        Self::new()
    }

    fn read(&mut self, from: &mut Reader<'_>) -> Result<(), Fault> {
        self.clear();
        from.entries(|key, value| {
            self.insert(key, value);
        })
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
                        prop_assert_eq!(table.insert(key, value), map.insert(key, value));
                    }
                    None => prop_assert_eq!(table.remove(&key), map.remove(&key)),
                }
                prop_assert_eq!(table.get(&key), map.get(&key));
                prop_assert_eq!(table.len(), map.len());
                prop_assert_eq!(table.is_empty(), map.is_empty());
                prop_assert_eq!(table.contains_key(&key), map.contains_key(&key));
                prop_assert_eq!(table.get_mut(&key), map.get_mut(&key));
                let (ours, theirs) = (table.get_or_insert(key, 7), map.entry(key).or_insert(7));
                prop_assert_eq!(ours, theirs);
            }
            table.retain(|key, value| u16::from(*key) < *value);
            map.retain(|key, value| u16::from(*key) < *value);
            prop_assert!(table.iter().eq(map.iter()));
            prop_assert!(table.keys().eq(map.keys()));
            prop_assert!(table.values().eq(map.values()));
            prop_assert!(table.into_iter().eq(map));
        }
    }
}
