//! Responses: parsing, verification, and typed replies.

use std::fmt;
use std::ops::Deref;

use crate::error::{MalformedReason, malformed};
use crate::operation::error_code::ErrorCode;
use crate::operation::response_context::{Documented, ResponseContext};
use crate::record::{Fields as _, Reader, Record};
use crate::request::Request;
use crate::signed_xml::sign::SignType;
use crate::signed_xml::xml;
use crate::{ApiKey, Error, ErrorInfo, RawResponse, ResponseSigning, Retry, Verification};
use wxmed_core::schema::{FieldValues, RecordSchema};
use wxmed_core::validate;

pub(crate) mod gateway;
pub(crate) mod verify;

use verify::verify_response;

/// A successful response: the typed reply and the raw response.
///
/// It dereferences to the reply. `Debug` shows the reply with patients' data redacted, but not the raw response.
#[derive(Clone)]
pub struct Response<R> {
    reply: R,
    verification: Verification,
    raw: RawResponse,
}

impl<R> Response<R> {
    #[cfg(all(feature = "client", feature = "dynamic"))]
    pub(crate) fn new(reply: R, verification: Verification, raw: RawResponse) -> Self {
        Self { reply, verification, raw }
    }

    /// The reply.
    pub fn into_reply(self) -> R {
        self.reply
    }

    /// How the response was verified.
    pub fn verification(&self) -> Verification {
        self.verification
    }

    /// All fields received, known or not.
    ///
    /// The raw response is parsed on each call: keep the result if you need several fields.
    pub fn fields(&self) -> xml::Fields<'_> {
        xml::read(self.raw.bytes()).unwrap_or_default()
    }

    /// The raw response.
    pub fn raw(&self) -> &RawResponse {
        &self.raw
    }
}

impl<R> Deref for Response<R> {
    type Target = R;

    fn deref(&self) -> &R {
        &self.reply
    }
}

impl<R: fmt::Debug> fmt::Debug for Response<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("reply", &self.reply)
            .field("verification", &self.verification)
            .finish_non_exhaustive()
    }
}

/// Parses and verifies the response to a request of type `T`.
///
/// # Errors
/// Like [`verify_response`]; also [`Error::Malformed`] if a mandatory field of a successful response is missing or
/// unreadable. Each error contains the raw response.
pub fn parse_response<T: Request>(raw: impl Into<RawResponse>, key: &ApiKey) -> Result<Response<T::Reply>, Error> {
    let raw = raw.into();
    let operation = T::OPERATION;
    let table = <T::Reply as Record>::TABLE;
    let context = context(
        Known {
            operation: operation.name,
            section: operation.section,
            retry: operation.retry,
            signing: operation.response_signing,
            has_sign_type: operation.sign_type.is_some(),
            errors: operation.errors,
            reply: table,
        },
        &raw,
    );
    let received = verify_response(&raw, &context, key)?;
    let values = reply_values(table, &received.fields);
    match T::Reply::read(&Reader::new(&values)) {
        Some(reply) => Ok(Response { reply, verification: received.verification, raw: raw.clone() }),
        None => Err(malformed(&raw, &context, MalformedReason::Reply(validate::unreadable(table, &values)))),
    }
}

/// The metadata of an operation for reading its responses.
#[derive(Clone, Copy)]
pub(crate) struct Known<'o> {
    pub(crate) operation: &'o str,
    pub(crate) section: &'o str,
    pub(crate) retry: Retry,
    pub(crate) signing: ResponseSigning,
    /// Whether its requests have a field that selects the sign type.
    pub(crate) has_sign_type: bool,
    pub(crate) errors: &'o [ErrorInfo],
    pub(crate) reply: &'o RecordSchema,
}

/// The metadata for interpreting a response of an operation.
pub(crate) fn context<'o>(known: Known<'o>, raw: &RawResponse) -> ResponseContext<'o> {
    ResponseContext {
        operation: known.operation,
        section: known.section,
        retry: known.retry,
        signing: known.signing,
        sign_type: response_sign_type(known.has_sign_type, raw),
        business: known.errors,
        gateway: <crate::errors::GatewayError as ErrorCode>::ROWS,
        protocol: <crate::errors::ProtocolError as ErrorCode>::ROWS,
        documented: Documented::Table(known.reply),
    }
}

/// The values of a reply's rows.
pub(crate) fn reply_values<'f>(table: &RecordSchema, fields: &'f xml::Fields<'_>) -> FieldValues<'f> {
    validate::reply_values(table, |name| fields.get(name))
}

/// If an operation has a `sign_type`, its responses can be signed with either algorithm: 64 digits are not MD5.
fn response_sign_type(has_sign_type: bool, raw: &RawResponse) -> SignType {
    const HMAC_DIGITS: usize = 64;
    let is_hmac = has_sign_type
        && xml::read(raw.bytes()).is_ok_and(|fields| fields.get("sign").is_some_and(|sign| sign.len() == HMAC_DIGITS));
    if is_hmac { SignType::HmacSha256 } else { SignType::Md5 }
}
