//! The sidecar `wxmed serve`: WeChat's medical-insurance payment interface as JSON over HTTP, for hospital systems in any
//! language.
//!
//! [`config`] reads the configuration file and the secrets that it refers to. [`journal`] keeps what was called, so that
//! nothing is sent twice by itself, and the queue of notifications. [`audit`] writes the audit file.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

pub mod audit;
pub mod config;
mod files;
pub mod journal;
