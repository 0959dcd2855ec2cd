//! The constraints between the rows of a record, as far as a schema can express them.

use std::borrow::Cow;

use wxmed_core::schema::{Check, Demand, Encoding, FieldSchema, Member, RecordSchema, Truth};
use wxmed_core::{GroupKind, Json, Severity};

use super::super::parts::{object, text};
use super::value::{boolean, number};
use super::{all_of, any_of, names};

/// The schemas for one constraint, all of which must hold. There are none for warnings, because the required row is
/// uncertain.
pub(super) fn of(table: &RecordSchema, check: &Check) -> Vec<Json> {
    let warns = |row: u16| table.row(row).is_some_and(|row| row.severity == Severity::Warning);
    match check {
        Check::Choice(groups) if groups.iter().flat_map(|group| group.iter()).any(|member| warns(member.row())) => {
            Vec::new()
        }
        Check::Group(_, of) if of.iter().copied().any(warns) => Vec::new(),
        Check::Needs { given, needs } if warns(*needs) || warns(*given) || is_unclear(table, *given) => Vec::new(),
        Check::Demand(demand) if demand.needs.iter().chain(demand.absent.iter()).copied().any(warns) => Vec::new(),
        Check::Choice(groups) => choice(table, groups),
        Check::Needs { given: when, needs } => {
            implies(any_given(table, &[*when]), all_given(table, &[*needs])).into_iter().collect()
        }
        Check::Group(kind, of) => group(table, *kind, of),
        Check::Demand(demand) => self::demand(table, demand),
        // The cases of a tag are handled with their rows; the other rules are listed separately.
        Check::Cases { .. } | Check::Unique { .. } | Check::Composed(_) | Check::Stated(_) => Vec::new(),
    }
}

/// Whether a schema can't tell if a row is given: a default always applies, and a list in a string may be empty.
fn is_unclear(table: &RecordSchema, row: u16) -> bool {
    table.row(row).is_some_and(|row| row.default.is_some() || row.encoding == Encoding::JsonText)
}

/// The tag has a value.
pub(super) fn has_value(row: &FieldSchema, value: &str) -> Json {
    let value = match row.encoding {
        Encoding::Number => number(value),
        Encoding::Boolean => boolean(value),
        Encoding::Text | Encoding::JsonText => text(value),
    };
    any_of(names(row).map(|name| with(name, object([("const", value.clone())]))).collect())
}

/// A key is present, and its value matches a schema.
pub(super) fn with(name: &str, value: Json) -> Json {
    object([("properties", Json::Object(vec![(name.to_owned(), value)])), ("required", Json::List(vec![text(name)]))])
}

/// A row has a value that is not empty.
fn given(row: &FieldSchema) -> Json {
    let empty = Json::List(vec![text(""), Json::Null, Json::List(Vec::new())]);
    let value = object([("not", object([("enum", empty)]))]);
    any_of(names(row).map(|name| with(name, value.clone())).collect())
}

fn each_given(table: &RecordSchema, rows: &[u16]) -> Vec<Json> {
    rows.iter().filter_map(|row| table.row(*row)).map(given).collect()
}

/// One of the rows has a value; `None` if there are none.
fn any_given(table: &RecordSchema, rows: &[u16]) -> Option<Json> {
    Some(each_given(table, rows)).filter(|each| !each.is_empty()).map(any_of)
}

/// All rows have a value; `None` if there are none.
fn all_given(table: &RecordSchema, rows: &[u16]) -> Option<Json> {
    Some(each_given(table, rows)).filter(|each| !each.is_empty()).map(all_of)
}

fn implies(when: Option<Json>, then: Option<Json>) -> Option<Json> {
    Some(object([("if", when?), ("then", then?)]))
}

fn not(schema: Json) -> Json {
    object([("not", schema)])
}

/// Exactly one of several groups.
fn choice(table: &RecordSchema, groups: &[Cow<'static, [Member]>]) -> Vec<Json> {
    let is_common = |row: u16| groups.iter().all(|group| group.iter().any(|member| member.row() == row));
    let own: Vec<Vec<Member>> =
        groups.iter().map(|group| group.iter().copied().filter(|member| !is_common(member.row())).collect()).collect();
    let rows = |group: &[Member]| group.iter().map(|member| member.row()).collect::<Vec<u16>>();
    let mut all = Vec::new();
    if own.iter().all(|group| !group.is_empty()) {
        all.extend(any_given(table, &own.iter().flat_map(|group| rows(group)).collect::<Vec<u16>>()));
    }
    for (index, group) in own.iter().enumerate() {
        let mandatory = group.iter().filter(|member| matches!(member, Member::Must(_))).map(|member| member.row());
        all.extend(implies(any_given(table, &rows(group)), all_given(table, &mandatory.collect::<Vec<u16>>())));
        for other in own.iter().skip(index + 1) {
            let both = any_given(table, &rows(group)).zip(any_given(table, &rows(other)));
            all.extend(both.map(|(one, other)| not(all_of(vec![one, other]))));
        }
    }
    all
}

fn group(table: &RecordSchema, kind: GroupKind, of: &[u16]) -> Vec<Json> {
    match kind {
        GroupKind::AtLeastOne => any_given(table, of).into_iter().collect(),
        GroupKind::AllOrNone => implies(any_given(table, of), all_given(table, of)).into_iter().collect(),
        GroupKind::AtMostOne => {
            let each = each_given(table, of);
            let pairs = each.iter().enumerate().flat_map(|(index, one)| {
                each.iter().skip(index + 1).map(|other| not(all_of(vec![one.clone(), other.clone()])))
            });
            pairs.collect()
        }
    }
}

/// Rows that are mandatory or forbidden because others have a value. Other conditions can't be expressed.
fn demand(table: &RecordSchema, Demand { message: _, when, needs, absent }: &Demand) -> Vec<Json> {
    let Some(when) = truth(table, when) else { return Vec::new() };
    let none = any_given(table, absent).map(not);
    [all_given(table, needs), none].into_iter().filter_map(|then| implies(Some(when.clone()), then)).collect()
}

fn truth(table: &RecordSchema, truth: &Truth) -> Option<Json> {
    match truth {
        Truth::Given(path) => match &**path {
            [row] if table.row(*row).is_some_and(|row| row.severity == Severity::Error) && !is_unclear(table, *row) => {
                any_given(table, &[*row])
            }
            _ => None,
        },
        Truth::And(one, other) => Some(all_of(vec![self::truth(table, one)?, self::truth(table, other)?])),
        Truth::Or(one, other) => Some(any_of(vec![self::truth(table, one)?, self::truth(table, other)?])),
        Truth::Not(inner) => self::truth(table, inner).map(not),
        Truth::Compare(..)
        | Truth::Same(..)
        | Truth::Order(..)
        | Truth::Matches(..)
        | Truth::All(..)
        | Truth::Any(..)
        | Truth::Parent(_) => None,
    }
}
