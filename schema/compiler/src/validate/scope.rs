use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::model::{Case, Content, Field, Null, Record, Type, Wire};
use wxmed_core::{Bilingual, Json, Rule, Severity, Violation};

/// Where a violation is, and what the document calls the place.
pub(super) struct Spot<'a> {
    pub(super) path: String,
    pub(super) label: Option<&'a Bilingual>,
    pub(super) section: &'a str,
    pub(super) source: Option<&'a Bilingual>,
}

impl<'a> Spot<'a> {
    /// The whole request.
    pub(super) fn whole(title: &'a Bilingual, section: &'a str) -> Self {
        Spot { path: String::new(), label: Some(title), section, source: None }
    }

    /// The whole content.
    pub(super) fn content(content: &'a Content) -> Self {
        let source = content.provenance.as_ref().map(|provenance| &provenance.cited);
        Spot { source, ..Spot::whole(&content.title, &content.section) }
    }

    /// A name that no table has.
    pub(super) fn unknown(name: &str) -> Self {
        Spot { path: name.to_owned(), label: None, section: "", source: None }
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
            source: self.source.cloned().unwrap_or_default(),
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
                Raw::Json(Json::Text(text)) if text.is_empty() && field.wire == Wire::JsonText => Seen::Empty,
                Raw::Json(_) | Raw::Text(_) => Seen::Mistyped { expected: field.json_type() },
            };
        }
        let json = match raw {
            Raw::Text("") => return Seen::Empty,
            Raw::Text(text) => return Seen::Text(text),
            Raw::Json(json) => json,
        };
        match field.ty {
            Type::Object => match json {
                Json::Object(entries) => Seen::Object(entries),
                Json::Text(text) if text.is_empty() && field.wire == Wire::JsonText => Seen::Empty,
                _ => Seen::Mistyped { expected: field.json_type() },
            },
            Type::Text { .. } | Type::Uint8 | Type::Uint32 | Type::Uint64 | Type::Int => {
                match (field.wire.text_of(json), field.wire) {
                    (Some(""), Wire::Text) => Seen::Empty,
                    (Some(text), _) => Seen::Text(text),
                    (None, wire) => Seen::Mistyped { expected: wire.name() },
                }
            }
        }
    }
}

/// What came in for one row, or under one name that no row has: the first value counts.
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

/// What the value of the tag says of the rows.
#[derive(Clone, Copy)]
enum Selected<'a> {
    /// There is no tag, or no value of it that selects anything.
    Nothing,
    /// A case.
    Case(&'a Case),
    /// A value that the code table does not list and need not: nobody knows its rows, and those of the cases are none.
    Unlisted,
}

/// Which rows names mean, as far as the value of the tag says.
pub(super) struct Names<'a> {
    record: &'a Record,
    selected: Selected<'a>,
    /// The places of the rows that each name can mean.
    places: HashMap<&'a str, Vec<usize>>,
    /// The places of the rows of the selected case, and of those of any case.
    here: HashSet<usize>,
    in_cases: HashSet<usize>,
}

impl<'a> Names<'a> {
    /// Of a record for which this came in.
    pub(super) fn new(record: &'a Record, entries: impl Iterator<Item = (&'a str, Raw<'a>)>) -> Self {
        let selected = selected(record, entries);
        let mut places: HashMap<&str, Vec<usize>> = HashMap::with_capacity(record.fields.len());
        for (place, field) in record.fields.iter().enumerate() {
            let aliases = field.aliases.iter().map(|alias| alias.name.as_str());
            aliases.chain([field.name.as_str()]).for_each(|name| places.entry(name).or_default().push(place));
        }
        let here =
            if let Selected::Case(case) = selected { case.fields.iter().copied().collect() } else { HashSet::new() };
        let cases = record.tag.iter().flat_map(|tag| &tag.cases);
        Self { record, selected, places, here, in_cases: cases.flat_map(|case| &case.fields).copied().collect() }
    }

    /// The row that a name means.
    pub(super) fn row(&self, name: &str) -> Option<&'a Field> {
        self.place(name).and_then(|place| self.record.fields.get(place))
    }

    /// The place of the row that a name means: of those that have the name or read it, the one of the selected case, or
    /// else the first.
    fn place(&self, name: &str) -> Option<usize> {
        let is_meant = |place: &usize| {
            !(matches!(self.selected, Selected::Unlisted) && self.belongs(*place) == Belongs::Elsewhere)
        };
        let named = self.places.get(name).into_iter().flatten().copied();
        named.filter(is_meant).min_by_key(|place| (self.belongs(*place), *place))
    }

    fn belongs(&self, place: usize) -> Belongs {
        if self.here.contains(&place) {
            Belongs::Here
        } else if self.in_cases.contains(&place) {
            Belongs::Elsewhere
        } else {
            Belongs::Everywhere
        }
    }
}

