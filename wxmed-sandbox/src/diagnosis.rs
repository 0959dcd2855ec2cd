//! Finds out why a request was not accepted.
//!
//! The platform responds only with 签名失败 or 参数格式校验错误. This module names the mistake: the way of signing that reproduces
//! the caller's signature, the fields that break rules, or the format of a body that isn't the XML of the interface. It
//! does no I/O. A diagnosis contains neither the expected signature nor received values.
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
mod context;
mod ending;
mod explanation;
mod forms;
mod json_forms;
mod key_change;
mod key_history;
mod later_change;
mod mistake;
mod order;
mod plan;
mod received;
mod reference;
mod remedy;
mod rule_fields;
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
pub(crate) use cause::{KeyEvidence, foreign_account, unknown_sign_type};
pub(crate) use context::Context;
pub(crate) use key_history::KeyHistory;
pub(crate) use received::Offsets;
pub(crate) use remedy::remedy;
pub(crate) use sent_values::SentValues;
pub(crate) use signature::{document_names, missing_signature, wrong_signature};
pub(crate) use signed::{SignedText, signed_text};
pub(crate) use violation::of_violations;
