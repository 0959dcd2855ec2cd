use super::cursor::{self, Cursor};
use super::{keywords, tables};
use crate::ast::{
    self, AlternativeSyntax, ChoiceSyntax, ConditionSyntax, FieldSyntax, GroupSyntax, IdPartSyntax, LimitsSyntax,
    ListSyntax, RangeSyntax, RecordSyntax, RuleSyntax, SectionSyntax, Text, ValueSourceSyntax, WhenSyntax,
};
use crate::diagnostic::{Diagnostics, Id};
use crate::grammar::{
    ALIAS, ALTERNATIVE, CHOICE, CONDITION, FIELD, GROUP, ID_PART, OUTER, RANGE, RECORD, RULE, SECTION_OF_FIELDS, Shape,
};
use crate::model::{Condition, Encoding, Items, Required, Role, Span, WireType};
use crate::yaml::{Kind, Node};
use wxmed_core::Format;

/// Reads a field table.
pub(super) fn table(node: &Node, diagnostics: &mut Diagnostics) -> Option<RecordSyntax> {
    let cursor = Cursor::new(node, &RECORD, diagnostics)?;
    Some(record(&cursor, diagnostics))
}

/// Reads the rows of a mapping and of its sections, and the constraints between them.
pub(super) fn record(cursor: &Cursor<'_>, diagnostics: &mut Diagnostics) -> RecordSyntax {
    let mut record = RecordSyntax {
        fields: cursor.list("fields", diagnostics).iter().filter_map(|node| field(node, &FIELD, diagnostics)).collect(),
        choices: cursor.list("choices", diagnostics).iter().filter_map(|node| choice(node, diagnostics)).collect(),
        groups: cursor.list("groups", diagnostics).iter().filter_map(|node| group(node, diagnostics)).collect(),
        conditions: cursor
            .list("conditions", diagnostics)
            .iter()
            .filter_map(|node| condition(node, diagnostics))
            .collect(),
        rules: cursor.list("rules", diagnostics).iter().filter_map(|node| rule(node, &RULE, diagnostics)).collect(),
        sections: Vec::new(),
    };
    for node in cursor.list("sections", diagnostics) {
        if let Some((section, fields)) = section(node, diagnostics) {
            record.sections.push(section);
            record.fields.extend(fields);
        }
    }
    record
}

/// Reads the fields of the request that a content's bindings refer to.
pub(super) fn outer(cursor: &Cursor<'_>, diagnostics: &mut Diagnostics) -> RecordSyntax {
    let rows = cursor.list("outer", diagnostics).iter();
    let fields = rows.filter_map(|node| field(node, &OUTER, diagnostics)).collect();
    RecordSyntax { fields, ..RecordSyntax::default() }
}

fn section(node: &Node, diagnostics: &mut Diagnostics) -> Option<(SectionSyntax, Vec<FieldSyntax>)> {
    let cursor = Cursor::new(node, &SECTION_OF_FIELDS, diagnostics)?;
    let mut when: Vec<(Condition, Span)> = Vec::new();
    for (key, value) in cursor.node("when").map(|node| cursor::pairs(node, diagnostics)).unwrap_or_default() {
        if let Some(value) = cursor::text(value, diagnostics) {
            when.push((Condition { field: key.value, value: value.value }, value.span));
        }
    }
    let rows = cursor.list("fields", diagnostics);
    let rows = rows.iter().filter_map(|node| field(node, &FIELD, diagnostics));
    let rows = rows.map(|row| FieldSyntax { when: when.clone(), ..row }).collect();
    Some((SectionSyntax { spelling: cursor.text("spelling", diagnostics), when }, rows))
}

