mod field;
mod value_kind;

use std::collections::BTreeSet;
use std::ops::{Deref, DerefMut};

pub use field::{Alias, Condition, Field, LengthUnit, Required, StatedPresence, WireType};
pub use value_kind::ValueKind;

use super::{Arc, Bilingual, Demand, Exhaustiveness, GroupKind, IdPart, Provenance, Scale, Span, StatedRule, Versions};

/// The fields of a request, a response or a JSON object, and the constraints between them.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The rows, in the document's order.
    pub fields: Vec<Field>,
    /// Fields of which exactly one group must be given.
    pub choices: Vec<Choice>,
    /// Fields that are mandatory because others are given.
    pub needs: Vec<Needs>,
    /// Fields that are mandatory or forbidden under a condition.
    pub demands: Vec<Written<Demand>>,
    /// Groups of fields, of which a certain number must be given.
    pub groups: Vec<Group>,
    /// The field that selects which of the rows exist.
    pub tag: Option<Tag>,
    /// Rules across fields.
    pub rules: Vec<Written<StatedRule>>,
}

impl Record {
    /// Removes all defaults, including those inside objects.
    pub(super) fn drop_defaults(&mut self) {
        for field in &mut self.fields {
            field.drop_default();
            field.limits.scale = field.limits.scale.map(|scale| Scale::Sent(scale.decimal_places()));
            field.object.iter_mut().for_each(|object| object.drop_defaults());
        }
    }

    /// Whether the field at this index exists only for some values of the tag.
    pub fn is_in_case(&self, index: usize) -> bool {
        self.tag.as_ref().is_some_and(|tag| tag.decides(index))
    }

    /// Whether the tag can have values that its code table doesn't list.
    pub fn has_open_tag(&self) -> bool {
        let codes = self.tag.as_ref().and_then(|tag| self.fields.get(tag.field)?.codes.as_deref());
        codes.is_some_and(|codes| codes.openness == Exhaustiveness::Open)
    }

    /// The index of the field with this wire name or alias.
    pub fn index_of(&self, name: &str) -> Option<usize> {
        self.fields
            .iter()
            .position(|field| field.name == name)
            .or_else(|| self.fields.iter().position(|field| field.aliases.iter().any(|alias| alias.name == name)))
    }
}

impl Record {
    /// The field with this wire name or alias.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.index_of(name).and_then(|index| self.fields.get(index))
    }

    /// Visits every stated rule, including those of objects and of items.
    pub(crate) fn each_rule(&mut self, visit: &mut impl FnMut(&mut Written<StatedRule>)) {
        self.rules.iter_mut().for_each(&mut *visit);
        for inner in self.fields.iter_mut().filter_map(|field| field.object.as_deref_mut()) {
            inner.each_rule(visit);
        }
    }

    /// The parts of an identifier: names of fields, formats of dates, and regular expressions; none for other rows.
    pub fn id_parts(&self, field: &Field) -> Vec<String> {
        let part = |part: &IdPart| match part {
            IdPart::Field(index) => {
                self.fields.get(usize::from(*index)).map_or_else(String::new, |row| row.name.clone())
            }
            IdPart::Time(format) => format.name().to_owned(),
            IdPart::Pattern(pattern) => pattern.clone().into_owned(),
            IdPart::Text(text) => format!("{text:?}"),
        };
        field.composed.iter().map(part).collect()
    }

    /// The IDs of its rules, including those of objects and of items.
    pub fn rule_ids(&self) -> Vec<&str> {
        let inner = self.fields.iter().filter_map(|field| field.object.as_deref());
        let own = self.rules.iter().map(|rule| &*rule.id);
        own.chain(inner.flat_map(Record::rule_ids)).collect()
    }
}

/// Several groups of fields, of which exactly one must be given.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The name of the choice in the API.
    pub name: String,
    /// The title.
    pub title: Bilingual,
    /// The shared part, if it is one.
    pub part: Option<Arc<Part>>,
    /// The groups.
    pub alternatives: Vec<Alternative>,
    /// The span in the sources.
    pub span: Span,
}

impl Choice {
    /// For each group, the indices of the fields that distinguish it from the others, and whether it is incomplete
    /// without them.
    ///
    /// Fields that every group has are omitted.
    pub fn own_members(&self) -> Vec<Vec<(usize, bool)>> {
        let common = self.common();
        let own = |group: &Alternative| {
            let members = group.fields.iter().copied().zip(group.mandatory.iter().copied());
            members.filter(|(index, _)| !common.contains(index)).collect()
        };
        self.alternatives.iter().map(own).collect()
    }

    /// The indices of the fields that distinguish the groups, each once, in the order of the groups.
    pub fn distinguishing(&self) -> Vec<usize> {
        let mut seen = self.common();
        self.alternatives.iter().flat_map(|group| &group.fields).copied().filter(|index| seen.insert(*index)).collect()
    }

