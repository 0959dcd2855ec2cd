//! Requests that name another account.

use wxmed::spec::model::Operation;
use wxmed_sandbox::{Account, Settings, SubMerchant, User};

use crate::support::{Fields, account, fields, operations, prepared, set, settings, unmarked};

/// The operations whose requests name the account, according to their specs.
fn naming() -> Vec<Operation> {
    operations(|operation| {
        operation.request.choices.iter().any(|one| one.part.as_ref().is_some_and(|p| p.names_account))
    })
}

/// The valid examples of an operation.
fn good(operation: &Operation) -> Vec<Fields> {
    operation.examples.iter().filter(|example| example.breaks.is_empty()).map(fields).collect()
}

/// The error for a request: `None` if it succeeds, otherwise the code and the description, or an empty code and the
/// message.
fn refused(settings: Settings, operation: &Operation, sent: &Fields) -> Option<(String, String)> {
    // The platform has the account of the settings, which may differ from the request's.
    let mut caller = crate::support::Caller::with(settings.people([]));
    crate::support::needed(operation, sent).into_iter().for_each(|item| caller.platform.put(item));
    let reply = caller.reply(&operation.path, sent);
    let made = !caller.platform.items(wxmed::spec::model::Resource::Order).is_empty();
    let pair = |code: &str, text: &str| Some((reply.get(code).cloned().unwrap_or_default(), unmarked(&reply[text])));
    let api_error = match (reply["return_code"].as_str(), reply.get("result_code").map(String::as_str)) {
        ("FAIL", _) => pair("", "return_msg"),
        (_, Some("FAIL")) => pair("err_code", "err_code_des"),
        _ => None,
    };
    assert_eq!(made, api_error.is_none(), "a rejected request creates nothing");
    api_error
}

#[test]
fn a_request_that_names_another_account_is_rejected_despite_a_valid_signature() {
    let mut tried = 0;
    for operation in naming() {
        for sent in good(&operation) {
            let own = || settings().account(account(&sent));
            assert_eq!(refused(own(), &operation, &sent), None);
            for name in ["appid", "mch_id", "sub_appid", "sub_mch_id"] {
                let Some((_, value)) = sent.iter().find(|(known, _)| known == name) else { continue };
                let mut foreign = sent.clone();
                set(&mut foreign, name, if value.starts_with("wx") { "wx0000000000000000" } else { "999" });
                let error = refused(own(), &operation, &foreign);
                let message = format!("{name}参数格式错误");
                assert_eq!(error, Some((String::new(), message.clone())));
                let is_known =
                    |row: &wxmed::ErrorInfo| row.is_of(&message) && row.outcome == wxmed::Outcome::NothingDone;
                assert!(<wxmed::errors::ProtocolError as wxmed::ErrorCode>::ROWS.iter().any(is_known), "{message}");
                tried += 1;
            }
        }
    }
    assert!(tried >= 10, "{tried}");
}

#[test]
fn a_sub_merchant_must_be_one_of_the_service_providers() {
    let one = || SubMerchant::new("1900000109").with_appid("wx8888888888888888");
    let other = || SubMerchant::new("1900000110");
    for operation in naming() {
        let all = good(&operation);
        let (with_sub, own): (Vec<&Fields>, Vec<&Fields>) =
            all.iter().partition(|sent| sent.iter().any(|(name, _)| name == "sub_mch_id"));
        for sent in with_sub {
            // An account without sub-merchants rejects all of them.
            let error = refused(settings(), &operation, sent).unwrap();
            assert!(["sub_appid参数格式错误", "sub_mch_id参数格式错误"].contains(&&*error.1), "{error:?}");
            let provider = || settings().account(Account::sample().with_sub_merchant(other()).with_sub_merchant(one()));
            assert_eq!(refused(provider(), &operation, sent), None);
            if sent.iter().any(|(name, _)| name == "sub_appid") {
                // The appid of one sub-merchant with the number of another.
                let mut mixed = sent.clone();
                set(&mut mixed, "sub_mch_id", "1900000110");
                assert!(refused(provider(), &operation, &mixed).unwrap().1.ends_with("参数格式错误"));
            }
        }
        for sent in own {
            let provider = settings().account(Account::sample().with_sub_merchant(other()));
            let (_, message) = refused(provider, &operation, sent).unwrap();
            assert_eq!(message, "参数格式校验错误 sub_mch_id is needed....");
        }
    }
}

