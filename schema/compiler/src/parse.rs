//! Parses YAML trees to syntax: checks every key, reports every error, and keeps the valid parts.

mod as_meant;
mod cursor;
mod field;
mod files;
mod keywords;
mod notification;
mod tables;

pub(crate) use as_meant::put_right;

use crate::ast::SyntaxTree;
use crate::diagnostic::{Diagnostics, Id};
use crate::grammar::{FILES, synonyms};
use crate::yaml::{Kind, Node};
use wxmed_core::nearest;

/// Parses one file's tree, and adds it to the specs.
///
/// If the spec's name is invalid, the file's name is used, which is normally the same.
pub(crate) fn file(tree: &Node, name: &str, specs: &mut SyntaxTree, diagnostics: &mut Diagnostics) {
    let first = match &tree.kind {
        Kind::Map(entries) => entries.first(),
        _ => None,
    };
    let kind = first.and_then(|(key, _)| match &key.kind {
        Kind::Scalar(name) => FILES.iter().position(|shape| shape.keys.first().is_some_and(|first| first.name == name)),
        _ => None,
    });
    let mut reader = files::FileReader { file: name, specs, diagnostics };
    match kind {
        Some(0) => reader.operation(tree),
        Some(1) => reader.content(tree),
        Some(2) => reader.codes(tree),
        Some(3) => reader.errors(tree),
        Some(4) => reader.part(tree),
        Some(5) => reader.templates(tree),
        Some(6) => reader.errata(tree),
        Some(7) => reader.notification(tree),
        Some(8) => reader.known(tree),
        _ => {
            let span = first.map_or(tree.span, |(key, _)| key.span);
            let known = || FILES.iter().filter_map(|shape| shape.keys.first()).map(|key| key.name);
            let written = first.and_then(|(key, _)| match &key.kind {
                Kind::Scalar(name) => Some(name.as_str()),
                Kind::List(_) | Kind::Map(_) => None,
            });
            let meant = written.and_then(|name| synonyms::key(name, known()).or_else(|| nearest(name, known())));
            let kinds: Vec<String> = known().map(|kind| format!("`{kind}:`")).collect();
            let kinds = kinds.join(", ");
            diagnostics.error(Id::UnknownKind, span, "the first key of a spec must say what it describes").help(
                match meant {
                    Some(meant) => format!("write `{meant}:`; a spec begins with one of {kinds}"),
                    None => format!("begin the file with one of {kinds}"),
                },
            );
        }
    }
}
