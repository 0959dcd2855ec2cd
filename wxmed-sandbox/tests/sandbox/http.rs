//! The sandbox over HTTP.

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant};

use ureq::Agent;
use wxmed::IdCard;
use wxmed::codec::SignType;
use wxmed::spec::model::{Operation, Resource};
use wxmed_sandbox::{Item, Outcome, Sandbox, StartError, Stub, StubResponse, TokenPolicy, User};

use crate::support::{credentials, good, name, needed, operations, set, settings, signed};

fn agent() -> Agent {
    let config = Agent::config_builder();
    config.http_status_as_error(false).max_redirects(0).timeout_global(Some(Duration::from_secs(20))).build().into()
}

/// A status and a body.
type Got = Result<(u16, String), ureq::Error>;

fn get(agent: &Agent, url: &str) -> Got {
    let mut response = agent.get(url).call()?;
    Ok((response.status().as_u16(), response.body_mut().read_to_string()?))
}

fn post(agent: &Agent, url: &str, body: &[u8]) -> Got {
    let mut response = agent.post(url).content_type("application/xml; charset=utf-8").send(body)?;
    Ok((response.status().as_u16(), response.body_mut().read_to_string()?))
}

fn token(sandbox: &Sandbox, agent: &Agent) -> String {
    let url = format!("{}/cgi-bin/token?{}", sandbox.url(), credentials(sandbox.account()));
    let (_, body) = get(agent, &url).unwrap();
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    body["access_token"].as_str().unwrap().to_owned()
}

/// A sandbox with all resources that the operation needs, its URL and a valid body.
fn ready(operation: &Operation) -> (Sandbox, String, Vec<u8>) {
    let sandbox = Sandbox::start(settings().people([])).unwrap();
    let fields = good(operation);
    needed(operation, &fields).into_iter().for_each(|item| sandbox.put(item));
    let url = format!("{}{}?access_token={}", sandbox.url(), operation.path, token(&sandbox, &agent()));
    let body = signed(&fields, sandbox.account().api_key(), SignType::Md5);
    (sandbox, url, body)
}

#[test]
fn every_operation_succeeds_over_http() {
    for operation in operations(|_| true) {
        let (sandbox, url, body) = ready(&operation);
        let (status, response) = post(&agent(), &url, &body).unwrap();
        assert_eq!(status, 200);
        assert!(response.contains("<result_code><![CDATA[SUCCESS]]></result_code>"), "{response}");
        let exchanges = sandbox.recorded_calls();
        let last = exchanges.last().unwrap();
        assert_eq!((last.operation.as_deref(), &last.outcome), (Some(operation.name.as_str()), &Outcome::Success));
        assert_eq!((last.request.body.as_slice(), last.reply.response.text().as_ref()), (&body[..], response.as_str()));
        assert_eq!(last.request.header("content-type").as_deref(), Some("application/xml; charset=utf-8"));
        assert_eq!(sandbox.calls(&operation.path), 1);
        assert_eq!(get(&agent(), &url).unwrap().1.split(',').next(), Some("{\"errcode\":43002"));
        let created = |what| usize::from(operation.creates.iter().any(|creation| creation.what == what));
        assert_eq!(sandbox.messages().len(), created(Resource::Message));
    }
}

#[test]
fn concurrent_calls_create_each_order_once() {
    const CALLERS: usize = 8;
    const ORDERS: usize = 10;
    let operation = operations(|one| one.creates.iter().any(|creation| creation.what == Resource::Order)).remove(0);
    let (sandbox, url, _) = ready(&operation);
    let by = operation.creates.iter().find(|creation| creation.what == Resource::Order).unwrap().by[0];
    // Every caller creates the same orders, so that they race for each.
    let succeeded: Vec<usize> = thread::scope(|scope| {
        let call = || {
            let agent = agent();
            let succeeds = |order: &usize| {
                let mut fields = good(&operation);
                set(&mut fields, name(&operation, by), &format!("order-{order}"));
                let body = signed(&fields, sandbox.account().api_key(), SignType::Md5);
                let (status, response) = post(&agent, &url, &body).unwrap();
                assert_eq!(status, 200);
                let is_made = response.contains("<result_code><![CDATA[SUCCESS]]></result_code>");
                assert!(is_made || response.contains("serial_no or bill_no REPEAT"), "{response}");
                is_made
            };
            (0..ORDERS).filter(succeeds).count()
        };
        let callers: Vec<_> = (0..CALLERS).map(|_| scope.spawn(call)).collect();
        callers.into_iter().map(|caller| caller.join().unwrap()).collect()
    });
    assert_eq!(succeeded.iter().sum::<usize>(), ORDERS);
    assert_eq!(sandbox.orders().len(), ORDERS);
    assert_eq!(sandbox.calls(&operation.path), CALLERS * ORDERS);
    let numbers: BTreeSet<usize> = sandbox.recorded_calls().iter().map(|exchange| exchange.number).collect();
    assert_eq!(numbers.len(), CALLERS * ORDERS + 1);
    let found_by: BTreeSet<String> = operations(|one| one.needs.iter().any(|need| need.what == Resource::Order))
        .iter()
        .flat_map(|later| later.needs.iter().flat_map(|need| &need.by).map(|index| name(later, *index).to_owned()))
        .collect();
    for row in found_by {
        let values: BTreeSet<String> =
            sandbox.orders().iter().map(|order| order.get(&row).unwrap().to_owned()).collect();
        assert_eq!(values.len(), ORDERS, "no two orders have the same {row}");
    }
}

