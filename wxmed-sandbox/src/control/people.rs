//! The users and their cards.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::call::{Call, ControlResponse};
use super::error::ControlError;
use super::input::{Query, body, no_body};
use super::json::encoded;
use crate::json_object::Pairs;
use crate::user::User;

/// The maximum number of users.
const MOST_PEOPLE: usize = 10_000;

#[derive(Serialize)]
struct People<'a> {
    people: Vec<Person<'a>>,
}

#[derive(Serialize)]
struct Person<'a> {
    openid: &'a str,
    name: &'a str,
    identity_number: &'a str,
    idcard_md5: String,
    card: Option<BTreeMap<&'a str, &'a str>>,
}

impl<'a> Person<'a> {
    fn of(user: &'a User) -> Self {
        Self {
            openid: user.openid(),
            name: user.name(),
            identity_number: user.identity_number(),
            idcard_md5: user.idcard_md5().as_str().to_owned(),
            card: user.card().map(Iterator::collect),
        }
    }
}

#[derive(Deserialize)]
struct NewPerson {
    openid: String,
    name: String,
    identity_number: String,
    card: Option<Pairs>,
}

pub(super) fn list(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    Query::of(call.request, &[])?;
    let people = call.platform.people();
    Ok(ControlResponse::ok(&People { people: people.iter().map(Person::of).collect() }))
}

pub(super) fn add(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    let NewPerson { openid, name, identity_number, card } = body(call.request)?;
    if openid.is_empty() || name.is_empty() {
        return Err(ControlError::bad_request("openid 与 name 不能为空", "openid and name must not be empty"));
    }
    let known = call.platform.people();
    if known.len() >= MOST_PEOPLE && known.iter().all(|person| person.openid() != openid) {
        return Err(ControlError::full(
            format!("用户已达上限 {MOST_PEOPLE} 个"),
            format!("there are {MOST_PEOPLE} people already, which is the limit"),
        ));
    }
    let person = User::new(&openid, name, &identity_number).map_err(|error| {
        ControlError::bad_request(format!("identity_number：{error:#}"), format!("identity_number: {error}"))
    })?;
    let person = match card {
        Some(Pairs(values)) => person.with_card(values),
        None => person,
    };
    let status = if call.platform.add_person(person) { 200 } else { 201 };
    shown(call, &openid, status)
}

pub(super) fn remove(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    let openid = call.parameter().to_owned();
    if call.platform.remove_person(&openid) { Ok(ControlResponse::NoContent) } else { Err(unknown()) }
}

pub(super) fn bind(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    let openid = known(call)?;
    call.platform.bind_card(&openid);
    shown(call, &openid, 200)
}

pub(super) fn unbind(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    let openid = known(call)?;
    call.platform.unbind(&openid);
    shown(call, &openid, 200)
}

#[derive(Serialize)]
struct Code<'a> {
    values: BTreeMap<&'a str, &'a str>,
}

/// Issues an auth code, like the user's phone that shows a code for scanning.
pub(super) fn auth_code(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    let openid = known(call)?;
    let code = call.platform.show_auth_code(&openid, call.now);
    Ok(ControlResponse::Json(201, encoded(&Code { values: code.iter().collect() })))
}

/// The openid in the path. It must be a user's, and the call must have no body.
fn known(call: &Call<'_>) -> Result<String, ControlError> {
    no_body(call.request)?;
    let openid = call.parameter();
    let is_known = call.platform.people().iter().any(|person| person.openid() == openid);
    is_known.then(|| openid.to_owned()).ok_or_else(unknown)
}

fn shown(call: &Call<'_>, openid: &str, status: u16) -> Result<ControlResponse, ControlError> {
    let people = call.platform.people();
    let person = people.iter().find(|person| person.openid() == openid).ok_or_else(unknown)?;
    Ok(ControlResponse::Json(status, encoded(&Person::of(person))))
}

fn unknown() -> ControlError {
    ControlError::not_found("没有这个 openid 的用户", "there is no user with this openid")
}
