//! Assembles rows from lines: joins names, labels and remarks that were wrapped.

use std::collections::HashSet;

use super::grid::{Cell, Line, Shape};
use super::{Column, Headings, Written};
use crate::infer::account::{Account, Disposition};
use crate::infer::{lexicon, notation};

/// A row of a table with joined cells.
#[derive(Clone, Debug, Default)]
pub(super) struct Assembled {
    pub(super) cells: Vec<Cell>,
    /// Its lines in the file.
    pub(super) lines: Vec<Written>,
}

/// An item of a table.
#[derive(Clone, Debug)]
pub(super) enum Item {
    Row(Assembled),
    /// A heading between rows.
    Group(Written),
}

/// The assembled lines below some headings.
#[derive(Debug, Default)]
pub(super) struct Assembly {
    pub(super) items: Vec<Item>,
    pub(super) prose: Vec<Written>,
    /// Texts that were joined with a cell above.
    pub(super) pieces: Vec<Written>,
    /// Repetition marks for the cell above.
    pub(super) repeats: Vec<Written>,
}

/// The maximum length of a heading between rows.
const LONGEST_GROUP: usize = 40;
const REPEATS: &[&str] = &["″", "〃", "〞", "\"", "''", "”", "“", "同上", "同前", "同上行", "〃〃", "″″"];

/// Assembles the lines of a table. Names from samples are used to join wrapped names.
pub(super) fn assemble(
    lines: &[Line],
    headings: &Headings,
    known: &HashSet<String>,
    account: &mut Account,
) -> Assembly {
    let name = headings.index_of(Column::Name).unwrap_or(0);
    let names = lines.iter().filter(|line| line.shape == Shape::Row).map(|line| line.text(name).len());
    let mut assemble = Assemble {
        headings,
        name,
        widest: names.max().unwrap_or(0),
        known,
        account,
        out: Assembly::default(),
        beginning: None,
        gap: true,
    };
    let mut next: Vec<Option<&Line>> = Vec::with_capacity(lines.len());
    let mut after = None;
    for line in lines.iter().rev() {
        next.push(after);
        if matches!(line.shape, Shape::Row | Shape::Text) {
            after = Some(line);
        }
    }
    for (line, next) in lines.iter().zip(next.into_iter().rev()) {
        match line.shape {
            Shape::Blank => assemble.gap = true,
            Shape::Rule => {}
            Shape::Text => assemble.text(line, next),
            Shape::Row => {
                assemble.row(line);
                assemble.gap = false;
            }
        }
    }
    assemble.repeats();
    assemble.out
}

struct Assemble<'a> {
    headings: &'a Headings,
    /// The column of the names.
    name: usize,
    /// The length of the longest name.
    widest: usize,
    known: &'a HashSet<String>,
    account: &'a mut Account,
    out: Assembly,
    /// The beginning of a name whose row continues on the next line.
    beginning: Option<Cell>,
    /// Whether a blank line or prose followed the last row.
    gap: bool,
}

