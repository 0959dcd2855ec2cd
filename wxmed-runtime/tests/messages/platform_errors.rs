//! The platform's messages and codes are recognised in every notation, and kept: one test for each kind.

use crate::common::{key, signed_body, unsigned_body};
use wxmed::errors::{GatewayError, ProtocolError, TokenEndpointError};
use wxmed::payinsurance::{GetMedInfo, Preregister};
use wxmed::{
    ApiError, Error, ErrorCode, MalformedReason, Outcome, RetryAdvice, SignatureFault, Verification, parse_response,
};

type Fields<'a> = &'a [(&'a str, &'a str)];

/// The error of a lookup with these fields in its response.
fn api_error(fields: Fields<'_>) -> ApiError {
    let error = parse_response::<GetMedInfo>(unsigned_body(fields), &key()).unwrap_err();
    error.api_error().unwrap_or_else(|| panic!("{error:?}")).clone()
}

/// The error of a registration, whose outcome can be unknown.
fn registration(body: impl Into<Vec<u8>>) -> Error {
    parse_response::<Preregister>(body.into(), &key()).unwrap_err()
}

#[test]
fn undocumented_fields_are_shown() {
    let text = "请确认请求参数是否正确mch_id";
    for (message, code) in [("retmsg", "retcode"), ("error_msg", "error_code"), ("errmsg", "errcode")] {
        for envelope in [&[("return_code", "FAIL")][..], &[("return_code", "SUCCESS"), ("result_code", "FAIL")]] {
            let fields = [envelope, &[(message, text), (code, "1")]].concat();
            let api_error = api_error(&fields);
            assert_eq!((&*api_error.code, &*api_error.message), ("", ""));
            assert_eq!(api_error.others.iter().collect::<Vec<_>>(), [(message, text), (code, "1")]);
            assert!(
                api_error.to_string().starts_with(&format!("{message}: {text}; {code}: 1 (getmedinfo")),
                "{api_error}"
            );
            assert!(format!("{api_error:#}").starts_with(&format!("{message}: {text}; {code}: 1（getmedinfo")));
            assert_eq!(registration(unsigned_body(&fields)).outcome(), Outcome::Unknown);
        }
    }
    // Undocumented fields that are neither codes nor messages may contain patients' data.
    let fields = [("return_code", "FAIL"), ("name", "吴亮"), ("auth_code", "1"), ("ErrDesc", "x"), ("code", "7")];
    assert_eq!(api_error(&fields).others.to_string(), "name: ***; auth_code: ***; ErrDesc: x; code: 7");
    // In addition to the documented message, and with the call's ID in it.
    let api_error = api_error(&[("return_code", "FAIL"), ("return_msg", "系统繁忙"), ("retmsg", "busy rid: 65-a")]);
    assert_eq!((api_error.rid.as_deref(), &*api_error.message), (Some("65-a"), "系统繁忙"));
    assert!(api_error.to_string().starts_with("系统繁忙; retmsg: busy rid: 65-a (getmedinfo"), "{api_error}");
    assert_eq!(api_error.to_string().matches("65-a").count(), 1, "{api_error}");
}

/// Also if the envelope has no code, or an unknown one.
#[test]
fn the_undocumented_fields_of_a_malformed_envelope_are_shown() {
    let text = [("retcode", "1"), ("retmsg", "参数 44030019000101123X 有误")];
    for (envelope, cause) in [
        (&[][..], MalformedReason::ReturnCode),
        (&[("return_code", "fail")], MalformedReason::ReturnCode),
        (&[("return_code", "SUCCESS"), ("result_code", "")], MalformedReason::ResultCode),
    ] {
        let error = registration(unsigned_body(&[envelope, &text].concat()));
        let Error::Malformed(malformed) = &error else { panic!("{error:?}") };
        assert_eq!((&malformed.cause, malformed.others.get("retcode")), (&cause, Some("1")));
        assert_eq!(error.outcome(), Outcome::Unknown);
        assert!(error.to_string().contains("(retcode: 1; retmsg: 参数 *** 有误)"), "{error}");
        assert!(format!("{error:#}").contains("（retcode: 1; retmsg: 参数 *** 有误）"), "{error:#}");
    }
}

