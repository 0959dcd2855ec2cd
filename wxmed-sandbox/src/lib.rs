//! A sandbox that simulates WeChat's medical-insurance payment interface (微信医保支付), for tests and for interactive
//! use.
//!
//! A [`Sandbox`] listens on the local machine, issues access tokens, verifies signatures, validates requests and
//! responds to them. Its behaviour is derived from the same specs as the types of `wxmed`, so an additional spec is
//! also an additional operation of the sandbox. Tests can simulate every failure of the platform or the network: see
//! [`Stub`].
//!
//! If a request is not accepted, the sandbox finds out why, for example which mistake reproduces its signature: see
//! [`diagnosis`].
//!
//! Programs in other languages inspect and control a sandbox over HTTP, below `/sandbox/v1/`: recorded calls, stubs,
//! people, orders, messages, tokens, the clock. `/sandbox/v1/openapi.json` describes this control API. People do the
//! same with the web console at [`Sandbox::console_url`].
//!
//! With the feature `data`, `Settings::data` keeps orders, cards, messages and tokens in a SQLite file. With the
//! feature `tls`, `Settings::tls` serves HTTPS, with a certificate authority that the sandbox creates.
//!
//! ```
//! use wxmed::{GetMedInfo, Request, parse_response};
//! use wxmed_sandbox::{HttpRequest, Platform, Settings};
//! # use std::time::Duration;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // Without a network, requests and responses are plain values.
//! let mut platform = Platform::new(Settings::default(), "http://127.0.0.1:8080")?;
//! let now = Duration::from_secs(1_700_000_000);
//! let account = platform.account().clone();
//!
//! let (appid, secret) = (account.appid(), account.app_secret().expose());
//! let query = format!("grant_type=client_credential&appid={appid}&secret={secret}");
//! let fetched = platform.handle(&HttpRequest::get("/cgi-bin/token", query), now);
//! let fetched: serde_json::Value = serde_json::from_slice(&fetched.response.body)?;
//! let query = format!("access_token={}", fetched["access_token"].as_str().unwrap_or_default());
//!
//! let zhang = &platform.people()[0];
//! let request = GetMedInfo::builder().openid(zhang.openid()).name(zhang.name()).idcard_md5(zhang.idcard_md5()).build()?;
//! let signed = request.sign(account.api_key())?;
//! let call = HttpRequest::post(GetMedInfo::OPERATION.path, query, signed.body.xml());
//! let body = platform.handle(&call, now).response.text().into_owned();
//! let card = parse_response::<GetMedInfo>(body, account.api_key())?;
//! assert_eq!(card.medical_card_id, "6000000001");
//! # Ok(())
//! # }
//! ```
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod acceptance;
mod access;
mod account;
mod bind_page;
mod body;
mod console;
mod content;
mod control;
mod deliver;
pub mod diagnosis;
mod endpoints;
mod envelope;
mod event_stream;
mod fake_values;
mod fault;
mod faulty_stream;
mod from_json;
mod gateway;
mod history;
mod http;
mod index;
mod json_object;
mod keeper;
mod merchant;
mod not_kept;
mod notes;
mod notification;
mod operations;
mod order_number;
mod outcome;
mod pay_page;
mod platform;
mod random;
mod rejection;
mod request;
mod resource;
mod sandbox;
mod saved;
mod scan;
mod sending;
mod server;
mod settings;
mod shared;
mod specs;
mod state;
#[cfg(feature = "data")]
mod store;
mod stubs;
mod target;
#[cfg(feature = "tls")]
mod tls;
mod tokens;
mod user;
mod wait;
#[cfg(feature = "data")]
mod writer;

pub use account::{Account, SubMerchant};
pub use control::exchange_json;
pub use fault::AppliedFault;
pub use from_json::FromJsonError;
pub use history::{Origin, RecordedCall};
pub use http::{Delivery, HttpRequest, HttpResponse, Reply};
pub use notification::{NotAcknowledged, Outgoing, RefusalReason, SendOutcome, SentNotification, UnknownOrder};
pub use outcome::Outcome;
pub use platform::Platform;
pub use request::diagnose;
pub use resource::{Issued, Item};
pub use sandbox::{Sandbox, StartError};
pub use saved::{Change, Record, RestoreError};
pub use settings::{SecretError, Settings, TokenErrors, UnknownContent};
pub use specs::{Specs, SpecsError};
pub use stubs::{Stub, StubResponse};
#[cfg(feature = "tls")]
pub use tls::Authority;
pub use tokens::TokenPolicy;
pub use user::User;
pub use wait::{Wait, WaitEnd};
