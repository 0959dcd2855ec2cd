use rust_decimal::Decimal;

use super::markdown::{Page, anchor, code, codes, inline, stacked, text};
use super::{relations, resources, tables};
use wxmed_compiler::model::{
    Condition, Encoding, Field, Items, LengthUnit, Limits, Null, Record, Required, Role, StatedPresence,
};
use wxmed_core::{Format, Severity};

const HEAD: [&str; 5] = ["字段 Field", "名称 Label", "类型 Type", "必填 Required", "说明 Notes"];

/// The context of a record's rows.
#[derive(Clone, Copy)]
pub(super) struct Table<'a> {
    /// The section of the document that the page is about.
    pub(super) section: &'a str,
    /// Whether the fields are sent, so that the client fills some of them in.
    pub(super) sent: bool,
    /// The fields of the request, which a response can echo.
    pub(super) request: &'a Record,
}

/// Writes the tables of a record, one for each run of rows under the same conditions, then the constraints between the
/// rows, then the same for its objects.
pub(super) fn record(page: &mut Page, record: &Record, path: &str, table: Table<'_>) {
    let indices: Vec<usize> = (0..record.fields.len()).collect();
    let conditions = |index: usize| record.fields.get(index).map(|field| field.when.as_slice());
    for run in indices.chunk_by(|one, next| conditions(*one) == conditions(*next)) {
        if let Some(when @ [_, ..]) = run.first().and_then(|index| conditions(*index)) {
            page.heading(3, &condition(when, record));
        }
        let rows = run.iter().filter_map(|index| Some(row(record, *index, record.fields.get(*index)?, table)));
        page.table(HEAD, &rows.collect::<Vec<_>>());
    }
    relations::describe(page, record, path);
    for field in &record.fields {
        if let Some(inner) = &field.object {
            let path = if path.is_empty() { field.name.clone() } else { format!("{path}.{}", field.name) };
            let (path, what) = if field.list.is_some() {
                (format!("{path}[]"), "列表的每一项 Each item of")
            } else {
                (path, "对象 Object")
            };
            let when = match field.when.as_slice() {
                [] => String::new(),
                when => format!(" · {}", condition(when, record)),
            };
            page.heading(3, &format!("{what} {}{when}", code(&path)));
            let spelling = field.spelling.as_deref().unwrap_or_default();
            if !spelling.is_empty() {
                page.block(&format!("Rust 类型 Rust type: {}", code(spelling)));
            }
            self::record(page, inner, &path, table);
        }
    }
}

/// A description of the conditions, with the meaning of the tag's value.
fn condition(when: &[Condition], record: &Record) -> String {
    let parts = |is: &str, and: &str| {
        let one = |condition: &Condition| format!("{} {is} {}", code(&condition.field), code(&condition.value));
        when.iter().map(one).collect::<Vec<_>>().join(and)
    };
    let label = record.tag.as_ref().and_then(|tag| {
        let field = record.fields.get(tag.field)?;
        let value = &when.iter().find(|condition| condition.field == field.name)?.value;
        tag.cases.iter().find(|case| case.value == *value).map(|case| format!("：{}", inline(&case.label)))
    });
    format!("当 {} 时 When {}{}", parts("为", " 且 "), parts("is", " and "), label.unwrap_or_default())
}

fn row(record: &Record, index: usize, field: &Field, table: Table<'_>) -> [String; 5] {
    let notes = notes(record, index, field, table).join("<br>");
    [code(&field.name), stacked(&field.label), code(&field.notation), required(field, table), notes]
}

/// Whether the field is mandatory, and the document's cell if that differs.
fn required(field: &Field, table: Table<'_>) -> String {
    let is_filled = table.sent && field.role != Role::Value;
    let (holds, cell) = match field.presence {
        StatedPresence::Required | StatedPresence::Optional | StatedPresence::Chosen | StatedPresence::Present
            if is_filled =>
        {
            ("客户端填写 by the client", Required::Yes)
        }
        StatedPresence::Required => ("是 yes", Required::Yes),
        StatedPresence::Optional => ("否 no", Required::No),
        StatedPresence::Chosen => ("按所选的组 as its group says", Required::Blank),
        StatedPresence::Present => ("键必有，值可空 key yes, value may be empty", Required::Present),
    };
    let printed = match field.required {
        Required::Yes => "`Y`",
        Required::No => "`N`",
        Required::OneOfTwoAbove | Required::OneOfTwoBelow => "二选一 (one of two)",
        Required::Blank => "空白 (blank)",
        Required::Present => "",
    };
    if field.required == cell || printed.is_empty() {
        holds.to_owned()
    } else {
        format!("{holds}<br>文档 document: {printed}")
    }
}

