//! Responses to callers: successes, violations, signatures.

use serde_json::json;

use crate::support::{Request, Running, lookup, registration, with};

#[test]
fn card_lookup_registration_and_message_succeed() {
    let running = Running::new();
    let card = running.post("/v1/getmedinfo", &lookup());
    assert_eq!(card.status, 200, "{}", card.text());
    let card = card.json();
    assert_eq!((&card["ok"], &card["rid"]), (&json!(true), &json!(null)));
    assert_eq!(card["verification"], "unsigned-by-specification");
    assert_eq!(card["reply"]["medical_card_id"], "6000000001");

    let registered = running.post("/v1/preregister", &registration("H-1")).json();
    assert_eq!(registered["ok"], true, "{registered}");
    assert_eq!(registered["verification"], "verified");
    assert!(registered["reply"].get("sign").is_none());
    assert_eq!(running.sandbox.orders().len(), 1);

    let message = json!({
        "hosp_out_trade_no": "H-1", "msg_type": 1, "first": "您已缴费成功。", "remark": "祝您早日康复。",
    });
    let sent = running.post("/v1/sendmsg", &message).json();
    assert_eq!(sent["ok"], true, "{sent}");
    assert_eq!(running.sandbox.messages().len(), 1);
}

#[test]
fn identity_numbers_are_hashed() {
    let running = Running::new();
    running.post("/v1/preregister", &registration("H-2"));
    running.post("/v1/getmedinfo", &lookup());
    let calls = running.sandbox.recorded_calls();
    let sent: Vec<String> = calls.iter().map(|call| String::from_utf8_lossy(&call.request.body).into_owned()).collect();
    assert!(sent.iter().all(|body| !body.contains("44030019000101123")), "{sent:?}");
    let hash = "09eb26e839ff3a2e3980352ae45ef09e";
    assert_eq!(sent.iter().filter(|body| body.contains(hash)).count(), 2, "{sent:?}");
    // A hash is sent unchanged.
    let hashed = json!({ "openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", "name": "张三", "idcard_md5": hash });
    assert_eq!(running.post("/v1/getmedinfo", &hashed).json()["ok"], true);
}

#[test]
fn all_violations_are_reported_at_once_and_nothing_is_sent() {
    let running = Running::new();
    let wrong = with(registration("H-3"), "user_card_no", json!("44030019000231123X"));
    let wrong = with(wrong, "spbill_create_ip", json!("here"));
    let wrong = with(wrong, "hosp_out_trade_no", json!(null));
    let mut wrong = with(wrong, "body", json!(["a", "b"]));
    wrong["request_content"]["json"]["registration_order_pay"]["mzghdj"]["ghhj"] = json!("31.00");
    let response = running.post("/v1/preregister", &wrong);
    assert_eq!(response.kind(), (422, "violations".to_owned()));
    let json = response.json();
    assert_eq!((&json["sent"], &json["outcome"]), (&json!(false), &json!("nothing-done")));
    let violations = json["violations"].as_array().unwrap();
    let mut keys: Vec<(&str, &str)> =
        violations.iter().map(|one| (one["path"].as_str().unwrap(), one["rule"].as_str().unwrap())).collect();
    keys.sort_unstable();
    let expected = [
        ("body", "value"),
        ("hosp_out_trade_no", "required"),
        ("request_content.mzghdj", "registration-total"),
        ("spbill_create_ip", "format"),
        ("user_card_no", "value"),
    ];
    let keys: Vec<_> =
        keys.into_iter().map(|(path, rule)| (path.replace("registration_order_pay.", ""), rule)).collect();
    assert_eq!(keys, expected.map(|(path, rule)| (path.to_owned(), rule)), "{json:#}");
    for violation in violations {
        assert!(violation["message"]["zh"].is_string() && violation["message"]["en"].is_string());
        assert!(violation.get("label").is_some() && violation.get("section").is_some());
    }
    assert_eq!(running.sandbox.calls("/payinsurance/preregister"), 0);
}

#[test]
fn validate_and_sign_send_nothing() {
    let running = Running::new();
    let valid = running.post("/v1/preregister:validate", &registration("H-4"));
    assert_eq!((valid.status, &valid.json()["ok"]), (200, &json!(true)), "{}", valid.text());
    let invalid = running.post("/v1/preregister:validate", &json!({}));
    assert_eq!(invalid.kind(), (422, "violations".to_owned()));

    let signed = running.post("/v1/preregister:sign", &registration("H-4")).json();
    let (text, xml) = (signed["string_to_sign"].as_str().unwrap(), signed["xml"].as_str().unwrap());
    assert!(text.starts_with("appid=wxd678efh567hg6787&body=") && text.contains("&mch_id=1230000109&"), "{text}");
    assert!(!signed.to_string().contains(running.sandbox.account().api_key_text().expose()));
    assert!(xml.contains(&format!("<sign><![CDATA[{}]]></sign>", signed["sign"].as_str().unwrap())), "{xml}");
    assert_eq!(signed["sign_type"], "MD5");
    assert!(running.sandbox.recorded_calls().is_empty());
}

/// Otherwise, a caller could get the signature of a forged notification.
#[test]
fn a_request_that_looks_like_a_message_of_the_platform_is_not_signed() {
    let running = Running::new();
    let forged = json!({
        "openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", "url": "https://hospital.example/",
        "return_code": "SUCCESS", "result_code": "SUCCESS", "med_trans_id": "1", "time_end": "20240101000000",
    });
    let refused = running.post("/v1/getbindurl:sign", &forged);
    assert_eq!(refused.kind(), (422, "violations".to_owned()));
    assert!(!refused.text().contains("\"sign\""));
}

