//! Requests whose token was rejected, and the same request with a fetched token.

use std::collections::VecDeque;

use wxmed::Bilingual;

use super::Found;
use super::digest::Digest;
use super::retries::Recent;

/// The maximum number of fetched tokens that are remembered.
const MOST_FETCHED: usize = 100;

/// The last tokens that were fetched, with the numbers of the calls. Processes that share an account fetch several.
#[derive(Default)]
pub(super) struct FetchedTokens(VecDeque<(usize, Digest)>);

impl FetchedTokens {
    pub(super) fn add(&mut self, number: usize, token: &str) {
        if self.0.len() == MOST_FETCHED {
            self.0.pop_front();
        }
        self.0.push_back((number, Digest::of(token)));
    }

    fn after(&self, number: usize) -> impl Iterator<Item = &(usize, Digest)> {
        self.0.iter().rev().take_while(move |(fetched, _)| *fetched > number)
    }
}

/// A point that is met when a request succeeds with a token that was fetched after the same request was refused.
///
/// The token may be the refused one: without `force_refresh`, `stable_token` returns the same one while it is valid.
#[derive(Default)]
pub(super) struct TokenReplaced {
    pub(super) found: Found,
    refused: Recent<(Digest, usize)>,
}

impl TokenReplaced {
    pub(super) fn refused(&mut self, request: Digest, number: usize) {
        if self.found != Found::Nothing {
            return;
        }
        if let Some((_, last)) = self.refused.iter_mut().find(|(known, _)| *known == request) {
            // If it is refused again, the token must be fetched again.
            *last = number;
        } else {
            self.refused.remember((request, number));
        }
    }

    pub(super) fn accepted(
        &mut self,
        request: impl FnOnce() -> Digest,
        token: impl FnOnce() -> Option<Digest>,
        (number, fetched): (usize, &FetchedTokens),
    ) {
        if self.found != Found::Nothing || self.refused.is_empty() {
            return;
        }
        let (request, token) = (request(), token());
        let refused = self.refused.newest_first().find(|(known, _)| *known == request);
        let is_replaced = |(_, refused): &(Digest, usize)| {
            token.is_some_and(|token| fetched.after(*refused).any(|(_, fetched)| *fetched == token))
        };
        if refused.is_some_and(is_replaced) {
            self.found = Found::Seen(number);
        }
    }

    /// What is missing after the last refusal.
    pub(super) fn hint(&self, fetched: &FetchedTokens) -> Option<Bilingual> {
        if self.found != Found::Nothing {
            return None;
        }
        let refused = self.refused.newest_first().map(|(_, number)| *number).max()?;
        let fetched = fetched.after(refused).next();
        Some(match fetched {
            None => Bilingual::new(
                format!("调用 {refused} 的 token 被拒；其后还没有获取过 token"),
                format!("The token of exchange {refused} was refused; after it no token was fetched"),
            ),
            Some((fetched, _)) => Bilingual::new(
                format!(
                    "调用 {refused} 的 token 被拒，其后由调用 {fetched} 获取了 token；同一请求还没有用获取到的 token 成功（除 \
                     nonce_str 与 sign 外，各字段须与调用 {refused} 相同）"
                ),
                format!(
                    "The token of exchange {refused} was refused, and exchange {fetched} fetched one; the same request \
                     has not succeeded with a fetched token yet: all its fields must be those of exchange {refused}, \
                     except nonce_str and sign"
                ),
            ),
        })
    }
}
