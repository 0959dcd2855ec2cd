//! Measures the latency that the sidecar adds to a call of the Rust client, in the same run and against the same
//! sandbox, and its throughput with the journal on.
//!
//! The limits are those that the documentation promises. With `WXMED_BENCH_ONLY_REPORT=1`, it reports and never fails.

#[path = "support/sidecar.rs"]
mod sidecar;

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use sidecar::{Connection, LOOKUP, config, registration};
use wxmed::{ApiKey, Client, Host, Merchant, StableToken};
use wxmed_sandbox::{Account, Sandbox, Settings};
use wxmed_sidecar::Sidecar;

/// How many sequential calls of each kind are measured.
const CALLS: usize = 2_000;
/// How many connections call at the same time.
const CONNECTIONS: usize = 64;
/// How long throughput is measured.
const TIME: Duration = Duration::from_secs(5);

/// The promised limit of the added median latency.
const MOST_ADDED: Duration = Duration::from_millis(1);
/// The promised throughput in calls per second, on two cores.
const LEAST_CALLS: f64 = 2_000.0;

fn main() {
    let folder = std::env::temp_dir().join(format!("wxmed-overhead-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let fine = measure(&folder);
    let _ = std::fs::remove_dir_all(&folder);
    if !fine && std::env::var_os("WXMED_BENCH_ONLY_REPORT").is_none() {
        std::process::exit(1);
    }
}

fn measure(folder: &std::path::Path) -> bool {
    // Keep every order, but no recorded calls, which only tests need.
    let settings = Settings::default().account(Account::sample()).kept_items(1_000_000).kept_calls(1);
    let sandbox = Sandbox::start(settings).expect("a sandbox");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let mut is_fine = true;
    for durability in ["disk", "process"] {
        let config = config(sandbox.url(), sandbox.account(), folder.join("wxmed.toml"), durability, "");
        let sidecar = runtime.block_on(Sidecar::start(&config)).expect("a sidecar");
        let address = sidecar.addresses()[0];
        let added = added(&runtime, &client(&sandbox), address);
        let rate = rate(address, durability);
        println!(
            "registrations, recorded in the journal ({durability}), {CONNECTIONS} connections: {rate:.0} in a second (at \
             least {LEAST_CALLS:.0})"
        );
        runtime.block_on(sidecar.stop());
        is_fine &= added <= MOST_ADDED && rate >= LEAST_CALLS;
    }
    is_fine
}

/// The median latency that the sidecar adds to a lookup. Direct calls and calls through the sidecar alternate.
fn added(runtime: &tokio::runtime::Runtime, client: &Client, address: SocketAddr) -> Duration {
    let mut connection = Connection::open(address);
    let (mut direct, mut through) = (Vec::new(), Vec::new());
    for index in 0..CALLS + 200 {
        let fields = [("openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"), ("name", "张三"), ("idcard_md5", HASH)];
        let start = Instant::now();
        runtime.block_on(client.call("getmedinfo", fields)).expect("a card");
        let between = Instant::now();
        connection.post("/v1/getmedinfo", LOOKUP);
        // The first calls fetch tokens and open connections.
        if index >= 200 {
            direct.push(between - start);
            through.push(between.elapsed());
        }
    }
    let (direct, through) = (median(direct), median(through));
    let added = through.saturating_sub(direct);
    println!("lookup, median: client {direct:?}, sidecar {through:?}, added {added:?} (at most {MOST_ADDED:?})");
    added
}

/// Registrations per second, over all connections.
fn rate(address: SocketAddr, prefix: &str) -> f64 {
    let (orders, start) = (AtomicUsize::new(0), Instant::now());
    std::thread::scope(|scope| {
        for _ in 0..CONNECTIONS {
            scope.spawn(|| {
                let mut connection = Connection::open(address);
                while start.elapsed() < TIME {
                    let order = orders.fetch_add(1, Ordering::Relaxed);
                    connection.post("/v1/preregister", &registration(&format!("{prefix}{order}")));
                }
            });
        }
    });
    orders.into_inner() as f64 / start.elapsed().as_secs_f64()
}

const HASH: &str = "09eb26e839ff3a2e3980352ae45ef09e";

fn client(sandbox: &Sandbox) -> Client {
    let account = sandbox.account();
    Client::builder(ApiKey::new(account.api_key_text().expose()))
        .host(Host::parse(sandbox.url()).expect("a URL"))
        .merchant(Merchant::Own { appid: account.appid().to_owned(), mch_id: account.mch_id().to_owned() })
        .token(StableToken::new(account.appid(), account.app_secret().expose()))
        .build()
        .expect("a client")
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
