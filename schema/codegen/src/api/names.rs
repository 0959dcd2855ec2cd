//! The names of members, and the names that aren't allowed.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use wxmed_compiler::casing::{camel, snake};
use wxmed_compiler::model::{Condition, Field, Record, Role, Span, Tag};
use wxmed_compiler::{Diagnostics, Id};

use super::RecordRole;

/// TextExpr that can't be the name of a field or of a builder's method.
const TAKEN: &[(&str, &str)] = &[
    ("self", "Rust keeps the word for itself"),
    ("crate", "Rust keeps the word for itself"),
    ("super", "Rust keeps the word for itself"),
    ("_", "Rust keeps the word for itself"),
    ("build", "a builder's own method has this name"),
    ("unknown", "what a table does not have is kept under this name"),
];

/// The prefix of a builder's methods that take an `Option`.
const MAYBE: &str = "maybe_";

const HELP: &str = "give one of them another name there: `api: other_name`";

/// The module of a spec: the last two parts of its name, because several cities may have a `registration`.
pub(super) fn module(name: &str) -> String {
    let parts: Vec<&str> = name.rsplitn(3, '/').take(2).collect();
    let parts: Vec<String> = parts.iter().rev().map(|part| snake(part)).collect();
    parts.join("_")
}

/// A row's name in the API, which is the name of the member.
pub(super) fn member(field: &Field) -> String {
    field.api.clone().unwrap_or_else(|| snake(&field.name))
}

/// The module with the indices of the rows of a type.
pub(super) fn row_module(spelling: &str) -> String {
    format!("{}_row", snake(spelling))
}

/// The names of the constants for row indices, which are unique. A row that exists only for some values of a tag has
/// the case in its name.
pub(super) fn constants(names: &[String], tag: Option<&Tag>) -> Vec<String> {
    let mut taken = HashSet::new();
    let constant = |(row, name): (usize, &String)| {
        let case = tag.iter().flat_map(|tag| &tag.cases).find(|case| case.fields.contains(&row));
        let name = case.map_or_else(|| name.clone(), |case| format!("{}_{name}", snake(&case.name)));
        let name = name.replace(|c: char| !c.is_ascii_alphanumeric(), "_").to_ascii_uppercase();
        distinct(name, |name| taken.insert(name.to_owned()))
    };
    names.iter().enumerate().map(constant).collect()
}

/// The name, or a similar one that is free.
pub(super) fn distinct(mut name: String, mut is_free: impl FnMut(&str) -> bool) -> String {
    while !is_free(&name) {
        name.push('_');
    }
    name
}

/// The first choice that each row belongs to, by its index.
pub(super) fn choices_of_rows(record: &Record) -> HashMap<usize, usize> {
    let mut choices = HashMap::new();
    for (at, choice) in record.choices.iter().enumerate() {
        for row in choice.alternatives.iter().flat_map(|group| &group.fields) {
            choices.entry(*row).or_insert(at);
        }
    }
    choices
}

/// The rows of a record that can't be members, because the name isn't valid in Rust or another member has it.
pub(super) fn impossible(record: &Record, role: RecordRole, diagnostics: &mut Diagnostics) -> BTreeSet<usize> {
    let choices = choices_of_rows(record);
    let decided = record.tag.as_ref().map(Tag::decided).unwrap_or_default();
    // Each name, and the span of the `api:` that states it.
    let mut seen: BTreeMap<String, (&str, Option<Span>)> = BTreeMap::new();
    let groups = record.choices.iter().map(|choice| &choice.name).chain(record.tag.as_ref().map(|tag| &tag.name));
    seen.extend(groups.map(|name| (camel(name), (name.as_str(), None))));
    let is_tag = |index: usize| record.tag.as_ref().is_some_and(|tag| tag.field == index);
    let mut seen_in_cases: HashSet<(&[Condition], String)> = HashSet::new();
    let mut impossible = BTreeSet::new();
    for (index, field) in record.fields.iter().enumerate() {
        let name = member(field);
        let (at, message, help) = if let Some(why) = taken(&name, role) {
            let help = "give the row another name there: `api: other_name`";
            (field.api_span, format!("`{}` cannot be a name in the API: {why}", field.name), help)
        } else if decided.contains(&index) {
            if seen_in_cases.insert((field.when.as_slice(), camel(&name))) {
                continue;
            }
            (field.api_span, format!("another row of the section is `{name}` in the API"), HELP)
        } else {
            if field.role != Role::Value || is_tag(index) || choices.contains_key(&index) {
                continue;
            }
            let given = field.api.as_ref().map(|_| field.api_span);
            // The builder has a type parameter for each: `tier_2` and `tier2` would be one.
            let Some((other, other_given)) = seen.get(&camel(&name)) else {
                seen.insert(camel(&name), (&field.name, given));
                continue;
            };
            // If two names collide, report the one that an `api:` states.
            let at = given.or(*other_given).unwrap_or(field.span);
            let both = if snake(other) == name { name } else { camel(&name) };
            (at, format!("`{}` and `{other}` are both `{both}` in the API", field.name), HELP)
        };
        diagnostics.error(Id::ApiName, at, message).help(help);
        impossible.insert(index);
    }
    impossible
}

/// Why a word can't be a member's name in a record with this role.
fn taken(name: &str, role: RecordRole) -> Option<&'static str> {
    let is_taken = match role {
        RecordRole::Request => name != "unknown",
        RecordRole::Reply => name != "unknown" && name != "build",
        RecordRole::Content => true,
    };
    let why = TAKEN.iter().find(|(taken, _)| *taken == name && is_taken).map(|(_, why)| *why);
    let is_method = name.starts_with(MAYBE) && role != RecordRole::Reply;
    why.or_else(|| is_method.then_some("a builder's methods for an `Option` begin like this"))
}

/// The name of the type of an object.
pub(super) fn object_name(field: &Field) -> String {
    field.spelling.clone().unwrap_or_else(|| camel(&field.name))
}
