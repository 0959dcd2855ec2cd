//! An order that a user pays, and the notification that follows: axum, SQLite.
//!
//! ```sh
//! cargo run --example payment
//! ```
//!
//! 1. Serves `POST /paid`, which the platform calls (`notification.rs`).
//! 2. Writes an order to its ledger (`ledger.rs`) and places it with the address of that page.
//! 3. The order is paid: in the sandbox by this program, otherwise by the user in WeChat, at `pay_url`.
//! 4. The platform notifies the page, which verifies, records and acknowledges it.
//!
//! With the variables that `Site::open` names, it calls the platform itself and places a real order. Its notification
//! needs an internet address that leads to this program: `WXMED_NOTIFY_URL`, and `WXMED_LISTEN` for the local address.
//! The hospital in the order is made up: replace it by your own first.

mod ledger;
mod notification;
mod order;

use std::env;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::time::timeout;
use wxmed::notify::Receiver;
use wxmed::{Client, StableToken};
use wxmed_examples::{Failure, Result, Site};

use ledger::Ledger;
use notification::Hospital;

/// The time that a user has to pay.
const PATIENCE: Duration = Duration::from_secs(15 * 60);

#[tokio::main]
async fn main() -> Result {
    let site = Site::open()?;
    let client = Client::builder(site.api_key.clone())
        .token(StableToken::new(&*site.appid, site.app_secret.expose()))
        .host(site.host.clone())
        .merchant(site.merchant.clone())
        .build()?;

    let listen = env::var("WXMED_LISTEN").unwrap_or_else(|_| "127.0.0.1:0".to_owned());
    let listener = TcpListener::bind(listen).await?;
    let own = format!("http://{}/paid", listener.local_addr()?);
    let notify_url = env::var("WXMED_NOTIFY_URL").unwrap_or(own);
    let ledger = Ledger::open()?;
    let receiver = Receiver::new(site.api_key.clone(), site.merchant.clone());
    let (hospital, mut paid) = Hospital::new(receiver, ledger.clone());
    let (stop, stopped) = oneshot::channel::<()>();
    let server = axum::serve(listener, notification::router(Arc::new(hospital)));
    let server = tokio::spawn(server.with_graceful_shutdown(async { drop(stopped.await) }).into_future());

    let (number, order) = order::order(&client, &site, &notify_url)?;
    // Before it is sent, because the notification may come before the response.
    ledger.add_order(&number, order.total_fee)?;
    let placed = client.send(&order).await?;
    println!("placed: {number}, WeChat calls it {}", placed.med_trans_id);
    if !tokio::task::block_in_place(|| site.pay_in_sandbox(&number))? {
        println!("to be paid in WeChat at {}", placed.pay_url.as_deref().unwrap_or("(no pay_url was returned)"));
    }
    match timeout(PATIENCE, paid.recv()).await {
        Ok(Some(number)) => println!("paid: {number}, {} fen", ledger.paid(&number)?.unwrap_or_default()),
        _ => return Err(Failure::new("no notification came")),
    }
    // The platform gets its response before the program ends.
    drop(stop);
    server.await??;
    Ok(())
}
