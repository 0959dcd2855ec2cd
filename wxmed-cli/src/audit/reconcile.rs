//! Calls that may have been processed.

use std::path::Path;

use clap::ValueEnum;
use serde::Serialize;
use wxmed::Lang;
use wxmed_commands::output;
use wxmed_sidecar::audit::SettlementLog;
use wxmed_sidecar::journal::{CallKey, JournalFile, Settlement, UnknownCall};

use super::select::Selection;
use super::show::time;
use super::user;
use crate::end::{Ended, Failure, Result};

/// The outcome of a call, as it was found out.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Settled {
    /// The platform has processed it: a repeated call is not sent
    Done,
    /// The platform has done nothing: a repeated call is sent
    NothingDone,
}

/// Lists the calls whose outcome is unknown. Returns [`Ended::Found`] if there are any.
pub(super) fn list(journal: &Path, selection: &Selection, as_json: bool, lang: Lang) -> Result<Ended> {
    #[derive(Serialize)]
    struct Line<'a> {
        merchant: &'a str,
        operation: &'a str,
        key: &'a str,
        other_keys: Vec<&'a str>,
        since: String,
    }
    let unknown = JournalFile::open(journal).and_then(|file| file.unknown()).map_err(Failure::of)?;
    let has_key =
        |call: &UnknownCall| call.keys().any(|key| selection.has_call(key.operation(), key.text(), call.since()));
    let mut found = 0;
    for call in unknown.iter().filter(|call| has_key(call)) {
        let (key, since) = (call.key(), call.since());
        found += 1;
        let other_keys: Vec<&str> = call.others().iter().map(CallKey::text).collect();
        if as_json {
            let (merchant, operation) = (key.merchant(), key.operation());
            let line = Line { merchant, operation, key: key.text(), other_keys, since: since.to_string() };
            output::line(serde_json::to_string(&line).map_err(Failure::of)?)?;
        } else if other_keys.is_empty() {
            output::line(format_args!("{} {key}", time(since)))?;
        } else {
            output::line(format_args!("{} {key} = {}", time(since), other_keys.join(" = ")))?;
        }
    }
    if found == 0 {
        return Ok(Ended::Fine);
    }
    output::remark(match lang {
        Lang::Zh => {
            format!(
                "{found} 个调用的结果未知：请在商户平台或向医保局核实，再用 --settle … --as done 或 nothing-done 登记"
            )
        }
        Lang::En => format!(
            "{}: find out at the merchant's platform or from the bureau what became of each, and record it with --settle … --as done or \
             nothing-done",
            output::count(found, "call has an unknown outcome", "calls have an unknown outcome")
        ),
    })?;
    Ok(Ended::Found)
}

/// Records the outcome of a call, and who recorded it in the audit file.
pub(super) fn settle(journal: &Path, audit: Option<&Path>, name: &str, settled: Settled, lang: Lang) -> Result<Ended> {
    let mut parts = name.splitn(3, '/');
    let mut part = || parts.next().unwrap_or_default();
    let key = CallKey::new(part(), part(), part()).map_err(|_| {
        Failure::new(
            format!("{name} 应写作 商户/接口/键，与 --unknown 所列相同"),
            format!("`{name}` must be MERCHANT/OPERATION/KEY, as --unknown lists it"),
        )
    })?;
    let settlement = match settled {
        Settled::Done => Settlement::Done,
        Settled::NothingDone => Settlement::NothingDone,
    };
    let file = JournalFile::open(journal).map_err(Failure::of)?;
    let call = file.unknown().map_err(Failure::of)?.into_iter().find(|call| call.keys().any(|known| *known == key));
    // Open the audit file first, so that no call is settled that can't be recorded there.
    let log = audit.map(SettlementLog::open).transpose().map_err(Failure::of)?;
    let call = match call {
        Some(call) if file.settle(&key, settlement).map_err(Failure::of)? => call,
        Some(_) | None => {
            return Err(Failure::new(
                format!("没有结果未知的调用 {name}：请用 --unknown 查看"),
                format!("there is no call {name} with an unknown outcome: list them with --unknown"),
            ));
        }
    };
    output::line(match lang {
        Lang::Zh => format!("已登记 {name}"),
        Lang::En => format!("recorded {name}"),
    })?;
    match log {
        Some(mut log) => log.record(&call, settlement, user::name().as_deref()).map_err(Failure::of)?,
        None => output::remark(match lang {
            Lang::Zh => "没有审计文件，未记录由谁登记：可用 --config 指定含 [audit] 的配置",
            Lang::En => {
                "there is no audit file that says who recorded it: name with --config a configuration that has [audit]"
            }
        })?,
    }
    Ok(Ended::Fine)
}
