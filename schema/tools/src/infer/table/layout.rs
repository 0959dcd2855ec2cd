//! Splits lines into cells.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use crate::infer::{columns, lexicon, notation};

/// How the cells of lines are separated below a row of headings without tabs.
#[derive(Clone, Debug)]
pub(super) enum Layout {
    /// Bars, optionally also at the ends of a line.
    Bars { before: bool, behind: bool, tail: Tail },
    /// A separator such as a comma.
    Marks { mark: char, width: usize, tail: Tail },
    /// Two or more blanks; the columns are aligned with the headings.
    Aligned { columns: Vec<ColumnStart> },
    /// Single blanks.
    Blanks { width: usize },
}

/// How to treat more cells than headings.
#[derive(Clone, Copy, Debug)]
pub(super) enum Tail {
    /// They belong to the remark in this column, because remarks may contain commas and bars.
    Remark(usize),
    /// They are separate cells.
    Apart,
}

impl Tail {
    fn of(headings: &[&str]) -> Self {
        match headings.last().map(|last| columns::heading(last)) {
            Some(columns::Column::Note) => Tail::Remark(headings.len()),
            _ => Tail::Apart,
        }
    }
}

/// A column in a line: as displayed, and in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ColumnStart {
    shown: usize,
    characters: usize,
}

/// The cells of a line, and its end if that is on another line.
#[derive(Debug, Default)]
pub(super) struct Split {
    pub(super) cells: Vec<Range<usize>>,
    pub(super) end: usize,
}

/// A line and its neighbours.
pub(super) struct Around<'t> {
    pub(super) text: &'t str,
    pub(super) line: Range<usize>,
    pub(super) before: Option<&'t str>,
    pub(super) after: Option<&'t str>,
}

const BARS: [char; 5] = ['|', '｜', '│', '┃', '║'];
const MARKS: [char; 4] = [',', ';', '，', '；'];
/// The maximum length of a quoted cell in bytes: without a closing quote by then, the quote is treated as text.
const LONGEST_QUOTE: usize = 4000;
/// The maximum length of a line of headings.
const LONGEST_HEADINGS: usize = 1000;

/// The cells of a line; `None` if it is text.
pub(super) fn split(around: &Around<'_>, layout: &mut Option<Layout>, gap: bool) -> Option<Split> {
    let line = around.text.get(around.line.clone())?;
    let tabs = by_mark(around, '\t');
    if line.contains('\t') || tabs.cells.len() > 1 {
        *layout = None;
        return Some(tabs);
    }
    if let Some(found) = of_headings(around, line) {
        *layout = Some(found);
    } else if layout.as_ref().is_none_or(|layout| by(layout, around, gap).is_none())
        && let Some(found) = of_row(around, line)
    {
        *layout = Some(found);
    }
    by(layout.as_ref()?, around, gap)
}

/// A text as a single cell.
pub(super) fn whole(line: &str, start: usize) -> Split {
    let cells = std::iter::once(start..start + line.len()).collect();
    Split { cells, end: start + line.len() }
}

/// The text without its quotes, if it is quoted.
pub(super) fn unquoted(cell: &str) -> Option<&str> {
    cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"'))
}

/// The layout of a line of headings.
fn of_headings(around: &Around<'_>, line: &str) -> Option<Layout> {
    if line.len() > LONGEST_HEADINGS {
        return None;
    }
    let is_headings = |split: &Split| {
        let cells = texts(around.text, split);
        cells.len() > 1 && columns::are_headings(&cells)
    };
    if line.contains(BARS) {
        let split = by(&bars(line, Tail::Apart), around, false).filter(is_headings)?;
        return Some(bars(line, Tail::of(&texts(around.text, &split))));
    }
    for mark in MARKS {
        let split = by_mark(around, mark);
        if is_headings(&split) {
            let tail = Tail::of(&texts(around.text, &split));
            return Some(Layout::Marks { mark, width: split.cells.len(), tail });
        }
    }
    let chunks = chunks(line, around.line.start, 2);
    if is_headings(&Split { cells: chunks.clone(), end: 0 }) {
        return Some(Layout::Aligned { columns: column_starts(line, around.line.start, &chunks) });
    }
    let tokens = self::chunks(line, around.line.start, 1);
    let is_long = tokens.len() > 2;
    (is_long && is_headings(&Split { cells: tokens.clone(), end: 0 })).then_some(Layout::Blanks { width: tokens.len() })
}

