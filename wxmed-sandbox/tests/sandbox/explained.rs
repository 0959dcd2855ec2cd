//! Explanations of calls, in addition to their outcomes.

use serde_json::{Value, json};
use wxmed::spec::model::{Need, Operation, Resource, Retry};
use wxmed_sandbox::{HttpResponse, Stub, StubResponse, TokenErrors};

use crate::control_api::Api;
use crate::support::{Fields, good, name, operations, set};

pub(crate) fn ordering() -> Operation {
    let makes = |one: &Operation| one.needs.is_empty() && one.creates.iter().any(|made| made.what == Resource::Order);
    operations(|one| makes(one) && one.retry == Retry::Never).remove(0)
}

pub(crate) fn lookup() -> Operation {
    operations(|one| one.retry == Retry::Safe && one.creates.is_empty() && !one.needs.is_empty()).remove(0)
}

pub(crate) struct Caller {
    pub(crate) api: Api,
    token: String,
}

impl Caller {
    pub(crate) fn new() -> Self {
        let api = Api::new();
        Self { token: api.token(), api }
    }

    /// Sends a body, and returns the recorded exchange.
    pub(crate) fn exchange(&self, operation: &Operation, body: &[u8]) -> Value {
        // If the response is lost, the client returns an error.
        let _ = self.api.call(&self.token, &operation.path, body);
        self.last()
    }

    pub(crate) fn send(&self, operation: &Operation, fields: &Fields) -> Value {
        self.exchange(operation, &self.api.signed(fields))
    }

    fn last(&self) -> Value {
        let number = self.api.sandbox.recorded_calls().last().unwrap().number;
        self.api.value(&format!("/exchanges/{number}"))
    }
}

/// The texts in both languages, joined.
pub(crate) fn both(texts: &Value) -> String {
    format!("{} {}", texts["zh"].as_str().unwrap(), texts["en"].as_str().unwrap())
}

#[test]
fn a_fault_is_shown_with_its_effect_and_advice() {
    let caller = Caller::new();
    let (order, lookup) = (ordering(), lookup());
    let presets = caller.api.value("/stubs/presets");
    let mut number = 0;
    for preset in presets["presets"].as_array().unwrap() {
        // “slow” would make the test slow, and “hang” needs a client with a time-out.
        if ["slow", "hang"].contains(&preset["id"].as_str().unwrap()) {
            continue;
        }
        let mut stub = preset["stub"].clone();
        stub["operation"] = json!(order.name);
        assert_eq!(caller.api.post("/stubs", &stub).0, 201);
        let mut fields = good(&order);
        number += 1;
        set(&mut fields, name(&order, order.creates[0].by[0]), &format!("HOSP{number}"));
        let before = caller.api.sandbox.orders().len();
        let made = caller.send(&order, &fields);
        assert_eq!(made["fault"]["title"], preset["title"], "the title is the preset's");
        let id = preset["id"].as_str().unwrap();
        let is_executed =
            ["forged", "forged-fail", "unsigned", "cut-in-body", "gzip"].contains(&id) || id.starts_with("done-but-");
        assert_eq!(caller.api.sandbox.orders().len() > before, is_executed, "{id}");
        assert_eq!(made["fault"]["is_executed"], is_executed, "{made}");
        let effect = both(&made["fault"]["effect"]);
        assert!(effect.contains("Carried out, but") == is_executed, "{effect}");
        assert!(!is_executed || both(&made["fault"]["advice"]).contains("find out first what happened"), "{made}");
        let list = caller.api.value("/exchanges?limit=1");
        assert_eq!(list["exchanges"][0]["fault"], made["fault"], "the list contains it too");
        assert_eq!(list["exchanges"][0]["delivery"], made["response"]["delivery"]);
    }
    assert!(number > 9);
    // A request that is rejected for another reason isn't executed.
    caller.api.sandbox.stub(Stub::on(&*order.name).respond_with(StubResponse::Forged));
    let refused = caller.exchange(&order, b"<xml></xml>");
    assert_eq!(refused["fault"]["is_executed"], false);
    assert_eq!(refused["diagnosis"]["id"], "sign-missing");
    assert!(both(&refused["fault"]["effect"]).contains("the request itself was refused"));
    // A lookup may be retried.
    caller.api.sandbox.stub(Stub::on(&*lookup.name).respond_with(StubResponse::DropInBody));
    assert!(both(&caller.send(&lookup, &good(&lookup))["fault"]["advice"]).contains("may be tried again"));
    assert_eq!(caller.send(&lookup, &good(&lookup))["fault"], Value::Null);
}

