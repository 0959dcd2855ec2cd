//! All sources in one tree of fields.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::account::{Account, Disposition, Key};
use super::decision::Decisions;
use super::sample::{self, Kind, Member, Value};
use super::table::{self, Row, Written};
use super::{DecisionKind, DraftError, DraftMaterial, Evidence};
use crate::model::Span;
use crate::{Bilingual, Json, nearest};

/// What the sources have together.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// The only key of the outermost object, in every sample.
    pub(super) wrapper: Option<String>,
    pub(super) record: Record,
    /// The samples with data, each as a whole.
    pub(super) data: Vec<Value>,
    /// The sentences beside the tables.
    pub(super) prose: Vec<Written>,
    /// Whether a table has rows of this content.
    pub(super) has_rows: bool,
}

/// The fields of an object.
#[derive(Clone, Debug, Default)]
pub(super) struct Record {
    pub(super) nodes: Vec<Node>,
    /// The objects of samples with data that were seen in its place.
    pub(super) objects: Vec<Span>,
}

/// What the sources have about a field.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    pub(super) name: String,
    /// Where the name was first seen.
    pub(super) span: Span,
    /// What a sample of labels says.
    pub(super) label: Option<Written>,
    /// The row of a table.
    pub(super) row: Option<Row>,
    /// Values with data, those of a list's items too.
    pub(super) values: Vec<Scalar>,
    /// Where it is null.
    pub(super) nulls: Vec<Span>,
    /// Where it is a truth value.
    pub(super) truths: Vec<Span>,
    /// How many items each list has.
    pub(super) lengths: Vec<usize>,
    pub(super) is_list: bool,
    pub(super) is_object: bool,
    /// The fields of the object, or of each item.
    pub(super) record: Record,
    /// The objects with data that do not have it.
    pub(super) missing: Vec<Span>,
    /// Whether a sample with data has it.
    pub(super) in_data: bool,
    files: BTreeSet<usize>,
}

/// A value with data.
#[derive(Clone, Debug)]
pub(super) struct Scalar {
    pub(super) text: String,
    pub(super) is_number: bool,
    pub(super) span: Span,
}

/// Whether the values of a sample are labels.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Labels,
    Data,
}

/// Reads and merges all files.
pub(super) fn all(
    material: &DraftMaterial,
    account: &mut Account,
    decisions: &mut Decisions,
) -> Result<Merged, Vec<DraftError>> {
    let labels = material.labels.iter().map(|file| (*file, Holds::Labels));
    let data = material.examples.iter().map(|file| (*file, Holds::Data));
    let (mut samples, mut errors) = (Vec::new(), Vec::new());
    for (file, holds) in labels.chain(data) {
        let text = material.sources.files().get(file).map_or("", |file| &*file.text);
        match sample::read(text, file) {
            Ok(read) => {
                for sample::Mend { says, mut evidence } in read.mends {
                    if holds == Holds::Labels {
                        let range = evidence.span.start..evidence.span.end;
                        evidence.text = super::words::tidy(text.get(range).unwrap_or_default());
                    }
                    decisions.add(DecisionKind::Sample, "", says, vec![evidence]);
                }
                enter(&read.value, holds, account);
                samples.push((file, holds, read.value));
            }
            Err(error) => errors.push(error),
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    let mut merged = Merged { wrapper: wrapper(samples.iter().map(|(.., value)| value)), ..Merged::default() };
    for (file, holds, value) in samples {
        let Kind::Object(members) = &value.kind else { continue };
        let inner = match members.as_slice() {
            [only] if merged.wrapper.is_some() => {
                account.went(only.span, Disposition::Wrapper);
                &only.value
            }
            _ => &value,
        };
        Merge { file, holds, account, decisions }.value_into(&mut merged.record, inner, "");
        if holds == Holds::Data {
            merged.data.push(value);
        }
    }
    tables(material, &mut merged, account, decisions);
    Ok(merged)
}

/// Enters the names and the values of a sample.
fn enter(value: &Value, holds: Holds, account: &mut Account) {
    match &value.kind {
        Kind::Object(members) => {
            for Member { name, span, value } in members {
                account.enter(name, *span);
                enter(value, holds, account);
            }
        }
        Kind::List(items) => items.iter().for_each(|item| enter(item, holds, account)),
        Kind::Text(text) | Kind::Number(text) => account.enter(text, value.span),
        Kind::Bool(_) | Kind::Null => {}
    }
    if holds == Holds::Data && !matches!(value.kind, Kind::Object(_) | Kind::List(_)) {
        account.went(value.span, Disposition::Example);
    }
}

/// The only key of the outermost object, if all samples have the same, and an object below it.
fn wrapper<'v>(mut samples: impl Iterator<Item = &'v Value>) -> Option<String> {
    let only = |value: &'v Value| match &value.kind {
        Kind::Object(members) => match members.as_slice() {
            [Member { name, value, .. }] if matches!(value.kind, Kind::Object(_)) => Some(name),
            _ => None,
        },
        _ => None,
    };
    let first = only(samples.next()?)?;
    samples.all(|other| only(other) == Some(first)).then(|| first.clone())
}

