//! The client and the sandbox, over loopback: both must implement the same interface.

use std::time::{Duration, Instant};

use wxmed::spec::model::{ExampleValue, Model, Operation, Resource};
use wxmed::{
    BasicToken, Client, Error, Host, Outcome, Request, RetryPolicy, SignatureFault, StableToken, TokenError,
    TokenProvider, Valid, Verification, blocking,
};
use wxmed_sandbox::{Account, Item, Sandbox, SecretError, Settings, Stub, StubResponse, SubMerchant, TokenPolicy};

fn sandbox() -> Sandbox {
    Sandbox::start(Settings::default().account(Account::sample())).unwrap()
}

/// The account that a request of the specs belongs to.
fn account(fields: &[(&str, &str)]) -> Account {
    let value = |name| fields.iter().find(|(known, _)| *known == name).map(|(_, text)| *text);
    let sub_merchant = value("sub_mch_id").map(SubMerchant::new);
    let sub_merchant = match (sub_merchant, value("sub_appid")) {
        (Some(sub), Some(appid)) => Some(sub.with_appid(appid)),
        (sub, _) => sub,
    };
    sub_merchant.into_iter().fold(Account::sample(), Account::with_sub_merchant)
}

fn stable(sandbox: &Sandbox) -> StableToken {
    StableToken::new(sandbox.account().appid(), sandbox.account().app_secret().expose())
}

fn client_with(sandbox: &Sandbox, tokens: impl TokenProvider + 'static) -> Client {
    let builder = Client::builder(sandbox.account().api_key().clone()).token(tokens);
    builder.host(Host::parse(sandbox.url()).unwrap()).retries(RetryPolicy::none()).build().unwrap()
}

fn client(sandbox: &Sandbox) -> Client {
    client_with(sandbox, stable(sandbox))
}

fn lookup(sandbox: &Sandbox) -> Valid<wxmed::GetMedInfo> {
    let person = &sandbox.people()[0];
    let builder = wxmed::GetMedInfo::builder().openid(person.openid()).name(person.name());
    builder.idcard_md5(person.idcard_md5()).build().unwrap()
}

fn model() -> Model {
    wxmed::spec::compile(&wxmed::spec::shipped(), &Default::default()).0
}

const FETCH: &str = "/cgi-bin/stable_token";
const LOOKUP: &str = "/payinsurance/getmedinfo";

/// The examples of an operation that are invalid, or those that are valid.
fn examples(operation: &Operation, breaks: bool) -> Vec<Vec<(&str, &str)>> {
    let examples = operation.examples.iter().filter(|example| example.breaks.is_empty() != breaks);
    let values = examples.filter_map(|example| match &example.value {
        ExampleValue::Fields(fields) => Some(fields),
        ExampleValue::Json(_) => None,
    });
    values.map(|fields| fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()).collect()
}

/// Adds the resources that an example needs.
fn prepare(sandbox: &Sandbox, operation: &Operation, fields: &[(&str, &str)]) {
    for need in &operation.needs {
        let item = fields.iter().fold(Item::new(need.what), |item, (name, text)| item.with(*name, *text));
        sandbox.put(item);
    }
}

/// The sandbox executes every valid example of the specs.
#[tokio::test]
async fn every_valid_example_of_every_operation_gets_a_response() {
    for operation in &model().operations {
        for fields in examples(operation, false) {
            // Each example has its own sandbox without people, so that no order is repeated and no name is wrong.
            let sandbox = Sandbox::start(Settings::default().account(account(&fields)).people([])).unwrap();
            prepare(&sandbox, operation, &fields);
            let response = client(&sandbox).call(&operation.name, fields.iter().copied()).await;
            let response = response.unwrap_or_else(|error| panic!("{}: {error}", operation.name));
            let is_signed = operation.response.fields.iter().any(|row| row.name == "sign");
            let expected = if is_signed { Verification::Verified } else { Verification::UnsignedBySpecification };
            assert_eq!(response.verification(), expected, "{}", operation.name);
            for created in &operation.creates {
                let made = match created.what {
                    Resource::Order => sandbox.orders(),
                    Resource::Message => sandbox.messages(),
                    _ => continue,
                };
                assert!(made.iter().any(|item| item.operation() == Some(operation.name.as_str())));
            }
        }
    }
}

/// A request that the client refuses never reaches the platform.
#[tokio::test]
async fn no_invalid_example_is_sent() {
    let mut tried = 0;
    let sandbox = sandbox();
    let client = client(&sandbox);
    for operation in &model().operations {
        for fields in examples(operation, true) {
            let owned: Vec<(String, String)> =
                fields.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
            if !wxmed::spec::validate_request(operation, &owned).has_errors() {
                // It only causes a warning.
                continue;
            }
            tried += 1;
            let error = client.call(&operation.name, fields.iter().copied()).await.unwrap_err();
            assert!(matches!(error, Error::Invalid(_)), "{error:?}");
        }
        assert_eq!(sandbox.calls(&operation.path), 0, "{}", operation.name);
    }
    assert!(tried >= model().operations.len());
}

