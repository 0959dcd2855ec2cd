//! What is wrong with specs, each with its place in a file.

use std::collections::BTreeSet;

use annotate_snippets::{Level, Renderer};
use serde_json::{Value, json};
use wxmed_schema::model::Span;
use wxmed_schema::{Diagnostics, Id, Position, Severity, Sources};

use crate::failure::Result;
use crate::output;

/// Everything that is wrong, in the order of the files, each mistake once.
#[derive(Default)]
pub(crate) struct Findings {
    all: BTreeSet<Finding>,
}

/// One mistake. The order of its parts is the order in which mistakes are shown.
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

impl Findings {
    /// Adds what one run found in its sources.
    pub(crate) fn add(&mut self, diagnostics: &Diagnostics, sources: &Sources) {
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

    /// Whether nothing is wrong.
    pub(crate) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Whether something is wrong that must be mended before the specs can be used.
    pub(crate) fn has_errors(&self) -> bool {
        self.number(Severity::Error) > 0
    }

    /// Whether something is wrong that leaves nothing to work with: an example that does not do what it says is for
    /// whoever wrote it, and the rest of the spec stands.
    pub(crate) fn stop(&self) -> bool {
        self.all.iter().any(|finding| finding.severity == Severity::Error && finding.id != Id::Example.name())
    }

    fn number(&self, severity: Severity) -> usize {
        self.all.iter().filter(|finding| finding.severity == severity).count()
    }

    /// Draws every mistake with its line, as compilers do.
    pub(crate) fn draw(&self, write: fn(String) -> Result<()>) -> Result<()> {
        self.all.iter().try_for_each(|finding| write(format!("{}\n", finding.drawn)))
    }

    /// `2 errors, 1 warning in 3 files`
    pub(crate) fn summary(&self) -> String {
        let files: BTreeSet<&str> = self.all.iter().map(|finding| finding.path.as_str()).collect();
        let kinds = [(Severity::Error, "error", "errors"), (Severity::Warning, "warning", "warnings")];
        let counts = kinds.map(|(severity, one, many)| (self.number(severity), one, many));
        let counts = counts.into_iter().filter(|(number, ..)| *number > 0);
        let counts: Vec<String> = counts.map(|(number, one, many)| output::count(number, one, many)).collect();
        format!("{} in {}", counts.join(", "), output::count(files.len(), "file", "files"))
    }

    /// A JSON array, one line an entry.
    pub(crate) fn json(&self) -> String {
        let entries: Vec<String> = self.all.iter().map(|finding| finding.json().to_string()).collect();
        if entries.is_empty() { "[]".to_owned() } else { format!("[\n{}\n]", entries.join(",\n")) }
    }
}

impl Finding {
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
