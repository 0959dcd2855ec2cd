//! Stubs, and limits on kept calls and resources.

use std::io::Read as _;
use std::num::NonZeroUsize;
use std::time::Duration;

use flate2::read::GzDecoder;
use wxmed::codec::SignType;
use wxmed::spec::model::{Operation, Resource, ResponseSigning};
use wxmed::{SignatureFault, Verification};
use wxmed_sandbox::{Delivery, HttpRequest, HttpResponse, Outcome, Reply, Stub, StubResponse, TokenErrors};

use crate::support::{
    Caller, Fields, gateway, good, name, operations, prepared, read, settings, signed, unmarked, verification, verified,
};

fn reply(caller: &mut Caller, operation: &Operation, fields: &Fields) -> Reply {
    let token = caller.token();
    let body = signed(fields, caller.account.api_key(), SignType::Md5);
    let request = HttpRequest::post(operation.path.as_str(), format!("access_token={token}"), body);
    caller.platform.handle(&request, caller.now)
}

/// Calls an operation once with a stub, and returns the caller and the reply.
fn meet(operation: &Operation, stub: StubResponse) -> (Caller, Reply) {
    let fields = good(operation);
    let mut caller = prepared(settings(), operation, &fields);
    caller.platform.stub(Stub::on(operation.name.as_str()).respond_with(stub));
    let reply = reply(&mut caller, operation, &fields);
    assert_eq!(caller.platform.unfinished_stubs(), 0);
    (caller, reply)
}

/// The number of resources that an operation created.
fn made(caller: &Caller, operation: &Operation) -> usize {
    let is_own = |item: &wxmed_sandbox::Item| item.operation() == Some(&operation.name);
    Resource::ALL.iter().flat_map(|what| caller.platform.items(*what)).filter(is_own).count()
}

fn check(caller: &Caller, reply: &Reply, signing: ResponseSigning) -> Result<Verification, SignatureFault> {
    verification(caller, &reply.response, signing, SignType::Md5)
}

#[test]
fn a_token_can_be_rejected_in_either_shape_and_nothing_is_done() {
    for operation in operations(|_| true) {
        for code in [40001, 40014, 42001] {
            let (caller, refused) = meet(&operation, StubResponse::TokenRejected { shape: TokenErrors::Gateway, code });
            assert_eq!((refused.response.status, gateway(&refused.response).0), (200, u64::from(code)));
            assert_eq!(made(&caller, &operation), 0);
            let (caller, refused) =
                meet(&operation, StubResponse::TokenRejected { shape: TokenErrors::Envelope, code });
            let reply = read(&refused.response);
            assert_eq!((reply["return_code"].as_str(), reply["result_code"].as_str()), ("SUCCESS", "FAIL"));
            assert_eq!(reply["err_code"], code.to_string());
            unmarked(&reply["err_code_des"]);
            assert_eq!(made(&caller, &operation), 0);
        }
        let message = "invalid credential, access_token is invalid or not latest".to_owned();
        assert_eq!(gateway(&meet(&operation, StubResponse::token_rejected()).1.response), (40001, message));
        let reply = read(&meet(&operation, StubResponse::token_rejected_in_envelope()).1.response);
        assert_eq!(reply["err_code"], "40001");
    }
}

#[test]
fn a_call_can_be_rejected_with_any_error() {
    for operation in operations(|_| true) {
        let (caller, refused) = meet(&operation, StubResponse::Protocol { message: "系统繁忙".to_owned() });
        assert_eq!(unmarked(&read(&refused.response)["return_msg"]), "系统繁忙");
        assert_eq!(made(&caller, &operation), 0);
        let stub = StubResponse::Business { code: "80000".to_owned(), description: "系统错误".to_owned() };
        let (caller, refused) = meet(&operation, stub);
        let reply = read(&refused.response);
        assert_eq!((reply["err_code"].as_str(), unmarked(&reply["err_code_des"])), ("80000", "系统错误".to_owned()));
        assert_eq!(made(&caller, &operation), 0);
        assert_eq!(caller.platform.recorded_calls().last().unwrap().outcome, Outcome::Business("80000".to_owned()));
    }
}

