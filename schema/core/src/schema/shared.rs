use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

/// A part of a schema: in the program itself, or read at run time and shared.
///
/// The macro writes the first and the compiler of specs makes the second. Two are equal if what they refer to is.
pub enum Ref<T: 'static> {
    /// A constant of the program.
    Static(&'static T),
    /// Made at run time.
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

/// As what it refers to.
impl<T: fmt::Debug> fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