#[test]
fn a_hanging_or_delayed_call_does_not_block_others() {
    let operation = operations(|operation| operation.creates.is_empty()).remove(0);
    let (sandbox, url, body) = ready(&operation);
    sandbox.stub(Stub::on(operation.name.as_str()).respond_with(StubResponse::Hang));
    sandbox.stub(Stub::on(operation.name.as_str()).after(1).delay(Duration::from_millis(300)));
    let impatient: Agent = Agent::config_builder().timeout_global(Some(Duration::from_millis(200))).build().into();
    assert!(matches!(post(&impatient, &url, &body), Err(ureq::Error::Timeout(_))));
    let start = Instant::now();
    thread::scope(|scope| {
        let late = scope.spawn(|| post(&agent(), &url, &body).map(|_| start.elapsed()));
        while sandbox.calls(&operation.path) < 2 {
            thread::sleep(Duration::from_millis(5));
        }
        post(&agent(), &url, &body).unwrap();
        let prompt = start.elapsed();
        let late = late.join().unwrap().unwrap();
        assert!(late >= Duration::from_millis(300), "{late:?}");
        assert!(prompt < late, "{prompt:?} {late:?}");
    });
}

#[test]
fn a_connection_is_dropped_before_the_head_or_in_the_body() {
    for operation in operations(|_| true) {
        let (sandbox, url, body) = ready(&operation);
        let path = url.strip_prefix(sandbox.url()).unwrap();
        // Reads the raw bytes of the response.
        let raw = || {
            let mut stream = TcpStream::connect(sandbox.url().strip_prefix("http://").unwrap()).unwrap();
            stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
            write!(stream, "POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-length: {}\r\n\r\n", body.len())
                .unwrap();
            stream.write_all(&body).unwrap();
            let mut received = Vec::new();
            // A reset connection ends the response like a closed one.
            let _ = stream.read_to_end(&mut received);
            String::from_utf8_lossy(&received).into_owned()
        };
        sandbox.stub(Stub::on(operation.name.as_str()).respond_with(StubResponse::DropBeforeHead));
        assert_eq!(raw(), "");
        sandbox.stub(Stub::on(operation.name.as_str()).respond_with(StubResponse::DropInBody));
        let received = raw();
        let (head, got) = received.split_once("\r\n\r\n").unwrap();
        let whole = sandbox.recorded_calls().last().unwrap().reply.response.text().into_owned();
        assert!(head.starts_with("HTTP/1.1 200 OK"), "{head}");
        assert!(head.to_lowercase().contains(&format!("content-length: {}", whole.len())), "{head}");
        assert!(!got.is_empty() && got.len() <= whole.len() / 2 + 3 && whole.len() > 60, "{got}");

        // A client reports both as errors, and can continue to call.
        let agent = agent();
        sandbox.stub(Stub::on(operation.name.as_str()).times(2).respond_with(StubResponse::DropBeforeHead));
        assert!(post(&agent, &url, &body).is_err());
        sandbox.clear_stubs();
        sandbox.stub(Stub::on(operation.name.as_str()).respond_with(StubResponse::DropInBody));
        assert!(post(&agent, &url, &body).is_err());
        assert_eq!(post(&agent, &url, &body).unwrap().0, 200);
    }
}

#[test]
fn a_body_that_is_too_large_gets_a_response() {
    let operation = operations(|_| true).remove(0);
    let (sandbox, url, _) = ready(&operation);
    let large = vec![b' '; 3 << 20];
    let (status, response) = post(&agent(), &url, &large).unwrap();
    assert_eq!(status, 200);
    assert!(response.contains("参数格式校验错误"), "{response}");
    assert_eq!(sandbox.recorded_calls().last().unwrap().request.body.len(), (1 << 20) + 1);
}

