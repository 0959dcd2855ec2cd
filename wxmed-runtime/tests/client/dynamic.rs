//! Operations that are called by name.

use wxmed::{ApiKey, Client, Error, MalformedReason, StaticToken, Verification};

use crate::common::{KEY, naive_sign, signed_body, unsigned_body};
use crate::support::{Double, GOOD_CARD, Reaction, card, client, lookup, merchant, registered, registration};

fn fields(double: &Double) -> std::collections::BTreeMap<String, String> {
    let mut fields = double.seen()[0].fields();
    fields.remove("nonce_str").unwrap();
    fields.remove("sign").unwrap();
    fields
}

/// A map sends the same as a builder.
#[tokio::test]
async fn a_map_and_a_builder_send_the_same() {
    let (typed, named) = (Double::new(|_, _| card()), Double::new(|_, _| card()));
    client(&typed).send(&lookup()).await.unwrap();
    let sent = lookup().to_fields();
    let sent = sent.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let map: std::collections::HashMap<String, String> = lookup().to_fields().into_iter().collect();
    client(&Double::new(|_, _| card())).call("getmedinfo", &map).await.unwrap();
    let reply = client(&named).call("getmedinfo", sent).await.unwrap();
    assert_eq!(fields(&typed), fields(&named));
    let body = named.seen()[0].fields();
    assert_eq!(body["sign"], naive_sign(body.iter().map(|(name, text)| (name.as_str(), text.as_str()))));
    assert_eq!(reply.get("medical_card_no"), Some("6001"));
    assert_eq!(reply.verification(), Verification::UnsignedBySpecification);
    assert!(!format!("{reply:?}").contains("6001"), "{reply:?}");
    assert!(format!("{reply:?}").contains("SUCCESS"), "{reply:?}");
}

#[tokio::test]
async fn the_merchant_is_filled_in_completely_or_not_at_all() {
    let whole = registration(merchant()).to_fields();
    let rest: Vec<(&str, &str)> = (whole.iter().map(|(name, text)| (name.as_str(), text.as_str())))
        .filter(|(name, _)| !["appid", "mch_id"].contains(name))
        .collect();
    let double = Double::new(|_, _| registered());
    let client = Client::builder(ApiKey::new(KEY)).token(StaticToken::new("T")).merchant(merchant());
    let client = client.transport(double.clone()).build().unwrap();
    let response = client.call("preregister", rest.clone()).await.unwrap();
    assert_eq!(response.verification(), Verification::Verified);
    assert_eq!(double.seen()[0].fields()["mch_id"], "1230000109");

    let half = rest.into_iter().chain([("appid", "wxanother")]);
    let error = client.call("preregister", half).await.unwrap_err();
    let Error::Invalid(violations) = &error else { panic!("{error:?}") };
    assert!(violations.iter().any(|violation| violation.path == "mch_id"), "{violations}");
    assert_eq!(double.calls(), 1);
}

#[tokio::test]
async fn violations_are_reported_before_anything_is_sent() {
    let double = Double::new(|_, _| card());
    let error = client(&double).call("getmedinfo", [("name", "张三 ")]).await.unwrap_err();
    let Error::Invalid(violations) = &error else { panic!("{error:?}") };
    assert!(violations.iter().count() >= 3, "{violations}");
    let error = client(&double).call("getmedinf", [("", ""); 0]).await.unwrap_err();
    assert!(error.to_string().contains("getmedinfo"), "{error}");
    assert!(double.seen().is_empty());
}

#[tokio::test]
async fn undocumented_fields_are_sent_signed_and_received() {
    let double = Double::new(|_, _| {
        let fields: Vec<(&str, &str)> = GOOD_CARD.into_iter().chain([("new_field", "新")]).collect();
        Reaction::Response(200, signed_body(&fields))
    });
    let sent = lookup().to_fields();
    let sent = sent.iter().map(|(name, text)| (name.as_str(), text.as_str())).chain([("zz_new", "0")]);
    let reply = client(&double).call("getmedinfo", sent).await.unwrap();
    assert_eq!(double.seen()[0].fields()["zz_new"], "0");
    assert_eq!((reply.get("new_field"), reply.verification()), (Some("新"), Verification::Verified));
}

