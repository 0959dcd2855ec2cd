//! The names of fields, in whatever case a caller's system writes them.

use wxmed::dynamic::Operation;

use crate::input::{InputValue, NameMatching};

/// The fields under their names in the spec. Names that it doesn't have stay as they are.
pub(super) fn matched(
    operation: &Operation,
    matching: NameMatching,
    fields: Vec<(String, InputValue)>,
) -> impl Iterator<Item = (String, InputValue)> {
    fields.into_iter().map(move |(name, value)| match matching {
        NameMatching::Exact => (name, value),
        NameMatching::AnyCase => (known(operation, &name).unwrap_or(name), value),
    })
}

/// The name in the spec, if one differs only in case.
fn known(operation: &Operation, name: &str) -> Option<String> {
    let rows = operation.spec().request.fields.iter();
    let own = rows.flat_map(|row| {
        let plain = row.name.strip_suffix("_md5");
        std::iter::once(row.name.as_str()).chain(plain).chain(row.aliases.iter().map(|alias| alias.name.as_str()))
    });
    let mut fitting = own.filter(|own| own.eq_ignore_ascii_case(name));
    fitting.next().map(str::to_owned)
}