impl Assemble<'_> {
    /// A line without separators: a piece of a name, a piece of the previous cell, a heading, or prose.
    fn text(&mut self, line: &Line, next: Option<&Line>) {
        let Some(cell) = line.cells.first() else { return };
        let begins_prose = ["注：", "注:", "注意", "说明：", "说明:", "备注：", "备注:", "※"];
        let is_row = |line: &&Line| line.shape == Shape::Row;
        let goes_on = next.filter(is_row).is_some_and(|next| self.joins(&cell.text, next.text(self.name)));
        let is_short = cell.text.chars().count() <= LONGEST_GROUP;
        let has_row = matches!(self.out.items.last(), Some(Item::Row(_)));
        if is_page(&cell.text) {
            self.out.prose.push(line.quote());
        } else if lexicon::is_name_piece(&cell.text) && goes_on {
            self.beginning = Some(cell.clone());
        } else if is_short && has_row && next.is_some_and(|next| is_row(&next)) && is_title(&cell.text) {
            self.out.items.push(Item::Group(line.quote()));
        } else if has_row && !self.gap && !begins_prose.iter().any(|start| cell.text.starts_with(start)) {
            let column = self.last().map_or(0, |row| row.cells.len().saturating_sub(1));
            self.append(line, column);
        } else if is_short && next.is_some_and(|next| is_row(&next)) && (has_row || !self.headings.0.is_empty()) {
            self.out.items.push(Item::Group(line.quote()));
        } else {
            self.out.prose.push(line.quote());
            self.gap = true;
        }
    }

    /// Whether a name continues in the next cell.
    fn joins(&self, piece: &str, next: &str) -> bool {
        let whole = format!("{piece}{next}");
        let is_known = |name: &str| self.known.contains(name);
        lexicon::is_name(&whole)
            && lexicon::is_name_piece(next)
            && (is_known(&whole)
                || (!is_known(next)
                    && !is_known(piece)
                    && (piece.ends_with('_') || next.starts_with('_') || piece.contains('_'))))
    }

    fn row(&mut self, line: &Line) {
        if let Some(beginning) = self.beginning.take() {
            let mut row = Assembled { cells: vec![Cell::default(); self.name], lines: vec![quote(&beginning)] };
            row.cells.push(beginning.clone());
            self.out.items.push(Item::Row(row));
            return self.append(line, 0);
        }
        let filled: Vec<(usize, &Cell)> = line.filled().collect();
        if let [(column, only)] = filled.as_slice()
            && self.headings.0.len() > 2
            && (*column <= self.name || line.cells.len() == 1)
            && !self.is_wrapped(line)
            && !only.text.is_empty()
        {
            return self.out.items.push(Item::Group(line.quote()));
        }
        let goes_on = self.last().is_some_and(|last| {
            // The cells continue below, as after a page break.
            line.text(self.name).is_empty() && !self.is_row_of_its_own(line, last)
        });
        if goes_on || self.is_wrapped(line) {
            return self.append(line, 0);
        }
        if let Some(last) = self.last() {
            let width = last.cells.len();
            let fits = width + line.cells.len() <= self.headings.0.len() + 1;
            if fits && self.is_open(last) && !self.begins_row(line) {
                return self.append(line, width.saturating_sub(1));
            }
        }
        self.out.items.push(Item::Row(Assembled { cells: line.cells.clone(), lines: vec![line.quote()] }));
    }

    fn last(&self) -> Option<&Assembled> {
        match self.out.items.last() {
            Some(Item::Row(row)) => Some(row),
            Some(Item::Group(_)) | None => None,
        }
    }

    /// Whether a line without a name is a separate row: it has a running number, or a type although the last row has
    /// one.
    fn is_row_of_its_own(&self, line: &Line, last: &Assembled) -> bool {
        let has = |column| self.headings.index_of(column).is_some_and(|index| !line.text(index).is_empty());
        let had = |column| {
            let index = self.headings.index_of(column);
            index.and_then(|index| last.cells.get(index)).is_some_and(|cell| !cell.text.is_empty())
        };
        let declares = |index: usize| notation::declared(line.text(index)).is_some();
        has(Column::Ordinal)
            || (self.headings.index_of(Column::Type).is_some_and(declares) && had(Column::Type))
            || (has(Column::Required) && had(Column::Required))
    }

    /// Whether a line continues the row above: it continues the name, and has no type.
    fn is_wrapped(&self, line: &Line) -> bool {
        let Some(last) = self.last() else { return false };
        let late = [Column::Type, Column::Length, Column::Required, Column::Empty, Column::Ordinal, Column::Level];
        let is_blank =
            |column: &Column| self.headings.index_of(*column).is_none_or(|index| line.text(index).is_empty());
        let had = |column| {
            let index = self.headings.index_of(column);
            index.and_then(|index| last.cells.get(index)).is_some_and(|cell| !cell.text.is_empty())
        };
        let piece = last.cells.get(self.name).map_or("", |cell| cell.text.as_str());
        let is_full =
            piece.len() + 2 >= self.widest || self.known.contains(&format!("{piece}{}", line.text(self.name)));
        had(Column::Type) && is_full && late.iter().all(is_blank) && self.joins(piece, line.text(self.name))
    }

    /// Whether a row ends before its type, which means in the middle of a cell.
    fn is_open(&self, row: &Assembled) -> bool {
        let is_late = |(column, _): &(Column, Option<Written>)| {
            matches!(column, Column::Type | Column::Length | Column::Required | Column::Empty)
        };
        self.headings.0.iter().position(is_late).is_some_and(|index| row.cells.len() <= index)
    }

    /// Whether a line has a name in the name column.
    fn begins_row(&self, line: &Line) -> bool {
        let cell = line.text(self.name);
        lexicon::is_name(cell) && (self.name == 0 || notation::declared(cell).is_none())
    }

    /// Adds the cells of a line to those of the last row, the first of them to the cell at `from`.
    fn append(&mut self, line: &Line, from: usize) {
        let Some(Item::Row(row)) = self.out.items.last_mut() else { return };
        row.lines.push(line.quote());
        for (column, cell) in line.filled() {
            let column = from + column;
            if row.cells.len() <= column {
                row.cells.resize(column + 1, Cell::default());
            }
            let Some(old) = row.cells.get_mut(column) else { continue };
            if old.text.is_empty() {
                *old = cell.clone();
                continue;
            }
            if old.joined == 0 {
                self.out.pieces.push(quote(old));
            }
            old.joined += 1;
            let between = if column == self.name { "" } else { "\n" };
            old.text.push_str(between);
            old.text.push_str(&cell.text);
            self.account.went(cell.span, Disposition::Piece(old.span));
            self.out.pieces.push(quote(cell));
        }
    }

    /// Replaces repetition marks by the text of the cell above.
    fn repeats(&mut self) {
        let mut above: Vec<Cell> = Vec::new();
        for item in &mut self.out.items {
            let Item::Row(row) = item else { continue };
            for (column, cell) in row.cells.iter_mut().enumerate() {
                let before = above.get(column).filter(|before| !before.text.is_empty());
                if REPEATS.contains(&cell.text.as_str())
                    && let Some(before) = before
                {
                    self.out.repeats.push(quote(cell));
                    cell.text.clone_from(&before.text);
                }
            }
            above.clone_from(&row.cells);
        }
    }
}

