//! The spans of a call: these names and fields, without sent values.

use std::collections::HashMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use tracing::dispatcher::with_default;
use tracing::field::{Field, Visit};
use tracing::{Dispatch, Subscriber, span};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::{LookupSpan, Registry};
use wxmed::{ApiKey, Client, RetryPolicy, Stage, TransportError, TransportErrorKind};

use crate::common::{KEY, unsigned_body};
use crate::listener::Listener;
use crate::support::{Double, Reaction, card, lookup, merchant, refused, registration, stable, token};

/// The spans and events while this client sends a lookup, or a registration.
fn heard(double: &Double, send: impl AsyncFnOnce(&Client)) -> Vec<String> {
    let listener = Listener::default();
    let client = Client::builder(ApiKey::new(KEY))
        .token(stable())
        .retries(RetryPolicy::default())
        .transport(double.clone())
        .build()
        .unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
    with_default(&listener.dispatch(), || runtime.block_on(send(&client)));
    listener.heard().into_iter().filter(|line| line.contains("wxmed.")).collect()
}

#[test]
fn every_attempt_has_a_span_inside_the_call() {
    let double = Double::new(|seen, before| match (seen.is_fetch(), before) {
        (true, _) => token(&format!("T{before}")),
        (false, 1) => refused(40001),
        (false, 3) => Reaction::Fail(TransportError::new(Stage::MaybeSent, TransportErrorKind::Broken, "reset")),
        (false, 4) => Reaction::Response(503, "busy".into()),
        _ => card(),
    });
    let lines = heard(&double, async |client| drop(client.send(&lookup()).await.unwrap()));
    let expected = [
        r#"span INFO wxmed.call operation="getmedinfo" section="1.1""#,
        r#"span DEBUG wxmed.token in wxmed.call request="any""#,
        r#"wxmed.token outcome="success""#,
        "span DEBUG wxmed.attempt in wxmed.call attempt=1",
        "wxmed.attempt status=200",
        r#"wxmed.attempt outcome="token-rejected""#,
        r#"wxmed.attempt code="40001""#,
        r#"wxmed.attempt rid="65-61""#,
        r#"span DEBUG wxmed.token in wxmed.call request="another""#,
        r#"wxmed.token outcome="success""#,
        "span DEBUG wxmed.attempt in wxmed.call attempt=2",
        r#"wxmed.attempt outcome="no-response""#,
        "span DEBUG wxmed.attempt in wxmed.call attempt=3",
        "wxmed.attempt status=503",
        r#"wxmed.attempt outcome="no-response""#,
        "span DEBUG wxmed.attempt in wxmed.call attempt=4",
        "wxmed.attempt status=200",
        r#"wxmed.attempt outcome="success""#,
        "wxmed.call attempts=4",
        r#"wxmed.call outcome="success""#,
    ];
    assert_eq!(lines, expected);
}

/// Each field of a call's span is recorded once for every result, because a subscriber may print every value.
#[test]
fn each_field_of_a_call_is_recorded_once() {
    type End = fn() -> Reaction;
    let ends: [(End, usize, usize); 4] = [
        (card, 1, 1),
        (|| Reaction::Response(503, "busy".into()), 3, 1),
        (|| refused(40001), 2, 1),
        (|| Reaction::Response(200, "<html>".into()), 1, 1),
    ];
    for (end, attempts, recorded) in ends {
        let given = std::sync::atomic::AtomicUsize::new(0);
        let double = Double::new(move |seen, _| match seen.is_fetch() {
            true => token(&format!("T{}", given.fetch_add(1, std::sync::atomic::Ordering::SeqCst))),
            false => end(),
        });
        let lines = heard(&double, async |client| drop(client.send(&lookup()).await));
        let count = |field: &str| lines.iter().filter(|line| line.starts_with(&format!("wxmed.call {field}"))).count();
        assert_eq!(count("attempts="), recorded, "{lines:?}");
        assert_eq!(count("outcome="), recorded, "{lines:?}");
        assert!(lines.contains(&format!("wxmed.call attempts={attempts}")), "{lines:?}");
    }
    // Without a token there is no attempt.
    let double = Double::new(|_, _| refused(40164));
    let lines = heard(&double, async |client| drop(client.send(&lookup()).await.unwrap_err()));
    assert!(lines.contains(&"wxmed.call attempts=0".to_owned()), "{lines:?}");
}

