//! How the acceptance list is ticked by the traffic.

use serde_json::{Value, json};
use wxmed::spec::model::{Operation, Resource, Retry};
use wxmed_sandbox::{Item, SendOutcome, Settings, Stub, StubResponse};

use crate::control_api::Api;
use crate::notifications::{ACKNOWLEDGED, hospital};
use crate::support::{Fields, fields, good, name, operations, set};

pub(crate) fn creating(what: Resource) -> Operation {
    operations(|one| one.needs.is_empty() && one.creates.iter().any(|made| made.what == what)).remove(0)
}

/// An operation that looks up a card.
pub(crate) fn lookup() -> Operation {
    let needs = |one: &Operation| one.needs.iter().any(|need| need.what == Resource::BoundCard);
    operations(|one| one.retry == Retry::Safe && needs(one)).remove(0)
}

pub(crate) fn state(api: &Api, id: &str) -> (String, Value) {
    let list = api.value("/acceptance");
    let point = list["points"].as_array().unwrap().iter().find(|point| point["id"] == id);
    let point = point.unwrap_or_else(|| panic!("{id} in {list}"));
    (point["state"].as_str().unwrap().to_owned(), point["number"].clone())
}

/// What was seen of a point, in both languages; empty if there is none.
pub(crate) fn hint(api: &Api, id: &str) -> (String, String) {
    let list = api.value("/acceptance");
    let point = list["points"].as_array().unwrap().iter().find(|point| point["id"] == id).unwrap();
    let text = |lang: &str| point["hint"][lang].as_str().unwrap_or_default().to_owned();
    (text("zh"), text("en"))
}

pub(crate) fn assert_hint(api: &Api, id: &str, zh: &str, en: &str) {
    let (shown_zh, shown_en) = hint(api, id);
    assert!(shown_zh.contains(zh) && shown_en.contains(en), "{shown_zh} {shown_en}");
}

/// Whether the exchange that proves a point is still kept.
fn is_kept(api: &Api, id: &str) -> bool {
    let list = api.value("/acceptance");
    let point = list["points"].as_array().unwrap().iter().find(|point| point["id"] == id).unwrap();
    point["is_kept"].as_bool().unwrap()
}

pub(crate) fn open() -> (String, Value) {
    ("open".to_owned(), Value::Null)
}

pub(crate) fn seen(number: usize) -> (String, Value) {
    ("seen".to_owned(), json!(number))
}

/// A request about a user of the sandbox, for an operation that compares their data.
pub(crate) fn of_person(operation: &Operation, index: usize, api: &Api) -> Fields {
    let person = &api.sandbox.people()[index];
    let mut fields = good(operation);
    let known = [
        ("openid", person.openid().to_owned()),
        ("name", person.name().to_owned()),
        ("idcard_md5", person.idcard_md5().as_str().to_owned()),
    ];
    for (name, value) in known {
        if fields.iter().any(|(sent, _)| sent == name) {
            set(&mut fields, name, &value);
        }
    }
    fields
}

pub(crate) struct Caller {
    pub(crate) api: Api,
    pub(crate) token: String,
}

impl Caller {
    pub(crate) fn new() -> Self {
        Self::of(Api::new())
    }

    fn of(api: Api) -> Self {
        let token = api.token();
        Self { api, token }
    }

    /// Sends fields, and returns the number of the exchange.
    pub(crate) fn send(&self, operation: &Operation, fields: &Fields) -> usize {
        // If the response is lost, the client returns an error.
        let _ = self.api.call(&self.token, &operation.path, &self.api.signed(fields));
        self.api.sandbox.recorded_calls().len()
    }
}

#[test]
fn the_first_steps_are_ticked_one_by_one() {
    let caller = Caller::new();
    let api = &caller.api;
    assert_eq!(state(api, "token-fetched"), seen(1));
    for id in ["signature-accepted", "zero-signed", "chinese-signed", "markup-signed", "order-created"] {
        assert_eq!(state(api, id), open(), "{id}");
    }
    let order = creating(Resource::Order);
    let mut fields = good(&order);
    fields.retain(|(_, value)| value.is_ascii() || !value.is_empty());
    let number = caller.send(&order, &fields);
    assert_eq!((state(api, "signature-accepted"), state(api, "order-created")), (seen(number), seen(number)));
    let index = order.creates[0].by[0];
    set(&mut fields, name(&order, index), "HOSP2");
    set(&mut fields, "channel", "0");
    set(&mut fields, "remark", "肝病 & <复诊>");
    let wrong = api.signed(&fields);
    let wrong = String::from_utf8(wrong).unwrap().replace("[0]", "[1]");
    api.call(&caller.token, &order.path, wrong.as_bytes()).unwrap();
    assert_eq!(state(api, "zero-signed"), open(), "a wrong signature proves nothing");
    let number = caller.send(&order, &fields);
    assert_eq!((state(api, "zero-signed"), state(api, "markup-signed")), (seen(number), seen(number)));
    assert_eq!(state(api, "chinese-signed").0, "seen");
}