fn field(node: &Node, shape: &Shape, diagnostics: &mut Diagnostics) -> Option<FieldSyntax> {
    let cursor = Cursor::new(node, shape, diagnostics)?;
    let name = cursor.text("name", diagnostics);
    let Typed { notation, ty, list } = typed(&cursor, diagnostics);
    let label = cursor.nonempty_text("label", diagnostics).unwrap_or_default().value;
    let en = cursor.text("en", diagnostics).map_or_else(|| label.clone(), |en| en.value);
    let object = (ty == Some(WireType::Object)).then(|| record(&cursor, diagnostics));
    if ty.is_some_and(|ty| ty != WireType::Object) {
        let keys = ["fields", "choices", "groups", "conditions", "rules", "sections"];
        misplaced(
            &cursor,
            &keys,
            "only a field of type `object`, or a list of such, has",
            "say `type: object`, or `type: list` without `of:`",
            diagnostics,
        );
    }
    Some(FieldSyntax {
        label,
        en,
        ty: ty.unwrap_or(WireType::Text { max: None }),
        typed: if ty.is_some() { ast::Typed::AsWritten } else { ast::Typed::Unknown },
        notation,
        required: cursor.keyword("required", keywords::REQUIRED, diagnostics).unwrap_or(Required::No),
        format: cursor.node("format").and_then(|node| format(node, diagnostics)),
        encoding: cursor.node("wire").and_then(|node| encoding(node, diagnostics)),
        null: cursor.keyword("nullable", keywords::NULLABLE, diagnostics).unwrap_or_default(),
        // The limits of an unknown type are unknown, too.
        limits: if ty.is_some() { limits(&cursor, diagnostics) } else { LimitsSyntax::default() },
        list,
        count_of: cursor.text("count_of", diagnostics),
        codes: cursor.text("codes", diagnostics),
        composed: composed(&cursor, diagnostics),
        default: default(&cursor, diagnostics),
        tag: cursor.text("tag", diagnostics),
        sensitive: cursor.keyword("sensitive", keywords::YES, diagnostics).unwrap_or(false),
        role: cursor.keyword("role", keywords::ROLE, diagnostics).unwrap_or(Role::Value),
        length: cursor.keyword("length", keywords::LENGTH, diagnostics),
        versions: tables::versions(&cursor, diagnostics),
        provenance: tables::provenance(&cursor, diagnostics),
        api: cursor.text("api", diagnostics),
        aliases: cursor.list("aliases", diagnostics).iter().filter_map(|node| alias(node, diagnostics)).collect(),
        note: cursor.bilingual("note", diagnostics),
        spelling: cursor.text("spelling", diagnostics),
        value_source: value_source(&cursor, diagnostics),
        object,
        when: Vec::new(),
        name: name?,
    })
}

/// The type of a row's value, or of each of its values.
struct Typed {
    notation: Text,
    /// `None` if it is unknown, which was reported.
    ty: Option<WireType>,
    list: Option<ListSyntax>,
}

fn typed(cursor: &Cursor<'_>, diagnostics: &mut Diagnostics) -> Typed {
    let written = cursor.text("type", diagnostics);
    let notation = written.clone().unwrap_or_else(|| Text { value: String::new(), span: cursor.span });
    if notation.value != keywords::LIST {
        let ty = written.and_then(|written| keywords::notation(&written, diagnostics));
        if ty.is_some() {
            misplaced(cursor, &["of", "min", "max", "unique"], "only a list has", "say `type: list`", diagnostics);
        }
        return Typed { notation, ty, list: None };
    }
    let of = cursor.text("of", diagnostics);
    let inner = of.as_ref().and_then(list_of);
    let ty = match inner.as_ref().or(of.as_ref()) {
        Some(of) => {
            keywords::notation(of, diagnostics).filter(|ty| *ty != WireType::Object || no_rows(of, diagnostics))
        }
        None if cursor.node("fields").is_none() => {
            diagnostics
                .error(Id::MissingKey, notation.span, "this list does not say what its items are")
                .help("give it `of:` with a type, or `fields:` with the rows of each item");
            None
        }
        None => Some(WireType::Object),
    };
    let [min, max] = ["min", "max"].map(|key| cursor.text(key, diagnostics));
    let unique = one_or_more(cursor, "unique", diagnostics);
    let items = if inner.is_some() { Items::Lists } else { Items::Values };
    let value = of.map_or_else(|| "list".to_owned(), |of| format!("list of {}", of.value));
    Typed { notation: Text { value, ..notation }, ty, list: Some(ListSyntax { min, max, unique, items }) }
}

/// The type of the values of lists in a list, written `list(String8)`.
fn list_of(of: &Text) -> Option<Text> {
    let inner = of.as_str().strip_prefix("list(")?.strip_suffix(')')?;
    Some(Text { value: inner.to_owned(), span: of.span })
}

