//! In which rows of a table the records are.

use std::collections::{HashMap, VecDeque};

/// The rows of records, by their kind and key. A new record takes the row of one that was removed in the same
/// transaction: then a page is written for both, and none moves to another page.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// By kind and key.
    taken: HashMap<String, HashMap<String, i64>>,
    /// In the order in which they were removed: so that records that were written together stay on the same pages.
    removed: VecDeque<i64>,
    last: i64,
}

impl Rows {
    /// The row of this record, which may be a new one.
    pub(crate) fn put(&mut self, kind: &str, key: &str) -> i64 {
        let Self { taken, removed, last } = self;
        // It is asked for each order: nothing is copied for one that is known.
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

    /// The row of this record is free.
    pub(crate) fn remove(&mut self, kind: &str, key: &str) {
        self.removed.extend(self.taken.get_mut(kind).and_then(|keys| keys.remove(key)));
    }

    /// The rows that were removed, and that no other record has taken.
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
        assert_eq!(rows.put("token", "a"), 3, "records of different kinds are different records");
        rows.remove("item", "a");
        rows.remove("item", "unknown");
        assert_eq!(rows.put("item", "c"), 1);
        assert!(rows.take_removed().is_empty());
        ["b", "c"].into_iter().for_each(|key| rows.remove("item", key));
        assert_eq!(rows.take_removed(), [2, 1]);
        assert_eq!(rows.put("item", "d"), 4, "a row is not taken later");
        ["d", "a"].into_iter().for_each(|key| {
            rows.put("item", key);
        });
        ["d", "a"].into_iter().for_each(|key| rows.remove("item", key));
        assert_eq!(["e", "f"].map(|key| rows.put("item", key)), [4, 5], "the oldest row is the first to be taken");
    }

    #[test]
    fn rows_of_a_file_are_not_taken_again() {
        let row = |row, key: &str| (row, "item".to_owned(), key.to_owned());
        let mut rows: Rows = [row(7, "a"), row(3, "b")].into_iter().collect();
        assert_eq!(["a", "b", "c"].map(|key| rows.put("item", key)), [7, 3, 8]);
    }
}
