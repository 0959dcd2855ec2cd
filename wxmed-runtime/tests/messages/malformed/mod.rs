//! Malformed responses, one row for each kind.

mod encodings;
mod envelopes;
mod summary;

use std::collections::BTreeSet;

use crate::common::{Dice, RESPONSE, key};
use encodings::BYTES;
use envelopes::ENVELOPES;
use summary::summary;
use wxmed::codec::xml::{Fault, MAX_BODY, MAX_FIELDS, ReadError, read};
use wxmed::codec::{Documented, ResponseContext, SignType, verify, verify_response};
use wxmed::rt::ErrorInfo;
use wxmed::{Outcome, RawResponse, ResponseSigning, Retry};

const PROTOCOL: &[ErrorInfo] =
    &[ErrorInfo::new("签名失败", ("含义", "the meaning"), ("处理", "the remedy")).at_the_beginning()];

const RULES: ResponseContext<'static> = ResponseContext {
    retry: Retry::Never,
    operation: "operation",
    section: "1.9",
    signing: ResponseSigning::Signed,
    sign_type: SignType::Md5,
    business: &[],
    gateway: &[],
    protocol: PROTOCOL,
    documented: Documented::Names(&["v"]),
};

/// Texts that are not an envelope: a name, the body, in which `¦` marks the position in the error, and the fault.
const TEXTS: &str = include_str!("texts.json");
/// JSON instead of XML, both errors of the gateway and others: a name, the body, and the error.
const GATEWAYS: &str = include_str!("gateways.json");

fn table(json: &str) -> Vec<[String; 3]> {
    serde_json::from_str(json).unwrap()
}

/// The position of the mark in a text, and the text without it.
fn unmarked(marked: &str) -> (usize, String) {
    (marked.find('¦').unwrap(), marked.replacen('¦', "", 1))
}

/// The name of each row, the body, and the expected error.
fn rows() -> Vec<(String, Vec<u8>, String)> {
    let texts = table(TEXTS).into_iter().map(|[name, marked, fault]| {
        let (offset, body) = unmarked(&marked);
        (name, body.into_bytes(), format!("Malformed: {fault} at {offset}"))
    });
    let bytes = BYTES.iter().map(|(name, body, fault, offset)| {
        ((*name).to_owned(), body.to_vec(), format!("Malformed: {fault:?} at {offset}"))
    });
    let envelopes = ENVELOPES.iter().map(|(name, fields, signed, expected)| {
        ((*name).to_owned(), signed.envelope(fields).into(), (*expected).to_owned())
    });
    let gateways = table(GATEWAYS).into_iter().map(|[name, body, expected]| (name, body.into_bytes(), expected));
    texts.chain(bytes).chain(envelopes).chain(gateways).collect()
}

/// The error contains the response byte for byte, and its outcome is unknown unless the platform reports an error.
#[test]
fn each_malformed_response_has_its_own_error_with_all_bytes() {
    let mut failed = Vec::new();
    for (name, body, expected) in rows() {
        let raw = RawResponse::new(body.clone());
        match verify_response(&raw, &RULES, &key()) {
            Err(error) => {
                assert_eq!(error.raw().unwrap().bytes(), body, "{name}");
                let is_open = expected.starts_with("Malformed") || expected.starts_with("Signature");
                assert_eq!(is_open, error.api_error().is_none() && error.outcome() == Outcome::Unknown, "{name}");
                if summary(&error) != expected {
                    failed.push(format!("{name}: {} instead of {expected}", summary(&error)));
                }
            }
            Ok(_) => failed.push(format!("{name}: accepted")),
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn the_rows_are_distinct() {
    let rows = rows();
    let bodies: BTreeSet<&[u8]> = rows.iter().map(|(_, body, _)| body.as_slice()).collect();
    assert_eq!(bodies.len(), rows.len());
    assert!(rows.len() >= 250, "{}", rows.len());
}

/// The XML parser reports the same faults without an operation.
#[test]
fn each_fault_is_reported_with_its_position() {
    for [name, marked, fault] in table(TEXTS) {
        let (offset, body) = unmarked(&marked);
        let found = read(body.as_bytes()).unwrap_err();
        assert_eq!((format!("{:?}", found.fault), found.offset), (fault, offset), "{name}");
    }
}

#[test]
fn limits_are_exact() {
    let padded = |length: usize| format!("<xml>{}</xml>", " ".repeat(length - "<xml></xml>".len()));
    assert!(read(padded(MAX_BODY).as_bytes()).is_ok());
    assert_eq!(
        read(padded(MAX_BODY + 1).as_bytes()).unwrap_err(),
        ReadError { fault: Fault::TooLarge, offset: MAX_BODY }
    );

    let json =
        |length: usize| format!("{}{}", r#"{"errcode":48001}"#, " ".repeat(length - r#"{"errcode":48001}"#.len()));
    let verified = |body: String| summary(&verify_response(&RawResponse::new(body), &RULES, &key()).unwrap_err());
    assert_eq!(verified(json(MAX_BODY)), "Gateway: 48001");
    assert_eq!(verified(json(MAX_BODY + 1)), format!("Malformed: TooLarge at {MAX_BODY}"));

    let many = |count: usize| format!("<xml>{}</xml>", (0..count).map(|n| format!("<a{n}/>")).collect::<String>());
    assert_eq!(read(many(MAX_FIELDS).as_bytes()).unwrap().len(), MAX_FIELDS);
    assert_eq!(read(many(MAX_FIELDS + 1).as_bytes()).unwrap_err().fault, Fault::TooManyFields);
}

#[test]
fn a_truncated_response_is_never_accepted() {
    for end in 0..RESPONSE.len() {
        assert!(read(&RESPONSE[..end]).is_err(), "cut at {end}");
    }
    assert!(read(RESPONSE).is_ok());
}

/// Damaged bytes never cause a panic, and a response that is still verified has the same fields.
#[test]
fn a_damaged_response_never_has_other_fields() {
    const MARKS: &[u8] = b"<>&;!?/[]-='\" \n\r\0x\xFF\xE5";
    let original: Vec<(String, String)> = read(RESPONSE).unwrap().sorted().map(|(n, v)| (n.into(), v.into())).collect();
    let mut dice = Dice::new(7);
    let mut verified = 0;
    for _ in 0..60_000 {
        let mut body = RESPONSE.to_vec();
        for _ in 0..=dice.below(3) {
            let at = dice.below(body.len());
            let mark = MARKS[dice.below(MARKS.len())];
            match dice.below(4) {
                0 => body[at] = mark,
                1 => body.insert(at, mark),
                2 => drop(body.remove(at)),
                _ => {
                    let end = (at + dice.below(40)).min(body.len());
                    let copy = body[at..end].to_vec();
                    body.splice(at..at, copy);
                }
            }
        }
        let Ok(fields) = read(&body) else { continue };
        if verify(&fields, &key(), SignType::Md5, ResponseSigning::Signed).is_ok() {
            verified += 1;
            let found: Vec<_> = fields.sorted().filter(|(_, value)| !value.is_empty()).collect();
            assert!(found.iter().map(|(n, v)| (*n, *v)).eq(original.iter().map(|(n, v)| (n.as_str(), v.as_str()))));
        }
    }
    assert!(verified > 0, "changes of white space between the elements must be accepted");
}

#[test]
fn each_fault_has_a_message_in_both_languages_with_its_position() {
    let error = read(b"<xml>x</xml>").unwrap_err();
    assert_eq!(error.to_string(), "text between the elements (at byte 5)");
    assert_eq!(format!("{error:#}"), "元素之间有文本（第 5 字节）");
}
