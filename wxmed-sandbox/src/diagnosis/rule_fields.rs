//! The fields of the rules that specs state.

use wxmed::Bilingual;
use wxmed::spec::model::{Field, Model, Record};

/// A rule as it is written, and the records with its fields.
struct Written<'m> {
    text: &'m str,
    records: [Option<&'m Record>; 2],
}

/// The fields that the rule with this ID and text compares, each with its label.
pub(super) fn of_rule(model: &Model, id: &str, message: &Bilingual) -> Vec<Bilingual> {
    let Some(Written { text, records }) = written(model, id, message) else { return Vec::new() };
    let mut seen: Vec<&str> = Vec::new();
    let mut named = Vec::new();
    for path in paths(text) {
        let last = path.rsplit('.').next().unwrap_or(path);
        let field = records.iter().flatten().find_map(|record| inside(record, last));
        if let Some(field) = field.filter(|_| !seen.contains(&path)) {
            seen.push(path);
            let Bilingual { zh, en } = &field.label;
            named.push(Bilingual::new(format!("{path}（{zh}）"), format!("{path} ({en})")));
        }
    }
    named
}

fn written<'m>(model: &'m Model, id: &str, message: &Bilingual) -> Option<Written<'m>> {
    let requests = model.operations.iter().map(|operation| &operation.request);
    let contents = model.contents.iter().map(|content| &content.record);
    let own = requests.chain(contents).find_map(|record| in_record(record, id, message));
    own.or_else(|| {
        model.contents.iter().find_map(|content| {
            let binding = content.bindings.iter().find(|rule| rule.id == id && rule.message == *message)?;
            Some(Written { text: &binding.text, records: [Some(&content.record), Some(&content.outer)] })
        })
    })
}

fn in_record<'m>(record: &'m Record, id: &str, message: &Bilingual) -> Option<Written<'m>> {
    let own = record.rules.iter().find(|rule| rule.id == id && rule.message == *message);
    own.map(|rule| Written { text: &rule.text, records: [Some(record), None] }).or_else(|| {
        let mut objects = record.fields.iter().filter_map(|field| field.object.as_deref());
        objects.find_map(|object| in_record(object, id, message))
    })
}

/// The field with a name, of the record or of its objects.
fn inside<'m>(record: &'m Record, name: &str) -> Option<&'m Field> {
    record.field(name).or_else(|| {
        let mut objects = record.fields.iter().filter_map(|field| field.object.as_deref());
        objects.find_map(|object| inside(object, name))
    })
}

/// Everything in an expression that may be the path of a field, without the prefixes that lead out of its record.
fn paths(text: &str) -> impl Iterator<Item = &str> {
    // Names between backticks can contain anything, and texts between quotes are no names.
    let parts = text.split('`').enumerate();
    parts.flat_map(|(index, part)| {
        let quoted = (index % 2 == 1).then_some(part);
        let plain = (index % 2 == 0).then(|| part.split('\'').step_by(2)).into_iter().flatten();
        let names =
            plain.flat_map(|plain| plain.split(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '-'))));
        quoted.into_iter().chain(
            names.map(|name| name.trim_start_matches("parent.").trim_start_matches("outer.").trim_matches(['-', '.'])),
        )
    })
}
