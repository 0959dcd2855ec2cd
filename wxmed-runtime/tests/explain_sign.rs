//! The example `explain-sign`: its output and its errors.
#![cfg(feature = "dynamic")]

mod common;
#[allow(dead_code)]
#[path = "../examples/explain-sign.rs"]
mod explain_sign;

use std::path::{Path, PathBuf};

use common::{KEY, naive_sign, pairs, request};
use explain_sign::{Arguments, explain};

fn arguments(spec: &str, fields: &str) -> Arguments {
    Arguments { spec: spec.to_owned(), key_env: "WXMED_KEY".to_owned(), specs: None, fields: PathBuf::from(fields) }
}

/// Uses the sample key, and the fields as standard input.
fn explained(spec: &str, fields: &str) -> Result<String, String> {
    explain(&arguments(spec, "-"), Some(KEY.to_owned()), &mut fields.as_bytes())
}

fn from_root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

#[test]
fn the_fixture_has_the_expected_signature() {
    for spec in ["preregister", "payinsurance/preregister"] {
        let mut arguments = arguments(spec, "");
        arguments.fields = from_root("tests/fixtures/request.json");
        let shown = explain(&arguments, Some(KEY.to_owned()), &mut std::io::empty()).unwrap();
        assert!(shown.lines().any(|line| line == "39E90DD6A40C4FFC0E33AA1F25F27638"), "{shown}");
        assert!(shown.contains("<sign><![CDATA[39E90DD6A40C4FFC0E33AA1F25F27638]]></sign></xml>\n"));
        assert!(shown.contains("appid=wxd678efh567hg6787&body=挂号费-肝病门诊&"));
        assert!(shown.contains("&key=***\n"));
        assert!(shown.ends_with("none 无\n"));
        assert!(!shown.contains(KEY));
    }
    assert_eq!(naive_sign(pairs(&request())), "39E90DD6A40C4FFC0E33AA1F25F27638");
}

