//! The points of the acceptance list that need two calls: what counts as the same request, and which hints are shown until then.

use serde_json::json;
use wxmed::spec::model::{Operation, Resource, Retry};
use wxmed_sandbox::{HttpResponse, Item, Sandbox, SendOutcome, Stub, StubResponse};

use crate::acceptance::{Caller, assert_hint, creating, hint, lookup, of_person, open, seen, state};
use crate::control_api::{Api, agent};
use crate::notifications::hospital;
use crate::support::{Fields, good, name, operations, set};

/// The points about refused tokens, and the refusals.
fn either_shape() -> [(&'static str, StubResponse); 2] {
    [
        ("token-replaced", StubResponse::token_rejected()),
        ("token-replaced-in-xml", StubResponse::token_rejected_in_envelope()),
    ]
}

/// A token of `stable_token`, which is the same one while it is valid.
fn stable_token(sandbox: &Sandbox) -> String {
    let account = sandbox.account();
    let body = json!({
        "grant_type": "client_credential", "appid": account.appid(), "secret": account.app_secret().expose(),
    });
    let mut response = agent().post(format!("{}/cgi-bin/stable_token", sandbox.url())).send(body.to_string()).unwrap();
    let text = response.body_mut().read_to_string().unwrap();
    let value: serde_json::Value = serde_json::from_str(&text).unwrap();
    value["access_token"].as_str().unwrap().to_owned()
}

#[test]
fn a_token_fetched_after_the_refusal_counts_even_if_it_is_the_same() {
    for (id, refusal) in either_shape() {
        let mut caller = Caller::new();
        let lookup = lookup();
        let fields = of_person(&lookup, 0, &caller.api);
        caller.token = stable_token(&caller.api.sandbox);
        caller.api.sandbox.stub(Stub::on(&*lookup.name).respond_with(refusal));
        let refused = caller.send(&lookup, &fields);
        caller.send(&lookup, &fields);
        assert_eq!(state(&caller.api, id), open(), "no token was fetched");
        assert_hint(
            &caller.api,
            id,
            &format!("调用 {refused} 的 token 被拒；其后还没有获取过 token"),
            &format!("The token of exchange {refused} was refused; after it no token was fetched"),
        );
        assert_eq!(stable_token(&caller.api.sandbox), caller.token);
        assert_eq!(state(&caller.api, id), open(), "the request was not sent again");
        assert_hint(&caller.api, id, "还没有用获取到的 token 成功", "has not succeeded with a fetched token yet");
        let number = caller.send(&lookup, &fields);
        assert_eq!(state(&caller.api, id), seen(number));
        assert_eq!(hint(&caller.api, id), (String::new(), String::new()));
    }
}

/// Integrators test with several people and operations at the same time.
#[test]
fn a_request_for_another_person_is_not_the_same_request() {
    for (id, refusal) in either_shape() {
        let mut caller = Caller::new();
        let lookup = lookup();
        caller.api.sandbox.stub(Stub::on(&*lookup.name).respond_with(refusal));
        caller.send(&lookup, &of_person(&lookup, 0, &caller.api));
        caller.token = caller.api.token();
        caller.send(&lookup, &of_person(&lookup, 1, &caller.api));
        assert_eq!(state(&caller.api, id), open());
        let number = caller.send(&lookup, &with_nonce(of_person(&lookup, 0, &caller.api)));
        assert_eq!(state(&caller.api, id), seen(number));
    }
}

fn with_nonce(mut fields: Fields) -> Fields {
    set(&mut fields, "nonce_str", "0123456789abcdef");
    fields
}

#[test]
fn a_retry_is_the_same_request_apart_from_nonce_and_signature() {
    for (id, response) in [("lookup-retried", StubResponse::DropInBody), ("busy-later", StubResponse::system_busy())] {
        let caller = Caller::new();
        let lookup = lookup();
        caller.api.sandbox.stub(Stub::on(&*lookup.name).respond_with(response));
        let failed = caller.send(&lookup, &of_person(&lookup, 0, &caller.api));
        caller.send(&lookup, &of_person(&lookup, 1, &caller.api));
        assert_eq!(state(&caller.api, id), open(), "{id}: another person");
        assert_hint(&caller.api, id, &format!("调用 {failed} 失败了"), &format!("Exchange {failed} failed"));
        let number = caller.send(&lookup, &with_nonce(of_person(&lookup, 0, &caller.api)));
        assert_eq!(state(&caller.api, id), seen(number), "{id}");
    }
}

/// The operations that create an order without needing anything.
pub(crate) fn ordering() -> Vec<Operation> {
    operations(|one| {
        one.needs.is_empty() && one.retry == Retry::Never && one.creates.iter().any(|made| made.what == Resource::Order)
    })
}

/// An order with this number, serial number and time.
pub(crate) fn order(operation: &Operation, number: &str, second: u8) -> Fields {
    let mut fields = good(operation);
    let content = fields.iter().find(|(name, _)| name == "request_content").unwrap().1.clone();
    let serial = fields.iter().find(|(name, _)| name == "serial_no").unwrap().1.clone();
    set(&mut fields, name(operation, operation.creates[0].by[0]), number);
    set(&mut fields, "gmt_out_create", &format!("201605011631{second:02}"));
    set(&mut fields, "serial_no", &format!("15006198432{second:02}"));
    set(&mut fields, "request_content", &content.replace(&serial, &format!("15006198432{second:02}")));
    with_nonce(fields)
}

/// It may be just the next test with the same user.
#[test]
fn the_same_ordered_under_another_number_is_only_a_hint() {
    for operation in ordering() {
        let caller = Caller::new();
        caller.api.sandbox.stub(Stub::on(&*operation.name).respond_with(StubResponse::DropBeforeHead));
        let lost = caller.send(&operation, &order(&operation, "HOSP-1", 1));
        assert_hint(&caller.api, "unknown-outcome", &format!("调用 {lost} 的结果未知"), "Any other call counts");
        // A new order for another person is none in its place.
        let mut other = order(&operation, "HOSP-2", 2);
        set(&mut other, "openid", "oSandbox4JO_M2pxb1Q9zNjWeS6q");
        caller.send(&operation, &other);
        assert_eq!(state(&caller.api, "unknown-outcome"), seen(lost), "{}", operation.name);
        assert_eq!(hint(&caller.api, "unknown-outcome"), (String::new(), String::new()));
        let again = caller.send(&operation, &order(&operation, "HOSP-3", 3));
        assert_eq!(state(&caller.api, "unknown-outcome"), seen(lost), "{}", operation.name);
        assert_hint(
            &caller.api,
            "unknown-outcome",
            &format!("调用 {lost} 的结果未知，调用 {again} 以另一个订单号"),
            &format!("the outcome of exchange {lost} is unknown, and exchange {again} ordered the same"),
        );
    }
}

/// An order is as unknown as a lost one if the response to it is another one, or can't be trusted.
#[test]
fn an_order_whose_response_hides_it_is_not_just_sent_again() {
    let operation = ordering().remove(0);
    let bad_gateway = HttpResponse::new(502, "<html>").with_header("content-type", "text/html");
    for response in [StubResponse::ExecutedThen(bad_gateway), StubResponse::ForgedFailure] {
        let caller = Caller::new();
        caller.api.sandbox.stub(Stub::on(&*operation.name).respond_with(response));
        let lost = caller.send(&operation, &order(&operation, "HOSP-1", 1));
        assert_hint(&caller.api, "unknown-outcome", &format!("调用 {lost} 的结果未知"), "has made no other call");
        let again = caller.send(&operation, &order(&operation, "HOSP-1", 1));
        assert_eq!(state(&caller.api, "unknown-outcome"), ("failed".to_owned(), json!(again)));
        assert_eq!(hint(&caller.api, "busy-later"), Default::default(), "it must not be sent again");
    }
    // A lookup that was executed may be tried again.
    let caller = Caller::new();
    let lookup = lookup();
    let fields = of_person(&lookup, 0, &caller.api);
    let bad_gateway = StubResponse::ExecutedThen(HttpResponse::new(502, ""));
    caller.api.sandbox.stub(Stub::on(&*lookup.name).respond_with(bad_gateway));
    caller.send(&lookup, &fields);
    let number = caller.send(&lookup, &fields);
    assert_eq!(state(&caller.api, "busy-later"), seen(number));
}

#[test]
fn the_same_may_be_ordered_again_when_the_lost_order_is_known() {
    let operation = ordering().remove(0);
    let message = operations(|one| {
        one.creates.iter().any(|made| made.what == Resource::Message)
            && one.needs.iter().any(|need| need.what == Resource::Order)
    })
    .remove(0);
    let caller = Caller::new();
    caller.api.sandbox.stub(Stub::on(&*operation.name).respond_with(StubResponse::DropBeforeHead));
    let lost = caller.send(&operation, &order(&operation, "HOSP-1", 1));
    let mut about = good(&message);
    about.retain(|(name, _)| name != "med_trans_id");
    set(&mut about, "hosp_out_trade_no", "HOSP-1");
    caller.send(&operation, &order(&operation, "HOSP-3", 3));
    assert_hint(&caller.api, "unknown-outcome", "请核对", "To check");
    caller.send(&message, &about);
    assert_eq!(state(&caller.api, "message-sent").0, "seen");
    assert_eq!(hint(&caller.api, "unknown-outcome"), (String::new(), String::new()), "the order is known now");
    caller.send(&operation, &order(&operation, "HOSP-2", 2));
    assert_eq!(state(&caller.api, "unknown-outcome"), seen(lost));
    assert_eq!(hint(&caller.api, "unknown-outcome"), (String::new(), String::new()));
}

#[test]
fn an_address_that_cannot_be_notified_is_reported_with_the_order() {
    let caller = Caller::new();
    let operation = operations(|one| one.request.field("notify_url").is_some()).remove(0);
    let mut fields = good(&operation);
    set(&mut fields, "notify_url", "https://hospital.example/paid");
    let number = caller.send(&operation, &fields);
    assert_hint(
        &caller.api,
        "payment-acknowledged",
        &format!("调用 {number} 的 notify_url 不是 http:// 地址"),
        &format!("The notify_url of exchange {number} is not an http:// address"),
    );
}

#[test]
fn a_notification_that_is_not_acknowledged_is_explained() {
    let api = Api::new();
    let (url, _hospital) = hospital(&["HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nSUCCESS"]);
    let received = api.sandbox.listen_to_notifications();
    api.sandbox.put(Item::new(Resource::Order).with("hosp_out_trade_no", "H1").with("notify_url", url));
    api.sandbox.pay("H1").unwrap();
    assert!(matches!(received.recv().unwrap().outcome, SendOutcome::Refused(_)));
    assert_hint(&api, "payment-acknowledged", "通知 1：未确认：应答不是接口的 XML", "Notification 1: not acknowledged");
    let list = api.value("/acceptance");
    let point = list["points"].as_array().unwrap().iter().find(|point| point["id"] == "payment-acknowledged").unwrap();
    for lang in ["zh", "en"] {
        let how = point["how"][lang].as_str().unwrap();
        assert!(how.contains("<xml><return_code>SUCCESS</return_code></xml>"), "{how}");
    }
}

#[test]
fn a_user_without_a_card_is_reported_to_lack_a_link() {
    let caller = Caller::new();
    let (lookup, link) = (lookup(), creating(Resource::BindLink));
    let number = caller.send(&lookup, &of_person(&lookup, 2, &caller.api));
    let wanted = (format!("调用 {number} 的用户没有绑卡"), format!("The user of exchange {number} has no card"));
    assert_hint(&caller.api, "unbound-card", &wanted.0, &wanted.1);
    caller.send(&link, &of_person(&link, 2, &caller.api));
    assert_eq!(hint(&caller.api, "unbound-card"), (String::new(), String::new()));
}