#[test]
fn the_link_leads_to_the_sandbox_and_redirects_back() {
    let link = operations(|one| one.creates.iter().any(|creation| creation.what == Resource::BindLink)).remove(0);
    let (sandbox, url, body) = ready(&link);
    let (_, response) = post(&agent(), &url, &body).unwrap();
    let (_, rest) = response.split_once(sandbox.url()).unwrap();
    let (path, _) = rest.split_once("]]>").unwrap();
    let page = agent().get(format!("{}{path}", sandbox.url())).call().unwrap();
    assert_eq!(page.status(), 302);
    assert!(page.headers()["location"].to_str().unwrap().starts_with("https://hospital.example/"));
    sandbox.unbind("oUpF8uMuAJO_M2pxb1Q9zNjWeS6o");
    assert_eq!(get(&agent(), &format!("{}/elsewhere", sandbox.url())).unwrap().0, 404);
}

#[test]
fn changes_by_a_test_take_effect_immediately() -> Result<(), StartError> {
    let sandbox = Sandbox::start(settings())?;
    let calls = sandbox.listen();
    let operation = operations(|_| true).remove(0);
    let agent = agent();
    let refused = |token: &str| {
        let (_, body) =
            post(&agent, &format!("{}{}?access_token={token}", sandbox.url(), operation.path), b"").unwrap();
        body.split([':', ',']).nth(1).filter(|_| body.starts_with('{')).map(str::to_owned)
    };
    let first = token(&sandbox, &agent);
    assert_eq!(refused(&first), None);
    sandbox.expire_tokens();
    assert_eq!(refused(&first).as_deref(), Some("42001"));
    let second = token(&sandbox, &agent);
    sandbox.reject_tokens(TokenPolicy::RefuseAll);
    assert_eq!(refused(&second).as_deref(), Some("40001"));
    sandbox.reject_tokens(TokenPolicy::Normal);
    assert_eq!(refused(&second), None);
    sandbox.advance(Duration::MAX);
    sandbox.advance(Duration::MAX);
    assert_eq!(refused(&second).as_deref(), Some("42001"));
    assert_eq!(calls.try_iter().count(), sandbox.recorded_calls().len());

    let unbound = sandbox.people().into_iter().find(|person| person.card().is_none()).unwrap();
    sandbox.bind_card(unbound.openid());
    assert!(sandbox.people().iter().all(|person| person.card().is_some()));
    sandbox.put(Item::new(Resource::Order).with("hosp_out_trade_no", "H1"));
    assert_eq!(sandbox.orders().len(), 1);
    Ok(())
}

#[test]
fn dropping_a_sandbox_stops_it_even_while_a_call_hangs() {
    let operation = operations(|operation| operation.creates.is_empty()).remove(0);
    let (sandbox, url, body) = ready(&operation);
    sandbox.stub(Stub::on(operation.name.as_str()).always().respond_with(StubResponse::Hang));
    let port = sandbox.url().rsplit(':').next().unwrap().parse().unwrap();
    thread::scope(|scope| {
        let hanging = scope.spawn(|| post(&agent(), &url, &body));
        while sandbox.calls(&operation.path) == 0 {
            thread::sleep(Duration::from_millis(5));
        }
        let taken = Sandbox::start(settings().port(port)).unwrap_err();
        assert!(matches!(taken, StartError::Listen { port: wanted, .. } if wanted == port));
        assert!(taken.to_string().starts_with(&format!("port {port} is taken: ")), "{taken}");
        assert!(format!("{taken:#}").starts_with(&format!("端口 {port} 已被占用")), "{taken:#}");
        assert!(std::error::Error::source(&taken).is_none(), "the text already contains the cause");
        let start = Instant::now();
        drop(sandbox);
        assert!(start.elapsed() < Duration::from_secs(5));
        assert!(!matches!(hanging.join().unwrap(), Ok(_) | Err(ureq::Error::Timeout(_))));
    });
}

#[test]
fn a_sandbox_starts_inside_a_runtime_too() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let sandbox = Sandbox::start(settings()).unwrap();
        assert_eq!(get(&agent(), &format!("{}/", sandbox.url())).unwrap().0, 404);
    });
}

#[test]
fn the_error_for_unreadable_specs_contains_its_cause() {
    let error = wxmed_sandbox::Specs::read(["/nowhere/at/all"]).unwrap_err();
    let wxmed_sandbox::SpecsError::Unreadable(cause) = &error else { panic!("{error}") };
    assert!(error.to_string().contains(&cause.to_string()), "{error}");
    assert!(std::error::Error::source(&error).is_none(), "the text already contains the cause");
}

#[test]
fn the_user_of_the_documents_sample_exists() {
    let sandbox = Sandbox::start(settings()).unwrap();
    let sample = IdCard::parse("44030019000101123x").unwrap().md5();
    assert!(sandbox.people().iter().any(|person: &User| person.idcard_md5() == sample && person.card().is_some()));
}
