//! The functions over the items of a list.

/// A function whose first argument is a list, and whose other arguments are evaluated for each item.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ListFunction {
    Any,
    All,
    Count,
    Sum,
}

impl ListFunction {
    pub(super) fn by_name(name: &str) -> Option<Self> {
        match name {
            "any" => Some(Self::Any),
            "all" => Some(Self::All),
            "count" => Some(Self::Count),
            "sum" => Some(Self::Sum),
            _ => None,
        }
    }
}
