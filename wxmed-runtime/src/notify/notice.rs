use std::fmt;

use super::response::Response;
use crate::RawResponse;
use crate::redact_messages::shown;
use crate::signed_xml::sign::SIGN;
use crate::signed_xml::xml::{self, Fields};

/// A verified notification that has not been acknowledged yet.
///
/// Do your own work, then turn it into the response: [`Notice::accept`] or [`Notice::refuse`]. `Debug` shows the typed
/// result with patients' data redacted, but not the raw body.
#[must_use = "the platform waits for a response: call `accept` or `refuse`"]
pub struct Notice<N> {
    result: Result<N, FailureNotice>,
    key: NoticeKey,
    raw: RawResponse,
}

/// The result that the platform reports.
#[derive(Clone, Copy)]
pub(crate) enum Reported {
    Success,
    Failure,
}

/// When your program recorded the notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Booked {
    /// Now: the notice is new, and its work was done.
    Now,
    /// Before: its [key](Notice::key) was recorded already, and the work was not done again.
    Before,
}

impl<N> Notice<N> {
    pub(crate) fn new(result: Result<N, FailureNotice>, key: NoticeKey, raw: RawResponse) -> Self {
        Self { result, key, raw }
    }

    /// The result that the platform reports: the typed notification if `result_code` is SUCCESS.
    ///
    /// # Errors
    /// The platform's error if it is FAIL. This is a valid notice, too, and has to be acknowledged.
    pub fn result(&self) -> Result<&N, &FailureNotice> {
        self.result.as_ref()
    }

    /// The key that identifies this notice. Store it with the booking.
    ///
    /// It is the same for each repetition, unless the notice has none of the fields that its spec lists. In this case
    /// it contains the signature, which changes if the platform uses another nonce.
    pub fn key(&self) -> &NoticeKey {
        &self.key
    }

    /// All fields received, known or not.
    ///
    /// The body is parsed on each call: keep the result if you need several fields.
    pub fn fields(&self) -> xml::Fields<'_> {
        xml::read(self.raw.bytes()).unwrap_or_default()
    }

    /// The body as received. It contains patients' data.
    pub fn raw(&self) -> &[u8] {
        self.raw.bytes()
    }

    /// The response that acknowledges the notice. Call this after the notice was recorded, now or before.
    pub fn accept(self, booked: Booked) -> Response {
        match booked {
            // The response is the same, so that it doesn't reveal which one it is.
            Booked::Now | Booked::Before => Response::success(),
        }
    }

    /// The response that requests the notice again, because the work failed.
    pub fn refuse(self) -> Response {
        Response::fail("处理失败，请稍后重发")
    }
}

impl<N: fmt::Debug> fmt::Debug for Notice<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notice").field("result", &self.result).field("key", &self.key).finish_non_exhaustive()
    }
}

/// Identifies a notice: the name of the notification, and the values of the fields that its spec lists under `by`, as
/// one text of ASCII characters.
///
/// `payment_result?med_trans_id=4200000001&time_end=20220501163102`
///
/// If the notice has none of these fields, the key contains its signature instead. The key of a failure contains
/// `result_code=FAIL`, so that it differs from that of a success that may follow.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NoticeKey(String);

impl NoticeKey {
    pub(crate) fn of(name: &str, by: &[&str], fields: &Fields<'_>, reported: Reported) -> Self {
        let given = |name: &&str| fields.get(name).is_some_and(|text| !text.is_empty());
        let mut names: Vec<&str> = by.iter().copied().filter(given).collect();
        if names.is_empty() {
            names.push(SIGN);
        }
        let mut key = format!("{name}?");
        key.push_str(match reported {
            Reported::Success => "",
            Reported::Failure => "result_code=FAIL&",
        });
        for (at, name) in names.iter().enumerate() {
            key.push_str(if at == 0 { "" } else { "&" });
            key.push_str(name);
            key.push('=');
            push_encoded(&mut key, fields.get(name).unwrap_or_default());
        }
        Self(key)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for NoticeKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Percent-encoding, so that no value can look like another field.
fn push_encoded(key: &mut String, value: &str) {
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => key.push(char::from(byte)),
            _ => key.push_str(&format!("%{byte:02X}")),
        }
    }
}

/// The platform reports a failure. Its texts are safe to show: identity numbers are masked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailureNotice {
    code: String,
    message: String,
}

impl FailureNotice {
    /// From a verified notice whose `result_code` is FAIL.
    pub(crate) fn of_result(fields: &Fields<'_>) -> Self {
        Self::of(fields, "err_code", "err_code_des")
    }

    /// From a notice whose `return_code` is FAIL.
    pub(crate) fn of_protocol(fields: &Fields<'_>) -> Self {
        Self::of(fields, "err_code", "return_msg")
    }

    fn of(fields: &Fields<'_>, code: &str, message: &str) -> Self {
        let text = |name: &str| shown(fields.get(name).unwrap_or_default().trim());
        Self { code: text(code), message: text(message) }
    }

    /// The platform's `err_code`; empty if there is none.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The platform's message; empty if there is none.
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for FailureNotice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let texts = [self.code.as_str(), self.message.as_str()];
        let given: Vec<&str> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        match (given.is_empty(), f.alternate()) {
            (false, _) => f.write_str(&given.join(" ")),
            (true, false) => f.write_str("no reason was given"),
            (true, true) => f.write_str("没有给出原因"),
        }
    }
}

impl std::error::Error for FailureNotice {}
