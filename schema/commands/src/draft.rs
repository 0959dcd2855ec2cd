//! Drafts the spec of a city's content from what its bureau hands out.

mod show;

use std::fs;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use wxmed_compiler::{Options, Sources, compile};
use wxmed_core::Format as ValueFormat;
use wxmed_tools::{Draft as Drafted, DraftError, DraftMaterial, draft_content};

use crate::failure::{Failure, Outcome, Result};
use crate::output;
use crate::report::Report;
use crate::selection::Selection;
use crate::targets;

/// Draft the spec of a city from its bureau's documents.
///
/// Reads samples whose values are labels, samples with data, and tables pasted from a word processor, writes the file
/// `city/NAME.yaml`, and lists the decisions that are left to you, each with its evidence. Each cell of a table, each line
/// around it and each name and label of a sample is in the draft or in a decision that quotes it; otherwise the command
/// fails.
#[derive(Args)]
pub struct Draft {
    /// The city and the content, as in `foshan/registration`
    #[arg(value_name = "NAME", value_parser = name)]
    name: String,
    /// A JSON sample whose values are labels; can be given several times
    #[arg(long, value_name = "JSON", required_unless_present_any = ["example", "table"])]
    labels: Vec<PathBuf>,
    /// A JSON sample with data; can be given several times
    #[arg(long, value_name = "JSON")]
    example: Vec<PathBuf>,
    /// A table, or a section of the document with its tables, with cells separated by tabs, commas, semicolons, bars or blanks;
    /// can be given several times
    #[arg(long, value_name = "TSV")]
    table: Vec<PathBuf>,
    /// The section of the document that requires the content; by default that of the first operation with a content
    #[arg(long)]
    section: Option<String>,
    /// Overwrite an existing file
    #[arg(long, conflicts_with = "stdout")]
    force: bool,
    /// Write the draft to standard output, and the decisions to standard error
    #[arg(long, conflicts_with = "format")]
    stdout: bool,
    /// The output format
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The decisions grouped by kind, in English and in Chinese
    Human,
    /// One array with an object for each decision
    Json,
}

/// The details for the long help.
pub const ABOUT: &str = "\
The samples may be malformed as they often are in documents: with missing quotes and brackets, Chinese punctuation, or XML
around them. How each was read is one of the decisions. A table needs no heading if its cells are unambiguous, and names
that were wrapped over two lines are joined.

With `--format json` standard output is one JSON array. A decision is an object with `kind`, `path`, `says` and `about`,
both as `{ zh, en }`, `proposal` (YAML, or null) and `evidence`, a list of objects with `path`, `line`, `column` and
`text` (the quoted source; empty for a value, which may be personal data).

Exits with 1 if a source cannot be read, or if the draft has mistakes; with 2 if a file does not exist, or would be
overwritten.";

/// Parses a city and a content, whose names must be valid in paths on every system.
fn name(text: &str) -> std::result::Result<String, String> {
    let parts: Vec<&str> = text.split('/').collect();
    let is_part = |part: &&str| {
        part.starts_with(|c: char| c.is_ascii_lowercase())
            && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
            && !part.starts_with("xml")
    };
    if parts.len() == 2 && parts.iter().all(is_part) {
        return Ok(text.to_owned());
    }
    if parts.iter().any(|part| part.to_ascii_lowercase().starts_with("xml")) {
        return Err("a city or a content must not begin with `xml`: XML keeps such names for itself".to_owned());
    }
    Err("write CITY/CONTENT in lower-case letters, digits and underscores, as in `foshan/registration`".to_owned())
}

/// The folder for a draft.
pub struct DraftFolder {
    /// The folder of the specs.
    pub folder: PathBuf,
    /// The folder, as it is shown.
    pub shown: String,
}

impl Draft {
    /// Drafts the spec, and writes it into a folder. The draft can refer to the included specs.
    ///
    /// # Errors
    /// If a document can't be read, the file exists, or it can't be written.
    pub fn run(self, included: &Sources, folder: &DraftFolder) -> Result<Outcome> {
        let name = format!("city/{}", self.name);
        let shown = format!("{}/{name}.yaml", folder.shown);
        let path = folder.folder.join(format!("{name}.yaml"));
        if path.exists() && !self.force && !self.stdout {
            return Err(Failure::new(format!("{shown} is there already: say --force to write over it")));
        }
        let section = self.section.clone().or_else(|| section(included)).ok_or_else(|| {
            Failure::new("no operation has a content: say with --section where the document asks for it")
        })?;
        let material = self.material()?;
        let draft = match draft_content(&name, &section, &material) {
            Ok(draft) => draft,
            Err(errors) => return refuse(&errors, &material.sources),
        };
        let findings = lint(included, &shown, &name, &draft);
        if self.stdout {
            output::text(&draft.text)?;
            show::human(&draft.decisions, &material.sources, output::remark)?;
        } else {
            path.parent().map_or(Ok(()), fs::create_dir_all).map_err(|error| Failure::at(&path, &error))?;
            fs::write(&path, &draft.text).map_err(|error| Failure::at(&path, &error))?;
            let print = if self.format == Format::Json { output::remark } else { output::line };
            show::written(&shown, &draft, print)?;
            match self.format {
                Format::Human => show::human(&draft.decisions, &material.sources, output::line)?,
                Format::Json => output::line(show::json(&draft.decisions, &material.sources))?,
            }
        }
        if findings.is_empty() {
            return Ok(Outcome::Fine);
        }
        findings.draw(output::remark)?;
        output::remark(format_args!("{}: fix the draft", findings.summary()))?;
        Ok(if findings.has_errors() { Outcome::Found } else { Outcome::Fine })
    }

    fn material(&self) -> Result<DraftMaterial> {
        let mut material = DraftMaterial::default();
        let kinds = [
            (&self.labels, &mut material.labels),
            (&self.example, &mut material.examples),
            (&self.table, &mut material.tables),
        ];
        for (paths, files) in kinds {
            for path in paths {
                let bytes = fs::read(path).map_err(|error| Failure::at(path, &error))?;
                let text = String::from_utf8(bytes)
                    .map_err(|_| Failure::new(format!("{}: not UTF-8; save it as UTF-8 first", path.display())))?;
                files.push(material.sources.files().len());
                material.sources.add(path.display().to_string(), String::new(), text);
            }
        }
        Ok(material)
    }
}

/// The section of the first operation that sends a content.
fn section(specs: &Sources) -> Option<String> {
    let (model, _) = compile(specs, &Options::default());
    let has_content = |format: ValueFormat| format == ValueFormat::Content;
    let mut operations = model.operations.iter();
    let found = operations.find(|operation| operation.request.fields.iter().any(|field| has_content(field.format)));
    found.map(|operation| operation.section.clone())
}

/// The errors in the draft, as `lint` reports them.
fn lint(included: &Sources, shown: &str, name: &str, draft: &Drafted) -> Report {
    let mut own = Sources::new();
    own.add(shown, name, draft.text.as_str());
    targets::lint(Selection::own(included, own))
}

/// Reports why nothing could be drafted.
fn refuse(errors: &[DraftError], sources: &Sources) -> Result<Outcome> {
    for error in errors {
        output::remark(format_args!(
            "{}: {}\n  {:#}",
            show::location(error.span, sources),
            error.message,
            error.message
        ))?;
    }
    output::remark("nothing was drafted")?;
    Ok(Outcome::Found)
}
