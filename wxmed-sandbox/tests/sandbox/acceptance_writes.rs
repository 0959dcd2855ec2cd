//! The points of the acceptance list about calls that must not be executed twice, and starting a point over.

use serde_json::{Value, json};
use wxmed::codec::xml;
use wxmed::spec::model::{Operation, Resource, Retry};
use wxmed_sandbox::{HttpResponse, Item, SendOutcome, Stub, StubResponse};

use crate::acceptance::{Caller, assert_hint, hint, lookup, of_person, open, seen, state};
use crate::acceptance_pairs::{order, ordering};
use crate::control_api::Api;
use crate::notifications::{ACKNOWLEDGED, hospital};
use crate::support::{Fields, good, operations, set};

const POINT: &str = "unknown-outcome";

fn failed(number: usize) -> (String, Value) {
    ("failed".to_owned(), json!(number))
}

/// An operation that sends a message about an order.
fn message() -> Operation {
    let needs = |one: &Operation| one.needs.iter().any(|need| need.what == Resource::Order);
    let sends = |one: &Operation| one.creates.iter().any(|made| made.what == Resource::Message);
    operations(|one| one.retry == Retry::Never && needs(one) && sends(one)).remove(0)
}

/// A message about an order, by one of the fields that name it.
fn about(message: &Operation, by: &str, value: &str) -> Fields {
    let mut fields = good(message);
    fields.retain(|(name, _)| !["med_trans_id", "hosp_out_trade_no"].contains(&name.as_str()));
    set(&mut fields, by, value);
    fields
}

fn page(status: u16) -> StubResponse {
    StubResponse::Http(HttpResponse::new(status, "<html></html>").with_header("content-type", "text/html"))
}

impl Caller {
    fn faulty(&self, operation: &Operation, fields: &Fields, response: StubResponse) -> usize {
        self.api.sandbox.stub(Stub::on(&*operation.name).respond_with(response));
        self.send(operation, fields)
    }
}

#[test]
fn a_write_must_not_be_repeated_unless_the_response_proves_that_nothing_was_done() {
    let gateway = |code| StubResponse::Gateway { code, message: "error".to_owned() };
    let business = |code: &str| StubResponse::Business { code: code.to_owned(), description: "错误".to_owned() };
    for (response, is_unknown) in [
        (StubResponse::DropBeforeHead, true),
        (StubResponse::DropInBody, true),
        (StubResponse::status(502), true),
        (page(502), true),
        (page(200), true),
        (StubResponse::Forged, true),
        (StubResponse::Unsigned, true),
        (StubResponse::ForgedFailure, true),
        (StubResponse::Gzip, false),
        (StubResponse::system_busy(), true),
        (gateway(45011), false),
        (StubResponse::token_rejected(), false),
        (StubResponse::token_rejected_in_envelope(), false),
        (StubResponse::Protocol { message: "签名失败".to_owned() }, false),
        (business("80004"), false),
        (business("NOT_IN_THE_SPECS"), false),
        (StubResponse::AsUsual, false),
    ] {
        for operation in ordering() {
            let case = format!("{} {response:?}", operation.name);
            let caller = Caller::new();
            let fields = order(&operation, "HOSP-1", 1);
            let number = caller.faulty(&operation, &fields, response.clone());
            assert_eq!(state(&caller.api, POINT), open(), "{case}: no later call");
            caller.api.token();
            assert_eq!(state(&caller.api, POINT), if is_unknown { seen(number) } else { open() }, "{case}");
            // The same number is enough, whatever else differs.
            let again = caller.send(&operation, &order(&operation, "HOSP-1", 2));
            assert_eq!(state(&caller.api, POINT), if is_unknown { failed(again) } else { open() }, "{case}");
            assert_eq!(state(&caller.api, "busy-later"), open(), "{case}");
        }
    }
}

