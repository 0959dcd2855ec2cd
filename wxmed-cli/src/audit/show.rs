//! Formats exchanges as text.

use jiff::Timestamp;
use jiff::tz::offset;
use wxmed::Lang;
use wxmed_commands::output::{BAD, GOOD, LOCATION, styled};
use wxmed_sidecar::audit::{Entry, SettledEntry};

/// A line with the outcome of an exchange, and one with its details.
pub(super) fn entry(entry: &Entry, lang: Lang) -> String {
    let style = if entry.outcome == "success" { GOOD } else { BAD };
    let about = [entry.merchant.as_deref(), entry.key.as_deref()].into_iter().flatten().collect::<Vec<_>>().join("/");
    let mut line = format!(
        "{} {} {} {} {about} {} ms {}",
        styled(LOCATION, time(entry.time())),
        entry.operation,
        entry.status,
        styled(style, &entry.outcome),
        entry.elapsed_ms,
        entry.caller
    );
    let parts = [("code", entry.code.as_ref()), ("rid", entry.rid.as_ref())];
    parts.iter().for_each(|(name, text)| line.extend(text.map(|text| format!(" {name}={text}"))));
    for violation in &entry.violations {
        let part = |name: &str| violation.get(name).and_then(|part| part.as_str()).unwrap_or_default().to_owned();
        line.push_str(&format!("\n  {}: {}", part("path"), part("rule")));
    }
    if let Some(attempts @ 2..) = entry.attempts {
        line.push_str(&match lang {
            Lang::Zh => format!("\n  发送了 {attempts} 次"),
            Lang::En => format!("\n  sent {attempts} times"),
        });
    }
    line
}

/// The line of a settled call.
pub(super) fn settled(entry: &SettledEntry) -> String {
    let keys = entry.keys().collect::<Vec<_>>().join(" = ");
    let line = format!(
        "{} {} {} {}/{keys}",
        styled(LOCATION, time(entry.time())),
        entry.operation,
        styled(GOOD, outcome(entry)),
        entry.merchant
    );
    entry.by.iter().fold(line, |line, by| format!("{line} {by}"))
}

/// The outcome by which the line of a settled call is selected.
pub(super) fn outcome(entry: &SettledEntry) -> String {
    format!("settled-{}", entry.settled)
}

/// A time in China, to the millisecond.
pub(super) fn time(at: Timestamp) -> String {
    let time = offset(8).to_datetime(at);
    format!("{} {:02}:{:02}:{:02}.{:03}", time.date(), time.hour(), time.minute(), time.second(), time.millisecond())
}
