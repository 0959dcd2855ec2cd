//! Collects the errors of a configuration, and resolves its paths.

use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use wxmed::Bilingual;

use super::environment::Environment;
use super::error::{ConfigError, ConfigErrors, Excerpt};

/// The state of reading a configuration: its environment, and the errors found so far.
pub(super) struct Reader<'e> {
    text: String,
    /// The folder to which paths are relative.
    folder: PathBuf,
    pub(super) environment: &'e Environment,
    mistakes: Vec<Mistake>,
}

struct Mistake {
    span: Range<usize>,
    message: Bilingual,
    shows: Shows,
}

/// How much of the text may be shown at the position of a mistake.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shows {
    /// The marked text: a key, or a value that isn't a secret.
    Marked,
    /// Everything but values.
    NoValue,
    /// Nothing, because the meaning of the text isn't known.
    Nothing,
}

impl<'e> Reader<'e> {
    pub(super) fn new(text: &str, folder: &Path, environment: &'e Environment) -> Self {
        Self { text: text.to_owned(), folder: folder.to_owned(), environment, mistakes: Vec::new() }
    }

    /// Reports a key, or a value that isn't a secret.
    pub(super) fn wrong(&mut self, span: Range<usize>, zh: impl Into<String>, en: impl Into<String>) {
        self.wrong_with(span, Bilingual::new(zh, en));
    }

    /// Like [`Reader::wrong`], with a message in both languages.
    pub(super) fn wrong_with(&mut self, span: Range<usize>, message: Bilingual) {
        self.mistakes.push(Mistake { span, message, shows: Shows::Marked });
    }

    /// Reports a value that may be a secret.
    pub(super) fn wrong_secret(&mut self, span: Range<usize>, message: Bilingual) {
        self.mistakes.push(Mistake { span, message, shows: Shows::NoValue });
    }

    /// Reports that the file isn't TOML.
    pub(super) fn no_toml(&mut self, span: Range<usize>, reason: &str) {
        let message = Bilingual::new(format!("不是有效的 TOML：{reason}"), format!("this is no valid TOML: {reason}"));
        self.mistakes.push(Mistake { span, message, shows: Shows::Nothing });
    }

    pub(super) fn is_fine(&self) -> bool {
        self.mistakes.is_empty()
    }

    /// Resolves a path that may be relative to the file's folder.
    pub(super) fn path(&self, written: &str) -> PathBuf {
        self.folder.join(written)
    }

    /// The errors, in the order of the file, each with its line.
    pub(super) fn into_errors(mut self, path: &str, root: Option<&DeTable<'_>>) -> ConfigErrors {
        let mut values = Vec::new();
        if let Some(root) = root {
            table_values(root, &mut values);
        }
        self.mistakes.sort_by_key(|mistake| mistake.span.start);
        let errors = self.mistakes.iter().map(|mistake| self.error(mistake, &values)).collect();
        ConfigErrors { path: path.to_owned(), errors }
    }

    fn error(&self, mistake: &Mistake, values: &[Range<usize>]) -> ConfigError {
        let start = floor(&self.text, mistake.span.start);
        let line_start = self.text[..start].rfind('\n').map_or(0, |end| end + 1);
        let line = self.text[..line_start].matches('\n').count() + 1;
        let column = self.text[line_start..start].chars().count() + 1;
        let excerpt = match mistake.shows {
            Shows::Nothing => None,
            Shows::Marked | Shows::NoValue => Some(self.excerpt(mistake, line_start, start, values)),
        };
        ConfigError { line, column, message: mistake.message.clone(), excerpt }
    }

    /// The line up to the end of the marked text. Other values on it, and a comment at its end, may be secrets.
    fn excerpt(&self, mistake: &Mistake, line_start: usize, start: usize, values: &[Range<usize>]) -> Excerpt {
        let end = floor(&self.text, mistake.span.end).max(start);
        let line_end = self.text[start..].find(['\n', '\r']).map_or(self.text.len(), |length| start + length);
        let end = end.min(line_end);
        let hides = |value: &Range<usize>| mistake.shows == Shows::NoValue || *value != mistake.span;
        let hidden: Vec<&Range<usize>> = values.iter().filter(|value| hides(value)).collect();
        let before = without(&self.text, line_start..start, &hidden);
        let marked = without(&self.text, start..end, &hidden);
        let mark = before.len()..before.len() + marked.len();
        Excerpt { text: before + &marked, mark }
    }
}

/// A part of a text, with `…` in position of values.
fn without(text: &str, part: Range<usize>, values: &[&Range<usize>]) -> String {
    let mut shown = String::new();
    let mut position = part.start;
    for value in values.iter().filter(|value| value.start < part.end && value.end > part.start) {
        shown.push_str(text.get(position..value.start.max(position)).unwrap_or_default());
        shown.push('…');
        position = value.end.min(part.end).max(position);
    }
    shown + text.get(position..part.end).unwrap_or_default()
}

/// The last position up to this one where a character begins.
fn floor(text: &str, position: usize) -> usize {
    (0..=position.min(text.len())).rev().find(|position| text.is_char_boundary(*position)).unwrap_or(0)
}

/// Adds the positions of the values of a table, in the order of the file.
fn table_values(table: &DeTable<'_>, values: &mut Vec<Range<usize>>) {
    table.iter().for_each(|(_, value)| value_spans(value, values));
    values.sort_by_key(|value| value.start);
}

fn value_spans(value: &Spanned<DeValue<'_>>, values: &mut Vec<Range<usize>>) {
    match value.get_ref() {
        DeValue::Table(table) => table_values(table, values),
        DeValue::Array(items) => items.iter().for_each(|item| value_spans(item, values)),
        DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {
            values.push(value.span())
        }
    }
}
