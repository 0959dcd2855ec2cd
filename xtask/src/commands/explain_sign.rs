//! Shows how a request is signed.

use std::ffi::OsString;

use clap::Args;
use wxmed_commands::Result;

use crate::exec::run_example;
use crate::workspace::Workspace;

/// Show how fields are signed: the string to sign with the key masked, the signature, the XML.
///
/// The fields are signed as given, and their violations are listed. Exits with 0 if the fields were signed. Runs the
/// example `explain-sign` of the package `wxmed`.
#[derive(Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Arguments {
    /// The operation
    #[arg(long, value_name = "NAME")]
    spec: OsString,
    /// The environment variable with the API key, so that the key is not part of the command line
    #[arg(long, value_name = "VAR")]
    key_env: OsString,
    /// A file with one flat JSON object of field names and strings
    #[arg(value_name = "FIELDS.json")]
    fields: OsString,
    /// More arguments for the example
    #[arg(last = true, value_name = "ARGUMENT")]
    others: Vec<OsString>,
}

const AFTER_HELP: &str = "\
Examples:
  read -rs WXMED_KEY && export WXMED_KEY
  cargo xtask explain-sign --spec NAME --key-env WXMED_KEY fields.json
  # where fields.json contains {\"appid\": \"wx…\", \"openid\": \"o6…\", \"cash_fee\": \"0\"}";

impl Arguments {
    pub(super) fn run(self, workspace: &Workspace) -> Result<u8> {
        let named = ["--spec".into(), self.spec, "--key-env".into(), self.key_env, self.fields];
        let arguments: Vec<OsString> = named.into_iter().chain(self.others).collect();
        run_example(workspace, "wxmed", &["dynamic"], "explain-sign", &arguments)
    }
}
