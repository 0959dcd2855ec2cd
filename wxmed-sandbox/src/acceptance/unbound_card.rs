//! Users without a card, and the links for binding one.

use wxmed::Bilingual;
use wxmed::spec::model::Resource;

use super::Found;
use super::digest::Digest;
use super::retries::Recent;
use super::sent::Sent;
use crate::user::OPENID;

/// The point that a link is fetched for the same user whose card was missing.
#[derive(Default)]
pub(super) struct UnboundCard {
    pub(super) found: Found,
    /// The users that had no card when a call needed one, and the numbers of the calls.
    without_card: Recent<(Digest, usize)>,
}

impl UnboundCard {
    pub(super) fn call(&mut self, sent: &Sent<'_>) {
        if self.found != Found::Nothing {
            return;
        }
        let user = || Digest::of(sent.value(OPENID).unwrap_or_default().as_str());
        if sent.lacks_card() {
            self.without_card.remember((user(), sent.call.number));
        } else if sent.is_success() && sent.creates(Resource::BindLink) && !self.without_card.is_empty() {
            let user = user();
            let is_needed = self.without_card.newest_first().any(|(known, _)| *known == user);
            self.found.see(sent.call.number, || is_needed);
        }
    }

    pub(super) fn hint(&self) -> Option<Bilingual> {
        let (_, number) = self.without_card.newest().filter(|_| self.found == Found::Nothing)?;
        Some(Bilingual::new(
            format!("调用 {number} 的用户没有绑卡；其后还没有为同一用户获取绑卡链接"),
            format!("The user of exchange {number} has no card; after it no link for binding one was fetched for them"),
        ))
    }
}
