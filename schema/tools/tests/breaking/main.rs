//! What changes of specs break.

mod cases;
mod support;
mod unchanged;
