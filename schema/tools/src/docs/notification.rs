use super::markdown::{Page, code, codes, text};
use super::{fields, resources, tables};
use wxmed_compiler::model::{Model, Notification, Record, Sending};

pub(super) fn page(notification: &Notification, model: &Model) -> String {
    let mut page = Page::default();
    let mut facts = vec![code(&notification.name), "平台发给医院 sent by the platform".to_owned()];
    if !notification.section.is_empty() {
        facts.push(format!("文档章节 Section {}", text(&notification.section)));
    }
    facts.push(format!("Rust 类型 Rust type {}", code(&notification.spelling)));
    tables::opening(&mut page, &notification.title, &facts, notification.about.as_ref());
    behaviour(&mut page, notification);
    let none = Record::default();
    let table = fields::Table { section: &notification.section, sent: false, request: &none };
    page.heading(2, "平台发来的字段 What the platform sends");
    fields::record(&mut page, &notification.request, "", table);
    page.heading(2, "医院的应答 The hospital's response");
    fields::record(&mut page, &notification.response, "", table);
    tables::used_codes(&mut page, &[&notification.request, &notification.response], &notification.codes);
    tables::errata_of(&mut page, model, std::slice::from_ref(&notification.name));
    page.finish()
}

fn behaviour(page: &mut Page, notification: &Notification) {
    let versions = tables::stated_versions(&notification.versions);
    let provenance = notification.provenance.as_ref().map(tables::provenance);
    let provenance = provenance.unwrap_or_else(|| "文档 the document".to_owned());
    let by = codes(notification.by_names());
    let repeated = format!("{by} 相同即为同一通知的重发 a repetition if {by} is the same");
    let mut rows = vec![
        ["版本 Versions".to_owned(), versions],
        ["来源 Provenance".to_owned(), provenance],
        ["发送 Sent".to_owned(), notification.sent.as_ref().map_or_else(|| "—".to_owned(), sent)],
        ["重发 Repetition".to_owned(), if by.is_empty() { "—".to_owned() } else { repeated }],
        ["签名 Signature".to_owned(), "必有，须验证 always signed, and verified".to_owned()],
    ];
    if !notification.related.is_empty() {
        let related = notification.related.iter().map(|related| resources::related(related, &notification.request));
        rows.push(["有关的事物 Related".to_owned(), related.collect::<Vec<_>>().join("<br>")]);
    }
    page.table(["", "行为 Behaviour"], &rows);
}

fn sent(sent: &Sending) -> String {
    let (after, of, to) = (sent.after.about(), sent.what.about(), code(&sent.to));
    format!(
        "{}之后，发到产生{}的请求所给的 {to}<br>after {}, to {to} of the request that created {}",
        text(&after.zh),
        text(&of.zh),
        text(&after.en),
        text(&of.en)
    )
}