/// The warnings, which a typed request would return, are part of the reply.
#[tokio::test]
async fn warnings_are_returned_with_the_reply() {
    let extra = [("openId", "1"), ("signType", "MD5"), ("zz_new", "0")];
    let typed = extra.into_iter().fold(lookup(), |request, (name, text)| request.with_field(name, text).unwrap());
    let sent = typed.to_fields();
    let sent = sent.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let reply = client(&Double::new(|_, _| card())).call("getmedinfo", sent).await.unwrap();
    assert_eq!(reply.warnings().keys(), [("openId", "unknown-name"), ("signType", "unknown-name")]);
    assert_eq!(reply.warnings().keys(), typed.warnings().keys());
    assert!(!reply.warnings().has_errors());

    let plain = lookup().to_fields();
    let plain = plain.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let reply = client(&Double::new(|_, _| card())).call("getmedinfo", plain).await.unwrap();
    assert!(reply.warnings().is_empty(), "{}", reply.warnings());
}

#[tokio::test]
async fn a_success_without_its_fields_is_malformed() {
    let double = Double::new(|_, _| Reaction::Response(200, unsigned_body(&GOOD_CARD[..3])));
    let sent = lookup().to_fields();
    let sent = sent.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let error = client(&double).call("getmedinfo", sent).await.unwrap_err();
    let Error::Malformed(malformed) = &error else { panic!("{error:?}") };
    assert!(matches!(malformed.cause, MalformedReason::Reply(_)));
    assert!(error.raw().is_some());
}

/// The remedies of documented errors are also available here.
#[tokio::test]
async fn documented_errors_are_explained() {
    let fields =
        [("return_code", "SUCCESS"), ("result_code", "FAIL"), ("err_code", "80004"), ("err_code_des", "未绑卡")];
    let double = Double::new(move |_, _| Reaction::Response(200, unsigned_body(&fields)));
    let sent = lookup().to_fields();
    let sent = sent.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let error = client(&double).call("getmedinfo", sent).await.unwrap_err();
    assert!(error.to_string().contains("getbindurl"), "{error}");
}

/// The client uses the new specs as soon as they are reloaded.
#[tokio::test]
async fn the_users_own_specs_are_called_by_name() {
    let file = std::env::temp_dir().join(format!("wxmed-client-{}.yaml", std::process::id()));
    let spec = "operation: querybill\npath: /payinsurance/querybill\nsection: \"9.1\"\ntitle: { zh: 查账, en: a bill }\n\
                retry: safe\nanswer: unsigned\nrequest:\n  fields:\n    - { name: bill, label: 账单, en: bill, type: \
                String2, required: Y }\nresponse:\n  fields:\n    - { name: return_code, label: 状态, en: status, type: \
                String16, required: Y, codes: return_code }\n";
    std::fs::write(&file, spec).unwrap();
    let specs = wxmed::dynamic::Specs::load(&file).unwrap();
    let double = Double::new(|_, _| {
        Reaction::Response(200, unsigned_body(&[("return_code", "SUCCESS"), ("result_code", "SUCCESS")]))
    });
    let client = Client::builder(ApiKey::new(KEY)).token(StaticToken::new("T")).specs(specs.clone());
    let client = client.transport(double.clone()).build().unwrap();
    let too_long = client.call("querybill", [("bill", "1234")]).await.unwrap_err();
    assert!(matches!(too_long, Error::Invalid(_)), "{too_long}");
    std::fs::write(&file, spec.replace("String2", "String4")).unwrap();
    specs.reload().unwrap();
    client.call("querybill", [("bill", "1234")]).await.unwrap();
    assert_eq!(double.seen()[0].fields()["bill"], "1234");
    std::fs::remove_file(&file).unwrap();
}
