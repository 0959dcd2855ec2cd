//! Notifications from the platform, and facts that are known beyond the specs.

use super::cursor::Cursor;
use super::files::{FileReader, name, section, spec_name};
use super::{field, keywords, tables};
use crate::ast::{KnownEntrySyntax, KnownSyntax, NotificationSyntax, RelatedSyntax, SendingSyntax};
use crate::diagnostic::{Diagnostics, Id};
use crate::grammar::{KNOWN, KNOWN_ENTRY, NOTIFICATION, RELATED, SENDING};
use crate::yaml::Node;

impl FileReader<'_> {
    pub(super) fn notification(&mut self, tree: &Node) {
        let d = &mut *self.diagnostics;
        let Some(cursor) = Cursor::new(tree, &NOTIFICATION, d) else { return };
        let name = name(&cursor, "notification", spec_name(self.file), d);
        let table = |key: &str, d: &mut Diagnostics| {
            cursor.node(key).and_then(|node| field::table(node, d)).unwrap_or_default()
        };
        let notification = NotificationSyntax {
            spelling: cursor.text("spelling", d),
            section: section(&cursor, &NOTIFICATION, d),
            versions: tables::versions(&cursor, d),
            title: cursor.bilingual("title", d).unwrap_or_default(),
            provenance: tables::provenance(&cursor, d),
            about: cursor.bilingual("about", d),
            sent: cursor.node("sent").and_then(|node| sending(node, d)),
            by: cursor.texts("by", d),
            related: cursor.list("related", d).iter().filter_map(|node| related(node, d)).collect(),
            request: table("request", d),
            response: table("response", d),
            codes: cursor.list("codes", d).iter().filter_map(|node| tables::own_codes(node, d)).collect(),
            name,
        };
        self.specs.notifications.push(notification);
        self.errata_entries(&cursor, "errata");
    }

    pub(super) fn known(&mut self, tree: &Node) {
        let d = &mut *self.diagnostics;
        let Some(cursor) = Cursor::new(tree, &KNOWN, d) else { return };
        let name = name(&cursor, "known", spec_name(self.file), d);
        self.specs.known.push(KnownSyntax {
            title: cursor.bilingual("title", d).unwrap_or_default(),
            entries: cursor.list("entries", d).iter().filter_map(|node| known_entry(node, d)).collect(),
            name,
        });
    }
}

fn related(node: &Node, d: &mut Diagnostics) -> Option<RelatedSyntax> {
    let cursor = Cursor::new(node, &RELATED, d)?;
    let by = cursor.texts("by", d);
    if let (Some(node), []) = (cursor.node("by"), by.as_slice()) {
        d.error(Id::MissingKey, node.span, "what no field finds cannot be related")
            .help("list the fields of the notification by which it is found");
    }
    Some(RelatedSyntax { by, span: cursor.span, what: cursor.keyword("what", &keywords::resources(), d) })
}

fn sending(node: &Node, d: &mut Diagnostics) -> Option<SendingSyntax> {
    let cursor = Cursor::new(node, &SENDING, d)?;
    let (what, after) =
        (cursor.keyword("what", &keywords::resources(), d), cursor.keyword("after", keywords::AFTER, d));
    Some(SendingSyntax { to: cursor.text("to", d)?, what: what?, after: after? })
}

fn known_entry(node: &Node, d: &mut Diagnostics) -> Option<KnownEntrySyntax> {
    let cursor = Cursor::new(node, &KNOWN_ENTRY, d)?;
    Some(KnownEntrySyntax {
        title: cursor.bilingual("title", d).unwrap_or_default(),
        facts: cursor.bilingual("facts", d).unwrap_or_default(),
        why: cursor.bilingual("why", d).unwrap_or_default(),
        provenance: tables::provenance(&cursor, d),
        name: cursor.text("name", d)?,
    })
}
