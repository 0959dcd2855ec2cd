//! Lowers the checked syntax to the model: names become indices, notations become types.

mod expression;
mod notification;
mod record;
mod resource;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use self::expression::{FieldScope, NamedFields};
use crate::ast::{
    CodesSyntax, ContentSyntax, ErrorSyntax, ExampleSyntax, FillerSyntax, OperationSyntax, PartSyntax, RecordSyntax,
    RowIndex, SyntaxTree, TemplateSyntax, TemplatesSyntax, Text, Typed,
};
use crate::casing::camel;
use crate::diagnostic::Diagnostics;
use crate::model::{
    CodeTable, CodeValue, Content, DocumentedError, Erratum, ErrorCause, ErrorTable, Example, FilledBy,
    MessageTemplate, Model, Operation, Part, Span, TemplateKeyword, TemplateSet,
};

/// Builds the model.
pub(crate) fn model(specs: &SyntaxTree, errata: Vec<Erratum>, diagnostics: &mut Diagnostics) -> Model {
    let codes: Vec<Arc<CodeTable>> =
        specs.codes.iter().map(|table| Arc::new(code_table(table, Ownership::Shared))).collect();
    let parts: Vec<Arc<Part>> = specs.parts.iter().map(|spec| Arc::new(part(spec))).collect();
    let mut unknown = BTreeSet::new();
    let records = specs.operations.iter().flat_map(|spec| [&spec.request, &spec.response]);
    let records = records.chain(specs.notifications.iter().flat_map(|spec| [&spec.request, &spec.response]));
    let records = records.chain(specs.contents.iter().flat_map(|spec| [&spec.record, &spec.outer]));
    records.for_each(|record| untyped(record, &mut unknown));
    let mut lowering = Lowering {
        untyped: unknown,
        codes: by_name(&codes),
        parts: parts.iter().map(|part| (part.name.as_str(), part)).collect(),
        diagnostics,
    };
    let mut model = Model {
        operations: specs.operations.iter().map(|spec| lowering.operation(spec)).collect(),
        notifications: specs.notifications.iter().map(|spec| lowering.notification(spec)).collect(),
        contents: specs.contents.iter().map(|spec| lowering.content(spec)).collect(),
        errors: specs.errors.iter().map(error_table).collect(),
        templates: specs.templates.iter().map(template_set).collect(),
        codes: Vec::new(),
        parts: Vec::new(),
        errata,
        known: specs.known.iter().map(notification::known).collect(),
    };
    model.codes = codes;
    model.parts = parts;
    model.operations.sort_by_cached_key(|operation| (section_order(&operation.section), operation.name.clone()));
    model.notifications.sort_by(|a, b| a.name.cmp(&b.name));
    model.contents.sort_by(|a, b| a.name.cmp(&b.name));
    model.known.sort_by(|a, b| a.name.cmp(&b.name));
    model.codes.sort_by(|a, b| a.name.cmp(&b.name));
    model.parts.sort_by(|a, b| a.name.cmp(&b.name));
    model.errors.sort_by(|a, b| a.name.cmp(&b.name));
    model
}

/// Code tables by name.
type Tables<'a> = HashMap<&'a str, &'a Arc<CodeTable>>;

fn by_name(tables: &[Arc<CodeTable>]) -> Tables<'_> {
    tables.iter().map(|table| (table.name.as_str(), table)).collect()
}

/// The context of lowering a spec.
struct Lowering<'a> {
    codes: Tables<'a>,
    parts: HashMap<&'a str, &'a Arc<Part>>,
    /// The rows with unknown types, by the spans of their names.
    untyped: BTreeSet<Span>,
    diagnostics: &'a mut Diagnostics,
}

/// Collects the rows with unknown types.
fn untyped(record: &RecordSyntax, found: &mut BTreeSet<Span>) {
    for field in &record.fields {
        if field.typed == Typed::Unknown {
            found.insert(field.name.span);
        }
        field.object.iter().for_each(|object| untyped(object, found));
    }
}

