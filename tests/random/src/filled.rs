//! What the rows of a record have been filled with.

/// What stands in a row.
pub(crate) enum Filled {
    Text(String),
    Object(Vec<Option<Filled>>),
    List(Vec<Filled>),
}
