//! Explains a wrong signature.

use super::ending::KeyForms;
use super::later_change::{LaterChange, garbled, later_change};
use super::search::{Found, Target, changed_key, search};
use super::text::Received;

/// Why a signature doesn't match the request.
pub(super) enum Explanation<'a> {
    /// The request was signed in another way.
    Signed(Found),
    /// The request was signed correctly, and changed afterwards.
    Changed(LaterChange<'a>),
}

/// The explanation; `None` if no known mistake reproduces the signature.
pub(super) fn explanation<'a>(
    received: &Received<'a>,
    keys: &KeyForms<'_>,
    target: &Target,
) -> Option<Explanation<'a>> {
    let garbled = || garbled(received, keys, target).map(Explanation::Changed);
    let changed_key = || changed_key(received, keys, target).map(Explanation::Signed);
    let signed = || search(received, keys, target).map(Explanation::Signed);
    let changed = || later_change(received, keys, target).map(Explanation::Changed);
    garbled().or_else(changed_key).or_else(signed).or_else(changed)
}
