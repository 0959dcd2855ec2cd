//! Compares specs with the same name in two versions.

use std::sync::Arc;

use super::pairs::{Ids, Pairs};
use super::records::{Direction, Records};
use super::rows;
use super::surface::{self, Surface};
use super::{BreakRule, Location, Report, codes, groups};
use wxmed_compiler::model::{
    CodeTable, Content, ErrorTable, Model, Notification, Operation, Record, ResponseSigning, Retry, Role, Span,
    ValueSource,
};
use wxmed_core::Bilingual;

/// Compares two versions of the model.
pub(super) fn compare(old: &Model, new: &Model, report: &mut Report) {
    // Errata were already applied to the rows.
    let Model { operations, contents, codes, parts, errors, templates, errata: _, notifications, known: _ } = old;
    let named = |operation: &'_ Operation| (operation.name.clone(), operation.span);
    for pair in matched(operations, &new.operations, named, Kind::Spec, report) {
        operation(pair, report);
    }
    let named = |notification: &'_ Notification| (notification.name.clone(), notification.span);
    for pair in matched(notifications, &new.notifications, named, Kind::Spec, report) {
        notification(pair, report);
    }
    let named = |content: &'_ Content| (content.name.clone(), content.span);
    for pair in matched(contents, &new.contents, named, Kind::Spec, report) {
        content(pair, report);
    }
    let named = |table: &'_ Arc<CodeTable>| (format!("codes/{}", table.name), table.span);
    for pair in matched(codes, &new.codes, named, Kind::Table, report) {
        if let (Some(old), Some(new)) = pair {
            codes::table(old, new, &format!("codes/{}", new.name), report);
        }
    }
    let named = |table: &'_ ErrorTable| (format!("errors/{}", table.name), table.span);
    for pair in matched(errors, &new.errors, named, Kind::Table, report) {
        if let (Some(old), Some(new)) = pair {
            let ErrorTable { name, spelling: _, title: _, provenance: _, errors, span: _, spelling_span: _ } = old;
            codes::errors(errors, &new.errors, &format!("errors/{name}"), report);
        }
    }
    // The constraints of a part are reported for each request that uses it, and the text of a template isn't sent.
    matched(parts, &new.parts, |part| (format!("parts/{}", part.name), part.span), Kind::Table, report);
    matched(templates, &new.templates, |set| (format!("templates/{}", set.name), set.span), Kind::Table, report);
    surface::compare(&surface::shared_codes(codes), &surface::shared_codes(&new.codes), report);
    surface::compare(&surface::parts(parts), &surface::parts(&new.parts), report);
    surface::compare(&surface::error_tables(errors), &surface::error_tables(&new.errors), report);
    surface::compare(&surface::templates(templates), &surface::templates(&new.templates), report);
}

/// The kind of item that a name refers to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A spec of something that is sent or received.
    Spec,
    /// A table that specs refer to. A changed reference is reported for the spec.
    Table,
}

type Pair<'m, T> = (Option<&'m T>, Option<&'m T>);

/// Matches the items of both versions by name, and reports those that only one of them has.
fn matched<'m, T>(
    old: &'m [T],
    new: &'m [T],
    named: impl Fn(&T) -> (String, Span),
    kind: Kind,
    report: &mut Report,
) -> Vec<Pair<'m, T>> {
    let find = |all: &'m [T], name: &str| all.iter().find(|one| named(one).0 == name);
    let mut pairs = Vec::new();
    for one in old {
        let (name, span) = named(one);
        let partner = find(new, &name);
        if partner.is_none() && kind == Kind::Spec {
            let message = Bilingual::of("旧版有它", "the old version has it");
            report.add(BreakRule::SpecRemoved, Location::old(span), name, message);
        }
        pairs.push((Some(one), partner));
    }
    for one in new {
        let (name, span) = named(one);
        if find(old, &name).is_none() {
            let message = Bilingual::of("旧版没有它", "the old version lacks it");
            report.add(BreakRule::SpecAdded, Location::new(span), name, message);
        }
    }
    pairs
}

fn shown<T>(one: Option<&T>, surface: impl Fn(&T) -> Surface) -> Surface {
    one.map(surface).unwrap_or_default()
}

