//! Good values for a whole record.

use std::collections::BTreeSet;

use wxmed_schema::model::{Case, Field, Presence, Record, Role};

use crate::dice::Dice;
use crate::{stated, texts};

/// What stands in a row.
pub(crate) enum Filled {
    Text(String),
    Object(Vec<Option<Filled>>),
    List(Vec<Filled>),
}

/// Something for each row, so that the record as a whole breaks no rule.
pub(crate) fn record(record: &Record, dice: &mut Dice<'_>) -> Vec<Option<Filled>> {
    let case = record.tag.as_ref().and_then(|tag| tag.cases.get(dice.below(tag.cases.len())));
    let present = rows(record, case, dice);
    let mut filled: Vec<Option<Filled>> = (record.fields.iter().enumerate())
        .map(|(place, field)| {
            present.contains(&place).then(|| match &field.object {
                _ if field.list.is_some() => Filled::List(list(field, dice)),
                Some(object) => Filled::Object(self::record(object, dice)),
                None if field.presence == Presence::Present && dice.once_in(3) => Filled::Text(String::new()),
                None => Filled::Text(texts::good(field, dice)),
            })
        })
        .collect();
    count(record, &mut filled);
    if let (Some(tag), Some(case)) = (&record.tag, case) {
        filled[tag.field] = Some(Filled::Text(case.value.clone()));
    }
    stated::keep(record, &mut filled);
    filled
}

/// As many items as there may be, in which what must differ does.
fn list(field: &Field, dice: &mut Dice<'_>) -> Vec<Filled> {
    let list = field.list.unwrap_or_default();
    let fewest = if field.presence == Presence::Required { list.min.max(1) } else { list.min };
    let most = list.max.map_or(3, |max| max.saturating_sub(fewest) + 1);
    let wanted = fewest as usize + dice.below(most.min(4) as usize);
    let mut items: Vec<Filled> = Vec::new();
    for index in 0..wanted {
        let Some(object) = &field.object else {
            items.push(Filled::Text(texts::good(field, dice)));
            continue;
        };
        let mut item = self::record(object, dice);
        if let Some(unique) = list.unique.and_then(|place| item.get_mut(place)?.as_mut()) {
            let text_of = |other: &Filled| match (other, list.unique) {
                (Filled::Object(rows), Some(place)) => match rows.get(place) {
                    Some(Some(Filled::Text(text))) => Some(text.clone()),
                    _ => None,
                },
                _ => None,
            };
            let is_taken = |text: &str| items.iter().any(|other| text_of(other).as_deref() == Some(text));
            if matches!(unique, Filled::Text(text) if is_taken(text)) {
                *unique = Filled::Text(format!("no {index}"));
            }
        }
        items.push(Filled::Object(item));
    }
    items
}

/// Puts in how long the lists are.
fn count(record: &Record, filled: &mut [Option<Filled>]) {
    for (place, field) in record.fields.iter().enumerate() {
        let Some(of) = field.count_of else { continue };
        let items = if let Some(Some(Filled::List(items))) = filled.get(of) { items.len() } else { 0 };
        if filled[place].is_some() {
            filled[place] = Some(Filled::Text(items.to_string()));
        }
    }
}

/// The rows that are given.
fn rows(record: &Record, case: Option<&Case>, dice: &mut Dice<'_>) -> BTreeSet<usize> {
    let in_cases: BTreeSet<usize> =
        record.tag.iter().flat_map(|tag| &tag.cases).flat_map(|case| case.fields.iter().copied()).collect();
    let mut present = BTreeSet::new();
    for (place, field) in record.fields.iter().enumerate() {
        let is_here = !in_cases.contains(&place) || case.is_some_and(|case| case.fields.contains(&place));
        let is_wanted = match field.presence {
            Presence::Required | Presence::Present => true,
            Presence::Optional => dice.once_in(2),
            Presence::Chosen => false,
        };
        if is_here && is_wanted && field.role == Role::Value {
            present.insert(place);
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

/// Gives one group of a choice, and none of the others.
fn choose(record: &Record, choice: usize, group: usize, dice: &mut Dice<'_>, present: &mut BTreeSet<usize>) {
    let choice = &record.choices[choice];
    for place in choice.distinguishing() {
        present.remove(&place);
    }
    let own = &choice.own_members()[group];
    for (place, is_mandatory) in own {
        if *is_mandatory || dice.once_in(2) {
            present.insert(*place);
        }
    }
    // A group whose fields may all be left out is chosen by one of them.
    if !own.is_empty() && own.iter().all(|(place, _)| !present.contains(place)) {
        present.extend(own.first().map(|(place, _)| *place));
    }
}
