use super::markdown::{Page, code, inline, text};
use super::{fields, tables};
use crate::model::{Content, Model};

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
    page.heading(2, "字段 Fields");
    if let Some(key) = &content.wrapped_in {
        let key = code(key);
        page.block(&format!("全部字段都在最外层的 {key} 之中。 All fields are inside the outermost key {key}."));
    }
    fields::record(
        &mut page,
        &content.record,
        "",
        fields::Table { section: &content.section, sent: true, request: &content.record },
    );
    tables::used_codes(&mut page, &[&content.record], &content.codes);
    tables::errata_of(&mut page, model, std::slice::from_ref(&content.name));
    tables::examples(&mut page, &content.examples);
    page.finish()
}
