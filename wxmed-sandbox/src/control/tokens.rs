//! Lists the valid access tokens, and expires them.

use serde::Serialize;

use super::call::{Call, ControlResponse};
use super::error::ControlError;
use super::input::{Query, no_body};

#[derive(Serialize)]
struct Tokens<'a> {
    tokens: Vec<Token<'a>>,
}

#[derive(Serialize)]
struct Token<'a> {
    token: &'a str,
    kind: &'static str,
    age_s: Option<u64>,
    expires_in_s: u64,
}

pub(super) fn list(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    Query::of(call.request, &[])?;
    let now = call.platform.clock(call.now);
    let good = call.platform.good_tokens(call.now);
    let tokens = good.into_iter().map(|issued| Token {
        token: issued.token,
        kind: if issued.is_stable { "stable" } else { "plain" },
        age_s: issued.made.map(|made| now.saturating_sub(made).as_secs()),
        expires_in_s: issued.until.saturating_sub(now).as_secs(),
    });
    Ok(ControlResponse::ok(&Tokens { tokens: tokens.collect() }))
}

pub(super) fn expire(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    no_body(call.request)?;
    call.platform.expire_tokens();
    Ok(ControlResponse::NoContent)
}
