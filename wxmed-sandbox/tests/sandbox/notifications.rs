//! Payments of orders, and their notifications to the hospital.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::thread;
use std::time::Duration;

use wxmed::notify::{self, Notice};
use wxmed::spec::model::{Operation, Resource};
use wxmed::{Merchant, PaymentResult};
use wxmed_sandbox::{
    Account, HttpRequest, Item, Outgoing, RefusalReason, Sandbox, SendOutcome, SentNotification, Specs,
};

use crate::control_api::Api;
use crate::support::{Caller, Fields, good, operations, prepared, set, settings};

fn merchant(account: &Account) -> Merchant {
    Merchant::Own { appid: account.appid().to_owned(), mch_id: account.mch_id().to_owned() }
}

fn received(account: &Account, sent: &Outgoing) -> Notice<PaymentResult> {
    let receiver = notify::Receiver::new(account.api_key().clone(), merchant(account));
    receiver.receive(sent.body.clone()).unwrap()
}

/// Whether the orders of an operation contain the address for notifications of their payment.
fn is_notified(operation: &Operation) -> bool {
    let model = Specs::shipped();
    let mut notifications = model.model().notifications.iter().filter_map(|one| one.sent.as_ref());
    notifications.any(|sent| {
        operation.creates.iter().any(|creation| creation.what == sent.what)
            && operation.request.field(&sent.to).is_some()
    })
}

/// A caller that created an order, the order's fields, and its number.
fn ordered(operation: &Operation) -> (Caller, Fields, String) {
    let sent = good(operation);
    let mut caller = prepared(settings(), operation, &sent);
    assert_eq!(caller.reply(&operation.path, &sent)["result_code"], "SUCCESS");
    let creation = operation.creates.iter().find(|creation| creation.what == Resource::Order).unwrap();
    let by = &operation.request.fields[creation.by[0]].name;
    let number = sent.iter().find(|(name, _)| name == by).unwrap().1.clone();
    (caller, sent, number)
}

#[test]
fn a_payment_is_notified_at_the_address_in_the_order() {
    for operation in operations(is_notified) {
        let (mut caller, sent, number) = ordered(&operation);
        assert!(caller.platform.take_outgoing().is_empty(), "the order isn't paid yet");
        let order = || caller.platform.items(Resource::Order).remove(0);
        assert!(!order().is_paid());
        caller.platform.pay(&number, caller.now).unwrap();
        let order = caller.platform.items(Resource::Order).remove(0);
        assert!(order.is_paid());
        let outgoing = caller.platform.take_outgoing();
        assert_eq!(outgoing.len(), 1);
        let value = |name: &str| sent.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        assert_eq!(Some(outgoing[0].url.as_str()), value("notify_url"));
        let notice = received(&caller.account, &outgoing[0]);
        let payment = notice.result().unwrap();
        assert_eq!(Some(payment.med_trans_id.as_str()), order.get("med_trans_id"));
        assert_eq!(payment.time_end, "20231114120000", "the time of the payment, in China");
        for name in ["openid", "hosp_out_trade_no", "total_fee", "cash_fee", "pay_type"] {
            assert_eq!(notice.fields().get(name), value(name), "{name}");
        }
        assert!(notice.fields().get("sub_openid").is_none(), "the order has none");
        // `Debug` doesn't show the address.
        assert!(!format!("{outgoing:?}").contains("hospital.example"));
    }
}

#[test]
fn a_repeated_notification_has_the_same_key() {
    let operation = operations(is_notified).remove(0);
    let (mut caller, _, number) = ordered(&operation);
    let mut key = |now: Duration| {
        caller.platform.pay(&number, now).unwrap();
        let outgoing = caller.platform.take_outgoing();
        (received(&caller.account, &outgoing[0]).key().clone(), outgoing[0].body.clone())
    };
    let (now, later) = (caller.now, caller.now + Duration::from_secs(60));
    let (first, again) = (key(now), key(later));
    assert_eq!(first.0, again.0);
    assert_ne!(first.1, again.1, "the nonce differs");
}

/// The specs define which orders are notified, and which field contains the address.
#[test]
fn the_specs_define_which_orders_are_notified() {
    for operation in operations(|one| one.creates.iter().any(|made| made.what == Resource::Order) && !is_notified(one))
    {
        let (mut caller, _, number) = ordered(&operation);
        caller.platform.pay(&number, caller.now).unwrap();
        assert!(caller.platform.items(Resource::Order)[0].is_paid());
        assert!(caller.platform.take_outgoing().is_empty(), "{}", operation.name);
    }
    let operation = operations(is_notified).remove(0);
    let mut model = Specs::shipped().model().clone();
    for sent in model.notifications.iter_mut().filter_map(|one| one.sent.as_mut()) {
        "return_url".clone_into(&mut sent.to);
    }
    let mut sent = good(&operation);
    set(&mut sent, "return_url", "http://elsewhere.example/");
    let mut caller = prepared(settings().specs(model.into()), &operation, &sent);
    assert_eq!(caller.reply(&operation.path, &sent)["result_code"], "SUCCESS");
    let number = caller.platform.items(Resource::Order)[0].get("med_trans_id").unwrap().to_owned();
    caller.platform.pay(&number, caller.now).unwrap();
    assert_eq!(caller.platform.take_outgoing()[0].url, "http://elsewhere.example/");
}

