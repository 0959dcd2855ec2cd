use std::fmt;
use std::sync::Arc;

use wxmed_compiler::model::{self, Field};
use wxmed_core::schema::FieldValues;
use wxmed_core::validate::{RequestFields, ViolationCollector};
use wxmed_core::{Bilingual, Violations};

use super::Content;
use super::compiled::CompiledOperation;
use crate::request::Signed;
use crate::{ApiKey, Error};

/// An operation of the interface, as a spec described it when it was asked for.
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

    /// What the document calls it.
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

    /// The fields of the request, in the document's order; those that the client fills in are among them.
    pub fn fields(&self) -> &[Field] {
        &self.0.spec.request.fields
    }

    /// Everything that the spec says.
    pub fn spec(&self) -> &model::Operation {
        &self.0.spec
    }

    /// Everything that is wrong with a request, warnings too: a map or a list of wire names and texts.
    ///
    /// An empty text is as good as none, and what the client fills in or has a default may be left out. A name that the
    /// spec does not have is an extra field, which is sent and signed as well.
    pub fn validate<N: AsRef<str>, T: AsRef<str>>(&self, fields: impl IntoIterator<Item = (N, T)>) -> Violations {
        self.0.request.validate_request(texts(&pairs(fields)))
    }

    /// The same with the content that the request carries: what is wrong inside it, below the name of its row, and
    /// between the two. What its spec has defaults for may be left out of it, so send what [`Content::check`] gives back.
    pub fn validate_with_content<N: AsRef<str>, T: AsRef<str>>(
        &self,
        content: &Content,
        fields: impl IntoIterator<Item = (N, T)>,
    ) -> Violations {
        self.0.request.validate_request_with_content(content.schema(), texts(&pairs(fields)))
    }

    /// Checks a request and signs it, with a fresh nonce unless one is given. [`Operation::validate`] gives the warnings.
    ///
    /// # Errors
    /// [`Error::Invalid`] with everything that is wrong; [`Error::Random`] if the system has no randomness for the
    /// nonce.
    pub fn sign<N: AsRef<str>, T: AsRef<str>>(
        &self,
        fields: impl IntoIterator<Item = (N, T)>,
        key: &ApiKey,
    ) -> Result<Signed, Error> {
        let fields = pairs(fields);
        let mut checked = self.check(&fields)?;
        self.0.signing_plan().sign(&mut checked.values, &checked.extra, None, key)
    }

    /// What is sent of these fields, but for nonce and signature; what is only worth a look is beside it.
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

/// The fields of a request that passed every check.
pub(crate) struct CheckedFields<'a> {
    pub(crate) values: FieldValues<'a>,
    /// The fields that no row has, sorted by name.
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