#[test]
fn a_right_response_can_be_forged_left_unsigned_or_changed() {
    for operation in operations(|_| true) {
        let (caller, forged) = meet(&operation, StubResponse::Forged);
        assert_eq!(check(&caller, &forged, operation.response_signing), Err(SignatureFault::Wrong));
        assert_eq!(made(&caller, &operation), operation.creates.len(), "the call is executed");

        let (caller, stripped) = meet(&operation, StubResponse::Unsigned);
        let unsigned = Ok(Verification::UnsignedBySpecification);
        assert_eq!(check(&caller, &stripped, ResponseSigning::Unsigned), unsigned);
        assert!(!read(&stripped.response).contains_key("sign"));
        assert_eq!(made(&caller, &operation), operation.creates.len());

        let fields = [("result_code", "FAIL"), ("err_code", "0"), ("more", "]]>&<"), ("none", "")];
        let (caller, changed) = meet(&operation, StubResponse::fields(fields));
        let reply = read(&changed.response);
        assert!(fields.iter().all(|(name, value)| reply[*name] == *value), "{reply:?}");
        let wanted = Ok(verified(operation.response_signing));
        assert_eq!(check(&caller, &changed, operation.response_signing), wanted);
        assert_eq!(made(&caller, &operation), operation.creates.len());
    }
}

#[test]
fn changed_fields_are_signed_even_if_the_right_response_is_not() {
    for operation in operations(|one| one.response_signing == ResponseSigning::Signed) {
        let mut caller = Caller::new();
        caller.platform.stub(Stub::on(operation.name.as_str()).respond_with(StubResponse::fields([("more", "1")])));
        let refused = reply(&mut caller, &operation, &Fields::new());
        assert_eq!(read(&refused.response)["return_code"], "FAIL");
        assert_eq!(check(&caller, &refused, operation.response_signing), Ok(Verification::Verified));
    }
}

/// Used-up stubs are removed.
#[test]
fn used_up_stubs_are_dropped() {
    let mut caller = Caller::new();
    let kept = |caller: &Caller| format!("{:?}", caller.platform).matches("Stub {").count();
    let status = |caller: &mut Caller| caller.handle(&HttpRequest::get("/cgi-bin/token", "")).status;
    for round in 0..100 {
        caller.platform.stub(Stub::on("/cgi-bin/token").times(2).respond_with(StubResponse::status(503)));
        caller.platform.stub(Stub::on("token").times(0).respond_with(StubResponse::status(500)));
        assert_eq!((kept(&caller), caller.platform.unfinished_stubs()), (1, 1), "{round}");
        assert_eq!([status(&mut caller), status(&mut caller), status(&mut caller)], [503, 503, 200], "{round}");
        assert_eq!((kept(&caller), caller.platform.unfinished_stubs()), (0, 0), "{round}");
    }
    caller.platform.stub(Stub::on("token").always().respond_with(StubResponse::status(502)));
    assert_eq!([status(&mut caller), status(&mut caller)], [502, 502]);
    assert_eq!(kept(&caller), 1);
}

#[test]
fn a_field_that_xml_cannot_contain_is_reported() {
    for operation in operations(|_| true) {
        for field in [("a b", "1"), ("a", "\u{1}")] {
            let (_, failed) = meet(&operation, StubResponse::fields([field]));
            assert_eq!(failed.response.status, 500);
            assert!(failed.response.text().contains("cannot be written"));
        }
    }
}

#[test]
fn any_status_and_body_can_be_returned() {
    for operation in operations(|_| true) {
        let (caller, replaced) = meet(&operation, StubResponse::Status { code: 502, body: b"<html>".to_vec() });
        assert_eq!((replaced.response.status, replaced.response.body.as_slice()), (502, &b"<html>"[..]));
        assert_eq!(made(&caller, &operation), 0);
        let (caller, replaced) = meet(&operation, StubResponse::Body(vec![0xFF, 0xFE]));
        assert_eq!((replaced.response.status, replaced.response.body.as_slice()), (200, &[0xFF, 0xFE][..]));
        assert_eq!(made(&caller, &operation), 0);
        assert_eq!(caller.platform.recorded_calls().last().unwrap().outcome, Outcome::Replaced);
    }
}

