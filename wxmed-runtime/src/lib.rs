//! A client for WeChat's medical-insurance payment interface (微信医保支付): typed requests that are validated, signed and
//! sent, and responses that are verified and parsed into types.
//!
//! ```no_run
//! # #[cfg(feature = "https")]
//! # async fn first(key: String, secret: String) -> Result<(), Box<dyn std::error::Error>> {
//! use wxmed::{ApiKey, Client, GetMedInfo, IdCard, StableToken};
//!
//! let client = Client::builder(ApiKey::new(key)).token(StableToken::new("wxd678efh567hg6787", secret)).build()?;
//!
//! let card = client.send(
//!     &GetMedInfo::builder().openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o").name("张三")
//!         .idcard_md5(IdCard::parse("44030019000101123x")?).build()?,
//! ).await?;
//! println!("{} {}", card.medical_card_no, card.medical_insurance_type.as_ref().map_or("", |t| t.label()));
//! # Ok(())
//! # }
//! ```
//!
//! The types are generated from specs, which transcribe the field tables of WeChat's interface document (“the document”
//! below) row by row. Invalid requests don't compile or don't build: a missing mandatory field is a compile error, and
//! `build` reports all other violations at once, before anything is sent.
//!
//! # Operations
//! | operation | request | what it does |
//! |---|---|---|
//! | `getmedinfo` | [`GetMedInfo`] | looks up the medical card that a user has bound |
//! | `getbindurl` | [`GetBindUrl`] | returns a link where a user can bind a card |
//! | `preregister` | [`Preregister`] | registers a patient, paid by medical insurance |
//! | `qrcodepreregister` | [`QrcodePreregister`] | the same, from a scanned QR code |
//! | `sendmsg` | [`SendMsg`] | sends a message to a user in WeChat |
//! | `unifiedorder` | [`UnifiedOrder`] | places an order that the user pays in WeChat |
//!
//! Each request has a `builder`, and [`Request::from_fields`] for (name, value) pairs of strings.
//! [`schema`](macro@schema) generates types from other specs: one that is included in wxmed, such as a city's
//! `request_content`, or your own.
//!
//! # Client, errors, values, testing
//! - [`Client`] sends requests, with access tokens of a [`TokenProvider`] such as [`StableToken`].
//!   `blocking::Client` does the same without an async runtime.
//! - [`Error`] describes what went wrong. [`Error::outcome`] returns whether the platform may have processed the
//!   request despite the error, and [`Error::code`] returns the platform's error code as an enum.
//! - [`Fen`], [`Yuan`], [`Timestamp`], [`Date`], [`IdCard`] and others are validated value types. [`Secret`] and
//!   [`ApiKey`] are redacted in all output.
//! - `testing` has a transport that responds according to rules, for tests of your own code. The package
//!   `wxmed-sandbox` simulates the whole platform.
//!
//! # Notifications
//! After a payment, the platform sends a notification, [`PaymentResult`], to the hospital. The module [`notify`]
//! verifies and acknowledges it, with any web framework.
//!
//! # Without a network
//! [`Valid::sign`] and [`parse_response`] need neither a client nor a runtime:
//!
//! ```
//! use wxmed::{ApiKey, GetMedInfo, IdCard, parse_response};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let key = ApiKey::new("192006250b4c09247ec02edce69f6a2d");
//! let request = GetMedInfo::builder()
//!     .openid("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o")
//!     .name("张三")
//!     .idcard_md5(IdCard::parse("44030019000101123x")?)
//!     .build()?;
//! let signed = request.sign(&key)?;
//! assert!(signed.body.xml().starts_with("<xml><idcard_md5>"));
//!
//! # let raw = "<xml><return_code>SUCCESS</return_code><result_code>SUCCESS</result_code><medical_card_no>1</medical_card_no>\
//! # <medical_card_id>2</medical_card_id><medical_insurance_type>1</medical_insurance_type><medical_user_id>3</medical_user_id></xml>";
//! // … send it by other means, and parse the response:
//! let card = parse_response::<GetMedInfo>(raw, &key)?;
//! println!("{} {}", card.medical_card_no, card.medical_insurance_type.as_ref().map_or("", |t| t.label()));
//! # assert_eq!(card.medical_insurance_type.as_ref().unwrap().label(), "基本医疗保险（一档）");
//! # Ok(())
//! # }
//! ```
//!
//! # Features
//! | feature | what it adds | on by default |
//! |---|---|---|
//! | `client` | [`Client`], over a [`Transport`] of your own | with the next two |
//! | `https` | the transport [`Https`]: HTTP over TLS, by reqwest and rustls | yes |
//! | `blocking` | `blocking::Client` | yes |
//! | `testing` | `testing::MockTransport`, a transport that responds by rule, and `testing::TokenProviderTester`, for tests of a `TokenProvider` | no |
//! | `redis` | `RedisToken`: access tokens shared by several processes through a Redis server | no |
//! | `serde` | serialises and deserialises values and codes; serialises violations and errors; serialises requests and
//! replies only through `Exposed`, because they contain patients' data | no |
//! | `dynamic` | `dynamic::Specs`: specs read at run time, and `Client::call`, which calls an operation by name | no |
//!
//! Without default features there is no HTTP, no TLS and no async runtime.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![deny(missing_docs)]
#![forbid(unsafe_code)]

extern crate self as wxmed;

#[cfg(feature = "blocking")]
pub mod blocking;
#[cfg(feature = "client")]
mod client;
#[cfg(feature = "dynamic")]
pub mod dynamic;
mod error;
pub mod field_types;
#[cfg(feature = "client")]
mod http;
mod message;
mod notification;
pub mod notify;
mod operation;
mod record;
mod redact_messages;
mod request;
mod response;
#[doc(hidden)]
pub mod rt;
#[cfg(feature = "serde")]
mod serialize;
mod signed_xml;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(any(feature = "https", feature = "redis"))]
mod tls;
#[cfg(feature = "client")]
mod token;
mod value;

