//! `Debug` and `Display` never show a key, an identity number, a value or a raw response.

use std::fmt::{Debug, Display};

use crate::common::{KEY, RESPONSE, key, signed_body, unsigned_body};
use wxmed::codec::xml::read;
use wxmed::codec::{Documented, ResponseContext, SignType, Signer, encode_fields, verify_response};
use wxmed::{ApiKey, Error, IdCard, IdCardMd5, RawResponse, ResponseSigning, Secret};

const NUMBER: &str = "44030019000101123X";
const HASH: &str = "09eb26e839ff3a2e3980352ae45ef09e";
const NAME: &str = "吴亮";
const SIGN: &str = "5048329CDD265F243F21BAED7A8CED36";

fn harmless(what: &str, printed: &str) {
    for secret in [KEY, NUMBER, &NUMBER[6..14], HASH, NAME, SIGN, "H1111"] {
        assert!(!printed.contains(secret), "{what} shows {secret}: {printed}");
    }
}

fn all<T: Debug + Display>(what: &str, value: T) {
    for printed in [format!("{value:?}"), format!("{value:#?}"), format!("{value}"), format!("{value:#}")] {
        assert!(!printed.is_empty());
        harmless(what, &printed);
    }
}

fn debug(what: &str, value: impl Debug) {
    harmless(what, &format!("{value:?}{value:#?}"));
}

const RULES: ResponseContext<'static> = ResponseContext {
    retry: wxmed::Retry::Never,
    operation: "operation",
    section: "1.9",
    signing: ResponseSigning::Signed,
    sign_type: SignType::Md5,
    business: &[],
    gateway: &[],
    protocol: &[],
    documented: Documented::Names(&[]),
};

fn refused(body: impl Into<Vec<u8>>) -> Error {
    verify_response(&RawResponse::new(body), &RULES, &key()).unwrap_err()
}

#[test]
fn secrets_and_their_containers_are_redacted() {
    debug("key", key());
    debug("key in a vector", vec![Some(key())]);
    debug("secret", Secret::new(KEY));
    assert_eq!(format!("{:?} {:?}", key(), Secret::new(KEY)), "ApiKey(***) Secret(***)");
    assert!(Secret::new(KEY) == Secret::new(KEY) && Secret::new(KEY) != Secret::new(NUMBER));
    debug("card", IdCard::parse(NUMBER).unwrap());
    debug("hash", IdCardMd5::parse(HASH).unwrap());
    let encoded = encode_fields([("name", NAME), ("number", HASH)], &key(), SignType::Md5).unwrap();
    assert!(encoded.xml().contains(NAME) && !encoded.xml().contains(KEY));
    debug("encoded", &encoded);
    assert!(!format!("{encoded:?}").contains(encoded.signature().as_str()));
    let mut signer_key = key();
    let mut signer = Signer::new(&signer_key, SignType::Md5);
    signer.pair("name", NAME);
    let signature = signer.finish();
    assert!(!format!("{signature:?}").contains(signature.as_str()));
    signer_key = ApiKey::new("");
    debug("another key", signer_key);

    let raw = RawResponse::new(RESPONSE);
    assert!(raw.text().contains(NAME));
    debug("raw response", &raw);
    assert_eq!(format!("{raw:?}"), format!("RawResponse({} bytes)", RESPONSE.len()));
    debug("fields", read(RESPONSE).unwrap());
    debug("received", verify_response(&raw, &RULES, &key()).unwrap());
}

#[test]
fn errors_before_sending_show_no_secrets() {
    for number in ["44030019000101123Y", "440300190013011230", "44030019000101123", "4403001900010112XX"] {
        all("identity number", IdCard::parse(number).unwrap_err());
    }
    all("check character", IdCard::parse_strict(NUMBER).unwrap_err());
    all("hash", IdCardMd5::parse(&HASH.to_uppercase()).unwrap_err());
    for fields in [[("b", NAME), ("a", KEY)], [("a", NAME), ("a", KEY)], [("a", "吴亮\0"), ("b", "1")]] {
        let error = encode_fields(fields, &key(), SignType::Md5).unwrap_err();
        all("encode", error.clone());
        all("error", Error::from(error));
    }
}

