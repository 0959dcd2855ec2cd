//! Bytes that are zeroed when they are dropped.

use std::ops::{Deref, DerefMut};

use zeroize::Zeroize;

/// Bytes that are zeroed when they are dropped.
///
/// A vector that grows doesn't zero its old allocation: reserve enough capacity in advance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wiped(Vec<u8>);

impl Wiped {
    pub(crate) fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(bytes.into())
    }
}

impl Deref for Wiped {
    type Target = Vec<u8>;

    fn deref(&self) -> &Vec<u8> {
        &self.0
    }
}

impl DerefMut for Wiped {
    fn deref_mut(&mut self) -> &mut Vec<u8> {
        &mut self.0
    }
}

impl Drop for Wiped {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

/// Zeroes the whole capacity of a vector.
///
/// The vector is cleared first, because `zeroize` writes elements one by one, but the spare capacity in one go.
pub(crate) fn wipe(bytes: &mut Vec<u8>) {
    bytes.clear();
    bytes.zeroize();
}
