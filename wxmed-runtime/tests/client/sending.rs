//! The requests that a client sends, and the results of calls.

use std::time::Duration;

use wxmed::{
    ApiKey, BuildError, CallErrorKind, Client, Error, Host, MalformedReason, Outcome, Stage, StaticToken, TokenError,
    TransportError, TransportErrorKind, Verification,
};

use crate::common::{KEY, naive_sign, signed_body, unsigned_body};
use crate::support::{
    Double, Reaction, card, client, client_with, lookup, merchant, message, registered, registration,
};

#[tokio::test]
async fn a_lookup_is_signed_sent_and_parsed() {
    let double = Double::new(|_, _| card());
    let client = client_with(&double, StaticToken::new("61_a+b/c"));
    let card = client.send(&lookup()).await.unwrap();
    assert_eq!(card.medical_card_no, "6001");
    assert_eq!(card.verification(), Verification::UnsignedBySpecification);
    assert!(card.raw().text().contains("6003"));

    let seen = &double.seen()[0];
    assert_eq!(seen.method, "POST");
    assert_eq!(seen.url, "https://api.weixin.qq.com/payinsurance/getmedinfo?access_token=61_a%2Bb%2Fc");
    assert_eq!(seen.content_type.as_deref(), Some("application/xml; charset=utf-8"));
    let fields = seen.fields();
    assert_eq!(fields["idcard_md5"], "09eb26e839ff3a2e3980352ae45ef09e");
    assert_eq!(fields["nonce_str"].len(), 32);
    let pairs = fields.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    assert_eq!(fields["sign"], naive_sign(pairs), "an independent signer agrees");
}

#[tokio::test]
async fn the_path_of_a_forwarder_precedes_the_path_of_the_operation() {
    let double = Double::new(|_, _| card());
    let host = Host::parse("https://gate.hospital.example:8443/wechat/").unwrap();
    let client = Client::builder(ApiKey::new(KEY)).token(StaticToken::new("T")).host(host);
    client.transport(double.clone()).build().unwrap().send(&lookup()).await.unwrap();
    let expected = "https://gate.hospital.example:8443/wechat/payinsurance/getmedinfo?access_token=T";
    assert_eq!(double.seen()[0].url, expected);
}

#[tokio::test]
async fn the_merchant_is_set_once() {
    let double = Double::new(|_, _| registered());
    let without = client(&double);
    assert!(matches!(without.merchant(), Err(Error::NoMerchant)));
    let client = Client::builder(ApiKey::new(KEY)).token(StaticToken::new("T")).merchant(merchant());
    let client = client.transport(double.clone()).build().unwrap();
    let response = client.send(&registration(client.merchant().unwrap())).await.unwrap();
    assert_eq!(response.verification(), Verification::Verified);
    assert_eq!(double.seen()[0].fields()["mch_id"], "1230000109");
}

/// Without a runtime there are no timers and no sockets. This is an error, not a panic.
#[test]
fn a_call_outside_a_runtime_is_an_error() {
    let double = Double::new(|_, _| card());
    let client = client(&double);
    let (request, registration) = (lookup(), registration(merchant()));
    let errors = [at_once(client.send(&request)).unwrap_err(), at_once(client.send(&registration)).unwrap_err()];
    #[cfg(feature = "dynamic")]
    let errors = errors.into_iter().chain([at_once({
        let fields = request.to_fields();
        async move { client.call("getmedinfo", fields).await }
    })
    .unwrap_err()]);
    for error in errors {
        assert!(matches!(error, Error::NoRuntime), "{error}");
        assert_eq!((error.outcome(), error.raw(), error.kind()), (Outcome::NothingDone, None, "no-runtime"));
        assert!(error.to_string().contains("blocking") && format!("{error:#}").contains("tokio 运行时"), "{error:#}");
    }
    assert_eq!(double.seen().len(), 0);
}

/// The result of a future that never waits.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::pin!(future).poll(&mut context) {
        std::task::Poll::Ready(done) => done,
        std::task::Poll::Pending => panic!("the future is pending"),
    }
}

