//! The page that the platform notifies of payments.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::post;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use wxmed::codec::xml::MAX_BODY;
use wxmed::notify::{Booked, Notice, Receiver, Response};
use wxmed::{Fen, PaymentResult};

use super::ledger::{Ledger, LedgerError};

/// The state of the page.
pub(crate) struct Hospital {
    receiver: Receiver,
    ledger: Ledger,
    paid: UnboundedSender<String>,
}

impl Hospital {
    /// The hospital, and a receiver of the numbers of the orders that are paid from now on.
    pub(crate) fn new(receiver: Receiver, ledger: Ledger) -> (Self, UnboundedReceiver<String>) {
        let (paid, numbers) = unbounded_channel();
        (Self { receiver, ledger, paid }, numbers)
    }

    /// Verifies and records a notification, and returns the response.
    pub(crate) fn receive(&self, body: &[u8]) -> Response {
        let notice = match self.receiver.receive::<PaymentResult>(body) {
            Ok(notice) => notice,
            Err(error) => {
                eprintln!("a notification was refused: {error}");
                return error.response();
            }
        };
        match self.record(&notice) {
            Ok(booked) => notice.accept(booked),
            Err(error) => {
                eprintln!("the notification {} could not be booked: {error}", notice.key());
                notice.refuse()
            }
        }
    }

    /// Writes the notice to the ledger, unless it is there already.
    fn record(&self, notice: &Notice<PaymentResult>) -> Result<Booked, LedgerError> {
        let Ok(payment) = notice.result() else {
            // Nothing was paid, but the notice is recorded anyway.
            return self.ledger.note(notice.key());
        };
        let number = payment.hosp_out_trade_no.as_deref().ok_or(LedgerError::NoOrderNumber)?;
        let total = payment.total_fee.as_deref().and_then(|total| total.parse::<Fen>().ok());
        let booked = self.ledger.pay(notice.key(), number, total.ok_or(LedgerError::NoAmount)?)?;
        if booked == Booked::Now {
            // The receiver may be gone.
            let _ = self.paid.send(number.to_owned());
        }
        Ok(booked)
    }
}

/// The page at `/paid`.
pub(crate) fn router(hospital: Arc<Hospital>) -> Router {
    // One byte more than the receiver takes, so that the receiver reports a body that is too large.
    Router::new().route("/paid", post(paid)).layer(DefaultBodyLimit::max(MAX_BODY + 1)).with_state(hospital)
}

async fn paid(State(hospital): State<Arc<Hospital>>, body: Bytes) -> impl IntoResponse {
    // SQLite blocks, so it doesn't run in an async handler.
    let response = tokio::task::spawn_blocking(move || hospital.receive(&body)).await;
    let body = response.map(Response::into_bytes).unwrap_or_default();
    ([(CONTENT_TYPE, Response::CONTENT_TYPE)], body)
}
