//! Formats the text of specs: layout, key order and quoting. The content doesn't change.
//!
//! It works on the source and its tree with spans, not on the model, so that files with semantic errors can be
//! formatted, too.

mod comments;
mod cst;
mod key_order;
mod quoting;
mod trivia;
mod write;

use wxmed_compiler::Sources;
use wxmed_compiler::model::Span;
use wxmed_compiler::yaml::{self, Kind, Node};
use wxmed_compiler::{Diagnostics, Id};

/// Formats a file in the canonical form.
///
/// Names, texts and the order in lists are kept, and so is every comment. The line width is 130 characters, and a
/// Chinese character counts as one.
///
/// # Errors
/// If the file isn't valid YAML, or uses features that the language of the specs doesn't have: anchors, aliases, tags,
/// directives.
pub fn format_file(sources: &Sources, index: usize) -> Result<String, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let file = sources.files().get(index);
    if file.is_some_and(|file| !yaml::is_there(file, index, &mut diagnostics)) {
        return Err(diagnostics);
    }
    let text = file.map_or("", |file| &*file.text);
    let tree = yaml::read(text, index, &mut diagnostics).filter(|_| diagnostics.is_empty());
    let Some(tree) = tree else { return Err(diagnostics.sorted()) };
    let gaps = match trivia::scan(text, &tree) {
        Ok(gaps) => gaps,
        Err(span) => {
            diagnostics
                .error(Id::YamlFeature, Span { file: index, ..span }, "this is not part of the language of the specs")
                .help("write mappings, lists and texts, and nothing else");
            return Err(diagnostics);
        }
    };
    let mut document = match cst::build(text, &tree, &gaps) {
        Ok(document) => document,
        Err(span) => {
            diagnostics
                .error(Id::WrongShape, span, "a mapping or a list cannot be a key")
                .help("write a single value before the colon");
            return Err(diagnostics);
        }
    };
    comments::comments(&mut document, &gaps.comments);
    key_order::arrange(&mut document);
    comments::hoist(&mut document);
    let formatted = write::document(&document);
    if is_kept(&tree, &gaps, &formatted) {
        return Ok(formatted);
    }
    diagnostics
        .error(Id::Yaml, Span { file: index, start: 0, end: 0 }, "the file cannot be laid out without changing it")
        .help("lay it out by hand");
    Err(diagnostics)
}

/// The comments of a file with their spans. An unsupported YAML feature gives its span as an error.
///
/// A `#` inside a text doesn't begin a comment.
pub(crate) fn comments(text: &str, tree: &Node) -> Result<Vec<(String, Span)>, Span> {
    let gaps = trivia::scan(text, tree)?;
    let with_span = |comment: trivia::Comment| {
        let span = Span { file: 0, start: comment.start, end: comment.start + comment.text.len() };
        (comment.text, span)
    };
    Ok(gaps.comments.into_iter().map(with_span).collect())
}

/// Verifies that the formatted text has the same tree and the same comments.
fn is_kept(tree: &Node, gaps: &trivia::Gaps, formatted: &str) -> bool {
    let mut diagnostics = Diagnostics::default();
    let Some(again) = yaml::read(formatted, 0, &mut diagnostics) else { return false };
    let Ok(gaps_again) = trivia::scan(formatted, &again) else { return false };
    let sorted = |gaps: &trivia::Gaps| {
        let mut comments: Vec<String> = gaps.comments.iter().map(|comment| comment.text.clone()).collect();
        comments.sort_unstable();
        comments
    };
    diagnostics.is_empty() && is_equivalent(tree, &again) && sorted(gaps) == sorted(&gaps_again)
}

/// Whether two trees are equal, except for the order of keys.
fn is_equivalent(left: &Node, right: &Node) -> bool {
    match (&left.kind, &right.kind) {
        (Kind::Scalar(left), Kind::Scalar(right)) => left == right,
        (Kind::List(left), Kind::List(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| is_equivalent(left, right))
        }
        (Kind::Map(left), Kind::Map(right)) => {
            let (left, right) = (by_name(left), by_name(right));
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| left.0 == right.0 && is_equivalent(left.1, right.1))
        }
        _ => false,
    }
}

/// The pairs of a mapping, sorted by key; pairs with the same key keep their order.
fn by_name(pairs: &[(Node, Node)]) -> Vec<(Option<&str>, &Node)> {
    let mut pairs: Vec<(Option<&str>, &Node)> = pairs.iter().map(|(key, value)| (text_of(key), value)).collect();
    pairs.sort_by_key(|(key, _)| *key);
    pairs
}

/// The text of a node that is a single value.
fn text_of(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Scalar(text) => Some(text),
        Kind::List(_) | Kind::Map(_) => None,
    }
}

#[cfg(test)]
mod tests;
