//! Short descriptions of errors, and responses with valid and invalid signatures.

use wxmed::codec::{SignType, encode_fields};
use wxmed::{ApiError, ApiKey, Error, MalformedReason};

use crate::common::{key, naive_sign, unsigned_body};

/// How an envelope is signed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Signed {
    No,
    Empty,
    Right,
    Lower,
    Short,
    /// The right signature twice.
    Twice,
    Padded,
    OtherKey,
    Hmac,
}

impl Signed {
    /// The envelope of these fields, which must be sorted by name.
    pub(crate) fn envelope(self, fields: &[(&str, &str)]) -> String {
        let right = naive_sign(fields.iter().copied());
        let by = |key: &ApiKey, sign_type| {
            encode_fields(fields.iter().copied(), key, sign_type).unwrap().signature().as_str().to_owned()
        };
        let sign = match self {
            Self::No => return unsigned_body(fields),
            Self::Empty => String::new(),
            Self::Lower => right.to_lowercase(),
            Self::Short => right[..31].to_owned(),
            Self::Twice => right.repeat(2),
            Self::Padded => format!("{right} "),
            Self::OtherKey => by(&ApiKey::new("another"), SignType::Md5),
            Self::Hmac => by(&key(), SignType::HmacSha256),
            Self::Right => right,
        };
        unsigned_body(&[fields, &[("sign", &sign)]].concat())
    }
}

/// The kind of the error, and its cause.
pub(crate) fn summary(error: &Error) -> String {
    let api_error = |api_error: &ApiError| match api_error.verification {
        Some(verification) => format!("{}, {verification:?}", api_error.code),
        None => api_error.code.clone(),
    };
    match error {
        Error::Gateway(refused) => format!("Gateway: {}", api_error(refused)),
        Error::Protocol(refused) => format!("Protocol: {}", api_error(refused)),
        Error::Business(refused) => format!("Business: {}", api_error(refused)),
        Error::Signature(failure) => format!("Signature: {:?}", failure.fault),
        Error::Malformed(malformed) => match &malformed.cause {
            MalformedReason::Xml(cause) => format!("Malformed: {:?} at {}", cause.fault, cause.offset),
            MalformedReason::Reply(violations) => {
                let keys = violations.keys().into_iter().map(|(path, rule)| format!("{path} {rule}"));
                format!("Malformed: {}", keys.collect::<Vec<_>>().join(", "))
            }
            cause => format!("Malformed: {cause:?}"),
        },
        other => other.kind().to_owned(),
    }
}
