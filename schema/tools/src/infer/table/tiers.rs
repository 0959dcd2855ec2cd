//! Names in the column of their level: `一级`, `二级`, `三级`.

use super::Written;
use super::grid::{Cell, Line, Shape};
use crate::infer::columns::tier;
use crate::infer::lexicon;
use wxmed_compiler::model::Span;

/// Merges the columns of levels to one, with the name and the depth of each row.
pub(super) fn fold(headings: &mut Line, lines: &mut [Line]) {
    let texts = headings.texts();
    let Some(first) = texts.iter().position(|text| tier(text) == Some(1)) else { return };
    let levels = (1..).zip(texts.iter().skip(first)).take_while(|(level, text)| tier(text) == Some(*level)).count();
    if levels < 2 {
        return;
    }
    let is_row = |line: &&mut Line| line.shape == Shape::Row;
    lines.iter_mut().filter(is_row).for_each(|line| fold_row(line, first, levels));
    let end = headings.cells.len().min(first + levels);
    let folded: Vec<Cell> = headings.cells.drain(first..end).collect();
    let span = folded.first().zip(folded.last()).map(|(first, last)| Span { end: last.span.end, ..first.span });
    let text = folded.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" | ");
    headings.cells.insert(first, Cell { text, span: span.unwrap_or_default(), ..Cell::default() });
}

/// The last name of a row is its own; those before it are the objects that contain it.
fn fold_row(line: &mut Line, first: usize, levels: usize) {
    let start = first.min(line.cells.len());
    let end = (first + levels).min(line.cells.len());
    let mut filled: Vec<(usize, Cell)> =
        line.cells.drain(start..end).enumerate().filter(|(_, cell)| !cell.text.is_empty()).collect();
    let Some((tier, own)) = filled.pop() else { return line.cells.insert(start, Cell::default()) };
    let quote = |(_, cell): (usize, Cell)| Written { text: lexicon::tidy(&cell.text), span: cell.span };
    line.cells.insert(start, Cell { tier, outer: filled.into_iter().map(quote).collect(), ..own });
}