#[test]
fn errors_of_responses_show_no_secrets() {
    let response = std::str::from_utf8(RESPONSE).unwrap();
    let bodies = [
        ("no signature", response.replace(SIGN, "")),
        ("wrong signature", response.replace("[OK]", "[ok]")),
        ("lower-case signature", response.replace(SIGN, &SIGN.to_lowercase())),
        ("no result_code", unsigned_body(&[("return_code", "SUCCESS"), ("name", NAME)])),
        ("no return_code", signed_body(&[("name", NAME)])),
        ("a duplicate", response.replace("</xml>", "<sign>1</sign></xml>")),
        ("a broken end", response.replace("</xml>", "")),
        ("an end tag", response.replace("</response_content>", "</吴亮>")),
        ("an entity", response.replace("<![CDATA[OK]]>", "&吴亮;")),
        ("a name", response.replace("</xml>", "<吴亮/></xml>")),
        ("FAIL", unsigned_body(&[("return_code", "FAIL"), ("return_msg", "x"), ("name", NAME)])),
        ("business", unsigned_body(&[("return_code", "SUCCESS"), ("result_code", "FAIL"), ("name", NAME)])),
        ("a number behind rid", {
            let message = format!("x rid: {NUMBER}");
            unsigned_body(&[("return_code", "FAIL"), ("return_msg", &message)])
        }),
        ("a number behind graphid", {
            let message = format!("x[graphid:{NUMBER}]");
            unsigned_body(&[("return_code", "FAIL"), ("return_msg", &message)])
        }),
        ("a number behind letters", {
            let message = format!("idcard{NUMBER} of the patient");
            unsigned_body(&[("return_code", "FAIL"), ("return_msg", &message)])
        }),
        ("gateway", r#"{"errcode":1,"errmsg":"x","name":"吴亮"}"#.to_owned()),
        ("broken JSON", r#"{"errcode":吴亮}"#.to_owned()),
    ];
    for (what, body) in bodies {
        all(what, refused(body));
    }
}

#[test]
fn messages_of_the_platform_are_truncated_and_stay_on_one_line() {
    let long = "好".repeat(300);
    let body = unsigned_body(&[("return_code", "FAIL"), ("return_msg", &format!("a\nINFO forged\t{long}"))]);
    let error = refused(body);
    let printed = error.to_string();
    assert_eq!(printed.lines().count(), 1);
    assert_eq!(error.api_error().unwrap().message.chars().count(), 201);
    assert!(printed.contains("a INFO forged 好") && printed.contains('…'));
}

/// Order and transaction numbers are as long as identity numbers, but are needed to match records, so they are shown.
#[test]
fn identity_numbers_are_masked_and_order_numbers_are_not() {
    let table = [
        // A word of 15 to 18 digits, or of 17 digits and an X, anywhere in the message.
        ("440300190001011237 is wrong", "*** is wrong"),
        ("（44030019000101123x）", "（***）"),
        ("440300000101123，二代 440300190001011237", "***，二代 ***"),
        ("the hash 09eb26e839ff3a2e3980352ae45ef09e", "the hash ***"),
        ("09EB26E839FF3A2E3980352AE45EF09E", "***"),
        // Fewer or more digits, and texts that aren't a hash.
        ("44030019000101", "44030019000101"),
        ("4403001900010112371", "4403001900010112371"),
        ("09eb26e839ff3a2e3980352ae45ef09", "09eb26e839ff3a2e3980352ae45ef09"),
        ("09eb26e839ff3a2e3980352ae45ef09g", "09eb26e839ff3a2e3980352ae45ef09g"),
        ("xX12", "xX12"),
        // Next to letters, only numbers with a date of birth are masked.
        ("id440300190001011237", "id***"),
        ("id44030019000101123Xof", "id***of"),
        ("id440300190001011237Xof", "id***Xof"),
        ("id440300190001011237x440300195012311237", "id***x***"),
        ("id440300185001011237", "id***"),
        ("id440300215012311237", "id***"),
        ("id440300184912311237", "id440300184912311237"),
        ("id440300215101011237", "id440300215101011237"),
        ("id440300190000011237", "id440300190000011237"),
        ("id440300190013011237", "id440300190013011237"),
        ("id440300190001001237", "id440300190001001237"),
        ("id440300190001321237", "id440300190001321237"),
        ("id4403001900010112371", "id4403001900010112371"),
        ("T20221108000001XY1", "T20221108000001XY1"),
    ];
    for (sent, shown) in table {
        let error = refused(unsigned_body(&[("return_code", "FAIL"), ("return_msg", sent)]));
        assert_eq!(error.api_error().unwrap().message, shown, "{sent}");
    }
}