#[test]
fn a_call_whose_response_is_lost_is_executed() {
    let lost = [
        (StubResponse::Hang, Delivery::Never),
        (StubResponse::DropBeforeHead, Delivery::CutBeforeHead),
        (StubResponse::DropInBody, Delivery::CutInBody),
    ];
    for operation in operations(|operation| !operation.creates.is_empty()) {
        for (stub, delivery) in lost.clone() {
            let (caller, lost) = meet(&operation, stub);
            assert_eq!(lost.delivery, delivery);
            assert_eq!(read(&lost.response)["result_code"], "SUCCESS");
            assert_eq!(made(&caller, &operation), operation.creates.len());
        }
    }
}

#[test]
fn a_call_whose_response_is_replaced_can_be_executed() {
    for operation in operations(|operation| !operation.creates.is_empty()) {
        let page = HttpResponse::new(502, "<html>").with_header("content-type", "text/html");
        let (caller, replaced) = meet(&operation, StubResponse::ExecutedThen(page.clone()));
        assert_eq!(replaced.response, page);
        assert_eq!(made(&caller, &operation), operation.creates.len());
        let (caller, forged) = meet(&operation, StubResponse::ForgedFailure);
        let fields = read(&forged.response);
        assert_eq!((fields["return_code"].as_str(), fields["result_code"].as_str()), ("SUCCESS", "FAIL"));
        unmarked(&fields["err_code_des"]);
        assert_eq!(check(&caller, &forged, ResponseSigning::Signed), Err(SignatureFault::Wrong));
        assert_eq!(made(&caller, &operation), operation.creates.len());
    }
}

#[test]
fn a_proxy_compresses_the_right_response_and_its_record_stays_readable() {
    for operation in operations(|_| true) {
        let (caller, packed) = meet(&operation, StubResponse::Gzip);
        assert_eq!((packed.response.status, packed.response.header("content-encoding")), (200, Some("gzip")));
        let mut body = Vec::new();
        GzDecoder::new(&packed.response.body[..]).read_to_end(&mut body).unwrap();
        let plain = Reply { response: HttpResponse { body, ..packed.response.clone() }, ..packed.clone() };
        assert_eq!(read(&plain.response)["result_code"], "SUCCESS");
        assert_eq!(check(&caller, &plain, operation.response_signing), Ok(verified(operation.response_signing)));
        assert_eq!(made(&caller, &operation), operation.creates.len());
        let recorded = caller.platform.recorded_calls().last().unwrap().clone();
        assert_eq!((&recorded.reply, &recorded.outcome), (&plain, &Outcome::Success));
    }
}

#[test]
fn a_stub_defines_its_calls_its_start_and_its_count() {
    let operation = &operations(|operation| operation.creates.is_empty())[0];
    let fields = good(operation);
    let statuses = |script: Stub, calls: usize| {
        let mut caller = prepared(settings(), operation, &fields);
        caller.platform.stub(script.respond_with(StubResponse::Status { code: 503, body: Vec::new() }));
        (0..calls).map(|_| reply(&mut caller, operation, &fields).response.status).collect::<Vec<_>>()
    };
    let on = || Stub::on(operation.name.as_str());
    assert_eq!(statuses(on(), 3), [503, 200, 200]);
    assert_eq!(statuses(on().after(1), 3), [200, 503, 200]);
    assert_eq!(statuses(on().after(1).times(2), 5), [200, 503, 503, 200, 200]);
    assert_eq!(statuses(on().after(2).always(), 5), [200, 200, 503, 503, 503]);
    let third = NonZeroUsize::new(3).unwrap();
    assert_eq!(statuses(on().every(third).always(), 7), [200, 200, 503, 200, 200, 503, 200]);
    assert_eq!(statuses(on().after(1).every(third), 7), [200, 200, 200, 503, 200, 200, 200]);
    assert_eq!(statuses(on().times(0), 2), [200, 200]);
    assert_eq!(statuses(Stub::on(operation.path.as_str()), 2), [503, 200]);
    assert_eq!(statuses(Stub::on("/payinsurance"), 2), [200, 200]);
    assert_eq!(statuses(Stub::on("medinfo"), 2), [200, 200], "only the whole name matches");
}

