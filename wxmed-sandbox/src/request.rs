//! Takes a request in: its XML, its signature, its fields.

use wxmed::codec::xml::{self, Fields};
use wxmed::codec::{SignType, verify};
use wxmed::spec::model::{Field, Operation, Role, StatedPresence};
use wxmed::{ApiKey, Bilingual, ResponseSigning, Rule, Severity, SignatureFault, Violation};

use crate::diagnosis::{self, Diagnosis, Keys};
use crate::rejection::{BAD_PARAMETER, BAD_SIGNATURE, Rejection};
use crate::specs::Specs;

/// A request that was understood, and is signed.
#[derive(Clone)]
pub(crate) struct ReceivedRequest {
    fields: Vec<(String, String)>,
    pub(crate) sign_type: SignType,
}

/// A request that could not be read, or whose signature is wrong: the response, and why, which it doesn't contain.
pub(crate) struct Unread {
    pub(crate) failure: Rejection,
    pub(crate) diagnosis: Diagnosis,
}

/// Finds out why a request is not accepted; nothing if its signature is right and its fields break no rule.
///
/// The specs must be those that the operation is of: contents are not looked at, and rules are those of the operation.
/// It takes a few milliseconds at most.
pub fn diagnose<'a>(specs: &Specs, operation: &Operation, body: &[u8], keys: impl Into<Keys<'a>>) -> Option<Diagnosis> {
    match ReceivedRequest::read(operation, body, keys.into()) {
        Ok(received) => diagnosis::of_violations(&received.violations(specs, operation), body),
        Err(unread) => Some(unread.diagnosis),
    }
}

impl ReceivedRequest {
    /// Reads a body, and verifies it.
    pub(crate) fn read(operation: &Operation, body: &[u8], keys: Keys<'_>) -> Result<Self, Unread> {
        let fields = xml::read(body).map_err(|error| Unread {
            failure: Rejection::Protocol(BAD_PARAMETER.to_owned()),
            diagnosis: diagnosis::unreadable(body, &error),
        })?;
        let sign_type = sign_type(operation, &fields).map_err(|UnknownSignType { failure, field }| Unread {
            failure,
            diagnosis: diagnosis::unknown_sign_type(field, diagnosis::Offsets::of(body).get(field)),
        })?;
        let key = ApiKey::new(keys.api_key());
        verify(&fields, &key, sign_type, ResponseSigning::Signed).map_err(|fault| Unread {
            failure: Rejection::Protocol(BAD_SIGNATURE.to_owned()),
            diagnosis: match fault {
                SignatureFault::Missing => diagnosis::missing_signature(),
                SignatureFault::Wrong => {
                    diagnosis::wrong_signature(body, diagnosis::document_names(operation), keys, sign_type)
                }
            },
        })?;
        let rows = |role: Role| operation.request.fields.iter().filter(move |field| field.role == role);
        let is_signature = |name: &str| rows(Role::Signature).any(|field| field.name == name);
        let fields: Vec<(String, String)> = fields
            .iter()
            .filter(|(name, value)| !value.is_empty() && !is_signature(name))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        Ok(Self { fields, sign_type })
    }

    /// Everything in which the request is not as the operation's table wants it.
    pub(crate) fn violations(&self, specs: &Specs, operation: &Operation) -> Vec<Violation> {
        let is_missing = |row: &&Field| {
            row.role == Role::Nonce && row.presence == StatedPresence::Required && self.value(row).is_none()
        };
        let nonces = operation.request.fields.iter().filter(is_missing).map(|nonce| Violation {
            path: nonce.name.clone(),
            rule: Rule::Required,
            severity: Severity::Error,
            label: nonce.label.clone(),
            section: nonce.section.clone().into(),
            source: Bilingual::default(),
        });
        // A client fills the nonce in, so that its absence is no violation there.
        let found = specs.request(&operation.name).map(|schema| schema.validate_request(self.iter()));
        nonces.chain(found.iter().flatten().cloned()).collect()
    }

    /// What was sent in a row, unless it is empty.
    pub(crate) fn value(&self, field: &Field) -> Option<&str> {
        self.get(&field.name)
    }

    /// What was sent under a name, unless it is empty.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Everything that was sent and is not empty, but for the signature.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// What was sent in rows of the operation's table, by the names of the rows.
    pub(crate) fn known(&self, operation: &Operation) -> Vec<(String, String)> {
        let own_name = |name: &str| operation.request.field(name).map(|field| field.name.clone());
        self.iter().filter_map(|(name, value)| Some((own_name(name)?, value.to_owned()))).collect()
    }

    /// What was sent in the rows at these places, with the names of the rows.
    pub(crate) fn at<'a>(&'a self, operation: &'a Operation, places: &'a [usize]) -> Vec<(&'a str, &'a str)> {
        let rows = places.iter().filter_map(|place| operation.request.fields.get(*place));
        rows.filter_map(|row| Some((row.name.as_str(), self.value(row)?))).collect()
    }
}

/// Refuses a request for the first violation that is an error, as the platform does.
pub(crate) fn refuse(violations: &[Violation]) -> Result<(), Rejection> {
    let wrong = violations.iter().find(|violation| violation.severity == Severity::Error);
    wrong.map_or(Ok(()), |Violation { path, rule, .. }| match rule {
        Rule::Required | Rule::ChoiceMissing { .. } | Rule::Needs { .. } => Err(Rejection::needed(path)),
        // A rule over several fields is one of the request as a whole.
        rule if path.is_empty() => Err(Rejection::invalid("*", rule.id())),
        rule => Err(Rejection::invalid(path, rule.id())),
    })
}

/// A `sign_type` that names no way to sign that is known.
struct UnknownSignType<'a> {
    failure: Rejection,
    field: &'a str,
}

/// How the request says that it is signed: in the row of its operation, or else in a field that the operation does not
/// have, which the platform takes at its word all the same.
fn sign_type<'a>(operation: &'a Operation, fields: &Fields<'_>) -> Result<SignType, UnknownSignType<'a>> {
    let row = operation.sign_type.and_then(|place| operation.request.fields.get(place));
    let (field, value, failure) = match row.and_then(|row| Some((row, value_of(fields, &row.name)?))) {
        Some((row, value)) => (row.name.as_str(), value, Rejection::invalid(&row.name, "code")),
        None => match value_of(fields, Rule::SIGN_TYPE_FIELD) {
            Some(value) => (Rule::SIGN_TYPE_FIELD, value, Rejection::Protocol(BAD_SIGNATURE.to_owned())),
            None => return Ok(SignType::default()),
        },
    };
    SignType::by_name(value).ok_or(UnknownSignType { failure, field })
}

fn value_of<'a>(fields: &'a Fields<'_>, name: &str) -> Option<&'a str> {
    fields.get(name).filter(|value| !value.is_empty())
}
