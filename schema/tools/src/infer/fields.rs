//! Infers the row of each field from the sources.

mod amounts;
mod api_names;
mod named_formats;
mod presence;
mod source_text;
mod types;
mod value;

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use super::account::{Account, Key};
use super::decision::{Decision, Decisions};
use super::merge::{Merged, Node, Record, join};
use super::persons::{self, Whose};
use super::table::{self, Written};
use super::{DecisionKind, Evidence, equations, lexicon, totals};
use api_names::{Members, api_name, free};
use source_text::SourceText;
use wxmed_compiler::casing::camel;
use wxmed_core::schema::{Encoding, Items};
use wxmed_core::{Bilingual, Format};

/// The rows of a drafted spec, and its code tables.
#[derive(Debug, Default)]
pub(super) struct Inferred {
    pub(super) rows: Vec<Row>,
    pub(super) codes: Vec<CodeTable>,
}

/// A row of a drafted spec.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) name: String,
    pub(super) path: String,
    pub(super) api: Option<String>,
    pub(super) spelling: Option<String>,
    pub(super) label: String,
    pub(super) ty: String,
    pub(super) is_list: bool,
    /// Whether the items of a list are values, or lists of them.
    pub(super) items: Items,
    pub(super) required: &'static str,
    pub(super) format: Option<Format>,
    pub(super) encoding: Encoding,
    pub(super) decimals: Option<u32>,
    /// The total digits of a number, and its decimal places.
    digits: Option<(u32, u32)>,
    /// The minimum amount, if it is signed, and the maximum.
    pub(super) range: Option<(Option<String>, String)>,
    /// The unit of the maximum length.
    pub(super) counts: Option<&'static str>,
    /// The minimum number of items of a list.
    pub(super) min: Option<u32>,
    /// The maximum number of items of a list.
    pub(super) max: Option<u32>,
    pub(super) codes: Option<String>,
    pub(super) whose: Whose,
    pub(super) count_of: Option<String>,
    pub(super) rows: Vec<Row>,
}

impl Row {
    /// Whether it is a number in JSON.
    pub(super) fn is_number(&self) -> bool {
        self.encoding == Encoding::Number
    }

    /// Whether it has inner rows.
    pub(super) fn is_object(&self) -> bool {
        !self.rows.is_empty()
    }
}

/// A code table of the spec.
#[derive(Clone, Debug)]
pub(super) struct CodeTable {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) values: Vec<(String, String)>,
}

/// Infers the rows of a content.
pub(super) fn content(name: &str, merged: &Merged, account: &mut Account, decisions: &mut Decisions) -> Inferred {
    let last = name.rsplit('/').next().unwrap_or_default();
    let mut types: BTreeSet<String> = beside(&camel(last)).into_iter().collect();
    types.insert("Self".to_owned());
    let unit = amounts::unit(merged);
    let mut infer = Infer {
        merged,
        unit,
        has_dots: types::has_dots(&merged.record),
        types,
        numbers: HashMap::new(),
        codes: Vec::new(),
        tables: HashMap::new(),
        unclear: Vec::new(),
        unstated: Vec::new(),
        untyped: Vec::new(),
        unsigned: Vec::new(),
        account,
        decisions,
    };
    infer.head();
    let rows = infer.record(&merged.record, "", "");
    infer.columns();
    infer.signs();
    let codes = infer.codes;
    equations::propose(merged, decisions);
    totals::propose(merged, decisions);
    Inferred { rows, codes }
}

/// The types that are generated for a record with this name.
fn beside(name: &str) -> [String; 2] {
    ["", "Builder"].map(|end| format!("{name}{end}"))
}

struct Infer<'m, 'd> {
    merged: &'m Merged,
    /// The unit of amounts, if a source states or implies it.
    unit: Option<amounts::Stated>,
    /// Whether types are written like `C..30`.
    has_dots: bool,
    /// The names of types that are taken.
    types: BTreeSet<String>,
    /// The last number that was appended to each type name.
    numbers: HashMap<String, u32>,
    codes: Vec<CodeTable>,
    /// The code tables by values.
    tables: HashMap<Vec<(String, String)>, usize>,
    /// Columns with ambiguous headings.
    unclear: Vec<presence::UnclearColumn>,
    /// The fields of tables without a column for whether they are mandatory.
    unstated: Vec<Evidence>,
    /// The fields of tables without a type.
    untyped: Vec<Evidence>,
    /// The amounts for which no source states whether they can be negative.
    unsigned: Vec<Evidence>,
    account: &'d mut Account,
    decisions: &'d mut Decisions,
}

