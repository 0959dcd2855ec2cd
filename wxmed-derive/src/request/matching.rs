//! Matches the fields of a struct with the rows of a record.

use proc_macro2::Ident;
use syn::Error;
use wxmed_codegen::api::{Need, Source};
use wxmed_compiler::model::{Choice, Field, Record, Role};
use wxmed_core::Bilingual;

use super::accepted_type::AcceptedType;
use super::attributes::Given;
use super::described::{Here, meant};

/// A field of the struct and its target.
pub(super) struct Matched<'g, 'm> {
    pub(super) given: &'g Given<'g>,
    pub(super) target: Target<'m>,
}

/// The target of a struct's field.
#[derive(Clone)]
pub(super) enum Target<'m> {
    /// The rows with one name (several if each case of a tag has one), and the types that they accept.
    Rows(Vec<&'m Field>, AcceptedType),
    /// All rows of a choice.
    Choice(&'m Choice),
    /// A tag with the fields of its cases.
    Tag(&'m str),
}

/// A record with the matched fields of a struct.
pub(super) struct Covered<'g, 'm> {
    pub(super) here: Here<'m>,
    pub(super) fields: Vec<Matched<'g, 'm>>,
}

/// Matches every field, and reports unknown fields and missing rows.
pub(super) fn hold_against<'g, 'm>(
    here: Here<'m>,
    name: &Ident,
    given: &'g [Given<'g>],
    mistakes: &mut Vec<Error>,
) -> Covered<'g, 'm> {
    let mut fields: Vec<Matched<'g, 'm>> = Vec::new();
    // A field that could not be parsed may be the one that seems to be missing.
    let is_whole = mistakes.is_empty();
    let names: Vec<&str> = given.iter().map(|given| given.name.as_str()).collect();
    for given in given {
        match target(&here, given, &names) {
            Ok(target) => match rival(here.record, &fields, &target) {
                Some(message) => mistakes.push(Error::new(given.named_at, message)),
                None => fields.push(Matched { given, target }),
            },
            Err(mistake) => mistakes.push(mistake),
        }
    }
    let covered = Covered { here, fields };
    if is_whole {
        mistakes.extend(covered.missing().into_iter().map(|message| Error::new(name.span(), message)));
    }
    covered
}

fn target<'m>(here: &Here<'m>, given: &Given<'_>, names: &[&str]) -> Result<Target<'m>, Error> {
    let record = here.record;
    let rows = record.fields.iter().zip(&here.api.rows.rows);
    let by_name = rows.clone().filter(|(row, _)| row.name == given.name).collect::<Vec<_>>();
    let by_alias = rows.clone().filter(|(row, _)| row.reads(&given.name)).collect();
    let by_api = rows.filter(|(_, api)| api.name == given.name).collect();
    let rows = [by_name, by_alias, by_api].into_iter().find(|rows| !rows.is_empty());
    if let Some(rows) = rows {
        let accepted = AcceptedType::of(rows.iter().map(|(_, api)| &api.ty));
        let rows: Vec<&Field> = rows.into_iter().map(|(row, _)| row).collect();
        if let (Some(tag), true) = (&record.tag, differ(&rows)) {
            let message = format!(
                "`{}` is something else for each value of `{}`: give one field `{}` of the generated type",
                given.name,
                record.fields.get(tag.field).map_or("", |row| &row.name),
                tag.name
            );
            return Err(Error::new(given.named_at, message));
        }
        let Some(computed) = rows.iter().find(|row| row.role != Role::Value) else {
            return Ok(Target::Rows(rows, accepted));
        };
        let message =
            format!("`{}` is filled in by the client: leave it out, or write `#[wxmed(skip)]`", computed.name);
        return Err(Error::new(given.named_at, message));
    }
    if let Some(choice) = record.choices.iter().find(|choice| choice.name == given.name) {
        return Ok(Target::Choice(choice));
    }
    if let Some(tag) = record.tag.as_ref().filter(|tag| tag.name == given.name) {
        return Ok(Target::Tag(&tag.name));
    }
    let known = record.fields.iter().filter(|row| row.role == Role::Value).map(|row| row.name.as_str());
    let known = known.chain(record.choices.iter().map(|choice| choice.name.as_str()));
    let known = known.chain(record.tag.as_ref().map(|tag| tag.name.as_str()));
    let known: Vec<&str> = known.filter(|name| !names.contains(name)).collect();
    let message = format!(
        "`{}`{} has no field `{}`; {}\n`#[wxmed(name = \"…\")]` sets the name of a field in the spec, \
         `#[wxmed(skip)]` leaves it out",
        here.path,
        in_parentheses(here.section),
        given.name,
        meant(&given.name, known)
    );
    Err(Error::new(given.named_at, message))
}

/// Whether the rows with one name have different types that are not texts: then no single type fits them.
fn differ(rows: &[&Field]) -> bool {
    let shape = |row: &Field| (row.list.is_some(), row.object.is_some());
    let objects = rows.iter().filter(|row| row.object.is_some()).count();
    objects > 1 || rows.windows(2).any(|pair| matches!(pair, [a, b] if shape(a) != shape(b)))
}

/// Two fields of a struct cannot fill in the same row.
fn rival(record: &Record, others: &[Matched<'_, '_>], target: &Target<'_>) -> Option<String> {
    let names = wire_names(record, target);
    others.iter().find_map(|other| {
        let taken = wire_names(record, &other.target);
        let both = names.iter().find(|name| taken.contains(name))?;
        Some(format!("`{both}` is filled in by the field `{}` already", other.given.ident))
    })
}

fn wire_names<'m>(record: &'m Record, target: &Target<'m>) -> Vec<&'m str> {
    match target {
        Target::Rows(rows, _) => rows.iter().map(|row| row.name.as_str()).collect(),
        Target::Choice(choice) => {
            let fields = choice.alternatives.iter().flat_map(|group| group.fields.iter());
            names(record, fields.copied())
        }
        Target::Tag(_) => {
            let fields =
                record.tag.iter().flat_map(|tag| tag.cases.iter().flat_map(|case| case.fields.iter().copied()));
            names(record, fields.chain(record.tag.as_ref().map(|tag| tag.field)))
        }
    }
}

fn names(record: &Record, indices: impl Iterator<Item = usize>) -> Vec<&str> {
    indices.filter_map(|index| record.fields.get(index)).map(|row| row.name.as_str()).collect()
}

impl Covered<'_, '_> {
    /// The mandatory rows and choices that no field fills in.
    fn missing(&self) -> Vec<String> {
        let record = self.here.record;
        let filled: Vec<&str> = self.fields.iter().flat_map(|field| wire_names(record, &field.target)).collect();
        let rows = self.here.api.structure.members.iter().filter_map(|member| match (&member.need, &member.source) {
            (Need::Required { .. }, Source::Row(row)) => record.fields.get(*row),
            (Need::Required { .. }, Source::Part { .. } | Source::Choice(_) | Source::Tag)
            | (Need::Default(_) | Need::Optional, _) => None,
        });
        let rows = rows.filter(|row| !filled.contains(&row.name.as_str()));
        let mut missing: Vec<String> = rows.map(missing_row).collect();
        let choices = record.choices.iter().filter(|choice| !choice.has_default());
        missing.extend(choices.filter_map(|choice| self.missing_choice(choice, &filled)));
        missing
    }

    /// A choice without a complete group.
    fn missing_choice(&self, choice: &Choice, filled: &[&str]) -> Option<String> {
        let lacks = |group: &wxmed_compiler::model::Alternative| {
            let must = group.fields.iter().zip(&group.mandatory).filter(|(_, mandatory)| **mandatory);
            let must = names(self.here.record, must.map(|(index, _)| *index));
            must.into_iter().filter(|name| !filled.contains(name)).map(str::to_owned).collect::<Vec<_>>()
        };
        let is_selected = |own: &Vec<(usize, bool)>| {
            own.is_empty()
                || names(self.here.record, own.iter().map(|(index, _)| *index)).iter().any(|n| filled.contains(n))
        };
        let groups: Vec<Vec<String>> = choice.alternatives.iter().map(lacks).collect();
        if groups.iter().zip(&choice.own_members()).any(|(lacks, own)| lacks.is_empty() && is_selected(own)) {
            return None;
        }
        let groups: Vec<String> = groups.iter().map(|names| format!("`{}`", names.join("`, `"))).collect();
        Some(format!(
            "the choice `{}` ({}{}) is missing: add {}, or one field `{}` of the generated type",
            choice.name,
            both(&choice.title),
            section(self.here.section),
            groups.join("; or "),
            choice.name
        ))
    }
}

fn missing_row(row: &Field) -> String {
    format!("the mandatory field `{}` ({}{}) is missing", row.name, both(&row.label), section(&row.section))
}

/// The section of the document, if the document has the spec.
fn section(section: &str) -> String {
    if section.is_empty() { String::new() } else { format!(", section {section}") }
}

fn in_parentheses(section: &str) -> String {
    if section.is_empty() { String::new() } else { format!(" (section {section})") }
}

fn both(title: &Bilingual) -> String {
    if title.zh == title.en { title.zh.to_string() } else { format!("{}, {}", title.zh, title.en) }
}