#[test]
fn threads_with_an_expired_token_fetch_once() {
    let sandbox = sandbox();
    let builder = blocking::Client::builder(sandbox.account().api_key().clone()).token(stable(&sandbox));
    let client = builder.host(Host::parse(sandbox.url()).unwrap()).build().unwrap();
    client.send(&lookup(&sandbox)).unwrap();
    sandbox.expire_tokens();
    let before = sandbox.calls(FETCH);
    let request = lookup(&sandbox);
    std::thread::scope(|scope| {
        for _ in 0..64 {
            scope.spawn(|| client.send(&request).unwrap());
        }
    });
    assert_eq!(sandbox.calls(FETCH) - before, 1);
}

#[tokio::test]
async fn a_token_that_stays_rejected_costs_two_calls() {
    let sandbox = sandbox();
    sandbox.reject_tokens(TokenPolicy::RefuseAll);
    let error = client(&sandbox).send(&lookup(&sandbox)).await.unwrap_err();
    let Error::Token(failure) = &error else { panic!("{error:?}") };
    // The platform returned the same token until a refresh was forced.
    assert!(matches!(failure.cause, TokenError::StillRejected), "{failure:?}");
    assert_eq!(sandbox.calls(LOOKUP), 2);
    assert_eq!(error.outcome(), Outcome::NothingDone);
}

#[tokio::test]
async fn a_wrong_app_secret_costs_one_call() {
    for code in [SecretError::InvalidSecret, SecretError::InvalidCredential] {
        let sandbox = Sandbox::start(Settings::default().secret_error(code)).unwrap();
        let appid = sandbox.account().appid().to_owned();
        for tokens in [
            client_with(&sandbox, StableToken::new(appid.as_str(), "not-the-secret")),
            client_with(&sandbox, BasicToken::new(appid.as_str(), "not-the-secret")),
        ] {
            let before = sandbox.recorded_calls().len();
            let error = tokens.send(&lookup(&sandbox)).await.unwrap_err();
            assert!(
                matches!(&error, Error::Token(failure) if matches!(failure.cause, TokenError::Rejected(_))),
                "{error:?}"
            );
            assert_eq!(sandbox.recorded_calls().len() - before, 1);
        }
    }
}

#[tokio::test]
async fn the_older_endpoint_works_too() {
    let sandbox = sandbox();
    let account = sandbox.account();
    let client = client_with(&sandbox, BasicToken::new(account.appid(), account.app_secret().expose()));
    client.send(&lookup(&sandbox)).await.unwrap();
    sandbox.expire_tokens();
    client.send(&lookup(&sandbox)).await.unwrap();
    assert_eq!((sandbox.calls("/cgi-bin/token"), sandbox.calls(FETCH)), (2, 0));
}

#[tokio::test]
async fn both_forms_of_a_rejected_token_lead_to_a_refresh() {
    for reaction in [StubResponse::token_rejected(), StubResponse::token_rejected_in_envelope()] {
        let sandbox = sandbox();
        let client = client(&sandbox);
        sandbox.stub(Stub::on("getmedinfo").respond_with(reaction));
        // The sandbox's token state doesn't know of the rejection: it only issues another token if a refresh is forced.
        client.send(&lookup(&sandbox)).await.unwrap();
        assert_eq!((sandbox.calls(LOOKUP), sandbox.calls(FETCH)), (2, 3));
    }
}

#[tokio::test]
async fn responses_with_a_wrong_or_missing_signature_are_refused() {
    let sandbox = sandbox();
    let client = client(&sandbox);
    let model = model();
    let signed =
        model.operations.iter().find(|one| one.response_signing == wxmed::spec::model::ResponseSigning::Signed);
    let operation = signed.unwrap();
    let fields = &examples(operation, false)[0];
    for (reaction, fault) in
        [(StubResponse::Forged, SignatureFault::Wrong), (StubResponse::Unsigned, SignatureFault::Missing)]
    {
        let sandbox_of_its_own = self::sandbox();
        sandbox_of_its_own.stub(Stub::on(operation.name.as_str()).respond_with(reaction));
        let client = self::client(&sandbox_of_its_own);
        let error = client.call(&operation.name, fields.iter().copied()).await.unwrap_err();
        let Error::Signature(failure) = &error else { panic!("{error:?}") };
        assert_eq!((failure.fault, error.outcome()), (fault, Outcome::Unknown));
    }
    sandbox.stub(Stub::on("getmedinfo").respond_with(StubResponse::Forged));
    let error = client.send(&lookup(&sandbox)).await.unwrap_err();
    assert!(matches!(error, Error::Signature(_)), "an unrequired signature must be valid, too");
}

