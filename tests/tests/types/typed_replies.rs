//! The typed replies, as their users see them.

use wxmed::payinsurance::{GetBindUrlReply, GetMedInfo, GetMedInfoError, GetMedInfoReply, SendMsg};
use wxmed::{
    ApiKey, Code, Error, ErrorCode, GetBindUrl, MalformedReason, OpenEnum, Response, Verification, Violations,
    parse_response,
};
use wxmed_tests::compiled::fees::Fees;
use wxmed_tests::compiled::strange;
use wxmed_tests::naive::{KEY, signed_response, unsigned_response};

fn key() -> ApiKey {
    ApiKey::new(KEY)
}

const CARD: [(&str, &str); 8] = [
    ("return_code", "SUCCESS"),
    ("result_code", "SUCCESS"),
    ("medical_card_no", "0"),
    ("medical_card_id", "6000000001"),
    ("medical_comp_no", ""),
    ("medical_insurance_type", "6"),
    ("medical_user_id", "u]>"),
    ("new_in_2030", "x"),
];

fn card(change: impl Fn(&str) -> String) -> Result<Response<GetMedInfoReply>, Error> {
    parse_response::<GetMedInfo>(change(&unsigned_response(&CARD)), &key())
}

#[test]
fn a_reply_keeps_all_received_fields() {
    let reply = card(str::to_owned).unwrap();
    assert_eq!(reply.verification(), Verification::UnsignedBySpecification);
    assert_eq!((reply.medical_card_no.as_str(), reply.medical_comp_no.as_deref()), ("0", None));
    assert_eq!(reply.medical_insurance_type.as_ref().unwrap().label(), "统筹保险");
    assert_eq!(reply.fields().get("new_in_2030"), Some("x"));
    assert_eq!(reply.fields().iter().map(|(name, _)| name).collect::<Vec<_>>(), CARD.map(|(name, _)| name));
    let inner: GetMedInfoReply = reply.into_reply();
    assert_eq!(inner.medical_user_id, "u]>");
}

#[test]
fn an_undocumented_code_is_kept() {
    let reply = card(|raw| raw.replace("[6]", "[07 ]")).unwrap();
    let kind = reply.medical_insurance_type.as_ref().unwrap();
    assert_eq!((kind.known(), kind.as_str(), kind.label()), (None, "07 ", "07 "));
    let kind: OpenEnum<wxmed::codes::MedicalInsuranceType> = wxmed::codes::MedicalInsuranceType::Pooled.into();
    assert_eq!((kind.as_str(), kind.known().map(Code::code)), ("6", Some("6")));
}

/// The violations of a malformed reply, after checking that the error has the raw response.
fn malformed<R: std::fmt::Debug>(outcome: Result<Response<R>, Error>, raw: &str) -> Violations {
    let Error::Malformed(malformed) = outcome.unwrap_err() else { panic!() };
    assert_eq!(malformed.raw.bytes(), raw.as_bytes());
    match malformed.cause {
        MalformedReason::Reply(violations) => violations,
        cause => panic!("{cause:?}"),
    }
}

#[test]
fn a_reply_without_a_mandatory_field_is_malformed_and_keeps_the_response() {
    let fields: Vec<_> = CARD.into_iter().filter(|(name, _)| *name != "medical_card_id").collect();
    let raw = unsigned_response(&fields);
    let violations = malformed(parse_response::<GetMedInfo>(raw.clone(), &key()), &raw);
    assert_eq!(violations.keys(), [("medical_card_id", "required")]);
    assert!(violations.to_string().contains("medical certificate number, section 1.1"));

    // An empty mandatory field counts as missing.
    let raw = unsigned_response(&CARD).replace("[6000000001]", "[]");
    let violations = malformed(parse_response::<GetMedInfo>(raw.clone(), &key()), &raw);
    assert_eq!(violations.keys(), [("medical_card_id", "required")]);
}

