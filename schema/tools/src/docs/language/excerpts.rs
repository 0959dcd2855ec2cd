use std::collections::BTreeSet;

use wxmed_compiler::Diagnostics;
use wxmed_compiler::grammar::{FILES, KeyValue, Shape};
use wxmed_compiler::yaml::{self, Kind, Node};

/// A mapping of a shape in the text of a file.
struct Found<'t> {
    text: &'t str,
    start: usize,
    end: usize,
    is_file: bool,
    keys: BTreeSet<String>,
}

/// Excerpts of files that show all keys of a shape that occur in them: whole lines, and as few as possible.
pub(super) fn of(shape: &'static Shape, files: &[(&str, &str)]) -> Vec<String> {
    let mut shown: BTreeSet<String> = BTreeSet::new();
    let mut excerpts = Vec::new();
    let mut found = found(shape, files);
    // Take the excerpt that shows most new keys; if several do, the shortest.
    while let Some(best) = found
        .iter()
        .enumerate()
        .max_by_key(|(_, one)| (one.keys.difference(&shown).count(), std::cmp::Reverse(one.end - one.start)))
        .map(|(index, _)| index)
    {
        let best = found.swap_remove(best);
        if best.keys.is_subset(&shown) {
            break;
        }
        excerpts.push(best.lines());
        shown.extend(best.keys);
    }
    excerpts
}

/// The keys of a shape that occur in the files.
#[cfg(test)]
pub(super) fn keys(shape: &'static Shape, files: &[(&str, &str)]) -> BTreeSet<String> {
    found(shape, files).into_iter().flat_map(|one| one.keys).collect()
}

impl Found<'_> {
    /// Its lines, without their common indentation.
    fn lines(&self) -> String {
        if self.is_file {
            return self.text.to_owned();
        }
        let start = self.text.get(..self.start).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
        let behind = self.text.get(self.end..).and_then(|rest| rest.find('\n'));
        let end = behind.map_or(self.text.len(), |newline| self.end + newline);
        let lines: Vec<&str> = self.text.get(start..end).unwrap_or_default().lines().collect();
        let indent = |line: &&&str| line.len() - line.trim_start().len();
        let least = lines.iter().filter(|line| !line.trim().is_empty()).map(|line| indent(&line)).min().unwrap_or(0);
        lines.iter().map(|line| line.get(least..).unwrap_or_default()).collect::<Vec<_>>().join("\n")
    }
}

fn found<'t>(shape: &'static Shape, files: &[(&str, &'t str)]) -> Vec<Found<'t>> {
    let mut found = Vec::new();
    for (_, text) in files {
        let Some(tree) = yaml::read(text, 0, &mut Diagnostics::default()) else { continue };
        let head = pairs(&tree).first().and_then(|(key, _)| name(key));
        let file = FILES.iter().find(|file| file.keys.first().map(|key| key.name) == head);
        if let Some(file) = file {
            look(&tree, file, shape, text, true, &mut found);
        }
    }
    found
}

fn look<'t>(
    node: &Node,
    is: &'static Shape,
    wanted: &'static Shape,
    text: &'t str,
    is_file: bool,
    found: &mut Vec<Found<'t>>,
) {
    let entries = pairs(node);
    if std::ptr::eq(is, wanted) {
        let keys = entries.iter().filter_map(|(key, _)| name(key)).map(str::to_owned).collect();
        found.push(Found { text, start: node.span.start, end: end(node), is_file, keys });
    }
    for (key, value) in entries {
        let Some(known) = name(key).and_then(|key| is.key(key)) else { continue };
        match (known.value, &value.kind) {
            (KeyValue::Mapping(below), _) => look(value, below, wanted, text, false, found),
            (KeyValue::List(below), Kind::List(items)) => {
                items.iter().for_each(|item| look(item, below, wanted, text, false, found));
            }
            _ => {}
        }
    }
}

/// The end of a node. The span of a block mapping covers only its first line.
fn end(node: &Node) -> usize {
    let last = match &node.kind {
        Kind::Scalar(_) => None,
        Kind::List(items) => items.last(),
        Kind::Map(pairs) => pairs.last().map(|(_, value)| value),
    };
    last.map_or(0, end).max(node.span.end)
}

fn pairs(node: &Node) -> &[(Node, Node)] {
    match &node.kind {
        Kind::Map(pairs) => pairs,
        Kind::Scalar(_) | Kind::List(_) => &[],
    }
}

fn name(node: &Node) -> Option<&str> {
    match &node.kind {
        Kind::Scalar(name) => Some(name),
        Kind::List(_) | Kind::Map(_) => None,
    }
}
