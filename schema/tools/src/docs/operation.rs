use super::markdown::{Page, code, codes, text};
use super::{ERRORS, fields, resources, tables, templates};
use wxmed_compiler::model::{Model, Operation, ResponseSigning, Retry};

pub(super) fn page(operation: &Operation, model: &Model) -> String {
    let mut page = Page::default();
    let mut facts = vec![code(&operation.name), code(&format!("POST {}", operation.path))];
    if !operation.section.is_empty() {
        facts.push(format!("文档章节 Section {}", text(&operation.section)));
    }
    facts.push(format!("Rust 类型 Rust type {}", code(&operation.spelling)));
    tables::opening(&mut page, &operation.title, &facts, operation.about.as_ref());
    behaviour(&mut page, operation);
    page.heading(2, "请求参数 Request");
    let table = fields::Table { section: &operation.section, sent: true, request: &operation.request };
    fields::record(&mut page, &operation.request, "", table);
    page.heading(2, "签名顺序 Signing order");
    page.block("按此顺序以 `名=值` 相连，空值跳过，未列出的字段按字节序插入，末尾接 `&key=密钥`。");
    page.block(
        "Joined in this order as `name=value`, empty values left out, fields that are not listed at their place in byte order, then `&key=` and the key.",
    );
    page.block(&codes(operation.sign_order()));
    page.heading(2, "返回参数 Response");
    fields::record(&mut page, &operation.response, "", fields::Table { sent: false, ..table });
    if !operation.errors.is_empty() || !model.errors.is_empty() {
        page.heading(2, "业务错误 Business errors");
        tables::errors(&mut page, &operation.errors, &operation.request);
        if !model.errors.is_empty() {
            let up = "../".repeat(operation.name.matches('/').count());
            page.block(&format!("另见 See also [错误与处理 Errors and remedies]({up}{ERRORS}.md)"));
        }
    }
    tables::used_codes(&mut page, &[&operation.request, &operation.response], &operation.codes);
    for set in model.templates.iter().filter(|set| set.operation == operation.name) {
        templates::describe(&mut page, set);
    }
    let sets = model.templates.iter().filter(|set| set.operation == operation.name);
    let mut targets: Vec<String> = sets.map(|set| format!("templates/{}", set.name)).collect();
    targets.push(operation.name.clone());
    tables::errata_of(&mut page, model, &targets);
    tables::examples(&mut page, &operation.examples);
    page.finish()
}

fn behaviour(page: &mut Page, operation: &Operation) {
    let versions = tables::stated_versions(&operation.versions);
    let retry = match operation.retry {
        Retry::Safe => "只是查询，无应答时可以重发 a lookup: may be sent again if no response was received",
        Retry::Never => "无应答时结果不明，不可重发 not if no response was received: the outcome is unknown",
    };
    let signing = match operation.response_signing {
        ResponseSigning::Signed => "有签名，须验证 signed, and verified",
        ResponseSigning::Unsigned => "文档未列签名 unsigned by specification",
    };
    let needs = operation.needs.iter().map(|need| resources::need(need, &operation.request));
    let creates =
        operation.creates.iter().map(|creation| resources::creation(creation, &operation.request, &operation.response));
    let provenance = operation.provenance.as_ref().map(tables::provenance);
    let provenance = provenance.unwrap_or_else(|| "文档 the document".to_owned());
    let row = |what: &str, value: String| [what.to_owned(), if value.is_empty() { "—".to_owned() } else { value }];
    page.table(
        ["", "行为 Behaviour"],
        &[
            row("版本 Versions", versions),
            row("来源 Provenance", provenance),
            row("重发 Retry", retry.to_owned()),
            row("应答 Answer", signing.to_owned()),
            row("前提 Needs", needs.collect::<Vec<_>>().join("<br>")),
            row("结果 Brings about", creates.collect::<Vec<_>>().join("<br>")),
        ],
    );
}
