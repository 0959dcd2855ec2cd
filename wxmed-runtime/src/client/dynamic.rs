//! Operations that are known only by name: the specs are read at run time.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, OnceLock};

use wxmed_schema::model::{Model, Operation, RefusalOutcome, Role};
use wxmed_schema::{Violations, validate_reply, validate_request};

use super::call::Call;
use super::converse::converse;
use super::observe::Shown;
use super::{Client, Shared};
use crate::error::{Malformation, UnknownOperation, malformed};
use crate::errors::{GatewayError, ProtocolError};
use crate::record::{Cell, Cells, Fields as _, Writer};
use crate::request::{Answer, Retry};
use crate::{
    AnswerRules, AnswerSigning, Error, ErrorCode, ErrorRow, Nonce, Outcome, RawAnswer, Secret, SignType, encode_fields,
    open,
};

/// The specs that a client knows operations from: those that wxmed ships are read when they are first needed.
#[derive(Default)]
pub(super) struct Specs(OnceLock<Arc<Model>>);

impl Specs {
    pub(super) fn of(model: Arc<Model>) -> Self {
        Self(OnceLock::from(model))
    }

    fn model(&self) -> &Model {
        self.0.get_or_init(|| Arc::new(wxmed_schema::compile(&wxmed_schema::shipped(), &Default::default()).0))
    }
}

/// The fields of a successful answer to an operation that was called by name.
///
/// `Debug` shows which fields came, and of a value only what its row does not call sensitive.
#[derive(Clone, PartialEq, Eq)]
pub struct Reply {
    fields: Vec<Received>,
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
    /// [`Client::send`] does. A name that the spec does not have is sent and signed as well. The merchant that
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
    pub async fn call<N, T>(
        &self,
        operation: &str,
        fields: impl IntoIterator<Item = (N, T)>,
    ) -> Result<Answer<Reply>, Error>
    where
        N: AsRef<str>,
        T: AsRef<str>,
    {
        let fields: Vec<(N, T)> = fields.into_iter().collect();
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, text)| (name.as_ref(), text.as_ref())).collect();
        let named = Named::find(&self.shared, operation)?;
        let call = named.prepare(&self.shared, &fields)?;
        converse(&self.shared, &call, |raw| call.check_echo(named.read(raw, &self.shared)?)).await
    }
}

/// An operation that was found by its name.
struct Named<'m> {
    operation: &'m Operation,
    errors: Vec<ErrorRow>,
}

impl<'m> Named<'m> {
    fn find(shared: &'m Shared, name: &str) -> Result<Self, Error> {
        let model = shared.specs.model();
        let Some(operation) = model.operation(name) else {
            let known = model.operations.iter().map(|operation| operation.name.clone()).collect();
            return Err(Error::UnknownOperation(UnknownOperation { name: name.to_owned(), known }));
        };
        let row = |error: &wxmed_schema::model::ErrorCode| ErrorRow {
            code: Cow::Owned(error.code.clone()),
            meaning: error.meaning.clone(),
            remedy: error.remedy.clone(),
            refreshes_token: error.refreshes_token,
            outcome: match error.outcome {
                RefusalOutcome::NothingDone => Outcome::NothingDone,
                RefusalOutcome::Unknown => Outcome::Unknown,
            },
        };
        Ok(Self { operation, errors: operation.errors.iter().map(row).collect() })
    }

    /// Checks and signs.
    fn prepare(&self, shared: &Shared, given: &[(&str, &str)]) -> Result<Call, Error> {
        let record = &self.operation.request;
        let known = |name: &str| record.position(name).and_then(|place| record.fields.get(place));
        let own_name = |name: &str| known(name).map_or(name, |field| &field.name).to_owned();
        let given = given.iter().filter(|(_, text)| !text.is_empty());
        let mut fields: Vec<(String, String)> =
            given.map(|(name, text)| (own_name(name), (*text).to_owned())).collect();
        self.fill_in_merchant(shared, &mut fields);
        let violations = validate_request(self.operation, &fields);
        if violations.has_errors() {
            return Err(Error::Invalid(violations));
        }
        self.fill_in_nonce(&mut fields)?;
        fields.sort();
        let text = |name: &str| fields.iter().find(|(other, _)| other == name).map(|(_, text)| text);
        let echoes = self.operation.echoes().into_iter();
        let echoes = echoes.filter_map(|(reply, sent)| Some((Cow::Owned(reply.to_owned()), text(sent)?.clone())));
        let pairs = fields.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let body = encode_fields(pairs, &shared.key, self.sign_type(text))?;
        Ok(Call {
            operation: Cow::Owned(self.operation.name.clone()),
            section: Cow::Owned(self.operation.section.clone()),
            path: Cow::Owned(self.operation.path.clone()),
            retry: self.retry(),
            echoes: echoes.collect(),
            body: Secret::new(body.into_xml()),
            shown: Shown::Names(self.shown()),
        })
    }

