//! A file as a tree of entries, each with its position and its comments.

use super::quoting::Style;
use super::text_of;
use super::trivia::Gaps;
use wxmed_compiler::model::Span;
use wxmed_compiler::yaml::{Kind, Node};

/// A value, with its layout.
#[derive(Debug)]
pub(super) struct Value {
    pub(super) content: Content,
    /// Its style, if it is a text.
    pub(super) style: Style,
    /// Whether it was written in brackets.
    pub(super) in_brackets: bool,
    /// Whether it is missing in the file, as in a file that contains only comments.
    pub(super) is_unwritten: bool,
    /// Whether its entries get separate lines even if they fit on one.
    pub(super) is_spread: bool,
    /// The comments below its last entry.
    pub(super) after: Vec<String>,
}

#[derive(Debug)]
pub(super) enum Content {
    Text(String),
    List(Vec<Entry>),
    Map(Vec<Entry>),
}

/// An item of a list, or a pair of a mapping.
#[derive(Debug)]
pub(super) struct Entry {
    /// The key, in a mapping.
    pub(super) key: Option<String>,
    pub(super) value: Value,
    /// Its start: that of its key, or of its dash.
    pub(super) start: usize,
    /// The end of its value.
    pub(super) end: usize,
    /// Its column, in characters from 0.
    pub(super) column: usize,
    /// Whether a blank line precedes it.
    pub(super) is_apart: bool,
    /// The comments on lines before it.
    pub(super) before: Vec<String>,
    /// The comments at the end of its line.
    pub(super) beside: Vec<String>,
}

impl Value {
    /// The entries of a list or a mapping; none of a text.
    pub(super) fn entries(&self) -> &[Entry] {
        match &self.content {
            Content::Text(_) => &[],
            Content::List(entries) | Content::Map(entries) => entries,
        }
    }

    /// The entries, mutably.
    pub(super) fn entries_mut(&mut self) -> &mut [Entry] {
        match &mut self.content {
            Content::Text(_) => &mut [],
            Content::List(entries) | Content::Map(entries) => entries,
        }
    }
}

/// The start and end of a value.
struct Extent {
    start: usize,
    end: usize,
}

/// Builds the entries of a file. An invalid key gives its span as an error.
pub(super) fn build(text: &str, tree: &Node, gaps: &Gaps) -> Result<Value, Span> {
    Builder { text, gaps }.value(tree, 0).map(|(value, _)| value)
}

struct Builder<'t> {
    text: &'t str,
    gaps: &'t Gaps,
}

impl Builder<'_> {
    /// The value of a node that begins at or after an offset.
    fn value(&self, node: &Node, from: usize) -> Result<(Value, Extent), Span> {
        let in_brackets = node.span.end > node.span.start && !matches!(node.kind, Kind::Scalar(_));
        let mut entries = Vec::new();
        match &node.kind {
            Kind::Scalar(_) => {}
            Kind::List(items) => {
                let mut from = from;
                for item in items {
                    let entry = self.item(item, from, in_brackets)?;
                    from = entry.end;
                    entries.push(entry);
                }
            }
            Kind::Map(pairs) => {
                for (key, value) in pairs {
                    entries.push(self.pair(key, value)?);
                }
            }
        }
        let written = if in_brackets {
            Extent {
                start: node.span.start,
                end: self.gaps.brackets.get(&node.span.start).copied().unwrap_or(node.span.end),
            }
        } else {
            Extent {
                start: entries.first().map_or(node.span.start, |entry| entry.start),
                end: entries.last().map_or(node.span.end, |entry| entry.end),
            }
        };
        let content = match &node.kind {
            Kind::Scalar(text) => Content::Text(text.clone()),
            Kind::List(_) => Content::List(entries),
            Kind::Map(_) => Content::Map(entries),
        };
        let is_unwritten = matches!(&content, Content::Text(_)) && node.span.start == node.span.end;
        Ok((
            Value { content, style: self.style(node), in_brackets, is_unwritten, is_spread: false, after: Vec::new() },
            written,
        ))
    }

    fn item(&self, item: &Node, from: usize, in_brackets: bool) -> Result<Entry, Span> {
        let dashes = &self.gaps.dashes;
        let dash = dashes.get(dashes.partition_point(|dash| *dash < from)).copied().filter(|_| !in_brackets);
        let (value, Extent { start, end }) = self.value(item, dash.map_or(from, |dash| dash + 1))?;
        let start = dash.unwrap_or(start).min(start);
        Ok(self.entry(None, value, start, end))
    }

    fn pair(&self, key: &Node, value: &Node) -> Result<Entry, Span> {
        let Some(name) = text_of(key) else { return Err(key.span) };
        let (value, Extent { end, .. }) = self.value(value, key.span.end)?;
        Ok(self.entry(Some(name.to_owned()), value, key.span.start, end.max(key.span.end)))
    }

    fn style(&self, node: &Node) -> Style {
        let written = self.text.get(node.span.start..node.span.end).unwrap_or_default();
        if text_of(node) == Some(written) { Style::Plain } else { Style::Quoted }
    }

    fn entry(&self, key: Option<String>, value: Value, start: usize, end: usize) -> Entry {
        let column = self.gaps.column(self.text, start);
        let end = end.max(start);
        Entry { key, value, start, end, column, is_apart: false, before: Vec::new(), beside: Vec::new() }
    }
}
