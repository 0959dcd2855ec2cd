//! The confidence of all statements, for people who decide what to confirm next.

use wxmed_compiler::model::{Confidence, Field, Model, Provenance, Record};

/// One line for each row, code and error, lowest confidence first: confidence, spec, item, source, separated by tabs.
/// An item without its own source has that of its table or its file, or else the document.
pub fn export_provenance(model: &Model) -> String {
    let mut lines = Vec::new();
    for operation in &model.operations {
        let known = Known::of_file(operation.provenance.as_ref(), &operation.section);
        rows(&operation.request, &format!("{}\trequest.", operation.name), &known, &mut lines);
        rows(&operation.response, &format!("{}\tresponse.", operation.name), &known, &mut lines);
        let errors = operation.errors.iter().map(|error| (&error.code, error.provenance.as_ref()));
        lines.extend(errors.map(|(code, own)| known.within(own).line(&format!("{}\terror {code}", operation.name))));
    }
    for notification in &model.notifications {
        let known = Known::of_file(notification.provenance.as_ref(), &notification.section);
        rows(&notification.request, &format!("{}\trequest.", notification.name), &known, &mut lines);
        rows(&notification.response, &format!("{}\tresponse.", notification.name), &known, &mut lines);
    }
    for list in &model.known {
        let entries = list.entries.iter().map(|entry| (&entry.name, entry.provenance.as_ref()));
        let known = |own| Known::of_file(own, "");
        lines.extend(entries.map(|(name, own)| known(own).line(&format!("{}\tnot shipped: {name}", list.name))));
    }
    for content in &model.contents {
        let known = Known::of_file(content.provenance.as_ref(), &content.section);
        rows(&content.record, &format!("{}\t", content.name), &known, &mut lines);
    }
    let of_specs = model.operations.iter().flat_map(|operation| &operation.codes);
    let of_specs = of_specs.chain(model.notifications.iter().flat_map(|notification| &notification.codes));
    let own = of_specs.chain(model.contents.iter().flat_map(|content| &content.codes));
    for table in model.codes.iter().chain(own) {
        let known = Known::of_file(table.provenance.as_ref(), &table.section);
        let values = table.values.iter().map(|value| (&value.code, value.provenance.as_ref()));
        lines.extend(values.map(|(code, own)| known.within(own).line(&format!("{}\tcode {code}", table.name))));
    }
    for table in &model.errors {
        let known = Known::of_file(table.provenance.as_ref(), "");
        let errors = table.errors.iter().map(|error| (&error.code, error.provenance.as_ref()));
        lines.extend(errors.map(|(code, own)| known.within(own).line(&format!("{}\terror {code}", table.name))));
    }
    lines.sort();
    lines.into_iter().map(|(_, line)| line + "\n").collect()
}

/// The confidence and the source of an item.
struct Known {
    confidence: Confidence,
    source: String,
}

impl Known {
    fn of_file(provenance: Option<&Provenance>, section: &str) -> Self {
        let document = Self {
            confidence: Confidence::High,
            source: format!("文档 {section} · the document, section {section}"),
        };
        document.within(provenance)
    }

    /// The provenance of a part, which may have its own source.
    fn within(&self, own: Option<&Provenance>) -> Self {
        match own {
            Some(own) => Self { confidence: own.confidence, source: format!("{} · {}", own.source.zh, own.source.en) },
            None => Self { confidence: self.confidence, source: self.source.clone() },
        }
    }

    fn line(&self, item: &str) -> (Confidence, String) {
        (self.confidence, format!("{}\t{item}\t{}", self.confidence.name(), self.source))
    }
}

fn rows(record: &Record, before: &str, known: &Known, lines: &mut Vec<(Confidence, String)>) {
    for Field { name, provenance, object, list, .. } in &record.fields {
        let (item, known) = (format!("{before}{name}"), known.within(provenance.as_ref()));
        lines.push(known.line(&item));
        if let Some(inner) = object {
            let items = if list.is_some() { "[]" } else { "" };
            rows(inner, &format!("{item}{items}."), &known, lines);
        }
    }
}
