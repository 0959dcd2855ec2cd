use std::sync::Arc;

use super::markdown::{Page, anchor, code, inline, stacked, start_of_line, text};
use super::resources;
use wxmed_compiler::model::{
    CodeMatch, CodeTable, Confidence, DocumentedError, Erratum, ErratumState, Example, ExampleValue, Exhaustiveness,
    Model, Outcome, Provenance, Record, RetryAdvice, Versions,
};
use wxmed_core::{Bilingual, Json};

pub(super) fn codes_page(model: &Model) -> String {
    let mut page = Page::default();
    page.heading(1, "代码表 Code tables");
    for table in &model.codes {
        codes(&mut page, 2, table);
    }
    page.finish()
}

pub(super) fn errors_page(model: &Model) -> String {
    let mut page = Page::default();
    page.heading(1, "错误与处理 Errors and remedies");
    page.block(
        "按收到的字段查找：`err_code` 见各接口的业务错误与网关返回码，`errcode` 见网关返回码（获取 access_token 时见最后一节），`return_msg` 见其文字。未列出的错误码：不确定是否已执行，请联系微信支付客服并提供 `rid`。",
    );
    page.block(
        "Look up the field that you received: `err_code` under the business errors of the operation and the gateway's codes, `errcode` under the gateway's codes (from a token endpoint, in the last section), `return_msg` under its texts. For a code that is not listed, it is unknown whether the request was executed: ask WeChat Pay, and give the `rid`.",
    );
    for operation in model.operations.iter().filter(|operation| !operation.errors.is_empty()) {
        page.heading(2, &format!("{} 的业务错误 Business errors of {0}", code(&operation.name)));
        errors(&mut page, &operation.errors, &operation.request);
    }
    for table in &model.errors {
        page.heading(2, &inline(&table.title));
        page.block(&format!("{} · Rust 类型 Rust type {}", code(&table.name), code(&table.spelling)));
        page.list(&table.provenance.iter().map(provenance).collect::<Vec<_>>());
        errors(&mut page, &table.errors, &Record::default());
    }
    page.finish()
}

pub(super) fn errata_page(model: &Model) -> String {
    let mut page = Page::default();
    page.heading(1, "勘误 Errata");
    errata(&mut page, 2, model.errata.iter());
    page.finish()
}

/// The code tables that the fields of these records use, in the order of first use, and unused ones of `own`.
pub(super) fn used_codes(page: &mut Page, records: &[&Record], own: &[Arc<CodeTable>]) {
    let mut tables: Vec<&CodeTable> = Vec::new();
    for record in records {
        collect(record, &mut tables);
    }
    for table in own {
        add(table, &mut tables);
    }
    if !tables.is_empty() {
        page.heading(2, "代码表 Code tables");
    }
    for table in tables {
        codes(page, 3, table);
    }
}

fn collect<'a>(record: &'a Record, tables: &mut Vec<&'a CodeTable>) {
    for field in &record.fields {
        if let Some(table) = &field.codes {
            add(table, tables);
        }
        if let Some(inner) = &field.object {
            collect(inner, tables);
        }
    }
}

fn add<'a>(table: &'a CodeTable, tables: &mut Vec<&'a CodeTable>) {
    if !tables.iter().any(|known| known.name == table.name) {
        tables.push(table);
    }
}

fn codes(page: &mut Page, level: usize, table: &CodeTable) {
    page.block(&format!("<a id=\"{}\"></a>", anchor(&table.name)));
    page.heading(level, &inline(&table.title));
    let kind = match table.openness {
        Exhaustiveness::Closed => "封闭：只有这些值 closed: no other values",
        Exhaustiveness::Open => "开放：可能有别的值，照收照发 open: other values are sent and kept",
    };
    let section = if table.section.is_empty() {
        String::new()
    } else {
        format!(" · 文档章节 Section {}", text(&table.section))
    };
    page.block(&format!("{} · Rust 类型 Rust type {}{section} · {kind}", code(&table.name), code(&table.spelling)));
    page.list(&table.provenance.iter().map(provenance).collect::<Vec<_>>());
    let rows = table.values.iter().map(|value| {
        let known = versions(&value.versions).chain(value.provenance.as_ref().map(provenance));
        let known: String = known.map(|known| format!("<br>{known}")).collect();
        [code(&value.code), stacked(&value.label) + &known, code(&value.name)]
    });
    page.table(["值 Value", "含义 Meaning", "Rust"], &rows.collect::<Vec<_>>());
}

/// The versions of the document that contain an item, and its replacement.
pub(super) fn versions(versions: &Versions) -> impl Iterator<Item = String> {
    let Versions { since, until, deprecated } = versions;
    let since = since.as_ref().map(|since| format!("自 Since {}", text(since)));
    let until = until.as_ref().map(|until| format!("至 Until {}", text(until)));
    let instead = deprecated.as_ref().map(|instead| format!("不应再使用 Deprecated: {}", inline(instead)));
    [since, until, instead].into_iter().flatten()
}

/// The versions as one text, including the case that none are stated.
pub(super) fn stated_versions(stated: &Versions) -> String {
    let versions = versions(stated).collect::<Vec<_>>().join("<br>");
    if versions.is_empty() { "文档未写 not stated".to_owned() } else { versions }
}

