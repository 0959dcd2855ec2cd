//! The names of items, in the order in which they are written.

use super::{Api, Content, Operation, Record, Struct};

impl Api<'_> {
    /// The names of all types, in modules too.
    pub fn types(&self) -> Vec<&str> {
        let mut names = self.shared_types();
        names.extend(self.operations.iter().flat_map(Operation::types));
        names.extend(self.contents.iter().flat_map(Content::types));
        names
    }

    /// The names that the items of the outermost module share with types.
    pub fn items(&self) -> Vec<&str> {
        let mut names = self.shared_types();
        let operations = self.operations.iter().map(|operation| (&operation.module, operation.types()));
        let contents = self.contents.iter().map(|content| (&content.module, content.types()));
        for (module, types) in operations.chain(contents) {
            if let Some(name) = &module.name {
                names.push(name);
                names.extend(module.exports.iter().map(String::as_str));
            } else {
                names.extend(types);
                names.extend((!module.required.is_empty()).then_some("required"));
            }
        }
        names
    }

    fn shared_types(&self) -> Vec<&str> {
        let codes = self.codes.iter().map(|table| &table.name);
        let parts = self.parts.iter().map(|part| &part.shape.name);
        codes.chain(parts).chain(self.errors.iter().map(|table| &table.name)).map(String::as_str).collect()
    }
}

impl Operation<'_> {
    fn types(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.codes.iter().map(|table| table.name.as_str()).collect();
        self.request.types(&mut names);
        self.reply.types(&mut names);
        names.extend(self.errors.iter().map(|errors| errors.name.as_str()));
        names
    }
}

impl Content<'_> {
    fn types(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.codes.iter().map(|table| table.name.as_str()).collect();
        self.record.types(&mut names);
        names
    }
}

impl Record {
    fn types<'r>(&'r self, names: &mut Vec<&'r str>) {
        names.extend(self.structure.types());
        names.extend(self.choices.iter().map(|choice| choice.name.as_str()));
        if let Some(tag) = &self.tag {
            names.push(&tag.name);
            names.extend(tag.cases.iter().filter_map(|case| case.fields.as_ref()).flat_map(Struct::types));
        }
        self.objects.iter().for_each(|object| object.record.types(names));
    }
}

impl Struct {
    fn types(&self) -> impl Iterator<Item = &str> {
        let beside = self.builder.iter().flat_map(|builder| [builder.name.as_str(), &builder.draft]);
        beside.chain([self.name.as_str()])
    }
}
