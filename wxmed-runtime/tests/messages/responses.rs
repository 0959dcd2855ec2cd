//! One result for each kind of response.

use crate::common::{RESPONSE, key, naive_sign, signed_body, unsigned_body};
use wxmed::codec::{Documented, ResponseContext, SignType, verify_response};
use wxmed::{Error, ErrorInfo, MalformedReason, RawResponse, ResponseSigning, SignatureFault, Verification};

const fn row(code: &'static str) -> ErrorInfo {
    ErrorInfo::new(code, ("含义", "the meaning"), ("处理", "the remedy"))
}

static BUSINESS: [ErrorInfo; 1] = [row("80004")];
const GATEWAY: &[ErrorInfo] = &[row("40001").cured_by_new_token(), row("48001")];
static PROTOCOL: [ErrorInfo; 2] = [row("签名失败").at_the_beginning(), row("参数格式校验错误").at_the_beginning()];

const RULES: ResponseContext<'static> = ResponseContext {
    retry: wxmed::Retry::Never,
    operation: "operation",
    section: "1.9",
    signing: ResponseSigning::Signed,
    sign_type: SignType::Md5,
    business: &BUSINESS,
    gateway: GATEWAY,
    protocol: &PROTOCOL,
    documented: Documented::Names(&["card"]),
};

const UNSIGNED: ResponseContext<'static> = ResponseContext { signing: ResponseSigning::Unsigned, ..RULES };

const SUCCESS: [(&str, &str); 3] = [("return_code", "SUCCESS"), ("result_code", "SUCCESS"), ("card", "1")];

/// The error, which must contain the response byte for byte.
fn refused(body: impl Into<Vec<u8>>, rules: &ResponseContext<'_>) -> Error {
    let raw = RawResponse::new(body);
    let error = verify_response(&raw, rules, &key()).unwrap_err();
    assert_eq!(error.raw().unwrap().bytes(), raw.bytes());
    error
}

fn verification(body: impl Into<Vec<u8>>, rules: &ResponseContext<'_>) -> Verification {
    let raw = RawResponse::new(body);
    let received = verify_response(&raw, rules, &key()).unwrap();
    assert_eq!(received.fields.get("return_code"), Some("SUCCESS"));
    assert_eq!(received.raw, &raw);
    received.verification
}

#[test]
fn the_three_outcomes_of_verification() {
    assert_eq!(verification(RESPONSE, &RULES), Verification::Verified);
    assert_eq!(verification(RESPONSE, &UNSIGNED), Verification::Verified);
    assert_eq!(verification(signed_body(&SUCCESS), &RULES), Verification::Verified);
    assert_eq!(verification(unsigned_body(&SUCCESS), &UNSIGNED), Verification::UnsignedBySpecification);
    for body in [unsigned_body(&SUCCESS), unsigned_body(&[&SUCCESS[..], &[("sign", "")]].concat())] {
        let Error::Signature(failure) = refused(body, &RULES) else { panic!() };
        assert_eq!(failure.fault, SignatureFault::Missing);
    }
    let wrong = signed_body(&SUCCESS).replace("[1]", "[2]");
    for rules in [RULES, UNSIGNED] {
        let Error::Signature(failure) = refused(wrong.clone(), &rules) else { panic!() };
        assert_eq!((failure.fault, failure.section.as_str()), (SignatureFault::Wrong, "1.9"));
    }
}

#[test]
fn unknown_fields_are_kept_and_verified() {
    let raw = RawResponse::new(signed_body(&[&SUCCESS[..], &[("new_field", "0")]].concat()));
    let received = verify_response(&raw, &RULES, &key()).unwrap();
    assert_eq!(received.fields.get("new_field"), Some("0"));
}

#[test]
fn a_signature_rejected_by_the_platform_is_a_protocol_error_with_its_rid() {
    let body = "<xml>\n<return_code><![CDATA[FAIL]]></return_code>\n<return_msg><![CDATA[签名失败 rid: \
                6550793e-6180a984-10dc82bb]]></return_msg>\n</xml>";
    let error = refused(body, &RULES);
    let Error::Protocol(api_error) = &error else { panic!("{error}") };
    assert_eq!(api_error.code, "签名失败");
    assert_eq!(api_error.rid.as_deref(), Some("6550793e-6180a984-10dc82bb"));
    assert_eq!(api_error.info.as_ref(), Some(&PROTOCOL[0]));
    assert_eq!(api_error.verification, None);
    assert_eq!(
        error.to_string(),
        "the platform responded with return_code FAIL: 签名失败 rid: 6550793e-6180a984-10dc82bb (operation, \
         section 1.9): the meaning. the remedy (unverified)"
    );
    assert!(format!("{error:#}").starts_with("平台返回 return_code=FAIL：签名失败"));
    assert!(!error.is_token_rejected());
}

