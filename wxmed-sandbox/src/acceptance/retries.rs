//! Requests that failed, and the same request that succeeds later.

use std::collections::VecDeque;

use wxmed::Bilingual;

use super::Found;
use super::digest::Digest;

/// The maximum number of requests, users and orders that are remembered for each point.
const MOST: usize = 1000;

/// The newest entries that a point remembers.
pub(super) struct Recent<T>(VecDeque<T>);

impl<T> Default for Recent<T> {
    fn default() -> Self {
        Self(VecDeque::new())
    }
}

impl<T> Recent<T> {
    pub(super) fn remember(&mut self, one: T) {
        if self.0.len() == MOST {
            self.0.pop_front();
        }
        self.0.push_back(one);
    }

    /// All of them, newest first.
    pub(super) fn newest_first(&self) -> impl Iterator<Item = &T> {
        self.0.iter().rev()
    }

    pub(super) fn iter_mut(&mut self) -> impl DoubleEndedIterator<Item = &mut T> {
        self.0.iter_mut()
    }

    pub(super) fn newest(&self) -> Option<&T> {
        self.0.back()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn clear(&mut self) {
        self.0.clear();
    }
}

/// A point that is met when a request succeeds that failed before.
#[derive(Default)]
pub(super) struct Retried {
    pub(super) found: Found,
    failed: Recent<(Digest, usize)>,
}

impl Retried {
    pub(super) fn failed(&mut self, digest: Digest, number: usize) {
        if self.found == Found::Nothing {
            self.failed.remember((digest, number));
        }
    }

    pub(super) fn succeeded(&mut self, digest: impl FnOnce() -> Digest, number: usize) {
        if self.failed.is_empty() {
            return;
        }
        let digest = digest();
        if self.failed.newest_first().any(|(failed, _)| *failed == digest) {
            self.found = Found::Seen(number);
            self.failed.clear();
        }
    }

    /// What is missing after the last failure.
    pub(super) fn hint(&self) -> Option<Bilingual> {
        let (_, number) = self.failed.newest()?;
        Some(Bilingual::new(
            format!(
                "调用 {number} 失败了；其后同一请求还没有成功（除 nonce_str 与 sign 外，各字段须与调用 {number} 相同）"
            ),
            format!(
                "Exchange {number} failed; after it the same request has not succeeded yet: all its fields must be those \
                 of exchange {number}, except nonce_str and sign"
            ),
        ))
    }
}
