//! The attempts that an observer is notified of, and the data that it has to request explicitly.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use wxmed::{
    ApiKey, AttemptEvent, AttemptOutcome, Client, Observer, RetryPolicy, Stage, StaticToken, TransportError,
    TransportErrorKind,
};

use crate::common::{KEY, unsigned_body};
use crate::support::{Double, Reaction, card, lookup, merchant, refused, registered, registration, stable, token};

/// The data of one attempt.
#[derive(Clone, Debug)]
struct Seen {
    line: String,
    debug: String,
    sent: String,
    received: Option<String>,
    redacted: String,
}

#[derive(Clone, Default)]
struct AuditLog(Arc<Mutex<Vec<Seen>>>);

impl AuditLog {
    fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().iter().map(|seen| seen.line.clone()).collect()
    }
}

impl Observer for AuditLog {
    fn on_attempt(&self, event: &AttemptEvent<'_>) {
        let end = match event.outcome() {
            AttemptOutcome::Success => "success".to_owned(),
            AttemptOutcome::TokenRejected(api_error) => format!("token {}", api_error.code),
            AttemptOutcome::Failure(error) => {
                format!("failure {}", error.api_error().map_or("", |api_error| &api_error.code))
            }
            AttemptOutcome::NoResponse(_) => "no response".to_owned(),
            other => panic!("{other:?}"),
        };
        assert!(event.began() <= std::time::SystemTime::now());
        let status = event.status().map_or("-".to_owned(), |status| status.to_string());
        let fields = event.sent_redacted().into_iter().chain(event.received_redacted());
        self.0.lock().unwrap().push(Seen {
            line: format!("{} {} #{} {status} {end}", event.section(), event.operation(), event.attempt()),
            debug: format!("{event:?}"),
            sent: event.expose_sent().to_owned(),
            received: event.received().map(|raw| raw.text().into_owned()),
            redacted: fields.map(|(name, text)| format!("{name}={text}\n")).collect(),
        });
    }
}