#[test]
fn a_fault_that_is_not_a_preset_has_a_title_too() {
    let caller = Caller::new();
    let order = ordering();
    for (response, kind, title) in [
        (
            StubResponse::TokenRejected { shape: TokenErrors::Gateway, code: 40001 },
            "token-rejected",
            "Token refused (40001)",
        ),
        (StubResponse::status(503), "http", "503 error"),
        (StubResponse::Http(HttpResponse::new(200, "x")), "http", "Given HTTP response"),
        (StubResponse::fields([("result_code", "FAIL")]), "fields", "Fields replaced"),
    ] {
        caller.api.sandbox.stub(Stub::on(&*order.name).respond_with(response));
        let made = caller.send(&order, &good(&order));
        assert_eq!((&made["fault"]["kind"], &made["fault"]["title"]["en"]), (&json!(kind), &json!(title)));
        assert_eq!(made["fault"]["is_executed"], kind == "fields", "{made}");
    }
    // The response of a token endpoint has no signature to forge.
    caller.api.sandbox.stub(Stub::on("token").respond_with(StubResponse::Forged));
    caller.api.token();
    assert!(both(&caller.last()["fault"]["effect"]).contains("the usual one"));
}

/// A field with this format, and its operation.
fn with_format(format: &str) -> (Operation, String) {
    let row = |one: &Operation| one.request.fields.iter().find(|row| row.format.name() == format).cloned();
    let operation = operations(|one| row(one).is_some()).remove(0);
    let name = row(&operation).unwrap().name;
    (operation, name)
}

#[test]
fn an_error_of_the_gateway_is_explained_by_its_row_in_the_specs() {
    let caller = Caller::new();
    let order = ordering();
    let url = |path: &str| format!("{}{path}", caller.api.sandbox.url());
    let agent = crate::control_api::agent();
    agent.get(url(&format!("{}?access_token={}", order.path, caller.token))).call().unwrap();
    let wrong_method = caller.last();
    agent.get(url("/cgi-bin/token?grant_type=client_credential&appid=other&secret=x")).call().unwrap();
    let wrong_appid = caller.last();
    let credentials = crate::support::credentials(caller.api.sandbox.account()).replace("&secret=", "&secret=x");
    agent.get(url(&format!("/cgi-bin/token?{credentials}"))).call().unwrap();
    let wrong_secret = caller.last();
    for (made, id, terms) in [
        (&wrong_method, "post-required", ["43002", "POST"]),
        (&wrong_appid, "invalid-appid", ["40013", "appid"]),
        (&wrong_secret, "invalid-app-secret", ["40125", "Do not retry"]),
    ] {
        let diagnosis = &made["diagnosis"];
        assert_eq!(diagnosis["id"], id, "{made}");
        let text = format!("{} {}", both(diagnosis), both(&diagnosis["remedy"]));
        assert!(terms.iter().all(|term| text.contains(term)) && !text.contains("expired"), "{text}");
        assert!(text.contains("Nothing was done") && text.contains("平台没有执行"), "{text}");
        assert!(!both(&diagnosis["title"]).contains("400"), "a title contains no code");
    }
    let mut other = caller;
    other.token = "other".to_owned();
    let refused = other.send(&order, &good(&order));
    assert_eq!(refused["diagnosis"]["id"], "invalid-credential", "{refused}");
    assert!(other.api.value("/exchanges?cause=post-required")["exchanges"][0]["number"].is_u64());
    // An error from a fault is not diagnosed.
    other.token = other.api.token();
    other.api.sandbox.stub(Stub::on(&*order.name).respond_with(StubResponse::token_rejected()));
    assert_eq!(other.send(&order, &good(&order))["diagnosis"], Value::Null);
}

