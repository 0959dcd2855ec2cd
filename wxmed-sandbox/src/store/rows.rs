//! In which rows of a table the records are.

use std::collections::HashMap;

type Key = (String, String);

/// The rows of records, by their kind and key. A new record takes the row of one that was removed in the same
/// transaction: then a page is written for both, and none moves to another page.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    taken: HashMap<Key, i64>,
    removed: Vec<i64>,
    last: i64,
}

impl Rows {
    /// The row of this record, which may be a new one.
    pub(crate) fn put(&mut self, kind: &str, key: &str) -> i64 {
        let Self { taken, removed, last } = self;
        *taken.entry((kind.to_owned(), key.to_owned())).or_insert_with(|| {
            removed.pop().unwrap_or_else(|| {
                *last += 1;
                *last
            })
        })
    }

    /// The row of this record is free.
    pub(crate) fn remove(&mut self, kind: &str, key: &str) {
        self.removed.extend(self.taken.remove(&(kind.to_owned(), key.to_owned())));
    }

    /// The rows that were removed, and that no other record has taken.
    pub(crate) fn take_removed(&mut self) -> Vec<i64> {
        std::mem::take(&mut self.removed)
    }
}

impl FromIterator<(i64, Key)> for Rows {
    fn from_iter<I: IntoIterator<Item = (i64, Key)>>(rows: I) -> Self {
        let taken: HashMap<Key, i64> = rows.into_iter().map(|(row, key)| (key, row)).collect();
        let last = taken.values().copied().max().unwrap_or_default();
        Self { taken, removed: Vec::new(), last }
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
        rows.remove("item", "b");
        assert_eq!(rows.take_removed(), [2]);
        assert_eq!(rows.put("item", "d"), 4, "a row is not taken later");
    }

    #[test]
    fn rows_of_a_file_are_not_taken_again() {
        let key = |key: &str| ("item".to_owned(), key.to_owned());
        let mut rows: Rows = [(7, key("a")), (3, key("b"))].into_iter().collect();
        assert_eq!(["a", "b", "c"].map(|key| rows.put("item", key)), [7, 3, 8]);
    }
}
