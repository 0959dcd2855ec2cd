//! Nests the rows of a table by marks, indentation, levels, section numbers, parents, paths and headings between rows.

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::assemble::{Assembled, Assembly, Item};
use super::grid::Cell;
use super::level::{Holds, Level, depth_of};
use super::name::{self, Name, Step};
use super::numbering::Numbering;
use super::objects::{Objects, bare, is_object, words_of};
use super::{Column, Headings, Question, Row, Written};
use crate::infer::account::{Account, Disposition, Key};
use crate::infer::columns::in_brackets;
use crate::infer::{DecisionKind, Evidence, lexicon};
use wxmed_compiler::model::Span;
use wxmed_core::Bilingual;

/// Rows that are nested more deeply are omitted, so that no file exhausts the stack.
const MAX_DEPTH: usize = 30;

/// The rows of a table, and the decisions about them.
#[derive(Debug, Default)]
pub(super) struct Nested {
    pub(super) rows: Vec<Row>,
    pub(super) questions: Vec<Question>,
}

struct Tree<'a> {
    headings: Rc<Headings>,
    known: &'a HashSet<String>,
    account: &'a mut Account,
    out: Nested,
    /// The object that a heading between the rows refers to.
    base: Vec<Step>,
    stack: Vec<Level>,
    objects: Objects,
    sections: HashMap<String, (Vec<Step>, Holds)>,
    /// The last non-blank cell of the parent column: cells below it that were merged with it are blank.
    parent: Option<Cell>,
    /// The last such cell for which merged cells were reported.
    reported_parent: Option<Span>,
    seen: HashMap<Vec<String>, Evidence>,
    /// The common indentation of all names.
    margin: usize,
    /// The next running number.
    next: u64,
    numbering: Numbering,
}

/// Nests the rows of a table.
pub(super) fn nest(
    assembly: &Assembly,
    headings: &Rc<Headings>,
    known: &HashSet<String>,
    account: &mut Account,
) -> Nested {
    let index = headings.index_of(Column::Name);
    let rows = || assembly.items.iter().filter_map(|item| if let Item::Row(row) = item { Some(row) } else { None });
    let names = || rows().filter_map(|row| row.cells.get(index?)).filter(|cell| !cell.text.is_empty());
    let mut tree = Tree {
        headings: Rc::clone(headings),
        known,
        account,
        out: Nested::default(),
        base: Vec::new(),
        stack: Vec::new(),
        objects: Objects::default(),
        sections: HashMap::new(),
        parent: None,
        reported_parent: None,
        seen: HashMap::new(),
        margin: names().map(|cell| cell.indent).min().unwrap_or(0),
        next: 1,
        numbering: Numbering::default(),
    };
    for item in &assembly.items {
        match item {
            Item::Row(row) => tree.row(row),
            Item::Group(title) => tree.group(title),
        }
    }
    tree.out
}

