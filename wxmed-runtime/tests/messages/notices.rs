//! Notifications: verification, types and responses.

use crate::common::{key, naive_sign, signed_body, unsigned_body};
use wxmed::codec::xml;
use wxmed::notify::{Booked, Notice, NotifyError, Receiver, Response};
use wxmed::{ApiKey, Lang, Merchant, PaymentResult, SignatureFault};

#[wxmed::schema(path = "tests/messages/own_notification.yaml")]
mod own {}

const OPENID: &str = "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o";

const PAID: [(&str, &str); 11] = [
    ("return_code", "SUCCESS"),
    ("appid", "wxd678efh567hg6787"),
    ("mch_id", "1230000109"),
    ("nonce_str", "5K8264ILTKCH16CQ2502"),
    ("result_code", "SUCCESS"),
    ("openid", OPENID),
    ("med_trans_id", "4200000001"),
    ("time_end", "20220501163102"),
    ("total_fee", "200"),
    ("cash_fee", "0"),
    ("new_field", "kept"),
];

fn own() -> Merchant {
    Merchant::Own { appid: "wxd678efh567hg6787".to_owned(), mch_id: "1230000109".to_owned() }
}

fn sub_merchant(sub_mch_id: &str) -> Merchant {
    let Merchant::Own { appid, mch_id } = own() else { unreachable!() };
    Merchant::SubMerchant { appid, mch_id, sub_appid: None, sub_mch_id: sub_mch_id.to_owned() }
}

fn receiver() -> Receiver {
    Receiver::new(key(), own())
}

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let is_kept = |name: &str| changes.iter().all(|(changed, _)| *changed != name);
    let kept = PAID.into_iter().filter(|(name, _)| is_kept(name));
    kept.chain(changes.iter().copied().filter(|(_, text)| !text.is_empty())).collect()
}

fn receive(body: impl Into<Vec<u8>>) -> Result<Notice<PaymentResult>, NotifyError> {
    receiver().receive(body)
}

fn refused(body: impl Into<Vec<u8>>) -> NotifyError {
    receive(body).map(|notice| panic!("{notice:?}")).unwrap_err()
}

/// The code and message of a response, which must be valid XML.
fn code_and_message(response: &Response) -> (String, String) {
    let fields = xml::read(response.xml().as_bytes()).unwrap();
    assert_eq!(fields.len(), 2);
    let text = |name: &str| fields.get(name).unwrap().to_owned();
    (text("return_code"), text("return_msg"))
}

#[test]
fn a_valid_notice_is_typed_and_its_fields_are_kept() {
    let body = signed_body(&PAID);
    let notice = receive(body.clone()).unwrap();
    let payment = notice.result().unwrap();
    assert_eq!((payment.med_trans_id.as_str(), payment.total_fee.as_deref()), ("4200000001", Some("200")));
    assert_eq!((payment.cash_fee.as_deref(), payment.insurance_fee.as_deref()), (Some("0"), None));
    assert_eq!(notice.fields().get("new_field"), Some("kept"));
    assert_eq!(notice.raw(), body.as_bytes());
    assert_eq!(notice.key().as_str(), "payment_result?med_trans_id=4200000001&time_end=20220501163102");
    assert!(!format!("{notice:?}").contains(OPENID), "{notice:?}");
    assert_eq!(code_and_message(&notice.accept(Booked::Now)), ("SUCCESS".to_owned(), "OK".to_owned()));
    assert_eq!(code_and_message(&receive(body).unwrap().refuse()).0, "FAIL");
}

#[test]
fn a_repeated_notice_has_the_same_key_and_is_acknowledged_again() {
    let first = receive(signed_body(&PAID)).unwrap();
    // The platform may sign the repetition with another nonce.
    let again = receive(signed_body(&with(&[("nonce_str", "ANOTHER")]))).unwrap();
    let other = receive(signed_body(&with(&[("med_trans_id", "4200000002")]))).unwrap();
    assert_eq!(first.key(), again.key());
    assert_ne!(first.key(), other.key());
    assert_eq!(first.accept(Booked::Now), again.accept(Booked::Before));
}

#[test]
fn different_notices_have_different_keys() {
    let key = |changes: &[(&str, &str)]| receive(signed_body(&with(changes))).unwrap().key().to_string();
    let one = key(&[("med_trans_id", "1&time="), ("time_end", "2")]);
    let two = key(&[("med_trans_id", "1"), ("time_end", "2")]);
    assert_eq!(one, "payment_result?med_trans_id=1%26time%3D&time_end=2");
    assert_eq!(two, "payment_result?med_trans_id=1&time_end=2");
    let failed = [("result_code", "FAIL"), ("err_code", "1"), ("med_trans_id", "1"), ("time_end", "2")];
    assert_eq!(key(&failed), "payment_result?result_code=FAIL&med_trans_id=1&time_end=2");
    // Without any of the key's fields, the signature takes their place.
    let unnamed =
        |code: &str| key(&[("result_code", "FAIL"), ("err_code", code), ("med_trans_id", ""), ("time_end", "")]);
    assert_ne!(unnamed("1"), unnamed("2"));
    assert!(unnamed("1").starts_with("payment_result?result_code=FAIL&sign="), "{}", unnamed("1"));
}