#[test]
fn a_missing_order_is_traced_to_the_call_that_should_have_created_it() {
    let finds = |one: &Operation| {
        let of_hospital = |need: &Need| need.by.iter().any(|index| name(one, *index) == "hosp_out_trade_no");
        one.needs.iter().any(|need| need.what == Resource::Order && of_hospital(need))
    };
    let order = ordering();
    let user = operations(finds).remove(0);
    let caller = Caller::new();
    let mut wanted = good(&user);
    wanted.retain(|(name, _)| name != "med_trans_id");
    set(&mut wanted, "hosp_out_trade_no", "HOSP77");
    let unknown = caller.send(&user, &wanted);
    assert_eq!(unknown["diagnosis"]["id"], "order-missing", "{unknown}");
    assert!(both(&unknown["diagnosis"]).contains("none of the exchanges"), "{unknown}");
    let mut announced = good(&order);
    set(&mut announced, "hosp_out_trade_no", "HOSP77");
    let body = String::from_utf8(caller.api.signed(&announced)).unwrap();
    let refused = caller.exchange(&order, body.replace("</xml>", "<added>1</added></xml>").as_bytes());
    let missing = caller.send(&user, &wanted);
    let reason = format!("exchange {}, which was refused", refused["number"]);
    assert!(both(&missing["diagnosis"]).contains(&reason), "{missing}");
    assert!(!both(&missing["diagnosis"]).contains("HOSP77"), "no received value is repeated");
    caller.api.sandbox.stub(Stub::on(&*order.name).respond_with(StubResponse::system_busy()));
    let failed = caller.send(&order, &announced);
    let missing = caller.send(&user, &wanted);
    let reason = format!("exchange {}, which was not carried out because of a fault", failed["number"]);
    assert!(both(&missing["diagnosis"]).contains(&reason), "{missing}");
    let made = caller.send(&order, &announced);
    assert_eq!(made["diagnosis"], Value::Null);
    let repeated = caller.send(&order, &announced);
    assert_eq!(repeated["diagnosis"]["id"], "order-repeated");
    assert!(both(&repeated["diagnosis"]).contains(&format!("exchange {}", made["number"])), "{repeated}");
    // The reference lists each code.
    let reference = caller.api.value("/reference");
    let tables = reference["errors"].as_array().unwrap();
    let sandbox = tables.iter().find(|table| table["name"] == "sandbox").unwrap();
    let codes: Vec<&str> =
        sandbox["errors"].as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"SANDBOX_ORDER_MISSING") && codes.contains(&"SANDBOX_DIFFERS"), "{codes:?}");
}

#[test]
fn a_user_without_a_card_is_distinguished_from_an_unknown_user() {
    let caller = Caller::new();
    let needs = |one: &Operation| one.needs.iter().any(|need| need.what == Resource::BoundCard);
    let lookup = operations(|one| one.retry == Retry::Safe && needs(one)).remove(0);
    let person = &caller.api.sandbox.people()[2];
    let mut fields = good(&lookup);
    for (openid, wanted) in [(person.openid(), "has bound no card yet"), ("oOther", "not that of a test user")] {
        set(&mut fields, "openid", openid);
        let made = caller.send(&lookup, &fields);
        assert_eq!(made["outcome"], "business");
        assert!(both(&made["diagnosis"]).contains(wanted), "{made}");
        assert!(!both(&made["diagnosis"]["remedy"]).is_empty() && !made["diagnosis"].to_string().contains(openid));
    }
}

#[test]
fn the_most_similar_path_is_named() {
    let caller = Caller::new();
    let lookup = lookup();
    for (path, near) in [
        (format!("{}s", lookup.path), Some(&lookup.path)),
        (format!("/{}", lookup.name), Some(&lookup.path)),
        (format!("{}/", lookup.path), Some(&lookup.path)),
        ("/favicon.ico".to_owned(), None),
    ] {
        let _ = caller.api.call(&caller.token, &path, b"<xml></xml>");
        let diagnosis = &caller.last()["diagnosis"];
        assert_eq!(diagnosis["id"], "no-such-path");
        let text = both(diagnosis);
        assert_eq!(near.map(|near| text.ends_with(&**near)), near.map(|_| true), "{text}");
        assert_eq!(near.is_none(), text.contains("none is like it"), "{text}");
    }
}

#[test]
fn a_lost_response_has_the_advice_for_how_it_was_lost() {
    let caller = Caller::new();
    let order = ordering();
    let advice = |response: StubResponse| {
        caller.api.sandbox.stub(Stub::on(&*order.name).respond_with(response));
        both(&caller.send(&order, &good(&order))["fault"]["advice"])
    };
    let closed = advice(StubResponse::DropBeforeHead);
    assert!(closed.contains("a closed connection doesn't mean that nothing was done"), "{closed}");
    let cut = advice(StubResponse::DropInBody);
    assert!(cut.contains("what has arrived is incomplete"), "{cut}");
    assert!(![closed, cut].iter().any(|advice| advice.contains("time-out")));
}

/// The violation of a field's format.
fn violations_of<'a>(made: &'a Value, field: &str) -> &'a Value {
    let violations = made["violations"].as_array().unwrap();
    violations.iter().find(|one| one["path"] == field && one["rule"] == "format").unwrap()
}

