//! The audit file.

mod canary;
mod encrypted;
mod lines;
mod rotation;
mod support;
