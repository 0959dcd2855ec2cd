//! A request given as field names and texts.

use std::borrow::Cow;
use std::fmt;

use super::{Path, ViolationCollector, bindings, json, names, record, value};
use crate::schema::{
    ContentSchema, FieldSchema, FieldValue, FieldValues, RecordSchema, Variants, content_text, fill_in,
};
use crate::{Format, Json, Rule, Violations, is_wire_name};

/// A map of names and texts, sorted into the rows of a request's schema and completed with its defaults.
///
/// `Debug` shows the number of further fields, and never a value.
#[derive(Clone)]
pub struct RequestFields<'a> {
    /// The values of the rows.
    pub values: FieldValues<'a>,
    /// The undocumented fields, in the order in which they were given. They are sent and signed, too.
    pub extra: Vec<(String, String)>,
    /// The violations of the undocumented fields.
    unknown: ViolationCollector,
}

impl fmt::Debug for RequestFields<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestFields").field("extra", &self.extra.len()).finish_non_exhaustive()
    }
}

impl<'a> RequestFields<'a> {
    /// Sorts names and texts. An empty text counts as absent.
    pub fn sort(
        table: &RecordSchema,
        fields: impl IntoIterator<Item = (&'a str, &'a str)>,
        collector: &mut ViolationCollector,
    ) -> Self {
        let fields: Vec<(&str, &str)> = fields.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        let cases =
            Variants::select(table, |_, tag| fields.iter().find(|(name, _)| tag.reads(name)).map(|(_, text)| *text));
        let mut sorted =
            Self { values: FieldValues::of(table), extra: Vec::new(), unknown: ViolationCollector::default() };
        for (name, text) in fields {
            let Some((index, row)) = cases.row(table, name) else {
                sorted.push_extra(name, text);
                continue;
            };
            if *sorted.values.get(index) != FieldValue::Absent {
                collector.duplicate(table, cases.reporting_row(table, row), &Path::ROOT);
                continue;
            }
            sorted.values.set(index, FieldValue::Text(text.into()));
        }
        fill_in(table, &mut sorted.values);
        sorted
    }

    /// Parses and validates the values of content rows against this schema.
    pub fn read_contents(&mut self, table: &RecordSchema, schema: &ContentSchema, collector: &mut ViolationCollector) {
        for (index, row) in table.indexed().filter(|(_, row)| row.format == Format::Content) {
            let Some(text) = self.values.get(index).given() else { continue };
            let here = Path::ROOT.then(&row.name);
            collector.was_completed();
            let wrapped_in = schema.wrapped_in.as_deref();
            let complete = match Json::parse(text) {
                Ok(json) => super::content(&schema.record, wrapped_in, &json, &here, collector)
                    .filter(|_| collector.was_completed() && !collector.has_errors())
                    .map(|cells| content_text(&schema.record, wrapped_in, &cells)),
                Err(_) => {
                    collector.row(table, row, &Path::ROOT, Rule::JsonType { expected: "object" });
                    None
                }
            };
            // A text that needs no completion is sent unchanged; one with an error isn't sent.
            if let Some(complete) = complete {
                self.values.set(index, FieldValue::Text(complete.into()));
            }
            if let Some(bindings) = &schema.bindings {
                self.values.bind(index, bindings.clone());
            }
        }
    }

    /// Checks the rows and the constraints between them, and warns of names that look like typing errors.
    pub fn check(&self, table: &RecordSchema, collector: &mut ViolationCollector) {
        record(table, &self.values, &Path::ROOT, collector);
        collector.extend(&self.unknown);
        names::misspelt_fields(table, &self.values, &self.extra, &Path::ROOT, collector);
    }

    fn push_extra(&mut self, name: &str, text: &str) {
        if self.extra.iter().any(|(other, _)| other == name) {
            if !self.unknown.has(name, &Rule::Duplicate) {
                self.unknown.unknown(name, Rule::Duplicate);
            }
            return;
        }
        extra_field(name, text, &mut self.unknown);
        self.extra.push((name.to_owned(), text.to_owned()));
    }
}

