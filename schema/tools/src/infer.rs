//! Drafts the spec of a city from its bureau's documents: samples whose values are labels, samples with data, and
//! tables pasted from a word processor.
//!
//! Explicit statements of the sources go into the draft. Hints become proposals, and open points become questions; both
//! are listed as decisions with their evidence, so that nothing is guessed silently.

mod account;
mod audit;
mod codes;
mod columns;
mod dates;
mod decision;
mod equations;
mod fields;
mod label;
mod lengths;
mod lexicon;
mod made_up;
mod mandatory;
mod markup;
mod merge;
mod notation;
mod persons;
mod remarks;
mod sample;
mod sign;
mod table;
mod totals;
mod write;

pub use decision::{Decision, DecisionKind, DraftError, Evidence};

use crate::format_file;
use account::Account;
use decision::Decisions;
use fields::Inferred;
use merge::Merged;
use wxmed_compiler::model::Span;
use wxmed_compiler::{Options, Scope, Sources, compile, validate_content_text};
use wxmed_core::Bilingual;

/// A bureau's documents, as indices of files in the sources.
#[derive(Clone, Debug, Default)]
pub struct DraftMaterial {
    /// All the files.
    pub sources: Sources,
    /// JSON samples whose values are labels.
    pub labels: Vec<usize>,
    /// JSON samples with data.
    pub examples: Vec<usize>,
    /// Tables, or sections of a document that contain tables.
    pub tables: Vec<usize>,
}

/// A drafted spec.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The spec, in its canonical form.
    pub text: String,
    /// The number of fields, including those of objects and of items.
    pub fields: usize,
    /// The decisions that are left to a person.
    pub decisions: Vec<Decision>,
}

/// Drafts the spec of a content from a bureau's documents.
///
/// `name` is the path of the file among the specs, and `section` the section of the document that requires the content.
///
/// Every cell of a table, every line around it, and every name and label of a sample ends up in the draft or in a decision
/// that quotes it. This is checked before the draft is returned.
///
/// # Errors
/// If a file doesn't have the expected format, or if no file contains a field, with the reasons and their positions;
/// also if a part of a file would be lost.
pub fn draft_content(name: &str, section: &str, material: &DraftMaterial) -> Result<Draft, Vec<DraftError>> {
    let refused = markup::refused(material);
    if !refused.is_empty() {
        return Err(refused);
    }
    let mut decisions = Decisions::default();
    let mut account = Account::default();
    let merged = merge::all(material, &mut account, &mut decisions)?;
    let inferred = fields::content(name, &merged, &mut account, &mut decisions);
    audit::settle(&account, &inferred, &mut decisions);
    if inferred.rows.is_empty() {
        let message =
            Bilingual::of("资料中没有可以写成字段的内容", "there is nothing in these files that could be a field");
        let nothing = DraftError { span: Span::default(), message };
        return Err(std::iter::once(nothing).chain(merged.headings_without_names.iter().map(no_name_column)).collect());
    }
    let head = write::Head { name, section, sources: &material.sources, merged: &merged, inferred: &inferred };
    let bare = laid_out(&write::spec(&head, &[], &decisions))?;
    let examples = examples(&bare, &merged, &inferred, &mut decisions);
    let text = laid_out(&write::spec(&head, &examples, &decisions))?;
    let decisions = decisions.sorted();
    audit::check(&account, &material.sources, &material.tables, &inferred, &decisions)?;
    Ok(Draft { text, fields: count(&inferred.rows), decisions })
}

/// The error for a table without field names.
fn no_name_column(heading: &table::Written) -> DraftError {
    let text = &heading.text;
    let message = Bilingual::new(
        format!("“{text}”一列里没有可以作字段名的内容：请把写有字段名的一列命名为“字段名”"),
        format!("the column headed `{text}` has no names of fields: head the one that has them `字段名`"),
    );
    DraftError { span: heading.span, message }
}

fn count(rows: &[fields::Row]) -> usize {
    rows.iter().map(|row| 1 + count(&row.rows)).sum()
}

/// Formats a text that this module wrote.
fn laid_out(text: &str) -> Result<String, Vec<DraftError>> {
    let mut sources = Sources::new();
    sources.add("draft.yaml", "draft", text);
    format_file(&sources, 0).map_err(|diagnostics| {
        let bilingual = |detail: &str| {
            Bilingual::new(format!("草稿不是规范的 YAML：{detail}"), format!("the draft is no YAML: {detail}"))
        };
        diagnostics
            .iter()
            .map(|found| DraftError { span: Span::default(), message: bilingual(&found.message) })
            .collect()
    })
}

/// The samples with data as examples, with made-up personal data, each with the rules that it violates.
fn examples(bare: &str, merged: &Merged, inferred: &Inferred, decisions: &mut Decisions) -> Vec<write::Example> {
    let mut sources = Sources::new();
    sources.add("draft.yaml", "draft", bare);
    let (model, _) = compile(&sources, &Options { scope: Scope::Named, ..Options::default() });
    let mut examples = Vec::new();
    for (sample, title) in merged.data.iter().zip(write::titles(merged)) {
        let json = made_up::json(sample, &inferred.rows, merged.wrapper.as_deref()).to_string();
        let found = model.contents.first().and_then(|content| validate_content_text(content, &json).ok());
        let broken: Vec<String> =
            found.iter().flat_map(wxmed_core::Violations::keys).map(|(path, rule)| written(path, rule)).collect();
        if !broken.is_empty() {
            decisions.breaking_sample(sample.span, &broken);
        }
        examples.push(write::Example { title, json, broken });
    }
    decisions.examples(examples.is_empty());
    examples
}

fn written(path: &str, rule: &str) -> String {
    format!("{}: {rule}", if path.is_empty() { "*" } else { path })
}
