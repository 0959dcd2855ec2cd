//! The example `payment`: as a program, and its page without a network.

#[path = "../support/mod.rs"]
mod support;

/// The page and the ledger, without the rest of the program.
#[path = "../../payment"]
mod payment {
    pub(crate) mod ledger;
    pub(crate) mod notification;
}

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::Request;
use payment::ledger::Ledger;
use payment::notification::{Hospital, router};
use support::run;
use tower::ServiceExt as _;
use wxmed::codec::{SignType, encode_fields, xml};
use wxmed::notify::Receiver;
use wxmed::spec::model::Resource;
use wxmed::{Fen, Merchant};
use wxmed_sandbox::{Account, Item, Platform, SendOutcome, Settings};

const NUMBER: &str = "HOSP1";

/// A page, its ledger, and a valid notification.
struct Scene {
    page: axum::Router,
    ledger: Ledger,
    paid: tokio::sync::mpsc::UnboundedReceiver<String>,
    account: Account,
    body: Vec<u8>,
}

impl Scene {
    fn new() -> Self {
        let account = Account::sample();
        let mut platform = Platform::new(Settings::default().account(account.clone()), "http://sandbox.test").unwrap();
        let order = Item::new(Resource::Order).with("hosp_out_trade_no", NUMBER).with("total_fee", "200");
        let order = order.with("appid", account.appid()).with("mch_id", account.mch_id());
        platform.put(order.with("notify_url", "http://hospital.test/paid"));
        platform.pay(NUMBER, Duration::from_secs(1_700_000_000)).unwrap();
        let body = platform.take_outgoing().remove(0).body;

        let (appid, mch_id) = (account.appid().to_owned(), account.mch_id().to_owned());
        let receiver = Receiver::new(account.api_key().clone(), Merchant::Own { appid, mch_id });
        let ledger = Ledger::open().unwrap();
        ledger.add_order(NUMBER, Fen::new(200)).unwrap();
        let (hospital, paid) = Hospital::new(receiver, ledger.clone());
        Self { page: router(Arc::new(hospital)), ledger, paid, account, body }
    }

    /// The notification with some fields changed, signed with the right key.
    fn with(&self, changes: &[(&str, &str)]) -> Vec<u8> {
        let fields = xml::read(&self.body).unwrap();
        let kept = fields.iter().filter(|(name, _)| *name != "sign" && changes.iter().all(|(other, _)| other != name));
        let mut all: Vec<(&str, &str)> = kept.chain(changes.iter().copied()).collect();
        all.sort_unstable();
        encode_fields(all, self.account.api_key(), SignType::Md5).unwrap().xml().as_bytes().to_vec()
    }

    /// The response of the page: the code and the message.
    async fn respond(&self, body: impl Into<Body>) -> (String, String) {
        let request = Request::post("/paid").body(body.into()).unwrap();
        let response = self.page.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "application/xml; charset=utf-8");
        let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
        let fields = xml::read(&body).unwrap();
        (fields.get("return_code").unwrap().to_owned(), fields.get("return_msg").unwrap().to_owned())
    }

    fn paid(&self) -> Option<i64> {
        self.ledger.paid(NUMBER).unwrap()
    }
}

fn fail(message: &str) -> (String, String) {
    ("FAIL".to_owned(), message.to_owned())
}

#[tokio::test]
async fn a_valid_notice_is_booked_once_and_acknowledged_each_time() {
    let mut scene = Scene::new();
    for _ in 0..3 {
        assert_eq!(scene.respond(scene.body.clone()).await, ("SUCCESS".to_owned(), "OK".to_owned()));
        assert_eq!(scene.paid(), Some(200));
    }
    assert_eq!(scene.paid.try_recv().unwrap(), NUMBER);
    assert!(scene.paid.try_recv().is_err(), "the payment was reported once");
}

#[tokio::test]
async fn a_forged_notice_is_refused() {
    let scene = Scene::new();
    let forged = String::from_utf8(scene.body.clone()).unwrap().replace("[200]", "[100]");
    assert_eq!(scene.respond(forged).await, fail("签名失败"));
    let unsigned = String::from_utf8(scene.body.clone()).unwrap();
    let (before, rest) = unsigned.split_once("<sign>").unwrap();
    let unsigned = format!("{before}{}", rest.split_once("</sign>").unwrap().1);
    assert_eq!(scene.respond(unsigned).await, fail("签名失败"));
    assert_eq!(scene.paid(), None);
}

#[tokio::test]
async fn a_truncated_notice_is_refused() {
    let scene = Scene::new();
    for end in [0, 1, scene.body.len() / 2, scene.body.len() - 1] {
        assert_eq!(scene.respond(scene.body[..end].to_vec()).await, fail("XML格式错误"), "{end}");
    }
    // A body that is too large is treated as truncated, too.
    let large = [&scene.body[..], &vec![b' '; 1 << 20]].concat();
    assert_eq!(scene.respond(large[..(1 << 20) + 1].to_vec()).await, fail("XML格式错误"));
    assert_eq!(scene.paid(), None);
}

#[tokio::test]
async fn a_foreign_notice_is_refused() {
    let scene = Scene::new();
    for changes in [[("mch_id", "1230000110")], [("appid", "wx0000000000000000")]] {
        assert_eq!(scene.respond(scene.with(&changes)).await, fail("商户不符"));
    }
    assert_eq!(scene.paid(), None);
}

#[tokio::test]
async fn a_notice_that_does_not_fit_the_ledger_is_sent_again() {
    let scene = Scene::new();
    let later = fail("处理失败，请稍后重发");
    for changes in [("total_fee", "199"), ("total_fee", "2.00"), ("hosp_out_trade_no", "HOSP2")] {
        assert_eq!(scene.respond(scene.with(&[changes])).await, later, "{changes:?}");
    }
    assert_eq!(scene.paid(), None);
    // Its key was not recorded either, so that it can be recorded after the ledger is corrected.
    assert_eq!(scene.respond(scene.body.clone()).await.0, "SUCCESS");
    assert_eq!(scene.paid(), Some(200));
}

#[tokio::test]
async fn a_failure_is_acknowledged_and_pays_nothing() {
    let scene = Scene::new();
    let failed = scene.with(&[("result_code", "FAIL"), ("err_code", "1")]);
    assert_eq!(scene.respond(failed).await.0, "SUCCESS");
    assert_eq!(scene.paid(), None);
    // The success that follows is a different notice.
    assert_eq!(scene.respond(scene.body.clone()).await.0, "SUCCESS");
    assert_eq!(scene.paid(), Some(200));
}

#[test]
fn the_program_places_an_order_and_is_notified_of_its_payment() {
    let ended = run("payment", &[], &[]);
    assert_eq!(ended.code, Some(0), "{}{}", ended.out, ended.err);
    for text in ["placed: HOSP", ", WeChat calls it ", "paid: HOSP", ", 200 fen\n"] {
        assert!(ended.out.contains(text), "{text:?}: {}", ended.out);
    }
}

#[test]
fn the_program_runs_with_a_sandbox_from_the_environment() {
    let hospital = support::Hospital::open();
    let sent = hospital.sandbox.listen_to_notifications();
    let ended = hospital.run("payment", &[]);
    assert_eq!(ended.code, Some(0), "{}{}", ended.out, ended.err);
    assert!(ended.out.contains("paid: HOSP") && !ended.out.contains("(using a sandbox"), "{}", ended.out);
    let sent = sent.recv_timeout(Duration::from_secs(30)).unwrap();
    assert_eq!((sent.attempt, &sent.outcome), (1, &SendOutcome::Acknowledged));
}