fn operation(pair: Pair<'_, Operation>, report: &mut Report) {
    let (Some(old), Some(new)) = pair else {
        let alone = |operation: &Operation| {
            surface::operation(operation, &Ids::alone(&operation.request), &Ids::alone(&operation.response))
        };
        return surface::compare(&shown(pair.0, alone), &shown(pair.1, alone), report);
    };
    // Titles and settings of the sandbox don't break anything.
    let Operation {
        name,
        spelling: _,
        path,
        section: _,
        versions: _,
        provenance: _,
        title: _,
        about: _,
        retry,
        response_signing,
        sign_type: _,
        needs: _,
        creates: _,
        request,
        response,
        errors,
        codes: tables,
        examples: _,
        span: _,
    } = old;
    let location = Location::new(new.span);
    if *path != new.path {
        report.was(BreakRule::PathChanged, location, name, path, &new.path);
    }
    if *retry != new.retry {
        report.was(BreakRule::RetryChanged, location, name, retry_name(*retry), retry_name(new.retry));
    }
    if *response_signing != new.response_signing {
        report.was(
            BreakRule::ResponseSigningChanged,
            location,
            name,
            signing_name(*response_signing),
            signing_name(new.response_signing),
        );
    }
    let requests = Pairs::of(request, &new.request);
    let responses = Pairs::of(response, &new.response);
    let sign_type = |operation: &Operation, ids: &Ids| operation.sign_type.map(|index| ids.row(index).to_owned());
    if sign_type(old, &requests.old) != sign_type(new, &requests.new) {
        let name_of = |operation: &Operation| {
            let field = operation.sign_type.and_then(|index| operation.request.fields.get(index));
            field.map_or("MD5".to_owned(), |field| field.name.clone())
        };
        report.was(BreakRule::SignTypeChanged, location, name, &name_of(old), &name_of(new));
    }
    sign_order(old, new, &requests, report);
    let path = format!("{name}.request");
    let direction = Direction::Sent;
    rows::compare(
        Records { old: request, new: &new.request, pairs: &requests, direction, path: &path, location },
        report,
    );
    let path = format!("{name}.response");
    let direction = Direction::Received;
    rows::compare(
        Records { old: response, new: &new.response, pairs: &responses, direction, path: &path, location },
        report,
    );
    echoes(old, new, (&requests, &responses), report);
    codes::errors(errors, &new.errors, name, report);
    own_tables(tables, &new.codes, name, report);
    surface::compare(
        &surface::operation(old, &requests.old, &responses.old),
        &surface::operation(new, &requests.new, &responses.new),
        report,
    );
}

/// The event of a notification doesn't break anything, and the response to it isn't generated from its table.
fn notification(pair: Pair<'_, Notification>, report: &mut Report) {
    let (Some(old), Some(new)) = pair else {
        let alone =
            |notification: &Notification| surface::notification(notification, &Ids::alone(&notification.request));
        return surface::compare(&shown(pair.0, alone), &shown(pair.1, alone), report);
    };
    let location = Location::new(new.span);
    let (before, after) = (old.by_names().join(", "), new.by_names().join(", "));
    if before != after {
        report.was(BreakRule::NotificationKeyChanged, location, &*new.name, &before, &after);
    }
    let pairs = Pairs::of(&old.request, &new.request);
    let (path, direction) = (format!("{}.request", new.name), Direction::Received);
    rows::compare(
        Records { old: &old.request, new: &new.request, pairs: &pairs, direction, path: &path, location },
        report,
    );
    own_tables(&old.codes, &new.codes, &new.name, report);
    surface::compare(&surface::notification(old, &pairs.old), &surface::notification(new, &pairs.new), report);
}