impl Lowering<'_> {
    fn operation(&mut self, spec: &OperationSyntax) -> Operation {
        let own: Vec<Arc<CodeTable>> = (spec.codes.iter())
            .map(|table| Arc::new(code_table(table, Ownership::Own { section: &spec.section })))
            .collect();
        let tables = by_name(&own);
        let request = self.record(&spec.request, &tables, &spec.section);
        let response = self.record(&spec.response, &tables, &spec.section);
        let rows = RowIndex::of(&spec.request);
        Operation {
            name: spec.name.value.clone(),
            spelling: spelled(spec.spelling.as_ref(), &spec.name.value),
            path: spec.path.value.clone(),
            section: spec.section.clone(),
            versions: spec.versions.clone(),
            provenance: spec.provenance.clone(),
            title: spec.title.clone(),
            about: spec.about.clone(),
            retry: spec.retry,
            response_signing: spec.response_signing,
            sign_type: spec.sign_type.as_ref().and_then(|name| rows.index_of(name.as_str())),
            needs: resource::needs(spec, &rows),
            creates: resource::creates(spec, &rows),
            request,
            response: resource::rows(&spec.response, response, &rows),
            errors: spec.errors.iter().map(|error| error_code(error, resource::cause(spec, error, &rows))).collect(),
            codes: own,
            examples: spec.examples.iter().map(example).collect(),
            span: spec.name.span,
        }
    }

    fn content(&mut self, spec: &ContentSyntax) -> Content {
        let own: Vec<Arc<CodeTable>> = (spec.codes.iter())
            .map(|table| Arc::new(code_table(table, Ownership::Own { section: &spec.section })))
            .collect();
        let last = spec.name.value.rsplit('/').next().unwrap_or_default();
        let record = self.record(&spec.record, &by_name(&own), &spec.section);
        let outer = self.record(&spec.outer, &Tables::new(), &spec.section);
        let (own_fields, outer_fields) = (NamedFields::of(&record.fields), NamedFields::of(&outer.fields));
        let fields = FieldScope::WithOuter { own: &own_fields, outer: &outer_fields };
        let bindings = spec.bindings.iter().filter_map(|binding| self.rule(binding, fields)).collect();
        Content {
            name: spec.name.value.clone(),
            spelling: spelled(spec.spelling.as_ref(), last),
            title: spec.title.clone(),
            section: spec.section.clone(),
            versions: spec.versions.clone(),
            provenance: spec.provenance.clone(),
            wrapped_in: spec.wrapped_in.clone(),
            received: spec.received,
            record,
            outer,
            bindings,
            codes: own,
            examples: spec.examples.iter().map(example).collect(),
            span: spec.name.span,
        }
    }
}

#[derive(Clone, Copy)]
enum Ownership<'s> {
    Shared,
    /// It belongs to a spec, and defaults to that spec's section.
    Own {
        section: &'s str,
    },
}

fn code_table(spec: &CodesSyntax, ownership: Ownership<'_>) -> CodeTable {
    let (shared, of_spec) = match ownership {
        Ownership::Shared => (true, ""),
        Ownership::Own { section } => (false, section),
    };
    let section = if spec.section.is_empty() { of_spec } else { &spec.section };
    let value = |value: &crate::ast::CodeSyntax| CodeValue {
        code: value.code.value.clone(),
        name: value.name.value.clone(),
        label: value.label.clone(),
        provenance: value.provenance.clone(),
        versions: value.versions.clone(),
        span: value.name.span,
    };
    CodeTable {
        name: spec.name.value.clone(),
        spelling: spelled(spec.spelling.as_ref(), &spec.name.value),
        title: spec.title.clone(),
        section: section.to_owned(),
        provenance: spec.provenance.clone(),
        openness: spec.kind,
        shared,
        values: spec.values.iter().map(value).collect(),
        span: spec.name.span,
        spelling_span: spec.spelling.as_ref().unwrap_or(&spec.name).span,
    }
}

