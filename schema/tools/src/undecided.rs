//! Finds open decisions in a drafted spec: comments `# decide`, and labels without an English text.
//!
//! A spec with open decisions compiles, but contains unconfirmed statements, so they are reported separately.

use crate::fmt::comments;
use wxmed_compiler::grammar::{FILES, KeyValue, Need, Shape};
use wxmed_compiler::model::Span;
use wxmed_compiler::yaml::{self, Kind, Node};
use wxmed_compiler::{Diagnostics, Id, Sources};
use wxmed_core::Severity;

/// The open decisions in the file at this index of the sources: comments `# decide`, as in a draft, and labels without
/// an English text.
///
/// The compiler doesn't report them, because such a spec can be used. The caller chooses the severity.
pub fn undecided(sources: &Sources, file: usize, severity: Severity) -> Diagnostics {
    let text = sources.files().get(file).map_or("", |file| &*file.text);
    let mut unreadable = Diagnostics::default();
    let mut found = Diagnostics::default();
    // Invalid YAML was already reported.
    if let Some(tree) = yaml::read(text, file, &mut unreadable).filter(|_| unreadable.is_empty()) {
        check(text, file, &tree, &mut found);
    }
    found.with_severity(Id::Undecided, severity).sorted()
}

/// Reports the open decisions in a file.
fn check(text: &str, file: usize, tree: &Node, diagnostics: &mut Diagnostics) {
    match comments(text, tree) {
        Ok(comments) => {
            for (comment, span) in comments {
                if is_end_of_a_text(text, &comment, span) {
                    diagnostics
                        .warning(
                            Id::Yaml,
                            Span { file, ..span },
                            "this is a comment, and no part of the text before it",
                        )
                        .help("put the text into quotes, or a space behind the `#`");
                }
                if let Some(question) = question(&comment) {
                    let question = if question.is_empty() { "the comment does not say what" } else { question };
                    diagnostics
                        .warning(
                            Id::Undecided,
                            Span { file, ..span },
                            format!("this is still to be decided: {question}"),
                        )
                        .help("decide it, and remove the comment");
                }
            }
        }
        Err(span) => {
            diagnostics
                .error(Id::YamlFeature, Span { file, ..span }, "this is not part of the language of the specs")
                .help("write mappings, lists and texts, and nothing else");
        }
    }
    if let Some(shape) = shape_of(tree) {
        labels(tree, shape, diagnostics);
    }
}

/// Whether a comment is probably the end of a text: it follows an unquoted text, and its `#` isn't followed by a space.
fn is_end_of_a_text(text: &str, comment: &str, span: Span) -> bool {
    let begins_a_word = comment.strip_prefix('#').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    let before = text.get(..span.start).and_then(|before| before.rsplit('\n').next()).unwrap_or_default();
    let ends_a_text =
        before.trim_end().ends_with(|c| !matches!(c, '"' | '\'' | '}' | ']' | ':' | ',' | '-' | '|' | '>'));
    begins_a_word && ends_a_text && question(comment).is_none()
}

/// The question of a comment from a draft: `# decide (presence): …`.
fn question(comment: &str) -> Option<&str> {
    let text = comment.trim_start_matches('#').trim_start();
    let word = text.get(.."decide".len()).filter(|word| word.eq_ignore_ascii_case("decide"))?;
    let rest = text.get(word.len()..)?;
    let is_word = !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'));
    is_word.then(|| rest.trim_start_matches(|c: char| c == ':' || c.is_whitespace()).trim_end())
}

/// The shape of a file, which its first key determines.
fn shape_of(tree: &Node) -> Option<&'static Shape> {
    let Kind::Map(pairs) = &tree.kind else { return None };
    let (first, _) = pairs.first()?;
    FILES.iter().find(|shape| shape.keys.first().is_some_and(|key| is_key(first, key.name))).copied()
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a text has Chinese characters and no Latin letter, or is the Chinese text itself: `CT检查`.
fn is_chinese(text: &str, chinese: Option<&Node>) -> bool {
    let is_same = matches!(chinese.map(|node| &node.kind), Some(Kind::Scalar(other)) if other.trim() == text.trim());
    text.contains(is_han) && (is_same || !text.contains(|c: char| c.is_ascii_alphabetic()))
}

fn is_key(node: &Node, name: &str) -> bool {
    matches!(&node.kind, Kind::Scalar(text) if text == name)
}

/// Finds the labels without an English text, in a mapping and in all mappings below it.
fn labels(node: &Node, shape: &'static Shape, diagnostics: &mut Diagnostics) {
    let Kind::Map(pairs) = &node.kind else { return };
    let value = |name: &str| pairs.iter().find(|(key, _)| is_key(key, name)).map(|(_, value)| value);
    let has_text = |node: &Node| !matches!(&node.kind, Kind::Scalar(text) if text.trim().is_empty());
    // Only rows: an erratum that changes only the label keeps the English text.
    let is_row = shape.key("label").is_some_and(|key| key.need == Need::Must) && shape.key("en").is_some();
    if let Some(label) = value("label").filter(|_| is_row && !value("en").is_some_and(has_text)) {
        let text = match &label.kind {
            Kind::Scalar(text) => text.as_str(),
            Kind::List(_) | Kind::Map(_) => return,
        };
        if !text.trim().is_empty() {
            diagnostics
                .warning(Id::Undecided, label.span, format!("the label `{text}` has no English words"))
                .help("write them behind the label, as `en:`");
        }
    }
    if let Some(Node { kind: Kind::Scalar(text), span }) = value("en").filter(|_| shape.key("en").is_some())
        && is_chinese(text, value("zh").or_else(|| value("label")))
    {
        diagnostics
            .warning(Id::Undecided, *span, format!("the English words `{text}` are Chinese"))
            .help("write them in English");
    }
    for (key, below) in pairs {
        let Kind::Scalar(key) = &key.kind else { continue };
        match shape.key(key).map(|key| key.value) {
            Some(KeyValue::Mapping(shape)) => labels(below, shape, diagnostics),
            Some(KeyValue::List(shape)) => {
                let Kind::List(items) = &below.kind else { continue };
                items.iter().for_each(|item| labels(item, shape, diagnostics));
            }
            None
            | Some(
                KeyValue::Text
                | KeyValue::WholeNumber
                | KeyValue::Amount
                | KeyValue::Notation
                | KeyValue::Expression
                | KeyValue::Keyword(_)
                | KeyValue::Texts
                | KeyValue::TextOrTexts
                | KeyValue::Pairs,
            ) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::question;

    #[test]
    fn comments_of_a_draft_are_recognised() {
        for (comment, expected) in [
            ("# decide (presence): the cell is blank", Some("(presence): the cell is blank")),
            ("#decide: ask the bureau", Some("ask the bureau")),
            ("## Decide", Some("")),
            ("# decide （必填）", Some("（必填）")),
            ("# decided with the bureau", None),
            ("# we decide later", None),
            ("# decide-later", None),
            ("#", None),
            ("# 待定", None),
        ] {
            assert_eq!(question(comment), expected, "{comment}");
        }
    }
}
