//! Whether the key or a value is suspected, if no known mistake explains a signature.

use serde_json::Value;
use wxmed::ApiKey;
use wxmed::spec::model::{Operation, Resource, Retry};
use wxmed_sandbox::diagnosis::Mistake;

use crate::diagnosed_signatures::{client, found, operation, rich};
use crate::explained::{Caller, both, lookup, ordering};
use crate::naive::{Client, Encoding};
use crate::support::{Fields, good, name, operations, set, signed};

const KEY: &str = "192006250b4c09247ec02edce69f6a2d";

/// The body signed with another key.
fn with_other_key(fields: &Fields) -> Vec<u8> {
    let key = ApiKey::new("0123456789abcdef0123456789abcdef");
    signed(fields, &key, wxmed::codec::SignType::Md5)
}

fn title(made: &Value) -> &str {
    assert_eq!(made["diagnosis"]["id"], "foreign-key-or-value", "{made}");
    made["diagnosis"]["title"]["en"].as_str().unwrap()
}

#[test]
fn the_key_is_suspected_if_all_signed_calls_fail_alike() {
    let caller = Caller::new();
    let order = ordering();
    let body = String::from_utf8(caller.api.signed(&good(&order))).unwrap();
    let changed = body.replace("<body><![CDATA[", "<body><![CDATA[x");
    assert_ne!(changed, body);
    let remedy = |made: &Value| {
        assert_eq!(made["diagnosis"]["id"], "foreign-key-or-value", "{made}");
        let remedy = both(&made["diagnosis"]["remedy"]);
        assert!(!remedy.contains("/sandbox/v1"), "the text is for people, not for clients of the API: {remedy}");
        remedy
    };
    let first = remedy(&caller.exchange(&order, changed.as_bytes()));
    assert!(!first.contains("ost likely"), "one call is not enough: {first}");
    let second = remedy(&caller.exchange(&order, changed.as_bytes()));
    assert!(second.contains("Most likely it is the key: all 2") && second.contains("很可能是密钥"), "{second}");
    let right = caller.exchange(&order, body.as_bytes())["number"].clone();
    let since = |made: &Value| both(&made["diagnosis"]).contains(&format!("The key was right in exchange {right}"));
    for _ in 0..2 {
        let made = caller.exchange(&order, changed.as_bytes());
        assert_eq!(title(&made), "Probably a value differs");
        assert!(since(&made) && !both(&made["diagnosis"]).contains("the key is right"), "{made}");
        assert!(remedy(&made).contains("if the setting of the key was changed since, check the key first"), "{made}");
    }
    let third = caller.exchange(&order, changed.as_bytes());
    assert_eq!(title(&third), "The key probably differs");
    assert!(since(&third) && both(&third["diagnosis"]).contains("but all 3 signed requests since then"), "{third}");
    assert!(
        remedy(&third).contains("First check the API key") && remedy(&third).contains("先核对 API 密钥"),
        "{third}"
    );
    // A request with another account may be another program's, with another key.
    let other = changed.replace("<appid><![CDATA[", "<appid><![CDATA[y");
    assert_ne!(other, changed);
    let account = caller.exchange(&order, other.as_bytes());
    assert!(!since(&account), "{account}");
}

#[test]
fn the_key_is_suspected_if_the_same_values_were_accepted_before() {
    for operation in [lookup(), ordering()] {
        let caller = Caller::new();
        let mut fields = good(&operation);
        let right = caller.send(&operation, &fields)["number"].clone();
        // Numbers of new resources and nonces differ from request to request.
        for creation in &operation.creates {
            set(&mut fields, name(&operation, creation.by[0]), "HOSP99");
        }
        set(&mut fields, "nonce_str", "another");
        let made = caller.exchange(&operation, &with_other_key(&fields));
        assert_eq!(title(&made), "The key probably differs", "{made}");
        let reason = format!("The key was right in exchange {right}, whose values were the same");
        assert!(both(&made["diagnosis"]).contains(&reason), "{made}");
        // The same values in another order of the fields.
        fields.reverse();
        assert_eq!(title(&caller.exchange(&operation, &with_other_key(&fields))), "The key probably differs");
    }
}

