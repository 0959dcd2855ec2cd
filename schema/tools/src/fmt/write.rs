//! Writes entries as text.

use super::cst::{Content, Entry, Value};
use super::quoting::{self, ScalarContext, Style, quoted};

/// The line width, without a comment at the end. Only a single text that is longer exceeds it.
const WIDTH: usize = 130;

/// The text of a file.
pub(super) fn document(root: &Value) -> String {
    let mut out = String::new();
    match &root.content {
        Content::Text(_) if root.is_unwritten => {}
        Content::Text(text) => line(&mut out, 0, &quoted(text, ScalarContext::Block, root.style)),
        Content::List(entries) | Content::Map(entries) if entries.is_empty() => line(&mut out, 0, &in_line(root)),
        Content::List(entries) | Content::Map(entries) => block(&mut out, entries, 0),
    }
    root.after.iter().for_each(|comment| line(&mut out, 0, comment));
    out
}

fn line(out: &mut String, indent: usize, text: &str) {
    out.push_str(&" ".repeat(indent));
    out.push_str(text);
    out.push('\n');
}

fn block(out: &mut String, entries: &[Entry], indent: usize) {
    for (index, entry) in entries.iter().enumerate() {
        if entry.is_apart && index > 0 {
            out.push('\n');
        }
        let mut before = Vec::new();
        let beside = first_comments(entry, indent, &mut before);
        before.into_iter().for_each(|comment| line(out, indent, comment));
        out.push_str(&" ".repeat(indent));
        write_entry(out, entry, indent, beside);
    }
}

/// Collects the comments before the line on which an entry begins, and returns the one at the end of that line.
///
/// A list or a mapping in an item of a list begins on the item's line, which has room for only one comment.
fn first_comments<'e>(entry: &'e Entry, indent: usize, before: &mut Vec<&'e str>) -> Option<&'e str> {
    before.extend(entry.before.iter().map(String::as_str));
    let mut beside = entry.beside.iter().map(String::as_str);
    let first = entry.value.entries().first().filter(|_| entry.key.is_none() && is_block(entry, indent));
    match first {
        Some(first) => {
            before.extend(beside);
            first_comments(first, indent + 2, before)
        }
        None => {
            let last = beside.next_back();
            before.extend(beside);
            last
        }
    }
}

/// Writes an entry after the indentation of its line.
fn write_entry(out: &mut String, entry: &Entry, indent: usize, beside: Option<&str>) {
    let head = entry
        .key
        .as_deref()
        .map_or("-".to_owned(), |key| format!("{}:", quoted(key, ScalarContext::Block, Style::Plain)));
    out.push_str(&head);
    let end_line = |out: &mut String| {
        if let Some(comment) = beside {
            out.push(' ');
            out.push_str(comment);
        }
        out.push('\n');
    };
    if !is_block(entry, indent) {
        match lines_below(&entry.value) {
            Some((mark, lines)) => {
                out.push(' ');
                out.push_str(mark);
                end_line(out);
                for text in lines {
                    if text.is_empty() { out.push('\n') } else { line(out, indent + 2, text) }
                }
            }
            None => {
                out.push(' ');
                out.push_str(&match &entry.value.content {
                    Content::Text(text) => quoted(text, ScalarContext::Block, entry.value.style),
                    Content::List(_) | Content::Map(_) => in_line(&entry.value),
                });
                end_line(out);
            }
        }
        return;
    }
    let entries = entry.value.entries();
    match (&entry.key, entries.split_first()) {
        (None, Some((first, rest))) => {
            out.push(' ');
            write_entry(out, first, indent + 2, beside);
            block(out, rest, indent + 2);
        }
        _ => {
            end_line(out);
            block(out, entries, indent + 2);
        }
    }
    entry.value.after.iter().for_each(|comment| line(out, indent + 2, comment));
}

/// Whether an entry's value is a list or a mapping in block style.
fn is_block(entry: &Entry, indent: usize) -> bool {
    let value = &entry.value;
    if value.entries().is_empty() {
        return false;
    }
    let head = entry.key.as_deref().map_or(1, |key| width(&quoted(key, ScalarContext::Block, Style::Plain)) + 1);
    needs_lines(value) || indent + head + 1 + width(&in_line(value)) > WIDTH
}

/// Whether a list or a mapping can't be written on one line.
fn needs_lines(value: &Value) -> bool {
    let is_list = matches!(value.content, Content::List(_));
    value.is_spread
        || !value.after.is_empty()
        || value.entries().iter().any(|entry| {
            let has_comments = !entry.before.is_empty() || !entry.beside.is_empty();
            has_comments
                || (is_list && !entry.value.entries().is_empty())
                || lines_below(&entry.value).is_some()
                || needs_lines(&entry.value)
        })
}

fn lines_below(value: &Value) -> Option<(&'static str, Vec<&str>)> {
    match &value.content {
        Content::Text(text) => quoting::lines(text),
        Content::List(_) | Content::Map(_) => None,
    }
}

/// A value between brackets, on one line.
fn in_line(value: &Value) -> String {
    let entries = || value.entries().iter().map(entry_in_line).collect::<Vec<_>>().join(", ");
    match &value.content {
        Content::Text(text) => quoted(text, ScalarContext::Flow, value.style),
        Content::List(_) => format!("[{}]", entries()),
        Content::Map(pairs) if pairs.is_empty() => "{}".to_owned(),
        Content::Map(_) => format!("{{ {} }}", entries()),
    }
}

fn entry_in_line(entry: &Entry) -> String {
    let value = in_line(&entry.value);
    match &entry.key {
        Some(key) => format!("{}: {value}", quoted(key, ScalarContext::Flow, Style::Plain)),
        None => value,
    }
}

/// The width of a text. A Chinese character counts as one, as in the columns of diagnostics.
fn width(text: &str) -> usize {
    text.chars().count()
}
