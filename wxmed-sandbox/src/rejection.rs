//! Why a call was rejected.

mod general;

use wxmed::spec::model::{ErrorCause, Operation, Resource};

use crate::envelope::Envelope;
use crate::gateway::GatewayError;
use crate::outcome::Outcome;
use general::{
    CARD_MISSING, CODE_MISSING, CONTENT, DIFFERS, EXPIRED, LINK_MISSING, MESSAGE_MISSING, ORDER_MISSING,
    ORDER_REPEATED, USED,
};

pub(crate) use general::{GENERAL, General};

/// Why a call was rejected.
#[derive(Clone, Debug)]
pub(crate) enum Rejection {
    /// The access token is invalid; the settings select the format of this error.
    Token(GatewayError),
    /// The gateway rejected the call.
    Gateway(GatewayError),
    /// `return_code` FAIL.
    Protocol(String),
    /// `result_code` FAIL.
    Business { code: String, description: String },
}

/// The platform's text for a wrong signature; seen on this interface.
pub(crate) const BAD_SIGNATURE: &str = "签名失败";
/// The platform's text for an invalid parameter; seen on this interface.
pub(crate) const BAD_PARAMETER: &str = "参数格式校验错误";
/// The platform's text for an invalid parameter after its name; seen on this interface for `mch_id`.
const BAD_PARAMETER_NAMED: &str = "参数格式错误";

impl Rejection {
    /// A parameter is missing, with the platform's own text.
    pub(crate) fn needed(field: &str) -> Self {
        Self::Protocol(format!("{BAD_PARAMETER} {field} is needed...."))
    }

    /// A parameter is invalid.
    pub(crate) fn invalid(field: &str, rule: &str) -> Self {
        Self::Protocol(format!("{BAD_PARAMETER} {field} is invalid ({rule})...."))
    }

    /// A resource that the operation needs doesn't exist.
    pub(crate) fn missing(operation: &Operation, kind: Resource) -> Self {
        let general = match kind {
            Resource::BoundCard => &CARD_MISSING,
            Resource::Order => &ORDER_MISSING,
            Resource::Message => &MESSAGE_MISSING,
            Resource::BindLink => &LINK_MISSING,
            Resource::AuthCode => &CODE_MISSING,
        };
        Self::listed(operation, ErrorCause::Missing(kind)).unwrap_or_else(|| general.failure(""))
    }

    /// A resource that the operation needs has expired; it counts as missing if the spec lists that error.
    pub(crate) fn expired(operation: &Operation, kind: Resource) -> Self {
        Self::listed(operation, ErrorCause::Missing(kind)).unwrap_or_else(|| EXPIRED.failure(&kind.about().zh))
    }

    /// A resource that can be used once has been used; it counts as missing if the spec lists that error.
    pub(crate) fn used(operation: &Operation, kind: Resource) -> Self {
        Self::listed(operation, ErrorCause::Missing(kind)).unwrap_or_else(|| USED.failure(&kind.about().zh))
    }

    /// A field that identifies the caller doesn't have the account's value. The platform's message for this case is
    /// unknown, so the known message that names a field is used.
    pub(crate) fn foreign(field: &str) -> Self {
        Self::Protocol(format!("{field}{BAD_PARAMETER_NAMED}"))
    }

    /// The value of a field differs from the resource's value.
    pub(crate) fn differs(operation: &Operation, index: usize) -> Self {
        let name = operation.request.fields.get(index).map_or("", |field| field.name.as_str());
        Self::listed(operation, ErrorCause::Differs(index)).unwrap_or_else(|| DIFFERS.failure(name))
    }

    /// Whether a call ended with this rejection for a business reason.
    pub(crate) fn is_outcome(&self, outcome: &Outcome) -> bool {
        match (self, outcome) {
            (Self::Business { code, .. }, Outcome::Business(found)) => code == found,
            (Self::Business { .. } | Self::Token(_) | Self::Gateway(_) | Self::Protocol(_), _) => false,
        }
    }

    /// The order exists already.
    pub(crate) fn order_repeated() -> Self {
        ORDER_REPEATED.failure("")
    }

    /// The bureau would not accept the content.
    pub(crate) fn content(what: &str) -> Self {
        CONTENT.failure(what)
    }

    fn listed(operation: &Operation, cause: ErrorCause) -> Option<Self> {
        let row = operation.errors.iter().find(|error| error.when == Some(cause))?;
        Some(Self::Business { code: row.code.clone(), description: row.meaning.zh.clone().into_owned() })
    }

    /// The envelope of the rejection.
    pub(crate) fn envelope(&self, rid: &str) -> Envelope {
        match self {
            Self::Token(error) | Self::Gateway(error) => {
                Envelope::business_failure(&error.code.to_string(), error.text, rid)
            }
            Self::Protocol(message) => Envelope::protocol_failure(message, rid),
            Self::Business { code, description } => Envelope::business_failure(code, description, rid),
        }
    }
}
