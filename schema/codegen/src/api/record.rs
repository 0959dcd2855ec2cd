//! Records: the struct, its builder, and its dependent types.

use std::collections::{BTreeMap, BTreeSet};

use wxmed_compiler::casing::{UNLISTED, camel};
use wxmed_compiler::model::{self, Field, Role, Span, StatedPresence};
use wxmed_core::Severity;

use super::doc::{self, Doc, both, labelled};
use super::making::Making;
use super::{
    Alternative, Builder, Builds, Case, Choice, Holds, Member, Need, ObjectRecord, Origin, Record, RecordRole, Row,
    Rows, Source, Struct, Tag, Type, VariantValue, names,
};

/// The name and the documentation of a struct.
pub(super) struct Head {
    pub(super) spelling: String,
    pub(super) doc: Doc,
    /// The replacement, if it is deprecated.
    pub(super) deprecated: Option<String>,
    /// The span of its name in the spec.
    pub(super) span: Span,
}

impl Record {
    /// A record alone, with default names for its types.
    pub fn of(record: &model::Record, role: RecordRole) -> Self {
        let head = Head { spelling: String::new(), doc: Vec::new(), deprecated: None, span: Span::default() };
        Making::alone(|making| making.record(head, record, role, None))
    }

    /// Collects the mandatory members of builders.
    pub(super) fn required(&self, names: &mut BTreeSet<String>) {
        let cases = self.tag.iter().flat_map(|tag| tag.cases.iter().filter_map(|case| case.fields.as_ref()));
        for structure in cases.chain([&self.structure]) {
            let required = structure.members.iter().filter(|member| member.need.is_required());
            names.extend(required.map(|member| member.name.clone()));
        }
        self.objects.iter().for_each(|object| object.record.required(names));
    }
}

/// The rows from which the members of a record are built.
struct NamedRows<'r> {
    record: &'r model::Record,
    rows: &'r [Row],
    /// The rows that can't be members.
    impossible: BTreeSet<usize>,
}

impl Making<'_> {
    pub(super) fn record(
        &mut self,
        head: Head,
        record: &model::Record,
        role: RecordRole,
        builds: Option<Builds>,
    ) -> Record {
        let rows = self.rows(record, role);
        let of = NamedRows { record, rows: &rows, impossible: names::impossible(record, role, &mut self.diagnostics) };
        let decided = record.tag.as_ref().map(model::Tag::decided).unwrap_or_default();
        let members = self.members(&of, (0..rows.len()).filter(|row| !decided.contains(row)));
        let module = names::row_module(&head.spelling);
        let structure = self.structure(head, members, role == RecordRole::Content, builds);
        let choices = record.choices.iter().enumerate().filter(|(_, choice)| choice.part.is_none());
        let choices = choices.map(|(at, choice)| self.choice(at, choice, &of)).collect();
        let tag = record.tag.as_ref().map(|tag| self.tag(tag, &of, builds.map(|_| Builds::Case)));
        let objects = record.fields.iter().enumerate().filter_map(|(row, field)| {
            let head = Head {
                spelling: names::object_name(field),
                doc: doc::object(field),
                deprecated: None,
                span: field.spelling_span,
            };
            let record = self.record(head, field.object.as_deref()?, role, builds.map(|_| Builds::Object));
            Some(ObjectRecord { row, record })
        });
        let objects = objects.collect();
        Record { structure, rows: Rows { module, rows }, choices, tag, objects }
    }

    pub(super) fn rows(&self, record: &model::Record, role: RecordRole) -> Vec<Row> {
        let names: Vec<String> = record.fields.iter().map(names::member).collect();
        let constants = names::constants(&names, record.tag.as_ref());
        let rows = record.fields.iter().enumerate().zip(names.into_iter().zip(constants));
        let row = |((row, field), (name, constant)): ((usize, &Field), _)| Row {
            name,
            constant,
            ty: self.value_type(row, field, role),
        };
        rows.map(row).collect()
    }

    fn structure(&self, head: Head, members: Vec<Member>, keeps_unknown: bool, builds: Option<Builds>) -> Struct {
        let name = self.type_name(&head.spelling);
        let builder = builds.map(|builds| Builder { name: format!("{name}Builder"), builds });
        let Head { spelling: _, doc, deprecated, span } = head;
        Struct { name, doc, deprecated, members, keeps_unknown, builder, span }
    }

    fn members(&self, of: &NamedRows<'_>, rows: impl IntoIterator<Item = usize>) -> Vec<Member> {
        let choices = names::choices_of_rows(of.record);
        let mut seen = BTreeSet::new();
        let mut members = Vec::new();
        for row in rows {
            let (Some(field), Some(known)) = (of.record.fields.get(row), of.rows.get(row)) else { continue };
            if field.role != Role::Value || field.count_of.is_some() {
                continue;
            }
            if let Some(at) = choices.get(&row).copied() {
                if let Some(choice) = of.record.choices.get(at).filter(|_| seen.insert(at)) {
                    members.push(self.choice_member(at, choice));
                }
            } else if let Some(tag) = of.record.tag.as_ref().filter(|tag| tag.field == row) {
                let ty = self.group(&camel(&tag.name), Origin::Tag);
                members.push(group_member(&tag.name, ty, doc::row(field), Source::Tag));
            } else if !of.impossible.contains(&row) {
                members.push(row_member(row, known, field));
            }
        }
        members
    }

    fn choice_member(&self, at: usize, choice: &model::Choice) -> Member {
        let (ty, source) = match &choice.part {
            None => (self.group(&camel(&choice.name), Origin::Choice(at)), Source::Choice(at)),
            Some(part) => {
                let origin = Origin::SharedPart(part.name.clone(), part.span.file);
                let groups = part.alternatives.iter().zip(&choice.alternatives);
                let pairs = groups.flat_map(|(in_part, in_record)| in_part.fields.iter().zip(&in_record.fields));
                let rows: BTreeMap<usize, usize> = pairs.map(|(own, row)| (*own, *row)).collect();
                let rows = rows.into_values().collect();
                (self.group(&part.spelling, origin), Source::Part { choice: at, rows })
            }
        };
        group_member(&choice.name, ty, vec![both(&choice.title)], source)
    }

    fn group(&self, spelling: &str, origin: Origin) -> Type {
        Type::Group(self.type_ref(spelling, origin))
    }

    fn choice(&self, at: usize, choice: &model::Choice, of: &NamedRows<'_>) -> Choice {
        let value = |row: usize, mandatory: bool| {
            let (Row { name, ty, .. }, field) = (of.rows.get(row)?, of.record.fields.get(row)?);
            let (name, ty) = (name.clone(), ty.clone());
            Some(VariantValue { name, ty, is_optional: !mandatory, doc: vec![both(&field.label)], row })
        };
        Choice {
            name: self.type_name(&camel(&choice.name)),
            doc: vec![both(&choice.title)],
            variants: alternatives(&choice.alternatives, value),
            choice: at,
            span: choice.span,
        }
    }

    fn tag(&self, tag: &model::Tag, of: &NamedRows<'_>, builds: Option<Builds>) -> Tag {
        let case = |case: &model::Case| {
            let doc = vec![labelled(&case.value, &case.label)];
            let fields = (!case.fields.is_empty()).then(|| {
                let mut members = self.members(of, case.fields.iter().copied());
                members.retain(|member| matches!(member.source, Source::Row(_)));
                let head = Head { spelling: case.spelling.clone(), doc: doc.clone(), deprecated: None, span: tag.span };
                self.structure(head, members, false, builds)
            });
            Case { name: camel(&case.name), doc, value: case.value.clone(), fields }
        };
        Tag {
            name: self.type_name(&camel(&tag.name)),
            doc: of.record.fields.get(tag.field).map(|field| both(&field.label)).into_iter().collect(),
            row: tag.field,
            cases: tag.cases.iter().map(case).collect(),
            unlisted: of.record.has_open_tag().then_some(UNLISTED),
            span: tag.span,
        }
    }
}

