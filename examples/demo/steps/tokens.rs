//! Access tokens that the platform rejects.

use wxmed::{Error, TokenError};
use wxmed_sandbox::{Stub, StubResponse, TokenPolicy};

use super::{Page, Result, Stage, ensure, requests, traffic};

pub(super) fn stale(page: &mut Page<'_>, _: &Stage) -> Result {
    let stage = Stage::open()?;
    let client = stage.client();
    page.sentence(
        "A first call fetches a token. Then all tokens become invalid, as happens after two hours, or when another \
         program fetches one.",
        "先查一次，取得 token。随后所有 token 失效：过了两小时，或别的程序刷新了它，就会这样。",
    )?;
    client.send(&requests::get_med_info()?)?;
    traffic::show(page, &stage, &["stable_token", "getmedinfo"])?;
    stage.sandbox.expire_tokens();
    page.label("The same lookup again", "再查一次")?;
    let card = client.send(&requests::get_med_info()?)?;
    traffic::show(page, &stage, &["getmedinfo", "stable_token", "getmedinfo"])?;
    ensure(!card.medical_card_no.is_empty(), "no card was found")?;
    page.good(
        "The platform had not processed the request, so the client fetched a new token and sent it again. The caller only sees the card.",
        "平台没有处理请求，因此客户端换用新的 token 重发一次，调用方只看到结果。",
    )?;
    Ok(())
}

pub(super) fn in_envelope(page: &mut Page<'_>, _: &Stage) -> Result {
    let stage = Stage::open()?;
    let client = stage.client();
    page.sentence(
        "The platform also rejects tokens with an unsigned XML response. The client recognises it even if the response \
         should be signed. The platform then returns the rejected token again, so the client forces a refresh.",
        "同样的错误也会以 XML 返回，且没有签名。即使应答本应签名，也能认出它。平台随后仍返回同一个被拒绝的 token，因此客户端强制刷新一次。",
    )?;
    stage.sandbox.stub(Stub::on("preregister").respond_with(StubResponse::token_rejected_in_envelope()));
    client.send(&requests::preregister(client)?)?;
    let forced = ["stable_token", "preregister", "stable_token", "stable_token", "preregister"];
    traffic::show(page, &stage, &forced)?;
    ensure(stage.sandbox.orders().len() == 1, "there must be one order")?;
    page.good(
        "Registered once: a rejected token means that the request was not processed, so even a registration may be sent again.",
        "只报备了一次：token 被拒绝说明平台没有处理请求，因此连报备也可以重发。",
    )?;
    Ok(())
}

pub(super) fn stays_refused(page: &mut Page<'_>, _: &Stage) -> Result {
    let stage = Stage::open()?;
    let client = stage.client();
    stage.sandbox.reject_tokens(TokenPolicy::RefuseAll);
    page.sentence(
        "Now the platform rejects every token that it issues. The client tries twice, and never in a loop.",
        "现在平台拒绝它给出的每一个 token。只调用两次，绝不循环。",
    )?;
    let result = client.send(&requests::get_med_info()?);
    let calls = ["stable_token", "getmedinfo", "stable_token", "stable_token", "getmedinfo"];
    traffic::show(page, &stage, &calls)?;
    page.label("What the program gets", "程序得到的错误")?;
    match result {
        Err(Error::Token(failure)) if matches!(failure.cause, TokenError::StillRejected) => {
            Ok(page.error(&Error::Token(failure))?)
        }
        Err(other) => Err(other.into()),
        Ok(_) => Err("a refused token was good for something".into()),
    }
}
