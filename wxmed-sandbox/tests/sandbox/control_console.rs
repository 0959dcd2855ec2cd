//! The parts of the control API that the web console uses.

use std::io::{BufRead, BufReader};

use serde_json::{Value, json};
use wxmed::spec::model::{Example, ExampleValue, Operation, Resource};
use wxmed_sandbox::{Settings, diagnosis::Mistake};

use crate::control_api::{Api, agent};
use crate::naive::{Client, Encoding, MISTAKES};
use crate::support::{Fields, good, operations, row, set, settings};

fn ordering() -> Operation {
    let makes = |one: &Operation| one.needs.is_empty() && one.creates.iter().any(|made| made.what == Resource::Order);
    operations(makes).remove(0)
}

fn object(fields: &Fields) -> Value {
    fields
        .iter()
        .map(|(name, value)| (name.clone(), Value::from(value.clone())))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

fn numbers(list: &Value) -> Vec<u64> {
    list["exchanges"].as_array().unwrap().iter().map(|one| one["number"].as_u64().unwrap()).collect()
}

/// A request in which every mistake makes a difference.
fn rich() -> Fields {
    let fields = [
        ("openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"),
        ("appid", "wxd678efh567hg6787"),
        ("name", "张三"),
        ("total_fee", "0"),
        ("Body", "a < b & \"c\" "),
        ("attach", ""),
        ("nonce_str", "5K8264ILTKCH16CQ2502SI8ZNMTM67VS"),
        ("hosp_out_trade_no", "HOSP1"),
    ];
    fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec()
}

#[test]
fn the_string_that_was_signed_is_shown_without_secrets() {
    let api = Api::with(settings());
    let (token, path) = (api.token(), ordering().path);
    let account = api.sandbox.account().clone();
    let (key, secret) = (account.api_key_text().expose(), account.app_secret().expose());
    for mistake in MISTAKES {
        let client = Client { key, app_secret: secret, mistakes: vec![mistake], encoding: Encoding::Cdata };
        api.call(&token, &path, &client.body(&rich())).unwrap();
        let number = api.sandbox.recorded_calls().len();
        let shown = api.value(&format!("/exchanges/{number}"));
        assert_eq!(shown["diagnosis"]["id"], mistake);
        let (right, signed) = (shown["string_to_sign"].as_str().unwrap(), &shown["signed_string"]);
        let text = signed["text"].as_str().unwrap();
        let is_of_digest = ["hmac-for-md5", "lower-case-hex", "app-secret-as-key", "key-case"].contains(&mistake);
        assert_eq!(right == text, is_of_digest, "{mistake}: {right} {text}");
        let whole = shown.to_string();
        let right_sign = Client { key, app_secret: secret, mistakes: vec![], encoding: Encoding::Cdata }.sign(&rich());
        assert!(!whole.contains(key) && !whole.contains(secret) && !whole.contains(&right_sign), "{mistake}");
        let (used, digest) = (&signed["key"], &signed["sign_type"]);
        match mistake {
            "app-secret-as-key" => assert_eq!(used, "app-secret"),
            "key-case" => assert_eq!(used, "api-key-upper-case"),
            "key-missing" => assert!(used == "none" && !text.contains("key="), "{text}"),
            "gbk-signed" => assert!(text.contains("name=\\xD5\\xC5\\xC8\\xFD&"), "{text}"),
            "sign-included" => assert!(text.contains("&sign=***&"), "{text}"),
            "url-encoded" => assert!(text.contains("name=%E5%BC%A0"), "{text}"),
            _ => assert_eq!(used, "api-key", "{mistake}"),
        }
        assert_eq!(digest, if mistake == "hmac-for-md5" { "HMAC-SHA256" } else { "MD5" });
        assert_eq!(signed["is_lower_case"], mistake == "lower-case-hex");
    }
    let foreign = Client { key: "0000", app_secret: "", mistakes: vec![], encoding: Encoding::Cdata };
    api.call(&token, &path, &foreign.body(&rich())).unwrap();
    let shown = api.value(&format!("/exchanges/{}", api.sandbox.recorded_calls().len()));
    assert_eq!(
        (&shown["diagnosis"]["id"], &shown["signed_string"]),
        (&json!(Mistake::ForeignKeyOrValue.id()), &Value::Null)
    );
}

#[test]
fn exchanges_are_searched_paged_and_cleared() {
    let api = Api::new();
    let operation = ordering();
    let mut fields = good(&operation);
    let order = operation.creates.iter().find(|made| made.what == Resource::Order).unwrap().by[0];
    set(&mut fields, crate::support::name(&operation, order), "HOSP-Find-Me");
    let token = api.token();
    api.call(&token, &operation.path, &api.signed(&fields)).unwrap();
    api.call(&token, &operation.path, b"<xml><openid>o</openid><sign>0</sign></xml>").unwrap();
    let shown = api.value("/exchanges");
    assert_eq!(
        (&shown["exchanges"][1]["order"], &shown["exchanges"][0]["order"]),
        (&json!("HOSP-Find-Me"), &Value::Null)
    );
    let found = |query: &str| numbers(&api.value(&format!("/exchanges?{query}")));
    assert_eq!(found("q=hosp-find-me"), [2]);
    assert_eq!(found("q=FOREIGN-key"), [3]);
    assert_eq!(found("cause=foreign-key-or-value"), [3]);
    assert_eq!(found("q=%E7%AD%BE%E5%90%8D%E5%A4%B1%E8%B4%A5"), [3]);
    assert_eq!(found(&format!("q={token}")), [1], "a token is in the response that issued it, and not in queries");
    assert_eq!(found("after=1&before=3"), [2]);
    assert_eq!(found("before=3&limit=1"), [2]);
    assert_eq!(found("q="), [3, 2, 1]);
    assert_eq!(found("q=nowhere"), Vec::<u64>::new());
    assert_eq!(api.delete("/exchanges").0, 204);
    assert_eq!(found(""), Vec::<u64>::new());
    api.token();
    assert_eq!(found(""), [4], "numbers go on");
}

/// The next event of a name, each time that it is called.
pub(crate) fn events(api: &Api, query: &str) -> impl FnMut(&str) -> Value + use<> {
    let url = format!("{}/sandbox/v1/events{query}", api.sandbox.url());
    let response = agent().get(url).call().unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    let mut lines = BufReader::new(response.into_body().into_reader()).lines();
    move |name| loop {
        let line = lines.next().unwrap().unwrap();
        if line.strip_prefix("event: ") == Some(name) {
            let data = lines.next().unwrap().unwrap();
            return serde_json::from_str(data.strip_prefix("data: ").unwrap()).unwrap();
        }
    }
}

#[test]
fn events_report_calls_and_other_changes() {
    let api = Api::new();
    api.token();
    let mut next = events(&api, "");
    assert_eq!(next("status")["last"], 1);
    api.token();
    assert_eq!(numbers(&next("exchanges")), [2]);
    api.post("/stubs", &json!({"operation": "token", "fault": "hang"}));
    loop {
        let status = next("status");
        if status["stub_count"] == 1 {
            assert_eq!(status["stubs"][0]["response"], "hang");
            break;
        }
    }
    api.post("/clock", &json!({"advance_s": 7200}));
    while next("status")["ahead_s"] != 7200 {}
    let mut earlier = events(&api, "?after=0");
    assert_eq!(numbers(&earlier("exchanges")), [1, 2]);
}

#[test]
fn events_tell_one_sandbox_from_another() {
    let instance = |api: &Api| events(api, "")("status")["instance"].as_str().unwrap().to_owned();
    let (one, other) = (Api::new(), Api::new());
    let (first, second) = (instance(&one), instance(&other));
    assert!(first.len() == 16 && first != second, "{first} {second}");
    one.token();
    one.post("/reset", &json!({}));
    assert_eq!(instance(&one), first, "it is the same one until it ends");
}

#[test]
fn a_request_is_checked_sent_and_sent_again() {
    let api = Api::new();
    let operation = ordering();
    let fields = good(&operation);
    let path = |action: &str| format!("/operations/{}/{action}", operation.name);
    let (status, checked) = api.post(&path("validate"), &json!({"fields": object(&fields)}));
    assert_eq!((status, &checked["diagnosis"], &checked["violations"]), (200, &Value::Null, &json!([])));
    assert!(checked["string_to_sign"].as_str().unwrap().ends_with("&key=***"));
    assert!(api.sandbox.recorded_calls().is_empty(), "nothing was sent");
    let (_, given) = api.post(&path("validate"), &json!({"xml": checked["xml"]}));
    assert_eq!((&given["diagnosis"], &given["xml"]), (&Value::Null, &Value::Null));

    let (status, sent) = api.post(&path("send"), &json!({"fields": object(&fields)}));
    assert_eq!((status, &sent["outcome"], &sent["number"]), (201, &json!("success"), &json!(1)));
    let (_, again) = api.post("/exchanges/1/resend", &json!({"sign": "as-sent"}));
    assert_eq!((&again["number"], &again["request"]["body"]), (&json!(2), &sent["request"]["body"]));
    let (_, signed) = api.post("/exchanges/1/resend", &json!({"sign": "again"}));
    assert_eq!(signed["number"], 3);

    let bad = sent["request"]["body"].as_str().unwrap().replace("[H", "[h");
    let (_, refused) = api.post(&path("validate"), &json!({"xml": bad}));
    assert_eq!(refused["diagnosis"]["id"], "foreign-key-or-value");
    let mut short = fields;
    short.pop();
    let (_, wrong) = api.post(&path("validate"), &json!({"fields": object(&short)}));
    assert!(!wrong["violations"].as_array().unwrap().is_empty());
    let signature = row(&operation, wxmed::spec::model::Role::Signature);
    let (_, unsigned) = api.post(&path("validate"), &json!({"fields": {signature: "X", "a": "b"}}));
    assert!(!unsigned["xml"].as_str().unwrap().contains("[X]"), "a given signature is replaced");

    for (path, body, status) in [
        (path("validate"), json!({}), 400),
        (path("validate"), json!({"fields": {}, "xml": ""}), 400),
        (path("validate"), json!({"fields": {"<": "1"}}), 400),
        ("/operations/nothing/validate".to_owned(), json!({"fields": {}}), 404),
        ("/operations/nothing/send".to_owned(), json!({"fields": {}}), 404),
        ("/exchanges/99/resend".to_owned(), json!({"sign": "again"}), 404),
        ("/exchanges/1/resend".to_owned(), json!({"sign": "maybe"}), 400),
    ] {
        assert_eq!(api.post(&path, &body).0, status, "{path} {body}");
    }
    api.token();
    let last = api.sandbox.recorded_calls().len();
    assert_eq!(api.post(&format!("/exchanges/{last}/resend"), &json!({"sign": "again"})).0, 400);
    assert_eq!(api.post(&format!("/exchanges/{last}/resend"), &json!({"sign": "as-sent"})).0, 201);
}

#[test]
fn a_content_is_checked() {
    let api = Api::new();
    let specs = wxmed_sandbox::Specs::shipped();
    let content = specs.model().contents.iter().find(|one| !one.received).unwrap();
    let path = format!("/contents/{}/validate", content.name.replace('/', "%2F"));
    let json_of = |example: &Example| match &example.value {
        ExampleValue::Json(json) => json.clone(),
        ExampleValue::Fields(_) => panic!("{example:?}"),
    };
    for example in content.examples.iter().filter(|example| example.outer.is_empty()) {
        let (status, found) = api.post(&path, &json!({"json": json_of(example)}));
        let violations = found["violations"].as_array().unwrap();
        assert_eq!((status, violations.is_empty()), (200, example.breaks.is_empty()), "{:?}: {found}", example.title);
    }
    let (_, found) = api.post(&path, &json!({"json": "{"}));
    assert!(found["syntax_error"]["zh"].is_string());
    assert_eq!(api.post("/contents/nothing/validate", &json!({"json": "{}"})).0, 404);
}

#[test]
fn an_exchange_is_saved_as_an_archive_without_tokens() {
    let api = Api::new();
    let operation = ordering();
    let token = api.token();
    api.call(&token, &operation.path, &api.signed(&good(&operation))).unwrap();
    api.call(&token, &operation.path, b"\xff\xfe").unwrap();
    let archive = api.value("/exchanges/2/har");
    let entry = &archive["log"]["entries"][0];
    assert!(entry["request"]["url"].as_str().unwrap().ends_with("?access_token=***"), "{entry}");
    assert!(!archive.to_string().contains(&token));
    assert!(entry["request"]["postData"]["text"].as_str().unwrap().starts_with("<xml>"));
    assert_eq!(entry["response"]["status"], 200);
    assert_eq!(api.value("/exchanges/3/har")["log"]["entries"][0]["request"]["postData"]["text"], "//4=");
    assert_eq!(api.get("/exchanges/9/har").0, 404);
}

/// The calls that fetch tokens have the AppSecret in the query or in the body, and the token in the response. A program
/// can also send its credentials where they don't belong.
#[test]
fn an_archive_has_no_credentials_in_bodies_and_headers() {
    let api = Api::new();
    let account = api.sandbox.account();
    let (secret, key) = (account.app_secret().expose(), account.api_key_text().expose());
    let token = api.token();
    let wanted = json!({"grant_type": "client_credential", "appid": account.appid(), "secret": secret}).to_string();
    let broken = wanted.strip_suffix('}').unwrap();
    let other = broken.replace(secret, "of-another-account");
    let form = format!("secret={secret}&access_token={token}");
    let mut bytes = format!("<xml><key>{key}</key>").into_bytes();
    bytes.push(0xff);
    for body in [wanted.as_bytes(), broken.as_bytes(), other.as_bytes(), form.as_bytes(), &bytes] {
        api.call("", "/cgi-bin/stable_token", body).unwrap();
    }
    let exchanges = api.value("/exchanges")["exchanges"].as_array().unwrap().len();
    assert_eq!(exchanges, 6);
    for number in 1..=exchanges {
        let archive = api.value(&format!("/exchanges/{number}/har")).to_string();
        let tokens = api.value(&format!("/exchanges/{number}"))["response"]["body"].as_str().map(str::to_owned);
        let issued =
            tokens.and_then(|body| body.split(r#""access_token":""#).nth(1)?.split('"').next().map(str::to_owned));
        for credential in [secret, key, &token, "of-another-account"].into_iter().chain(issued.as_deref()) {
            assert!(!archive.contains(credential), "{number}: {archive}");
        }
        assert!(archive.contains("***"), "{number}: {archive}");
    }
}

#[test]
fn a_snapshot_restores_the_state() {
    let api = Api::new();
    let operation = ordering();
    let token = api.token();
    api.call(&token, &operation.path, &api.signed(&good(&operation))).unwrap();
    api.post("/clock", &json!({"advance_s": 3600}));
    let (snapshot, orders) = (api.value("/snapshot"), api.value("/orders"));
    assert_eq!(orders["orders"].as_array().unwrap().len(), 1);
    api.post("/reset", &json!({}));
    assert_eq!(api.value("/orders")["orders"], json!([]));
    assert_eq!(api.post("/snapshot", &snapshot).0, 200);
    assert_eq!((api.value("/orders"), api.value("/clock")["ahead_s"].clone()), (orders, json!(3600)));
    let (response, _) = (api.call(&token, &operation.path, b"").unwrap().2, ());
    assert!(!response.contains("40001"), "the token is valid again: {response}");
    assert_eq!(api.value("/tokens")["tokens"][0]["age_s"], 3600);
    let clock = json!({"kind": "clock", "key": "", "value": r#"{"secs":0,"nanos":0}"#});
    for wrong in [
        json!({}),
        json!({"records": []}),
        json!({"records": [clock, {"kind": "item", "key": "1", "value": "{"}]}),
        json!({"records": [clock, {"kind": "item"}]}),
    ] {
        assert_eq!(api.post("/snapshot", &wrong).0, 400, "{wrong}");
    }
    assert_ne!(api.value("/people")["people"], json!([]), "the state is kept");
    // The body is larger than the limit for other paths.
    let mut many = vec![json!({"kind": "other", "key": "", "value": "x".repeat(1000)}); 2000];
    many.push(clock);
    assert_eq!(api.post("/snapshot", &json!({"records": many})).0, 200);
    let large = json!({"operation": "x".repeat(2 << 20)});
    assert_eq!(api.post("/stubs", &large).0, 413);
}

#[test]
fn the_other_lists_conform_to_the_document() {
    let api = Api::new();
    let presets = api.value("/stubs/presets");
    for preset in presets["presets"].as_array().unwrap() {
        let mut stub = preset["stub"].clone();
        stub["operation"] = json!("getmedinfo");
        assert_eq!(api.post("/stubs", &stub).0, 201, "{preset}");
        let stubs = api.value("/stubs");
        assert_eq!(stubs["stubs"].as_array().unwrap().last().unwrap()["title"], preset["title"], "as it was chosen");
    }
    let first = api.value("/stubs")["stubs"][0]["number"].as_u64().unwrap();
    assert_eq!(api.delete(&format!("/stubs/{first}")).0, 204);
    assert_eq!(api.delete(&format!("/stubs/{first}")).0, 404);
    assert_eq!(api.delete("/stubs/x").0, 404);
    assert_eq!(api.value("/notifications"), json!({"notifications": []}));
    assert_eq!(api.value("/bind-links"), json!({"bind_links": []}));
    let people = api.value("/people");
    let openid = people["people"][0]["openid"].as_str().unwrap();
    assert_eq!(api.post(&format!("/people/{openid}/auth-code"), &json!({})).0, 201);
    assert_eq!(api.post("/people/nobody/auth-code", &json!({})).0, 404);
    let reference = api.value("/reference");
    assert!(reference["operations"].as_array().unwrap().len() > 3 && reference["errata"].as_array().is_some());
}

#[test]
fn a_link_for_binding_a_card_is_listed_until_it_expires() {
    let linking = operations(|one| one.creates.iter().any(|made| made.what == Resource::BindLink)).remove(0);
    let api = Api::with(Settings::default().account(wxmed_sandbox::Account::sample()));
    api.call(&api.token(), &linking.path, &api.signed(&good(&linking))).unwrap();
    let links = api.value("/bind-links");
    let left = links["bind_links"][0]["expires_in_s"].as_u64().unwrap();
    assert!(left > 0);
    api.post("/clock", &json!({"advance_s": left + 1}));
    assert_eq!(api.value("/bind-links")["bind_links"][0]["expires_in_s"], 0);
}

#[test]
fn the_reference_has_the_token_endpoints_with_the_limits_that_they_keep_to() {
    let api = Api::new();
    let reference = api.value("/reference");
    let endpoints = reference["token_endpoints"].as_array().unwrap();
    let names: Vec<&Value> = endpoints.iter().map(|one| &one["name"]).collect();
    assert_eq!(json!(names), reference["endpoints"]);
    for one in endpoints {
        assert_eq!(one["path"], format!("/cgi-bin/{}", one["name"].as_str().unwrap()));
        let parameters: Vec<&str> =
            one["parameters"].as_array().unwrap().iter().map(|member| member["name"].as_str().unwrap()).collect();
        assert_eq!(parameters[..3], ["grant_type", "appid", "secret"]);
        assert_eq!(parameters.contains(&"force_refresh"), one["parameters_in"] == "json");
        let limits = one["limits"].to_string();
        assert!(limits.contains("7200") && limits.contains("5 分钟"), "{limits}");
        assert!(one["errors"].as_array().unwrap().iter().any(|error| error["code"] == "40125"), "{one}");
    }
    assert!(endpoints[0]["limits"].to_string().contains("2000"));
    let stable = endpoints[1]["limits"].to_string();
    assert!(stable.contains("20 times a day, 30 seconds apart"), "{stable}");
}

/// An error whose remedy is only to wait is not one to be fixed.
#[test]
fn an_error_that_passes_by_itself_is_to_be_tried_again_later() {
    let api = Api::new();
    let reference = api.value("/reference");
    let operations = reference["operations"].as_array().unwrap();
    let errors = operations.iter().flat_map(|one| one["errors"].as_array().unwrap());
    let passing = errors.filter(|error| error["remedy"]["en"].as_str().unwrap().starts_with("Try again later"));
    let found: Vec<&Value> = passing.map(|error| &error["retry"]).collect();
    assert!(!found.is_empty() && found.iter().all(|retry| *retry == "later"), "{found:?}");
}
