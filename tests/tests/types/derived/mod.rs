//! Users' own structs that derive `wxmed::Request`: they become the builder's request, and have its violations.

mod bindings;
mod choices;
mod contents;
mod requests;