fn content(pair: Pair<'_, Content>, report: &mut Report) {
    let (Some(old), Some(new)) = pair else {
        let alone = |content: &Content| surface::content(content, &Ids::alone(&content.record));
        return surface::compare(&shown(pair.0, alone), &shown(pair.1, alone), report);
    };
    let Content {
        name,
        spelling: _,
        title: _,
        versions: _,
        section: _,
        provenance: _,
        wrapped_in,
        received: _,
        record,
        outer,
        bindings,
        codes: tables,
        examples: _,
        span: _,
    } = old;
    let location = Location::new(new.span);
    if *wrapped_in != new.wrapped_in {
        let key = |key: &Option<String>| key.clone().unwrap_or_else(|| "nothing".to_owned());
        report.was(BreakRule::ContentWrappingChanged, location, name, &key(wrapped_in), &key(&new.wrapped_in));
    }
    let pairs = Pairs::of(record, &new.record);
    let direction = if new.received { Direction::Received } else { Direction::Sent };
    rows::compare(Records { old: record, new: &new.record, pairs: &pairs, direction, path: name, location }, report);
    groups::ruled((bindings, &new.bindings), name, location, report);
    for (known, field) in outer.fields.iter().filter_map(|known| Some((known, new.outer.field(&known.name)?))) {
        if known.format != field.format {
            let (path, was, is) = (format!("{name}.outer.{}", field.name), known.format.name(), field.format.name());
            report.was(BreakRule::RuleChanged, Location::new(field.span), path, was, is);
        }
    }
    own_tables(tables, &new.codes, name, report);
    surface::compare(&surface::content(old, &pairs.old), &surface::content(new, &pairs.new), report);
}

fn own_tables(old: &[Arc<CodeTable>], new: &[Arc<CodeTable>], subject: &str, report: &mut Report) {
    for table in new {
        if let Some(old) = old.iter().find(|old| old.name == table.name) {
            codes::table(old, table, &format!("{subject}.codes.{}", table.name), report);
        }
    }
}

/// Compares the signing order of the rows that both versions have.
fn sign_order(old: &Operation, new: &Operation, pairs: &Pairs, report: &mut Report) {
    let order = |record: &Record, ids: &Ids| {
        let mut rows: Vec<(String, String)> = (record.fields.iter().enumerate())
            .filter(|(_, field)| field.role != Role::Signature)
            .map(|(index, field)| (field.name.clone(), ids.row(index).to_owned()))
            .filter(|(_, id)| id.starts_with("row "))
            .collect();
        rows.sort_unstable();
        rows
    };
    let (before, after) = (order(&old.request, &pairs.old), order(&new.request, &pairs.new));
    let ids = |order: &[(String, String)]| order.iter().map(|(_, id)| id.clone()).collect::<Vec<_>>();
    if ids(&before) != ids(&after) {
        let names = |order: &[(String, String)]| order.iter().map(|(name, _)| &**name).collect::<Vec<_>>().join("&");
        let (was, is) = (names(&before), names(&after));
        report.was(BreakRule::SignOrderChanged, Location::new(new.span), &*new.name, &was, &is);
    }
}

/// Compares the echoed fields that a client verifies.
fn echoes(old: &Operation, new: &Operation, (requests, responses): (&Pairs, &Pairs), report: &mut Report) {
    let echo = |operation: &Operation, row: usize, ids: &Ids| match operation.response.fields.get(row)?.value_source {
        ValueSource::Echo(index) => {
            let name = operation.request.fields.get(index).map(|field| field.name.clone()).unwrap_or_default();
            Some((ids.row(index).to_owned(), name))
        }
        ValueSource::Unstated | ValueSource::Sample(_) | ValueSource::From(_) => None,
    };
    for (in_old, in_new) in &responses.both {
        let Some(field) = new.response.fields.get(*in_new) else { continue };
        let (before, after) = (echo(old, *in_old, &requests.old), echo(new, *in_new, &requests.new));
        if before.as_ref().map(|(id, _)| id) == after.as_ref().map(|(id, _)| id) {
            continue;
        }
        let name =
            |echo: &Option<(String, String)>| echo.as_ref().map_or("nothing".to_owned(), |(_, name)| name.clone());
        let rule = if after.is_some() { BreakRule::ResponseEchoChanged } else { BreakRule::ResponseEchoRemoved };
        let subject = format!("{}.response.{}", new.name, field.name);
        report.was(rule, Location::new(field.span), subject, &name(&before), &name(&after));
    }
    for index in &responses.added {
        if let (Some(field), Some((_, name))) = (new.response.fields.get(*index), echo(new, *index, &requests.new)) {
            let subject = format!("{}.response.{}", new.name, field.name);
            report.was(BreakRule::ResponseEchoChanged, Location::new(field.span), subject, "nothing", &name);
        }
    }
}

fn retry_name(retry: Retry) -> &'static str {
    match retry {
        Retry::Safe => "safe",
        Retry::Never => "never",
    }
}

fn signing_name(signing: ResponseSigning) -> &'static str {
    match signing {
        ResponseSigning::Signed => "signed",
        ResponseSigning::Unsigned => "unsigned",
    }
}
