//! What Rust the rows of a spec yield, without tokens: the emitter prints it, the derive matches the user's types against
//! it, and the comparison of versions compares it.

mod types;

pub use types::{Argument, ItemArgument, Origin, RecordRole, Type, TypeRef, is_optional, object_name, value_type};
