//! Every message of the compiler occurs in a case.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::cases::{cases, found};

/// The functions whose first text is a message, or the variable part of one.
const CALLS: [&str; 8] =
    [".error(", ".warning(", ".wrong(", ".unexpected(", "wrong_shape(", "misplaced(", "let problem =", "let message ="];

/// The folders with messages, relative to this crate.
const SOURCES: [&str; 3] = ["../compiler/src", "../codegen/src", "src"];

/// Folders with messages about other things than compiled specs, or of the formatter alone, which have separate tests.
const ELSEWHERE: [&str; 3] = ["breaking", "infer", "fmt"];

/// Messages that no case can cause: one whose cause is repaired before, and one of a file that can't be read.
const NEVER: [&str; 2] = ["a text is due here", "this cannot be read: {why}"];

/// A message in a source file, with `{…}` for its variable parts.
struct Template {
    file: String,
    text: String,
}

impl Template {
    /// Whether a message matches this template: it contains the constant parts in order.
    fn is_of(&self, message: &str) -> bool {
        let mut rest = message;
        let mut parts = self.text.split(['{', '}']).step_by(2);
        parts.all(|part| match rest.find(part) {
            Some(at) => {
                rest = &rest[at + part.len()..];
                true
            }
            None => false,
        })
    }
}

fn templates() -> Vec<Template> {
    SOURCES.iter().flat_map(|folder| templates_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))).collect()
}

fn templates_in(folder: &Path) -> Vec<Template> {
    let mut templates = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap().map(|entry| entry.unwrap().path()) {
            let shown = entry.strip_prefix(folder).unwrap().with_extension("").to_str().unwrap().to_owned();
            if ELSEWHERE.contains(&shown.as_str()) {
                continue;
            }
            if entry.is_dir() {
                folders.push(entry);
            } else {
                let source = fs::read_to_string(&entry).unwrap();
                let texts = messages(source.split("#[cfg(test)]").next().unwrap());
                templates.extend(texts.into_iter().map(|text| Template { file: shown.clone(), text }));
            }
        }
    }
    templates
}

/// The texts in calls of these functions, except help texts.
fn messages(source: &str) -> Vec<String> {
    let mut found = Vec::new();
    for call in CALLS {
        for (at, _) in source.match_indices(call) {
            let statement = &source[at + call.len()..];
            let is_problem = call.starts_with("let ");
            let end = if is_problem { statement.find("};").or(statement.find(';')) } else { end_of_call(statement) };
            let statement = &statement[..end.unwrap_or(statement.len())];
            let texts = literals(statement);
            // A call has one message; a `let` that chooses between messages has several.
            let number = if is_problem { texts.len() } else { 1 };
            found.extend(texts.into_iter().take(number));
        }
    }
    found
}

/// The offset of the closing parenthesis.
fn end_of_call(source: &str) -> Option<usize> {
    let mut depth = 1;
    let mut in_text = false;
    for (at, c) in source.char_indices() {
        match c {
            '"' => in_text = !in_text,
            '(' if !in_text => depth += 1,
            ')' if !in_text => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

fn literals(source: &str) -> Vec<String> {
    source.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_message_has_a_case() {
    let reported: BTreeSet<String> = cases()
        .iter()
        .flat_map(|case| found(&case.sources()).iter().map(|one| one.message.clone()).collect::<Vec<_>>())
        .collect();
    let templates = templates();
    assert!(templates.len() > 100, "only {} messages were found in the sources", templates.len());
    let silent: Vec<String> = templates
        .iter()
        .filter(|template| !NEVER.contains(&template.text.as_str()))
        .filter(|template| !reported.iter().any(|message| template.is_of(message)))
        .map(|template| format!("{}: {}", template.file, template.text))
        .collect();
    assert!(silent.is_empty(), "no case has these messages:\n{}", silent.join("\n"));
}
