use super::parts::{self, Entries, bilingual, entries, list, object, text};
use super::{difference, record};
use wxmed_compiler::model::{Erratum, KnownList, Notification, Related, Sending};
use wxmed_core::Json;

pub(super) fn export(before: &Notification, after: &Notification, errata: &[Erratum]) -> Json {
    let mut changed = difference::keys(&heading(before), &heading(after));
    for (key, before, after) in
        [("request", &before.request, &after.request), ("response", &before.response, &after.response)]
    {
        let rows = difference::rows(before, after);
        if !rows.is_empty() {
            changed.push((key.to_owned(), Json::List(rows)));
        }
    }
    let mut all = heading(before);
    all.extend(entries([
        ("request", record::rows(&before.request)),
        ("response", record::rows(&before.response)),
        ("codes", list(before.codes.iter().map(|table| parts::codes(table)))),
        ("effective", Json::Object(changed)),
        ("errata", parts::touching(&before.name, errata)),
    ]));
    Json::Object(all)
}

fn heading(notification: &Notification) -> Entries {
    let mut all = entries([
        ("name", text(&notification.name)),
        ("section", text(&notification.section)),
        ("spelling", text(&notification.spelling)),
    ]);
    all.extend(parts::versions(&notification.versions));
    all.extend(entries([
        ("title", bilingual(&notification.title)),
        ("about", notification.about.as_ref().map_or(Json::Null, bilingual)),
        ("provenance", parts::provenance(notification.provenance.as_ref())),
        ("sent", notification.sent.as_ref().map_or(Json::Null, sent)),
        ("by", list(notification.by_names().into_iter().map(text))),
        ("related", list(notification.related.iter().map(|one| related(one, notification)))),
    ]));
    all
}

fn sent(sent: &Sending) -> Json {
    object([("what", text(sent.what.name())), ("after", text(sent.after.name())), ("to", text(&sent.to))])
}

fn related(related: &Related, notification: &Notification) -> Json {
    let by = related.by.iter().filter_map(|index| notification.request.fields.get(*index));
    object([("what", text(related.what.name())), ("by", list(by.map(|row| text(&row.name))))])
}

/// A list of known facts that aren't shipped as specs.
pub(super) fn known(known: &KnownList) -> Json {
    let entries = known.entries.iter().map(|entry| {
        object([
            ("name", text(&entry.name)),
            ("title", bilingual(&entry.title)),
            ("facts", bilingual(&entry.facts)),
            ("why", bilingual(&entry.why)),
            ("provenance", parts::provenance(entry.provenance.as_ref())),
        ])
    });
    object([("name", text(&known.name)), ("title", bilingual(&known.title)), ("entries", list(entries))])
}