#[test]
fn the_rid_must_be_a_separate_word() {
    for (message, rid) in [
        ("参数格式校验错误 cash_fee is needed.... rid: 65-a", Some("65-a")),
        ("x rid:65-a, and more", Some("65-a")),
        ("rid: 65-a", Some("65-a")),
        ("[graphid:123] grid: 5", None),
        ("grid: 5 rid: 6", Some("6")),
        ("rid: ", None),
        ("rid: 好", None),
        ("", None),
    ] {
        let body = unsigned_body(&[("return_code", "FAIL"), ("return_msg", message)]);
        let error = refused(body, &RULES);
        assert_eq!(error.api_error().unwrap().rid.as_deref(), rid, "{message}");
        assert_eq!(error.api_error().unwrap().info.is_some(), message.starts_with("参数格式"), "{message}");
    }
}

/// `err_code` is a number, and `err_code_des` ends with `[graphid:…]`, as published for the code 513.
#[test]
fn the_graphid_of_a_business_error_is_kept() {
    let published = "in cash combine insurance pay mode, cash_fee must be more than 0[graphid:33613527]";
    for (description, graphid) in [
        (published, Some("33613527")),
        ("退款失败[graphid:33617693] rid: 65-a", Some("33617693")),
        ("[graphid:1] x [graphid:2]", Some("2")),
        ("[graphid:1] x [graphid:]", Some("1")),
        ("[graphid:好]", None),
        ("[graphid:123", None),
        ("graphid:123]", None),
        ("[graphid:123456789012345678901]", None),
        ("[graphid:440300190001011237]", None),
        ("rid: 65-a", None),
    ] {
        let fields =
            [("return_code", "SUCCESS"), ("result_code", "FAIL"), ("err_code", "513"), ("err_code_des", description)];
        for body in [unsigned_body(&fields), signed_body(&fields)] {
            let error = refused(body, &RULES);
            let api_error = error.api_error().unwrap();
            assert_eq!((&*api_error.code, api_error.graphid.as_deref()), ("513", graphid), "{description}");
            assert_eq!(api_error.rid.as_deref(), description.contains("rid: 65-a").then_some("65-a"), "{description}");
        }
    }
    // It is shown once, also if the truncated message doesn't contain it.
    for description in [published.to_owned(), format!("{}[graphid:33613527]", "错".repeat(300))] {
        let fields = [("return_code", "SUCCESS"), ("result_code", "FAIL"), ("err_code_des", &*description)];
        let error = refused(unsigned_body(&fields), &RULES);
        for printed in [error.to_string(), format!("{error:#}")] {
            assert_eq!(printed.matches("graphid").count(), 1, "{printed}");
            assert!(printed.contains("33613527"), "{printed}");
        }
    }
    let fields = [("return_code", "FAIL"), ("return_msg", "x"), ("retmsg", "busy[graphid:7]")];
    let error = refused(unsigned_body(&fields), &RULES);
    assert_eq!(error.api_error().unwrap().graphid.as_deref(), Some("7"));
}

#[test]
fn a_business_error_needs_no_signature_but_must_not_have_a_wrong_one() {
    let fields =
        [("return_code", "SUCCESS"), ("result_code", "FAIL"), ("err_code", "80004"), ("err_code_des", "未绑卡")];
    for rules in [RULES, UNSIGNED] {
        let error = refused(unsigned_body(&fields), &rules);
        let Error::Business(api_error) = &error else { panic!("{error}") };
        assert_eq!((api_error.code.as_str(), api_error.message.as_str()), ("80004", "未绑卡"));
        assert_eq!((api_error.verification, api_error.info.as_ref()), (None, Some(&BUSINESS[0])));
        assert!(
            error.to_string().ends_with("80004 未绑卡 (operation, section 1.9): the meaning. the remedy (unverified)")
        );

        let error = refused(signed_body(&fields), &rules);
        assert_eq!(error.api_error().unwrap().verification, Some(Verification::Verified));
        assert!(!error.to_string().contains("unverified"));

        let error = refused(signed_body(&fields).replace("80004", "80005"), &rules);
        assert!(matches!(error, Error::Signature(failure) if failure.fault == SignatureFault::Wrong));
    }
    let unknown =
        [("return_code", "SUCCESS"), ("result_code", "FAIL"), ("err_code_des", "serial_no or bill_no REPEAT")];
    let error = refused(unsigned_body(&unknown), &RULES);
    assert_eq!((error.api_error().unwrap().code.as_str(), &error.api_error().unwrap().info), ("", &None));
    assert!(error.to_string().contains("serial_no or bill_no REPEAT"));
}