#[test]
fn documented_fields_are_not_among_the_others() {
    let fields = [
        ("return_code", "FAIL"),
        ("return_msg", "x"),
        ("medical_card_no", "6001"),
        ("appid", "wxd678efh567hg6787"),
        ("mch_id", "1230000109"),
        ("nonce_str", "5K8264"),
        ("sign", ""),
        ("detail", ""),
    ];
    assert!(api_error(&fields).others.is_empty(), "{:?}", api_error(&fields));
    assert_eq!(api_error(&fields).others.get("detail"), None);
}

#[test]
fn undocumented_fields_are_limited_and_masked() {
    let long = format!("{} 44030019000101123x", "错".repeat(300));
    let many: Vec<(String, String)> = (0..20).map(|n| (format!("msg{n}"), long.clone())).collect();
    let mut fields = vec![("return_code", "FAIL")];
    fields.extend(many.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    let api_error = api_error(&fields);
    assert_eq!(api_error.others.iter().count(), 8);
    assert!(api_error.others.iter().all(|(_, text)| text.chars().count() == 201 && text.ends_with('…')));
    let masked = super_masked("no 44030019000101123x\u{7}, md5 09eb26e839ff3a2e3980352ae45ef09e");
    assert_eq!(masked, "no *** , md5 ***");
}

fn super_masked(text: &str) -> String {
    api_error(&[("return_code", "FAIL"), ("retmsg", &text.replace('\u{7}', "\n"))]).others.get("retmsg").unwrap().into()
}

/// Undocumented fields don't make a wrong signature acceptable.
#[test]
fn a_wrong_signature_is_an_error_despite_undocumented_fields() {
    let fields = [("retcode", "1"), ("retmsg", "x"), ("return_code", "FAIL")];
    let verified = registration(signed_body(&fields));
    assert_eq!(verified.api_error().unwrap().verification, Some(Verification::Verified));
    let Error::Signature(failure) = registration(signed_body(&fields).replace("[1]", "[2]")) else { panic!() };
    assert_eq!(failure.fault, SignatureFault::Wrong);
}

#[test]
fn an_err_code_in_a_protocol_error_is_looked_up() {
    let fields = [("return_code", "FAIL"), ("return_msg", "FAIL"), ("err_code", "80004"), ("err_code_des", "未绑卡")];
    let found = api_error(&fields);
    assert_eq!((&*found.code, &*found.message), ("80004", "FAIL; 未绑卡"));
    assert_eq!(found.info.as_ref().unwrap().meaning.zh, "未绑卡");
    assert!(found.to_string().starts_with("80004 FAIL; 未绑卡 (getmedinfo"), "{found}");

    // This includes the code of a token rejection.
    let token = [("return_code", "FAIL"), ("err_code", " 40001 ")];
    let error = parse_response::<GetMedInfo>(unsigned_body(&token), &key()).unwrap_err();
    assert!(matches!(error, Error::Protocol(_)) && error.is_token_rejected(), "{error}");

    // An unknown code doesn't hide a listed message.
    let both = api_error(&[("return_code", "FAIL"), ("return_msg", "签名失败"), ("err_code", "SIGNERROR")]);
    assert_eq!((&*both.code, both.info.as_ref().map(|row| &*row.code)), ("SIGNERROR", Some("签名失败")));

    // A `return_msg` is kept if it is the only message of a business error.
    let lost = api_error(&[("return_code", "SUCCESS"), ("result_code", "FAIL"), ("return_msg", "serial_no REPEAT")]);
    assert_eq!(lost.message, "serial_no REPEAT");
}

#[test]
fn a_listed_return_msg_means_that_nothing_was_done() {
    for (message, known) in [
        ("签名失败 rid: 6550793e-6180a984-10dc82bb", ProtocolError::SignatureFailed),
        ("签名错误", ProtocolError::WrongSignature),
        ("签名错误，请检查后再试", ProtocolError::WrongSignature),
        ("XML格式错误", ProtocolError::BadXml),
        ("XML格式错误 rid: 65-a", ProtocolError::BadXml),
        ("mch_id参数格式错误", ProtocolError::BadParameterFormat),
        ("mch_id 参数格式错误 rid: 65-a", ProtocolError::BadParameterFormat),
        ("参数格式错误", ProtocolError::BadParameterFormat),
        ("参数格式校验错误 cash_fee is needed....", ProtocolError::BadParameter),
        ("\n签名错误\n", ProtocolError::WrongSignature),
    ] {
        let error = registration(unsigned_body(&[("return_code", "FAIL"), ("return_msg", message)]));
        let Error::Protocol(api_error) = &error else { panic!("{message}: {error:?}") };
        assert_eq!(ProtocolError::from_code(&api_error.code), Some(known), "{message}");
        assert_eq!(error.outcome(), Outcome::NothingDone, "{message}");
        let (remedy, code) = (&api_error.info.as_ref().unwrap().remedy, &*api_error.code);
        assert!(!remedy.zh.is_empty() && !remedy.en.is_empty(), "{message}");
        // The code is shown once.
        assert_eq!(error.to_string().matches(code).count(), 1, "{error}");
    }
}

#[test]
fn a_similar_return_msg_leaves_the_outcome_unknown() {
    for message in [
        "",
        "系统繁忙",
        "订单签名失败",
        "医保局返回：参数格式错误",
        "不是参数格式错误",
        "mch_id, 参数格式错误",
        "参数错误",
        "xml格式错误",
        "签名",
        "签 名失败",
    ] {
        let error = registration(unsigned_body(&[("return_code", "FAIL"), ("return_msg", message)]));
        assert!(error.api_error().unwrap().info.is_none(), "{message}");
        assert_eq!(error.outcome(), Outcome::Unknown, "{message}");
    }
}

#[test]
fn the_codes_of_gateway_and_token_endpoint_are_listed() {
    fn listed<E: ErrorCode>(codes: &[&str]) {
        for code in codes {
            let error = E::from_code(code).unwrap_or_else(|| panic!("{code} is not listed"));
            let (meaning, remedy) = (error.meaning(), error.remedy());
            assert!(![&meaning.zh, &meaning.en, &remedy.zh, &remedy.en].iter().any(|text| text.is_empty()), "{code}");
        }
    }
    let gateway =
        ["44002", "47001", "40003", "43001", "43003", "48004", "50002", "61004", "61007", "61024", "40097", "40066"];
    listed::<GatewayError>(&gateway);
    listed::<TokenEndpointError>(&["40243", "61004", "50002", "43003", "44002", "47001", "48004"]);
    for unverified in ["89501", "89506", "89507"] {
        assert!(TokenEndpointError::from_code(unverified).is_none(), "{unverified}");
    }
    for code in gateway {
        let error = registration(format!(r#"{{"errcode":{code},"errmsg":"x rid: 65-a"}}"#));
        assert_eq!(error.outcome(), Outcome::NothingDone, "{code}: the gateway rejected the call");
        assert!(!error.is_transient() && !error.is_token_rejected(), "{code}");
    }
    let frozen = TokenEndpointError::AppSecretFrozen.remedy();
    assert!(frozen.zh.contains("10 分钟") && frozen.en.contains("10 minutes"), "{frozen:?}");
    for of_the_body in [TokenEndpointError::AppidMissing, TokenEndpointError::InvalidGrantType] {
        assert!(of_the_body.remedy().en.contains("JSON body"), "{of_the_body:?}");
    }
}

#[test]
fn a_busy_platform_is_transient_but_the_outcome_is_unknown() {
    let envelope = unsigned_body(&[("return_code", "SUCCESS"), ("result_code", "FAIL"), ("err_code", "-1")]);
    for body in [r#"{"errcode":-1,"errmsg":"system error"}"#, &envelope] {
        let error = registration(body);
        assert!(error.is_transient() && error.outcome() == Outcome::Unknown, "{error}");
    }
    let busy: Vec<&str> = [GatewayError::ROWS, TokenEndpointError::ROWS]
        .concat()
        .iter()
        .filter(|row| row.retry == RetryAdvice::Later)
        .map(|row| if row.code == "-1" { "-1" } else { "another" })
        .collect();
    assert_eq!(busy, ["-1", "-1"]);
}

const CARD: [(&str, &str); 5] = [
    ("return_code", "SUCCESS"),
    ("result_code", "SUCCESS"),
    ("medical_card_no", "6001"),
    ("medical_card_id", "6002"),
    ("medical_user_id", "6003"),
];

#[test]
fn an_empty_mandatory_field_is_missing() {
    parse_response::<GetMedInfo>(unsigned_body(&CARD), &key()).unwrap();
    let mandatory = ["medical_card_no", "medical_card_id", "medical_user_id"];
    let blanks = ["", " ", "\u{3000}", "\u{200B}", " \n\u{A0}\u{FEFF}"];
    for (name, blank) in mandatory.into_iter().flat_map(|name| blanks.map(|blank| (name, blank))) {
        let fields = CARD.map(|(known, text)| (known, if known == name { blank } else { text }));
        let body = unsigned_body(&fields);
        let error = parse_response::<GetMedInfo>(body.clone(), &key()).unwrap_err();
        let Error::Malformed(malformed) = &error else { panic!("{error:?}") };
        let MalformedReason::Reply(violations) = &malformed.cause else { panic!("{error:?}") };
        assert_eq!(violations.keys(), [(name, "required")]);
        assert_eq!(error.raw().unwrap().text(), body);
    }
    // An optional field may be empty.
    let fields = [&CARD[..], &[("medical_insurance_type", "")]].concat();
    let card = parse_response::<GetMedInfo>(unsigned_body(&fields), &key()).unwrap();
    assert!(card.medical_insurance_type.is_none());
}

/// The signature covers the exact bytes received, and a SUCCESS must have the exact text.
#[test]
fn white_space_around_a_code_is_ignored_for_fail_and_rejected_for_success() {
    let padded = |code: &str, text: &str| {
        format!(
            "<xml>\n<{code}>\n  <![CDATA[{text}]]>\n</{code}>\n<return_msg> <![CDATA[签名失败]]> </return_msg></xml>"
        )
    };
    let error = registration(padded("return_code", "FAIL"));
    let Error::Protocol(api_error) = &error else { panic!("{error:?}") };
    assert_eq!(
        (&*api_error.code, &*api_error.message, error.outcome()),
        ("签名失败", "签名失败", Outcome::NothingDone)
    );

    let body = unsigned_body(&CARD);
    for code in ["return_code", "result_code"] {
        let body = body.replace(&format!("<{code}><![CDATA["), &format!("<{code}>\n<![CDATA["));
        let error = parse_response::<GetMedInfo>(body, &key()).unwrap_err();
        let Error::Malformed(malformed) = &error else { panic!("{error:?}") };
        assert_eq!(malformed.cause, MalformedReason::Padded { field: code });
        assert!(error.to_string().contains(&format!("{code} has white space around its value")), "{error}");
    }
    // A FAIL in `result_code` is reported, even if `return_code` is a padded SUCCESS.
    let fields = [("return_code", "SUCCESS "), ("result_code", " FAIL"), ("err_code", "80004")];
    assert!(matches!(registration(unsigned_body(&fields)), Error::Business(_)));
    // A signature over the trimmed values is wrong.
    let signed = signed_body(&[("result_code", "FAIL"), ("return_code", "SUCCESS")]);
    let error = registration(signed.replace("<result_code><![CDATA[FAIL", "<result_code><![CDATA[ FAIL"));
    assert!(matches!(error, Error::Signature(failure) if failure.fault == SignatureFault::Wrong));
}

#[test]
fn an_empty_line_before_the_declaration_is_skipped() {
    for before in ["\n", "\r\n", " \t\n\n", "\u{FEFF}\n"] {
        let body = format!("{before}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}", unsigned_body(&CARD));
        let card = parse_response::<GetMedInfo>(body, &key()).unwrap();
        assert_eq!(card.medical_card_no, "6001");
        for wrong in
            ["<?xml version=\"1.1\"?><xml/>", "<?xml version=\"1.0\" encoding=\"GBK\"?><xml/>", "<?php ?><xml/>"]
        {
            assert!(wxmed::codec::xml::read(format!("{before}{wrong}").as_bytes()).is_err(), "{before:?}{wrong}");
        }
    }
}

#[test]
fn the_message_of_the_gateway_is_kept_in_every_form() {
    for (body, code, message) in [
        (&br#"{"errcode":48001,"errmsg":"\ud83d api"}"#[..], "48001", r"\ud83d api"),
        (br#"{"errcode":48001,"errmsg":{"zh":"x"}}"#, "48001", r#"{"zh":"x"}"#),
        (b"{\"errcode\":40001,\"errmsg\":\"\xC1\xEE\xC5\xC6\"}", "40001", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ] {
        let error = registration(body);
        let Error::Gateway(api_error) = &error else { panic!("{error:?}") };
        assert_eq!((&*api_error.code, &*api_error.message), (code, message));
        assert_eq!(error.raw().unwrap().bytes(), body);
    }
    // Another gateway uses other names. Fields of the operation's responses, and tokens, are not shown.
    let error = registration(
        r#"{"retcode":1,"retmsg":"参数 44030019000101123X 有误","access_token":"T","response_content":"x","sign":"S","l":[1]}"#,
    );
    let Error::Malformed(malformed) = &error else { panic!("{error:?}") };
    assert_eq!(malformed.others.iter().collect::<Vec<_>>(), [("retcode", "1"), ("retmsg", "参数 *** 有误")]);
    let error = registration(&b"{\"message\":\"\xC1\xEE\xC5\xC6\"}"[..]);
    assert!(error.to_string().contains("looks like GBK"), "{error}");
}

#[test]
fn a_code_of_the_gateway_is_read_in_every_notation() {
    let reject = |code: &str| registration(format!(r#"{{"errcode":{code},"errmsg":"x"}}"#));
    for code in [
        "47001",
        r#"" 47001 ""#,
        "47001.0",
        "4.7001e4",
        r#""\u0034\u0037001""#,
        r#""+47001""#,
        r#""047001""#,
        r#""47001.0""#,
    ] {
        let error = reject(code);
        let Error::Gateway(api_error) = &error else { panic!("{code}: {error:?}") };
        assert_eq!((&*api_error.code, error.outcome()), ("47001", Outcome::NothingDone), "{code}");
    }
    assert!(reject(r#""-1 ""#).is_transient() && reject("-1.0").is_transient());
    assert!(reject("40001.0").is_token_rejected() && reject("4.0001e4").is_token_rejected());
    // An unknown code is kept, too.
    assert_eq!(reject(r#""\u0031 ""#).api_error().unwrap().code, "1");
    for none in ["0", r#""0""#, "-0.0", "47001.5", "1e400", r#""NaN""#, r#""""#, "null", "true", "[47001]"] {
        let error = reject(none);
        assert!(
            matches!(&error, Error::Malformed(malformed) if malformed.cause == MalformedReason::Json),
            "{none}: {error:?}"
        );
    }
    // The gateway's name for the code, in an envelope.
    for envelope in [&[("return_code", "FAIL")][..], &[("return_code", "SUCCESS"), ("result_code", "FAIL")]] {
        let error = registration(unsigned_body(&[envelope, &[("errcode", "40001")]].concat()));
        assert!(error.is_token_rejected() && error.api_error().unwrap().code == "40001", "{error:?}");
    }
}

#[test]
fn other_fields_of_a_gateway_error_are_shown() {
    let rid = "6550793e-6180a984-10dc82bb";
    let error = registration(format!(
        r#"{{"errcode":47001,"errmsg":"data format error","rid":"{rid}","hint":"[abc]","name":"吴亮","appid":"wx1"}}"#
    ));
    let api_error = error.api_error().unwrap();
    assert_eq!(api_error.others.iter().collect::<Vec<_>>(), [("rid", rid), ("hint", "[abc]"), ("name", "***")]);
    assert_eq!((&*api_error.message, api_error.rid.as_deref()), ("data format error", Some(rid)));
    for shown in [error.to_string(), format!("{error:#}")] {
        assert!(shown.contains("47001 data format error; rid: 6550793e"), "{shown}");
        assert_eq!(shown.matches(rid).count(), 1, "{shown}");
    }
    let odd = registration(r#"{"errcode":47001,"errmsg":"x","rid":"not one"}"#);
    assert_eq!(odd.api_error().unwrap().rid, None);
}

#[test]
fn an_empty_message_does_not_hide_another_one() {
    let silent: Vec<String> = (0..20).map(|n| format!("f{n}")).collect();
    let mut fields = vec![("return_code", "FAIL")];
    fields.extend(silent.iter().map(|name| (name.as_str(), "x")));
    fields.extend([("retcode", "1"), ("retmsg", "busy rid: 65-a")]);
    let api_error = api_error(&fields);
    assert_eq!(
        api_error.others.to_string(),
        "f0: ***; f1: ***; f2: ***; f3: ***; f4: ***; f5: ***; retcode: 1; retmsg: busy rid: 65-a"
    );
    assert_eq!(api_error.rid.as_deref(), Some("65-a"));
}
