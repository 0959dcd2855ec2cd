//! One call: signed, sent, verified.

mod account;
mod prepare;
mod show;

use std::io;

use clap::Args;
use wxmed::{Error, Lang};

use crate::end::{Ended, Result};
use crate::fields::{FieldArguments, NotText};
use crate::report::Output;
use crate::specs::SpecArguments;
use account::AccountArguments;
use show::Shown;

/// Call an operation of the platform once: validate, sign, send, and verify the response.
///
/// The nonce and the signature are added, and the merchant's fields if the environment has them. Nothing is sent if the
/// fields violate the operation's spec. Keys and tokens are read from environment variables or files, never from arguments.
#[derive(Args)]
pub(crate) struct Call {
    /// The operation
    #[arg(value_name = "OPERATION")]
    operation: String,
    #[command(flatten)]
    fields: FieldArguments,
    /// The spec of the content in the request, such as `city/foshan/registration`: it is validated, and its defaults are
    /// filled in
    #[arg(long, value_name = "NAME")]
    content: Option<String>,
    #[command(flatten)]
    specs: SpecArguments,
    /// The output format
    #[arg(long, value_enum, default_value_t = Output::Json)]
    output: Output,
    /// Add the raw response to the JSON; it contains patients' data
    #[arg(long)]
    raw: bool,
    // Last, because its heading is for everything after it.
    #[command(flatten)]
    account: AccountArguments,
}

impl Call {
    pub(crate) fn run(self, lang: Lang) -> Result<Ended> {
        let specs = self.specs.load()?;
        let operation = specs.operation(&self.operation)?;
        let name = operation.name.clone();
        let fields = self.fields.read(NotText::Written, &mut io::stdin().lock())?;
        let shown = Shown { output: self.output, raw: self.raw, lang };
        let fields = prepare::identity(operation, fields)?;
        let fields = match &self.content {
            None => Ok(fields),
            Some(content) => prepare::content(&specs.model, operation, content, fields)?,
        };
        let fields = match fields {
            Ok(fields) => fields,
            Err(violations) => return shown.error(&Error::Invalid(violations)),
        };
        let client = self.account.client(specs.model)?;
        match client.call(&name, fields) {
            Ok(response) => shown.response(&response),
            Err(error) => shown.error(&error),
        }
    }
}