struct Merge<'d> {
    file: usize,
    holds: Holds,
    account: &'d mut Account,
    decisions: &'d mut Decisions,
}

impl Merge<'_> {
    fn value_into(&mut self, record: &mut Record, value: &Value, path: &str) {
        let Kind::Object(members) = &value.kind else { return };
        let mut place = 0;
        let mut seen = BTreeSet::new();
        for member in members {
            let found = match record.nodes.iter().position(|node| node.name == member.name) {
                Some(found) => found,
                None => self.partner(record, members, member, path).unwrap_or_else(|| {
                    let node = Node { name: member.name.clone(), span: member.span, ..Node::default() };
                    // What is new stands behind what it stands behind in its own sample.
                    let place = place.min(record.nodes.len());
                    record.nodes.insert(place, Node { missing: self.earlier(record), ..node });
                    place
                }),
            };
            place = found + 1;
            if let Some(node) = record.nodes.get_mut(found) {
                seen.insert(node.name.clone());
                let path = join(path, &node.name);
                if node.name == member.name {
                    self.account.about(member.span, &Rc::from(path.as_str()));
                    self.account.went(member.span, Disposition::Draft(Key::Name));
                }
                self.node(node, &member.value, &path);
            }
        }
        if self.holds == Holds::Data {
            let missing = record.nodes.iter_mut().filter(|node| !seen.contains(&node.name));
            missing.for_each(|node| node.missing.push(value.span));
            record.objects.push(value.span);
        }
    }

    /// The objects with data that came before, and did not have what is new.
    fn earlier(&self, record: &Record) -> Vec<Span> {
        if self.holds == Holds::Data { record.objects.clone() } else { Vec::new() }
    }

    /// The field that other files have in the place of one that they lack, if the two names are alike.
    fn partner(&mut self, record: &Record, members: &[Member], member: &Member, path: &str) -> Option<usize> {
        let is_free = |node: &&Node| {
            !node.files.contains(&self.file)
                && !members.iter().any(|member| member.name == node.name)
                && (node.is_object || node.is_list) == matches!(member.value.kind, Kind::Object(_) | Kind::List(_))
                && self.may_be_one(node, &member.value)
        };
        let free: Vec<&Node> = record.nodes.iter().filter(is_free).collect();
        let name = nearest(&member.name, free.iter().map(|node| node.name.as_str()))?.to_owned();
        let place = record.nodes.iter().position(|node| node.name == name)?;
        let first = record.nodes.get(place)?;
        let says = Bilingual::new(
            format!("另一个来源在同一位置写作 {}", member.name),
            format!("another source has `{}` in the same place", member.name),
        );
        let evidence = vec![
            Evidence { span: first.span, text: name.clone() },
            Evidence { span: member.span, text: member.name.clone() },
        ];
        let path = join(path, &name);
        let proposal = format!("aliases: [{{ name: {}, section: … }}]", member.name);
        self.decisions.propose(DecisionKind::OtherName, &path, says, proposal, evidence);
        Some(place)
    }

    /// Two fields with different labels are two fields.
    fn may_be_one(&self, node: &Node, value: &Value) -> bool {
        match (&node.label, &value.kind) {
            (Some(label), Kind::Text(text)) if self.holds == Holds::Labels => {
                super::label::parse(&label.text).label == super::label::parse(text).label
            }
            _ => true,
        }
    }

    fn node(&mut self, node: &mut Node, value: &Value, path: &str) {
        node.files.insert(self.file);
        node.in_data |= self.holds == Holds::Data;
        match &value.kind {
            Kind::Object(_) => {
                node.is_object = true;
                self.value_into(&mut node.record, value, path);
            }
            Kind::List(items) => {
                node.is_list = true;
                if self.holds == Holds::Data {
                    node.lengths.push(items.len());
                }
                let path = format!("{path}[]");
                items.iter().for_each(|item| self.node(node, item, &path));
            }
            Kind::Text(text) if self.holds == Holds::Labels => {
                self.label(node, Written { text: text.clone(), span: value.span }, path);
            }
            Kind::Text(text) => {
                node.values.push(Scalar { text: super::words::tidy(text), is_number: false, span: value.span });
            }
            Kind::Number(text) => {
                node.values.push(Scalar { text: text.clone(), is_number: true, span: value.span });
            }
            Kind::Bool(_) => node.truths.push(value.span),
            Kind::Null if self.holds == Holds::Data => node.nulls.push(value.span),
            Kind::Null => {}
        }
    }
}

