//! Diagnoses of unreadable bodies and of invalid fields.

use wxmed::codec::SignType;
use wxmed::spec::model::{Operation, Role};
use wxmed_sandbox::diagnosis::{Cause, Diagnosis};
use wxmed_sandbox::{HttpRequest, HttpResponse};

use crate::support::{Caller, good, operations, prepared, row, set, settings, signed};

fn operation() -> Operation {
    operations(|one| one.creates.is_empty()).remove(0)
}

fn send(caller: &mut Caller, operation: &Operation, body: impl Into<Vec<u8>>) -> (HttpResponse, Option<Diagnosis>) {
    let token = caller.token();
    let response = caller.handle(&HttpRequest::post(&*operation.path, format!("access_token={token}"), body));
    (response, caller.platform.recorded_calls().last().unwrap().diagnosis.clone())
}

#[test]
fn the_format_of_an_unreadable_body_is_named() {
    let operation = operation();
    let fields = good(&operation);
    let mut caller = prepared(settings(), &operation, &fields);
    let right = String::from_utf8(signed(&fields, caller.account.api_key(), SignType::Md5)).unwrap();
    let gbk = encoding_rs::GBK.encode(&right).0.into_owned();
    let utf16: Vec<u8> = right.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases: Vec<(&[u8], &str)> = vec![
        (b"", "body-is-empty"),
        (b"  \r\n", "body-is-empty"),
        (br#"{"openid":"o"}"#, "body-is-json"),
        (b"[1]", "body-is-json"),
        (br#""<xml></xml>""#, "body-is-json"),
        (b"openid=o&sign=1", "body-is-form"),
        (b"data=%3Cxml%3E", "body-is-form"),
        (b"%3Cxml%3E%3C%2Fxml%3E", "body-is-form"),
        (b"--boundary\r\nContent-Disposition: form-data\r\n", "body-is-multipart"),
        (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "body-is-gzip"),
        (b"\x78\x9c\xb3\xa9", "body-is-deflate"),
        (&gbk, "body-is-gbk"),
        (&utf16, "body-is-utf-16"),
        (b"<html></html>", "body-is-html"),
        (b"<request><openid>o</openid></request>", "another-root"),
        (b"<xml><openid>o</openid>", "body-truncated"),
        (&right.as_bytes()[..right.len() - 3], "body-truncated"),
        (b"<xml><a><b>1</b></a></xml>", "nested-element"),
        (b"<xml><a>1</a><a>2</a></xml>", "duplicate-field"),
        (b"<xml><a>1 & 2</a></xml>", "unescaped-character"),
        (b"<xml><a x=\"1\">1</a></xml>", "attribute"),
        (b"<!DOCTYPE xml><xml></xml>", "doctype"),
        (b"<?xml version=\"1.0\" encoding=\"GBK\"?><xml></xml>", "declared-encoding"),
        (b"hello", "text-before-root"),
        (b"<xml></xml>tail", "content-after-root"),
    ];
    for (body, id) in cases {
        let (response, diagnosis) = send(&mut caller, &operation, body);
        let diagnosis = diagnosis.unwrap();
        assert_eq!(response.header("x-wxmed-diagnosis"), Some(id), "{}", String::from_utf8_lossy(body));
        assert!(response.text().contains("参数格式校验错误"));
        let Cause { text, remedy, at, .. } = diagnosis.causes().next().unwrap().clone();
        assert!(text.zh.starts_with("报文不是本接口的 XML") && text.en.starts_with("not the XML"), "{text:?}");
        assert!(!remedy.zh.is_empty() && !remedy.en.is_empty());
        assert!(at.unwrap().offset.unwrap() <= body.len());
    }
}

#[test]
fn the_position_of_a_syntax_error_is_given() {
    let operation = operation();
    let mut caller = Caller::new();
    let (mut gbk, tail) = (b"<xml><openid>o</openid><name><![CDATA[".to_vec(), b"]]></name></xml>");
    let offset = gbk.len();
    gbk.extend_from_slice(&encoding_rs::GBK.encode("张三").0);
    gbk.extend_from_slice(tail);
    let (_, diagnosis) = send(&mut caller, &operation, gbk);
    let at = diagnosis.unwrap().causes().next().unwrap().at.clone().unwrap();
    assert_eq!((at.field.as_deref(), at.offset), (Some("name"), Some(offset)));
    let (_, diagnosis) = send(&mut caller, &operation, "<xml><a>1</a> text <b>2</b></xml>");
    let at = diagnosis.unwrap().causes().next().unwrap().at.clone().unwrap();
    assert_eq!((at.field, at.offset), (None, Some(13)));
}

#[test]
fn all_violations_are_named_with_their_positions() {
    let operation = operation();
    let mut fields = good(&operation);
    let openid = operation.request.fields.iter().find(|one| one.name == "openid").unwrap();
    set(&mut fields, "openid", &"o".repeat(openid.max_len().unwrap() as usize + 1));
    set(&mut fields, "name", "");
    let mut caller = prepared(settings(), &operation, &fields);
    let body = signed(&fields, caller.account.api_key(), SignType::Md5);
    let (response, diagnosis) = send(&mut caller, &operation, body.clone());
    let diagnosis = diagnosis.unwrap();
    let mut ids = diagnosis.ids();
    assert_eq!(response.header("x-wxmed-diagnosis"), Some(&*ids.join(", ")));
    ids.sort_unstable();
    assert_eq!(ids, ["length", "required"]);
    for cause in diagnosis.causes() {
        let at = cause.at.clone().unwrap();
        let before = &body[..at.offset.unwrap()];
        assert!(before.ends_with(format!("<{}>", at.field.unwrap()).as_bytes()));
        assert!(cause.text.zh.contains("文档") && cause.text.en.contains("section"), "{:?}", cause.text);
        assert!(!cause.remedy.zh.is_empty() && !cause.remedy.en.is_empty());
    }
}

#[test]
fn another_account_and_an_unknown_sign_type_are_named() {
    let operation = operations(|one| one.request.fields.iter().any(|row| row.name == "mch_id")).remove(0);
    let mut fields = good(&operation);
    set(&mut fields, "mch_id", "999");
    let mut caller = prepared(settings(), &operation, &fields);
    let body = signed(&fields, caller.account.api_key(), SignType::Md5);
    let (response, diagnosis) = send(&mut caller, &operation, body);
    assert_eq!(response.header("x-wxmed-diagnosis"), Some("foreign-account"));
    assert_eq!(diagnosis.unwrap().causes().next().unwrap().at.clone().unwrap().field.as_deref(), Some("mch_id"));

    let operation = operations(|one| one.sign_type.is_none()).remove(0);
    let mut fields = good(&operation);
    set(&mut fields, "sign_type", "RSA");
    let body = signed(&fields, caller.account.api_key(), SignType::Md5);
    let (response, _) = send(&mut caller, &operation, body);
    assert_eq!(response.header("x-wxmed-diagnosis"), Some("sign-type-unknown"));
    assert_eq!(row(&operation, Role::Signature), "sign");
}
