use super::parts::{self, Entries, bilingual, entries, list, maybe, object, text};
use super::{difference, record};
use wxmed_compiler::model::{Creation, Erratum, Need, Operation, Record, ResponseSigning, Retry, Uses};
use wxmed_core::Json;

pub(super) fn export(before: &Operation, after: &Operation, errata: &[Erratum]) -> Json {
    let mut changed = difference::keys(&heading(before), &heading(after));
    for (key, before, after) in
        [("request", &before.request, &after.request), ("response", &before.response, &after.response)]
    {
        let rows = difference::rows(before, after);
        if !rows.is_empty() {
            changed.push((key.to_owned(), Json::List(rows)));
        }
    }
    changed.extend(difference::keys(&relations(before), &relations(after)));

    let mut all = heading(before);
    all.extend(entries([("request", record::rows(&before.request)), ("response", record::rows(&before.response))]));
    all.extend(relations(before));
    all.extend(entries([("effective", Json::Object(changed)), ("errata", parts::touching(&before.name, errata))]));
    Json::Object(all)
}

fn heading(operation: &Operation) -> Entries {
    let mut all = entries([
        ("name", text(&operation.name)),
        ("section", text(&operation.section)),
        ("path", text(&operation.path)),
        ("spelling", text(&operation.spelling)),
    ]);
    all.extend(parts::versions(&operation.versions));
    all.extend(entries([
        ("title", bilingual(&operation.title)),
        ("about", operation.about.as_ref().map_or(Json::Null, bilingual)),
        ("provenance", parts::provenance(operation.provenance.as_ref())),
        ("retry", text(retry(operation.retry))),
        ("answer", text(signing(operation.response_signing))),
        ("needs", list(operation.needs.iter().map(|need| text(need.what.name())))),
        ("creates", list(operation.creates.iter().map(|creation| text(creation.what.name())))),
        ("needed", list(operation.needs.iter().map(|need| needed(need, &operation.request)))),
        ("created", list(operation.creates.iter().map(|creation| created(creation, operation)))),
        ("echoes", list(operation.echoes().into_iter().map(echo))),
    ]));
    all
}

/// The constraints between the rows, and the errors.
fn relations(operation: &Operation) -> Entries {
    let mut all = entries([("sign_order", list(operation.sign_order().into_iter().map(text)))]);
    all.extend(record::relations(&operation.request));
    all.extend(entries([
        ("rules", list(record::stated(&operation.request, "").iter().map(|(_, rule)| text(&rule.text)))),
        ("codes", list(operation.codes.iter().map(|table| parts::codes(table)))),
        ("errors", list(operation.errors.iter().map(|error| parts::error(error, &operation.request)))),
    ]));
    all
}

fn retry(retry: Retry) -> &'static str {
    match retry {
        Retry::Safe => "safe",
        Retry::Never => "never",
    }
}

fn signing(signing: ResponseSigning) -> &'static str {
    match signing {
        ResponseSigning::Signed => "signed",
        ResponseSigning::Unsigned => "unsigned",
    }
}

fn needed(need: &Need, request: &Record) -> Json {
    let (by, same) = (record::names(request, &need.by), record::names(request, &need.same));
    let within = need.within.map_or(Json::Null, |seconds| Json::Number(seconds.to_string()));
    let once = Json::Bool(need.uses == Uses::Once);
    object([("what", text(need.what.name())), ("by", by), ("same", same), ("once", once), ("within", within)])
}

fn created(creation: &Creation, operation: &Operation) -> Json {
    let lasts = creation.lasts.and_then(|index| operation.response.fields.get(index));
    object([
        ("what", text(creation.what.name())),
        ("by", record::names(&operation.request, &creation.by)),
        ("lasts", maybe(lasts.map(|field| field.name.as_str()))),
    ])
}

fn echo((field, request): (&str, &str)) -> Json {
    object([("field", text(field)), ("request", text(request))])
}