impl Merge<'_> {
    /// Keeps the first label of a field. Another that says the same goes where that goes.
    fn label(&mut self, node: &mut Node, label: Written, path: &str) {
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        match &node.label {
            None => node.label = Some(label),
            Some(first) if bare(&first.text) == bare(&label.text) => {
                self.account.went(label.span, Disposition::Piece(first.span));
            }
            Some(first) => {
                let says =
                    Bilingual::of("两处标签不同，草稿用前者", "it has two labels, and the draft has the first of them");
                let evidence =
                    [first, &label].map(|one| Evidence { span: one.span, text: super::words::tidy(&one.text) });
                self.decisions.add(DecisionKind::Contradiction, path, says, evidence.into());
            }
        }
    }
}

pub(super) fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn tables(material: &DraftMaterial, merged: &mut Merged, account: &mut Account, decisions: &mut Decisions) {
    let has_samples = !merged.record.nodes.is_empty();
    let mut names = BTreeSet::new();
    collect(&merged.record, &mut names);
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    for file in &material.tables {
        let text = material.sources.files().get(*file).map_or("", |file| &*file.text);
        let read = table::read(text, *file, &known);
        read.blocks.iter().flatten().flat_map(Row::cells).for_each(|cell| account.enter(&cell.text, cell.span));
        merged.prose.extend(read.prose);
        for block in read.blocks {
            if has_samples && !block.iter().any(|row| names.contains(&row.name.text)) {
                unused(&block, decisions);
                continue;
            }
            merged.has_rows = true;
            for row in block.into_iter().filter_map(|row| inside(row, merged.wrapper.as_deref())) {
                attach(&mut merged.record, row, has_samples, decisions);
            }
        }
    }
}

/// A row as it stands inside the outermost object; nothing if it is that object's own.
fn inside(mut row: Row, wrapper: Option<&str>) -> Option<Row> {
    let Some(wrapper) = wrapper else { return Some(row) };
    if row.above.is_empty() && row.name.text == wrapper {
        return None;
    }
    if row.above.first().is_some_and(|first| first == wrapper) {
        row.above.remove(0);
    }
    Some(row)
}

fn collect(record: &Record, names: &mut BTreeSet<String>) {
    for node in &record.nodes {
        names.insert(node.name.clone());
        collect(&node.record, names);
    }
}

/// A table that has no field of the samples is about something else.
fn unused(block: &[Row], decisions: &mut Decisions) {
    let names: Vec<&str> = block.iter().map(|row| row.name.text.as_str()).collect();
    let evidence = block.first().map(|row| Evidence { span: row.name.span, text: names.join(", ") });
    let says = Bilingual::of(
        "这个表没有样例中的字段，说的是别的内容",
        "this table has no field of the samples: it is about something else",
    );
    decisions.add(DecisionKind::LeftOut, "", says, evidence.into_iter().collect());
}

