//! What changes of specs break.
#![cfg(feature = "load")]

mod cases;
mod support;
mod unchanged;
