use crate::diagnostic::{Diagnostics, Id};
use crate::syntax::{CodesSyntax, RecordSyntax, Specs, Text};

/// Names can stand where they are used: on the wire as elements or keys, in the API as words.
pub(super) fn check(specs: &mut Specs, d: &mut Diagnostics) {
    for operation in &mut specs.operations {
        if !is_wire_name(&operation.name.value) {
            bad(&operation.name, "the name of an operation is the end of its path: letters, digits and underscores", d);
        }
        let path = &operation.path;
        if !path.value.starts_with('/')
            || !path.value.bytes().all(|b| b.is_ascii_alphanumeric() || b"/_-.".contains(&b))
        {
            bad(path, "a path begins with `/` and holds letters, digits, `_`, `-`, `.` and `/`", d);
        }
        spelling(&mut operation.spelling, &operation.name, d);
        words(operation.codes.iter().flat_map(table_words), d);
        words(operation.errors.iter().map(|error| &error.name), d);
        record(&mut operation.request, d);
        record(&mut operation.response, d);
    }
    for content in &mut specs.contents {
        if content.name.value.split('/').any(|part| !is_wire_name(part)) {
            bad(&content.name, "a content is named by the path of its file, such as `city/name/registration`", d);
        }
        let last = content.name.value.rsplit('/').next().unwrap_or_default().to_owned();
        spelling(&mut content.spelling, &Text { value: last, span: content.name.span }, d);
        words(content.codes.iter().flat_map(table_words), d);
        record(&mut content.record, d);
    }
    words(specs.codes.iter().flat_map(table_words), d);
    words(specs.errors.iter().flat_map(|table| table.values.iter().map(|error| &error.name)), d);
    words(specs.parts.iter().flat_map(|part| part.of.iter().map(|group| &group.name)), d);
}

fn record(record: &mut RecordSyntax, d: &mut Diagnostics) {
    record.fields.retain(|field| {
        let fits = is_wire_name(&field.name.value);
        if !fits {
            bad(&field.name, "a field is named by letters, digits and underscores, and does not begin with a digit", d);
        }
        fits
    });
    for field in &mut record.fields {
        words(field.api.iter().chain(&field.tag), d);
        if let Some(object) = &mut field.object {
            self::record(object, d);
        }
    }
}

/// A spelling that is not the name's own would make two names of one operation, and a copied file would keep the old.
fn spelling(spelling: &mut Option<Text>, name: &Text, d: &mut Diagnostics) {
    let Some(written) = spelling else { return };
    let bare = |text: &str| text.replace('_', "").to_ascii_lowercase();
    let is_type_name = written.value.starts_with(|c: char| c.is_ascii_uppercase())
        && written.value.bytes().all(|b| b.is_ascii_alphanumeric());
    if !is_type_name || bare(&written.value) != bare(&name.value) {
        d.warning(
            Id::Spelling,
            written.span,
            format!("`{}` does not spell `{}`, and is not used", written.value, name.value),
        )
        .help("write the name with other capitals, as in `GetMedInfo` for `getmedinfo`");
        *spelling = None;
    }
}

fn table_words(table: &CodesSyntax) -> impl Iterator<Item = &Text> {
    table.values.iter().map(|value| &value.name)
}

fn words<'t>(names: impl Iterator<Item = &'t Text>, d: &mut Diagnostics) {
    for name in names {
        let snake = name.value.starts_with(|c: char| c.is_ascii_lowercase())
            && name.value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if !snake {
            bad(name, "a name for the API is lower-case English: letters, digits and underscores", d);
        }
    }
}

fn is_wire_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && !name.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("xml"))
}

fn bad(name: &Text, help: &str, d: &mut Diagnostics) {
    d.error(Id::BadName, name.span, format!("`{}` cannot be a name here", name.value)).help(help);
}