#[test]
fn an_order_can_be_paid_on_its_page() {
    let operation = operations(is_notified).remove(0);
    let (mut caller, _, number) = ordered(&operation);
    let path = format!("/sandbox/pay/{number}");
    assert_eq!(caller.handle(&HttpRequest::post(path.as_str(), "", "")).status, 405);
    assert_eq!(caller.handle(&HttpRequest::get("/sandbox/pay/another", "")).status, 404);
    assert!(!caller.platform.items(Resource::Order)[0].is_paid());
    let page = caller.handle(&HttpRequest::get(path.as_str(), ""));
    assert!(page.status == 200 && page.text().contains("已支付"), "{}", page.text());
    assert!(caller.platform.items(Resource::Order)[0].is_paid());
    assert_eq!(caller.platform.take_outgoing().len(), 1);
    let unknown = caller.platform.pay("another", caller.now).unwrap_err();
    assert_eq!((unknown.to_string(), format!("{unknown:#}")), ("there is no such order".into(), "没有这个订单".into()));
}

/// Starts a hospital that sends these responses, one for each connection. Returns its address and the received
/// requests.
pub(crate) fn hospital(responses: &'static [&'static str]) -> (String, thread::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/paid?a=b", listener.local_addr().unwrap());
    let served = thread::spawn(move || {
        let one = |response: &&str| {
            let (mut stream, _) = listener.accept().unwrap();
            let (mut request, mut piece) = (Vec::new(), [0; 4096]);
            while !request.ends_with(b"</xml>") {
                let read = stream.read(&mut piece).unwrap();
                assert_ne!(read, 0);
                request.extend_from_slice(&piece[..read]);
            }
            stream.write_all(response.as_bytes()).unwrap();
            String::from_utf8(request).unwrap()
        };
        responses.iter().map(one).collect()
    });
    (address, served)
}

fn order(number: &str, url: &str) -> Item {
    Item::new(Resource::Order).with("hosp_out_trade_no", number).with("med_trans_id", number).with("notify_url", url)
}

fn next(sent: &Receiver<Arc<SentNotification>>) -> (usize, SendOutcome) {
    let sent = sent.recv_timeout(Duration::from_secs(30)).unwrap();
    (sent.attempt, sent.outcome.clone())
}

/// The number of an attempt, and why it was not acknowledged.
fn refused((attempt, outcome): (usize, SendOutcome)) -> (usize, u16, RefusalReason) {
    let SendOutcome::Refused(refused) = outcome else { panic!("{outcome}") };
    (attempt, refused.status, refused.reason)
}

const REFUSED: &str = "HTTP/1.1 200 OK\r\nContent-Length: 81\r\nConnection: close\r\n\r\n<xml><return_code>FAIL</return_code><return_msg>later, please</return_msg></xml>\n";
pub(crate) const ACKNOWLEDGED: &str =
    "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<xml><return_code>SUCCESS</return_code></xml>";
const BROKEN: &str = "HTTP/1.1 500 Oh\r\nConnection: close\r\n\r\n<xml><return_code>SUCCESS</return_code></xml>";

#[test]
fn a_notification_is_sent_until_it_is_acknowledged() {
    let (url, served) = hospital(&[REFUSED, BROKEN, ACKNOWLEDGED]);
    let sandbox = Sandbox::start(settings().notification_retries([Duration::ZERO; 5])).unwrap();
    let sent = sandbox.listen_to_notifications();
    sandbox.put(order("1", &url));
    sandbox.pay("1").unwrap();
    assert_eq!(refused(next(&sent)), (1, 200, RefusalReason::Fail));
    assert_eq!(refused(next(&sent)), (2, 500, RefusalReason::Status));
    assert_eq!(next(&sent), (3, SendOutcome::Acknowledged));
    let requests = served.join().unwrap();
    assert!(requests[0].starts_with("POST /paid?a=b HTTP/1.1\r\n"), "{}", requests[0]);
    assert!(requests[0].to_lowercase().contains("content-type: application/xml; charset=utf-8\r\n"), "{}", requests[0]);
    let bodies: Vec<_> = requests.iter().map(|request| request.split_once("\r\n\r\n").unwrap().1).collect();
    assert!(bodies.iter().all(|body| *body == bodies[0]), "a retry sends the same bytes");
    assert_eq!(sandbox.sent_notifications().len(), 3);
    assert!(sent.try_recv().is_err());
}

