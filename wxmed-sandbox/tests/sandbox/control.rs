//! The control API, as programs use it.

use std::thread;

use serde_json::{Value, json};
use wxmed::spec::model::Resource;

use crate::control_api::Api;
use crate::support::{Fields, good, needed, operations, set};

/// An operation that creates an order and needs no other resource.
fn ordering() -> (String, String, Fields) {
    let makes = |one: &wxmed::spec::model::Operation| {
        one.needs.is_empty() && one.creates.iter().any(|creation| creation.what == Resource::Order)
    };
    let operation = operations(makes).remove(0);
    (operation.name.clone(), operation.path.clone(), good(&operation))
}

/// The numbers in a list of exchanges.
fn numbers(list: &Value) -> Vec<u64> {
    list["exchanges"].as_array().unwrap().iter().map(|one| one["number"].as_u64().unwrap()).collect()
}

#[test]
fn exchanges_are_listed_newest_first_and_filtered() {
    let api = Api::new();
    let (name, path, fields) = ordering();
    let token = api.token();
    api.call(&token, &path, &api.signed(&fields)).unwrap();
    api.call(&token, &path, &api.signed(&fields)).unwrap();
    api.call("no", &path, b"").unwrap();
    api.call(&token, &path, b"{}").unwrap();
    api.call(&token, "/nothing", b"").unwrap();
    assert_eq!(numbers(&api.value("/exchanges")), [6, 5, 4, 3, 2, 1]);
    assert_eq!(numbers(&api.value("/exchanges?limit=2")), [6, 5]);
    assert_eq!(numbers(&api.value("/exchanges?limit=0")), Vec::<u64>::new());
    assert_eq!(numbers(&api.value(&format!("/exchanges?operation={name}"))), [5, 4, 3, 2]);
    assert_eq!(numbers(&api.value(&format!("/exchanges?operation={name}&outcome=success"))), [2]);
    for (outcome, expected) in [("business", 3), ("gateway", 4), ("protocol", 5), ("not-found", 6)] {
        assert_eq!(numbers(&api.value(&format!("/exchanges?outcome={outcome}"))), [expected]);
    }
    let all = api.value("/exchanges");
    let at = all["exchanges"][0]["at"].as_str().unwrap();
    assert!(numbers(&api.value(&format!("/exchanges?since={at}"))).contains(&6));
    assert_eq!(numbers(&api.value("/exchanges?since=0")).len(), 6);
    assert_eq!(numbers(&api.value("/exchanges?since=2999-01-01T00:00:00Z")), Vec::<u64>::new());
    assert_eq!(numbers(&api.value("/exchanges?since=2999-01-01T08:00:00%2B08:00")), Vec::<u64>::new());
    for wrong in
        ["limit=x", "limit=1001", "limit=-1", "since=yesterday", "outcome=bad", "colour=red", "limit=1&limit=2"]
    {
        let (status, value) = api.get(&format!("/exchanges?{wrong}"));
        assert_eq!(status, 400, "{wrong}");
        let name = wrong.split('=').next().unwrap();
        assert!(
            value["error"]["en"].as_str().unwrap().contains(name)
                && value["error"]["zh"].as_str().unwrap().contains(name)
        );
    }
    // The control API itself is not recorded.
    assert_eq!(api.sandbox.recorded_calls().len(), 6);
}

