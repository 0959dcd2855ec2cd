//! What the examples share: whom they call and as whom, and how they say what went wrong.
//!
//! Without anything in the environment, an example starts a platform of its own on this machine. With the variables that
//! [`Site::open`] names, it calls the real one, or a sandbox that runs already.

mod environment;
mod failure;
mod order_number;
mod site;

pub use environment::EnvironmentError;
pub use failure::{Failure, Result};
pub use order_number::order_number;
pub use site::{Patient, ScannedCode, Site, open_in_sandbox};
