//! Diagnostics of specs: each kind has cases, each message occurs in a case, and the explanations are correct.

mod cases;
mod explained;
mod messages;
