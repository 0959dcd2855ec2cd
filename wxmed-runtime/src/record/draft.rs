//! The arguments of a builder so far, as texts for the validator.

mod optional;

use std::borrow::Cow;
use std::marker::PhantomData;
use std::panic::{RefUnwindSafe, UnwindSafe};

use wxmed_core::schema::{FieldSchema, FieldValue, FieldValues, Presence, RecordSchema, complete};
use wxmed_core::validate::{self, Path, ViolationCollector};
use wxmed_core::{Bilingual, Format, GroupKind, Rule, Violation, Violations};

use super::input::{Input, IntoValue, Invalid, Parts};
use super::{Fields, Reader, Record, Value, Writer};

impl Parts {
    fn of(table: &RecordSchema) -> Self {
        Self { cells: FieldValues::of(table), wrong: Vec::new() }
    }

    /// Removes the value of a row.
    fn clear(&mut self, name: &str, row: u16) {
        self.cells.unbind(row);
        self.wrong.retain(|violation| match violation.path.strip_prefix(name) {
            Some(inside) => !(inside.is_empty() || inside.starts_with(['.', '['])),
            None => true,
        });
    }

    /// The cell for an argument. The violations of an argument that has no text are recorded.
    fn cell<V: Value>(&mut self, at: &FieldPosition<'_>, input: Input<V>) -> FieldValue<'static> {
        match input {
            Input::Value(value) => value.to_cell().into_owned(),
            Input::Text(text) => FieldValue::Text(Cow::Owned(text)),
            Input::Fields(parts) => {
                self.wrong.extend(parts.wrong.into_iter().map(|violation| within(&at.path, violation)));
                FieldValue::Object(Box::new(parts.cells))
            }
            Input::Invalid(invalid) => {
                self.note(at, invalid);
                FieldValue::Misfit
            }
        }
    }

    fn note(&mut self, FieldPosition { table, row, path }: &FieldPosition<'_>, invalid: Invalid) {
        match invalid {
            Invalid::Rule(rule) => self.wrong.push(violation(table, row, path, rule)),
            Invalid::Violations(violations) => {
                self.wrong.extend(violations.iter().cloned().map(|violation| within(path, violation)));
            }
        }
    }
}

/// The violation of a row. Its format is that of the row, even if a type with another format rejected the text.
fn violation(table: &RecordSchema, row: &FieldSchema, path: &str, rule: Rule) -> Violation {
    let rule = match (rule, row.format) {
        (rule @ Rule::Format(_), Format::Text) => rule,
        (Rule::Format(_), format) => Rule::Format(format),
        (rule, _) => rule,
    };
    Violation {
        path: path.to_owned(),
        severity: rule.severity(),
        rule,
        label: row.label.clone(),
        section: table.section.clone(),
        source: table.source.clone(),
    }
}

/// The paths of the arguments that are not values.
fn invalid_paths(table: &RecordSchema, cells: &FieldValues<'_>, path: &Path<'_>) -> Vec<String> {
    let mut paths = Vec::new();
    for (row, cell) in table.rows.iter().zip(cells.iter()) {
        match (cell, row.object.as_deref()) {
            (FieldValue::Misfit, _) => paths.push(path.to(&row.name)),
            (FieldValue::Object(inner), Some(table)) => {
                paths.extend(invalid_paths(table, inner, &path.then(&row.name)));
            }
            (FieldValue::List(items), Some(table)) => {
                for (index, item) in items.iter().enumerate() {
                    if let FieldValue::Object(inner) = item {
                        paths.extend(invalid_paths(table, inner, &path.item(&row.name, index)));
                    }
                }
            }
            _ => {}
        }
    }
    paths
}

/// Whether a violation reports a field as missing although it has an argument, but an invalid one.
fn is_about_absence(violation: &Violation, invalid: &[String]) -> bool {
    // It is reported at the first of several fields. A name can have dots itself.
    let is_invalid = |of: &[Cow<'static, str>]| {
        let record = of.first().and_then(|first| violation.path.strip_suffix(&**first)).unwrap_or_default();
        of.iter().any(|name| invalid.contains(&format!("{record}{name}")))
    };
    match &violation.rule {
        Rule::Required | Rule::Needs { .. } | Rule::NeededWhen { .. } => invalid.contains(&violation.path),
        Rule::ChoiceMissing { of } | Rule::Group { kind: GroupKind::AtLeastOne | GroupKind::AllOrNone, of } => {
            is_invalid(of)
        }
        _ => false,
    }
}

/// The violation if there is no other one, because the error of an argument may contain none.
fn unexplained(table: &RecordSchema, invalid: &[String]) -> Violation {
    let rule = Rule::Value { message: Bilingual::of("不是有效的值", "is not a valid value") };
    Violation {
        path: invalid.first().cloned().unwrap_or_default(),
        severity: rule.severity(),
        rule,
        label: table.title.clone(),
        section: table.section.clone(),
        source: table.source.clone(),
    }
}

/// The position of an argument in a record.
struct FieldPosition<'t> {
    table: &'t RecordSchema,
    row: &'t FieldSchema,
    path: Cow<'t, str>,
}

