//! Something that a sandbox keeps: a card, an order, a message, a link, a code.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use wxmed::spec::model::Resource;

/// Something that a sandbox keeps: a card, an order, a message, a link, a code.
///
/// What it holds are the values of the request that made it and those that the sandbox made up, by their names on the
/// wire. `Debug` shows the names only.
///
/// ```
/// use wxmed::spec::model::Resource;
/// use wxmed_sandbox::Item;
/// let order = Item::new(Resource::Order).with("hosp_out_trade_no", "H1").with("med_trans_id", "42");
/// assert_eq!(order.get("med_trans_id"), Some("42"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Item {
    what: Resource,
    operation: Option<String>,
    values: BTreeMap<String, String>,
    life: Life,
}

/// How long something can be used. Times are since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Life {
    /// When it was made; nothing for what was there from the beginning, or was put there by a test.
    pub(crate) made: Option<Duration>,
    /// Until when it can be used, if there is a limit.
    pub(crate) until: Option<Duration>,
    /// Whether a request that it serves once has succeeded.
    pub(crate) is_used: bool,
}

impl Life {
    /// Whether its time is over.
    pub(crate) fn is_over(&self, now: Duration) -> bool {
        self.until.is_some_and(|until| now >= until)
    }

    /// Whether it was made more than so many seconds ago.
    pub(crate) fn is_older_than(&self, seconds: u32, now: Duration) -> bool {
        self.made.is_some_and(|made| now >= made + Duration::from_secs(seconds.into()))
    }
}

/// A value that the platform gave to something that a call made, and that its answer does not show.
///
/// An order has such a number: the platform gives it in answers of other operations, or in a notice of payment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Issued {
    /// What was made.
    pub what: Resource,
    /// The name of the value on the wire.
    pub name: String,
    /// The value, which is made up.
    pub value: String,
}

impl Item {
    /// One that holds nothing yet.
    pub fn new(what: Resource) -> Self {
        Self { what, operation: None, values: BTreeMap::new(), life: Life::default() }
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

    pub(crate) fn made_at(mut self, now: Duration) -> Self {
        self.life.made = Some(now);
        self
    }

    pub(crate) fn life(&self) -> Life {
        self.life
    }

    pub(crate) fn life_mut(&mut self) -> &mut Life {
        &mut self.life
    }

    /// What it is.
    pub fn what(&self) -> Resource {
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