#[test]
fn fields_are_signed_as_given_and_violations_are_listed() {
    let shown = explained("sendmsg", r#"{"msg_type":"9","b":" 0 ","a":"0","first":"","sign":"x"}"#).unwrap();
    let sign = naive_sign([("a", "0"), ("b", " 0 "), ("msg_type", "9")]);
    assert!(shown.contains("\na=0&b= 0 &msg_type=9&key=***\n"), "{shown}");
    assert!(shown.contains(&format!("\n{sign}\n")), "{shown}");
    assert!(shown.contains("nonce_str is not given"));
    assert!(shown.contains("sign was ignored"));
    assert!(shown.contains("an empty value is not signed: first"));
    assert!(!shown.contains("<first>"));
    for rule in ["[code]", "[white-space]", "[choice-missing]"] {
        assert!(shown.contains(rule), "{rule} in {shown}");
    }
    assert!(shown.contains("msg_type（模板消息类型"));
    let shown = explained("getbindurl", r#"{"nonce_str":"5K8264","openid":"o","url":"https://a.example/"}"#).unwrap();
    assert!(!shown.contains("Remarks"), "{shown}");
}

#[test]
fn a_spec_that_is_not_an_operation_is_rejected_with_advice() {
    for (spec, expected) in [
        ("prergister", "did you mean `preregister`?"),
        ("payinsurance/sendmesg", "did you mean `sendmsg`?"),
        ("GetMedInfo", "did you mean `getmedinfo`?"),
        ("unheard-of", "there are getmedinfo, "),
        ("codes/msg_type", "is a spec, but none of an operation"),
        ("city/shenzhen/registration", "is a content, and a content is not signed by itself"),
        ("city/shenzhen/registration", "request_content of preregister, request_content of qrcodepreregister"),
    ] {
        let why = explained(spec, "{}").unwrap_err();
        assert!(why.contains(expected), "{spec}: {why}");
    }
}

#[test]
fn all_fields_that_cannot_be_signed_are_reported_at_once() {
    let why = explained("sendmsg", r#"{"a":0,"b":"x","b":"y","c":{},"d":null,"e":"f"}"#).unwrap_err();
    for expected in [
        "\"a\" is a JSON number: the wire has only texts, so put it in quotes",
        "\"b\" stands there twice",
        "\"c\" is a JSON object: what is signed is a text",
        "\"d\" is a JSON null: leave the field out",
    ] {
        assert!(why.contains(expected), "{why}");
    }
    assert!(!why.contains("\"e\""));
    for (fields, expected) in [
        ("", "not valid JSON at line"),
        ("{\"a\":\"b\"", "not valid JSON at line 1"),
        ("[]", "holds a JSON array"),
        ("{\"a b\":\"x\"}", "nothing was signed: a b: cannot name an XML element"),
        ("{\"a\":\"\\u0001\"}", "U+0001"),
    ] {
        let why = explained("sendmsg", fields).unwrap_err();
        assert!(why.contains(expected), "{fields}: {why}");
    }
    let why = explain(&arguments("sendmsg", "no/such.json"), Some(KEY.to_owned()), &mut std::io::empty()).unwrap_err();
    assert!(why.starts_with("no/such.json cannot be read: "), "{why}");
}

#[test]
fn a_missing_or_odd_key_is_reported_and_never_shown() {
    for key in [None, Some(String::new())] {
        let why = explain(&arguments("sendmsg", "-"), key, &mut &b"{}"[..]).unwrap_err();
        assert!(why.contains("read -rs WXMED_KEY && export WXMED_KEY"), "{why}");
    }
    for (key, expected) in [("short", "does not have 32 characters"), (" spaced", "white space at an end")] {
        let shown = explain(&arguments("sendmsg", "-"), Some(key.to_owned()), &mut &b"{}"[..]).unwrap();
        assert!(shown.contains(expected) && !shown.contains(key), "{shown}");
    }
}

#[test]
fn specs_on_disk_replace_the_included_ones() {
    for (folder, spec) in [("schema/specs", "payinsurance/sendmsg"), ("schema/specs/payinsurance", "sendmsg")] {
        let mut arguments = arguments(spec, "-");
        arguments.specs = Some(from_root(folder));
        let shown = explain(&arguments, Some(KEY.to_owned()), &mut &b"{\"msg_type\":\"9\"}"[..]).unwrap();
        assert!(shown.contains("[code]") && !shown.contains("have mistakes"), "{shown}");
    }
    let mut arguments = arguments("sendmsg", "-");
    for (folder, expected) in
        [("schema/codegen/src", "has no `.yaml` file"), ("no/such/folder", "the specs cannot be read")]
    {
        arguments.specs = Some(from_root(folder));
        let why = explain(&arguments, Some(KEY.to_owned()), &mut &b"{}"[..]).unwrap_err();
        assert!(why.contains(expected), "{why}");
    }
}

#[test]
fn the_field_sign_type_selects_the_algorithm() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sign-type");
    std::fs::create_dir_all(&folder).unwrap();
    let spec = std::fs::read_to_string(from_root("schema/specs/payinsurance/getmedinfo.yaml")).unwrap();
    let row = "{ name: sign_type, label: 签名类型, en: how, type: String32, required: N, codes: sign_type }";
    let codes = "codes:\n  - name: sign_type\n    kind: closed\n    section: '1.1'\n    title: { zh: 签名类型, en: how }\n    \
                 values:\n      - { code: MD5, name: md5, zh: MD5, en: MD5 }\n      \
                 - { code: HMAC-SHA256, name: hmac_sha256, zh: HMAC, en: HMAC }\n";
    let spec = spec.replace("answer: unsigned\n", "answer: unsigned\nsign_type: sign_type\n");
    let spec = spec.replace("    - { name: nonce_str,", &format!("    - {row}\n    - {{ name: nonce_str,"));
    std::fs::write(folder.join("getmedinfo.yaml"), spec + codes).unwrap();
    let mut arguments = arguments("getmedinfo", "-");
    arguments.specs = Some(folder);
    for (fields, label) in [
        ("{\"sign_type\":\"HMAC-SHA256\"}", "sign 签名 (HMAC-SHA256)"),
        ("{\"sign_type\":\"MD5\"}", "sign 签名 (MD5)"),
        ("{\"sign_type\":\"SHA1\"}", "sign_type names no way of signing that there is; signed with MD5"),
        ("{\"openid\":\"o\"}", "sign 签名 (MD5)"),
    ] {
        let shown = explain(&arguments, Some(KEY.to_owned()), &mut fields.as_bytes()).unwrap();
        assert!(shown.contains(label) && !shown.contains("have mistakes"), "{shown}");
    }
}

#[test]
fn a_probable_typing_error_is_listed_with_the_signature() {
    let fields = "{\"openid\":\"o\",\"url\":\"https://a.example\",\"form\":\"x\",\"sign_type\":\"HMAC-SHA256\"}";
    let shown = explained("getbindurl", fields).unwrap();
    for expected in ["[unknown-name]", "did you mean from?", "[sign-type]", "form=x&"] {
        assert!(shown.contains(expected), "{shown}");
    }
}