fn bars(line: &str, tail: Tail) -> Layout {
    let line = line.trim();
    Layout::Bars { before: line.starts_with(BARS), behind: line.ends_with(BARS), tail }
}

/// The layout of a row without headings above, which its neighbour must share.
fn of_row(around: &Around<'_>, line: &str) -> Option<Layout> {
    let count = |text: &str, marks: &[char]| text.matches(marks).count();
    let neighbours = || [around.before, around.after].into_iter().flatten();
    let has_equal = |marks: &[char]| neighbours().any(|other| count(other, marks).abs_diff(count(line, marks)) < 2);
    let trimmed = line.trim();
    if trimmed.len() > 2 && trimmed.starts_with(BARS) && (trimmed.ends_with(BARS) || count(line, &BARS) > 1) {
        return Some(bars(line, Tail::Apart));
    }
    if count(line, &BARS) > 1 && has_equal(&BARS) {
        return Some(bars(line, Tail::Apart));
    }
    for mark in MARKS {
        let split = by_mark(around, mark);
        if split.cells.len() > 2 && has_equal(&[mark]) && is_row(&texts(around.text, &split)) {
            return Some(Layout::Marks { mark, width: split.cells.len(), tail: Tail::Apart });
        }
    }
    let chunks = chunks(line, around.line.start, 2);
    if chunks.len() > 2 && is_row(&texts(around.text, &Split { cells: chunks.clone(), end: 0 })) {
        return Some(Layout::Aligned { columns: column_starts(line, around.line.start, &chunks) });
    }
    let tokens = self::chunks(line, around.line.start, 1);
    let is_like = |other: &str| {
        other.split_whitespace().count() == tokens.len() && is_row(&other.split_whitespace().collect::<Vec<_>>())
    };
    let cells = texts(around.text, &Split { cells: tokens.clone(), end: 0 });
    let is_named = cells.iter().take(2).any(|cell| lexicon::is_name(cell));
    let is_rows = tokens.len() > 2 && is_named && is_row(&cells) && line.contains(lexicon::is_chinese);
    let is_rows = is_rows && neighbours().any(is_like);
    is_rows.then_some(Layout::Blanks { width: tokens.len() })
}

/// Whether cells look like those of a field: a name and a type.
fn is_row(cells: &[&str]) -> bool {
    let is_type = |cell: &&str| notation::declared(cell).is_some();
    let is_name = |cell: &&str| lexicon::looks_like_name(cell) && !is_type(cell);
    cells.iter().any(is_type) && cells.iter().any(is_name)
}

fn texts<'t>(text: &'t str, split: &Split) -> Vec<&'t str> {
    let cells = split.cells.iter().map(|range| text.get(range.clone()).unwrap_or_default().trim());
    cells.map(|cell| unquoted(cell).unwrap_or(cell)).collect()
}

/// The cells of a line in this layout; `None` if it has another layout.
fn by(layout: &Layout, around: &Around<'_>, gap: bool) -> Option<Split> {
    let line = around.text.get(around.line.clone())?;
    match layout {
        Layout::Bars { before, behind, tail } => {
            line.contains(BARS).then(|| merged(by_bars(around, line, *before, *behind), *tail))
        }
        Layout::Marks { mark, width, tail } => {
            let split = by_mark(around, *mark);
            let fits = split.cells.len() == *width || (split.cells.len() > 1 && !gap);
            fits.then(|| merged(split, *tail))
        }
        Layout::Aligned { columns } => aligned(around, line, columns, gap),
        Layout::Blanks { width } => {
            let tokens = chunks(line, around.line.start, 1);
            let fits = tokens.len() + 1 >= *width && tokens.len() > 1;
            fits.then(|| merged(Split { cells: tokens, end: around.line.end }, Tail::Remark(*width)))
        }
    }
}

