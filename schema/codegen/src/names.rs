//! Names on the wire to names in Rust.

use std::collections::{BTreeMap, HashMap, HashSet};

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{Emitter, ident};
use crate::api::RecordRole;
use crate::markdown::{line, start_of_line};
use wxmed_compiler::Id;
use wxmed_compiler::casing::camel;
pub(super) use wxmed_compiler::casing::snake;
use wxmed_compiler::model::{Condition, Field, Record, Role, Span, Tag};
use wxmed_core::Bilingual;

/// Words that Rust keeps for itself and that can be written raw.
pub(super) const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Words that cannot be a field, or cannot be a method of a builder.
const TAKEN: &[(&str, &str)] = &[
    ("self", "Rust keeps the word for itself"),
    ("crate", "Rust keeps the word for itself"),
    ("super", "Rust keeps the word for itself"),
    ("_", "Rust keeps the word for itself"),
    ("build", "a builder's own method has this name"),
    ("unknown", "what a table does not have is kept under this name"),
];

/// The module of a spec: the last two parts of its name, as every city may have a `registration`.
pub(super) fn module(name: &str) -> Ident {
    let parts: Vec<&str> = name.rsplitn(3, '/').take(2).collect();
    let parts: Vec<String> = parts.iter().rev().map(|part| snake(part)).collect();
    ident(&parts.join("_"))
}

/// Lines of documentation, which are Markdown; an empty line is left out.
pub(super) fn doc(lines: impl IntoIterator<Item = String>) -> TokenStream {
    let text: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    let mut attributes = TokenStream::new();
    for (index, paragraph) in text.iter().enumerate() {
        if index > 0 {
            attributes.extend(quote!(#[doc = ""]));
        }
        let paragraph = format!(" {}", start_of_line(paragraph));
        attributes.extend(quote!(#[doc = #paragraph]));
    }
    attributes
}

/// Words of a spec in both languages, as Markdown: rustdoc would take `[元]` for a link, and `<元>` for HTML.
pub(super) fn both(words: &Bilingual) -> String {
    format!("{} · {}", line(&words.zh), line(&words.en))
}

/// A row's name in the API: that of a member of the generated type.
pub fn api_name(field: &Field) -> String {
    field.api.clone().unwrap_or_else(|| snake(&field.name))
}

fn api_given(field: &Field) -> Option<Span> {
    field.api.as_ref().map(|_| field.api_span)
}

impl Emitter<'_> {
    /// The names of a record's members, each once and each possible in Rust; a row that has none is left out.
    pub(super) fn member_names(&mut self, record: &Record, role: RecordRole) -> MemberNames {
        let choices = choices_of_rows(record);
        let decided = record.tag.as_ref().map(Tag::decided).unwrap_or_default();
        // Each name, and the place of the `api:` that gives it.
        let mut seen: BTreeMap<String, (&str, Option<Span>)> = BTreeMap::new();
        for choice in &record.choices {
            seen.insert(camel(&choice.name), (&choice.name, None));
        }
        if let Some(tag) = &record.tag {
            seen.insert(camel(&tag.name), (&tag.name, None));
        }
        let mut names = BTreeMap::new();
        let is_tag = |index: usize| record.tag.as_ref().is_some_and(|tag| tag.field == index);
        let mut seen_in_cases: HashSet<(&[Condition], String)> = HashSet::new();
        for (index, field) in record.fields.iter().enumerate() {
            let name = api_name(field);
            let taken = TAKEN.iter().find(|(taken, _)| *taken == name && takes(role, taken));
            if let Some((_, why)) = taken {
                self.diagnostics
                    .error(Id::ApiName, field.api_span, format!("`{}` cannot be a name in the API: {why}", field.name))
                    .help("give the row another name there: `api: other_name`");
                continue;
            }
            if decided.contains(&index) {
                if !seen_in_cases.insert((field.when.as_slice(), camel(&name))) {
                    self.diagnostics
                        .error(
                            Id::ApiName,
                            field.api_span,
                            format!("another row of the section is `{name}` in the API"),
                        )
                        .help("give one of them another name there: `api: other_name`");
                    continue;
                }
            } else if field.role == Role::Value && !is_tag(index) && !choices.contains_key(&index) {
                // The builder has a type parameter for each: `tier_2` and `tier2` would be one.
                if let Some((other, given)) = seen.get(&camel(&name)) {
                    // Of two that collide, the one that an `api:` names is to blame.
                    let given = api_given(field).or(*given);
                    let at = given.unwrap_or(field.span);
                    let both = if snake(other) == name { name } else { camel(&name) };
                    self.diagnostics
                        .error(Id::ApiName, at, format!("`{}` and `{other}` are both `{both}` in the API", field.name))
                        .help("give one of them another name there: `api: other_name`");
                    continue;
                }
                seen.insert(camel(&name), (&field.name, api_given(field)));
            }
            names.insert(index, ident(&name));
        }
        MemberNames { role, names, choices }
    }
}

/// What the rows of a record are called in the API.
pub(super) struct MemberNames {
    pub(super) role: RecordRole,
    /// The name of each row that has one of its own.
    pub(super) names: BTreeMap<usize, Ident>,
    /// The first choice that each row belongs to, by its place.
    pub(super) choices: HashMap<usize, usize>,
}

fn choices_of_rows(record: &Record) -> HashMap<usize, usize> {
    let mut choices = HashMap::new();
    for (at, choice) in record.choices.iter().enumerate() {
        for row in choice.alternatives.iter().flat_map(|group| &group.fields) {
            choices.entry(*row).or_insert(at);
        }
    }
    choices
}

/// Whether a word cannot be a member's name in a record of this role.
fn takes(role: RecordRole, word: &str) -> bool {
    match role {
        RecordRole::Request => word != "unknown",
        RecordRole::Reply => word != "unknown" && word != "build",
        RecordRole::Content => true,
    }
}