#[test]
fn stubs_are_applied_in_the_order_in_which_they_were_added() {
    let operation = &operations(|operation| operation.creates.is_empty())[0];
    let fields = good(operation);
    let mut caller = prepared(settings(), operation, &fields);
    let status = |code| StubResponse::Status { code, body: Vec::new() };
    caller.platform.stub(Stub::on(operation.name.as_str()).times(2).respond_with(status(501)));
    caller.platform.stub(Stub::on(operation.path.as_str()).after(1).times(2).respond_with(status(502)));
    assert_eq!(caller.platform.unfinished_stubs(), 2);
    let statuses: Vec<u16> = (0..5).map(|_| reply(&mut caller, operation, &fields).response.status).collect();
    assert_eq!(statuses, [501, 501, 502, 502, 200]);
    assert_eq!(caller.platform.unfinished_stubs(), 0);
    let scripted: Vec<bool> = (caller.platform.recorded_calls().iter())
        .filter(|exchange| exchange.request.path == operation.path)
        .map(|exchange| exchange.is_stubbed)
        .collect();
    assert_eq!(scripted, [true, true, true, true, false]);
    caller.platform.stub(Stub::on(operation.name.as_str()).always().respond_with(status(501)));
    caller.platform.clear_stubs();
    assert_eq!(reply(&mut caller, operation, &fields).response.status, 200);
}

#[test]
fn the_token_endpoints_can_be_stubbed() {
    let mut caller = Caller::new();
    let delay = Duration::from_secs(3600);
    caller.platform.stub(Stub::on("token").delay(delay));
    caller.platform.stub(Stub::on("/cgi-bin/stable_token").respond_with(StubResponse::Body(b"{}".to_vec())));
    let plain = HttpRequest::get("/cgi-bin/token", crate::support::credentials(&caller.account));
    let late = caller.platform.handle(&plain, caller.now);
    assert_eq!((late.delay, late.delivery), (delay, Delivery::Whole));
    assert!(crate::support::json(&late.response)["access_token"].is_string());
    assert_eq!(caller.platform.handle(&plain, caller.now).delay, Duration::ZERO);
    assert_eq!(caller.handle(&HttpRequest::post("/cgi-bin/stable_token", "", "")).text(), "{}");
    assert_eq!((caller.platform.calls("/cgi-bin/token"), caller.platform.calls("/cgi-bin/stable_token")), (2, 1));
}

#[test]
fn kept_calls_are_limited_but_all_are_counted() {
    let mut caller = Caller::with(settings().kept_calls(3));
    let heard = caller.platform.listen();
    (0..10).for_each(|_| drop(caller.token()));
    let numbers: Vec<usize> = caller.platform.recorded_calls().iter().map(|exchange| exchange.number).collect();
    assert_eq!(numbers, [8, 9, 10]);
    assert_eq!(caller.platform.calls("/cgi-bin/token"), 10);
    assert_eq!(heard.try_iter().count(), 10);
}

#[test]
fn buffered_calls_for_a_listener_are_limited() {
    let mut caller = Caller::with(settings());
    let (heard, gone) = (caller.platform.listen(), caller.platform.listen());
    drop(gone);
    let nothing = HttpRequest::get("/nowhere", "");
    (0..10_003).for_each(|_| drop(caller.handle(&nothing)));
    let numbers: Vec<usize> = heard.try_iter().map(|exchange| exchange.number).collect();
    assert_eq!((numbers.len(), numbers.last()), (10_000, Some(&10_000)));
    caller.handle(&nothing);
    assert_eq!(heard.try_recv().unwrap().number, 10_004, "a listener that reads again receives new calls");
}

