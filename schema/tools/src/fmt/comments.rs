//! Assigns comments to entries.

use super::cst::{Entry, Value};
use super::trivia::Comment;

/// Assigns each comment to the entry after or next to it, or to the list or mapping at whose end it is.
pub(super) fn comments(root: &mut Value, comments: &[Comment]) {
    for comment in comments {
        within(root, comment);
    }
}

/// Moves the comments before the first entry of an item to the item, because both begin on the same line.
pub(super) fn hoist(value: &mut Value) {
    for entry in value.entries_mut() {
        hoist(&mut entry.value);
        if let (None, Some(first)) = (&entry.key, entry.value.entries_mut().first_mut()) {
            entry.before.append(&mut first.before);
        }
    }
}

/// Assigns a comment inside a value.
fn within(value: &mut Value, comment: &Comment) {
    // The entries are still in the order of the file.
    let entries = value.entries();
    let begun = entries.partition_point(|entry| entry.start <= comment.start);
    let passed = entries.partition_point(|entry| entry.end <= comment.start);
    let holds = |entry: &&Entry| entry.start < comment.start && comment.start < entry.end;
    if let Some(at) = begun.checked_sub(1).filter(|at| entries.get(*at).as_ref().is_some_and(holds)) {
        if let Some(entry) = value.entries_mut().get_mut(at) {
            within_entry(entry, comment);
        }
        return;
    }
    let next = Some(begun).filter(|at| *at < entries.len());
    let previous = passed.checked_sub(1);
    if !comment.is_alone && previous.is_some_and(|at| is_beside(value, at, comment)) {
        if let Some(entry) = previous.and_then(|at| value.entries_mut().get_mut(at)) {
            beside_last(entry, comment);
        }
        return;
    }
    let is_deeper = next.and_then(|at| value.entries().get(at)).is_none_or(|next| comment.column > next.column);
    if !value.in_brackets && is_deeper {
        let ended = previous.and_then(|at| value.entries_mut().get_mut(at)).and_then(|entry| ended(entry, comment));
        if let Some(ended) = ended {
            ended.after.push(comment.text.clone());
            return;
        }
    }
    match next.and_then(|at| value.entries_mut().get_mut(at)) {
        Some(entry) => entry.before.push(comment.text.clone()),
        None => value.after.push(comment.text.clone()),
    }
}

/// Assigns a comment inside an entry.
fn within_entry(entry: &mut Entry, comment: &Comment) {
    let first = entry.value.entries().first().map(|first| first.start);
    match first {
        None if comment.is_alone => entry.before.push(comment.text.clone()),
        None => entry.beside.push(comment.text.clone()),
        Some(first) if !comment.is_alone && comment.start < first => entry.beside.push(comment.text.clone()),
        Some(_) => within(&mut entry.value, comment),
    }
}

/// Whether a comment is on the line on which an entry ends.
fn is_beside(value: &Value, at: usize, comment: &Comment) -> bool {
    value.entries().get(at).is_some_and(|entry| entry.end > comment.line_start)
}

/// A comment next to the end of an entry belongs to the innermost entry that ends there and isn't closed by a bracket.
fn beside_last(entry: &mut Entry, comment: &Comment) {
    if entry.value.in_brackets || entry.value.entries().is_empty() {
        entry.beside.push(comment.text.clone());
    } else if let Some(last) = entry.value.entries_mut().last_mut() {
        beside_last(last, comment);
    }
}

/// The innermost list or mapping at the end of an entry to which a comment in this column belongs.
fn ended<'e>(entry: &'e mut Entry, comment: &Comment) -> Option<&'e mut Value> {
    let is_inside = |value: &Value| {
        !value.in_brackets && value.entries().first().is_some_and(|first| first.column <= comment.column)
    };
    if !is_inside(&entry.value) {
        return None;
    }
    let deeper = entry.value.entries().last().is_some_and(|last| is_inside(&last.value));
    if deeper {
        return entry.value.entries_mut().last_mut().and_then(|last| ended(last, comment));
    }
    Some(&mut entry.value)
}