    /// The indices of the fields that every group has.
    fn common(&self) -> BTreeSet<usize> {
        let mut groups =
            self.alternatives.iter().map(|group| group.fields.iter().copied().collect::<BTreeSet<usize>>());
        let first = groups.next().unwrap_or_default();
        groups.fold(first, |common, group| &common & &group)
    }

    /// Whether there is a group that applies if no field of another one is given.
    pub fn has_default(&self) -> bool {
        self.own_members().iter().any(Vec::is_empty)
    }
}

/// One group of a choice.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// The name in the API.
    pub name: String,
    /// The meaning.
    pub about: Option<Bilingual>,
    /// The indices of its fields in the record.
    pub fields: Vec<usize>,
    /// For each field, whether the group is incomplete without it.
    pub mandatory: Vec<bool>,
}

/// A choice that several specs share.
#[derive(Clone, Debug)]
pub struct Part {
    /// The name of its file.
    pub name: String,
    /// The name of its type in the API.
    pub spelling: String,
    /// The title.
    pub title: Bilingual,
    /// The fields, each once, in the order of their first mention.
    pub fields: Vec<String>,
    /// The groups, as indices in `fields`.
    pub alternatives: Vec<Alternative>,
    /// Whether the fields identify the calling account, so that the platform rejects values of another one.
    pub names_account: bool,
    /// The span in the sources.
    pub span: Span,
    /// The span of its API name: of `spelling:`, if there is one.
    pub spelling_span: Span,
}

/// A field that is mandatory because another one is given.
#[derive(Clone, Debug)]
pub struct Needs {
    /// The index of the field that is given.
    pub given: usize,
    /// The index of the field that is then mandatory.
    pub needs: usize,
}

/// A statement of a spec, with its expression as text.
#[derive(Clone, Debug)]
pub struct Written<T> {
    /// The expression as written.
    pub text: String,
    /// The statement.
    pub stated: T,
}

impl<T> Deref for Written<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.stated
    }
}

impl<T> DerefMut for Written<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.stated
    }
}

/// A group of fields, of which a certain number must be given.
#[derive(Clone, Debug)]
pub struct Group {
    /// How many must be given.
    pub kind: GroupKind,
    /// The indices of the fields.
    pub fields: Vec<usize>,
}

/// A field whose value selects which other fields exist.
#[derive(Clone, Debug)]
pub struct Tag {
    /// The index of the field.
    pub field: usize,
    /// The name of the choice in the API.
    pub name: String,
    /// The groups of fields, one for each value.
    pub cases: Vec<Case>,
    /// The span of its name.
    pub span: Span,
}

impl Tag {
    /// The case with this value.
    pub fn case(&self, value: &str) -> Option<&Case> {
        self.cases.iter().find(|case| case.value == value)
    }

    /// The indices of the rows that exist only for some values.
    pub fn decided(&self) -> BTreeSet<usize> {
        self.cases.iter().flat_map(|case| &case.fields).copied().collect()
    }

    /// Whether a row exists only for some values.
    pub fn decides(&self, index: usize) -> bool {
        self.cases.iter().any(|case| case.fields.contains(&index))
    }
}

/// The fields that exist for one value of a tag.
#[derive(Clone, Debug)]
pub struct Case {
    /// The value.
    pub value: String,
    /// The name in the API.
    pub name: String,
    /// The name of its fields' type in the API.
    pub spelling: String,
    /// The meaning of the value.
    pub label: Bilingual,
    /// The indices of its fields in the record.
    pub fields: Vec<usize>,
}

/// A code table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CodeTable {
    /// The name by which fields refer to it.
    pub name: String,
    /// The name of its type in the API.
    pub spelling: String,
    /// The title.
    pub title: Bilingual,
    /// The section of the document.
    pub section: String,
    /// Its own source, if the spec states one.
    pub provenance: Option<Provenance>,
    /// Whether it lists every value.
    pub openness: Exhaustiveness,
    /// Whether it is shared by several specs, or belongs to one.
    pub shared: bool,
    /// The values, in the document's order.
    pub values: Vec<CodeValue>,
    /// The span in the sources.
    pub span: Span,
    /// The span of its API name: of `spelling:`, if there is one.
    pub spelling_span: Span,
}

/// One value of a code table.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CodeValue {
    /// The text on the wire.
    pub code: String,
    /// The name in the API.
    pub name: String,
    /// The meaning.
    pub label: Bilingual,
    /// Its own source, if the spec states one.
    pub provenance: Option<Provenance>,
    /// The versions of the document that have it.
    pub versions: Versions,
    /// The span in the sources.
    pub span: Span,
}