/// An order whose response is lost exists, and isn't created twice.
#[tokio::test]
async fn a_lost_response_is_an_unknown_outcome() {
    let model = model();
    let makes_order =
        |one: &&Operation| one.creates.iter().any(|created| created.what == Resource::Order) && one.needs.is_empty();
    for operation in model.operations.iter().filter(makes_order) {
        for reaction in [StubResponse::Hang, StubResponse::DropBeforeHead, StubResponse::DropInBody] {
            let sandbox = sandbox();
            sandbox.stub(Stub::on(operation.name.as_str()).respond_with(reaction));
            let builder = Client::builder(sandbox.account().api_key().clone()).token(stable(&sandbox));
            let builder = builder.host(Host::parse(sandbox.url()).unwrap()).read_timeout(Duration::from_millis(300));
            let client = builder.build().unwrap();
            let fields = &examples(operation, false)[0];
            let begun = Instant::now();
            let error = client.call(&operation.name, fields.iter().copied()).await.unwrap_err();
            assert!(matches!(error, Error::OutcomeUnknown(_)), "{error:?}");
            assert!(begun.elapsed() < Duration::from_secs(5));
            assert_eq!((sandbox.calls(&operation.path), sandbox.orders().len()), (1, 1));
        }
    }
}

/// The error message of a wrong key has a remedy.
#[tokio::test]
async fn a_wrong_key_is_the_platforms_signature_error() {
    let sandbox = sandbox();
    let builder = Client::builder(wxmed::ApiKey::new("0123456789abcdef0123456789abcdef")).token(stable(&sandbox));
    let client = builder.host(Host::parse(sandbox.url()).unwrap()).build().unwrap();
    let error = client.send(&lookup(&sandbox)).await.unwrap_err();
    let Error::Protocol(api_error) = &error else { panic!("{error:?}") };
    assert!(api_error.rid.is_some());
    assert!(error.to_string().contains("AppSecret"), "{error}");
}

/// A typed request and a request by name are equal for the platform.
#[tokio::test]
async fn a_typed_request_gets_the_response_of_a_named_one() {
    let sandbox = sandbox();
    let client = client(&sandbox);
    let typed = client.send(&lookup(&sandbox)).await.unwrap();
    let fields = lookup(&sandbox).to_fields();
    let fields = fields.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let named = client.call(wxmed::GetMedInfo::OPERATION.name, fields).await.unwrap();
    assert_eq!(Some(typed.medical_card_no.as_str()), named.get("medical_card_no"));
}

/// The sandbox's unusual errors, and the client's error for each: its kind, and its code or message.
#[tokio::test]
async fn unusual_error_responses_are_recognized() {
    let message = "请确认请求参数是否正确mch_id";
    let table: [(StubResponse, &str, &str); 10] = [
        (StubResponse::foreign_failure(message, "1"), "protocol", "retmsg: 请确认请求参数是否正确mch_id; retcode: 1"),
        (
            StubResponse::other_foreign_failure(message, "1"),
            "protocol",
            "error_msg: 请确认请求参数是否正确mch_id; error_code: 1",
        ),
        (StubResponse::protocol_with_code("FAIL", "80004"), "protocol", "80004 FAIL"),
        (
            StubResponse::Protocol { message: "签名错误，请检查后再试".into() },
            "protocol",
            "签名错误，请检查后再试 rid: ",
        ),
        (StubResponse::Protocol { message: "XML格式错误".into() }, "protocol", "XML格式错误 rid: "),
        (StubResponse::Protocol { message: "mch_id参数格式错误".into() }, "protocol", "mch_id参数格式错误 rid: "),
        (
            StubResponse::Gateway { code: 61007, message: "api is unauthorized".into() },
            "gateway",
            "61007 api is unauthorized rid: ",
        ),
        (StubResponse::ForgedFailure, "signature", ""),
        (StubResponse::Gzip, "malformed", "compressed with gzip, which was not requested"),
        (StubResponse::fields([("medical_card_no", "")]), "malformed", "medical_card_no"),
    ];
    for (reaction, kind, expected) in table {
        let sandbox = sandbox();
        sandbox.stub(Stub::on("getmedinfo").respond_with(reaction));
        let error = client(&sandbox).send(&lookup(&sandbox)).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        assert!(error.to_string().contains(expected), "{error}");
        let is_known =
            error.api_error().is_none_or(|api_error| api_error.info.is_some() || !api_error.others.is_empty());
        assert!(is_known, "{error}");
        client(&sandbox).send(&lookup(&sandbox)).await.unwrap();
    }
}

