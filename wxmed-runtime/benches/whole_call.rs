//! The cost of a call in addition to its HTTP request.
//!
//! `Client::send` of a getmedinfo and a bare POST with reqwest use the same loopback server, which reads a body and
//! sends a prepared response. The two take turns within one run, and the result is their difference: the time that the
//! client spends on signing, its token, its time-outs, validation and the typed reply.
//!
//! `cargo bench -p wxmed --bench whole_call`

#[path = "support/card.rs"]
mod card;
#[path = "support/loopback.rs"]
mod loopback;

use std::error::Error;
use std::future::Future;
use std::net::SocketAddr;
use std::thread;
use std::time::Instant;

use loopback::{BarePost, Send, serve};
use tokio::runtime::{Builder, Runtime};
use tokio::task::LocalSet;

const ROUNDS: usize = 300;

/// The number of calls in one round, regardless of how many are in flight concurrently.
const CALLS: usize = 320;

fn main() -> Result<(), Box<dyn Error>> {
    let address = server()?;
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let (send, post) = (Send::new(address)?, BarePost::new(address)?);
    println!(
        "{:>8} {:>10} {:>14} {:>12} {:>8}   fastest rounds",
        "at once", "send, µs", "bare post, µs", "difference", "ratio"
    );
    for at_once in [1, 16] {
        let (mut sends, mut posts) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            sends.push(round(&runtime, at_once, || send.call())?);
            posts.push(round(&runtime, at_once, || post.call())?);
        }
        let mut differences: Vec<f64> = sends.iter().zip(&posts).map(|(send, post)| send - post).collect();
        let (send, post) = (fastest(&sends), fastest(&posts));
        println!("{at_once:>8} {send:>10.2} {post:>14.2} {:>12.2} {:>8.3}", send - post, send / post);
        println!("{:>47.2}            the median of each round's difference", median(&mut differences));
    }
    Ok(())
}

/// Microseconds per call, with this many calls in flight concurrently.
fn round<C>(runtime: &Runtime, at_once: usize, call: impl Fn() -> C) -> Result<f64, Box<dyn Error>>
where
    C: Future<Output = ()> + 'static,
{
    let tasks = LocalSet::new();
    runtime.block_on(tasks.run_until(async {
        let share = || (0..CALLS / at_once).map(|_| call()).collect::<Vec<_>>();
        let shares: Vec<Vec<C>> = (0..at_once).map(|_| share()).collect();
        let start = Instant::now();
        let one_by_one = |share: Vec<C>| async move {
            for call in share {
                call.await;
            }
        };
        let running: Vec<_> = shares.into_iter().map(|share| tokio::task::spawn_local(one_by_one(share))).collect();
        for task in running {
            task.await?;
        }
        Ok(start.elapsed().as_secs_f64() * 1e6 / CALLS as f64)
    }))
}

/// A server in a separate thread, so that most of its work runs in parallel with the client.
fn server() -> Result<SocketAddr, Box<dyn Error>> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let (address, served) = runtime.block_on(serve())?;
    thread::spawn(move || runtime.block_on(served));
    Ok(address)
}

fn fastest(rounds: &[f64]) -> f64 {
    rounds.iter().copied().fold(f64::INFINITY, f64::min)
}

fn median(rounds: &mut [f64]) -> f64 {
    rounds.sort_by(f64::total_cmp);
    rounds[rounds.len() / 2]
}
