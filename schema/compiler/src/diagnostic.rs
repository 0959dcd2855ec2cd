use annotate_snippets::{Level, Renderer};

use crate::Sources;
use crate::confusable::{self, Likeness};
use crate::model::Span;
use wxmed_core::{Severity, nearest, visible};

/// The kind of an error in a spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Id {
    /// See [`Id::about`], as for every other kind.
    Yaml,
    /// An anchor, an alias, a merge key or a tag.
    YamlFeature,
    /// A character that looks like another one, or that is invisible.
    Confusable,
    /// A duplicate key in a mapping.
    DuplicateKey,
    /// A file without a known kind.
    UnknownKind,
    /// A key that the language doesn't have.
    UnknownKey,
    /// A mandatory key is missing.
    MissingKey,
    /// A value of the wrong YAML type, such as a mapping instead of a list.
    WrongShape,
    /// A value that isn't one of the allowed keywords.
    UnknownKeyword,
    /// A type that isn't in the document's notation.
    UnknownType,
    /// A name that isn't valid on the wire or in the API.
    BadName,
    /// Two specs, choices, rules or the like with the same name.
    DuplicateName,
    /// A duplicate field in a table.
    DuplicateField,
    /// A duplicate code in a code table.
    DuplicateCode,
    /// A code table that does not exist.
    UnknownCodes,
    /// A part that does not exist.
    UnknownPart,
    /// A field that does not exist.
    UnknownField,
    /// A condition on a value that the field can't have.
    UnknownValue,
    /// A resource that the operation neither needs nor creates, or an invalid cause of an error.
    UnknownResource,
    /// A response value with two sources, or one that its row doesn't allow.
    ResponseValue,
    /// A setting that doesn't fit the field's type.
    WrongType,
    /// A choice without distinguishable groups.
    EmptyChoice,
    /// A limit that isn't a number, or that allows no value.
    Limit,
    /// An invalid pattern.
    Pattern,
    /// A rule with a syntax error.
    RuleSyntax,
    /// A low-confidence statement that rejects values.
    LowConfidence,
    /// An erratum without a target.
    ErratumTarget,
    /// A template field that isn't filled, or that isn't in the template.
    TemplateKeyword,
    /// An example with other violations than it lists.
    Example,
    /// Names that collide in Rust, or that aren't valid there.
    ApiName,
    /// A `spelling` that differs from the name in more than capitals.
    Spelling,
    /// A decision that a draft left open.
    Undecided,
}

