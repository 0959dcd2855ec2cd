//! Assigns records to the rows of a table.

use std::collections::{HashMap, VecDeque};

/// The rows of records, by their kind and key. A new record takes the row of one that was removed in the same
/// transaction. Then a single page is written for both, and no record moves to another page.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// The rows by kind and key.
    taken: HashMap<String, HashMap<String, i64>>,
    /// The removed rows, in the order of removal, so that records written together stay on the same pages.
    removed: VecDeque<i64>,
    last: i64,
}

impl Rows {
    /// The row of this record. A new record gets a row.
    pub(crate) fn put(&mut self, kind: &str, key: &str) -> i64 {
        let Self { taken, removed, last } = self;
        // This is called for each order, so the key of a known record isn't copied.
        if let Some(row) = taken.get(kind).and_then(|keys| keys.get(key)) {
            return *row;
        }
        let row = removed.pop_front().unwrap_or_else(|| {
            *last += 1;
            *last
        });
        taken.entry(kind.to_owned()).or_default().insert(key.to_owned(), row);
        row
    }

    /// Frees the row of this record.
    pub(crate) fn remove(&mut self, kind: &str, key: &str) {
        self.removed.extend(self.taken.get_mut(kind).and_then(|keys| keys.remove(key)));
    }

    /// The removed rows that no other record has taken.
    pub(crate) fn take_removed(&mut self) -> VecDeque<i64> {
        std::mem::take(&mut self.removed)
    }
}

impl FromIterator<(i64, String, String)> for Rows {
    fn from_iter<I: IntoIterator<Item = (i64, String, String)>>(rows: I) -> Self {
        let mut all = Self::default();
        for (row, kind, key) in rows {
            all.last = all.last.max(row);
            all.taken.entry(kind).or_default().insert(key, row);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_record_takes_the_row_of_a_removed_one() {
        let mut rows = Rows::default();
        assert_eq!(["a", "b", "a"].map(|key| rows.put("item", key)), [1, 2, 1]);
        assert_eq!(rows.put("token", "a"), 3, "the same key of another kind is another record");
        rows.remove("item", "a");
        rows.remove("item", "unknown");
        assert_eq!(rows.put("item", "c"), 1);
        assert!(rows.take_removed().is_empty());
        ["b", "c"].into_iter().for_each(|key| rows.remove("item", key));
        assert_eq!(rows.take_removed(), [2, 1]);
        assert_eq!(rows.put("item", "d"), 4, "a row is reused only in the same transaction");
        ["d", "a"].into_iter().for_each(|key| {
            rows.put("item", key);
        });
        ["d", "a"].into_iter().for_each(|key| rows.remove("item", key));
        assert_eq!(["e", "f"].map(|key| rows.put("item", key)), [4, 5], "the first removed row is reused first");
    }

    #[test]
    fn rows_read_from_a_file_are_not_assigned_again() {
        let row = |row, key: &str| (row, "item".to_owned(), key.to_owned());
        let mut rows: Rows = [row(7, "a"), row(3, "b")].into_iter().collect();
        assert_eq!(["a", "b", "c"].map(|key| rows.put("item", key)), [7, 3, 8]);
    }
}
