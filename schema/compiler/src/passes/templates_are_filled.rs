use std::collections::{HashMap, HashSet};

use crate::ast::{FillerSyntax, SyntaxTree, TemplateSyntax};
use crate::diagnostic::{Diagnostics, Id};

/// Every template field is filled, by a request field that exists for that value of the tag.
pub(super) fn check(specs: &mut SyntaxTree, d: &mut Diagnostics) {
    let operations: HashMap<&str, _> = specs.operations.iter().map(|spec| (spec.name.as_str(), spec)).collect();
    for set in &mut specs.templates {
        let operation = operations.get(set.operation.as_str());
        for template in &mut set.of {
            placeholders_have_keywords(template, d);
            let Some(operation) = operation else { continue };
            for keyword in &template.keywords {
                let FillerSyntax::Caller(field) = &keyword.filler else { continue };
                let known = operation.request.fields.iter().any(|row| {
                    row.name.value == field.value
                        && row
                            .when
                            .iter()
                            .all(|(when, _)| when.field != set.tag.value || when.value == template.value.value)
                });
                if !known {
                    let message = format!(
                        "`{}` has no field `{}` when `{}` is {}",
                        set.operation.value, field.value, set.tag.value, template.value.value
                    );
                    d.error(Id::UnknownField, field.span, message)
                        .did_you_mean(&field.value, operation.request.fields.iter().map(|row| row.name.as_str()));
                }
            }
        }
    }
}

fn placeholders_have_keywords(template: &mut TemplateSyntax, d: &mut Diagnostics) {
    let known: HashSet<&str> = template.keywords.iter().map(|keyword| keyword.name.as_str()).collect();
    let mut filled = HashSet::new();
    for line in &template.lines {
        let names = line.value.split("{{").skip(1).filter_map(|rest| rest.split_once(".DATA}}").map(|(name, _)| name));
        for name in names {
            filled.insert(name);
            if !known.contains(name) {
                d.error(Id::TemplateKeyword, line.span, format!("nobody fills `{name}`"))
                    .help("list it under `keywords:`");
            }
        }
    }
    for keyword in &template.keywords {
        let name = &keyword.name;
        if !filled.contains(name.as_str()) {
            d.error(Id::TemplateKeyword, name.span, format!("the template has no place `{}`", name.value))
                .help("remove the keyword, or add the place to a line");
        }
    }
}
