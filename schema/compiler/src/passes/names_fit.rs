use crate::ast::{ChoiceSyntax, CodesSyntax, FieldSyntax, RecordSyntax, SyntaxTree, Text};
use crate::diagnostic::{Diagnostics, Id};
use crate::model::WireType;

/// Names are valid where they are used: on the wire as elements or keys, and in the API as identifiers.
pub(super) fn check(specs: &mut SyntaxTree, d: &mut Diagnostics) {
    for operation in &mut specs.operations {
        if !is_identifier(&operation.name.value) {
            let help = "the name of an operation is the end of its path: letters, digits and underscores";
            bad(&operation.name, wire_name_help(&operation.name.value, help), d);
        }
        let path = &operation.path;
        let is_missing = path.value.is_empty();
        if !is_missing && !path.value.starts_with('/')
            || !path.value.bytes().all(|b| b.is_ascii_alphanumeric() || b"/_-.".contains(&b))
        {
            bad(path, "a path begins with `/` and holds letters, digits, `_`, `-`, `.` and `/`", d);
        }
        spelling(&mut operation.spelling, &operation.name, d);
        own_tables(&mut operation.codes, d);
        identifiers(operation.errors.iter().map(|error| &error.name), d);
        record(&mut operation.request, Names::Elements, d);
        record(&mut operation.response, Names::Elements, d);
    }
    for notification in &mut specs.notifications {
        identifiers(std::iter::once(&notification.name), d);
        spelling(&mut notification.spelling, &notification.name, d);
        own_tables(&mut notification.codes, d);
        record(&mut notification.request, Names::Elements, d);
        record(&mut notification.response, Names::Elements, d);
    }
    for content in &mut specs.contents {
        if content.name.value.split('/').any(|part| !is_identifier(part)) {
            let help = "a content is named by the path of its file, such as `city/name/registration`";
            bad(&content.name, wire_name_help(&content.name.value, help), d);
        }
        let last = content.name.value.rsplit('/').next().unwrap_or_default().to_owned();
        spelling(&mut content.spelling, &Text { value: last, span: content.name.span }, d);
        own_tables(&mut content.codes, d);
        record(&mut content.record, Names::Keys, d);
        record(&mut content.outer, Names::Elements, d);
    }
    shared(specs, d);
}

fn shared(specs: &mut SyntaxTree, d: &mut Diagnostics) {
    own_tables(&mut specs.codes, d);
    for table in &mut specs.errors {
        identifiers(std::iter::once(&table.name).chain(table.values.iter().map(|error| &error.name)), d);
        type_name(&mut table.spelling, d);
    }
    for part in &mut specs.parts {
        identifiers(std::iter::once(&part.name).chain(part.of.iter().map(|group| &group.name)), d);
        type_name(&mut part.spelling, d);
    }
    identifiers(specs.templates.iter().map(|set| &set.name), d);
    identifiers(specs.known.iter().map(|list| &list.name), d);
}

fn own_tables(tables: &mut [CodesSyntax], d: &mut Diagnostics) {
    for table in tables {
        identifiers(std::iter::once(&table.name).chain(table.values.iter().map(|value| &value.name)), d);
        type_name(&mut table.spelling, d);
    }
}

/// How field names are used on the wire.
#[derive(Clone, Copy)]
enum Names {
    /// XML elements.
    Elements,
    /// Keys of JSON objects.
    Keys,
}

impl Names {
    fn take(self, name: &str) -> bool {
        match self {
            Names::Elements => wxmed_core::is_wire_name(name),
            Names::Keys => wxmed_core::is_key(name),
        }
    }

    fn help(self) -> &'static str {
        match self {
            Names::Elements => {
                "a field is named by letters, digits, `_`, `-` and `.`, and begins with a letter or an underscore"
            }
            Names::Keys => "a key has 64 characters at most, no backticks, and no blanks at its ends",
        }
    }
}

