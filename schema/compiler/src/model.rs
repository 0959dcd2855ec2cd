//! The model of the specs, after parsing, applying errata, resolving names and checking.
//!
//! The model depends neither on YAML nor on Rust output. The emitter, the dynamic reader, the reference pages and the
//! export all use it.

use std::sync::Arc;

use wxmed_core::{Bilingual, Format, GroupKind, Severity};
pub use wxmed_core::{CodeMatch, Outcome, ResponseSigning, Retry, RetryAdvice};

mod content;
mod limits;
mod notification;
mod operation;
mod provenance;
mod record;
mod resource;
mod template;
mod versions;

pub use content::{Content, Erratum, ErratumState, Example, ExampleValue};
pub use limits::{Limits, Range, Scale};
pub use notification::{Event, KnownEntry, KnownList, Notification, Related, Sending};
pub use operation::{DocumentedError, ErrorTable, Operation};
pub use provenance::{Confidence, Provenance};
pub use record::{
    Alias, Alternative, Case, Choice, CodeTable, CodeValue, Condition, Field, Group, LengthUnit, Needs, Part, Record,
    Required, StatedPresence, Tag, ValueKind, WireType, Written,
};
pub use resource::{Creation, ErrorCause, Need, Resource, Uses, ValueSource};
pub use template::{FilledBy, MessageTemplate, TemplateKeyword, TemplateSet};
pub use versions::Versions;
pub use wxmed_core::schema::{
    Comparison, Composed, Demand, Encoding, Exhaustiveness, Expr, IdPart, Items, List, Null, Role, StatedRule,
    TextExpr, Truth,
};

/// A position in the sources: a file of [`Sources`](crate::Sources) and a range of its bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The index of the file.
    pub file: usize,
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

/// The model of a set of specs.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// The operations, in the order of their sections.
    pub operations: Vec<Operation>,
    /// The messages that the platform sends, by name.
    pub notifications: Vec<Notification>,
    /// The contents of `request_content`, by name.
    pub contents: Vec<Content>,
    /// The code tables that several specs share, by name.
    pub codes: Vec<Arc<CodeTable>>,
    /// The groups of fields that several specs share, by name.
    pub parts: Vec<Arc<Part>>,
    /// The tables of errors that several operations share, by name.
    pub errors: Vec<ErrorTable>,
    /// The message templates.
    pub templates: Vec<TemplateSet>,
    /// The known errors of the document.
    pub errata: Vec<Erratum>,
    /// Facts about the interface that aren't shipped as specs, by name.
    pub known: Vec<KnownList>,
}

impl Model {
    /// The same model without defaults, for validating what was sent: defaults were filled in before.
    #[must_use]
    pub fn without_defaults(mut self) -> Self {
        let requests = self.operations.iter_mut().map(|operation| &mut operation.request);
        let contents = self.contents.iter_mut().map(|content| &mut content.record);
        requests.chain(contents).for_each(Record::drop_defaults);
        self
    }

    /// The operation with this name.
    pub fn operation(&self, name: &str) -> Option<&Operation> {
        self.operations.iter().find(|operation| operation.name == name)
    }

    /// The notification with this name.
    pub fn notification(&self, name: &str) -> Option<&Notification> {
        self.notifications.iter().find(|notification| notification.name == name)
    }

    /// The content with this name.
    pub fn content(&self, name: &str) -> Option<&Content> {
        self.contents.iter().find(|content| content.name == name)
    }
}
