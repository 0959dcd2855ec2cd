//! What of this crate is written and read by serde: values and codes both ways, errors one way.
//!
//! Records of requests and replies are not: they hold patients' data. [`Exposed`] writes them where a program asks for it.

mod codes;
mod errors;
mod exposed;
mod text;
mod values;

pub use codes::{Coded, kind};
pub use exposed::Exposed;
