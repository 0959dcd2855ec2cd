//! Operations that are known only by name: the specs are read at run time.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use wxmed_compiler::model::{self, RefusalOutcome};
use wxmed_compiler::validate_reply;
use wxmed_core::Violations;

use super::execute::execute;
use super::prepared_request::PreparedRequest;
use super::{Client, Shared};
use crate::dynamic::{Operation, Pairs, Specs};
use crate::error::{MalformedReason, malformed};
use crate::errors::{GatewayError, ProtocolError};
use crate::operation::outcome::Retry;
use crate::redact::sent_values::Shown;
use crate::response::Response;
use crate::schema::record::{FieldValue, FieldValues, Fields as _, Writer};
use crate::{
    CodeMatch, Documented, Error, ErrorCode, ErrorInfo, Outcome, RawResponse, ResponseContext, ResponseSigning,
    RetryAdvice, Secret, verify_response,
};

/// The fields of a successful response to an operation that was called by name.
///
/// `Debug` shows which fields came, and of a value only what its row does not call sensitive.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    fields: Vec<Received>,
    warnings: Violations,
}

#[derive(Clone, PartialEq, Eq)]
struct Received {
    name: String,
    text: String,
    privacy: Privacy,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Privacy {
    Shown,
    Redacted,
}

impl Reply {
    /// The text of a field, if it came.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(other, _)| *other == name).map(|(_, text)| text)
    }

    /// What was worth a look in the request, though it did not stop it from being sent: what
    /// [`Valid::warnings`](crate::Valid::warnings) says of a typed request.
    ///
    /// [`dynamic::Operation::validate`](crate::dynamic::Operation::validate) says it before anything is sent.
    pub fn warnings(&self) -> &Violations {
        &self.warnings
    }

    /// Every field that came, known or not, with its wire name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|field| (field.name.as_str(), field.text.as_str()))
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.fields.iter().map(|field| match field.privacy {
            Privacy::Shown => (&field.name, field.text.as_str()),
            Privacy::Redacted => (&field.name, "***"),
        });
        f.debug_map().entries(shown).finish()
    }
}

impl Client {
    /// Calls an operation by its name, with a map or a list of wire names and texts: for programs that learn both at run
    /// time.
    ///
    /// The request is held against the operation's spec as strictly as a builder would, signed and sent as
    /// [`Client::send`] does. A name that the spec does not have is sent and signed as well; if it looks like a typing
    /// error, that is among [`Reply::warnings`]. The merchant that
    /// [`ClientBuilder::merchant`](crate::ClientBuilder::merchant) set is filled in, unless a field of it is given here.
    ///
    /// ```no_run
    /// # async fn call(client: wxmed::Client) -> Result<(), wxmed::Error> {
    /// let fields = [("openid", "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"), ("url", "https://hospital.example/bound")];
    /// let link = client.call("getbindurl", fields).await?;
    /// println!("{}", link.get("bind_url").unwrap_or_default());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`Error::UnknownOperation`] if no spec has the name; otherwise as [`Client::send`].
    ///
    /// # Panics
    /// As [`Client::send`].
    pub async fn call<N, T>(
        &self,
        operation: &str,
        fields: impl IntoIterator<Item = (N, T)>,
    ) -> Result<Response<Reply>, Error>
    where
        N: AsRef<str>,
        T: AsRef<str>,
    {
        let named = Named::find(&self.shared, operation)?;
        let (call, warnings) = named.prepare(&self.shared, fields)?;
        execute(&self.shared, &call, |raw| call.check_echo(named.read(raw, &warnings, &self.shared)?)).await
    }
}

/// An operation that was found by its name. It stays what it is until the call has ended, whatever is read meanwhile.
struct Named {
    operation: Operation,
    errors: Vec<ErrorInfo>,
}

impl Named {
    fn find(shared: &Shared, name: &str) -> Result<Self, Error> {
        let operation = match &shared.specs {
            Some(specs) => specs.operation(name),
            None => Specs::shipped().operation(name),
        };
        let operation = operation.map_err(Error::UnknownOperation)?;
        let row = |error: &wxmed_compiler::model::ErrorCode| ErrorInfo {
            code: Cow::Owned(error.code.clone()),
            matching: match error.matching {
                model::CodeMatch::Whole => CodeMatch::Whole,
                model::CodeMatch::Beginning => CodeMatch::Beginning,
                model::CodeMatch::AfterName => CodeMatch::AfterName,
            },
            meaning: error.meaning.clone(),
            remedy: error.remedy.clone(),
            refreshes_token: error.refreshes_token,
            outcome: match error.outcome {
                RefusalOutcome::NothingDone => Outcome::NothingDone,
                RefusalOutcome::Unknown => Outcome::Unknown,
            },
            retry: match error.retry {
                model::RetryAdvice::AfterFix => RetryAdvice::AfterFix,
                model::RetryAdvice::Later => RetryAdvice::Later,
            },
        };
        let errors = operation.spec().errors.iter().map(row).collect();
        Ok(Self { operation, errors })
    }