#[test]
fn an_invalid_number_is_malformed() {
    let response = |seconds: &str| {
        let fields = [
            ("return_code", "SUCCESS"),
            ("result_code", "SUCCESS"),
            ("bind_url", "https://wx.example/bind"),
            ("expires_in", seconds),
        ];
        unsigned_response(&fields)
    };
    let good = parse_response::<GetBindUrl>(response("7200"), &key()).unwrap();
    let GetBindUrlReply { expires_in, bind_appid, .. } = good.into_reply();
    assert_eq!((expires_in, bind_appid), (7200, None));
    let broken = |seconds: &str| {
        let raw = response(seconds);
        let violations = malformed(parse_response::<GetBindUrl>(raw.clone(), &key()), &raw);
        violations.keys().iter().map(|(_, rule)| (*rule).to_owned()).collect::<Vec<_>>()
    };
    for seconds in ["-1", "7200s", "4294967296", "1e3", " 1"] {
        assert_eq!(broken(seconds), ["format"], "{seconds:?}");
    }
    assert_eq!(broken(""), ["required"]);
}

#[test]
fn an_empty_optional_field_is_not_a_violation() {
    let fields = [("return_code", "SUCCESS"), ("result_code", "SUCCESS"), ("level", ""), ("mark", "9"), ("owner", "o")];
    let reply = parse_response::<strange::Strange>(signed_response(&fields), &key()).unwrap();
    assert_eq!((reply.level, reply.mark.as_ref().map(OpenEnum::as_str)), (None, Some("9")));
    for (level, due, keys) in
        [("256", "", &[("level", "format"), ("owner", "required")][..]), ("", "tomorrow", &[("owner", "required")])]
    {
        let raw =
            signed_response(&[("return_code", "SUCCESS"), ("result_code", "SUCCESS"), ("level", level), ("due", due)]);
        let violations = malformed(parse_response::<strange::Strange>(raw.clone(), &key()), &raw);
        assert_eq!(violations.keys(), keys);
    }
}

#[test]
fn a_reply_without_fields_is_a_reply() {
    let fields = [("return_code", "SUCCESS"), ("result_code", "SUCCESS"), ("nonce_str", "1")];
    let response = parse_response::<SendMsg>(signed_response(&fields), &key()).unwrap();
    assert_eq!(response.verification(), Verification::Verified);
    assert_eq!(response.fields().get("nonce_str"), Some("1"));
    let Error::Signature(_) = parse_response::<SendMsg>(unsigned_response(&fields), &key()).unwrap_err() else {
        panic!()
    };
}

#[test]
fn a_business_error_is_typed_and_has_a_remedy() {
    let fields =
        [("return_code", "SUCCESS"), ("result_code", "FAIL"), ("err_code", "80004"), ("err_code_des", "未绑卡")];
    let error = parse_response::<GetMedInfo>(unsigned_response(&fields), &key()).unwrap_err();
    let Error::Business(api_error) = &error else { panic!("{error}") };
    assert_eq!(GetMedInfoError::from_code(&api_error.code), Some(GetMedInfoError::CardNotBound));
    let row = api_error.info.as_ref().unwrap();
    assert!(row.remedy.en.contains("getbindurl") && row.remedy.zh.contains("getbindurl"));
    assert!(error.to_string().contains("Get a link with getbindurl"), "{error}");
    assert!(format!("{error:#}").contains("用 getbindurl 取得绑卡链接"), "{error:#}");
    assert_eq!(GetMedInfoError::ALL.len(), GetMedInfoError::ROWS.len());
    for error in GetMedInfoError::ALL {
        assert_eq!(GetMedInfoError::from_code(error.code()), Some(*error));
        assert!(!error.meaning().zh.is_empty() && !error.remedy().en.is_empty());
    }
    assert_eq!(GetMedInfoError::from_code("80003"), None);

    // The code isn't an error of another operation, and is kept.
    let error = parse_response::<GetBindUrl>(unsigned_response(&fields), &key()).unwrap_err();
    let api_error = error.api_error().unwrap();
    assert_eq!((api_error.code.as_str(), api_error.info.is_some()), ("80004", false));
}

#[test]
fn amounts_of_sixty_four_bits_are_read_without_loss() {
    let raw = "<xml><return_code>SUCCESS</return_code><result_code>SUCCESS</result_code>\
        <total_fee>6000000000</total_fee><refund_fee>18446744073709551615</refund_fee></xml>";
    let reply = parse_response::<Fees>(raw, &key()).unwrap();
    assert_eq!((reply.total_fee, reply.refund_fee), (6_000_000_000, Some(u64::MAX)));
    let odd = raw.replace("6000000000", "18446744073709551616");
    let violations = malformed(parse_response::<Fees>(odd.clone(), &key()), &odd);
    assert_eq!(violations.keys(), [("total_fee", "format")]);
}
