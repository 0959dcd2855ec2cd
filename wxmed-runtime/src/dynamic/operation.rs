use std::fmt;
use std::sync::Arc;

use wxmed_compiler::model::{self, Field};
use wxmed_core::schema::FieldValues;
use wxmed_core::validate::{RequestFields, ViolationCollector};
use wxmed_core::{Bilingual, Violations};

use super::Content;
use super::compiled::CompiledOperation;
use crate::record::{Fields as _, Writer};
use crate::request::Signed;
use crate::{ApiKey, Error, Merchant};

/// An operation of the interface, as its spec described it when it was looked up.
#[derive(Clone)]
pub struct Operation(Arc<CompiledOperation>);

impl Operation {
    pub(super) fn of(operation: Arc<CompiledOperation>) -> Self {
        Self(operation)
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.0.spec.name
    }

    /// The title in the document.
    pub fn title(&self) -> &Bilingual {
        &self.0.spec.title
    }

    /// The section of the document.
    pub fn section(&self) -> &str {
        &self.0.spec.section
    }

    /// The path on the host.
    pub fn path(&self) -> &str {
        &self.0.spec.path
    }

    /// The fields of the request, in the document's order, including those that the client fills in.
    pub fn fields(&self) -> &[Field] {
        &self.0.spec.request.fields
    }

    /// The whole spec.
    pub fn spec(&self) -> &model::Operation {
        &self.0.spec
    }

    /// Validates a request, given as a map or a list of field names and texts. Returns all violations, including
    /// warnings.
    ///
    /// An empty text counts as absent. Fields that the client fills in, and fields with a default, may be omitted.
    /// Names that the spec doesn't have are extra fields, which are sent and signed, too.
    pub fn validate<N: AsRef<str>, T: AsRef<str>>(&self, fields: impl IntoIterator<Item = (N, T)>) -> Violations {
        self.0.request.validate_request(texts(&pairs(fields)))
    }

    /// Also validates the request's content, with paths below the name of its row, and the bindings between the two.
    /// Fields of the content that have a default may be omitted, so send the text returned by [`Content::check`].
    pub fn validate_with_content<N: AsRef<str>, T: AsRef<str>>(
        &self,
        content: &Content,
        fields: impl IntoIterator<Item = (N, T)>,
    ) -> Violations {
        self.0.request.validate_request_with_content(content.schema(), texts(&pairs(fields)))
    }

    /// Adds the fields of this merchant to a request, as `Client::call` does with its own merchant: all
    /// of them, or none if one of them is given, because mixing fields of two merchants would be wrong.
    pub fn fill_in_merchant(&self, merchant: &Merchant, fields: &mut Vec<(String, String)>) {
        let request = &self.spec().request;
        let parts = request.choices.iter().filter_map(|choice| choice.part.as_ref());
        for part in parts.filter(|part| part.name == "merchant") {
            let is_part = |name: &str| {
                let row = request.field(name);
                part.fields.iter().any(|own| own == row.map_or(name, |row| &row.name))
            };
            if fields.iter().any(|(name, text)| !text.is_empty() && is_part(name)) {
                continue;
            }
            let mut values = FieldValues::with_room(part.fields.len());
            merchant.write(&mut Writer::new(&mut values));
            let texts = part.fields.iter().zip(values.iter());
            fields.extend(texts.filter_map(|(name, value)| Some((name.clone(), value.given()?.to_owned()))));
        }
    }

    /// Validates and signs a request, with a fresh nonce unless one is given. For warnings, use
    /// [`Operation::validate`].
    ///
    /// # Errors
    /// [`Error::Invalid`] with all violations; [`Error::Random`] if the system's random source fails.
    pub fn sign<N: AsRef<str>, T: AsRef<str>>(
        &self,
        fields: impl IntoIterator<Item = (N, T)>,
        key: &ApiKey,
    ) -> Result<Signed, Error> {
        let fields = pairs(fields);
        let mut checked = self.check(&fields)?;
        self.0.signing_plan().sign(&mut checked.values, &checked.extra, None, key)
    }

    /// The fields that are sent, without nonce and signature, and the warnings.
    pub(crate) fn check<'a>(&self, fields: &'a [(String, String)]) -> Result<CheckedFields<'a>, Error> {
        let mut collector = ViolationCollector::default();
        let sorted = RequestFields::sort(&self.0.request, texts(fields), &mut collector);
        sorted.check(&self.0.request, &mut collector);
        let warnings = collector.finish();
        if warnings.has_errors() {
            return Err(Error::Invalid(warnings));
        }
        let RequestFields { values, mut extra, .. } = sorted;
        extra.sort();
        Ok(CheckedFields { values, extra, warnings })
    }

    #[cfg(feature = "client")]
    pub(crate) fn compiled(&self) -> &CompiledOperation {
        &self.0
    }
}

/// The fields of a valid request.
pub(crate) struct CheckedFields<'a> {
    pub(crate) values: FieldValues<'a>,
    /// The extra fields, sorted by name.
    pub(crate) extra: Vec<(String, String)>,
    #[cfg_attr(not(feature = "client"), expect(dead_code, reason = "a reply has them"))]
    pub(crate) warnings: Violations,
}

fn texts(fields: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    fields.iter().map(|(name, text)| (name.as_str(), text.as_str()))
}

pub(crate) fn pairs<N: AsRef<str>, T: AsRef<str>>(fields: impl IntoIterator<Item = (N, T)>) -> Vec<(String, String)> {
    fields.into_iter().map(|(name, text)| (name.as_ref().to_owned(), text.as_ref().to_owned())).collect()
}

impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Operation").field(&self.0.spec.name).finish()
    }
}
