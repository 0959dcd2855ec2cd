//! Requests that are rejected because of their syntax, signature or fields.

use wxmed::codec::SignType;
use wxmed_sandbox::{HttpRequest, HttpResponse, Settings};

use crate::support::{Caller, Fields, good, operations, prepared, read, row, set, settings, signed, unmarked, written};

use wxmed::spec::model::{Operation, Role};

fn send(caller: &mut Caller, operation: &Operation, body: Vec<u8>) -> HttpResponse {
    let token = caller.token();
    caller.handle(&HttpRequest::post(operation.path.as_str(), format!("access_token={token}"), body))
}

/// The message of a FAIL. Asserts that there are no other fields, and that the layout is the platform's.
#[track_caller]
fn api_error(response: &HttpResponse) -> String {
    let fields = read(response);
    assert_eq!(fields.keys().collect::<Vec<_>>(), ["return_code", "return_msg"], "{fields:?}");
    assert_eq!(fields["return_code"], "FAIL");
    let message = &fields["return_msg"];
    let layout = format!(
        "<xml>\n<return_code><![CDATA[FAIL]]></return_code>\n<return_msg><![CDATA[{message}]]></return_msg>\n</xml>"
    );
    assert_eq!(response.text(), layout);
    unmarked(message)
}

/// Changes the text of a body.
fn changed(body: &[u8], change: impl Fn(&str) -> String) -> Vec<u8> {
    change(std::str::from_utf8(body).unwrap()).into_bytes()
}

#[test]
fn a_body_that_is_not_the_xml_of_the_interface_is_rejected() {
    for operation in operations(|_| true) {
        let fields = good(&operation);
        let mut caller = prepared(settings(), &operation, &fields);
        let body = signed(&fields, caller.account.api_key(), SignType::Md5);
        let large = changed(&body, |text| text.replace("</xml>", &format!("{}</xml>", " ".repeat(1 << 20))));
        let bodies = [
            Vec::new(),
            b"{}".to_vec(),
            vec![0xFF; 10],
            body[..body.len() - 1].to_vec(),
            changed(&body, |text| format!("<!DOCTYPE xml>{text}")),
            changed(&body, |text| text.replace("<xml>", "<xml><a><b/></a>")),
            changed(&body, |text| text.replace("</xml>", "<extra/><extra/></xml>")),
            large,
        ];
        for bad in bodies {
            assert_eq!(api_error(&send(&mut caller, &operation, bad)), "参数格式校验错误");
        }
        assert_eq!(read(&send(&mut caller, &operation, body))["return_code"], "SUCCESS");
    }
}

#[test]
fn a_missing_or_too_long_nonce_is_rejected() {
    for operation in operations(|_| true) {
        let nonce = operation.request.fields.iter().find(|field| field.role == Role::Nonce).unwrap();
        let most = nonce.max_len().unwrap() as usize;
        for (length, refused) in [(1, false), (most, false), (most + 1, true)] {
            let mut fields = good(&operation);
            set(&mut fields, &nonce.name, &"n".repeat(length));
            let mut caller = prepared(settings(), &operation, &fields);
            let body = signed(&fields, caller.account.api_key(), SignType::Md5);
            let reply = read(&send(&mut caller, &operation, body));
            assert_eq!(reply["return_code"] == "FAIL", refused, "{reply:?}");
        }
    }
}

#[test]
fn a_missing_or_wrong_signature_is_rejected() {
    for operation in operations(|_| true) {
        let fields = good(&operation);
        let mut caller = prepared(settings(), &operation, &fields);
        let key = caller.account.api_key().clone();
        let body = signed(&fields, &key, SignType::Md5);
        let text = std::str::from_utf8(&body).unwrap();
        let (_, sign) = text.split_once("<sign><![CDATA[").unwrap();
        let sign = sign.get(..32).unwrap();
        let other = wxmed::ApiKey::new(caller.account.app_secret().expose());
        let mut empty = fields.clone();
        set(&mut empty, row(&operation, Role::Signature), "");
        let bodies = [
            text.replace(&format!("<sign><![CDATA[{sign}]]></sign>"), "").into_bytes(),
            text.replace(sign, "").into_bytes(),
            text.replace(sign, &sign.to_lowercase()).into_bytes(),
            text.replace(sign, "9A0A8659F005D6984697E2CA0A9CF3B7").into_bytes(),
            text.replace("</xml>", "<more>1</more></xml>").into_bytes(),
            signed(&fields, &other, SignType::Md5),
            signed(&fields, &key, SignType::HmacSha256),
            written(&empty),
        ];
        for bad in bodies {
            assert_ne!(bad, body);
            assert_eq!(api_error(&send(&mut caller, &operation, bad)), "签名失败");
        }
        // The value 0 is signed, an empty value isn't, and fields that the table doesn't have are signed too.
        let mut more = fields;
        set(&mut more, "zero", "0");
        set(&mut more, "nothing", "");
        let body = signed(&more, &key, SignType::Md5);
        assert_eq!(read(&send(&mut caller, &operation, body.clone()))["return_code"], "SUCCESS");
        let bad = changed(&body, |text| text.replace("<zero><![CDATA[0]]></zero>", ""));
        assert_eq!(api_error(&send(&mut caller, &operation, bad)), "签名失败");
    }
}

#[test]
fn a_missing_mandatory_field_is_named() {
    for operation in operations(|_| true) {
        let fields = good(&operation);
        for field in operation.request.fields.iter().filter(|field| field.when.is_empty()) {
            let is_mandatory = field.presence == wxmed::spec::model::StatedPresence::Required;
            if !is_mandatory || field.role == Role::Signature {
                continue;
            }
            let mut caller = prepared(settings(), &operation, &fields);
            let mut without: Fields = fields.clone();
            // An empty value counts as missing, and prevents this caller from adding a nonce.
            set(&mut without, &field.name, "");
            let body = signed(&without, caller.account.api_key(), SignType::Md5);
            let wanted = format!("参数格式校验错误 {} is needed....", field.name);
            assert_eq!(api_error(&send(&mut caller, &operation, body)), wanted);
        }
    }
}

#[test]
fn an_unknown_path_is_not_found() {
    let mut caller = Caller::new();
    let response = caller.handle(&HttpRequest::post("/payinsurance/nothing", "access_token=1", ""));
    assert_eq!(response.status, 404);
    assert_eq!(caller.platform.calls("/payinsurance/nothing"), 0);
    assert_eq!(caller.platform.recorded_calls().len(), 1);
}

/// The platform respects a `sign_type`, even if the operation's table has none.
#[test]
fn a_sign_type_that_does_not_match_the_signature_is_a_wrong_signature() {
    for operation in operations(|operation| operation.sign_type.is_none()) {
        for (sign_type, by) in [
            ("HMAC-SHA256", SignType::Md5),
            ("md5", SignType::Md5),
            ("RSA", SignType::Md5),
            ("MD5", SignType::HmacSha256),
        ] {
            let mut fields = good(&operation);
            let mut caller = prepared(Settings::default(), &operation, &fields);
            set(&mut fields, "sign_type", sign_type);
            let body = signed(&fields, caller.account.api_key(), by);
            assert_eq!(api_error(&send(&mut caller, &operation, body)), "签名失败", "{sign_type}");
        }
        let mut fields = good(&operation);
        let mut caller = prepared(Settings::default(), &operation, &fields);
        set(&mut fields, "sign_type", "MD5");
        let body = signed(&fields, caller.account.api_key(), SignType::Md5);
        assert_eq!(read(&send(&mut caller, &operation, body))["return_code"], "SUCCESS");
    }
}