impl Id {
    /// Every kind.
    pub const ALL: &'static [Id] = &[
        Id::Yaml,
        Id::YamlFeature,
        Id::Confusable,
        Id::DuplicateKey,
        Id::UnknownKind,
        Id::UnknownKey,
        Id::MissingKey,
        Id::WrongShape,
        Id::UnknownKeyword,
        Id::UnknownType,
        Id::BadName,
        Id::DuplicateName,
        Id::DuplicateField,
        Id::DuplicateCode,
        Id::UnknownCodes,
        Id::UnknownPart,
        Id::UnknownField,
        Id::UnknownValue,
        Id::UnknownResource,
        Id::ResponseValue,
        Id::WrongType,
        Id::EmptyChoice,
        Id::Limit,
        Id::Pattern,
        Id::RuleSyntax,
        Id::LowConfidence,
        Id::ErratumTarget,
        Id::TemplateKeyword,
        Id::Example,
        Id::ApiName,
        Id::Spelling,
        Id::Undecided,
    ];

    /// The stable name, and the description.
    const fn entry(self) -> (&'static str, &'static str) {
        match self {
            Id::Yaml => ("yaml", "The file is not valid YAML."),
            Id::YamlFeature => (
                "yaml-feature",
                "People review specs: anchors, aliases, merge keys and tags would move a part of a row elsewhere.",
            ),
            Id::Confusable => (
                "confusable",
                "The character looks like an ASCII character or is invisible, but is a different character.",
            ),
            Id::DuplicateKey => {
                ("duplicate-key", "A key occurs twice in one mapping, and one of the two would be lost.")
            }
            Id::UnknownKind => ("unknown-kind", "The first key of a file says what the file describes."),
            Id::UnknownKey => ("unknown-key", "The language of the specs has no such key here."),
            Id::MissingKey => ("missing-key", "A mandatory key is missing."),
            Id::WrongShape => {
                ("wrong-shape", "A mapping, a list or a single value is expected, but another kind was found.")
            }
            Id::UnknownKeyword => ("unknown-word", "Only certain keywords are allowed here."),
            Id::UnknownType => ("unknown-type", "The type is not in the document's notation."),
            Id::BadName => ("bad-name", "The name is not valid on the wire, or not valid in the API."),
            Id::DuplicateName => ("duplicate-name", "Two specs, choices, cases, rules or examples have the same name."),
            Id::DuplicateField => (
                "duplicate-field",
                "A field occurs twice in one table, or has the same name as an alias of another field.",
            ),
            Id::DuplicateCode => ("duplicate-code", "A code, or its API name, occurs twice in one table."),
            Id::UnknownCodes => ("unknown-codes", "No code table has this name."),
            Id::UnknownPart => ("unknown-part", "No part has this name."),
            Id::UnknownField => ("unknown-field", "The table has no field of this name."),
            Id::UnknownValue => ("unknown-value", "The field's code table has no such value."),
            Id::UnknownResource => (
                "unknown-thing",
                "A value must come from a resource that the operation needs or creates, and an error from one that it needs or a field that it compares.",
            ),
            Id::ResponseValue => (
                "answer-value",
                "A row of a response must have a single source for its value, and the value must be valid for the row.",
            ),
            Id::WrongType => ("wrong-type", "The construct needs a field of another type."),
            Id::EmptyChoice => ("empty-choice", "A choice needs at least two groups that differ in a field."),
            Id::Limit => ("limit", "A limit must be a number, and must allow at least one value."),
            Id::Pattern => ("pattern", "The pattern is not a valid regular expression."),
            Id::RuleSyntax => ("rule-syntax", "The rule is not a valid expression."),
            Id::LowConfidence => {
                ("low-confidence", "Low-confidence statements may only cause warnings, and must not reject values.")
            }
            Id::ErratumTarget => {
                ("erratum-target", "An erratum must match something. Otherwise it silently corrects nothing.")
            }
            Id::TemplateKeyword => {
                ("template-keyword", "Every template field must be filled, and no other fields may be filled.")
            }
            Id::Example => ("example", "An example must pass, or fail by exactly the rules that it lists."),
            Id::ApiName => (
                "api-name",
                "Two wire names become the same name in the API, or one is not valid there: give one of them an `api:` name.",
            ),
            Id::Spelling => ("spelling", "The spelling may differ from the name only in capitals."),
            Id::Undecided => (
                "undecided",
                "Decisions that a draft leaves open must be made before the spec is used: each comment `# decide`, and the English text of each label.",
            ),
        }
    }

    /// The stable name.
    pub const fn name(self) -> &'static str {
        self.entry().0
    }

    /// The description of the kind, and why it matters.
    pub const fn about(self) -> &'static str {
        self.entry().1
    }
}

/// An error or a warning in a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its kind.
    pub id: Id,
    /// Whether it prevents the spec from being used.
    pub severity: Severity,
    /// The span in the sources.
    pub span: Span,
    /// The message.
    pub message: String,
    /// The help: what to do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Renders the diagnostic in the style of rustc: message, file, line, column, the line itself, and the help.
    pub fn render(&self, sources: &Sources, renderer: &Renderer, level: Level<'_>) -> String {
        let title = level.primary_title(format!("{} [{}]", self.message, self.id.name()));
        let mut report = sources.excerpt(self.span).draw(title);
        if let Some(help) = &self.help {
            report = report.element(Level::HELP.message(help.as_str()));
        }
        renderer.render(&[report])
    }

    /// The text for a compile error, without the prefix `error:`, which the compiler adds.
    pub fn for_compiler(&self, sources: &Sources) -> String {
        self.render(sources, &Renderer::plain(), Level::ERROR.no_name())
    }
}