fn quote(cell: &Cell) -> Written {
    Written { text: lexicon::tidy(&cell.text), span: cell.span }
}

/// Whether a line is a heading, and not the rest of the cell above: `【输出】`, `表 2 明细`, `二、参保信息（insuinfo，循环）`.
fn is_title(text: &str) -> bool {
    const SIDES: [&str; 8] = ["输出", "输入", "出参", "入参", "返回", "应答", "响应", "请求"];
    const ENDS: [&str; 7] = ["", "参数", "报文", "信息", "节点", "字段", "数据"];
    const OBJECTS: [&str; 2] = ["节点", "对象"];
    let text = lexicon::plain(text);
    let bare = text.trim_matches(|c: char| "[]:#*".contains(c));
    let (head, tail) = bare.split_once('(').unwrap_or((bare, ""));
    let is_side = SIDES.iter().any(|side| head.strip_prefix(side).is_some_and(|rest| ENDS.contains(&rest)));
    let is_table = text.strip_prefix('表').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let is_number = |c: char| "一二三四五六七八九十".contains(c);
    let is_numbered = text
        .split_once('、')
        .is_some_and(|(number, rest)| number.chars().all(is_number) && !rest.starts_with(is_number));
    let is_node = !head.is_empty()
        && text.ends_with(')')
        && (lexicon::marks_list(tail) || OBJECTS.iter().any(|word| tail.contains(word)))
        && super::objects::words_of(tail).next().is_some();
    let is_enclosed = text.starts_with('[') && text.ends_with(']') && text.chars().any(lexicon::is_chinese);
    is_side || is_table || is_numbered || is_node || is_enclosed
}

/// Whether a text is only the number of a page.
pub(super) fn is_page(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let is_number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let inner = bare.trim_matches(['-', '—', '–']);
    let numbered =
        bare.strip_prefix('第').and_then(|rest| rest.split_once('页')).is_some_and(|(page, _)| is_number(page));
    numbered || is_number(inner) || inner.split_once('/').is_some_and(|(page, all)| is_number(page) && is_number(all))
}
