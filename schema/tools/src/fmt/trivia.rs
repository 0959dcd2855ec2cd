//! Trivia between the texts of a file: comments and YAML punctuation.

use std::collections::BTreeMap;

use wxmed_compiler::LineIndex;
use wxmed_compiler::model::Span;
use wxmed_compiler::yaml::{Kind, Node};

/// The trivia of a file.
#[derive(Debug, Default)]
pub(super) struct Gaps {
    /// The comments, in order.
    pub(super) comments: Vec<Comment>,
    /// The offsets of the dashes of block lists.
    pub(super) dashes: Vec<usize>,
    /// The offset after each closing bracket, by the offset of the opening one.
    pub(super) brackets: BTreeMap<usize, usize>,
    line_index: LineIndex,
}

impl Gaps {
    /// The column of an offset in the text, in characters, starting at 0.
    pub(super) fn column(&self, text: &str, offset: usize) -> usize {
        let marks = self.before_on_line(text, offset).chars().take_while(|c| *c == '\u{feff}').count();
        self.line_index.position(text, offset).column.saturating_sub(1 + marks)
    }

    fn before_on_line<'t>(&self, text: &'t str, offset: usize) -> &'t str {
        text.get(self.line_index.line_start(offset)..offset).unwrap_or_default()
    }
}

/// A comment.
#[derive(Debug, Clone)]
pub(super) struct Comment {
    /// The text, including `#`.
    pub(super) text: String,
    /// Its start.
    pub(super) start: usize,
    /// The start of its line.
    pub(super) line_start: usize,
    /// Its column, in characters from 0.
    pub(super) column: usize,
    /// Whether it is the only thing on its line.
    pub(super) is_alone: bool,
}

/// Scans the trivia between the texts. An unsupported YAML feature gives its span as an error.
pub(super) fn scan(text: &str, tree: &Node) -> Result<Gaps, Span> {
    let mut texts = Vec::new();
    collect(tree, &mut texts);
    texts.sort_unstable();
    let mut scanner =
        Scanner { text, gaps: Gaps { line_index: LineIndex::of(text), ..Gaps::default() }, open: Vec::new() };
    let mut from = 0;
    for (start, end) in texts {
        scanner.gap(from, start)?;
        from = from.max(end);
    }
    scanner.gap(from, text.len())?;
    Ok(scanner.gaps)
}

/// Collects the ranges of all texts.
fn collect(node: &Node, texts: &mut Vec<(usize, usize)>) {
    match &node.kind {
        Kind::Scalar(_) => texts.push((node.span.start, node.span.end)),
        Kind::List(items) => items.iter().for_each(|item| collect(item, texts)),
        Kind::Map(pairs) => pairs.iter().for_each(|(key, value)| {
            collect(key, texts);
            collect(value, texts);
        }),
    }
}

struct Scanner<'t> {
    text: &'t str,
    gaps: Gaps,
    open: Vec<usize>,
}

impl Scanner<'_> {
    fn gap(&mut self, from: usize, to: usize) -> Result<(), Span> {
        let mut at = from;
        while let Some(rest) = self.text.get(at..to).filter(|rest| !rest.is_empty()) {
            at += self.mark(at, rest)?;
        }
        Ok(())
    }

    /// Reads the punctuation at an offset, and returns its length.
    fn mark(&mut self, at: usize, rest: &str) -> Result<usize, Span> {
        let before = || self.gaps.before_on_line(self.text, at).trim_start_matches('\u{feff}');
        let is_first = || before().is_empty();
        let all_rest = self.text.get(at..).unwrap_or_default();
        let is_before_space = |mark: &str| all_rest.strip_prefix(mark).is_some_and(is_space_or_end);
        let length = match rest.chars().next().unwrap_or_default() {
            '#' if is_first() || before().ends_with(char::is_whitespace) => self.comment(at, rest),
            '-' if is_before_space("---") && is_first() => 3,
            '.' if is_before_space("...") && is_first() => 3,
            '-' if is_before_space("-") => {
                self.gaps.dashes.push(at);
                1
            }
            '|' | '>' => rest.find(|c: char| !matches!(c, '|' | '>' | '+' | '-' | '0'..='9')).unwrap_or(rest.len()),
            '{' | '[' => {
                self.open.push(at);
                1
            }
            '}' | ']' => {
                let opened = self.open.pop();
                self.gaps.brackets.extend(opened.map(|opened| (opened, at + 1)));
                1
            }
            ':' | ',' | '?' => 1,
            c if c.is_whitespace() || c == '\u{feff}' => c.len_utf8(),
            c => return Err(Span { file: 0, start: at, end: at + c.len_utf8() }),
        };
        Ok(length)
    }

    fn comment(&mut self, at: usize, rest: &str) -> usize {
        let before = self.gaps.before_on_line(self.text, at);
        let length = rest.find('\n').unwrap_or(rest.len());
        self.gaps.comments.push(Comment {
            text: rest.get(..length).unwrap_or_default().trim_end().to_owned(),
            start: at,
            line_start: at - before.len(),
            column: self.gaps.column(self.text, at),
            is_alone: before.trim_start_matches('\u{feff}').trim().is_empty(),
        });
        length
    }
}

fn is_space_or_end(rest: &str) -> bool {
    rest.chars().next().is_none_or(char::is_whitespace)
}
