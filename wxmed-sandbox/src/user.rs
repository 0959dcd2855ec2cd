//! The made-up users of a sandbox.

use std::collections::BTreeMap;
use std::fmt;

use wxmed::spec::model::Resource;
use wxmed::{IdCard, IdCardError, IdCardMd5};

use crate::resource::Item;

/// The names of the fields of a card that identify its owner. Specs compare requests with them.
pub(crate) const OPENID: &str = "openid";
const NAME: &str = "name";
const IDCARD_MD5: &str = "idcard_md5";

/// A user, with the bound insurance card if there is one.
///
/// `Debug` shows no data of the user. Never use a real person's data.
///
/// ```
/// use wxmed_sandbox::User;
/// let person = User::new("oSandbox0000000000000000001z", "赵六", "44030019000101123x")?
///     .with_card([("medical_card_no", "1")]);
/// assert_eq!(person.idcard_md5().as_str(), "09eb26e839ff3a2e3980352ae45ef09e");
/// # Ok::<(), wxmed::IdCardError>(())
/// ```
#[derive(Clone)]
pub struct User {
    openid: String,
    name: String,
    identity_number: String,
    idcard_md5: IdCardMd5,
    card: Option<BTreeMap<String, String>>,
}

impl User {
    /// A user without a card.
    ///
    /// # Errors If the text isn't an identity number.
    pub fn new(
        openid: impl Into<String>,
        name: impl Into<String>,
        identity_number: impl Into<String>,
    ) -> Result<Self, IdCardError> {
        let identity_number = identity_number.into();
        let idcard_md5 = IdCard::parse(&identity_number)?.md5();
        Ok(Self { openid: openid.into(), name: name.into(), identity_number, idcard_md5, card: None })
    }

    /// Binds a card with these values of responses, by their field names. Missing values are made up when a response
    /// needs them.
    #[must_use]
    pub fn with_card<N: Into<String>, V: Into<String>>(mut self, values: impl IntoIterator<Item = (N, V)>) -> Self {
        self.card = Some(values.into_iter().map(|(name, value)| (name.into(), value.into())).collect());
        self
    }

    /// The openid.
    pub fn openid(&self) -> &str {
        &self.openid
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The identity number.
    pub fn identity_number(&self) -> &str {
        &self.identity_number
    }

    /// The MD5 of the identity number, as requests contain it.
    pub fn idcard_md5(&self) -> IdCardMd5 {
        self.idcard_md5
    }

    /// The values of the bound card, by their field names; `None` if none is bound.
    pub fn card(&self) -> Option<impl Iterator<Item = (&str, &str)>> {
        self.card.as_ref().map(|card| card.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }

    /// The card that the user has bound, or would bind.
    pub(crate) fn bound_card(&self) -> Item {
        let known = [(OPENID, self.openid()), (NAME, self.name()), (IDCARD_MD5, self.idcard_md5.as_str())];
        let card = Item::new(Resource::BoundCard).with_all(known);
        self.card.iter().flatten().fold(card, |card, (name, value)| card.with(name, value))
    }

    /// The same user with the card that is bound now.
    pub(crate) fn with_bound(&self, card: Option<&Item>) -> Self {
        let known = [OPENID, NAME, IDCARD_MD5];
        let values = card.map(|card| card.iter().filter(|(name, _)| !known.contains(name)));
        let values = values.map(|values| values.map(|(name, value)| (name.to_owned(), value.to_owned())).collect());
        Self { card: values, ..self.clone() }
    }

    pub(crate) fn has_card(&self) -> bool {
        self.card.is_some()
    }
}

impl fmt::Debug for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("User").field("has_card", &self.has_card()).finish_non_exhaustive()
    }
}

/// Two users with a card and one without. The first is the one in the document's samples.
pub(crate) fn sample_people() -> Vec<User> {
    let with_cards = [
        ("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", "张三", "44030019000101123X", SAMPLE_CARDS[0]),
        ("oSandbox4JO_M2pxb1Q9zNjWeS6q", "李四", "440300000101123", SAMPLE_CARDS[1]),
    ];
    let without = User::new("oSandbox5JO_M2pxb1Q9zNjWeS6w", "王五", "110105491231002");
    let with_cards =
        with_cards.into_iter().map(|(openid, name, number, card)| Ok(User::new(openid, name, number)?.with_card(card)));
    // All three numbers are well-formed, as a test checks.
    with_cards.chain([without]).filter_map(Result::ok).collect()
}

const SAMPLE_CARDS: [[(&str, &str); 5]; 2] = [
    [
        ("medical_card_no", "A10000001"),
        ("medical_card_id", "6000000001"),
        ("medical_comp_no", "600000001"),
        ("medical_insurance_type", "1"),
        ("medical_user_id", "sandbox-user-1"),
    ],
    [
        ("medical_card_no", "A10000002"),
        ("medical_card_id", "6000000002"),
        ("medical_comp_no", ""),
        ("medical_insurance_type", "2"),
        ("medical_user_id", "sandbox-user-2"),
    ],
];

#[cfg(test)]
mod tests {
    use super::sample_people;

    #[test]
    fn there_are_people_with_and_without_a_card() {
        let people = sample_people();
        let has_card: Vec<bool> = people.iter().map(super::User::has_card).collect();
        assert_eq!(has_card, [true, true, false]);
        assert!(people.iter().all(|person| person.openid().len() == 28));
        let shown = format!("{people:?}");
        assert!(!shown.contains("张三") && !shown.contains("oUpF8"), "{shown}");
    }
}
