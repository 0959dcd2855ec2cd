//! Finds rules in the prose of a document: `ghf+zjzj=ghhj`, `ssj 与 zsj 认为是 0`.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::LazyLock;

use regex_lite::Regex;

use super::decision::Decisions;
use super::merge::{Merged, Record, join};
use super::table::Written;
use super::{DecisionKind, Evidence, totals};
use wxmed_core::Bilingual;

static SUM: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let side = r"[A-Za-z_][A-Za-z0-9_]*(?:\s*[+*-]\s*[A-Za-z_][A-Za-z0-9_]*)*";
    Regex::new(&format!(r"({side})\s*=\s*({side})")).ok()
});
static CONSTANT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let name = r"[A-Za-z_][A-Za-z0-9_]*";
    let verb = r"(?:认为|均|都|须|必须|应|固定|默认|一律|填|等于|为|是|=|\s)+";
    Regex::new(&format!(r"({name}(?:\s*(?:与|和|及|、)\s*{name})*)\s*{verb}([0-9]+(?:\.[0-9]+)?)")).ok()
});

/// Proposes the rules that sentences state about the fields of one object.
pub(super) fn propose(merged: &Merged, decisions: &mut Decisions) {
    let mut seen = BTreeSet::new();
    let mut notes = Vec::new();
    remarks(&merged.record, &mut notes);
    let mut records = Records::new();
    collect(&merged.record, "", &mut records);
    for line in merged.prose.iter().chain(notes) {
        for check in stated(&line.text) {
            for (path, record) in homes(&records, &check) {
                if seen.insert((path.clone(), check.clone())) {
                    propose_one(&path, record, &check, line, decisions);
                }
            }
        }
    }
}

fn propose_one(path: &str, record: &Record, check: &str, line: &Written, decisions: &mut Decisions) {
    let message = match totals::holds(record, check) {
        Some(true) => Bilingual::of("来源这样说，样例也符合", "the source says so, and it holds in the samples"),
        Some(false) => {
            Bilingual::of("来源这样说，样例却不符合", "the source says so, and it does not hold in the samples")
        }
        None => Bilingual::of("来源这样说，样例无从检验", "the source says so, and the samples cannot tell"),
    };
    let evidence = vec![Evidence { span: line.span, text: line.text.clone() }];
    decisions.add(DecisionKind::Rule, path, message, evidence).proposal = Some(format!("check: {check}"));
}

/// Collects the remarks of tables and labels.
fn remarks<'r>(record: &'r Record, notes: &mut Vec<&'r Written>) {
    for node in &record.nodes {
        notes.extend(node.label.iter().chain(node.row.as_ref().and_then(|row| row.note.as_ref())));
        remarks(&node.record, notes);
    }
}

/// The checks that a sentence states.
fn stated(text: &str) -> Vec<String> {
    let text: String = text
        .chars()
        .filter(|c| !matches!(c, '*' | '$' | '`'))
        .map(|c| match c {
            '＋' => '+',
            '＝' => '=',
            '－' => '-',
            c => c,
        })
        .collect();
    let mut checks = Vec::new();
    for captures in SUM.iter().flat_map(|sum| sum.captures_iter(&text)) {
        if let (Some(left), Some(right)) = (captures.get(1), captures.get(2)) {
            checks.push(format!("{} = {}", spaced(left.as_str()), spaced(right.as_str())));
        }
    }
    for captures in CONSTANT.iter().flat_map(|constant| constant.captures_iter(&text)) {
        if let (Some(names), Some(value)) = (captures.get(1), captures.get(2)) {
            let (before, after) = (text.get(..names.start()), text.get(value.end()..));
            if is_condition(before.unwrap_or_default(), after.unwrap_or_default()) {
                continue;
            }
            let names = names.as_str().split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
            checks.extend(names.filter(|name| !name.is_empty()).map(|name| format!("{name} = {}", value.as_str())));
        }
    }
    checks
}

/// Whether an equation is a condition of another statement: `当 klx=3 时不填`.
fn is_condition(before: &str, after: &str) -> bool {
    let begins = ["当", "如", "若", "如果", "仅"].iter().any(|word| before.trim_end().ends_with(word));
    begins || after.trim_start().starts_with(['时', '则', '的', '者'])
}

fn spaced(side: &str) -> String {
    let side: String = side.chars().filter(|c| !c.is_whitespace()).collect();
    side.replace('+', " + ").replace('-', " - ")
}

/// The objects that have a field of each name, with their paths.
type Records<'r> = HashMap<&'r str, Vec<(Rc<str>, &'r Record)>>;

fn collect<'r>(record: &'r Record, path: &str, records: &mut Records<'r>) {
    let shared: Rc<str> = path.into();
    for node in &record.nodes {
        records.entry(&node.name).or_default().push((Rc::clone(&shared), record));
        let path = join(path, &node.name);
        collect(&node.record, &if node.is_list { format!("{path}[]") } else { path }, records);
    }
}

/// The objects that have all the fields of a check.
fn homes<'r>(records: &Records<'r>, check: &str) -> Vec<(String, &'r Record)> {
    let first = totals::names(check).next().and_then(|name| records.get(name));
    let has_all = |record: &Record| totals::names(check).all(|name| record.node(name).is_some());
    let homes = first.into_iter().flatten().filter(|(_, record)| has_all(record));
    homes.map(|(path, record)| (path.to_string(), *record)).collect()
}

#[cfg(test)]
mod tests {
    use super::stated;

    #[test]
    fn checks_are_found_in_sentences() {
        let text = "request_content 中金额单位为元，其中 ghf+zjzj=ghhj，由于是线上缴费 ssj 与 zsj 认为是 0";
        assert_eq!(stated(text), ["ghf + zjzj = ghhj", "ssj = 0", "zsj = 0"]);
        assert_eq!(
            stated("其中 $ghf+zjzj=ghhj$ ，**ssj** 与 **zsj** 认为是 0"),
            ["ghf + zjzj = ghhj", "ssj = 0", "zsj = 0"]
        );
        assert_eq!(stated("a ＝ b － c"), ["a = b - c"]);
        for text in ["合计为三项之和", "klx=3时不填", "当 klx 为 3 时必填", "klx 为 3 的，不填"] {
            assert!(stated(text).is_empty(), "{text}");
        }
    }
}
