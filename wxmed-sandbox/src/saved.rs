//! The state of a platform as records that any store can keep.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// A part of a platform's state as text. `Debug` shows neither the key nor the value, which contain tokens and people's
/// data.
#[derive(Clone, PartialEq, Eq)]
pub struct Record {
    /// The kind: `item`, `people`, `token`, `tokens` or `clock`.
    pub kind: String,
    /// The key, unique within its kind.
    pub key: String,
    /// The value as JSON.
    pub value: String,
}

/// A change of the records in a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Everything is removed.
    Clear,
    /// A record is added, or replaces the one of the same kind and key.
    Put(Record),
    /// The record of this kind and key is removed.
    Remove {
        /// The kind.
        kind: String,
        /// The key.
        key: String,
    },
}

/// Error returned if a record can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RestoreError {
    /// The kind of the record.
    pub kind: String,
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for RestoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = &self.kind;
        match f.alternate() {
            false => write!(f, "a record of the kind `{kind}` is not of this version of the sandbox: use a new file"),
            true => write!(f, "有一条 {kind} 记录不是本版沙箱的格式：请换用新文件"),
        }
    }
}

impl std::error::Error for RestoreError {}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record").field("kind", &self.kind).finish_non_exhaustive()
    }
}

impl Record {
    pub(crate) fn new(kind: &str, key: impl Into<String>, value: &impl Serialize) -> Self {
        // This can't fail: all keys are strings.
        let value = serde_json::to_string(value).unwrap_or_default();
        Self { kind: kind.to_owned(), key: key.into(), value }
    }

    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, RestoreError> {
        serde_json::from_str(&self.value).map_err(|_| self.error())
    }

    pub(crate) fn error(&self) -> RestoreError {
        RestoreError { kind: self.kind.clone() }
    }
}

/// The IDs that changed since the last call of `take`, if changes are tracked.
#[derive(Debug)]
pub(crate) struct Dirty<T>(Option<BTreeSet<T>>);

impl<T> Default for Dirty<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Ord> Dirty<T> {
    /// Tracks changes from now on.
    pub(crate) fn track(&mut self) {
        self.0.get_or_insert_default();
    }

    pub(crate) fn mark(&mut self, changed: T) {
        if let Some(all) = &mut self.0 {
            all.insert(changed);
        }
    }

    /// Whether changes are tracked.
    pub(crate) fn is_tracked(&self) -> bool {
        self.0.is_some()
    }

    pub(crate) fn take(&mut self) -> BTreeSet<T> {
        self.0.as_mut().map(std::mem::take).unwrap_or_default()
    }
}
