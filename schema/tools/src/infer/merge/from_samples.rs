//! Merges samples: by field name, and for different names of one field.

use std::collections::HashSet;
use std::rc::Rc;

use super::{InsertPosition, Merged, Node, Record, Scalar, join};
use crate::infer::account::{Account, Disposition, Key, Written};
use crate::infer::decision::Decisions;
use crate::infer::sample::{self, Kind, Member, Value};
use crate::infer::{DecisionKind, DraftError, DraftMaterial, Evidence, lexicon};
use wxmed_core::schema::Items;
use wxmed_core::{Bilingual, nearest};

/// Whether the values of a sample are labels.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holds {
    Labels,
    Data,
}

/// Reads and merges the samples.
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
                for sample::Repair { message, mut evidence } in read.repairs {
                    if holds == Holds::Labels {
                        let range = evidence.span.start..evidence.span.end;
                        evidence.text = lexicon::tidy(text.get(range).unwrap_or_default());
                    }
                    decisions.add(DecisionKind::Sample, "", message, vec![evidence]);
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
        let mut merge = Merge { file, holds, account, decisions };
        merge.envelopes(inner);
        merge.value_into(&mut merged.record, inner, "");
        if holds == Holds::Data {
            merged.data.push(value);
        }
    }
    Ok(merged)
}

/// Records the names and the values of a sample.
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

/// Whether it is a list whose items are single values.
fn is_list_of_values(value: &Value) -> bool {
    let is_single = |item: &Value| matches!(item.kind, Kind::Text(_) | Kind::Number(_) | Kind::Bool(_));
    matches!(&value.kind, Kind::List(items) if items.iter().all(is_single))
}

/// Whether a text is an object or a list of JSON by itself.
fn is_json(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(['{', '[']) && serde_json::from_str::<serde_json::Value>(text).is_ok()
}

struct Merge<'d> {
    file: usize,
    holds: Holds,
    account: &'d mut Account,
    decisions: &'d mut Decisions,
}

/// The names that bureaus use for envelopes.
const ENVELOPES: [&str; 10] =
    ["input", "output", "data", "datas", "list", "rows", "result", "body", "request", "response"];

