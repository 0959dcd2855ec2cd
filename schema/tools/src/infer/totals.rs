//! Finds sums in the amounts of samples.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use super::decision::Decisions;
use super::merge::{Merged, Node, Record, join};
use super::{DecisionKind, Evidence, label, lexicon};
use wxmed_core::Bilingual;

/// The maximum number of amounts: more have so many sums that one of them matches by chance.
const MOST_PARTS: usize = 8;

/// Whether a check holds in all objects of the samples; `None` if it can't be evaluated.
pub(super) fn holds(record: &Record, check: &str) -> Option<bool> {
    let (left, right) = check.split_once(" = ")?;
    let objects = record.objects.len();
    let amounts: HashMap<&str, Option<Vec<Decimal>>> = names(check)
        .filter_map(|name| record.node(name))
        .map(|node| (node.name.as_str(), amounts(node, record)))
        .collect();
    let mut known = true;
    let mut all = objects > 0;
    for object in 0..objects {
        match (side(&amounts, left, object), side(&amounts, right, object)) {
            (Some(left), Some(right)) => all &= left == right,
            _ => known = false,
        }
    }
    (known && objects > 0).then_some(all)
}

/// The names in a check.
pub(super) fn names(check: &str) -> impl Iterator<Item = &str> {
    let tokens = check.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_'));
    tokens.filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_'))
}

/// Evaluates one side of a check, which consists of sums and differences.
fn side(amounts: &HashMap<&str, Option<Vec<Decimal>>>, text: &str, object: usize) -> Option<Decimal> {
    let mut sum = Decimal::ZERO;
    let mut is_minus = false;
    for word in text.split(' ') {
        let amount = match word {
            "+" => continue,
            "-" => {
                is_minus = true;
                continue;
            }
            name => match amounts.get(name) {
                Some(amounts) => *amounts.as_ref()?.get(object)?,
                None => Decimal::from_str_exact(name).ok()?,
            },
        };
        sum = if std::mem::take(&mut is_minus) { sum.checked_sub(amount)? } else { sum.checked_add(amount)? };
    }
    Some(sum)
}

/// The amounts of a field, one for each object.
fn amounts(node: &Node, record: &Record) -> Option<Vec<Decimal>> {
    let is_each = node.values.len() == record.objects.len() && !node.is_list && !node.values.is_empty();
    let amounts = node.values.iter().map(|value| Decimal::from_str_exact(&value.text).ok());
    amounts.collect::<Option<Vec<_>>>().filter(|_| is_each)
}

/// Proposes rules for sums that hold in the samples, if there is only one for a total.
pub(super) fn propose(merged: &Merged, decisions: &mut Decisions) {
    record(&merged.record, "", decisions);
}

fn record(fields: &Record, path: &str, decisions: &mut Decisions) {
    let candidates = candidates(fields);
    let proposals = decisions.about(path).filter_map(|decision| decision.proposal.as_deref()?.strip_prefix("check: "));
    let mut named: HashSet<String> = proposals.flat_map(names).map(str::to_owned).collect();
    // Other names need backticks in a rule, so a person must write it.
    let is_total = |node: &&Node| lexicon::is_total(&label_of(node)) && lexicon::is_name(&node.name);
    for total in fields.nodes.iter().filter(is_total) {
        let Some(sums) = amounts(total, fields).filter(|sums| sums.iter().any(|sum| !sum.is_zero())) else { continue };
        if named.contains(&total.name) {
            continue;
        }
        let mut checks = parts(total, &sums, &candidates);
        checks.extend(lists(total, &sums, &candidates));
        if let [check] = checks.as_slice() {
            let message = Bilingual::of("样例中成立", "it holds in the samples");
            let evidence = total.values.iter().take(1).map(|value| Evidence { span: value.span, text: String::new() });
            named.extend(names(check).map(str::to_owned));
            decisions.add(DecisionKind::Rule, path, message, evidence.collect()).proposal =
                Some(format!("check: {check}"));
        }
    }
    for node in &fields.nodes {
        let path = join(path, &node.name);
        record(&node.record, &if node.is_list { format!("{path}[]") } else { path }, decisions);
    }
}

fn label_of(node: &Node) -> String {
    let label = node.label.as_ref().or_else(|| node.row.as_ref().and_then(|row| row.label.as_ref()));
    label.map(|label| label::parse(&label.text).label).unwrap_or_default()
}

/// The possible summands of totals.
struct Candidates<'r> {
    /// The amounts of an object that are not all zero.
    amounts: Vec<(&'r Node, Vec<Decimal>)>,
    /// The sums of the amounts in the items of each list.
    lists: Vec<(&'r Node, &'r Node, Decimal)>,
}

fn candidates(fields: &Record) -> Candidates<'_> {
    let is_amount = |node: &Node| lexicon::is_amount(&label_of(node)) && lexicon::is_name(&node.name);
    let of = |fields: &Record, node: &Node| amounts(node, fields).filter(|_| is_amount(node));
    let is_some = |amounts: &Vec<Decimal>| amounts.iter().any(|amount| !amount.is_zero());
    let found = fields.nodes.iter().filter_map(|node| Some((node, of(fields, node).filter(is_some)?)));
    let is_list = |node: &&Node| node.is_list && node.lengths.len() == 1 && lexicon::is_name(&node.name);
    let lists = fields.nodes.iter().filter(is_list);
    let items = lists.flat_map(|list| list.record.nodes.iter().map(move |item| (list, item)));
    let sums = items.filter_map(|(list, item)| Some((list, item, of(&list.record, item)?.iter().sum())));
    Candidates { amounts: found.collect(), lists: sums.collect() }
}

/// The sums of two or more amounts that equal a total in the same object.
fn parts(total: &Node, sums: &[Decimal], candidates: &Candidates<'_>) -> Vec<String> {
    if candidates.amounts.len() > MOST_PARTS + 1 {
        return Vec::new();
    }
    let parts: Vec<&(&Node, Vec<Decimal>)> =
        candidates.amounts.iter().filter(|(node, _)| node.name != total.name).collect();
    if parts.len() > MOST_PARTS {
        return Vec::new();
    }
    let mut checks = Vec::new();
    for choice in 0_u32..1 << parts.len() {
        let chosen: Vec<&(&Node, Vec<Decimal>)> =
            parts.iter().enumerate().filter(|(index, _)| choice & (1 << index) != 0).map(|(_, part)| *part).collect();
        let is_sum = |object: usize| {
            let amounts = chosen.iter().map(|(_, amounts)| amounts.get(object).copied().unwrap_or_default());
            amounts.sum::<Decimal>()
        };
        if chosen.len() > 1 && sums.iter().enumerate().all(|(object, sum)| is_sum(object) == *sum) {
            let names: Vec<&str> = chosen.iter().map(|(node, _)| node.name.as_str()).collect();
            checks.push(format!("{} = {}", names.join(" + "), total.name));
        }
    }
    checks
}

/// The lists whose items add up to a total, if there is only one object.
fn lists(total: &Node, sums: &[Decimal], candidates: &Candidates<'_>) -> Vec<String> {
    let [sum] = sums else { return Vec::new() };
    let equal = candidates.lists.iter().filter(|(.., items)| items == sum);
    equal.map(|(list, item, _)| format!("sum({}.{}) = {}", list.name, item.name, total.name)).collect()
}
