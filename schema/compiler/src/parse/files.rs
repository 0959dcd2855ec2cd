use super::cursor::Cursor;
use super::{field, keywords, tables};
use crate::ast::{
    Change, ContentSyntax, ErratumSyntax, ErrorsSyntax, OperationSyntax, PartSyntax, SyntaxTree, TemplatesSyntax, Text,
};
use crate::diagnostic::{Diagnostics, Id};
use crate::grammar::{
    BINDING, CHANGE, CODES, CONTENT, ERRATA, ERRATUM, ERROR, ERRORS, OPERATION, OPERATION_ERROR, PART, Shape, TEMPLATES,
};
use crate::model::{Confidence, ResponseSigning, Retry};
use crate::yaml::Node;

/// Reads one file of a known kind into the specs.
pub(super) struct FileReader<'a> {
    pub(super) file: &'a str,
    pub(super) specs: &'a mut SyntaxTree,
    pub(super) diagnostics: &'a mut Diagnostics,
}

impl FileReader<'_> {
    pub(super) fn operation(&mut self, tree: &Node) {
        let d = &mut *self.diagnostics;
        let Some(cursor) = Cursor::new(tree, &OPERATION, d) else { return };
        let name = name(&cursor, "operation", spec_name(self.file), d);
        let table = |key: &str, d: &mut Diagnostics| {
            cursor.node(key).and_then(|node| field::table(node, d)).unwrap_or_default()
        };
        let operation = OperationSyntax {
            spelling: cursor.text("spelling", d),
            path: cursor.text_or_empty("path", d),
            section: section(&cursor, &OPERATION, d),
            versions: tables::versions(&cursor, d),
            provenance: tables::provenance(&cursor, d),
            title: cursor.bilingual("title", d).unwrap_or_default(),
            about: cursor.bilingual("about", d),
            retry: cursor.keyword("retry", keywords::RETRY, d).unwrap_or(Retry::Never),
            response_signing: cursor
                .keyword("answer", keywords::RESPONSE_SIGNING, d)
                .unwrap_or(ResponseSigning::Signed),
            sign_type: cursor.text("sign_type", d),
            needs: cursor.list("needs", d).iter().filter_map(|node| tables::need(node, d)).collect(),
            creates: cursor.list("creates", d).iter().filter_map(|node| tables::creation(node, d)).collect(),
            request: table("request", d),
            response: table("response", d),
            errors: tables::errors(cursor.list("errors", d), &OPERATION_ERROR, d),
            codes: cursor.list("codes", d).iter().filter_map(|node| tables::own_codes(node, d)).collect(),
            examples: tables::examples(cursor.list("examples", d), d),
            name,
        };
        let length = cursor.keyword("length", keywords::LENGTH, d);
        let operation = OperationSyntax {
            request: operation.request.counted_in(length),
            response: operation.response.counted_in(length),
            ..operation
        };
        self.specs.operations.push(operation);
        self.errata_entries(&cursor, "errata");
    }

    pub(super) fn content(&mut self, tree: &Node) {
        let d = &mut *self.diagnostics;
        let Some(cursor) = Cursor::new(tree, &CONTENT, d) else { return };
        let name = name(&cursor, "content", spec_path(self.file), d);
        let content = ContentSyntax {
            spelling: cursor.text("spelling", d),
            wrapped_in: cursor.text("wrapped_in", d).map(|key| key.value),
            received: cursor.keyword("received", keywords::YES, d).unwrap_or(false),
            section: cursor.text_or_empty("section", d).value,
            title: cursor.bilingual("title", d).unwrap_or_default(),
            versions: tables::versions(&cursor, d),
            provenance: tables::provenance(&cursor, d),
            record: field::record(&cursor, d).counted_in(cursor.keyword("length", keywords::LENGTH, d)),
            outer: field::outer(&cursor, d),
            bindings: cursor.list("bindings", d).iter().filter_map(|node| field::rule(node, &BINDING, d)).collect(),
            codes: cursor.list("codes", d).iter().filter_map(|node| tables::own_codes(node, d)).collect(),
            examples: tables::examples(cursor.list("examples", d), d),
            name,
        };
        self.specs.contents.push(content);
        self.errata_entries(&cursor, "errata");
    }

    pub(super) fn codes(&mut self, tree: &Node) {
        let d = &mut *self.diagnostics;
        let Some(cursor) = Cursor::new(tree, &CODES, d) else { return };
        let name = name(&cursor, "codes", spec_name(self.file), d);
        self.specs.codes.push(tables::code_table(&cursor, name, d));
    }

    pub(super) fn errors(&mut self, tree: &Node) {
        let d = &mut *self.diagnostics;
        let Some(cursor) = Cursor::new(tree, &ERRORS, d) else { return };
        let name = name(&cursor, "errors", spec_name(self.file), d);
        self.specs.errors.push(ErrorsSyntax {
            spelling: cursor.text("spelling", d),
            title: cursor.bilingual("title", d).unwrap_or_default(),
            provenance: tables::provenance(&cursor, d),
            values: tables::errors(cursor.list("values", d), &ERROR, d),
            name,
        });
    }

    pub(super) fn part(&mut self, tree: &Node) {
        let d = &mut *self.diagnostics;
        let Some(cursor) = Cursor::new(tree, &PART, d) else { return };
        let name = name(&cursor, "part", spec_name(self.file), d);
        self.specs.parts.push(PartSyntax {
            spelling: cursor.text("spelling", d),
            title: cursor.bilingual("title", d).unwrap_or_default(),
            names_account: cursor.keyword("account", keywords::YES, d).unwrap_or(false),
            of: field::alternatives(&cursor, d),
            name,
        });
    }

    pub(super) fn templates(&mut self, tree: &Node) {
        let d = &mut *self.diagnostics;
        let Some(cursor) = Cursor::new(tree, &TEMPLATES, d) else { return };
        let name = name(&cursor, "templates", spec_name(self.file), d);
        self.specs.templates.push(TemplatesSyntax {
            operation: cursor.text_or_empty("operation", d),
            tag: cursor.text_or_empty("tag", d),
            of: cursor.list("of", d).iter().filter_map(|node| tables::template(node, d)).collect(),
            name,
        });
    }

    pub(super) fn errata(&mut self, tree: &Node) {
        if let Some(cursor) = Cursor::new(tree, &ERRATA, self.diagnostics) {
            self.errata_entries(&cursor, "entries");
        }
    }

    pub(super) fn errata_entries(&mut self, cursor: &Cursor<'_>, key: &str) {
        let d = &mut *self.diagnostics;
        self.specs.errata.extend(cursor.list(key, d).iter().filter_map(|node| erratum(node, d)));
    }
}

