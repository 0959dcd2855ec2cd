//! The XML of a response: its fields in order, and their signature.

use std::borrow::Cow;

use wxmed::codec::{SignType, Signer, encode_unsigned};
use wxmed::{ApiKey, EncodeError};

/// The names and values of the envelope's fields.
pub(crate) const RETURN_CODE: &str = "return_code";
pub(crate) const RETURN_MSG: &str = "return_msg";
pub(crate) const RESULT_CODE: &str = "result_code";
pub(crate) const ERR_CODE: &str = "err_code";
pub(crate) const ERR_CODE_DES: &str = "err_code_des";
pub(crate) const SIGN: &str = "sign";
pub(crate) const SUCCESS: &str = "SUCCESS";
pub(crate) const FAIL: &str = "FAIL";

/// The maximum length of both messages, according to the tables.
const LONGEST_MESSAGE: usize = 128;

/// The fields of a response, in the order in which they are sent.
#[derive(Clone)]
pub(crate) struct Envelope {
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) signing: Signing,
}

/// How a response is signed.
#[derive(Clone, Copy)]
pub(crate) enum Signing {
    /// No signature.
    None,
    /// The right signature.
    Right(SignType),
    /// A wrong signature.
    Wrong(SignType),
}

impl Envelope {
    /// A rejection before the request was processed; such a response is never signed.
    pub(crate) fn protocol_failure(message: &str, rid: &str) -> Self {
        Self::unsigned([(RETURN_CODE, FAIL), (RETURN_MSG, &marked(message, rid))])
    }

    /// A rejection for a business reason, without a signature.
    pub(crate) fn business_failure(code: &str, description: &str, rid: &str) -> Self {
        let description = marked(description, rid);
        Self::unsigned([(RETURN_CODE, SUCCESS), (RESULT_CODE, FAIL), (ERR_CODE, code), (ERR_CODE_DES, &description)])
    }

    /// An envelope without fields and without a signature.
    pub(crate) fn empty() -> Self {
        Self { fields: Vec::new(), signing: Signing::None }
    }

    fn unsigned<const N: usize>(fields: [(&str, &str); N]) -> Self {
        let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Self { fields, signing: Signing::None }
    }

    /// The value of a field.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Replaces the value with this name, or appends it.
    pub(crate) fn set(&mut self, name: &str, value: &str) {
        match self.fields.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.fields.push((name.to_owned(), value.to_owned())),
        }
    }

    /// The XML, laid out like the platform's: one line for each field.
    pub(crate) fn xml(&self, key: &ApiKey) -> Result<String, EncodeError> {
        let sign = self.signature(key);
        let has_sign = self.fields.iter().any(|(name, _)| name == SIGN);
        let values = self.fields.iter().map(|(name, value)| match (name.as_str(), &sign) {
            (SIGN, sign) => (SIGN, sign.as_deref()),
            (name, _) => (name, Some(value.as_str())),
        });
        let behind = (!has_sign).then_some((SIGN, sign.as_deref()));
        let mut text = String::from("<xml>\n");
        for (name, value) in values.chain(behind).filter_map(|(name, value)| Some((name, value?))) {
            text.push_str(&element(name, value)?);
            text.push('\n');
        }
        text.push_str("</xml>");
        Ok(text)
    }

    /// The type of the signature; the default if there is none.
    pub(crate) fn sign_type(&self) -> SignType {
        match self.signing {
            Signing::None => SignType::default(),
            Signing::Right(sign_type) | Signing::Wrong(sign_type) => sign_type,
        }
    }

    fn signature(&self, key: &ApiKey) -> Option<String> {
        let (sign_type, is_right) = match self.signing {
            Signing::None => return None,
            Signing::Right(sign_type) => (sign_type, true),
            Signing::Wrong(sign_type) => (sign_type, false),
        };
        let mut pairs: Vec<(&str, &str)> =
            self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        pairs.sort_unstable();
        let mut signer = Signer::new(key, sign_type);
        pairs.into_iter().for_each(|(name, value)| signer.pair(name, value));
        let right = signer.finish();
        Some(if is_right { right.as_str().to_owned() } else { forged(right.as_str()) })
    }
}

/// A signature with one digit changed.
fn forged(right: &str) -> String {
    let (first, rest) = right.split_at(1);
    format!("{}{rest}", if first == "0" { "1" } else { "0" })
}

/// One field as the codec writes it, without the root around it.
fn element(name: &str, value: &str) -> Result<String, EncodeError> {
    let whole = encode_unsigned([(name, value)])?;
    let inside = whole.strip_prefix("<xml>").and_then(|rest| rest.strip_suffix("</xml>"));
    Ok(inside.unwrap_or(&whole).to_owned())
}

/// A message with the `rid` appended. If the message is too long, it is truncated before the `rid`.
fn marked(message: &str, rid: &str) -> String {
    let mark = format!(" rid: {rid}");
    let room = LONGEST_MESSAGE.saturating_sub(mark.chars().count());
    let message: Cow<'_, str> = match message.char_indices().nth(room) {
        Some((end, _)) => message.get(..end).unwrap_or_default().into(),
        None => message.into(),
    };
    format!("{message}{mark}")
}

#[cfg(test)]
mod tests {
    use super::marked;

    #[test]
    fn a_long_message_is_truncated_before_the_rid() {
        assert_eq!(marked("签名失败", "1-2-3"), "签名失败 rid: 1-2-3");
        let long = marked(&"长".repeat(500), "1-2-3");
        assert_eq!(long.chars().count(), 128);
        assert!(long.ends_with("长 rid: 1-2-3"));
    }
}