/// The default value of a row. A constant is its own default.
fn default(cursor: &Cursor<'_>, diagnostics: &mut Diagnostics) -> Option<Text> {
    if let (Some(_), Some(default)) = (cursor.node("constant"), cursor.node("default")) {
        diagnostics
            .error(Id::WrongType, default.span, "a constant has no other default")
            .help("keep one of `constant:` and `default:`");
    }
    cursor.text("constant", diagnostics).or_else(|| cursor.text("default", diagnostics))
}

/// The parts of an identifier; empty if one of them is invalid, which was reported.
fn composed(cursor: &Cursor<'_>, diagnostics: &mut Diagnostics) -> Vec<IdPartSyntax> {
    let parts: Vec<Option<IdPartSyntax>> =
        cursor.list("composed", diagnostics).iter().map(|node| id_part(node, diagnostics)).collect();
    parts.into_iter().collect::<Option<_>>().unwrap_or_default()
}

/// Reads a part of an identifier.
fn id_part(node: &Node, diagnostics: &mut Diagnostics) -> Option<IdPartSyntax> {
    let cursor = Cursor::new(node, &ID_PART, diagnostics)?;
    let is_one = ["field", "format", "pattern", "text"].iter().filter(|key| cursor.node(key).is_some()).count() == 1;
    if !is_one {
        diagnostics
            .error(Id::MissingKey, cursor.span, "a part of an identifier is one thing")
            .help("give it one of `field:`, `format:`, `pattern:` and `text:`");
        return None;
    }
    let format = cursor.node("format").and_then(|node| format(node, diagnostics));
    let format = format.map(|(format, span)| IdPartSyntax::Time(format, span));
    format
        .or_else(|| cursor.text("field", diagnostics).map(IdPartSyntax::Field))
        .or_else(|| cursor.text("pattern", diagnostics).map(IdPartSyntax::Pattern))
        .or_else(|| cursor.text("text", diagnostics).map(IdPartSyntax::Literal))
}

fn no_rows(of: &Text, diagnostics: &mut Diagnostics) -> bool {
    diagnostics
        .error(Id::WrongType, of.span, "items that are objects have rows")
        .help("list them under `fields:`, and remove `of:`");
    false
}

fn misplaced(cursor: &Cursor<'_>, keys: &[&str], why: &str, help: &str, diagnostics: &mut Diagnostics) {
    for key in keys {
        if let Some(node) = cursor.node(key) {
            diagnostics.error(Id::WrongType, node.span, format!("{why} `{key}`")).help(help);
        }
    }
}

pub(super) fn encoding(node: &Node, diagnostics: &mut Diagnostics) -> Option<(Encoding, Span)> {
    cursor::keyword(node, keywords::ENCODING, diagnostics).map(|encoding| (encoding, node.span))
}

pub(super) fn limits(cursor: &Cursor<'_>, diagnostics: &mut Diagnostics) -> LimitsSyntax {
    LimitsSyntax {
        range: cursor.node("range").and_then(|node| range(node, diagnostics)),
        decimals: cursor.text("decimals", diagnostics),
        scale: cursor.text("scale", diagnostics),
        constant: cursor.text("constant", diagnostics),
        pattern: cursor.text("pattern", diagnostics),
    }
}

fn range(node: &Node, diagnostics: &mut Diagnostics) -> Option<RangeSyntax> {
    let cursor = Cursor::new(node, &RANGE, diagnostics)?;
    let (min, max) = (cursor.text("min", diagnostics), cursor.text("max", diagnostics));
    Some(RangeSyntax { min, max, span: cursor.span })
}

fn value_source(cursor: &Cursor<'_>, diagnostics: &mut Diagnostics) -> ValueSourceSyntax {
    let from = cursor.node("from");
    ValueSourceSyntax {
        sample: cursor.text("sample", diagnostics),
        from: from.and_then(|node| Some((cursor::keyword(node, &keywords::resources(), diagnostics)?, node.span))),
        echoes: cursor.text("echoes", diagnostics),
    }
}

pub(super) fn format(node: &Node, diagnostics: &mut Diagnostics) -> Option<(Format, Span)> {
    cursor::keyword_as_meant(node, &keywords::formats(), diagnostics).map(|format| (format, node.span))
}

fn alias(node: &Node, diagnostics: &mut Diagnostics) -> Option<(Text, String)> {
    let cursor = Cursor::new(node, &ALIAS, diagnostics)?;
    Some((cursor.text("name", diagnostics)?, cursor.text_or_empty("section", diagnostics).value))
}

