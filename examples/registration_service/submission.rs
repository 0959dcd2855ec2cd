//! Submissions that must not be made twice: records their results.

use wxmed::{Error, Outcome, Response};

use super::order::{Kind, Order, State};
use super::problem::Problem;
use super::service::Service;
use super::store::StoreError;

impl Service {
    /// Records the result of a submission that was recorded before it was sent.
    ///
    /// If that fails, for example on a full disk, its state stays `sending`, and a person has to settle it.
    pub(crate) async fn record_end<R>(
        &self,
        order_number: &str,
        kind: Kind,
        result: Result<Response<R>, Error>,
    ) -> Result<Order, Problem> {
        let state = match result.as_ref().map_err(Error::outcome) {
            Ok(_) => State::Done,
            Err(Outcome::NothingDone) => State::NotDone,
            Err(Outcome::Unknown) => State::Unknown,
        };
        // The messages of wxmed's errors contain no patients' data. The raw response does: it is only stored in the
        // database.
        let raw = match &result {
            Ok(response) => Some(response.raw()),
            Err(error) => error.raw(),
        };
        let raw = raw.map(|raw| raw.bytes().to_vec());
        let reason = result.as_ref().err().map(serde_json::to_value).transpose().map_err(StoreError::Json)?;
        let (kind_name, state_name) = (kind.name(), state.name());
        match &result {
            Ok(_) => tracing::info!(kind = kind_name, state = state_name, "submitted"),
            Err(error) => tracing::warn!(kind = kind_name, state = state_name, "{error}"),
        }
        if let Err(error) = self.store.end(order_number, kind, state, reason, raw).await {
            tracing::error!(kind = kind_name, state = state_name, "the end can't be recorded: {error}");
            return Err(error.into());
        }
        match result {
            Err(error) if error.outcome() == Outcome::NothingDone => Err(Problem::Platform(error)),
            _ => self.store.order(order_number).await?.ok_or(Problem::NoSuchOrder),
        }
    }
}
