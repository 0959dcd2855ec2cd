//! The configuration file.

mod accepted;
mod databases;
mod refused;
mod secrets;
mod support;
mod tls;
