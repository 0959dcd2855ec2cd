//! Splits the lines of a file into cells, which are separated by tabs, bars, commas or blanks.

use super::layout::{self, Layout, Split};
use crate::infer::account::{Account, Disposition, Written};
use crate::infer::lexicon;
use wxmed_compiler::model::Span;

/// A cell as written, without the blanks around it.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) span: Span,
    /// The indentation.
    pub(super) indent: usize,
    /// The number of cells that were joined with it.
    pub(super) joined: usize,
    /// The column of its level, if each level has a separate column.
    pub(super) tier: usize,
    /// The cells of outer levels in its row.
    pub(super) outer: Vec<Written>,
}

/// The kind of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Blank,
    /// A separator line.
    Rule,
    /// A line without separators between cells.
    Text,
    Row,
}

/// A logical line, which may span several lines of the file.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) cells: Vec<Cell>,
    pub(super) shape: Shape,
}

impl Line {
    /// The cell of a column, without blanks at its ends.
    pub(super) fn text(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", |cell| cell.text.as_str())
    }

    /// The texts of all cells.
    pub(super) fn texts(&self) -> Vec<&str> {
        self.cells.iter().map(|cell| cell.text.as_str()).collect()
    }

    /// The cells that are not blank, each with its column.
    pub(super) fn filled(&self) -> impl Iterator<Item = (usize, &Cell)> {
        self.cells.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty())
    }

    /// The line as one text.
    pub(super) fn quote(&self) -> Written {
        let mut filled = self.filled().map(|(_, cell)| cell);
        let first = filled.next().map_or_else(Span::default, |cell| cell.span);
        let end = filled.last().map_or(first.end, |cell| cell.span.end);
        let texts: Vec<String> = self.filled().map(|(_, cell)| lexicon::tidy(&cell.text)).collect();
        Written { text: texts.join(" | "), span: Span { end, ..first } }
    }
}

/// Reads the lines of a file, and records their cells.
pub(super) fn lines(text: &str, file: usize, account: &mut Account) -> Vec<Line> {
    let starts = starts(text);
    let mut lines = Vec::new();
    let mut layout: Option<Layout> = None;
    let mut gap = true;
    let mut at = 0;
    while let Some(range) = starts.get(at) {
        let line = text.get(range.clone()).unwrap_or_default();
        let around = layout::Around {
            text,
            line: range.clone(),
            before: at.checked_sub(1).and_then(|at| starts.get(at)).and_then(|range| text.get(range.clone())),
            after: starts.get(at + 1).and_then(|range| text.get(range.clone())),
        };
        let (shape, split) = if is_blank(line) {
            (Shape::Blank, Split::default())
        } else if is_drawn(line) {
            (Shape::Rule, Split::default())
        } else {
            match layout::split(&around, &mut layout, gap) {
                Some(split) => (Shape::Row, split),
                None => (Shape::Text, layout::whole(line, range.start)),
            }
        };
        gap = shape == Shape::Blank || (gap && shape == Shape::Rule);
        let end = split.end.max(range.end);
        if shape == Shape::Rule {
            let span = Span { file, start: range.start, end: range.end };
            account.enter(line, span);
            account.went(span, Disposition::Drawn);
        }
        let cells: Vec<Cell> = split.cells.iter().map(|range| cell(text, file, range.clone())).collect();
        cells.iter().for_each(|cell| account.enter(&cell.text, cell.span));
        lines.push(Line { cells, shape });
        at += starts.get(at..).unwrap_or_default().iter().take_while(|range| range.start < end).count().max(1);
    }
    lines
}

/// The ranges of a text's lines, without line ends.
fn starts(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if c == '\n' || (c == '\r' && !text.get(at + 1..).is_some_and(|rest| rest.starts_with('\n'))) {
            lines.push(start..at);
            start = at + 1;
        }
    }
    if start < text.len() {
        lines.push(start..text.len());
    }
    lines
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c == '\u{feff}')
}

/// Whether a line is a separator line, as between rows.
fn is_drawn(line: &str) -> bool {
    let is_line = |c: char| "-=—–―_".contains(c) || matches!(c, '\u{2500}'..='\u{257f}');
    let is_part = |c: char| is_line(c) || c.is_whitespace() || "+|｜:\u{feff}".contains(c);
    line.chars().all(is_part) && line.chars().any(is_line)
}

/// The cell in a range, without quotes around it.
fn cell(text: &str, file: usize, range: std::ops::Range<usize>) -> Cell {
    let raw = text.get(range.clone()).unwrap_or_default();
    let is_outside = |c: char| c.is_whitespace() || c == '\u{feff}';
    let inner = raw.trim_start_matches(is_outside);
    let start = range.start + raw.len() - inner.len();
    let indent = raw.chars().take_while(|c| is_outside(*c)).map(|c| if c == '\u{3000}' { 2 } else { 1 }).sum();
    let inner = inner.trim_end_matches(is_outside);
    let span = |start: usize, inner: &str| Span { file, start, end: start + inner.len() };
    match layout::unquoted(inner) {
        Some(bare) => {
            let lead = bare.len() - bare.trim_start_matches(is_outside).len();
            let trimmed = bare.trim_matches(is_outside);
            Cell {
                text: trimmed.replace("\"\"", "\""),
                span: span(start + 1 + lead, trimmed),
                indent: indent + lead,
                ..Cell::default()
            }
        }
        None => Cell { text: inner.to_owned(), span: span(start, inner), indent, ..Cell::default() },
    }
}
