use super::markdown::{Page, code, codes, inline, stacked};
use wxmed_compiler::model::{Choice, Demand, Group, Record, StatedRule, Written};
use wxmed_core::{GroupKind, Severity};

/// Describes the constraints between the rows of a record.
pub(super) fn describe(page: &mut Page, record: &Record, path: &str) {
    let Record { choices, needs, demands, groups, tag, rules, .. } = record;
    let has_no_constraints = choices.is_empty() && needs.is_empty() && demands.is_empty() && groups.is_empty();
    if has_no_constraints && tag.is_none() && rules.is_empty() {
        return;
    }
    let of = if path.is_empty() { String::new() } else { format!(" {}", code(path)) };
    page.heading(3, &format!("字段之间 Between the fields{of}"));
    for choice in &record.choices {
        describe_choice(page, record, choice);
    }
    let needs = record.needs.iter().filter_map(|needs| {
        let (given, needed) = (record.fields.get(needs.given)?, record.fields.get(needs.needs)?);
        let (given, needed) = (code(&given.name), code(&needed.name));
        Some(format!("填了 {given} 就必须填 {needed}。 {needed} is mandatory if {given} is given."))
    });
    page.list(&needs.collect::<Vec<_>>());
    page.list(&record.demands.iter().map(|demand| describe_demand(record, demand)).collect::<Vec<_>>());
    page.list(&record.groups.iter().map(|group| describe_group(record, group)).collect::<Vec<_>>());
    describe_tag(page, record);
    stated(page, &record.rules);
}

/// Stated rules, in a table.
pub(super) fn stated(page: &mut Page, rules: &[Written<StatedRule>]) {
    let rules = rules.iter().map(|rule| {
        let severity = match rule.severity {
            Severity::Error => "错误 error",
            Severity::Warning => "警告 warning",
        };
        [code(&rule.id), code(&rule.text), stacked(&rule.message), severity.to_owned()]
    });
    page.table(["规则 Rule", "内容 States", "说明 Says", "级别 Severity"], &rules.collect::<Vec<_>>());
}

fn names<'a>(record: &'a Record, indices: &'a [impl Copy + Into<usize>]) -> impl Iterator<Item = &'a str> {
    indices.iter().filter_map(|index| record.fields.get((*index).into())).map(|field| field.name.as_str())
}

fn describe_choice(page: &mut Page, record: &Record, choice: &Choice) {
    let part =
        choice.part.as_ref().map_or_else(String::new, |part| format!("，Rust 类型 Rust type {}", code(&part.spelling)));
    let demand = "以下各组须且只能填一组。 Exactly one of these groups is given.";
    page.block(&format!("**{}** ({}{part}): {demand}", inline(&choice.title), code(&choice.name)));
    let rows = choice.alternatives.iter().map(|group| {
        let members = |wanted: bool| {
            let members = group.fields.iter().zip(&group.mandatory).filter(move |(_, mandatory)| **mandatory == wanted);
            codes(members.filter_map(|(index, _)| record.fields.get(*index)).map(|field| field.name.as_str()))
        };
        let about = group.about.as_ref().map_or_else(String::new, stacked);
        [code(&group.name), members(true), members(false), about]
    });
    let head = ["组 Group", "必填 Mandatory", "可选 Optional", "说明 Meaning"];
    page.table(head, &rows.collect::<Vec<_>>());
    let default = choice.alternatives.iter().zip(choice.own_members()).find(|(_, own)| own.is_empty());
    if let Some((default, _)) = default {
        let (name, rest) = (code(&default.name), codes(names(record, &choice.distinguishing())));
        page.block(&format!("{rest} 都不填时即为 {name}。 Without {rest} it is {name}."));
    }
}

fn describe_demand(record: &Record, demand: &Written<Demand>) -> String {
    let when = code(&demand.text);
    let mut parts = Vec::new();
    if !demand.needs.is_empty() {
        let needs = codes(names(record, &demand.needs));
        parts.push(format!("当 {when} 时必填 {needs}。 When {when}, {needs} must be given."));
    }
    if !demand.absent.is_empty() {
        let absent = codes(names(record, &demand.absent));
        parts.push(format!("当 {when} 时不填 {absent}。 When {when}, {absent} must be left out."));
    }
    parts.join(" ")
}

fn describe_group(record: &Record, group: &Group) -> String {
    let of = codes(names(record, &group.fields));
    match group.kind {
        GroupKind::AtMostOne => format!("至多填其中之一 At most one of: {of}"),
        GroupKind::AtLeastOne => format!("至少填其中之一 At least one of: {of}"),
        GroupKind::AllOrNone => format!("全填或全不填 All or none of: {of}"),
    }
}

fn describe_tag(page: &mut Page, record: &Record) {
    let Some(tag) = &record.tag else { return };
    let field = record.fields.get(tag.field).map(|field| code(&field.name)).unwrap_or_default();
    page.block(&format!(
        "**{field}** ({}): 其值决定有哪些字段，其余各组的字段不可填。 Its value decides which of these fields there are; those of the other groups must be left out.",
        code(&tag.name)
    ));
    let rows = tag
        .cases
        .iter()
        .map(|case| [code(&case.value), code(&case.name), stacked(&case.label), codes(names(record, &case.fields))]);
    page.table(["值 Value", "Rust", "含义 Meaning", "字段 Fields"], &rows.collect::<Vec<_>>());
    if record.has_open_tag() {
        page.block("代码表之外的值照收照发，随之而来的字段按未知的键保留。 A value that the code table does not list is kept and sent, and the fields that come with it are kept as unknown keys.");
    }
}
