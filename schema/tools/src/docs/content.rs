use super::markdown::{Page, code, inline, stacked, text};
use super::{fields, relations, tables};
use wxmed_compiler::model::{Content, Model};
use wxmed_core::Format;

pub(super) fn page(content: &Content, model: &Model) -> String {
    let mut page = Page::default();
    let mut facts = vec![code(&content.name)];
    if !content.section.is_empty() {
        facts.push(format!("文档章节 Section {}", text(&content.section)));
    }
    facts.push(format!("Rust 类型 Rust type {}", code(&content.spelling)));
    tables::opening(&mut page, &content.title, &facts, None);
    if let Some(provenance) = &content.provenance {
        let (source, confidence) = (inline(&provenance.source), inline(&tables::confidence(provenance.confidence)));
        page.list(&[format!("来源 Source: {source}"), format!("把握 Confidence: {confidence}")]);
    }
    page.list(&tables::versions(&content.versions).collect::<Vec<_>>());
    if content.received {
        page.block("由应答带回，不发送。 Comes back in a response, and is never sent.");
    }
    page.heading(2, "字段 Fields");
    if let Some(key) = &content.wrapped_in {
        let key = code(key);
        page.block(&format!("全部字段都在最外层的 {key} 之中。 All fields are inside the outermost key {key}."));
    }
    fields::record(
        &mut page,
        &content.record,
        "",
        fields::Table { section: &content.section, sent: !content.received, request: &content.record },
    );
    bindings(&mut page, content);
    tables::used_codes(&mut page, &[&content.record], &content.codes);
    tables::errata_of(&mut page, model, std::slice::from_ref(&content.name));
    tables::examples(&mut page, &content.examples);
    page.finish()
}

/// Writes the bindings of a content to its request.
fn bindings(page: &mut Page, content: &Content) {
    if content.bindings.is_empty() {
        return;
    }
    page.heading(2, "与外层请求的对应 Bindings");
    page.block("`outer.` 之后是承载本内容的请求的字段。 What stands behind `outer.` is a field of the request that carries it.");
    relations::stated(page, &content.bindings);
    let rows = content.outer.fields.iter().map(|row| {
        let demands = if row.format == Format::Text { String::new() } else { inline(&row.format.demands()) };
        [code(&row.name), stacked(&row.label), code(&row.notation), demands]
    });
    page.table(["外层字段 Outer field", "名称 Label", "类型 Type", "格式 Format"], &rows.collect::<Vec<_>>());
}
