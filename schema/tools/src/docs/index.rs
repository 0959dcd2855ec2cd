use super::markdown::{Page, code, stacked, text};
use super::{CODES, ERRATA, ERRORS, KNOWN};
use wxmed_compiler::model::{Model, Retry};

/// The index page, with links to the other pages in the same folder.
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
        [section(&operation.section), name, title, code(&operation.spelling), retry.to_owned()]
    });
    let head = ["章节 Section", "接口 Operation", "名称 Title", "Rust", "可重发 Retry"];
    page.table(head, &operations.collect::<Vec<_>>());
    if !model.notifications.is_empty() {
        page.heading(2, "通知 Notifications");
    }
    let notifications = model.notifications.iter().map(|notification| {
        let (name, title) = (link(&notification.name), stacked(&notification.title));
        [section(&notification.section), name, title, code(&notification.spelling)]
    });
    let head = ["章节 Section", "通知 Notification", "名称 Title", "Rust"];
    page.table(head, &notifications.collect::<Vec<_>>());
    if !model.contents.is_empty() {
        page.heading(2, "各地内容 Contents");
    }
    let contents = (model.contents.iter())
        .map(|content| [link(&content.name), stacked(&content.title), code(&content.spelling)])
        .collect::<Vec<_>>();
    page.table(["内容 Content", "名称 Title", "Rust"], &contents);
    page.heading(2, "其他 Others");
    let mut others = vec![
        format!("[代码表 Code tables]({CODES}.md): {}", model.codes.len()),
        format!("[错误与处理 Errors and remedies]({ERRORS}.md): {}", model.errors.len()),
        format!("[勘误 Errata]({ERRATA}.md): {}", model.errata.len()),
    ];
    let known: usize = model.known.iter().map(|list| list.entries.len()).sum();
    if known > 0 {
        others.push(format!("[已知而未收录 Known and not shipped]({KNOWN}.md): {known}"));
    }
    others.extend([
        "[规格语言 The language of the specs](language/README.md)".to_owned(),
        "[规格中的错误 Mistakes in specs](diagnostics.md)".to_owned(),
    ]);
    page.list(&others);
    page.finish()
}

/// The section of the document, if there is one.
fn section(section: &str) -> String {
    if section.is_empty() { "—".to_owned() } else { text(section) }
}

fn link(name: &str) -> String {
    format!("[{}](<{}.md>)", text(name), name.replace(['<', '>', '|', '\\'], ""))
}
