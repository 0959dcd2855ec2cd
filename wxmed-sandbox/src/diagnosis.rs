//! Finds out why a request is not accepted.
//!
//! The platform answers 签名失败 or 参数格式校验错误, and says no more. This module names the mistake: which way of signing
//! reproduces the caller's signature, which fields break which rules, or what a body is that is not the XML of the
//! interface. It does no I/O. Neither the expected signature nor a received value is part of a diagnosis.
//!
//! ```
//! use wxmed_sandbox::{Account, Specs, diagnose};
//!
//! let specs = Specs::shipped();
//! let operation = specs.model().operation("getmedinfo").ok_or("no such operation")?;
//! let found = diagnose(&specs, operation, br#"{"openid":"oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"}"#, &Account::sample());
//! assert_eq!(found.ok_or("nothing was found")?.to_string(), "body-is-json");
//! # Ok::<(), &str>(())
//! ```

mod body;
mod cause;
mod change;
mod ending;
mod forms;
mod json_forms;
mod mistake;
mod order;
mod plan;
mod received;
mod remedy;
mod rule_title;
mod search;
mod sent_values;
mod signature;
mod signed;
mod slip;
mod text;
mod violation;

pub use cause::{Cause, Diagnosis, Position};
pub use mistake::Mistake;
pub use signature::Keys;

pub(crate) use body::unreadable;
pub(crate) use cause::{foreign_account, unknown_sign_type};
pub(crate) use received::Offsets;
pub(crate) use remedy::remedy;
pub(crate) use sent_values::SentValues;
pub(crate) use signature::{document_names, missing_signature, wrong_signature};
pub(crate) use signed::{SignedText, signed_text};
pub(crate) use violation::of_violations;
