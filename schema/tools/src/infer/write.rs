//! Writes a drafted spec as YAML, before formatting.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::decision::Decisions;
use super::fields::{CodeTable, Inferred, Row};
use super::merge::Merged;
use super::persons::Whose;
use super::{Decision, DecisionKind};
use wxmed_compiler::Sources;
use wxmed_compiler::casing::snake;
use wxmed_core::Bilingual;
use wxmed_core::schema::{Encoding, Items};

/// The head of a spec.
pub(super) struct Head<'a> {
    pub(super) name: &'a str,
    pub(super) section: &'a str,
    pub(super) sources: &'a Sources,
    pub(super) merged: &'a Merged,
    pub(super) inferred: &'a Inferred,
}

/// An example, and the rules that it violates.
pub(super) struct Example {
    pub(super) title: Bilingual,
    pub(super) json: String,
    pub(super) broken: Vec<String>,
}

/// The unique titles of the samples.
pub(super) fn titles(merged: &Merged) -> Vec<Bilingual> {
    let several = merged.data.len() > 1;
    let title = |number: usize| match several {
        true => Bilingual::new(format!("来源的示例 {number}"), format!("sample {number} of the sources")),
        false => Bilingual::of("来源的示例", "the source's sample"),
    };
    (1..=merged.data.len()).map(title).collect()
}

/// The text of the spec, which still has to be formatted.
pub(super) fn spec<'d>(head: &Head<'d>, examples: &[Example], decisions: &'d Decisions) -> String {
    let mut out = Out { text: String::new(), sources: head.sources, remarks: by_row(&head.inferred.rows, decisions) };
    out.pair(0, "content", head.name);
    if let Some(wrapper) = &head.merged.wrapper {
        out.pair(0, "wrapped_in", wrapper);
    }
    out.pair(0, "section", head.section);
    let last = head.name.rsplit('/').next().unwrap_or_default();
    out.bilingual(
        0,
        "title",
        &format!("{} 的 request_content", head.name),
        &format!("request_content of {last}, {}", head.name),
    );
    out.line(0, "provenance:");
    out.bilingual(1, "source", "医保局提供的资料。", "What the bureau hands out.");
    out.pair(1, "confidence", "medium");
    out.remarks(0, "");
    out.line(0, "fields:");
    head.inferred.rows.iter().for_each(|row| out.row(1, row));
    if !head.inferred.codes.is_empty() {
        out.line(0, "codes:");
        head.inferred.codes.iter().for_each(|table| out.codes(table, head.section));
    }
    if !examples.is_empty() {
        out.line(0, "examples:");
        examples.iter().for_each(|example| out.example(example));
    }
    out.text
}

struct Out<'d> {
    text: String,
    sources: &'d Sources,
    /// The decisions by the path of the row that they precede; an empty path if they precede all rows.
    remarks: BTreeMap<&'d str, Vec<&'d Decision>>,
}

/// Assigns each decision to its row, or to the beginning if there is no such row. Missing English labels need no
/// comment.
fn by_row<'d>(rows: &[Row], decisions: &'d Decisions) -> BTreeMap<&'d str, Vec<&'d Decision>> {
    let mut paths = BTreeSet::new();
    collect(rows, &mut paths);
    let mut remarks: BTreeMap<&str, Vec<&Decision>> = BTreeMap::new();
    for decision in decisions.iter().filter(|decision| decision.kind != DecisionKind::English) {
        let path = decision.path.as_str();
        // Decisions about the items of a list precede the list.
        let row = path.strip_suffix("[]").unwrap_or(path);
        remarks.entry(if paths.contains(row) { row } else { "" }).or_default().push(decision);
    }
    remarks
}

fn collect<'r>(rows: &'r [Row], paths: &mut BTreeSet<&'r str>) {
    for row in rows {
        paths.insert(&row.path);
        collect(&row.rows, paths);
    }
}

