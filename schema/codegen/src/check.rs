//! Whether all names can be names in Rust, without writing it.

use proc_macro2::TokenStream;

use super::record::{Named, Source};
use super::spec::{object_types, outer_rows};
use super::{EmitOptions, Emitter, SpecItems};
use crate::api::RecordRole;
use wxmed_compiler::Diagnostics;
use wxmed_compiler::casing::camel;
use wxmed_compiler::model::{CodeTable, Content, Model, Operation, Record, Span, Tag};

/// What is wrong with names: the diagnostics of [`emit`](super::emit), at a fraction of its cost.
pub fn check_names(model: &Model, options: &EmitOptions) -> Diagnostics {
    let mut emitter = Emitter::new(options);
    let is_own = |span: Span| !options.context_files.contains(&span.file);
    model.codes.iter().filter(|table| is_own(table.span)).for_each(|table| emitter.name_codes(table));
    for part in model.parts.iter().filter(|part| is_own(part.span)) {
        emitter.name_type(&part.spelling, part.spelling_span);
    }
    for table in model.errors.iter().filter(|table| is_own(table.span)) {
        emitter.name_type(&table.spelling, table.spelling_span);
    }
    for operation in model.operations.iter().filter(|operation| is_own(operation.span)) {
        let names = |emitter: &mut Emitter<'_>| emitter.name_operation(operation);
        emitter.in_module(&operation.name, operation.span, &operation.title, names);
    }
    for content in model.contents.iter().filter(|content| is_own(content.span)) {
        let names = |emitter: &mut Emitter<'_>| emitter.name_content(content);
        emitter.in_module(&content.name, content.span, &content.title, names);
    }
    emitter.diagnostics.sorted()
}

/// What the emitter writes takes its names in an order, on which it depends who is told of a collision: this is the same.
impl Emitter<'_> {
    fn name_type(&mut self, spelling: &str, span: Span) -> bool {
        let name = self.type_name(spelling);
        self.define(&name, span)
    }

    fn name_codes(&mut self, table: &CodeTable) {
        self.name_type(&table.spelling, table.spelling_span);
    }

    fn name_operation(&mut self, operation: &Operation) -> SpecItems {
        let Operation { spelling, request, span, .. } = operation;
        operation.codes.iter().for_each(|table| self.name_codes(table));
        self.name_record(spelling, request, RecordRole::Request, *span);
        self.define_required(*span);
        let reply = format!("{spelling}Reply");
        let record = operation.reply();
        self.member_names(&record, RecordRole::Reply);
        self.name_type(&reply, *span);
        let mut shown = vec![self.type_name(spelling), self.type_name(&reply)];
        if !operation.errors.is_empty() {
            let error = format!("{spelling}Error");
            self.name_type(&error, *span);
            shown.push(self.type_name(&error));
        }
        SpecItems { items: TokenStream::new(), shown }
    }

    fn name_content(&mut self, content: &Content) -> SpecItems {
        content.codes.iter().for_each(|table| self.name_codes(table));
        self.name_nested(&content.spelling, &content.record, content.span);
        self.define_required(content.span);
        SpecItems { items: TokenStream::new(), shown: Vec::new() }
    }

    fn name_nested(&mut self, spelling: &str, record: &Record, span: Span) {
        self.name_record(spelling, record, RecordRole::Content, span);
        for (index, spelling) in object_types(record) {
            let field = record.fields.get(index);
            if let Some((field, object)) = field.and_then(|field| Some((field, field.object.as_ref()?))) {
                self.name_nested(&spelling, object, field.spelling_span);
            }
        }
    }

    /// The struct with its builder, its choices, and the cases of its tag.
    fn name_record(&mut self, spelling: &str, record: &Record, role: RecordRole, span: Span) {
        let names = self.member_names(record, role);
        let members = Self::named_members(record, &names, &outer_rows(record));
        self.name_type(spelling, span);
        self.name_builder(spelling, &members, span);
        for choice in record.choices.iter().filter(|choice| choice.part.is_none()) {
            self.name_type(&camel(&choice.name), choice.span);
        }
        if let Some(tag) = &record.tag {
            self.name_cases(tag, record);
        }
    }

    fn name_builder(&mut self, spelling: &str, members: &[Named<'_>], span: Span) {
        let mandatory = members.iter().filter(|member| member.is_mandatory).map(|member| &member.ident);
        let name = self.type_name(spelling);
        self.define_builder(&name, mandatory, span);
    }

    fn name_cases(&mut self, tag: &Tag, record: &Record) {
        let span = tag.span;
        if !self.name_type(&camel(&tag.name), span) {
            return;
        }
        let names = self.member_names(record, RecordRole::Request);
        for case in tag.cases.iter().filter(|case| !case.fields.is_empty()) {
            let mut members = Self::named_members(record, &names, &case.fields);
            members.retain(|member| matches!(member.source, Source::Row(_)));
            if self.name_type(&case.spelling, span) {
                self.name_builder(&case.spelling, &members, span);
            }
        }
    }
}