/// Values are not escaped in the string to sign, so a field can be moved into the value of the one that precedes it.
#[test]
fn a_field_moved_into_another_value_is_detected() {
    let mut sorted = PAID;
    sorted.sort();
    let known = PAID.map(|(name, _)| name).into_iter().filter(|name| *name != "new_field");
    for next in known.filter(|name| !name.ends_with("_code")) {
        let at = sorted.iter().position(|(name, _)| *name == next).unwrap();
        let Some((name, value)) = at.checked_sub(1).and_then(|before| sorted.get(before)) else { continue };
        let inside = format!("{value}&{next}={}", sorted[at].1);
        let changed = with(&[(name, &inside), (next, "")]);
        assert_eq!(naive_sign(changed.clone()), naive_sign(PAID), "{next}");
        let error = refused(signed_body(&changed));
        match *name {
            // A code with more text after it is invalid.
            "return_code" => assert_eq!(error, NotifyError::Code { field: "return_code" }, "{next}"),
            "result_code" => assert_eq!(error, NotifyError::Code { field: "result_code" }, "{next}"),
            _ => assert_eq!(error, NotifyError::Ambiguous { field: next.to_owned() }, "{next} in {name}"),
        }
        assert_eq!(code_and_message(&error.response()).0, "FAIL");
    }
    let other = sub_merchant("1900000109");
    let hidden = with(&[("result_code", "SUCCESS&sub_mch_id=2")]);
    assert!(Receiver::new(key(), other).receive::<PaymentResult>(signed_body(&hidden)).is_err());
}

/// A response copied from a log has a valid signature with the same key.
#[test]
fn the_response_to_an_order_is_not_a_payment_notice() {
    let response = [
        ("return_code", "SUCCESS"),
        ("result_code", "SUCCESS"),
        ("appid", "wxd678efh567hg6787"),
        ("mch_id", "1230000109"),
        ("nonce_str", "5K8264ILTKCH16CQ2502"),
        ("med_trans_id", "4200000001"),
        ("pay_url", "pages/pay?id=1"),
    ];
    let NotifyError::Fields(violations) = refused(signed_body(&response)) else { panic!() };
    assert_eq!(violations.keys(), [("time_end", "required")]);
}

#[test]
fn a_forged_notice_is_rejected_and_the_error_reveals_nothing() {
    let body = signed_body(&PAID);
    let right = naive_sign(PAID);
    for (name, value) in PAID.into_iter().filter(|(name, _)| !name.ends_with("_code")) {
        let forged = body.replace(&format!("<{name}><![CDATA[{value}]]>"), &format!("<{name}><![CDATA[{value}1]]>"));
        assert_ne!(forged, body, "{name}");
        let changed = naive_sign(with(&[(name, &format!("{value}1"))]));
        let error = refused(forged);
        assert_eq!(error, NotifyError::Signature(SignatureFault::Wrong), "{name}");
        let texts =
            [error.message(Lang::Zh), error.message(Lang::En), format!("{error:?}"), error.response().to_string()];
        for text in texts {
            assert!(![&right, &changed, value].into_iter().any(|secret| text.contains(secret)), "{text}");
        }
        assert_eq!(code_and_message(&error.response()), ("FAIL".to_owned(), "签名失败".to_owned()));
    }
    // An added field, a removed field, and a wrong signature.
    let more = body.replace("</xml>", "<sub_openid>a</sub_openid></xml>");
    let less = body.replace("<new_field><![CDATA[kept]]></new_field>", "");
    for forged in [more, less, signed_body(&PAID).replace(&right, &right.replace(|_: char| true, "0"))] {
        assert_eq!(refused(forged), NotifyError::Signature(SignatureFault::Wrong));
    }
    for unsigned in [unsigned_body(&PAID), unsigned_body(&with(&[("sign", " ")])).replace("[ ]", "[]")] {
        assert_eq!(refused(unsigned), NotifyError::Signature(SignatureFault::Missing));
    }
    let other_key = Receiver::new(ApiKey::new("another key of 32 characters...."), own());
    let error = other_key.receive::<PaymentResult>(body).map(|notice| panic!("{notice:?}")).unwrap_err();
    assert_eq!(error, NotifyError::Signature(SignatureFault::Wrong));
}

#[test]
fn a_truncated_notice_is_rejected_at_every_length() {
    let body = signed_body(&PAID);
    for end in 0..body.len() {
        let error = refused(&body.as_bytes()[..end]);
        assert!(matches!(error, NotifyError::Xml(_)), "{end}: {error}");
        assert_eq!(code_and_message(&error.response()), ("FAIL".to_owned(), "XML格式错误".to_owned()));
    }
}

