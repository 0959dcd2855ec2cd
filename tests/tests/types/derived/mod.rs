//! Structs of a user's own that derive `wxmed::Request`: they become what the builder makes, and break what it breaks.

mod bindings;
mod choices;
mod contents;
mod requests;
