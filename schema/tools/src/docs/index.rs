use super::markdown::{Page, code, stacked, text};
use super::{CODES, ERRATA, ERRORS};
use wxmed_compiler::model::{Model, Retry};

/// The page that leads to all the others, whose files stand beside it.
pub fn reference_index(model: &Model) -> String {
    let mut page = Page::default();
    page.heading(1, "接口参考 Reference");
    page.block("由规格文件生成，请勿手改。 Generated from the specs: edit those.");
    if !model.operations.is_empty() {
        page.heading(2, "接口 Operations");
    }
    let operations = model.operations.iter().map(|operation| {
        let retry = match operation.retry {
            Retry::Safe => "可以 yes",
            Retry::Never => "不可 no",
        };
        let (name, title) = (link(&operation.name), stacked(&operation.title));
        [text(&operation.section), name, title, code(&operation.spelling), retry.to_owned()]
    });
    let head = ["章节 Section", "接口 Operation", "名称 Title", "Rust", "可重发 Retry"];
    page.table(head, &operations.collect::<Vec<_>>());
    if !model.contents.is_empty() {
        page.heading(2, "各地内容 Contents");
    }
    let contents = (model.contents.iter())
        .map(|content| [link(&content.name), stacked(&content.title), code(&content.spelling)])
        .collect::<Vec<_>>();
    page.table(["内容 Content", "名称 Title", "Rust"], &contents);
    page.heading(2, "其他 Others");
    page.list(&[
        format!("[代码表 Code tables]({CODES}.md): {}", model.codes.len()),
        format!("[错误与处理 Errors and remedies]({ERRORS}.md): {}", model.errors.len()),
        format!("[勘误 Errata]({ERRATA}.md): {}", model.errata.len()),
        "[规格语言 The language of the specs](language/README.md)".to_owned(),
        "[规格中的错误 Mistakes in specs](diagnostics.md)".to_owned(),
    ]);
    page.finish()
}

fn link(name: &str) -> String {
    format!("[{}](<{}.md>)", text(name), name.replace(['<', '>', '|', '\\'], ""))
}
