//! A hospital's registration service: axum, SQLite, Prometheus.
//!
//! ```sh
//! cargo run --example registration_service
//! ```
//!
//! starts it with a sandbox as the platform. With the variables that `config.rs` names, it calls the platform itself:
//!
//! ```sh
//! export WXMED_APPID=… WXMED_APP_SECRET=… WXMED_API_KEY=… WXMED_MCH_ID=…
//! export HOSPITAL_NAME=… HOSPITAL_CODE=… HOSPITAL_OPERATOR_CODE=… HOSPITAL_OPERATOR_NAME=… HOSPITAL_CARD_BOUND_URL=…
//! cargo run --example registration_service
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
//! How it keeps its records right:
//!
//! 1. A submission is written to the database before it is sent (`submission.rs`, `store.rs`).
//! 2. From there on it runs in a task of its own. axum drops a handler when the client disconnects; the task goes on.
//! 3. A submission whose outcome is unknown is never sent again automatically. A person settles it (`reconciliation.rs`).
//! 4. After a crash, what was being sent has an unknown outcome.
//!
//! Nothing here authenticates the caller: do that as your hospital does elsewhere.

mod card;
mod config;
mod form;
mod language;
mod message;
mod metrics;
mod order;
mod problem;
mod reconciliation;
mod registration;
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
        Some(sandbox) => Config::read(|name| sandbox::variable(sandbox, name).or_else(|| env::var(name).ok()))?,
        None => Config::read(|name| env::var(name).ok())?,
    };
    run(config).await
}

/// Serves until it is asked to stop, and then finishes what it has begun.
async fn run(config: Config) -> Result {
    let metrics = Metrics::default();
    let client = config.client(metrics.clone())?;
    if let Err(error) = client.check().await {
        // No reason not to start: the platform may be back in a minute.
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
        axum::serve(public, service::public(service.clone())).with_graceful_shutdown(stop.clone().cancelled_owned());
    let internal =
        axum::serve(internal, service::internal(service.clone())).with_graceful_shutdown(stop.cancelled_owned());
    tokio::try_join!(public.into_future(), internal.into_future())?;
    service.finish().await;
    Ok(())
}
