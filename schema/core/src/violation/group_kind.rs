//! How many fields of a group must be given.

/// How many of several fields must be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GroupKind {
    /// One of them or none.
    AtMostOne,
    /// One of them or more.
    AtLeastOne,
    /// All of them or none.
    AllOrNone,
}

impl GroupKind {
    /// The keyword in specs, which is also the rule's ID.
    pub const fn name(self) -> &'static str {
        match self {
            GroupKind::AtMostOne => "at-most-one",
            GroupKind::AtLeastOne => "at-least-one",
            GroupKind::AllOrNone => "all-or-none",
        }
    }
}
