use annotate_snippets::{Level, Renderer};

use crate::Sources;
use crate::confusable::{self, Likeness};
use crate::model::Span;
use wxmed_core::{Severity, nearest, visible};

/// A kind of mistake in a spec.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Id {
    /// See [`Id::about`], as for every other kind.
    Yaml,
    /// An anchor, an alias, a merge key or a tag.
    YamlFeature,
    /// A character that looks like another one, or like nothing.
    Confusable,
    /// A key twice in one mapping.
    DuplicateKey,
    /// A file that does not say what it is.
    UnknownKind,
    /// A key that the language does not have.
    UnknownKey,
    /// A key that must be there.
    MissingKey,
    /// A mapping where a list is due, and the like.
    WrongShape,
    /// A word where only certain words can stand.
    UnknownWord,
    /// A type that the document's notation does not have.
    UnknownType,
    /// A name that is no name on the wire or in the API.
    BadName,
    /// Two things of one name.
    DuplicateName,
    /// A field twice in one table.
    DuplicateField,
    /// A code twice in one table.
    DuplicateCode,
    /// A code table that does not exist.
    UnknownCodes,
    /// A part that does not exist.
    UnknownPart,
    /// A field that does not exist.
    UnknownField,
    /// A condition whose value the field cannot have.
    UnknownValue,
    /// A thing that the operation neither needs nor creates, or a cause that is none.
    UnknownThing,
    /// A value of an answer that comes from two places, or that its row cannot have.
    AnswerValue,
    /// Something that does not fit the field's type.
    WrongType,
    /// A choice that chooses nothing.
    EmptyChoice,
    /// A limit that is no number, or that leaves no value possible.
    Limit,
    /// A pattern that cannot be read.
    Pattern,
    /// A rule that cannot be read.
    RuleSyntax,
    /// Something that refuses values, although it is known with low confidence only.
    LowConfidence,
    /// An erratum that matches nothing.
    ErratumTarget,
    /// A template place that nobody fills, or that is not in the template.
    TemplateKeyword,
    /// An example that does not do what it says.
    Example,
    /// Two names that are one in Rust, or none.
    ApiName,
    /// A spelling that is not the name's.
    Spelling,
    /// Something that a draft leaves to a person, and that is still open.
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
        Id::UnknownWord,
        Id::UnknownType,
        Id::BadName,
        Id::DuplicateName,
        Id::DuplicateField,
        Id::DuplicateCode,
        Id::UnknownCodes,
        Id::UnknownPart,
        Id::UnknownField,
        Id::UnknownValue,
        Id::UnknownThing,
        Id::AnswerValue,
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

    /// The stable name, and what the kind is about.
    const fn entry(self) -> (&'static str, &'static str) {
        match self {
            Id::Yaml => ("yaml", "The file is not valid YAML."),
            Id::YamlFeature => (
                "yaml-feature",
                "Specs are read by people: anchors, aliases, merge keys and tags hide what a row says.",
            ),
            Id::Confusable => (
                "confusable",
                "A character stands here that looks like one of ASCII, or like nothing, and means something else.",
            ),
            Id::DuplicateKey => {
                ("duplicate-key", "A key stands twice in one mapping, and one of the two would be lost.")
            }
            Id::UnknownKind => ("unknown-kind", "The first key of a file says what the file describes."),
            Id::UnknownKey => ("unknown-key", "The language of the specs has no such key here."),
            Id::MissingKey => ("missing-key", "A key is missing without which the entry means nothing."),
            Id::WrongShape => ("wrong-shape", "A mapping, a list or a single value stands where another is due."),
            Id::UnknownWord => ("unknown-word", "Only certain words can stand here."),
            Id::UnknownType => ("unknown-type", "The type is not in the document's notation."),
            Id::BadName => ("bad-name", "The name cannot stand on the wire, or not in an API."),
            Id::DuplicateName => ("duplicate-name", "Two specs, choices, cases, rules or examples share one name."),
            Id::DuplicateField => {
                ("duplicate-field", "A field stands twice in one table, or under another field's other name.")
            }
            Id::DuplicateCode => ("duplicate-code", "A code, or its API name, stands twice in one table."),
            Id::UnknownCodes => ("unknown-codes", "No code table has this name."),
            Id::UnknownPart => ("unknown-part", "No part has this name."),
            Id::UnknownField => ("unknown-field", "The table has no field of this name."),
            Id::UnknownValue => ("unknown-value", "The field's code table has no such value."),
            Id::UnknownThing => (
                "unknown-thing",
                "A value comes from a thing that the operation needs or creates, an error from one that it needs or compares.",
            ),
            Id::AnswerValue => (
                "answer-value",
                "A row of an answer has its value from one place, and the value is one that the row takes.",
            ),
            Id::WrongType => ("wrong-type", "The construct needs a field of another type."),
            Id::EmptyChoice => ("empty-choice", "A choice needs two groups that differ in a field."),
            Id::Limit => ("limit", "A limit is a number, and leaves some value possible."),
            Id::Pattern => ("pattern", "The pattern is no regular expression."),
            Id::RuleSyntax => ("rule-syntax", "The rule cannot be read."),
            Id::LowConfidence => {
                ("low-confidence", "What is known with low confidence only is worth a warning, and refuses no value.")
            }
            Id::ErratumTarget => {
                ("erratum-target", "An erratum must match something, or it corrects nothing and nobody notices.")
            }
            Id::TemplateKeyword => {
                ("template-keyword", "Every place of a template is filled by somebody, and nothing else is.")
            }
            Id::Example => ("example", "An example must pass, or fail by exactly the rules that it lists."),
            Id::ApiName => (
                "api-name",
                "Two wire names become the same name in the API, or one cannot be a name there: give one of them an `api:` name.",
            ),
            Id::Spelling => ("spelling", "The spelling must be the name itself with other capitals."),
            Id::Undecided => (
                "undecided",
                "What a draft leaves to a person is decided before a spec is used: each comment `# decide`, and the English words of each label.",
            ),
        }
    }

    /// The stable name.
    pub const fn name(self) -> &'static str {
        self.entry().0
    }

    /// What the kind is about, and why it matters.
    pub const fn about(self) -> &'static str {
        self.entry().1
    }
}

