//! Merges tables with the samples, or with each other if there are no samples.

use std::collections::{HashMap, HashSet};

use super::{InsertPosition, Merged, Node, Record, join};
use crate::infer::account::{Account, Disposition};
use crate::infer::columns::Column;
use crate::infer::decision::Decisions;
use crate::infer::notation::{self, Declared};
use crate::infer::table::{self, Block, Question, Row, Step, Tables, Written};
use crate::infer::{DecisionKind, DraftMaterial, Evidence};
use wxmed_core::Bilingual;

/// Reads all tables, and assigns their rows to fields by name.
pub(super) fn all(material: &DraftMaterial, merged: &mut Merged, account: &mut Account, decisions: &mut Decisions) {
    let mut known = HashSet::new();
    let mut fields = Fields::default();
    collect(&merged.record, &mut Vec::new(), &mut known, &mut fields);
    for file in &material.tables {
        let text = material.sources.files().get(*file).map_or("", |file| &*file.text);
        let Tables { blocks, prose } = table::read(text, *file, &known, account);
        around(&prose, decisions);
        merged.prose.extend(prose);
        let main = if known.is_empty() { main(&blocks) } else { None };
        for (at, block) in blocks.into_iter().enumerate() {
            if block.rows.is_empty() {
                unreadable(block, merged, decisions);
            } else if !known.is_empty() && !block.rows.iter().any(|row| known.contains(&row.name.text)) {
                unused(&block, decisions);
            } else if known.is_empty() && main != Some(at) && block.inside.is_none() {
                other(&block, decisions);
            } else {
                merged.has_rows = true;
                attach_all(block, merged, &fields, account, decisions);
            }
        }
    }
}

/// The fields of the samples by name, with their paths.
#[derive(Default)]
struct Fields(HashMap<String, Vec<Vec<String>>>);

fn collect(record: &Record, path: &mut Vec<String>, known: &mut HashSet<String>, fields: &mut Fields) {
    for node in &record.nodes {
        path.push(node.name.clone());
        known.insert(node.name.clone());
        fields.0.entry(node.name.clone()).or_default().push(path.clone());
        collect(&node.record, path, known, fields);
        path.pop();
    }
}

/// Adds a decision for the text around the tables, which may contain rules, units and defaults.
fn around(prose: &[Written], decisions: &mut Decisions) {
    if prose.is_empty() {
        return;
    }
    let message = Bilingual::of(
        "表外的文字，草稿没有写入：看看有没有规则、单位或默认值",
        "the text around the tables is not in the draft: see whether it has rules, units or defaults",
    );
    decisions.add(DecisionKind::Note, "", message, prose.iter().map(evidence).collect());
}

/// The main table of a file if there is no sample: the first one whose title mentions a request, or else the first.
fn main(blocks: &[Block]) -> Option<usize> {
    const REQUESTS: &[&str] = &["请求", "入参", "输入", "上传", "request"];
    let is_table = |(_, block): &(usize, &Block)| !block.rows.is_empty() && block.inside.is_none();
    let tables: Vec<(usize, &Block)> = blocks.iter().enumerate().filter(is_table).collect();
    let is_request = |(_, block): &&(usize, &Block)| {
        block.titles.iter().any(|title| REQUESTS.iter().any(|word| title.text.to_lowercase().contains(word)))
    };
    tables.iter().find(is_request).or(tables.first()).map(|(at, _)| *at)
}

fn lines(block: &Block) -> Vec<Evidence> {
    block.titles.iter().chain(&block.lines).map(evidence).collect()
}

/// Omits a table without names, with a decision for its lines.
fn unreadable(block: Block, merged: &mut Merged, decisions: &mut Decisions) {
    if block.lines.is_empty() {
        return;
    }
    let has_names = block.headings.has(Column::Name);
    let headings = block.headings.0.iter().filter(|(column, _)| !has_names || *column == Column::Name);
    merged.headings_without_names.extend(headings.filter_map(|(_, heading)| heading.clone()));
    if has_names {
        return block.questions.into_iter().for_each(|question| raise(question, "", decisions));
    }
    let message = Bilingual::of("这些行里没有可以作字段名的一列", "no column of these lines has names of fields");
    let evidence = block.lines.iter().map(evidence).collect();
    decisions.add(DecisionKind::LeftOut, "", message, evidence);
}

