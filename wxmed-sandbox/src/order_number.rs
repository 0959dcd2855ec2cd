//! The order number in a request.

use wxmed::codec::xml;
use wxmed::spec::model::{Operation, Resource};

/// The number by which a request creates or finds an order. If it contains both, the hospital's own takes precedence.
pub(crate) fn of(operation: &Operation, body: &[u8]) -> Option<String> {
    all(operation, body).into_iter().next()
}

/// All numbers by which a request creates or finds an order.
pub(crate) fn all(operation: &Operation, body: &[u8]) -> Vec<String> {
    let created = operation.creates.iter().filter(|creation| creation.what == Resource::Order).map(|one| &one.by);
    let found = operation.needs.iter().filter(|need| need.what == Resource::Order).map(|one| &one.by);
    let indexes: Vec<usize> = created.chain(found).flatten().copied().collect();
    let names = indexes.iter().filter_map(|index| operation.request.fields.get(*index)).map(|row| row.name.as_str());
    let fields = if indexes.is_empty() { xml::Fields::default() } else { xml::read(body).unwrap_or_default() };
    let values = names.filter_map(|name| fields.get(name).filter(|value| !value.is_empty()));
    values.map(|number| number.chars().take(LONGEST).collect()).collect()
}

/// The limit is longer than any number that the interface allows, and keeps the list of calls small.
const LONGEST: usize = 128;
