//! Notifications from the platform, and facts that are known beyond the specs.

use super::{CodesSyntax, RecordSyntax, Text};
use crate::model::{Event, Provenance, Resource, Span, Versions};
use wxmed_core::Bilingual;

#[derive(Clone, Debug)]
pub(crate) struct NotificationSyntax {
    pub(crate) name: Text,
    pub(crate) spelling: Option<Text>,
    pub(crate) section: String,
    pub(crate) versions: Versions,
    pub(crate) provenance: Option<Provenance>,
    pub(crate) title: Bilingual,
    pub(crate) about: Option<Bilingual>,
    pub(crate) sent: Option<SendingSyntax>,
    pub(crate) by: Vec<Text>,
    pub(crate) related: Vec<RelatedSyntax>,
    pub(crate) request: RecordSyntax,
    pub(crate) response: RecordSyntax,
    pub(crate) codes: Vec<CodesSyntax>,
}

#[derive(Clone, Debug)]
pub(crate) struct RelatedSyntax {
    pub(crate) what: Option<Resource>,
    pub(crate) by: Vec<Text>,
    pub(crate) span: Span,
}

#[derive(Clone, Debug)]
pub(crate) struct SendingSyntax {
    pub(crate) what: Resource,
    pub(crate) after: Event,
    pub(crate) to: Text,
}

#[derive(Clone, Debug)]
pub(crate) struct KnownSyntax {
    pub(crate) name: Text,
    pub(crate) title: Bilingual,
    pub(crate) entries: Vec<KnownEntrySyntax>,
}

#[derive(Clone, Debug)]
pub(crate) struct KnownEntrySyntax {
    pub(crate) name: Text,
    pub(crate) title: Bilingual,
    pub(crate) facts: Bilingual,
    pub(crate) why: Bilingual,
    pub(crate) provenance: Option<Provenance>,
}
