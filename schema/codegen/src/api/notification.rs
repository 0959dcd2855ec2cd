use wxmed_compiler::model::{self, CodeTable};

use super::{EnumOf, Module, Record};

/// A notification: what the platform sends, which is only read.
#[derive(Debug)]
pub struct Notification<'m> {
    /// Where the items are.
    pub module: Module,
    /// Its own code tables.
    pub codes: Vec<EnumOf<'m, CodeTable>>,
    /// What is received, without the envelope.
    pub record: Record,
    /// What it is made of.
    pub of: &'m model::Notification,
}
