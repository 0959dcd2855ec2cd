//! A resource as a record.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use wxmed::spec::model::Resource;

use super::{Item, Life};

#[derive(Deserialize, Serialize)]
pub(crate) struct SavedItem {
    what: String,
    operation: Option<String>,
    values: BTreeMap<String, String>,
    made: Option<Duration>,
    until: Option<Duration>,
    is_used: bool,
    is_paid: bool,
}

impl From<&Item> for SavedItem {
    fn from(item: &Item) -> Self {
        let Item { what, operation, values, life, is_paid } = item.clone();
        let Life { made, until, is_used } = life;
        Self { what: what.name().to_owned(), operation, values, made, until, is_used, is_paid }
    }
}

impl SavedItem {
    /// The resource; nothing if this version knows none of its kind.
    pub(crate) fn item(self) -> Option<Item> {
        let Self { what, operation, values, made, until, is_used, is_paid } = self;
        let life = Life { made, until, is_used };
        Some(Item { what: Resource::by_name(&what)?, operation, values, life, is_paid })
    }
}
