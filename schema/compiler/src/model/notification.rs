use super::{Bilingual, CodeTable, Confidence, Operation, Provenance, Record, Resource, Role, Span, Versions};
use std::sync::Arc;

/// A message that the platform sends to the hospital.
#[derive(Clone, Debug)]
pub struct Notification {
    /// The name; it has no path, because the hospital chooses the address.
    pub name: String,
    /// The name of its type in the API.
    pub spelling: String,
    /// The section of the document; empty if the document does not have it.
    pub section: String,
    /// The versions of the document that have it.
    pub versions: Versions,
    /// Its own source, if the spec states one.
    pub provenance: Option<Provenance>,
    /// The title in the document.
    pub title: Bilingual,
    /// The purpose.
    pub about: Option<Bilingual>,
    /// When the platform sends it, and to which address; `None` if that part of the spec is invalid.
    pub sent: Option<Sending>,
    /// The indices of the request's fields that identify a notification. One with the same values is a repetition.
    pub by: Vec<usize>,
    /// Other resources that its rows have values of.
    pub related: Vec<Related>,
    /// The fields that the platform sends.
    pub request: Record,
    /// The fields of the hospital's response.
    pub response: Record,
    /// Its own code tables.
    pub codes: Vec<Arc<CodeTable>>,
    /// The span in the sources.
    pub span: Span,
}

impl Notification {
    /// Its own rows, without the envelope, with their indices in the request.
    pub fn own_rows(&self) -> impl Iterator<Item = (usize, &super::Field)> {
        let is_own =
            |field: &super::Field| field.role == Role::Value && !Operation::ENVELOPE.contains(&field.name.as_str());
        self.request.fields.iter().enumerate().filter(move |(_, field)| is_own(field))
    }

    /// Its own rows, without the envelope.
    pub fn own(&self) -> Record {
        Record { fields: self.own_rows().map(|(_, field)| field.clone()).collect(), ..Record::default() }
    }

    /// The names of the fields that identify a notification.
    pub fn by_names(&self) -> Vec<&str> {
        self.by.iter().filter_map(|index| Some(self.request.fields.get(*index)?.name.as_str())).collect()
    }
}

/// A resource that goes with the resource of a notification.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Related {
    /// What it is.
    pub what: Resource,
    /// The indices of the request's fields by which it is found: any of them that the resource has finds it.
    pub by: Vec<usize>,
    /// Where it is written.
    pub span: Span,
}

/// When the platform sends a notification, and where.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sending {
    /// The resource that it is about.
    pub what: Resource,
    /// The event that triggers it.
    pub after: Event,
    /// The field with its address, in the request that created the resource.
    pub to: String,
}

/// An event that triggers a notification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// A user has paid.
    Payment,
}

impl Event {
    /// The keyword in specs.
    pub const fn name(self) -> &'static str {
        match self {
            Event::Payment => "payment",
        }
    }

    /// The event with this keyword.
    pub fn by_name(name: &str) -> Option<Self> {
        [Event::Payment].into_iter().find(|event| event.name() == name)
    }

    /// The description.
    pub const fn about(self) -> Bilingual {
        match self {
            Event::Payment => Bilingual::of("付款", "a payment"),
        }
    }
}

/// A list of facts about the interface that aren't shipped as specs.
#[derive(Clone, Debug)]
pub struct KnownList {
    /// The name.
    pub name: String,
    /// The title.
    pub title: Bilingual,
    /// The entries.
    pub entries: Vec<KnownEntry>,
    /// The span in the sources.
    pub span: Span,
}

/// A fact about the interface that isn't shipped as a spec.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KnownEntry {
    /// The name.
    pub name: String,
    /// The title.
    pub title: Bilingual,
    /// The known facts.
    pub facts: Bilingual,
    /// Why it is not shipped.
    pub why: Bilingual,
    /// The source.
    pub provenance: Option<Provenance>,
    /// The span in the sources.
    pub span: Span,
}

impl KnownEntry {
    /// The confidence. Without a stated source, it is [`Confidence::Low`].
    pub fn confidence(&self) -> Confidence {
        self.provenance.as_ref().map_or(Confidence::Low, |provenance| provenance.confidence)
    }
}
