//! Undocumented fields, in every function that takes names as texts: which are refused, which cause a warning, and that
//! the others are sent and signed.

use wxmed::dynamic::Specs;
use wxmed::{ApiKey, Error, GetBindUrl, Nonce, Valid};
use wxmed_tests::naive::{self, KEY};

const FIELDS: [(&str, &str); 2] =
    [("openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"), ("url", "https://hospital.example/bound")];

type Keys = Vec<(String, String)>;

fn keys(violations: &wxmed::Violations) -> Keys {
    violations.keys().into_iter().map(|(path, rule)| (path.to_owned(), rule.to_owned())).collect()
}

/// The violations that each function reports for one more field. They must be equal.
fn violations(name: &str, text: &str) -> Keys {
    let fields = || FIELDS.into_iter().chain([(name, text)]);
    let from_fields = GetBindUrl::from_fields(fields()).map_or_else(|found| found, |request| request.warnings());
    let with_field = plain().with_field(name, text).map_or_else(|found| found, |request| request.warnings());
    let operation = Specs::shipped().operation("getbindurl").unwrap();
    let dynamic = operation.validate(fields());
    match operation.sign(fields(), &ApiKey::new(KEY)) {
        Ok(_) => assert!(!dynamic.has_errors(), "{dynamic}"),
        Err(Error::Invalid(found)) => assert_eq!(found, dynamic),
        Err(other) => panic!("{other}"),
    }
    assert_eq!((keys(&from_fields), keys(&with_field)), (keys(&dynamic), keys(&dynamic)), "{name}={text}");
    keys(&dynamic)
}

fn plain() -> Valid<GetBindUrl> {
    GetBindUrl::from_fields(FIELDS).unwrap()
}

fn one(name: &str, rule: &str) -> Keys {
    vec![(name.to_owned(), rule.to_owned())]
}

#[test]
fn a_sign_type_other_than_that_of_the_signature_is_refused() {
    for wrong in ["HMAC-SHA256", "HMAC_SHA256", "hmac-sha256", "md5", "Md5", "RSA", "0"] {
        assert_eq!(violations("sign_type", wrong), one("sign_type", "sign-type"));
    }
    assert_eq!(violations("sign_type", "MD5"), Keys::new(), "it is signed with MD5");
    let found = plain().with_field("sign_type", "HMAC-SHA256").map(drop).unwrap_err();
    assert!(found.to_string().contains("whose requests are signed with MD5: remove it"), "{found}");
    assert!(format!("{found:#}").contains("按 MD5 签名"), "{found:#}");
}

/// A caller's signature would be sent in addition to the client's.
#[test]
fn a_callers_signature_is_refused_and_the_message_says_that_wxmed_signs() {
    for name in ["sign", "Sign", "SIGN", "_sign"] {
        assert!(violations(name, "9A0A8659").contains(&one(name, "computed")[0]), "{name}");
    }
    assert_eq!(violations("sign", "9A0A8659"), one("sign", "computed"));
    let found = plain().with_field("sign", "9A0A8659").map(drop).unwrap_err();
    assert!(found.to_string().contains("wxmed computes"), "{found}");
    assert!(format!("{found:#}").contains("由 wxmed 自动计算"), "{found:#}");
    assert_eq!(violations("signature", "x"), Keys::new());
}

#[test]
fn a_known_name_in_another_style_causes_a_warning() {
    assert_eq!(violations("signType", "MD5"), one("signType", "unknown-name"));
    for name in ["signType", "SignType", "SIGN_TYPE", "sign-type"] {
        let both = [one(name, "sign-type"), one(name, "unknown-name")].concat();
        assert_eq!(violations(name, "HMAC-SHA256"), both);
    }
    // Also if the documented field is set, or is set by the client.
    for (name, near) in [("openId", "openid"), ("Url", "url"), ("nonceStr", "nonce_str")] {
        assert_eq!(violations(name, "x"), one(name, "unknown-name"));
        let request = plain().with_field(name, "x").unwrap();
        assert!(request.warnings().to_string().contains(&format!("did you mean {near}?")), "{}", request.warnings());
    }
}

