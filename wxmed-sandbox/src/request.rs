//! Takes a request in: its XML, its signature, its fields.

use wxmed::codec::xml::{self, Fields, ReadError};
use wxmed::codec::{SignType, verify};
use wxmed::spec::model::{Field, Operation, Role, StatedPresence};
use wxmed::{ApiKey, Bilingual, ResponseSigning, Rule, Severity, SignatureFault, Violation};

use crate::rejection::{BAD_PARAMETER, BAD_SIGNATURE, Rejection};
use crate::specs::Specs;

/// A request that was understood, and is signed.
#[derive(Clone)]
pub(crate) struct ReceivedRequest {
    fields: Vec<(String, String)>,
    pub(crate) sign_type: SignType,
}

/// A request that could not be read, or whose signature is wrong: the response, and the cause, which it doesn't contain.
pub(crate) struct Unread {
    pub(crate) failure: Rejection,
    /// No value that was received, and no signature, is part of it.
    pub(crate) cause: Bilingual,
}

impl Unread {
    fn xml(error: &ReadError) -> Self {
        let cause = Bilingual::new(
            format!("报文不是本接口的 XML：{error:#}"),
            format!("not the XML of the interface: {error}"),
        );
        Self { failure: Rejection::Protocol(BAD_PARAMETER.to_owned()), cause }
    }

    fn signature(fault: SignatureFault, sign_type: SignType) -> Self {
        let cause = match fault {
            SignatureFault::Missing => Bilingual::of("没有 sign，或其值为空", "there is no sign, or an empty one"),
            SignatureFault::Wrong => {
                let name = sign_type.as_str();
                Bilingual::new(
                    format!("sign 与收到的非空字段按 {name} 以沙箱的 API key 算出的签名不同"),
                    format!(
                        "sign is not the {name} signature of the fields received that are not empty, by the sandbox's API key"
                    ),
                )
            }
        };
        Self { failure: Rejection::Protocol(BAD_SIGNATURE.to_owned()), cause }
    }

    fn sign_type(failure: Rejection) -> Self {
        Self {
            failure,
            cause: Bilingual::of("不支持请求指定的签名方式", "the request names a way to sign that is not known"),
        }
    }
}

impl ReceivedRequest {
    /// Reads a body, and verifies it.
    pub(crate) fn read(operation: &Operation, body: &[u8], key: &ApiKey) -> Result<Self, Unread> {
        let fields = xml::read(body).map_err(|error| Unread::xml(&error))?;
        let sign_type = sign_type(operation, &fields).map_err(Unread::sign_type)?;
        verify(&fields, key, sign_type, ResponseSigning::Signed)
            .map_err(|fault| Unread::signature(fault, sign_type))?;
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

/// How the request says that it is signed: in the row of its operation, or else in a field that the operation does not
/// have, which the platform takes at its word all the same.
fn sign_type(operation: &Operation, fields: &Fields<'_>) -> Result<SignType, Rejection> {
    let row = operation.sign_type.and_then(|place| operation.request.fields.get(place));
    match row.and_then(|row| fields.get(&row.name).filter(|value| !value.is_empty()).map(|value| (row, value))) {
        None => match fields.get(Rule::SIGN_TYPE_FIELD).filter(|value| !value.is_empty()) {
            None => Ok(SignType::default()),
            Some(value) => SignType::by_name(value).ok_or_else(|| Rejection::Protocol(BAD_SIGNATURE.to_owned())),
        },
        Some((row, value)) => SignType::by_name(value).ok_or_else(|| Rejection::invalid(&row.name, "code")),
    }
}
