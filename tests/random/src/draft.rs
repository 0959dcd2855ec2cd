//! Draft values for a whole record. Each is valid on its own; the record's constraints aren't considered.

use std::collections::BTreeSet;

use wxmed_compiler::model::{Case, Encoding, Field, Items, List, Record, Role, StatedPresence};

use crate::dice::Dice;
use crate::filled::Filled;
use crate::limits::takes;
use crate::texts;

/// A value, or none, for each row.
pub(crate) fn record(record: &Record, dice: &mut Dice<'_>) -> Vec<Option<Filled>> {
    // An open tag may have an unlisted value, and then no rows of any case.
    let is_listed = !(record.has_open_tag() && dice.once_in(6));
    let unlisted = record.tag.as_ref().filter(|_| !is_listed).and_then(|tag| unlisted(&record.fields[tag.field]));
    let cases = record.tag.as_ref().filter(|_| unlisted.is_none()).map(|tag| tag.cases.as_slice()).unwrap_or_default();
    let case = cases.get(dice.below(cases.len()));
    let present = rows(record, case, dice);
    let mut filled: Vec<Option<Filled>> = (record.fields.iter().enumerate())
        .map(|(index, field)| {
            present.contains(&index).then(|| match field.presence {
                StatedPresence::Present if can_be_empty(field) && dice.once_in(3) => Filled::Text(String::new()),
                _ => value(field, dice),
            })
        })
        .collect();
    if let (Some(tag), Some(value)) = (&record.tag, case.map(|case| case.value.clone()).or(unlisted)) {
        filled[tag.field] = Some(Filled::Text(value));
    }
    filled
}

/// Whether the row may be present with an empty text.
pub(crate) fn can_be_empty(field: &Field) -> bool {
    match field.encoding {
        Encoding::JsonText => field.list.is_none(),
        Encoding::Text => field.list.is_none() && field.object.is_none(),
        Encoding::Number | Encoding::Boolean => false,
    }
}

/// An unlisted value of an open tag, if its row takes one.
pub(crate) fn unlisted(tag: &Field) -> Option<String> {
    let is_listed = |value: &str| tag.codes.iter().any(|codes| codes.values.iter().any(|known| known.code == value));
    let drawn = (1..20).filter_map(|word| texts::drawn(&Field { codes: None, ..tag.clone() }, &mut Dice::new(&[word])));
    let values = ["9", "99", "Z", "ZZ"].map(str::to_owned).into_iter().chain(drawn);
    values.filter(|value| takes(tag, value)).find(|value| !is_listed(value))
}

/// A value of a row, or several if it is a list.
pub(crate) fn value(field: &Field, dice: &mut Dice<'_>) -> Filled {
    match &field.object {
        _ if field.list.is_some() => Filled::List(list(field, dice)),
        Some(object) => Filled::Object(record(object, dice)),
        None => {
            let default = field.default.as_ref().filter(|_| dice.once_in(2));
            Filled::Text(default.cloned().unwrap_or_else(|| texts::good(field, dice)))
        }
    }
}

/// An item of a list: a value, or a list of values.
fn item(field: &Field, dice: &mut Dice<'_>) -> Filled {
    match field.list {
        Some(List { items: Items::Lists, .. }) => {
            Filled::List((0..dice.below(3)).map(|_| single(field, dice)).collect())
        }
        Some(List { items: Items::Values, .. }) | None => single(field, dice),
    }
}

/// A value of a row, or of an item of a list.
pub(crate) fn single(field: &Field, dice: &mut Dice<'_>) -> Filled {
    match &field.object {
        Some(object) => Filled::Object(record(object, dice)),
        None => Filled::Text(texts::good(field, dice)),
    }
}

/// A value with which a row counts as given: a list has at least one item.
pub(crate) fn given(field: &Field, dice: &mut Dice<'_>) -> Filled {
    match value(field, dice) {
        Filled::List(items) if items.is_empty() => Filled::List(vec![item(field, dice)]),
        value => value,
    }
}

/// An allowed number of items, with distinct values where they must be.
fn list(field: &Field, dice: &mut Dice<'_>) -> Vec<Filled> {
    let list = field.list.unwrap_or(List::ANY);
    let fewest = if field.presence == StatedPresence::Required { list.min.max(1) } else { list.min };
    let most = list.max.map_or(3, |max| max.saturating_sub(fewest) + 1);
    let wanted = fewest as usize + dice.below(most.min(4) as usize);
    let mut items: Vec<Filled> = Vec::new();
    for _ in 0..wanted {
        match another(field, &items, dice) {
            Some(item) => items.push(item),
            // If there are few distinct values, there are few items.
            None => break,
        }
    }
    items
}