#[test]
fn an_unbound_card_is_handled_by_a_link_for_the_same_user() {
    let caller = Caller::new();
    let (lookup, link) = (lookup(), creating(Resource::BindLink));
    caller.send(&link, &of_person(&link, 2, &caller.api));
    assert_eq!(state(&caller.api, "unbound-card"), open(), "the link was fetched before the card was missing");
    caller.send(&lookup, &of_person(&lookup, 2, &caller.api));
    caller.send(&link, &of_person(&link, 0, &caller.api));
    assert_eq!(state(&caller.api, "unbound-card"), open(), "the link was for another user");
    let number = caller.send(&link, &of_person(&link, 2, &caller.api));
    assert_eq!(state(&caller.api, "unbound-card"), seen(number));
}

#[test]
fn a_rejected_token_must_be_replaced_in_both_shapes() {
    let mut caller = Caller::new();
    let lookup = lookup();
    let fields = of_person(&lookup, 0, &caller.api);
    for (id, other, refusal) in [
        ("token-replaced-in-xml", "token-replaced", StubResponse::token_rejected_in_envelope()),
        ("token-replaced", "", StubResponse::token_rejected()),
    ] {
        caller.api.sandbox.stub(Stub::on(&*lookup.name).respond_with(refusal));
        caller.send(&lookup, &fields);
        caller.send(&lookup, &fields);
        assert_eq!(state(&caller.api, id), open(), "the retry used the same token");
        caller.token = caller.api.token();
        caller.api.sandbox.stub(Stub::on(&*lookup.name).respond_with(StubResponse::DropBeforeHead));
        caller.send(&lookup, &fields);
        assert_eq!(state(&caller.api, id), open(), "the program did not get the response");
        let number = caller.send(&lookup, &fields);
        assert_eq!(state(&caller.api, id), seen(number));
        assert!(other.is_empty() || state(&caller.api, other) == open(), "{other} is for the other shape");
    }
}

/// “Try it”, “Send again” and “Sign again” are calls of the sandbox itself.
#[test]
fn calls_from_the_console_tick_no_points() {
    let caller = Caller::new();
    let (api, order) = (&caller.api, creating(Resource::Order));
    let fields: serde_json::Map<_, _> =
        good(&order).into_iter().map(|(name, value)| (name, Value::from(value))).collect();
    let (status, sent) = api.post(&format!("/operations/{}/send", order.name), &json!({ "fields": fields }));
    assert_eq!((status, &sent["outcome"], &sent["origin"]), (201, &json!("success"), &json!("console")));
    assert_eq!(state(api, "order-created"), open());
    api.post("/reset", &json!({}));
    let token = api.token();
    let refused = api.signed(&vec![("nonce_str".to_owned(), "1".to_owned())]);
    api.call(&token, &order.path, &refused).unwrap();
    let number = api.sandbox.recorded_calls().last().unwrap().number;
    for sign in ["as-sent", "again"] {
        let (_, again) = api.post(&format!("/exchanges/{number}/resend"), &json!({ "sign": sign }));
        assert_eq!(again["origin"], "console");
    }
    assert_eq!(state(api, "signature-accepted"), open());
    let of = |origin: &str| api.value(&format!("/exchanges?origin={origin}"))["exchanges"].as_array().unwrap().len();
    assert_eq!((of("program"), of("console")), (2, 2));
    assert_eq!(api.get("/exchanges?origin=other").0, 400);
    let program = Caller { token: token.clone(), api: caller.api };
    program.send(&order, &good(&order));
    assert_eq!(state(&program.api, "order-created").0, "seen");
}

#[test]
fn sending_an_order_with_an_unknown_outcome_again_fails_the_point() {
    let caller = Caller::new();
    let order = operations(|one| {
        one.needs.is_empty() && one.retry == Retry::Never && one.creates.iter().any(|made| made.what == Resource::Order)
    })
    .remove(0);
    caller.api.sandbox.stub(Stub::on(&*order.name).respond_with(StubResponse::DropBeforeHead));
    let lost = caller.send(&order, &good(&order));
    assert_eq!(state(&caller.api, "unknown-outcome"), open(), "no later call");
    caller.api.token();
    assert_eq!(state(&caller.api, "unknown-outcome"), seen(lost));
    let again = caller.send(&order, &good(&order));
    assert_eq!(state(&caller.api, "unknown-outcome"), ("failed".to_owned(), json!(again)));
}

#[test]
fn points_for_retries_need_a_later_success() {
    let lookup = lookup();
    for (id, response) in [
        ("lookup-retried", StubResponse::DropInBody),
        ("busy-later", StubResponse::system_busy()),
        ("busy-later", StubResponse::status(502)),
    ] {
        let caller = Caller::new();
        let fields = of_person(&lookup, 0, &caller.api);
        caller.api.sandbox.stub(Stub::on(&*lookup.name).respond_with(response));
        let _ = caller.api.call(&caller.token, &lookup.path, &caller.api.signed(&fields));
        assert_eq!(state(&caller.api, id), open(), "{id}");
        let _ = caller.api.call(&caller.token, &lookup.path, &caller.api.signed(&fields));
        assert_eq!(state(&caller.api, id).0, "seen", "{id}");
    }
}

