use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::model::{Case, Field, Record, Type, Wire};
use crate::{Bilingual, Json, Rule, Severity, Violation};

/// Where a violation is, and what the document calls the place.
pub(super) struct Spot<'a> {
    pub(super) path: String,
    pub(super) label: Option<&'a Bilingual>,
    pub(super) section: &'a str,
}

impl<'a> Spot<'a> {
    /// The whole request or content.
    pub(super) fn whole(title: &'a Bilingual, section: &'a str) -> Self {
        Spot { path: String::new(), label: Some(title), section }
    }

    /// A name that no table has.
    pub(super) fn unknown(name: &str) -> Self {
        Spot { path: name.to_owned(), label: None, section: "" }
    }

    /// The path of something inside.
    pub(super) fn within(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    pub(super) fn breaks(&self, rule: Rule) -> Violation {
        let severity = rule.severity();
        self.breaks_with(rule, severity)
    }

    pub(super) fn breaks_with(&self, rule: Rule, severity: Severity) -> Violation {
        Violation {
            path: self.path.clone(),
            rule,
            severity,
            label: self.label.cloned().unwrap_or_default(),
            section: Cow::Owned(self.section.to_owned()),
        }
    }
}

/// A value as it came in.
#[derive(Clone, Copy)]
pub(super) enum Raw<'a> {
    Text(&'a str),
    Json(&'a Json),
}

/// A value as the row that speaks for its name sees it.
#[derive(Clone, Copy)]
pub(super) enum Seen<'a> {
    Absent,
    /// A key with an empty text, or an empty list.
    Empty,
    /// Not of the kind that the row has; neither absent nor given.
    Mistyped {
        expected: &'static str,
    },
    Text(&'a str),
    Object(&'a [(String, Json)]),
    /// At least one item.
    List(&'a [Json]),
}

impl<'a> Seen<'a> {
    fn new(raw: Raw<'a>, field: &Field) -> Self {
        if field.list.is_some() {
            return match raw {
                Raw::Json(Json::List(items)) if items.is_empty() => Seen::Empty,
                Raw::Json(Json::List(items)) => Seen::List(items),
                Raw::Json(_) | Raw::Text(_) => Seen::Mistyped { expected: "array" },
            };
        }
        match (raw, field.ty) {
            (Raw::Text(""), _) => Seen::Empty,
            (Raw::Text(text), _) => Seen::Text(text),
            (Raw::Json(Json::Object(entries)), Type::Object) => Seen::Object(entries),
            (Raw::Json(_), Type::Object) => Seen::Mistyped { expected: "object" },
            (Raw::Json(Json::Number(text)), _) if field.wire == Wire::Number => Seen::Text(text),
            (Raw::Json(_), _) if field.wire == Wire::Number => Seen::Mistyped { expected: Wire::Number.name() },
            (Raw::Json(Json::Text(text)), _) if text.is_empty() => Seen::Empty,
            (Raw::Json(Json::Text(text)), _) => Seen::Text(text),
            (Raw::Json(_), _) => Seen::Mistyped { expected: Wire::Text.name() },
        }
    }
}

/// What came in under one name, or under its aliases: the first value counts.
pub(super) struct Slot<'a> {
    pub(super) first: Raw<'a>,
    pub(super) repeated: bool,
}

/// How a row stands to the case that the tag selects.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Belongs {
    /// To the case that is selected.
    Here,
    /// To no case: the row is always there.
    Everywhere,
    /// To other cases only; to any case, if none is selected.
    Elsewhere,
}

/// A record, and the values that came in for it.
pub(super) struct Scope<'a> {
    pub(super) record: &'a Record,
    pub(super) whole: Spot<'a>,
    /// The case that the tag's value selects.
    pub(super) case: Option<&'a Case>,
    /// What came in under names that the record lacks, in the order of arrival.
    pub(super) unknown: Vec<(&'a str, Slot<'a>)>,
    slots: BTreeMap<&'a str, Slot<'a>>,
    /// For each name, the place of the row that speaks for it.
    speakers: BTreeMap<&'a str, usize>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(record: &'a Record, whole: Spot<'a>, entries: impl Iterator<Item = (&'a str, Raw<'a>)>) -> Self {
        let mut slots: BTreeMap<&str, Slot<'_>> = BTreeMap::new();
        let mut unknown: Vec<(&str, Slot<'_>)> = Vec::new();
        for (name, raw) in entries {
            let fresh = Slot { first: raw, repeated: false };
            match record.position(name).and_then(|place| record.fields.get(place)) {
                Some(field) => {
                    slots.entry(&field.name).and_modify(|slot| slot.repeated = true).or_insert(fresh);
                }
                None => match unknown.iter_mut().find(|(known, _)| *known == name) {
                    Some((_, slot)) => slot.repeated = true,
                    None => unknown.push((name, fresh)),
                },
            }
        }
        let mut scope = Scope { record, whole, case: None, unknown, slots, speakers: BTreeMap::new() };
        scope.case = scope.selected();
        scope.speakers = scope.choose_speakers();
        scope
    }

    pub(super) fn of_json(record: &'a Record, whole: Spot<'a>, entries: &'a [(String, Json)]) -> Self {
        Self::new(record, whole, entries.iter().map(|(name, value)| (name.as_str(), Raw::Json(value))))
    }

    fn selected(&self) -> Option<&'a Case> {
        let tag = self.record.tag.as_ref()?;
        match self.seen(self.record.fields.get(tag.field)?) {
            Seen::Text(value) => tag.cases.iter().find(|case| case.value == value),
            _ => None,
        }
    }

