//! The example `registration_service`, over HTTP and without a network.

mod crashed;
mod dropped;
mod failures;
mod logs;
mod offline;
mod online;
mod process;
mod reconciled;
mod registered;

/// The service itself, without the start of the program, which `process` tests.
#[path = "../../registration_service"]
mod service {
    pub(crate) mod card;
    #[allow(dead_code, reason = "only the start of the program reads some of it")]
    pub(crate) mod config;
    pub(crate) mod form;
    pub(crate) mod language;
    pub(crate) mod message;
    pub(crate) mod metrics;
    pub(crate) mod monitoring;
    pub(crate) mod order;
    pub(crate) mod problem;
    pub(crate) mod reconciliation;
    pub(crate) mod registration;
    pub(crate) mod routes;
    #[allow(dead_code, reason = "only the start of the program starts it")]
    pub(crate) mod sandbox;
    #[allow(clippy::module_inception, reason = "in the example it is no module in a module")]
    pub(crate) mod service;
    pub(crate) mod store;
    pub(crate) mod submission;
}
