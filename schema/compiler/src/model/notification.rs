use super::{Bilingual, CodeTable, Confidence, Operation, Provenance, Record, Resource, Role, Span, Versions};
use std::sync::Arc;

/// A message that the platform sends to the hospital.
#[derive(Clone, Debug)]
pub struct Notification {
    /// The name; it has no path, because the hospital chooses the address.
    pub name: String,
    /// What the API calls it.
    pub spelling: String,
    /// The section of the document; empty if the document does not have it.
    pub section: String,
    /// The versions of the document that have it.
    pub versions: Versions,
    /// Where it is known from, if that is stated for it alone.
    pub provenance: Option<Provenance>,
    /// What the document calls it.
    pub title: Bilingual,
    /// What it is for.
    pub about: Option<Bilingual>,
    /// When the platform sends it, and where; nothing if the spec cannot be read there.
    pub sent: Option<Sending>,
    /// The places of the request's fields that tell one from another: the same values again repeat the first.
    pub by: Vec<usize>,
    /// Other things that its rows have values of.
    pub related: Vec<Related>,
    /// The fields that the platform sends.
    pub request: Record,
    /// The fields that the hospital answers with.
    pub response: Record,
    /// The code tables of its own.
    pub codes: Vec<Arc<CodeTable>>,
    /// Where it is.
    pub span: Span,
}

impl Notification {
    /// The rows of its own, without the envelope, with the index that each has in the request.
    pub fn own_rows(&self) -> impl Iterator<Item = (usize, &super::Field)> {
        let is_own =
            |field: &super::Field| field.role == Role::Value && !Operation::ENVELOPE.contains(&field.name.as_str());
        self.request.fields.iter().enumerate().filter(move |(_, field)| is_own(field))
    }

    /// The rows of its own, without the envelope.
    pub fn own(&self) -> Record {
        Record { fields: self.own_rows().map(|(_, field)| field.clone()).collect(), ..Record::default() }
    }

    /// The names of the fields that tell one from another.
    pub fn by_names(&self) -> Vec<&str> {
        self.by.iter().filter_map(|place| Some(self.request.fields.get(*place)?.name.as_str())).collect()
    }
}

/// A thing that goes with the resource of a notification.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Related {
    /// What it is.
    pub what: Resource,
    /// The places of the request's fields by which it is found: any of them that the resource has finds it.
    pub by: Vec<usize>,
    /// Where it is written.
    pub span: Span,
}

/// When the platform sends a notification, and where.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sending {
    /// What it is about.
    pub what: Resource,
    /// What it is sent after.
    pub after: Event,
    /// The field with its address, in the request that created the resource.
    pub to: String,
}

/// What the platform sends a notification after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// A user has paid.
    Payment,
}

impl Event {
    /// The word in a spec.
    pub const fn name(self) -> &'static str {
        match self {
            Event::Payment => "payment",
        }
    }

    /// The event that a spec names.
    pub fn by_name(name: &str) -> Option<Self> {
        [Event::Payment].into_iter().find(|event| event.name() == name)
    }

    /// What it is.
    pub const fn about(self) -> Bilingual {
        match self {
            Event::Payment => Bilingual::of("付款", "a payment"),
        }
    }
}

/// A list of what is known of the interface and not shipped.
#[derive(Clone, Debug)]
pub struct KnownList {
    /// The name.
    pub name: String,
    /// What it lists.
    pub title: Bilingual,
    /// The entries.
    pub entries: Vec<KnownEntry>,
    /// Where it is.
    pub span: Span,
}

/// Something that is known of the interface and not shipped.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KnownEntry {
    /// The name.
    pub name: String,
    /// What it is.
    pub title: Bilingual,
    /// What is known.
    pub facts: Bilingual,
    /// Why it is not shipped.
    pub why: Bilingual,
    /// Where it is known from.
    pub provenance: Option<Provenance>,
    /// Where it is.
    pub span: Span,
}

impl KnownEntry {
    /// How sure it is: what states nothing is inferred.
    pub fn confidence(&self) -> Confidence {
        self.provenance.as_ref().map_or(Confidence::Low, |provenance| provenance.confidence)
    }
}
