//! Parses pasted tables: cells separated by tabs, bars, commas or blanks, names and remarks wrapped over lines, several
//! tables in a file, prose around them.

mod assemble;
mod grid;
mod layout;
mod level;
mod name;
mod numbering;
mod objects;
mod side_by_side;
#[cfg(test)]
mod tests;
mod tiers;
mod tree;

use std::collections::HashSet;
use std::rc::Rc;

use super::account::Account;
pub(super) use super::account::Written;
use super::columns::{self, Column, Headings};
use super::{DecisionKind, Evidence, lexicon};
use assemble::Assembly;
use grid::{Line, Shape};
pub(super) use name::Step;
use objects::Objects;
use wxmed_core::Bilingual;

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// The name, without the remains of wrapping.
    pub(super) name: Written,
    /// The objects and lists that contain it.
    pub(super) above: Vec<Step>,
    pub(super) label: Option<Written>,
    pub(super) ty: Option<Written>,
    pub(super) length: Option<Written>,
    /// The cell, and whether the meaning of the column is inverted.
    pub(super) required: Option<(Written, bool)>,
    pub(super) note: Option<Written>,
    /// Whether brackets after the name mark a list.
    pub(super) is_list: bool,
    /// Cells of columns that have no equivalent in a spec.
    pub(super) more: Vec<Written>,
    /// The columns of its table.
    pub(super) headings: Rc<Headings>,
    /// The decisions about it.
    pub(super) questions: Vec<Question>,
    /// Its lines in the file.
    pub(super) lines: Vec<Written>,
}

impl Row {
    /// Its cells.
    pub(super) fn cells(&self) -> impl Iterator<Item = &Written> {
        let required = self.required.as_ref().map(|(cell, _)| cell);
        let others = [self.label.as_ref(), self.ty.as_ref(), self.length.as_ref(), required, self.note.as_ref()];
        std::iter::once(&self.name).chain(others.into_iter().flatten()).chain(&self.more)
    }
}

/// A decision that results from reading a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) kind: DecisionKind,
    pub(super) path: String,
    pub(super) message: Bilingual,
    pub(super) proposal: Option<String>,
    pub(super) evidence: Vec<Evidence>,
}

impl Question {
    fn new(kind: DecisionKind, message: Bilingual, evidence: Vec<Evidence>) -> Self {
        Self { kind, path: String::new(), message, proposal: None, evidence }
    }

    fn at(mut self, path: String) -> Self {
        self.path = path;
        self
    }
}

/// The rows below some headings.
#[derive(Clone, Debug, Default)]
pub(super) struct Block {
    /// The lines directly before it.
    pub(super) titles: Vec<Written>,
    pub(super) headings: Rc<Headings>,
    pub(super) rows: Vec<Row>,
    pub(super) questions: Vec<Question>,
    /// All its lines.
    pub(super) lines: Vec<Written>,
    /// The object of an earlier table whose fields it describes.
    pub(super) inside: Option<Vec<Step>>,
}

/// The tables of a file, and the prose around them.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    pub(super) blocks: Vec<Block>,
    pub(super) prose: Vec<Written>,
}

/// Reads the tables of a file. Names in samples are used to join wrapped names.
pub(super) fn read(text: &str, file: usize, known: &HashSet<String>, account: &mut Account) -> Tables {
    let mut tables = Tables::default();
    let mut objects = Objects::default();
    let sections = sections(grid::lines(text, file, account), &mut tables.prose);
    for section in sections.into_iter().flat_map(side_by_side::parted) {
        let block = block(section, known, &mut objects, account, &mut tables.prose);
        tables.blocks.push(block);
    }
    tables
}

/// The lines below some headings.
#[derive(Debug, Default)]
struct Section {
    titles: Vec<Written>,
    headings: Option<Line>,
    /// Repeated headings, as at the top of another page.
    again: Vec<Written>,
    lines: Vec<Line>,
}

impl Section {
    fn is_headed_as(&self, line: &Line) -> bool {
        let bare = |line: &Line| line.texts().iter().map(|text| objects::bare(text)).collect::<Vec<_>>();
        self.headings.as_ref().is_some_and(|headings| bare(headings) == bare(line))
    }