fn limits(limits: &Limits) -> impl Iterator<Item = String> {
    let bound = |bound: Option<Decimal>| bound.map_or_else(|| "…".to_owned(), |bound| code(&bound.to_string()));
    let range = limits.range.map(|range| format!("范围 Range: {} – {}", bound(range.min), bound(range.max)));
    let decimals = limits.decimals.map(|most| format!("小数位至多 Decimal places, at most: {most}"));
    let scale = limits
        .scale
        .map(|scale| format!("恰好 {0} 位小数，不足补零 Written with {0} decimal places", scale.decimal_places()));
    let pattern = limits.pattern.as_ref().map(|pattern| format!("须符合 Pattern: {}", code(pattern.as_str())));
    let constant = limits.constant.as_ref().map(|constant| format!("固定为 Always: {}", code(constant)));
    [range, decimals, scale, pattern, constant].into_iter().flatten()
}

/// The parts of an identifier.
fn composed(record: &Record, field: &Field) -> Option<String> {
    let parts: Vec<String> = record.id_parts(field).iter().map(|part| code(part)).collect();
    (!parts.is_empty()).then(|| format!("由以下部分组成 Composed of: {}", parts.join(" + ")))
}

/// The number of items of a list and the fields in which they differ, or the list that a field counts.
fn several(record: &Record, field: &Field) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(list) = &field.list {
        let most = list.max.map_or_else(|| "…".to_owned(), |max| max.to_string());
        notes.push(format!("列表，项数 A list of {} – {most} items", list.min));
        if list.items == Items::Lists {
            notes.push("每一项又是列表 Each item is a list".to_owned());
        }
        let unique: Vec<String> = field.unique_names().into_iter().map(code).collect();
        if !unique.is_empty() {
            notes.push(format!("各项的 {0} 不同 No two items have the same {0}", unique.join(" + ")));
        }
    }
    notes.extend(composed(record, field));
    let counted = field.count_of.and_then(|index| record.fields.get(index));
    notes.extend(counted.map(|list| {
        format!("为 {0} 的项数，自动填写 The number of items in {0}, filled in by the builder", code(&list.name))
    }));
    notes
}

fn notes(record: &Record, index: usize, field: &Field, table: Table<'_>) -> Vec<String> {
    let mut notes: Vec<String> = field.note.iter().map(stacked).collect();
    if field.format != Format::Text {
        notes.push(format!("格式 Format: {}", inline(&field.format.demands())));
    }
    match field.encoding {
        Encoding::Text => {}
        Encoding::Number => notes.push("JSON 中是数字 A number in JSON".to_owned()),
        Encoding::Boolean => notes.push("JSON 中是 true 或 false True or false in JSON".to_owned()),
        Encoding::JsonText => {
            notes.push("JSON 中是一个字符串，其中又是 JSON A string in JSON that holds JSON itself".to_owned())
        }
    }
    notes.extend(field.default.iter().map(|default| format!("默认值 Default: {}", code(default))));
    notes.extend(limits(&field.limits));
    notes.extend(several(record, field));
    if let Some(codes) = &field.codes {
        notes.push(format!("代码表 Codes: [{}](#{})", text(&codes.name), anchor(&codes.name)));
    }
    if field.max_len().is_some() {
        match field.length {
            LengthUnit::Bytes => notes.push("长度按字节 The length is in bytes of UTF-8".to_owned()),
            LengthUnit::Characters => notes.push("长度按字符 The length is in characters".to_owned()),
            LengthUnit::Uncertain => {}
        }
    }
    let wanting = record.needs.iter().filter(|needs| needs.needs == index);
    let wanting = wanting.filter_map(|needs| record.fields.get(needs.given)).map(|given| given.name.as_str());
    let wanting = codes(wanting);
    if !wanting.is_empty() {
        notes.push(format!("填了 {wanting} 就必填 Mandatory if {wanting} is given"));
    }
    if field.null == Null::Kept {
        notes.push("`null` 保留并发送 `null` is kept and sent".to_owned());
    }
    if field.sensitive {
        notes.push("敏感：日志中隐去 Sensitive: never shown in logs".to_owned());
    }
    for alias in &field.aliases {
        let (name, section) = (code(&alias.name), text(&alias.section));
        notes.push(match section.as_str() {
            "" => format!("也读作 Also read as {name}"),
            section => format!("{section} 写作 {name} Printed as {name} in {section}"),
        });
    }
    notes.extend(resources::value_source(&field.value_source, table.request));
    if let Some(api) = &field.api {
        notes.push(format!("Rust 名称 Rust name: {}", code(api)));
    }
    notes.extend(tables::versions(&field.versions));
    notes.extend(field.provenance.as_ref().map(tables::provenance));
    if field.severity == Severity::Warning {
        notes.push("不符只给警告 Other values are only warned of".to_owned());
    }
    if !field.section.is_empty() && field.section != table.section {
        notes.push(format!("文档章节 Section {}", text(&field.section)));
    }
    notes
}