impl Merge<'_> {
    /// Adds a decision on whether an outermost key belongs to the content, if it may be an envelope.
    fn envelopes(&mut self, value: &Value) {
        let Kind::Object(members) = &value.kind else { return };
        for Member { name, span, value } in members {
            let message = match &value.kind {
                Kind::Object(_) => Bilingual::new(
                    format!("{name} 像是包在外面的一层：草稿把它写作内容自己的对象"),
                    format!("`{name}` looks like an envelope, and the draft has it as an object of the content"),
                ),
                Kind::List(_) => Bilingual::new(
                    format!("{name} 像是包在外面的一层，其中每一项才是内容：草稿把它写作内容自己的列表"),
                    format!(
                        "`{name}` looks like an envelope around contents, and the draft has it as a list of one content"
                    ),
                ),
                Kind::Null | Kind::Bool(_) | Kind::Number(_) | Kind::Text(_) => continue,
            };
            if ENVELOPES.contains(&name.to_lowercase().as_str()) {
                let evidence = vec![Evidence { span: *span, text: name.clone() }];
                self.decisions.add(DecisionKind::Nesting, name, message, evidence);
            }
        }
    }

    fn value_into(&mut self, record: &mut Record, value: &Value, path: &str) {
        let Kind::Object(members) = &value.kind else { return };
        let names: HashSet<&str> = members.iter().map(|member| member.name.as_str()).collect();
        let mut previous = None;
        for member in members {
            let known = record.id(&member.name).or_else(|| self.partner(record, previous, &names, member, path));
            let id = known.unwrap_or_else(|| {
                let node = Node { name: member.name.clone(), span: member.span, ..Node::default() };
                // New fields are inserted after their predecessor in the sample.
                record.insert(InsertPosition::Behind(previous), node)
            });
            previous = Some(id);
            let object = record.objects.len();
            let Some(node) = record.nodes.get_mut(id) else { continue };
            if self.holds == Holds::Data && node.having.last() != Some(&object) {
                node.having.push(object);
            }
            let path = join(path, &node.name);
            if node.name == member.name {
                self.account.about(member.span, &Rc::from(path.as_str()));
                self.account.went(member.span, Disposition::Draft(Key::Name));
            }
            self.node(node, &member.value, &path);
        }
        if self.holds == Holds::Data {
            record.objects.push(value.span);
        }
    }

    /// The field that other files have instead of a missing one, if the names are similar.
    fn partner(
        &mut self,
        record: &Record,
        previous: Option<usize>,
        names: &HashSet<&str>,
        member: &Member,
        path: &str,
    ) -> Option<usize> {
        let is_free = |node: &&Node| {
            !node.files.contains(&self.file)
                && !names.contains(node.name.as_str())
                && (node.is_object || node.is_list) == matches!(member.value.kind, Kind::Object(_) | Kind::List(_))
                && self.may_be_one(node, &member.value)
        };
        let free: Vec<&Node> = record.near(previous).filter(is_free).collect();
        let name = nearest(&member.name, free.iter().map(|node| node.name.as_str()))?.to_owned();
        let found = record.id(&name)?;
        let first = record.nodes.get(found)?;
        let message = Bilingual::new(
            format!("另一个来源在同一位置写作 {}", member.name),
            format!("another source has `{}` in the same place", member.name),
        );
        let evidence = vec![
            Evidence { span: first.span, text: name.clone() },
            Evidence { span: member.span, text: member.name.clone() },
        ];
        let path = join(path, &name);
        let proposal = format!("aliases: [{{ name: {}, section: … }}]", member.name);
        self.decisions.propose(DecisionKind::OtherName, &path, message, proposal, evidence);
        Some(found)
    }

    /// Whether two names can be one field: not if the labels differ.
    fn may_be_one(&self, node: &Node, value: &Value) -> bool {
        match (&node.label, &value.kind) {
            (Some(label), Kind::Text(text)) if self.holds == Holds::Labels => {
                crate::infer::label::parse(&label.text).label == crate::infer::label::parse(text).label
            }
            _ => true,
        }
    }

    fn node(&mut self, node: &mut Node, value: &Value, path: &str) {
        node.files.insert(self.file);
        node.in_data |= self.holds == Holds::Data;
        match &value.kind {
            Kind::Object(_) => {
                self.list_or_object(node.is_list, node, value, path);
                node.is_object = true;
                // If other values are lists, it counts as a list of one.
                let is_outside = node.is_list && !path.ends_with("[]");
                let path = if is_outside { format!("{path}[]") } else { path.to_owned() };
                self.value_into(&mut node.record, value, &path);
            }
            Kind::List(items) => {
                self.list_or_object(node.is_object && !node.is_list, node, value, path);
                node.is_list = true;
                if self.holds == Holds::Data {
                    node.lengths.push(items.len());
                }
                let path = format!("{path}[]");
                self.items(node, items, &path);
            }
            Kind::Text(text) if is_json(text) && self.holds == Holds::Labels => {
                self.json(value, lexicon::tidy(text), path);
            }
            Kind::Text(text) if self.holds == Holds::Labels => {
                self.label(node, Written { text: text.clone(), span: value.span }, path);
            }
            Kind::Text(text) => {
                if is_json(text) {
                    self.json(value, String::new(), path);
                }
                node.values.push(Scalar { text: lexicon::tidy(text), is_number: false, span: value.span });
            }
            Kind::Number(text) => {
                node.values.push(Scalar { text: text.clone(), is_number: true, span: value.span });
            }
            Kind::Bool(_) => node.truths.push(value.span),
            Kind::Null if self.holds == Holds::Data => node.nulls.push(value.span),
            Kind::Null => {
                let message = Bilingual::of(
                    "样例中是 null，没有标签：看不出它是什么",
                    "the sample has null for its label: nothing says what it is",
                );
                let evidence = vec![Evidence { span: value.span, text: "null".to_owned() }];
                self.decisions.add(DecisionKind::Type, path, message, evidence);
            }
        }
    }

    /// Adds a decision for a key with a list in one source, and an object in another.
    fn list_or_object(&mut self, differs: bool, node: &Node, value: &Value, path: &str) {
        if differs && !path.ends_with("[]") {
            let message = Bilingual::of(
                "来源中一处是列表，另一处是对象：草稿写作列表",
                "the sources have a list here and an object there: the draft has a list",
            );
            let evidence = vec![
                Evidence { span: node.span, text: node.name.clone() },
                Evidence { span: value.span, text: String::new() },
            ];
            self.decisions.add(DecisionKind::Contradiction, path, message, evidence);
        }
    }

    /// Handles a text that contains JSON.
    fn json(&mut self, value: &Value, text: String, path: &str) {
        let message = Bilingual::of(
            "值是写在字符串里的 JSON：如属实，请写出它的字段",
            "its value is JSON in a string: if it always is, list its fields",
        );
        let evidence = vec![Evidence { span: value.span, text }];
        self.decisions.propose(DecisionKind::Type, path, message, "wire: json-text".to_owned(), evidence);
    }

    /// Merges the items of a list. A spec can't have lists next to other items, lists of more than values, or texts
    /// next to objects.
    fn items(&mut self, node: &mut Node, items: &[Value], path: &str) {
        let has_objects = items.iter().any(|item| matches!(item.kind, Kind::Object(_)));
        let is_of_lists = !items.is_empty() && items.iter().all(is_list_of_values);
        for item in items {
            let message = match &item.kind {
                Kind::List(values) if is_of_lists => {
                    node.items = Items::Lists;
                    values.iter().for_each(|value| self.node(node, value, path));
                    continue;
                }
                Kind::List(_) => Bilingual::of(
                    "列表的项又是列表，而且不全是单个值的列表：这一项未写入",
                    "an item of the list is a list itself, and not all items are lists of single values: it is left out",
                ),
                Kind::Text(_) | Kind::Number(_) | Kind::Bool(_) if has_objects => Bilingual::of(
                    "列表中既有对象又有别的值：草稿只写对象",
                    "the list has objects and other values: the draft has the objects alone",
                ),
                Kind::Object(_) | Kind::Text(_) | Kind::Number(_) | Kind::Bool(_) | Kind::Null => {
                    self.node(node, item, path);
                    continue;
                }
            };
            let mut evidence = Vec::new();
            self.quote(item, &mut evidence);
            self.decisions.add(DecisionKind::LeftOut, path, message, evidence);
        }
    }

    /// Quotes the names and the labels in a value, but not the values of a sample with data, which may be personal
    /// data.
    fn quote(&self, value: &Value, evidence: &mut Vec<Evidence>) {
        let text = match &value.kind {
            Kind::Object(members) => {
                for Member { name, span, value } in members {
                    evidence.push(Evidence { span: *span, text: name.clone() });
                    self.quote(value, evidence);
                }
                return;
            }
            Kind::List(items) => return items.iter().for_each(|item| self.quote(item, evidence)),
            Kind::Text(text) | Kind::Number(text) if self.holds == Holds::Labels => lexicon::tidy(text),
            Kind::Text(_) | Kind::Number(_) | Kind::Bool(_) | Kind::Null => String::new(),
        };
        evidence.push(Evidence { span: value.span, text });
    }

    /// Keeps the first label of a field. An equal label shares its disposition.
    fn label(&mut self, node: &mut Node, label: Written, path: &str) {
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        match &node.label {
            None => node.label = Some(label),
            Some(first) if bare(&first.text) == bare(&label.text) => {
                self.account.went(label.span, Disposition::Piece(first.span));
            }
            Some(first) => {
                let message =
                    Bilingual::of("两处标签不同，草稿用前者", "it has two labels, and the draft has the first of them");
                let evidence = [first, &label].map(|one| Evidence { span: one.span, text: lexicon::tidy(&one.text) });
                self.decisions.add(DecisionKind::Contradiction, path, message, evidence.into());
            }
        }
    }
}
