//! The mistakes that are found for wrong signatures.

use wxmed::spec::model::Operation;
use wxmed_sandbox::diagnosis::{Diagnosis, Keys, Mistake};
use wxmed_sandbox::{Account, HttpRequest, Outcome, Specs, diagnose};

use crate::naive::{Client, Encoding, MISTAKES};
use crate::support::{Caller, Fields, good, operations, read, unmarked};

const KEY: &str = "192006250b4c09247ec02edce69f6a2d";
const APP_SECRET: &str = "sandbox-app-secret";

pub(crate) fn client<'a>(mistakes: &[&'a str]) -> Client<'a> {
    Client { key: KEY, app_secret: APP_SECRET, mistakes: mistakes.to_vec(), encoding: Encoding::Cdata }
}

fn owned(params: &[(&str, &str)]) -> Fields {
    params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// A request in which every mistake makes a difference.
pub(crate) fn rich() -> Fields {
    owned(&[
        ("openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"),
        ("appid", "wxd678efh567hg6787"),
        ("name", "张三"),
        ("total_fee", "0"),
        ("Body", "a < b & \"c\" "),
        ("attach", ""),
        ("nonce_str", "5K8264ILTKCH16CQ2502SI8ZNMTM67VS"),
        ("request_content", r#"{"registration_order_pay":{"czybm":"H 1/1","xm":"李四"}}"#),
        ("notify_url", "https://hospital.example/notify?x=1&y=2"),
    ])
}

pub(crate) fn operation() -> Operation {
    operations(|_| true).remove(0)
}

pub(crate) fn found(operation: &Operation, body: &[u8]) -> Option<Diagnosis> {
    diagnose(&Specs::shipped(), operation, body, Keys::new(KEY).with_app_secret(APP_SECRET))
}

/// The IDs of the mistakes in a signature; empty if it is right.
pub(crate) fn ids(operation: &Operation, body: &[u8]) -> Vec<String> {
    let found = found(operation, body);
    let ids = found.iter().flat_map(Diagnosis::ids).filter(|id| Mistake::by_id(id).is_some());
    ids.map(str::to_owned).collect()
}

pub(crate) fn pairs() -> impl Iterator<Item = [&'static str; 2]> {
    let indexed = MISTAKES.into_iter().enumerate();
    indexed.flat_map(|(index, first)| MISTAKES[index + 1..].iter().map(move |second| [first, *second]))
}

/// Some mistakes exclude each other: a client has one order and one key.
fn is_possible(pair: [&str; 2]) -> bool {
    let excluded =
        [["case-insensitive-sort", "not-sorted"], ["app-secret-as-key", "key-missing"], ["key-missing", "key-case"]];
    !excluded.contains(&pair)
}

#[test]
fn each_mistake_is_named() {
    let operation = operation();
    for mistake in MISTAKES {
        assert_eq!(ids(&operation, &client(&[mistake]).body(&rich())), [mistake]);
    }
    assert_eq!(MISTAKES.len() + 1, Mistake::ALL.len());
    assert!(MISTAKES.iter().all(|id| Mistake::by_id(id).is_some_and(|mistake| mistake.id() == *id)));
}

#[test]
fn two_mistakes_at_once_are_both_named() {
    let operation = operation();
    for pair in pairs().filter(|pair| is_possible(*pair)) {
        assert_eq!(ids(&operation, &client(&pair).body(&rich())), pair);
    }
}

#[test]
fn three_mistakes_at_once_are_all_named() {
    let operation = operation();
    for three in [
        ["zero-dropped", "app-secret-as-key", "lower-case-hex"],
        ["cdata-signed", "not-sorted", "lower-case-hex"],
        ["gbk-signed", "url-encoded", "key-missing"],
    ] {
        assert_eq!(ids(&operation, &client(&three).body(&rich())), three);
    }
}

#[test]
fn another_key_and_a_changed_value_are_reported_as_foreign() {
    let operation = operation();
    let foreign = [Mistake::ForeignKeyOrValue.id()];
    let other = Client {
        key: "0123456789abcdef0123456789abcdef",
        app_secret: "other",
        mistakes: Vec::new(),
        encoding: Encoding::Cdata,
    };
    assert_eq!(ids(&operation, &other.body(&rich())), foreign);
    for mistake in MISTAKES {
        let other = Client { mistakes: vec![mistake], ..other };
        // Without a key, the signature doesn't depend on it.
        let wanted = if mistake == "key-missing" { ["key-missing"] } else { foreign };
        assert_eq!(ids(&operation, &other.body(&rich())), wanted, "{mistake}");
    }
    let body = String::from_utf8(client(&[]).body(&rich())).unwrap();
    for (from, to) in [("张三", "张四"), ("[0]", "[1]"), ("<openid>", "<Openid>"), ("[o", "[ o")] {
        let changed =
            body.replace(from, to).replace("</openid>", if to == "<Openid>" { "</Openid>" } else { "</openid>" });
        assert_eq!(ids(&operation, changed.as_bytes()), foreign, "{from}");
    }
    let (before, _) = body.split_once("<sign>").unwrap();
    for sign in ["x", "1", &"0".repeat(32), &"G".repeat(32), &"0".repeat(64), &"签".repeat(32)] {
        assert_eq!(ids(&operation, format!("{before}<sign>{sign}</sign></xml>").as_bytes()), foreign, "{sign}");
    }
    let found = found(&operation, format!("{before}</xml>").as_bytes()).unwrap();
    assert_eq!(found.to_string(), "sign-missing");
}

/// Languages differ in how they make a mistake.
#[test]
fn each_variant_of_a_mistake_is_named() {
    let operation = operation();
    let digest = |text: &str| {
        use md5::Digest;
        let digest = md5::Md5::digest(text.as_bytes());
        digest.iter().map(|byte| format!("{byte:02X}")).collect::<String>()
    };
    let cases = [
        ("a=1&b=x+y%2f%e5%bc%a0&k_1=2&kk=3&key={key}", "url-encoded"),
        ("a=1&b=x%20y%2F%E5%BC%A0&k_1=2&kk=3&key={key}", "url-encoded"),
        ("a=1&b=x%20y/%E5%BC%A0&k_1=2&kk=3&key={key}", "url-encoded"),
        // `unquote(urlencode(…))` in Python.
        ("a=1&b=x+y/张&k_1=2&kk=3&key={key}", "url-encoded"),
        ("a=1&b=x y/张&k_1=2&kk=3{key}", "key-missing"),
        ("a=1&b=x y/张&k_1=2&kk=3key={key}", "key-missing"),
        ("a=1&b=x y/张&k_1=2&kk=3&key=", "key-missing"),
        ("a=1&b=x y/张&k_1=2&kk=3&key=null", "key-missing"),
        ("a=1&b=x y/张&k_1=2&key={key}&kk=3", "key-missing"),
        ("a=1&b=x y/张&k_1=2&kk=3&KEY={key}", "key-case"),
        ("a=1&b=x y/张&k_1=2&kk=3&sign=&key={key}", "sign-included"),
        ("kk=3&k_1=2&b=x y/张&a=1&key={key}", "not-sorted"),
        // C#'s OrdinalIgnoreCase compares upper-case letters, which sort before the underscore.
        ("a=1&b=x y/张&kk=3&k_1=2&key={key}", "case-insensitive-sort"),
        ("a=1&b=x y/张&e=&k_1=2&kk=3&key={key}", "empty-kept"),
    ];
    for (text, id) in cases {
        let sign = digest(&text.replace("{key}", KEY));
        let body = format!("<xml><kk>3</kk><a>1</a><k_1>2</k_1><b>x y/张</b><e></e><sign>{sign}</sign></xml>");
        assert_eq!(ids(&operation, body.as_bytes()), [id], "{text}");
    }
}

#[test]
fn the_field_is_named_if_it_is_a_single_one() {
    let operation = operation();
    for (mistake, value) in [("zero-dropped", "0"), ("values-trimmed", "a < b"), ("empty-kept", "]]></attach>")] {
        let body = client(&[mistake]).body(&rich());
        let found = found(&operation, &body).unwrap();
        let at = found.causes().next().unwrap().at.clone().unwrap();
        let begin = at.offset.unwrap() + if mistake == "empty-kept" { "<![CDATA[".len() } else { 9 };
        assert!(body[begin..].starts_with(value.as_bytes()), "{at:?}");
        assert!(body[..at.offset.unwrap()].ends_with(format!("<{}>", at.field.unwrap()).as_bytes()));
    }
    // Many fields are signed with their CDATA markers, so there is no single position.
    let found = found(&operation, &client(&["cdata-signed"]).body(&rich())).unwrap();
    assert_eq!(found.causes().next().unwrap().at, None);
}

/// The platform's response isn't changed. The diagnosis is in a header and in the recorded call.
#[test]
fn the_mistake_is_named_in_a_header_of_the_usual_response() {
    let operation = operation();
    for mistakes in [&["zero-dropped", "lower-case-hex"][..], &["app-secret-as-key"], &["gbk-signed", "not-sorted"]] {
        let mut caller = Caller::new();
        let account = Account::sample();
        assert_eq!((account.api_key_text().expose(), account.app_secret().expose()), (KEY, APP_SECRET));
        let token = caller.token();
        let body = client(mistakes).body(&rich());
        let response = caller.handle(&HttpRequest::post(&*operation.path, format!("access_token={token}"), body));
        assert_eq!(unmarked(&read(&response)["return_msg"]), "签名失败");
        assert_eq!(response.header("x-wxmed-diagnosis"), Some(&*mistakes.join(", ")));
        let calls = caller.platform.recorded_calls();
        let call = calls.last().unwrap();
        assert!(matches!(call.outcome, Outcome::Protocol(_)));
        assert_eq!(call.diagnosis.as_ref().unwrap().ids(), mistakes);
    }
    let mut caller = crate::support::prepared(crate::support::settings(), &operation, &good(&operation));
    let response = caller.call(&operation.path, &good(&operation));
    assert_eq!(response.header("x-wxmed-diagnosis"), None);
}

#[test]
fn neither_secrets_nor_the_right_signature_are_shown() {
    let operation = operation();
    let right = client(&[]).sign(&rich());
    for mistake in MISTAKES {
        let shown = format!("{:?}", found(&operation, &client(&[mistake]).body(&rich())).unwrap());
        let hidden = [&right, &right.to_lowercase(), KEY, APP_SECRET, "张三", "oUpF8uMuAJO"];
        assert!(hidden.iter().all(|hidden| !shown.contains(*hidden)), "{shown}");
    }
}

/// The search is limited, even for large bodies.
#[test]
fn a_large_request_is_diagnosed() {
    let operation = operation();
    let mut params = rich();
    params.push(("detail".to_owned(), "长".repeat(300_000)));
    assert_eq!(ids(&operation, &client(&["zero-dropped"]).body(&params)), ["zero-dropped"]);
    let other = Client { key: "other", app_secret: "other", mistakes: Vec::new(), encoding: Encoding::Cdata };
    assert_eq!(ids(&operation, &other.body(&params)), ["foreign-key-or-value"]);
}

#[test]
fn every_mistake_is_explained_in_both_languages() {
    for mistake in Mistake::ALL {
        for text in [mistake.text(), mistake.remedy()] {
            let is_chinese = |text: &str| text.chars().any(|c| c >= '\u{3000}');
            assert!(is_chinese(&text.zh) && !is_chinese(&text.en) && text.en.len() > 10, "{text:?}");
        }
    }
}