#[test]
fn an_exchange_is_shown_in_full_by_its_number_and_by_its_rid() {
    let api = Api::new();
    let (name, path, mut fields) = ordering();
    set(&mut fields, "name", "张三");
    let token = api.token();
    let right = String::from_utf8(api.signed(&fields)).unwrap();
    let changed = right.replace("张三", "张四");
    let (_, header, response) = api.call(&token, &path, changed.as_bytes()).unwrap();
    assert_eq!(header.as_deref(), Some("foreign-key-or-value"));
    let rid = response.split("rid: ").nth(1).unwrap().split(']').next().unwrap();
    let shown = api.value("/exchanges/2");
    assert_eq!(shown, api.value(&format!("/exchanges/{rid}")));
    assert_eq!((&shown["operation"], &shown["rid"], &shown["status"]), (&json!(name), &json!(rid), &json!(200)));
    assert_eq!(shown["request"]["body"], changed);
    assert_eq!(shown["response"]["body"], response);
    assert_eq!(shown["diagnosis"]["id"], "foreign-key-or-value");
    let headers = shown["request"]["headers"].as_array().unwrap();
    assert!(headers.contains(&json!({"name": "content-type", "value": "application/xml; charset=utf-8"})));
    let text = shown["string_to_sign"].as_str().unwrap();
    assert!(text.contains("name=张四&") && text.ends_with("&key=***"), "{text}");
    // Neither the key nor the right signature is shown.
    use md5::Digest;
    let key = api.sandbox.account().api_key_text().expose();
    let expected = md5::Md5::digest(text.replace("***", key).as_bytes());
    let expected: String = expected.iter().map(|byte| format!("{byte:02X}")).collect();
    let whole = shown.to_string();
    assert!(!whole.contains(key) && !whole.contains(&expected) && !whole.contains(&expected.to_lowercase()));
    let field = shown["fields"].as_array().unwrap().iter().find(|field| field["name"] == "name").unwrap();
    let offset = field["offset"].as_u64().unwrap() as usize;
    assert!(changed[offset..].starts_with("<![CDATA[张四"));
    assert_eq!(field["value"], "张四");
    assert_eq!(field["label"], Value::Null, "the operation has no such field");
    assert!(shown["fields"].as_array().unwrap().iter().any(|field| field["label"]["zh"] == "用户标识"), "{shown}");

    for unknown in ["/exchanges/99", "/exchanges/0", "/exchanges/1-2-3", "/exchanges/x%20y"] {
        assert_eq!(api.get(unknown).0, 404, "{unknown}");
    }
}

#[test]
fn violations_and_binary_bodies_are_shown() {
    let api = Api::new();
    let (_, path, mut fields) = ordering();
    set(&mut fields, "gmt_out_create", "2016");
    set(&mut fields, "user_card_type", "2");
    let token = api.token();
    let (_, header, _) = api.call(&token, &path, &api.signed(&fields)).unwrap();
    let shown = api.value("/exchanges/2");
    let violations = shown["violations"].as_array().unwrap();
    let rules: Vec<&str> = violations.iter().map(|one| one["rule"].as_str().unwrap()).collect();
    assert!(violations.len() >= 2);
    for one in violations.iter().filter(|one| one["severity"] == "error") {
        assert!(one["section"] == "1.3" && one["label"]["zh"] != "" && one["remedy"]["en"] != "", "{one}");
        let (message, problem) = (one["message"]["en"].as_str().unwrap(), one["problem"]["en"].as_str().unwrap());
        assert!(message.contains(problem) && !problem.contains(one["path"].as_str().unwrap()), "{one}");
        assert!(!problem.contains("1.3") && !problem.contains(one["rule"].as_str().unwrap()), "{one}");
    }
    let header = header.unwrap();
    assert!(header.split(", ").all(|id| rules.contains(&id)), "{header}");
    assert_eq!(shown["diagnosis"]["also"].as_array().unwrap().len() + 1, violations.len());

    api.call(&token, &path, b"\xFF\xFE<\0x\0").unwrap();
    let shown = api.value("/exchanges/3");
    assert_eq!((&shown["request"]["body"], &shown["request"]["body_base64"]), (&Value::Null, &json!("//48AHgA")));
    assert_eq!((&shown["string_to_sign"], &shown["fields"]), (&Value::Null, &json!([])));
    assert_eq!(shown["diagnosis"]["id"], "body-is-utf-16");
}

#[test]
fn a_call_can_wait_for_the_next_exchange() {
    let api = Api::new();
    let token = api.token();
    let (_, path, fields) = ordering();
    // An exchange that exists already.
    assert_eq!(api.value("/exchanges/next?after=0&wait=0")["number"], 1);
    // No exchange before the time-out.
    assert_eq!(api.get("/exchanges/next?after=1&wait=0").0, 204);
    assert_eq!(api.get("/exchanges/next?wait=0").0, 204);
    assert_eq!(api.get("/exchanges/next?after=1&wait=1").0, 204);
    // Several callers wait for the same exchange, while other calls are handled.
    thread::scope(|scope| {
        let waiting: Vec<_> = (0..3).map(|_| scope.spawn(|| api.value("/exchanges/next?after=1&wait=60"))).collect();
        api.call(&token, &path, &api.signed(&fields)).unwrap();
        for waiting in waiting {
            let next = waiting.join().unwrap();
            assert_eq!((&next["number"], &next["outcome"]), (&json!(2), &json!("success")));
        }
    });
    for wrong in ["wait=61", "wait=-1", "after=x", "until=1"] {
        assert_eq!(api.get(&format!("/exchanges/next?{wrong}")).0, 400, "{wrong}");
    }
}

