use super::{
    AnswerValue, Bilingual, CodeMatch, CodeTable, Creation, ErrorCause, Need, Outcome, Provenance, Record,
    ResponseSigning, Retry, RetryAdvice, Span, Versions,
};
use std::sync::Arc;

/// One operation of the interface.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The name on the wire: the end of its path.
    pub name: String,
    /// What the API calls its request.
    pub spelling: String,
    /// The path, from the host on.
    pub path: String,
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
    /// Whether it may be sent again when no answer came.
    pub retry: Retry,
    /// Whether its answer is signed.
    pub response_signing: ResponseSigning,
    /// The place of the request's field that says how it is signed; MD5 if there is none.
    pub sign_type: Option<usize>,
    /// What must be there before, each thing once.
    pub needs: Vec<Need>,
    /// What is there afterwards, each thing once.
    pub creates: Vec<Creation>,
    /// The fields that are sent.
    pub request: Record,
    /// The fields that come back.
    pub response: Record,
    /// The business errors that the document lists for it.
    pub errors: Vec<DocumentedError>,
    /// The code tables of its own.
    pub codes: Vec<Arc<CodeTable>>,
    /// Requests that must pass, and requests that must fail.
    pub examples: Vec<super::Example>,
    /// Where it is.
    pub span: Span,
}

impl Operation {
    /// The fields of an answer that tell what became of the request; the others are the reply.
    pub const ENVELOPE: [&str; 5] = wxmed_core::ENVELOPE;

    /// The rows that are signed, in the order in which that is done: by the bytes of their names. Each reader of a spec
    /// takes the order from here. A name of several cases has all its rows, of which one at most is filled.
    pub fn signed_rows(&self) -> Vec<usize> {
        let rows = self.request.fields.iter().enumerate().filter(|(_, field)| field.role != super::Role::Signature);
        let mut order: Vec<(usize, &str)> = rows.map(|(row, field)| (row, field.name.as_str())).collect();
        order.sort_by_key(|(_, name)| *name);
        order.into_iter().map(|(row, _)| row).collect()
    }

    /// The wire names of every field that can be sent, but for the signature, each once, in the order of signing.
    pub fn sign_order(&self) -> Vec<&str> {
        let rows = self.signed_rows().into_iter().filter_map(|row| self.request.fields.get(row));
        let mut names: Vec<&str> = rows.map(|field| field.name.as_str()).collect();
        names.dedup();
        names
    }

    /// The answer's fields that give back what was sent, each with the request's field that it gives back.
    pub fn echoes(&self) -> Vec<(&str, &str)> {
        let echo = |row: &AnswerValue| match row {
            AnswerValue::Echo(place) => self.request.fields.get(*place),
            AnswerValue::Unstated | AnswerValue::Sample(_) | AnswerValue::From(_) => None,
        };
        let rows = self.response.fields.iter();
        rows.filter_map(|row| Some((row.name.as_str(), echo(&row.answer)?.name.as_str()))).collect()
    }
}

/// A table of errors that are not of one operation alone.
#[derive(Clone, Debug)]
pub struct ErrorTable {
    /// The name.
    pub name: String,
    /// What the API calls its type.
    pub spelling: String,
    /// What it lists.
    pub title: Bilingual,
    /// Where it is known from, if that is stated for it alone.
    pub provenance: Option<Provenance>,
    /// The errors.
    pub errors: Vec<DocumentedError>,
    /// Where it is.
    pub span: Span,
    /// Where its name in the API is written: at `spelling:`, if there is one.
    pub spelling_span: Span,
}

/// An error that the platform answers with.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DocumentedError {
    /// The code on the wire, or words of the message.
    pub code: String,
    /// Where the code stands.
    pub matching: CodeMatch,
    /// What the API calls it.
    pub name: String,
    /// What it means.
    pub meaning: Bilingual,
    /// What to do.
    pub remedy: Bilingual,
    /// Whether a new access token cures it, because the platform did nothing.
    pub refreshes_token: bool,
    /// Whether the platform may have done all the same what it was asked for.
    pub outcome: Outcome,
    /// When the same call may succeed.
    pub retry: RetryAdvice,
    /// Where it is known from, if that is stated for it alone.
    pub provenance: Option<Provenance>,
    /// When the operation answers with it, if the spec says so.
    pub when: Option<ErrorCause>,
    /// Where it is.
    pub span: Span,
}
