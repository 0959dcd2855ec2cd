use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::each_record;
use crate::ast::{ChoiceSyntax, FieldSyntax, RecordSyntax, SyntaxTree, Text, WhenSyntax};
use crate::diagnostic::{Diagnostics, Id};

/// Every code table, part and field that a spec refers to exists.
pub(super) fn check(specs: &mut SyntaxTree, d: &mut Diagnostics) {
    let parts: BTreeMap<String, Vec<String>> = (specs.parts.iter())
        .map(|part| {
            let fields = part.of.iter().flat_map(|group| group.fields.iter().map(|(field, _)| field.value.clone()));
            (part.name.value.clone(), fields.collect())
        })
        .collect();
    each_record(specs, |_, record, tables| {
        for field in &mut record.fields {
            field.codes = field.codes.take().filter(|name| {
                let known = tables.get(&name.value).is_some();
                if !known {
                    d.error(Id::UnknownCodes, name.span, format!("there is no code table `{}`", name.value))
                        .did_you_mean(&name.value, tables.names());
                }
                known
            });
        }
        part_references(record, &parts, d);
        field_references(record, d);
    });
}

fn part_references(record: &mut RecordSyntax, parts: &BTreeMap<String, Vec<String>>, d: &mut Diagnostics) {
    let known: HashSet<&str> = record.fields.iter().map(|field| field.name.as_str()).collect();
    record.choices.retain(|choice| {
        let ChoiceSyntax::Part(name) = choice else { return true };
        let Some(needed) = parts.get(&name.value) else {
            d.error(Id::UnknownPart, name.span, format!("there is no part `{}`", name.value))
                .did_you_mean(&name.value, parts.keys().map(String::as_str));
            return false;
        };
        let mut missing: Vec<&str> =
            needed.iter().map(String::as_str).filter(|needed| !known.contains(needed)).collect();
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
    let mut complained = BTreeSet::new();
    fields.retain(|field| {
        field.when.iter().all(|(condition, span)| {
            let is_known = known.contains(&condition.field);
            if !is_known && complained.insert(*span) {
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
