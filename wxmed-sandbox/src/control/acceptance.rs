//! The acceptance list: what a hospital should test before it goes live.

use serde::Serialize;

use super::call::{Call, ControlResponse};
use super::error::ControlError;
use super::input::{Query, no_body};
use super::json::Texts;
use crate::acceptance::{CheckedBy, Found, Point, Proof};
use crate::platform::Platform;

#[derive(Serialize)]
struct Acceptance<'a> {
    list_id: String,
    points: Vec<PointJson<'a>>,
}

#[derive(Serialize)]
struct PointJson<'a> {
    id: &'static str,
    title: Texts<'a>,
    how: Texts<'a>,
    state: &'static str,
    number: Option<usize>,
    /// What was seen of the point, and what is missing; or why it failed.
    hint: Option<Texts<'a>>,
    /// Whether the exchange is still kept.
    is_kept: bool,
    judge: &'static str,
}

impl<'a> PointJson<'a> {
    fn of(point: &'a Point, platform: &Platform) -> Self {
        let (state, number) = match point.found {
            Found::Nothing => ("open", None),
            Found::Seen(number) => ("seen", Some(number)),
            Found::Failed(number) => ("failed", Some(number)),
        };
        Self {
            id: point.id,
            title: Texts::of(&point.title),
            how: Texts::of(&point.how),
            state,
            number,
            hint: point.hint.as_ref().map(Texts::of),
            is_kept: number.is_some_and(|number| match point.proof {
                Proof::Exchange => platform.has_call(number),
                Proof::Notification => true,
            }),
            judge: match point.checked_by {
                CheckedBy::Traffic => "traffic",
                CheckedBy::Person => "person",
            },
        }
    }
}

/// Returns the list. It covers all exchanges since the last reset, including those that are no longer kept.
pub(super) fn list(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    Query::of(call.request, &[])?;
    let points = call.platform.acceptance();
    Ok(ControlResponse::ok(&Acceptance {
        list_id: call.platform.acceptance_list(),
        points: points.iter().map(|point| PointJson::of(point, call.platform)).collect(),
    }))
}

/// Starts a point over: only later exchanges count.
pub(super) fn start_over(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    no_body(call.request)?;
    let id = call.parameter().to_owned();
    match call.platform.start_point_over(&id) {
        true => Ok(ControlResponse::NoContent),
        false => Err(ControlError::not_found("验收清单没有这一项", "the acceptance list has no such point")),
    }
}
