//! Checks that a field is compared with a value that it can have.

use rust_decimal::Decimal;

use super::lookup::Found;
use super::names::Resolver;
use super::syntax::{Branch, Tree};
use crate::diagnostic::Id;
use crate::model::{CodeTable, CodeValue, Field};
use wxmed_core::{Format, Severity};

impl Resolver<'_> {
    /// Reports a text that the field can never have.
    pub(super) fn possible_text(&mut self, field: &Tree, value: &Tree) {
        let (Branch::Path(path), Branch::Literal(text)) = (&field.kind, &value.kind) else { return };
        let Ok(found) = self.lookup(path) else { return };
        // A mandatory key may be empty.
        if text.is_empty() || found.is_empty() {
            return;
        }
        if found.iter().all(|found| refusal(found.field, text).is_some()) {
            self.refused(&found, text, value);
        } else {
            self.unlisted(&found, text, value);
        }
    }

    /// Reports a number that the field can never have.
    pub(super) fn possible_amount(&mut self, field: &Tree, value: &Tree) {
        let (Branch::Path(path), Branch::Number(number)) = (&field.kind, &value.kind) else { return };
        let Ok(found) = self.lookup(path) else { return };
        let is_refused = |field: &Field| field.format.is_amount() && !can_be(field, *number);
        if let Some(first) = found.first()
            && found.iter().all(|found| is_refused(found.field))
        {
            let (name, written) = (&first.field.name, self.written_as(value));
            self.diagnostics
                .error(Id::UnknownValue, value.span, format!("`{name}` cannot be {written}"))
                .help(due(first.field, *number));
        }
    }

    fn refused(&mut self, found: &[Found<'_>], text: &str, value: &Tree) {
        let Some(Found { field, .. }) = found.first() else { return };
        let noted =
            self.diagnostics.error(Id::UnknownValue, value.span, format!("`{}` cannot be `{text}`", field.name));
        match (&field.codes, refusal(field, text)) {
            (Some(table), _) => match meant(table, text) {
                Some(code) => noted.help(format!("did you mean `{code}`?")),
                None => {
                    noted.did_you_mean(text, table.values.iter().map(|value| value.code.as_str()));
                }
            },
            (None, Some(why)) => noted.help(format!("its value {why}")),
            (None, None) => {}
        }
    }

    /// Warns of a value that an open table doesn't list. It is allowed, but may be a typing error.
    fn unlisted(&mut self, found: &[Found<'_>], text: &str, value: &Tree) {
        let tables: Option<Vec<&CodeTable>> = found.iter().map(|found| found.field.codes.as_deref()).collect();
        let (Some(tables), Some(first)) = (tables, found.first()) else { return };
        let mut codes = tables.iter().flat_map(|table| &table.values);
        if codes.any(|code| code.code == text) {
            return;
        }
        let noted = self.diagnostics.warning(
            Id::UnknownValue,
            value.span,
            format!("the codes of `{}` have no `{text}`", first.field.name),
        );
        match tables.iter().find_map(|table| meant(table, text)) {
            Some(code) => noted.help(format!("did you mean `{code}`?")),
            None => {
                let known = tables.iter().flat_map(|table| &table.values).map(|value| value.code.as_str());
                noted.did_you_mean(text, known);
            }
        }
    }

    /// Writes a number as a text that the field can have.
    pub(super) fn as_code(&self, field: &Tree, written: &str) -> String {
        let as_written = || written.to_owned();
        let Branch::Path(path) = &field.kind else { return as_written() };
        let tables = self.lookup(path).unwrap_or_default().into_iter().filter_map(|found| found.field.codes.as_deref());
        let tables: Vec<&CodeTable> = tables.collect();
        if tables.iter().flat_map(|table| &table.values).any(|value| value.code == written) {
            return as_written();
        }
        tables.iter().find_map(|table| meant(table, written)).map_or_else(as_written, str::to_owned)
    }
}

/// The code that an unlisted text means: the text is its label, or the same number in another notation.
fn meant<'t>(table: &'t CodeTable, text: &str) -> Option<&'t str> {
    let number = |text: &str| Decimal::from_str_exact(text).ok();
    let is_label = |value: &CodeValue| value.label.zh == text || value.label.en == text || value.name == text;
    let is_same = |value: &CodeValue| number(text).is_some_and(|written| number(&value.code) == Some(written));
    let values = || table.values.iter();
    values().find(|value| is_label(value)).or_else(|| values().find(|value| is_same(value))).map(|it| it.code.as_str())
}

/// Why a field can't have this text; `None` if it can.
fn refusal(field: &Field, text: &str) -> Option<String> {
    let found = field.schema().validate(text);
    found.iter().find(|found| found.severity == Severity::Error).map(|found| found.rule.text().en.into_owned())
}

/// Whether a field can have this number, in any notation.
fn can_be(field: &Field, number: Decimal) -> bool {
    let number = number.normalize();
    let is_inside = field.limits.range.is_none_or(|range| range.contains(number));
    let is_fine = field.limits.decimals.is_none_or(|most| number.scale() <= most);
    is_inside && is_fine && field.format.accepts(&number.to_string())
}

/// A description of the values that a field can have.
fn due(field: &Field, instead_of: Decimal) -> String {
    if let Some(most) = field.limits.decimals.filter(|most| instead_of.normalize().scale() > *most) {
        return format!("it has at most {most} decimal places");
    }
    let range = field.limits.range.map(|range| match (range.min, range.max) {
        (Some(min), Some(max)) => format!("it is from {min} to {max}"),
        (Some(min), None) => format!("it is {min} or more"),
        (None, Some(max)) => format!("it is {max} or less"),
        (None, None) => due_of(field.format),
    });
    range.unwrap_or_else(|| due_of(field.format))
}

fn due_of(format: Format) -> String {
    format!("it is {}", format.demands().en)
}
