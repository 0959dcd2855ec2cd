//! The remedies of violated rules name what to change.

use serde_json::{Value, json};
use wxmed::codec::SignType;
use wxmed::spec::model::{ExampleValue, Operation, Resource};
use wxmed_sandbox::diagnosis::Mistake;
use wxmed_sandbox::{Account, Specs, diagnose};

use crate::control_api::Api;
use crate::support::{Fields, good, operations, set, signed};

/// The remedies for a signed request, in both languages.
fn remedies(operation: &Operation, fields: &Fields, sign_type: SignType) -> Vec<(String, String)> {
    let account = Account::sample();
    let body = signed(fields, account.api_key(), sign_type);
    let diagnosis = diagnose(&Specs::shipped(), operation, &body, &account).unwrap();
    diagnosis.causes().map(|cause| (cause.remedy.zh.to_string(), cause.remedy.en.to_string())).collect()
}

fn only(operation: &Operation, fields: &Fields) -> (String, String) {
    let mut found = remedies(operation, fields, SignType::Md5);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

/// An operation about an existing order.
fn about_order() -> Operation {
    operations(|one| one.needs.iter().any(|need| need.what == Resource::Order)).remove(0)
}

#[test]
fn a_reference_that_is_too_long_must_not_be_cut() {
    let operation = about_order();
    let mut fields = good(&operation);
    fields.retain(|(name, _)| name != "med_trans_id");
    set(&mut fields, "hosp_out_trade_no", &"1".repeat(40));
    let (zh, en) = only(&operation, &fields);
    assert_eq!(
        zh,
        "该字段指明已有的订单，不要在这里截短，否则指的就不是它了；创建时就选用 32 个字符以内的值（现有 40 个）；或改用 med_trans_id"
    );
    assert_eq!(
        en,
        "it refers to an order that exists: don't shorten it here, which would refer to another; choose a value of at \
         most 32 characters when that is created; this one has 40; or give med_trans_id instead"
    );
    // The platform chooses this number.
    fields.retain(|(name, _)| name != "hosp_out_trade_no");
    set(&mut fields, "med_trans_id", &"1".repeat(40));
    let (zh, en) = only(&operation, &fields);
    assert!(zh.ends_with("改用 hosp_out_trade_no") && !zh.contains("创建"), "{zh}");
    assert!(en.ends_with("; give hosp_out_trade_no instead") && !en.contains("created"), "{en}");
    // Any other text is shortened.
    let mut fields = good(&operation);
    set(&mut fields, "mini_appid", &"1".repeat(40));
    assert!(only(&operation, &fields).1.starts_with("shorten it from 40 to at most 32 characters"));
}

#[test]
fn the_fields_of_a_stated_rule_are_named() {
    let operation = operations(|one| one.request.rules.iter().any(|rule| rule.text == "pay_type != 3 or cash_fee > 0"));
    let mut fields = good(&operation[0]);
    set(&mut fields, "pay_type", "3");
    set(&mut fields, "cash_fee", "0");
    let (zh, en) = only(&operation[0], &fields);
    assert_eq!(zh, "按规则的说明核对 pay_type（支付方式）、cash_fee（现金金额），改正后重新签名");
    let named = "check pay_type (how it is paid), cash_fee (";
    assert!(en.starts_with(named) && en.ends_with("), correct them as the rule says, and sign again"), "{en}");
}

/// Rules of a content, of the items of its lists, and between a content and its request.
#[test]
fn the_fields_of_a_contents_rules_are_named() {
    let (api, specs) = (Api::new(), Specs::shipped());
    let mut named = 0;
    for content in &specs.model().contents {
        let rules = content.rule_ids();
        for example in &content.examples {
            let ExampleValue::Json(text) = &example.value else { continue };
            let path = format!("/contents/{}/validate", content.name.replace('/', "%2F"));
            let outer: serde_json::Map<_, _> =
                example.outer.iter().map(|(name, value)| (name.clone(), Value::from(&**value))).collect();
            let (status, found) = api.post(&path, &json!({ "json": text, "outer": outer }));
            assert_eq!(status, 200, "{found}");
            let violations = found["violations"].as_array().unwrap();
            for stated in violations.iter().filter(|one| rules.contains(&one["rule"].as_str().unwrap())) {
                let (zh, en) = (stated["remedy"]["zh"].as_str().unwrap(), stated["remedy"]["en"].as_str().unwrap());
                assert!(zh.starts_with("按规则的说明核对 ") && en.starts_with("check "), "{stated}");
                assert!(!zh.contains("outer."), "{zh}");
                named += 1;
            }
        }
    }
    assert!(named > 5);
}

#[test]
fn sign_type_is_removed_where_it_is_no_field() {
    let operation = about_order();
    let mut fields = good(&operation);
    set(&mut fields, "sign_type", "HMAC-SHA256");
    let (zh, en) = remedies(&operation, &fields, SignType::HmacSha256).remove(0);
    assert_eq!((&*zh, &*en), ("删除 sign_type，并用 MD5 签名", "remove sign_type, and sign with MD5"));
    // Signed with MD5 all the same.
    let (zh, en) = remedies(&operation, &fields, SignType::Md5).remove(0);
    let expected = Mistake::HmacForMd5.remedy();
    assert_eq!((zh, en), (expected.zh.to_string(), expected.en.to_string()));
    assert!(expected.zh.contains("不要填写 sign_type") && expected.en.contains("leave sign_type out"));
}

#[test]
fn the_remedy_of_a_missing_value_is_the_same_in_both_languages() {
    let operation = about_order();
    let mut fields = good(&operation);
    fields.retain(|(name, _)| name != "msg_type");
    let found = remedies(&operation, &fields, SignType::Md5);
    let (zh, en) = &found[0];
    assert!(zh.contains("签名之后才为空") && en.contains("becomes empty only after signing"), "{zh} {en}");
}
