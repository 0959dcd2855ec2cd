//! How long and how often links and codes can be used.

use std::time::Duration;

use wxmed::spec::model::{Operation, Resource, Uses};
use wxmed_sandbox::{HttpRequest, HttpResponse};

use crate::support::{Caller, Fields, good, name, operations, set, unmarked};

/// All operations that need an auth code that can be used only once.
fn with_codes() -> Vec<Operation> {
    let is_limited = |operation: &Operation| {
        operation.needs.iter().any(|need| need.what == Resource::AuthCode && need.uses == Uses::Once)
    };
    operations(is_limited)
}

/// A valid request with a new auth code and this order number.
fn scanned(caller: &mut Caller, operation: &Operation, order: &str) -> Fields {
    let shown = caller.platform.show_auth_code("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", caller.now);
    let mut sent = good(operation);
    for need in operation.needs.iter().filter(|need| need.what == Resource::AuthCode) {
        for row in need.by.iter().chain(&need.same).map(|index| name(operation, *index)) {
            set(&mut sent, row, shown.get(row).unwrap());
        }
    }
    let creation = operation.creates.iter().find(|creation| creation.what == Resource::Order).unwrap();
    set(&mut sent, name(operation, creation.by[0]), order);
    sent
}

/// The error of a request: `None` if it succeeds, otherwise the code and the description.
fn ends(caller: &mut Caller, operation: &Operation, sent: &Fields) -> Option<(String, String)> {
    let reply = caller.reply(&operation.path, sent);
    assert_eq!(reply["return_code"], "SUCCESS", "{reply:?}");
    let is_failure = reply["result_code"] == "FAIL";
    is_failure.then(|| (reply["err_code"].clone(), unmarked(&reply["err_code_des"])))
}

#[test]
fn a_code_can_be_used_for_one_order() {
    for operation in with_codes() {
        let caller = &mut Caller::new();
        let sent = scanned(caller, &operation, "first");
        // A rejected request doesn't use up the code.
        let row = operation.request.fields.iter().find(|row| row.format == wxmed::spec::Format::Content).unwrap();
        let mut wrong = sent.clone();
        set(&mut wrong, &row.name, r#"{"registration_order_pay":{}}"#);
        assert_eq!(ends(caller, &operation, &wrong).unwrap().0, "SANDBOX_CONTENT");
        assert_eq!(ends(caller, &operation, &sent), None);
        // The same order again is a repetition, regardless of the code.
        assert_eq!(ends(caller, &operation, &sent).unwrap().0, "SANDBOX_ORDER_REPEATED");
        let creation = &operation.creates[0];
        let mut second = sent.clone();
        set(&mut second, name(&operation, creation.by[0]), "second");
        let (code, description) = ends(caller, &operation, &second).unwrap();
        assert_eq!(code, "SANDBOX_USED");
        assert!(description.contains("授权码"), "{description}");
        let another = scanned(caller, &operation, "second");
        assert_eq!(ends(caller, &operation, &another), None);
    }
}

#[test]
fn expired_and_unknown_codes_are_rejected() {
    for operation in with_codes() {
        let need = operation.needs.iter().find(|need| need.what == Resource::AuthCode).unwrap();
        let caller = &mut Caller::new();
        let within = Duration::from_secs(need.within.unwrap().into());
        let sent = scanned(caller, &operation, "first");
        caller.now += within - Duration::from_secs(1);
        assert_eq!(ends(caller, &operation, &sent), None);
        let late = scanned(caller, &operation, "late");
        caller.now += within;
        assert_eq!(ends(caller, &operation, &late).unwrap().0, "SANDBOX_EXPIRED");
        let mut unknown = scanned(caller, &operation, "unknown");
        set(&mut unknown, name(&operation, need.by[0]), "made up by the caller");
        assert_eq!(ends(caller, &operation, &unknown).unwrap().0, "SANDBOX_AUTH_CODE_MISSING");
        let mut other = scanned(caller, &operation, "other");
        set(&mut other, name(&operation, need.same[0]), "of another code");
        assert_eq!(ends(caller, &operation, &other).unwrap().0, "SANDBOX_DIFFERS");
    }
}

#[test]
fn a_page_shows_a_new_code_each_time() {
    let caller = &mut Caller::new();
    let show =
        |caller: &mut Caller| caller.handle(&HttpRequest::get("/sandbox/auth-code/oUpF8uMuAJO_M2pxb1Q9zNjWeS6o", ""));
    let (first, second) = (show(caller), show(caller));
    assert_eq!((first.status, second.status), (200, 200));
    assert_ne!(first.body, second.body);
    for operation in with_codes() {
        let mut sent = scanned(caller, &operation, &operation.name);
        for (name, value) in first.text().lines().map(|line| line.split_once('=').unwrap()) {
            set(&mut sent, name, value);
        }
        assert_eq!(ends(caller, &operation, &sent), None);
    }
    assert_eq!(caller.handle(&HttpRequest::post("/sandbox/auth-code/somebody", "", "")).status, 405);
    let none = wxmed_sandbox::Specs::read(Vec::<&str>::new()).unwrap();
    let mut caller = Caller::with(crate::support::settings().specs(none));
    assert_eq!(show(&mut caller).status, 404);
}

#[test]
fn a_link_expires_after_the_lifetime_in_its_response() {
    for link in operations(|one| one.creates.iter().any(|creation| creation.what == Resource::BindLink)) {
        let lasts = link.creates[0].lasts.expect("the response contains the lifetime");
        let caller = &mut Caller::new();
        let reply = caller.reply(&link.path, &good(&link));
        let seconds: u64 = reply[&link.response.fields[lasts].name].parse().unwrap();
        let path = reply.values().find_map(|value| value.strip_prefix("http://sandbox.test")).unwrap().to_owned();
        let open = |caller: &mut Caller| -> HttpResponse { caller.handle(&HttpRequest::get(path.clone(), "")) };
        caller.platform.advance(Duration::from_secs(seconds - 1));
        assert_eq!(open(caller).status, 302);
        caller.platform.unbind("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
        caller.platform.advance(Duration::from_secs(1));
        let late = open(caller);
        assert_eq!(late.status, 410);
        assert!(late.text().contains("expired") && late.text().contains("已过期"));
        assert!(caller.platform.people()[0].card().is_none(), "no card was bound");
    }
}
