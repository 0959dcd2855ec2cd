//! Models built by hand, to test the readers of the model without the compiler.

use std::sync::Arc;

use wxmed_compiler::model::*;
use wxmed_core::{Bilingual, Format, Severity};

pub(crate) fn bilingual(zh: &'static str, en: &'static str) -> Bilingual {
    Bilingual::of(zh, en)
}

/// An optional text field.
pub(crate) fn text(name: &str) -> Field {
    Field {
        name: name.to_owned(),
        api: None,
        spelling: None,
        label: Bilingual::new(format!("字段 {name}"), format!("the {name}")),
        section: "9.1".to_owned(),
        note: None,
        notation: "String".to_owned(),
        ty: WireType::Text { max: None },
        required: Required::No,
        presence: StatedPresence::Optional,
        when: Vec::new(),
        format: Format::Text,
        encoding: Encoding::Text,
        null: Null::Absent,
        limits: Limits::default(),
        list: None,
        unique: Vec::new(),
        count_of: None,
        composed: Vec::new(),
        default: None,
        codes: None,
        sensitive: false,
        length: LengthUnit::Uncertain,
        role: Role::Value,
        versions: Versions::default(),
        provenance: None,
        severity: Severity::Error,
        aliases: Vec::new(),
        value_source: ValueSource::Unstated,
        object: None,
        span: Span::default(),
        api_span: Span::default(),
        spelling_span: Span::default(),
    }
}

pub(crate) fn limited(name: &str, max: u32, length: LengthUnit) -> Field {
    Field { ty: WireType::Text { max: Some(max) }, notation: format!("String{max}"), length, ..text(name) }
}

/// A text with a format.
pub(crate) fn formatted(name: &str, format: Format) -> Field {
    Field { format, ..text(name) }
}

/// A whole number.
pub(crate) fn whole(name: &str, ty: WireType, format: Format) -> Field {
    Field { ty, ..formatted(name, format) }
}

pub(crate) fn mandatory(field: Field) -> Field {
    Field { required: Required::Yes, presence: StatedPresence::Required, ..field }
}

pub(crate) fn present(field: Field) -> Field {
    Field { required: Required::Present, presence: StatedPresence::Present, ..field }
}

pub(crate) fn chosen(field: Field) -> Field {
    Field { required: Required::Blank, presence: StatedPresence::Chosen, ..field }
}

pub(crate) fn when(field: Field, conditions: &[(&str, &str)]) -> Field {
    let when = conditions.iter().map(|(field, value)| Condition { field: (*field).into(), value: (*value).into() });
    Field { when: when.collect(), ..field }
}

pub(crate) fn alias(field: Field, name: &str) -> Field {
    let mut field = field;
    field.aliases.push(Alias { name: name.to_owned(), section: "9.2".to_owned() });
    field
}

pub(crate) fn nested(name: &str, record: Record) -> Field {
    Field { ty: WireType::Object, notation: "object".to_owned(), object: Some(Box::new(record)), ..text(name) }
}

pub(crate) fn codes(
    name: &str,
    openness: Exhaustiveness,
    values: &[(&str, &'static str, &'static str)],
) -> Arc<CodeTable> {
    let values = values.iter().map(|(code, zh, en)| CodeValue {
        code: (*code).to_owned(),
        name: en.replace(' ', "_"),
        label: bilingual(zh, en),
        versions: Versions::default(),
        provenance: None,
        span: Span::default(),
    });
    Arc::new(CodeTable {
        name: name.to_owned(),
        spelling: "Kind".to_owned(),
        provenance: None,
        title: bilingual("种类", "the kind"),
        section: "9.1".to_owned(),
        openness,
        shared: true,
        values: values.collect(),
        span: Span::default(),
        spelling_span: Span::default(),
    })
}

pub(crate) fn record(fields: Vec<Field>) -> Record {
    Record { fields, ..Record::default() }
}

