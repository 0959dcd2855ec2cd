//! A value of the user's card in the field of another one is a warning.

use wxmed::spec::model::Operation;
use wxmed::{IdCard, Severity, Violation};
use wxmed_sandbox::{Outcome, User};

use crate::support::{Caller, good, operations, set, settings};

const OPENID: &str = "oSandbox0000000000000000001z";

fn registration() -> Operation {
    operations(|operation| operation.name == "preregister").remove(0)
}

/// What is noted for a registration of a user whose certificate number is `ylzh`.
fn noted(openid: &str, ylzh: &str) -> Vec<Violation> {
    let person = User::new(OPENID, "赵六", "44030019000101123x").unwrap();
    let card = [("medical_card_no", "A10000001"), ("medical_card_id", "6000000001")];
    let person = person.with_card(card.map(|(name, value)| (name.to_owned(), value.to_owned())));
    let mut caller = Caller::with(settings().people([person]));
    let operation = registration();
    let mut sent = good(&operation);
    set(&mut sent, "openid", openid);
    set(&mut sent, "user_name", "赵六");
    set(&mut sent, "user_card_no", IdCard::parse("44030019000101123x").unwrap().md5().as_str());
    let slip = r#""mzghdj":{"brlx":"1","mzlsh":"1500619843177","ksbm":"631","ksmc":"肝病门诊","ghlb":"普通","ghf":"9.00","zjzj":"21.00","ghhj":"30.00","ssj":"0","zsj":"0"}"#;
    let content = format!(
        r#"{{"registration_order_pay":{{"yljgbm":"H1110","ylzh":"{ylzh}","czybm":"H1111","czyxm":"李四",{slip}}}}}"#
    );
    set(&mut sent, "request_content", &content);
    let reply = caller.reply(&operation.path, &sent);
    assert_eq!(reply["result_code"], "SUCCESS", "{reply:?}");
    let calls = caller.platform.recorded_calls();
    assert!(matches!(calls.last().unwrap().outcome, Outcome::Success), "{reply:?}");
    calls.last().unwrap().violations.clone()
}

#[test]
fn the_card_number_in_place_of_the_certificate_number_is_noted() {
    let [violation] = &noted(OPENID, "A10000001")[..] else { panic!() };
    assert_eq!((&*violation.path, violation.severity), ("request_content.ylzh", Severity::Warning));
    let message = violation.rule.text();
    for part in ["medical_card_no", "medical_card_id", "getmedinfo", "社保卡号", "医疗证号"] {
        assert!(message.zh.contains(part), "{part}: {message:?}");
    }
    assert!(message.en.contains("is the user's medical_card_no"), "{message:?}");
    assert!(!message.zh.contains("A10000001") && !message.en.contains("A10000001"), "{message:?}");
}

#[test]
fn other_values_are_not_noted() {
    for (openid, ylzh) in
        [(OPENID, "6000000001"), (OPENID, ""), (OPENID, "7000000001"), ("oSandbox0000000000000000009z", "A10000001")]
    {
        assert_eq!(noted(openid, ylzh), [], "{openid} {ylzh}");
    }
}
