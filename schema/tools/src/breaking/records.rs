//! A record in two versions.

use super::Place;
use super::pairs::Pairs;
use wxmed_compiler::model::{Field, Record};

/// Which way the values of a record go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// They are sent, and checked before.
    Sent,
    /// They come back, and are kept however they look, as long as they can be read.
    Received,
}

/// A record in two versions.
#[derive(Clone, Copy)]
pub(super) struct Records<'r> {
    pub(super) old: &'r Record,
    pub(super) new: &'r Record,
    pub(super) pairs: &'r Pairs,
    pub(super) direction: Direction,
    /// Where both are, for people.
    pub(super) path: &'r str,
    /// Where to show what has no place of its own.
    pub(super) place: Place,
}

impl<'r> Records<'r> {
    pub(super) fn rows(&self) -> impl Iterator<Item = (&'r Field, &'r Field)> {
        let (old, new) = (&self.old.fields, &self.new.fields);
        self.pairs.both.iter().filter_map(|(in_old, in_new)| Some((old.get(*in_old)?, new.get(*in_new)?)))
    }
}