/// One mistake in a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its kind.
    pub id: Id,
    /// Whether the spec can be used all the same.
    pub severity: Severity,
    /// Where it is.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Draws the mistake as compilers do: message, file, line, column, the line itself, and what to do.
    pub fn render(&self, sources: &Sources, renderer: &Renderer, level: Level<'_>) -> String {
        let title = level.primary_title(format!("{} [{}]", self.message, self.id.name()));
        let mut report = sources.excerpt(self.span).draw(title);
        if let Some(help) = &self.help {
            report = report.element(Level::HELP.message(help.as_str()));
        }
        renderer.render(&[report])
    }

    /// The text of a compile error, which already begins with `error:`.
    pub fn for_compiler(&self, sources: &Sources) -> String {
        self.render(sources, &Renderer::plain(), Level::ERROR.no_name())
    }
}

/// All the mistakes that one run found.
#[derive(Clone, Debug, Default)]
#[must_use = "a mistake that nobody looks at is a mistake that ships"]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Notes an error.
    pub fn error(&mut self, id: Id, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.note(id, Severity::Error, span, message.into())
    }

    /// Notes characters that look like others, with what to write.
    pub(crate) fn confusable(&mut self, span: Span, written: &str, likeness: Likeness, meant: &str) {
        self.error(Id::Confusable, span, confusable::message(written, likeness, meant))
            .help("only labels and other texts for people can have such characters");
    }

    /// Notes a warning.
    pub fn warning(&mut self, id: Id, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.note(id, Severity::Warning, span, message.into())
    }

    fn note(&mut self, id: Id, severity: Severity, span: Span, message: String) -> &mut Diagnostic {
        let index = self.0.len();
        // What is quoted can be anything that a file holds.
        let shown = visible(&message).into_owned();
        self.0.push(Diagnostic { id, severity, span, message: shown, help: None });
        &mut self.0[index]
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether something is wrong that must be mended before the specs can be used.
    pub fn has_errors(&self) -> bool {
        self.errors().next().is_some()
    }

    /// The mistakes that must be mended.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter().filter(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Every mistake, in the order of the files.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Puts them into the order of the files and drops repetitions.
    ///
    /// That is the order of one compilation, as the macro and [`compile`](crate::compile) report it. The commands join those
    /// of several: their order is that of `Finding` in `schema/commands/src/report.rs`.
    pub fn sorted(mut self) -> Self {
        self.0.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.id));
        self.0.dedup();
        self
    }

    /// The same, with those of a kind as bad as this.
    pub fn with_severity(mut self, id: Id, severity: Severity) -> Self {
        self.0
            .iter_mut()
            .filter(|diagnostic| diagnostic.id == id)
            .for_each(|diagnostic| diagnostic.severity = severity);
        self
    }

    /// Keeps those that pass.
    pub(crate) fn retain(&mut self, keep: impl Fn(&Diagnostic) -> bool) {
        self.0.retain(keep);
    }

    /// Adds those of another file behind these.
    pub(crate) fn append(&mut self, other: Diagnostics) {
        self.0.extend(other.0);
    }

    /// Adds those of another stage, in their places.
    pub fn extend(&mut self, other: Diagnostics) {
        self.0.extend(other.0);
        *self = std::mem::take(self).sorted();
    }
}

impl Diagnostic {
    /// Says what to do.
    pub fn help(&mut self, help: impl Into<String>) {
        self.help = Some(visible(&help.into()).into_owned());
    }

    /// Offers the known name that is nearest to what was written, and returns it; offers some of them if none is near.
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