impl Out<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        let _ = writeln!(self.text, "{}{text}", "  ".repeat(depth));
    }

    fn pair(&mut self, depth: usize, key: &str, value: &str) {
        self.line(depth, &format!("{key}: {}", quoted(value)));
    }

    fn bilingual(&mut self, depth: usize, key: &str, zh: &str, en: &str) {
        self.line(depth, &format!("{key}: {{ zh: {}, en: {} }}", quoted(zh), quoted(en)));
    }

    /// Writes the decisions as comments.
    fn remarks(&mut self, depth: usize, path: &str) {
        let remark = |decision: &&Decision| {
            let proposal = decision.proposal.as_ref().map(|proposal| format!(": `{proposal}`")).unwrap_or_default();
            let is_elsewhere = path.is_empty() && !decision.path.is_empty();
            let path = if is_elsewhere { format!(" {}", decision.path) } else { String::new() };
            let basis = basis(decision, self.sources);
            let text = format!("# decide ({}){path}: {}{proposal}{basis}", decision.kind.name(), decision.message);
            text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>()
        };
        let remarks: Vec<String> = self.remarks.get(path).into_iter().flatten().map(remark).collect();
        remarks.iter().for_each(|remark| self.line(depth, remark.trim_end()));
    }

    fn row(&mut self, depth: usize, row: &Row) {
        self.remarks(depth, &row.path);
        self.line(depth, &format!("- name: {}", quoted(&row.name)));
        let depth = depth + 1;
        self.pair(depth, "label", &row.label);
        self.pair(depth, "type", if row.is_list { "list" } else { &row.ty });
        if row.is_list && !row.is_object() {
            match row.items {
                Items::Values => self.pair(depth, "of", &row.ty),
                Items::Lists => self.pair(depth, "of", &format!("list({})", row.ty)),
            }
        }
        self.pair(depth, "required", row.required);
        let optional = [
            ("min", row.min.map(|min| min.to_string())),
            ("max", row.max.map(|max| max.to_string())),
            ("count_of", row.count_of.clone()),
            ("format", row.format.map(|format| format.name().to_owned())),
            ("wire", (row.encoding != Encoding::Text).then(|| row.encoding.name().to_owned())),
            ("decimals", row.decimals.map(|decimals| decimals.to_string())),
            ("length", row.counts.map(str::to_owned)),
            ("codes", row.codes.clone()),
            ("sensitive", (row.whose == Whose::Persons).then(|| "yes".to_owned())),
            ("api", row.api.clone()),
            ("spelling", row.spelling.clone()),
        ];
        for (key, value) in optional {
            if let Some(value) = value {
                self.pair(depth, key, &value);
            }
        }
        if let Some((min, max)) = &row.range {
            let min = min.as_ref().map(|min| format!("min: {}, ", quoted(min))).unwrap_or_default();
            self.line(depth, &format!("range: {{ {min}max: {} }}", quoted(max)));
        }
        if row.is_object() {
            self.line(depth, "fields:");
            row.rows.iter().for_each(|inner| self.row(depth + 1, inner));
        }
    }

    fn codes(&mut self, table: &CodeTable, section: &str) {
        self.line(1, &format!("- name: {}", quoted(&table.name)));
        self.pair(2, "kind", "open");
        self.pair(2, "section", section);
        self.bilingual(2, "title", &table.title, &table.name.replace('_', " "));
        self.line(2, "values:");
        for (code, zh) in &table.values {
            let name = format!("code_{}", snake(code));
            let [code, name, zh] = [code, &name, zh].map(|text| quoted(text));
            self.line(3, &format!("- {{ code: {code}, name: {name}, zh: {zh}, en: {zh} }}"));
        }
    }

    fn example(&mut self, example: &Example) {
        self.line(1, &format!("- title: {{ zh: {}, en: {} }}", quoted(&example.title.zh), quoted(&example.title.en)));
        self.pair(2, "json", &example.json);
        if !example.broken.is_empty() {
            let broken: Vec<String> = example.broken.iter().map(|broken| quoted(broken)).collect();
            self.line(2, &format!("breaks: [{}]", broken.join(", ")));
        }
    }
}

/// The maximum length of a quote in a comment.
const LONGEST_QUOTE: usize = 40;

/// The evidence of a decision: the file, the line and the text of its first quote.
fn basis(decision: &Decision, sources: &Sources) -> String {
    let Some(first) = decision.evidence.first() else { return String::new() };
    let path = sources.file(first.span).map_or("", |file| file.path.as_str());
    let file = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let line = sources.position(first.span).line;
    let mut quote: String = first.text.chars().take(LONGEST_QUOTE).collect();
    if quote.len() < first.text.len() {
        quote.push('…');
    }
    let quote = if quote.is_empty() { quote } else { format!(" “{quote}”") };
    format!(" ({file}:{line}{quote})")
}

/// A quoted text that is valid in YAML and JSON.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
