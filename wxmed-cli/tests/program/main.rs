//! The program, as people run it.

mod call;
mod help;
mod sign;
mod spec;
mod support;
