//! The string that a caller signed, when a known mistake explains the signature.

use wxmed::codec::SignType;
use wxmed::spec::schema::Privacy;

use super::change::Change;
use super::ending::{Ending, KeyForm, KeyForms, Tail};
use super::explanation::{Explanation, explanation};
use super::later_change::LaterChange;
use super::plan::{KeyPosition, Plan};
use super::received::received;
use super::search::{Found, Target};
use super::signature::Keys;
use super::text::{Received, SIGN, Text, text};

/// The string that a caller signed. The key is masked, and so is a signature in the text, because it may be the right
/// one.
pub(crate) struct SignedText {
    pub(crate) text: String,
    /// The ID of the key that was used, as the control API returns it.
    pub(crate) key: &'static str,
    pub(crate) sign_type: SignType,
    pub(crate) is_lower: bool,
    /// Whether the text was right, and a value was changed after signing.
    pub(crate) is_changed_later: bool,
}

/// The string that was signed. `None` if no known mistake explains the signature. This costs as much as the diagnosis.
pub(crate) fn signed_text(body: &[u8], document: Vec<&str>, keys: Keys<'_>) -> Option<SignedText> {
    let received = Received::new(received(body), document);
    let keys = KeyForms::of(keys.api_key(), keys.app_secret());
    let sign = received.fields.iter().find(|field| field.name == SIGN)?;
    let target = Target::parse(&sign.value)?;
    let signed = |text: String, ending: Ending, is_changed_later: bool| SignedText {
        text,
        key: ending.key_id(),
        sign_type: target.sign_type,
        is_lower: target.is_lower,
        is_changed_later,
    };
    Some(match explanation(&received, &keys, &target)? {
        Explanation::Signed(Found { changes, ending }) => {
            let plan = changes.iter().fold(Plan::RIGHT, |plan, change: &Change| change.apply(plan));
            signed(masked(&text(&received, plan), plan, ending), ending, false)
        }
        Explanation::Changed(LaterChange { signed: before, plan, .. }) => {
            signed(masked(&text(&before, plan), plan, Ending::RIGHT), Ending::RIGHT, true)
        }
    })
}

/// The text with its end and with secrets masked.
fn masked(text: &Text, plan: Plan, ending: Ending) -> String {
    let mut bytes = Vec::with_capacity(text.bytes.len() + 16);
    let mut begin = 0;
    for (offset, _) in &text.holes {
        bytes.extend_from_slice(text.bytes.get(begin..*offset).unwrap_or_default());
        bytes.extend_from_slice(Privacy::MASK.as_bytes());
        begin = *offset;
    }
    bytes.extend_from_slice(text.bytes.get(begin..).unwrap_or_default());
    let mut text = shown(&bytes);
    match (plan.key, ending.tail) {
        (KeyPosition::Among, _) => {}
        (KeyPosition::Behind, Tail::WithKey(before)) => text.push_str(&[before, Privacy::MASK].concat()),
        (KeyPosition::Behind, Tail::Without(before)) => text.push_str(before),
    }
    text
}

/// Escapes bytes that aren't UTF-8 as `\xNN`, which shows where GBK differs.
fn shown(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        chunk.invalid().iter().for_each(|byte| text.push_str(&format!("\\x{byte:02X}")));
    }
    text
}

impl Ending {
    /// The ID of its key.
    fn key_id(self) -> &'static str {
        match (self.tail, self.key) {
            (Tail::Without(_), _) => "none",
            (Tail::WithKey(_), KeyForm::Own) => "api-key",
            (Tail::WithKey(_), KeyForm::AppSecret) => "app-secret",
            (Tail::WithKey(_), KeyForm::UpperCase) => "api-key-upper-case",
            (Tail::WithKey(_), KeyForm::LowerCase) => "api-key-lower-case",
            (Tail::WithKey(_), KeyForm::AppSecretUpperCase) => "app-secret-upper-case",
            (Tail::WithKey(_), KeyForm::AppSecretLowerCase) => "app-secret-lower-case",
            (Tail::WithKey(_), KeyForm::Changed(change)) => change.id(),
        }
    }
}
