//! A hospital's registration service: axum, SQLite, Prometheus.
//!
//! ```sh
//! cargo run --example registration_service
//! curl --json @examples/registration_service/form.json http://127.0.0.1:8380/registrations
//! curl -X POST http://127.0.0.1:8381/registrations/HOSP20160501163102000001/payment
//! curl http://127.0.0.1:8381/metrics
//! ```
//!
//! This uses a sandbox as the platform. To call the platform itself, set the variables that `config.rs` reads:
//!
//! ```sh
//! export WXMED_APPID=… WXMED_APP_SECRET=… WXMED_API_KEY=… WXMED_MCH_ID=…
//! export HOSPITAL_NAME=… HOSPITAL_CODE=… HOSPITAL_OPERATOR_CODE=… HOSPITAL_OPERATOR_NAME=… HOSPITAL_CARD_BOUND_URL=…
//! ```
//!
//! | address | request | what it does |
//! |---|---|---|
//! | public | `POST /cards/lookup` | finds the patient's card, or returns a link for binding one |
//! | public | `POST /registrations` | registers a patient; the same order number is never registered twice |
//! | public | `GET /registrations/{order_number}` | the state of an order |
//! | internal | `POST /registrations/{order_number}/payment` | the order was paid: sends the patient a message |
//! | internal | `GET /reconciliation` | the submissions whose outcome is unknown |
//! | internal | `POST /reconciliation/{order_number}/{kind}` | a person has found out what became of one |
//! | internal | `GET /metrics`, `GET /healthz` | for Prometheus and the load balancer |
//!
//! | status | what it means for a registration |
//! |---|---|
//! | 200 | registered |
//! | 202 | being sent, or its outcome is unknown: look again later |
//! | 409 | refused: no card is bound (the response has a link), another form has this order number, or the platform's reason |
//! | 409 `order-number-unsettled` | the other form may be registered: don't use another number before that is settled |
//! | 422 | the form has violations, which are listed in the language of `Accept-Language`; nothing was sent |
//! | 500 | this service failed: it may be registered; repeat the same request, don't use another number |
//! | 502, 503, 504 | not registered: the platform or the way to it failed; the same request can be repeated |
//!
//! The status of a payment says the same of its message; 404, and 409 with `not-registered`, say that there is no
//! registration to pay for.
//!
//! How it keeps its records correct:
//!
//! 1. A submission is written to the database before it is sent (`submission.rs`, `store.rs`).
//! 2. From then on it runs in its own task. axum drops a handler when the client disconnects; the task continues.
//! 3. A submission whose outcome is unknown is never sent again automatically. A person settles it (`reconciliation.rs`).
//! 4. After a crash, submissions that were being sent have an unknown outcome.
//!
//! Callers aren't authenticated here: do that as elsewhere in your hospital.

mod card;
mod config;
mod form;
mod language;
mod message;
mod metrics;
mod monitoring;
mod order;
mod problem;
mod reconciliation;
mod registration;
mod routes;
mod sandbox;
mod service;
mod shutdown;
mod store;
mod submission;

use std::env;
use std::future::IntoFuture;

use tokio::net::TcpListener;
use wxmed_examples::Result;

use config::Config;
use metrics::Metrics;
use service::Service;
use store::Store;

#[tokio::main]
async fn main() -> Result {
    tracing_subscriber::fmt().with_writer(std::io::stderr).init();
    let sandbox = sandbox::start_if_unconfigured()?;
    let config = match &sandbox {
        Some(sandbox) => Config::read(|name| env::var(name).ok().or_else(|| sandbox::variable(sandbox, name)))?,
        None => Config::read(|name| env::var(name).ok())?,
    };
    run(config).await
}

/// Serves until it is stopped, and then finishes the submissions in progress.
async fn run(config: Config) -> Result {
    let metrics = Metrics::default();
    let client = config.client(metrics.clone())?;
    if let Err(error) = client.check().await {
        // No reason not to start: the platform may be reachable again in a minute.
        tracing::error!("the platform can't be used yet: {error}");
    }
    let store = Store::open(&config.database)?;
    let service = Service::new(client, store, metrics, config.hospital);
    let public = TcpListener::bind(config.listen).await?;
    let internal = TcpListener::bind(config.internal_listen).await?;
    println!("public: http://{}", public.local_addr()?);
    println!("internal: http://{}", internal.local_addr()?);

    let stop = shutdown::signalled()?;
    let public =
        axum::serve(public, routes::public(service.clone())).with_graceful_shutdown(stop.clone().cancelled_owned());
    let internal =
        axum::serve(internal, routes::internal(service.clone())).with_graceful_shutdown(stop.cancelled_owned());
    tokio::try_join!(public.into_future(), internal.into_future())?;
    service.finish().await;
    Ok(())
}
