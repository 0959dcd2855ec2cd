//! Malformed responses to a client, one row for each kind.

use wxmed::{Error, MalformedReason, Outcome, TokenError};

use crate::common::{signed_body, unsigned_body};
use crate::support::{Double, GOOD_CARD, Reaction, card, client, client_with, lookup, message, stable};

/// Responses of the token endpoint, and the expected results.
const TOKENS: &[(&str, u16, &str, &str)] = &[
    ("no lifetime", 200, r#"{"access_token":"T"}"#, "used"),
    ("a lifetime of null", 200, r#"{"access_token":"T","expires_in":null}"#, "used"),
    ("a lifetime in quotes", 200, r#"{"access_token":"T","expires_in":"7200"}"#, "used"),
    ("a lifetime in words", 200, r#"{"access_token":"T","expires_in":"two hours"}"#, "used"),
    ("an empty lifetime", 200, r#"{"access_token":"T","expires_in":""}"#, "used"),
    ("a negative lifetime", 200, r#"{"access_token":"T","expires_in":-1}"#, "used"),
    ("a lifetime of 0", 200, r#"{"access_token":"T","expires_in":0}"#, "used"),
    ("a lifetime with a fraction", 200, r#"{"access_token":"T","expires_in":7200.5}"#, "used"),
    ("a lifetime beyond all numbers", 200, r#"{"access_token":"T","expires_in":1e999}"#, "used"),
    ("a number beyond all others beside it", 200, r#"{"access_token":"T","expires_in":7200,"x":1e999}"#, "used"),
    ("a byte order mark", 200, "\u{FEFF}{\"access_token\":\"T\",\"expires_in\":7200}", "used"),
    ("two byte order marks", 200, "\u{FEFF}\u{FEFF}{\"access_token\":\"T\"}", "malformed"),
    ("a lifetime beyond 64 bits", 200, r#"{"access_token":"T","expires_in":18446744073709551616}"#, "used"),
    ("a lifetime of 64 bits", 200, r#"{"access_token":"T","expires_in":18446744073709551615}"#, "used"),
    ("a lifetime in an object", 200, r#"{"access_token":"T","expires_in":{"s":7200}}"#, "used"),
    ("the code 0 beside it", 200, r#"{"errcode":0,"access_token":"T","expires_in":7200}"#, "used"),
    ("nothing", 200, "", "malformed"),
    ("no content", 204, "", "malformed"),
    ("white space", 200, " \r\n", "malformed"),
    ("an empty object", 200, "{}", "malformed"),
    ("only a lifetime", 200, r#"{"expires_in":7200}"#, "malformed"),
    ("an empty token", 200, r#"{"access_token":"","expires_in":7200}"#, "invalid Empty"),
    ("a token of null", 200, r#"{"access_token":null,"expires_in":7200}"#, "malformed"),
    ("a token of a number", 200, r#"{"access_token":61,"expires_in":7200}"#, "malformed"),
    ("a token in a list", 200, r#"{"access_token":["T"],"expires_in":7200}"#, "malformed"),
    ("a token with a space", 200, r#"{"access_token":"T 1","expires_in":7200}"#, "invalid Character { index: 1 }"),
    ("a token with a line feed", 200, r#"{"access_token":"T\n","expires_in":7200}"#, "invalid Character { index: 1 }"),
    ("a token of white space", 200, r#"{"access_token":" ","expires_in":7200}"#, "invalid Character { index: 0 }"),
    ("a token with a NUL", 200, r#"{"access_token":"T\u0000","expires_in":7200}"#, "invalid Character { index: 1 }"),
    ("a token in Chinese", 200, r#"{"access_token":"令牌","expires_in":7200}"#, "invalid Character { index: 0 }"),
    ("a token twice", 200, r#"{"access_token":"T","access_token":"U"}"#, "malformed"),
    ("the same token twice", 200, r#"{"access_token":"T","access_token":"T"}"#, "malformed"),
    ("a lifetime twice", 200, r#"{"expires_in":60,"access_token":"T","expires_in":7200}"#, "used"),
    ("a token under another name", 200, r#"{"accessToken":"T","expires_in":7200}"#, "malformed"),
    ("a list", 200, r#"[{"access_token":"T"}]"#, "malformed"),
    ("half an object", 200, r#"{"access_token":"T","expires"#, "malformed"),
    ("more after it", 200, r#"{"access_token":"T"}{}"#, "malformed"),
    ("a page to log in", 200, "<html><form action=\"/login\"></form></html>", "malformed"),
    ("XML", 200, "<xml><access_token>T</access_token></xml>", "malformed"),
    ("an envelope of success", 200, "<xml><return_code>SUCCESS</return_code></xml>", "malformed"),
    ("a wrong secret", 200, r#"{"errcode":40125,"errmsg":"invalid appsecret"}"#, "refused 40125"),
    ("a token and an error", 200, r#"{"errcode":40164,"access_token":"T"}"#, "refused 40164"),
    ("an unknown code", 200, r#"{"errcode":12345}"#, "refused 12345"),
    ("a rejection with a status", 403, r#"{"errcode":40164,"errmsg":"not in whitelist"}"#, "refused 40164"),
    ("a token with a status", 500, r#"{"access_token":"T","expires_in":7200}"#, "status 500"),
    ("a redirect", 302, "", "status 302"),
    ("a gateway that is down", 502, "<html>502</html>", "status 502"),
];

#[tokio::test]
async fn an_invalid_token_response_is_an_error_with_the_raw_response() {
    let mut failed = Vec::new();
    for &(name, status, body, expected) in TOKENS {
        let double = Double::new(move |seen, _| match seen.is_fetch() {
            true => Reaction::Response(status, body.to_owned()),
            false => card(),
        });
        let ending = match client_with(&double, stable()).send(&lookup()).await {
            Ok(_) => "used".to_owned(),
            Err(error) => {
                assert_eq!((error.raw().unwrap().bytes(), double.calls()), (body.as_bytes(), 0), "{name}");
                assert_eq!(error.outcome(), Outcome::NothingDone, "{name}");
                let Error::Token(failure) = &error else { panic!("{name}: {error:?}") };
                match &failure.cause {
                    TokenError::Rejected(api_error) => format!("refused {}", api_error.code),
                    TokenError::Status { status, .. } => format!("status {status}"),
                    TokenError::Malformed { .. } => "malformed".to_owned(),
                    TokenError::InvalidToken { reason, .. } => format!("invalid {reason:?}"),
                    other => format!("{other:?}"),
                }
            }
        };
        // A failed endpoint is retried once.
        assert_eq!(double.fetches(), if status >= 500 { 2 } else { 1 }, "{name}");
        if ending != expected {
            failed.push(format!("{name}: {ending} instead of {expected}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// The error names the kind of response, in both languages.
#[tokio::test]
async fn an_error_names_the_response_that_contains_no_token() {
    for (body, reason, en, zh) in [
        (r#"{"access_token":"T1","access_token":"T2"}"#, "Duplicate", "more than once", "不止一次"),
        (r#"{"expires_in":7200}"#, "Missing", "has no access_token", "没有 token"),
        ("<!DOCTYPE html><html><title>Login</title></html>", "HtmlPage", "captive portal", "HTML 网页"),
        ("\u{FEFF}\n<HTML>\n", "HtmlPage", "captive portal", "HTML 网页"),
    ] {
        let double = Double::new(move |_, _| Reaction::Response(200, body.to_owned()));
        let error = client_with(&double, stable()).send(&lookup()).await.unwrap_err();
        let Error::Token(failure) = &error else { panic!("{error:?}") };
        let TokenError::Malformed { reason: found, .. } = &failure.cause else { panic!("{failure:?}") };
        assert!(format!("{found:?}").contains(reason), "{body}: {found:?}");
        assert!(error.to_string().contains(en) && format!("{error:#}").contains(zh), "{error}\n{error:#}");
        assert!(!format!("{error} {error:#} {error:?}").contains("T1"), "{error:?}");
    }
}

/// The nonce in the response to a message differs from the one that was sent.
#[tokio::test]
async fn a_wrong_nonce_in_a_response_is_malformed() {
    const SUCCESS: [(&str, &str); 2] = [("return_code", "SUCCESS"), ("result_code", "SUCCESS")];
    for (name, nonce) in [
        ("none", None),
        ("an empty one", Some("")),
        ("another", Some("5K8264ILTKCH16CQ")),
        ("its beginning", Some("beginning")),
        ("one in another case", Some("lower")),
        ("one with a space", Some("padded")),
    ] {
        let double = Double::new(move |seen, _| {
            let sent = wxmed::codec::xml::read(seen.body.as_bytes()).unwrap().get("nonce_str").unwrap().to_owned();
            let given = nonce.map(|nonce| match nonce {
                "beginning" => sent[..sent.len() - 1].to_owned(),
                "lower" => sent.chars().map(other_case).collect(),
                "padded" => format!("{sent} "),
                nonce => nonce.to_owned(),
            });
            let echoed = given.as_deref().map(|given| ("nonce_str", given));
            Reaction::Response(200, signed_body(&SUCCESS.into_iter().chain(echoed).collect::<Vec<_>>()))
        });
        let error = client(&double).send(&message()).await.unwrap_err();
        let Error::Malformed(malformed) = &error else { panic!("{name}: {error}") };
        assert_eq!(malformed.cause, MalformedReason::NotEchoed { field: "nonce_str".to_owned() }, "{name}");
        assert_eq!(error.outcome(), Outcome::Unknown, "{name}");
        assert!(error.raw().is_some() && double.calls() == 1, "{name}");
    }
}

fn other_case(character: char) -> char {
    if character.is_ascii_lowercase() { character.to_ascii_uppercase() } else { character.to_ascii_lowercase() }
}

/// A success without a mandatory field is an error that names the field.
#[tokio::test]
async fn a_missing_mandatory_field_is_named() {
    for (name, _) in &GOOD_CARD[2..] {
        let body = unsigned_body(&GOOD_CARD.into_iter().filter(|(field, _)| field != name).collect::<Vec<_>>());
        let double = Double::new({
            let body = body.clone();
            move |_, _| Reaction::Response(200, body.clone())
        });
        let error = client(&double).send(&lookup()).await.unwrap_err();
        let Error::Malformed(malformed) = &error else { panic!("{name}: {error}") };
        let MalformedReason::Reply(violations) = &malformed.cause else { panic!("{name}: {error}") };
        assert_eq!(violations.keys(), [(*name, "required")]);
        assert_eq!(error.raw().unwrap().text(), body);
    }
}
