//! The shared code of the examples: the platform, the account and the patient, and the error type.
//!
//! Without variables in the environment, an example starts its own platform on this machine. With the variables that
//! [`Site::open`] names, it calls the real one, or a running sandbox.

mod environment;
mod failure;
mod order_number;
mod site;

pub use environment::EnvironmentError;
pub use failure::{Failure, Result};
pub use order_number::order_number;
pub use site::{Patient, ScannedCode, Site, open_in_sandbox};
