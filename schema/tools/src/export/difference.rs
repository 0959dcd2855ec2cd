use super::parts::{Entries, entries, text};
use super::record;
use wxmed_compiler::model::{Field, Record, Span};
use wxmed_core::Json;

/// The entries of `after` that differ from `before`, or are new.
pub(super) fn keys(before: &Entries, after: &Entries) -> Entries {
    after.iter().filter(|entry| !before.contains(entry)).cloned().collect()
}

/// The rows that differ: the name, the conditions, the keys that differ, and their old values under `was`.
pub(super) fn rows(before: &Record, after: &Record) -> Vec<Json> {
    let partners = partners(&before.fields, &after.fields);
    let mut all = Vec::new();
    for (index, field) in after.fields.iter().enumerate() {
        let new = record::row(after, index, field);
        let partner = partners.iter().find(|(_, after)| *after == index).map(|(before, _)| *before);
        let Some((index, old)) = partner.and_then(|index| Some((index, before.fields.get(index)?))) else {
            all.push(Json::Object(new.into_iter().chain(mark("added")).collect()));
            continue;
        };
        let old = record::row(before, index, old);
        let (changed, was) = (keys(&old, &new), keys(&new, &old));
        if !changed.is_empty() || !was.is_empty() {
            let changed = changed.into_iter().filter(|(key, _)| key != "name" && key != "when");
            let was = ("was".to_owned(), Json::Object(was));
            all.push(Json::Object(identity(field).into_iter().chain(changed).chain([was]).collect()));
        }
    }
    let removed = before.fields.iter().enumerate().filter(|(index, _)| !partners.iter().any(|(old, _)| old == index));
    all.extend(removed.map(|(_, field)| Json::Object(identity(field).into_iter().chain(mark("removed")).collect())));
    all
}

fn identity(field: &Field) -> Entries {
    entries([("name", text(&field.name)), ("when", record::when(field))])
}

fn mark(word: &str) -> Entries {
    entries([(word, Json::Bool(true))])
}

/// A row and its index.
type Row<'a> = (usize, &'a Field);

/// Pairs the rows of both records: by name and conditions, or for a renamed row by the line of the spec, or by the
/// index.
fn partners(before: &[Field], after: &[Field]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    pair(&mut pairs, before, after, |(_, old), (_, new)| old.name == new.name && old.when == new.when);
    pair(&mut pairs, before, after, |(_, old), (_, new)| old.span == new.span && old.span != Span::default());
    pair(&mut pairs, before, after, |(old, _), (new, _)| old == new && before.len() == after.len());
    pairs
}

fn pair(pairs: &mut Vec<(usize, usize)>, before: &[Field], after: &[Field], alike: impl Fn(Row<'_>, Row<'_>) -> bool) {
    for new in after.iter().enumerate() {
        if pairs.iter().any(|(_, paired)| *paired == new.0) {
            continue;
        }
        let free = |index: usize| !pairs.iter().any(|(paired, _)| *paired == index);
        let old = before.iter().enumerate().find(|old| free(old.0) && alike(*old, new));
        if let Some((index, _)) = old {
            pairs.push((index, new.0));
        }
    }
}
