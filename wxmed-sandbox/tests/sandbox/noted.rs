//! Data in recorded calls that responses don't contain: all violations, diagnoses, and issued values.

use wxmed::codec::SignType;
use wxmed::spec::model::Resource;
use wxmed::spec::{Format, validate_request_with_content};
use wxmed::{Lang, Violation};
use wxmed_sandbox::{HttpRequest, Outcome, Specs};

use crate::support::{Caller, Fields, fields, good, name, operations, prepared, read, set, settings, signed, unmarked};

fn noted(caller: &Caller) -> Vec<Violation> {
    caller.platform.recorded_calls().last().unwrap().violations.clone()
}

fn keys(violations: &[Violation]) -> Vec<(String, String)> {
    let mut keys: Vec<_> = violations.iter().map(|one| (one.path.clone(), one.rule.id().to_owned())).collect();
    keys.sort();
    keys
}

#[test]
fn all_violations_of_a_request_are_recorded_with_texts() {
    let mut seen = 0;
    for operation in operations(|_| true) {
        for example in &operation.examples {
            let sent = fields(example);
            let mut caller = prepared(settings(), &operation, &sent);
            caller.call(&operation.path, &sent);
            let outcome = caller.platform.recorded_calls().last().unwrap().outcome.clone();
            if outcome == Outcome::Protocol("参数格式校验错误".to_owned())
                || format!("{outcome}").starts_with("FAIL 参数格式校验错误 rid")
            {
                // XML can't contain it.
                continue;
            }
            let violations = noted(&caller);
            // The caller computes the signature, so it isn't missing.
            let mut expected: Vec<(String, String)> = example
                .breaks
                .iter()
                .filter_map(|broken| broken.split_once(": "))
                .filter(|(_, rule)| *rule != "computed")
                .map(|(path, rule)| (path.trim_matches('*').to_owned(), rule.to_owned()))
                .collect();
            expected.sort();
            assert_eq!(keys(&violations), expected, "{}: {}", operation.name, example.title);
            for violation in &violations {
                let (zh, en) = (violation.message(Lang::Zh), violation.message(Lang::En));
                for text in [&zh, &en] {
                    assert!(text.contains(&violation.path) && text.contains(&violation.section[..]), "{text}");
                    assert!(text.contains(violation.rule.id()));
                }
                assert!(!violation.label.zh.is_empty() && zh.contains(&violation.label.zh[..]), "{zh}");
            }
            seen += violations.len();
        }
    }
    assert!(seen >= 20, "{seen}");
}

#[test]
fn violations_of_the_table_and_of_the_content_are_recorded_together() {
    let specs = Specs::shipped();
    for operation in operations(|one| one.request.fields.iter().any(|row| row.format == Format::Content)) {
        let row = operation.request.fields.iter().find(|row| row.format == Format::Content).unwrap();
        for content in specs.model().contents.iter().filter(|content| !content.received) {
            for example in &content.examples {
                let wxmed::spec::model::ExampleValue::Json(json) = &example.value else { panic!("{}", example.title) };
                let mut sent = good(&operation);
                set(&mut sent, &row.name, json);
                set(&mut sent, "serial_no", "0123456789-0123456789");
                set(&mut sent, "nonce_str", "0123456789");
                let mut caller = prepared(settings().content(content.name.clone()), &operation, &sent);
                let reply = caller.reply(&operation.path, &sent);
                assert!(reply["return_msg"].starts_with("参数格式校验错误 serial_no is invalid (length)...."));
                let is_identified = |other: &&wxmed::spec::model::Content| {
                    other.wrapped_in.as_ref().is_some_and(|key| json.starts_with(&format!("{{\"{key}\"")))
                };
                let identified = specs.model().contents.iter().filter(|other| !other.received).find(is_identified);
                let all = validate_request_with_content(&operation, identified.unwrap_or(content), &sent);
                let expected: Vec<Violation> = all.iter().cloned().collect();
                assert_eq!(keys(&noted(&caller)), keys(&expected), "{}", example.title);
            }
        }
    }
}

#[test]
fn a_text_that_begins_like_json_must_be_json() {
    let broken = [
        r#"{"registration_order_pay":{"czybm":"H1111""#,
        r#"{"registration_order_pay":{"czybm":"H1111",}}"#,
        r#"{'registration_order_pay':{'czybm':'H1111'}}"#,
        r#"{registration_order_pay:{}}"#,
        r#"{\"registration_order_pay\":{}}"#,
        "{bad",
        r#"{"a":"#,
        r#"{"unknown_city":{"x":1}"#,
        "[1,2",
        r#"｛"registration_order_pay":{}}"#,
    ];
    for operation in operations(|one| one.request.fields.iter().any(|row| row.format == Format::Content)) {
        let row = operation.request.fields.iter().find(|row| row.format == Format::Content).unwrap();
        for text in broken {
            let mut sent = good(&operation);
            set(&mut sent, &row.name, text);
            let mut caller = prepared(settings(), &operation, &sent);
            let reply = caller.reply(&operation.path, &sent);
            assert_eq!(reply["result_code"], "FAIL", "{text}");
            assert!(reply["err_code_des"].contains(&format!("{}: json rid: ", row.name)), "{reply:?}");
            let violations = noted(&caller);
            assert_eq!(keys(&violations), [(row.name.clone(), "json".to_owned())]);
            let (zh, en) = (violations[0].message(Lang::Zh), violations[0].message(Lang::En));
            assert!(zh.contains("不是合法的 JSON（第 1 行") && en.contains("is not valid JSON (line 1"), "{zh} {en}");
            assert!(caller.platform.items(Resource::Order).is_empty());
        }
    }
}