    /// Takes the lines before the next headings that aren't part of this table: those after its last row and a blank
    /// line, and a line directly before the headings.
    fn take_titles(&mut self) -> Vec<Line> {
        let is_text = |line: &Line| line.shape == Shape::Text;
        let is_row = |line: &Line| line.shape == Shape::Row;
        let end = self.lines.iter().rposition(is_row).map_or(0, |row| row + 1);
        let blank = self.lines.iter().skip(end).position(|line| line.shape == Shape::Blank).map(|at| end + at);
        let behind = if end == 0 { Some(0) } else { blank };
        let adjacent = self.lines.last().filter(|line| is_text(line)).map(|_| self.lines.len() - 1);
        let from = behind.into_iter().chain(adjacent).min().unwrap_or(self.lines.len());
        self.lines.split_off(from).into_iter().filter(is_text).collect()
    }
}

/// Splits the lines of a file at headings. Repeated headings without another title continue a table.
fn sections(lines: Vec<Line>, prose: &mut Vec<Written>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut open = Section::default();
    for line in lines {
        let is_headings = line.shape == Shape::Row && {
            let texts = line.texts();
            columns::are_headings(&texts) || open.is_headed_as(&line)
        };
        if !is_headings {
            open.lines.push(line);
            continue;
        }
        let titles: Vec<Written> = open.take_titles().iter().map(Line::quote).collect();
        prose.extend(titles.iter().cloned());
        let goes_on = |title: &Written| assemble::is_page(&title.text) || title.text.contains('续');
        if open.is_headed_as(&line) && titles.iter().all(goes_on) {
            open.again.push(line.quote());
            continue;
        }
        sections.push(std::mem::replace(&mut open, Section { titles, headings: Some(line), ..Section::default() }));
    }
    sections.push(open);
    sections.retain(|section| {
        section.headings.is_some()
            || section.lines.iter().any(|line| line.shape == Shape::Row || line.shape == Shape::Text)
    });
    sections
}

/// Reads the rows of a section.
fn block(
    mut section: Section,
    known: &HashSet<String>,
    objects: &mut Objects,
    account: &mut Account,
    prose: &mut Vec<Written>,
) -> Block {
    let unknown = if section.headings.is_none() { take_unknown_headings(&mut section) } else { None };
    let is_unknown = unknown.is_some();
    let mut headings_line = section.headings.take().or(unknown);
    if let Some(line) = &mut headings_line {
        tiers::fold(line, &mut section.lines);
    }
    let texts: Vec<Vec<&str>> = section.lines.iter().filter(|line| line.shape == Shape::Row).map(Line::texts).collect();
    let heading_texts = headings_line.as_ref().map(Line::texts);
    let columns = columns::of(heading_texts.as_deref(), &texts);
    let heading = |index: usize| {
        let cell = headings_line.as_ref()?.cells.get(index)?;
        (!cell.text.is_empty()).then(|| Written { text: super::lexicon::tidy(&cell.text), span: cell.span })
    };
    let has_rows = !texts.is_empty();
    let headings = columns.into_iter().enumerate().map(|(index, column)| (column, heading(index))).collect();
    let headings = Rc::new(Headings(headings));
    let assembly = assemble::assemble(&section.lines, &headings, known, account);
    let nested = tree::nest(&assembly, &headings, known, account);
    let is_drawn = |line: &&Line| matches!(line.shape, Shape::Row | Shape::Text);
    let lines = headings_line.iter().chain(section.lines.iter().filter(is_drawn)).map(Line::quote);
    let lines = lines.chain(section.again.iter().cloned()).collect();
    let mut block = Block { titles: section.titles, headings, rows: nested.rows, lines, ..Block::default() };
    if has_rows || headings_line.is_some() {
        block.questions.push(read_as(&block.headings, headings_line.as_ref(), is_unknown, &section.lines));
    }
    block.questions.extend(joined(&assembly, section.again));
    block.questions.extend(nested.questions);
    prose.extend(assembly.prose);
    nest(&mut block, objects);
    block
}

