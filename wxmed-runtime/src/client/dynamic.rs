//! Calls of operations by name, with specs that are read at run time.

use std::fmt;

use wxmed_core::Violations;
use wxmed_core::schema::Privacy;
use wxmed_core::validate::unreadable;

use super::execute::execute;
use super::prepared_request::{Named, PreparedRequest};
use super::{Client, Shared};
use crate::dynamic::{CompiledOperation, Operation, Specs, pairs};
use crate::error::{MalformedReason, malformed};
use crate::redact_messages::sent_values::Shown;
use crate::response::verify::verify_response;
use crate::response::{Response, context, reply_values};
use crate::{Error, RawResponse};

/// The fields of a successful response to [`Client::call`].
///
/// `Debug` shows the names of all fields, but only values that the spec doesn't mark as sensitive.
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

impl Reply {
    /// The text of a field, if it was received.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(other, _)| *other == name).map(|(_, text)| text)
    }

    /// Warnings about the request, which did not prevent it from being sent, like
    /// [`Valid::warnings`](crate::Valid::warnings) of a typed request.
    ///
    /// [`dynamic::Operation::validate`](crate::dynamic::Operation::validate) returns them before anything is sent.
    pub fn warnings(&self) -> &Violations {
        &self.warnings
    }

    /// All fields received, known or not, by their names in the interface.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields.iter().map(|field| (field.name.as_str(), field.text.as_str()))
    }
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = self.fields.iter().map(|field| (&field.name, field.privacy.shown(&field.text)));
        f.debug_map().entries(shown).finish()
    }
}

impl Client {
    /// Calls an operation by name, with a map or a list of field names and texts, for programs that know both only at
    /// run time.
    ///
    /// The request is validated against the operation's spec as strictly as by a builder, and signed and sent like
    /// [`Client::send`] does. Fields that the spec doesn't have are sent and signed, too; if such a name looks like a
    /// misspelt one, [`Reply::warnings`] contains a warning. The merchant set by
    /// [`ClientBuilder::merchant`](crate::ClientBuilder::merchant) is filled in, unless one of its fields is given
    /// here.
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
    /// [`Error::UnknownOperation`] if no operation has this name; otherwise like [`Client::send`].
    ///
    /// # Panics
    /// Like [`Client::send`].
    pub async fn call<N, T>(
        &self,
        operation: &str,
        fields: impl IntoIterator<Item = (N, T)>,
    ) -> Result<Response<Reply>, Error>
    where
        N: AsRef<str>,
        T: AsRef<str>,
    {
        let operation = find(&self.shared, operation)?;
        let mut fields = pairs(fields);
        if let Some(merchant) = &self.shared.merchant {
            operation.fill_in_merchant(merchant, &mut fields);
        }
        let checked = operation.check(&fields)?;
        let (compiled, warnings) = (operation.compiled(), checked.warnings);
        let plan = compiled.signing_plan();
        let named = Named {
            operation: compiled.spec.name.clone().into(),
            section: compiled.spec.section.clone().into(),
            path: compiled.spec.path.clone().into(),
            retry: compiled.spec.retry,
            echoes: compiled.spec.echoes(),
            shown: Shown { request: compiled.request.clone(), response: compiled.response.clone() },
        };
        let call = PreparedRequest::sign(named, plan, checked.values, &checked.extra, None, &self.shared.key)?;
        execute(&self.shared, &call, |raw| call.check_echo(read(compiled, &call, raw, &warnings, &self.shared)?)).await
    }
}

/// Looks up an operation by name. The call keeps using it even if the specs are reloaded meanwhile.
fn find(shared: &Shared, name: &str) -> Result<Operation, Error> {
    let operation = match &shared.specs {
        Some(specs) => specs.operation(name),
        None => Specs::shipped().operation(name),
    };
    operation.map_err(Error::UnknownOperation)
}

fn read(
    operation: &CompiledOperation,
    call: &PreparedRequest,
    raw: RawResponse,
    warnings: &Violations,
    shared: &Shared,
) -> Result<Response<Reply>, Error> {
    let rules = context(operation.known(), &raw);
    let received = verify_response(&raw, &rules, &shared.key)?;
    let violations = unreadable(&operation.reply, &reply_values(&operation.reply, &received.fields));
    if violations.has_errors() {
        return Err(malformed(&raw, &rules, MalformedReason::Reply(violations)));
    }
    // Undocumented fields may contain patients' data.
    let privacy = |name: &str| if call.shown.has(name) { Privacy::Open } else { Privacy::Redacted };
    let field =
        |(name, text): (&str, &str)| Received { name: name.to_owned(), text: text.to_owned(), privacy: privacy(name) };
    let fields = received.fields.iter().map(field).collect();
    Ok(Response::new(Reply { fields, warnings: warnings.clone() }, received.verification, raw.clone()))
}
