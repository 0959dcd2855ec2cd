//! Registrations while the sidecar is killed at various moments.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::{Value, json};
use wxmed_sandbox::Sandbox;

use super::process::{Process, config, post, registration};
use super::sandbox;
use crate::support::Folder;

/// The number of registrations. `WXMED_CRASHES` overrides it.
const REGISTRATIONS: usize = 1000;
const CALLERS: usize = 8;

/// The state of a registration, as its caller knows it.
#[derive(Clone, Debug, PartialEq)]
enum State {
    Registered(Value),
    Unknown,
}

/// Calls until the state is known, like a hospital's program. The call is repeated after each broken connection.
fn register(socket: &std::path::Path, order: &str) -> State {
    loop {
        match post(socket, "/v1/preregister", &registration(order)) {
            Ok((200, body)) if body["ok"] == true => return State::Registered(body),
            Ok((409, body)) if body["kind"] == "outcome-unknown" => return State::Unknown,
            Ok((409, body)) => assert_eq!(body["kind"], "in-progress", "{body}"),
            Ok((504, body)) if body["kind"] == "outcome-unknown" => return State::Unknown,
            // The sidecar is stopping, or the token fetch was cut off. Nothing was sent.
            Ok((502..=504, body)) => assert_eq!(body["outcome"], "nothing-done", "{body}"),
            Ok((status, body)) => panic!("{status} {body}"),
            Err(_) => std::thread::yield_now(),
        }
    }
}

/// How often the platform has received each order.
fn received(sandbox: &Sandbox) -> BTreeMap<String, usize> {
    let mut orders = BTreeMap::new();
    for call in sandbox.recorded_calls().iter().filter(|call| call.request.path == "/payinsurance/preregister") {
        let fields = wxmed::codec::xml::read(&call.request.body).unwrap();
        *orders.entry(fields.get("hosp_out_trade_no").unwrap().to_owned()).or_default() += 1;
    }
    orders
}

#[test]
fn no_registration_is_sent_twice_and_none_is_lost() {
    let number = std::env::var("WXMED_CRASHES").ok().and_then(|number| number.parse().ok()).unwrap_or(REGISTRATIONS);
    let (sandbox, folder) = (sandbox(), Folder::new());
    folder.write("wxmed.toml", &config(&sandbox, "[log]\nlevel = \"info\"\n"));
    let socket = folder.path("s.sock");
    let (next, is_over) = (AtomicUsize::new(0), AtomicBool::new(false));
    let mut kills = 0;
    let states: BTreeMap<String, State> = std::thread::scope(|scope| {
        let callers: Vec<_> = (0..CALLERS)
            .map(|_| {
                scope.spawn(|| {
                    let mut states = Vec::new();
                    loop {
                        let index = next.fetch_add(1, Ordering::Relaxed);
                        if index >= number {
                            return states;
                        }
                        let order = format!("C-{index}");
                        states.push((order.clone(), register(&socket, &order)));
                    }
                })
            })
            .collect();
        let killer = scope.spawn(|| {
            let mut process = Process::start(&folder, &sandbox);
            while !is_over.load(Ordering::Acquire) {
                // The delays differ, so that the process is killed at various moments.
                std::thread::sleep(Duration::from_millis(5 + (kills * 37) % 190));
                process.kill();
                kills += 1;
                process = Process::start(&folder, &sandbox);
            }
            process
        });
        let states = callers.into_iter().flat_map(|caller| caller.join().unwrap()).collect();
        is_over.store(true, Ordering::Release);
        drop(killer.join().unwrap());
        states
    });
    assert_eq!(states.len(), number);
    let orders = received(&sandbox);
    let twice: Vec<_> = orders.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "sent more than once: {twice:?}");

    let process = Process::start(&folder, &sandbox);
    let mut unknown = 0;
    for (order, state) in &states {
        // An acknowledged registration is still recorded, and was received.
        assert_eq!(&register(&socket, order), state, "{order}");
        match state {
            State::Registered(_) => assert_eq!(orders.get(order), Some(&1), "{order}"),
            State::Unknown => {
                unknown += 1;
                // The hospital checks at the platform, and resends a missing order.
                let mut again = registration(order);
                again["resend"] = json!(true);
                let (status, body) = post(&process.socket, "/v1/preregister", &again).unwrap();
                // The sandbox refuses an existing order.
                let is_missing = !orders.contains_key(order);
                assert_eq!((status, &body["ok"]), (200, &json!(is_missing)), "{order} {body}");
            }
        }
    }
    let after = received(&sandbox);
    assert!(after.iter().all(|(order, times)| *times <= 1 + usize::from(states.get(order) == Some(&State::Unknown))));
    assert!(kills > 0);
    println!("{number} registrations, {kills} kills, {unknown} unknown");
}