fn client(double: &Double, log: &AuditLog) -> Client {
    let builder = Client::builder(ApiKey::new(KEY)).token(stable()).observer(log.clone());
    builder.transport(double.clone()).build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn every_attempt_is_reported_with_its_outcome() {
    let double = Double::new(|seen, before| match (seen.is_fetch(), before) {
        (true, _) => token(&format!("T{before}")),
        (false, 1) => refused(40001),
        (false, 3) => Reaction::Fail(TransportError::new(Stage::MaybeSent, TransportErrorKind::Broken, "reset")),
        (false, 4) => Reaction::Fail(
            TransportError::new(Stage::MaybeSent, TransportErrorKind::Broken, "reset")
                .with_status(200)
                .with_partial("<xml>"),
        ),
        (false, 5) => Reaction::Response(503, "busy".into()),
        _ => card(),
    });
    let log = AuditLog::default();
    let builder =
        Client::builder(ApiKey::new(KEY)).token(stable()).observer(log.clone()).retries(RetryPolicy::max_retries(3));
    builder.transport(double.clone()).build().unwrap().send(&lookup()).await.unwrap();
    let expected = [
        "1.1 getmedinfo #1 200 token 40001",
        "1.1 getmedinfo #2 - no response",
        "1.1 getmedinfo #3 200 no response",
        "1.1 getmedinfo #4 503 no response",
        "1.1 getmedinfo #5 200 success",
    ];
    assert_eq!(log.lines(), expected);
    let received = |index: usize| log.0.lock().unwrap()[index].received.clone();
    assert_eq!((received(1), received(2).as_deref()), (None, Some("<xml>")));
}

/// Raw data is available only explicitly. Values are redacted according to the specs, both for typed calls and for
/// calls by name.
#[tokio::test]
async fn data_of_patients_must_be_requested_explicitly() {
    let double = Double::new(|seen, _| if seen.is_fetch() { token("made-up-token-0") } else { card() });
    let log = AuditLog::default();
    let client = client(&double, &log);
    client.send(&lookup()).await.unwrap();
    #[cfg(feature = "dynamic")]
    {
        let fields = lookup().to_fields();
        let fields = fields.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        client.call("getmedinfo", fields).await.unwrap();
    }
    for seen in log.0.lock().unwrap().iter() {
        assert!(seen.sent.contains("<![CDATA[张三]]>") && seen.received.as_ref().unwrap().contains("6001"));
        for secret in ["张三", "oUpF8uMuAJO", "09eb26e8", "6001", "6003", "made-up-token-0", KEY] {
            assert!(!seen.redacted.contains(secret) && !seen.debug.contains(secret), "{secret} in {seen:?}");
        }
        for line in ["name=***", "medical_card_no=***", "return_code=SUCCESS", "result_code=SUCCESS"] {
            assert!(seen.redacted.contains(line), "{line} is not in {}", seen.redacted);
        }
    }
}

/// A sensitive value is also redacted in other fields of the request and of the response.
#[tokio::test]
async fn a_redacted_value_is_redacted_in_all_fields() {
    let response = [
        ("return_code", "FAIL 张三"),
        ("result_code", "张三"),
        ("err_code", "张三"),
        ("err_code_des", "token made-up-token-0 of 张三"),
    ];
    let double = Double::new(move |seen, _| match seen.is_fetch() {
        true => token("made-up-token-0"),
        false => Reaction::Response(200, unsigned_body(&response)),
    });
    let log = AuditLog::default();
    let mut fields = registration(merchant()).to_fields();
    fields.iter_mut().filter(|(name, _)| name == "body").for_each(|(_, text)| *text = "挂号费-张三".to_owned());
    let fields = fields.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let client = client(&double, &log);
    #[cfg(feature = "dynamic")]
    client.call("preregister", fields.clone()).await.unwrap_err();
    client.send(&wxmed::Preregister::from_fields(fields).unwrap()).await.unwrap_err();
    let lines = [
        "body=挂号费-***\n",
        "return_code=***\n",
        "result_code=***\n",
        "err_code_des=token *** of ***\n",
        "user_card_type=1\n",
        "mch_id=1230000109\n",
    ];
    for seen in log.0.lock().unwrap().iter() {
        for line in lines {
            assert!(seen.redacted.contains(line), "{line} is not in {}", seen.redacted);
        }
        assert!(!seen.redacted.contains("张三") && !seen.redacted.contains("made-up-token-0"), "{}", seen.redacted);
        assert!(
            seen.sent.contains("张三") && seen.received.as_ref().unwrap().contains("张三"),
            "the raw data is complete"
        );
    }
}

/// Short numbers and single letters that were sent aren't searched for in other fields.
#[tokio::test]
async fn short_values_are_not_redacted_in_other_fields() {
    for (sent, body, shown) in [
        ("12345", "no 12345", "no 12345"),
        ("123456", "no 123456, 1234567", "no ***, 1234567"),
        ("a", "a 张 of 李四", "a 张 of 李四"),
        ("张", "a 张 of 李四", "a 张 of 李四"),
        ("李四", "a 张 of 李四", "a 张 of ***"),
        ("a 张", "a 张 of 李四", "*** of 李四"),
    ] {
        let log = AuditLog::default();
        let mut fields = registration(merchant()).to_fields();
        fields.iter_mut().filter(|(name, _)| name == "body").for_each(|(_, text)| body.clone_into(text));
        fields.push(("hidden".to_owned(), sent.to_owned()));
        let fields = fields.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let request = wxmed::Preregister::from_fields(fields).unwrap();
        let double = Double::new(|seen, _| if seen.is_fetch() { token("T0") } else { registered() });
        client(&double, &log).send(&request).await.unwrap();
        let redacted = log.0.lock().unwrap()[0].redacted.clone();
        assert!(redacted.contains(&format!("body={shown}\n")), "{sent}: {redacted}");
    }
}

/// A code that the specs list is shown, even if an equal value was sent.
#[tokio::test]
async fn a_known_code_is_shown() {
    let table = [
        ("SUCCESS", "45009", "err_code=45009\n"),
        ("SUCCESS", "OF_ITS_OWN", "err_code=***\n"),
        ("FAIL", "45009", "err_code=45009\n"),
        // The specs list the message about the signature, but not this code.
        ("FAIL", "OF_ITS_OWN", "err_code=***\n"),
    ];
    for (return_code, code, line) in table {
        let response = [
            ("return_code", return_code),
            ("return_msg", "签名失败"),
            ("result_code", "FAIL"),
            ("err_code", code),
            ("err_code_des", "x"),
        ];
        let double = Double::new(move |seen, _| match seen.is_fetch() {
            true => token("made-up-token-0"),
            false => Reaction::Response(200, unsigned_body(&response)),
        });
        let log = AuditLog::default();
        let mut fields = registration(merchant()).to_fields();
        fields.push(("hidden".to_owned(), code.to_owned()));
        let fields = fields.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        client(&double, &log).send(&wxmed::Preregister::from_fields(fields).unwrap()).await.unwrap_err();
        let redacted = log.0.lock().unwrap()[0].redacted.clone();
        assert!(redacted.contains(line), "{line} is not in {redacted}");
    }
}

/// Sent values are masked wherever the platform echoes them: in the code, and in the ID of the call.
#[tokio::test]
async fn values_echoed_in_a_code_or_an_id_are_masked() {
    for (code, message) in [
        ("张三", "no such person"),
        ("made-up-token-0", "rid: made-up-token-0"),
        ("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", "rid: oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"),
        ("Li Na", "of Li Na, rid: 09eb26e839ff3a2e3980352ae45ef09e"),
        ("7654321", "no such person[graphid:7654321]"),
    ] {
        let response =
            [("return_code", "SUCCESS"), ("result_code", "FAIL"), ("err_code", code), ("err_code_des", message)];
        let double = Double::new(move |seen, _| match seen.is_fetch() {
            true => token("made-up-token-0"),
            false => Reaction::Response(200, unsigned_body(&response)),
        });
        let log = AuditLog::default();
        let mut fields = registration(merchant()).to_fields();
        for (name, text) in &mut fields {
            match name.as_str() {
                "user_name" if code == "Li Na" => "Li Na".clone_into(text),
                "body" => "for Li Na, HOSP20161234560001".clone_into(text),
                _ => {}
            }
        }
        fields.push(("hidden".to_owned(), "123456".to_owned()));
        fields.push(("secret".to_owned(), "7654321".to_owned()));
        let fields = fields.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let request = wxmed::Preregister::from_fields(fields).unwrap();
        let error = client(&double, &log).send(&request).await.unwrap_err();
        let seen = log.0.lock().unwrap()[0].clone();
        let shown = format!("{error} {error:#} {error:?} {} {}", seen.redacted, seen.debug);
        let hidden = if code == "Li Na" { "Li Na" } else { code };
        assert!(!shown.contains(hidden) && !shown.contains("09eb26e8") && !shown.contains("oUpF8uMu"), "{shown}");
        assert!(
            seen.redacted.contains("HOSP20161234560001"),
            "a number inside a longer one is not masked: {}",
            seen.redacted
        );
        assert!(error.api_error().unwrap().raw.text().contains(code), "the raw response contains it");
    }
}

#[tokio::test]
async fn undocumented_fields_are_redacted() {
    let double = Double::new(|_, _| registered());
    let log = AuditLog::default();
    let builder = Client::builder(ApiKey::new(KEY)).token(StaticToken::new("T")).observer(log.clone());
    let client = builder.transport(double.clone()).build().unwrap();
    let request = registration(merchant()).with_field("mobile", "13800000000").unwrap();
    client.send(&request).await.unwrap();
    let seen = log.0.lock().unwrap()[0].clone();
    assert!(seen.sent.contains("13800000000") && seen.redacted.contains("mobile=***"), "{}", seen.redacted);
    assert!(seen.redacted.contains("hosp_out_trade_no=HOSP20160501163102000001"), "{}", seen.redacted);
}

/// The event contains the operation and the duration of the attempt.
#[tokio::test(start_paused = true)]
async fn an_attempt_reports_its_duration() {
    struct Took(Mutex<Vec<(Duration, String)>>);
    impl Observer for Took {
        fn on_attempt(&self, event: &AttemptEvent<'_>) {
            self.0.lock().unwrap().push((event.elapsed(), format!("{event:?}")));
        }
    }
    let Reaction::Response(_, body) = card() else { unreachable!() };
    let double = Double::new(move |_, _| Reaction::Slow(Duration::from_secs(2), body.clone()));
    let took = Arc::new(Took(Mutex::default()));
    let builder = Client::builder(ApiKey::new(KEY)).token(StaticToken::new("T")).observer(took.clone());
    builder.transport(double).build().unwrap().send(&lookup()).await.unwrap();
    let seen = took.0.lock().unwrap();
    let [(time, debug)] = &seen[..] else { panic!("{seen:?}") };
    assert!((Duration::from_secs(2)..Duration::from_millis(2100)).contains(time), "{time:?}");
    for part in
        ["AttemptEvent {", "operation: \"getmedinfo\"", "attempt: 1", "elapsed: 2", "status: Some(200)", "Success"]
    {
        assert!(debug.contains(part), "{part} is not in {debug}");
    }
}
