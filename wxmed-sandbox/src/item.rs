//! Something that a sandbox keeps: a card, an order, a message, a link.

use std::collections::BTreeMap;
use std::fmt;

use wxmed::spec::model::Thing;

/// Something that a sandbox keeps: a card, an order, a message, a link.
///
/// What it holds are the values of the request that made it and those that the sandbox made up, by their names on the
/// wire. `Debug` shows the names only.
///
/// ```
/// use wxmed::spec::model::Thing;
/// use wxmed_sandbox::Item;
/// let order = Item::new(Thing::Order).with("hosp_out_trade_no", "H1").with("med_trans_id", "42");
/// assert_eq!(order.get("med_trans_id"), Some("42"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Item {
    what: Thing,
    operation: Option<String>,
    values: BTreeMap<String, String>,
}

impl Item {
    /// One that holds nothing yet.
    pub fn new(what: Thing) -> Self {
        Self { what, operation: None, values: BTreeMap::new() }
    }

    /// The same with one more value.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.values.insert(name.into(), value.into());
        self
    }

    pub(crate) fn with_all<'a>(self, values: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        values.into_iter().fold(self, |item, (name, value)| item.with(name, value))
    }

    pub(crate) fn made_by(mut self, operation: &str) -> Self {
        self.operation = Some(operation.to_owned());
        self
    }

    /// What it is.
    pub fn what(&self) -> Thing {
        self.what
    }

    /// The operation that made it; `None` for what was there from the beginning or was put there by a test.
    pub fn operation(&self) -> Option<&str> {
        self.operation.as_deref()
    }

    /// A value by its name on the wire.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// Every name and value.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    pub(crate) fn put(&mut self, name: &str, value: &str) {
        self.values.insert(name.to_owned(), value.to_owned());
    }
}

impl fmt::Debug for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Item")
            .field("what", &self.what)
            .field("operation", &self.operation)
            .field("names", &self.values.keys())
            .finish()
    }
}
