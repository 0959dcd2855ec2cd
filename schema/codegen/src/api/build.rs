//! Builds the API from the model.

use std::collections::BTreeSet;

use wxmed_compiler::Diagnostics;
use wxmed_compiler::casing::{camel, snake};
use wxmed_compiler::model::{self, CodeTable, CodeValue, DocumentedError, ErrorTable, Model, Span, TemplateSet};
use wxmed_core::Bilingual;

use super::doc::{self, Doc, both};
use super::example;
use super::making::Making;
use super::record::{Head, alternatives};
use super::{
    Api, Builds, Choice, ChoiceOf, Content, EnumOf, Layout, Module, Notification, Operation, Options, RecordRole, Row,
    Rows, Scalar, TemplateSetConst, VariantValue, distinct, names,
};
use crate::markdown::code;

impl<'m> Api<'m> {
    /// The API of a model, and the diagnostics of its names. Colliding items are omitted.
    pub fn of(model: &'m Model, options: &Options) -> (Self, Diagnostics) {
        let mut making = Making { options, diagnostics: Diagnostics::default() };
        let is_own = |span: Span| !options.context_files.contains(&span.file);
        let mut api = Api {
            codes: model.codes.iter().filter(|table| is_own(table.span)).map(|table| making.codes(table)).collect(),
            parts: model.parts.iter().filter(|part| is_own(part.span)).map(|part| making.part(part)).collect(),
            errors: (model.errors.iter().filter(|table| is_own(table.span)))
                .map(|table| making.error_table(table))
                .collect(),
            templates: model.templates.iter().filter(|set| is_own(set.span)).map(TemplateSetConst::of).collect(),
            operations: (model.operations.iter().filter(|operation| is_own(operation.span)))
                .map(|operation| making.operation(operation))
                .collect(),
            notifications: (model.notifications.iter().filter(|notification| is_own(notification.span)))
                .map(|notification| making.notification(notification))
                .collect(),
            contents: (model.contents.iter().filter(|content| is_own(content.span)))
                .map(|content| making.content(content))
                .collect(),
            items: BTreeSet::new(),
            types: BTreeSet::new(),
        };
        let mut diagnostics = making.diagnostics;
        distinct::drop_collisions(&mut api, &mut diagnostics);
        (api, diagnostics.sorted())
    }
}

/// The items of one spec alone, with their default names, without regard to collisions.
impl<'m> Operation<'m> {
    /// The items of an operation.
    pub fn of(operation: &'m model::Operation) -> Self {
        Making::alone(|making| making.operation(operation))
    }
}

impl<'m> Notification<'m> {
    /// The items of a notification.
    pub fn of(notification: &'m model::Notification) -> Self {
        Making::alone(|making| making.notification(notification))
    }
}

impl<'m> Content<'m> {
    /// The items of a content.
    pub fn of(content: &'m model::Content) -> Self {
        Making::alone(|making| making.content(content))
    }
}

impl<'m> ChoiceOf<'m> {
    /// The enum of a shared part.
    pub fn of(part: &'m model::Part) -> Self {
        Making::alone(|making| making.part(part))
    }
}

impl<'m> EnumOf<'m, CodeTable> {
    /// The enum of a code table.
    pub fn of(table: &'m CodeTable) -> Self {
        Making::alone(|making| making.codes(table))
    }
}

impl<'m> EnumOf<'m, [DocumentedError]> {
    /// The enum of a table of errors.
    pub fn of_errors(table: &'m ErrorTable) -> Self {
        Making::alone(|making| making.error_table(table))
    }
}

impl<'m> TemplateSetConst<'m> {
    /// The constant of a set.
    pub fn of(set: &'m TemplateSet) -> Self {
        let doc = format!("The message templates that {} chooses by {}.", code(&set.operation), code(&set.tag));
        TemplateSetConst { name: snake(&set.name).to_ascii_uppercase(), doc: vec![doc], of: set }
    }
}

