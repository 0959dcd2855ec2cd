//! How long a client waits for a response that a stub delays or withholds.

use std::time::Duration;

use crate::http::{Delivery, Reply};

/// How long a client waited for a response that a stub delayed or withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Wait {
    /// What ended the wait.
    pub ended_by: WaitEnd,
    /// How long the client waited since its request was received completely.
    pub elapsed: Duration,
}

/// What ended a client's wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WaitEnd {
    /// The response was sent after the delay.
    Response,
    /// The sandbox closed the connection after the delay, as the stub requires.
    Sandbox,
    /// The client closed the connection before a response was sent.
    Client,
}

impl WaitEnd {
    /// The name in the control API: `response`, `sandbox` or `client`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Response => "response",
            Self::Sandbox => "sandbox",
            Self::Client => "client",
        }
    }

    /// What ends the wait for a response that is sent like this.
    pub(crate) const fn of(delivery: Delivery) -> Self {
        match delivery {
            Delivery::Whole => Self::Response,
            Delivery::CutBeforeHead | Delivery::CutInBody => Self::Sandbox,
            Delivery::Never => Self::Client,
        }
    }
}

impl Reply {
    /// Whether the client has to wait for the response, because it is delayed or never sent.
    pub(crate) fn is_awaited(&self) -> bool {
        !self.delay.is_zero() || self.delivery == Delivery::Never
    }
}