fn row_member(row: usize, known: &Row, field: &Field) -> Member {
    let is_optional = match (field.presence, field.severity) {
        (StatedPresence::Required, Severity::Error) => false,
        (StatedPresence::Required, Severity::Warning) => field.default.is_none(),
        (StatedPresence::Optional | StatedPresence::Chosen | StatedPresence::Present, _) => true,
    };
    let need = match &field.default {
        Some(default) => Need::Default(default.clone()),
        None if is_optional => Need::Optional,
        None => required(&known.name),
    };
    let (name, ty) = (known.name.clone(), known.ty.clone());
    let deprecated = doc::deprecated(&field.versions);
    let (doc, setter_doc) = (doc::row(field), doc::setter(field, &need));
    Member { name, ty, is_optional, need, doc, setter_doc, deprecated, source: Source::Row(row) }
}

fn group_member(name: &str, ty: Type, doc: Doc, source: Source) -> Member {
    let setter_doc = doc.iter().take(1).cloned().chain(["Mandatory.".to_owned()]).collect();
    Member {
        name: name.to_owned(),
        ty,
        is_optional: false,
        need: required(name),
        doc,
        setter_doc,
        deprecated: None,
        source,
    }
}

fn required(name: &str) -> Need {
    Need::Required { state: format!("Has{}", camel(name)) }
}

/// The variants of a choice; `value` returns the value of a row.
pub(super) fn alternatives(
    groups: &[model::Alternative],
    value: impl Fn(usize, bool) -> Option<VariantValue>,
) -> Vec<Alternative> {
    let is_common = |row: &usize| groups.iter().all(|group| group.fields.contains(row));
    let variant = |group: &model::Alternative| {
        let values = group.fields.iter().zip(&group.mandatory);
        let mut values: Vec<VariantValue> = values.filter_map(|(row, mandatory)| value(*row, *mandatory)).collect();
        let only = if values.len() == 1 { values.pop() } else { None };
        Alternative {
            name: camel(&group.name),
            doc: doc::alternative(group),
            holds: only.map_or(Holds::Members(values), Holds::Value),
            own_rows: group.fields.iter().copied().filter(|row| !is_common(row)).collect(),
        }
    };
    groups.iter().map(variant).collect()
}
