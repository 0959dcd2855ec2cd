//! What is said about mistakes in specs: each kind has cases, each message is one of theirs, and what is explained of a
//! kind is so.

mod cases;
mod explained;
mod messages;
