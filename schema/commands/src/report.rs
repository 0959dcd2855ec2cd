//! The errors and warnings in specs, with their positions in files.

use std::collections::BTreeSet;

use annotate_snippets::{Level, Renderer};
use serde_json::{Value, json};
use wxmed_compiler::model::Span;
use wxmed_compiler::{Diagnostics, Id, Position, Sources};
use wxmed_core::Severity;

use crate::failure::{Outcome, Result};
use crate::output;

/// The errors and warnings in specs, in the order of the files, without duplicates.
#[derive(Default)]
pub struct Report {
    all: BTreeSet<Finding>,
}

/// One error or warning. The order of the fields is the sort order in `lint`. The diagnostics come from several
/// compilations in any order, and the same one may come from each.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Finding {
    path: String,
    from: Position,
    to: Position,
    id: &'static str,
    severity: Severity,
    message: String,
    help: Option<String>,
    drawn: String,
}

impl Report {
    /// Adds the diagnostics of some sources.
    pub fn add(&mut self, diagnostics: &Diagnostics, sources: &Sources) {
        let renderer = Renderer::styled();
        for diagnostic in diagnostics.iter() {
            let span = diagnostic.span;
            let level = match diagnostic.severity {
                Severity::Error => Level::ERROR,
                Severity::Warning => Level::WARNING,
            };
            self.all.insert(Finding {
                path: sources.file(span).map(|file| file.path.clone()).unwrap_or_default(),
                from: sources.position(span),
                to: sources.position(Span { start: span.end.max(span.start), ..span }),
                id: diagnostic.id.name(),
                severity: diagnostic.severity,
                message: diagnostic.message.clone(),
                help: diagnostic.help.clone(),
                drawn: diagnostic.render(sources, &renderer, level),
            });
        }
    }

    /// Adds the errors and warnings of another report.
    pub fn extend(&mut self, other: Report) {
        self.all.extend(other.all);
    }

    /// Whether there are no errors or warnings.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether there are errors: the specs can't be used before they are fixed.
    pub fn has_errors(&self) -> bool {
        self.number(Severity::Error) > 0
    }

    /// Whether there are errors that leave nothing to work with. A wrong example is none of them: the rest of the spec can
    /// be used.
    pub fn stop(&self) -> bool {
        self.all.iter().any(|finding| finding.severity == Severity::Error && finding.id != Id::Example.name())
    }

    fn number(&self, severity: Severity) -> usize {
        self.all.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Renders each finding with its line, in the style of rustc.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn draw(&self, write: fn(String) -> Result<()>) -> Result<()> {
        self.all.iter().try_for_each(|finding| write(format!("{}\n", finding.drawn)))
    }

    /// `2 errors, 1 warning in 3 files`
    pub fn summary(&self) -> String {
        let files: BTreeSet<&str> = self.all.iter().map(|finding| finding.path.as_str()).collect();
        let kinds = [(Severity::Error, "error", "errors"), (Severity::Warning, "warning", "warnings")];
        let counts = kinds.map(|(severity, one, many)| (self.number(severity), one, many));
        let counts = counts.into_iter().filter(|(number, ..)| *number > 0);
        let counts: Vec<String> = counts.map(|(number, one, many)| output::count(number, one, many)).collect();
        format!("{} in {}", counts.join(", "), output::count(files.len(), "file", "files"))
    }

    /// A workflow command of GitHub for each finding, which becomes an annotation of its line.
    pub fn annotations(&self) -> impl Iterator<Item = String> {
        self.all.iter().map(Finding::annotation)
    }

    /// A JSON array, with one line for each finding.
    pub fn json(&self) -> String {
        let entries: Vec<String> = self.all.iter().map(|finding| finding.json().to_string()).collect();
        if entries.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", entries.join(",\n")) }
    }
}

impl Report {
    /// Writes to standard error why specs can't be used as they are.
    ///
    /// # Errors
    /// If that can't be written.
    pub fn refuse(&self) -> Result<Outcome> {
        self.draw(output::remark)?;
        output::remark(format_args!("{}: nothing was made of these specs", self.summary()))?;
        Ok(Outcome::Found)
    }
}

impl Finding {
    fn annotation(&self) -> String {
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let (from, to) = (self.from, self.to);
        let mut properties = format!("file={},line={},endLine={}", property(&self.path), from.line, to.line);
        // Columns are for findings within one line; the last one is inclusive.
        if from.line == to.line {
            let last = from.column.max(to.column.saturating_sub(1));
            properties += &format!(",col={},endColumn={last}", from.column);
        }
        let help = self.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
        let text = message(&format!("{}{help}", self.message));
        format!("::{severity} {properties},title={}::{text}", property(self.id))
    }

    fn json(&self) -> Value {
        json!({
            "id": self.id,
            "severity": match self.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            "path": self.path,
            "line": self.from.line,
            "column": self.from.column,
            "end_line": self.to.line,
            "end_column": self.to.column,
            "message": self.message,
            "help": self.help,
        })
    }
}

/// The escaped message of a workflow command.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The escaped value of a workflow command's property, in which colons and commas are delimiters.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn annotations_are_escaped_and_columns_are_inclusive() {
        let finding = Finding {
            path: "a,b:50%.yaml".to_owned(),
            from: Position { line: 2, column: 3 },
            to: Position { line: 2, column: 6 },
            id: "yaml",
            severity: Severity::Error,
            message: "100%: no\r\n::error::".to_owned(),
            help: Some("fix it".to_owned()),
            drawn: String::new(),
        };
        let wanted = "::error file=a%2Cb%3A50%25.yaml,line=2,endLine=2,col=3,endColumn=5,title=yaml::\
                      100%25: no%0D%0A::error::%0Afix it";
        assert_eq!(finding.annotation(), wanted);
        let empty = Finding { to: finding.from, help: None, message: "x".to_owned(), ..finding };
        assert!(empty.annotation().ends_with(",col=3,endColumn=3,title=yaml::x"), "{}", empty.annotation());
        let long = Finding { to: Position { line: 4, column: 1 }, severity: Severity::Warning, ..empty };
        assert_eq!(long.annotation(), "::warning file=a%2Cb%3A50%25.yaml,line=2,endLine=4,title=yaml::x");
    }
}