pub use error::content::ContentError;
pub use error::{
    ApiError, CallError, CallErrorKind, CredentialError, Error, InvalidTokenReason, MalformedReason, MalformedResponse,
    NoTokenReason, OtherFields, PreviousAttempt, SignatureFailure, Stage, TokenError, TokenFetchError, TransportError,
    TransportErrorKind, UnknownOperation,
};
pub use operation::Operation;
pub use operation::error_code::ErrorCode;
pub use operation::error_info::ErrorInfo;
pub use operation::template::{FilledBy, Template, TemplateField, Templates};
pub use parts::Merchant;
pub use record::Unknown;
pub use record::input::{IntoValue, ValueError};
pub use request::convert::ToValid;
pub use request::nonce::{Nonce, NonceError};
pub use request::sendable::Sendable;
pub use request::valid::Valid;
pub use request::{Request, Signed};
pub use response::{Response, parse_response};
#[cfg(feature = "serde")]
pub use serialize::Exposed;
pub use signed_xml::encode::EncodeError;
pub use signed_xml::raw_response::RawResponse;
pub use signed_xml::secret::{ApiKey, Secret};
pub use signed_xml::verify::{SignatureFault, Verification};
pub use value::idcard::{IdCard, IdCardError, IdCardMd5, IdCardMd5Error};
pub use value::{
    Code, Content, DashedDate, DashedDateMinute, DashedDateTime, Date, DateError, Decimal, Fen, FenError, OpenEnum,
    Timestamp, TimestampError, Yuan, YuanError,
};

#[cfg(all(feature = "client", feature = "dynamic"))]
pub use client::Reply;
#[cfg(feature = "client")]
pub use client::{
    AttemptEvent, AttemptOutcome, Build, BuildError, Client, ClientBuilder, NoTokens, Observer, RetryPolicy, Tokens,
};
#[cfg(feature = "client")]
pub use http::{BoxFuture, Host, HostError, HttpRequest, HttpResponse, Method, Timeouts, Transport};
#[cfg(feature = "https")]
pub use http::{Https, Proxy, ProxyError};
#[cfg(any(feature = "https", feature = "redis"))]
pub use tls::{RootCertificates, RootCertificatesError};
#[cfg(feature = "client")]
pub use token::{
    BasicToken, StableToken, StaticToken, TokenFetchEvent, TokenFetchKind, TokenFn, TokenProvider, TokenRequest,
};
#[cfg(feature = "redis")]
pub use token::{FetchesTokens, RedisToken, RedisTokenError};

/// Encoding, signing, parsing and verifying, for programs that send the bytes without wxmed's client.
pub mod codec {
    pub use crate::operation::response_context::{Documented, ResponseContext};
    pub use crate::response::verify::{VerifiedFields, verify_response};
    pub use crate::signed_xml::encode::{EncodeFault, Encoded, encode_fields, encode_fields_with, encode_unsigned};
    pub use crate::signed_xml::sign::{SignType, Signature, Signer};
    pub use crate::signed_xml::string_to_sign::string_to_sign;
    pub use crate::signed_xml::verify::verify;
    pub use crate::signed_xml::xml;
}

/// Specs at run time: read them, list what they contain, and validate field names and values against them.
#[cfg(feature = "dynamic")]
pub mod spec {
    pub use wxmed_compiler::{
        Diagnostic, Diagnostics, Errata, Excerpt, Id, Options, Parsed, Position, Scope, SourceFile, Sources, compile,
        content_with_defaults, model, reply_deviations, request_with_defaults, validate_bindings, validate_content,
        validate_content_text, validate_reply, validate_request, validate_request_with_content,
    };
    pub use wxmed_core::schema;
    pub use wxmed_core::{
        Bilingual, Format, GroupKind, Json, JsonError, JsonFault, Lang, Pattern, PatternError, Rule, Severity,
        Violation, Violations, nearest,
    };
    pub use wxmed_specs::shipped;
}
pub use wxmed_core::{
    Bilingual, CodeMatch, GroupKind, Json, JsonError, JsonFault, Lang, Outcome, ResponseSigning, Retry, RetryAdvice,
    Rule, Severity, Violation, Violations,
};

pub use payinsurance::*;
pub use request::content::{ContentRecord, ReceivedContent};

#[doc = include_str!("schema.md")]
pub use wxmed_derive::schema;

#[doc = include_str!("request.md")]
pub use wxmed_derive::Request;

/// Calendar dates and times of [jiff](https://docs.rs/jiff), which [`Timestamp::civil`] and [`Date::civil`] return.
pub use jiff::civil;

/// Code tables that several operations share.
#[wxmed::schema("codes/*")]
pub mod codes {}

/// Errors that don't belong to one of the operations above: those of the gateway, of the protocol and of the endpoints
/// that return access tokens. [`RefundError`](crate::errors::RefundError) lists the codes of the refund, an operation
/// that wxmed doesn't include; a program with its own spec of it can compare them with
/// [`Error::code`](crate::Error::code).
#[wxmed::schema("errors/*")]
pub mod errors {}

/// Groups of fields that several operations share.
#[wxmed::schema("parts/*", derive(PartialEq, Eq, Hash))]
pub mod parts {}

/// The operations of the interface.
#[wxmed::schema("payinsurance/*", derive(PartialEq, Eq, Hash), examples = "wxmed")]
pub mod payinsurance {}

/// The templates of the messages that the platform sends to users.
#[wxmed::schema("templates/*")]
pub mod templates {}
