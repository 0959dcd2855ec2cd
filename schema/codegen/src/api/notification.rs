use wxmed_compiler::model::{self, CodeTable};

use super::{EnumOf, Module, Record};

/// A notification from the platform, which is only read.
#[derive(Debug)]
pub struct Notification<'m> {
    /// The module of the items.
    pub module: Module,
    /// Its own code tables.
    pub codes: Vec<EnumOf<'m, CodeTable>>,
    /// The received fields, without the envelope.
    pub record: Record,
    /// The notification in the model.
    pub of: &'m model::Notification,
}