/// A request whose key can't be judged proves nothing about the key.
#[test]
fn a_request_signed_without_the_right_key_is_no_proof_of_it() {
    let caller = Caller::new();
    let order = ordering();
    let secret = ApiKey::new(caller.api.sandbox.account().app_secret().expose());
    let made = caller.exchange(&order, &signed(&good(&order), &secret, wxmed::codec::SignType::Md5));
    assert_eq!(made["diagnosis"]["id"], "app-secret-as-key");
    assert_eq!(title(&caller.exchange(&order, &with_other_key(&good(&order)))), "The key or a value differs");
}

#[test]
fn a_changed_key_is_named_without_showing_it() {
    let foreign = Mistake::ForeignKeyOrValue.id();
    let cases = [
        (format!("{KEY}\n"), foreign, "line break at its end", "api-key-with-white-space"),
        (format!("{KEY}\r\n"), foreign, "line break at its end", "api-key-with-white-space"),
        (format!(" {KEY}"), foreign, "white space at its beginning", "api-key-with-white-space"),
        (format!("\u{FEFF}{KEY}"), foreign, "byte order mark", "api-key-with-byte-order-mark"),
        (format!("\"{KEY}\""), foreign, "quotation marks", "api-key-quoted"),
        (KEY.replacen('b', "B", 1), Mistake::KeyCase.id(), "one letter", "api-key-other-case"),
        (KEY[1..].to_owned(), foreign, "lacks its first character", "api-key-cut"),
        (KEY[..31].to_owned(), foreign, "lacks its last character", "api-key-cut"),
    ];
    let caller = Caller::new();
    assert_eq!(caller.api.sandbox.account().api_key_text().expose(), KEY);
    let order = ordering();
    for (key, id, part, name) in &cases {
        for mistakes in [vec![], vec!["hmac-for-md5"]] {
            let hmac = !mistakes.is_empty();
            let other = Client { key, app_secret: "other", mistakes, encoding: Encoding::Cdata };
            let diagnosis = found(&operation(), &other.body(&rich())).unwrap();
            let cause = diagnosis.causes().find(|cause| cause.id == *id).unwrap();
            assert!(cause.text.en.contains(part) && !cause.remedy.zh.is_empty(), "{cause:?}");
            assert_eq!(diagnosis.ids().contains(&"hmac-for-md5"), hmac, "{diagnosis:?}");
            assert!(!format!("{cause:?}").contains(&KEY[..8]), "{cause:?}");
        }
        let other = Client { key, app_secret: "other", mistakes: Vec::new(), encoding: Encoding::Cdata };
        let made = caller.exchange(&order, &other.body(&good(&order)));
        assert_eq!(made["signed_string"]["key"], *name, "{made}");
        assert_eq!(made["signed_string"]["is_changed_later"], false);
        assert!(!made["diagnosis"].to_string().contains(&KEY[..8]), "{made}");
    }
}

/// The strings differ because of what happened after signing, so the received fields don't show what should be signed.
#[test]
fn a_change_after_signing_is_told_from_a_mistake_in_signing() {
    let caller = Caller::new();
    let order = ordering();
    let mut fields = good(&order);
    set(&mut fields, "body", "a & b");
    let body = String::from_utf8(client(&[]).body(&fields)).unwrap();
    let escaped = caller.exchange(&order, body.replace("a & b", "a &amp; b").as_bytes());
    assert_eq!(escaped["signed_string"]["is_changed_later"], true, "{escaped}");
    assert!(escaped["signed_string"]["text"].as_str().unwrap().contains("a & b"));
    assert!(escaped["string_to_sign"].as_str().unwrap().contains("a &amp; b"));
    let zeros = caller.exchange(&order, &client(&["entities-signed"]).body(&fields));
    assert_eq!(zeros["signed_string"]["is_changed_later"], false, "{zeros}");
    // Several changed fields keep their explanation, whatever calls came before.
    set(&mut fields, "attach", "c & d");
    let body = String::from_utf8(client(&[]).body(&fields)).unwrap();
    caller.exchange(&order, body.as_bytes());
    let both_escaped = caller.exchange(&order, body.replace('&', "&amp;").as_bytes());
    assert!(title(&both_escaped).contains("escaped once too often"), "{both_escaped}");
}