/// Omits a table that has no field of the samples.
fn unused(block: &Block, decisions: &mut Decisions) {
    let message = Bilingual::of(
        "这个表没有样例中的字段，说的是别的内容",
        "this table has no field of the samples: it is about something else",
    );
    decisions.add(DecisionKind::LeftOut, "", message, lines(block));
}

/// Omits another table of the same file, with a decision about which is meant.
fn other(block: &Block, decisions: &mut Decisions) {
    let message = Bilingual::of(
        "文件里还有一个表，草稿没有写入：要写的若是它，请单独存成文件；若是某个对象的字段，请并入",
        "the file has another table, which is not in the draft: give it alone if it is the one that is meant, or add its rows if they are the fields of an object",
    );
    decisions.add(DecisionKind::LeftOut, "", message, lines(block));
}

fn evidence(written: &Written) -> Evidence {
    Evidence { span: written.span, text: written.text.clone() }
}

fn raise(question: Question, path: &str, decisions: &mut Decisions) {
    let path = if question.path.is_empty() { path } else { &question.path };
    decisions.add(question.kind, path, question.message, question.evidence).proposal = question.proposal;
}

fn attach_all(block: Block, merged: &mut Merged, fields: &Fields, account: &mut Account, decisions: &mut Decisions) {
    let has_samples = !fields.0.is_empty();
    for mut row in block.rows {
        let wrapper = merged.wrapper.as_deref();
        if row.above.is_empty() && wrapper == Some(row.name.text.as_str()) {
            let message = Bilingual::of(
                "这一行是最外层的对象，草稿只写了它的名称",
                "this row is the object around all fields, and the draft has its name alone",
            );
            decisions.add(DecisionKind::Note, "", message, row.lines.iter().map(evidence).collect());
            continue;
        }
        unwrap_path(&mut row, wrapper);
        Attach { fields, has_samples, account, decisions }.row(&mut merged.record, row);
    }
    for mut question in block.questions {
        let path: Vec<String> = question.path.split('.').map(str::to_owned).collect();
        if let Some((.., path)) = find(&mut merged.record, &path) {
            question.path = path;
        }
        raise(question, "", decisions);
    }
}

/// Removes the wrapper from the path of a row.
fn unwrap_path(row: &mut Row, wrapper: Option<&str>) {
    if row.above.first().is_some_and(|first| Some(first.name.as_str()) == wrapper) {
        row.above.remove(0);
    }
}

struct Attach<'a> {
    fields: &'a Fields,
    has_samples: bool,
    account: &'a mut Account,
    decisions: &'a mut Decisions,
}