#[test]
fn a_protocol_error_with_a_wrong_signature_is_a_signature_error() {
    let fields = [("return_code", "FAIL"), ("return_msg", "系统繁忙")];
    assert!(matches!(refused(signed_body(&fields), &RULES), Error::Protocol(_)));
    assert!(matches!(refused(signed_body(&fields).replace("系统", "系"), &RULES), Error::Signature(_)));
}

#[test]
fn both_formats_of_a_token_rejection_are_recognised() {
    let json = r#"{"errcode":40001,"errmsg":"invalid credential, access_token is invalid rid: 65-a"}"#;
    let envelope = unsigned_body(&[("return_code", "SUCCESS"), ("result_code", "FAIL"), ("err_code", "40001")]);
    let bom = format!("\u{FEFF}\n {json}");
    let quoted = json.replace("40001", "\"40001\"");
    for (body, is_json) in [(json, true), (&bom, true), (&quoted, true), (&envelope, false)] {
        for rules in [RULES, UNSIGNED] {
            let error = refused(body, &rules);
            assert!(error.is_token_rejected(), "{body}");
            assert_eq!(matches!(error, Error::Gateway(_)), is_json);
            assert_eq!(error.api_error().unwrap().code, "40001");
            assert_eq!(error.api_error().unwrap().rid.as_deref(), is_json.then_some("65-a"));
        }
    }
    for other in [r#"{"errcode":48001,"errmsg":"api unauthorized"}"#, r#"{"errcode":-1}"#] {
        let error = refused(other, &RULES);
        assert!(matches!(error, Error::Gateway(_)) && !error.is_token_rejected(), "{other}");
    }
}

#[test]
fn any_other_response_is_malformed() {
    let json = [
        "{",
        "{}",
        "{\"errcode\":0,\"errmsg\":\"ok\"}",
        "{\"errcode\":40001}x",
        "{\"errcode\":null}",
        "{\"errcode\":\"\"}",
        "{\"errcode\":[40001]}",
        "{\"errcode\":1,\"errcode\":40001}",
        "{\"errcode\":\"-\"}",
        "{\"errcode\":4.5}",
    ];
    for body in json {
        let error = refused(body, &RULES);
        assert!(
            matches!(&error, Error::Malformed(malformed) if malformed.cause == MalformedReason::Json),
            "{body}: {error}"
        );
    }
    let cases: [(&[(&str, &str)], MalformedReason); 7] = [
        (&[], MalformedReason::ReturnCode),
        (&[("result_code", "SUCCESS")], MalformedReason::ReturnCode),
        (&[("return_code", ""), ("result_code", "SUCCESS")], MalformedReason::ReturnCode),
        (&[("return_code", "success"), ("result_code", "SUCCESS")], MalformedReason::ReturnCode),
        (&[("return_code", "SUCCESS ")], MalformedReason::Padded { field: "return_code" }),
        (&[("return_code", "SUCCESS")], MalformedReason::ResultCode),
        (&[("return_code", "SUCCESS"), ("result_code", "OK")], MalformedReason::ResultCode),
    ];
    for (fields, cause) in cases {
        for body in [unsigned_body(fields), signed_body(fields)] {
            let error = refused(body, &RULES);
            assert!(matches!(&error, Error::Malformed(malformed) if malformed.cause == cause), "{fields:?}: {error}");
        }
    }
    for body in [&b""[..], b"<html></html>", b"\xFF\xFE", b"[1]", &[b'{'; (1 << 20) + 1]] {
        let error = refused(body, &RULES);
        assert!(
            matches!(&error, Error::Malformed(malformed) if matches!(malformed.cause, MalformedReason::Xml(_))),
            "{error}"
        );
        let Error::Malformed(malformed) = &error else { continue };
        let MalformedReason::Xml(cause) = &malformed.cause else { continue };
        assert!(error.to_string().contains(&cause.to_string()), "{error}");
    }
}

#[test]
fn a_truncated_response_is_malformed_and_keeps_its_bytes() {
    for end in 0..RESPONSE.len() {
        assert!(matches!(refused(&RESPONSE[..end], &UNSIGNED), Error::Malformed(_)), "cut at {end}");
    }
}

#[test]
fn responses_of_hmac_operations_are_verified_with_hmac() {
    let rules = ResponseContext { sign_type: SignType::HmacSha256, ..RULES };
    let mut fields = SUCCESS;
    fields.sort_unstable();
    let body = wxmed::codec::encode_fields(fields, &key(), SignType::HmacSha256).unwrap().into_xml();
    assert_eq!(verification(body.clone(), &rules), Verification::Verified);
    assert!(matches!(refused(body, &RULES), Error::Signature(_)));
    let md5 = naive_sign(SUCCESS);
    assert!(signed_body(&SUCCESS).contains(&md5));
    assert!(matches!(refused(signed_body(&SUCCESS), &rules), Error::Signature(_)));
}
