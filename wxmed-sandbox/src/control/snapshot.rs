//! Exports and imports the state of a sandbox.

use serde::{Deserialize, Serialize};

use super::call::{Call, ControlResponse};
use super::error::ControlError;
use super::input::{Query, body_up_to};
use super::json::timestamp;
use crate::json_object::Known;
use crate::platform::CLOCK;
use crate::saved::{Record, RestoreError};

/// The maximum size of a snapshot in bytes. It is larger than all resources kept by default.
pub(super) const LARGEST: usize = 64 << 20;

#[derive(Serialize)]
struct Snapshot<'a> {
    records: Vec<Saved<'a>>,
}

#[derive(Serialize)]
struct Saved<'a> {
    kind: &'a str,
    key: &'a str,
    value: &'a str,
}

#[derive(Deserialize)]
struct NewSnapshot {
    records: Vec<Known<NewRecord>>,
}

#[derive(Deserialize)]
struct NewRecord {
    kind: String,
    key: String,
    value: String,
}

#[derive(Serialize)]
struct Restored {
    records: usize,
    now: String,
}

/// Exports people, cards, orders, messages, links, codes, tokens and the clock, but not stubs and exchanges.
pub(super) fn export(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    Query::of(call.request, &[])?;
    let records = call.platform.records();
    let saved = records.iter().map(|Record { kind, key, value }| Saved { kind, key, value });
    Ok(ControlResponse::ok(&Snapshot { records: saved.collect() }))
}

/// Replaces the state with a snapshot.
pub(super) fn import(call: &mut Call<'_>) -> Result<ControlResponse, ControlError> {
    let NewSnapshot { records } = body_up_to(call.request, LARGEST)?;
    let records = records.into_iter().map(|record| super::input::checked(record, "records"));
    let record = |NewRecord { kind, key, value }| Record { kind, key, value };
    let records: Vec<Record> = records.map(|new| new.map(record)).collect::<Result<_, _>>()?;
    // Every export has one. Without it, any list would do, and an empty one would delete everything.
    if !records.iter().any(|record| record.kind == CLOCK) {
        return Err(ControlError::bad_request(
            "这不是本沙箱导出的快照：其中没有时钟（clock）记录",
            "this isn't a snapshot of the sandbox: it has no record of the kind `clock`",
        ));
    }
    call.platform.restore(&records).map_err(|error: RestoreError| {
        ControlError::bad_request(format!("快照无法使用：{error:#}"), format!("the snapshot cannot be used: {error}"))
    })?;
    call.platform.renew_records();
    Ok(ControlResponse::ok(&Restored { records: records.len(), now: timestamp(call.platform.clock(call.now)) }))
}
