//! A record in two versions.

use super::Location;
use super::pairs::Pairs;
use wxmed_compiler::model::{Field, Record};

/// The direction in which a record is transferred.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// It is sent, and validated before.
    Sent,
    /// It is received, and accepted as long as it can be read.
    Received,
}

/// A record in two versions.
#[derive(Clone, Copy)]
pub(super) struct Records<'r> {
    pub(super) old: &'r Record,
    pub(super) new: &'r Record,
    pub(super) pairs: &'r Pairs,
    pub(super) direction: Direction,
    /// The path of both, for people.
    pub(super) path: &'r str,
    /// The default position of changes.
    pub(super) location: Location,
}

impl<'r> Records<'r> {
    pub(super) fn rows(&self) -> impl Iterator<Item = (&'r Field, &'r Field)> {
        let (old, new) = (&self.old.fields, &self.new.fields);
        self.pairs.both.iter().filter_map(|(in_old, in_new)| Some((old.get(*in_old)?, new.get(*in_new)?)))
    }
}
