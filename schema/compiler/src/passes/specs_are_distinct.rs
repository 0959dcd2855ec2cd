use std::collections::BTreeSet;

use crate::ast::{CodeSyntax, CodesSyntax, ErrorSyntax, SyntaxTree, Text};
use crate::casing::camel;
use crate::diagnostic::{Diagnostics, Id};

/// No two specs of a kind, codes of a table or errata have the same name.
pub(super) fn check(specs: &mut SyntaxTree, d: &mut Diagnostics) {
    distinct(&mut specs.operations, |spec| &spec.name, Id::DuplicateName, "operation", d);
    distinct(&mut specs.operations, |spec| &spec.path, Id::DuplicateName, "path", d);
    distinct(&mut specs.notifications, |spec| &spec.name, Id::DuplicateName, "notification", d);
    distinct(&mut specs.known, |spec| &spec.name, Id::DuplicateName, "list", d);
    distinct(&mut specs.contents, |spec| &spec.name, Id::DuplicateName, "content", d);
    distinct(&mut specs.codes, |spec| &spec.name, Id::DuplicateName, "code table", d);
    distinct(&mut specs.errors, |spec| &spec.name, Id::DuplicateName, "table of errors", d);
    distinct(&mut specs.parts, |spec| &spec.name, Id::DuplicateName, "part", d);
    distinct(&mut specs.templates, |spec| &spec.name, Id::DuplicateName, "set of templates", d);
    specs.codes.iter_mut().for_each(|table| values(table, d));
    for operation in &mut specs.operations {
        own_tables(&mut operation.codes, d);
        errors(&mut operation.errors, d);
    }
    for notification in &mut specs.notifications {
        own_tables(&mut notification.codes, d);
    }
    for list in &mut specs.known {
        distinct(&mut list.entries, |entry| &entry.name, Id::DuplicateName, "entry", d);
    }
    for content in &mut specs.contents {
        own_tables(&mut content.codes, d);
    }
    for table in &mut specs.errors {
        errors(&mut table.values, d);
    }
}

fn own_tables(tables: &mut Vec<CodesSyntax>, d: &mut Diagnostics) {
    distinct(tables, |table| &table.name, Id::DuplicateName, "code table", d);
    tables.iter_mut().for_each(|table| values(table, d));
}

fn values(table: &mut CodesSyntax, d: &mut Diagnostics) {
    distinct(&mut table.values, |value: &CodeSyntax| &value.code, Id::DuplicateCode, "code", d);
    let api = |name: &Text| camel(&name.value);
    distinct_by(&mut table.values, |value: &CodeSyntax| &value.name, api, Id::DuplicateCode, "name", d);
}

fn errors(list: &mut Vec<ErrorSyntax>, d: &mut Diagnostics) {
    distinct(list, |error: &ErrorSyntax| &error.code, Id::DuplicateCode, "code", d);
    let api = |name: &Text| camel(&name.value);
    distinct_by(list, |error: &ErrorSyntax| &error.name, api, Id::DuplicateCode, "name", d);
}

fn distinct<T>(items: &mut Vec<T>, name: impl Fn(&T) -> &Text, id: Id, what: &str, d: &mut Diagnostics) {
    distinct_by(items, name, |name| name.value.clone(), id, what, d);
}

/// Compares the API names: `tier_2` and `tier2` are the same name there.
fn distinct_by<T>(
    items: &mut Vec<T>,
    name: impl Fn(&T) -> &Text,
    becomes: impl Fn(&Text) -> String,
    id: Id,
    what: &str,
    d: &mut Diagnostics,
) {
    let mut seen = BTreeSet::new();
    items.retain(|item| {
        let name = name(item);
        let is_new = seen.insert(becomes(name));
        if !is_new {
            d.error(id, name.span, format!("there is another {what} `{}`", becomes(name)))
                .help("give one of the two another name");
        }
        is_new
    });
}