/// The first line of a table without known headings, if it has words where the rows have names.
fn take_unknown_headings(section: &mut Section) -> Option<Line> {
    let rows: Vec<usize> = (0..section.lines.len())
        .filter(|at| section.lines.get(*at).is_some_and(|line| line.shape == Shape::Row))
        .collect();
    let first = *rows.first()?;
    let others: Vec<Vec<&str>> = rows.iter().skip(1).filter_map(|at| section.lines.get(*at)).map(Line::texts).collect();
    let columns = columns::of(None, &others);
    let name = columns.iter().position(|column| *column == Column::Name)?;
    let line = section.lines.get(first)?;
    let is_heading = |(_, cell): (usize, &grid::Cell)| {
        !lexicon::looks_like_name(&cell.text) && cell.text.parse::<f64>().is_err() && cell.text.chars().count() <= 24
    };
    let has_texts = !line.text(name).is_empty() && line.filled().all(is_heading) && line.filled().count() > 1;
    has_texts.then(|| section.lines.remove(first))
}

/// The decision about the columns of a table.
fn read_as(headings: &Headings, line: Option<&Line>, is_unknown: bool, lines: &[Line]) -> Question {
    let mut zh = Vec::new();
    let mut en = Vec::new();
    for (index, (column, heading)) in headings.0.iter().enumerate() {
        let (chinese, english) = column.shown();
        let number = (index + 1).to_string();
        let shown = heading.as_ref().map_or(number.as_str(), |heading| heading.text.as_str());
        zh.push(format!("{shown}→{chinese}"));
        en.push(format!("{shown} → {english}"));
    }
    let (zh, en) = (zh.join("，"), en.join(", "));
    let message = match (line, is_unknown) {
        (Some(_), false) => Bilingual::new(format!("各列读作：{zh}"), format!("its columns were read as: {en}")),
        (Some(_), true) => Bilingual::new(
            format!("表头的用语不认识，各列按内容读作：{zh}"),
            format!("its headings are not known, and its columns were read by their cells as: {en}"),
        ),
        (None, _) => Bilingual::new(
            format!("没有表头，各列按内容读作：{zh}"),
            format!("it has no headings, and its columns were read by their cells as: {en}"),
        ),
    };
    let quoted = line.or_else(|| lines.iter().find(|line| line.shape == Shape::Row)).map(Line::quote);
    Question::new(DecisionKind::Table, message, quoted.iter().map(evidence).collect())
}

/// The decisions about joined cells and lines.
fn joined(assembly: &Assembly, again: Vec<Written>) -> Vec<Question> {
    let all = [
        (&assembly.pieces, "按换行的单元格与上一格拼接", "read as wrapped, and joined with the cell above"),
        (&assembly.repeats, "按“同上”读取，取上一行的内容", "read as a mark that repeats the cell above"),
        (
            &again,
            "表头重复出现，其下各行按同一个表读取",
            "the headings come again, and the rows below were read as of the same table",
        ),
    ];
    let question = |(written, zh, en): (&Vec<Written>, _, _)| {
        let evidence: Vec<Evidence> = written.iter().map(evidence).collect();
        (!evidence.is_empty()).then(|| Question::new(DecisionKind::Table, Bilingual::of(zh, en), evidence))
    };
    all.into_iter().filter_map(question).collect()
}

/// Nests a table whose title names an object of an earlier table in that object.
fn nest(block: &mut Block, objects: &mut Objects) {
    let named = block.titles.iter().rev().find_map(|title| Some((title, objects.named_in(&title.text)?.clone())));
    if let Some((title, path)) = named {
        let name = path.last().map(|step| step.name.clone()).unwrap_or_default();
        let message = Bilingual::new(
            format!("按标题，这个表是 {name} 的字段"),
            format!("after its title, the table has the fields of `{name}`"),
        );
        let question = Question::new(DecisionKind::Nesting, message, vec![evidence(title)]).at(tree::shown(&path));
        block.questions.push(question);
        for row in &mut block.rows {
            row.above.splice(0..0, path.iter().cloned());
        }
        block.inside = Some(path);
    }
    objects.add(&block.rows);
}

fn evidence(written: &Written) -> Evidence {
    Evidence { span: written.span, text: written.text.clone() }
}
