//! The orders in which fields are signed.

use std::cmp::Ordering;

/// An order of fields.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// By the bytes of their names, as it should be.
    Bytes,
    /// By their names in lower case: Java's `CASE_INSENSITIVE_ORDER`.
    LowerCase,
    /// By their names in upper case, where an underscore comes after letters: C#'s `OrdinalIgnoreCase`.
    UpperCase,
    /// In dictionary order, punctuation before digits before letters: C#'s `SortedDictionary`, JavaScript's
    /// `localeCompare`.
    Dictionary,
    /// In dictionary order, ignoring punctuation, like `sort` on many Unix systems.
    LettersOnly,
    /// As they were sent.
    Sent,
    /// In the order of the document's table.
    Document,
    /// By the bytes of their names, in descending order.
    Descending,
}

impl Order {
    pub(super) const WRONG: [Self; 7] = [
        Self::Sent,
        Self::Document,
        Self::Descending,
        Self::LowerCase,
        Self::UpperCase,
        Self::Dictionary,
        Self::LettersOnly,
    ];

    /// Compares two names. Names that are equal in this order are compared by their bytes.
    pub(super) fn compare(self, left: &str, right: &str, document: &[&str]) -> Ordering {
        match self {
            Self::Bytes => left.cmp(right),
            Self::Descending => right.cmp(left),
            Self::Sent => Ordering::Equal,
            Self::Document => {
                let position = |name: &str| document.iter().position(|row| *row == name).unwrap_or(usize::MAX);
                position(left).cmp(&position(right))
            }
            Self::LowerCase => by(left, right, |byte| Some(byte.to_ascii_lowercase())),
            Self::UpperCase => by(left, right, |byte| Some(byte.to_ascii_uppercase())),
            Self::Dictionary => by(left, right, weight),
            Self::LettersOnly => by(left, right, |byte| weight(byte).filter(|_| byte.is_ascii_alphanumeric())),
        }
    }
}

fn by(left: &str, right: &str, weight: impl Fn(u8) -> Option<u8> + Copy) -> Ordering {
    left.bytes().filter_map(weight).cmp(right.bytes().filter_map(weight)).then_with(|| left.cmp(right))
}

/// The weight of a byte in dictionary order. Names consist of ASCII letters, digits and three marks.
fn weight(byte: u8) -> Option<u8> {
    match byte {
        b'_' => Some(0),
        b'-' => Some(1),
        b'.' => Some(2),
        byte => Some(byte.to_ascii_lowercase()),
    }
}