/// All diagnostics of one run.
#[derive(Clone, Debug, Default)]
#[must_use = "diagnostics should be reported"]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds an error.
    pub fn error(&mut self, id: Id, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.note(id, Severity::Error, span, message.into())
    }

    /// Adds an error for characters that look like others, with the text to write instead.
    pub(crate) fn confusable(&mut self, span: Span, written: &str, likeness: Likeness, meant: &str) {
        self.error(Id::Confusable, span, confusable::message(written, likeness, meant))
            .help("only labels and other texts for people can have such characters");
    }

    /// Adds a warning.
    pub fn warning(&mut self, id: Id, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.note(id, Severity::Warning, span, message.into())
    }

    fn note(&mut self, id: Id, severity: Severity, span: Span, message: String) -> &mut Diagnostic {
        let index = self.0.len();
        // The message may quote arbitrary text of a file.
        let shown = visible(&message).into_owned();
        self.0.push(Diagnostic { id, severity, span, message: shown, help: None });
        &mut self.0[index]
    }

    /// Whether there are no diagnostics.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there are errors, which must be fixed before the specs can be used.
    pub fn has_errors(&self) -> bool {
        self.errors().next().is_some()
    }

    /// The errors, without the warnings.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter().filter(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// All diagnostics, in the order of the files.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Sorts the diagnostics in the order of the files, and removes duplicates.
    ///
    /// This is the order of one compilation, as the macro and [`compile`](crate::compile) report it. The commands merge
    /// several compilations, in the order of `Finding` in `schema/commands/src/report.rs`.
    pub fn sorted(mut self) -> Self {
        self.0.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.id));
        self.0.dedup();
        self
    }

    /// Sets the severity of all diagnostics of one kind.
    pub fn with_severity(mut self, id: Id, severity: Severity) -> Self {
        self.0
            .iter_mut()
            .filter(|diagnostic| diagnostic.id == id)
            .for_each(|diagnostic| diagnostic.severity = severity);
        self
    }

    /// Keeps the diagnostics for which `keep` returns true.
    pub(crate) fn retain(&mut self, keep: impl Fn(&Diagnostic) -> bool) {
        self.0.retain(keep);
    }

    /// Appends the diagnostics of another file.
    pub(crate) fn append(&mut self, other: Diagnostics) {
        self.0.extend(other.0);
    }

    /// Merges the diagnostics of another stage, in order.
    pub fn extend(&mut self, other: Diagnostics) {
        self.0.extend(other.0);
        *self = std::mem::take(self).sorted();
    }
}

impl Diagnostic {
    /// Sets the help.
    pub fn help(&mut self, help: impl Into<String>) {
        self.help = Some(visible(&help.into()).into_owned());
    }

    /// Suggests the known name nearest to the written one, and returns it. If none is similar, lists some known names.
    pub(crate) fn did_you_mean<'a>(
        &mut self,
        written: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        let known: Vec<&str> = known.into_iter().collect();
        let nearest = nearest(written, known.iter().copied());
        if let Some(name) = nearest {
            self.help(format!("did you mean `{name}`?"));
        } else if !known.is_empty() {
            let shown: Vec<String> = known.iter().take(12).map(|name| format!("`{name}`")).collect();
            let more = if known.len() > shown.len() { ", …" } else { "" };
            self.help(format!("there {} {}{more}", if known.len() == 1 { "is" } else { "are" }, shown.join(", ")));
        }
        nearest
    }
}