impl Infer<'_, '_> {
    /// Adds the decisions about the content as a whole.
    fn head(&mut self) {
        let mut add = |kind, zh, en| {
            self.decisions.add(kind, "", Bilingual::of(zh, en), Vec::new());
        };
        add(DecisionKind::Title, "草稿的标题只是文件名", "the draft's title is the name of the file");
        add(
            DecisionKind::Provenance,
            "草稿写的是“医保局提供的资料”，把握为 medium",
            "the draft says that the bureau handed it out, and that the confidence is medium",
        );
        add(DecisionKind::Spelling, "草稿按文件名取类型名", "the draft names the type after the file");
        add(
            DecisionKind::Note,
            "您另外知道的内容，来源里没有，草稿也没有",
            "what you know from elsewhere is not in the sources, and not in the draft",
        );
        if !self.merged.has_rows {
            add(
                DecisionKind::Presence,
                "没有来源说明哪些字段必填：样例中都有的写 Y",
                "no source says which fields are mandatory: what every sample has is Y",
            );
        }
    }

    fn record(&mut self, record: &Record, path: &str, parent: &str) -> Vec<Row> {
        let mut members = Members::default();
        let mut rows: Vec<Row> = Vec::new();
        for node in &record.nodes {
            let path = join(path, &node.name);
            self.enter(node, &path);
            if !wxmed_core::is_key(&node.name) {
                self.left_out(node, &path, Bilingual::of("这个名称不能作字段名", "this cannot be the name of a field"));
            } else if let Some(mut row) = self.node(node, path, parent) {
                row.api = api_name(&row.name, &mut members);
                self.english_name(&row);
                rows.push(row);
            }
        }
        self.counts(record, &mut rows);
        rows
    }

    /// Records the field of its cells.
    fn enter(&mut self, node: &Node, path: &str) {
        let path: Rc<str> = path.into();
        let cells = node.label.iter().chain(node.row.iter().flat_map(table::Row::cells));
        cells.for_each(|cell| self.account.about(cell.span, &path));
        if let Some(row) = &node.row {
            self.account.drafted(&row.name, Key::Name);
        }
    }

    fn node(&mut self, node: &Node, path: String, parent: &str) -> Option<Row> {
        let source_text = SourceText::of(node);
        let mut row = Row { name: node.name.clone(), path, label: source_text.label.clone(), ..Row::default() };
        let typed = self.typed(node, &row);
        row.is_list = node.is_list || typed.is_list();
        row.items = node.items;
        let is_object = node.is_object || !node.record.nodes.is_empty();
        if is_object {
            row.ty = "object".to_owned();
            let spelling = self.type_name(&node.name, parent);
            let inner = if row.is_list { format!("{}[]", row.path) } else { row.path.clone() };
            row.rows = self.record(&node.record, &inner, spelling.as_deref().unwrap_or(&node.name));
            row.spelling = spelling;
            let message = Bilingual::new(
                format!("现在是 {}", row.spelling.clone().unwrap_or_else(|| camel(&node.name))),
                format!("it is now `{}`", row.spelling.clone().unwrap_or_else(|| camel(&node.name))),
            );
            self.add_decision(DecisionKind::Spelling, &row, message, Vec::new());
            self.object_type(&typed, &row);
        }
        if is_object && row.rows.is_empty() {
            self.left_out(
                node,
                &row.path,
                Bilingual::of("看不出这个对象有哪些字段", "no source shows what is in this object"),
            );
            return None;
        }
        if !is_object && !self.value(node, &source_text, &typed, &mut row) {
            return None;
        }
        self.labels(node, &source_text, &mut row);
        self.presence(node, &source_text, &mut row);
        self.sensitive(node, &source_text, &mut row);
        Some(row)
    }

    /// The name of a type, if it differs from the field's name because another object has the same name.
    fn type_name(&mut self, name: &str, parent: &str) -> Option<String> {
        // Nothing would be left of a name that isn't English.
        let is_english = wxmed_core::is_name(name);
        let name = if is_english { name } else { "field" };
        let plain = camel(name);
        let both = camel(&format!("{parent}_{name}"));
        let is_free = |name: &String| beside(name).iter().all(|taken| !self.types.contains(taken));
        let numbered = |number| format!("{both}{number}");
        let found = free([plain.clone(), both.clone()], numbered, &both, &mut self.numbers, is_free);
        self.types.extend(beside(&found));
        (found != plain || !is_english).then_some(found)
    }

    /// Adds a decision on the API name of a field whose wire name has no meaning in the API.
    fn english_name(&mut self, row: &Row) {
        let Some(api) = row.api.as_ref().filter(|_| !wxmed_core::is_name(&row.name)) else { return };
        let message = Bilingual::new(
            format!("“{}”不能作 API 中的名字，草稿写的是 {api}", row.name),
            format!("`{}` cannot be a name in the API, and the draft has `{api}`", row.name),
        );
        self.add_decision(DecisionKind::Spelling, row, message, Vec::new());
    }

