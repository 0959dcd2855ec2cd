//! Access tokens: how they are issued, how long they are valid, and the errors after that.

use std::time::Duration;

use wxmed_sandbox::{Account, HttpRequest, SecretError, TokenErrors, TokenPolicy};

use crate::support::{Caller, credentials, gateway, good, json, operations, read, settings, unmarked};

const MINUTE: Duration = Duration::from_secs(60);

/// The response of the stable endpoint.
fn stable(caller: &mut Caller, force: bool) -> serde_json::Value {
    let (appid, secret) = (caller.account.appid(), caller.account.app_secret().expose());
    let body = serde_json::json!({
        "grant_type": "client_credential", "appid": appid, "secret": secret, "force_refresh": force,
    });
    json(&caller.handle(&HttpRequest::post("/cgi-bin/stable_token", "", body.to_string())))
}

fn text(reply: &serde_json::Value) -> String {
    reply["access_token"].as_str().unwrap_or_else(|| panic!("{reply}")).to_owned()
}

/// The code with which a token is rejected; 0 if it is accepted.
fn refused(caller: &mut Caller, token: &str) -> u64 {
    let path = &operations(|_| true)[0].path;
    let response = caller.handle(&HttpRequest::post(path, format!("access_token={token}"), ""));
    if response.text().starts_with('{') { gateway(&response).0 } else { 0 }
}

#[test]
fn the_plain_endpoint_issues_new_tokens_and_old_ones_stay_valid_for_five_minutes() {
    let mut caller = Caller::new();
    let response = caller.handle(&HttpRequest::get("/cgi-bin/token", credentials(&caller.account)));
    assert_eq!(json(&response)["expires_in"], 7200);
    let (first, second) = (text(&json(&response)), caller.token());
    assert_ne!(first, second);
    assert!((200..=512).contains(&first.len()));
    assert_eq!((refused(&mut caller, &first), refused(&mut caller, &second)), (0, 0));
    caller.now += 5 * MINUTE - Duration::from_secs(1);
    assert_eq!(refused(&mut caller, &first), 0);
    caller.now += Duration::from_secs(1);
    assert_eq!((refused(&mut caller, &first), refused(&mut caller, &second)), (40001, 0));
    caller.now += 114 * MINUTE;
    assert_eq!(refused(&mut caller, &second), 0);
    caller.platform.advance(MINUTE);
    assert_eq!(refused(&mut caller, &second), 42001);
}

#[test]
fn the_plain_endpoint_has_a_daily_limit() {
    let mut caller = Caller::new();
    let tokens: std::collections::BTreeSet<String> = (0..2000).map(|_| caller.token()).collect();
    assert_eq!(tokens.len(), 2000);
    let again = HttpRequest::get("/cgi-bin/token", credentials(&caller.account));
    assert_eq!(gateway(&caller.handle(&again)), (45009, "reach max api daily quota limit".to_owned()));
    // The day ends at midnight in China, which is twelve hours away.
    caller.now += 719 * MINUTE;
    assert_eq!(gateway(&caller.handle(&again)).0, 45009);
    caller.now += MINUTE;
    caller.token();
}

#[test]
fn the_stable_endpoint_returns_the_same_token_until_shortly_before_it_expires() {
    let mut caller = Caller::new();
    let first = stable(&mut caller, false);
    assert_eq!(first["expires_in"], 7200);
    caller.now += 114 * MINUTE;
    let again = stable(&mut caller, false);
    assert_eq!((text(&again), &again["expires_in"]), (text(&first), &serde_json::json!(360)));
    caller.now += MINUTE;
    let renewed = stable(&mut caller, false);
    assert_ne!(text(&renewed), text(&first));
    assert_eq!(renewed["expires_in"], 7200);
    assert_eq!(refused(&mut caller, &text(&first)), 0, "both are valid for a while");
    caller.now += 5 * MINUTE;
    assert_eq!(refused(&mut caller, &text(&first)), 42001);
    assert_eq!(refused(&mut caller, &text(&renewed)), 0);
}

#[test]
fn a_forced_renewal_invalidates_the_old_token_and_works_once_in_thirty_seconds() {
    let mut caller = Caller::new();
    let first = text(&stable(&mut caller, false));
    let second = text(&stable(&mut caller, true));
    assert_ne!(first, second);
    assert_eq!((refused(&mut caller, &first), refused(&mut caller, &second)), (40001, 0));
    caller.now += Duration::from_secs(29);
    assert_eq!(text(&stable(&mut caller, true)), second, "too early: nothing is renewed");
    caller.now += Duration::from_secs(1);
    let third = text(&stable(&mut caller, true));
    assert_ne!(third, second);
    assert_eq!((refused(&mut caller, &second), refused(&mut caller, &third)), (40001, 0));
}

#[test]
fn renewals_can_be_forced_twenty_times_a_day() {
    let mut caller = Caller::new();
    for _ in 0..20 {
        text(&stable(&mut caller, true));
        text(&stable(&mut caller, true));
        caller.now += Duration::from_secs(30);
    }
    assert_eq!(stable(&mut caller, true)["errcode"], 45009);
    let last = text(&stable(&mut caller, false));
    assert_eq!(refused(&mut caller, &last), 0, "the current token stays valid");
    caller.now += 720 * MINUTE;
    assert_ne!(text(&stable(&mut caller, true)), last);
}

#[test]
fn the_two_endpoints_are_independent() {
    let mut caller = Caller::new();
    let (plain, kept) = (caller.token(), text(&stable(&mut caller, false)));
    assert_ne!(plain, kept);
    let forced = text(&stable(&mut caller, true));
    caller.now += 10 * MINUTE;
    assert_eq!(refused(&mut caller, &plain), 0, "renewing the stable token doesn't affect the plain one");
    caller.token();
    caller.token();
    caller.now += 10 * MINUTE;
    assert_eq!(refused(&mut caller, &forced), 0, "fetching plain tokens doesn't affect the stable one");
}