#[tokio::test]
async fn a_busy_platform_is_retried_and_an_http_status_alone_proves_nothing() {
    let retries = RetryPolicy::max_retries(2).initial_backoff(Duration::from_millis(1));
    let sandbox = sandbox();
    let builder = Client::builder(sandbox.account().api_key().clone()).token(stable(&sandbox));
    let client = builder.host(Host::parse(sandbox.url()).unwrap()).retries(retries).build().unwrap();
    sandbox.stub(Stub::on(FETCH).respond_with(StubResponse::system_busy()));
    sandbox.stub(Stub::on(LOOKUP).times(2).respond_with(StubResponse::system_busy()));
    client.send(&lookup(&sandbox)).await.unwrap();
    assert_eq!((sandbox.calls(FETCH), sandbox.calls(LOOKUP)), (2, 3));

    let model = model();
    let operation = model.operation("preregister").unwrap();
    let fields = examples(operation, false).into_iter().next().unwrap();
    for (reaction, outcome) in [
        (StubResponse::status(304), Outcome::Unknown),
        (StubResponse::status(101), Outcome::Unknown),
        (StubResponse::status(302), Outcome::Unknown),
        (StubResponse::status(403), Outcome::NothingDone),
        (StubResponse::system_busy(), Outcome::Unknown),
    ] {
        let before = sandbox.calls(&operation.path);
        sandbox.stub(Stub::on("preregister").respond_with(reaction.clone()));
        let error = client.call("preregister", fields.iter().copied()).await.unwrap_err();
        assert_eq!(error.outcome(), outcome, "{reaction:?}: {error}");
        assert_eq!(sandbox.calls(&operation.path), before + 1, "{reaction:?} is not sent again");
    }
}

/// A request whose sign type isn't that of its signature.
#[tokio::test]
async fn a_sign_type_other_than_that_of_the_signature_is_refused_by_both_sides() {
    let sandbox = sandbox();
    for wrong in ["HMAC-SHA256", "md5", "RSA"] {
        let before = sandbox.calls(LOOKUP);
        let found = lookup(&sandbox).with_field("sign_type", wrong).map(drop).unwrap_err();
        assert_eq!(found.keys(), [("sign_type", "sign-type")]);
        let fields = lookup(&sandbox).to_fields();
        let fields = fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).chain([("sign_type", wrong)]);
        let error = client(&sandbox).call("getmedinfo", fields.clone()).await.unwrap_err();
        assert!(error.to_string().contains("signed with MD5: remove it"), "{error}");
        assert_eq!((error.kind(), sandbox.calls(LOOKUP)), ("invalid", before), "nothing was sent");

        // A client that sends it anyway.
        let mut sent: Vec<(&str, &str)> = fields.chain([("nonce_str", "5K8264ILTKCH16CQ2502")]).collect();
        sent.sort_unstable();
        let mut signer = wxmed::codec::Signer::new(sandbox.account().api_key(), wxmed::codec::SignType::Md5);
        sent.iter().for_each(|(name, text)| signer.pair(name, text));
        let signature = signer.finish();
        let body = wxmed::codec::encode_unsigned(sent.into_iter().chain([("sign", signature.as_str())])).unwrap();
        let response = post(&sandbox, &body).await;
        assert!(response.contains("签名失败"), "{wrong}: {response}");
    }
    client(&sandbox).send(&lookup(&sandbox).with_field("sign_type", "MD5").unwrap()).await.unwrap();
}

/// The sandbox's response to a body, without a client.
async fn post(sandbox: &Sandbox, body: &str) -> String {
    use wxmed::{HttpRequest, Https, RootCertificates, Transport as _};
    let host = Host::parse(sandbox.url()).unwrap();
    let token = HttpRequest::get(
        &host,
        "/cgi-bin/token",
        &[
            ("grant_type", "client_credential"),
            ("appid", sandbox.account().appid()),
            ("secret", sandbox.account().app_secret().expose()),
        ],
    );
    let https = Https::new(&RootCertificates::default(), None).unwrap();
    let given = https.send(&token).await.unwrap();
    let given: serde_json::Value = serde_json::from_slice(given.body().bytes()).unwrap();
    let query = [("access_token", given["access_token"].as_str().unwrap())];
    let request = HttpRequest::post(&host, LOOKUP, &query, "application/xml", body);
    https.send(&request).await.unwrap().body().text().into_owned()
}

#[tokio::test]
async fn a_thousand_callers_with_an_expired_token_fetch_once() {
    let sandbox = sandbox();
    let client = client(&sandbox);
    client.send(&lookup(&sandbox)).await.unwrap();
    sandbox.expire_tokens();
    let before = sandbox.calls(FETCH);
    let request = lookup(&sandbox);
    let calls: Vec<_> = (0..1000)
        .map(|_| {
            let (client, request) = (client.clone(), request.clone());
            tokio::spawn(async move { client.send(&request).await.map(|_| ()) })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(sandbox.calls(FETCH) - before, 1);
}
