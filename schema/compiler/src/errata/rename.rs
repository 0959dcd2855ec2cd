use crate::ast::{
    ChoiceSyntax, FillerSyntax, IdPartSyntax, OperationSyntax, RecordSyntax, SyntaxTree, Text, WhenSyntax,
};

/// A field and its new name.
#[derive(Clone, Copy)]
pub(super) struct Renaming<'r> {
    pub(super) old: &'r str,
    pub(super) new: &'r str,
}

impl Renaming<'_> {
    /// Renames the references inside the field's table.
    pub(super) fn in_table(self, record: &mut RecordSyntax) {
        for condition in &mut record.conditions {
            if let WhenSyntax::Given(given) = &mut condition.when {
                self.text(given);
            }
            condition.needs.iter_mut().chain(&mut condition.absent).for_each(|field| self.text(field));
        }
        record.groups.iter_mut().flat_map(|group| &mut group.of).for_each(|field| self.text(field));
        for choice in &mut record.choices {
            if let ChoiceSyntax::Own { of, .. } = choice {
                of.iter_mut().flat_map(|group| &mut group.fields).for_each(|(field, _)| self.text(field));
            }
        }
        let conditions = record.sections.iter_mut().flat_map(|section| &mut section.when);
        conditions.for_each(|(condition, _)| self.name(&mut condition.field));
        for field in &mut record.fields {
            field.count_of.iter_mut().for_each(|list| self.text(list));
            for part in &mut field.composed {
                match part {
                    IdPartSyntax::Field(name) => self.text(name),
                    IdPartSyntax::Time(..) | IdPartSyntax::Pattern(_) | IdPartSyntax::Literal(_) => {}
                }
            }
            field.when.iter_mut().for_each(|(condition, _)| self.name(&mut condition.field));
        }
    }

    /// Renames the references to a request's field outside its table.
    pub(super) fn around_request(self, operation: &str, specs: &mut SyntaxTree) {
        for operation in specs.operations.iter_mut().filter(|spec| spec.name.value == operation) {
            self.in_operation(operation);
        }
        for notification in &mut specs.notifications {
            if notification.name.value == operation {
                let related = notification.related.iter_mut().flat_map(|related| &mut related.by);
                notification.by.iter_mut().chain(related).for_each(|name| self.text(name));
            }
            let creates = |spec: &OperationSyntax| {
                let of = notification.sent.as_ref().map(|sent| sent.what);
                spec.name.value == operation && spec.creates.iter().any(|creation| creation.what == of)
            };
            if specs.operations.iter().any(creates) {
                notification.sent.iter_mut().for_each(|sent| self.text(&mut sent.to));
            }
        }
        for set in specs.templates.iter_mut().filter(|set| set.operation.value == operation) {
            self.text(&mut set.tag);
            for keyword in set.of.iter_mut().flat_map(|template| &mut template.keywords) {
                if let FillerSyntax::Caller(field) = &mut keyword.filler {
                    self.text(field);
                }
            }
        }
    }

    fn in_operation(self, operation: &mut OperationSyntax) {
        let OperationSyntax { sign_type, needs, creates, response, errors, .. } = operation;
        sign_type.iter_mut().for_each(|name| self.text(name));
        for need in needs.iter_mut() {
            need.by.iter_mut().chain(&mut need.same).for_each(|name| self.text(name));
        }
        creates.iter_mut().flat_map(|creation| &mut creation.by).for_each(|name| self.text(name));
        response.fields.iter_mut().filter_map(|row| row.value_source.echoes.as_mut()).for_each(|name| self.text(name));
        // A needed resource takes precedence over a field of the same name.
        let is_resource =
            |name: &Text| needs.iter().filter_map(|need| need.what).any(|resource| resource.name() == name.as_str());
        errors
            .iter_mut()
            .filter_map(|error| error.when.as_mut())
            .filter(|name| !is_resource(name))
            .for_each(|name| self.text(name));
    }

    fn text(self, text: &mut Text) {
        self.name(&mut text.value);
    }

    fn name(self, name: &mut String) {
        if name == self.old {
            self.new.clone_into(name);
        }
    }
}
