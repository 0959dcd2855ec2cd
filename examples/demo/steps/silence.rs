//! Responses that are lost.

use std::time::Duration;

use wxmed::blocking::Client;
use wxmed::{ClientBuilder, Error, Outcome, RetryPolicy, Tokens};
use wxmed_sandbox::{Stub, StubResponse};

use super::account::API_KEY;
use super::{Page, Result, Stage, ensure, requests, traffic};

/// Much shorter than in a real program, but long enough for a sandbox on a busy machine.
const CONNECT: Duration = Duration::from_millis(300);
const READ: Duration = Duration::from_millis(500);

/// A client with short time-outs.
fn hasty(stage: &Stage) -> Result<ClientBuilder<Client, Tokens>> {
    Ok(stage.client_with_key(API_KEY)?.connect_timeout(CONNECT).read_timeout(READ))
}

fn longest() -> u128 {
    (CONNECT + READ).as_millis()
}

pub(super) fn lookup(page: &mut Page<'_>, _: &Stage) -> Result {
    let stage = Stage::open()?;
    let retries = RetryPolicy::max_retries(1).initial_backoff(Duration::from_millis(50));
    let client = hasty(&stage)?.retries(retries).build()?;
    page.sentence(
        "A read-only call changes nothing, so the client may retry it, here once. First, the connection is dropped.",
        "查询不改变任何数据，客户端可以重试：这里允许一次。先看一次连接断开。",
    )?;
    stage.sandbox.stub(Stub::on("getmedinfo").respond_with(StubResponse::DropBeforeHead));
    let card = client.send(&requests::get_med_info()?)?;
    traffic::show(page, &stage, &["stable_token", "getmedinfo", "getmedinfo"])?;
    page.good(
        format!("Retried, and found: card.medical_card_no == {:?}", card.medical_card_no),
        format!("重试后查到：card.medical_card_no == {:?}", card.medical_card_no),
    )?;

    page.label("Then no response at all", "再看完全没有应答")?;
    page.sentence(
        format!("The client waits at most {} ms for each response.", longest()),
        format!("客户端每次最多等 {} 毫秒。", longest()),
    )?;
    stage.sandbox.stub(Stub::on("getmedinfo").always().respond_with(StubResponse::Hang));
    let result = client.send(&requests::get_med_info()?);
    traffic::show(page, &stage, &["getmedinfo", "getmedinfo"])?;
    page.label("What the program gets", "程序得到的错误")?;
    match result {
        Err(Error::Unanswered(failure)) => {
            ensure(failure.attempts == 2, "it was not repeated once")?;
            let error = Error::Unanswered(failure);
            page.error(&error)?;
            ensure(error.outcome() == Outcome::NothingDone, "a lookup changed something")?;
            Ok(page.block("error.outcome() == NothingDone")?)
        }
        Err(other) => Err(other.into()),
        Ok(_) => Err("a response was received that was never sent".into()),
    }
}

pub(super) fn registration(page: &mut Page<'_>, _: &Stage) -> Result {
    let stage = Stage::open()?;
    let client = hasty(&stage)?.build()?;
    page.sentence(
        format!(
            "The platform creates the order, but its response is lost. The client waits at most {} ms, and does not retry \
             what must not be done twice.",
            longest()
        ),
        format!("平台已经建单，但应答丢失。客户端最多等待 {} 毫秒，并且不会自动重发这类请求。", longest()),
    )?;
    stage.sandbox.stub(Stub::on("preregister").respond_with(StubResponse::Hang));
    let result = client.send(&requests::preregister(stage.client())?);
    traffic::show(page, &stage, &["stable_token", "preregister"])?;
    page.label("What the program gets", "程序得到的错误")?;
    match result {
        Err(Error::OutcomeUnknown(failure)) => {
            ensure(failure.attempts == 1, "it was repeated")?;
            let error = Error::OutcomeUnknown(failure);
            page.error(&error)?;
            ensure(error.outcome() == Outcome::Unknown, "the outcome is said to be known")?;
        }
        Err(other) => return Err(other.into()),
        Ok(_) => return Err("a response was received that was never sent".into()),
    }
    ensure(stage.sandbox.orders().len() == 1, "the sandbox made no order")?;
    page.good(
        "error.outcome() == Unknown, which is correct: the sandbox has created the order. The hospital must record it as \
         unresolved, and confirm the result before it sends anything again.",
        "error.outcome() == Unknown，确实如此：沙箱里已有这一单。医院应将其记为待核实，核实之前不要重发。",
    )?;
    Ok(())
}
