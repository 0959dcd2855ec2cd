//! Parses and validates a request: its XML, its signature, its fields.

use wxmed::codec::xml::{self, Fields};
use wxmed::codec::{SignType, verify};
use wxmed::spec::model::{Field, Operation, Role, StatedPresence};
use wxmed::{ApiKey, Bilingual, ResponseSigning, Rule, Severity, SignatureFault, Violation};

use crate::diagnosis::{self, Diagnosis, Keys};
use crate::rejection::{BAD_PARAMETER, BAD_SIGNATURE, Rejection};
use crate::specs::Specs;

/// A request that was parsed and verified.
#[derive(Clone)]
pub(crate) struct ReceivedRequest {
    fields: Vec<(String, String)>,
    pub(crate) sign_type: SignType,
}

/// The error for a request that can't be parsed, or whose signature is wrong: the rejection, and the reason, which the
/// response doesn't contain.
pub(crate) struct Unread {
    pub(crate) failure: Rejection,
    pub(crate) diagnosis: Diagnosis,
}

/// Finds out why a request is not accepted. Returns `None` if its signature is right and its fields break no rule.
///
/// The operation must be one of `specs`. Only the rules of the operation are checked, not its contents. This takes a
/// few milliseconds at most.
pub fn diagnose<'a>(specs: &Specs, operation: &Operation, body: &[u8], keys: impl Into<Keys<'a>>) -> Option<Diagnosis> {
    match ReceivedRequest::read(operation, body, keys.into()) {
        Ok(received) => {
            let context = diagnosis::Context { model: specs.model(), operation: Some(operation) };
            diagnosis::of_violations(&received.violations(specs, operation), body, context)
        }
        Err(unread) => Some(unread.diagnosis),
    }
}

impl ReceivedRequest {
    /// Parses a body, and verifies its signature.
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

    /// All violations of the operation's table.
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
        // In a client a missing nonce isn't a violation, because it is filled in. Here it is.
        let found = specs.request(&operation.name).map(|schema| schema.validate_request(self.iter()));
        nonces.chain(found.iter().flatten().cloned()).collect()
    }

    /// The non-empty value of a row.
    pub(crate) fn value(&self, field: &Field) -> Option<&str> {
        self.get(&field.name)
    }

    /// The non-empty value of a field.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All non-empty fields except the signature.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The non-empty fields that the operation's table has, by the names of its rows.
    pub(crate) fn known(&self, operation: &Operation) -> Vec<(String, String)> {
        let own_name = |name: &str| operation.request.field(name).map(|field| field.name.clone());
        self.iter().filter_map(|(name, value)| Some((own_name(name)?, value.to_owned()))).collect()
    }

    /// The names and non-empty values of the rows at these indexes.
    pub(crate) fn at<'a>(&'a self, operation: &'a Operation, indexes: &'a [usize]) -> Vec<(&'a str, &'a str)> {
        let rows = indexes.iter().filter_map(|index| operation.request.fields.get(*index));
        rows.filter_map(|row| Some((row.name.as_str(), self.value(row)?))).collect()
    }
}

/// Rejects a request for the first violation that is an error, like the platform.
pub(crate) fn refuse(violations: &[Violation]) -> Result<(), Rejection> {
    let wrong = violations.iter().find(|violation| violation.severity == Severity::Error);
    wrong.map_or(Ok(()), |Violation { path, rule, .. }| match rule {
        Rule::Required | Rule::ChoiceMissing { .. } | Rule::Needs { .. } => Err(Rejection::needed(path)),
        // A rule over several fields concerns the request as a whole.
        rule if path.is_empty() => Err(Rejection::invalid("*", rule.id())),
        rule => Err(Rejection::invalid(path, rule.id())),
    })
}

/// The error for an unknown `sign_type`.
struct UnknownSignType<'a> {
    failure: Rejection,
    field: &'a str,
}

/// The request's `sign_type`: from the operation's own row, or otherwise from a field that the table doesn't have,
/// which the platform nevertheless respects.
fn sign_type<'a>(operation: &'a Operation, fields: &Fields<'_>) -> Result<SignType, UnknownSignType<'a>> {
    let row = operation.sign_type.and_then(|index| operation.request.fields.get(index));
    let (field, value, failure) = match row.and_then(|row| Some((row, value_of(fields, &row.name)?))) {
        Some((row, value)) => (row.name.as_str(), value, Rejection::invalid(&row.name, "code")),
        None => match value_of(fields, Rule::SIGN_TYPE_FIELD) {
            Some(value) => (Rule::SIGN_TYPE_FIELD, value, Rejection::Protocol(BAD_SIGNATURE.to_owned())),
            None => return Ok(SignType::default()),
        },
    };
    SignType::by_name(value).ok_or(UnknownSignType { failure, field })
}

/// The signature type that a request with this body names, which its response has, too. MD5 if the body can't be
/// read.
pub(crate) fn sign_type_of(operation: &Operation, body: &[u8]) -> SignType {
    let fields = xml::read(body).ok();
    fields.and_then(|fields| sign_type(operation, &fields).ok()).unwrap_or_default()
}

fn value_of<'a>(fields: &'a Fields<'_>, name: &str) -> Option<&'a str> {
    fields.get(name).filter(|value| !value.is_empty())
}