/// The violations inside a field, with paths relative to its record.
fn within(path: &str, mut violation: Violation) -> Violation {
    violation.path = match violation.path.as_str() {
        "" => path.to_owned(),
        inside => format!("{path}.{inside}"),
    };
    violation
}

/// The arguments of the builder of a record, or of a case of its tag.
///
/// A builder stores texts instead of values, so that the validator reports all violations at once, at any depth.
pub struct Draft<T> {
    table: &'static RecordSchema,
    arguments: Box<dyn Held>,
    record: PhantomData<fn() -> T>,
}

struct Arguments {
    parts: Parts,
    /// The values of each choice and of the tag, by the index of their first row: another value has other rows.
    groups: Vec<(u16, Parts)>,
}

/// [`Arguments`] as a trait object. For each method of each builder, the compiler determines what dropping the builder
/// drops, which takes long if it has to look into this type.
trait Held: Send + Sync + UnwindSafe + RefUnwindSafe {
    fn get(&mut self) -> &mut Arguments;

    fn into_inner(self: Box<Self>) -> Arguments;
}

impl Held for Arguments {
    fn get(&mut self) -> &mut Arguments {
        self
    }

    fn into_inner(self: Box<Self>) -> Arguments {
        *self
    }
}

impl<T: Record> Default for Draft<T> {
    fn default() -> Self {
        let arguments = Arguments { parts: Parts::of(T::TABLE), groups: Vec::new() };
        Self { table: T::TABLE, arguments: Box::new(arguments), record: PhantomData }
    }
}

// Without a bound, because the compiler would have to prove it for each method of each builder.
impl<T> Draft<T> {
    /// Sets a row to an argument that may be invalid.
    pub fn put<V: Value>(&mut self, row: u16, value: impl IntoValue<V>) {
        self.set(row, value.into_value());
    }

    /// Sets a row to a value.
    pub fn value<V: Value>(&mut self, row: u16, value: V) {
        self.set(row, Input::Value(value));
    }

    /// Sets a row to a text.
    pub fn text(&mut self, row: u16, text: impl Into<String>) {
        self.set(row, Input::<String>::Text(text.into()));
    }

    /// Sets a list to arguments that may be invalid.
    pub fn list<V: Value>(&mut self, row: u16, items: impl IntoIterator<Item: IntoValue<V>>) {
        self.items(row, items.into_iter().map(IntoValue::into_value));
    }

    /// Sets a list to values.
    pub fn values<V: Value>(&mut self, row: u16, items: impl IntoIterator<Item = V>) {
        self.items(row, items.into_iter().map(Input::Value));
    }

    /// Sets a list to texts.
    pub fn texts(&mut self, row: u16, items: impl IntoIterator<Item: Into<String>>) {
        self.items(row, items.into_iter().map(|item| Input::<String>::Text(item.into())));
    }

    /// Sets a choice or the tag; `row` is its first row.
    pub fn group<G: Fields>(&mut self, row: u16, value: impl IntoValue<G>) {
        self.set_group(row, None, value.into_value());
    }

    /// Sets a shared part with these rows.
    pub fn part<G: Fields>(&mut self, rows: &'static [u16], value: impl IntoValue<G>) {
        self.set_group(rows.first().copied().unwrap_or_default(), Some(rows), value.into_value());
    }

    /// The arguments, for the record that contains this object.
    pub fn into_object<V>(self) -> Input<V> {
        let table = self.table;
        let mut parts = self.into_parts();
        complete(table, &mut parts.cells);
        Input::Fields(parts)
    }

    /// The arguments of a case, for the record whose tag has this value.
    pub fn into_case<V>(mut self, tag: u16, value: &'static str) -> Input<V> {
        self.arguments.get().parts.cells.set(tag, FieldValue::Text(Cow::Borrowed(value)));
        Input::Fields(self.into_parts())
    }

    /// The object, if it is valid on its own.
    ///
    /// # Errors
    /// All violations.
    pub fn object(self) -> Result<T, Violations>
    where
        T: Record,
    {
        let table = self.table;
        self.checked(|cells, collector| {
            validate::record(table, cells, &Path::ROOT, collector);
            validate::empty_members(table, cells, &Path::ROOT, collector);
        })
    }

    /// The case of the record's tag, if its values are valid on their own.
    ///
    /// # Errors
    /// All violations.
    pub fn case<F: Fields>(self) -> Result<F, Violations> {
        let table = self.table;
        self.checked(|cells, collector| validate::case(table, cells, &Path::ROOT, collector))
    }