#[test]
fn people_are_added_and_removed_and_their_cards_bound() {
    let api = Api::new();
    let person = json!({"openid": "o/新 1", "name": "赵六", "identity_number": "44030019000101123x"});
    let (status, added) = api.post("/people", &person);
    assert_eq!((status, &added["card"]), (201, &Value::Null));
    assert_eq!(added["idcard_md5"], "09eb26e839ff3a2e3980352ae45ef09e");
    let path = "/people/o%2F%E6%96%B0%201";
    assert_ne!(api.send("POST", &format!("{path}/bind"), "", &[]).1["card"], Value::Null);
    assert_eq!(api.send("POST", &format!("{path}/unbind"), "{}", &[]).1["card"], Value::Null);
    let mut with_card = person.clone();
    with_card["card"] = json!({"medical_card_no": "A1", "medical_card_id": "6"});
    let (status, replaced) = api.post("/people", &with_card);
    assert_eq!((status, &replaced["card"]["medical_card_no"]), (200, &json!("A1")));
    let people = api.value("/people");
    assert_eq!(people["people"].as_array().unwrap().len(), 4);
    assert_eq!(api.sandbox.people().len(), 4);
    assert_eq!(api.delete(path).0, 204);
    assert_eq!(api.delete(path).0, 404);
    assert_eq!(api.send("POST", &format!("{path}/bind"), "", &[]).0, 404);
    for (key, value) in
        [("openid", json!("")), ("name", json!("")), ("identity_number", json!("12")), ("name", json!(1))]
    {
        let mut wrong = person.clone();
        wrong[key] = value;
        assert_eq!(api.post("/people", &wrong).0, 400, "{key}");
    }
    let mut unknown = person;
    (unknown["colour"], unknown["shape"]) = (json!(1), json!(null));
    let (status, error) = api.post("/people", &unknown);
    assert_eq!((status, &error["error"]["en"]), (400, &json!("unknown keys: colour, shape")));
    assert_eq!(api.sandbox.people().len(), 3);
}

#[test]
fn orders_messages_and_tokens_are_listed() {
    for operation in operations(|one| !one.creates.is_empty()) {
        let fields = good(&operation);
        let api = Api::with(crate::support::settings().account(crate::support::account(&fields)).people([]));
        needed(&operation, &fields).into_iter().for_each(|item| api.sandbox.put(item));
        let before = api.value("/orders")["orders"].as_array().unwrap().len();
        let token = api.token();
        api.call(&token, &operation.path, &api.signed(&fields)).unwrap();
        for (what, list, path) in [(Resource::Order, "orders", "/orders"), (Resource::Message, "messages", "/messages")]
        {
            let shown = api.value(path);
            let all = shown[list].as_array().unwrap();
            let makes = operation.creates.iter().any(|creation| creation.what == what);
            if makes {
                let last = all.last().unwrap();
                assert_eq!(last["operation"], operation.name);
                assert!(last["made_at"].is_string());
                let sent = fields.iter().filter(|(name, value)| !value.is_empty() && name != "sign");
                assert!(sent.into_iter().all(|(name, value)| last["values"][name] == json!(value)), "{last}");
            } else if what == Resource::Order {
                assert_eq!(all.len(), before);
            }
        }
        let tokens = api.value("/tokens");
        assert_eq!(tokens["tokens"][0]["token"], token);
        assert_eq!(tokens["tokens"][0]["kind"], "plain");
        assert_eq!(api.get("/orders?x=1").0, 400);
    }
}

