//! Validates requests without executing them, and prepares the requests that the sandbox sends itself.

use std::time::Duration;

use wxmed::spec::model::Operation;
use wxmed::{Secret, Violation};

use super::Platform;
use crate::diagnosis::{Context, Diagnosis, Offsets, foreign_account, of_violations};
use crate::random::LETTERS;
use crate::request::ReceivedRequest;
use crate::specs::Specs;
use crate::{content, merchant};

/// The result of validating a request.
#[derive(Default)]
pub(crate) struct Review {
    pub(crate) diagnosis: Option<Diagnosis>,
    pub(crate) violations: Vec<Violation>,
}

/// The length of a nonce.
const NONCE: usize = 32;

impl Platform {
    /// Validates a body for an operation, without the checks that depend on orders and cards.
    pub(crate) fn review(&self, operation: &Operation, body: &[u8]) -> Review {
        let received = match ReceivedRequest::read(operation, body, (&self.account).into()) {
            Ok(received) => received,
            Err(unread) => return Review { diagnosis: Some(unread.diagnosis), ..Review::default() },
        };
        let findings = content::findings(&self.specs, self.content.as_deref(), operation, &received, &self.state);
        let mut violations = received.violations(&self.specs, operation);
        violations.extend(findings.iter().map(content::Finding::in_request));
        let foreign = || {
            let foreign = merchant::check(operation, &self.account, &received).err()?;
            Some(foreign_account(foreign.field, Offsets::of(body).get(foreign.field)))
        };
        let context = Context { model: self.specs.model(), operation: Some(operation) };
        Review { diagnosis: of_violations(&violations, body, context).or_else(foreign), violations }
    }

    /// The specs. Cloning them is cheap.
    pub(crate) fn specs(&self) -> Specs {
        self.specs.clone()
    }

    /// A token for the sandbox's own calls. It comes from the stable endpoint, so that no other token becomes invalid.
    pub(crate) fn own_token(&mut self, now: Duration) -> Secret {
        let now = self.time(now);
        self.tokens.fetch_stable(now, &mut self.random).token
    }

    /// Whether a call with this token would pass.
    pub(crate) fn is_valid_token(&self, token: &str, now: Duration) -> bool {
        self.tokens.check(token, self.time(now)).is_ok()
    }

    /// A new nonce.
    pub(crate) fn nonce(&mut self) -> String {
        self.random.text(LETTERS, NONCE)
    }
}