#[test]
fn a_message_with_an_unknown_outcome_must_not_be_repeated_either() {
    let caller = Caller::new();
    let (operation, message) = (ordering().remove(0), message());
    caller.send(&operation, &order(&operation, "HOSP-1", 1));
    let fields = about(&message, "hosp_out_trade_no", "HOSP-1");
    let number = caller.faulty(&message, &fields, StubResponse::status(502));
    // Another message about the same order is not the same request.
    let mut other = fields.clone();
    set(&mut other, "remark", "另一条消息");
    caller.send(&message, &other);
    assert_eq!(state(&caller.api, POINT), seen(number));
    let mut again = fields;
    set(&mut again, "nonce_str", "0123456789abcdef");
    let again = caller.send(&message, &again);
    assert_eq!(state(&caller.api, POINT), failed(again));
}

#[test]
fn the_newest_call_with_an_unknown_outcome_decides() {
    let caller = Caller::new();
    let operation = ordering().remove(0);
    let fields = order(&operation, "HOSP-1", 1);
    let lost = caller.faulty(&operation, &fields, StubResponse::DropBeforeHead);
    let again = caller.faulty(&operation, &fields, StubResponse::DropBeforeHead);
    caller.api.token();
    assert_eq!(state(&caller.api, POINT), failed(again), "giving up after a repetition is no correct occurrence");
    assert_hint(&caller.api, POINT, "重新开始此项", "start this point over");
    caller.faulty(&operation, &order(&operation, "HOSP-3", 3), page(200));
    caller.api.token();
    assert_eq!(state(&caller.api, POINT), failed(again), "a page is another reason than a lost response");
    let second = caller.faulty(&operation, &order(&operation, "HOSP-2", 2), StubResponse::DropInBody);
    assert_eq!(state(&caller.api, POINT), failed(again));
    caller.api.token();
    assert_eq!(state(&caller.api, POINT), seen(second));
    assert_hint(
        &caller.api,
        POINT,
        &format!("此前未通过：调用 {lost} 的结果未知，调用 {again} 却把它又发了一次"),
        &format!("It failed before: the outcome of exchange {lost} was unknown, and exchange {again} sent it again"),
    );
    let third = caller.send(&operation, &order(&operation, "HOSP-2", 2));
    assert_eq!(state(&caller.api, POINT), failed(third));
}

#[test]
fn a_repetition_whose_token_is_rejected_says_nothing_about_the_outcome() {
    let caller = Caller::new();
    let operation = ordering().remove(0);
    let fields = order(&operation, "HOSP-1", 1);
    caller.faulty(&operation, &fields, StubResponse::DropBeforeHead);
    caller.faulty(&operation, &fields, StubResponse::token_rejected());
    let third = caller.send(&operation, &fields);
    assert_eq!(state(&caller.api, POINT), failed(third));
}

#[test]
fn a_repetition_that_shows_the_outcome_settles_it() {
    let caller = Caller::new();
    let operation = ordering().remove(0);
    let fields = order(&operation, "HOSP-1", 1);
    caller.faulty(&operation, &fields, StubResponse::DropBeforeHead);
    let again = caller.send(&operation, &fields);
    assert_eq!(state(&caller.api, POINT), failed(again));
    // The next run has the same number.
    let lost = caller.faulty(&operation, &fields, StubResponse::DropBeforeHead);
    caller.api.token();
    assert_eq!(state(&caller.api, POINT), seen(lost));
}

#[test]
fn a_point_that_is_started_over_counts_only_later_calls() {
    let caller = Caller::new();
    let operation = ordering().remove(0);
    let fields = order(&operation, "HOSP-1", 1);
    caller.faulty(&operation, &fields, StubResponse::DropBeforeHead);
    caller.send(&operation, &fields);
    assert_eq!(state(&caller.api, POINT).0, "failed");
    let (status, _) = caller.api.post("/acceptance/unknown-outcome/start-over", &json!({}));
    assert_eq!((status, state(&caller.api, POINT)), (204, open()));
    assert_eq!(hint(&caller.api, POINT), (String::new(), String::new()));
    caller.send(&operation, &fields);
    assert_eq!(state(&caller.api, POINT), open(), "the earlier call no longer counts");
    assert_eq!(state(&caller.api, "token-fetched"), seen(1), "other points stay");
    assert_eq!(caller.api.post("/acceptance/no-such-point/start-over", &json!({})).0, 404);
}