pub(crate) fn at(record: &Record, name: &str) -> usize {
    record.fields.iter().position(|field| field.name == name).unwrap_or_else(|| panic!("no row {name}"))
}

/// A choice among groups of names; a `?` marks an optional member.
pub(crate) fn choice(record: &Record, name: &str, groups: &[&[&str]]) -> Choice {
    let alternative = |members: &&[&str]| Alternative {
        name: members.last().map_or("none", |member| member.trim_end_matches('?')).to_owned(),
        about: None,
        fields: members.iter().map(|member| at(record, member.trim_end_matches('?'))).collect(),
        mandatory: members.iter().map(|member| !member.ends_with('?')).collect(),
    };
    Choice {
        name: name.to_owned(),
        title: bilingual("选择", "the choice"),
        part: None,
        alternatives: groups.iter().map(alternative).collect(),
        span: Span::default(),
    }
}

/// Rows that exist for one value of the tag `kind`.
pub(crate) fn cases(record: &mut Record, cases: Vec<(&str, Vec<Field>)>) {
    let field = at(record, "kind");
    let mut tag = Tag { field, name: "message".to_owned(), cases: Vec::new(), span: Span::default() };
    for (value, rows) in cases {
        let first = record.fields.len();
        record.fields.extend(rows.into_iter().map(|row| when(row, &[("kind", value)])));
        tag.cases.push(Case {
            value: value.to_owned(),
            name: format!("case_{value}"),
            spelling: format!("Case{value}"),
            label: bilingual("情形", "a case"),
            fields: (first..record.fields.len()).collect(),
        });
    }
    record.tag = Some(tag);
}

/// `left = right`, each a sum of the names.
pub(crate) fn sum_rule(record: &Record, id: &str, left: &[&str], right: &[&str]) -> Written<StatedRule> {
    let sum = |names: &[&str]| {
        names
            .iter()
            .map(|name| Expr::Field(vec![u16::try_from(at(record, name)).unwrap()].into()))
            .reduce(|sum, term| Expr::Sum(sum.into(), term.into()))
            .expect("a sum has at least one term")
    };
    Written {
        text: format!("{} = {}", left.join(" + "), right.join(" + ")),
        stated: StatedRule {
            id: id.to_owned().into(),
            states: Truth::Compare(sum(left), Comparison::Equal, sum(right)),
            severity: Severity::Error,
            message: bilingual("合计不符", "the sum is wrong"),
        },
    }
}

pub(crate) fn operation(request: Record) -> Operation {
    Operation {
        provenance: None,
        name: "lookup".to_owned(),
        spelling: "LookUp".to_owned(),
        path: "/family/lookup".to_owned(),
        section: "9.1".to_owned(),
        versions: Versions { since: Some("V1.0".to_owned()), ..Versions::default() },
        title: bilingual("查询", "Look up"),
        about: Some(bilingual("查一查。", "Looks it up.")),
        retry: Retry::Safe,
        response_signing: ResponseSigning::Unsigned,
        sign_type: None,
        needs: vec![Need {
            what: Resource::BoundCard,
            by: vec![0],
            same: Vec::new(),
            uses: Uses::Any,
            within: None,
            span: Span::default(),
        }],
        creates: Vec::new(),
        request,
        response: Record::default(),
        errors: Vec::new(),
        codes: Vec::new(),
        examples: Vec::new(),
        span: Span::default(),
    }
}

pub(crate) fn content(record: Record) -> Content {
    Content {
        name: "city/atlantis/visit".to_owned(),
        spelling: "Visit".to_owned(),
        title: bilingual("就诊", "a visit"),
        section: "9.3".to_owned(),
        versions: Versions::default(),
        provenance: None,
        wrapped_in: None,
        received: false,
        record,
        outer: Record::default(),
        bindings: Vec::new(),
        codes: Vec::new(),
        examples: Vec::new(),
        span: Span::default(),
    }
}
