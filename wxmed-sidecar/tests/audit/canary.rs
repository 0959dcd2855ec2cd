//! Secrets and patients' data never reach the audit file.

use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use wxmed::dynamic::Specs;
use wxmed::testing::{MockRule, MockTransport};
use wxmed::{ApiKey, AttemptEvent, Client, Error, Observer, StaticToken};
use wxmed_sidecar::audit::{Exchange, RawBodies, RawSettings, Recipient, RedactedFields};

use crate::support::{Folder, record};

const KEY: &str = "canarykey0000000000000000000key1";
const TOKEN: &str = "canary-access-token";
const NAME: &str = "金丝雀";
const IDENTITY: &str = "44030019000101123x";
const CARD: &str = "canary-card-6001";

/// Everything that must not be found, in all of its encodings.
fn hidden() -> Vec<String> {
    let md5 = wxmed::IdCard::parse(IDENTITY).unwrap().md5().as_str().to_owned();
    [KEY, TOKEN, NAME, IDENTITY, CARD, "44030019000101123X"]
        .iter()
        .map(|text| (*text).to_owned())
        .chain([md5])
        .collect()
}

/// The recorded fields of each attempt.
#[derive(Clone, Default)]
struct Attempts(Arc<Mutex<Vec<Exchange>>>);

impl Observer for Attempts {
    fn on_attempt(&self, attempt: &AttemptEvent<'_>) {
        let outcome = format!("{:?}", attempt.attempt());
        let exchange = Exchange::new(Timestamp::now(), "his", attempt.operation(), 200, outcome)
            .request(RedactedFields::sent(attempt))
            .response(RedactedFields::received(attempt))
            .raw(RawBodies::new(attempt.expose_sent(), attempt.received().map(|raw| raw.bytes().to_vec())));
        self.0.lock().unwrap().push(exchange);
    }
}

fn fields() -> Vec<(&'static str, String)> {
    let md5 = wxmed::IdCard::parse(IDENTITY).unwrap().md5();
    vec![
        ("openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o".to_owned()),
        ("name", NAME.to_owned()),
        ("idcard_md5", md5.as_str().to_owned()),
    ]
}

/// Calls that succeed, and calls that are rejected with a message that repeats the sent values.
async fn exchanges() -> Vec<Exchange> {
    let echo = format!("{NAME} {IDENTITY} {TOKEN} not bound");
    let found = [
        ("medical_card_no", CARD),
        ("medical_card_id", CARD),
        ("medical_user_id", NAME),
        ("medical_insurance_type", "1"),
    ];
    let platform = MockTransport::new()
        .rule(MockRule::on("getmedinfo").times(1).business_error("80004", &echo))
        .rule(MockRule::on("getmedinfo").times(1).success(found))
        .rule(MockRule::on("getmedinfo").success([("undocumented", NAME)]));
    let attempts = Attempts::default();
    let client =
        Client::builder(ApiKey::new(KEY)).token(StaticToken::new(TOKEN)).transport(platform).observer(attempts.clone());
    let client: Client = client.build().unwrap();
    for _ in 0..3 {
        let _ = client.call("getmedinfo", fields()).await;
    }
    let exchanges = attempts.0.lock().unwrap().clone();
    assert_eq!(exchanges.len(), 3);
    exchanges
}

/// A request that is refused, with values in the wrong fields and with unknown names.
async fn refused() -> Exchange {
    let operation = Specs::shipped().operation("getmedinfo").unwrap();
    let wrong = [
        ("openid", NAME),
        ("name", IDENTITY),
        (NAME, "1"),
        (IDENTITY, IDENTITY),
        ("idcard_md5", CARD),
        ("nonce_str", NAME),
    ];
    let client = Client::builder(ApiKey::new(KEY)).token(StaticToken::new(TOKEN)).transport(MockTransport::new());
    let client: Client = client.build().unwrap();
    let Error::Invalid(violations) = client.call("getmedinfo", wrong).await.unwrap_err() else { panic!() };
    Exchange::new(Timestamp::now(), "his", "getmedinfo", 422, "violations")
        .key(IDENTITY)
        .request(RedactedFields::unsent(&operation, wrong))
        .violations(&violations)
}

#[tokio::test]
async fn no_file_contains_a_canary() {
    let folder = Folder::new();
    let recipient = Recipient::parse("age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p").unwrap();
    let settings = folder.settings().with_raw(RawSettings::new(folder.path("raw.jsonl"), recipient));
    let mut all = exchanges().await;
    all.push(refused().await);
    let shown = format!("{all:?}");
    assert_eq!(record(&settings, all), 0);
    let (lines, raw) = (folder.read("audit.jsonl"), folder.read("raw.jsonl"));
    assert_eq!((lines.lines().count(), raw.lines().count()), (4, 3));
    for canary in hidden() {
        for text in [&lines, &raw, &shown] {
            assert!(!text.contains(&canary), "{canary} in {text}");
        }
    }
}

#[tokio::test]
async fn entries_contain_the_fields_that_are_not_sensitive() {
    let folder = Folder::new();
    let mut all = exchanges().await;
    all.push(refused().await);
    record(&folder.settings(), all);
    let entries = folder.entries("audit.jsonl");
    assert_eq!(entries[0].request["name"], "***");
    assert_eq!(
        (entries[0].response["err_code"].as_str(), entries[0].response["return_code"].as_str()),
        ("80004", "SUCCESS")
    );
    assert_eq!(entries[0].response["err_code_des"], "*** *** *** not bound");
    assert_eq!(entries[1].response["medical_insurance_type"], "1");
    let refused = &entries[3];
    let paths: Vec<_> = refused.violations.iter().map(|violation| violation["path"].as_str().unwrap()).collect();
    assert!(paths.contains(&"idcard_md5"), "{paths:?}");
    assert!(refused.violations.iter().all(|violation| violation["rule"].is_string()));
    // Names that aren't in the spec are masked.
    assert!(
        refused
            .request
            .keys()
            .all(|name| ["openid", "name", "idcard_md5", "nonce_str", "***"].contains(&name.as_str()))
    );
    assert!(!folder.path("raw.jsonl").exists());
}