#[test]
fn the_remedy_for_a_format_violation_names_the_probable_mistake() {
    let caller = Caller::new();
    for (format, wrong, likely) in [
        ("idcard-md5", "AB03B0A6E0B4C6F0B7D9DD1C3EAC9A51", "upper-case"),
        ("idcard-md5", "44030019000101123X", "identity number itself"),
        ("idcard-md5", "ab03b0a6e0b4c6f0", "16 digits"),
        ("timestamp", "2016-05-01 16:31:02", "separators"),
        ("timestamp", "2016-05-01T16:31:02+08:00", "more precise"),
        ("timestamp", "20160501163102123", "more precise"),
        ("timestamp", "1462091462000", "since 1970"),
        ("timestamp", "20160501", "less precise"),
        ("timestamp", "２０１６0501163102", "full-width"),
        ("fen", "3.0E8", "floats"),
        ("fen", "900.00", "in yuan"),
        ("fen", "1,000", "thousands"),
        ("fen", "null", "leave the field out"),
        ("ipv4", "::1", "IPv6"),
        ("url", "hospital.example/notify", "http:// or https://"),
    ] {
        let (operation, field) = with_format(format);
        let mut fields = good(&operation);
        fields.retain(|(name, _)| *name != field);
        fields.push((field.clone(), wrong.to_owned()));
        let made = caller.send(&operation, &fields);
        let causes: Vec<&Value> = std::iter::once(&made["diagnosis"])
            .chain(made["diagnosis"]["also"].as_array().into_iter().flatten())
            .filter(|cause| cause["at"]["field"] == *field)
            .collect();
        let ids: Vec<&Value> = causes.iter().map(|cause| &cause["id"]).collect();
        assert_eq!(ids, ["format"], "{format} {wrong}: {made}");
        let remedy = both(&causes[0]["remedy"]);
        assert!(remedy.contains(likely), "{format} {wrong}: {remedy}");
        // The problem itself names what is expected, and the table shows both beside each other.
        let demands = both(&violations_of(&made, &field)["problem"]);
        let demand = demands.rsplit("must be ").next().unwrap();
        assert!(demands.contains("must be ") && !remedy.contains(demand), "{format} {wrong}: {remedy} {demands}");
        let text = made["diagnosis"].to_string();
        // The example of the format may contain these values.
        assert!(
            ["null", "20160501"].contains(&wrong) || !text.contains(wrong),
            "a diagnosis must not repeat the value: {text}"
        );
        assert!(both(&causes[0]["title"]).contains(&format!("Wrong format: {field}")), "{made}");
        let violation = violations_of(&made, &field);
        let sent = if format == "idcard-md5" { "***" } else { wrong };
        assert_eq!(violation["sent"], sent, "{violation}");
        assert_eq!(violation["remedy"], causes[0]["remedy"]);
    }
}

#[test]
fn each_cause_has_a_title_in_both_languages() {
    let caller = Caller::new();
    let order = ordering();
    for body in [&b"{}"[..], b"", b"<xml></xml>", b"<xml><sign>1</sign></xml>", b"<xml><a>1 & 2</a></xml>"] {
        let title = &caller.exchange(&order, body)["diagnosis"]["title"];
        let (zh, en) = (title["zh"].as_str().unwrap(), title["en"].as_str().unwrap());
        assert!(!zh.is_ascii() && en.is_ascii() && en.len() < 60, "{title}");
    }
    for mistake in wxmed_sandbox::diagnosis::Mistake::ALL {
        let title = mistake.title();
        assert!(!title.zh.is_empty() && title.en.is_ascii() && title.en.len() < 40, "{title:?}");
    }
}

#[test]
fn a_search_finds_decoded_values_terms_in_any_order_and_causes_by_name() {
    let caller = Caller::new();
    let (order, lookup) = (ordering(), lookup());
    let mut fields = good(&order);
    set(&mut fields, "remark", "肝病 & <复诊>");
    set(&mut fields, "attach", r#"{"note":"\u809d\u75c5\u95e8\u8bca"}"#);
    let body = String::from_utf8(caller.api.signed(&fields)).unwrap();
    // Written with entities, like many libraries.
    let body = body.replace("<![CDATA[肝病 & <复诊>]]>", "肝病 &amp; &lt;复诊&gt;");
    let number = caller.exchange(&order, body.as_bytes())["number"].clone();
    caller.exchange(&order, b"<xml></xml>");
    caller.api.sandbox.stub(Stub::on(&*lookup.name).respond_with(StubResponse::Forged));
    caller.send(&lookup, &good(&lookup));
    let found = |terms: &str| -> Vec<Value> {
        let terms: String = terms.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let list = caller.api.value(&format!("/exchanges?q={terms}"));
        list["exchanges"].as_array().unwrap().iter().map(|one| one["number"].clone()).collect()
    };
    for terms in ["肝病 & <复诊>", "<复诊> 肝病", "肝病门诊 <复诊>", &format!("<复诊> {}", order.name.to_uppercase())]
    {
        assert_eq!(found(terms), vec![number.clone()], "{terms}");
    }
    assert_eq!(found("没有签名"), [json!(3)]);
    assert_eq!(found("signature no"), [json!(3)]);
    assert_eq!(found("sign-missing"), [json!(3)]);
    assert_eq!(found("forged response"), [json!(4)]);
    assert_eq!(found("<复诊> nowhere"), Vec::<Value>::new());
}