/// Errors, each with its cause in the operation with this request.
pub(super) fn errors(page: &mut Page, errors: &[DocumentedError], request: &Record) {
    let rows = errors.iter().map(|error| {
        let done = match error.outcome {
            Outcome::NothingDone => "未执行 no",
            Outcome::Unknown => "不确定 unknown",
        };
        let again = match (error.refreshes_token, error.retry, error.outcome) {
            (true, RetryAdvice::AfterFix | RetryAdvice::Later, _) => "换新 access_token 后 with a new access token",
            (false, RetryAdvice::AfterFix, _) => "按处理办法 see the remedy",
            (false, RetryAdvice::Later, Outcome::NothingDone) => "稍后 later",
            (false, RetryAdvice::Later, Outcome::Unknown) => {
                "查询：稍后；其他：先确认没有执行 lookups later; others once it is sure that nothing was done"
            }
        };
        let matching = match error.matching {
            CodeMatch::Whole => "",
            CodeMatch::Beginning => "<br>信息的开头 The beginning of the message",
            CodeMatch::AfterName => {
                "<br>信息的开头，或紧跟字段名之后 The beginning of the message, or behind the name of a field"
            }
        };
        let when = error.when.and_then(|cause| resources::cause(cause, request));
        let when = when.map_or_else(String::new, |when| format!("<br>{when}"));
        let known = error.provenance.as_ref().map_or_else(String::new, |known| format!("<br>{}", provenance(known)));
        let (meaning, remedy) = (stacked(&error.meaning) + &when + &known, stacked(&error.remedy));
        [code(&error.code) + matching, meaning, done.to_owned(), again.to_owned(), remedy, code(&error.name)]
    });
    let head = ["代码 Code", "含义 Meaning", "是否已执行 Executed", "重发 Send again", "处理 Remedy", "Rust"];
    page.table(head, &rows.collect::<Vec<_>>());
}

/// The errata about any of these specs.
pub(super) fn errata_of(page: &mut Page, model: &Model, specs: &[String]) {
    let about = |erratum: &&Erratum| specs.iter().any(|spec| erratum.touches(spec));
    let mut errata = model.errata.iter().filter(about).peekable();
    if errata.peek().is_some() {
        page.heading(2, "勘误 Errata");
        self::errata(page, 3, errata);
    }
}

fn errata<'a>(page: &mut Page, level: usize, errata: impl Iterator<Item = &'a Erratum>) {
    for erratum in errata {
        page.heading(level, &code(&erratum.id));
        let (confidence, state) = (confidence(erratum.confidence), state(erratum.state));
        let mut items = vec![format!("对象 Target: {}", code(&erratum.target))];
        items.extend(erratum.change.iter().map(|change| format!("更改 Change: {}", code(change))));
        items.push(format!("把握 Confidence: {}", inline(&confidence)));
        items.push(format!("状态 State: {}", inline(&state)));
        items.push(format!("原因 Why: {}", stacked(&erratum.why)));
        items.push(format!("依据 Evidence: {}", stacked(&erratum.evidence)));
        page.list(&items);
    }
}

/// The confidence and the source of an item.
pub(super) fn provenance(provenance: &Provenance) -> String {
    let (sure, source) = (confidence(provenance.confidence), inline(&provenance.source));
    format!("把握 Confidence: {} · {source}", inline(&sure))
}

pub(super) fn confidence(confidence: Confidence) -> Bilingual {
    match confidence {
        Confidence::Low => Bilingual::of("低（推断）", "low (inferred)"),
        Confidence::Medium => Bilingual::of("中（一处可靠来源）", "medium (one good source)"),
        Confidence::High => Bilingual::of("高（已验算，或多处所见）", "high (computed, or seen in several places)"),
    }
}

fn state(state: ErratumState) -> Bilingual {
    match state {
        ErratumState::Applied => Bilingual::of("已应用", "applied"),
        ErratumState::Off => Bilingual::of("未启用", "off"),
        ErratumState::Remark => Bilingual::of("仅提示", "a remark only"),
    }
}

pub(super) fn examples(page: &mut Page, examples: &[Example]) {
    if !examples.is_empty() {
        page.heading(2, "示例 Examples");
    }
    for example in examples {
        page.heading(3, &inline(&example.title));
        page.code_block("json", &json(&example.value));
        if !example.outer.is_empty() {
            page.block("外层请求 The request that carries it:");
            page.code_block("json", &names_and_texts(&example.outer));
        }
        if example.breaks.is_empty() {
            page.block("有效。 Valid.");
        } else {
            page.block("须报告这些违规 These violations must be reported:");
            page.list(&example.breaks.iter().map(|line| code(line)).collect::<Vec<_>>());
        }
    }
}

fn json(value: &ExampleValue) -> String {
    match value {
        ExampleValue::Fields(fields) => names_and_texts(fields),
        ExampleValue::Json(text) => Json::parse(text).map_or_else(|_| text.clone(), |json| format!("{json:#}")),
    }
}

fn names_and_texts(fields: &[(String, String)]) -> String {
    let entries = fields.iter().map(|(name, text)| (name.clone(), Json::Text(text.clone())));
    format!("{:#}", Json::Object(entries.collect()))
}

/// The title of a page, its facts on one line, and its introduction.
pub(super) fn opening(page: &mut Page, title: &Bilingual, facts: &[String], about: Option<&Bilingual>) {
    page.heading(1, &start_of_line(&inline(title)));
    page.block(&facts.join(" · "));
    if let Some(about) = about {
        page.paragraphs(about);
    }
}