/// The platform's behaviour is unknown, so the sandbox doesn't retry by default.
#[test]
fn a_notification_is_sent_once_by_default() {
    let (url, served) = hospital(&[REFUSED]);
    let sandbox = Sandbox::start(settings()).unwrap();
    let sent = sandbox.listen_to_notifications();
    sandbox.put(order("1", &url));
    let opened = ureq::get(sandbox.pay_url("1").as_str()).call().unwrap();
    assert_eq!(opened.status().as_u16(), 200);
    assert_eq!(refused(next(&sent)), (1, 200, RefusalReason::Fail));
    served.join().unwrap();
    // It can be sent again. The hospital is no longer listening.
    sandbox.pay("1").unwrap();
    assert!(matches!(next(&sent), (2, SendOutcome::Unanswered(_))), "the second attempt is counted");
    assert_eq!(sandbox.sent_notifications().iter().map(|one| one.number).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn a_payment_through_the_control_api_is_notified() {
    let (url, served) = hospital(&[ACKNOWLEDGED]);
    let sandbox = Sandbox::start(settings()).unwrap();
    let sent = sandbox.listen_to_notifications();
    sandbox.put(order("1", &url));
    let paid = ureq::post(format!("{}/sandbox/v1/orders/1/pay", sandbox.url()).as_str()).send_empty();
    let paid = paid.unwrap().body_mut().read_to_string().unwrap();
    assert!(paid.starts_with(r#"{"notifications":1,"#) && paid.contains("the notification is being sent"), "{paid}");
    assert_eq!(next(&sent), (1, SendOutcome::Acknowledged));
    served.join().unwrap();
}

#[test]
fn a_failure_to_reach_the_address_is_recorded() {
    let sandbox = Sandbox::start(settings()).unwrap();
    let sent = sandbox.listen_to_notifications();
    for (number, url) in [("1", "https://hospital.example/paid"), ("2", "hospital"), ("3", "")] {
        sandbox.put(order(number, url));
        sandbox.pay(number).unwrap();
        assert_eq!(next(&sent), (1, SendOutcome::UnsupportedUrl), "{url}");
    }
    assert!(sandbox.pay("4").is_err());
}

/// What the console shows of a notification.
#[test]
fn the_reason_why_a_response_does_not_acknowledge_is_recorded_in_both_languages() {
    const PLAIN: &str = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nSUCCESS";
    const WITHOUT_CODE: &str = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<xml><code>SUCCESS</code></xml>";
    const EMPTY: &str = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
    let cases: [(&str, &str, &str); 5] = [
        (
            REFUSED,
            "应答的 return_code 是 FAIL，应为 SUCCESS；应答的开头：<xml>",
            "return_code is FAIL, and must be SUCCESS; the response begins with: <xml>",
        ),
        (BROKEN, "HTTP 状态是 500，应为 200", "the HTTP status is 500, and must be 200"),
        (
            PLAIN,
            "应答不是接口的 XML，应为 <xml><return_code>SUCCESS</return_code></xml>；应答的开头：SUCCESS",
            "the response is not the XML of the interface, which is <xml><return_code>SUCCESS</return_code></xml>; the response begins with: SUCCESS",
        ),
        (WITHOUT_CODE, "应答的 XML 中没有 return_code", "the XML of the response has no return_code"),
        (EMPTY, "应答不是接口的 XML", "the response has no body"),
    ];
    for (response, zh, en) in cases {
        let api = Api::new();
        let (url, served) = hospital(Box::leak(Box::new([response])));
        let sent = api.sandbox.listen_to_notifications();
        api.sandbox.put(order("1", &url));
        api.sandbox.pay("1").unwrap();
        let (_, outcome) = next(&sent);
        served.join().unwrap();
        assert!(
            !format!("{outcome:?}{outcome}").contains("later, please"),
            "the response may contain a patient's data"
        );
        let list = api.value("/notifications");
        let shown = &list["notifications"][0];
        assert_eq!(shown["outcome"], "refused");
        let (shown_zh, shown_en) = (shown["message"]["zh"].as_str().unwrap(), shown["message"]["en"].as_str().unwrap());
        assert!(shown_zh.contains(zh) && shown_en.contains(en), "{shown}");
    }
    let api = Api::new();
    let sent = api.sandbox.listen_to_notifications();
    api.sandbox.put(order("1", "https://hospital.example/paid"));
    api.sandbox.pay("1").unwrap();
    next(&sent);
    let shown = &api.value("/notifications")["notifications"][0];
    assert_eq!(shown["outcome"], "unsupported-url");
    assert_eq!(shown["message"]["zh"], "通知地址不是 http:// 地址，沙箱只向 http:// 地址发送通知");
}

#[test]
fn a_notification_has_the_card_of_the_user_who_ordered() {
    let operation = operations(is_notified).remove(0);
    let mut caller = Caller::new();
    let people: Vec<_> = caller.platform.people();
    let numbers = people.iter().enumerate().map(|(index, person)| {
        let mut sent = good(&operation);
        set(&mut sent, "openid", person.openid());
        set(&mut sent, "hosp_out_trade_no", &format!("H{index}"));
        assert_eq!(caller.reply(&operation.path, &sent)["result_code"], "SUCCESS");
        caller.platform.pay(&format!("H{index}"), caller.now).unwrap();
        let body = caller.platform.take_outgoing().remove(0).body;
        let fields = wxmed::codec::xml::read(&body).unwrap();
        fields.get("medical_card_id").map(str::to_owned)
    });
    let numbers: Vec<Option<String>> = numbers.collect();
    assert_eq!(numbers, [Some("6000000001".to_owned()), Some("6000000002".to_owned()), None]);
}
