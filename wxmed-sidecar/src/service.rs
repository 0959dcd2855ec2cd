//! The service without HTTP: calls, signatures, validation.

mod account;
mod audited;
mod call;
mod key;
mod panicked;
mod sign;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::json;
use wxmed::dynamic::{Operation, Specs};

pub(crate) use account::Account;
pub(crate) use call::CallResponse;
pub(crate) use panicked::BegunCall;

use crate::audit::Audit;
use crate::input::{Input, NameMatching};
use crate::journal::Journal;
use crate::metrics::Metrics;
use crate::outcome::ApiResponse;
use crate::prepare::prepare;

/// The state that all requests share.
pub(crate) struct Service {
    pub(crate) specs: Specs,
    pub(crate) accounts: BTreeMap<String, Arc<Account>>,
    pub(crate) journal: Journal,
    pub(crate) audit: Option<Audit>,
    pub(crate) metrics: Arc<Metrics>,
}

/// A request for an operation, from a caller with permission.
pub(crate) struct Request {
    /// The name of the caller, for the log and the audit file.
    pub(crate) caller: String,
    pub(crate) operation: Operation,
    pub(crate) account: Arc<Account>,
    pub(crate) matching: NameMatching,
    /// The header `Idempotency-Key`.
    pub(crate) key: Option<String>,
    pub(crate) input: Input,
}

impl Service {
    /// Validates a request without sending it.
    pub(crate) fn validate(&self, request: Request) -> ApiResponse {
        let Request { operation, account, matching, input, .. } = request;
        match prepare(&self.specs, &operation, account.merchant(), matching, input) {
            Ok(prepared) => ApiResponse::ok(json!({ "ok": true, "violations": prepared.warnings })),
            Err(violations) => ApiResponse::invalid(&violations),
        }
    }
}
