//! The journal, as the sidecar and an operator use it.

mod attempts;
mod calls;
mod failing;
mod files;
#[cfg(unix)]
mod full;
#[cfg(unix)]
mod killed;
mod model;
mod older;
mod operator;
mod queue;
mod support;
