//! The public APIs of `wxmed` and of the crates that it re-exports, with all features. Each is listed in a file, and a
//! test compares it.