/// A token rejection has two formats.
#[tokio::test]
async fn both_formats_of_a_token_rejection_are_recognised() {
    let envelope = |encode: fn(&[(&str, &str)]) -> String| {
        let fields =
            [("return_code", "SUCCESS"), ("result_code", "FAIL"), ("err_code", "40001"), ("err_code_des", "x")];
        encode(&fields)
    };
    let shapes = [
        (200, r#"{"errcode":40001,"errmsg":"invalid credential"}"#.to_owned()),
        (200, envelope(unsigned_body)),
        (200, envelope(signed_body)),
        (500, r#"{"errcode":"42001","errmsg":"expired"}"#.to_owned()),
    ];
    for (status, body) in shapes {
        let shown = body.clone();
        let double = Double::new(move |seen, _| match seen.token().as_str() {
            "T0" => Reaction::Response(status, body.clone()),
            _ => registered(),
        });
        let client = client_with(&double, Two);
        client.send(&registration(merchant())).await.unwrap();
        let tokens: Vec<String> = double.seen().iter().map(|seen| seen.token()).collect();
        assert_eq!(tokens, ["T0", "T1"], "{shown}");
        assert_eq!(double.seen()[0].body, double.seen()[1].body, "the same request is sent again");
    }
}

/// T0, and T1 after T0 was rejected.
struct Two;

impl wxmed::TokenProvider for Two {
    fn token<'a>(
        &'a self,
        request: wxmed::TokenRequest<'a>,
    ) -> wxmed::BoxFuture<'a, Result<wxmed::Secret, TokenError>> {
        Box::pin(async move { Ok(wxmed::Secret::new(if request.rejected().is_some() { "T1" } else { "T0" })) })
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_ends_within_its_timeout() {
    let double = Double::new(|_, _| Reaction::Never);
    let client = Client::builder(ApiKey::new(KEY)).token(StaticToken::new("T")).timeout(Duration::from_secs(3));
    let client = client.transport(double.clone()).build().unwrap();
    let begun = tokio::time::Instant::now();
    let error = client.send(&lookup()).await.unwrap_err();
    assert!(begun.elapsed() <= Duration::from_millis(3100), "{:?}", begun.elapsed());
    let Error::Unanswered(failure) = &error else { panic!("{error:?}") };
    let CallErrorKind::Transport(cause) = &failure.cause else { panic!("{failure:?}") };
    assert_eq!((cause.kind(), cause.stage()), (TransportErrorKind::Timeout, Stage::MaybeSent));
}

#[tokio::test]
async fn a_response_to_another_message_is_rejected() {
    let response = |nonce: &str| {
        let fields = [("return_code", "SUCCESS"), ("result_code", "SUCCESS"), ("nonce_str", nonce)];
        Reaction::Response(200, signed_body(&fields))
    };
    let double = Double::new(move |seen, _| response(&seen.fields()["nonce_str"]));
    client(&double).send(&message()).await.unwrap();

    let double = Double::new(move |_, _| response("anothernonce"));
    let error = client(&double).send(&message()).await.unwrap_err();
    let Error::Malformed(malformed) = &error else { panic!("{error:?}") };
    assert_eq!(malformed.cause, MalformedReason::NotEchoed { field: "nonce_str".into() });
    assert_eq!(error.outcome(), Outcome::Unknown);
    assert!(error.raw().is_some());
}

/// The received part of a truncated response is kept.
#[tokio::test(start_paused = true)]
async fn a_truncated_response_is_kept() {
    let half = TransportError::new(Stage::MaybeSent, TransportErrorKind::Broken, "reset");
    let half = half.with_status(502).with_partial("<xml><return_");
    let double = Double::new(move |_, _| Reaction::Fail(half.clone()));
    let error = client(&double).send(&registration(merchant())).await.unwrap_err();
    assert_eq!(error.raw().unwrap().text(), "<xml><return_");
    let Error::OutcomeUnknown(failure) = &error else { panic!("{error:?}") };
    assert_eq!(failure.cause.status(), Some(502));
    assert!(error.to_string().contains("was complete, after HTTP 502 (reset)"), "{error}");
    assert!(format!("{error:#}").contains("断开，已收到 HTTP 502（reset）"), "{error:#}");
}

#[test]
fn an_invalid_key_is_rejected_when_the_client_is_built() {
    for key in ["", "192006250b4c09247ec02edce69f6a2d\n", " 192006250b4c09247ec02edce69f6a2d", "密钥"] {
        let built = Client::builder(ApiKey::new(key)).token(StaticToken::new("T")).build();
        assert_eq!(built.unwrap_err(), BuildError::ApiKey, "{key:?}");
    }
}

#[tokio::test]
async fn nothing_is_sent_after_the_deadline() {
    let double = Double::new(|_, _| registered());
    let client = Client::builder(ApiKey::new(KEY)).token(StaticToken::new("T")).timeout(Duration::ZERO);
    let client = client.transport(double.clone()).build().unwrap();
    let error = client.send(&registration(merchant())).await.unwrap_err();
    assert_eq!((double.calls(), error.outcome()), (0, Outcome::NothingDone), "{error:?}");
}

/// The outcome of an error is known only if the specs list its code. An unknown code proves nothing for a registration.
#[tokio::test(start_paused = true)]
async fn an_error_with_an_unknown_outcome_is_reported_as_such() {
    let business = |code: &str| {
        unsigned_body(&[("return_code", "SUCCESS"), ("result_code", "FAIL"), ("err_code", code), ("err_code_des", "x")])
    };
    let protocol = |message: &str| unsigned_body(&[("return_code", "FAIL"), ("return_msg", message)]);
    let table = [
        (200, r#"{"errcode":-1,"errmsg":"system error"}"#.to_owned(), Outcome::Unknown),
        (200, r#"{"errcode":99998,"errmsg":"timeout"}"#.to_owned(), Outcome::Unknown),
        (200, r#"{"errcode":48001,"errmsg":"api unauthorized"}"#.to_owned(), Outcome::NothingDone),
        (504, r#"{"errcode":48001,"errmsg":"api unauthorized"}"#.to_owned(), Outcome::Unknown),
        (200, business("SYSTEMERROR"), Outcome::Unknown),
        (200, protocol("签名失败"), Outcome::NothingDone),
        (502, protocol("签名失败"), Outcome::Unknown),
        (200, protocol("something new"), Outcome::Unknown),
    ];
    for (status, body, outcome) in table {
        let double = Double::new({
            let body = body.clone();
            move |_, _| Reaction::Response(status, body.clone())
        });
        let error = client(&double).send(&registration(merchant())).await.unwrap_err();
        assert_eq!(error.outcome(), outcome, "{status} {body}");
        let warns = error.to_string().contains("confirm the result before you send it again");
        assert_eq!(warns, outcome == Outcome::Unknown, "{error}");
        assert_eq!(double.calls(), 1);
        // A lookup changes nothing, whichever error is received.
        let error = client(&double).send(&lookup()).await.unwrap_err();
        assert_eq!(error.outcome(), Outcome::NothingDone, "{status} {body}");
    }
}

/// A response with a valid signature is trusted with any status. One with a wrong signature is not.
#[tokio::test(start_paused = true)]
async fn a_signed_response_is_trusted_with_any_status() {
    let Reaction::Response(_, signed) = registered() else { unreachable!() };
    for status in [301, 404, 429, 500] {
        let response = signed.clone();
        let double = Double::new(move |_, _| Reaction::Response(status, response.clone()));
        client(&double).send(&registration(merchant())).await.unwrap();

        let forged = signed.replace("5K8264ILTKCH16CQ", "5K8264ILTKCH16CX");
        let double = Double::new(move |_, _| Reaction::Response(status, forged.clone()));
        let error = client(&double).send(&registration(merchant())).await.unwrap_err();
        assert!(matches!(error, Error::Signature(_)) && error.outcome() == Outcome::Unknown, "{error:?}");
    }
}
