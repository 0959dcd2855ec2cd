//! The flat XML of the interface: `<xml>` with one element for each field.
//!
//! [`encode_fields`](crate::codec::encode_fields) writes it, and [`read`] parses it. `read` accepts only the subset of
//! XML that the platform uses.

mod error;
mod fields;
mod precheck;
mod read;
mod write;

pub use error::{Fault, LooksLike, ReadError};
pub use fields::{Fields, MAX_FIELDS};
pub use precheck::MAX_BODY;
pub(crate) use precheck::encoding_fault;
#[cfg(feature = "client")]
pub(crate) use precheck::foreign;
pub use read::{MAX_DEPTH, read};
pub use wxmed_core::is_wire_name;

pub use write::Element;
pub(crate) use write::{WriteError, Writer};