/// An operation about an existing order that must not be repeated, for errors of the gateway.
fn writing() -> Operation {
    operations(|one| one.retry == Retry::Never && one.creates.iter().any(|made| made.what == Resource::Order)).remove(0)
}

#[test]
fn the_advice_for_a_busy_platform_depends_on_whether_the_call_may_be_repeated() {
    use wxmed_sandbox::{Stub, StubResponse};
    let caller = Caller::new();
    let advice = |operation: &Operation, response: StubResponse| {
        caller.api.sandbox.stub(Stub::on(&*operation.name).respond_with(response));
        let made = caller.send(operation, &good(operation));
        both(&made["fault"]["advice"])
    };
    let order = advice(&writing(), StubResponse::system_busy());
    assert!(order.contains("only if nothing was done") && order.contains("先确认结果"), "{order}");
    assert!(!order.contains("longer each time") && !order.contains("逐次加长"), "{order}");
    let lookup = advice(&lookup(), StubResponse::system_busy());
    assert!(lookup.contains("a little longer each time") && lookup.contains("逐次加长间隔"), "{lookup}");
    assert!(!lookup.contains("confirm") && !lookup.contains("确认"), "{lookup}");
    // Of an unknown code, nothing is known.
    let response = StubResponse::Gateway { code: 12_345, message: "x".to_owned() };
    let unknown = advice(&writing(), response);
    assert!(unknown.contains("find out first what happened"), "{unknown}");
}

#[test]
fn a_repeated_order_after_a_lost_response_is_to_be_confirmed_first() {
    use wxmed_sandbox::{Stub, StubResponse};
    let order = ordering();
    for response in [StubResponse::DropBeforeHead, StubResponse::DropInBody, StubResponse::Forged] {
        let caller = Caller::new();
        caller.api.sandbox.stub(Stub::on(&*order.name).respond_with(response));
        let lost = caller.send(&order, &good(&order))["number"].clone();
        let repeated = caller.send(&order, &good(&order));
        assert_eq!(repeated["diagnosis"]["id"], "order-repeated", "{repeated}");
        let remedy = &repeated["diagnosis"]["remedy"];
        let (zh, en) = (remedy["zh"].as_str().unwrap(), remedy["en"].as_str().unwrap());
        assert!(en.starts_with(&format!("exchange {lost} has already made this order: confirm it")), "{en}");
        assert!(zh.starts_with(&format!("这笔订单已由第 {lost} 次调用创建：先确认它")), "{zh}");
        assert!(both(&repeated["diagnosis"]).contains("has made the order, but your program"), "{repeated}");
    }
    // Also if the response was delivered, but the same values are sent again shortly after.
    let caller = Caller::new();
    let first = caller.send(&order, &good(&order))["number"].clone();
    let again = caller.send(&order, &good(&order));
    assert!(both(&again["diagnosis"]).contains("s ago, with the same values"), "{again}");
    assert!(both(&again["diagnosis"]["remedy"]).contains(&format!("exchange {first} has already made this order")));
    // Another order under the same number needs a number of its own.
    let mut other = good(&order);
    set(&mut other, "body", "another order");
    let other = caller.send(&order, &other);
    assert!(both(&other["diagnosis"]["remedy"]).contains("give each order a number of its own"), "{other}");
    assert!(both(&other["diagnosis"]).contains(&format!("exchange {first} ({}) has used the number", order.name)));
}
