//! Applies the errata, which correct errors of the document.

mod rename;

use crate::ast::{Change, ErratumSyntax, FieldSyntax, LimitsSyntax, RecordSyntax, SyntaxTree, TemplateSyntax, Typed};
use crate::diagnostic::{Diagnostics, Id};
use crate::model::{Erratum, ErratumState, WireType};
use crate::{Errata, Options, Scope};
use rename::Renaming;

/// The target of an erratum.
enum Target<'s> {
    Spec,
    Row { record: &'s mut RecordSyntax, index: usize },
    Template(&'s mut TemplateSyntax),
}

/// Applies the enabled errata, and returns the state of each.
pub(crate) fn apply(specs: &mut SyntaxTree, options: &Options, diagnostics: &mut Diagnostics) -> Vec<Erratum> {
    let entries = std::mem::take(&mut specs.errata);
    entries.iter().filter_map(|entry| apply_one(entry, specs, options, diagnostics)).collect()
}

fn apply_one(
    entry: &ErratumSyntax,
    specs: &mut SyntaxTree,
    options: &Options,
    diagnostics: &mut Diagnostics,
) -> Option<Erratum> {
    let (spec, path) = entry.target.value.split_once('.').unwrap_or((&entry.target.value, ""));
    if options.scope == Scope::Named && !is_loaded(specs, spec) {
        return None;
    }
    let state = match (&entry.change, is_on(entry, &options.errata)) {
        (None, _) => ErratumState::Remark,
        (Some(_), true) => ErratumState::Applied,
        (Some(_), false) => ErratumState::Off,
    };
    match find(specs, spec, path) {
        None => {
            diagnostics
                .error(
                    Id::ErratumTarget,
                    entry.target.span,
                    format!("the erratum `{}` matches nothing", entry.id.value),
                )
                .help(format!(
                    "there is no `{}`: name a spec, or a row as in `operation.request.field`",
                    entry.target.value
                ));
        }
        Some(target) => {
            if let (Some(change), ErratumState::Applied) = (&entry.change, state) {
                let former = apply_change(target, change, diagnostics);
                if let (Some(old), Some(new), true) = (former, &change.name, path.starts_with("request.")) {
                    Renaming { old: &old, new: &new.value }.around_request(spec, specs);
                }
            }
        }
    }
    Some(Erratum {
        id: entry.id.value.clone(),
        target: entry.target.value.clone(),
        change: entry.change.as_ref().map(|change| change.written.clone()),
        why: entry.why.clone(),
        evidence: entry.evidence.clone(),
        confidence: entry.confidence,
        state,
        span: entry.id.span,
    })
}

fn is_on(entry: &ErratumSyntax, errata: &Errata) -> bool {
    match errata {
        Errata::None => false,
        Errata::Chosen { on, off } => {
            on.contains(&entry.id.value) || (entry.by_default && !off.contains(&entry.id.value))
        }
    }
}

fn is_loaded(specs: &SyntaxTree, name: &str) -> bool {
    specs.operations.iter().any(|spec| spec.name.value == name)
        || specs.notifications.iter().any(|spec| spec.name.value == name)
        || specs.contents.iter().any(|spec| spec.name.value == name)
        || specs.templates.iter().any(|spec| format!("templates/{}", spec.name.value) == name)
}

fn find<'s>(specs: &'s mut SyntaxTree, spec: &str, path: &str) -> Option<Target<'s>> {
    if let Some(set) = specs.templates.iter_mut().find(|set| format!("templates/{}", set.name.value) == spec) {
        return match path {
            "" => Some(Target::Spec),
            value => set.of.iter_mut().find(|template| template.value.value == value).map(Target::Template),
        };
    }
    if let Some(content) = specs.contents.iter_mut().find(|content| content.name.value == spec) {
        return if path.is_empty() { Some(Target::Spec) } else { row(&mut content.record, path) };
    }
    let of_operations = specs.operations.iter_mut().map(|one| (&one.name, &mut one.request, &mut one.response));
    let of_notifications = specs.notifications.iter_mut().map(|one| (&one.name, &mut one.request, &mut one.response));
    let (_, request, response) = of_operations.chain(of_notifications).find(|(name, ..)| name.value == spec)?;
    match path.split_once('.') {
        None if path.is_empty() => Some(Target::Spec),
        Some(("request", rest)) => row(request, rest),
        Some(("response", rest)) => row(response, rest),
        _ => None,
    }
}

