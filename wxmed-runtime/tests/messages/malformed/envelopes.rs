//! Envelopes that can be parsed, but are rejected for their content or their signature.

use super::summary::Signed::{self, Empty, Hmac, Lower, No, OtherKey, Padded, Right, Short, Twice};

/// A name, the fields, how they are signed, and the expected error.
pub(crate) type Row = (&'static str, &'static [(&'static str, &'static str)], Signed, &'static str);

const SUCCESS: &[(&str, &str)] = &[("result_code", "SUCCESS"), ("return_code", "SUCCESS"), ("v", "1")];
const REFUSED: &[(&str, &str)] = &[("err_code", "80004"), ("result_code", "FAIL"), ("return_code", "SUCCESS")];
const NOT_UNDERSTOOD: &[(&str, &str)] = &[("return_code", "FAIL"), ("return_msg", "签名失败")];

pub(crate) const ENVELOPES: &[Row] = &[
    ("no field", &[], No, "Malformed: ReturnCode"),
    ("no field but a signature", &[], Right, "Malformed: ReturnCode"),
    ("no return_code", &[("result_code", "SUCCESS")], Right, "Malformed: ReturnCode"),
    ("an empty return_code", &[("return_code", "")], Right, "Malformed: ReturnCode"),
    ("return_code in lower case", &[("return_code", "success")], Right, "Malformed: ReturnCode"),
    ("return_code in title case", &[("return_code", "Success")], Right, "Malformed: ReturnCode"),
    ("return_code with a space", &[("return_code", "SUCCESS ")], Right, "Malformed: Padded { field: \"return_code\" }"),
    (
        "result_code with a space",
        &[("result_code", " SUCCESS"), ("return_code", "SUCCESS")],
        Right,
        "Malformed: Padded { field: \"result_code\" }",
    ),
    (
        "FAIL with a line feed",
        &[("return_code", "\nFAIL"), ("return_msg", "签名失败")],
        Right,
        "Protocol: 签名失败, Verified",
    ),
    ("FAIL with a line feed, signed with another key", &[("return_code", "\nFAIL")], OtherKey, "Signature: Wrong"),
    ("return_code of a number", &[("return_code", "0")], Right, "Malformed: ReturnCode"),
    ("an unknown return_code", &[("return_code", "ERROR")], No, "Malformed: ReturnCode"),
    ("return_code under another name", &[("Return_code", "SUCCESS")], Right, "Malformed: ReturnCode"),
    ("no result_code", &[("return_code", "SUCCESS")], Right, "Malformed: ResultCode"),
    ("an empty result_code", &[("result_code", ""), ("return_code", "SUCCESS")], Right, "Malformed: ResultCode"),
    ("an unknown result_code", &[("result_code", "OK"), ("return_code", "SUCCESS")], Right, "Malformed: ResultCode"),
    ("result_code in lower case", &[("result_code", "fail"), ("return_code", "SUCCESS")], No, "Malformed: ResultCode"),
    ("a success without a signature", SUCCESS, No, "Signature: Missing"),
    ("a success with an empty signature", SUCCESS, Empty, "Signature: Missing"),
    ("a success signed in lower case", SUCCESS, Lower, "Signature: Wrong"),
    ("a success whose signature is short", SUCCESS, Short, "Signature: Wrong"),
    ("a success whose signature is there twice over", SUCCESS, Twice, "Signature: Wrong"),
    ("a success whose signature has a space", SUCCESS, Padded, "Signature: Wrong"),
    ("a success signed with another key", SUCCESS, OtherKey, "Signature: Wrong"),
    ("a success signed with HMAC-SHA256", SUCCESS, Hmac, "Signature: Wrong"),
    ("a rejection signed in lower case", REFUSED, Lower, "Signature: Wrong"),
    ("a rejection signed with another key", REFUSED, OtherKey, "Signature: Wrong"),
    ("a rejection whose signature is short", REFUSED, Short, "Signature: Wrong"),
    ("a rejection", REFUSED, No, "Business: 80004"),
    ("a rejection that is signed", REFUSED, Right, "Business: 80004, Verified"),
    (
        "an unknown code",
        &[("err_code", "99999"), ("result_code", "FAIL"), ("return_code", "SUCCESS")],
        No,
        "Business: 99999",
    ),
    ("an empty code", &[("err_code", ""), ("result_code", "FAIL"), ("return_code", "SUCCESS")], No, "Business: "),
    ("no code", &[("result_code", "FAIL"), ("return_code", "SUCCESS")], No, "Business: "),
    (
        "a code of the gateway",
        &[("err_code", "40001"), ("result_code", "FAIL"), ("return_code", "SUCCESS")],
        No,
        "Business: 40001",
    ),
    ("FAIL", NOT_UNDERSTOOD, No, "Protocol: 签名失败"),
    ("FAIL that is signed", NOT_UNDERSTOOD, Right, "Protocol: 签名失败, Verified"),
    ("FAIL signed with another key", NOT_UNDERSTOOD, OtherKey, "Signature: Wrong"),
    ("FAIL signed in lower case", NOT_UNDERSTOOD, Lower, "Signature: Wrong"),
    ("FAIL for an unknown reason", &[("return_code", "FAIL"), ("return_msg", "系统繁忙")], No, "Protocol: "),
    ("FAIL without a reason", &[("return_code", "FAIL")], No, "Protocol: "),
    ("FAIL and a result of success", &[("result_code", "SUCCESS"), ("return_code", "FAIL")], No, "Protocol: "),
];
