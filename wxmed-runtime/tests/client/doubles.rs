//! The mock transport for users' tests.

use std::time::Duration;

use wxmed::testing::{MockRule, MockTransport};
use wxmed::{
    ApiKey, CallErrorKind, Client, Error, Stage, StaticToken, TransportError, TransportErrorKind, Verification,
};

use wxmed::testing::TokenProviderTester;
use wxmed::{
    BasicToken, BoxFuture, Host, HttpRequest, HttpResponse, Method, Secret, Timeouts, TokenError, TokenProvider,
    TokenRequest, Transport,
};

use crate::common::KEY;
use crate::support::{lookup, merchant, message, registration, stable};

const CARD: [(&str, &str); 3] = [("medical_card_no", "1"), ("medical_card_id", "2"), ("medical_user_id", "3")];

fn key() -> ApiKey {
    ApiKey::new(KEY)
}

fn client(double: &MockTransport) -> Client {
    Client::builder(key()).token(stable()).transport(double.clone()).build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn rules_apply_in_order_until_they_are_used_up() {
    let double = MockTransport::new()
        .rule(MockRule::on("getmedinfo").times(1).gateway_error(40001))
        .rule(MockRule::on("getmedinfo").times(1).status(503, "busy"))
        .rule(MockRule::on("/payinsurance/getmedinfo").delay(Duration::from_secs(2)).success(CARD));
    let begun = tokio::time::Instant::now();
    assert_eq!(client(&double).send(&lookup()).await.unwrap().medical_card_no, "1");
    assert!(begun.elapsed() >= Duration::from_secs(2));
    assert_eq!((double.calls("getmedinfo"), double.calls("/cgi-bin/stable_token")), (3, 2));
}

#[tokio::test]
async fn signed_responses_are_verified_and_echo_the_nonce() {
    let double = MockTransport::new()
        .rule(MockRule::on("preregister").signed_success(&key(), [("response_content", "{}")]))
        .rule(MockRule::on("sendmsg").signed_success(&key(), []));
    let client = client(&double);
    let response = client.send(&registration(merchant())).await.unwrap();
    assert_eq!(response.verification(), Verification::Verified);
    client.send(&message()).await.unwrap();
    let sent = &double.requests()[1];
    assert_eq!((sent.path.as_str(), sent.fields["user_name"].as_str()), ("/payinsurance/preregister", "张三"));
    assert!(!format!("{sent:?} {double:?}").contains("张三"));
}

#[tokio::test(start_paused = true)]
async fn each_rule_produces_the_expected_error() {
    let broken = TransportError::new(Stage::MaybeSent, TransportErrorKind::Broken, "reset");
    let double = MockTransport::new()
        .rule(MockRule::on("preregister").times(1).fault(broken))
        .rule(MockRule::on("preregister").times(1).silence())
        .rule(MockRule::on("preregister").times(1).protocol_error("签名失败"))
        .rule(MockRule::on("preregister").times(1).business_error("X", "no"));
    let client = client(&double);
    let send = async || client.send(&registration(merchant())).await.unwrap_err();
    assert!(matches!(send().await, Error::OutcomeUnknown(_)));
    assert!(matches!(send().await, Error::OutcomeUnknown(_)));
    assert!(matches!(send().await, Error::Protocol(_)));
    assert!(matches!(send().await, Error::Business(_)));
    let Error::Unanswered(failure) = send().await else { panic!("a request without a rule must fail") };
    assert!(matches!(failure.cause, CallErrorKind::Status { status: 404, .. }));
    assert_eq!(double.calls("preregister"), 5);
}

/// The mock transport applies the client's time-outs, as `Https` does.
#[tokio::test(start_paused = true)]
async fn a_silent_rule_ends_with_the_clients_read_timeout() {
    let late = || MockRule::on("preregister").delay(Duration::from_secs(5)).success(CARD);
    for rule in [MockRule::on("preregister").silence(), late()] {
        for (read, total, expected) in [(2, 30, 2), (4, 30, 4), (40, 3, 3)] {
            let double = MockTransport::new().rule(rule.clone());
            let client = Client::builder(key())
                .token(StaticToken::new("T"))
                .read_timeout(Duration::from_secs(read))
                .timeout(Duration::from_secs(total))
                .transport(double.clone())
                .build()
                .unwrap();
            let begun = tokio::time::Instant::now();
            let error = client.send(&registration(merchant())).await.unwrap_err();
            let Error::OutcomeUnknown(failure) = &error else { panic!("{error:?}") };
            let CallErrorKind::Transport(cause) = &failure.cause else { panic!("{error:?}") };
            assert_eq!((cause.kind(), cause.stage()), (TransportErrorKind::Timeout, Stage::MaybeSent));
            let elapsed = begun.elapsed();
            assert!(elapsed >= Duration::from_secs(expected), "{elapsed:?}");
            assert!(elapsed < Duration::from_secs(expected) + Duration::from_millis(50), "{elapsed:?}");
            assert_eq!(double.calls("preregister"), 1);
        }
    }
    // A read-only call is retried within its time-out, as with a real network.
    let double = MockTransport::new()
        .rule(MockRule::on("getmedinfo").times(1).silence())
        .rule(MockRule::on("getmedinfo").success(CARD));
    client(&double).send(&lookup()).await.unwrap();
    assert_eq!(double.calls("getmedinfo"), 2);
    // The same applies to the token endpoint.
    let double = MockTransport::new().rule(MockRule::on("stable_token").silence());
    let begun = tokio::time::Instant::now();
    assert!(matches!(client(&double).send(&lookup()).await, Err(Error::Token(_))));
    assert!(begun.elapsed() < Duration::from_secs(16), "{:?}", begun.elapsed());
}

/// A user's own transport, as in a downstream crate: it sends requests to another host.
struct Elsewhere(MockTransport, Host);

impl Transport for Elsewhere {
    fn send<'a>(&'a self, request: &'a HttpRequest) -> BoxFuture<'a, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            let moved = match request.method() {
                Method::Get => HttpRequest::get(&self.1, request.path(), &[("moved", "1 & 2")]),
                Method::Post => HttpRequest::post(&self.1, request.path(), &[], "application/xml", request.body()),
            };
            let moved = moved.with_timeouts(request.timeouts());
            assert_eq!(moved.timeouts(), request.timeouts());
            assert!(moved.expose_url().starts_with("https://elsewhere.example/payinsurance/"));
            self.0.send(&moved).await
        })
    }
}