/// A name with characters that Rust doesn't allow has a separate API name.
fn has_api_name(field: &FieldSyntax, d: &mut Diagnostics) -> bool {
    let name = &field.name.value;
    let is_english = wxmed_core::is_name(name);
    let is_missing = [(&field.api, "api: english_name"), (&field.spelling, "spelling: EnglishName")]
        .into_iter()
        .take(if field.ty == WireType::Object { 2 } else { 1 })
        .find(|(written, _)| written.is_none() && !is_english);
    if let Some((_, help)) = is_missing {
        d.error(Id::ApiName, field.name.span, format!("`{name}` cannot be a name in the API"))
            .help(format!("give the row another name there: `{help}`"));
    }
    is_missing.is_none()
}

fn record(record: &mut RecordSyntax, names: Names, d: &mut Diagnostics) {
    record.fields.retain(|field| {
        let fits = names.take(&field.name.value);
        if !fits {
            bad(&field.name, wire_name_help(&field.name.value, names.help()), d);
        }
        fits && has_api_name(field, d)
    });
    for choice in &mut record.choices {
        if let ChoiceSyntax::Own { name, of, .. } = choice {
            not_a_method(name, d);
            identifiers(std::iter::once(&*name).chain(of.iter().map(|group| &group.name)), d);
        }
    }
    record.sections.iter_mut().for_each(|section| type_name(&mut section.spelling, d));
    for field in &mut record.fields {
        field.tag.iter_mut().for_each(|tag| not_a_method(tag, d));
        identifiers(field.api.iter().chain(&field.tag), d);
        type_name(&mut field.spelling, d);
        if let Some(object) = &mut field.object {
            self::record(object, names, d);
        }
    }
}

/// Choices and tags become methods of a builder, and must not collide with the methods of every builder.
fn not_a_method(name: &mut Text, d: &mut Diagnostics) {
    if ["build", "unknown"].contains(&name.as_str()) {
        bad(name, "every builder has a method of this name: choose another", d);
        name.value.push('_');
    }
}

/// Rejects a spelling that differs from the name in more than capitals. It would give one operation two names, and a
/// copied file would keep the old one.
fn spelling(spelling: &mut Option<Text>, name: &Text, d: &mut Diagnostics) {
    let Some(written) = spelling else { return };
    let bare = |text: &str| text.replace('_', "").to_ascii_lowercase();
    if !is_type_name(&written.value) || bare(&written.value) != bare(&name.value) {
        d.warning(
            Id::Spelling,
            written.span,
            format!("`{}` does not spell `{}`, and is not used", written.value, name.value),
        )
        .help("write the name with other capitals, as in `QueryCard` for `querycard`");
        *spelling = None;
    }
}

/// Checks the name of a type; an invalid one is dropped.
fn type_name(name: &mut Option<Text>, d: &mut Diagnostics) {
    if let Some(written) = name.take_if(|name| !is_type_name(&name.value)) {
        bad(&written, "a type is named by words that begin with capitals, as in `PatientKind`", d);
    }
}

fn is_type_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|b| b.is_ascii_alphanumeric())
        && name != "Self"
}

fn identifiers<'t>(names: impl Iterator<Item = &'t Text>, d: &mut Diagnostics) {
    for name in names {
        let snake = name.value.starts_with(|c: char| c.is_ascii_lowercase())
            && name.value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if !snake || ["self", "super", "crate"].contains(&name.as_str()) {
            bad(
                name,
                "a name for the API is lower-case English: letters, digits and underscores, and none of `self`, `super`, `crate`",
                d,
            );
        }
    }
}

/// The help for a name that isn't a valid wire name.
fn wire_name_help<'h>(name: &str, help: &'h str) -> &'h str {
    let begins_with_xml =
        name.split('/').any(|part| part.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("xml")));
    if begins_with_xml { "a name must not begin with `xml`: XML keeps such names for itself" } else { help }
}

/// Whether a spec's name can be the name of a module and a type.
fn is_identifier(name: &str) -> bool {
    wxmed_core::is_wire_name(name) && !name.contains(['-', '.'])
}

fn bad(name: &Text, help: &str, d: &mut Diagnostics) {
    d.error(Id::BadName, name.span, format!("`{}` cannot be a name here", name.value)).help(help);
}
