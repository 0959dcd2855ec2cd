//! The sidecar `wxmed serve`: WeChat's medical-insurance payment interface as JSON over HTTP, for hospital systems in any
//! language.
//!
//! [`Sidecar`] is the running server. [`config`] reads the configuration file and the secrets that it refers to.
//! [`journal`] records the calls, so that no request is resent unless the caller requests it, and holds the queue of
//! notifications. [`audit`] writes the audit file.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod attempts;
pub mod audit;
mod charset;
pub mod config;
mod files;
mod http;
mod identity_number;
mod input;
pub mod journal;
mod metrics;
mod notices;
mod observer;
mod openapi;
mod outcome;
mod prepare;
mod problem;
mod redact;
mod reload;
mod service;
mod sidecar;
mod start_error;
mod telephone_number;
mod violation;

pub use sidecar::{Drained, Sidecar};
pub use start_error::StartError;