#[test]
fn tokens_can_be_expired_and_rejected() {
    let mut caller = Caller::new();
    let (plain, kept) = (caller.token(), text(&stable(&mut caller, false)));
    caller.platform.expire_tokens();
    assert_eq!((refused(&mut caller, &plain), refused(&mut caller, &kept)), (42001, 42001));
    let (plain, renewed) = (caller.token(), text(&stable(&mut caller, false)));
    assert_ne!(renewed, kept);
    assert_eq!((refused(&mut caller, &plain), refused(&mut caller, &renewed)), (0, 0));

    caller.platform.reject_tokens(TokenPolicy::RefuseAll);
    assert_eq!((refused(&mut caller, &plain), refused(&mut caller, &renewed)), (40001, 40001));
    assert_eq!(text(&stable(&mut caller, false)), renewed, "the endpoint is not affected");
    let forced = text(&stable(&mut caller, true));
    assert_eq!(refused(&mut caller, &forced), 40001);
    caller.platform.reject_tokens(TokenPolicy::Normal);
    assert_eq!(refused(&mut caller, &forced), 0);
}

#[test]
fn advancing_the_clock_too_far_does_not_overflow() {
    let mut caller = Caller::new();
    caller.now = Duration::MAX;
    caller.platform.advance(Duration::MAX);
    let (plain, forced) = (caller.token(), text(&stable(&mut caller, true)));
    assert_eq!((refused(&mut caller, &plain), refused(&mut caller, &forced)), (0, 0));
    let operation = &operations(|one| one.needs.is_empty())[0];
    assert_eq!(caller.reply(&operation.path, &good(operation))["result_code"], "SUCCESS");
}

#[test]
fn invalid_requests_for_a_token_get_the_documented_errors() {
    let mut caller = Caller::new();
    let account = Account::new("wx1", "the secret", "the key");
    let plain = |query: &str| HttpRequest::get("/cgi-bin/token", query);
    let stable = |body: &str| HttpRequest::post("/cgi-bin/stable_token", "", body);
    let cases = [
        (plain("grant_type=client_credential&appid=wx1&secret=the+secret"), 0),
        (plain("grant_type=client_credential&appid=wx2&secret=the+secret"), 40013),
        (plain("grant_type=client_credential&appid=wx1&secret=the+key"), 40125),
        (plain("grant_type=token&appid=wx1&secret=the+secret"), 40002),
        (plain("appid=wx1&secret=the+secret"), 40002),
        (plain("grant_type=client_credential&secret=the+secret"), 41002),
        (plain("grant_type=client_credential&appid=wx1&secret="), 41004),
        (HttpRequest::post("/cgi-bin/token", credentials(&account), ""), 43001),
        (stable(r#"{"grant_type":"client_credential","appid":"wx1","secret":"the secret"}"#), 0),
        (stable(r#"{"grant_type":"client_credential","appid":"wx1","secret":"no"}"#), 40125),
        (stable(r#"{"grant_type":"client_credential","secret":"the secret"}"#), 41002),
        (stable(r#"{"grant_type":"client_credential","appid":"wx1"}"#), 41004),
        (stable("grant_type=client_credential&appid=wx1&secret=the+secret"), 47001),
        (stable(""), 44002),
        (HttpRequest::get("/cgi-bin/stable_token", credentials(&account)), 43002),
    ];
    caller.platform = wxmed_sandbox::Platform::new(settings().account(account.clone()), "http://sandbox.test").unwrap();
    for (request, code) in cases {
        let response = caller.handle(&request);
        assert_eq!(response.status, 200);
        let body = json(&response);
        assert_eq!(body["errcode"].as_u64().unwrap_or_default(), code, "{request:?}");
        assert_eq!(body["access_token"].is_string(), code == 0);
    }
    let settings = settings().account(account).secret_error(SecretError::InvalidCredential);
    let mut caller = Caller::with(settings);
    assert_eq!(gateway(&caller.handle(&plain("grant_type=client_credential&appid=wx1&secret=no"))).0, 40001);
}

#[test]
fn a_rejected_token_is_reported_in_the_configured_shape() {
    for operation in operations(|_| true) {
        let path = operation.path.as_str();
        let mut caller = Caller::new();
        let none = caller.handle(&HttpRequest::post(path, "", ""));
        assert_eq!(gateway(&none), (41001, "access_token missing".to_owned()));
        let unknown = caller.handle(&HttpRequest::post(path, "access_token=abc", ""));
        let message = "invalid credential, access_token is invalid or not latest";
        assert_eq!(gateway(&unknown), (40001, message.to_owned()));
        let token = caller.token();
        let got = caller.handle(&HttpRequest::get(path, format!("access_token={token}")));
        assert_eq!(gateway(&got), (43002, "require POST method".to_owned()));

        let mut caller = Caller::with(settings().token_errors(TokenErrors::Envelope));
        let body = crate::support::signed(&good(&operation), caller.account.api_key(), Default::default());
        let reply = read(&caller.handle(&HttpRequest::post(path, "access_token=abc", body)));
        assert_eq!((reply["return_code"].as_str(), reply["result_code"].as_str()), ("SUCCESS", "FAIL"));
        assert_eq!((reply["err_code"].as_str(), unmarked(&reply["err_code_des"]).as_str()), ("40001", message));
        assert!(!reply.contains_key("sign"));
    }
}
