use std::collections::HashSet;

use super::{codes, each_record};
use crate::diagnostic::{Diagnostics, Id};
use crate::syntax::{ChoiceSyntax, FieldSyntax, RecordSyntax, Specs, Text, WhenSyntax};

/// Every code table, part and field that a spec names exists.
pub(super) fn check(specs: &mut Specs, d: &mut Diagnostics) {
    let parts: Vec<(String, Vec<String>)> = (specs.parts.iter())
        .map(|part| {
            let fields = part.of.iter().flat_map(|group| group.fields.iter().map(|(field, _)| field.value.clone()));
            (part.name.value.clone(), fields.collect())
        })
        .collect();
    each_record(specs, |_, record, own, shared| {
        for field in &mut record.fields {
            field.codes = field.codes.take().filter(|name| {
                let known = codes(&name.value, own, shared).is_some();
                if !known {
                    d.error(Id::UnknownCodes, name.span, format!("there is no code table `{}`", name.value))
                        .did_you_mean(&name.value, own.iter().chain(shared).map(|table| table.name.as_str()));
                }
                known
            });
        }
        part_references(record, &parts, d);
        field_references(record, d);
    });
}

fn part_references(record: &mut RecordSyntax, parts: &[(String, Vec<String>)], d: &mut Diagnostics) {
    let fields = &record.fields;
    record.choices.retain(|choice| {
        let ChoiceSyntax::Part(name) = choice else { return true };
        let Some((_, needed)) = parts.iter().find(|(part, _)| *part == name.value) else {
            d.error(Id::UnknownPart, name.span, format!("there is no part `{}`", name.value))
                .did_you_mean(&name.value, parts.iter().map(|(part, _)| part.as_str()));
            return false;
        };
        let mut missing: Vec<&str> = needed
            .iter()
            .map(String::as_str)
            .filter(|needed| !fields.iter().any(|field| field.name.value == *needed))
            .collect();
        missing.dedup();
        if !missing.is_empty() {
            d.error(
                Id::UnknownField,
                name.span,
                format!("the part `{}` needs fields that this table lacks: {}", name.value, missing.join(", ")),
            )
            .help("add the rows, or drop the part");
        }
        missing.is_empty()
    });
}

fn field_references(record: &mut RecordSyntax, d: &mut Diagnostics) {
    let RecordSyntax { fields, choices, conditions, groups, .. } = record;
    let known: HashSet<String> = fields.iter().map(|field| field.name.value.clone()).collect();
    conditions.retain_mut(|condition| {
        condition.needs.retain(|name| exists(fields, &known, name, d));
        condition.absent.retain(|name| exists(fields, &known, name, d));
        match &condition.when {
            WhenSyntax::Given(given) => exists(fields, &known, given, d),
            WhenSyntax::Holds(_) => true,
        }
    });
    for group in groups {
        group.of.retain(|name| exists(fields, &known, name, d));
    }
    for choice in choices {
        if let ChoiceSyntax::Own { of, .. } = choice {
            for group in of {
                group.fields.retain(|(name, _)| exists(fields, &known, name, d));
            }
        }
    }
    let names: Vec<String> = fields.iter().map(|field| field.name.value.clone()).collect();
    let mut complained = Vec::new();
    fields.retain(|field| {
        field.when.iter().all(|(condition, span)| {
            let is_known = known.contains(&condition.field);
            if !is_known && !complained.contains(span) {
                complained.push(*span);
                d.error(
                    Id::UnknownField,
                    *span,
                    format!("the section depends on `{}`, which is no field of this table", condition.field),
                )
                .did_you_mean(&condition.field, names.iter().map(String::as_str));
            }
            is_known
        })
    });
}

fn exists(fields: &[FieldSyntax], known: &HashSet<String>, name: &Text, d: &mut Diagnostics) -> bool {
    let is_known = known.contains(&name.value);
    if !is_known {
        d.error(Id::UnknownField, name.span, format!("there is no field `{}` in this table", name.value))
            .did_you_mean(&name.value, fields.iter().map(|field| field.name.as_str()));
    }
    is_known
}