fn row<'s>(record: &'s mut RecordSyntax, path: &str) -> Option<Target<'s>> {
    let (index, rest) = (record.fields.iter().enumerate())
        .find_map(|(index, field)| Some((index, steps(field, path).find(|rest| leads_on(field, *rest))?)))?;
    match rest {
        None => Some(Target::Row { record, index }),
        Some(rest) => row(record.fields.get_mut(index)?.object.as_mut()?, rest),
    }
}

/// The rest of a path after a field's name, if the path begins with it. Names may contain dots.
fn steps<'p>(field: &FieldSyntax, path: &'p str) -> impl Iterator<Item = Option<&'p str>> + use<'p> {
    let names = std::iter::once(&field.name).chain(field.aliases.iter().map(|(alias, _)| alias));
    let rests = names.filter_map(|name| match path.strip_prefix(name.as_str())? {
        "" => Some(None),
        rest => rest.strip_prefix('.').map(Some),
    });
    rests.collect::<Vec<_>>().into_iter()
}

/// Whether the rest of a path leads to a row. A name can occur in several sections, each with different rows inside.
fn leads_on(field: &FieldSyntax, rest: Option<&str>) -> bool {
    let Some(rest) = rest else { return true };
    let rows = field.object.iter().flat_map(|object| &object.fields);
    rows.into_iter().any(|row| steps(row, rest).any(|further| leads_on(row, further)))
}

/// Changes the target of the erratum. Returns the previous name if a row was renamed.
fn apply_change(target: Target<'_>, change: &Change, diagnostics: &mut Diagnostics) -> Option<String> {
    match target {
        Target::Spec => misfit(change, "a spec as a whole", diagnostics),
        Target::Template(template) => match &change.lines {
            Some(lines) => template.lines.clone_from(lines),
            None => misfit(change, "a template", diagnostics),
        },
        Target::Row { .. } if change.lines.is_some() => misfit(change, "a row", diagnostics),
        Target::Row { record, index } => {
            let field = record.fields.get(index)?;
            let old = field.name.value.clone();
            if (change.items.0.is_some() || change.items.1.is_some()) && field.list.is_none() {
                misfit(change, "a row that is no list", diagnostics);
                return None;
            }
            change_rows(record, &old, change);
            return Some(old);
        }
    }
    None
}

fn misfit(change: &Change, what: &str, diagnostics: &mut Diagnostics) {
    diagnostics
        .error(Id::ErratumTarget, change.span, format!("this change does not fit {what}"))
        .help("a row takes every key but `lines`, a template takes `lines`, a spec takes a remark without `set`");
}

/// A name can occur in several sections of a table: all its rows and all references to them are changed.
fn change_rows(record: &mut RecordSyntax, old: &str, change: &Change) {
    for field in record.fields.iter_mut().filter(|field| field.name.value == old) {
        if let Some(name) = &change.name {
            let former = std::mem::replace(&mut field.name, name.clone());
            field.aliases.retain(|(alias, _)| alias.value != name.value);
            field.aliases.push((former, String::new()));
        }
        set(&mut field.label, &change.label);
        set(&mut field.en, &change.en);
        if let Some((notation, ty)) = &change.ty {
            field.notation = notation.clone();
            field.ty = *ty;
            field.typed = Typed::AsWritten;
            field.list = None;
            field.object.take_if(|_| *ty != WireType::Object);
        }
        set(&mut field.required, &change.required);
        field.length = change.length.or(field.length);
        set(&mut field.sensitive, &change.sensitive);
        field.format = change.format.or(field.format);
        field.encoding = change.encoding.or(field.encoding);
        let LimitsSyntax { range, decimals, scale, pattern, constant } = &change.limits;
        set_some(&mut field.limits.scale, scale);
        set_some(&mut field.limits.constant, constant);
        set_some(&mut field.limits.range, range);
        set_some(&mut field.limits.decimals, decimals);
        set_some(&mut field.limits.pattern, pattern);
        if let Some(list) = &mut field.list {
            set_some(&mut list.min, &change.items.0);
            set_some(&mut list.max, &change.items.1);
        }
        set_some(&mut field.default, &change.default);
        set_some(&mut field.default, constant);
        field.codes = change.codes.clone().or(field.codes.take());
        field.note = change.note.clone().or(field.note.take());
    }
    if let Some(name) = &change.name {
        Renaming { old, new: &name.value }.in_table(record);
    }
}

fn set_some<T: Clone>(target: &mut Option<T>, change: &Option<T>) {
    if change.is_some() {
        target.clone_from(change);
    }
}

fn set<T: Clone>(target: &mut T, change: &Option<T>) {
    if let Some(value) = change {
        target.clone_from(value);
    }
}
