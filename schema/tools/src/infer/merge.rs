//! Merges all sources into one tree of fields.

mod from_samples;
mod from_tables;

use std::collections::{BTreeSet, HashMap};

use super::account::Account;
use super::decision::Decisions;
use super::sample::{Kind, Value};
use super::table::{Row, Written};
use super::{DraftError, DraftMaterial};
use wxmed_compiler::model::Span;
use wxmed_core::Json;
use wxmed_core::schema::Items;

/// The merged sources.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// The only key of the outermost object, in every sample.
    pub(super) wrapper: Option<String>,
    pub(super) record: Record,
    /// The samples with data, each as a whole.
    pub(super) data: Vec<Value>,
    /// The sentences around the tables.
    pub(super) prose: Vec<Written>,
    /// Whether a table has rows of this content.
    pub(super) has_rows: bool,
    /// Headings of tables in which no names were found.
    pub(super) headings_without_names: Vec<Written>,
}

/// The fields of an object.
#[derive(Clone, Debug, Default)]
pub(super) struct Record {
    pub(super) nodes: Vec<Node>,
    /// The objects in samples with data that have these fields.
    pub(super) objects: Vec<Span>,
    /// The fields by name.
    ids: HashMap<String, usize>,
    /// The order of the fields while they are collected: the successor of each.
    behind: Vec<Option<usize>>,
    first: Option<usize>,
    last: Option<usize>,
    /// The field of the last row of a table.
    last_row: Option<usize>,
}

/// The position of a new field.
#[derive(Clone, Copy)]
enum InsertPosition {
    /// After another field, or before all.
    Behind(Option<usize>),
    End,
}

impl Record {
    /// The field with this name.
    pub(super) fn node(&self, name: &str) -> Option<&Node> {
        self.id(name).and_then(|id| self.nodes.get(id))
    }

    fn id(&self, name: &str) -> Option<usize> {
        self.ids.get(name).copied()
    }

    /// Adds a field, and returns its unique number.
    fn insert(&mut self, position: InsertPosition, node: Node) -> usize {
        let id = self.nodes.len();
        let before = match position {
            InsertPosition::Behind(before) => before,
            InsertPosition::End => self.last,
        };
        let slot = match before {
            Some(before) => self.behind.get_mut(before),
            None => Some(&mut self.first),
        };
        let after = slot.and_then(|slot| slot.replace(id));
        self.behind.push(after);
        if after.is_none() {
            self.last = Some(id);
        }
        self.ids.insert(node.name.clone(), id);
        self.nodes.push(node);
        id
    }

    /// The fields near the position after one: all, if there are few.
    fn near(&self, id: Option<usize>) -> impl Iterator<Item = &Node> {
        let is_small = self.nodes.len() <= MANY;
        let start = if is_small { self.first } else { id.or(self.first) };
        let ids = std::iter::successors(start, |id| self.behind.get(*id).copied().flatten());
        ids.take(if is_small { MANY } else { NEAR }).filter_map(|id| self.nodes.get(id))
    }

    /// Sorts the fields, and records the objects that lack each of them.
    fn finish(&mut self) {
        let mut nodes: Vec<Option<Node>> = std::mem::take(&mut self.nodes).into_iter().map(Some).collect();
        let order = std::iter::successors(self.first, |id| self.behind.get(*id).copied().flatten());
        self.nodes = order.filter_map(|id| nodes.get_mut(id)?.take()).collect();
        self.ids = self.nodes.iter().enumerate().map(|(at, node)| (node.name.clone(), at)).collect();
        for node in &mut self.nodes {
            let mut having = node.having.iter().copied().peekable();
            let objects = self.objects.iter().enumerate().filter(|_| !node.files.is_empty());
            let missing = objects.filter(|(at, _)| having.next_if_eq(at).is_none()).map(|(_, span)| *span);
            node.missing = missing.take(MOST_MISSING).collect();
            node.record.finish();
        }
    }
}

/// Records with more fields aren't searched completely.
const MANY: usize = 100;
/// The number of fields after one that are searched.
const NEAR: usize = 10;
/// The maximum number of objects without a field that are shown.
const MOST_MISSING: usize = 20;

/// The information of the sources about a field.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    pub(super) name: String,
    /// The first occurrence of the name.
    pub(super) span: Span,
    /// The label in a sample of labels.
    pub(super) label: Option<Written>,
    /// The row of a table.
    pub(super) row: Option<Row>,
    /// Values in samples with data, including those of a list's items.
    pub(super) values: Vec<Scalar>,
    /// The occurrences of null.
    pub(super) nulls: Vec<Span>,
    /// The occurrences of booleans.
    pub(super) truths: Vec<Span>,
    /// The lengths of its lists.
    pub(super) lengths: Vec<usize>,
    pub(super) is_list: bool,
    /// Whether the items of the list are values, or lists of them.
    pub(super) items: Items,
    pub(super) is_object: bool,
    /// The fields of the object, or of each item.
    pub(super) record: Record,
    /// The objects with data that lack it.
    pub(super) missing: Vec<Span>,
    /// Whether a sample with data has it.
    pub(super) in_data: bool,
    files: BTreeSet<usize>,
    /// The objects with data that have it, by their numbers.
    having: Vec<usize>,
}

/// A value with data.
#[derive(Clone, Debug)]
pub(super) struct Scalar {
    pub(super) text: String,
    pub(super) is_number: bool,
    pub(super) span: Span,
}

/// Reads and merges all files.
pub(super) fn all(
    material: &DraftMaterial,
    account: &mut Account,
    decisions: &mut Decisions,
) -> Result<Merged, Vec<DraftError>> {
    let mut merged = from_samples::all(material, account, decisions)?;
    from_tables::all(material, &mut merged, account, decisions);
    merged.record.finish();
    Ok(merged)
}

/// Joins the path of a field.
pub(super) fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

/// The values of a sample as JSON, without blanks that result from pasting.
pub(super) fn json(value: &Value) -> Json {
    match &value.kind {
        Kind::Null => Json::Null,
        Kind::Bool(flag) => Json::Bool(*flag),
        Kind::Number(text) => Json::Number(text.clone()),
        Kind::Text(text) => Json::Text(super::lexicon::tidy(text)),
        Kind::List(items) => Json::List(items.iter().map(json).collect()),
        Kind::Object(members) => {
            Json::Object(members.iter().map(|member| (member.name.clone(), json(&member.value))).collect())
        }
    }
}
