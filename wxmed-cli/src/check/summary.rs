//! The summary of all files.

use std::collections::{BTreeMap, BTreeSet};

use wxmed::spec::model::{Model, Record};
use wxmed::{Bilingual, Severity};

use super::recognise::Kind;
use super::validate::Verdict;

/// The subject of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    /// A message with fields.
    Fields(Kind),
    /// A content, by its index in the model.
    Content(usize),
    /// A message that can't be read.
    Unreadable,
}

/// The numbers of messages, by result.
#[derive(Clone, Copy, Default)]
pub(super) struct Numbers {
    pub(super) messages: usize,
    pub(super) with_errors: usize,
    pub(super) with_warnings: usize,
}

/// The findings of one subject.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) numbers: Numbers,
    pub(super) rows: BTreeSet<String>,
    /// Names that aren't in the spec, with their counts.
    pub(super) unknown: BTreeMap<String, usize>,
    /// Codes that aren't in the spec, by field and code, with their counts.
    pub(super) unseen: BTreeMap<(String, String), usize>,
}

/// The findings of each subject. The size depends on the specs, not on the files.
#[derive(Default)]
pub(super) struct Summary {
    pub(super) by_subject: BTreeMap<Subject, Seen>,
}

/// The most distinct names or codes that are listed for a subject.
const MOST: usize = 200;

impl Summary {
    pub(super) fn add(&mut self, subject: Subject, verdict: &Verdict) {
        let seen = self.by_subject.entry(subject).or_default();
        seen.numbers.add(verdict.severity());
        seen.rows.extend(verdict.rows.iter().cloned());
        for name in &verdict.unknown {
            count(&mut seen.unknown, name);
        }
        for code in &verdict.unseen {
            count(&mut seen.unseen, code);
        }
    }

    pub(super) fn total(&self) -> Numbers {
        self.by_subject.values().fold(Numbers::default(), |total, seen| Numbers {
            messages: total.messages + seen.numbers.messages,
            with_errors: total.with_errors + seen.numbers.with_errors,
            with_warnings: total.with_warnings + seen.numbers.with_warnings,
        })
    }
}

impl Numbers {
    fn add(&mut self, severity: Option<Severity>) {
        self.messages += 1;
        match severity {
            Some(Severity::Error) => self.with_errors += 1,
            Some(Severity::Warning) => self.with_warnings += 1,
            None => {}
        }
    }
}

fn count<K: Ord + Clone>(counts: &mut BTreeMap<K, usize>, key: &K) {
    if let Some(number) = counts.get_mut(key) {
        *number += 1;
    } else if counts.len() < MOST {
        counts.insert(key.clone(), 1);
    }
}

impl Subject {
    /// The kind for programs, and the name of the operation, notification or content.
    pub(super) fn names(self, model: &Model) -> (&'static str, Option<&str>) {
        match self {
            Subject::Fields(Kind::Request(index)) => ("request", operation(model, index)),
            Subject::Fields(Kind::Response(index)) => ("response", operation(model, index)),
            Subject::Fields(Kind::AnyResponse) => ("response", None),
            Subject::Fields(Kind::Notification(index)) => {
                ("notification", model.notifications.get(index).map(|one| one.name.as_str()))
            }
            Subject::Fields(Kind::Unknown) => ("unknown", None),
            Subject::Content(index) => ("content", model.contents.get(index).map(|one| one.name.as_str())),
            Subject::Unreadable => ("unreadable", None),
        }
    }

    /// The kind for people.
    pub(super) fn kind(self) -> Bilingual {
        match self {
            Subject::Fields(Kind::Request(_)) => Bilingual::of("请求", "request"),
            Subject::Fields(Kind::Response(_) | Kind::AnyResponse) => Bilingual::of("应答", "response"),
            Subject::Fields(Kind::Notification(_)) => Bilingual::of("通知", "notification"),
            Subject::Fields(Kind::Unknown) => Bilingual::of("未能识别的报文", "unrecognised message"),
            Subject::Content(_) => Bilingual::of("内容", "content"),
            Subject::Unreadable => Bilingual::of("无法读取的报文", "unreadable message"),
        }
    }

    /// How many rows its spec has, including those of objects. `None` if it has no spec.
    pub(super) fn rows(self, model: &Model) -> Option<usize> {
        let record = match self {
            Subject::Fields(Kind::Request(index)) => &model.operations.get(index)?.request,
            Subject::Fields(Kind::Response(index)) => &model.operations.get(index)?.response,
            Subject::Fields(Kind::Notification(index)) => &model.notifications.get(index)?.request,
            Subject::Content(index) => &model.contents.get(index)?.record,
            Subject::Fields(Kind::AnyResponse | Kind::Unknown) | Subject::Unreadable => return None,
        };
        Some(paths(record, "").len())
    }
}

fn operation(model: &Model, index: usize) -> Option<&str> {
    model.operations.get(index).map(|operation| operation.name.as_str())
}

/// The paths of the rows. Several variants can have the same path.
fn paths(record: &Record, above: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for field in &record.fields {
        let path = if above.is_empty() { field.name.clone() } else { format!("{above}.{}", field.name) };
        all.extend(field.object.iter().flat_map(|inner| paths(inner, &path)));
        all.insert(path);
    }
    all
}