/// How often each field of each span was recorded. Clones share the counts.
#[derive(Clone, Default)]
struct Recorded {
    /// The number of the span that currently has an ID. IDs are reused.
    numbers: Arc<Mutex<HashMap<u64, usize>>>,
    counts: Arc<Mutex<HashMap<SpanField, usize>>>,
}

/// The number of a span, its name, and the name of a field.
type SpanField = (usize, &'static str, &'static str);

/// Counts the fields of one span.
struct CountFields<'r> {
    recorded: &'r Recorded,
    number: usize,
    span: &'static str,
}

impl Visit for CountFields<'_> {
    fn record_debug(&mut self, field: &Field, _: &dyn Debug) {
        *self.recorded.counts.lock().unwrap().entry((self.number, self.span, field.name())).or_default() += 1;
    }
}

impl<S: Subscriber + for<'s> LookupSpan<'s>> Layer<S> for Recorded {
    fn on_new_span(&self, attributes: &span::Attributes<'_>, id: &span::Id, _: Context<'_, S>) {
        let number = {
            let mut numbers = self.numbers.lock().unwrap();
            let next = numbers.values().max().map_or(0, |last| last + 1);
            numbers.insert(id.into_u64(), next);
            next
        };
        attributes.record(&mut CountFields { recorded: self, number, span: attributes.metadata().name() });
    }

    fn on_record(&self, id: &span::Id, values: &span::Record<'_>, context: Context<'_, S>) {
        let number = self.numbers.lock().unwrap()[&id.into_u64()];
        values.record(&mut CountFields { recorded: self, number, span: context.span(id).unwrap().name() });
    }
}

