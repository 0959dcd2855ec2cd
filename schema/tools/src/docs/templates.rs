use super::markdown::{Page, code, stacked, text};
use wxmed_compiler::model::{FilledBy, TemplateSet};

pub(super) fn describe(page: &mut Page, set: &TemplateSet) {
    page.heading(2, "消息模板 Message templates");
    for template in &set.templates {
        page.heading(3, &format!("{} = {}：{}", code(&set.tag), code(&template.value), text(&template.title)));
        if !template.section.is_empty() {
            page.block(&format!("文档章节 Section {}", text(&template.section)));
        }
        page.code_block("text", &template.lines.join("\n"));
        let rows = template.keywords.iter().map(|keyword| {
            let filler = match &keyword.filler {
                FilledBy::Caller(field) => format!("调用方 the caller: {}", code(field)),
                FilledBy::Platform(what) => {
                    format!("平台从订单取得 the platform, from the order:<br>{}", stacked(what))
                }
            };
            [code(&keyword.name), filler, text(&keyword.sample)]
        });
        page.table(["关键字 Keyword", "由谁填写 Filled by", "示例 Sample"], &rows.collect::<Vec<_>>());
        if !template.sample.is_empty() {
            page.block("文档示例 The document's sample:");
            page.code_block("text", &template.sample.join("\n"));
        }
    }
}
