//! The invariants of specs. Each check is named after its invariant, reports violations, and repairs them for the next
//! check.

mod bindings_resolve;
mod choices_are_distinguishable;
mod conditions_can_hold;
mod defaults_fit;
mod examples_hold;
mod fields_are_distinct;
mod groups_are_valid;
mod identifiers_are_composed;
mod limits_are_valid;
mod lists_hold;
mod low_confidence_warns;
mod names_fit;
mod notifications_are_received;
mod patterns;
mod references_resolve;
mod resources_are_found;
mod samples_fit;
mod sign_types_are_known;
mod specs_are_distinct;
mod templates_are_filled;
mod types_are_distinct;
mod types_are_valid;
mod values_have_one_source;

pub(crate) use defaults_fit::check as defaults_fit;
pub(crate) use examples_hold::check as examples_hold;
pub(crate) use limits_are_valid::{amount as bound, is_pattern};
pub(crate) use samples_fit::check as samples_fit;

use std::collections::HashMap;

use crate::Options;
use crate::ast::{CodesSyntax, RecordSyntax, SyntaxTree};
use crate::diagnostic::Diagnostics;

/// Runs all checks on the parsed and corrected syntax, in an order in which each can rely on the previous ones.
pub(crate) fn all(specs: &mut SyntaxTree, options: &Options, diagnostics: &mut Diagnostics) {
    specs_are_distinct::check(specs, diagnostics);
    names_fit::check(specs, diagnostics);
    fields_are_distinct::check(specs, diagnostics);
    references_resolve::check(specs, diagnostics);
    sign_types_are_known::check(specs, diagnostics);
    types_are_valid::check(specs, diagnostics);
    limits_are_valid::check(specs, diagnostics);
    lists_hold::check(specs, diagnostics);
    identifiers_are_composed::check(specs, diagnostics);
    resources_are_found::check(specs, diagnostics);
    values_have_one_source::check(specs, diagnostics);
    notifications_are_received::check(specs, options, diagnostics);
    bindings_resolve::check(specs, diagnostics);
    conditions_can_hold::check(specs, diagnostics);
    groups_are_valid::check(specs, diagnostics);
    choices_are_distinguishable::check(specs, diagnostics);
    low_confidence_warns::check(specs, diagnostics);
    types_are_distinct::check(specs, diagnostics);
    templates_are_filled::check(specs, diagnostics);
}

/// The kind of a record.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RecordKind {
    Request,
    Response,
    Content,
}

/// Visits every record of every spec, objects after the record that contains them, with the code tables that it can
/// refer to.
fn each_record(specs: &mut SyntaxTree, mut visit: impl FnMut(RecordKind, &mut RecordSyntax, &Tables<'_>)) {
    let SyntaxTree { operations, notifications, contents, codes, .. } = specs;
    let shared = NamedTables::of(codes);
    for operation in operations {
        let tables = Tables { own: NamedTables::of(&operation.codes), shared: &shared };
        nested(RecordKind::Request, &mut operation.request, &tables, &mut visit);
        nested(RecordKind::Response, &mut operation.response, &tables, &mut visit);
    }
    for notification in notifications {
        let tables = Tables { own: NamedTables::of(&notification.codes), shared: &shared };
        nested(RecordKind::Response, &mut notification.request, &tables, &mut visit);
        nested(RecordKind::Response, &mut notification.response, &tables, &mut visit);
    }
    for content in contents {
        let tables = Tables { own: NamedTables::of(&content.codes), shared: &shared };
        nested(RecordKind::Content, &mut content.record, &tables, &mut visit);
        nested(
            RecordKind::Request,
            &mut content.outer,
            &Tables { own: NamedTables::of(&[]), shared: &shared },
            &mut visit,
        );
    }
}

fn nested(
    kind: RecordKind,
    record: &mut RecordSyntax,
    tables: &Tables<'_>,
    visit: &mut impl FnMut(RecordKind, &mut RecordSyntax, &Tables<'_>),
) {
    visit(kind, record, tables);
    for field in &mut record.fields {
        if let Some(object) = &mut field.object {
            nested(kind, object, tables, visit);
        }
    }
}

/// The code tables that a spec can refer to.
struct Tables<'c> {
    own: NamedTables<'c>,
    shared: &'c NamedTables<'c>,
}

impl<'c> Tables<'c> {
    /// The table with this name: the spec's own, or a shared one.
    fn get(&self, name: &str) -> Option<&'c CodesSyntax> {
        self.own.by_name.get(name).or_else(|| self.shared.by_name.get(name)).copied()
    }

    /// Their names.
    fn names(&self) -> impl Iterator<Item = &'c str> {
        self.own.all.iter().chain(self.shared.all).map(|table| table.name.as_str())
    }
}

/// An index of code tables by name.
struct NamedTables<'c> {
    all: &'c [CodesSyntax],
    by_name: HashMap<&'c str, &'c CodesSyntax>,
}

impl<'c> NamedTables<'c> {
    fn of(all: &'c [CodesSyntax]) -> Self {
        Self { all, by_name: all.iter().rev().map(|table| (table.name.as_str(), table)).collect() }
    }
}
