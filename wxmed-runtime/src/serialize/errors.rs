use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use wxmed_core::{Bilingual, Lang, Violations};

use crate::{Error, Verification};

/// As `"verified"` or `"unsigned-by-specification"`.
impl Serialize for Verification {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(match self {
            Verification::Verified => "verified",
            Verification::UnsignedBySpecification => "unsigned-by-specification",
        })
    }
}

/// Serialised as an object with `kind`, `message` in both languages, `outcome`, the HTTP `status`, the platform's
/// `code`, `rid` and `graphid`, and `violations`; missing parts are null. Raw responses are not included.
impl Serialize for Error {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let api_error = self.api_error();
        let violations: Option<&Violations> = match self {
            Self::Invalid(violations) => Some(violations),
            _ => None,
        };
        let mut parts = serializer.serialize_struct("Error", 8)?;
        parts.serialize_field("kind", self.kind())?;
        parts.serialize_field("message", &Bilingual::new(self.message(Lang::Zh), self.message(Lang::En)))?;
        parts.serialize_field("outcome", &self.outcome())?;
        parts.serialize_field("status", &self.status())?;
        parts.serialize_field("code", &api_error.map(|api_error| &api_error.code))?;
        parts.serialize_field("rid", &api_error.and_then(|api_error| api_error.rid.as_ref()))?;
        parts.serialize_field("graphid", &api_error.and_then(|api_error| api_error.graphid.as_ref()))?;
        parts.serialize_field("violations", &violations)?;
        parts.end()
    }
}