/// The section of the document. A spec without a section must state its source.
pub(super) fn section(cursor: &Cursor<'_>, shape: &Shape, d: &mut Diagnostics) -> String {
    if cursor.node("section").is_none() && cursor.node("provenance").is_none() {
        d.error(Id::MissingKey, cursor.span, format!("this {} has no `section`", shape.name))
            .help("add `section:` (the section of the document), or `provenance:` if the document does not have it");
    }
    cursor.text("section", d).map(|section| section.value).unwrap_or_default()
}

/// The name of a spec. An invalid one was reported, and the rest of the file is still parsed.
pub(super) fn name(cursor: &Cursor<'_>, key: &str, fallback: String, d: &mut Diagnostics) -> Text {
    let span = cursor.node(key).map_or(cursor.span, |node| node.span);
    cursor.text(key, d).unwrap_or(Text { value: fallback, span })
}

/// The default name of a spec in a file with this name.
pub(super) fn spec_name(file: &str) -> String {
    part_of_name(file.rsplit('/').next().unwrap_or_default())
}

/// The default name of a content in a file with this name.
fn spec_path(file: &str) -> String {
    file.split('/').map(part_of_name).collect::<Vec<_>>().join("/")
}

fn part_of_name(part: &str) -> String {
    let fit = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    let part: String = part.chars().map(fit).collect();
    let is_name = part.starts_with(|c: char| c.is_ascii_lowercase()) && !part.starts_with("xml");
    if is_name { part } else { format!("spec_{part}") }
}

fn erratum(node: &Node, d: &mut Diagnostics) -> Option<ErratumSyntax> {
    let cursor = Cursor::new(node, &ERRATUM, d)?;
    Some(ErratumSyntax {
        change: cursor.node("set").and_then(|node| change(node, d)),
        why: cursor.bilingual("why", d).unwrap_or_default(),
        evidence: cursor.bilingual("evidence", d).unwrap_or_default(),
        confidence: cursor.keyword("confidence", keywords::CONFIDENCE, d).unwrap_or(Confidence::Low),
        by_default: cursor.keyword("apply", keywords::APPLY, d).unwrap_or(true),
        id: cursor.text("id", d)?,
        target: cursor.text("target", d)?,
    })
}

fn change(node: &Node, d: &mut Diagnostics) -> Option<Change> {
    let cursor = Cursor::new(node, &CHANGE, d)?;
    let keys = CHANGE.keys.iter().filter(|key| cursor.node(key.name).is_some());
    let written: Vec<String> = keys
        .map(|key| match cursor.node(key.name).map(|node| &node.kind) {
            Some(crate::yaml::Kind::Scalar(value)) => format!("{}: {value}", key.name),
            _ => format!("{}: …", key.name),
        })
        .collect();
    let notation = cursor.text("type", d);
    Some(Change {
        written: written.join(", "),
        span: node.span,
        name: cursor.text("name", d),
        label: cursor.text("label", d).map(|text| text.value),
        en: cursor.text("en", d).map(|text| text.value),
        ty: notation.and_then(|notation| keywords::notation(&notation, d).map(|ty| (notation, ty))),
        required: cursor.keyword("required", keywords::REQUIRED, d),
        format: cursor.node("format").and_then(|node| field::format(node, d)),
        encoding: cursor.node("wire").and_then(|node| field::encoding(node, d)),
        limits: field::limits(&cursor, d),
        items: (cursor.text("min", d), cursor.text("max", d)),
        codes: cursor.text("codes", d),
        default: cursor.text("default", d),
        length: cursor.keyword("length", keywords::LENGTH, d),
        sensitive: cursor.keyword("sensitive", keywords::YES, d),
        note: cursor.bilingual("note", d),
        lines: cursor.node("lines").map(|_| cursor.texts("lines", d)),
    })
}
