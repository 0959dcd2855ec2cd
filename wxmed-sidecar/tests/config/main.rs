//! The configuration file.

mod accepted;
mod refused;
mod secrets;
mod support;
mod tls;
