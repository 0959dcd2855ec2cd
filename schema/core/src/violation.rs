mod group_kind;
mod rule;
mod severity;

use std::borrow::Cow;
use std::fmt;

use crate::{Bilingual, Lang, visible};
pub use group_kind::GroupKind;
pub use rule::Rule;
pub use severity::Severity;

/// A value that violates a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Violation {
    /// The names of the fields from the outermost inwards, joined by dots; empty for the record as a whole.
    pub path: String,
    /// The violated rule.
    pub rule: Rule,
    /// Whether it prevents the request from being sent.
    pub severity: Severity,
    /// The label of the field in the document.
    pub label: Bilingual,
    /// The section of the document that describes the field.
    pub section: Cow<'static, str>,
    /// The source of the field's description if it is not the document, as for contents.
    pub source: Bilingual,
}

impl Violation {
    /// The message in one language, with the field, its label and section, what is wrong, and the rule's ID.
    pub fn message(&self, lang: Lang) -> String {
        let name = if self.path.is_empty() { "*" } else { &self.path };
        let (label, message) = (self.label.in_lang(lang), self.rule.text());
        let source = self.source.in_lang(lang);
        let section = match lang {
            Lang::Zh if !source.is_empty() => format!("来源：{source}"),
            Lang::En if !source.is_empty() => format!("source: {source}"),
            _ if self.section.is_empty() => String::new(),
            Lang::Zh => format!("文档 {}", self.section),
            Lang::En => format!("section {}", self.section),
        };
        let about: Vec<&str> = [label, &section].into_iter().filter(|part| !part.is_empty()).collect();
        let (message, id) = (message.in_lang(lang), self.rule.id());
        let shown = match (about.is_empty(), lang) {
            (true, _) => format!("{name} {message} [{id}]"),
            (false, Lang::Zh) => format!("{name}（{}）{message} [{id}]", about.join("，")),
            (false, Lang::En) => format!("{name} ({}) {message} [{id}]", about.join(", ")),
        };
        // The path may contain received keys.
        visible(&shown).into_owned()
    }
}

/// English, or Chinese with the alternate flag (`{:#}`).
impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(if f.alternate() { Lang::Zh } else { Lang::En }))
    }
}

/// All violations of a value.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// Adds a violation.
    pub fn push(&mut self, violation: Violation) {
        self.0.push(violation);
    }

    /// Whether there are no violations, not even warnings.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether any of them is an error, which prevents the request from being sent.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|violation| violation.severity == Severity::Error)
    }

    /// The errors, then the warnings.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }

    /// The paths and rule IDs, sorted.
    pub fn keys(&self) -> Vec<(&str, &str)> {
        let mut keys: Vec<_> = self.0.iter().map(|violation| (violation.path.as_str(), violation.rule.id())).collect();
        keys.sort_unstable();
        keys
    }

    /// Sorts the errors before the warnings, and otherwise keeps the order.
    pub fn errors_first(mut self) -> Self {
        self.0.sort_by_key(|violation| std::cmp::Reverse(violation.severity));
        self
    }
}

impl FromIterator<Violation> for Violations {
    fn from_iter<I: IntoIterator<Item = Violation>>(violations: I) -> Self {
        Self(violations.into_iter().collect()).errors_first()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

/// One line for each violation, in English, or in Chinese with the alternate flag (`{:#}`).
impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            fmt::Display::fmt(violation, f)?;
        }
        Ok(())
    }
}

/// The messages in English, because `main` and `unwrap` print them; with the alternate flag (`{:#?}`) the fields of
/// each violation.
impl fmt::Debug for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match f.alternate() {
            true => f.debug_list().entries(&self.0).finish(),
            false => fmt::Display::fmt(self, f),
        }
    }
}

impl std::error::Error for Violations {}
