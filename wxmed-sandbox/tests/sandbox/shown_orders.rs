//! Orders as the control API shows them, alone and beside messages and notifications.

use serde_json::{Value, json};
use wxmed::spec::model::{Operation, Resource};
use wxmed_sandbox::Specs;

use crate::control_api::Api;
use crate::support::{good, name, operations, set};

fn makes(operation: &Operation, what: Resource) -> bool {
    operation.creates.iter().any(|creation| creation.what == what)
}

/// The field for the address of payment notifications, if the operation's request has one.
fn address(operation: &Operation) -> Option<String> {
    let sent = Specs::shipped().model().notifications.iter().filter_map(|one| one.sent.clone()).next().unwrap();
    operation.request.field(&sent.to).map(|_| sent.to)
}

/// Creates an order with this number.
fn order(api: &Api, operation: &Operation, number: &str, address: Option<(&str, &str)>) {
    let mut fields = good(operation);
    let creation = operation.creates.iter().find(|creation| creation.what == Resource::Order).unwrap();
    set(&mut fields, name(operation, creation.by[0]), number);
    if let Some((name, value)) = address {
        set(&mut fields, name, value);
    }
    crate::support::needed(operation, &fields).into_iter().for_each(|item| api.sandbox.put(item));
    api.call(&api.token(), &operation.path, &api.signed(&fields)).unwrap();
}

fn shown<'a>(list: &'a Value, number: &str) -> &'a Value {
    let orders = list["orders"].as_array().unwrap();
    orders.iter().find(|order| order["values"]["hosp_out_trade_no"] == number).unwrap()
}

#[test]
fn only_orders_whose_request_has_an_address_have_a_notification() {
    let api = Api::new();
    for (index, operation) in operations(|one| makes(one, Resource::Order)).iter().enumerate() {
        let number = format!("H{index}");
        order(&api, operation, &number, None);
        let has_notification = address(operation).is_some();
        assert_eq!(shown(&api.value("/orders"), &number)["has_notification"], has_notification, "{}", operation.name);
        let (_, paid) = api.send("POST", &format!("/orders/{number}/pay"), "", &[]);
        let (zh, en) = (paid["message"]["zh"].as_str().unwrap(), paid["message"]["en"].as_str().unwrap());
        if !has_notification {
            assert!(en.contains(&format!("The request of {}", operation.name)), "{en}");
            assert!(en.contains("its orders have no notification") && !en.contains("notify_url"), "{en}");
            assert!(zh.contains("它的订单没有支付通知"), "{zh}");
        }
    }
}

#[test]
fn an_order_without_an_address_can_be_given_one() {
    let api = Api::new();
    let operation = operations(|one| makes(one, Resource::Order) && address(one).is_some()).remove(0);
    let field = address(&operation).unwrap();
    // The address is mandatory, so only a test's order lacks it.
    api.sandbox
        .put(wxmed_sandbox::Item::new(Resource::Order).with("hosp_out_trade_no", "H1").with("med_trans_id", "1"));
    assert_eq!(shown(&api.value("/orders"), "H1")["has_notification"], true);
    let (_, paid) = api.send("POST", "/orders/H1/pay", "", &[]);
    assert!(paid["message"]["en"].as_str().unwrap().contains(&format!("give {field} when you create")), "{paid}");
}

#[test]
fn a_notification_names_its_order() {
    let api = Api::new();
    let operation = operations(|one| makes(one, Resource::Order) && address(one).is_some()).remove(0);
    let field = address(&operation).unwrap();
    // No notification is sent to such an address, but the attempt is recorded.
    order(&api, &operation, "HOSP-1", Some((&field, "https://hospital.example/paid")));
    let sent = api.sandbox.listen_to_notifications();
    // It may be looked up by the platform's number, too.
    let number = api.sandbox.orders()[0].get("med_trans_id").unwrap().to_owned();
    api.send("POST", &format!("/orders/{number}/pay"), "", &[]);
    let sent = sent.recv_timeout(std::time::Duration::from_secs(30)).unwrap();
    assert_eq!(sent.sent.order_number.as_deref(), Some("HOSP-1"));
    assert_eq!(api.value("/notifications")["notifications"][0]["order"], "HOSP-1");
}

#[test]
fn a_message_is_shown_with_its_order_and_whether_that_is_paid() {
    let api = Api::new();
    let ordering = operations(|one| makes(one, Resource::Order) && one.needs.is_empty()).remove(0);
    let messaging = operations(|one| makes(one, Resource::Message)).remove(0);
    let by = |order: &Value| order["order_values"]["hosp_out_trade_no"].clone();
    for number in ["H1", "H2"] {
        order(&api, &ordering, number, None);
        let mut fields = good(&messaging);
        fields.retain(|(name, _)| !["med_trans_id", "hosp_out_trade_no"].contains(&name.as_str()));
        fields.push(("hosp_out_trade_no".to_owned(), number.to_owned()));
        api.call(&api.token(), &messaging.path, &api.signed(&fields)).unwrap();
    }
    let message = |index: usize| api.value("/messages")["messages"][index].clone();
    assert_eq!((by(&message(0)["order"]), by(&message(1)["order"])), (json!("H1"), json!("H2")));
    assert_eq!(message(0)["order"]["ordered_by"], ordering.name);
    assert_eq!(message(0)["order"]["is_paid"], false);
    api.send("POST", "/orders/H1/pay", "", &[]);
    assert_eq!((&message(0)["order"]["is_paid"], &message(1)["order"]["is_paid"]), (&json!(true), &json!(false)));
}
