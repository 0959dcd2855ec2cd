//! The journal, used by the sidecar and by an operator.

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
