//! Good values for a whole record.

use std::collections::BTreeSet;

use wxmed_schema::GroupKind;
use wxmed_schema::model::{Case, Field, Presence, Record, Role};

use crate::dice::Dice;
use crate::filled::Filled;
use crate::{stated, texts};

/// Something for each row, so that the record as a whole breaks no rule.
pub(crate) fn record(record: &Record, dice: &mut Dice<'_>) -> Vec<Option<Filled>> {
    // An open tag may have a value that no table lists, and then none of the cases' rows.
    let is_listed = !(record.has_open_tag() && dice.once_in(6));
    let case = record.tag.as_ref().filter(|_| is_listed).and_then(|tag| tag.cases.get(dice.below(tag.cases.len())));
    let present = rows(record, case, dice);
    let mut filled: Vec<Option<Filled>> = (record.fields.iter().enumerate())
        .map(|(place, field)| {
            present.contains(&place).then(|| match field.presence {
                Presence::Present if field.list.is_none() && dice.once_in(3) => Filled::Text(String::new()),
                _ => value(field, dice),
            })
        })
        .collect();
    if let Some(tag) = &record.tag {
        let value = case.map_or_else(|| unlisted(&record.fields[tag.field]), |case| case.value.clone());
        filled[tag.field] = Some(Filled::Text(value));
    }
    for _ in 0..16 {
        stated::keep(record, &mut filled);
        if !depend(record, &mut filled, dice) {
            break;
        }
    }
    count(record, &mut filled);
    filled
}

/// A value that the code table of a tag does not list.
fn unlisted(tag: &Field) -> String {
    let values = ["9", "99", "Z", "ZZ"];
    let is_listed = |value: &str| tag.codes.iter().any(|codes| codes.values.iter().any(|known| known.code == value));
    values.into_iter().find(|value| !is_listed(value)).unwrap_or_default().to_owned()
}

fn value(field: &Field, dice: &mut Dice<'_>) -> Filled {
    match &field.object {
        _ if field.list.is_some() => Filled::List(list(field, dice)),
        Some(object) => Filled::Object(record(object, dice)),
        None => {
            let default = field.default.as_ref().filter(|_| dice.once_in(2));
            Filled::Text(default.cloned().unwrap_or_else(|| texts::good(field, dice)))
        }
    }
}

/// Whether a text may as well be left out: it is what stands there if nothing does.
pub(crate) fn goes_without_saying(field: &Field, text: &str, dice: &mut Dice<'_>) -> bool {
    field.default.as_deref() == Some(text) && dice.once_in(2)
}

/// Puts in, or takes out, what conditions and groups demand; whether anything had to be.
fn depend(record: &Record, filled: &mut [Option<Filled>], dice: &mut Dice<'_>) -> bool {
    let mut changed = false;
    let mut give = |place: usize, filled: &mut [Option<Filled>], is_given: bool| {
        let has = stated::is_given(&[place], filled);
        if has != is_given {
            let mut value = is_given.then(|| value(&record.fields[place], dice));
            // A list may be empty and be no value.
            if let Some(Filled::List(items)) = &mut value
                && items.is_empty()
            {
                let one = Field { list: None, ..record.fields[place].clone() };
                items.push(self::value(&one, dice));
            }
            filled[place] = value;
            changed = true;
        }
    };
    for needs in &record.needs {
        if stated::is_given(&[needs.given], filled) {
            give(needs.needs, filled, true);
        }
    }
    for group in &record.groups {
        let given: Vec<usize> =
            group.fields.iter().copied().filter(|place| stated::is_given(&[*place], filled)).collect();
        match (group.kind, given.as_slice()) {
            (GroupKind::AtMostOne, [_, others @ ..]) => others.iter().for_each(|place| give(*place, filled, false)),
            (GroupKind::AtLeastOne, []) => give(group.fields[group.fields.len() - 1], filled, true),
            (GroupKind::AllOrNone, [_, ..]) => group.fields.iter().for_each(|place| give(*place, filled, true)),
            _ => {}
        }
    }
    for demand in &record.demands {
        if stated::holds(&demand.when, filled) == Some(true) {
            demand.needs.iter().for_each(|place| give(*place, filled, true));
            demand.absent.iter().for_each(|place| give(*place, filled, false));
        }
    }
    changed
}

/// As many items as there may be, in which what must differ does.
fn list(field: &Field, dice: &mut Dice<'_>) -> Vec<Filled> {
    let list = field.list.unwrap_or_default();
    let fewest = if field.presence == Presence::Required { list.min.max(1) } else { list.min };
    let most = list.max.map_or(3, |max| max.saturating_sub(fewest) + 1);
    let wanted = fewest as usize + dice.below(most.min(4) as usize);
    let mut items: Vec<Filled> = Vec::new();
    for _ in 0..wanted {
        let Some(object) = &field.object else {
            items.push(Filled::Text(texts::good(field, dice)));
            continue;
        };
        let mut item = self::record(object, dice);
        if let Some(place) = list.unique {
            let is_taken = |text: &str| items.iter().any(|other| text_at(other, place) == Some(text));
            if let Some(Some(Filled::Text(unique))) = item.get_mut(place)
                && is_taken(unique)
            {
                let free = object.fields.get(place).and_then(|field| another(field, &is_taken, dice));
                match free {
                    Some(text) => *unique = text,
                    // Where there are few values, there are few items.
                    None => break,
                }
            }
        }
        items.push(Filled::Object(item));
    }
    items
}

/// The text in a row of an item.
fn text_at(item: &Filled, place: usize) -> Option<&str> {
    match item {
        Filled::Object(rows) => match rows.get(place) {
            Some(Some(Filled::Text(text))) => Some(text),
            _ => None,
        },
        _ => None,
    }
}

/// A value that no other item has, if one is found.
fn another(field: &Field, is_taken: &impl Fn(&str) -> bool, dice: &mut Dice<'_>) -> Option<String> {
    let codes = field.codes.iter().flat_map(|table| &table.values).map(|value| value.code.clone());
    let plain = (1..=9).map(|number| number.to_string()).filter(|text| takes(field, text));
    codes.chain(plain).chain((0..4).map(|_| texts::good(field, dice))).find(|text| !is_taken(text))
}

/// Whether a row of free text or of numbers has this value.
fn takes(field: &Field, text: &str) -> bool {
    let is_limited = field.limits.pattern.is_some() || field.limits.range.is_some() || field.codes.is_some();
    !is_limited && field.format.accepts(text)
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
            // Who writes it down may leave it out again.
            _ if field.default.is_some() => true,
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