#[tokio::test]
async fn a_custom_transport_can_be_tested_alone() {
    let double = MockTransport::new().rule(MockRule::on("getmedinfo").success(CARD));
    let transport = Elsewhere(double.clone(), Host::parse("https://elsewhere.example").unwrap());
    let host = Host::wechat();
    let limits = Timeouts { connect: Duration::from_secs(1), ..Timeouts::default() };
    let post = HttpRequest::post(
        &host,
        "/payinsurance/getmedinfo",
        &[("access_token", "T")],
        "text/xml",
        "<xml><a>1</a></xml>",
    );
    assert_eq!(post.content_type(), Some("text/xml"));
    let response = transport.send(&post.with_timeouts(limits)).await.unwrap();
    assert!(response.is_success() && response.body().text().contains("medical_card_no"));
    assert_eq!(double.requests()[0].fields["a"], "1");
    let get = HttpRequest::get(&host, "/payinsurance/getmedinfo", &[("name", "张 三")]);
    assert_eq!(get.expose_url(), "https://api.weixin.qq.com/payinsurance/getmedinfo?name=%E5%BC%A0%20%E4%B8%89");
    assert_eq!((get.content_type(), get.body(), get.timeouts()), (None, &b""[..], Timeouts::default()));
    assert!(!format!("{get:?}{get:#?}").contains("%E5"));
    transport.send(&get).await.unwrap();
    assert_eq!(double.calls("getmedinfo"), 2);
    for (path, url) in [
        ("@evil.example/x", "https://api.weixin.qq.com/@evil.example/x?k=v"),
        (".evil.example", "https://api.weixin.qq.com/.evil.example?k=v"),
        ("/a?b#c", "https://api.weixin.qq.com/a%3Fb%23c?k=v"),
        ("//evil.example/x", "https://api.weixin.qq.com//evil.example/x?k=v"),
        ("", "https://api.weixin.qq.com/?k=v"),
    ] {
        assert_eq!(HttpRequest::get(&host, path, &[("k", "v")]).expose_url(), url);
    }
}

/// A user's own provider, which counts requests and forwards them.
struct Counted<P>(P, std::sync::atomic::AtomicUsize);

impl<P: TokenProvider> TokenProvider for Counted<P> {
    fn token<'a>(&'a self, request: TokenRequest<'a>) -> BoxFuture<'a, Result<Secret, TokenError>> {
        self.1.fetch_add(usize::from(request.rejected().is_some()), std::sync::atomic::Ordering::SeqCst);
        self.0.token(request)
    }
}

#[tokio::test(start_paused = true)]
async fn a_custom_provider_can_be_tested_alone() {
    let double = MockTransport::new();
    let caller = TokenProviderTester::new(double.clone());
    assert_eq!(caller.request().time_left(), Duration::from_secs(30));
    for provider in [
        Box::new(Counted(stable(), 0.into())) as Box<dyn TokenProvider>,
        Box::new(Counted(BasicToken::new("wxd678efh567hg6787", "made-up-app-secret"), 0.into())),
    ] {
        let first = provider.token(caller.request()).await.unwrap();
        assert!(provider.token(caller.request()).await.unwrap() == first, "the token is cached");
        let second = provider.token(caller.request_after(&first)).await.unwrap();
        assert!(second != first && caller.request_after(&first).rejected() == Some(&first));
        assert!(!format!("{caller:?} {:?}", caller.request_after(&first)).contains(first.expose()));
    }
    assert_eq!(double.requests().len(), 4);

    let hasty = TokenProviderTester::new(MockTransport::new().rule(MockRule::on("stable_token").silence()))
        .timeout(Duration::from_secs(2));
    let begun = tokio::time::Instant::now();
    assert!(matches!(stable().token(hasty.request()).await, Err(TokenError::Unanswered(_))));
    assert!(begun.elapsed() < Duration::from_secs(3));
}
