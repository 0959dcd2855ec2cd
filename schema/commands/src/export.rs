//! Writes the model for other programs.

use clap::{Args, ValueEnum};
use wxmed_compiler::model::Model;
use wxmed_compiler::{Errata, Options, Sources, compile};
use wxmed_core::nearest;
use wxmed_tools::{
    OPENAPI_HOSTS, export_json, export_json_schema, export_json_schemas, export_openapi, export_provenance,
    json_schema_names,
};

use crate::failure::{Failure, Outcome, Result};
use crate::output;
use crate::report::Report;

/// Write the model to standard output.
///
/// Values are those of the document. If errata change them, the corrected values are under `effective`.
#[derive(Args)]
pub struct Export {
    /// The format
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// Only this schema, as a document of its own: `getmedinfo.request`, `getmedinfo.response`, or the name of a content
    #[arg(long, value_name = "NAME")]
    schema: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// Operations, contents, templates, codes, errors and errata; keys are only ever added
    Json,
    /// JSON Schemas (draft 2020-12) of all requests, responses and contents, with labels and codes
    JsonSchema,
    /// OpenAPI 3.1 of all operations, as they are on the wire, for Apifox, Postman, Swagger UI and generators of clients
    #[value(name = "openapi")]
    OpenApi,
    /// How sure each row, code and error is, and where it is known from: tab-separated, the least sure first
    Provenance,
}

impl Export {
    /// Writes the model of these specs.
    ///
    /// # Errors
    /// If there is no schema of the name, or the output can't be written.
    pub fn run(self, sources: &Sources) -> Result<Outcome> {
        let mut findings = Report::default();
        let (effective, diagnostics) = compile(sources, &Options::default());
        findings.add(&diagnostics, sources);
        let (document, diagnostics) = compile(sources, &Options { errata: Errata::None, ..Options::default() });
        findings.add(&diagnostics, sources);
        if findings.stop() {
            return findings.refuse();
        }
        findings.draw(output::remark)?;
        match self.format {
            Format::Json | Format::OpenApi | Format::Provenance if self.schema.is_some() => {
                return Err(Failure::new("`--schema` needs `--format json-schema`"));
            }
            Format::Json => output::text(export_json(&document, &effective))?,
            Format::OpenApi => output::text(export_openapi(&effective, &OPENAPI_HOSTS))?,
            Format::Provenance => output::text(export_provenance(&effective))?,
            Format::JsonSchema => output::text(match self.schema {
                None => export_json_schemas(&effective),
                Some(name) => export_json_schema(&effective, &name).ok_or_else(|| no_schema(&effective, &name))?,
            })?,
        }
        Ok(Outcome::Fine)
    }
}

fn no_schema(model: &Model, name: &str) -> Failure {
    let names = json_schema_names(model);
    Failure::new(match nearest(name, names.iter().map(String::as_str)) {
        Some(near) => format!("there is no schema `{name}`: did you mean `{near}`?"),
        None => format!("there is no schema `{name}`: there are {}", names.join(", ")),
    })
}
