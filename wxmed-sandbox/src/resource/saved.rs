//! A resource as a record.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use wxmed::spec::model::Resource;

use super::{Item, Life};

/// It borrows from the resource when it is written, because a request waits for that.
#[derive(Deserialize, Serialize)]
pub(crate) struct SavedItem<'a> {
    what: Cow<'a, str>,
    operation: Option<Cow<'a, str>>,
    values: Cow<'a, BTreeMap<String, String>>,
    made: Option<Duration>,
    until: Option<Duration>,
    is_used: bool,
    is_paid: bool,
}

impl<'a> From<&'a Item> for SavedItem<'a> {
    fn from(item: &'a Item) -> Self {
        let Item { what, operation, values, life: Life { made, until, is_used }, is_paid } = item;
        Self {
            what: Cow::Borrowed(what.name()),
            operation: operation.as_deref().map(Cow::Borrowed),
            values: Cow::Borrowed(values),
            made: *made,
            until: *until,
            is_used: *is_used,
            is_paid: *is_paid,
        }
    }
}

impl SavedItem<'_> {
    /// The resource. `None` if this version doesn't know its kind.
    pub(crate) fn item(self) -> Option<Item> {
        let Self { what, operation, values, made, until, is_used, is_paid } = self;
        let life = Life { made, until, is_used };
        let operation = operation.map(Cow::into_owned);
        Some(Item { what: Resource::by_name(&what)?, operation, values: values.into_owned(), life, is_paid })
    }
}
