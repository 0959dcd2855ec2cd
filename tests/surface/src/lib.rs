//! The public API of the crate `wxmed` with all features: `public-api.txt` lists it, and a test compares.