    fn labels(&mut self, node: &Node, source_text: &SourceText, row: &mut Row) {
        if row.label.is_empty() {
            row.label = node.name.clone();
            let message = Bilingual::of(
                "来源没有给出标签，草稿用的是字段名",
                "no source has a label, and the draft has the name",
            );
            self.add_decision(DecisionKind::Label, row, message, vec![seen(node)]);
        }
        let labels = node.label.iter().chain(node.row.as_ref().and_then(|row| row.label.as_ref()));
        for label in labels.filter(|label| lexicon::tidy(&label.text) == row.label) {
            self.account.drafted(label, Key::Label);
        }
        let message = Bilingual::new(format!("{} 的英文", row.label), format!("{} in English", row.label));
        self.add_decision(DecisionKind::English, row, message, source_text.evidence.clone());
        self.remarks(node, source_text, row);
    }

    fn sensitive(&mut self, node: &Node, source_text: &SourceText, row: &mut Row) {
        if row.codes.is_some() {
            return;
        }
        // The inner fields of an object have their own decisions.
        let name = if row.is_object() { "" } else { &node.name };
        let values: Vec<&str> = node.values.iter().map(|value| value.text.as_str()).collect();
        let cells = source_text.evidence.iter().map(|cell| cell.text.as_str()).collect::<String>();
        let (whose, message) = persons::whose(&source_text.label, &cells, name, &values);
        row.whose = whose;
        if whose != Whose::Nobodys {
            let evidence =
                if source_text.evidence.is_empty() { vec![seen(node)] } else { source_text.evidence.clone() };
            self.add_decision(DecisionKind::Sensitive, row, message, evidence);
        }
    }

    /// Finds the fields that contain the length of a list.
    fn counts(&mut self, record: &Record, rows: &mut [Row]) {
        let mut lists: HashMap<&[usize], Vec<&Node>> = HashMap::new();
        for list in record.nodes.iter().filter(|node| !node.lengths.is_empty()) {
            lists.entry(&list.lengths).or_default().push(list);
        }
        for row in rows.iter_mut().filter(|row| !row.is_object() && !row.is_list && row.codes.is_none()) {
            let Some(node) = record.node(&row.name).filter(|_| lexicon::is_count(&row.label, &row.name)) else {
                continue;
            };
            let counted: Vec<usize> = node.values.iter().filter_map(|value| value.text.parse().ok()).collect();
            let Some(counts) = lists.get(counted.as_slice()) else { continue };
            let Some(list) = counts.first() else { continue };
            let mut evidence = vec![seen(node), seen(list)];
            if let [list] = counts.as_slice() {
                row.count_of = Some(list.name.clone());
                row.required = "Y";
                row.format = None;
                row.decimals = None;
                row.range = None;
                evidence.extend(node.row.iter().flat_map(table::Row::cells).map(quote));
                if types::whole_format(&row.ty).is_none() {
                    row.ty = "Uint32".to_owned();
                }
            } else {
                evidence.extend(counts.iter().skip(1).map(|list| seen(list)));
            }
            let message = Bilingual::new(
                format!("样例中等于 {} 的项数", list.name),
                format!("in the sample it is the length of `{}`", list.name),
            );
            let proposal = format!("count_of: {}", list.name);
            self.add_decision(DecisionKind::Count, row, message, evidence).proposal = Some(proposal);
        }
    }

    /// Reports the type that a table states for an object, in addition to its rows.
    fn object_type(&mut self, typed: &types::Typed, row: &Row) {
        if typed.is_object() || (typed.is_list() && typed.length.is_none()) {
            self.claim_types(typed);
        } else if typed.declared.is_some() || typed.length.is_some() {
            let message = Bilingual::of(
                "它有下级字段，表中的类型却不是这样说的",
                "it has fields of its own, and its type in the table says something else",
            );
            self.add_decision(DecisionKind::Contradiction, row, message, typed.quotes());
        }
    }

    fn left_out(&mut self, node: &Node, path: &str, message: Bilingual) {
        self.decisions.add(DecisionKind::LeftOut, path, message, vec![seen(node)]);
    }

    fn add_decision(
        &mut self,
        kind: DecisionKind,
        row: &Row,
        message: Bilingual,
        evidence: Vec<Evidence>,
    ) -> &mut Decision {
        self.decisions.add(kind, &row.path, message, evidence)
    }
}

/// The position of a field's name as evidence.
fn seen(node: &Node) -> Evidence {
    Evidence { span: node.span, text: node.name.clone() }
}

/// A text of a source as evidence.
fn quote(written: &Written) -> Evidence {
    Evidence { span: written.span, text: lexicon::tidy(&written.text) }
}