/// An item that differs from the present ones in the unique fields, if one is found.
pub(crate) fn another(field: &Field, items: &[Filled], dice: &mut Dice<'_>) -> Option<Filled> {
    let mut item = item(field, dice);
    let key = |item: &Filled| texts_at(item, &field.unique).map(|texts| texts.join("\u{0}"));
    let is_alike =
        |item: &Filled| key(item).is_some_and(|own| items.iter().any(|other| key(other).as_ref() == Some(&own)));
    if let (Some(object), Some(index)) = (&field.object, field.unique.first().copied())
        && is_alike(&item)
        && let Filled::Object(rows) = &mut item
        && let Some(Some(Filled::Text(unique))) = rows.get_mut(index)
    {
        let is_taken = |text: &str| items.iter().any(|other| text_at(other, index) == Some(text));
        if is_taken(unique) {
            *unique = free(object.fields.get(index)?, &is_taken, dice)?;
        }
    }
    Some(item)
}

/// The text in a row of an item.
pub(crate) fn text_at(item: &Filled, index: usize) -> Option<&str> {
    match item {
        Filled::Object(rows) => match rows.get(index) {
            Some(Some(Filled::Text(text))) => Some(text),
            _ => None,
        },
        Filled::Text(_) | Filled::List(_) => None,
    }
}

/// The texts in some rows of an item, if all of them have one.
pub(crate) fn texts_at<'f>(item: &'f Filled, indices: &[usize]) -> Option<Vec<&'f str>> {
    let text = |index: &usize| text_at(item, *index).filter(|text| !text.is_empty());
    if indices.is_empty() { None } else { indices.iter().map(text).collect() }
}

/// A value that isn't taken by another item.
fn free(field: &Field, is_taken: &impl Fn(&str) -> bool, dice: &mut Dice<'_>) -> Option<String> {
    let codes = field.codes.iter().flat_map(|table| &table.values).map(|value| value.code.clone());
    let plain = (1..=9).map(|number| number.to_string()).filter(|text| takes(field, text));
    let start = dice.number();
    // From different numbers, even if the choices are used up.
    let drawn = (1..40_u32).filter_map(|at| texts::drawn(field, &mut Dice::new(&[start.wrapping_add(at), at, at])));
    codes.chain(plain).chain(drawn).find(|text| !is_taken(text))
}

/// The indices of the rows that are given.
fn rows(record: &Record, case: Option<&Case>, dice: &mut Dice<'_>) -> BTreeSet<usize> {
    let in_cases: BTreeSet<usize> =
        record.tag.iter().flat_map(|tag| &tag.cases).flat_map(|case| case.fields.iter().copied()).collect();
    let mut present = BTreeSet::new();
    for (index, field) in record.fields.iter().enumerate() {
        let is_here = !in_cases.contains(&index) || case.is_some_and(|case| case.fields.contains(&index));
        let is_wanted = match field.presence {
            // A default may be omitted later.
            _ if field.default.is_some() => true,
            StatedPresence::Required | StatedPresence::Present => true,
            StatedPresence::Optional => dice.once_in(2),
            StatedPresence::Chosen => false,
        };
        if is_here && is_wanted && field.role == Role::Value {
            present.insert(index);
        }
    }
    for (at, choice) in record.choices.iter().enumerate() {
        choose(record, at, dice.below(choice.alternatives.len()), dice, &mut present);
    }
    for _ in 0..record.fields.len() {
        let unmet = record.needs.iter().find(|needs| present.contains(&needs.given) && !present.contains(&needs.needs));
        let Some(needs) = unmet else { break };
        for (at, choice) in record.choices.iter().enumerate() {
            if let Some(group) =
                choice.own_members().iter().position(|own| own.iter().any(|(row, _)| *row == needs.needs))
            {
                choose(record, at, group, dice, &mut present);
            }
        }
        present.insert(needs.needs);
    }
    present
}

/// Gives one group of a choice, and removes the others.
fn choose(record: &Record, choice: usize, group: usize, dice: &mut Dice<'_>, present: &mut BTreeSet<usize>) {
    let choice = &record.choices[choice];
    for index in choice.distinguishing() {
        present.remove(&index);
    }
    let own = &choice.own_members()[group];
    for (index, is_mandatory) in own {
        if *is_mandatory || dice.once_in(2) {
            present.insert(*index);
        }
    }
    // If all fields of a group are optional, one of them selects the group.
    if !own.is_empty() && own.iter().all(|(index, _)| !present.contains(index)) {
        present.extend(own.first().map(|(index, _)| *index));
    }
}
