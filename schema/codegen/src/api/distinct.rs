//! Makes the names of a module's items unique: of items with the same name, the first remains.

use std::collections::BTreeSet;

use wxmed_compiler::model::Span;
use wxmed_compiler::{Diagnostics, Id};

use super::{Api, Content, Module, Notification, Operation, Record, Rows, Struct, names};

/// The names of a module.
struct Scope<'d> {
    defined: BTreeSet<String>,
    /// The names of types, including those in finished modules.
    types: BTreeSet<String>,
    /// The names of the private modules with the indices of rows.
    row_modules: BTreeSet<String>,
    diagnostics: &'d mut Diagnostics,
}

/// Removes items whose name is taken. Which of two is reported depends on the order.
pub(super) fn drop_collisions(api: &mut Api<'_>, diagnostics: &mut Diagnostics) {
    let mut scope =
        Scope { defined: BTreeSet::new(), types: BTreeSet::new(), row_modules: BTreeSet::new(), diagnostics };
    api.codes.retain(|table| scope.define(&table.name, table.span));
    api.parts.retain(|part| scope.define(&part.shape.name, part.shape.span));
    api.parts.iter_mut().for_each(|part| scope.row_module(&mut part.rows));
    api.errors.retain(|table| scope.define(&table.name, table.span));
    api.operations
        .retain_mut(|operation| scope.module(operation, |of| &mut of.module, |scope, of| scope.operation(of)));
    api.notifications
        .retain_mut(|notification| scope.module(notification, |of| &mut of.module, |scope, of| scope.notification(of)));
    api.contents.retain_mut(|content| scope.module(content, |of| &mut of.module, |scope, of| scope.content(of)));
    (api.items, api.types) = (scope.defined, scope.types);
}

impl Scope<'_> {
    /// Takes the name for an item. Returns false if another item of the module has it.
    fn define(&mut self, name: &str, span: Span) -> bool {
        let is_new = self.defined.insert(name.to_owned());
        if is_new && name.starts_with(char::is_uppercase) {
            self.types.insert(name.to_owned());
        }
        if !is_new {
            self.diagnostics
                .error(Id::ApiName, span, format!("another item of the same module is called `{name}` in the API"))
                .help("give one of the two another name, or another `spelling:`");
        }
        is_new
    }

    /// Checks a spec, whose items may be in their own module. Returns whether it remains.
    fn module<T>(
        &mut self,
        spec: &mut T,
        module_of: impl Fn(&mut T) -> &mut Module,
        items: impl FnOnce(&mut Self, &mut T) -> bool,
    ) -> bool {
        let module = module_of(spec);
        let span = module.span;
        let Some(name) = module.name.clone() else { return items(self, spec) };
        if !self.define(&name, span) {
            return false;
        }
        let outside = (std::mem::take(&mut self.defined), std::mem::take(&mut self.row_modules));
        let remains = items(self, spec);
        (self.defined, self.row_modules) = outside;
        module_of(spec).exports.retain(|name| self.define(name, span));
        remains
    }

    fn operation(&mut self, operation: &mut Operation<'_>) -> bool {
        operation.codes.retain(|table| self.define(&table.name, table.span));
        let has_request = self.record(&mut operation.request);
        self.required(&mut operation.module);
        let has_reply = self.define(&operation.reply.structure.name, operation.reply.structure.span);
        operation.errors.take_if(|errors| !self.define(&errors.name, errors.span));
        self.row_modules(&mut operation.request);
        self.row_modules(&mut operation.reply);
        has_request && has_reply
    }

    fn notification(&mut self, notification: &mut Notification<'_>) -> bool {
        notification.codes.retain(|table| self.define(&table.name, table.span));
        let has_record = self.record(&mut notification.record);
        self.row_modules(&mut notification.record);
        has_record
    }

    fn content(&mut self, content: &mut Content<'_>) -> bool {
        content.codes.retain(|table| self.define(&table.name, table.span));
        let has_record = self.record(&mut content.record);
        self.required(&mut content.module);
        self.row_modules(&mut content.record);
        has_record
    }

    /// Gives private modules unique names. Collisions aren't reported, because users never write these names.
    fn row_modules(&mut self, record: &mut Record) {
        self.row_module(&mut record.rows);
        record.objects.iter_mut().for_each(|object| self.row_modules(&mut object.record));
    }

    fn row_module(&mut self, rows: &mut Rows) {
        let is_free = |name: &str| !self.defined.contains(name) && self.row_modules.insert(name.to_owned());
        rows.module = names::distinct(std::mem::take(&mut rows.module), is_free);
    }

    fn required(&mut self, module: &mut Module) {
        if !module.required.is_empty() && !self.define("required", module.span) {
            module.required.clear();
        }
    }

    /// Checks a struct, its builder, its choices, the cases of its tag, and recursively its objects.
    fn record(&mut self, record: &mut Record) -> bool {
        let is_new = self.define(&record.structure.name, record.structure.span);
        self.builder(&mut record.structure);
        record.choices.retain(|choice| self.define(&choice.name, choice.span));
        record.tag.take_if(|tag| !self.define(&tag.name, tag.span));
        for case in record.tag.iter_mut().flat_map(|tag| &mut tag.cases) {
            case.fields.take_if(|fields| !self.define(&fields.name, fields.span));
            case.fields.iter_mut().for_each(|fields| self.builder(fields));
        }
        record.objects.retain_mut(|object| self.record(&mut object.record));
        is_new
    }

    fn builder(&mut self, structure: &mut Struct) {
        let span = structure.span;
        structure.builder.take_if(|builder| !self.define(&builder.name, span));
    }
}
