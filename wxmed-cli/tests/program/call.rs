//! `wxmed call`, with a sandbox in the test's process.

use std::process::Command;

use serde_json::Value;
use wxmed_sandbox::{Account, Sandbox, Settings, Stub, StubResponse};

use crate::support::{Ended, Folder, run, with_input, wxmed};

fn sandbox() -> Sandbox {
    Sandbox::start(Settings::default()).unwrap()
}

/// A command with the account of a sandbox in its environment.
fn of(sandbox: &Sandbox, arguments: &[&str]) -> Command {
    let account = sandbox.account();
    let mut command = wxmed(&[&["call"], arguments].concat());
    command.env("WXMED_HOST", sandbox.url()).env("WXMED_APPID", account.appid()).env("WXMED_MCH_ID", account.mch_id());
    command.env("WXMED_APP_SECRET", account.app_secret().expose());
    command.env("WXMED_API_KEY", account.api_key_text().expose());
    command
}

fn call(sandbox: &Sandbox, arguments: &[&str]) -> Ended {
    of(sandbox, arguments).output().unwrap().into()
}

/// The first user of a sandbox, as JSON for `getmedinfo`.
fn patient(sandbox: &Sandbox) -> String {
    let people = sandbox.people();
    let (openid, name, number) = (people[0].openid(), people[0].name(), people[0].identity_number());
    format!(r#"{{"openid":"{openid}","name":"{name}","idcard":"{number}"}}"#)
}

#[test]
fn a_lookup_is_signed_sent_and_verified() {
    let sandbox = sandbox();
    let ended = with_input(of(&sandbox, &["getmedinfo", "--json", "-"]), &patient(&sandbox));
    assert_eq!((ended.code, ended.err.as_str()), (0, ""), "{}", ended.out);
    let shown = ended.json();
    assert_eq!(shown["ok"], true);
    assert_eq!(shown["reply"]["medical_card_id"], "6000000001");
    assert!(shown["reply"].get("sign").is_none() && shown.get("raw").is_none(), "{shown}");
    assert!(["verified", "unsigned-by-specification"].contains(&shown["verification"].as_str().unwrap()), "{shown}");

    let raw = with_input(of(&sandbox, &["getmedinfo", "--json", "-", "--raw"]), &patient(&sandbox)).json();
    assert!(raw["raw"].as_str().unwrap().starts_with("<xml>"), "{raw}");
    let human = with_input(of(&sandbox, &["getmedinfo", "--json", "-", "--output", "human"]), &patient(&sandbox));
    assert!(
        human.out.lines().any(|line| line.starts_with("medical_card_id") && line.ends_with(" 6000000001")),
        "{}",
        human.out
    );
    assert!(human.out.contains("signature") && !human.out.contains('\u{1b}'), "{}", human.out);
}

#[test]
fn an_invalid_request_is_not_sent() {
    let sandbox = sandbox();
    let ended = call(&sandbox, &["getbindurl", "url=ftp://nowhere"]);
    assert_eq!(ended.code, 1);
    let shown = ended.json();
    assert_eq!(
        (&shown["ok"], &shown["kind"], &shown["sent"]),
        (&Value::from(false), &Value::from("violations"), &Value::from(false))
    );
    let violations = shown["violations"].as_array().unwrap();
    let rules: Vec<_> =
        violations.iter().map(|one| (one["path"].as_str().unwrap(), one["rule"].as_str().unwrap())).collect();
    assert!(rules.contains(&("openid", "required")) && rules.iter().any(|(path, _)| *path == "url"), "{rules:?}");
    assert!(violations[0]["message"]["zh"].is_string() && violations[0]["label"]["en"].is_string(), "{shown}");
    assert_eq!(sandbox.recorded_calls().len(), 0, "nothing was sent, not even for a token");
    let human = call(&sandbox, &["getbindurl", "--output", "human", "--lang", "zh"]);
    assert_eq!((human.code, human.out.as_str()), (1, ""));
    assert!(human.err.contains("openid（用户标识"), "{}", human.err);
}

#[test]
fn a_rejection_has_its_code_and_its_remedy() {
    let sandbox = sandbox();
    sandbox.unbind(sandbox.people()[0].openid());
    let ended = with_input(of(&sandbox, &["getmedinfo", "--json", "-"]), &patient(&sandbox));
    let shown = ended.json();
    assert_eq!(ended.code, 1);
    assert_eq!(
        (&shown["kind"], &shown["outcome"], &shown["retry"]),
        (&Value::from("business"), &Value::from("nothing-done"), &Value::from("after-fix"))
    );
    assert!(shown["code"].as_str().is_some_and(|code| !code.is_empty()), "{shown}");
    for text in ["message", "remedy"] {
        assert!(shown[text]["zh"].is_string() && shown[text]["en"].is_string(), "{shown}");
    }
    let human = with_input(of(&sandbox, &["getmedinfo", "--json", "-", "--output", "human"]), &patient(&sandbox));
    assert_eq!(human.code, 1);
    assert!(human.err.starts_with("error: ") && human.err.contains(shown["code"].as_str().unwrap()), "{}", human.err);

    sandbox.stub(Stub::on("getmedinfo").respond_with(StubResponse::Forged).always());
    let forged = with_input(of(&sandbox, &["getmedinfo", "--json", "-"]), &patient(&sandbox));
    assert_eq!((forged.code, &forged.json()["kind"]), (1, &Value::from("signature")));
}

#[test]
fn a_call_without_a_response_exits_with_2() {
    let url = {
        let gone = sandbox();
        gone.url().to_owned()
    };
    let sandbox = sandbox();
    let mut command = of(&sandbox, &["getbindurl", "openid=o", "url=https://hospital.example/", "--base-url", &url]);
    let ended = Ended::from(command.env("WXMED_ACCESS_TOKEN", "token").output().unwrap());
    let shown = ended.json();
    assert_eq!(ended.code, 2, "{shown}");
    assert_eq!(
        (&shown["kind"], &shown["outcome"], &shown["retry"]),
        (&Value::from("unanswered"), &Value::from("nothing-done"), &Value::from("later"))
    );
    let human = call(
        &sandbox,
        &["getbindurl", "openid=o", "url=https://hospital.example/", "--base-url", &url, "--output", "human"],
    );
    assert_eq!((human.code, human.out.as_str()), (2, ""));
}

#[test]
fn everything_missing_is_reported_at_once_and_secrets_are_not_arguments() {
    let fields = ["getbindurl", "openid=o", "url=https://hospital.example/"];
    let ended = run(&[&["call"], &fields[..]].concat());
    assert_eq!((ended.code, ended.out.as_str()), (2, ""));
    for name in ["WXMED_APPID", "WXMED_API_KEY", "WXMED_APP_SECRET"] {
        assert!(ended.err.contains(name), "{name}: {}", ended.err);
    }
    for option in ["--key", "--api-key", "--app-secret", "--secret", "--access-token"] {
        let ended = run(&[&["call"], &fields[..], &[option, "x"]].concat());
        assert_eq!(ended.code, 2, "{option}");
        assert!(ended.err.contains("unexpected argument"), "{}", ended.err);
    }
    let ended = Ended::from(
        wxmed(&[&["call"], &fields[..], &["--base-url", "http://sandbox:8377"]].concat())
            .env("WXMED_APPID", "wxd678efh567hg6787")
            .env("WXMED_API_KEY", "a")
            .env("WXMED_APP_SECRET", "b")
            .output()
            .unwrap(),
    );
    assert!(ended.code == 2 && ended.err.contains("--insecure-http"), "{}", ended.err);
}

#[test]
fn an_order_is_placed_with_a_content() {
    let sandbox = Sandbox::start(Settings::default().account(Account::sample())).unwrap();
    let fixture = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/fixtures/request.json");
    let text = std::fs::read_to_string(fixture).unwrap();
    let mut fields: serde_json::Map<String, Value> = serde_json::from_str(&text).unwrap();
    fields.insert("request_content".to_owned(), serde_json::json!({ "visit": { "ward": "肝病门诊" } }));
    // The sample account belongs to a hospital and has no sub-merchant.
    fields.retain(|name, _| !name.starts_with("sub_"));
    let folder = Folder::new();
    folder.write("order.json", &serde_json::to_string(&fields).unwrap());
    let order = folder.path("order.json");
    let arguments = ["preregister", "--json", order.to_str().unwrap()];
    let ended = call(&sandbox, &arguments);
    assert_eq!(ended.code, 0, "{}{}", ended.out, ended.err);
    assert_eq!(sandbox.orders().len(), 1);

    let wrong = call(&sandbox, &[&arguments[..], &["--content", "city/national/payment"]].concat());
    assert_eq!(wrong.code, 1, "{}{}", wrong.out, wrong.err);
    let path = wrong.json()["violations"][0]["path"].as_str().unwrap().to_owned();
    assert!(path.starts_with("request_content"), "{path}");
    let unknown = call(&sandbox, &[&arguments[..], &["--content", "city/nowhere"]].concat());
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("city/nowhere"), "{}", unknown.err);
}