/// Joins the cells after a remark with the remark.
fn merged(mut split: Split, tail: Tail) -> Split {
    let Tail::Remark(width) = tail else { return split };
    if let Some(end) = split.cells.last().map(|cell| cell.end)
        && split.cells.len() > width
    {
        split.cells.truncate(width);
        if let Some(last) = split.cells.last_mut() {
            last.end = end;
        }
    }
    split
}

fn by_bars(around: &Around<'_>, line: &str, before: bool, behind: bool) -> Split {
    let start = around.line.start;
    let mut cells = Vec::new();
    let mut from = 0;
    for (at, bar) in line.match_indices(BARS) {
        if !line.get(..at).is_some_and(|text| text.ends_with('\\')) {
            cells.push(start + from..start + at);
            from = at + bar.len();
        }
    }
    cells.push(start + from..start + line.len());
    let is_blank = |range: &Range<usize>| around.text.get(range.clone()).is_none_or(|cell| cell.trim().is_empty());
    if before && cells.len() > 1 && cells.first().is_some_and(is_blank) {
        cells.remove(0);
    }
    if behind && cells.len() > 1 && cells.last().is_some_and(is_blank) {
        cells.pop();
    }
    Split { cells, end: around.line.end }
}

/// The cells between separators. A quoted cell may contain separators and line breaks.
fn by_mark(around: &Around<'_>, mark: char) -> Split {
    let text = around.text;
    let mut end = around.line.end;
    let mut cells = Vec::new();
    let mut from = around.line.start;
    loop {
        let rest = text.get(from..end).unwrap_or_default();
        let quote = rest.trim_start_matches(' ');
        let closed = if quote.starts_with('"') { closing(text, end - quote.len(), mark) } else { None };
        if let Some(close) = closed {
            let after = text.get(close..).unwrap_or_default();
            end = end.max(close + after.find(['\n', '\r']).unwrap_or(after.len()));
        }
        let search = closed.unwrap_or(from);
        let next = text.get(search..end).and_then(|rest| rest.find(mark)).map(|at| search + at);
        cells.push(from..next.unwrap_or(end));
        match next {
            Some(next) => from = next + mark.len_utf8(),
            None => return Split { cells, end },
        }
    }
}

/// The end of a cell that begins with a quote: after the quote that is followed by a separator or a line end.
fn closing(text: &str, start: usize, mark: char) -> Option<usize> {
    let mut limit = text.len().min(start + LONGEST_QUOTE);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let body = text.get(start + 1..limit)?;
    let follows = |rest: &str| {
        let rest = rest.trim_start_matches(' ');
        rest.is_empty() || rest.starts_with(mark) || rest.starts_with(['\n', '\r'])
    };
    // A single quote character is a repetition mark.
    if follows(body) {
        return None;
    }
    let mut escaped = false;
    for (at, _) in body.match_indices('"') {
        let rest = body.get(at + 1..).unwrap_or_default();
        if std::mem::take(&mut escaped) {
            continue;
        }
        if rest.starts_with('"') {
            escaped = true;
        } else if follows(rest) {
            return Some(start + 1 + at + 1);
        }
    }
    None
}

/// The pieces of a line between at least this many blanks. A wide blank counts as two.
fn chunks(line: &str, start: usize, blanks: usize) -> Vec<Range<usize>> {
    let mut chunks: Vec<Range<usize>> = Vec::new();
    let mut gap = blanks;
    for (at, c) in line.char_indices() {
        if c.is_whitespace() || c == '\u{feff}' {
            gap += if c == '\u{3000}' { 2 } else { 1 };
            continue;
        }
        let end = start + at + c.len_utf8();
        match chunks.last_mut() {
            Some(last) if gap < blanks => last.end = end,
            _ => chunks.push(start + at..end),
        }
        gap = 0;
    }
    chunks
}