#[test]
fn the_size_of_kept_calls_is_limited() {
    const MOST: usize = 10_000;
    let kept = |caller: &Caller| caller.platform.recorded_calls();
    let mut caller = Caller::with(settings().kept_bytes(MOST));
    let large = |size: usize| HttpRequest::post("/payinsurance/large", "", "x".repeat(size));
    for _ in 0..20 {
        caller.handle(&large(MOST / 4));
    }
    let numbers: Vec<usize> = kept(&caller).iter().map(|exchange| exchange.number).collect();
    assert_eq!(numbers, [18, 19, 20], "a fourth would exceed the limit together with the responses");
    let bytes =
        |exchange: &wxmed_sandbox::RecordedCall| exchange.request.body.len() + exchange.reply.response.body.len();
    assert!(kept(&caller).iter().map(|exchange| bytes(exchange)).sum::<usize>() <= MOST);

    let numbers = |caller: &Caller| kept(caller).iter().map(|exchange| exchange.number).collect::<Vec<_>>();
    // Responses count like requests.
    caller.platform.stub(Stub::on("token").respond_with(StubResponse::Body(vec![b'x'; MOST - 100])));
    caller.handle(&HttpRequest::get("/cgi-bin/token", ""));
    assert_eq!(numbers(&caller), [21]);
    // A call larger than the limit isn't kept at all.
    caller.handle(&large(MOST));
    assert!(numbers(&caller).is_empty());
    caller.handle(&large(1));
    assert_eq!(numbers(&caller), [23]);
}

/// The oldest resources are dropped.
#[test]
fn kept_resources_are_limited() {
    let operation = &operations(|operation| operation.creates.iter().any(|created| !created.by.is_empty()))[0];
    let by = name(operation, operation.creates[0].by[0]);
    let fields = good(operation);
    let mut caller = prepared(settings().kept_items(2), operation, &fields);
    let cards = caller.platform.items(Resource::BoundCard).len();
    let mut numbered = |number: usize| {
        let mut fields = fields.clone();
        let index = fields.iter().position(|(name, _)| name == by).unwrap();
        fields[index].1 = format!("N{number}");
        reply(&mut caller, operation, &fields);
    };
    (0..50).for_each(&mut numbered);
    let numbers = |caller: &Caller| -> Vec<String> {
        let made = caller.platform.items(operation.creates[0].what);
        made.iter().map(|item| item.get(by).unwrap().to_owned()).collect()
    };
    assert_eq!(numbers(&caller), ["N47", "N48", "N49"], "the kept ones, and the last one");
    assert_eq!(caller.platform.items(Resource::BoundCard).len(), cards);
}

#[test]
fn errors_of_other_gateways_can_be_returned_and_nothing_is_done() {
    for operation in operations(|_| true) {
        for (stub, expected) in [
            (
                StubResponse::foreign_failure("有误", "1"),
                vec![("retcode", "1"), ("retmsg", "有误"), ("return_code", "FAIL")],
            ),
            (
                StubResponse::other_foreign_failure("有误", "1"),
                vec![("error_code", "1"), ("error_msg", "有误"), ("return_code", "FAIL")],
            ),
            (
                StubResponse::protocol_with_code("有误", "80004"),
                vec![("err_code", "80004"), ("return_code", "FAIL"), ("return_msg", "有误")],
            ),
        ] {
            let (caller, reply) = meet(&operation, stub);
            let fields = read(&reply.response);
            assert_eq!(fields.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect::<Vec<_>>(), expected);
            assert_eq!(made(&caller, &operation), 0);
        }
        let (caller, busy) = meet(&operation, StubResponse::system_busy());
        let body: serde_json::Value = serde_json::from_slice(&busy.response.body).unwrap();
        assert_eq!((busy.response.status, &body["errcode"]), (200, &serde_json::json!(-1)));
        assert_eq!(unmarked(body["errmsg"].as_str().unwrap()), "system error");
        assert_eq!(made(&caller, &operation), 0);
        let (caller, bare) = meet(&operation, StubResponse::status(304));
        assert_eq!((bare.response.status, bare.response.body.len()), (304, 0));
        assert_eq!(made(&caller, &operation), 0);
    }
}