    fn checked<F: Fields>(
        self,
        check: impl FnOnce(&FieldValues<'_>, &mut ViolationCollector),
    ) -> Result<F, Violations> {
        let table = self.table;
        let Parts { mut cells, wrong } = self.into_parts();
        complete(table, &mut cells);
        let mut collector = ViolationCollector::default();
        wrong.into_iter().for_each(|violation| collector.push(violation));
        check(&cells, &mut collector);
        let (violations, invalid) = (collector.finish(), invalid_paths(table, &cells, &Path::ROOT));
        let violations: Violations =
            violations.iter().filter(|violation| !is_about_absence(violation, &invalid)).cloned().collect();
        match F::read(&Reader::new(&cells)) {
            Some(fields) if !violations.has_errors() => Ok(fields),
            _ if violations.has_errors() => Err(violations),
            // An argument's error contained no violations.
            _ => Err(Violations::from_iter([unexplained(table, &invalid)])),
        }
    }

    /// Sets a row to an invalid argument.
    pub fn refuse<V: Value>(&mut self, row: u16, invalid: Invalid) {
        self.set(row, Input::<V>::Invalid(invalid));
    }

    fn set<V: Value>(&mut self, row: u16, input: Input<V>) {
        let bindings = if let Input::Value(value) = &input { value.bindings() } else { None };
        let Some(at) = position(self.table, row) else { return };
        let parts = &mut self.arguments.get().parts;
        parts.clear(&at.path, row);
        let cell = match parts.cell(&at, input) {
            // An empty text counts as absent, because it is not sent.
            FieldValue::Text(text) if text.is_empty() && at.row.presence == Presence::Optional => FieldValue::Absent,
            cell => cell,
        };
        parts.cells.set(row, cell);
        if let Some(bindings) = bindings {
            parts.cells.bind(row, bindings);
        }
    }

    fn items<V: Value>(&mut self, row: u16, items: impl Iterator<Item = Input<V>>) {
        let Some(FieldPosition { table, row: schema, path }) = position(self.table, row) else { return };
        let parts = &mut self.arguments.get().parts;
        parts.clear(&path, row);
        let cell = |(index, item)| {
            parts.cell(&FieldPosition { table, row: schema, path: format!("{path}[{index}]").into() }, item)
        };
        let cells = items.enumerate().map(cell).collect();
        parts.cells.set(row, FieldValue::List(cells));
    }

    fn set_group<G: Fields>(&mut self, row: u16, rows: Option<&'static [u16]>, input: Input<G>) {
        let parts = match input {
            Input::Value(group) => {
                let mut cells = FieldValues::of(self.table);
                match rows {
                    Some(rows) => Writer::new(&mut cells).put_at(rows, &group),
                    None => group.write(&mut Writer::new(&mut cells)),
                }
                Parts { cells: cells.into_owned(), wrong: Vec::new() }
            }
            Input::Fields(parts) => parts,
            Input::Text(_) => no_group(self.table, row, rows, Invalid::Rule(Rule::JsonType { expected: "object" })),
            Input::Invalid(invalid) => no_group(self.table, row, rows, invalid),
        };
        let groups = &mut self.arguments.get().groups;
        groups.retain(|(given, _)| *given != row);
        groups.push((row, parts));
    }

    fn into_parts(self) -> Parts {
        let Arguments { mut parts, groups } = self.arguments.into_inner();
        for (_, group) in groups {
            for (row, bindings) in group.cells.bindings() {
                parts.cells.bind(*row, bindings.clone());
            }
            parts.wrong.extend(group.wrong);
            for (cell, target) in group.cells.into_cells().into_iter().zip(parts.cells.iter_mut()) {
                if cell != FieldValue::Absent {
                    *target = cell;
                }
            }
        }
        parts
    }
}

fn position(table: &RecordSchema, row: u16) -> Option<FieldPosition<'_>> {
    let schema = table.rows.get(usize::from(row))?;
    Some(FieldPosition { table, row: schema, path: Cow::Borrowed(&schema.name) })
}

/// Rows that are neither absent nor texts, so they are not also reported as missing.
fn no_group(table: &RecordSchema, row: u16, rows: Option<&[u16]>, invalid: Invalid) -> Parts {
    let mut parts = Parts::of(table);
    for row in rows.unwrap_or(&[row]) {
        parts.cells.set(*row, FieldValue::Misfit);
    }
    match (invalid, position(table, row)) {
        // Their paths belong to the same record.
        (Invalid::Violations(violations), _) => parts.wrong.extend(violations.iter().cloned()),
        (invalid, Some(at)) => parts.note(&at, invalid),
        (Invalid::Rule(_), None) => {}
    }
    parts
}
