//! The records of a platform's state.

use std::collections::BTreeMap;
use std::time::Duration;

use wxmed::codec::SignType;
use wxmed_sandbox::{Change, HttpRequest, Item, Platform, Record, User};

use crate::support::{Caller, NOON, credentials, good, needed, operations, set, settings, signed};

/// A store in memory.
#[derive(Default)]
struct Store(BTreeMap<(String, String), String>);

impl Store {
    fn keep(&mut self, changes: Vec<Change>) {
        for change in changes {
            match change {
                Change::Clear => self.0.clear(),
                Change::Put(Record { kind, key, value }) => drop(self.0.insert((kind, key), value)),
                Change::Remove { kind, key } => drop(self.0.remove(&(kind, key))),
            }
        }
    }

    fn records(&self) -> Vec<Record> {
        let record = |((kind, key), value): (&(String, String), &String)| Record {
            kind: kind.clone(),
            key: key.clone(),
            value: value.clone(),
        };
        self.0.iter().map(record).collect()
    }
}

fn of(platform: &Platform) -> BTreeMap<(String, String), String> {
    platform.records().into_iter().map(|Record { kind, key, value }| ((kind, key), value)).collect()
}

/// After every change the stored records equal the platform's, and another platform can be restored from them.
#[test]
fn all_changes_are_tracked() {
    let mut caller = Caller::with(settings().kept_items(20));
    caller.platform.track_changes();
    let mut store = Store::default();
    caller.platform.records().into_iter().for_each(|record| store.keep(vec![Change::Put(record)]));
    let mut token = String::new();
    for round in 0..60_usize {
        match round % 12 {
            0 => token = caller.token(),
            1 => caller.platform.bind_card(&format!("somebody {round}")),
            2 => caller.platform.unbind("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"),
            3 => caller.platform.bind_card("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"),
            4 => caller.platform.advance(Duration::from_secs(100)),
            5 => drop(caller.platform.show_auth_code("o1", NOON)),
            6 => {
                let user = User::new(format!("o{round}"), "赵六", "110105491231002").unwrap();
                caller.platform.add_person(user.with_card([("medical_card_no", "1")]));
            }
            7 => drop(caller.platform.remove_person("o6")),
            8 => {
                for operation in operations(|one| !one.creates.is_empty()) {
                    let mut fields = good(&operation);
                    set(&mut fields, "hosp_out_trade_no", &format!("H{round}"));
                    needed(&operation, &fields).into_iter().for_each(|item: Item| caller.platform.put(item));
                    let body = signed(&fields, caller.account.api_key(), SignType::Md5);
                    caller.handle(&HttpRequest::post(&*operation.path, format!("access_token={token}"), body));
                }
            }
            9 => drop(caller.platform.pay(&format!("H{}", round - 1), NOON)),
            10 if round > 40 => caller.platform.expire_tokens(),
            11 if round == 35 => caller.platform.reset(),
            _ => {
                let body = format!(
                    r#"{{"grant_type":"client_credential","appid":"{}","secret":"{}","force_refresh":true}}"#,
                    caller.account.appid(),
                    caller.account.app_secret().expose()
                );
                caller.handle(&HttpRequest::post("/cgi-bin/stable_token", "", body));
            }
        }
        store.keep(caller.platform.take_changes());
        assert_eq!(store.0, of(&caller.platform), "round {round}");
        let mut other = Platform::new(settings().people([]), "http://sandbox.test").unwrap();
        other.restore(&store.records()).unwrap();
        assert_eq!(of(&other), store.0, "round {round}");
        assert!(caller.platform.take_changes().is_empty());
    }
}

#[test]
fn tokens_and_orders_stay_valid_in_a_restored_platform() {
    let mut first = Caller::new();
    let token = first.token();
    let operation = operations(|one| one.creates.is_empty() && !one.needs.is_empty()).remove(0);
    let fields = good(&operation);
    let mut second = Platform::new(settings().people([]), "http://sandbox.test").unwrap();
    second.restore(&first.platform.records()).unwrap();
    let body = signed(&fields, first.account.api_key(), SignType::Md5);
    let request = HttpRequest::post(&*operation.path, format!("access_token={token}"), body);
    assert!(second.handle(&request, NOON).response.text().contains("SUCCESS"));
    // The old token stays valid for five minutes beside a new one, as on a single platform.
    second.handle(&HttpRequest::get("/cgi-bin/token", credentials(&first.account)), NOON);
    assert!(second.handle(&request, NOON + Duration::from_secs(299)).response.text().contains("SUCCESS"));
    assert!(second.handle(&request, NOON + Duration::from_secs(301)).response.text().contains("40001"));
}

#[test]
fn changes_are_not_tracked_by_default() {
    let mut caller = Caller::new();
    caller.token();
    caller.platform.reset();
    assert!(caller.platform.take_changes().is_empty());
}

#[test]
fn records_of_another_version_are_rejected_and_change_nothing() {
    let mut platform = Platform::new(settings(), "http://sandbox.test").unwrap();
    let before = of(&platform);
    for (kind, key, value) in [
        ("item", "x", "{}"),
        ("item", "1", "{}"),
        (
            "item",
            "1",
            r#"{"what":"castle","operation":null,"values":{},"made":null,"until":null,"is_used":false,"is_paid":false}"#,
        ),
        ("people", "", r#"[{"openid":"o","name":"n","identity_number":"1","card":null}]"#),
        ("token", "t", "1"),
        ("tokens", "", "[]"),
        ("clock", "", "\"noon\""),
    ] {
        let record = Record { kind: kind.to_owned(), key: key.to_owned(), value: value.to_owned() };
        assert!(!format!("{record:?}").contains(value));
        let error = platform.restore(&[record]).unwrap_err();
        assert!(error.to_string().contains(kind) && format!("{error:#}").contains(kind));
        assert_eq!(of(&platform), before);
    }
    // Records of unknown kinds are skipped.
    platform.restore(&[Record { kind: "castle".to_owned(), key: String::new(), value: String::new() }]).unwrap();
}
