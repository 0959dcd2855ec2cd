//! An example of an operation: its builder, with the values of the spec's first valid example.

use wxmed_compiler::casing::camel;
use wxmed_compiler::model::{self, ExampleValue};

use super::{Argument, Member, Record, Scalar, Source, Struct, Type};

/// The parts of an example.
struct Example<'m> {
    operation: &'m model::Operation,
    request: &'m Record,
    fields: &'m [(String, String)],
}

/// A code block that compiles if the operation's module is in the module `path`; `None` if the spec has no example, or
/// if a value can't be written as a literal.
pub(super) fn code_block(path: &str, module: &str, operation: &model::Operation, request: &Record) -> Option<String> {
    let passing = operation.examples.iter().find(|example| example.breaks.is_empty())?;
    let ExampleValue::Fields(fields) = &passing.value else { return None };
    let example = Example { operation, request, fields };
    let calls = example.calls(&request.structure)?;
    let parts = request.structure.members.iter().filter_map(|member| match (&member.source, &member.ty) {
        (Source::Part { .. }, Type::Group(of)) => Some(format!("use {path}::parts::{};\n", of.name)),
        _ => None,
    });
    let (parts, name): (String, _) = (parts.collect(), &request.structure.name);
    Some(format!(
        "```\n# fn main() -> Result<(), Box<dyn std::error::Error>> {{\nuse {path}::{module}::*;\n{parts}\n\
         let request = {name}::builder()\n{calls}    .build()?;\n# Ok(())\n# }}\n```"
    ))
}

impl Example<'_> {
    fn text(&self, row: usize) -> Option<&str> {
        let field = self.operation.request.fields.get(row)?;
        self.fields.iter().find(|(name, _)| *name == field.name).map(|(_, text)| text.as_str())
    }

    /// The method calls for the members in the example.
    fn calls(&self, structure: &Struct) -> Option<String> {
        let mut calls = String::new();
        for member in &structure.members {
            match self.argument(member) {
                Some(argument) => calls.push_str(&format!("    .{}({argument})\n", member.name)),
                None if member.need.is_required() => return None,
                None => {}
            }
        }
        Some(calls)
    }

    fn argument(&self, member: &Member) -> Option<String> {
        match &member.source {
            Source::Row(row) => literal(self.text(*row)?, member.ty.argument()),
            Source::Part { choice, .. } | Source::Choice(choice) => self.choice(*choice, &member.ty),
            Source::Tag => self.case(),
        }
    }

    /// The variant with the most fields in the example.
    fn choice(&self, choice: usize, ty: &Type) -> Option<String> {
        let Type::Group(of) = ty else { return None };
        let choice = self.operation.request.choices.get(choice)?;
        let given = |group: &&model::Alternative| group.fields.iter().filter(|row| self.text(**row).is_some()).count();
        let is_complete = |group: &&model::Alternative| {
            let mandatory = group.fields.iter().zip(&group.mandatory).filter(|(_, mandatory)| **mandatory);
            mandatory.into_iter().all(|(row, _)| self.text(*row).is_some())
        };
        let group = choice.alternatives.iter().filter(is_complete).max_by_key(given)?;
        let value = |(row, mandatory): (&usize, &bool)| {
            let known = self.request.rows.rows.get(*row)?;
            let value = match (self.text(*row), &known.ty) {
                (Some(text), Type::Scalar(Scalar::Text)) => Some(format!("{text:?}.into()")),
                _ => None,
            };
            let value = match (mandatory, value) {
                (true, value) => value?,
                (false, Some(value)) => format!("Some({value})"),
                (false, None) => "None".to_owned(),
            };
            Some((known.name.as_str(), value))
        };
        let values: Option<Vec<_>> = group.fields.iter().zip(&group.mandatory).map(value).collect();
        let (name, values) = (format!("{}::{}", of.name, camel(&group.name)), values?);
        Some(match values.as_slice() {
            [(_, value)] => format!("{name}({value})"),
            values => {
                let members: Vec<String> = values.iter().map(|(name, value)| format!("{name}: {value}")).collect();
                format!("{name} {{ {} }}", members.join(", "))
            }
        })
    }

    fn case(&self) -> Option<String> {
        let tag = self.request.tag.as_ref()?;
        let value = self.text(tag.row)?;
        let case = tag.cases.iter().find(|case| case.value == value)?;
        match &case.fields {
            None => Some(format!("{}::{}", tag.name, case.name)),
            Some(fields) => {
                let calls = self.calls(fields)?;
                let calls: String = calls.lines().map(str::trim).collect();
                Some(format!("{}::builder(){calls}", fields.name))
            }
        }
    }
}

/// A text as the argument of a builder's method.
fn literal(text: &str, argument: Argument) -> Option<String> {
    match argument {
        Argument::Exact => Some(text.to_owned()),
        Argument::Text | Argument::IntoValue => Some(format!("{text:?}")),
        Argument::EachExact | Argument::EachText | Argument::EachIntoValue => None,
    }
}