impl Making<'_> {
    fn module(&self, name: &str, title: &Bilingual, span: Span) -> Module {
        Module {
            name: match self.options.layout {
                Layout::Flat => None,
                Layout::Nested => Some(names::module(name)),
            },
            doc: vec![format!("{} · {}", title.zh, title.en)],
            exports: Vec::new(),
            required: BTreeSet::new(),
            span,
        }
    }

    fn operation<'m>(&mut self, operation: &'m model::Operation) -> Operation<'m> {
        let model::Operation { name, spelling, title, request, span, .. } = operation;
        let deprecated = doc::deprecated(&operation.versions);
        let head = |spelling: &str, doc: Doc| Head {
            spelling: spelling.to_owned(),
            doc,
            deprecated: deprecated.clone(),
            span: *span,
        };
        let mut module = self.module(name, title, *span);
        let codes = operation.codes.iter().map(|table| self.codes(table)).collect();
        let received = head(&format!("{spelling}Reply"), doc::reply(operation));
        let reply = self.record(received, &operation.reply(), RecordRole::Reply, None);
        let errors = (!operation.errors.is_empty()).then(|| {
            let title =
                Bilingual::new(format!("{}的业务错误码", title.zh), format!("Business errors of: {}", title.en));
            self.errors(&format!("{spelling}Error"), &title, &operation.errors, *span)
        });
        let about =
            doc::operation(operation, &reply.structure.name, errors.as_ref().map(|errors| errors.name.as_str()));
        let mut request = self.record(head(spelling, about), request, RecordRole::Request, Some(Builds::Valid));
        if let (Some(path), Some(module)) = (&self.options.examples, &module.name) {
            request.structure.doc.extend(example::code_block(path, module, operation, &request));
        }
        request.required(&mut module.required);
        let exports = [&request.structure.name, &reply.structure.name].into_iter();
        module.exports = exports.chain(errors.as_ref().map(|errors| &errors.name)).cloned().collect();
        Operation { module, codes, request, reply, errors, of: operation }
    }

    fn notification<'m>(&mut self, notification: &'m model::Notification) -> Notification<'m> {
        let model::Notification { name, spelling, title, span, .. } = notification;
        let mut module = self.module(name, title, *span);
        let codes = notification.codes.iter().map(|table| self.codes(table)).collect();
        let head =
            Head { spelling: spelling.clone(), doc: doc::notification(notification), deprecated: None, span: *span };
        let record = self.record(head, &notification.own(), RecordRole::Reply, None);
        module.exports = vec![record.structure.name.clone()];
        Notification { module, codes, record, of: notification }
    }

    fn content<'m>(&mut self, content: &'m model::Content) -> Content<'m> {
        let mut module = self.module(&content.name, &content.title, content.span);
        let codes = content.codes.iter().map(|table| self.codes(table)).collect();
        let deprecated = doc::deprecated(&content.versions);
        let doc = doc::content(content);
        let head = Head { spelling: content.spelling.clone(), doc, deprecated, span: content.span };
        let record = self.record(head, &content.record, RecordRole::Content, Some(Builds::Valid));
        record.required(&mut module.required);
        let outer = self.rows(&content.outer, RecordRole::Request);
        Content { module, codes, record, outer, of: content }
    }

    fn codes<'m>(&self, table: &'m CodeTable) -> EnumOf<'m, CodeTable> {
        let citation = format!("Code table {}{}.", code(&table.name), doc::section(&table.section));
        let variant = |value: &CodeValue| (camel(&value.name), doc::code_value(value));
        EnumOf {
            name: self.type_name(&table.spelling),
            doc: vec![both(&table.title), citation],
            variants: table.values.iter().map(variant).collect(),
            of: table,
            span: table.spelling_span,
        }
    }

    fn error_table<'m>(&self, table: &'m ErrorTable) -> EnumOf<'m, [DocumentedError]> {
        self.errors(&table.spelling, &table.title, &table.errors, table.spelling_span)
    }

    fn errors<'m>(
        &self,
        spelling: &str,
        title: &Bilingual,
        errors: &'m [DocumentedError],
        span: Span,
    ) -> EnumOf<'m, [DocumentedError]> {
        let variant = |error: &DocumentedError| (camel(&error.name), doc::error(error));
        EnumOf {
            name: self.type_name(spelling),
            doc: vec![both(title)],
            variants: errors.iter().map(variant).collect(),
            of: errors,
            span,
        }
    }

    /// The enum of a shared part: its rows are in its own order, and its fields are texts.
    fn part<'m>(&self, part: &'m model::Part) -> ChoiceOf<'m> {
        let value = |row: usize, mandatory: bool| {
            let field = part.fields.get(row)?;
            let (name, doc) = (snake(field), vec![code(field)]);
            Some(VariantValue { name, ty: Scalar::Text.into(), is_optional: !mandatory, doc, row })
        };
        let shape = Choice {
            name: self.type_name(&part.spelling),
            doc: vec![both(&part.title)],
            variants: alternatives(&part.alternatives, value),
            choice: 0,
            span: part.spelling_span,
        };
        let names: Vec<String> = part.fields.iter().map(|field| snake(field)).collect();
        let constants = names::constants(&names, None);
        let row = |(name, constant)| Row { name, constant, ty: Scalar::Text.into() };
        let rows = names.into_iter().zip(constants).map(row).collect();
        ChoiceOf { shape, rows: Rows { module: names::row_module(&part.spelling), rows }, of: part }
    }
}