    /// The fields of the merchant as a whole, or none of them: half of one merchant and half of another is nobody.
    fn fill_in_merchant(&self, shared: &Shared, fields: &mut Vec<(String, String)>) {
        let Some(merchant) = &shared.merchant else { return };
        let choices = self.operation.request.choices.iter();
        let parts = choices.filter_map(|choice| choice.part.as_ref()).filter(|part| part.name == "merchant");
        for part in parts {
            if fields.iter().any(|(name, _)| part.fields.contains(name)) {
                continue;
            }
            let mut cells = Cells::with_room(part.fields.len());
            merchant.write(&mut Writer::new(&mut cells));
            let texts = part.fields.iter().zip(cells.iter());
            fields.extend(texts.filter_map(|(name, cell)| Some((name.clone(), Cell::given(cell)?.to_owned()))));
        }
    }

    fn fill_in_nonce(&self, fields: &mut Vec<(String, String)>) -> Result<(), Error> {
        for row in self.operation.request.fields.iter().filter(|row| row.role == Role::Nonce) {
            if !fields.iter().any(|(name, _)| *name == row.name) {
                fields.push((row.name.clone(), Nonce::random()?.as_str().to_owned()));
            }
        }
        Ok(())
    }

    fn retry(&self) -> Retry {
        match self.operation.retry {
            wxmed_schema::model::Retry::Safe => Retry::Safe,
            wxmed_schema::model::Retry::Never => Retry::Never,
        }
    }

    fn sign_type<'f>(&self, text: impl Fn(&str) -> Option<&'f String>) -> SignType {
        let row = self.operation.sign_type.and_then(|place| self.operation.request.fields.get(place));
        row.and_then(|row| SignType::by_name(text(&row.name)?)).unwrap_or_default()
    }

    fn read(&self, raw: RawAnswer, shared: &Shared) -> Result<Answer<Reply>, Error> {
        let rules = AnswerRules {
            operation: &self.operation.name,
            section: &self.operation.section,
            retry: self.retry(),
            signing: match self.operation.answer {
                wxmed_schema::model::AnswerSigning::Signed => AnswerSigning::Signed,
                wxmed_schema::model::AnswerSigning::Unsigned => AnswerSigning::Unsigned,
            },
            sign_type: crate::request::answer_sign_type(self.operation.sign_type.is_some(), &raw),
            business: &self.errors,
            gateway: <GatewayError as ErrorCode>::ROWS,
            protocol: <ProtocolError as ErrorCode>::ROWS,
        };
        let received = open(&raw, &rules, &shared.key)?;
        let fields: Vec<(String, String)> =
            received.fields.iter().map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
        let violations: Violations = validate_reply(self.operation, &fields);
        if violations.has_errors() {
            return Err(malformed(&raw, &rules, Malformation::Reply(violations)));
        }
        let (verification, shown) = (received.verification, self.shown());
        let fields = fields.into_iter().map(|field| Self::received(&shown, field)).collect();
        Ok(Answer::new(Reply { fields }, verification, raw))
    }

    /// The names that no row calls sensitive.
    fn shown(&self) -> BTreeSet<String> {
        let rows = || self.operation.request.fields.iter().chain(&self.operation.response.fields);
        let hidden: BTreeSet<&str> = rows().filter(|row| row.sensitive).map(|row| row.name.as_str()).collect();
        rows().map(|row| row.name.clone()).filter(|name| !hidden.contains(name.as_str())).collect()
    }

    /// What no row knows may be anybody's data.
    fn received(shown: &BTreeSet<String>, (name, text): (String, String)) -> Received {
        let privacy = if shown.contains(&name) { Privacy::Shown } else { Privacy::Redacted };
        Received { name, text, privacy }
    }
}
