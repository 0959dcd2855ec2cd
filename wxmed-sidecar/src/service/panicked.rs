//! A call that ended in a panic.

use std::time::Instant;

use jiff::Timestamp;
use wxmed::dynamic::Operation;

use super::audited::{Details, Ended};
use super::{Request, Service, key};
use crate::outcome::ApiResponse;
use crate::problem::Problem;

/// A call, as seen from outside of its task.
pub(crate) struct BegunCall {
    start: Instant,
    began: Timestamp,
    caller: String,
    merchant: String,
    operation: Operation,
    key: Option<String>,
}

impl BegunCall {
    pub(crate) fn of(request: &Request) -> Self {
        Self {
            start: Instant::now(),
            began: Timestamp::now(),
            caller: request.caller.clone(),
            merchant: request.account.name().to_owned(),
            operation: request.operation.clone(),
            key: key::given(&request.operation, request.key.as_deref(), request.matching, &request.input),
        }
    }
}

impl Service {
    /// Records a call that panicked. It may have been sent, and dropping its ticket has made it unknown in the journal.
    pub(crate) fn panicked(&self, call: BegunCall) -> ApiResponse {
        let response = ApiResponse::from(&Problem::Panicked);
        let elapsed = call.start.elapsed();
        self.metrics.called(call.operation.name(), response.kind, elapsed);
        let ended = Ended {
            began: call.began,
            elapsed,
            caller: &call.caller,
            merchant: &call.merchant,
            operation: &call.operation,
            response: &response,
            outcome: response.kind,
            details: Details {
                key: call.key,
                error: Some("the call ended in a panic".to_owned()),
                is_cut_off: true,
                ..Details::default()
            },
        };
        ended.log();
        if let Some(audit) = &self.audit {
            ended.record(audit);
        }
        response
    }
}
