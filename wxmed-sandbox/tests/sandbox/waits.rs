//! How long clients wait for responses that stubs delay or withhold.

use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use ureq::Agent;
use wxmed_sandbox::{Stub, StubResponse, WaitEnd};

use crate::acceptance::{open, seen, state};
use crate::control_api::Api;
use crate::control_console::events;
use crate::support::credentials;

const TOKEN: &str = "/cgi-bin/token";

/// Fetches a token like a client with this time-out.
fn fetch(api: &Api, time_out: Duration) -> Result<String, ureq::Error> {
    let agent: Agent = Agent::config_builder().timeout_global(Some(time_out)).build().into();
    let url = format!("{}{TOKEN}?{}", api.sandbox.url(), credentials(api.sandbox.account()));
    agent.get(url).call()?.body_mut().read_to_string()
}

const PATIENCE: Duration = Duration::from_secs(30);

/// The recorded call, as soon as its wait has ended.
fn ended(api: &Api, number: usize) -> Value {
    let begin = Instant::now();
    loop {
        let call = api.value(&format!("/exchanges/{number}"));
        if !call["wait"]["ended_by"].is_null() {
            return call;
        }
        assert!(begin.elapsed() < PATIENCE, "{call}");
        thread::sleep(Duration::from_millis(10));
    }
}

fn milliseconds(call: &Value) -> u64 {
    call["wait"]["elapsed_us"].as_u64().unwrap() / 1000
}

#[test]
fn it_is_recorded_when_a_client_gives_up() {
    let api = Api::new();
    api.sandbox.stub(Stub::on("token").respond_with(StubResponse::Hang));
    api.sandbox.stub(Stub::on("token").delay(PATIENCE));
    for number in [1, 2] {
        assert!(matches!(fetch(&api, Duration::from_millis(300)), Err(ureq::Error::Timeout(_))));
        let call = ended(&api, number);
        assert_eq!(call["wait"]["ended_by"], "client");
        assert_eq!(state(&api, "time-out-set"), seen(1));
        assert!((200..20_000).contains(&milliseconds(&call)), "{call}");
        assert!(call["elapsed_us"].as_u64().unwrap() < 200_000, "the processing time is another one: {call}");
        let wait = api.sandbox.recorded_calls()[number - 1].wait.unwrap();
        assert_eq!(wait.ended_by, WaitEnd::Client);
        let archive = api.value(&format!("/exchanges/{number}/har"));
        assert!(archive["log"]["entries"][0]["time"].as_f64().unwrap() >= 200.0, "{archive}");
    }
}

#[test]
fn the_time_until_a_delayed_response_was_sent_or_cut_is_recorded() {
    let api = Api::new();
    let delay = Duration::from_millis(200);
    api.sandbox.stub(Stub::on("token").delay(delay));
    api.sandbox.stub(Stub::on("token").delay(delay).respond_with(StubResponse::DropBeforeHead));
    assert!(fetch(&api, PATIENCE).unwrap().contains("access_token"));
    assert!(fetch(&api, PATIENCE).is_err());
    assert_eq!(state(&api, "time-out-set"), open());
    for (number, end) in [(1, "response"), (2, "sandbox")] {
        let call = ended(&api, number);
        assert_eq!(call["wait"]["ended_by"], end);
        assert!(milliseconds(&call) >= 200, "{call}");
    }
    // There is no wait for a response that is sent or cut at once.
    api.sandbox.stub(Stub::on("token").respond_with(StubResponse::DropBeforeHead));
    assert!(fetch(&api, PATIENCE).is_err());
    fetch(&api, PATIENCE).unwrap();
    assert_eq!(api.value("/exchanges/3")["wait"], Value::Null);
    assert_eq!(api.value("/exchanges/4")["wait"], Value::Null);
}

/// A reader of the stream gets the call when it is made, and again when the wait has ended.
#[test]
fn the_event_stream_reports_the_end_of_a_wait() {
    let api = Api::new();
    let mut next = events(&api, "");
    next("status");
    let mut next_of_another = events(&api, "");
    next_of_another("status");
    api.sandbox.stub(Stub::on("token").respond_with(StubResponse::Hang));
    assert!(fetch(&api, Duration::from_secs(1)).is_err());
    for next in [&mut next as &mut dyn FnMut(&str) -> Value, &mut next_of_another] {
        let made = &next("exchanges")["exchanges"][0];
        assert_eq!((&made["number"], &made["wait"]), (&json!(1), &json!({"ended_by": null, "elapsed_us": null})));
        let updated = &next("updates")["exchanges"][0];
        assert_eq!((&updated["number"], &updated["wait"]["ended_by"]), (&json!(1), &json!("client")));
    }
}

/// No client waits for a request that the console sends, and a dropped call isn't recorded again.
#[test]
fn other_calls_have_no_wait() {
    let api = Api::new();
    api.post("/stubs", &json!({"operation": "getmedinfo", "fault": "hang"}));
    let (status, made) = api.post("/operations/getmedinfo/send", &json!({"fields": {}}));
    assert_eq!((status, &made["response"]["delivery"], &made["wait"]), (201, &json!("never"), &Value::Null));
    api.sandbox.stub(Stub::on("token").delay(Duration::from_millis(300)));
    thread::scope(|scope| {
        let late = scope.spawn(|| fetch(&api, PATIENCE));
        while api.sandbox.calls(TOKEN) == 0 {
            thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(api.delete("/exchanges").0, 204);
        late.join().unwrap().unwrap();
    });
    assert!(api.sandbox.recorded_calls().is_empty());
}
