use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// A part of a schema: a constant of the program, or created at run time and shared.
///
/// The macro generates the first, and the spec compiler creates the second. Two references are equal if their targets
/// are equal.
pub enum Ref<T: 'static> {
    /// A constant of the program.
    Static(&'static T),
    /// Created at run time.
    Shared(Arc<T>),
}

impl<T> Deref for Ref<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Self::Static(value) => value,
            Self::Shared(value) => value,
        }
    }
}

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        match self {
            Self::Static(value) => Self::Static(value),
            Self::Shared(value) => Self::Shared(Arc::clone(value)),
        }
    }
}

impl<T> From<T> for Ref<T> {
    fn from(value: T) -> Self {
        Self::Shared(Arc::new(value))
    }
}

impl<T: PartialEq> PartialEq for Ref<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for Ref<T> {}

/// Formats the target.
impl<T: fmt::Debug> fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
