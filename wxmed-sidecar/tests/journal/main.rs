//! The journal, as the sidecar and an operator use it.

mod calls;
mod files;
#[cfg(unix)]
mod full;
#[cfg(unix)]
mod killed;
mod model;
mod operator;
mod queue;
mod support;