    fn choose_speakers(&self) -> BTreeMap<&'a str, usize> {
        let mut speakers: BTreeMap<&str, (Belongs, usize)> = BTreeMap::new();
        for (place, field) in self.record.fields.iter().enumerate() {
            let bid = (self.belongs(place), place);
            speakers.entry(&field.name).and_modify(|best| *best = bid.min(*best)).or_insert(bid);
        }
        speakers.into_iter().map(|(name, (_, place))| (name, place)).collect()
    }

    pub(super) fn belongs(&self, place: usize) -> Belongs {
        let Some(tag) = &self.record.tag else { return Belongs::Everywhere };
        if self.case.is_some_and(|case| case.fields.contains(&place)) {
            Belongs::Here
        } else if tag.cases.iter().any(|case| case.fields.contains(&place)) {
            Belongs::Elsewhere
        } else {
            Belongs::Everywhere
        }
    }

    /// Whether the row at this place is the one that speaks for its name.
    pub(super) fn speaks(&self, place: usize) -> bool {
        let name = self.record.fields.get(place).map(|field| field.name.as_str());
        name.is_some_and(|name| self.speakers.get(name) == Some(&place))
    }

    /// The rows that speak, in the order of the table: one for each name.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, &'a Field)> {
        self.record.fields.iter().enumerate().filter(|(place, _)| self.speaks(*place))
    }

    /// The row that speaks for the name of the row at this place.
    pub(super) fn row(&self, place: usize) -> Option<&'a Field> {
        let name = self.record.fields.get(place)?.name.as_str();
        self.record.fields.get(*self.speakers.get(name)?)
    }

    pub(super) fn seen(&self, field: &Field) -> Seen<'a> {
        self.slots.get(field.name.as_str()).map_or(Seen::Absent, |slot| Seen::new(slot.first, field))
    }

    pub(super) fn repeated(&self, field: &Field) -> bool {
        self.slots.get(field.name.as_str()).is_some_and(|slot| slot.repeated)
    }

    pub(super) fn given(&self, place: usize) -> bool {
        self.row(place).is_some_and(|field| matches!(self.seen(field), Seen::Text(_) | Seen::Object(_) | Seen::List(_)))
    }

    /// The place of a row of this record.
    pub(super) fn spot(&self, field: &'a Field) -> Spot<'a> {
        Spot { path: self.whole.within(&field.name), label: Some(&field.label), section: &field.section }
    }
}
