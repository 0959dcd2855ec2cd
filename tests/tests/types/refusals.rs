//! The platform's rejections, as a user of the typed API gets them.

use wxmed::payinsurance::{GetMedInfo, Preregister, QrcodePreregister, SendMsg};
use wxmed::{ApiKey, Error, IdCard, parse_response};
use wxmed_tests::naive::{KEY, unsigned_response};

fn key() -> ApiKey {
    ApiKey::new(KEY)
}

#[test]
fn a_refused_token_and_a_failed_signature_are_known_to_every_operation() {
    let envelope = unsigned_response(&[("return_code", "SUCCESS"), ("result_code", "FAIL"), ("err_code", "40001")]);
    let odd = [
        r#"{"errcode":40001,"errmsg":null}"#,
        r#"{"errcode":40001,"errmsg":[5]}"#,
        r#"{"errmsg":"\ud800","errcode":40001}"#,
    ];
    let usual = [r#"{"errcode":40001,"errmsg":"invalid credential rid: 65-a"}"#, &envelope];
    for raw in odd.into_iter().chain(usual) {
        for error in [
            parse_response::<GetMedInfo>(raw, &key()).unwrap_err(),
            parse_response::<Preregister>(raw, &key()).unwrap_err(),
            parse_response::<SendMsg>(raw, &key()).unwrap_err(),
        ] {
            assert!(error.is_token_rejected(), "{error}");
        }
    }
    let raw = unsigned_response(&[("return_code", "FAIL"), ("return_msg", "签名失败 rid: 6550793e-6180a984-10dc82bb")]);
    let error = parse_response::<QrcodePreregister>(raw, &key()).unwrap_err();
    let Error::Protocol(api_error) = &error else { panic!("{error}") };
    assert_eq!(api_error.rid.as_deref(), Some("6550793e-6180a984-10dc82bb"));
    assert!(api_error.info.as_ref().unwrap().remedy.zh.contains("值 0 也要参与签名"));
}

#[test]
fn sensitive_values_in_a_return_msg_are_masked_and_kept_in_the_raw_response() {
    let message = "参数格式校验错误 44030019000101123x 09eb26e839ff3a2e3980352ae45ef09e order 20160501163102 rid: 65-a";
    let raw = unsigned_response(&[("return_code", "FAIL"), ("return_msg", message)]);
    let error = parse_response::<Preregister>(raw, &key()).unwrap_err();
    for shown in [format!("{error}"), format!("{error:#}"), format!("{error:?}")] {
        assert!(!shown.contains("44030019000101123") && !shown.contains("09eb26e839ff"), "{shown}");
        assert!(shown.contains("*** *** order 20160501163102"), "{shown}");
    }
    assert!(error.raw().unwrap().text().contains("44030019000101123x"));
}

#[test]
fn messages_exist_in_both_languages() {
    let time = "2016".parse::<wxmed::Timestamp>().unwrap_err();
    assert_eq!(format!("{time:#}"), "应为yyyyMMddHHmmss 格式的时间，如 20160501163102");
    assert!(format!("{:#}", "x".parse::<wxmed::Yuan>().unwrap_err()).starts_with("应为以元为单位"));
    let card = IdCard::parse("44030019000101123Ｘ").unwrap_err();
    assert_eq!(card, wxmed::IdCardError::Character { at: 18 });
}
