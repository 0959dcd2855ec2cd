//! A client for WeChat's medical-insurance payment interface (微信医保支付): typed requests that are checked, signed and
//! sent, and responses that are verified and typed.
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
//! The types are generated from specs that were transcribed from the vendor's field tables, row by row. A request that
//! exists is valid: its builder knows which fields are mandatory when the program is compiled, and checks everything
//! else, all at once, before anything is sent.
//!
//! # Where to begin
//! - The operations: [`GetMedInfo`], [`GetBindUrl`], [`Preregister`], [`QrcodePreregister`], [`SendMsg`]. Each has a
//!   `builder`, and [`Request::from_fields`] for names and texts.
//! - [`Client`] sends them, and `blocking::Client` does the same without an async runtime. [`Error`] says what went
//!   wrong, and [`Error::outcome`] whether the platform may have done it all the same.
//! - [`StableToken`] gives the access tokens, or another [`TokenProvider`].
//! - [`schema`](macro@schema) makes types of a spec: of a city's `request_content` that ships, or of one of your own.
//!
//! # Without a network
//! The codec stands alone: what is signed and what is verified, to the byte.
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
//! // … post it by other means, and read what comes back:
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
//! | `testing` | `testing::MockTransport`, a transport that answers by rule, and `testing::TokenProviderTester`, for providers of tokens | no |
//! | `redis` | `RedisToken`: access tokens that several processes share through a Redis server | no |
//! | `serde` | values, codes, violations and errors as values of serde; records only by `Exposed` | no |
//! | `dynamic` | `dynamic::Specs`: specs that are read at run time, and `Client::call`, which calls by name | no |
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
pub mod codec;
#[cfg(feature = "dynamic")]
pub mod dynamic;
mod error;
pub mod field_types;
#[cfg(feature = "client")]
mod http;
mod message;
mod operation;
mod record;
mod redact;
mod request;
mod response;
#[doc(hidden)]
pub mod rt;
#[cfg(feature = "serde")]
mod serialize;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(any(feature = "https", feature = "redis"))]
mod tls;
#[cfg(feature = "client")]
mod token;
mod value;

pub use codec::encode::EncodeError;
pub use codec::raw_response::RawResponse;
pub use codec::secret::{ApiKey, Secret};
pub use codec::verify::{SignatureFault, Verification};
pub use error::content::ContentError;
pub use error::{
    ApiError, CallError, CallErrorKind, CredentialError, Error, InvalidTokenReason, MalformedReason, MalformedResponse,
    NoTokenReason, OtherFields, PreviousAttempt, SignatureFailure, Stage, TokenError, TokenFetchError, TransportError,
    TransportErrorKind, UnknownOperation,
};
pub use operation::Operation;
pub use operation::error_code::ErrorCode;
pub use operation::error_info::ErrorInfo;
pub use operation::response_context::{Documented, ResponseContext};
pub use operation::template::{FilledBy, Template, TemplateField, Templates};
pub use parts::Merchant;
pub use record::Unknown;
pub use record::input::{IntoValue, ValueError};
pub use request::convert::ToValid;
pub use request::nonce::{Nonce, NonceError};
pub use request::sendable::Sendable;
pub use request::valid::Valid;
pub use request::{Request, Signed};
pub use response::verify::{VerifiedFields, verify_response};
pub use response::{Response, parse_response};
#[cfg(feature = "serde")]
pub use serialize::Exposed;
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

/// The specs themselves: read at run time, listed, and held against maps of names and texts.
#[cfg(feature = "dynamic")]
pub mod spec {
    pub use wxmed_compiler::{
        Diagnostic, Diagnostics, Errata, Excerpt, Id, Options, Parsed, Position, Scope, SourceFile, Sources, compile,
        content_with_defaults, model, request_with_defaults, validate_bindings, validate_content,
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

/// Dates and times of the calendar, as [jiff](https://docs.rs/jiff) has them: [`Timestamp::civil`] and [`Date::civil`] give them.
pub use jiff::civil;

/// Code tables that several operations share.
#[wxmed::schema("codes/*")]
pub mod codes {}

/// Errors that do not belong to one of the operations here: of the gateway, of the protocol, of the endpoints that give
/// tokens, and of the refund, which is known and not shipped. A program that describes a refund in a spec of its own can
/// compare [`Error::code`](crate::Error::code) with [`RefundError`](crate::errors::RefundError).
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