#[test]
fn a_notice_is_parsed_as_strictly_as_a_response() {
    let body = signed_body(&PAID);
    let inside = |more: &str| body.replace("</xml>", &format!("{more}</xml>"));
    let bodies = [
        format!("<!DOCTYPE xml [<!ENTITY a \"b\">]>{body}"),
        inside("<openid>a</openid>"),
        inside("<a><b>c</b></a>"),
        inside(&("<a>".repeat(9) + &"</a>".repeat(9))),
        format!("{body}<xml/>"),
        format!("{body}more"),
        inside(&format!("<a>{}</a>", "a".repeat(1 << 20))),
        r#"{"errcode":40001}"#.to_owned(),
        String::new(),
    ];
    for body in bodies {
        let error = refused(body.clone());
        assert!(matches!(error, NotifyError::Xml(_)), "{error}: {}", &body[..body.len().min(80)]);
    }
}

#[test]
fn a_notice_for_another_merchant_is_foreign() {
    let foreign = |receiver: &Receiver, changes: &[(&str, &str)]| match receiver
        .receive::<PaymentResult>(signed_body(&with(changes)))
    {
        Ok(notice) => {
            assert!(notice.result().is_ok());
            None
        }
        Err(NotifyError::Foreign { field }) => Some(field),
        Err(error) => panic!("{error}"),
    };
    let own = receiver();
    assert_eq!(foreign(&own, &[]), None);
    assert_eq!(foreign(&own, &[("appid", "wx0000000000000000")]), Some("appid"));
    assert_eq!(foreign(&own, &[("mch_id", "1230000110")]), Some("mch_id"));
    assert_eq!(
        foreign(&own, &[("sub_mch_id", "1900000109")]),
        Some("sub_mch_id"),
        "an own account has no sub-merchant"
    );
    // An absent field can't be compared.
    assert_eq!(foreign(&own, &[("appid", "")]), None);
    let provider = Receiver::new(key(), sub_merchant("1900000109")).and(sub_merchant("1900000110"));
    for (sub_mch_id, expected) in [("1900000109", None), ("1900000110", None), ("1900000111", Some("sub_mch_id"))] {
        assert_eq!(foreign(&provider, &[("sub_mch_id", sub_mch_id)]), expected);
    }
    let error = refused(signed_body(&with(&[("mch_id", "1230000110")])));
    assert_eq!(code_and_message(&error.response()), ("FAIL".to_owned(), "商户不符".to_owned()));
    assert!(!format!("{error} {error:#} {error:?}").contains("1230000110"));
}

#[test]
fn a_signed_failure_is_a_notice() {
    let failed = [("result_code", "FAIL"), ("err_code", "268"), ("err_code_des", "余额不足 44030019000101123X")];
    let notice = receive(signed_body(&with(&failed))).unwrap();
    let failure = notice.result().unwrap_err();
    assert_eq!((failure.code(), failure.message()), ("268", "余额不足 ***"));
    assert_eq!(code_and_message(&notice.accept(Booked::Now)).0, "SUCCESS");
    assert_eq!(refused(unsigned_body(&with(&failed))), NotifyError::Signature(SignatureFault::Missing));
}

#[test]
fn an_incomplete_notice_is_an_error() {
    let error = refused("<xml><return_code>FAIL</return_code><return_msg>系统繁忙</return_msg></xml>");
    let NotifyError::Failed(failure) = &error else { panic!("{error}") };
    assert_eq!((failure.message(), code_and_message(&error.response()).0.as_str()), ("系统繁忙", "FAIL"));
    for code in ["", "OK", " SUCCESS"] {
        assert_eq!(refused(signed_body(&with(&[("return_code", code)]))), NotifyError::Code { field: "return_code" });
    }
    for code in ["", "OK", "SUCCESS "] {
        assert_eq!(refused(signed_body(&with(&[("result_code", code)]))), NotifyError::Code { field: "result_code" });
    }
    let error = refused(signed_body(&with(&[("med_trans_id", "")])));
    let NotifyError::Fields(violations) = &error else { panic!("{error}") };
    assert_eq!(violations.keys(), [("med_trans_id", "required")]);
}

/// A notification of a user's own spec is received like an included one.
#[test]
fn a_notification_of_a_users_own_spec_is_received() {
    let fields = [("return_code", "SUCCESS"), ("result_code", "SUCCESS"), ("refund_no", "R1"), ("count", "2")];
    let notice = receiver().receive::<own::RefundResult>(signed_body(&fields)).unwrap();
    let refund = notice.result().unwrap();
    assert_eq!((refund.refund_no.as_str(), refund.count), ("R1", Some(2)));
    assert_eq!(notice.key().as_str(), "refund_result?refund_no=R1");
    let unreadable = [&fields[..3], &[("count", "many")]].concat();
    let error = receiver().receive::<own::RefundResult>(signed_body(&unreadable)).map(|_| ()).unwrap_err();
    assert!(matches!(error, NotifyError::Fields(_)), "{error}");
}
