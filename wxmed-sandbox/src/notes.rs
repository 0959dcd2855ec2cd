//! The notes on a call.

use wxmed::Violation;

use crate::diagnosis::{Context, Diagnosis, of_violations};
use crate::resource::Issued;

/// What a sandbox records of a call in addition to its response.
#[derive(Clone, Debug, Default)]
pub(crate) struct Notes {
    /// Everything that is wrong with what was sent.
    pub(crate) violations: Vec<Violation>,
    /// Why the request was not accepted.
    pub(crate) diagnosis: Option<Diagnosis>,
    /// Whether the platform did what it was asked for.
    pub(crate) is_done: bool,
    /// Values that were issued by the call but are not part of its response.
    pub(crate) issued: Vec<Issued>,
}

impl Notes {
    /// The violations were the reason why the request was not accepted.
    pub(crate) fn diagnose_violations(&mut self, body: &[u8], context: Context<'_>) {
        self.diagnosis = of_violations(&self.violations, body, context);
    }
}
