//! Splits tables that are side by side, so that each line has a row of both.

use super::Section;
use super::grid::{Line, Shape};
use crate::infer::columns::{self, Column};

/// The tables of a section, from left to right.
pub(super) fn parted(mut section: Section) -> Vec<Section> {
    let Some(from) = section.headings.as_ref().and_then(second) else { return vec![section] };
    let mut right = Section { headings: section.headings.as_mut().map(|line| split(line, from)), ..Section::default() };
    for line in section.lines.iter_mut().filter(|line| line.shape == Shape::Row) {
        let behind = split(line, from);
        right.lines.push(behind);
    }
    let mut all = vec![section];
    all.extend(parted(right));
    all
}

/// The column at which the headings are repeated. Both parts must be headings, and begin with the same one.
fn second(headings: &Line) -> Option<usize> {
    let texts = headings.texts();
    let column = |text: &&str| columns::heading(text);
    let first = texts.iter().map(column).find(|column| *column != Column::Other)?;
    (2..texts.len()).find(|from| {
        let (left, right) = texts.split_at(*from);
        let begins_alike = right.first().is_some_and(|text| column(text) == first);
        begins_alike && columns::are_headings(left) && columns::are_headings(right)
    })
}

/// Removes and returns the cells starting at a column. A line without any is blank.
fn split(line: &mut Line, from: usize) -> Line {
    let cells = if line.cells.len() > from { line.cells.split_off(from) } else { Vec::new() };
    let mut behind = Line { cells, shape: line.shape };
    for part in [line, &mut behind] {
        if part.filled().next().is_none() {
            part.shape = Shape::Blank;
        }
    }
    behind
}
