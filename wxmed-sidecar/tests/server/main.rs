//! A running sidecar in front of a sandbox, called with handwritten HTTP requests.

mod access;
mod bounds;
mod calls;
mod closing;
mod documents;
mod faults;
mod http;
mod inputs;
mod leaks;
mod notices;
mod once;
mod support;