#[test]
fn a_content_without_a_spec_is_sent_unchanged() {
    let running = Running::new();
    let text = with(registration("H-5"), "request_content", json!("{\"anything\":1}"));
    assert_eq!(running.post("/v1/preregister", &text).json()["ok"], true);
    let object = with(registration("H-6"), "request_content", json!({ "json": { "anything": [1, 0.10] } }));
    assert_eq!(running.post("/v1/preregister", &object).json()["ok"], true);
    let calls = running.sandbox.recorded_calls();
    let body = String::from_utf8(calls.last().unwrap().request.body.clone()).unwrap();
    assert!(body.contains(r#"{"anything":[1,0.10]}"#) || body.contains(r#"{"anything":[1,0.1]}"#), "{body}");

    let unknown = with(registration("H-7"), "request_content", json!({ "spec": "city/nowhere/x", "json": {} }));
    let unknown = running.post("/v1/preregister", &unknown).json();
    assert_eq!(unknown["violations"][0]["path"], "request_content.spec", "{unknown}");
    for wrong in
        [json!({}), json!({ "json": null }), json!([1]), json!({ "json": "{" }), json!({ "Spec": "x", "json": {} })]
    {
        let response = running.post("/v1/preregister", &with(registration("H-8"), "request_content", wrong.clone()));
        assert_eq!(response.kind(), (422, "violations".to_owned()), "{wrong}");
        let path = response.json()["violations"][0]["path"].as_str().unwrap().to_owned();
        assert!(path.starts_with("request_content"), "{path}");
    }
}

/// A name that can't be written as XML.
#[test]
fn an_invalid_name_is_a_violation() {
    let running = Running::new();
    for name in ["a b", "1", "<x>", "", "名"] {
        let response = running.post("/v1/getmedinfo", &with(lookup(), name, json!("x")));
        assert_eq!(response.kind(), (422, "violations".to_owned()), "{name:?}");
        assert!(!response.json()["violations"].as_array().unwrap().is_empty(), "{name:?} {}", response.text());
    }
    assert_eq!(running.sandbox.calls("/payinsurance/getmedinfo"), 0);
}

#[test]
fn a_business_error_contains_a_remedy() {
    let running = Running::new();
    running.sandbox.unbind("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
    let response = running.post("/v1/getmedinfo", &lookup());
    assert_eq!(response.kind(), (200, "business".to_owned()), "{}", response.text());
    let json = response.json();
    assert_eq!((&json["ok"], &json["sent"], &json["outcome"]), (&json!(false), &json!(true), &json!("nothing-done")));
    for text in ["message", "remedy"] {
        assert!(json[text]["zh"].as_str().is_some_and(|text| !text.is_empty()), "{json}");
        assert!(json[text]["en"].as_str().is_some_and(|text| !text.is_empty()), "{json}");
    }
    assert!(json["code"].is_string() && json["rid"].is_string() && json["retry"].is_string(), "{json}");
}

#[test]
fn errors_have_status_200_if_requested() {
    let running = Running::new();
    for path in ["/v1/getmedinfo?status=200", "/v1/nothing?status=200", "/nowhere?status=200"] {
        let usual = running.post(path.trim_end_matches("?status=200"), &json!({}));
        let response = running.post(path, &json!({}));
        assert!(usual.status >= 400, "{path}");
        assert_eq!((response.status, response.json()), (200, usual.json()), "{path}");
    }
    let wrong = running.send(&Request::post("/v1/getmedinfo?status=201", "{}"));
    assert_eq!(wrong.kind(), (400, "bad-request".to_owned()));
}

/// The body can't select a merchant that the caller may not use.
#[test]
fn the_account_is_that_of_the_merchant_in_the_configuration() {
    let running = Running::new();
    let account = running.sandbox.account();
    for (name, value) in [("appid", "wxother"), ("mch_id", "999"), ("sub_mch_id", "1900000102")] {
        for path in ["/v1/preregister", "/v1/preregister:sign", "/v1/preregister:validate"] {
            let refused = running.post(path, &with(registration("A-1"), name, json!(value)));
            assert_eq!(refused.kind(), (422, "violations".to_owned()), "{path} {name}");
            assert_eq!(refused.json()["violations"][0]["path"], name);
        }
    }
    assert_eq!(running.sandbox.calls("/payinsurance/preregister"), 0);
    let own = with(registration("A-1"), "appid", json!(account.appid()));
    assert_eq!(running.post("/v1/preregister", &own).json()["ok"], true, "the merchant's own value is accepted");
    assert_eq!(running.sandbox.orders()[0].get("mch_id"), Some(account.mch_id()));
}

#[test]
fn an_identity_number_under_a_misspelt_name_is_not_sent() {
    let running = Running::new();
    let misspelt = with(lookup(), "id_card", json!("44030019000101123X"));
    let refused = running.post("/v1/getmedinfo", &misspelt);
    assert_eq!(refused.kind(), (422, "violations".to_owned()));
    assert_eq!(refused.json()["violations"][0]["path"], "id_card");
    assert!(!refused.text().contains("44030019000101123"), "{}", refused.text());
    assert!(running.sandbox.recorded_calls().iter().all(|call| !call.request.path.ends_with("getmedinfo")));
    // Other unknown fields are sent, because a later document may have added them.
    assert_eq!(running.post("/v1/getmedinfo", &with(lookup(), "channel", json!("0"))).json()["ok"], true);
}