#[test]
fn each_point_can_be_started_over() {
    let mut caller = Caller::new();
    every_point(&mut caller);
    let ids = |wanted: &[&str]| -> Vec<String> {
        let list = caller.api.value("/acceptance");
        let points = list["points"].as_array().unwrap().iter();
        let points = points.filter(|point| wanted.contains(&point["state"].as_str().unwrap()));
        points.map(|point| point["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&["open"]), ["secrets-kept", "patients-protected", "result-confirmed"]);
    for id in ids(&["seen", "open"]) {
        assert_eq!(caller.api.post(&format!("/acceptance/{id}/start-over"), &json!({})).0, 204);
        assert_eq!(state(&caller.api, &id), open(), "{id}");
    }
    assert!(ids(&["seen", "failed"]).is_empty());
}

/// Makes calls that meet every point that the traffic can meet.
fn every_point(caller: &mut Caller) {
    let (lookup, message, operation) = (lookup(), message(), ordering().remove(0));
    let card = of_person(&lookup, 0, &caller.api);
    caller.send(&lookup, &of_person(&lookup, 2, &caller.api));
    let link = crate::acceptance::creating(Resource::BindLink);
    caller.send(&link, &of_person(&link, 2, &caller.api));
    for refusal in [StubResponse::token_rejected(), StubResponse::token_rejected_in_envelope()] {
        caller.faulty(&lookup, &card, refusal);
        caller.token = caller.api.token();
        caller.send(&lookup, &card);
    }
    for response in [StubResponse::DropInBody, StubResponse::system_busy(), page(200)] {
        caller.faulty(&lookup, &card, response);
        caller.send(&lookup, &card);
    }
    let hang = Stub::on(&*lookup.name).respond_with(StubResponse::Hang);
    caller.api.sandbox.stub(hang);
    let impatient: ureq::Agent =
        ureq::Agent::config_builder().timeout_global(Some(std::time::Duration::from_millis(300))).build().into();
    let url = format!("{}{}?access_token={}", caller.api.sandbox.url(), lookup.path, caller.token);
    assert!(impatient.post(url).send(&caller.api.signed(&card)[..]).is_err());
    let mut fields = order(&operation, "HOSP-1", 1);
    set(&mut fields, "remark", "肝病 & <复诊>");
    set(&mut fields, "channel", "0");
    caller.send(&operation, &fields);
    caller.send(&message, &about(&message, "hosp_out_trade_no", "HOSP-1"));
    caller.faulty(&operation, &order(&operation, "HOSP-2", 2), StubResponse::Forged);
    caller.api.token();
    pay_twice(&caller.api, "HOSP-3");
}

/// Pays an order twice, and waits until both notifications are acknowledged.
fn pay_twice(api: &Api, number: &str) {
    let (url, _hospital) = hospital(&[ACKNOWLEDGED; 2]);
    let received = api.sandbox.listen_to_notifications();
    api.sandbox.put(Item::new(Resource::Order).with("hosp_out_trade_no", number).with("notify_url", url));
    for _ in 0..2 {
        api.sandbox.pay(number).unwrap();
        assert_eq!(received.recv().unwrap().outcome, SendOutcome::Acknowledged);
    }
}

#[test]
fn a_list_has_another_id_after_a_reset() {
    let api = Api::new();
    let id = || api.value("/acceptance")["list_id"].as_str().unwrap().to_owned();
    let first = id();
    assert_eq!(id(), first);
    api.post("/reset", &json!({}));
    let second = id();
    api.post("/reset", &json!({}));
    let third = id();
    assert!(first != second && second != third && third != first, "{first} {second} {third}");
    assert!(!first.is_empty() && Api::new().value("/acceptance")["list_id"] != first);
}

#[test]
fn going_on_with_the_order_of_an_untrusted_response_fails_the_point() {
    let message = message();
    for (operation, response) in
        ordering().into_iter().flat_map(|one| [(one.clone(), StubResponse::Forged), (one, StubResponse::Unsigned)])
    {
        let caller = Caller::new();
        let forged = caller.faulty(&operation, &order(&operation, "HOSP-1", 1), response);
        assert_eq!(state(&caller.api, "forged-refused"), seen(forged));
        caller.send(&message, &about(&message, "hosp_out_trade_no", "HOSP-OTHER"));
        assert_eq!(state(&caller.api, "forged-refused"), seen(forged), "it is about another order");
        let used = caller.send(&message, &about(&message, "hosp_out_trade_no", "HOSP-1"));
        assert_eq!(state(&caller.api, "forged-refused"), failed(used));
        assert_hint(
            &caller.api,
            "forged-refused",
            &format!("在调用 {used} 中继续使用"),
            &format!("exchange {used} went on with its order"),
        );
        let later = caller.faulty(&operation, &order(&operation, "HOSP-2", 2), StubResponse::Forged);
        assert_eq!(state(&caller.api, "forged-refused"), seen(later));
        assert_hint(&caller.api, "forged-refused", "此前未通过", "It failed before");
    }
}

#[test]
fn a_number_that_only_the_untrusted_response_had_shows_that_it_was_used() {
    let (message, mut has_number) = (message(), 0);
    for operation in ordering() {
        let caller = Caller::new();
        let forged = caller.faulty(&operation, &order(&operation, "HOSP-1", 1), StubResponse::Forged);
        let body = caller.api.sandbox.recorded_calls()[forged - 1].reply.response.body.clone();
        let fields = xml::read(&body).unwrap();
        let Some(number) = fields.get("med_trans_id") else { continue };
        has_number += 1;
        let used = caller.send(&message, &about(&message, "med_trans_id", number));
        assert_eq!(state(&caller.api, "forged-refused"), failed(used), "{}", operation.name);
    }
    assert!(has_number > 0);
}

#[test]
fn an_order_that_was_known_otherwise_may_be_used_after_an_untrusted_response() {
    let (operation, message) = (ordering().remove(0), message());
    let caller = Caller::new();
    let (url, _hospital) = hospital(&[ACKNOWLEDGED]);
    let received = caller.api.sandbox.listen_to_notifications();
    let mut fields = order(&operation, "HOSP-1", 1);
    set(&mut fields, "notify_url", &url);
    let forged = caller.faulty(&operation, &fields, StubResponse::Forged);
    caller.api.sandbox.pay("HOSP-1").unwrap();
    assert_eq!(received.recv().unwrap().outcome, SendOutcome::Acknowledged);
    caller.send(&message, &about(&message, "hosp_out_trade_no", "HOSP-1"));
    assert_eq!(state(&caller.api, "message-sent").0, "seen");
    assert_eq!(state(&caller.api, "forged-refused"), seen(forged));
}

#[test]
fn a_page_of_an_http_error_is_no_page_in_place_of_xml() {
    let caller = Caller::new();
    let lookup = lookup();
    let fields = of_person(&lookup, 0, &caller.api);
    caller.faulty(&lookup, &fields, page(502));
    assert_eq!(state(&caller.api, "html-survived"), open());
    let number = caller.faulty(&lookup, &fields, page(200));
    assert_eq!(state(&caller.api, "html-survived"), seen(number));
}

/// The texts say what counts, because a correct program may do nothing more after an unknown outcome.
#[test]
fn the_point_about_unknown_outcomes_says_what_counts() {
    let list = Api::new().value("/acceptance");
    let point = list["points"].as_array().unwrap().iter().find(|point| point["id"] == POINT).unwrap();
    let how = |lang: &str| point["how"][lang].as_str().unwrap().to_owned();
    assert!(how("zh").contains("通过条件：其后程序发出任何别的调用"), "{}", how("zh"));
    assert!(how("en").contains("What counts: your program makes any other call"), "{}", how("en"));
}