fn part(spec: &PartSyntax) -> Part {
    let (mut fields, mut indices): (Vec<String>, HashMap<&str, usize>) = Default::default();
    for (field, _) in spec.of.iter().flat_map(|group| &group.fields) {
        indices.entry(field.as_str()).or_insert_with(|| {
            fields.push(field.value.clone());
            fields.len() - 1
        });
    }
    let index_of = |name: &str| indices.get(name).copied();
    Part {
        name: spec.name.value.clone(),
        spelling: spelled(spec.spelling.as_ref(), &spec.name.value),
        title: spec.title.clone(),
        alternatives: spec.of.iter().map(|group| record::alternative(group, index_of)).collect(),
        names_account: spec.names_account,
        span: spec.name.span,
        spelling_span: spec.spelling.as_ref().unwrap_or(&spec.name).span,
        fields,
    }
}

fn error_table(spec: &crate::ast::ErrorsSyntax) -> ErrorTable {
    ErrorTable {
        name: spec.name.value.clone(),
        spelling: spelled(spec.spelling.as_ref(), &spec.name.value),
        title: spec.title.clone(),
        provenance: spec.provenance.clone(),
        errors: spec.values.iter().map(|error| error_code(error, None)).collect(),
        span: spec.name.span,
        spelling_span: spec.spelling.as_ref().unwrap_or(&spec.name).span,
    }
}

fn error_code(spec: &ErrorSyntax, when: Option<ErrorCause>) -> DocumentedError {
    DocumentedError {
        code: spec.code.value.clone(),
        name: spec.name.value.clone(),
        meaning: spec.meaning.clone(),
        remedy: spec.remedy.clone(),
        matching: spec.matching,
        refreshes_token: spec.refreshes_token,
        outcome: spec.outcome,
        retry: spec.retry,
        provenance: spec.provenance.clone(),
        when,
        span: spec.name.span,
    }
}

fn example(spec: &ExampleSyntax) -> Example {
    Example {
        title: spec.title.clone(),
        value: spec.value.clone(),
        outer: spec.outer.clone(),
        breaks: spec.breaks.clone(),
        span: spec.span,
    }
}

fn template_set(spec: &TemplatesSyntax) -> TemplateSet {
    TemplateSet {
        name: spec.name.value.clone(),
        operation: spec.operation.value.clone(),
        tag: spec.tag.value.clone(),
        templates: spec.of.iter().map(template).collect(),
        span: spec.name.span,
    }
}

fn template(spec: &TemplateSyntax) -> MessageTemplate {
    let keyword = |keyword: &crate::ast::KeywordSyntax| TemplateKeyword {
        name: keyword.name.value.clone(),
        sample: keyword.sample.clone(),
        filler: match &keyword.filler {
            FillerSyntax::Caller(field) => FilledBy::Caller(field.value.clone()),
            FillerSyntax::Platform(what) => FilledBy::Platform(what.clone()),
        },
    };
    MessageTemplate {
        value: spec.value.value.clone(),
        section: spec.section.clone(),
        title: spec.title.clone(),
        lines: spec.lines.iter().map(|line| line.value.clone()).collect(),
        keywords: spec.keywords.iter().map(keyword).collect(),
        sample: spec.sample.clone(),
        span: spec.value.span,
    }
}

/// The spelling that a spec states, or the name in camel case.
fn spelled(spelling: Option<&Text>, name: &str) -> String {
    spelling.map_or_else(|| camel(name), |spelling| spelling.value.clone())
}

/// `1.10` comes after `1.9`.
fn section_order(section: &str) -> Vec<u32> {
    section.split('.').map(|part| part.parse().unwrap_or(u32::MAX)).collect()
}