#[test]
fn the_clock_is_advanced_and_everything_is_reset() {
    let api = Api::new();
    let (_, path, fields) = ordering();
    let token = api.token();
    api.call(&token, &path, &api.signed(&fields)).unwrap();
    api.sandbox.bind_card("somebody");
    api.delete("/people/oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
    api.post("/stubs", &json!({"operation": "getmedinfo", "fault": "hang"}));
    let before = api.post("/clock", &json!({"advance_s": 0})).1["now"].as_str().unwrap().to_owned();
    let after = api.post("/clock", &json!({"advance_s": 7200})).1["now"].as_str().unwrap().to_owned();
    assert!(after > before);
    assert_eq!(api.value("/tokens"), json!({"tokens": []}), "the tokens have expired");
    assert!(api.call(&token, &path, b"").unwrap().2.contains("42001"));
    api.post("/clock", &json!({"advance_s": u64::MAX}));
    assert_eq!(api.post("/clock", &json!({"advance_s": u64::MAX})).0, 200);
    for wrong in [json!({"advance_s": -1}), json!({"advance_s": 1.5}), json!({"advance_s": "1"}), json!({}), json!([])]
    {
        assert_eq!(api.post("/clock", &wrong).0, 400, "{wrong}");
    }
    let (status, reset) = api.send("POST", "/reset", "", &[]);
    assert_eq!((status, &reset["after"]), (200, &json!(3)));
    for (path, list) in [("/exchanges", "exchanges"), ("/stubs", "stubs"), ("/orders", "orders"), ("/tokens", "tokens")]
    {
        assert_eq!(api.value(path)[list], json!([]), "{path}");
    }
    assert_eq!((api.sandbox.people().len(), api.sandbox.calls(&path)), (3, 0));
    assert!(api.post("/clock", &json!({"advance_s": 0})).1["now"].as_str().unwrap() < after.as_str());
    // Later exchanges have higher numbers, and the same order can be created again.
    let token = api.token();
    assert_eq!(api.value("/exchanges/next?after=3&wait=0")["number"], 4);
    assert!(api.call(&token, &path, &api.signed(&fields)).unwrap().2.contains("SUCCESS"));
    assert_eq!(api.send("POST", "/reset", "{\"hard\":true}", &[]).0, 400);
}

#[test]
fn tokens_that_are_expired_are_replaced_by_the_token_endpoint() {
    let api = Api::new();
    let old = api.token();
    assert_eq!(api.post("/tokens/expire", &Value::Null).0, 400, "it takes no body");
    assert_eq!(api.send("POST", "/tokens/expire", "", &[]), (204, Value::Null));
    assert_eq!(api.value("/tokens")["tokens"], json!([]));
    let (_, path, fields) = ordering();
    let (_, _, body) = api.call(&old, &path, &api.signed(&fields)).unwrap();
    assert!(body.contains("42001"), "{body}");
    let (_, _, body) = api.call(&api.token(), &path, &api.signed(&fields)).unwrap();
    assert!(body.contains("<result_code><![CDATA[SUCCESS]]>"), "{body}");
}

#[test]
fn an_order_is_paid_by_each_of_its_numbers() {
    let api = Api::new();
    let (_, path, fields) = ordering();
    api.call(&api.token(), &path, &api.signed(&fields)).unwrap();
    let order = api.value("/orders")["orders"][0].clone();
    assert_eq!(order["is_paid"], false);
    for name in ["hosp_out_trade_no", "med_trans_id"] {
        let number = order["values"][name].as_str().unwrap();
        let (status, paid) = api.send("POST", &format!("/orders/{number}/pay"), "", &[]);
        assert_eq!((status, &paid["notifications"]), (200, &json!(0)), "the request contained no address");
        assert_eq!(api.value("/orders")["orders"][0]["is_paid"], true);
    }
    assert_eq!(api.send("POST", "/orders/another/pay", "", &[]).0, 404);
}

#[test]
fn the_account_is_shown() {
    let sub = wxmed_sandbox::SubMerchant::new("1900000109").with_appid("wx8888888888888888");
    let api = Api::with(crate::support::settings().account(wxmed_sandbox::Account::sample().with_sub_merchant(sub)));
    let account = api.value("/account");
    assert_eq!(account["url"], api.sandbox.url());
    assert_eq!(account["api_key"], api.sandbox.account().api_key_text().expose());
    assert_eq!(account["sub_merchants"], json!([{"sub_mch_id": "1900000109", "sub_appid": "wx8888888888888888"}]));
}
