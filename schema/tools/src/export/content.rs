use super::parts::{self, bilingual, entries, list, maybe, object, text};
use super::{difference, record};
use wxmed_compiler::model::{Content, Erratum, StatedRule, Written};
use wxmed_core::{Json, Severity};

pub(super) fn export(before: &Content, after: &Content, errata: &[Erratum]) -> Json {
    let stated = record::stated(&after.record, "");
    let rules = stated.iter().map(|(_, rule)| text(&rule.text));
    let details = stated.iter().map(|(at, rule)| self::stated(at, rule));
    let mut all = entries([
        ("name", text(&after.name)),
        ("fields", paths(after)),
        ("rules", list(rules)),
        ("errata", parts::touching(&after.name, errata)),
        (
            "document",
            Json::Object(difference::keys(&entries([("fields", paths(after))]), &entries([("fields", paths(before))]))),
        ),
        ("section", text(&after.section)),
        ("spelling", text(&after.spelling)),
        ("title", bilingual(&after.title)),
        ("provenance", parts::provenance(after.provenance.as_ref())),
        ("wrapped_in", maybe(after.wrapped_in.as_deref())),
        ("rows", record::rows(&after.record)),
    ]);
    all.extend(parts::versions(&after.versions));
    if after.received {
        all.push(("received".to_owned(), Json::Bool(true)));
    }
    all.extend(record::relations(&after.record));
    all.extend(entries([
        ("stated", list(details)),
        ("outer", record::rows(&after.outer)),
        ("bindings", list(after.bindings.iter().map(|binding| self::stated("", binding)))),
        ("codes", list(after.codes.iter().map(|table| parts::codes(table)))),
    ]));
    Json::Object(all)
}

fn stated(at: &str, rule: &Written<StatedRule>) -> Json {
    object([
        ("id", text(&rule.id)),
        ("at", text(at)),
        ("text", text(&rule.text)),
        ("severity", text(if rule.severity == Severity::Warning { "warning" } else { "error" })),
        ("says", bilingual(&rule.message)),
    ])
}

fn paths(content: &Content) -> Json {
    list(record::paths(&content.record, "").iter().map(|path| text(path)))
}