impl Attach<'_> {
    /// Assigns a row to the field at its path, or else to the sample fields whose path has it as suffix, or creates a
    /// field.
    fn row(&mut self, record: &mut Record, row: Row) {
        let mut path: Vec<String> = row.above.iter().map(|step| step.name.clone()).collect();
        path.push(row.name.text.clone());
        if find(record, &path).is_some() {
            return self.give(record, &path, &row);
        }
        let named = self.fields.0.get(&row.name.text).map_or(&[][..], Vec::as_slice);
        let full_paths: Vec<&Vec<String>> = named.iter().filter(|full_path| full_path.ends_with(&path)).collect();
        match full_paths.as_slice() {
            [] => self.make(record, row, &path),
            [only] => self.give(record, only, &row),
            several => {
                let message = Bilingual::new(
                    format!("表中一行，样例中有 {} 处", several.len()),
                    format!("one row of the table, and {} places in the samples", several.len()),
                );
                let shown: Vec<String> = several.iter().map(|full_path| full_path.join(".")).collect();
                let quote = vec![evidence(&row.name)];
                self.decisions.add(DecisionKind::Contradiction, &shown.join(", "), message, quote);
                several.iter().for_each(|full_path| self.give(record, full_path, &row));
            }
        }
    }

    fn make(&mut self, record: &mut Record, row: Row, path: &[String]) {
        let quote = vec![evidence(&row.name)];
        let (parent, shown) = parent(record, &row.above, &row);
        let position = parent.last_row.map_or(InsertPosition::End, |last| InsertPosition::Behind(Some(last)));
        let node = Node { name: row.name.text.clone(), span: row.name.span, ..Node::default() };
        let id = parent.insert(position, node);
        parent.last_row = Some(id);
        let at = join(&shown, &row.name.text);
        if self.has_samples {
            let message = Bilingual::of("只有表中有，样例没有", "only the table has it, and no sample");
            self.decisions.add(DecisionKind::OneSource, &path.join("."), message, quote);
        }
        if let Some(node) = parent.nodes.get_mut(id) {
            take(node, row, &at, self.decisions);
        }
    }

    /// Assigns a row to a field. A second equal row shares the disposition of the first.
    fn give(&mut self, record: &mut Record, path: &[String], row: &Row) {
        let Some((parent, id, at)) = find(record, path) else { return };
        let Some(node) = parent.nodes.get_mut(id) else { return };
        let Some(first) = &node.row else {
            take(node, row.clone(), &at, self.decisions);
            parent.last_row = Some(id);
            return;
        };
        let texts = |row: &Row| row.cells().map(|cell| cell.text.clone()).collect::<Vec<_>>();
        if texts(first) == texts(row) {
            for (cell, first) in row.cells().zip(first.cells()).filter(|(cell, first)| cell.span != first.span) {
                self.account.went(cell.span, Disposition::Piece(first.span));
            }
            return;
        }
        let message = Bilingual::new(
            format!("{} 有两行，内容不同：草稿按第一行写", row.name.text),
            format!("`{}` has two rows, which differ: the draft has the first", row.name.text),
        );
        let lines = first.lines.iter().chain(&row.lines).map(evidence).collect();
        self.decisions.add(DecisionKind::Contradiction, &at, message, lines);
    }
}

fn take(node: &mut Node, mut row: Row, path: &str, decisions: &mut Decisions) {
    let declared = row.ty.as_ref().and_then(|ty| notation::read(&ty.text)).map(|cell| cell.declared);
    node.is_list |= row.is_list || matches!(declared, Some(Declared::List(_)));
    for question in std::mem::take(&mut row.questions) {
        raise(question, path, decisions);
    }
    node.row = Some(row);
}

/// The record that contains a field, its number there, and its path with `[]` after lists.
fn find<'r>(record: &'r mut Record, path: &[String]) -> Option<(&'r mut Record, usize, String)> {
    let (name, above) = path.split_last()?;
    let mut here = record;
    let mut shown = String::new();
    for step in above {
        let id = here.id(step)?;
        let node = here.nodes.get_mut(id)?;
        shown = inner(&join(&shown, step), node);
        here = &mut node.record;
    }
    let id = here.id(name)?;
    let shown = join(&shown, name);
    Some((here, id, shown))
}

fn inner(path: &str, node: &Node) -> String {
    if node.is_list { format!("{path}[]") } else { path.to_owned() }
}

/// The record at a path. Objects without a row are created.
fn parent<'r>(record: &'r mut Record, above: &[Step], row: &Row) -> (&'r mut Record, String) {
    let mut here = record;
    let mut shown = String::new();
    for step in above {
        let id = here.id(&step.name).unwrap_or_else(|| {
            let node = Node { name: step.name.clone(), span: row.name.span, is_object: true, ..Node::default() };
            let position = here.last_row.map_or(InsertPosition::End, |last| InsertPosition::Behind(Some(last)));
            let id = here.insert(position, node);
            here.last_row = Some(id);
            id
        });
        let node = &mut here.nodes[id];
        node.is_list |= step.is_list;
        shown = inner(&join(&shown, &step.name), node);
        here = &mut node.record;
    }
    (here, shown)
}
