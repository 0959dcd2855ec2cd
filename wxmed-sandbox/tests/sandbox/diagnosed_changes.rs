//! Changes made to a request after it was signed are named.

use encoding_rs::{Encoding, GBK, WINDOWS_1252};
use wxmed_sandbox::diagnosis::{Cause, Mistake};

use crate::diagnosed_signatures::{client, found, operation, rich};
use crate::support::{Fields, set};

/// The only cause for a body whose text is changed after signing. Changes name no other mistake than this one.
fn changed(params: &Fields, change: impl Fn(&str) -> String) -> Cause {
    let body = change(std::str::from_utf8(&client(&[]).body(params)).unwrap());
    let diagnosis = found(&operation(), body.as_bytes()).unwrap();
    let [cause] = diagnosis.causes().collect::<Vec<_>>()[..] else { panic!("{diagnosis:?}") };
    assert_eq!(cause.id, Mistake::ForeignKeyOrValue.id());
    assert!(cause.remedy.en.starts_with("The key is right. "), "{cause:?}");
    assert!(cause.remedy.zh.starts_with("密钥是对的。"), "{cause:?}");
    cause.clone()
}

fn field(cause: &Cause) -> Option<&str> {
    cause.at.as_ref()?.field.as_deref()
}

/// The bytes of a text, read in another charset.
fn misread(charset: &'static Encoding, text: &str) -> String {
    let (misread, _, has_errors) = charset.decode(text.as_bytes());
    assert!(!has_errors, "{text}");
    misread.into_owned()
}

#[test]
fn an_added_field_is_named() {
    let cause = changed(&rich(), |body| body.replace("<sign>", "<added>1</added><sign>"));
    assert_eq!((&*cause.title.en, field(&cause)), ("added is not signed", Some("added")));
    assert!(cause.text.en.contains("added after signing"), "{cause:?}");
}

/// Here it is signed in PHP's format, and sent in Java's.
#[test]
fn json_that_was_serialised_twice_is_named() {
    let mut php = rich();
    set(&mut php, "request_content", r#"{"registration_order_pay":{"czybm":"H 1\/1","xm":"\u674e\u56db"}}"#);
    let cause = changed(&php, |body| body.replace(r"\/", "/").replace(r"\u674e\u56db", "李四"));
    assert_eq!(field(&cause), Some("request_content"));
    assert!(cause.text.en.contains("serialised twice"), "{cause:?}");
    assert!(cause.remedy.en.contains("Serialise request_content once"), "{cause:?}");
}

#[test]
fn values_escaped_inside_cdata_are_named() {
    let cause = changed(&rich(), |body| body.replace('&', "&amp;"));
    // Two fields have an ampersand.
    assert_eq!((&*cause.title.en, field(&cause)), ("Body, notify_url escaped once too often", None));
    let cause = changed(&rich(), |body| body.replace('"', "&quot;").replace("&quot;c&quot; ", "\"c\" "));
    assert_eq!(field(&cause), Some("request_content"));
    assert!(cause.text.en.contains("escaped once too often"), "{cause:?}");
}

/// Signing decoded values has the same result.
#[test]
fn percent_encoded_values_are_named() {
    let changes = [
        ("张三", "%E5%BC%A0%E4%B8%89", "name"),
        ("张三", "%e5%bc%a0%e4%b8%89", "name"),
        ("a < b & \"c\" ", "a+%3C+b+%26+%22c%22+", "Body"),
    ];
    for (from, to, name) in changes {
        let body = String::from_utf8(client(&[]).body(&rich())).unwrap().replace(from, to);
        let diagnosis = found(&operation(), body.as_bytes()).unwrap();
        let [cause] = diagnosis.causes().collect::<Vec<_>>()[..] else { panic!("{diagnosis:?}") };
        assert_eq!((&*cause.id, field(cause)), (Mistake::UrlEncoded.id(), Some(name)));
        assert!(cause.text.en.contains("sent in percent-encoding, but signed without it"), "{cause:?}");
    }
}

#[test]
fn garbled_values_are_named() {
    for charset in [WINDOWS_1252, GBK] {
        let mut params = rich();
        set(&mut params, "request_content", "{}");
        set(&mut params, "name", "张三丰与李四");
        let garbled = misread(charset, "张三丰与李四");
        let cause = changed(&params, |body| body.replace("张三丰与李四", &garbled));
        assert_eq!(field(&cause), Some("name"), "{garbled}");
        assert!(cause.text.en.contains("garbled") && cause.text.zh.contains("乱码"), "{cause:?}");
    }
    // As Java's ISO-8859-1 does it.
    let garbled: String = "张三".bytes().map(char::from).collect();
    assert_eq!(field(&changed(&rich(), |body| body.replace("张三", &garbled))), Some("name"));
}

#[test]
fn changed_line_breaks_are_named() {
    for (signed, sent) in [("first\nsecond", "first\r\nsecond"), ("first\r\nsecond", "first\nsecond")] {
        let mut params = rich();
        set(&mut params, "attach", signed);
        let cause = changed(&params, |body| body.replace(signed, sent));
        assert_eq!(field(&cause), Some("attach"), "{signed:?}");
        assert!(cause.text.en.contains("line breaks"), "{cause:?}");
    }
}

/// The mistakes of the digest are named beside the change.
#[test]
fn a_change_and_a_digest_in_lower_case_are_named_together() {
    let body = String::from_utf8(client(&["lower-case-hex"]).body(&rich())).unwrap();
    let changed = body.replace('&', "&amp;");
    let diagnosis = found(&operation(), changed.as_bytes()).unwrap();
    assert_eq!(diagnosis.ids(), ["lower-case-hex", "foreign-key-or-value"]);
}