/// The starts of a line's pieces.
fn column_starts(line: &str, start: usize, chunks: &[Range<usize>]) -> Vec<ColumnStart> {
    let mut wanted = chunks.iter().map(|chunk| chunk.start - start).peekable();
    let mut here = ColumnStart { shown: 0, characters: 0 };
    let mut starts = Vec::with_capacity(chunks.len());
    for (at, c) in line.char_indices() {
        if wanted.next_if_eq(&at).is_some() {
            starts.push(here);
        }
        here.shown += c.width().unwrap_or(0);
        here.characters += 1;
    }
    starts
}

/// The cells of a line in columns that are aligned with their headings.
fn aligned(around: &Around<'_>, line: &str, columns: &[ColumnStart], gap: bool) -> Option<Split> {
    let chunks = with_marks(around, chunks(line, around.line.start, 2));
    let starts = column_starts(line, around.line.start, &chunks);
    let is_behind = |second: &ColumnStart| starts.first().is_some_and(|first| first.shown + 1 >= second.shown);
    let is_piece = chunks.len() == 1 && !gap && columns.get(1).is_some_and(is_behind);
    if chunks.len() < 2 && !is_piece {
        return None;
    }
    // Blanks before the first cell are its indentation.
    let first = |chunk: &Range<usize>| if chunks.first() == Some(chunk) { around.line.start } else { chunk.start };
    let exact = exactly(&starts, columns);
    if exact.is_none() && chunks.len() == columns.len() {
        let cells = chunks.iter().map(|chunk| first(chunk)..chunk.end).collect();
        return Some(Split { cells, end: around.line.end });
    }
    let mut cells: Vec<Range<usize>> = vec![around.line.end..around.line.end; columns.len()];
    let mut last = None;
    for (chunk, column) in chunks.iter().zip(exact.unwrap_or_else(|| nearest(&starts, columns))) {
        if let Some(cell) = cells.get_mut(column) {
            let start = if last == Some(column) { cell.start } else { chunk.start };
            *cell = if column == 0 { first(chunk).min(start)..chunk.end } else { start..chunk.end };
        }
        last = Some(column);
    }
    Some(Split { cells, end: around.line.end })
}

/// Joins level marks with the name after them.
fn with_marks(around: &Around<'_>, chunks: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let is_marks = |chunk: &Range<usize>| {
        let text = around.text.get(chunk.clone()).unwrap_or_default();
        text.chars().all(|c| matches!(c, '\u{2500}'..='\u{257f}'))
    };
    let marks = chunks.iter().take_while(|chunk| is_marks(chunk)).count();
    match (chunks.first(), chunks.get(marks)) {
        (Some(first), Some(name)) if marks > 0 => {
            let name = first.start..name.end;
            std::iter::once(name).chain(chunks.iter().skip(marks + 1).cloned()).collect()
        }
        _ => chunks,
    }
}

/// The column of each start, if all starts match columns exactly, as displayed or in characters.
fn exactly(starts: &[ColumnStart], columns: &[ColumnStart]) -> Option<Vec<usize>> {
    let by = |measure: fn(&ColumnStart) -> usize| {
        let find = |one: &ColumnStart| columns.binary_search_by_key(&measure(one), measure).ok();
        // The first may be indented.
        let all = starts.iter().enumerate().map(|(at, start)| find(start).or((at == 0).then_some(0)));
        all.collect::<Option<Vec<usize>>>()
    };
    by(|start| start.shown).or_else(|| by(|start| start.characters))
}

/// The nearest column before each start.
fn nearest(starts: &[ColumnStart], columns: &[ColumnStart]) -> Vec<usize> {
    let before = |one: &ColumnStart| columns.partition_point(|column| column.shown <= one.shown + 1).saturating_sub(1);
    starts.iter().map(before).collect()
}
