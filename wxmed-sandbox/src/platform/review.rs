//! Looks at a request without executing it, and prepares requests of the sandbox's own.

use std::time::Duration;

use wxmed::spec::model::Operation;
use wxmed::{Secret, Violation};

use super::Platform;
use crate::diagnosis::{Diagnosis, Offsets, foreign_account, of_violations};
use crate::random::LETTERS;
use crate::request::ReceivedRequest;
use crate::specs::Specs;
use crate::{content, merchant};

/// What is wrong with a request.
#[derive(Default)]
pub(crate) struct Review {
    pub(crate) diagnosis: Option<Diagnosis>,
    pub(crate) violations: Vec<Violation>,
}

/// How long a nonce is.
const NONCE: usize = 32;

impl Platform {
    /// What is wrong with a body that is sent to an operation, as far as that doesn't depend on orders and cards.
    pub(crate) fn review(&self, operation: &Operation, body: &[u8]) -> Review {
        let received = match ReceivedRequest::read(operation, body, (&self.account).into()) {
            Ok(received) => received,
            Err(unread) => return Review { diagnosis: Some(unread.diagnosis), ..Review::default() },
        };
        let findings = content::findings(&self.specs, self.content.as_deref(), operation, &received);
        let mut violations = received.violations(&self.specs, operation);
        violations.extend(findings.iter().map(content::Finding::in_request));
        let foreign = || {
            let foreign = merchant::check(operation, &self.account, &received).err()?;
            Some(foreign_account(foreign.field, Offsets::of(body).get(foreign.field)))
        };
        Review { diagnosis: of_violations(&violations, body).or_else(foreign), violations }
    }

    /// The specs, which are shared.
    pub(crate) fn specs(&self) -> Specs {
        self.specs.clone()
    }

    /// A token with which the sandbox calls itself. It is that of the stable endpoint, so that none becomes invalid.
    pub(crate) fn own_token(&mut self, now: Duration) -> Secret {
        let now = self.time(now);
        self.tokens.fetch_stable(now, &mut self.random).token
    }

    /// A new nonce.
    pub(crate) fn nonce(&mut self) -> String {
        self.random.text(LETTERS, NONCE)
    }
}
