//! The public APIs of `wxmed` and of the crates that it re-exports, with all features: one file lists each, and a test
//! compares.