/// Gives a row to the fields of its name, or makes a field of it.
fn attach(record: &mut Record, row: Row, has_samples: bool, decisions: &mut Decisions) {
    let mut path: Vec<String> = row.above.clone();
    path.push(row.name.text.clone());
    let mut places = Vec::new();
    find(record, &path, "", &mut places);
    match places.as_slice() {
        [] => {}
        [_] => return give(record, &path, &row),
        several => {
            let says = Bilingual::new(
                format!("表中一行，样例中有 {} 处", several.len()),
                format!("one row of the table, and {} places in the samples", several.len()),
            );
            let evidence = vec![Evidence { span: row.name.span, text: row.name.text.clone() }];
            decisions.add(DecisionKind::Contradiction, &several.join(", "), says, evidence);
            return give(record, &path, &row);
        }
    }
    if has_samples {
        let says = Bilingual::of("只有表中有，样例没有", "only the table has it, and no sample");
        let evidence = vec![Evidence { span: row.name.span, text: row.name.text.clone() }];
        decisions.add(DecisionKind::OneSource, &path.join("."), says, evidence);
    }
    let parent = parent(record, &row.above, &row);
    let name = row.name.clone();
    let before = |other: &Node| other.row.as_ref().is_some_and(|other| other.name.span < name.span);
    let place = parent.nodes.iter().rposition(before).map_or(parent.nodes.len(), |place| place + 1);
    parent.nodes.insert(place, Node { name: name.text, span: name.span, row: Some(row), ..Node::default() });
}

/// The paths of the fields with this name, or with this path's end.
fn find(record: &Record, path: &[String], at: &str, places: &mut Vec<String>) {
    let Some((first, rest)) = path.split_first() else { return };
    for node in &record.nodes {
        let here = join(at, &node.name);
        if node.name == *first {
            if rest.is_empty() {
                places.push(here.clone());
            } else {
                find_exactly(&node.record, rest, &here, places);
            }
        }
        find(&node.record, path, &here, places);
    }
}

fn find_exactly(record: &Record, path: &[String], at: &str, places: &mut Vec<String>) {
    let Some((first, rest)) = path.split_first() else { return };
    for node in record.nodes.iter().filter(|node| node.name == *first) {
        let here = join(at, &node.name);
        if rest.is_empty() {
            places.push(here);
        } else {
            find_exactly(&node.record, rest, &here, places);
        }
    }
}

fn give(record: &mut Record, path: &[String], row: &Row) {
    let Some((first, rest)) = path.split_first() else { return };
    for node in &mut record.nodes {
        if node.name == *first && rest.is_empty() {
            node.row.get_or_insert_with(|| row.clone());
        } else if node.name == *first {
            give(&mut node.record, rest, row);
        }
        give(&mut node.record, path, row);
    }
}

/// The record of a path. Objects that have no row of their own are made.
fn parent<'r>(record: &'r mut Record, above: &[String], row: &Row) -> &'r mut Record {
    let Some((first, rest)) = above.split_first() else { return record };
    let place = record.nodes.iter().position(|node| node.name == *first).unwrap_or_else(|| {
        record.nodes.push(Node { name: first.clone(), span: row.name.span, is_object: true, ..Node::default() });
        record.nodes.len() - 1
    });
    parent(&mut record.nodes[place].record, rest, row)
}

/// The values of a sample as JSON, blanks of pasting removed.
pub(super) fn json(value: &Value) -> Json {
    match &value.kind {
        Kind::Null => Json::Null,
        Kind::Bool(flag) => Json::Bool(*flag),
        Kind::Number(text) => Json::Number(text.clone()),
        Kind::Text(text) => Json::Text(super::words::tidy(text)),
        Kind::List(items) => Json::List(items.iter().map(json).collect()),
        Kind::Object(members) => {
            Json::Object(members.iter().map(|member| (member.name.clone(), json(&member.value))).collect())
        }
    }
}
