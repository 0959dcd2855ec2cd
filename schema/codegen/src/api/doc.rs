//! The documentation of items, which is Markdown.

use wxmed_compiler::model::{
    Alternative, CodeValue, Content, DocumentedError, Field, Notification, Operation, Provenance, Retry, Versions,
};
use wxmed_core::{Bilingual, Format, Severity};

use super::Need;
use crate::markdown::{code, line};

/// The paragraphs of a text.
pub type Doc = Vec<String>;

/// The non-empty paragraphs.
pub(super) fn paragraphs(lines: impl IntoIterator<Item = String>) -> Doc {
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}

/// A text in both languages, as Markdown: rustdoc would take `[元]` for a link, and `<元>` for HTML.
pub(super) fn both(text: &Bilingual) -> String {
    format!("{} · {}", line(&text.zh), line(&text.en))
}

/// A row: label, type, section, version, note.
pub(super) fn row(field: &Field) -> Doc {
    let (name, notation) = (code(&field.name), line(&field.notation));
    let row = format!("{name} {notation}{}{}.", section(&field.section), since(&field.versions));
    let note = field.note.as_ref().map(both).unwrap_or_default();
    paragraphs([both(&field.label), row, note, field.provenance.as_ref().map(provenance).unwrap_or_default()])
}

/// The source and its confidence.
fn provenance(provenance: &Provenance) -> String {
    format!("{} Confidence: {}.", both(&provenance.source), provenance.confidence.name())
}

/// The builder's method of a row: label; type, limit and format; whether it must be called.
pub(super) fn setter(field: &Field, need: &Need) -> Doc {
    let format = match field.format {
        Format::Text | Format::Content => String::new(),
        format => format!(", {}", line(&format.demands().en)),
    };
    let need = match need {
        Need::Required { .. } => "Mandatory.".to_owned(),
        Need::Optional => "Optional.".to_owned(),
        Need::Default(default) => format!("Defaults to {}.", code(default)),
    };
    let doubt = match field.severity {
        Severity::Error => "",
        Severity::Warning => " Known with low confidence: another value, or none, is sent with a warning.",
    };
    vec![both(&field.label), format!("{} {}{format}. {need}{doubt}", code(&field.name), line(&field.notation))]
}

/// `reply` and `errors` are the names of the types.
pub(super) fn operation(operation: &Operation, reply: &str, errors: Option<&str>) -> Doc {
    let since = since(&operation.versions);
    let citation = format!("{}{}{since}.", code(&operation.path), section(&operation.section));
    let retry = match operation.retry {
        Retry::Safe => "A client retries it when no response is received.",
        Retry::Never => "A client never retries it once it may have been sent: the error is then an unknown outcome.",
    };
    let errors = errors.map(|errors| format!(" Its business errors are in [`{errors}`].")).unwrap_or_default();
    let about = operation.about.as_ref().map(both).unwrap_or_default();
    let known = operation.provenance.as_ref().map(provenance).unwrap_or_default();
    paragraphs([both(&operation.title), about, citation, known, format!("{retry} The reply is [`{reply}`].{errors}")])
}

pub(super) fn notification(notification: &Notification) -> Doc {
    let (name, since) = (code(&notification.name), since(&notification.versions));
    let citation = format!("{name}{}{since}.", section(&notification.section));
    let about = notification.about.as_ref().map(both).unwrap_or_default();
    let known = notification.provenance.as_ref().map(provenance).unwrap_or_default();
    let instead = instead(&notification.versions);
    let sent = "The platform sends it, and the hospital responds.".to_owned();
    paragraphs([both(&notification.title), about, citation, instead, known, sent])
}

pub(super) fn reply(operation: &Operation) -> Doc {
    let title = Bilingual::new(format!("{}的应答", operation.title.zh), format!("Reply to: {}", operation.title.en));
    let citation = match operation.section.as_str() {
        "" => String::new(),
        section => format!("Section {}{}.", line(section), since(&operation.versions)),
    };
    paragraphs([both(&title), citation])
}

pub(super) fn content(content: &Content) -> Doc {
    let provenance = content.provenance.as_ref().map(provenance);
    let since = since(&content.versions);
    let citation = format!("{}{}{since}.", code(&content.name), section(&content.section));
    paragraphs([both(&content.title), citation, provenance.unwrap_or_default()])
}

pub(super) fn object(field: &Field) -> Doc {
    let what = if field.list.is_some() { "An item of the list" } else { "The object" };
    let note = field.note.as_ref().map(both).unwrap_or_default();
    paragraphs([both(&field.label), note, format!("{what} {}.", code(&field.name))])
}

pub(super) fn alternative(group: &Alternative) -> Doc {
    vec![group.about.as_ref().map_or_else(|| format!("By {}.", code(&group.name)), both)]
}

/// The section of the document, if there is one.
pub(super) fn section(section: &str) -> String {
    if section.is_empty() { String::new() } else { format!(", section {}", line(section)) }
}

fn since(versions: &Versions) -> String {
    let Versions { since, until, deprecated: _ } = versions;
    let since = since.as_ref().map(|since| format!(", since {}", line(since)));
    let until = until.as_ref().map(|until| format!(", until {}", line(until)));
    since.into_iter().chain(until).collect()
}

/// The replacement of a deprecated item.
pub(super) fn deprecated(versions: &Versions) -> Option<String> {
    versions.deprecated.as_ref().map(both)
}

/// The replacement as a paragraph, for items without a method that could be deprecated.
fn instead(versions: &Versions) -> String {
    deprecated(versions).map(|instead| format!("Deprecated: {instead}")).unwrap_or_default()
}

/// A code of a table: its meaning and its source.
pub(super) fn code_value(value: &CodeValue) -> Doc {
    let (versions, known) = (since(&value.versions), value.provenance.as_ref().map(provenance).unwrap_or_default());
    let versions = if versions.is_empty() { versions } else { format!("In the document{versions}.") };
    let instead = instead(&value.versions);
    paragraphs([labelled(&value.code, &value.label), versions.replacen(", ", " ", 1), instead, known])
}

/// An error: its meaning, its remedy and its source.
pub(super) fn error(error: &DocumentedError) -> Doc {
    let known = error.provenance.as_ref().map(provenance).unwrap_or_default();
    paragraphs([labelled(&error.code, &error.meaning), both(&error.remedy), known])
}

/// A code or a value, and its meaning.
pub(super) fn labelled(value: &str, label: &Bilingual) -> String {
    format!("{}: {}", code(value), both(label))
}
