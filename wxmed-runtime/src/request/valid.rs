use std::fmt;
use std::ops::Deref;

use wxmed_core::{Rule, Violations};

use crate::Nonce;
use crate::record::draft::Draft;
use crate::record::{self, Record};
use wxmed_core::schema::FieldValue;
use wxmed_core::schema::Role;
use wxmed_core::validate::{self, Path, ViolationCollector, extra_field};

/// A validated value. It can only be created by validation.
///
/// It dereferences to the value. To change it, use [`Valid::change`], which validates it again.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Valid<T> {
    value: T,
    nonce: Option<Nonce>,
    extra: Vec<(String, String)>,
}

impl<T: Record> Valid<T> {
    /// Validates a value.
    ///
    /// # Errors
    /// All violations, if the value is invalid.
    pub fn check(value: T) -> Result<Self, Violations> {
        let violations = violations(&value, None);
        if violations.has_errors() { Err(violations) } else { Ok(Self::trusted(value)) }
    }

    /// Changes the value and validates it again. The nonce and extra fields are kept.
    ///
    /// # Errors
    /// All violations, if the changed value is invalid.
    pub fn change(mut self, change: impl FnOnce(&mut T)) -> Result<Self, Violations> {
        change(&mut self.value);
        let violations = violations(&self.value, self.nonce.as_ref());
        if violations.has_errors() { Err(violations) } else { Ok(self) }
    }

    /// The warnings, which don't prevent the value from being sent.
    pub fn warnings(&self) -> Violations {
        let mut collector = collect_violations(&self.value, self.nonce.as_ref());
        validate::misspelt_fields(T::TABLE, &record::cells(&self.value), &self.extra, &Path::ROOT, &mut collector);
        collector.finish()
    }
}

impl<T: Record> Draft<T> {
    /// The record, if all arguments of its builder are valid.
    ///
    /// # Errors
    /// All violations, including those of nested objects.
    pub fn build(self) -> Result<Valid<T>, Violations> {
        self.object().map(Valid::trusted)
    }
}

impl<T> Valid<T> {
    /// Wraps a value that the caller has validated.
    pub(crate) fn trusted(value: T) -> Self {
        Self { value, nonce: None, extra: Vec::new() }
    }

    /// Returns the value without the nonce and the extra fields. To change a value and keep those, use
    /// [`Valid::change`].
    pub fn into_inner(self) -> T {
        self.value
    }

    /// Uses this nonce instead of a fresh one, so that a test can compare whole messages.
    pub fn with_nonce(self, nonce: Nonce) -> Self {
        Self { nonce: Some(nonce), ..self }
    }

    pub(crate) fn nonce(&self) -> Option<&Nonce> {
        self.nonce.as_ref()
    }

    pub(crate) fn extra(&self) -> &[(String, String)] {
        &self.extra
    }

    /// Sets the extra fields, in the order in which they are signed.
    pub(crate) fn set_extra(&mut self, mut extra: Vec<(String, String)>) {
        extra.sort();
        self.extra = extra;
    }
}

impl<T: Record> Valid<T> {
    /// Adds an undocumented field, which is sorted in and signed. An empty text counts as absent.
    ///
    /// # Errors
    /// If the name is not valid in XML, is documented, or was added already; if the text contains control characters,
    /// or begins or ends with white space or an invisible character; if it is `sign`, which is computed; or if it is a
    /// `sign_type`, in any style, that differs from the signature's. If the name looks like a misspelt documented one,
    /// [`Valid::warnings`] contains a warning.
    pub fn with_field(mut self, name: impl Into<String>, text: impl Into<String>) -> Result<Self, Violations> {
        let (name, text) = (name.into(), text.into());
        let mut collector = ViolationCollector::default();
        let row = T::TABLE.rows.iter().find(|row| row.name == name);
        if let Some(row) = row.filter(|row| row.role == Role::Signature) {
            collector.row(T::TABLE, row, &Path::ROOT, Rule::Computed);
            return Err(collector.finish());
        }
        extra_field(&name, &text, &mut collector);
        if let Some(row) = row {
            collector.row(T::TABLE, row, &Path::ROOT, Rule::Duplicate);
        } else if self.extra.iter().any(|(other, _)| *other == name) {
            collector.unknown(&name, Rule::Duplicate);
        }
        if collector.has_errors() {
            let (cells, refused) = (record::cells(&self.value), [(name, text)]);
            validate::misspelt_fields(T::TABLE, &cells, &refused, &Path::ROOT, &mut collector);
            return Err(collector.finish());
        }
        if !text.is_empty() {
            self.extra.push((name, text));
            self.extra.sort();
        }
        Ok(self)
    }
}

fn violations<T: Record>(value: &T, nonce: Option<&Nonce>) -> Violations {
    collect_violations(value, nonce).finish()
}

fn collect_violations<T: Record>(value: &T, nonce: Option<&Nonce>) -> ViolationCollector {
    let mut cells = record::cells(value);
    if let (Some(index), Some(nonce)) = (T::TABLE.nonce_row(), nonce) {
        cells.set(index, FieldValue::Text(nonce.as_str().into()));
    }
    let mut collector = ViolationCollector::default();
    validate::record(T::TABLE, &cells, &Path::ROOT, &mut collector);
    validate::empty_members(T::TABLE, &cells, &Path::ROOT, &mut collector);
    collector
}

impl<T> Deref for Valid<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Like the value itself, with the names of the extra fields, if there are any.
impl<T: fmt::Debug> fmt::Debug for Valid<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.extra.is_empty() {
            return self.value.fmt(f);
        }
        let added: Vec<&str> = self.extra.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Valid").field("value", &self.value).field("added", &added).finish()
    }
}
