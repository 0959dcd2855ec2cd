//! The serde implementations: values and codes are serialised and deserialised, errors are only serialised.
//!
//! Requests and replies have none, because they contain patients' data. To serialise them deliberately, use
//! [`Exposed`].

mod codes;
mod errors;
mod exposed;
mod text;
mod values;

pub use codes::{Coded, kind};
pub use exposed::Exposed;
