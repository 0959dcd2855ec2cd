use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use wxmed_compiler::model::{self, Field, Role};
use wxmed_compiler::{request_with_defaults, validate_request, validate_request_with_content};
use wxmed_core::{Bilingual, Violations};

use super::Content;
use crate::request::Signed;
use crate::{ApiKey, Error, Nonce, SignType, encode_fields};

/// An operation of the interface, as a spec described it when it was asked for.
#[derive(Clone)]
pub struct Operation(Arc<model::Operation>);

/// Wire names and texts.
pub(crate) type Pairs = Vec<(String, String)>;

impl Operation {
    pub(super) fn of(spec: Arc<model::Operation>) -> Self {
        Self(spec)
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// What the document calls it.
    pub fn title(&self) -> &Bilingual {
        &self.0.title
    }

    /// The section of the document.
    pub fn section(&self) -> &str {
        &self.0.section
    }

    /// The path on the host.
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// The fields of the request, in the document's order; those that the client fills in are among them.
    pub fn fields(&self) -> &[Field] {
        &self.0.request.fields
    }

    /// Everything that the spec says.
    pub fn spec(&self) -> &model::Operation {
        &self.0
    }

    /// Everything that is wrong with a request, warnings too: a map or a list of wire names and texts.
    ///
    /// An empty text is as good as none, and what the client fills in or has a default may be left out. A name that the
    /// spec does not have is an extra field, which is sent and signed as well.
    pub fn validate<N: AsRef<str>, T: AsRef<str>>(&self, fields: impl IntoIterator<Item = (N, T)>) -> Violations {
        validate_request(&self.0, &pairs(fields))
    }

    /// The same with the content that the request carries: what is wrong inside it, below the name of its row, and
    /// between the two. What its spec has defaults for may be left out of it, so send what [`Content::check`] gives back.
    pub fn validate_with_content<N: AsRef<str>, T: AsRef<str>>(
        &self,
        content: &Content,
        fields: impl IntoIterator<Item = (N, T)>,
    ) -> Violations {
        validate_request_with_content(&self.0, content.spec(), &pairs(fields))
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
        self.sign_pairs(&mut self.own_names(fields), key).map(|(signed, _)| signed)
    }

    /// The fields that have a value, each under the name that it has here.
    pub(crate) fn own_names<N: AsRef<str>, T: AsRef<str>>(&self, fields: impl IntoIterator<Item = (N, T)>) -> Pairs {
        let record = &self.0.request;
        let row = |name: &str| record.position(name).and_then(|place| record.fields.get(place));
        let given = pairs(fields).into_iter().filter(|(_, text)| !text.is_empty());
        given.map(|(name, text)| (row(&name).map_or_else(|| name.clone(), |row| row.name.clone()), text)).collect()
    }

    /// Checks and signs fields that have their own names, and gives the warnings beside; afterwards the fields are what is
    /// sent, but for the signature.
    pub(crate) fn sign_pairs(&self, fields: &mut Pairs, key: &ApiKey) -> Result<(Signed, Violations), Error> {
        if let Cow::Owned(filled) = request_with_defaults(&self.0.request, fields) {
            *fields = filled;
        }
        let warnings = validate_request(&self.0, fields);
        if warnings.has_errors() {
            return Err(Error::Invalid(warnings));
        }
        let nonce = self.fill_in_nonce(fields)?;
        fields.sort();
        let body = encode_fields(fields.iter().map(|(name, text)| (&**name, &**text)), key, self.sign_type(fields))?;
        Ok((Signed { body, nonce }, warnings))
    }

    fn fill_in_nonce(&self, fields: &mut Pairs) -> Result<Option<Nonce>, Error> {
        let Some(row) = self.0.request.fields.iter().find(|row| row.role == Role::Nonce) else { return Ok(None) };
        if let Some((_, given)) = fields.iter().find(|(name, _)| *name == row.name) {
            return Ok(Some(Nonce::as_given(given)));
        }
        let nonce = Nonce::random()?;
        fields.push((row.name.clone(), nonce.as_str().to_owned()));
        Ok(Some(nonce))
    }

    fn sign_type(&self, fields: &Pairs) -> SignType {
        let row = self.0.sign_type.and_then(|place| self.0.request.fields.get(place));
        let named = row.and_then(|row| fields.iter().find(|(name, _)| *name == row.name));
        named.and_then(|(_, text)| SignType::by_name(text)).unwrap_or_default()
    }
}

fn pairs<N: AsRef<str>, T: AsRef<str>>(fields: impl IntoIterator<Item = (N, T)>) -> Pairs {
    fields.into_iter().map(|(name, text)| (name.as_ref().to_owned(), text.as_ref().to_owned())).collect()
}

impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Operation").field(&self.0.name).finish()
    }
}
