//! Types that the spec compiler, the runtime and the tools share: [`Violation`]s and the violated [`Rule`]s, value
//! [`Format`]s, lossless [`Json`], and texts in two languages.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod bilingual;
mod edges;
mod format;
mod json;
mod nearest;
mod operation;
mod pattern;
pub mod schema;
#[cfg(feature = "serde")]
mod serialize;
pub mod validate;
mod violation;
mod visible;
mod wire_name;

pub use bilingual::{Bilingual, Lang};
pub use edges::{broken_at_the_ends, is_blank};
pub use format::{Calendar, Format};
pub use json::{Json, JsonError, JsonFault};
pub use nearest::{meant_wire_name, nearest};
pub use operation::{CodeMatch, ENVELOPE, Outcome, ResponseSigning, Retry, RetryAdvice};
pub use pattern::{Pattern, PatternError};
pub use violation::{GroupKind, Rule, Severity, Violation, Violations};
pub use visible::visible;
pub use wire_name::{is_key, is_name, is_wire_name, is_xml_character};
