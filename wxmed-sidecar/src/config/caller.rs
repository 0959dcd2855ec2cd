//! Who may call.

use std::collections::BTreeSet;

use wxmed::Secret;

/// A program that may call the sidecar.
#[derive(Clone, Debug)]
pub struct Caller {
    pub(super) name: String,
    pub(super) token: Option<Secret>,
    pub(super) operations: Operations,
    pub(super) concurrency: usize,
    pub(super) merchants: AllowedMerchants,
}

/// The operations that a caller may use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operations {
    /// All of them.
    All,
    /// Those with these names.
    Named(BTreeSet<String>),
}

/// The merchants for which a caller may call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AllowedMerchants {
    pub(super) names: BTreeSet<String>,
    pub(super) default: Option<String>,
}

impl Caller {
    /// The name, which appears in metrics, in the log and in the audit file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The bearer token. `None` if requests of this caller are recognised by the listener alone: see
    /// [`Listener::caller`](super::Listener::caller). Comparison takes constant time.
    pub fn token(&self) -> Option<&Secret> {
        self.token.as_ref()
    }

    /// The operations that it may use.
    pub fn operations(&self) -> &Operations {
        &self.operations
    }

    /// Whether it may use an operation.
    pub fn may_use(&self, operation: &str) -> bool {
        match &self.operations {
            Operations::All => true,
            Operations::Named(names) => names.contains(operation),
        }
    }

    /// How many of its calls may be in progress at the same time; at least 1.
    pub fn concurrency(&self) -> usize {
        self.concurrency
    }

    /// The merchant of a call that names none. `None`: each call must name one.
    pub fn default_merchant(&self) -> Option<&str> {
        self.merchants.default.as_deref()
    }

    /// Whether it may call for the merchant with this name.
    pub fn may_call_for(&self, merchant: &str) -> bool {
        self.merchants.names.contains(merchant)
    }
}