/// The response contains no more than the platform's, and the recorded cause contains no secrets.
#[test]
fn the_cause_of_an_unreadable_body_is_recorded() {
    for operation in operations(|_| true) {
        let sent = good(&operation);
        let mut caller = prepared(settings(), &operation, &sent);
        let key = caller.account.api_key().clone();
        let right = String::from_utf8(signed(&sent, &key, SignType::Md5)).unwrap();
        let (before, sign) = right.split_once("<sign><![CDATA[").unwrap();
        let sign = sign.split_once(']').unwrap().0;
        let forged = right.replace(sign, &"0".repeat(32));
        let ways = [
            (forged.clone(), "签名失败", "已知的签名错误", "no known mistake"),
            (format!("{before}</xml>"), "签名失败", "没有 sign", "there is no sign"),
            (right.replace("<sign>", "<sign_type>RSA</sign_type><sign>"), "签名失败", "签名方式", "way to sign"),
            (right.replace("</xml>", ""), "参数格式校验错误", "报文不完整", "the body is incomplete"),
            (String::new(), "参数格式校验错误", "报文为空", "the body is empty"),
            ("<html></html>".to_owned(), "参数格式校验错误", "HTML", "HTML"),
        ];
        for (body, message, zh, en) in ways {
            let token = caller.token();
            let response = caller.handle(&HttpRequest::post(&*operation.path, format!("access_token={token}"), body));
            assert_eq!(unmarked(&read(&response)["return_msg"]), message);
            let exchanges = caller.platform.recorded_calls();
            let diagnosis = exchanges.last().unwrap().diagnosis.clone().unwrap();
            let cause = diagnosis.causes().next().unwrap();
            assert!(cause.text.zh.contains(zh) && cause.text.en.contains(en), "{cause:?}");
            let text = format!("{diagnosis:?}");
            let hidden = sent.iter().map(|(_, value)| value.as_str()).filter(|value| value.chars().count() > 3);
            assert!(hidden.chain([sign, caller.account.api_key_text().expose()]).all(|value| !text.contains(value)));
        }
        caller.call(&operation.path, &sent);
        assert_eq!(caller.platform.recorded_calls().last().unwrap().diagnosis, None);
    }
}

#[test]
fn issued_values_that_are_not_in_the_response_are_recorded() {
    for operation in operations(|one| one.creates.iter().any(|creation| creation.what == Resource::Order)) {
        let sent = good(&operation);
        let mut caller = prepared(settings(), &operation, &sent);
        let reply = caller.reply(&operation.path, &sent);
        let exchanges = caller.platform.recorded_calls();
        let issued = &exchanges.last().unwrap().issued;
        // If the response contains the order's number, there is no other value to record.
        let is_known = reply.contains_key("med_trans_id");
        assert_eq!(issued.is_empty(), is_known, "{}", operation.name);
        assert!(issued.iter().all(|one| !reply.contains_key(&one.name)));
        let order = caller.platform.items(Resource::Order).remove(0);
        for one in issued {
            assert_eq!((one.what, order.get(&one.name)), (Resource::Order, Some(one.value.as_str())));
        }
        // The order can be found by the recorded values.
        for later in operations(|one| one.needs.iter().any(|need| need.what == Resource::Order)) {
            let need = later.needs.iter().find(|need| need.what == Resource::Order).unwrap();
            for one in issued {
                let mut later_fields: Fields = good(&later);
                need.by.iter().for_each(|index| later_fields.retain(|(known, _)| known != name(&later, *index)));
                set(&mut later_fields, &one.name, &one.value);
                assert_eq!(caller.reply(&later.path, &later_fields)["result_code"], "SUCCESS");
            }
        }
    }
    // Values in the response aren't recorded separately.
    for operation in operations(|one| one.creates.iter().any(|creation| creation.what == Resource::BindLink)) {
        let sent = good(&operation);
        let mut caller = prepared(settings(), &operation, &sent);
        caller.reply(&operation.path, &sent);
        assert!(caller.platform.recorded_calls().last().unwrap().issued.is_empty());
    }
}
