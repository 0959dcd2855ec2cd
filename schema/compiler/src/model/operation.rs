use super::{
    Bilingual, CodeMatch, CodeTable, Creation, ErrorCause, Need, Outcome, Provenance, Record, ResponseSigning, Retry,
    RetryAdvice, Span, ValueSource, Versions,
};
use std::sync::Arc;

/// One operation of the interface.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The wire name: the last part of its path.
    pub name: String,
    /// The name of its request type in the API.
    pub spelling: String,
    /// The path after the host.
    pub path: String,
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
    /// Whether it may be sent again if no response was received.
    pub retry: Retry,
    /// Whether its response is signed.
    pub response_signing: ResponseSigning,
    /// The index of the request's field that selects the sign type; MD5 if there is none.
    pub sign_type: Option<usize>,
    /// The resources that must exist before, each once.
    pub needs: Vec<Need>,
    /// The resources that it creates, each once.
    pub creates: Vec<Creation>,
    /// The fields of the request.
    pub request: Record,
    /// The fields of the response.
    pub response: Record,
    /// The business errors that the document lists for it.
    pub errors: Vec<DocumentedError>,
    /// Its own code tables.
    pub codes: Vec<Arc<CodeTable>>,
    /// Examples of valid and invalid requests.
    pub examples: Vec<super::Example>,
    /// The span in the sources.
    pub span: Span,
}

impl Operation {
    /// The fields of a response that contain the result of the request; the others are the reply.
    pub const ENVELOPE: [&str; 5] = wxmed_core::ENVELOPE;

    /// The rows that are signed, in signing order: sorted by the bytes of their names. All readers of specs use this
    /// order. A name in several cases has several rows, of which at most one has a value.
    pub fn signed_rows(&self) -> Vec<usize> {
        let rows = self.request.fields.iter().enumerate().filter(|(_, field)| field.role != super::Role::Signature);
        let mut order: Vec<(usize, &str)> = rows.map(|(row, field)| (row, field.name.as_str())).collect();
        order.sort_by_key(|(_, name)| *name);
        order.into_iter().map(|(row, _)| row).collect()
    }

    /// The wire names of all fields that can be sent, except the signature, each once, in signing order.
    pub fn sign_order(&self) -> Vec<&str> {
        let rows = self.signed_rows().into_iter().filter_map(|row| self.request.fields.get(row));
        let mut names: Vec<&str> = rows.map(|field| field.name.as_str()).collect();
        names.dedup();
        names
    }

    /// The response fields that echo request fields, each with the echoed field.
    pub fn echoes(&self) -> Vec<(&str, &str)> {
        let echo = |row: &ValueSource| match row {
            ValueSource::Echo(index) => self.request.fields.get(*index),
            ValueSource::Unstated | ValueSource::Sample(_) | ValueSource::From(_) => None,
        };
        let rows = self.response.fields.iter();
        rows.filter_map(|row| Some((row.name.as_str(), echo(&row.value_source)?.name.as_str()))).collect()
    }
}

/// A table of errors that several operations share.
#[derive(Clone, Debug)]
pub struct ErrorTable {
    /// The name.
    pub name: String,
    /// The name of its type in the API.
    pub spelling: String,
    /// The title.
    pub title: Bilingual,
    /// Its own source, if the spec states one.
    pub provenance: Option<Provenance>,
    /// The errors.
    pub errors: Vec<DocumentedError>,
    /// The span in the sources.
    pub span: Span,
    /// The span of its API name: of `spelling:`, if there is one.
    pub spelling_span: Span,
}

/// An error that the platform responds with.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DocumentedError {
    /// The code on the wire, or a part of the message.
    pub code: String,
    /// Where the code is found.
    pub matching: CodeMatch,
    /// The name in the API.
    pub name: String,
    /// The meaning.
    pub meaning: Bilingual,
    /// The remedy.
    pub remedy: Bilingual,
    /// Whether a new access token fixes it, because the request wasn't executed.
    pub refreshes_token: bool,
    /// Whether the platform may have executed the request nevertheless.
    pub outcome: Outcome,
    /// When the same call may succeed.
    pub retry: RetryAdvice,
    /// Its own source, if the spec states one.
    pub provenance: Option<Provenance>,
    /// When the operation responds with it, if the spec states that.
    pub when: Option<ErrorCause>,
    /// The span in the sources.
    pub span: Span,
}