/// Only rows that the spec marks as the account's are compared.
#[test]
fn rows_that_are_not_marked_as_the_accounts_are_not_compared() {
    for mut operation in naming() {
        operation.request.choices.retain(|choice| choice.part.as_ref().is_none_or(|part| !part.names_account));
        let mut model = wxmed_sandbox::Specs::shipped().model().clone();
        model.operations = vec![operation.clone()];
        let mut sent = good(&operation).remove(0);
        set(&mut sent, "appid", "wx0000000000000000");
        let mut caller = prepared(settings().specs(model.into()), &operation, &sent);
        assert_eq!(caller.reply(&operation.path, &sent)["result_code"], "SUCCESS");
    }
}

#[test]
fn accounts_and_people_from_the_control_api_can_be_read_from_a_file() {
    let sub = wxmed_sandbox::SubMerchant::new("1900000109").with_appid("wx8888888888888888");
    let api =
        crate::control_api::Api::with(crate::support::settings().account(Account::sample().with_sub_merchant(sub)));
    let account = Account::from_json(&api.value("/account").to_string()).unwrap();
    let own = api.sandbox.account();
    assert_eq!((account.appid(), account.mch_id()), (own.appid(), own.mch_id()));
    assert_eq!((account.app_secret(), account.api_key_text()), (own.app_secret(), own.api_key_text()));
    assert_eq!(account.sub_merchants(), own.sub_merchants());
    let people = User::list_from_json(&api.value("/people").to_string()).unwrap();
    let values = |user: &User| {
        user.card().map(|card| card.map(|(name, value)| (name.to_owned(), value.to_owned())).collect::<Vec<_>>())
    };
    for (read, own) in people.iter().zip(api.sandbox.people()) {
        assert_eq!((read.openid(), read.name(), values(read)), (own.openid(), own.name(), values(&own)));
    }
    assert_eq!(people.len(), 3);
}

#[test]
fn errors_in_a_file_have_texts_in_both_languages() {
    let accounts = [
        ("", "JSON"),
        ("{}", "appid"),
        (r#"{"appid":"","mch_id":"1","app_secret":"s","api_key":"k"}"#, "appid"),
        (r#"{"appid":"a","mch_id":"1","app_secret":"s","api_key":"k","colour":1,"shape":2}"#, "colour"),
        (r#"{"appid":"a","mch_id":"1","app_secret":"s","api_key":"k","sub_merchants":[{"mch_id":"1"}]}"#, "sub_mch_id"),
    ];
    let errors = accounts.map(|(text, name)| (Account::from_json(text).unwrap_err(), name));
    let people = [
        (r#"{"people":[{"openid":"o"}]}"#, "name"),
        (r#"{"people":[{"openid":"o","name":"n","identity_number":"1"}]}"#, "identity_number"),
        (
            r#"{"people":[{"openid":"o","name":"n","identity_number":"110105491231002","idcard_md5":"0"}]}"#,
            "idcard_md5",
        ),
        (
            r#"{"people":[{"openid":"o","name":"n","identity_number":"110105491231002"},{"openid":"o","name":"m","identity_number":"110105491231002"}]}"#,
            "openid",
        ),
    ];
    let others = people.map(|(text, name)| (User::list_from_json(text).unwrap_err(), name));
    for (error, name) in errors.into_iter().chain(others) {
        let (en, zh) = (error.to_string(), format!("{error:#}"));
        assert!(en.contains(name) && zh.contains(name) && en != zh, "{en} {zh}");
    }
}