impl Tree<'_> {
    fn cell<'r>(&self, row: &'r Assembled, column: Column) -> Option<&'r Cell> {
        let index = self.headings.index_of(column)?;
        row.cells.get(index).filter(|cell| !cell.text.is_empty())
    }

    fn written(&self, row: &Assembled, column: Column) -> Option<Written> {
        let cell = self.cell(row, column)?;
        Some(Written { text: lexicon::tidy(&cell.text), span: cell.span })
    }

    /// A heading between rows: the rows below belong to the object that it refers to.
    fn group(&mut self, title: &Written) {
        self.stack.clear();
        self.parent = None;
        self.next = 1;
        let is_list = lexicon::marks_list(&title.text);
        let named = self.objects.named_in(&title.text).cloned();
        let new = || {
            let is_new = |word: &&str| word.len() > 2 && word.starts_with(|c: char| c.is_ascii_lowercase());
            words_of(&title.text).find(is_new).map(|word| vec![Step { name: word.to_owned(), is_list }])
        };
        self.base = named.or_else(new).unwrap_or_default();
        let message = match self.base.last() {
            Some(last) => Bilingual::new(
                format!("表中有小标题：其下各行按 {} 的字段读取", last.name),
                format!("a heading between the rows: those below it were read as the fields of `{}`", last.name),
            ),
            None => Bilingual::of(
                "表中有小标题：看不出它是哪个字段，其下各行与其他行并列",
                "a heading between the rows: no field is named so, and the rows below it are beside the others",
            ),
        };
        let path = shown(&self.base);
        self.out.questions.push(Question::new(DecisionKind::Nesting, message, vec![evidence(title)]).at(path));
    }

    fn row(&mut self, row: &Assembled) {
        let Some(cell) = self.cell(row, Column::Name) else {
            return self.left_out(row, Bilingual::of("这一行没有字段名", "this row has no name"));
        };
        let objects = &self.objects;
        let known = |name: &str| objects.named(name).is_some();
        let read = name::of_sample(&cell.text, self.known).map_or_else(|| name::parse(&cell.text, &known), Ok);
        let mut name = match read {
            Ok(name) => name,
            Err(why) => {
                let (depth, message) = (cell.indent.saturating_sub(self.margin), why.message());
                self.unwind(depth);
                let path = self.stack.last().map_or_else(|| self.base.clone(), |level| level.path.clone());
                self.stack.push(Level { depth, path, holds: Holds::Unnamed });
                return self.left_out(row, message);
            }
        };
        let joined = name.steps.last().map(|step| step.name.clone()).unwrap_or_default();
        name.oddities.retain(|oddity| *oddity != name::Oddity::Blanks || !self.known.contains(&joined));
        self.named(row, &cell.clone(), name);
    }

    fn left_out(&mut self, row: &Assembled, message: Bilingual) {
        let evidence = row.lines.iter().map(evidence).collect();
        self.out.questions.push(Question::new(DecisionKind::LeftOut, message, evidence));
    }

    fn unwind(&mut self, depth: usize) {
        while self.stack.last().is_some_and(|level| level.depth >= depth) {
            self.stack.pop();
        }
    }

    fn named(&mut self, row: &Assembled, cell: &Cell, name: Name) {
        let mut questions = Vec::new();
        let quote = Evidence { span: cell.span, text: lexicon::tidy(&cell.text) };
        for oddity in &name.oddities {
            let (zh, en) = oddity.message();
            questions.push(Question::new(DecisionKind::Name, Bilingual::of(zh, en), vec![quote.clone()]));
        }
        if let Some(other) = &name.other {
            let message =
                Bilingual::new(format!("这一格还有名称 {other}"), format!("the cell has another name, `{other}`"));
            let mut question = Question::new(DecisionKind::OtherName, message, vec![quote.clone()]);
            question.proposal = Some(format!("aliases: [{{ name: {other}, section: … }}]"));
            questions.push(question);
        }
        let ty = self.written(row, Column::Type);
        let holds = if is_object(ty.as_ref()) { Holds::Fields } else { Holds::Nothing };
        let (mut above, depth, mut more) = self.above(row, cell, &name, &mut questions);
        let mut steps = name.steps;
        if steps.len() > 1 && above.last().map(|step| &step.name) == steps.first().map(|step| &step.name) {
            steps.remove(0);
        }
        let Some(own) = steps.pop() else { return };
        for (deeper, step) in steps.into_iter().enumerate() {
            above.push(step);
            self.stack.push(Level { depth: depth + deeper, path: above.clone(), holds: Holds::Fields });
        }
        let mut path = above.clone();
        path.push(own.clone());
        if path.len() > MAX_DEPTH {
            self.stack.pop();
            return self
                .left_out(row, Bilingual::of("嵌套过深，这一行未写入", "it is nested too deeply, and left out"));
        }
        let deepest = self.stack.last().map_or(depth, |level| (level.depth + 1).max(depth));
        self.stack.push(Level { depth: deepest, path: path.clone(), holds });
        self.remember_section(row, &path, holds);
        let names: Vec<String> = path.iter().map(|step| step.name.clone()).collect();
        if let Some(first) = self.seen.get(&names) {
            let message = Bilingual::new(
                format!("{} 出现两次：草稿只写了第一次的", own.name),
                format!("`{}` is there twice, and the draft has the first of the two", own.name),
            );
            let evidence = std::iter::once(first.clone()).chain(row.lines.iter().map(evidence)).collect();
            let question = Question::new(DecisionKind::Contradiction, message, evidence).at(shown(&path));
            return self.out.questions.push(question);
        }
        self.seen.insert(names, quote);
        more.extend(self.rest(row));
        let required = self.written(row, Column::Required).map(|cell| (cell, false));
        let made = Row {
            name: Written { text: own.name, span: cell.span },
            above,
            label: self.written(row, Column::Label),
            ty,
            length: self.written(row, Column::Length),
            required: required.or_else(|| self.written(row, Column::Empty).map(|cell| (cell, true))),
            note: self.written(row, Column::Note),
            is_list: own.is_list,
            more,
            headings: Rc::clone(&self.headings),
            questions,
            lines: row.lines.clone(),
        };
        self.objects.add(std::slice::from_ref(&made));
        self.out.rows.push(made);
    }

    /// The cells that have no equivalent in the spec.
    fn rest(&mut self, row: &Assembled) -> Vec<Written> {
        let mut rest = Vec::new();
        for (index, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.text.is_empty()) {
            let column = self.headings.0.get(index).map_or(Column::Other, |(column, _)| *column);
            let is_second = matches!(column, Column::Empty) && self.cell(row, Column::Required).is_some();
            if column == Column::Ordinal {
                self.ordinal(cell);
            }
            if matches!(column, Column::Other | Column::Ordinal) || is_second {
                rest.push(Written { text: lexicon::tidy(&cell.text), span: cell.span });
            }
        }
        rest
    }

    /// A running number needs no decision, if it is consecutive.
    fn ordinal(&mut self, cell: &Cell) {
        let number = cell.text.trim_end_matches(['.', '、']).parse::<u64>().ok();
        let number = number.or_else(|| in_brackets(&cell.text).map(u64::from));
        let is_section = cell.text.split('.').all(|part| part.parse::<u32>().is_ok());
        if number == Some(self.next) || is_section {
            self.account.went(cell.span, Disposition::Ordinal);
        }
        if number == Some(1) && self.next > 2 && in_brackets(&cell.text).is_none() {
            let message = Bilingual::of(
                "序号在这里又从 1 开始：可能是另一个表或下一级，草稿按同一个表读取",
                "the running numbers begin again at 1: this may be another table or an inner one, and was read as the same",
            );
            let quote = Evidence { span: cell.span, text: lexicon::tidy(&cell.text) };
            self.out.questions.push(Question::new(DecisionKind::Table, message, vec![quote]));
        }
        self.next = number.unwrap_or(self.next).saturating_add(1);
    }

    fn remember_section(&mut self, row: &Assembled, path: &[Step], holds: Holds) {
        if let Some(cell) = self.cell(row, Column::Ordinal) {
            let section = self.numbering.section(&cell.text);
            self.sections.insert(section, (path.to_vec(), holds));
        }
    }

    /// The objects that contain a row, the depth, and the cells that indicate this.
    fn above(
        &mut self,
        row: &Assembled,
        cell: &Cell,
        name: &Name,
        questions: &mut Vec<Question>,
    ) -> (Vec<Step>, usize, Vec<Written>) {
        let indent = cell.indent.saturating_sub(self.margin);
        if !cell.outer.is_empty() {
            return self.in_tiers(cell);
        }
        if self.headings.has(Column::Parent) {
            let (above, cells) = self.below_parent(row);
            return (above, 0, cells);
        }
        if let Some(level) = self.cell(row, Column::Level).cloned() {
            let quote = Written { text: lexicon::tidy(&level.text), span: level.span };
            if let Some(depth) = depth_of(&level.text) {
                self.account.drafted(&quote, Key::Nesting);
                let above = self.below(depth, &level, depth > 0, questions);
                return (above, depth, vec![quote]);
            }
            return (self.base.clone(), 0, vec![quote]);
        }
        let ordinal = self.cell(row, Column::Ordinal).map(|cell| cell.text.clone());
        let section = ordinal.and_then(|text| self.sections.get(&self.numbering.outer(&text)?));
        if let Some((path, Holds::Fields)) = section {
            return (path.clone(), path.len(), Vec::new());
        }
        let depth = name.marks + indent + cell.tier;
        let above = self.below(depth, cell, name.marks > 0 || cell.tier > 0, questions);
        (above, depth, Vec::new())
    }

    /// The objects in the columns of outer levels in the same row.
    fn in_tiers(&mut self, cell: &Cell) -> (Vec<Step>, usize, Vec<Written>) {
        self.unwind(cell.tier);
        let names: Option<Vec<Step>> =
            cell.outer.iter().map(|outer| name::parse(&outer.text, &|_| true).ok()?.steps.pop()).collect();
        let Some(names) = names else { return (self.base.clone(), cell.tier, cell.outer.clone()) };
        let is_same = |path: &&Vec<Step>| path.iter().map(|step| &step.name).eq(names.iter().map(|step| &step.name));
        let known = names.last().and_then(|last| self.objects.named(&last.name)).filter(is_same).cloned();
        let above = known.unwrap_or_else(|| self.base.iter().cloned().chain(names).collect());
        cell.outer.iter().for_each(|outer| self.account.drafted(outer, Key::Nesting));
        (above, cell.tier, cell.outer.clone())
    }

    /// The enclosing objects at a depth, without rows that can't contain others.
    fn below(&mut self, depth: usize, cell: &Cell, is_marked: bool, questions: &mut Vec<Question>) -> Vec<Step> {
        self.unwind(depth);
        let Some(top) = self.stack.last() else { return self.base.clone() };
        let found = self.stack.iter().rev().find(|level| level.holds == Holds::Fields);
        let above = found.map_or_else(|| self.base.clone(), |level| level.path.clone());
        let (zh, en) = match top.holds {
            Holds::Fields => return above,
            Holds::Nothing if !is_marked => return above,
            Holds::Nothing => (
                "这里标有层级，它上面的一行却不是对象：按并列读取",
                "it is marked as nested, and the row above it is no object: it was read as beside it",
            ),
            Holds::Unnamed => (
                "它的上级一行没有能用的名称：按没有这一级读取",
                "it is nested in a row whose name could not be read: that level was left out",
            ),
        };
        let evidence = vec![Evidence { span: cell.span, text: lexicon::tidy(&cell.text) }];
        questions.push(Question::new(DecisionKind::Nesting, Bilingual::of(zh, en), evidence));
        above
    }

    /// The object in the parent column. Blank cells below it were merged with it.
    fn below_parent(&mut self, row: &Assembled) -> (Vec<Step>, Vec<Written>) {
        let own = self.cell(row, Column::Parent).cloned();
        let cells: Vec<Written> =
            own.iter().map(|cell| Written { text: lexicon::tidy(&cell.text), span: cell.span }).collect();
        let is_merged = own.is_none();
        if let Some(own) = own {
            self.parent = Some(own);
        }
        let Some(parent) = self.parent.clone() else { return (self.base.clone(), cells) };
        let is_root =
            ["-", "—", "--", "/", "无", "root", "根", "根节点"].contains(&parent.text.to_lowercase().as_str());
        if is_root {
            cells.iter().for_each(|cell| self.account.drafted(cell, Key::Nesting));
            return (self.base.clone(), cells);
        }
        if is_merged {
            let message = Bilingual::new(
                format!("上级为空的行按合并单元格读取：属于 {}", parent.text),
                format!("blank cells below it were read as merged with it: their rows are in `{}`", parent.text),
            );
            let quote = Evidence { span: parent.span, text: lexicon::tidy(&parent.text) };
            let question = Question::new(DecisionKind::Nesting, message, vec![quote]);
            if self.reported_parent.replace(parent.span) != Some(parent.span) {
                self.out.questions.push(question);
            }
        }
        let above = match name::parse(&parent.text, &|_| true) {
            Ok(name) => match (self.objects.named(&parent.text), name.steps.as_slice()) {
                (Some(path), _) => path.clone(),
                (None, [only]) => {
                    let new = || self.base.iter().cloned().chain([only.clone()]).collect();
                    self.objects.named(&only.name).cloned().unwrap_or_else(new)
                }
                (None, steps) => self.base.iter().chain(steps).cloned().collect(),
            },
            Err(_) => match self.objects.labelled(&bare(&parent.text)) {
                Some(path) => path.clone(),
                None => return (self.base.clone(), cells),
            },
        };
        for cell in &cells {
            self.account.drafted(cell, Key::Nesting);
        }
        (above, cells)
    }
}

fn evidence(written: &Written) -> Evidence {
    Evidence { span: written.span, text: written.text.clone() }
}

/// A path as shown in decisions.
pub(super) fn shown(path: &[Step]) -> String {
    path.iter().map(|step| step.name.as_str()).collect::<Vec<_>>().join(".")
}