#[test]
fn invisible_characters_at_an_end_are_refused() {
    for hidden in [
        "\u{200B}",
        "\u{FEFF}",
        "\u{200E}",
        "\u{2060}",
        "\u{AD}",
        "\u{3164}",
        "\u{115F}",
        "\u{1160}",
        "\u{FFA0}",
        "\u{E0000}",
        "\u{E0041}",
        "\u{E007F}",
    ] {
        assert_eq!(violations("scene", &format!("x{hidden}")), one("scene", "invisible"));
        let padded = [("from", &*format!("{hidden}x"))];
        let found = GetBindUrl::from_fields(FIELDS.into_iter().chain(padded)).map(drop).unwrap_err();
        assert_eq!(keys(&found), one("from", "invisible"));
        assert_eq!(violations("scene", &format!("x{hidden}x")), Keys::new());
    }
    assert_eq!(violations("scene", "👨\u{200D}👩\u{200D}👧"), Keys::new());
    assert_eq!(violations("scene", "x\u{A0}"), one("scene", "white-space"));
}

#[test]
fn a_typing_error_in_an_optional_name_causes_a_warning() {
    for written in ["form", "From", "frm", "_from"] {
        assert_eq!(violations(written, "wechat"), one(written, "unknown-name"));
    }
    let request = plain().with_field("form", "wechat").unwrap();
    assert!(request.warnings().to_string().contains("did you mean from?"), "{}", request.warnings());
    assert!(format!("{:#}", request.warnings()).contains("是不是 from？"), "{:#}", request.warnings());
}

#[test]
fn an_undocumented_field_is_sent_and_signed() {
    for (name, text) in [("scene", "1"), ("version", "2.0"), ("attach", "x"), ("form", "wechat")] {
        let request = plain().with_field(name, text).unwrap();
        assert_eq!(request.warnings().is_empty(), name != "form", "{name}");
        let nonce = "5K8264ILTKCH16CQ2502SI8ZNMTM67VS";
        let signed = request.with_nonce(Nonce::fixed(nonce).unwrap()).sign(&ApiKey::new(KEY)).unwrap();
        let fields: Vec<_> = FIELDS.into_iter().chain([(name, text), ("nonce_str", nonce)]).collect();
        assert!(signed.body.xml().contains(&format!("<{name}><![CDATA[{text}]]></{name}>")));
        assert!(signed.body.xml().contains(&naive::sign(fields)));
    }
}

/// If the documented field is set, a similar name is not a typing error.
#[test]
fn a_similar_name_causes_no_warning_if_the_field_is_set() {
    let request = GetBindUrl::from_fields(FIELDS.into_iter().chain([("from", "a"), ("form", "b")])).unwrap();
    assert!(request.warnings().is_empty(), "{}", request.warnings());
}

#[test]
fn a_typing_error_in_a_key_of_a_content_causes_a_warning() {
    use wxmed_tests::compiled::listed::Listed;
    let text = r#"{"listsize":1,"inputlist":[{"ake005":"1","aae019":1.00,"parts":[{"naem":"x"}],"partcount":"1"}],
        "owner":{"phones":["1"],"levels":[1],"tags":[],"kinsd":["x"],"more":1}}"#;
    let typed = Listed::from_json(text).unwrap().warnings();
    let content = Specs::from(wxmed_tests::specs::model().clone()).content("listed").unwrap();
    let dynamic = content.validate(&wxmed::Json::parse(text).unwrap());
    let expected = [("inputlist[0].parts[0].naem", "unknown-name"), ("owner.kinsd", "unknown-name")];
    assert_eq!((typed.keys(), dynamic.keys()), (expected.to_vec(), expected.to_vec()));
    assert!(dynamic.to_string().contains("did you mean kinds?"), "{dynamic}");
}