fn busy() -> Reaction {
    Reaction::Response(200, r#"{"errcode":-1,"errmsg":"system error rid: 65-61"}"#.into())
}

fn broken() -> Reaction {
    Reaction::Fail(TransportError::new(Stage::MaybeSent, TransportErrorKind::Broken, "reset"))
}

fn bad_signature() -> Reaction {
    let message = "签名失败 rid: 6550793e-6180a984-10dc82bb";
    Reaction::Response(200, unsigned_body(&[("return_code", "FAIL"), ("return_msg", message)]))
}

/// Each field of each span is recorded once, no matter how often a call is retried or sent again with a new token.
#[test]
fn each_field_of_each_span_is_recorded_once() {
    // The platform's reaction to a call, by the number of requests since the first token fetch.
    type React = fn(usize) -> Reaction;
    let reactions: [React; 10] = [
        |_| card(),
        |_| refused(40001),
        |_| refused(48001),
        |_| busy(),
        |_| broken(),
        |_| bad_signature(),
        |_| Reaction::Response(200, "<html>".into()),
        |before| if before == 0 { refused(40001) } else { card() },
        |before| if before < 2 { busy() } else { card() },
        |before| if before == 1 { broken() } else { refused(42001) },
    ];
    for (index, react) in reactions.into_iter().enumerate() {
        let double = Double::new(move |seen, before| match (seen.is_fetch(), before) {
            (true, _) => token(&format!("T{before}")),
            (false, before) => react(before - 1),
        });
        let client = Client::builder(ApiKey::new(KEY)).token(stable()).transport(double.clone()).build().unwrap();
        let recorded = Recorded::default();
        let dispatch = Dispatch::new(Registry::default().with(recorded.clone()));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        with_default(&dispatch, || {
            runtime.block_on(async {
                drop(client.send(&lookup()).await);
                drop(client.send(&registration(merchant())).await);
            });
        });
        let counts = recorded.counts.lock().unwrap();
        let ends = |name| counts.keys().filter(|(_, span, field)| (*span, *field) == (name, "outcome")).count();
        assert_eq!((ends("wxmed.call"), ends("wxmed.attempt")), (2, double.seen().len() - double.fetches()), "{index}");
        assert!(counts.values().all(|count| *count == 1), "{index}: {counts:?}");
    }
}

/// The span of a rejected call contains the `rid`, and the code only if the specs list it.
#[test]
fn a_rejected_call_records_its_rid_and_a_listed_code() {
    let known = "签名失败 rid: 6550793e-6180a984-10dc82bb";
    for (message, code) in
        [(known, Some(r#"wxmed.call code="签名失败""#)), ("made up rid: 6550793e-6180a984-10dc82bb", None)]
    {
        let double = Double::new(move |seen, _| match seen.is_fetch() {
            true => token("T0"),
            false => Reaction::Response(200, unsigned_body(&[("return_code", "FAIL"), ("return_msg", message)])),
        });
        let lines = heard(&double, async |client| drop(client.send(&lookup()).await.unwrap_err()));
        let ends: Vec<&str> = lines.iter().map(String::as_str).filter(|line| line.starts_with("wxmed.call ")).collect();
        let expected =
            [Some("wxmed.call attempts=1"), Some(r#"wxmed.call outcome="protocol""#), code].into_iter().flatten();
        let number = r#"wxmed.call rid="6550793e-6180a984-10dc82bb""#;
        assert_eq!(ends, expected.chain([number]).collect::<Vec<_>>());
    }
}

/// The span of a business error contains its `graphid`, too.
#[test]
fn a_rejected_call_records_its_graphid() {
    let double = Double::new(|seen, _| match seen.is_fetch() {
        true => token("T0"),
        false => {
            let des = "未绑卡[graphid:33613527]";
            let envelope = [("return_code", "SUCCESS"), ("result_code", "FAIL"), ("err_code", "80004")];
            Reaction::Response(200, unsigned_body(&[&envelope[..], &[("err_code_des", des)]].concat()))
        }
    });
    let lines = heard(&double, async |client| drop(client.send(&lookup()).await.unwrap_err()));
    for span in ["wxmed.attempt", "wxmed.call"] {
        let expected = format!(r#"{span} graphid="33613527""#);
        assert_eq!(lines.iter().filter(|line| **line == expected).count(), 1, "{lines:?}");
    }
}

/// The span of a dropped call has no outcome.
#[test]
fn a_dropped_call_records_no_outcome() {
    let double = Double::new(|seen, _| if seen.is_fetch() { token("T0") } else { Reaction::Never });
    let lines = heard(&double, async |client| {
        let request = registration(merchant());
        let call = client.send(&request);
        assert!(tokio::time::timeout(std::time::Duration::from_secs(1), call).await.is_err());
    });
    assert!(lines.iter().any(|line| line.starts_with("span DEBUG wxmed.attempt in wxmed.call")), "{lines:?}");
    assert!(lines.iter().all(|line| !line.contains("wxmed.call end")), "{lines:?}");
}

/// The call moves to another thread, but its spans are emitted to the subscriber of the caller.
#[cfg(feature = "blocking")]
#[test]
fn a_blocking_call_uses_the_subscriber_of_its_caller() {
    let double = Double::new(|seen, _| if seen.is_fetch() { token("T0") } else { card() });
    let client =
        wxmed::blocking::Client::builder(ApiKey::new(KEY)).token(stable()).transport(double.clone()).build().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let listener = Listener::default();
    with_default(&listener.dispatch(), || {
        let outer = tracing::info_span!("visit").entered();
        runtime.block_on(async { drop(client.send(&lookup()).unwrap()) });
        drop(outer);
    });
    let heard = listener.heard();
    assert!(heard.iter().any(|line| line.starts_with("span INFO wxmed.call in visit")), "{heard:?}");
    assert!(heard.contains(&r#"wxmed.call outcome="success""#.to_owned()), "{heard:?}");
}