fn choice(node: &Node, diagnostics: &mut Diagnostics) -> Option<ChoiceSyntax> {
    let cursor = Cursor::new(node, &CHOICE, diagnostics)?;
    if let Some(part) = cursor.text("part", diagnostics) {
        for key in ["name", "title", "of"] {
            if let Some(node) = cursor.node(key) {
                diagnostics
                    .error(
                        Id::UnknownKey,
                        node.span,
                        format!("a choice that is a shared part has no `{key}` of its own"),
                    )
                    .help("the part's file says it");
            }
        }
        return Some(ChoiceSyntax::Part(part));
    }
    let name = cursor.text("name", diagnostics);
    if name.is_none() || cursor.node("of").is_none() {
        diagnostics
            .error(Id::MissingKey, cursor.span, "this choice names neither a part nor its own groups")
            .help("give it `part:`, or `name:`, `title:` and `of:`");
    }
    Some(ChoiceSyntax::Own {
        title: cursor.bilingual("title", diagnostics).unwrap_or_default(),
        of: alternatives(&cursor, diagnostics),
        name: name?,
    })
}

pub(super) fn alternatives(cursor: &Cursor<'_>, diagnostics: &mut Diagnostics) -> Vec<AlternativeSyntax> {
    cursor.list("of", diagnostics).iter().filter_map(|node| alternative(node, diagnostics)).collect()
}

fn alternative(node: &Node, diagnostics: &mut Diagnostics) -> Option<AlternativeSyntax> {
    let cursor = Cursor::new(node, &ALTERNATIVE, diagnostics)?;
    let fields = cursor.texts("fields", diagnostics).into_iter().map(|field| match field.value.strip_suffix('?') {
        Some(name) => (Text { value: name.to_owned(), span: field.span }, false),
        None => (field, true),
    });
    Some(AlternativeSyntax {
        fields: fields.collect(),
        about: cursor.bilingual("about", diagnostics),
        name: cursor.text("name", diagnostics)?,
    })
}

fn condition(node: &Node, diagnostics: &mut Diagnostics) -> Option<ConditionSyntax> {
    let cursor = Cursor::new(node, &CONDITION, diagnostics)?;
    let needs = one_or_more(&cursor, "needs", diagnostics);
    let absent = one_or_more(&cursor, "absent", diagnostics);
    if cursor.node("needs").is_none() && cursor.node("absent").is_none() {
        diagnostics
            .error(Id::MissingKey, cursor.span, "this condition has no consequence")
            .help("give it `needs:` or `absent:`");
    }
    let when = match (cursor.text("given", diagnostics), cursor.text("when", diagnostics)) {
        (Some(given), None) => WhenSyntax::Given(given),
        (None, Some(when)) => WhenSyntax::Holds(when),
        _ => {
            diagnostics
                .error(Id::MissingKey, cursor.span, "a condition says once when it holds")
                .help("give it one of `given:` and `when:`");
            return None;
        }
    };
    Some(ConditionSyntax { when, needs, absent })
}

/// A text, or a list of texts.
fn one_or_more(cursor: &Cursor<'_>, key: &str, diagnostics: &mut Diagnostics) -> Vec<Text> {
    match cursor.node(key).map(|node| &node.kind) {
        Some(Kind::List(_)) => cursor.texts(key, diagnostics),
        _ => cursor.text(key, diagnostics).into_iter().collect(),
    }
}

fn group(node: &Node, diagnostics: &mut Diagnostics) -> Option<GroupSyntax> {
    let cursor = Cursor::new(node, &GROUP, diagnostics)?;
    let (kind, of) = (cursor.keyword("give", keywords::GIVE, diagnostics), cursor.texts("of", diagnostics));
    Some(GroupSyntax { kind: kind?, of, span: cursor.span })
}

/// Reads a rule, or a binding.
pub(super) fn rule(node: &Node, shape: &Shape, diagnostics: &mut Diagnostics) -> Option<RuleSyntax> {
    let cursor = Cursor::new(node, shape, diagnostics)?;
    Some(RuleSyntax {
        message: cursor.own_bilingual(diagnostics),
        severity: cursor.keyword("severity", keywords::SEVERITY, diagnostics),
        id: cursor.text("id", diagnostics)?,
        check: cursor.text("check", diagnostics)?,
    })
}
