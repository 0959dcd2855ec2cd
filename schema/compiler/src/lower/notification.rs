//! Notifications from the platform, and facts that are known beyond the specs.

use std::sync::Arc;

use super::{Lowering, Ownership, by_name, code_table, resource, spelled};
use crate::ast::{KnownEntrySyntax, KnownSyntax, NotificationSyntax, RowIndex};
use crate::model::{CodeTable, KnownEntry, KnownList, Notification, Related, Sending};

impl Lowering<'_> {
    pub(super) fn notification(&mut self, spec: &NotificationSyntax) -> Notification {
        let own: Vec<Arc<CodeTable>> = (spec.codes.iter())
            .map(|table| Arc::new(code_table(table, Ownership::Own { section: &spec.section })))
            .collect();
        let tables = by_name(&own);
        let request = self.record(&spec.request, &tables, &spec.section);
        let response = self.record(&spec.response, &tables, &spec.section);
        let rows = RowIndex::of(&spec.request);
        Notification {
            name: spec.name.value.clone(),
            spelling: spelled(spec.spelling.as_ref(), &spec.name.value),
            section: spec.section.clone(),
            versions: spec.versions.clone(),
            provenance: spec.provenance.clone(),
            title: spec.title.clone(),
            about: spec.about.clone(),
            sent: spec.sent.as_ref().map(|sent| Sending {
                what: sent.what,
                after: sent.after,
                to: sent.to.value.clone(),
            }),
            by: rows.indices_of(&spec.by),
            related: (spec.related.iter())
                .filter_map(|one| Some(Related { what: one.what?, by: rows.indices_of(&one.by), span: one.span }))
                .collect(),
            request: resource::rows(&spec.request, request, &RowIndex::of(&Default::default())),
            response,
            codes: own,
            span: spec.name.span,
        }
    }
}

pub(super) fn known(spec: &KnownSyntax) -> KnownList {
    let entry = |entry: &KnownEntrySyntax| KnownEntry {
        name: entry.name.value.clone(),
        title: entry.title.clone(),
        facts: entry.facts.clone(),
        why: entry.why.clone(),
        provenance: entry.provenance.clone(),
        span: entry.name.span,
    };
    KnownList {
        name: spec.name.value.clone(),
        title: spec.title.clone(),
        entries: spec.entries.iter().map(entry).collect(),
        span: spec.name.span,
    }
}