/// A record, and the values that came in for it.
pub(super) struct Scope<'a> {
    pub(super) record: &'a Record,
    pub(super) whole: Spot<'a>,
    /// What came in under names that the record lacks, in the order of arrival.
    pub(super) unknown: Vec<(&'a str, Slot<'a>)>,
    /// The places of those, by their names.
    unknown_places: HashMap<&'a str, usize>,
    names: Names<'a>,
    /// By the places of the rows.
    slots: BTreeMap<usize, Slot<'a>>,
}

impl<'a> Scope<'a> {
    pub(super) fn new(
        record: &'a Record,
        whole: Spot<'a>,
        entries: impl Iterator<Item = (&'a str, Raw<'a>)> + Clone,
    ) -> Self {
        let names = Names::new(record, entries.clone());
        let mut scope =
            Scope { record, whole, unknown: Vec::new(), unknown_places: HashMap::new(), names, slots: BTreeMap::new() };
        for (name, raw) in entries {
            scope.take(name, raw);
        }
        scope
    }

    pub(super) fn of_json(record: &'a Record, whole: Spot<'a>, entries: &'a [(String, Json)]) -> Self {
        Self::new(record, whole, raw(entries))
    }

    fn take(&mut self, name: &'a str, raw: Raw<'a>) {
        let fresh = Slot { first: raw, repeated: false };
        match self.names.place(name) {
            Some(place) => {
                self.slots.entry(place).and_modify(|slot| slot.repeated = true).or_insert(fresh);
            }
            None => match self.unknown_places.get(name).and_then(|place| self.unknown.get_mut(*place)) {
                Some((_, slot)) => slot.repeated = true,
                None => {
                    self.unknown_places.insert(name, self.unknown.len());
                    self.unknown.push((name, fresh));
                }
            },
        }
    }

    /// The row that speaks for a row's name: of what several rows have together, one of them is to tell.
    pub(super) fn speaker(&self, field: &'a Field) -> &'a Field {
        self.names.row(&field.name).unwrap_or(field)
    }

    pub(super) fn belongs(&self, place: usize) -> Belongs {
        self.names.belongs(place)
    }

    /// The field that selects a case, if it does.
    pub(super) fn selecting(&self) -> Option<&'a Field> {
        match self.names.selected {
            Selected::Case(_) => self.record.fields.get(self.record.tag.as_ref()?.field),
            Selected::Nothing | Selected::Unlisted => None,
        }
    }

    /// The rows in the order of the table.
    pub(super) fn rows(&self) -> impl Iterator<Item = (usize, &'a Field)> {
        self.record.fields.iter().enumerate()
    }

    pub(super) fn row(&self, place: usize) -> Option<&'a Field> {
        self.record.fields.get(place)
    }

    /// What stands in the row at a place.
    pub(super) fn seen(&self, place: usize) -> Seen<'a> {
        match (self.slots.get(&place), self.record.fields.get(place)) {
            (Some(Slot { first: Raw::Json(Json::Null), .. }), Some(field)) if field.null == Null::Kept => Seen::Absent,
            (Some(slot), Some(field)) => Seen::new(slot.first, field),
            _ => Seen::Absent,
        }
    }

    pub(super) fn repeated(&self, place: usize) -> bool {
        self.slots.get(&place).is_some_and(|slot| slot.repeated)
    }

    pub(super) fn given(&self, place: usize) -> bool {
        matches!(self.seen(place), Seen::Text(_) | Seen::Object(_) | Seen::List(_))
    }

    /// The place of a row of this record.
    pub(super) fn spot(&self, field: &'a Field) -> Spot<'a> {
        Spot {
            path: self.whole.within(&field.name),
            label: Some(&field.label),
            section: &field.section,
            source: self.whole.source,
        }
    }
}

/// The entries of an object, as they came in.
pub(super) fn raw(entries: &[(String, Json)]) -> impl Iterator<Item = (&str, Raw<'_>)> + Clone {
    entries.iter().map(|(name, value)| (name.as_str(), Raw::Json(value)))
}

/// What the first value that came in for the tag selects.
fn selected<'a>(record: &'a Record, mut entries: impl Iterator<Item = (&'a str, Raw<'a>)>) -> Selected<'a> {
    let Some((tag, field)) = record.tag.as_ref().and_then(|tag| Some((tag, record.fields.get(tag.field)?))) else {
        return Selected::Nothing;
    };
    let is_tag = |(name, raw): &(&str, Raw<'_>)| field.reads(name) && !matches!(raw, Raw::Json(Json::Null));
    let Some((_, raw)) = entries.find(is_tag) else { return Selected::Nothing };
    let Seen::Text(value) = Seen::new(raw, field) else { return Selected::Nothing };
    match tag.case(value) {
        Some(case) => Selected::Case(case),
        None if record.has_open_tag() => Selected::Unlisted,
        None => Selected::Nothing,
    }
}