    /// Checks and signs; what is only worth a look stands beside.
    fn prepare<N: AsRef<str>, T: AsRef<str>>(
        &self,
        shared: &Shared,
        given: impl IntoIterator<Item = (N, T)>,
    ) -> Result<(PreparedRequest, Violations), Error> {
        let mut fields = self.operation.own_names(given);
        self.fill_in_merchant(shared, &mut fields);
        let (signed, warnings) = self.operation.sign_pairs(&mut fields, &shared.key)?;
        let text = |name: &str| fields.iter().find(|(other, _)| other == name).map(|(_, text)| text);
        let spec = self.operation.spec();
        let echoes = spec.echoes().into_iter();
        let echoes = echoes.filter_map(|(reply, sent)| Some((Cow::Owned(reply.to_owned()), text(sent)?.clone())));
        let call = PreparedRequest {
            operation: Cow::Owned(spec.name.clone()),
            section: Cow::Owned(spec.section.clone()),
            path: Cow::Owned(spec.path.clone()),
            retry: self.retry(),
            echoes: echoes.collect(),
            body: Secret::new(signed.body.into_xml()),
            shown: Shown::Names(self.shown()),
        };
        Ok((call, warnings))
    }

    /// The fields of the merchant as a whole, or none of them: half of one merchant and half of another is nobody.
    fn fill_in_merchant(&self, shared: &Shared, fields: &mut Pairs) {
        let Some(merchant) = &shared.merchant else { return };
        let choices = self.operation.spec().request.choices.iter();
        let parts = choices.filter_map(|choice| choice.part.as_ref()).filter(|part| part.name == "merchant");
        for part in parts {
            if fields.iter().any(|(name, _)| part.fields.contains(name)) {
                continue;
            }
            let mut cells = FieldValues::with_room(part.fields.len());
            merchant.write(&mut Writer::new(&mut cells));
            let texts = part.fields.iter().zip(cells.iter());
            fields.extend(texts.filter_map(|(name, cell)| Some((name.clone(), FieldValue::given(cell)?.to_owned()))));
        }
    }

    fn retry(&self) -> Retry {
        match self.operation.spec().retry {
            wxmed_compiler::model::Retry::Safe => Retry::Safe,
            wxmed_compiler::model::Retry::Never => Retry::Never,
        }
    }

    fn read(&self, raw: RawResponse, warnings: &Violations, shared: &Shared) -> Result<Response<Reply>, Error> {
        let spec = self.operation.spec();
        let documented: Vec<&str> = spec.response.fields.iter().map(|row| row.name.as_str()).collect();
        let rules = ResponseContext {
            operation: &spec.name,
            section: &spec.section,
            retry: self.retry(),
            signing: match spec.answer {
                wxmed_compiler::model::ResponseSigning::Signed => ResponseSigning::Signed,
                wxmed_compiler::model::ResponseSigning::Unsigned => ResponseSigning::Unsigned,
            },
            sign_type: crate::response::answer_sign_type(spec.sign_type.is_some(), &raw),
            business: &self.errors,
            gateway: <GatewayError as ErrorCode>::ROWS,
            protocol: <ProtocolError as ErrorCode>::ROWS,
            documented: Documented::Names(&documented),
        };
        let received = verify_response(&raw, &rules, &shared.key)?;
        let fields: Vec<(String, String)> =
            received.fields.iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        let violations: Violations = validate_reply(spec, &fields);
        if violations.has_errors() {
            return Err(malformed(&raw, &rules, MalformedReason::Reply(violations)));
        }
        let (verification, shown) = (received.verification, self.shown());
        let fields = fields.into_iter().map(|field| Self::received(&shown, field)).collect();
        Ok(Response::new(Reply { fields, warnings: warnings.clone() }, verification, raw))
    }

    /// The names that no row calls sensitive.
    fn shown(&self) -> BTreeSet<String> {
        let spec = self.operation.spec();
        let rows = || spec.request.fields.iter().chain(&spec.response.fields);
        let hidden: BTreeSet<&str> = rows().filter(|row| row.sensitive).map(|row| row.name.as_str()).collect();
        rows().map(|row| row.name.clone()).filter(|name| !hidden.contains(name.as_str())).collect()
    }

    /// What no row knows may be anybody's data.
    fn received(shown: &BTreeSet<String>, (name, text): (String, String)) -> Received {
        let privacy = if shown.contains(&name) { Privacy::Shown } else { Privacy::Redacted };
        Received { name, text, privacy }
    }
}