#[test]
fn points_that_a_person_confirms_are_only_marked_as_seen() {
    let caller = Caller::new();
    let order = creating(Resource::Order);
    caller.api.sandbox.stub(Stub::on(&*order.name).respond_with(StubResponse::Forged));
    let number = caller.send(&order, &good(&order));
    assert_eq!(state(&caller.api, "forged-refused"), seen(number));
    let page = wxmed_sandbox::HttpResponse::new(200, "<html>").with_header("content-type", "text/html");
    caller.api.sandbox.stub(Stub::on(&*order.name).respond_with(StubResponse::Http(page)));
    let number = caller.send(&order, &good(&order));
    assert_eq!(state(&caller.api, "html-survived"), seen(number));
    let list = caller.api.value("/acceptance");
    let by_person = list["points"].as_array().unwrap().iter().filter(|point| point["judge"] == "person");
    assert!(by_person.count() >= 5);
}

#[test]
fn a_message_and_a_payment_are_ticked() {
    let caller = Caller::new();
    let message = operations(|one| one.creates.iter().any(|made| made.what == Resource::Message)).remove(0);
    let sent = fields(message.examples.iter().find(|example| example.breaks.is_empty()).unwrap());
    for item in crate::support::needed(&message, &sent) {
        caller.api.sandbox.put(item);
    }
    let number = caller.send(&message, &sent);
    assert_eq!(state(&caller.api, "message-sent"), seen(number));
    assert_eq!(state(&caller.api, "payment-acknowledged"), open());
    let (url, _hospital) = hospital(&[ACKNOWLEDGED; 2]);
    let order =
        Item::new(Resource::Order).with("hosp_out_trade_no", "H1").with("med_trans_id", "T1").with("notify_url", url);
    caller.api.sandbox.put(order);
    let received = caller.api.sandbox.listen_to_notifications();
    for id in ["payment-acknowledged", "payment-repeated"] {
        assert_eq!(state(&caller.api, id), open());
        caller.api.sandbox.pay("H1").unwrap();
        assert_eq!(received.recv().unwrap().outcome, SendOutcome::Acknowledged);
        assert_eq!(state(&caller.api, id).0, "seen");
    }
}

#[test]
fn a_tick_stays_when_its_exchange_is_no_longer_kept() {
    let caller = Caller::of(Api::with(Settings::default().kept_calls(1)));
    let lookup = lookup();
    let fields = of_person(&lookup, 0, &caller.api);
    caller.api.sandbox.stub(Stub::on(&*lookup.name).respond_with(StubResponse::DropInBody));
    for _ in 0..3 {
        caller.send(&lookup, &fields);
    }
    assert_eq!(caller.api.sandbox.recorded_calls()[0].number, 4);
    assert_eq!(state(&caller.api, "token-fetched"), seen(1));
    assert_eq!(state(&caller.api, "lookup-retried"), seen(3));
    caller.send(&lookup, &fields);
    assert_eq!((is_kept(&caller.api, "token-fetched"), is_kept(&caller.api, "signature-accepted")), (false, false));
}

#[test]
fn clearing_the_exchanges_keeps_the_ticks_and_a_reset_does_not() {
    let caller = Caller::new();
    assert!(is_kept(&caller.api, "token-fetched"));
    caller.api.delete("/exchanges");
    assert_eq!(state(&caller.api, "token-fetched"), seen(1));
    assert!(!is_kept(&caller.api, "token-fetched"), "the exchange was cleared");
    caller.api.post("/reset", &json!({}));
    assert_eq!(state(&caller.api, "token-fetched"), open());
}

#[test]
fn payments_of_two_orders_to_one_address_are_not_a_repeated_notification() {
    let api = Api::new();
    let (url, _hospital) = hospital(&[ACKNOWLEDGED; 3]);
    let received = api.sandbox.listen_to_notifications();
    for number in ["H1", "H2"] {
        let order = Item::new(Resource::Order).with("hosp_out_trade_no", number).with("notify_url", &*url);
        api.sandbox.put(order);
        api.sandbox.pay(number).unwrap();
        assert_eq!(received.recv().unwrap().outcome, SendOutcome::Acknowledged);
    }
    assert_eq!(state(&api, "payment-repeated"), open());
    api.sandbox.pay("H1").unwrap();
    received.recv().unwrap();
    assert_eq!(state(&api, "payment-repeated"), seen(3));
    // Notifications aren't exchanges, and aren't cleared with them.
    api.delete("/exchanges");
    assert_eq!(state(&api, "payment-repeated"), seen(3));
    api.post("/reset", &json!({}));
    assert_eq!(state(&api, "payment-repeated"), open());
}