/// Checks a field that has no row.
pub fn extra_field(name: &str, text: &str, collector: &mut ViolationCollector) {
    if !is_wire_name(name) {
        collector.unknown(name, Rule::Name);
    }
    for rule in value::text_rules(text).chain(Rule::of_undocumented(name, text)) {
        collector.unknown(name, rule);
    }
}

impl RecordSchema {
    /// All violations of a request, given as field names and texts, including warnings.
    ///
    /// Fields that the client fills in, and fields with a default, may be omitted.
    pub fn validate_request<'a>(&self, fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> Violations {
        let mut collector = ViolationCollector::default();
        RequestFields::sort(self, fields, &mut collector).check(self, &mut collector);
        collector.finish()
    }

    /// Also includes the violations inside the request's content, and of the bindings between the two.
    pub fn validate_request_with_content<'a>(
        &self,
        content: &ContentSchema,
        fields: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Violations {
        let mut collector = ViolationCollector::default();
        let mut sorted = RequestFields::sort(self, fields, &mut collector);
        sorted.read_contents(self, content, &mut collector);
        sorted.check(self, &mut collector);
        collector.finish()
    }
}

impl FieldSchema {
    /// All violations of one text of the row, independent of other fields.
    pub fn validate(&self, text: &str) -> Violations {
        let table = RecordSchema {
            title: self.label.clone(),
            section: Cow::Borrowed(""),
            source: crate::Bilingual::default(),
            rows: Cow::Borrowed(&[]),
            checks: Cow::Borrowed(&[]),
        };
        let mut collector = ViolationCollector::default();
        value::check(&table, self, text, &Path::ROOT, &mut collector);
        collector.finish()
    }
}

impl ContentSchema {
    /// All violations of a content, including warnings.
    pub fn validate(&self, json: &Json) -> Violations {
        let mut collector = ViolationCollector::default();
        super::content(&self.record, self.wrapped_in.as_deref(), json, &Path::ROOT, &mut collector);
        collector.finish()
    }

    /// The violated bindings between a content and the fields of its request, given as field names and texts.
    ///
    /// Neither is validated against its own schema.
    pub fn validate_bindings(&self, json: &Json, request: &[(String, String)]) -> Violations {
        let mut collector = ViolationCollector::default();
        if let Some(bindings) = &self.bindings {
            let outer = bindings.table.row(1).and_then(|row| row.object.as_deref());
            let outer = outer.map(|outer| known(outer, request));
            for rule in outer.into_iter().flat_map(|outer| bindings::broken(bindings, json, outer)) {
                let severity = super::certainty::of_rule(&bindings.table, rule);
                let rule = super::stated_rule::broken(rule);
                collector.whole_as(&bindings.table, String::new(), rule, severity);
            }
        }
        collector.finish()
    }

    /// The content as it should be sent: with defaults filled in, and without `null`s that count as absent. `None` if
    /// it needs no change, or is not an object.
    pub fn completed(&self, json: &Json) -> Option<String> {
        let mut collector = ViolationCollector::default();
        let wrapped_in = self.wrapped_in.as_deref();
        let cells = json::content(&self.record, wrapped_in, json, &Path::ROOT, &mut collector)?;
        collector.was_completed().then(|| content_text(&self.record, wrapped_in, &cells))
    }
}

fn known<'a>(outer: &RecordSchema, request: &'a [(String, String)]) -> FieldValues<'a> {
    let mut known = FieldValues::of(outer);
    for (index, row) in outer.indexed() {
        let text = request.iter().find(|(name, text)| row.reads(name) && !text.is_empty());
        if let Some((_, text)) = text {
            known.set(index, FieldValue::Text(text.as_str().into()));
        }
    }
    known
}
