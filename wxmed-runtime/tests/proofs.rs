//! Responses that prove that nothing was done, and responses that leave the outcome unknown.

mod common;

use common::{key, unsigned_body};
use wxmed::payinsurance::{GetMedInfo, Preregister};
use wxmed::{Error, Outcome, parse_response};

type Fields<'a> = &'a [(&'a str, &'a str)];

/// The error of a registration, whose outcome can be unknown.
fn registration(body: impl Into<Vec<u8>>) -> Error {
    parse_response::<Preregister>(body.into(), &key()).unwrap_err()
}

/// A message whose text continues in another way isn't recognised. One with more than a detail keeps its remedy, but
/// its outcome is unknown.
#[test]
fn a_longer_message_leaves_the_outcome_unknown() {
    for message in ["签名失败次数过多，请稍后再试", "签名失败2次", "XML格式错误率过高", "mch_id参数格式错误的订单"]
    {
        let error = registration(unsigned_body(&[("return_code", "FAIL"), ("return_msg", message)]));
        assert!(error.api_error().unwrap().info.is_none(), "{message}");
        assert_eq!(error.outcome(), Outcome::Unknown, "{message}");
    }
    for message in ["签名失败，订单已生成", "签名失败 次数过多", "参数格式错误：已受理", "签名失败。"]
    {
        let error = registration(unsigned_body(&[("return_code", "FAIL"), ("return_msg", message)]));
        assert!(error.api_error().unwrap().info.is_some(), "{message}");
        let outcome = if message == "签名失败。" { Outcome::NothingDone } else { Outcome::Unknown };
        assert_eq!(error.outcome(), outcome, "{message}");
    }
}

/// A response that reports both an error and a success proves neither, and no retry follows from it.
#[test]
fn a_contradictory_response_leaves_the_outcome_unknown() {
    let fail = |further: Fields<'_>| unsigned_body(&[&[("return_code", "FAIL")], further].concat());
    for body in [
        fail(&[("return_msg", "签名失败"), ("result_code", "SUCCESS")]),
        fail(&[("return_msg", "签名失败"), ("result_code", " SUCCESS\n")]),
        fail(&[("err_code", "40001"), ("result_code", "SUCCESS")]),
        fail(&[("return_msg", "签名失败"), ("err_code", "ORDER_ACCEPTED")]),
        fail(&[("return_msg", "签名失败"), ("err_code", "SUCCESS")]),
        fail(&[("return_msg", "签名失败"), ("errcode", "0")]),
        r#"{"errcode":40001,"errmsg":"invalid credential","result_code":"SUCCESS"}"#.to_owned(),
        r#"{"errcode":40013,"errmsg":"invalid appid","return_code":"SUCCESS"}"#.to_owned(),
    ] {
        let error = registration(body.clone());
        assert!(error.api_error().unwrap().info.is_some(), "{body}: the remedy is missing");
        assert_eq!((error.outcome(), error.is_token_rejected()), (Outcome::Unknown, false), "{body}");
        assert!(error.to_string().contains("confirm the result before you send it again"), "{error}");
        // A lookup changes nothing, whichever error is received.
        let lookup = parse_response::<GetMedInfo>(body, &key()).unwrap_err();
        assert_eq!(lookup.outcome(), Outcome::NothingDone);
    }
    for body in [
        fail(&[("return_msg", "签名失败"), ("result_code", "FAIL")]),
        fail(&[("return_msg", "签名失败"), ("result_code", "")]),
        fail(&[("return_msg", "签名失败"), ("err_code", "40013")]),
        fail(&[("return_msg", "签名失败"), ("err_code", "")]),
        r#"{"errcode":40013,"errmsg":"invalid appid","result_code":"FAIL"}"#.to_owned(),
    ] {
        assert_eq!(registration(body.clone()).outcome(), Outcome::NothingDone, "{body}");
    }
}
