//! The running sidecar, called by hand-made HTTP, in front of a sandbox.

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
