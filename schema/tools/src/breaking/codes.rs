//! Differences between the code tables and error tables of two versions, on the wire.

use super::{BreakRule, Location, Report};
use wxmed_compiler::model::{CodeMatch, CodeTable, CodeValue, DocumentedError, Exhaustiveness, Outcome, RetryAdvice};
use wxmed_core::Bilingual;

/// Compares two versions of a code table.
pub(super) fn table(old: &CodeTable, new: &CodeTable, subject: &str, report: &mut Report) {
    let CodeTable {
        name: _,
        spelling: _,
        title: _,
        provenance: _,
        section: _,
        openness,
        shared: _,
        values,
        span: _,
        spelling_span: _,
    } = old;
    let location = Location::new(new.span);
    match (openness, new.openness) {
        (Exhaustiveness::Open, Exhaustiveness::Closed) => {
            report.was(BreakRule::CodesClosed, location, subject, "open", "closed")
        }
        (Exhaustiveness::Closed, Exhaustiveness::Open) => {
            report.was(BreakRule::CodesOpened, location, subject, "closed", "open")
        }
        (Exhaustiveness::Open, Exhaustiveness::Open) | (Exhaustiveness::Closed, Exhaustiveness::Closed) => {}
    }
    let has = |values: &[CodeValue], code: &str| values.iter().any(|value| value.code == code);
    for CodeValue { code, name, label: _, provenance: _, versions: _, span } in values {
        if has(&new.values, code) {
            continue;
        }
        match new.values.iter().find(|value| value.name == *name && !has(values, &value.code)) {
            Some(renamed) => {
                let subject = format!("{subject}.{name}");
                report.was(BreakRule::CodeChanged, Location::new(renamed.span), subject, code, &renamed.code);
            }
            // An open table also accepts unlisted codes.
            None if new.openness == Exhaustiveness::Closed => {
                let message =
                    Bilingual::new(format!("旧版有代码 `{code}`"), format!("the old version has the code `{code}`"));
                report.add(BreakRule::CodeRemoved, Location::old(*span), format!("{subject}.{name}"), message);
            }
            None => {}
        }
    }
    for value in new.values.iter().filter(|value| !has(values, &value.code)) {
        let is_renamed = values.iter().any(|old| old.name == value.name && !has(&new.values, &old.code));
        if !is_renamed {
            added(Location::new(value.span), &format!("{subject}.{}", value.name), &value.code, report);
        }
    }
}

/// Compares two versions of a list of errors.
pub(super) fn errors(old: &[DocumentedError], new: &[DocumentedError], subject: &str, report: &mut Report) {
    let has = |errors: &[DocumentedError], code: &str| errors.iter().any(|error| error.code == code);
    for DocumentedError {
        code,
        name,
        meaning: _,
        remedy: _,
        matching,
        refreshes_token,
        outcome,
        retry,
        provenance: _,
        when: _,
        span: _,
    } in old
    {
        let same = new.iter().find(|error| error.code == *code);
        let renamed = || new.iter().find(|error| error.name == *name && !has(old, &error.code));
        let Some(error) = same.or_else(renamed) else { continue };
        let (location, subject) = (Location::new(error.span), format!("{subject}.{}", error.name));
        if error.code != *code {
            report.was(BreakRule::ErrorCodeChanged, location, &*subject, code, &error.code);
        }
        if error.refreshes_token != *refreshes_token {
            let shown = |refreshes| if refreshes { "token: refused" } else { "no token" };
            let (was, is) = (shown(*refreshes_token), shown(error.refreshes_token));
            report.was(BreakRule::TokenRefreshChanged, location, &*subject, was, is);
        }
        if error.outcome != *outcome {
            let shown = |outcome| match outcome {
                Outcome::NothingDone => "nothing done",
                Outcome::Unknown => "done: unknown",
            };
            report.was(BreakRule::RefusalOutcomeChanged, location, &*subject, shown(*outcome), shown(error.outcome));
        }
        if error.retry != *retry {
            let shown = |retry| match retry {
                RetryAdvice::AfterFix => "no retry",
                RetryAdvice::Later => "retry: later",
            };
            report.was(BreakRule::RefusalRetryChanged, location, &*subject, shown(*retry), shown(error.retry));
        }
        if error.matching != *matching {
            let shown = |matching| match matching {
                CodeMatch::Whole => "the whole code",
                CodeMatch::Beginning => "match: beginning",
                CodeMatch::AfterName => "match: after-name",
            };
            report.was(BreakRule::ErrorMatchChanged, location, subject, shown(*matching), shown(error.matching));
        }
    }
    for error in new.iter().filter(|error| !has(old, &error.code)) {
        let is_renamed = old.iter().any(|other| other.name == error.name && !has(new, &other.code));
        if !is_renamed {
            added(Location::new(error.span), &format!("{subject}.{}", error.name), &error.code, report);
        }
    }
}

fn added(location: Location, subject: &str, code: &str, report: &mut Report) {
    let message = Bilingual::new(format!("旧版没有代码 `{code}`"), format!("the old version lacks the code `{code}`"));
    report.add(BreakRule::CodeAdded, location, subject, message);
}
